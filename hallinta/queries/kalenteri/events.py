"""What a year's calendar is made of: events, months, the year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hallinta.records.asetukset import Vaihe
from hallinta.records.base import Record
from hallinta.records.kokous import Kokous
from hallinta.records.ryhma import Ryhma
from hallinta.records.vuosikello import Tapahtuma, Vuosikello

JOHTORYHMA, KOORDINAATIORYHMA = "johtoryhma", "koordinaatioryhma"
BOTH_GROUPS = (JOHTORYHMA, KOORDINAATIORYHMA)
OTHER_GROUPS = "muut"
RINGS = ("tulossopimus", "johtoryhma", "koordinaatioryhma", "raportointi", OTHER_GROUPS)
"""The rings of the wheel from the outermost in; the last one is drawn only when other groups meet."""


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
        own = f"{self.record.tree}{self.record.folder}/{self.record.id}"
        return own if self.kokous else f"{own}/{self.id}"

    @property
    def address(self) -> str:
        if self.kokous:
            return self.kokous.address
        return f"{self.record.address}#{self.id}"

    @property
    def dated(self) -> bool:
        return self.alku is not None

    @property
    def peruttu(self) -> bool:
        return self.kokous is not None and self.kokous.tila == "peruttu"

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
    """A year's calendar. ``record`` is its file."""

    vuosi: int
    record: Vuosikello
    months: tuple[Month, ...]
    process: tuple[str, ...] = ()
    """The ids of the phases in the order of the process, which goes round and may begin in mid-year."""

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

    def next(self, today: date) -> Event | None:
        """The next thing that begins today or later and is not cancelled."""
        ahead = (event for event in self.dated if event.alku and event.alku >= today and not event.peruttu)
        return min(ahead, key=lambda event: (event.alku, event.number), default=None)
