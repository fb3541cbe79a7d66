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
    """What a body does in one topic: the verb, whether it only may, and the tasks, one for each clause."""

    rooli: Rooli
    voi: bool
    tehtavat: tuple[Tehtava, ...]


def shares(body: Ryhma | Organisaatio, aihe: Aihe) -> list[Share]:
    """A body's tasks in a topic, gathered by verb in the order of ``Rooli``."""
    gathered: dict[tuple[Rooli, bool], dict[str, Tehtava]] = defaultdict(dict)
    for tehtava in body.tehtavat:
        if tehtava.aihe == aihe:
            gathered[tehtava.rooli, tehtava.voi].setdefault(tehtava.lauseke, tehtava)
    found = [Share(rooli, voi, tuple(tasks.values())) for (rooli, voi), tasks in gathered.items()]
    return sorted(found, key=lambda share: (get_args(Rooli).index(share.rooli), share.voi))


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a matter of development in one way of doing it, and what of it when it is not all of it.

    ``taho`` is ``folder/id`` or a role. ``tulkinta`` is what names it where the model leaves it open.
    """

    taho: str
    lausekkeet: tuple[str, ...]
    tapa: str | None = None
    tulkinta: str | None = None


WAYS = ("hankkeistettu", "hankkeistamaton", "pienkehitys")
"""The three ways development is done; who holds what depends on it (1-05, 3.2-07, 3.2-16…20, 3.3-03)."""

_PROJECT, _OPH = "hankkeen-ryhmat", "organisaatiot/oph"
_MANAGEMENT, _COORDINATION = "ryhmat/johtoryhma", "ryhmat/koordinaatioryhma"

MAIN_HOLDER: dict[str, Holder] = {
    "hankkeistettu": Holder("hankeorganisaatio", ("3.2-07",)),
    "pienkehitys": Holder(_OPH, ("3.3-03",)),
}
"""Who has the main responsibility where the model does not name the matter."""

_GUIDELINES = (
    Holder(_MANAGEMENT, ("2.1-17",), "linjaa-merkittavimmista"),
    Holder(_COORDINATION, ("2.2-06",), "voi-sopia-pienemmista"),
)
"""The source says of neither that it is for development without a project alone."""

DIVISION: dict[str, dict[str, tuple[Holder, ...]]] = {
    "ohjaus": {
        "hankkeistettu": (Holder(_PROJECT, ("1-05",)),),
        "hankkeistamaton": (
            Holder(_COORDINATION, ("2.2-08",), "voi-ohjata-yhteisia"),
            Holder(_COORDINATION, ("2.2-09",), "voi-ohjata-sovittuja", "A-35"),
        ),
        "pienkehitys": (Holder(_OPH, ("3.3-03",)),),
    },
    "paatokset": {
        "hankkeistettu": (
            Holder("ryhmat-itsenaisesti", ("3.2-09",)),
            Holder(_MANAGEMENT, ("2.1-19",), "paattaa-merkittavista"),
            *_GUIDELINES,
        ),
        "hankkeistamaton": _GUIDELINES,
        "pienkehitys": (Holder(_OPH, ("3.3-06",)),),
    },
    "resurssit": {
        "hankkeistettu": (
            Holder(_PROJECT, ("1-05",)),
            Holder(_MANAGEMENT, ("2.1-20",), "paattaa-merkittavista"),
        ),
        "hankkeistamaton": (Holder(_COORDINATION, ("3.2-19",)),),
        "pienkehitys": (
            Holder(_MANAGEMENT, ("3.3-01",), "linjaa-ja-paattaa"),
            Holder(_COORDINATION, ("3.3-01",), "linjaa-ja-paattaa"),
        ),
    },
    "priorisointi": {
        "hankkeistettu": (Holder(_PROJECT, ("1-05",)),),
        "hankkeistamaton": (Holder(_COORDINATION, ("3.2-17",)),),
    },
    "tarpeet-ja-tavoitteet": {
        "hankkeistamaton": (Holder(_COORDINATION, ("3.2-18",)),),
    },
    "yhteensovittaminen": {
        "hankkeistettu": (
            Holder(_MANAGEMENT, ("3.2-13",)),
            Holder(_MANAGEMENT, ("3.2-15",), "voi-sovittaa-yhteen"),
            Holder(_COORDINATION, ("3.2-15",), "voi-sovittaa-yhteen", "A-01"),
        ),
        "hankkeistamaton": (Holder(_COORDINATION, ("3.2-16",)),),
    },
    "seuranta": {
        "hankkeistettu": (
            Holder(_PROJECT, ("1-05",)),
            Holder(_COORDINATION, ("2.2-03",)),
            Holder(_MANAGEMENT, ("2.1-15",)),
        ),
        "hankkeistamaton": (Holder(_COORDINATION, ("2.2-03",)), Holder(_MANAGEMENT, ("2.1-16",))),
        "pienkehitys": (Holder(_OPH, ("3.3-05",)),),
    },
    "vaikuttavuuden-arviointi": {
        "hankkeistamaton": (Holder(_COORDINATION, ("3.2-20",)),),
    },
}
"""Matter → way → who holds it. A way that is missing is not named by the model."""
