"""The wheel put together, and whether its labelled form has room."""

from __future__ import annotations

import math
from datetime import date

from hallinta.queries.kalenteri import Year
from hallinta.wheel.dial import Dial
from hallinta.wheel.labels import labelled
from hallinta.wheel.parts import COMPACT, WIDE, Style, Wheel
from hallinta.wheel.timed import timed
from hallinta.wheel.waiting import chain, fence, waiting

LABELS = 26
"""The most labels beside the wheel; with more of them the leaders begin to cross the months."""


def wheels(year: Year, today: date) -> tuple[Wheel | None, Wheel]:
    """The labelled wheel and the numbered one. There is no labelled one when its labels would be too many."""
    wide = wheel(year, today, WIDE)
    return (wide if wide.outside <= LABELS and wide.fits else None), wheel(year, today, COMPACT)


def wheel(year: Year, today: date, style: Style) -> Wheel:
    dial = Dial(year, style)
    spots = [*timed(dial), *waiting(dial)]
    outside = sum(spot.ray is not None for spot in spots)
    if not style.numbered:
        spots = labelled(dial, spots)
    around = fence(dial, spots)
    return Wheel(
        style=style,
        height=around.bottom + 8 if around else style.height,
        center=(dial.cx, dial.cy),
        days=dial.days,
        rings=tuple(map(dial.named, dial.rings)),
        sectors=tuple(dial.sectors()),
        separators=dial.spokes(month for month in range(1, 13) if month % 3 != 1),
        quarters=dial.spokes((1, 4, 7, 10)),
        holidays="" if style.numbered else dial.holidays(),
        circles=dial.circles,
        chain=chain(dial, spots, around),
        fence=around,
        spots=tuple(sorted(spots, key=lambda spot: spot.event.number)),
        today=math.degrees(dial.angle(today)) if today.year == year.vuosi else None,
        outside=outside,
    )
