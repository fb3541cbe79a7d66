"""Responsibilities: which body has which task in which topic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from hallinta.handbook import Handbook
from hallinta.records.organisaatio import Aihe, Organisaatio, Rooli, Tehtava
from hallinta.records.ryhma import Ryhma


@dataclass(frozen=True, slots=True)
class Duty:
    """A task with the body that has it."""

    body: Ryhma | Organisaatio
    tehtava: Tehtava


def bodies_with_duties(handbook: Handbook) -> list[Ryhma | Organisaatio]:
    """The bodies the model gives tasks to: its own groups first, then other groups, then organisations."""
    groups = sorted(handbook.ryhmat, key=lambda ryhma: (not ryhma.mallin_ryhma, _LEVELS.index(ryhma.taso)))
    bodies: list[Ryhma | Organisaatio] = [*groups, *handbook.organisaatiot]
    return [body for body in bodies if body.tehtavat]


_LEVELS = ["strateginen", "taktinen", "operatiivinen", None]


def topics() -> tuple[Aihe, ...]:
    """The topics of tasks in the order the responsibility matrix shows them."""
    return get_args(Aihe)


def duties(handbook: Handbook, aihe: Aihe | None = None, rooli: Rooli | None = None) -> Iterator[Duty]:
    for body in bodies_with_duties(handbook):
        for tehtava in body.tehtavat:
            if aihe in (None, tehtava.aihe) and rooli in (None, tehtava.rooli):
                yield Duty(body, tehtava)


@dataclass(frozen=True, slots=True)
class Share:
    """What a body does in one topic: the verb, whether it only may, and the clauses."""

    rooli: Rooli
    voi: bool
    lausekkeet: tuple[str, ...]


def shares(body: Ryhma | Organisaatio, aihe: Aihe) -> list[Share]:
    """A body's tasks in a topic, gathered by verb in the order of ``Rooli``."""
    gathered: dict[tuple[Rooli, bool], list[str]] = defaultdict(list)
    for tehtava in body.tehtavat:
        if tehtava.aihe == aihe and tehtava.lauseke not in gathered[tehtava.rooli, tehtava.voi]:
            gathered[tehtava.rooli, tehtava.voi].append(tehtava.lauseke)
    found = [Share(rooli, voi, tuple(ids)) for (rooli, voi), ids in gathered.items() if ids]
    return sorted(found, key=lambda share: (get_args(Rooli).index(share.rooli), share.voi))
