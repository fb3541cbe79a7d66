"""Actions: what meetings leave to be done, how it stands on a day, and which later meetings hear of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from heapq import heappop, heappush
from itertools import islice

from hallinta.handbook import Handbook
from hallinta.queries.graph import once
from hallinta.queries.kokoukset import place_in_row, rows
from hallinta.records.kokous import Kokous, Toimenpide


class ActionState(StrEnum):
    AVOIN = "avoin"
    MYOHASSA = "myohassa"
    TEHTY = "tehty"
    RAUENNUT = "rauennut"


@dataclass(frozen=True, slots=True)
class Action:
    """An action with the meeting that gave it and its number there, from 1."""

    kokous: Kokous
    numero: int
    toimenpide: Toimenpide

    @property
    def address(self) -> str:
        return f"{self.kokous.address}#toimenpide-{self.numero}"

    def state(self, day: date) -> ActionState:
        """How the action stood at the end of the day."""
        end, due = self.toimenpide.lopputulos, self.toimenpide.maaraaika
        if end is not None and end.pvm <= day:
            return ActionState(end.tila)
        return ActionState.MYOHASSA if due is not None and due < day else ActionState.AVOIN

    def ended(self, day: date) -> bool:
        return self.state(day) in {ActionState.TEHTY, ActionState.RAUENNUT}


@dataclass(frozen=True, slots=True)
class Carried:
    """An action as a later meeting of the group gets it; ``kokouksia`` counts the meetings it has come to."""

    action: Action
    tila: ActionState
    kokouksia: int


@dataclass(frozen=True, slots=True)
class CarriedActions:
    """What a meeting gets from those before it; the oldest first, and of very many only the oldest."""

    toimenpiteet: tuple[Carried, ...] = ()
    kaikkiaan: int = 0


CARRIED = 50
"""The most actions of earlier meetings that a meeting's page lists; the rest are counted."""


def actions_of(kokous: Kokous) -> list[Action]:
    return [Action(kokous, number, each) for number, each in enumerate(kokous.toimenpiteet, 1)]


def carried_actions(handbook: Handbook, kokous: Kokous) -> CarriedActions:
    """The actions of the group's earlier meetings that had no end when the one before this was over.

    They stand as they did on the meeting's day, or today when it is still to come. What has ended since the
    meeting before is among them, so that the meeting hears of it. A cancelled meeting gets none: they go on
    to the next.
    """
    if kokous.tila == "peruttu" or kokous.ryhma not in rows(handbook):
        return CarriedActions()
    place, day = place_in_row(handbook, kokous), min(kokous.pvm, handbook.today)
    carried, count = _carried(handbook)[kokous.ryhma][place]
    return CarriedActions(
        tuple(Carried(action, action.state(day), place - given) for given, action in carried), count
    )


_Given = tuple[int, Action]
"""The place in the group's row of the meeting that gave an action, and the action."""


@once
def _carried(handbook: Handbook) -> dict[str, list[tuple[tuple[_Given, ...], int]]]:
    return {ryhma: list(_carry(row)) for ryhma, row in rows(handbook).items()}


def _carry(row: Sequence[Kokous]) -> Iterator[tuple[tuple[_Given, ...], int]]:
    """For each place in a row of meetings, the oldest actions that come there, and how many come."""
    alive: dict[tuple[int, int], Action] = {}
    ends: list[tuple[date, tuple[int, int]]] = []
    yield (), 0
    for place, kokous in enumerate(row):
        for action in actions_of(kokous) if kokous.tila == "pidetty" else ():
            key = (place, action.numero)
            alive[key] = action
            if end := action.toimenpide.lopputulos:
                heappush(ends, (end.pvm, key))
        while ends and ends[0][0] <= kokous.pvm:
            del alive[heappop(ends)[1]]
        yield tuple((given, action) for (given, _), action in islice(alive.items(), CARRIED)), len(alive)


def open_actions(handbook: Handbook, ryhma: str | None = None, day: date | None = None) -> list[Action]:
    """The actions without an end on the day, today by default: the first due first, those without a day last."""
    day = day or handbook.today
    found = [
        action
        for kokous in handbook.kokoukset
        if ryhma in (None, kokous.ryhma) and kokous.pvm <= day
        for action in actions_of(kokous)
        if not action.ended(day)
    ]
    return sorted(
        found, key=lambda each: (each.toimenpide.maaraaika or date.max, each.kokous.pvm, each.numero)
    )
