"""Days: which years have a calendar, what a rule gives, when offices are closed."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from hallinta.handbook import Handbook
from hallinta.queries.graph import once
from hallinta.records.vuosikello import Saanto

WEEKDAYS = ("maanantai", "tiistai", "keskiviikko", "torstai", "perjantai")


@once
def years(handbook: Handbook) -> list[int]:
    """The years that have a calendar; one filed under another year's name is a finding and not here."""
    return sorted(record.vuosi for record in handbook.vuosikello if record.id == str(record.vuosi))


@cache
def public_holidays(year: int) -> Mapping[date, str]:
    """Finnish public holidays with their Finnish names; Midsummer Eve and Christmas Eve, when offices are
    closed, are among them.
    """
    days = _finland()(years=year, language="fi")
    return dict(sorted(days.items()))


def _finland() -> Any:
    """The library's class of Finland. Its package of countries imports every one of them, which would take as long
    as the rest of a check; so while Finland is imported the package is an empty one in the same place.
    """
    import holidays  # most commands need it not

    name = "holidays.countries"
    if name in sys.modules:
        return import_module(f"{name}.finland").Finland
    package = ModuleType(name)
    package.__path__ = [f"{place}/countries" for place in holidays.__path__]
    sys.modules[name] = package
    try:
        return import_module(f"{name}.finland").Finland
    finally:
        del sys.modules[name]


def day_by_rule(year: int, saanto: Saanto) -> date:
    """The third Wednesday of May, for instance; ``-1`` is the last one of the month."""
    weekday = WEEKDAYS.index(saanto.viikonpaiva)
    if saanto.jarjestys == "-1":
        last = month_end(year, saanto.kuukausi)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, saanto.kuukausi, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (int(saanto.jarjestys) - 1))


def rule_of_day(day: date) -> Saanto | None:
    """The rule that gives the day: 20 May 2026 → the third Wednesday; a fifth one is the month's last."""
    if day.weekday() >= len(WEEKDAYS):
        return None
    order = (day.day - 1) // 7 + 1
    values = {"jarjestys": str(order) if order < 5 else "-1", "viikonpaiva": WEEKDAYS[day.weekday()]}
    return Saanto.model_validate({**values, "kuukausi": str(day.month)})


def month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def weeks_in(year: int) -> int:
    """52 or 53 ISO weeks."""
    return date(year, 12, 28).isocalendar().week


class DayOff(StrEnum):
    VIIKONLOPPU = "viikonloppu"
    PYHAPAIVA = "pyhapaiva"
    OHITETTAVA = "ohitettava"


def day_off(handbook: Handbook, day: date) -> tuple[DayOff, str | None] | None:
    """Why no meeting is held on the day, and the holiday's name or the reason agreed; None on a working
    day.
    """
    if skipped := _skipped(handbook).get(day):
        return DayOff.OHITETTAVA, skipped
    if holiday := public_holidays(day.year).get(day):
        return DayOff.PYHAPAIVA, holiday
    return (DayOff.VIIKONLOPPU, None) if day.weekday() >= len(WEEKDAYS) else None


@once
def _skipped(handbook: Handbook) -> dict[date, str]:
    """The days agreed to be skipped, in the files of their own year, and why."""
    found: dict[date, str] = {}
    for record in handbook.vuosikello:
        for ohitettava in record.ohitettavat:
            if str(ohitettava.pvm.year) == record.id:
                found.setdefault(ohitettava.pvm, ohitettava.syy.fi)
    return found


def days_off(handbook: Handbook, vuosi: int) -> list[tuple[date, str]]:
    """The working days of the year on which no meeting is held: holidays and the days agreed to be skipped."""
    found = dict(public_holidays(vuosi))
    if record := handbook.vuosikello.get(str(vuosi)):
        found |= {ohitettava.pvm: ohitettava.syy.fi for ohitettava in record.ohitettavat}
    return [(day, reason) for day, reason in sorted(found.items()) if day.weekday() < len(WEEKDAYS)]
