"""What the source fixes stays as the source has it, unless a dated decision with its case number changes it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any

from hallinta.finding import Place, Severity
from hallinta.handbook import Handbook
from hallinta.queries import DATED_LIMITS, MADE, liite_6a
from hallinta.queries.liite_6a import GROUPS, LEVELS, LIMITS, PHASES, SEATS, STATEMENTS, Seat, Strength
from hallinta.records.asetukset import Raja
from hallinta.records.malli import Lauseke
from hallinta.records.ryhma import Jasenpaikka, Ryhma
from hallinta.rules.registry import Findings, rule

DECIDED = "tai kirjaa asetusten kohtaan `mallin_muutokset` päätös, jolla asia on muutettu"


def _changed(handbook: Handbook, clause: str, on: date | None = None) -> bool:
    """Whether a decision in force has changed what the clause fixes; HAL-339 tells of one that cannot."""
    return any(
        each.lauseke == clause
        and each.alkaen <= (on or handbook.today)
        and _lack(handbook, each.paatos) is None
        for each in handbook.asetukset.mallin_muutokset
    )


def _lack(handbook: Handbook, id: str | None) -> str | None:
    """Why a decision does not change the model: it must be known, made, dated and have its case number."""
    paatos = handbook.paatokset.get(id or "")
    if id is None:
        return "päätöstä ei ole nimetty"
    if paatos is None:
        return f"päätöstä `{id}` ei ole"
    if paatos.tila != MADE:
        return f"päätös `{id}` on tilassa `{paatos.tila}`"
    if paatos.pvm is None or paatos.asianumero is None:
        return f"päätökseltä `{id}` puuttuu {'päivä' if paatos.pvm is None else 'asianumero'}"
    return None


# --- settings -------------------------------------------------------------------------------------------


@rule(
    "HAL-332",
    "Rajat ja kokousmäärä ovat lähteen mukaiset",
    lauseke=("3.2-05", "3.2-06", "2.3-02", "3.1-11"),
    fix="palauta lähteen arvo; päätetylle uudelle arvolle kirjoita oma kohta: `arvo`, `alkaen` ja `paatos`",
)
def limits_are_the_sources(handbook: Handbook) -> Findings:
    """Käsikirja päättelee rajoista, mitä kehittämiseltä vaaditaan. Raja, josta kukaan ei ole päättänyt, muuttaisi
    päätelmät huomaamatta.
    """
    settings = handbook.asetukset
    if handbook.tree:
        return  # the settings are the real handbook's
    for name, (value, clause) in LIMITS.items():
        for index, each in enumerate(getattr(settings, name)):
            decided = each.alkaen and _lack(handbook, each.paatos) is None
            if each.arvo != value and not decided and not _changed(handbook, clause, each.alkaen):
                problem = f"`{name}: {each.arvo}`, mutta lähteen mukaan arvo on {value} (lauseke {clause})"
                yield settings.at(name, index, "arvo"), problem
    for place, problem in _statement_limits(handbook):
        yield (
            place,
            problem,
            "palauta asetuksen 1301/2019 arvo, tai kirjoita uudelle arvolle oma rivi ja `alkaen`",
        )


def _statement_limits(handbook: Handbook) -> Iterator[tuple[Place, str]]:
    """The limits of the decree, every sector of use where the clause of statements is."""
    settings = handbook.asetukset
    told = {raja.kayttoala for raja in settings.lausuntorajat if raja.kayttoala}
    for index, raja in enumerate(settings.lausuntorajat):
        source = STATEMENTS.get(raja.kayttoala or "")
        if source is None or _statement_decided(handbook, raja):
            continue
        value, comparison = source
        if raja.raja_eur != value:
            shown = "null" if raja.raja_eur is None else raja.raja_eur
            wanted = "ei ole tiedossa" if value is None else f"on {value}"
            problem = f"käyttöalan `{raja.kayttoala}` raja on {shown}, mutta lähteen mukaan se {wanted}"
            yield settings.at("lausuntorajat", index, "raja_eur"), problem
        if raja.vertailu != comparison:
            problem = f"`vertailu: {raja.vertailu}`, mutta lähteen mukaan vertailu on `{comparison}`"
            yield settings.at("lausuntorajat", index, "vertailu"), problem
    asked = liite_6a.STATEMENT_CLAUSE in handbook.lausekkeet
    missing = [sector for sector in STATEMENTS if asked and sector not in told]
    if missing:
        yield (
            settings.at("lausuntorajat"),
            f"käyttöalojen {', '.join(f'`{each}`' for each in missing)} raja puuttuu",
        )


def _statement_decided(handbook: Handbook, raja: Raja) -> bool:
    """Whether another value has a ground: a decision, or a later statute than the one read."""
    lahde = handbook.lahteet.get(raja.lahde or "")
    statute = lahde is not None and lahde.laji == "saados" and "1301/2019" not in lahde.name
    return raja.alkaen is not None and (statute or _lack(handbook, raja.paatos) is None)


@rule(
    "HAL-333",
    "Tasot ja tulossopimuksen vaiheet ovat lähteen mukaiset",
    lauseke=("2-01", "2-02", "2-03", "2-07", "2.3-05"),
    fix=f"palauta lähteen järjestys ja nimi, {DECIDED}",
)
def levels_and_phases_are_the_sources(handbook: Handbook) -> Findings:
    """Mallin tasot ja tulossopimusprosessin vaiheet ovat lähteen rakenne. Niiden järjestys kertoo, kuka ohjaa ketäkin
    ja mitä seuraa mistäkin.
    """
    settings = handbook.asetukset
    if handbook.tree:
        return
    order = [level.taso for level in LEVELS]
    given = [each.taso for each in settings.tasot]
    if given != order and not _changed(handbook, liite_6a.LEVEL_ORDER_CLAUSE):
        yield (
            settings.at("tasot"),
            f"tasot ovat järjestyksessä {', '.join(given)}, lähteessä {', '.join(order)}",
        )
    for index, each in enumerate(settings.tasot):
        level = next(level for level in LEVELS if level.taso == each.taso)
        if not each.nimi.fi.lower().startswith(level.nimi) and not _changed(handbook, "2-01"):
            yield settings.at("tasot", index, "nimi"), f"tason `{each.taso}` nimi on `{each.nimi.fi}`"
        if each.ryhma != level.ryhma and not _changed(handbook, level.lauseke):
            wanted = f"ryhmä on `{level.ryhma}`" if level.ryhma else "tasolla ei ole nimettyä ryhmää"
            problem = (
                f"tasolla `{each.taso}` on `ryhma: {each.ryhma or 'null'}`, mutta lähteen mukaan {wanted}"
            )
            yield settings.at("tasot", index, "ryhma"), problem
    yield from _phases(handbook)


def _phases(handbook: Handbook) -> Findings:
    phases = handbook.asetukset.tulossopimusvaiheet
    known = [each.id for each in phases if each.id in PHASES]
    wanted = [id for id in PHASES if id in known]
    missing = [id for id, (clause, _) in PHASES.items() if id not in known and clause in handbook.lausekkeet]
    if (known != wanted or missing) and not _changed(handbook, "2.3-05"):
        problem = f"puuttuu {', '.join(missing)}" if missing else f"ovat järjestyksessä {', '.join(known)}"
        yield (
            handbook.asetukset.at("tulossopimusvaiheet"),
            f"tulossopimuksen vaiheista {problem}"
            if missing
            else (f"tulossopimuksen vaiheet {problem}, lähteessä {', '.join(wanted)}"),
        )
    for index, each in enumerate(phases):
        clause, month = PHASES.get(each.id, ("", None))
        if clause and each.kuukausi != month and not _changed(handbook, clause):
            told = f"kuukausi on {month}" if month else "kuukautta ei kerrota"
            problem = (
                f"vaiheella `{each.id}` on `kuukausi: {each.kuukausi or 'null'}`, mutta lähteessä {told}"
            )
            yield handbook.asetukset.at("tulossopimusvaiheet", index, "kuukausi"), problem


# --- groups ---------------------------------------------------------------------------------------------


@rule(
    "HAL-334",
    "Mallin ryhmiä ovat ne kaksi, jotka lähde nimeää",
    lauseke=("2-02", "2-03", "1-25", "1-26"),
    fix=f"korjaa `mallin_ryhma`, {DECIDED}",
)
def the_models_groups_are_the_sources(handbook: Handbook) -> Findings:
    """Mallilla on kaksi omaa ryhmää: johtoryhmä ja koordinaatioryhmä. Samannimiset muiden ryhmät ovat eri ryhmiä
    (tulkinta A-15).
    """
    for ryhma in handbook.ryhmat:
        level = GROUPS.get(ryhma.id)
        if level is None and ryhma.mallin_ryhma and not _changed(handbook, "2-01"):
            yield (
                ryhma.at("mallin_ryhma"),
                "`mallin_ryhma: true`, mutta lähde ei nimeä ryhmää mallin ryhmäksi",
            )
        elif level and not ryhma.mallin_ryhma and not _changed(handbook, level.lauseke):
            yield ryhma.at("mallin_ryhma"), "`mallin_ryhma: false`, mutta ryhmä on mallin oma"
    for index, group in enumerate(GROUPS):
        if group not in handbook.ryhmat and ("ryhmat", group) not in handbook.unfit and not handbook.tree:
            yield handbook.asetukset.at("tasot", index, "ryhma"), f"mallin ryhmää `{group}` ei ole"


def _own_seats(handbook: Handbook) -> Iterator[tuple[Ryhma, tuple[Seat, ...]]]:
    """The model's groups with the seats that the handbook's clauses give them and no decision has changed."""
    for id, seats in SEATS.items():
        ryhma = handbook.ryhmat.get(id)
        given = tuple(
            seat
            for seat in seats
            if seat.lauseke in handbook.lausekkeet and not _changed(handbook, seat.lauseke)
        )
        if ryhma and given and not handbook.tree:
            yield ryhma, given


def _is(paikka: Jasenpaikka, seat: Seat) -> bool:
    role = paikka.rooli.lower()
    fits = (
        role.startswith(seat.rooli) if seat.by_office or seat.rooli.endswith("johdon") else seat.rooli in role
    )
    return paikka.organisaatio == seat.organisaatio and fits


@rule(
    "HAL-335",
    "Mallin ryhmissä istuvat ne, jotka lähde nimeää",
    lauseke=("2.1-01", "2.1-02", "2.2-01"),
    fix=f"palauta jäsenpaikka lähteen mukaiseksi, {DECIDED}",
)
def the_seats_are_the_sources(handbook: Handbook) -> Findings:
    """Lähde kertoo, ketkä johtoryhmään kuuluvat virkansa puolesta ja ketkä edustajina. Ilman pääjohtajaa tai
    kansliapäällikköä johtoryhmä ei ole mallin johtoryhmä.
    """
    for ryhma, seats in _own_seats(handbook):
        for seat in seats:
            if not any(_is(paikka, seat) for paikka in ryhma.jasenpaikat):
                name = f"{seat.organisaatio}: {seat.rooli}{'' if seat.by_office else ' …'}"
                yield ryhma.at("jasenpaikat"), f"jäsenpaikka `{name}` puuttuu (lauseke {seat.lauseke})"
        complete = {seat.lauseke for seat in SEATS[ryhma.id]} <= {seat.lauseke for seat in seats}
        for index, paikka in enumerate(ryhma.jasenpaikat if complete else ()):
            if not any(_is(paikka, seat) for seat in seats):
                named = f"`{paikka.organisaatio}: {paikka.rooli}`"
                yield ryhma.at("jasenpaikat", index, "rooli"), f"jäsenpaikkaa {named} lähde ei tunne"


@rule(
    "HAL-336",
    "Mallin ryhmistä ei kerrota sellaista, mitä lähde ei kerro",
    lauseke=("2.1-01", "2.1-02", "2.2-01", "2-07"),
    fix=f"kirjoita `null`, lisää ryhmälle lähde, joka kertoo asian, {DECIDED}",
    severity=Severity.HUOMAUTUS,
)
def the_groups_tell_no_more_than_the_source(handbook: Handbook) -> Findings:
    """Lähde ei kerro jäsenten lukumäärää, puheenjohtajaa, sihteeriä, asettajaa, toimikautta eikä päätösvaltaisuutta
    (tulkinta A-16), eikä se nimeä operatiiviselle tasolle ryhmää. Arvo ilman muuta lähdettä näyttäisi mallin omalta.
    """
    for ryhma in handbook.ryhmat:
        if ryhma.id not in GROUPS and ryhma.taso == "operatiivinen" and not _changed(handbook, "2-07"):
            yield (
                ryhma.at("taso"),
                "`taso: operatiivinen`, mutta lähde ei nimeä operatiiviselle tasolle ryhmää",
            )
    model = set(handbook.asetukset.asiakirja.lahteet)
    for ryhma, seats in _own_seats(handbook):
        if set(ryhma.lahteet) - model:
            continue  # another source tells it
        for index, paikka in enumerate(ryhma.jasenpaikat):
            seat = next((seat for seat in seats if _is(paikka, seat)), None)
            wanted = 1 if seat and seat.by_office else None
            if seat and paikka.lukumaara is not None and paikka.lukumaara != wanted:
                told = "yksi" if wanted else "ei kerrota"
                problem = (
                    f"`lukumaara: {paikka.lukumaara}`, mutta lähteessä paikan {paikka.rooli} määrä on {told}"
                )
                problem = problem.replace("määrä on ei kerrota", "määrää ei kerrota")
                yield ryhma.at("jasenpaikat", index, "lukumaara"), problem
        for field in liite_6a.UNTOLD:
            if getattr(ryhma, field) is not None:
                yield ryhma.at(field), f"`{field}` on kirjattu, mutta lähde ei kerro sitä"


@rule(
    "HAL-337",
    "Toimijan tehtävät ovat lähteen tehtävät",
    lauseke=("2.1-04", "2.2-03", "2.1-18", "2.2-06"),
    fix=f"palauta tehtävä ja sen `voi` lähteen mukaiseksi, {DECIDED}",
)
def tasks_are_the_sources(handbook: Handbook) -> Findings:
    """Lähde sanoo, mitä ryhmä tekee ja mitä se voi tehdä. Pois jätetty tehtävä tai voin vaihtuminen velvollisuudeksi
    muuttaisi toimivaltaa.
    """
    bodies = [*handbook.ryhmat, *handbook.organisaatiot]
    for body in bodies if not handbook.tree else ():
        given = {task.lauseke for task in body.tehtavat}
        for clause in liite_6a.TASKS.get(body.id, ()):
            if clause in handbook.lausekkeet and clause not in given and not _changed(handbook, clause):
                yield body.at("tehtavat"), f"lausekkeen `{clause}` antama tehtävä puuttuu"
        for index, task in enumerate(body.tehtavat):
            may = task.lauseke in liite_6a.MAY
            if task.voi != may and task.lauseke in liite_6a.CLAUSES and not _changed(handbook, task.lauseke):
                said = "sanoo ”voi”" if may else "ei sano ”voi”"
                value = "true" if task.voi else "false"
                problem = f"`voi: {value}`, mutta lähde {said} (lauseke {task.lauseke})"
                yield body.at("tehtavat", index, "voi"), problem


# --- clauses --------------------------------------------------------------------------------------------


@cache
def _word(strength: Strength) -> re.Pattern[str]:
    return re.compile(rf"\b({liite_6a.WORDS[strength]})\b", re.IGNORECASE)


@rule(
    "HAL-338",
    "Lausekkeen tiivistelmä sitoo yhtä vahvasti kuin lähde",
    lauseke="0-02",
    fix=f"kirjoita tiivistelmä lähteen sanoin: voi, tulee, aina, suositellaan ja luvut säilyvät, {DECIDED}",
)
def clauses_bind_as_the_source_does(handbook: Handbook) -> Findings:
    """Tiivistelmä on omin sanoin, mutta sen velvoittavuus on lähteen. Jos ”aina” vaihtuu suositukseksi, käsikirja
    lupaa muuta kuin malli.
    """
    if handbook.tree:
        return
    for lauseke in handbook.lausekkeet:
        if lauseke.id in liite_6a.CLAUSES and not _changed(handbook, lauseke.id):
            yield from _strength(lauseke)
            yield from _actor(lauseke)
    source = handbook.lahteet.get(liite_6a.SOURCE)
    missing = [
        id
        for id in liite_6a.CLAUSES
        if source and id not in handbook.lausekkeet and ("lausekkeet", id) not in handbook.unfit
    ]
    if source and missing:
        named = ", ".join(f"`{id}`" for id in missing[:5]) + (" …" if len(missing) > 5 else "")
        yield (
            source.at(),
            f"lähteen lausekkeista puuttuu {len(missing)}: {named}",
            "palauta lausekkeen tiedosto",
        )


def _strength(lauseke: Lauseke) -> Iterator[tuple[Place, str]]:
    text = lauseke.tiivistelma.fi
    said = {strength for strength in Strength if _word(strength).search(text)}
    must, may = liite_6a.STRENGTHS.get(lauseke.id, (frozenset(), frozenset()))
    for problem in (
        *(f"tiivistelmästä puuttuu lähteen ”{each}”" for each in Strength if each in must - said),
        *(
            f"tiivistelmässä on ”{each}”, jota lähde ei sano"
            for each in Strength
            if each in said - must - may
        ),
    ):
        yield lauseke.at("tiivistelma"), problem


def _actor(lauseke: Lauseke) -> Iterator[tuple[Place, str]]:
    """That those whom the source names are those whom the clause names; alone where the source gives them the power."""
    named = {each.partition("/")[2] for each in lauseke.vastuutahot}
    for body, clauses in liite_6a.TASKS.items():
        if lauseke.id in clauses and body not in named:
            yield lauseke.at("vastuutahot"), f"vastuutahoista puuttuu `{body}`, jonka lähde nimeää"
    decider = liite_6a.DECIDES.get(lauseke.id)
    if decider and (others := named - {decider}):
        yield (
            lauseke.at("vastuutahot"),
            f"lähde antaa asian taholle `{decider}`, mutta mukana on {_listed(others)}",
        )
    if decider and "päät" not in lauseke.tiivistelma.fi.lower():
        yield (
            lauseke.at("tiivistelma"),
            f"lähteen mukaan `{decider}` päättää asiasta, mutta tiivistelmä ei sano sitä",
        )


def _listed(ids: set[str]) -> str:
    return ", ".join(f"`{id}`" for id in sorted(ids))


# --- decided changes ------------------------------------------------------------------------------------


@rule(
    "HAL-339",
    "Mallin muutos nojaa päivättyyn päätökseen, jolla on asianumero",
    lauseke=("1-28", "3.2-05", "3.2-06"),
    fix="nimeä tehty päätös, jolla on päivä ja asianumero, ja kirjoita `alkaen` aikaisintaan päätöksen päiväksi",
)
def changes_of_the_model_are_decided(handbook: Handbook) -> Findings:
    """Lähteen arvoa ei vaihdeta hiljaa. Päätöksestä näkee, kuka muutti, milloin ja mistä päivästä alkaen, ja aiemmat
    päätelmät pysyvät.
    """
    settings = handbook.asetukset
    if handbook.tree:
        return
    for index, each in enumerate(settings.mallin_muutokset):
        yield from _decided_in_time(handbook, each, ("mallin_muutokset", index))
    for name in DATED_LIMITS:
        values = getattr(settings, name)
        seen: set[date | None] = set()
        for index, each in enumerate(values):
            if each.alkaen in seen:
                told = f"`alkaen: {each.alkaen}`" if each.alkaen else "ilman päivää `alkaen`"
                yield (
                    settings.at(name, index),
                    f"`{name}`: kaksi arvoa {told}",
                    "anna arvoille eri alkamispäivät",
                )
            seen.add(each.alkaen)
            if each.alkaen or each.paatos:
                yield from _decided_in_time(handbook, each, (name, index))
        if values and None not in seen:
            problem = f"kohdassa `{name}` ei ole arvoa, joka olisi voimassa alusta asti"
            yield settings.at(name), problem, "lisää aiempi arvo ilman kenttää `alkaen`"


def _decided_in_time(handbook: Handbook, each: Any, path: Sequence[str | int]) -> Findings:
    settings = handbook.asetukset
    paatos = handbook.paatokset.get(each.paatos or "")
    if lack := _lack(handbook, each.paatos):
        place = settings.at(*path, "paatos" if each.paatos else "alkaen")
        yield place, f"arvo on muutettu {each.alkaen or 'ilman päivää'}, mutta {lack}"
    elif paatos and paatos.pvm and each.alkaen and each.alkaen < paatos.pvm:
        problem = f"`alkaen: {each.alkaen}` on ennen päätöksen `{paatos.id}` päivää {paatos.pvm}"
        yield settings.at(*path, "alkaen"), problem
