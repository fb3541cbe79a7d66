"""Meetings: prepared, held on their day, with an outcome for what was to be decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hallinta.finding import Severity
from hallinta.handbook import Handbook
from hallinta.records.base import Record
from hallinta.rules.registry import Findings, rule
from hallinta.yaml_text import Path


@rule(
    "HAL-150",
    "Johtoryhmän asiat valmistelee koordinaatioryhmä",
    lauseke="2.2-04",
    fix="kirjoita kohtaan `valmisteltu` koordinaatioryhmän aiempi kokous",
    severity=Severity.HUOMAUTUS,
)
def the_management_groups_items_are_prepared(handbook: Handbook) -> Findings:
    """Asialistan kohdasta pitää päästä siihen koordinaatioryhmän kokoukseen, joka asian valmisteli. Tiedoksi
    annettavia asioita tämä ei koske.
    """
    for kokous in handbook.kokoukset:
        if kokous.ryhma != "johtoryhma" or kokous.tila not in ("kutsuttu", "pidetty"):
            continue
        for index, kohta in enumerate(kokous.kohdat):
            if kohta.laji == "tiedoksi":
                continue
            if kohta.valmisteltu is None:
                yield (
                    kokous.at("kohdat", index, "otsikko"),
                    "kohta ei kerro, missä kokouksessa se valmisteltiin",
                )
                continue
            earlier = handbook.kokoukset.get(kohta.valmisteltu)
            place = kokous.at("kohdat", index, "valmisteltu")
            if earlier and earlier.ryhma != "koordinaatioryhma":
                yield place, f"`valmisteltu: {earlier.id}` on ryhmän `{earlier.ryhma}` kokous"
            elif earlier and earlier.pvm > kokous.pvm:
                problem = (
                    f"`valmisteltu: {earlier.id}` ({earlier.pvm}) on tämän kokouksen ({kokous.pvm}) jälkeen"
                )
                yield place, problem


@rule(
    "HAL-151",
    "Pidetty kokous ei ole tulevaisuudessa",
    lauseke=("1-13", "2.3-01"),
    fix="kirjoita `tila: kutsuttu` tai korjaa päivä",
)
def held_meetings_are_past(handbook: Handbook) -> Findings:
    """Pidetystä kokouksesta kerrotaan tulokset. Tuleva kokous näyttäisi jo päättäneen asioista."""
    for kokous in handbook.kokoukset:
        if kokous.tila == "pidetty" and kokous.pvm > handbook.today:
            yield kokous.at("pvm"), f"`tila: pidetty`, mutta `pvm: {kokous.pvm}` on tulevaisuudessa"


@rule(
    "HAL-152",
    "Suunniteltu kokous ei ole menneisyydessä",
    lauseke=("2.1-08", "2.3-01"),
    fix="kirjoita `tila: pidetty` tai `tila: peruttu`, tai korjaa päivä",
    severity=Severity.HUOMAUTUS,
)
def planned_meetings_are_ahead(handbook: Handbook) -> Findings:
    """Menneestä kokouksesta pitää nähdä, pidettiinkö se. Muuten tilannekuva ja vuosikello jäävät jälkeen."""
    for kokous in handbook.kokoukset:
        if kokous.tila in ("suunniteltu", "kutsuttu") and kokous.pvm < handbook.today:
            yield kokous.at("tila"), f"`tila: {kokous.tila}`, mutta kokouksen päivä {kokous.pvm} on mennyt"


@rule(
    "HAL-153",
    "Perutulla kokouksella on syy",
    lauseke="1-13",
    fix="kirjoita `peruttu_syy`",
    severity=Severity.HUOMAUTUS,
)
def cancelled_meetings_say_why(handbook: Handbook) -> Findings:
    """Perutun kokouksen asiat siirtyvät. Syy kertoo lukijalle, mitä asioille tapahtui."""
    for kokous in handbook.kokoukset:
        if kokous.tila == "peruttu" and kokous.peruttu_syy is None:
            yield kokous.at("tila"), "kokous on peruttu, mutta syytä ei ole kirjattu"


@rule(
    "HAL-154",
    "Pidetyn kokouksen päätösasialla on tulos",
    lauseke=("1-13", "2.1-09"),
    fix="kirjoita `paatos` tai `tulos`; `tulos` kertoo myös, jos asia siirrettiin",
    severity=Severity.HUOMAUTUS,
)
def items_for_decision_have_an_outcome(handbook: Handbook) -> Findings:
    """Asialistalla luvattiin päättää asiasta. Kokouksen jälkeen lukija etsii tästä, miten kävi."""
    for kokous in handbook.kokoukset:
        for index, kohta in enumerate(kokous.kohdat):
            lacks = kohta.laji == "paatos" and kohta.tulos is None and kohta.paatos is None
            if kokous.tila == "pidetty" and lacks:
                problem = "kohdan `laji: paatos`, mutta kokous on pidetty eikä kohdalla ole tulosta"
                yield kokous.at("kohdat", index, "otsikko"), problem


@rule(
    "HAL-155",
    "Kirjattu käsittely ja sen kokous kertovat samaa",
    lauseke=("1-13", "3.1-03", "3.1-04"),
    fix="korjaa ryhmä tai päivä siihen tietueeseen, jossa se on väärin",
)
def handlings_agree_with_their_meeting(handbook: Handbook) -> Findings:
    """Käsittely tapahtuu kokouksessa. Jos ryhmä tai päivä on eri kuin kokouksella,
    jompikumpi tieto on väärä.
    """
    for record, path, ryhma, pvm, id in _handlings(handbook):
        kokous = handbook.kokoukset.get(id or "")
        if kokous is None:
            continue
        if ryhma is not None and ryhma != kokous.ryhma:
            problem = f"`ryhma: {ryhma}`, mutta kokous `{kokous.id}` on ryhmän `{kokous.ryhma}`"
            yield record.at(*path, "ryhma"), problem
        if pvm is not None and pvm != kokous.pvm:
            problem = f"`pvm: {pvm}`, mutta kokouksen `{kokous.id}` päivä on {kokous.pvm}"
            yield record.at(*path, "pvm"), problem


def _handlings(
    handbook: Handbook,
) -> Iterator[tuple[Record, Path, str | None, date | None, str | None]]:
    """Where a record says that something happened in a meeting: whose, when and in which."""
    for record in [*handbook.ideat, *handbook.kehitysaihiot]:
        for index, each in enumerate(record.kasittelyt):
            yield record, ("kasittelyt", index), each.ryhma, each.pvm, each.kokous
    for kaytanto in handbook.kaytannot:
        if esitys := kaytanto.esitys:
            yield kaytanto, ("esitys",), esitys.ryhma, esitys.pvm, esitys.kokous
    for tyo in handbook.kehitystyot:
        if prioriteetti := tyo.prioriteetti:
            yield tyo, ("prioriteetti",), None, prioriteetti.pvm, prioriteetti.kokous
    for sopimus in handbook.tulossopimukset:
        for index, vaihe in enumerate(sopimus.valmistelu):
            yield sopimus, ("valmistelu", index), vaihe.ryhma, None, vaihe.kokous
