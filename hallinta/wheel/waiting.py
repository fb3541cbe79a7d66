"""What has no date stands outside of time, in the hub or under the wheel, in the order of the process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hallinta.wheel.dial import Dial
from hallinta.wheel.parts import Box, Spot, number, points

HUB_ROW = 26.0
COLUMN = 408.0
"""How wide each of the three columns under the labelled wheel is."""


def waiting(dial: Dial) -> Iterator[Spot]:
    """In the hub when only phases have times, since it then has the room; otherwise under the wheel."""
    style, events = dial.style, dial.year.undated
    in_hub = {event.rengas for event in dial.year.dated} <= {"tulossopimus"}
    across = (3 if in_hub else 8) if style.numbered else (1 if in_hub else 3)
    for index, event in enumerate(events):
        row, column = divmod(index, across)
        if style.numbered:
            width = min(across, len(events) - across * row) - 1
            x = dial.cx + 31 * (column - width / 2)
            y = dial.cy + 24 + 31 * row if in_hub else style.height + 42 + 32 * row
        elif in_hub:
            x, y = dial.cx - 138, dial.cy + 25 + HUB_ROW * (row - (len(events) - 1) / 2)
        else:
            x = dial.cx + COLUMN * (column - 1.5) + 30
            y = style.height + 62 + 34 * row
        yield Spot(event, x, y, text=event.otsikko)


def chain(dial: Dial, spots: Sequence[Spot], fence: Box | None) -> str:
    """A line down the list in the hub, under its markers."""
    listed = [spot for spot in spots if spot.text]
    if fence or dial.style.numbered or not listed:
        return ""
    return f"M{points(listed[0].x, listed[0].y)}V{number(listed[-1].y)}"


def fence(dial: Dial, spots: Sequence[Spot]) -> Box | None:
    """Around what stands under the wheel."""
    under = [spot for spot in spots if spot.text and spot.y > dial.style.height]
    if not under:
        return None
    if dial.style.numbered:
        left, right, above, below = 12.0, dial.style.width - 12.0, 38, 18
    else:
        left, right, above, below = dial.cx - COLUMN * 1.5, dial.cx + COLUMN * 1.5, 46, 26
    return Box(left, min(s.y for s in under) - above, right, max(s.y for s in under) + below)
