"""Which calendars there are to subscribe to, and what each has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from hallinta.handbook import Handbook
from hallinta.queries.graph import once
from hallinta.queries.kalenteri.events import Event
from hallinta.queries.kalenteri.year import all_events
from hallinta.records.ryhma import Ryhma

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


def events_of(handbook: Handbook, feed: Feed) -> Sequence[Event]:
    """What the feed has, in the order of the calendar; what has no date yet is among it."""
    return all_events(handbook) if feed.ryhma is None else _by_group(handbook).get(feed.id, ())


@once
def _by_group(handbook: Handbook) -> dict[str, list[Event]]:
    """The id of a group → its own meetings and events and the phases it has a part in."""
    found: dict[str, list[Event]] = defaultdict(list)
    for event in all_events(handbook):
        bodies = event.vaihe.vastuutahot if event.vaihe else ()
        parts = [body.removeprefix("ryhmat/") for body in bodies if body.startswith("ryhmat/")]
        for id in dict.fromkeys([event.ryhma.id if event.ryhma else "", event.rengas, *parts]):
            found[id].append(event)
    return found


def feeds(handbook: Handbook) -> list[Feed]:
    """The feed of everything, those of the model's own groups, which are always there, and those of other
    groups that have something.
    """
    busy = {event.ryhma.id for event in all_events(handbook) if event.ryhma}
    groups = [ryhma for ryhma in handbook.ryhmat if ryhma.mallin_ryhma or ryhma.id in busy]
    return [Feed(), *map(Feed, groups)]
