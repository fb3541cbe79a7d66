"""Projects, works and goals together: where projects overlap, which goals are served, in what order works go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import combinations

from hallinta.handbook import Handbook
from hallinta.queries.graph import mentioning
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


def overlaps(handbook: Handbook) -> list[Overlap]:
    """Pairs that share a service or a goal in a common period; a sub-project does not overlap its parent."""
    found = []
    for one, other in combinations(handbook.hankkeet, 2):
        if one.id == other.ylahanke or other.id == one.ylahanke or not _together(one, other):
            continue
        services = tuple(sorted(set(one.palvelut) & set(other.palvelut)))
        goals = tuple(sorted(set(one.tavoitteet) & set(other.tavoitteet)))
        if services or goals:
            found.append(Overlap((one, other), services, goals))
    return found


def overlaps_of(handbook: Handbook, hanke: Hanke) -> list[Overlap]:
    return [each for each in overlaps(handbook) if hanke in each.hankkeet]


def _together(one: Hanke, other: Hanke) -> bool:
    """Whether the periods meet; an open end reaches for ever."""
    starts = [hanke.kausi.alku or date.min for hanke in (one, other)]
    ends = [hanke.kausi.loppu or date.max for hanke in (one, other)]
    return max(starts) <= min(ends)


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
    years = sorted({vuosi for tavoite in handbook.tavoitteet for vuosi in tavoite.vuodet}, reverse=True)
    return [(vuosi, [each for each in handbook.tavoitteet if vuosi in each.vuodet]) for vuosi in years]


def without_goals(handbook: Handbook) -> list[Record]:
    """Proposals, projects and works tied to no goal (1-02)."""
    served = [*handbook.kehitysaihiot, *handbook.hankkeet, *handbook.kehitystyot]
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
