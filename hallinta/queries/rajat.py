"""Which limit held on which day. A conclusion is drawn by the limits of the day it concerns, so a new limit moves
no old verdict.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar, get_args

from hallinta.records.asetukset import Asetukset, Raja, Voimassa
from hallinta.records.kehitysaihio import Kayttoala

V = TypeVar("V", bound=Voimassa)

DATED_LIMITS = (
    "raja_arviointi_eur",
    "raja_hankkeistus_eur",
    "johtoryhma_kokouksia_min",
    "pienkehitys_ylaraja_eur",
)
"""The settings that may have a value for each time."""


def valid_on(values: tuple[V, ...], on: date) -> V:
    """The value that holds on a day: of those that have begun the last one, before all of them the first."""
    begun = [value for value in values if value.alkaen is None or value.alkaen <= on]
    return max(begun or values[:1], key=lambda value: value.alkaen or date.min)


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one day. ``alkaen`` and ``asti`` are the first and the last day that just these hold."""

    arviointi: Decimal
    hankkeistus: Decimal
    lausunnot: tuple[Raja, ...]
    alkaen: date | None = None
    asti: date | None = None


def limits_on(asetukset: Asetukset, on: date) -> Limits:
    lower, upper = valid_on(asetukset.raja_arviointi_eur, on), valid_on(asetukset.raja_hankkeistus_eur, on)
    days = [day for day in starts(asetukset) if day is not None]
    begun, coming = [day for day in days if day <= on], [day for day in days if day > on]
    last = min(coming) - timedelta(days=1) if coming else None
    return Limits(lower.arvo, upper.arvo, statement_limits(asetukset, on), max(begun, default=None), last)


def statement_limits(asetukset: Asetukset, on: date) -> tuple[Raja, ...]:
    """The statutory limits of a day, one for each sector of use; a row without a sector is always told."""
    chosen: dict[Kayttoala, Raja] = {}
    for raja in asetukset.lausuntorajat:
        if raja.kayttoala and (raja.alkaen is None or raja.alkaen <= on):
            before = chosen.get(raja.kayttoala)
            if before is None or (raja.alkaen or date.min) >= (before.alkaen or date.min):
                chosen[raja.kayttoala] = raja
    return tuple(
        raja for raja in asetukset.lausuntorajat if not raja.kayttoala or chosen.get(raja.kayttoala) is raja
    )


def starts(asetukset: Asetukset) -> list[date | None]:
    """The days on which a limit of chapter 3.2 or of a statement begins, in order; None is the beginning of all."""
    days = {each.alkaen for each in (*asetukset.raja_arviointi_eur, *asetukset.raja_hankkeistus_eur)}
    days |= {raja.alkaen for raja in asetukset.lausuntorajat}
    return [None, *sorted(day for day in days if day)]


@dataclass(frozen=True, slots=True)
class Period:
    """A time during which the limits are the same; ``alkaen`` None is the first one."""

    alkaen: date | None
    limits: Limits

    @property
    def day(self) -> date:
        """A day of the period, to ask by."""
        return self.alkaen or date.min


def periods(asetukset: Asetukset) -> list[Period]:
    return [Period(day, limits_on(asetukset, day or date.min)) for day in starts(asetukset)]


def meetings_wanted(asetukset: Asetukset, year: int) -> int:
    """How many meetings of the management group the year's starting point is: what held when the year began."""
    return valid_on(asetukset.johtoryhma_kokouksia_min, date(year, 1, 1)).arvo


def small_development_limit(asetukset: Asetukset, on: date) -> Decimal | None:
    return valid_on(asetukset.pienkehitys_ylaraja_eur, on).arvo


SECTORS: tuple[Kayttoala, ...] = get_args(Kayttoala)
