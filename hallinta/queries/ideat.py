"""The idea bank: where an idea went and came from, what became of it, which have not been handled."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from hallinta.handbook import Handbook
from hallinta.queries.graph import mentioning
from hallinta.queries.tilat import state_of
from hallinta.records.idea import Idea
from hallinta.records.kehitysaihio import Kehitysaihio
from hallinta.records.kehitystyo import Kehitystyo
from hallinta.records.palvelu import Palvelu
from hallinta.records.sidosryhma import Sidosryhma


@dataclass(frozen=True, slots=True)
class Trail:
    """An idea's merges and splits both ways, and the proposals built on it (3.1-04)."""

    merged_into: Idea | None
    merged_from: tuple[Idea, ...]
    split_into: tuple[Idea, ...]
    split_from: tuple[Idea, ...]
    aihiot: tuple[Kehitysaihio, ...]
    tyot: tuple[Kehitystyo, ...]
    """Works begun on the idea without a proposal, small development as a rule (3.3-03)."""

    @property
    def ideas(self) -> bool:
        """Whether other ideas are on the trail."""
        return bool(self.merged_into or self.merged_from or self.split_into or self.split_from)


def trail(handbook: Handbook, idea: Idea) -> Trail:
    parts = (handbook.ideat.get(id) for id in idea.jaettu)
    return Trail(
        handbook.ideat.get(idea.yhdistetty) if idea.yhdistetty else None,
        tuple(mentioning(handbook, idea, Idea, "yhdistetty")),
        tuple(part for part in parts if part),
        tuple(mentioning(handbook, idea, Idea, "jaettu")),
        tuple(mentioning(handbook, idea, Kehitysaihio, "ideat")),
        tuple(mentioning(handbook, idea, Kehitystyo, "ideat")),
    )


def unhandled(handbook: Handbook) -> list[Idea]:
    """Ideas no group has handled and that are still on their way, the oldest first (3.1-03)."""
    open_ones = [
        idea
        for idea in handbook.ideat
        if not idea.kasittelyt and (state := state_of(handbook, idea)) and not state.final
    ]
    return sorted(open_ones, key=lambda idea: (idea.saapunut, idea.id))


def ideas_by_source(
    handbook: Handbook, palvelu: Palvelu | None = None
) -> list[tuple[Sidosryhma | None, list[Idea]]]:
    """The ideas, on a service or all, by the group they were collected from (1-10, 3.1-02); the last have no
    such group.
    """
    ideas = mentioning(handbook, palvelu, Idea, "palvelu") if palvelu else list(handbook.ideat)
    by_group: dict[str | None, list[Idea]] = defaultdict(list)
    for idea in ideas:
        by_group[idea.lahderyhma].append(idea)
    groups: list[Sidosryhma | None] = [*handbook.sidosryhmat, None]
    found = [(group, by_group.get(group.id if group else None, [])) for group in groups]
    return [(group, each) for group, each in found if each]
