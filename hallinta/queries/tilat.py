"""State machines: where a record stands, since when, whose turn it is, which steps were not on the path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from hallinta.handbook import Handbook, kinds
from hallinta.records.asetukset import Asetukset, Tila, Tilakoneet
from hallinta.records.base import Record
from hallinta.records.kasittely import MovingRecord, Tilamerkinta
from hallinta.records.kokous import Kokous


@cache
def moving_kinds() -> tuple[str, ...]:
    """The folders whose records keep a history of their moves through a state machine."""
    return tuple(folder for folder in machined_kinds() if issubclass(kinds()[folder], MovingRecord))


def machined_kinds() -> tuple[str, ...]:
    """The folders that have a state machine; a meeting tells its state without a history."""
    return tuple(Tilakoneet.model_fields)


def machine(asetukset: Asetukset, folder: str) -> tuple[Tila, ...]:
    """The states of a kind in order; none for a kind that does not move."""
    states: tuple[Tila, ...] = getattr(asetukset.tilakoneet, folder, ())
    return states


def state(asetukset: Asetukset, folder: str, code: str) -> Tila | None:
    return next((tila for tila in machine(asetukset, folder) if tila.tila == code), None)


def state_of(handbook: Handbook, record: MovingRecord | Kokous) -> Tila | None:
    """The state the record is in; None when the machine does not know it, which is a finding of its own."""
    return state(handbook.asetukset, record.folder, record.tila)


def since(record: MovingRecord) -> date | None:
    """The day the record came to its state."""
    return record.historia[-1].pvm if record.historia else None


def reached(record: MovingRecord, *tilat: str) -> bool:
    """Whether the record is or has been in any of the states."""
    return any(entry.tila in tilat for entry in record.historia)


def age_days(handbook: Handbook, record: MovingRecord) -> int | None:
    """Days from the first entry of the history to today, or to the day a final state was reached; None when the
    history begins later than that.
    """
    if not record.historia:
        return None
    current = state_of(handbook, record)
    end = record.historia[-1].pvm if current and current.final else handbook.today
    return _days(record.historia[0].pvm, end)


def days_in_state(handbook: Handbook, record: MovingRecord) -> int | None:
    """Days from the last entry of the history to today; None when it is still to come."""
    came = since(record)
    return _days(came, handbook.today) if came else None


def _days(start: date, end: date) -> int | None:
    return (end - start).days if start <= end else None


def machine_turn(handbook: Handbook, record: MovingRecord | Kokous) -> list[Record]:
    """Whose turn the state machine says it is; empty when the matter is closed."""
    current = state_of(handbook, record)
    found = []
    for reference in current.vuorossa if current else ():
        folder, _, id = reference.partition("/")
        body = handbook.find(folder, id)
        if body:
            found.append(body)
    return found


@dataclass(frozen=True, slots=True)
class BadStep:
    """An entry of a history that the machine does not know, or may not be reached from the one before."""

    index: int
    entry: Tilamerkinta
    previous: str | None
    allowed: tuple[str, ...]


def bad_steps(handbook: Handbook, record: MovingRecord) -> Iterator[BadStep]:
    states = machine(handbook.asetukset, record.folder)
    if not states:
        return
    known = {tila.tila: tila for tila in states}
    previous: str | None = None
    for index, entry in enumerate(record.historia):
        if previous is None:
            allowed: tuple[str, ...] = (states[0].tila,)
        else:
            allowed = known[previous].seuraavat if previous in known else tuple(known)
        if entry.tila not in known or entry.tila not in allowed:
            yield BadStep(index, entry, previous, allowed if entry.tila in known else tuple(known))
        previous = entry.tila


def by_state(handbook: Handbook, folder: str) -> list[tuple[Tila, list[MovingRecord]]]:
    """The records of a kind by state, in the machine's order; states with no records are left out."""
    groups: dict[str, list[MovingRecord]] = {tila.tila: [] for tila in machine(handbook.asetukset, folder)}
    for record in handbook.folder(folder):
        if isinstance(record, MovingRecord) and record.tila in groups:
            groups[record.tila].append(record)
    states = {tila.tila: tila for tila in machine(handbook.asetukset, folder)}
    return [(states[code], group) for code, group in groups.items() if group]


def unreachable(states: Sequence[Tila]) -> list[str]:
    """States no path from the first one leads to."""
    seen = within_reach(states, states[0].tila) if states else set()
    return [tila.tila for tila in states if tila.tila not in seen]


def within_reach(states: Sequence[Tila], start: str) -> set[str]:
    """The state and every state that some path from it leads to."""
    seen, waiting = set[str](), [start]
    onward = {tila.tila: tila.seuraavat for tila in states}
    while waiting:
        code = waiting.pop()
        if code not in seen:
            seen.add(code)
            waiting += onward.get(code, ())
    return seen


@dataclass(frozen=True, slots=True)
class Track:
    """The way to one state from every state that leads to it, but for the one right above it.

    Numbers are rows of the drawing, one a state, in the machine's order.
    """

    target: int
    sources: tuple[int, ...]

    @property
    def top(self) -> int:
        return min(self.target, *self.sources)

    @property
    def bottom(self) -> int:
        return max(self.target, *self.sources)


DRAWN = 40
"""The most states of a machine that are drawn; a drawing of more is no longer read, and a table tells the same."""


def leads_on(states: Sequence[Tila], index: int) -> bool:
    """Whether a state leads straight to the one after it in the machine's order."""
    return index + 1 < len(states) and states[index + 1].tila in states[index].seuraavat


def tracks(states: Sequence[Tila]) -> list[Track]:
    """The tracks that draw every step but the straight ones, the shortest first so that few cross."""
    found = []
    for target, tila in enumerate(states):
        sources = tuple(
            row
            for row, other in enumerate(states)
            if tila.tila in other.seuraavat and not (row + 1 == target and leads_on(states, row))
        )
        if sources:
            found.append(Track(target, sources))
    return sorted(found, key=lambda track: (track.bottom - track.top, track.target))
