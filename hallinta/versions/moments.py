"""Moments and days in Finland, by the rule of the EU and not by a time zone database: equal history gives
equal bytes on every machine.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

_WINTER, _SUMMER = timezone(timedelta(hours=2)), timezone(timedelta(hours=3))


def in_helsinki(moment: datetime) -> datetime:
    """The same moment on Finland's clock. The rule holds from 1996; nothing here is older than git."""
    summer = _last_sunday(moment.year, 3) <= moment < _last_sunday(moment.year, 10)
    return moment.astimezone(_SUMMER if summer else _WINTER)


def day_begins(day: date) -> datetime:
    """The day's first moment in Finland: the latest one that is certainly not ahead when the day is today."""
    return in_helsinki(datetime.combine(day, time(), UTC)).replace(hour=0)  # clocks turn an hour later


def _last_sunday(year: int, month: int) -> datetime:
    """When clocks turn: at one o'clock UTC on the last Sunday of March and October, months of 31 days."""
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() + 1) % 7)
