"""A commit as history gives it, and what is concluded from all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from hallinta.versions.moments import in_helsinki


@dataclass(frozen=True, slots=True, eq=False)
class Commit:
    """One step of the published line: the first parents, so that what a merge brought came with the merge.

    ``moment`` is when it was published, None when that cannot be known; ``files`` has what it left of each
    file that it touched, by path from the project root, None for one that it removed.
    """

    id: str
    moment: datetime | None
    files: Mapping[str, bytes | None]


@dataclass(frozen=True, slots=True)
class EventVersion:
    """How many times a calendar event has changed for its subscribers, and when it last did."""

    sequence: int = 0
    moment: datetime | None = None


@dataclass(frozen=True)
class Past:
    """What the history tells. What it does not reach is not here: no day is ever guessed."""

    moments: Mapping[str, datetime] = field(default_factory=dict)
    """Path → when the file's content last changed."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """Path → how many times its content has changed, its first writing included."""
    events: Mapping[str, EventVersion] = field(default_factory=dict)
    """The key that subscriptions know an event by → its version."""

    @cached_property
    def days(self) -> Mapping[str, date]:
        """Path → the day of its last change in Finland."""
        return {path: in_helsinki(moment).date() for path, moment in self.moments.items()}
