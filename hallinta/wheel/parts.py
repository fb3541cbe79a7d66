"""What a drawn wheel is made of. Plain values; units are those of the picture's viewBox."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hallinta.queries.kalenteri import OTHER_GROUPS, Event

SHAPES: Mapping[str, str] = {
    "tulossopimus": "M0-13.5 13 9H-13z",
    "johtoryhma": "M-9.5 0a9.5 9.5 0 1 1 19 0a9.5 9.5 0 1 1-19 0z",
    "koordinaatioryhma": "M0-12 12 0 0 12-12 0z",
    "raportointi": "M-9-7q0-2 2-2H7q2 0 2 2V7q0 2-2 2H-7q-2 0-2-2z",
    OTHER_GROUPS: "M-10.5 0-5.3-9.1H5.3L10.5 0 5.3 9.1H-5.3z",
}
"""A marker of each ring around 0, 0: the shape tells the ring where the colour cannot be seen."""


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


def number(value: float) -> str:
    """One decimal, and none when it is a zero: half a pixel is not seen, a digit is sent to everyone."""
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


def points(*values: float) -> str:
    return " ".join(number(value) for value in values)
