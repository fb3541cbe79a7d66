"""iCalendar feeds of the yearly calendar (RFC 5545, RFC 7986): one of everything and one per group.

Subscriptions live for years, so what an event is known by never depends on its place in a list or on the day
of the build: the UID comes from the record, DTSTAMP and LAST-MODIFIED from the day its file last changed and
SEQUENCE from how many times it has changed. A cancelled meeting stays, as cancelled.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import icalendar
from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from hallinta.handbook import Handbook
from hallinta.queries.kalenteri import (
    ALL,
    JOHTORYHMA,
    KOORDINAATIORYHMA,
    OTHER_GROUPS,
    Event,
    Feed,
    Precision,
    all_events,
    calendar,
    feeds,
    years,
)
from hallinta.wheel import RING_NAMES, TO_BE_AGREED, actor

ZONE = "Europe/Helsinki"
UID_ENDING = "@hallintakasikirja"
REFRESH = timedelta(hours=12)
"""The site is rebuilt every night and on every change."""

UNDATED_STAMP = date(2020, 1, 1)
"""DTSTAMP of a file that git does not know yet: the first day of the model's own term, never today."""

COLOURS = {ALL: "steelblue", JOHTORYHMA: "chocolate", KOORDINAATIORYHMA: "teal"}
"""RFC 7986 takes CSS3 names; these are the nearest to the wheel's colours."""
OTHER_COLOUR = "slategray"


@dataclass(frozen=True, slots=True)
class Versions:
    """What git tells of files, by path from the project root: the day of the last change, how many changes."""

    changed: Mapping[str, date]
    counts: Mapping[str, int]

    def stamp(self, path: str) -> datetime:
        return datetime.combine(self.changed.get(path, UNDATED_STAMP), time(), UTC)

    def sequence(self, path: str) -> int:
        """0 for a file as it was first written; one more for each change since."""
        return max(self.counts.get(path, 1) - 1, 0)


def calendars(
    handbook: Handbook, changed: Mapping[str, date], counts: Mapping[str, int], site: str | None
) -> dict[str, str]:
    """Site path → calendar. ``changed`` and ``counts`` are the history's answers per file, ``site`` the site's
    own address with a closing slash, without which there are no links. Equal arguments give equal bytes.
    """
    versions = Versions(changed, counts)
    return {feed.path: _calendar(handbook, feed, versions, site or None) for feed in feeds(handbook)}


def name(feed: Feed) -> str:
    """What a subscriber sees the calendar called."""
    group = feed.ryhma.lyhenne or feed.ryhma.name if feed.ryhma else "vuosikello"
    return f"Hallintakäsikirja: {group}"


# --- one calendar ---------------------------------------------------------------------------------------


def _calendar(handbook: Handbook, feed: Feed, versions: Versions, site: str | None) -> str:
    events = [event for event in all_events(handbook) if event.dated and feed.has(event)]
    made = icalendar.Calendar()
    made.add("prodid", "-//Opetushallitus//Hallintakasikirja//FI")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("uid", f"{feed.path.removesuffix('.ics')}{UID_ENDING}")
    description = _description(handbook, feed)
    for standard, older, text in (
        ("name", "x-wr-calname", name(feed)),
        ("description", "x-wr-caldesc", description),
    ):
        made.add(standard, text)
        made.add(older, icalendar.vText(text))
    made.add("x-wr-timezone", ZONE)
    made.add("color", COLOURS.get(feed.id, OTHER_COLOUR))
    made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", icalendar.vDuration(REFRESH).to_ical().decode())  # type: ignore[no-untyped-call]
    if site:
        made.add("url", f"{site}vuosikello/")
        made.add("source", f"{site}{feed.path}", parameters={"VALUE": "URI"})
    if events:
        made.add("last-modified", max(versions.stamp(event.record.path) for event in events))
    made.add_component(_helsinki())
    for event in events:
        made.add_component(_event(event, versions, site))
    return str(made.to_ical().decode())


def _description(handbook: Handbook, feed: Feed) -> str:
    """What the feed has, and by name what cannot be in it since its time is to be agreed."""
    lines = ["Kokoukset, tulossopimuksen valmistelun vaiheet ja määräajat."]
    for year in years(handbook):
        waiting = [event.otsikko for event in calendar(handbook, year).undated if feed.has(event)]
        if waiting:
            lines.append(f"{year}, {TO_BE_AGREED}: {'; '.join(waiting)}.")
    return "\n".join(lines)


def _helsinki() -> Timezone:
    """Finnish time by the EU's rule. Written out, so that the bytes do not follow a time zone database."""
    zone = Timezone()
    zone.add("tzid", ZONE)
    rules: Sequence[tuple[type[TimezoneStandard | TimezoneDaylight], str, int, int, int]] = (
        (TimezoneDaylight, "EEST", 3, 2, 3),
        (TimezoneStandard, "EET", 10, 3, 2),
    )
    for kind, name, month, before, after in rules:
        part = kind()
        part.add("dtstart", datetime(1996, month, 31 if month == 3 else 27, before + 1))  # noqa: DTZ001  # local
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
        part.add("tzname", name)
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        zone.add_component(part)
    return zone


# --- one event ------------------------------------------------------------------------------------------


def _event(event: Event, versions: Versions, site: str | None) -> icalendar.Event:
    made = icalendar.Event()
    made.add("uid", f"{event.key}{UID_ENDING}")
    stamp = versions.stamp(event.record.path)
    made.add("dtstamp", stamp)
    if event.record.path in versions.changed:
        made.add("last-modified", stamp)
    made.add("sequence", versions.sequence(event.record.path))
    made.add("summary", summary(event))
    for field, when in _times(event):
        made.add(field, when, parameters={"TZID": ZONE} if isinstance(when, datetime) else {})
    made.add("status", _status(event))
    made.add("transp", "OPAQUE" if event.kokous and not event.peruttu else "TRANSPARENT")
    made.add("categories", [RING_NAMES[event.rengas], *(["Esimerkki"] if event.esimerkki else [])])
    if text := "\n".join(_notes(event)):
        made.add("description", text)
    if site:
        made.add("url", f"{site}{event.address}")
    if event.esimerkki:
        made.add("x-hallinta-esimerkki", "TRUE")
    return made


def summary(event: Event) -> str:
    """``Esimerkki: Johtoryhmä: Vuosisuunnitelman 2026 tarkennus``."""
    own = event.rengas == OTHER_GROUPS or event.kokous is not None
    parts = [
        "Esimerkki" if event.esimerkki else "",
        "Peruttu" if event.peruttu else "",
        actor(event) if own else "",
        event.otsikko,
    ]
    return ": ".join(part for part in parts if part)


def _times(event: Event) -> Iterator[tuple[str, date]]:
    """Local times of a meeting, whole days of everything else; the end of a day is the next day (RFC 5545)."""
    assert event.alku is not None
    assert event.loppu is not None
    if event.kokous and event.kokous.alkaa:
        yield "dtstart", datetime.combine(event.alku, event.kokous.alkaa)
        if event.kokous.paattyy and event.kokous.paattyy > event.kokous.alkaa:
            yield "dtend", datetime.combine(event.alku, event.kokous.paattyy)
    else:
        yield "dtstart", event.alku
        yield "dtend", event.loppu + timedelta(days=1)


def _status(event: Event) -> str:
    if event.kokous:
        states = {"suunniteltu": "TENTATIVE", "peruttu": "CANCELLED"}
        return states.get(event.kokous.tila, "CONFIRMED")
    return "TENTATIVE" if event.precision in {Precision.KUUKAUSI, Precision.VIIKKO} else "CONFIRMED"


def _notes(event: Event) -> Iterator[str]:
    if event.esimerkki:
        yield "Keksitty esimerkki, joka näyttää, miten kalenteria käytetään."
    if event.kokous and event.kokous.peruttu_syy:
        yield f"Peruttu: {event.kokous.peruttu_syy}"
    if event.precision is Precision.KUUKAUSI:
        yield "Kuukausi on tiedossa, päivä ei."
    if event.precision is Precision.VIIKKO:
        yield "Viikko on tiedossa, päivä ei."
    text = event.tapahtuma.kuvaus if event.tapahtuma else event.vaihe.kuvaus if event.vaihe else None
    if text:
        yield text.fi
    if event.kokous and event.kokous.kohdat:
        yield "Asialista:"
        for number, kohta in enumerate(event.kokous.kohdat, 1):
            yield f"{number}. {kohta.otsikko}"
