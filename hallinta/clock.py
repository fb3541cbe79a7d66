"""The only place that asks what day and what moment it is."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def today_in_helsinki() -> date:
    return datetime.now(ZoneInfo("Europe/Helsinki")).date()


def this_moment() -> datetime:
    return datetime.now(UTC)
