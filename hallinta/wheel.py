"""The year as a wheel: where each thing of a calendar stands in the picture. Pure geometry, no markup.

1 January is at twelve o'clock and the year runs clockwise, every day its own angle. What is drawn of a year:

* a ring per actor; an empty ring shrinks and gives its room to the hub
* a span is a band with its name on the arc when it fits, a day is a marker with the ring's own shape
* what has no date stands outside of time, in the hub or under the wheel, in the order of the process
* labels stand in two columns and never overlap; when there are more than ``LABELS`` or a column has no room for
  its own, only the numbered wheel is drawn

Units are those of the picture's viewBox, angles are radians clockwise from the top.
"""

from __future__ import annotations

import calendar
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from babel.dates import get_month_names

from hallinta.queries.kalenteri import OTHER_GROUPS, RINGS, Event, Precision, Year, public_holidays

LABELS = 26
"""The most labels beside the wheel; with more of them the leaders begin to cross the months."""

TURN = 2 * math.pi


# --- words ----------------------------------------------------------------------------------------------

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


def actor(event: Event) -> str:
    """Whose event it is: the ring's name, or another group's own."""
    if event.rengas == OTHER_GROUPS and event.ryhma:
        name = event.ryhma.lyhenne or event.ryhma.name
        return name[:1].upper() + name[1:]
    return RING_NAMES[event.rengas]


def subject(event: Event) -> str:
    """What it is about; a cancelled meeting says that first."""
    return ": ".join(part for part in ("peruttu" if event.peruttu else "", event.otsikko) if part)


_WIDTHS = {
    "ijl'": 222, " .,:;!/·ft-()I\N{NO-BREAK SPACE}": 290, "r": 333, "csvxyzkJ": 500, "mM": 833, "wW%": 800,
    "ABEKPSVXYCDHNRUÄ&": 700, "GOQÖ": 778, "…": 1000,
}  # fmt: skip
_WIDTH = {letter: width for letters, width in _WIDTHS.items() for letter in letters}


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """About as wide as the widest of the common sans-serif faces sets the text."""
    thousandths = sum(_WIDTH.get(letter, 570) for letter in text)
    return thousandths / 1000 * size * (1.12 if bold else 1.05)


# --- shapes ---------------------------------------------------------------------------------------------

SHAPES: Mapping[str, str] = {
    "tulossopimus": "M0-13.5 13 9H-13z",
    "johtoryhma": "M-9.5 0a9.5 9.5 0 1 1 19 0a9.5 9.5 0 1 1-19 0z",
    "koordinaatioryhma": "M0-12 12 0 0 12-12 0z",
    "raportointi": "M-9-7q0-2 2-2H7q2 0 2 2V7q0 2-2 2H-7q-2 0-2-2z",
    OTHER_GROUPS: "M-10.5 0-5.3-9.1H5.3L10.5 0 5.3 9.1H-5.3z",
}
"""A marker of each ring around 0, 0: the shape tells the ring where the colour cannot be seen."""


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.bottom <= other.top or other.bottom <= self.top)


@dataclass(frozen=True, slots=True)
class Arc:
    """Text along a circle: which circle, and how far along it the text's middle is, in per cent."""

    circle: str
    offset: str
    text: str


@dataclass(frozen=True, slots=True)
class Label:
    """A label beside the wheel: ``x`` is the edge it is set against, ``y`` the first baseline."""

    x: float
    y: float
    anchor: str
    lines: tuple[str, ...]
    box: Box
    leader: str


@dataclass(frozen=True, slots=True)
class Spot:
    """An event in the picture: a band or a marker at ``x``, ``y``; ``ray`` leads from it to the rim."""

    event: Event
    x: float
    y: float
    band: str | None = None
    name: Arc | None = None
    label: Label | None = None
    ray: str | None = None
    text: str | None = None
    """The name beside a marker that stands outside of time."""
    bead: bool = False
    """A small marker without its number, which would cover another's."""

    def box(self, radius: float) -> Box:
        return Box(self.x - radius, self.y - radius, self.x + radius, self.y + radius)


@dataclass(frozen=True, slots=True)
class Ring:
    rengas: str
    outer: float
    inner: float
    empty: bool
    name: Arc | None = None

    @property
    def middle(self) -> float:
        return (self.outer + self.inner) / 2

    @property
    def thickness(self) -> float:
        return self.outer - self.inner


@dataclass(frozen=True, slots=True)
class Sector:
    """A month of the outermost ring."""

    number: int
    path: str
    name: Arc


@dataclass(frozen=True, slots=True)
class Style:
    """The sizes of one form of the wheel."""

    prefix: str
    width: float
    height: float
    rim: float
    months: float
    hub: float
    marker: float
    month_text: float
    numbered: bool
    thin: float
    thick: float
    gap: float = 4


WIDE = Style("w", 1320, 764, 342, 30, 116, 10, 13.5, numbered=False, thin=21, thick=46)
COMPACT = Style("n", 400, 400, 186, 22, 47, 11, 12, numbered=True, thin=10, thick=29, gap=3)


@dataclass(frozen=True, slots=True)
class Wheel:
    style: Style
    height: float
    center: tuple[float, float]
    days: int
    rings: tuple[Ring, ...]
    sectors: tuple[Sector, ...]
    separators: str
    quarters: str
    holidays: str
    circles: Mapping[str, str]
    chain: str
    """The line that ties what is to be agreed, in the hub."""
    fence: Box | None
    """Around what is to be agreed, when it stands under the wheel."""
    spots: tuple[Spot, ...]
    """In the order of the year, those to be agreed in their place."""
    today: float | None
    """Degrees from the top; None when the year is another one."""
    outside: int
    """How many labels would stand beside the wheel."""

    @property
    def hub(self) -> float:
        return self.rings[-1].inner - self.style.gap

    @property
    def lists_in_hub(self) -> bool:
        """Whether the hub lists what is to be agreed and has no room for the next event."""
        return self.fence is None and any(spot.text for spot in self.spots)

    @property
    def fits(self) -> bool:
        """Whether every label is inside the picture: a column has room for some sixteen."""
        return all(label.box.top >= 0 and label.box.bottom <= self.height for label in self.labels)

    @property
    def labels(self) -> tuple[Label, ...]:
        return tuple(spot.label for spot in self.spots if spot.label)


# --- numbers as text ------------------------------------------------------------------------------------


def number(value: float) -> str:
    """One decimal, and none when it is a zero: half a pixel is not seen, a digit is sent to everyone."""
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


def _points(*values: float) -> str:
    return " ".join(number(value) for value in values)


# --- the wheel ------------------------------------------------------------------------------------------


def wheels(year: Year, today: date) -> tuple[Wheel | None, Wheel]:
    """The labelled wheel and the numbered one. There is no labelled one when its labels would be too many."""
    wide = wheel(year, today, WIDE)
    return (wide if wide.outside <= LABELS and wide.fits else None), wheel(year, today, COMPACT)


def wheel(year: Year, today: date, style: Style) -> Wheel:
    return _Drawing(year, style).wheel(today)


class _Drawing:
    """The work of drawing one wheel: what is decided once and read by every part."""

    def __init__(self, year: Year, style: Style) -> None:
        self.year = year
        self.style = style
        self.days = 366 if calendar.isleap(year.vuosi) else 365
        self.cx = style.width / 2
        self.cy = style.height / 2
        self.circles: dict[str, str] = {}
        self.rings = {ring.rengas: ring for ring in self._rings()}

    # --- angles and points

    def angle(self, day: date, *, end: bool = False) -> float:
        """The angle where the day begins, or ends."""
        return TURN * ((day - date(day.year, 1, 1)).days + end) / self.days

    def point(self, radius: float, angle: float) -> tuple[float, float]:
        return self.cx + radius * math.sin(angle), self.cy - radius * math.cos(angle)

    def at(self, radius: float, angle: float) -> str:
        return _points(*self.point(radius, angle))

    # --- the frame

    def _rings(self) -> Iterator[Ring]:
        """An empty ring is thin; the others share the room between the months and the hub."""
        style = self.style
        filled = {event.rengas for event in self.year.dated}
        shown = [ring for ring in RINGS if ring != OTHER_GROUPS or ring in filled]
        thin = sum(ring not in filled for ring in shown)
        outer = style.rim - style.months - style.gap
        room = outer - style.hub - style.gap * len(shown) - style.thin * thin
        thick = min(style.thick, room / max(1, len(shown) - thin))
        for rengas in shown:
            inner = outer - (thick if rengas in filled else style.thin)
            yield Ring(rengas, outer, inner, rengas not in filled)
            outer = inner - style.gap

    def _named(self, ring: Ring) -> Ring:
        """An empty ring of the labelled wheel says on its arc what it is waiting for."""
        if not ring.empty or self.style.numbered:
            return ring
        text = f"{RING_NAMES[ring.rengas]}: ei päivättyjä tapahtumia"
        arc = self.arc(ring.middle, 0.0, text, 12)
        return Ring(ring.rengas, ring.outer, ring.inner, ring.empty, arc)

    def _sectors(self) -> Iterator[Sector]:
        style = self.style
        outer, inner = style.rim, style.rim - style.months
        for month in range(1, 13):
            first, last = (date(self.year.vuosi, month, day) for day in (1, _length(self.year.vuosi, month)))
            start, end = self.angle(first), self.angle(last, end=True)
            path = (
                f"M{self.at(outer, start)}A{_points(outer, outer)} 0 0 1 {self.at(outer, end)}"
                f"L{self.at(inner, end)}A{_points(inner, inner)} 0 0 0 {self.at(inner, start)}Z"
            )
            name = month_name(month).removesuffix("kuu") if style.numbered else month_name(month)
            text = self.arc((outer + inner) / 2, (start + end) / 2, name, style.month_text)
            yield Sector(month, path, text)

    def _spokes(self, months: Iterable[int]) -> str:
        outer, inner = self.style.rim + 1, self.rings[list(self.rings)[-1]].inner
        angles = [self.angle(date(self.year.vuosi, month, 1)) for month in months]
        return "".join(f"M{self.at(outer, angle)}L{self.at(inner, angle)}" for angle in angles)

    def _holidays(self) -> str:
        """Working days that are holidays or skipped, as dots inside the months: zero-length round strokes."""
        skipped = {ohitettava.pvm for record in self.year.records for ohitettava in record.ohitettavat}
        days = sorted(skipped | set(public_holidays(self.year.vuosi)))
        radius = self.style.rim - self.style.months + 4
        angles = [self.angle(day) for day in days if day.weekday() < 5]
        return "".join(f"M{self.at(radius, angle)}h0" for angle in angles)

    def arc(self, radius: float, middle: float, text: str, size: float) -> Arc:
        """Text on a circle, upright: on the lower half it runs the other way round."""
        flipped = math.cos(middle) < -1e-9
        baseline = radius + (0.36 if flipped else -0.36) * size
        key = f"{self.style.prefix}{'a' if flipped else 'y'}{number(baseline).replace('.', '-')}"
        top, bottom = (_points(self.cx, self.cy + sign * baseline) for sign in (-1, 1))
        first, second, sweep = (top, bottom, 0) if flipped else (bottom, top, 1)
        half = f"A{_points(baseline, baseline)} 0 1 {sweep} "
        self.circles[key] = f"M{first}{half}{second}{half}{first}"
        turned = -middle if flipped else middle - math.pi
        return Arc(key, f"{turned % TURN / TURN * 100:.2f}%", text)

    # --- the events

    def wheel(self, today: date) -> Wheel:
        spots = [*self._timed(), *self._untimed()]
        outside = sum(spot.ray is not None for spot in spots)
        height = self.style.height
        if not self.style.numbered:
            spots, height = self._labelled(spots)
        fence = self._fence(spots, height)
        height = fence.bottom + 8 if fence else height
        here = today.year == self.year.vuosi
        return Wheel(
            self.style,
            height,
            (self.cx, self.cy),
            self.days,
            tuple(map(self._named, self.rings.values())),
            tuple(self._sectors()),
            self._spokes(month for month in range(1, 13) if month % 3 != 1),
            self._spokes((1, 4, 7, 10)),
            "" if self.style.numbered else self._holidays(),
            self.circles,
            self._chain(spots, fence),
            fence,
            tuple(sorted(spots, key=lambda spot: spot.event.number)),
            math.degrees(self.angle(today)) if here else None,
            outside,
        )

    def _timed(self) -> Iterator[Spot]:
        for ring in self.rings.values():
            events = [event for event in self.year.dated if event.rengas == ring.rengas]
            bands = [event for event in events if self._is_band(event, ring)]
            lanes = _lanes(bands)
            markers = list(self._markers([event for event in events if event not in bands], ring))
            for event in bands:
                spot = self._band(event, ring, lanes[event.id], max(lanes.values()) + 1)
                yield self._clear_of(markers, spot) if self.style.numbered else spot
            yield from markers

    def _clear_of(self, markers: Sequence[Spot], spot: Spot) -> Spot:
        """The band with its number where no marker covers it."""
        assert spot.event.alku is not None
        assert spot.event.loppu is not None
        start, end = self.angle(spot.event.alku), self.angle(spot.event.loppu, end=True)
        radius = math.dist((spot.x, spot.y), (self.cx, self.cy))
        for share in (0.5, 0.66, 0.34, 0.8, 0.2):
            here = self.point(radius, start + (end - start) * share)
            if all(math.dist(here, (each.x, each.y)) > 2 * self.style.marker for each in markers):
                return replace(spot, x=here[0], y=here[1])
        return spot

    def _is_band(self, event: Event, ring: Ring) -> bool:
        return event.days > 1 and TURN * event.days / self.days * ring.middle >= 2.2 * self.style.marker

    def _band(self, event: Event, ring: Ring, lane: int, lanes: int) -> Spot:
        assert event.alku is not None
        assert event.loppu is not None
        start, end = self.angle(event.alku), self.angle(event.loppu, end=True)
        inset = 3.5 if self.style.numbered else 4.5
        height = (ring.thickness - inset * (lanes + 1)) / lanes
        outer = ring.outer - inset - lane * (height + inset)
        inner = outer - height
        middle = (start + end) / 2
        x, y = self.point((outer + inner) / 2, middle)
        path = self._rounded(outer, inner, start, end)
        size = min(13.0, height * 0.62)
        room = (end - start) * (outer + inner) / 2 - 14
        if self.style.numbered:
            return Spot(event, x, y, band=path)
        width = text_width(event.otsikko, size, bold=True)
        if event.esimerkki:
            width += text_width(" (esimerkki)", MARK_SIZE)
        if size >= 11 and width <= room:
            return Spot(event, x, y, path, name=self.arc((outer + inner) / 2, middle, event.otsikko, size))
        return Spot(event, x, y, band=path, ray=self._ray(outer, middle))

    def _rounded(self, outer: float, inner: float, start: float, end: float) -> str:
        """A piece of a ring with rounded corners."""
        corner = min(7.0, (outer - inner) / 3, (end - start) * inner / 3)
        out, into = corner / outer, corner / inner
        large = int(end - start > math.pi)
        return (
            f"M{self.at(outer, start + out)}A{_points(outer, outer)} 0 {large} 1 {self.at(outer, end - out)}"
            f"Q{self.at(outer, end)} {self.at(outer - corner, end)}L{self.at(inner + corner, end)}"
            f"Q{self.at(inner, end)} {self.at(inner, end - into)}"
            f"A{_points(inner, inner)} 0 {large} 0 {self.at(inner, start + into)}"
            f"Q{self.at(inner, start)} {self.at(inner + corner, start)}L{self.at(outer - corner, start)}"
            f"Q{self.at(outer, start)} {self.at(outer, start + out)}Z"
        )

    def _markers(self, events: Sequence[Event], ring: Ring) -> Iterator[Spot]:
        """Days close to each other take turns outside and inside the middle of the ring."""
        if self.style.numbered:
            yield from self._numbers(events, ring)
            return
        shift = max(0.0, ring.thickness / 2 - self.style.marker - 1)
        near = 2.6 * self.style.marker / ring.middle
        last, side = -TURN, 0
        for event in events:
            angle = self._middle(event)
            side = (-1 if side != -1 else 1) if angle - last < near else 0
            radius = ring.middle - side * shift
            x, y = self.point(radius, angle)
            last = angle
            yield Spot(event, x, y, ray=self._ray(radius, angle))

    def _numbers(self, events: Sequence[Event], ring: Ring) -> Iterator[Spot]:
        """Where two numbers would meet, the later event is a bead at the ring's inner edge."""
        near = 1.45 * self.style.marker / ring.middle
        last = -TURN
        for event in events:
            angle = self._middle(event)
            bead = angle - last < near
            radius = ring.inner + 3.5 if bead else ring.middle
            last = last if bead else angle
            x, y = self.point(radius, angle)
            yield Spot(event, x, y, ray=self._ray(radius, angle), bead=bead)

    def _middle(self, event: Event) -> float:
        """The day's own angle; the middle of what is longer than a day but too short to be a band."""
        assert event.alku is not None
        assert event.loppu is not None
        start = self.angle(event.alku)
        return (start + self.angle(event.loppu, end=True)) / 2 if event.days > 1 else start

    def _ray(self, radius: float, angle: float) -> str:
        edge = self.style.rim - self.style.months
        return f"M{self.at(radius, angle)}L{self.at(edge, angle)}"

    # --- what is to be agreed

    def _untimed(self) -> Iterator[Spot]:
        """In the hub when only phases have times, since it then has the room; otherwise under the wheel."""
        events = self.year.undated
        in_hub = {event.rengas for event in self.year.dated} <= {"tulossopimus"}
        across = (3 if in_hub else 8) if self.style.numbered else (1 if in_hub else 3)
        for index, event in enumerate(events):
            row, column = divmod(index, across)
            if self.style.numbered:
                width = min(across, len(events) - across * row) - 1
                x = self.cx + 31 * (column - width / 2)
                y = self.cy + 24 + 31 * row if in_hub else self.style.height + 42 + 32 * row
            elif in_hub:
                x, y = self.cx - 128, self.cy + 29 + HUB_ROW * (row - (len(events) - 1) / 2)
            else:
                x = self.cx + COLUMN * 1.7 * (column - 1) - 180
                y = self.style.height + 62 + 34 * row
            yield Spot(event, x, y, text=event.otsikko)

    def _chain(self, spots: Sequence[Spot], fence: Box | None) -> str:
        """A line down the list in the hub, under its markers."""
        listed = [spot for spot in spots if spot.text]
        if fence or self.style.numbered or not listed:
            return ""
        return f"M{_points(listed[0].x, listed[0].y)}V{number(listed[-1].y)}"

    def _fence(self, spots: Sequence[Spot], height: float) -> Box | None:
        under = [spot for spot in spots if spot.text and spot.y > height]
        if not under:
            return None
        if self.style.numbered:
            left, right, above, below = 12.0, self.style.width - 12.0, 38, 18
        else:
            left, right, above, below = self.cx - COLUMN * 1.7 - 210, self.cx + COLUMN * 1.7 + 170, 46, 26
        return Box(left, min(s.y for s in under) - above, right, max(s.y for s in under) + below)

    # --- labels

    def _labelled(self, spots: Sequence[Spot]) -> tuple[list[Spot], float]:
        placed: dict[str, Label] = {}
        height = self.style.height
        sides = [
            [spot for spot in spots if spot.ray and right == (spot.x >= self.cx)] for right in (True, False)
        ]
        drafts = [[self._draft(spot) for spot in side] for side in sides]
        tallest = max(sum(draft.height for draft in side) for side in drafts)
        top, bottom = min(8.0, (height - tallest - 8) / 2), max(height - 8.0, (height + tallest + 8) / 2)
        for right, side in zip((True, False), drafts, strict=True):
            side.sort(key=lambda draft: (draft.wanted, draft.spot.event.number))
            middles = spread([d.wanted for d in side], [d.height for d in side], top, bottom)
            for draft, middle in zip(side, middles, strict=True):
                placed[draft.spot.event.id] = self._label(draft, middle, right=right)
        return [replace(spot, label=placed.get(spot.event.id)) for spot in spots], height

    def _draft(self, spot: Spot) -> _Draft:
        angle = math.atan2(spot.x - self.cx, self.cy - spot.y)
        lines = wrapped(subject(spot.event), COLUMN, TOPIC_SIZE)
        wanted = self.point(self.style.rim + 30, angle)[1]
        return _Draft(spot, angle, wanted, LINE * (1 + len(lines)) + BETWEEN, lines)

    def _label(self, draft: _Draft, middle: float, *, right: bool) -> Label:
        side = 1 if right else -1
        edge = self.cx + side * (self.style.rim + 76)
        top = middle - draft.height / 2 + BETWEEN / 2
        first = f"{when(draft.spot.event)} {actor(draft.spot.event)}"
        width = text_width(first, HEAD_SIZE, bold=True)
        if draft.spot.event.esimerkki:
            width += text_width(" esimerkki", MARK_SIZE)
        width = max([width, *(text_width(line, TOPIC_SIZE) for line in draft.lines)])
        near, far = edge - side * 5, edge + side * (width + 4)
        box = Box(min(near, far), top, max(near, far), top + draft.height - BETWEEN)
        start = self.at(self.style.rim + 2, draft.angle)
        bend = self.at(self.style.rim + 30, draft.angle)
        y = top + LINE * 0.62
        leader = f"M{start}C{bend} {_points(edge - side * 46, y, edge - side * 9, y)}"
        return Label(edge, top + LINE * 0.8, "start" if right else "end", draft.lines, box, leader)


# --- labels ---------------------------------------------------------------------------------------------

COLUMN = 240.0
"""How wide a label may be."""
HEAD_SIZE, TOPIC_SIZE, MARK_SIZE = 14.5, 14.0, 12.0
LINE, BETWEEN = 17.5, 9.0
HUB_ROW = 30.0


@dataclass(frozen=True, slots=True)
class _Draft:
    spot: Spot
    angle: float
    wanted: float
    height: float
    lines: tuple[str, ...]


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


def _lanes(events: Sequence[Event]) -> dict[str, int]:
    """Bands that meet in time stand side by side: event id → lane."""
    ends: list[date] = []
    lanes: dict[str, int] = {}
    for event in sorted(events, key=lambda event: (event.alku, event.number)):
        assert event.alku is not None
        assert event.loppu is not None
        free = next((lane for lane, end in enumerate(ends) if end < event.alku), len(ends))
        ends[free : free + 1] = [event.loppu]
        lanes[event.id] = free
    return lanes


def _length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]
