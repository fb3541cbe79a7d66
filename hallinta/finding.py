"""What a check says: a place, a problem with its value, and a way out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


def visible(name: str) -> str:
    """A name on one line: a file name may hold line ends and other characters that cannot be shown."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in name)


class Severity(StrEnum):
    """*virhe* stops publishing; *huomautus* is told and lets the change through."""

    VIRHE = "virhe"
    HUOMAUTUS = "huomautus"


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A spot in a text file: path from the project root, line and column counted from 1."""

    path: str
    line: int = 1
    column: int = 1

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
