"""What has a time: a span as a band along its ring, a day as a marker."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from heapq import heappop, heappush

from hallinta.queries.kalenteri import Event
from hallinta.wheel.dial import TURN, Dial
from hallinta.wheel.labels import text_width
from hallinta.wheel.parts import Ring, Spot, points

FULL = 120
"""As many markers as cover a whole ring."""


def timed(dial: Dial) -> Iterator[Spot]:
    for ring in dial.rings:
        events = [event for event in dial.year.dated if event.rengas == ring.rengas]
        bands = [event for event in events if _is_band(dial, event, ring)]
        lanes = _lanes(bands)
        days = [event for event in events if event.id not in lanes]
        markers = list(_numbers(dial, days, ring) if dial.style.numbered else _markers(dial, days, ring))
        wide = max(lanes.values(), default=0) + 1
        for event in bands:
            spot = _band(dial, event, ring, lanes[event.id], wide)
            yield _clear_of(dial, markers, spot) if dial.style.numbered else spot
        yield from markers


# --- bands ----------------------------------------------------------------------------------------------


def _is_band(dial: Dial, event: Event, ring: Ring) -> bool:
    return event.days > 1 and TURN * event.days / dial.days * ring.middle >= 2.2 * dial.style.marker


def _lanes(events: Sequence[Event]) -> dict[str, int]:
    """Bands that meet in time stand side by side, each in the first lane that is free: event id → lane."""
    taken: list[tuple[date, int]] = []
    free: list[int] = []
    lanes: dict[str, int] = {}
    for event in sorted(events, key=lambda event: (event.alku, event.number)):
        assert event.alku is not None
        assert event.loppu is not None
        while taken and taken[0][0] < event.alku:
            heappush(free, heappop(taken)[1])
        lanes[event.id] = heappop(free) if free else len(taken)
        heappush(taken, (event.loppu, lanes[event.id]))
    return lanes


def _band(dial: Dial, event: Event, ring: Ring, lane: int, lanes: int) -> Spot:
    start, end = dial.span(event)
    inset = 3.5 if dial.style.numbered else 4.5
    height = (ring.thickness - inset * (lanes + 1)) / lanes
    outer = ring.outer - inset - lane * (height + inset)
    inner = outer - height
    middle = (start + end) / 2
    x, y = dial.point((outer + inner) / 2, middle)
    path = _rounded(dial, outer, inner, start, end)
    if dial.style.numbered:
        return Spot(event, x, y, band=path)
    size = min(13.0, height * 0.62)
    room = (end - start) * (outer + inner) / 2 - 14
    width = text_width(event.otsikko, size, bold=True)
    if size >= 11 and width <= room:
        return Spot(event, x, y, path, name=dial.arc((outer + inner) / 2, middle, event.otsikko, size))
    return Spot(event, x, y, band=path, ray=_ray(dial, outer, middle))


def _rounded(dial: Dial, outer: float, inner: float, start: float, end: float) -> str:
    """A piece of a ring with rounded corners."""
    at = dial.at
    corner = min(7.0, (outer - inner) / 3, (end - start) * inner / 3)
    out, into = corner / outer, corner / inner
    large = int(end - start > math.pi)
    return (
        f"M{at(outer, start + out)}A{points(outer, outer)} 0 {large} 1 {at(outer, end - out)}"
        f"Q{at(outer, end)} {at(outer - corner, end)}L{at(inner + corner, end)}"
        f"Q{at(inner, end)} {at(inner, end - into)}"
        f"A{points(inner, inner)} 0 {large} 0 {at(inner, start + into)}"
        f"Q{at(inner, start)} {at(inner + corner, start)}L{at(outer - corner, start)}"
        f"Q{at(outer, start)} {at(outer, start + out)}Z"
    )


def _clear_of(dial: Dial, markers: Sequence[Spot], spot: Spot) -> Spot:
    """The band with its number where no marker covers it; a ring full of markers has no such place."""
    if len(markers) > FULL:
        return spot
    start, end = dial.span(spot.event)
    radius = math.dist((spot.x, spot.y), (dial.cx, dial.cy))
    for share in (0.5, 0.66, 0.34, 0.8, 0.2):
        here = dial.point(radius, start + (end - start) * share)
        if all(math.dist(here, (each.x, each.y)) > 2 * dial.style.marker for each in markers):
            return replace(spot, x=here[0], y=here[1])
    return spot


# --- markers --------------------------------------------------------------------------------------------


def _markers(dial: Dial, events: Sequence[Event], ring: Ring) -> Iterator[Spot]:
    """Days close to each other take turns outside and inside the middle of the ring."""
    shift = max(0.0, ring.thickness / 2 - dial.style.marker - 1)
    near = 2.6 * dial.style.marker / ring.middle
    last, side = -TURN, 0
    for event in events:
        angle = _middle(dial, event)
        side = (-1 if side != -1 else 1) if angle - last < near else 0
        radius = ring.middle - side * shift
        x, y = dial.point(radius, angle)
        last = angle
        yield Spot(event, x, y, ray=_ray(dial, radius, angle))


def _numbers(dial: Dial, events: Sequence[Event], ring: Ring) -> Iterator[Spot]:
    """Where two numbers would meet, the later event is a bead at the ring's inner edge."""
    near = 1.45 * dial.style.marker / ring.middle
    last = -TURN
    for event in events:
        angle = _middle(dial, event)
        bead = angle - last < near
        radius = ring.inner + 3.5 if bead else ring.middle
        last = last if bead else angle
        x, y = dial.point(radius, angle)
        yield Spot(event, x, y, ray=_ray(dial, radius, angle), bead=bead)


def _middle(dial: Dial, event: Event) -> float:
    """The day's own angle; the middle of what is longer than a day but too short to be a band."""
    start, end = dial.span(event)
    return (start + end) / 2 if event.days > 1 else start


def _ray(dial: Dial, radius: float, angle: float) -> str:
    edge = dial.style.rim - dial.style.months
    return f"M{dial.at(radius, angle)}L{dial.at(edge, angle)}"
