"""Labels beside the wheel, in two columns. They never overlap and follow the rim."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from hallinta.wheel.dial import Dial
from hallinta.wheel.parts import Box, Label, Spot, points
from hallinta.wheel.words import actor, subject, when

COLUMN = 240.0
"""How wide a label may be."""
HEAD_SIZE, TOPIC_SIZE, MARK_SIZE = 14.5, 14.0, 12.0
LINE, BETWEEN = 17.5, 9.0


@dataclass(frozen=True, slots=True)
class _Draft:
    spot: Spot
    angle: float
    wanted: float
    height: float
    lines: tuple[str, ...]


def labelled(dial: Dial, spots: Sequence[Spot]) -> list[Spot]:
    """The spots, those that have a ray to the rim with a label. Topics get one row when two have no room."""
    placed: dict[str, Label] = {}
    height = dial.style.height
    sides = [[spot for spot in spots if spot.ray and right == (spot.x >= dial.cx)] for right in (True, False)]
    drafts = [[_draft(dial, spot) for spot in side] for side in sides]
    if _tallest(drafts) > height - 16:
        drafts = [[_draft(dial, spot, rows=1) for spot in side] for side in sides]
    tallest = _tallest(drafts)
    top, bottom = min(8.0, (height - tallest - 8) / 2), max(height - 8.0, (height + tallest + 8) / 2)
    for right, side in zip((True, False), drafts, strict=True):
        side.sort(key=lambda draft: (draft.wanted, draft.spot.event.number))
        middles = spread([d.wanted for d in side], [d.height for d in side], top, bottom)
        for draft, middle in zip(side, middles, strict=True):
            placed[draft.spot.event.id] = _label(dial, draft, middle, right=right)
    return [replace(spot, label=placed.get(spot.event.id)) for spot in spots]


def _tallest(columns: Sequence[Sequence[_Draft]]) -> float:
    return max(sum(draft.height for draft in column) for column in columns)


def _draft(dial: Dial, spot: Spot, rows: int = 2) -> _Draft:
    angle = math.atan2(spot.x - dial.cx, dial.cy - spot.y)
    lines = wrapped(subject(spot.event), COLUMN, TOPIC_SIZE, rows)
    wanted = dial.point(dial.style.rim + 30, angle)[1]
    return _Draft(spot, angle, wanted, LINE * (1 + len(lines)) + BETWEEN, lines)


def _label(dial: Dial, draft: _Draft, middle: float, *, right: bool) -> Label:
    side = 1 if right else -1
    edge = dial.cx + side * (dial.style.rim + 76)
    top = middle - draft.height / 2 + BETWEEN / 2
    first = f"{when(draft.spot.event)} {actor(draft.spot.event)}"
    width = text_width(first, HEAD_SIZE, bold=True)
    width = max([width, *(text_width(line, TOPIC_SIZE) for line in draft.lines)])
    near, far = edge - side * 5, edge + side * (width + 4)
    box = Box(min(near, far), top, max(near, far), top + draft.height - BETWEEN)
    start = dial.at(dial.style.rim + 2, draft.angle)
    bend = dial.at(dial.style.rim + 30, draft.angle)
    y = top + LINE * 0.62
    leader = f"M{start}C{bend} {points(edge - side * 46, y, edge - side * 9, y)}"
    return Label(edge, top + LINE * 0.8, "start" if right else "end", draft.lines, box, leader)


def spread(wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Middles for boxes in the given order, as near as they can be to where they want to be without
    overlapping (isotonic regression by pooling neighbours), between ``top`` and ``bottom``.
    """
    offsets = [0.0]
    for one, other in pairwise(heights):
        offsets.append(offsets[-1] + (one + other) / 2)
    pools: list[tuple[float, int]] = []  # mean and how many share it
    for want, offset in zip(wanted, offsets, strict=False):
        pools.append((want - offset, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (mean, count), (other_mean, other_count) = pools.pop(), pools.pop()
            both = count + other_count
            pools.append(((mean * count + other_mean * other_count) / both, both))
    levels = [mean for mean, count in pools for _ in range(count)]
    if not levels:
        return []
    lowest, highest = top + heights[0] / 2, bottom - heights[-1] / 2 - offsets[-1]
    return [max(lowest, min(level, highest)) + offset for level, offset in zip(levels, offsets, strict=False)]


# --- text ----------------------------------------------------------------------------------------------

_WIDTHS = {
    "ijl'": 222, " .,:;!/·ft-()I\N{NO-BREAK SPACE}": 290, "r": 333, "csvxyzkJ": 500, "mM": 833, "wW%": 800,
    "ABEKPSVXYCDHNRUÄ&": 700, "GOQÖ": 778, "…": 1000,
}  # fmt: skip
_WIDTH = {letter: width for letters, width in _WIDTHS.items() for letter in letters}


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """About as wide as the widest of the common sans-serif faces sets the text."""
    thousandths = sum(_WIDTH.get(letter, 570) for letter in text)
    return thousandths / 1000 * size * (1.12 if bold else 1.05)


def wrapped(text: str, width: float, size: float, rows: int = 2) -> tuple[str, ...]:
    """The text in at most so many rows; what does not fit is cut with an ellipsis."""
    lines: list[str] = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer, size) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > rows:
        lines[rows - 1] += " …"
    return tuple(line for line in lines[:rows] if line)
