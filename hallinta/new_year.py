"""The next year's calendar as a file to be reviewed: what goes by rule goes on, what was agreed is asked again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from hallinta.handbook import Handbook
from hallinta.queries.kalenteri import (
    DayOff,
    day_by_rule,
    day_off,
    public_holidays,
    rule_of_day,
    weeks_in,
    years,
)
from hallinta.records.fields import Kielistetty
from hallinta.records.vuosikello import Saanto, Tapahtuma, Vuosikello
from hallinta.yaml_text.writing import scalar

ORDER = {"1": "ensimmäinen", "2": "toinen", "3": "kolmas", "4": "neljäs", "-1": "viimeinen"}
KEEPER = "koordinaatioryhma"


def next_year(handbook: Handbook, year: int) -> str:
    """The text of ``data/vuosikello/<year>.yaml``, made from the latest calendar before the year.

    Phases keep only the month the settings know. Events given by a rule, a week or a month go on as they are;
    one that had a day waits for a new one, with the old beside it. Comments tell what to check: the day a rule
    gives, holidays, and where last year's meetings would fall.
    """
    earlier = [each for each in years(handbook) if each < year]
    before = handbook.vuosikello[str(earlier[-1])] if earlier else None
    return "\n".join([*_head(handbook, year, before), *_tail(handbook, year, before)]) + "\n"


def _head(handbook: Handbook, year: int, before: Vuosikello | None) -> Iterator[str]:
    made_of = f"vuoden {before.vuosi} vuosikellosta" if before else "asetusten vaiheista"
    yield f"# Tehty {made_of}. Tarkista jokainen rivi ja poista kommentit ennen julkaisua."
    yield f"nimi: Vuosikello {year}"
    yield f"vuosi: {year}"
    yield f"vastuu: {before.vastuu if before else KEEPER}"
    yield "tarkistukset: []"
    yield "vaiheet:"
    for vaihe in handbook.asetukset.tulossopimusvaiheet:
        yield f"  - vaihe: {vaihe.id}"
        yield f"    kuukausi: {vaihe.kuukausi}" if vaihe.kuukausi else "    pvm: null"
    events = before.tapahtumat if before else ()
    yield "tapahtumat:" if events else "tapahtumat: []"
    for tapahtuma in events:
        assert before is not None
        yield from _event(handbook, tapahtuma, before.vuosi, year)
    yield "ohitettavat: []"


def _tail(handbook: Handbook, year: int, before: Vuosikello | None) -> Iterator[str]:
    if before and before.ohitettavat:
        yield f"# Vuonna {before.vuosi} ohitettiin:"
        yield from (f"#   {_day(each.pvm)} {' '.join(each.syy.fi.split())}" for each in before.ohitettavat)
    yield f"# Arkipyhät {year}:"
    holidays = public_holidays(year).items()
    yield from (f"#   {_day(day)} {name}" for day, name in holidays if day.weekday() < 5)
    if before:
        yield from _meetings(handbook, before, year)
    yield from _list("lausekkeet", before.lausekkeet if before else ())
    yield from _list("tulkinnat", before.tulkinnat if before else ())
    yield from _list("lahteet", before.lahteet if before else handbook.asetukset.asiakirja.lahteet)


def _event(handbook: Handbook, tapahtuma: Tapahtuma, before: int, year: int) -> Iterator[str]:
    yield from _remarks(handbook, tapahtuma, before, year)
    yield f"  - id: {tapahtuma.id}"
    yield f"    otsikko: {scalar(_moved(tapahtuma.otsikko, year - before))}"
    yield f"    rengas: {tapahtuma.rengas}"
    if tapahtuma.ryhma:
        yield f"    ryhma: {tapahtuma.ryhma}"
    if tapahtuma.saanto:
        yield "    saanto:"
        yield f"      jarjestys: '{tapahtuma.saanto.jarjestys}'"
        yield f"      viikonpaiva: {tapahtuma.saanto.viikonpaiva}"
        yield f"      kuukausi: {tapahtuma.saanto.kuukausi}"
    elif tapahtuma.viikko and tapahtuma.viikko <= weeks_in(year):
        yield f"    viikko: {tapahtuma.viikko}"
    elif tapahtuma.kuukausi:
        yield f"    kuukausi: {tapahtuma.kuukausi}"
    else:
        yield "    alku: null"
    for name in ("vaihe", "velvoite"):
        if value := getattr(tapahtuma, name):
            yield f"    {name}: {value}"
    if tapahtuma.kuvaus:
        yield f"    kuvaus: {scalar(_moved(tapahtuma.kuvaus, year - before))}"


def _remarks(handbook: Handbook, tapahtuma: Tapahtuma, before: int, year: int) -> Iterator[str]:
    """What the reviewer needs to know of the event's new time."""
    if tapahtuma.saanto:
        day = day_by_rule(year, tapahtuma.saanto)
        yield f"  # sääntö antaa päivän {_day(day)}{_if_off(handbook, day)}"
    elif tapahtuma.alku:
        rule = rule_of_day(tapahtuma.alku)
        end = f"–{_day(tapahtuma.loppu)}" if tapahtuma.loppu else ""
        told = f" ({_rule(rule)})" if rule and not end else ""
        yield f"  # vuonna {before} aika oli {_day(tapahtuma.alku)}{end}{told}; uusi sovitaan"
    elif tapahtuma.viikko and tapahtuma.viikko > weeks_in(year):
        yield f"  # vuodessa {year} ei ole viikkoa {tapahtuma.viikko}; uusi aika sovitaan"


def _meetings(handbook: Handbook, before: Vuosikello, year: int) -> Iterator[str]:
    """Where the last year's meetings would fall by their weekday's place in the month."""
    held = sorted(
        (
            kokous
            for kokous in handbook.kokoukset
            if kokous.pvm.year == before.vuosi and kokous.tila != "peruttu"
        ),
        key=lambda kokous: (kokous.pvm, kokous.id),
    )
    if held:
        yield f"# Kokoukset kirjataan omina tietueinaan. Vuoden {before.vuosi} rytmillä ne olisivat:"
    for kokous in held:
        if rule := rule_of_day(kokous.pvm):
            day = day_by_rule(year, rule)
            yield f"#   {kokous.ryhma}: {_day(day)} ({_rule(rule)}){_if_off(handbook, day)}"


def _if_off(handbook: Handbook, day: date) -> str:
    off = day_off(handbook, day)
    if off is None or off[0] is DayOff.VIIKONLOPPU:
        return ""
    return f", mutta se on vapaapäivä ({off[1]}): siirrä"


def _rule(rule: Saanto) -> str:
    return f"{ORDER[rule.jarjestys]} {rule.viikonpaiva}"


def _day(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


def _moved(text: Kielistetty, years_on: int) -> str:
    """Years named in the text move on too: *vuodesta 2026* is *vuodesta 2027* a year later."""
    return re.sub(r"\b20\d\d\b", lambda match: str(int(match.group()) + years_on), text.fi)


def _list(name: str, values: tuple[str, ...]) -> Iterator[str]:
    if values:
        yield f"{name}:"
        yield from (f"  - {value}" for value in values)
