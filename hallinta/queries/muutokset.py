"""What has changed in the records and when: git's answers in the order a reader follows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from hallinta.differences import Told
from hallinta.handbook import Handbook, kinds
from hallinta.queries.graph import called
from hallinta.records.base import Record

DECISION_FEED, CHANGE_FEED = "syote/paatokset.xml", "syote/muutokset.xml"
"""Site paths of the Atom feeds."""


@dataclass(frozen=True, slots=True)
class Change:
    """The last change of a record or a hand-written page; ``uusi`` when its file was then first written."""

    record: Record
    nimi: str
    pvm: date
    uusi: bool = False


def latest_changes(
    handbook: Handbook, changed: Mapping[str, date], counts: Mapping[str, int]
) -> list[Change]:
    """The newest day first, a day's changes by kind and id.

    ``changed`` and ``counts`` are the history's answers per file: the day of its last change and how many there
    are. What has no day in the history is left out.
    """
    order = list(kinds())
    found = [
        Change(record, called(handbook, record), day, counts.get(record.path) == 1)
        for record in _records(handbook)
        if (day := changed.get(record.path))
    ]
    return sorted(
        found, key=lambda each: (-each.pvm.toordinal(), order.index(each.record.folder), each.record.id)
    )


def without_day(handbook: Handbook, changed: Mapping[str, date]) -> list[Record]:
    """What the history does not reach: the change is older than it, or not yet in it."""
    return [record for record in _records(handbook) if record.path not in changed]


def _records(handbook: Handbook) -> list[Record]:
    """Everything that has an address of its own or a place on a page; settings have neither."""
    return [record for record in handbook.records if record.folder]


BULK = 20
"""How many records one publication may change before it is told as one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one publication said otherwise of a record or a page."""

    record: Record
    nimi: str
    told: Told


@dataclass(frozen=True, slots=True)
class Bulk:
    """A publication that changed so many records that it is told as one."""

    kinds: tuple[tuple[str, tuple[Entry, ...]], ...]

    @property
    def count(self) -> int:
        return sum(len(entries) for _, entries in self.kinds)


@dataclass(frozen=True, slots=True)
class PublishedDay:
    """What was published on a day: records one by one by their kinds, and what changed many at a time."""

    pvm: date
    kinds: tuple[tuple[str, tuple[Entry, ...]], ...]
    bulks: tuple[Bulk, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month's days, the newest first."""

    id: str
    """``2026-11``."""
    days: tuple[PublishedDay, ...]

    @property
    def entries(self) -> list[Entry]:
        single = [entry for day in self.days for _, entries in day.kinds for entry in entries]
        many = [entry for day in self.days for bulk in day.bulks for _, each in bulk.kinds for entry in each]
        return single + many


def months(handbook: Handbook, told: Mapping[str, Sequence[Told]]) -> list[Month]:
    """Everything that was published of the handbook's records and pages, the newest month first."""
    entries = [
        Entry(record, called(handbook, record), each)
        for record in _records(handbook)
        for each in told.get(record.path, ())
    ]
    sizes = Counter(entry.told.commit for entry in entries)
    entries.sort(key=lambda entry: entry.told.pvm, reverse=True)
    days = [
        _published_day(day, list(group), sizes) for day, group in groupby(entries, lambda each: each.told.pvm)
    ]
    return [
        Month(id, tuple(group))
        for id, group in groupby(days, lambda day: f"{day.pvm.year}-{day.pvm.month:02}")
    ]


def _published_day(pvm: date, entries: list[Entry], sizes: Mapping[str, int]) -> PublishedDay:
    many: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if sizes[entry.told.commit] > BULK:
            many[entry.told.commit].append(entry)
    single = [entry for entry in entries if entry.told.commit not in many]
    return PublishedDay(pvm, _by_kind(single), tuple(Bulk(_by_kind(each)) for each in many.values()))


def _by_kind(entries: list[Entry]) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    order = list(kinds())
    entries = sorted(entries, key=lambda each: (order.index(each.record.folder), each.nimi))
    return tuple(
        (folder, tuple(group)) for folder, group in groupby(entries, lambda each: each.record.folder)
    )
