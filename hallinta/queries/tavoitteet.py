"""Projects, works and goals together: where projects overlap, which goals are served, in what order works go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import heappop, heappush
from itertools import islice

from hallinta.handbook import Handbook
from hallinta.queries.graph import mentioning, once
from hallinta.records.base import Record
from hallinta.records.hanke import Hanke
from hallinta.records.kehitysaihio import Kehitysaihio
from hallinta.records.kehitystyo import Kehitystyo
from hallinta.records.palvelu import Palvelu
from hallinta.records.suunnittelu import Tavoite


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two projects that share a service or a goal while both run (3.2-13)."""

    hankkeet: tuple[Hanke, Hanke]
    palvelut: tuple[str, ...]
    tavoitteet: tuple[str, ...]


ALONGSIDE = 12
"""With how many of the projects already running a new one is put side by side, for each thing they share."""


@once
def overlaps(handbook: Handbook) -> list[Overlap]:
    """Pairs that share a service or a goal in a common period; a sub-project does not overlap its parent. Where
    very many run at once, a project is paired with the latest of those before it.
    """
    services = _pairs(handbook, lambda hanke: hanke.palvelut)
    goals = _pairs(handbook, lambda hanke: hanke.tavoitteet)
    return [
        Overlap(
            (handbook.hankkeet[one], handbook.hankkeet[other]),
            tuple(sorted(services.get((one, other), ()))),
            tuple(sorted(goals.get((one, other), ()))),
        )
        for one, other in sorted(services.keys() | goals.keys())
    ]


def overlaps_of(handbook: Handbook, hanke: Hanke) -> list[Overlap]:
    return _overlaps_by_project(handbook).get(hanke.id, [])


@once
def _overlaps_by_project(handbook: Handbook) -> dict[str, list[Overlap]]:
    found: dict[str, list[Overlap]] = defaultdict(list)
    for each in overlaps(handbook):
        for hanke in each.hankkeet:
            found[hanke.id].append(each)
    return found


def _pairs(handbook: Handbook, shared: Callable[[Hanke], Sequence[str]]) -> dict[tuple[str, str], list[str]]:
    """The ids of two projects that run at once → what of the kind they share."""
    projects: dict[str, list[Hanke]] = defaultdict(list)
    for hanke in handbook.hankkeet:
        for id in dict.fromkeys(shared(hanke) if hanke.under_model else ()):
            projects[id].append(hanke)
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for id, group in projects.items():
        for one, other in _at_once(group):
            if one.id != other.ylahanke and other.id != one.ylahanke:
                found[min(one.id, other.id), max(one.id, other.id)].append(id)
    return found


def _at_once(group: Sequence[Hanke]) -> Iterator[tuple[Hanke, Hanke]]:
    """Pairs whose periods meet; an open end reaches for ever, and a period that runs backwards is none."""
    running: dict[str, Hanke] = {}
    ends: list[tuple[date, str]] = []
    for hanke in sorted(group, key=lambda each: (each.kausi.alku or date.min, each.id)):
        start, end = hanke.kausi.alku or date.min, hanke.kausi.loppu or date.max
        while ends and ends[0][0] < start:
            running.pop(heappop(ends)[1])
        if start <= end:
            yield from ((other, hanke) for other in islice(reversed(running.values()), ALONGSIDE))
            running[hanke.id] = hanke
            heappush(ends, (end, hanke.id))


@dataclass(frozen=True, slots=True)
class Coverage:
    tavoite: Tavoite
    hankkeet: tuple[Hanke, ...]
    aihiot: tuple[Kehitysaihio, ...]
    tyot: tuple[Kehitystyo, ...]

    @property
    def served(self) -> bool:
        return bool(self.hankkeet or self.aihiot or self.tyot)


def coverage_of(handbook: Handbook, tavoite: Tavoite) -> Coverage:
    return Coverage(
        tavoite,
        tuple(mentioning(handbook, tavoite, Hanke, "tavoitteet")),
        tuple(mentioning(handbook, tavoite, Kehitysaihio, "tavoitteet")),
        tuple(mentioning(handbook, tavoite, Kehitystyo, "tavoitteet")),
    )


def goal_coverage(handbook: Handbook) -> list[Coverage]:
    """Each goal with what serves it (1-02, 2.1-04)."""
    return [coverage_of(handbook, tavoite) for tavoite in handbook.tavoitteet]


def goals_by_year(handbook: Handbook) -> list[tuple[int, list[Tavoite]]]:
    """The goals of each year, the newest year first (2-04)."""
    years: dict[int, list[Tavoite]] = defaultdict(list)
    for tavoite in handbook.tavoitteet:
        for vuosi in dict.fromkeys(tavoite.vuodet):
            years[vuosi].append(tavoite)
    return sorted(years.items(), reverse=True)


def without_goals(handbook: Handbook) -> list[Record]:
    """Proposals, projects and works tied to no goal (1-02); the model asks it of its own alone."""
    projects = [hanke for hanke in handbook.hankkeet if hanke.under_model]
    served = [*handbook.kehitysaihiot, *projects, *handbook.kehitystyot]
    return [record for record in served if not record.tavoitteet]


def works_in_order(handbook: Handbook, laji: str) -> list[Kehitystyo]:
    """The works of a kind in the order the coordination group gave (3.2-17); those without a place last."""
    works = [tyo for tyo in handbook.kehitystyot if tyo.laji == laji]
    return sorted(
        works, key=lambda tyo: (tyo.prioriteetti is None, tyo.prioriteetti and tyo.prioriteetti.arvo, tyo.id)
    )


def works_by_year(handbook: Handbook, palvelu: Palvelu, laji: str) -> list[tuple[int, list[Kehitystyo]]]:
    """A service's works of a kind by the year of their funding, or of their first step without one."""
    years: dict[int, list[Kehitystyo]] = {}
    for tyo in mentioning(handbook, palvelu, Kehitystyo, "palvelu"):
        if tyo.laji == laji and (tyo.rahoitus or tyo.historia):
            year = tyo.rahoitus.vuosi if tyo.rahoitus else tyo.historia[0].pvm.year
            years.setdefault(year, []).append(tyo)
    return sorted(years.items(), reverse=True)
