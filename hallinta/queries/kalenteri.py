"""The yearly calendar: what happens in a year, in which order, and what was to be done and is done.

A year's events are the phases of the agreement process (settings and the year's file), the file's other events
and the meetings, whose days stand in their own records. Example files supplement a year and never override it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from itertools import combinations, groupby

from hallinta.handbook import Handbook
from hallinta.queries.graph import once
from hallinta.records.asetukset import Vaihe
from hallinta.records.base import Record
from hallinta.records.kokous import Kokous
from hallinta.records.ryhma import Ryhma
from hallinta.records.vuosikello import SUPPLEMENT, Saanto, Tapahtuma, VaiheenAika, Vuosikello

JOHTORYHMA, KOORDINAATIORYHMA = "johtoryhma", "koordinaatioryhma"
BOTH_GROUPS = (JOHTORYHMA, KOORDINAATIORYHMA)
OHJEKIRJE, TARKISTUS = "ohjekirje", "kokousaikojen-tarkistus"
OPH_EHDOTUS, ALLEKIRJOITUS = "oph-ehdotus", "allekirjoitus"
OTHER_GROUPS = "muut"
RINGS = ("tulossopimus", "johtoryhma", "koordinaatioryhma", "raportointi", OTHER_GROUPS)
"""The rings of the wheel from the outermost in; the last one is drawn only when other groups meet."""

WEEKDAYS = ("maanantai", "tiistai", "keskiviikko", "torstai", "perjantai")


# --- days -----------------------------------------------------------------------------------------------


@cache
def public_holidays(year: int) -> Mapping[date, str]:
    """Finnish public holidays with their Finnish names; Midsummer Eve and Christmas Eve, when offices are
    closed, are among them.
    """
    from holidays.countries.finland import Finland  # a fifth of a second, which most commands need not spend

    days = Finland(years=year, language="fi")  # type: ignore[no-untyped-call]
    return dict(sorted(days.items()))


def day_by_rule(year: int, saanto: Saanto) -> date:
    """The third Wednesday of May, for instance; ``-1`` is the last one of the month."""
    weekday = WEEKDAYS.index(saanto.viikonpaiva)
    if saanto.jarjestys == "-1":
        last = month_end(year, saanto.kuukausi)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, saanto.kuukausi, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (int(saanto.jarjestys) - 1))


def rule_of_day(day: date) -> Saanto | None:
    """The rule that gives the day: 20 May 2026 → the third Wednesday; a fifth one is the month's last."""
    if day.weekday() >= len(WEEKDAYS):
        return None
    order = (day.day - 1) // 7 + 1
    values = {"jarjestys": str(order) if order < 5 else "-1", "viikonpaiva": WEEKDAYS[day.weekday()]}
    return Saanto.model_validate({**values, "kuukausi": str(day.month)})


def month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def weeks_in(year: int) -> int:
    """52 or 53 ISO weeks."""
    return date(year, 12, 28).isocalendar().week


class DayOff(StrEnum):
    VIIKONLOPPU = "viikonloppu"
    PYHAPAIVA = "pyhapaiva"
    OHITETTAVA = "ohitettava"


def day_off(handbook: Handbook, day: date) -> tuple[DayOff, str | None] | None:
    """Why no meeting is held on the day, and the holiday's name or the reason agreed; None on a working
    day.
    """
    for record in records_of_year(handbook, day.year):
        for ohitettava in record.ohitettavat:
            if ohitettava.pvm == day:
                return DayOff.OHITETTAVA, ohitettava.syy.fi
    if holiday := public_holidays(day.year).get(day):
        return DayOff.PYHAPAIVA, holiday
    return (DayOff.VIIKONLOPPU, None) if day.weekday() >= len(WEEKDAYS) else None


def days_off(handbook: Handbook, vuosi: int) -> list[tuple[date, str]]:
    """The working days of the year on which no meeting is held: holidays and the days agreed to be skipped."""
    found = dict(public_holidays(vuosi))
    for record in records_of_year(handbook, vuosi):
        found |= {ohitettava.pvm: ohitettava.syy.fi for ohitettava in record.ohitettavat}
    return [(day, reason) for day, reason in sorted(found.items()) if day.weekday() < len(WEEKDAYS)]


# --- events ---------------------------------------------------------------------------------------------


class Precision(StrEnum):
    """How exactly the time is known."""

    PAIVA = "paiva"
    JAKSO = "jakso"
    VIIKKO = "viikko"
    KUUKAUSI = "kuukausi"
    SOVITAAN = "sovitaan"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing in a year. ``record`` is the file that says it; ``alku`` and ``loppu`` are its first and last
    day, both None when the time is still to be agreed.
    """

    record: Record
    id: str
    rengas: str
    otsikko: str
    """Empty for a meeting whose agenda is not known."""
    precision: Precision = Precision.SOVITAAN
    alku: date | None = None
    loppu: date | None = None
    ryhma: Ryhma | None = None
    vaihe: Vaihe | None = None
    kokous: Kokous | None = None
    tapahtuma: Tapahtuma | None = None
    tehty: str | None = None
    number: int = 0
    """The place in the year's order, from 1."""

    @property
    def key(self) -> str:
        """What subscriptions know the event by; it never depends on the order or the day of the build."""
        own = f"{self.record.folder}/{self.record.id}"
        return own if self.kokous else f"{own}/{self.id}"

    @property
    def address(self) -> str:
        if self.kokous:
            return self.kokous.address
        return f"{self.record.address.partition('#')[0]}#{self.id}"

    @property
    def dated(self) -> bool:
        return self.alku is not None

    @property
    def peruttu(self) -> bool:
        return self.kokous is not None and self.kokous.tila == "peruttu"

    @property
    def esimerkki(self) -> bool:
        """Whether what is said of the time is invented; an agreed order without a time never is."""
        return self.record.esimerkki

    @property
    def days(self) -> int:
        return (self.loppu - self.alku).days + 1 if self.alku and self.loppu else 0

    def over(self, today: date) -> bool:
        return self.loppu is not None and self.loppu < today


@dataclass(frozen=True, slots=True)
class Month:
    """The events that begin in a month; ``kuukausi`` is None for those whose time is to be agreed."""

    kuukausi: int | None
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """A year's calendar. ``records`` are its file and, after it, what supplements it with examples."""

    vuosi: int
    records: tuple[Vuosikello, ...]
    months: tuple[Month, ...]
    process: tuple[str, ...] = ()
    """The ids of the phases in the order of the process, which goes round and may begin in mid-year."""

    @property
    def record(self) -> Vuosikello:
        return self.records[0]

    @property
    def events(self) -> tuple[Event, ...]:
        """All events in their order; what has no date stands in its place of the order."""
        return tuple(event for month in self.months for event in month.events)

    @property
    def dated(self) -> tuple[Event, ...]:
        return tuple(event for event in self.events if event.dated)

    @property
    def undated(self) -> tuple[Event, ...]:
        return tuple(event for event in self.events if not event.dated)

    @property
    def phases(self) -> tuple[Event, ...]:
        """The phases in the order of the process."""
        found = {event.id: event for event in self.events}
        return tuple(found[id] for id in self.process)

    @property
    def meetings(self) -> tuple[Event, ...]:
        return tuple(event for event in self.events if event.kokous)

    @property
    def others(self) -> tuple[Event, ...]:
        return tuple(event for event in self.events if event.tapahtuma)

    @property
    def examples(self) -> tuple[Event, ...]:
        return tuple(event for event in self.events if event.esimerkki)

    def next(self, today: date) -> Event | None:
        """The next thing that begins today or later and is not cancelled."""
        ahead = (event for event in self.dated if event.alku and event.alku >= today and not event.peruttu)
        return min(ahead, key=lambda event: (event.alku, event.number), default=None)


def years(handbook: Handbook) -> list[int]:
    """The years that have a calendar; one filed under another year's name is a finding and not here."""
    return sorted(record.vuosi for record in handbook.vuosikello if record.id == str(record.vuosi))


def records_of_year(handbook: Handbook, vuosi: int) -> tuple[Vuosikello, ...]:
    """The year's own file first, then what supplements it."""
    found = (handbook.vuosikello.get(f"{vuosi}{ending}") for ending in ("", SUPPLEMENT))
    return tuple(record for record in found if record is not None)


def calendar(handbook: Handbook, vuosi: int) -> Year:
    """A year's events in their order. Raises ``KeyError`` when the year has no file."""
    return _calendars(handbook)[vuosi]


@once
def _calendars(handbook: Handbook) -> dict[int, Year]:
    return {vuosi: _calendar(handbook, vuosi) for vuosi in years(handbook)}


def _calendar(handbook: Handbook, vuosi: int) -> Year:
    records = records_of_year(handbook, vuosi)
    phases = [_phase(records, vaihe, vuosi) for vaihe in handbook.asetukset.tulossopimusvaiheet]
    others = [
        _other(handbook, record, tapahtuma, vuosi) for record in records for tapahtuma in record.tapahtumat
    ]
    meetings = [_meeting(handbook, kokous) for kokous in handbook.kokoukset if kokous.pvm.year == vuosi]
    slots = {event.id: slot for event, slot in zip(phases, _phase_slots(phases), strict=True)}
    placed = [(slots[event.id], event) for event in phases]
    placed += [(_slot(event, slots), event) for event in [*others, *meetings]]
    placed.sort(key=lambda item: (item[0], _in_slot(item[1])))
    numbered = [(slot, replace(event, number=number)) for number, (slot, event) in enumerate(placed, 1)]
    months = tuple(
        Month(None if undated else month, tuple(event for _, event in group))
        for (month, undated, *_), group in groupby(numbered, key=lambda item: item[0][:2])
    )
    return Year(vuosi, records, months, tuple(event.id for event in phases))


Slot = tuple[int, int, int]
"""Month, whether the time is to be agreed, place in the process: what has no time comes after the month of
what precedes it in the process.
"""


def _phase_slots(phases: list[Event]) -> Iterator[Slot]:
    for index, event in enumerate(phases):
        if event.alku:
            yield event.alku.month, 0, 0
            continue
        before = next((each.loppu for each in reversed(phases[:index]) if each.loppu), None)
        after = next((each.alku for each in phases[index:] if each.alku), None)
        yield before.month if before else after.month - 1 if after else 0, 1, index


def _slot(event: Event, phase_slots: Mapping[str, Slot]) -> Slot:
    if event.alku:
        return event.alku.month, 0, 0
    month, _, place = phase_slots.get(f"vaihe-{event.vaihe.id}" if event.vaihe else "", (12, 1, 0))
    return month, 1, place


def _in_slot(event: Event) -> tuple[date, int, int, str, str]:
    """By first day; what lasts longest first, then from the outer ring in."""
    starts = event.kokous.alkaa.isoformat() if event.kokous and event.kokous.alkaa else ""
    return event.alku or date.min, -event.days, RINGS.index(event.rengas), starts, event.id


def _phase(records: tuple[Vuosikello, ...], vaihe: Vaihe, vuosi: int) -> Event:
    """The phase in the year: the real time when there is one, else the example's, else the known month."""
    times = [(record, time) for record in records for time in record.vaiheet if time.vaihe == vaihe.id]
    timed = [(record, time) for record, time in times if time.pvm or time.kuukausi]
    record, time = (timed or times or [(records[0], VaiheenAika(vaihe=vaihe.id))])[0]
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
    return next((vaihe for vaihe in handbook.asetukset.tulossopimusvaiheet if vaihe.id == id), None)


def upcoming(handbook: Handbook, count: int) -> list[Event]:
    """The next events of all years together."""
    ahead = [
        event
        for vuosi in years(handbook)
        for event in calendar(handbook, vuosi).dated
        if event.alku and event.alku >= handbook.today and not event.peruttu
    ]
    return sorted(ahead, key=lambda event: (event.alku, event.number))[:count]


# --- feeds ----------------------------------------------------------------------------------------------

ALL = "kaikki"


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar to subscribe to; ``ryhma`` is None for the one of everything."""

    ryhma: Ryhma | None = None

    @property
    def id(self) -> str:
        return self.ryhma.id if self.ryhma else ALL

    @property
    def path(self) -> str:
        return f"kalenteri/{self.id}.ics"

    def has(self, event: Event) -> bool:
        """A group's feed has its own meetings and events and the phases it has a part in."""
        if self.ryhma is None or event.ryhma == self.ryhma or event.rengas == self.ryhma.id:
            return True
        return event.vaihe is not None and f"ryhmat/{self.ryhma.id}" in event.vaihe.vastuutahot


def feeds(handbook: Handbook) -> list[Feed]:
    """The feed of everything, those of the model's own groups, which are always there, and those of other
    groups that have something.
    """
    busy = {event.ryhma.id for event in all_events(handbook) if event.ryhma}
    groups = [ryhma for ryhma in handbook.ryhmat if ryhma.mallin_ryhma or ryhma.id in busy]
    return [Feed(), *map(Feed, groups)]


def all_events(handbook: Handbook) -> Iterator[Event]:
    """Every event of every year, in order."""
    for vuosi in years(handbook):
        yield from calendar(handbook, vuosi).events


# --- phases and meetings --------------------------------------------------------------------------------


@once
def _timed_phases(handbook: Handbook) -> list[Event]:
    found = [event for vuosi in years(handbook) for event in calendar(handbook, vuosi).phases if event.dated]
    return sorted(found, key=lambda event: (event.alku, event.number))


def phase_before(handbook: Handbook, id: str, day: date) -> Event | None:
    """The last time the phase began on the day or earlier, in any year."""
    found = [e for e in _timed_phases(handbook) if e.vaihe and e.vaihe.id == id and e.alku and e.alku <= day]
    return found[-1] if found else None


def phase_after(handbook: Handbook, id: str, day: date) -> Event | None:
    """The next time the phase begins after the day, in any year."""
    found = [e for e in _timed_phases(handbook) if e.vaihe and e.vaihe.id == id and e.alku and e.alku > day]
    return found[0] if found else None


def phase_of_meeting(handbook: Handbook, kokous: Kokous) -> Event | None:
    """The phase the meeting serves: the one going on that day, else the next one that begins (2.3-12). A
    meeting of a year without a calendar serves none that is known.
    """
    if kokous.pvm.year not in years(handbook):
        return None
    during = [
        event
        for event in _timed_phases(handbook)
        if event.alku and event.loppu and event.alku <= kokous.pvm <= event.loppu
    ]
    if during:
        return min(during, key=lambda event: event.days)
    return next((e for e in _timed_phases(handbook) if e.alku and e.alku > kokous.pvm), None)


@once
def _meetings_by_phase(handbook: Handbook) -> dict[str, list[Kokous]]:
    found: dict[str, list[Kokous]] = {}
    for kokous in sorted(handbook.kokoukset, key=lambda each: (each.pvm, each.id)):
        event = phase_of_meeting(handbook, kokous)
        if event and kokous.tila != "peruttu" and kokous.ryhma in BOTH_GROUPS:
            found.setdefault(event.key, []).append(kokous)
    return found


def meetings_for_phase(handbook: Handbook, event: Event, ryhma: str) -> list[Kokous]:
    """The group's meetings before the phase, after the one before it, and during it (2.3-01)."""
    return [kokous for kokous in _meetings_by_phase(handbook).get(event.key, ()) if kokous.ryhma == ryhma]


def meetings_between(handbook: Handbook, first: date, end: date, *ryhmat: str) -> list[Kokous]:
    """The groups' meetings from the first day up to the end, the end not included; cancelled ones left out."""
    return [
        kokous
        for kokous in handbook.kokoukset
        if kokous.ryhma in ryhmat and first <= kokous.pvm < end and kokous.tila != "peruttu"
    ]


@dataclass(frozen=True, slots=True)
class Count:
    """A group's meetings in a year."""

    pidetty: int
    tulossa: int
    peruttu: int

    @property
    def total(self) -> int:
        """Held and planned together: what the model's number is compared with (2.3-02)."""
        return self.pidetty + self.tulossa


def meeting_count(handbook: Handbook, vuosi: int, ryhma: str) -> Count:
    states = [k.tila for k in handbook.kokoukset if k.ryhma == ryhma and k.pvm.year == vuosi]
    held, cancelled = states.count("pidetty"), states.count("peruttu")
    return Count(held, len(states) - held - cancelled, cancelled)


def clashes(handbook: Handbook) -> list[tuple[Kokous, Kokous]]:
    """Meetings that cannot both be attended: the same group's on one day unless their times differ, the two
    groups' when their times meet.
    """
    by_day: dict[date, list[Kokous]] = defaultdict(list)
    for kokous in handbook.kokoukset:
        if kokous.tila != "peruttu":
            by_day[kokous.pvm].append(kokous)
    pairs = (pair for _, same_day in sorted(by_day.items()) for pair in combinations(same_day, 2))
    return [(one, other) for one, other in pairs if _clash(one, other)]


def _clash(one: Kokous, other: Kokous) -> bool:
    same = one.ryhma == other.ryhma
    if not same and not {one.ryhma, other.ryhma} <= set(BOTH_GROUPS):
        return False
    if one.alkaa is None or other.alkaa is None:
        return same
    first_to_end = min(one.paattyy or one.alkaa, other.paattyy or other.alkaa)
    return max(one.alkaa, other.alkaa) < first_to_end or one.alkaa == other.alkaa


def unchecked_letter(handbook: Handbook, vuosi: int) -> Event | None:
    """The year's guideline letter when it has come and the meeting times have not been checked since (2.3-04).

    Its month alone does not tell that it came, and a check that is still planned is not missing.
    """
    phases = {event.vaihe.id: event for event in calendar(handbook, vuosi).phases if event.vaihe}
    letter, check = phases.get(OHJEKIRJE), phases.get(TARKISTUS)
    if letter is None or letter.alku is None or letter.precision is Precision.KUUKAUSI:
        return None
    planned = check is not None and check.loppu is not None and check.loppu >= handbook.today
    checked = any(
        tarkistus.pvm >= letter.alku
        for record in records_of_year(handbook, vuosi)
        for tarkistus in record.tarkistukset
    )
    return letter if letter.alku < handbook.today and not planned and not checked else None


# --- plan and outcome -----------------------------------------------------------------------------------


class DutyState(StrEnum):
    TEHTY = "tehty"
    TULOSSA = "tulossa"
    MYOHASSA = "myohassa"
    SOVITAAN = "sovitaan"
    EI_TIETOA = "ei-tietoa"


@dataclass(frozen=True, slots=True)
class YearlyDuty:
    """Something the model asks for in the year, and the record that shows it was done."""

    event: Event
    lauseke: str
    state: DutyState
    tehty: Record | None = None


def yearly_duties(handbook: Handbook, vuosi: int) -> list[YearlyDuty]:
    """The year's phases and the events that name a clause, each with what came of it."""
    found = []
    for event in calendar(handbook, vuosi).events:
        clause = event.tapahtuma.velvoite if event.tapahtuma else _own_clause(event)
        if clause:
            done = outcome(handbook, event)
            state = DutyState.TEHTY if done else _state(handbook, event)
            found.append(YearlyDuty(event, clause, state, done))
    return found


def _own_clause(event: Event) -> str | None:
    return event.vaihe.lausekkeet[-1] if event.vaihe and event.vaihe.lausekkeet else None


def outcome(handbook: Handbook, event: Event) -> Record | None:
    """The record that shows the event's duty done: the one named, else what its clause asks for."""
    if event.tehty:
        folder, _, id = event.tehty.partition("/")
        return handbook.find(folder, id)
    if event.alku is None or event.tapahtuma or event.vaihe is None:
        return None
    clauses = set(event.vaihe.lausekkeet)
    if "2.3-04" in clauses:
        return _checked(handbook, event.alku)
    if "2.3-10" in clauses:
        return _refined_plan(handbook, event.alku)
    if clauses & {"2.3-06", "2.3-08"} and event.loppu:
        held = meetings_between(handbook, event.alku, event.loppu + timedelta(days=1), *BOTH_GROUPS)
        return next((kokous for kokous in held if kokous.tila == "pidetty"), None)
    return None


def _checked(handbook: Handbook, day: date) -> Record | None:
    """The calendar whose meeting times were checked after the guideline letter of the day's round (2.3-04)."""
    letter = phase_before(handbook, OHJEKIRJE, day)
    since = letter.alku if letter and letter.alku else day
    checked = [
        (tarkistus.pvm, record)
        for record in handbook.vuosikello
        for tarkistus in record.tarkistukset
        if since <= tarkistus.pvm <= handbook.today
    ]
    return min(checked, key=lambda each: each[0])[1] if checked else None


def _refined_plan(handbook: Handbook, day: date) -> Record | None:
    """The annual plan refined after the signing that precedes the day (2.3-10)."""
    signing = phase_before(handbook, ALLEKIRJOITUS, day)
    since = signing.alku if signing and signing.alku else day
    return next(
        (
            plan
            for plan in handbook.vuosisuunnitelmat
            for versio in plan.versiot
            if versio.peruste == "allekirjoitus" and since <= versio.pvm <= handbook.today
        ),
        None,
    )


def _state(handbook: Handbook, event: Event) -> DutyState:
    """A past day that a phase of the organisations has *is* the fact; a past month tells nothing (A-03)."""
    if not event.dated:
        return DutyState.SOVITAAN
    if not event.over(handbook.today):
        return DutyState.TULOSSA
    if event.tapahtuma is None and event.vaihe:
        if event.precision is Precision.KUUKAUSI or "2.3-08" in event.vaihe.lausekkeet:
            return DutyState.EI_TIETOA
        if all(body.startswith("organisaatiot/") for body in event.vaihe.vastuutahot):
            return DutyState.TEHTY
    return DutyState.MYOHASSA
