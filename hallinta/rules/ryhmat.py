"""Groups: who sits, on which level, under which name, how long."""

from __future__ import annotations

import re
from collections import defaultdict

from hallinta.finding import Severity
from hallinta.handbook import Handbook
from hallinta.personal import covered
from hallinta.records.base import NamedRecord
from hallinta.records.ryhma import Taso
from hallinta.records.sidosryhma import Sidosryhma
from hallinta.rules.henkilotiedot import not_a_role
from hallinta.rules.registry import Findings, rule

JOHTORYHMA, KOORDINAATIORYHMA = "johtoryhma", "koordinaatioryhma"


@rule(
    "HAL-010",
    "Koordinaatioryhmässä on paikka molemmilla organisaatioilla",
    lauseke="2.2-01",
    fix="lisää kohtaan `jasenpaikat` vähintään yksi paikka puuttuvalle organisaatiolle",
)
def koordinaatioryhma_seats_both_organisations(handbook: Handbook) -> Findings:
    """Koordinaatioryhmä koostuu molempien edustajista: ilman toista se ei valmistele yhteisiä asioita."""
    ryhma = handbook.ryhmat.get(KOORDINAATIORYHMA)
    if ryhma is None:
        return
    seated = {paikka.organisaatio for paikka in ryhma.jasenpaikat}
    for organisaatio in ("okm", "oph"):
        if organisaatio not in seated:
            yield ryhma.at("jasenpaikat"), f"ryhmässä ei ole paikkaa organisaatiolle `{organisaatio}`"


@rule(
    "HAL-011",
    "Jäsenpaikka on rooli, ei henkilö",
    lauseke=("2.1-01", "2.1-02", "2.2-01"),
    fix="kirjoita rooli pienellä alkukirjaimella, esim. `osaston johdon edustaja`",
)
def seats_are_roles(handbook: Handbook) -> Findings:
    """Malli jakaa paikat rooleille. Henkilön nimi on henkilötieto eikä kuulu julkiseen käsikirjaan."""
    for ryhma in handbook.ryhmat:
        for index, paikka in enumerate(ryhma.jasenpaikat):
            if problem := not_a_role(paikka.rooli):
                yield ryhma.at("jasenpaikat", index, "rooli"), f"`rooli: {covered(paikka.rooli)}` {problem}"
        for field in ("puheenjohtaja", "sihteeri"):
            if (role := getattr(ryhma, field)) and (problem := not_a_role(role)):
                yield ryhma.at(field), f"`{field}: {covered(role)}` {problem}"


def _level_findings(handbook: Handbook, id: str, level: Taso) -> Findings:
    ryhma = handbook.ryhmat.get(id)
    if ryhma is not None and ryhma.taso != level:
        yield (
            ryhma.at("taso"),
            f"`taso: {ryhma.taso or 'null'}`, mutta mallin mukaan ryhmä toimii tasolla `{level}`",
        )


@rule(
    "HAL-013",
    "Johtoryhmä toimii strategisella tasolla",
    lauseke="2-02",
    fix="kirjoita `taso: strateginen`",
)
def johtoryhma_is_strategic(handbook: Handbook) -> Findings:
    """Taso kertoo, millaisista asioista ryhmä päättää. Väärä taso johtaisi asiat väärään ryhmään."""
    yield from _level_findings(handbook, JOHTORYHMA, "strateginen")


@rule(
    "HAL-014",
    "Koordinaatioryhmä toimii taktisella tasolla",
    lauseke="2-03",
    fix="kirjoita `taso: taktinen`",
)
def koordinaatioryhma_is_tactical(handbook: Handbook) -> Findings:
    """Taktisella tasolla valmistellaan, seurataan ja raportoidaan; se on koordinaatioryhmän työtä."""
    yield from _level_findings(handbook, KOORDINAATIORYHMA, "taktinen")


@rule(
    "HAL-015",
    "Toimielimillä on toisistaan erottuvat nimet",
    lauseke=("1-25", "1-26", "3.5-05"),
    fix="kirjoita nimi kokonaan, niin että siitä näkee, mistä toimielimestä on kyse",
)
def bodies_have_distinct_names(handbook: Handbook) -> Findings:
    """Johtoryhmiä ja koordinaatioryhmiä on useita. Samannimisinä lukija ottaisi yhden toiseksi (tulkinta
    A-15).
    """
    by_name: dict[str, list[NamedRecord]] = defaultdict(list)
    for record in [*handbook.ryhmat, *handbook.sidosryhmat]:
        by_name[re.sub(r"\W+", " ", record.nimi.fi.lower()).strip()].append(record)
    for name, records in by_name.items():
        first, *others = records
        for record in others:
            if isinstance(record, Sidosryhma) and record.ryhma == first.id:
                continue  # the same body, told as one
            yield record.at("nimi"), f"nimi `{record.nimi.fi}` on jo tietueella {first.path}"
        if name in {"johtoryhmä", "koordinaatioryhmä"}:
            yield first.at("nimi"), f"nimi `{first.nimi.fi}` ei kerro, mikä ryhmä on kyseessä"


@rule(
    "HAL-016",
    "Väliaikaisella ryhmällä on loppupäivä",
    lauseke="2.1-10",
    fix="lisää `toimikausi` ja siihen `loppu`",
    severity=Severity.HUOMAUTUS,
)
def temporary_groups_end(handbook: Handbook) -> Findings:
    """Väliaikainen ryhmä perustetaan määräajaksi. Ilman loppupäivää se jäisi voimassa olevien luetteloon."""
    for ryhma in handbook.ryhmat:
        if ryhma.tyyppi == "valiaikainen" and (ryhma.toimikausi is None or ryhma.toimikausi.loppu is None):
            yield ryhma.at("toimikausi"), f"väliaikaisella ryhmällä `{ryhma.id}` ei ole loppupäivää"


@rule(
    "HAL-017",
    "Toimikausi alkaa ennen kuin se päättyy",
    lauseke="2.1-10",
    fix="korjaa jompikumpi päivä",
)
def terms_run_forwards(handbook: Handbook) -> Findings:
    """Toimikauden päivistä lasketaan, onko ryhmä voimassa. Väärä järjestys tekisi siitä ikuisen tai
    olemattoman.
    """
    for ryhma in handbook.ryhmat:
        kausi = ryhma.toimikausi
        if kausi and kausi.alku and kausi.loppu and kausi.alku > kausi.loppu:
            problem = f"`alku` ({kausi.alku}) on myöhemmin kuin `loppu` ({kausi.loppu})"
            yield ryhma.at("toimikausi", "alku"), problem
