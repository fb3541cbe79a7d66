"""Who is responsible and who steers: computed from the clauses, never typed in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from hallinta.handbook import Handbook
from hallinta.queries.graph import mentioning, once, once_each
from hallinta.queries.palvelut import is_shared
from hallinta.queries.tilat import machine_turn
from hallinta.records.base import Record
from hallinta.records.hanke import Hanke
from hallinta.records.idea import Idea
from hallinta.records.kasittely import MovingRecord
from hallinta.records.kehitysaihio import Kehitysaihio
from hallinta.records.kehitystyo import Kehitystyo
from hallinta.records.kokous import Kokous
from hallinta.records.paatos import Paatos
from hallinta.records.palvelu import Palvelu

STARTED = ("kaynnissa", "keskeytetty", "paattynyt")


class Reason(StrEnum):
    """Why a body is responsible or steers; the words are in ``present``."""

    HANKKEEN_RYHMA = "hankkeen-ryhma"
    YLAHANKE = "ylahanke"
    SOVITTU_TOISIN = "sovittu-toisin"
    HANKKEESSA = "hankkeessa"
    YLEISKAYTTOINEN = "yleiskayttoinen"
    OHJAUSSOPIMUS = "ohjaussopimus"
    EI_SOVITTU = "ei-sovittu"
    HANKKEISTAMATON = "hankkeistamaton"
    PIENKEHITYS = "pienkehitys"
    KASITTELYVAIHE = "kasittelyvaihe"
    YLLAPIDOSSA = "yllapidossa"
    PAATTYNYT = "paattynyt"


@dataclass(frozen=True, slots=True)
class Responsibility:
    """The bodies, why they, and the clauses and interpretations it follows from."""

    bodies: tuple[Record, ...]
    reason: Reason
    lausekkeet: tuple[str, ...]
    tulkinnat: tuple[str, ...] = ()


@once_each
def project_of(handbook: Handbook, aihio: Kehitysaihio) -> Hanke | None:
    """The project built on a proposal."""
    return next(iter(mentioning(handbook, aihio, Hanke, "kehitysaihio")), None)


def subprojects(handbook: Handbook, hanke: Hanke) -> list[Hanke]:
    return mentioning(handbook, hanke, Hanke, "ylahanke")


def project_tree(handbook: Handbook) -> list[tuple[int, Hanke]]:
    """Every project once with its depth, a sub-project right after its parent (2.2-03)."""
    found: list[tuple[int, Hanke]] = []
    for hanke in handbook.hankkeet:
        if hanke.ylahanke not in handbook.hankkeet:
            found += _with_subprojects(handbook, hanke)
    seen = {hanke.id for _, hanke in found}
    return found + [(0, hanke) for hanke in handbook.hankkeet if hanke.id not in seen]  # a ring has no top


def _with_subprojects(handbook: Handbook, hanke: Hanke) -> Iterator[tuple[int, Hanke]]:
    waiting = [(0, hanke)]
    while waiting:
        depth, current = waiting.pop()
        yield depth, current
        waiting += [(depth + 1, each) for each in reversed(subprojects(handbook, current))]


@once_each
def work_of(handbook: Handbook, aihio: Kehitysaihio) -> Kehitystyo | None:
    """The non-project work built on a proposal."""
    return next(iter(mentioning(handbook, aihio, Kehitystyo, "kehitysaihio")), None)


_OVER = ("paattynyt", "valmis")


def responsible(handbook: Handbook, record: Kehitysaihio | Hanke | Kehitystyo) -> Responsibility:
    """Who carries the matter now. When a project starts, it takes over (3.2-07); when it or a work has ended, what is
    left is maintenance, which is OPH's as a rule (3.3-02).
    """
    if isinstance(record, Hanke | Kehitystyo) and record.tila in _OVER:
        return _bodies(handbook, "organisaatiot/oph", Reason.YLLAPIDOSSA, ("3.3-02",), ("A-10",))
    if isinstance(record, Hanke):
        return Responsibility((record,), Reason.HANKKEESSA, ("1-05", "3.2-07"), ("A-02",))
    if isinstance(record, Kehitystyo):
        if record.laji == "pienkehitys":
            return _bodies(handbook, "organisaatiot/oph", Reason.PIENKEHITYS, ("3.3-03", "3.3-06"), ("A-11",))
        clauses = ("3.2-16", "3.2-17", "3.2-18", "3.2-19", "3.2-20")
        return _bodies(handbook, "ryhmat/koordinaatioryhma", Reason.HANKKEISTAMATON, clauses, ("A-11",))
    project = project_of(handbook, record)
    if project is not None and project.tila in STARTED:
        return responsible(handbook, project)
    work = work_of(handbook, record)
    if work is not None and work.tila in (*STARTED, "valmis"):
        return responsible(handbook, work)
    waiting = tuple(machine_turn(handbook, record))
    return Responsibility(
        waiting, Reason.KASITTELYVAIHE if waiting else Reason.PAATTYNYT, ("3.1-04", "3.1-10")
    )


def turn(handbook: Handbook, record: MovingRecord | Kokous) -> list[Record]:
    """Whose turn it is. An idea that became a proposal goes where the proposal goes (3.1-04); a proposed decision is
    its decider's, and one of another body than the management group is prepared by that body itself.
    """
    if isinstance(record, Idea) and record.tila == "aihiona":
        aihiot = mentioning(handbook, record, Kehitysaihio, "ideat")
        return list(dict.fromkeys(body for aihio in aihiot for body in _now_with(handbook, aihio)))
    if isinstance(record, Paatos):
        folder, _, id = record.paattaja.partition("/")
        decider = handbook.find(folder, id)
        others = decider is not None and record.paattaja != "ryhmat/johtoryhma"
        if decider and machine_turn(handbook, record) and (record.tila == "esitetty" or others):
            return [decider]
    return machine_turn(handbook, record)


def _now_with(handbook: Handbook, aihio: Kehitysaihio) -> tuple[Record, ...]:
    found = responsible(handbook, aihio)
    return () if found.reason in {Reason.YLLAPIDOSSA, Reason.PAATTYNYT} else found.bodies


def steering(handbook: Handbook, record: Hanke | Kehitystyo | Palvelu) -> Responsibility:
    """Who steers a project, a work, or the non-project development of a service."""
    if isinstance(record, Hanke):
        return _steering_of_project(handbook, record)
    if isinstance(record, Palvelu):
        running = running_projects(handbook, record)
        together = _together([_steering_of_project(handbook, hanke) for hanke in running])
        return together or _non_project(handbook, record)
    if record.laji == "pienkehitys":
        return _bodies(handbook, "organisaatiot/oph", Reason.PIENKEHITYS, ("3.3-03", "3.3-06"), ("A-11",))
    palvelu = handbook.palvelut.get(record.palvelu)
    return _non_project(handbook, palvelu) if palvelu else _not_agreed()


def running_projects(handbook: Handbook, palvelu: Palvelu) -> list[Hanke]:
    """The model's projects that develop the service now."""
    projects = mentioning(handbook, palvelu, Hanke, "palvelut")
    return [hanke for hanke in projects if hanke.under_model and hanke.tila == "kaynnissa"]


def _together(found: list[Responsibility]) -> Responsibility | None:
    """The steering of several projects on one service: each body once, and all the grounds."""
    if not found:
        return None
    reasons = {each.reason for each in found}
    return Responsibility(
        tuple(dict.fromkeys(body for each in found for body in each.bodies)),
        reasons.pop() if len(reasons) == 1 else Reason.HANKKEEN_RYHMA,
        tuple(dict.fromkeys(id for each in found for id in each.lausekkeet)),
        tuple(dict.fromkeys(id for each in found for id in each.tulkinnat)),
    )


def _steering_of_project(handbook: Handbook, hanke: Hanke) -> Responsibility:
    steering = _steering_project(handbook)[hanke.id]
    groups = [handbook.ryhmat.get(each.ryhma) for each in steering.ryhmat]
    bodies = tuple(group for group in groups if group is not None)
    if steering is not hanke:
        return Responsibility(bodies, Reason.YLAHANKE, ("3.2-12",))
    if hanke.ylahanke and hanke.ohjaus_sovittu_toisin:
        return Responsibility(bodies, Reason.SOVITTU_TOISIN, ("3.2-12",))
    return Responsibility(bodies, Reason.HANKKEEN_RYHMA, ("1-05", "3.2-08", "3.2-09"), ("A-22",))


@once
def _steering_project(handbook: Handbook) -> dict[str, Hanke]:
    """Project → the project whose groups steer it: itself, or the topmost one that it is a part of (3.2-12)."""
    found: dict[str, Hanke] = {}
    for hanke in handbook.hankkeet:
        way: dict[str, Hanke] = {}
        current = hanke
        while current.id not in found and current.id not in way:
            way[current.id] = current
            above = handbook.hankkeet.get(current.ylahanke or "")
            if above is None or current.ohjaus_sovittu_toisin is not None:
                found[current.id] = current
            else:
                current = above
        top = found.get(current.id)
        found |= {id: top or each for id, each in way.items()}  # in a ring each steers itself; HAL-006 tells
    return found


def _non_project(handbook: Handbook, palvelu: Palvelu) -> Responsibility:
    if is_shared(palvelu):
        return _bodies(handbook, "ryhmat/koordinaatioryhma", Reason.YLEISKAYTTOINEN, ("2.2-08",), ("A-25",))
    if palvelu.ohjaussopimus:
        return _bodies(
            handbook, "ryhmat/koordinaatioryhma", Reason.OHJAUSSOPIMUS, ("2.2-09",), ("A-25", "A-35")
        )
    return _not_agreed()


def _not_agreed() -> Responsibility:
    return Responsibility((), Reason.EI_SOVITTU, ("2.2-08", "2.2-09"), ("A-25", "A-35"))


def _bodies(
    handbook: Handbook,
    reference: str,
    reason: Reason,
    lausekkeet: tuple[str, ...],
    tulkinnat: tuple[str, ...] = (),
) -> Responsibility:
    folder, _, id = reference.partition("/")
    body = handbook.find(folder, id)
    return Responsibility((body,) if body else (), reason, lausekkeet, tulkinnat)
