"""The dial: a year's days as angles, its months and rings, and text on arcs.

1 January is at twelve o'clock and the year runs clockwise, every day its own angle. Angles are radians
clockwise from the top.
"""

from __future__ import annotations

import calendar
import math
from collections.abc import Iterable, Iterator
from datetime import date

from hallinta.queries.kalenteri import OTHER_GROUPS, RINGS, Event, Year, public_holidays
from hallinta.wheel.parts import Arc, Ring, Sector, Style, number, points
from hallinta.wheel.words import RING_NAMES, month_name

TURN = 2 * math.pi


class Dial:
    """One year in one style. Text on an arc asks for a circle to stand on; ``circles`` has those asked for."""

    def __init__(self, year: Year, style: Style) -> None:
        self.year = year
        self.style = style
        self.days = 366 if calendar.isleap(year.vuosi) else 365
        self.cx = style.width / 2
        self.cy = style.height / 2
        self.circles: dict[str, str] = {}
        self.rings = tuple(rings(year, style))

    # --- angles and points

    def angle(self, day: date, *, end: bool = False) -> float:
        """The angle where the day begins, or ends."""
        return TURN * ((day - date(day.year, 1, 1)).days + end) / self.days

    def span(self, event: Event) -> tuple[float, float]:
        """The angles where a dated event begins and ends."""
        assert event.alku is not None
        assert event.loppu is not None
        return self.angle(event.alku), self.angle(event.loppu, end=True)

    def point(self, radius: float, angle: float) -> tuple[float, float]:
        return self.cx + radius * math.sin(angle), self.cy - radius * math.cos(angle)

    def at(self, radius: float, angle: float) -> str:
        return points(*self.point(radius, angle))

    def arc(self, radius: float, middle: float, text: str, size: float) -> Arc:
        """Text on a circle, upright: on the lower half it runs the other way round."""
        flipped = math.cos(middle) < -1e-9
        baseline = radius + (0.36 if flipped else -0.36) * size
        key = f"{self.style.prefix}{'a' if flipped else 'y'}{number(baseline).replace('.', '-')}"
        top, bottom = (points(self.cx, self.cy + sign * baseline) for sign in (-1, 1))
        first, second, sweep = (top, bottom, 0) if flipped else (bottom, top, 1)
        half = f"A{points(baseline, baseline)} 0 1 {sweep} "
        self.circles[key] = f"M{first}{half}{second}{half}{first}"
        turned = -middle if flipped else middle - math.pi
        return Arc(key, f"{turned % TURN / TURN * 100:.2f}%", text)

    # --- the frame

    def sectors(self) -> Iterator[Sector]:
        """The months, as long as their days."""
        style = self.style
        outer, inner = style.rim, style.rim - style.months
        for month in range(1, 13):
            last = calendar.monthrange(self.year.vuosi, month)[1]
            start = self.angle(date(self.year.vuosi, month, 1))
            end = self.angle(date(self.year.vuosi, month, last), end=True)
            path = (
                f"M{self.at(outer, start)}A{points(outer, outer)} 0 0 1 {self.at(outer, end)}"
                f"L{self.at(inner, end)}A{points(inner, inner)} 0 0 0 {self.at(inner, start)}Z"
            )
            name = month_name(month).removesuffix("kuu") if style.numbered else month_name(month)
            text = self.arc((outer + inner) / 2, (start + end) / 2, name, style.month_text)
            yield Sector(month, path, text)

    def spokes(self, months: Iterable[int]) -> str:
        """Lines across the rings where the months begin."""
        outer, inner = self.style.rim + 1, self.rings[-1].inner
        angles = [self.angle(date(self.year.vuosi, month, 1)) for month in months]
        return "".join(f"M{self.at(outer, angle)}L{self.at(inner, angle)}" for angle in angles)

    def holidays(self) -> str:
        """Working days that are holidays or skipped, as dots inside the months: zero-length round strokes."""
        skipped = {ohitettava.pvm for ohitettava in self.year.record.ohitettavat}
        days = sorted(skipped | set(public_holidays(self.year.vuosi)))
        radius = self.style.rim - self.style.months + 4
        angles = [self.angle(day) for day in days if day.weekday() < 5]
        return "".join(f"M{self.at(radius, angle)}h0" for angle in angles)

    def named(self, ring: Ring) -> Ring:
        """An empty ring of the labelled wheel says on its arc what it is waiting for."""
        if not ring.empty or self.style.numbered:
            return ring
        text = f"{RING_NAMES[ring.rengas]}: ei päivättyjä tapahtumia"
        arc = self.arc(ring.middle, 0.0, text, 12)
        return Ring(ring.rengas, ring.outer, ring.inner, ring.empty, arc)


def rings(year: Year, style: Style) -> Iterator[Ring]:
    """From the outermost in. An empty ring is thin; the others share the room between the months and the hub."""
    filled = {event.rengas for event in year.dated}
    shown = [ring for ring in RINGS if ring != OTHER_GROUPS or ring in filled]
    thin = sum(ring not in filled for ring in shown)
    outer = style.rim - style.months - style.gap
    room = outer - style.hub - style.gap * len(shown) - style.thin * thin
    thick = min(style.thick, room / max(1, len(shown) - thin))
    for rengas in shown:
        inner = outer - (thick if rengas in filled else style.thin)
        yield Ring(rengas, outer, inner, rengas not in filled)
        outer = inner - style.gap
