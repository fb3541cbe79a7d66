"""Which calendars there are to subscribe to, and what each has."""

from __future__ import annotations

from dataclasses import dataclass

from hallinta.handbook import Handbook
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

    def has(self, event: Event) -> bool:
        """A group's feed has its own meetings and events and the phases it has a part in."""
        if self.ryhma is None or event.ryhma == self.ryhma or event.rengas == self.ryhma.id:
            return True
        return event.vaihe is not None and f"ryhmat/{self.ryhma.id}" in event.vaihe.vastuutahot


def feeds(handbook: Handbook) -> list[Feed]:
    """The feed of everything, those of the model's own groups, which are always there, and those of other
    groups that have something.
    """
    busy = {event.ryhma.id for event in all_events(handbook) if event.ryhma}
    groups = [ryhma for ryhma in handbook.ryhmat if ryhma.mallin_ryhma or ryhma.id in busy]
    return [Feed(), *map(Feed, groups)]
