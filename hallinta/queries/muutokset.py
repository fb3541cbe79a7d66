"""What has changed in the records and when: git's answers in the order a reader follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

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


@dataclass(frozen=True, slots=True)
class KindChanges:
    """The records of one kind that changed on the same day."""

    folder: str
    changes: tuple[Change, ...]

    @property
    def new(self) -> int:
        return sum(change.uusi for change in self.changes)


@dataclass(frozen=True, slots=True)
class ChangeDay:
    """A day's changes by kind, in the order of the kinds."""

    pvm: date
    kinds: tuple[KindChanges, ...]


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


def change_days(changes: list[Change]) -> list[ChangeDay]:
    """The latest changes, a day at a time."""
    return [
        ChangeDay(
            day,
            tuple(
                KindChanges(folder, tuple(group))
                for folder, group in groupby(same_day, lambda change: change.record.folder)
            ),
        )
        for day, same_day in groupby(changes, lambda each: each.pvm)
    ]


def without_day(handbook: Handbook, changed: Mapping[str, date]) -> list[Record]:
    """What the history does not reach: the change is older than it, or not yet in it."""
    return [record for record in _records(handbook) if record.path not in changed]


def _records(handbook: Handbook) -> list[Record]:
    """Everything that has an address of its own or a place on a page; settings have neither."""
    return [record for record in handbook.records if record.folder]
