"""iCalendar feeds of the yearly calendar (RFC 5545, RFC 7986): one of everything and one per group.

Subscriptions live for years, so what an event is known by never depends on its place in a list or on the day
of the build: the UID comes from the record, DTSTAMP and LAST-MODIFIED from the moment when what subscribers see
of the event last changed and SEQUENCE from how many times it has (``hallinta.versions.events``). A cancelled
meeting stays, as cancelled.

A reader's program may look for the first ``UID`` line and take it for an event's, so the calendar itself has
none, though RFC 7986 would let it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from urllib.parse import quote

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
    events_of,
    feeds,
)
from hallinta.queries.osoitteet import CALENDAR
from hallinta.records.vuosikello import Vuosikello
from hallinta.versions import EventVersion
from hallinta.wheel import RING_NAMES, TO_BE_AGREED, actor

ZONE = "Europe/Helsinki"
UID_ENDING = "@hallintakasikirja"
REFRESH = timedelta(hours=12)
"""The site is rebuilt every night and on every change."""

UNDATED_STAMP = datetime(2020, 1, 1, tzinfo=UTC)
"""DTSTAMP of an event whose last change is not known: the first day of the model's own term, never today."""

COLOURS = {ALL: "steelblue", JOHTORYHMA: "chocolate", KOORDINAATIORYHMA: "teal"}
"""RFC 7986 takes CSS3 names; these are the nearest to the wheel's colours."""
OTHER_COLOUR = "slategray"


Versions = Mapping[str, EventVersion]
"""Key of an event → how many times it has changed and when it last did."""


def calendars(handbook: Handbook, versions: Versions, site: str | None) -> dict[str, str]:
    """Site path → calendar. ``versions`` are the history's answers per event, ``site`` the site's own address
    with a closing slash, without which there are no links. Equal arguments give equal bytes.
    """
    return {
        handbook.place(feed.path): _calendar(handbook, feed, versions, site or None)
        for feed in feeds(handbook)
    }


def name(handbook: Handbook, feed: Feed) -> str:
    """What a subscriber sees the calendar called."""
    group = feed.ryhma.lyhenne or feed.ryhma.name if feed.ryhma else "vuosikello"
    return f"{'Esimerkkikäsikirja' if handbook.tree else 'Hallintakäsikirja'}: {group}"


# --- one calendar ---------------------------------------------------------------------------------------


def _calendar(handbook: Handbook, feed: Feed, versions: Versions, site: str | None) -> str:
    events = [event for event in events_of(handbook, feed) if event.dated]
    made = icalendar.Calendar()
    made.add("prodid", "-//Opetushallitus//Hallintakasikirja//FI")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    description = _description(handbook, feed)
    for standard, older, text in (
        ("name", "x-wr-calname", _line(name(handbook, feed))),
        ("description", "x-wr-caldesc", _text(description)),
    ):
        made.add(standard, text)
        made.add(older, text)
    made.add("x-wr-timezone", ZONE)
    made.add("color", COLOURS.get(feed.id, OTHER_COLOUR))
    made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", icalendar.vDuration(REFRESH).to_ical().decode())  # type: ignore[no-untyped-call]
    if site:
        made.add("url", f"{site}{handbook.place(CALENDAR)}")
        made.add("source", f"{site}{handbook.place(feed.path)}", parameters={"VALUE": "URI"})
    known = [version.moment for event in events if (version := versions.get(event.key)) and version.moment]
    if known:
        made.add("last-modified", max(known))
    made.add_component(_helsinki())
    for event in events:
        made.add_component(_event(handbook, event, versions, site))
    return str(made.to_ical().decode())


def _description(handbook: Handbook, feed: Feed) -> str:
    """What the feed has, and by name what cannot be in it since its time is to be agreed."""
    lines = ["Kokoukset, tulossopimuksen valmistelun vaiheet ja määräajat."]
    if handbook.tree:
        lines.append("Kaikki ajat on keksitty.")
    waiting: dict[int, list[str]] = defaultdict(list)
    for event in events_of(handbook, feed):
        if isinstance(event.record, Vuosikello) and not event.dated:
            waiting[event.record.vuosi].append(event.otsikko)
    lines += (f"{year}, {TO_BE_AGREED}: {'; '.join(names)}." for year, names in waiting.items())
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


def _event(handbook: Handbook, event: Event, versions: Versions, site: str | None) -> icalendar.Event:
    made = icalendar.Event()
    made.add("uid", _line(f"{event.key}{UID_ENDING}"))
    version = versions.get(event.key, EventVersion())
    made.add("dtstamp", version.moment or UNDATED_STAMP)
    if version.moment:
        made.add("last-modified", version.moment)
    made.add("sequence", version.sequence)
    made.add("summary", _line(summary(event)))
    for field, when in _times(event):
        made.add(field, when, parameters={"TZID": ZONE} if isinstance(when, datetime) else {})
    made.add("status", _status(event))
    made.add("transp", "OPAQUE" if event.kokous and not event.peruttu else "TRANSPARENT")
    made.add("categories", [RING_NAMES[event.rengas]])
    if text := "\n".join(_notes(handbook, event)):
        made.add("description", _text(text))
    if site:
        made.add("url", f"{site}{quote(event.address, safe='/#')}")
    if handbook.tree:
        made.add("x-hallinta-esimerkki", "TRUE")
    return made


_LINE_ENDS = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


class _Text(icalendar.vText):
    """The library takes ``\\N`` in a text for a line end that is escaped already; ``C:\\Nimi`` has none."""

    def to_ical(self) -> bytes:
        return re.sub(r"([\\;,])", r"\\\1", self).replace("\n", "\\n").encode()


def _text(text: str) -> icalendar.vText:
    """A text as any property may have it: its line ends are written as ``\\n``, and what the standard bans
    (control characters) shows as a replacement.
    """
    return _Text(_CONTROLS.sub("\N{REPLACEMENT CHARACTER}", _LINE_ENDS.sub("\n", text)))


def _line(text: str) -> icalendar.vText:
    """The same on one line, for what a program shows in a list."""
    return _text(" ".join(_LINE_ENDS.sub("\n", text).split("\n")))


def summary(event: Event) -> str:
    """``Johtoryhmä: Vuosisuunnitelman 2026 tarkennus``; in the example handbook ``Esimerkki: Johtoryhmä: …``."""
    own = event.rengas == OTHER_GROUPS or event.kokous is not None
    parts = [
        "Esimerkki" if event.record.tree else "",
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
        if event.loppu < date.max:  # without an end it lasts its one day
            yield "dtend", event.loppu + timedelta(days=1)


def _status(event: Event) -> str:
    if event.kokous:
        states = {"suunniteltu": "TENTATIVE", "peruttu": "CANCELLED"}
        return states.get(event.kokous.tila, "CONFIRMED")
    return "TENTATIVE" if event.precision in {Precision.KUUKAUSI, Precision.VIIKKO} else "CONFIRMED"


def _notes(handbook: Handbook, event: Event) -> Iterator[str]:
    if handbook.tree:
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
