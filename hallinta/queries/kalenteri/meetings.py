"""The groups' meetings: how many, between which days, which of them clash."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from hallinta.handbook import Handbook
from hallinta.queries.kalenteri.events import BOTH_GROUPS
from hallinta.records.kokous import Kokous


def meetings_between(handbook: Handbook, first: date, end: date, *ryhmat: str) -> list[Kokous]:
    """The groups' meetings from the first day up to the end, the end not included; cancelled ones left out."""
    return [
        kokous
        for kokous in handbook.kokoukset
        if kokous.ryhma in ryhmat and first <= kokous.pvm < end and kokous.tila != "peruttu"
    ]


@dataclass(frozen=True, slots=True)
class Count:
    """A group's meetings in a year."""

    pidetty: int
    tulossa: int
    peruttu: int

    @property
    def total(self) -> int:
        """Held and planned together: what the model's number is compared with (2.3-02)."""
        return self.pidetty + self.tulossa


def meeting_count(handbook: Handbook, vuosi: int, ryhma: str) -> Count:
    states = [k.tila for k in handbook.kokoukset if k.ryhma == ryhma and k.pvm.year == vuosi]
    held, cancelled = states.count("pidetty"), states.count("peruttu")
    return Count(held, len(states) - held - cancelled, cancelled)


def clashes(handbook: Handbook) -> list[tuple[Kokous, Kokous]]:
    """Meetings that cannot both be attended: the same group's on one day unless their times differ, the two
    groups' when their times meet. Of many at once each is paired with one that began before it.
    """
    by_day: dict[date, list[Kokous]] = defaultdict(list)
    for kokous in handbook.kokoukset:
        if kokous.tila != "peruttu":
            by_day[kokous.pvm].append(kokous)
    found = []
    for _, same_day in sorted(by_day.items()):
        pairs = (sorted(pair, key=lambda kokous: kokous.id) for pair in _first_clashes(same_day))
        found += sorted(((one, other) for one, other in pairs), key=lambda pair: (pair[0].id, pair[1].id))
    return found


def _first_clashes(same_day: list[Kokous]) -> Iterator[tuple[Kokous, Kokous]]:
    """Each meeting with the last one of its own group or of the other model group that it clashes with."""
    last: dict[str, Kokous] = {}
    for kokous in sorted(same_day, key=lambda each: (each.alkaa or time.min, _end(each), each.id)):
        groups = BOTH_GROUPS if kokous.ryhma in BOTH_GROUPS else (kokous.ryhma,)
        for before in filter(None, map(last.get, groups)):
            if _clash(before, kokous):
                yield before, kokous
        running = last.get(kokous.ryhma)
        if running is None or _end(running) <= _end(kokous):
            last[kokous.ryhma] = kokous


def _end(kokous: Kokous) -> time:
    """When a meeting is over; one without times takes the day."""
    return kokous.paattyy or kokous.alkaa or time.max


def _clash(one: Kokous, other: Kokous) -> bool:
    same = one.ryhma == other.ryhma
    if not same and not {one.ryhma, other.ryhma} <= set(BOTH_GROUPS):
        return False
    if one.alkaa is None or other.alkaa is None:
        return same
    first, later = sorted((one, other), key=lambda kokous: kokous.alkaa or time.min)
    return one.alkaa == other.alkaa or (later.alkaa or time.min) < _end(first)
