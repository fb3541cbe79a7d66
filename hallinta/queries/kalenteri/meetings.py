"""The groups' meetings: how many, between which days, which of them clash."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import combinations

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
    groups' when their times meet.
    """
    by_day: dict[date, list[Kokous]] = defaultdict(list)
    for kokous in handbook.kokoukset:
        if kokous.tila != "peruttu":
            by_day[kokous.pvm].append(kokous)
    pairs = (pair for _, same_day in sorted(by_day.items()) for pair in combinations(same_day, 2))
    return [(one, other) for one, other in pairs if _clash(one, other)]


def _clash(one: Kokous, other: Kokous) -> bool:
    same = one.ryhma == other.ryhma
    if not same and not {one.ryhma, other.ryhma} <= set(BOTH_GROUPS):
        return False
    if one.alkaa is None or other.alkaa is None:
        return same
    first_to_end = min(one.paattyy or one.alkaa, other.paattyy or other.alkaa)
    return max(one.alkaa, other.alkaa) < first_to_end or one.alkaa == other.alkaa
