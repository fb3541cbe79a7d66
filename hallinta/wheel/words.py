"""How the wheel, the list and the feeds word an event."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from babel.dates import get_month_names

from hallinta.queries.kalenteri import OTHER_GROUPS, Event, Precision

RING_NAMES: Mapping[str, str] = {
    "tulossopimus": "Tulossopimus",
    "johtoryhma": "Johtoryhmä",
    "koordinaatioryhma": "Koordinaatioryhmä",
    "raportointi": "Raportointi",
    OTHER_GROUPS: "Muut ryhmät",
}
TO_BE_AGREED = "ajankohta sovitaan"


def short_day(day: date) -> str:
    """``22.11.``"""
    return f"{day.day}.{day.month}."


def month_name(number: int) -> str:
    return str(get_month_names("wide", context="stand-alone", locale="fi")[number])


def when(event: Event) -> str:
    """``22.11.``, ``16.11.–11.12.``, ``vko 34``, ``kesäkuu`` or *ajankohta sovitaan*."""
    if event.alku is None or event.loppu is None:
        return TO_BE_AGREED
    if event.precision is Precision.KUUKAUSI:
        return month_name(event.alku.month)
    if event.precision is Precision.VIIKKO:
        return f"vko {event.loppu.isocalendar().week}"
    if event.precision is Precision.JAKSO:
        return f"{short_day(event.alku)}–{short_day(event.loppu)}"
    return short_day(event.alku)


_NUMBER = re.compile(r"\b[0-9]{1,3}/[0-9]{4}\b")
"""A meeting's number in its year, as its name has it."""


def actor(event: Event) -> str:
    """Whose event it is: the ring's name, or another group's own; a meeting by its number."""
    number = _NUMBER.search(event.kokous.name) if event.kokous else None
    return f"{_actor(event)} {number[0]}" if number else _actor(event)


def _actor(event: Event) -> str:
    if event.rengas == OTHER_GROUPS and event.ryhma:
        name = event.ryhma.lyhenne or event.ryhma.name
        return name[:1].upper() + name[1:]
    return RING_NAMES[event.rengas]


def subject(event: Event) -> str:
    """What it is about; a cancelled meeting says that first."""
    return ": ".join(part for part in ("peruttu" if event.peruttu else "", event.otsikko) if part)
