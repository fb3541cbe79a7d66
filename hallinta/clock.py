"""The only place that asks what day it is."""

from datetime import date, datetime
from zoneinfo import ZoneInfo


def today_in_helsinki() -> date:
    return datetime.now(ZoneInfo("Europe/Helsinki")).date()
