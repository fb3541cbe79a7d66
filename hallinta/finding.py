"""What a check says: a place, a problem with its value, and a way out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import total_ordering


def visible(name: str) -> str:
    """A name on one line: a file name may hold line ends and other characters that cannot be shown."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in name)


class Severity(StrEnum):
    """*virhe* stops publishing; *huomautus* is told and lets the change through."""

    VIRHE = "virhe"
    HUOMAUTUS = "huomautus"


@total_ordering
class Place:
    """A spot in a text file: path from the project root, line and column counted from 1. It never changes, but where
    it is may be looked for only when somebody asks.
    """

    __slots__ = ("_spot", "path")

    def __init__(self, path: str, line: int = 1, column: int = 1) -> None:
        self.path = path
        self._spot: tuple[int, int] | Callable[[], tuple[int, int]] = (line, column)

    @classmethod
    def sought(cls, path: str, seek: Callable[[], tuple[int, int]]) -> Place:
        """The spot that ``seek`` will tell."""
        place = cls(path)
        place._spot = seek
        return place

    @property
    def spot(self) -> tuple[int, int]:
        """Line and column."""
        if callable(self._spot):
            self._spot = self._spot()
        return self._spot

    @property
    def line(self) -> int:
        return self.spot[0]

    @property
    def column(self) -> int:
        return self.spot[1]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Place) and (self.path, self.spot) == (other.path, other.spot)

    def __lt__(self, other: Place) -> bool:
        return (self.path, self.spot) < (other.path, other.spot)

    def __hash__(self) -> int:
        return hash((self.path, self.spot))

    def __repr__(self) -> str:
        return f"Place({self.path!r}, {self.line}, {self.column})"

    def __str__(self) -> str:
        return f"{visible(self.path)}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend; sorts by place so that a file's findings stand together."""

    place: Place
    rule: str
    severity: Severity
    problem: str
    fix: str
    opens: Place | None = None
    """The file to open when the place itself is in one that is no longer there."""

    @property
    def sort_key(self) -> tuple[Place, str, str]:
        return (self.place, self.rule, self.problem)

    def __str__(self) -> str:
        return f"{self.place}: {self.severity} {self.rule}: {self.problem}\n    korjaus: {self.fix}"
