"""A year drawn up: the phases, other events and meetings in one order.

What has no time yet keeps its place in the process.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from hallinta.handbook import Handbook
from hallinta.queries.graph import once
from hallinta.queries.kalenteri.days import day_by_rule, month_end, weeks_in, years
from hallinta.queries.kalenteri.events import BOTH_GROUPS, OTHER_GROUPS, RINGS, Event, Month, Precision, Year
from hallinta.records.asetukset import Vaihe
from hallinta.records.kokous import Kokous
from hallinta.records.vuosikello import Tapahtuma, VaiheenAika, Vuosikello


def calendar(handbook: Handbook, vuosi: int) -> Year:
    """A year's events in their order. Raises ``KeyError`` when the year has no file."""
    return _calendars(handbook)[vuosi]


@once
def _calendars(handbook: Handbook) -> dict[int, Year]:
    return {vuosi: _calendar(handbook, vuosi) for vuosi in years(handbook)}


def _calendar(handbook: Handbook, vuosi: int) -> Year:
    record = handbook.vuosikello[str(vuosi)]
    times = {time.vaihe: time for time in reversed(record.vaiheet)}
    phases = [
        _phase(record, times.get(vaihe.id), vaihe, vuosi) for vaihe in handbook.asetukset.tulossopimusvaiheet
    ]
    others = [_other(handbook, record, tapahtuma, vuosi) for tapahtuma in record.tapahtumat]
    meetings = [_meeting(handbook, kokous) for kokous in _meetings_by_year(handbook).get(vuosi, ())]
    slots = {event.id: slot for event, slot in zip(phases, _phase_slots(phases), strict=True)}
    placed = [(slots[event.id], event) for event in phases]
    placed += [(_slot(event, slots), event) for event in [*others, *meetings]]
    placed.sort(key=lambda item: (item[0], _in_slot(item[1])))
    numbered = [(slot, replace(event, number=number)) for number, (slot, event) in enumerate(placed, 1)]
    months = tuple(
        Month(None if undated else month, tuple(event for _, event in group))
        for (month, undated, *_), group in groupby(numbered, key=lambda item: item[0][:2])
    )
    return Year(vuosi, record, months, tuple(event.id for event in phases))


@once
def _meetings_by_year(handbook: Handbook) -> dict[int, list[Kokous]]:
    found: dict[int, list[Kokous]] = defaultdict(list)
    for kokous in handbook.kokoukset:
        found[kokous.pvm.year].append(kokous)
    return found


@once
def all_events(handbook: Handbook) -> Sequence[Event]:
    """Every event of every year in order, and the meetings of the years that have no calendar yet."""
    known = years(handbook)
    found = [event for vuosi in known for event in calendar(handbook, vuosi).events]
    later = [kokous for kokous in handbook.kokoukset if not known or kokous.pvm.year > known[-1]]
    return found + [_meeting(handbook, each) for each in sorted(later, key=lambda each: (each.pvm, each.id))]


def upcoming(handbook: Handbook, count: int) -> list[Event]:
    """The next events of all years together."""
    ahead = [
        event
        for event in all_events(handbook)
        if event.alku and event.alku >= handbook.today and not event.peruttu
    ]
    return sorted(ahead, key=lambda event: (event.alku, event.number))[:count]


# --- the order ---------------------------------------------------------------------------------------


Slot = tuple[int, int, int]
"""Month, whether the time is to be agreed, place in the process: what has no time comes after the month of
what precedes it in the process.
"""


def _phase_slots(phases: list[Event]) -> Iterator[Slot]:
    ahead: list[date | None] = [
        None
    ]  # the first time that is known from each phase on, from the last to the first
    for event in reversed(phases):
        ahead.append(event.alku or ahead[-1])
    before = None
    for index, (event, after) in enumerate(zip(phases, reversed(ahead[1:]), strict=True)):
        if event.alku:
            yield event.alku.month, 0, 0
        else:
            yield before.month if before else after.month - 1 if after else 0, 1, index
        before = event.loppu or before


def _slot(event: Event, phase_slots: Mapping[str, Slot]) -> Slot:
    if event.alku:
        return event.alku.month, 0, 0
    month, _, place = phase_slots.get(f"vaihe-{event.vaihe.id}" if event.vaihe else "", (12, 1, 0))
    return month, 1, place


def _in_slot(event: Event) -> tuple[date, int, int, str, str]:
    """By first day; what lasts longest first, then from the outer ring in."""
    starts = event.kokous.alkaa.isoformat() if event.kokous and event.kokous.alkaa else ""
    return event.alku or date.min, -event.days, RINGS.index(event.rengas), starts, event.id


# --- what becomes an event ---------------------------------------------------------------------------


def _phase(record: Vuosikello, time: VaiheenAika | None, vaihe: Vaihe, vuosi: int) -> Event:
    """The phase in the year: the time that its file gives, else the known month."""
    time = time or VaiheenAika(vaihe=vaihe.id)
    known = vaihe.kuukausi if vaihe.kuukausi in range(1, 13) else None
    month = time.kuukausi or known
    event = Event(record, f"vaihe-{vaihe.id}", "tulossopimus", vaihe.nimi.fi, vaihe=vaihe, tehty=time.tehty)
    if time.pvm:
        return _spanning(event, time.pvm, time.loppu)
    return _within_month(event, vuosi, month) if month else event


def _other(handbook: Handbook, record: Vuosikello, tapahtuma: Tapahtuma, vuosi: int) -> Event:
    event = Event(
        record,
        f"tapahtuma-{tapahtuma.id}",
        tapahtuma.rengas,
        tapahtuma.otsikko.fi,
        ryhma=handbook.ryhmat.get(tapahtuma.ryhma) if tapahtuma.ryhma else None,
        vaihe=phase(handbook, tapahtuma.vaihe) if tapahtuma.vaihe else None,
        tapahtuma=tapahtuma,
        tehty=tapahtuma.tehty,
    )
    if tapahtuma.alku:
        return _spanning(event, tapahtuma.alku, tapahtuma.loppu)
    if tapahtuma.saanto:
        return _spanning(event, day_by_rule(vuosi, tapahtuma.saanto), None)
    if tapahtuma.viikko and tapahtuma.viikko <= weeks_in(vuosi):
        monday = date.fromisocalendar(vuosi, tapahtuma.viikko, 1)
        first, last = max(monday, date(vuosi, 1, 1)), min(monday + timedelta(days=6), date(vuosi, 12, 31))
        return replace(event, precision=Precision.VIIKKO, alku=first, loppu=last)
    return _within_month(event, vuosi, tapahtuma.kuukausi) if tapahtuma.kuukausi else event


def _spanning(event: Event, first: date, last: date | None) -> Event:
    precision = Precision.JAKSO if last and last > first else Precision.PAIVA
    return replace(event, precision=precision, alku=first, loppu=max(first, last or first))


def _within_month(event: Event, year: int, month: int) -> Event:
    first, last = date(year, month, 1), month_end(year, month)
    return replace(event, precision=Precision.KUUKAUSI, alku=first, loppu=last)


def _meeting(handbook: Handbook, kokous: Kokous) -> Event:
    ring = kokous.ryhma if kokous.ryhma in BOTH_GROUPS else OTHER_GROUPS
    title = topic(handbook, kokous)
    event = Event(kokous, kokous.id, ring, title, ryhma=handbook.ryhmat.get(kokous.ryhma), kokous=kokous)
    return _spanning(event, kokous.pvm, None)


def topic(handbook: Handbook, kokous: Kokous) -> str:
    """What sets the meeting apart: its first item that no other meeting of the group has in the year, else
    its first one; empty when the agenda is not known.
    """
    titles = [kohta.otsikko.fi for kohta in kokous.kohdat]
    common = _titles(handbook)[kokous.ryhma, kokous.pvm.year]
    return next((title for title in titles if common[title] == 1), titles[0] if titles else "")


@once
def _titles(handbook: Handbook) -> dict[tuple[str, int], Counter[str]]:
    """Group and year → in how many of its meetings a title stands on the agenda."""
    found: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    for kokous in handbook.kokoukset:
        found[kokous.ryhma, kokous.pvm.year].update({kohta.otsikko.fi for kohta in kokous.kohdat})
    return found


def phase(handbook: Handbook, id: str) -> Vaihe | None:
    return _phases_by_id(handbook).get(id)


@once
def _phases_by_id(handbook: Handbook) -> dict[str, Vaihe]:
    return {vaihe.id: vaihe for vaihe in reversed(handbook.asetukset.tulossopimusvaiheet)}
