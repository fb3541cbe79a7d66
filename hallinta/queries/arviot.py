"""What a matter is estimated to cost: one figure with a history, wherever its parts were written.

A matter is a proposal with the projects and works that are made of it, or a project or work of its own. The newest
estimate counts wherever it stands; the estimates of what is made of one proposal are summed. A dropped project or
work is no part. A project's figure covers its sub-projects, so of the two the larger counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import TypeAlias

from hallinta.handbook import Handbook
from hallinta.queries.graph import mentioning, once, once_each
from hallinta.queries.hankkeistaminen import (
    ProjectVerdict,
    StatementResult,
    StatementVerdict,
    Verdict,
    project_verdict,
    statement_verdict,
)
from hallinta.queries.rajat import Limits, limits_on
from hallinta.queries.tilat import state_of
from hallinta.records.hanke import Hanke
from hallinta.records.kasittely import Kustannus
from hallinta.records.kehitysaihio import Kehitysaihio
from hallinta.records.kehitystyo import Kehitystyo

Estimated: TypeAlias = Kehitysaihio | Hanke | Kehitystyo
ESTIMATED = (Kehitysaihio, Hanke, Kehitystyo)

DROPPED = "rauennut"


@dataclass(frozen=True, slots=True)
class Estimate:
    """One estimate and where it was written. ``day`` orders the undated ones by their record's first entry."""

    record: Estimated
    index: int
    arvio: Kustannus

    @property
    def eur(self) -> Decimal | None:
        return self.arvio.known

    @property
    def day(self) -> date:
        first = self.record.historia[0].pvm if self.record.historia else date.min
        return self.arvio.arvioitu or first


@dataclass(frozen=True, slots=True)
class Cost:
    """What a matter costs: the sum, the day it rests on and the estimates it is made of.

    ``partial`` when something in it has not been estimated: then the sum is the least there is.
    """

    eur: Decimal
    day: date
    estimates: tuple[Estimate, ...]
    partial: bool = False

    @property
    def dated(self) -> bool:
        """Whether every estimate tells its day."""
        return all(each.arvio.arvioitu for each in self.estimates)


def estimates(record: Estimated) -> list[Estimate]:
    """A record's own estimates, the oldest first; of the same day in the order they are written."""
    found = [Estimate(record, index, arvio) for index, arvio in enumerate(record.kustannus)]
    return sorted(found, key=lambda each: each.day)


def newest(record: Estimated) -> Estimate | None:
    """The estimate of the record's own that holds: the newest one that gives a sum."""
    return next((each for each in reversed(estimates(record)) if each.eur is not None), None)


def arvio(record: Estimated) -> Kustannus:
    """The newest estimate as it is written, of the unknown one too."""
    own = newest(record)
    return (
        own.arvio
        if own
        else record.kustannus[-1]
        if record.kustannus
        else Kustannus(kokonaiskustannus_eur=None)
    )


@once_each
def makers(handbook: Handbook, aihio: Kehitysaihio) -> list[Hanke | Kehitystyo]:
    """The projects and works that are made of a proposal, dropped ones and parts of another one left out."""
    projects = mentioning(handbook, aihio, Hanke, "kehitysaihio")
    ids = {project.id for project in projects}
    whole = [each for each in projects if not _within(handbook, each, ids)]
    found: list[Hanke | Kehitystyo] = [*whole, *mentioning(handbook, aihio, Kehitystyo, "kehitysaihio")]
    return [each for each in found if each.tila != DROPPED]


def _within(handbook: Handbook, hanke: Hanke, ids: set[str]) -> bool:
    return any(parent.id in ids for parent in _parents(handbook, hanke))


def _parents(handbook: Handbook, hanke: Hanke) -> Iterator[Hanke]:
    seen = {hanke.id}
    above = handbook.hankkeet.get(hanke.ylahanke or "")
    while above is not None and above.id not in seen:
        yield above
        seen.add(above.id)
        above = handbook.hankkeet.get(above.ylahanke or "")


@once_each
def origin(handbook: Handbook, record: Estimated) -> Kehitysaihio | None:
    """The proposal that the matter began from; a sub-project's is its larger project's."""
    if isinstance(record, Kehitysaihio):
        return record
    chain = [record, *(_parents(handbook, record) if isinstance(record, Hanke) else ())]
    found = (handbook.kehitysaihiot.get(each.kehitysaihio or "") for each in chain)
    return next((aihio for aihio in found if aihio), None)


@once_each
def matter_cost(handbook: Handbook, record: Estimated) -> Cost | None:
    """What the record's matter costs by the newest estimates; None when nothing has been estimated."""
    top = origin(handbook, record) or record
    return _costs_of_projects(handbook)[top.id] if isinstance(top, Hanke) else _cost(handbook, top, date.max)


@once
def _costs_of_projects(handbook: Handbook) -> dict[str, Cost | None]:
    """Project → what it costs with its parts, each counted once whatever it is a part of."""
    tops = [hanke for hanke in handbook.hankkeet if hanke.ylahanke not in handbook.hankkeet]
    rings = [handbook.hankkeet[id] for id in _in_rings(handbook)]
    costs = _costs(handbook, [*tops, *rings], date.max)
    return {id: cost for (folder, id), cost in costs.items() if folder == "hankkeet"}


def _cost(handbook: Handbook, record: Estimated, until: date) -> Cost | None:
    return _costs(handbook, [record], until)[record.folder, record.id]


def _costs(handbook: Handbook, tops: Sequence[Estimated], until: date) -> dict[tuple[str, str], Cost | None]:
    """What the records and all that they are made of cost, parts before the whole."""
    order: list[Estimated] = []
    seen: set[tuple[str, str]] = set()
    waiting = list(tops)
    while waiting:
        each = waiting.pop()
        if (each.folder, each.id) not in seen:
            seen.add((each.folder, each.id))
            order.append(each)
            waiting += _made_of(handbook, each)
    costs: dict[tuple[str, str], Cost | None] = {}
    for each in reversed(order):
        parts = _sum([costs.get((part.folder, part.id)) for part in _made_of(handbook, each)])
        own = _own(each, until)
        joined = _newer if isinstance(each, Kehitysaihio) else _larger
        costs[each.folder, each.id] = joined(own, parts)
    return costs


def _made_of(handbook: Handbook, record: Estimated) -> Sequence[Hanke | Kehitystyo]:
    if isinstance(record, Kehitysaihio):
        return makers(handbook, record)
    return _parts(handbook, record) if isinstance(record, Hanke) else ()


@once
def _in_rings(handbook: Handbook) -> frozenset[str]:
    """Projects that are parts of themselves by way of others, which is a finding of its own."""
    rings: set[str] = set()
    done: set[str] = set()
    for hanke in handbook.hankkeet:
        way: dict[str, None] = {}
        current: Hanke | None = hanke
        while current is not None and current.id not in done and current.id not in way:
            way[current.id] = None
            current = handbook.hankkeet.get(current.ylahanke or "")
        if current is not None and current.id in way:
            ids = list(way)
            rings.update(ids[ids.index(current.id) :])
        done.update(way)
    return frozenset(rings)


def _parts(handbook: Handbook, hanke: Hanke) -> list[Hanke]:
    if hanke.id in _in_rings(handbook):
        return []
    return [each for each in mentioning(handbook, hanke, Hanke, "ylahanke") if each.tila != DROPPED]


def _own(record: Estimated, until: date) -> Cost | None:
    known = [each for each in estimates(record) if each.eur is not None and each.day <= until]
    if not known or known[-1].eur is None:
        return None
    return Cost(known[-1].eur, known[-1].day, (known[-1],))


def _sum(costs: Sequence[Cost | None]) -> Cost | None:
    known = [cost for cost in costs if cost]
    if not known:
        return None
    named = tuple(each for cost in known for each in cost.estimates)
    partial = len(known) < len(costs) or any(cost.partial for cost in known)
    return Cost(
        sum((cost.eur for cost in known), Decimal(0)), max(cost.day for cost in known), named, partial
    )


def _newer(own: Cost | None, made: Cost | None) -> Cost | None:
    """The newest one counts; what is made of the proposal when they are of one day, and never less than is known."""
    if own is None or made is None:
        return own or made
    if made.partial:
        return made if made.eur > own.eur else own
    return made if made.day >= own.day else own


def _larger(own: Cost | None, parts: Cost | None) -> Cost | None:
    if own is None or parts is None:
        return own or parts
    return parts if parts.eur > own.eur and parts.day >= own.day else own


@once_each
def cost_history(handbook: Handbook, record: Estimated) -> list[Cost]:
    """What the matter has been estimated to cost, each time that the sum changed."""
    top = origin(handbook, record) or record
    days = sorted({each.day for part in _all_parts(handbook, top) for each in estimates(part)})
    found: list[Cost] = []
    for day in days:
        cost = _cost(handbook, top, day)
        if cost and (not found or found[-1].eur != cost.eur):
            found.append(cost)
    return found


def _all_parts(handbook: Handbook, record: Estimated) -> Iterator[Estimated]:
    waiting: list[Estimated] = [record]
    seen: set[tuple[str, str]] = set()
    while waiting:
        each = waiting.pop()
        if (each.folder, each.id) not in seen:
            seen.add((each.folder, each.id))
            yield each
            waiting += _made_of(handbook, each)


# --- what is concluded of it ----------------------------------------------------------------------------


def limits_of(handbook: Handbook, record: Estimated) -> Limits:
    """The limits that the record's matter is judged by: those of its estimate's day, today's when there is none."""
    cost = matter_cost(handbook, record)
    return limits_on(handbook.asetukset, cost.day if cost else handbook.today)


def verdict_of(handbook: Handbook, record: Estimated) -> Verdict:
    """Must a project be set up of the record's matter, by the limits of the day its estimate is of."""
    return _verdict(handbook, record, matter_cost(handbook, record))


def _verdict(handbook: Handbook, record: Estimated, cost: Cost | None) -> Verdict:
    aihio = origin(handbook, record)
    kohde = aihio.kohde if aihio else "nykyinen-palvelu"
    limits = limits_on(handbook.asetukset, cost.day if cost else handbook.today)
    return project_verdict(limits, kohde, cost.eur if cost else None)


def statement_of(handbook: Handbook, record: Estimated) -> StatementResult:
    """Is the ministry of finance asked for a statement of the record's matter; see ``verdict_of``."""
    return _statement(handbook, record, matter_cost(handbook, record))


def _statement(handbook: Handbook, record: Estimated, cost: Cost | None) -> StatementResult:
    aihio = origin(handbook, record)
    limits = limits_on(handbook.asetukset, cost.day if cost else handbook.today)
    return statement_verdict(limits, aihio.kayttoala if aihio else None, cost.eur if cost else None)


class LimitKind(StrEnum):
    """The limits that an estimate may come to exceed; the words are in ``present``."""

    ARVIOINTI = "arviointi"
    HANKKEISTUS = "hankkeistus"
    LAUSUNTO = "lausunto"


@dataclass(frozen=True, slots=True)
class Crossing:
    """An estimate came to exceed a limit, or ceased to (``over`` false); both figures with their days."""

    kind: LimitKind
    limit: Decimal
    before: Cost
    after: Cost
    over: bool = True


def exceeded(handbook: Handbook, record: Estimated, cost: Cost | None) -> dict[LimitKind, Decimal]:
    """The limits that a cost is over, by the values of its own day."""
    if cost is None:
        return {}
    limits, aihio = limits_on(handbook.asetukset, cost.day), origin(handbook, record)
    found: dict[LimitKind, Decimal] = {}
    if cost.eur > limits.arviointi and not (aihio and aihio.kohde == "uusi-palvelu"):
        found[LimitKind.ARVIOINTI] = (
            limits.arviointi
        )  # of a new service the need is not assessed (3.2-01, 3.2-04)
    if cost.eur > limits.hankkeistus:
        found[LimitKind.HANKKEISTUS] = limits.hankkeistus
    statement = _statement(handbook, record, cost)
    if (
        statement.tulos is StatementVerdict.PYYDETAAN
        and statement.raja
        and statement.raja.raja_eur is not None
    ):
        found[LimitKind.LAUSUNTO] = statement.raja.raja_eur
    return found


def crossings(handbook: Handbook, record: Estimated) -> list[Crossing]:
    """Each time that the matter's growing estimate passed a limit; the limits are nothing to what the model is not."""
    found: list[Crossing] = []
    if isinstance(record, Hanke) and not record.under_model:
        return found
    for before, after in pairwise(cost_history(handbook, record)):
        over = exceeded(handbook, record, before)
        for kind, limit in exceeded(handbook, record, after).items():
            if kind not in over and after.eur > before.eur:
                found.append(Crossing(kind, limit, before, after))
    return found


def must_be_project(verdict: Verdict) -> bool:
    return verdict.tulos in (ProjectVerdict.HANKKEISTETAAN, ProjectVerdict.HANKKEISTETAAN_TULKINTA)


def own_cost(record: Estimated) -> Cost | None:
    """What the record's own newest estimate says, whatever the rest of its matter does."""
    return _own(record, date.max)


def parts_cost(handbook: Handbook, hanke: Hanke) -> Cost | None:
    """What the sub-projects of a project are estimated to cost together."""
    costs = _costs_of_projects(handbook)
    return _sum([costs[part.id] for part in _parts(handbook, hanke)])


def matters_over_limits(handbook: Handbook) -> list[tuple[Estimated, list[Crossing]]]:
    """The matters whose estimate has grown past a limit, the latest first; ended ones are no longer news."""
    found: list[tuple[Estimated, list[Crossing]]] = []
    for record in (*handbook.kehitysaihiot, *handbook.hankkeet, *handbook.kehitystyot):
        tila = state_of(handbook, record)
        own_matter = (origin(handbook, record) or record) is record
        if own_matter and tila and not tila.final and (passed := crossings(handbook, record)):
            found.append((record, passed))
    return sorted(found, key=lambda each: each[1][-1].after.day, reverse=True)
