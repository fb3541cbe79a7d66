"""Maintenance reports: totals that count the unknown, gaps, years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from hallinta.handbook import Handbook
from hallinta.records.palvelu import Palvelu
from hallinta.records.suunnittelu import Yllapitoraportti


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of what is known and the number of what is not: an unknown is never a zero (3.3-07)."""

    known: Decimal
    unknown: int
    rows: int


def total(reports: Sequence[Yllapitoraportti], field: str) -> Total:
    values = [getattr(report, field) for report in reports]
    known = [value for value in values if value is not None]
    return Total(sum(known, Decimal(0)), len(values) - len(known), len(values))


def missing_reports(handbook: Handbook) -> list[tuple[Palvelu, int]]:
    """Services that have reported once and the years from which others' reports are but theirs is not."""
    years = report_years(handbook)
    given = {(report.palvelu, report.vuosi) for report in handbook.yllapitoraportit}
    reporting = sorted({id for id, _ in given})
    services = [palvelu for id in reporting if (palvelu := handbook.palvelut.get(id))]
    return [
        (palvelu, year)
        for palvelu in services
        for year in years
        if palvelu.mallin_piirissa != "ei" and (palvelu.id, year) not in given
    ]


def report_years(handbook: Handbook) -> list[int]:
    return sorted({report.vuosi for report in handbook.yllapitoraportit})


def reports_of_year(handbook: Handbook, year: int) -> list[Yllapitoraportti]:
    return [report for report in handbook.yllapitoraportit if report.vuosi == year]
