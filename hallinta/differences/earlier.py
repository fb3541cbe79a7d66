"""A record's earlier versions as history gives them: what was published binds what is published now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Earlier:
    """One published version: its values as they were written then, whatever today's models say of them."""

    commit: str
    pvm: date | None
    """The day it was published in Finland; None when that cannot be known."""
    values: Mapping[str, Any]

    @property
    def said(self) -> str:
        """``versiossa 1a2b3c4d5e (1.12.2026)``, as a finding tells it."""
        day = f" ({self.pvm.day}.{self.pvm.month}.{self.pvm.year})" if self.pvm else ""
        return f"versiossa {self.commit[:10]}{day}"


@dataclass(frozen=True, slots=True)
class Life:
    """A record from its first version to its latest one, the oldest first."""

    tree: str
    folder: str
    id: str
    """What it is called in its latest version."""
    path: str
    versions: tuple[Earlier, ...]
    former: tuple[str, ...] = ()
    """The ids it had before, when it was given a new one and nothing else."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a published version said otherwise than the one before, in a reader's words."""

    pvm: date
    """The day it was published in Finland."""
    commit: str
    uusi: bool
    """Whether it was the first version."""
    selitykset: tuple[str, ...] = ()
