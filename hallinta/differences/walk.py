"""Two versions of a record walked side by side: which values differ, and which item of a list is which."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any

from pydantic import BaseModel

from hallinta.records.base import Part
from hallinta.records.fields import Kielistetty
from hallinta.yaml_text import Path

ALIKE = 0.5
"""Share of equal fields, or of equal words, from which two items of a list are one that was changed."""

MOST_PAIRS = 10_000
"""Pairs of items compared to find which was changed into which; beyond it they are removed and added."""


class How(Enum):
    MUUTTUI = auto()
    LISATTY = auto()
    POISTETTU = auto()
    JARJESTYS = auto()


@dataclass(frozen=True, slots=True)
class Step:
    """A field on the way to what differs, and the item of its list when the way goes through one."""

    owner: type[BaseModel]
    field: str
    item: Any = None


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that differs. ``path`` is where it stands in the later version, or the nearest thing that does;
    ``before`` and ``after`` are the values, an item that came or went, or the items in both their orders.
    """

    how: How
    path: Path
    trail: tuple[Step, ...]
    before: Any = None
    after: Any = None


Read = Callable[[Any, Step], Any]
"""What of a single value counts: its text without links, its reference by today's id."""


def as_written(value: Any, _step: Step) -> Any:
    return value


def differences(
    before: BaseModel, after: BaseModel, fields: Iterable[str] | None = None, read: Read = as_written
) -> Iterator[Difference]:
    """What differs in the fields, or in all of them, in the order of the fields."""
    for name in fields or type(after).model_fields:
        yield from _Walk(read).value(
            getattr(before, name), getattr(after, name), (name,), (Step(type(after), name),)
        )


@dataclass(frozen=True, slots=True)
class _Walk:
    read: Read

    def value(self, before: Any, after: Any, path: Path, trail: tuple[Step, ...]) -> Iterator[Difference]:
        if before == after:
            return
        if isinstance(before, BaseModel) and isinstance(after, BaseModel):
            for name in type(after).model_fields:
                step = Step(type(after), name)
                one, other = getattr(before, name), getattr(after, name)
                yield from self.value(one, other, (*path, name), (*trail, step))
        elif isinstance(before, tuple) and isinstance(after, tuple):
            yield from self.items(before, after, path, trail)
        else:
            one, other = self.read(before, trail[-1]), self.read(after, trail[-1])
            if one != other:
                yield Difference(How.MUUTTUI, path, trail, one, other)

    def items(
        self, before: Sequence[Any], after: Sequence[Any], path: Path, trail: tuple[Step, ...]
    ) -> Iterator[Difference]:
        """Items that came, changed and went, and whether those that stayed are in another order."""
        one = [self.read(item, trail[-1]) for item in before]
        other = [self.read(item, trail[-1]) for item in after]
        pairs = _paired(one, other)
        for index, item in enumerate(other):
            spot = (*path, index)
            if index not in pairs:
                yield Difference(How.LISATTY, spot, trail, after=item)
            else:
                inside = (*trail[:-1], replace(trail[-1], item=item))
                yield from self.value(one[pairs[index]], item, spot, inside)
        kept = set(pairs.values())
        for index, item in enumerate(one):
            if index not in kept:
                yield Difference(How.POISTETTU, path, trail, before=item)
        order = [pairs[index] for index in sorted(pairs)]
        if order != sorted(order):
            in_old = tuple(one[index] for index in sorted(order))
            yield Difference(How.JARJESTYS, path, trail, in_old, tuple(other[i] for i in sorted(pairs)))


def _paired(before: Sequence[Any], after: Sequence[Any]) -> dict[int, int]:
    """Index after → index before: equal items first, then those of the same key, then the most alike."""
    pairs: dict[int, int] = {}
    for key_of in (_itself, _key):
        waiting: dict[Any, list[int]] = defaultdict(list)
        used = set(pairs.values())
        for index in reversed(range(len(before))):
            if index not in used:
                waiting[key_of(before[index])].append(index)
        for index, item in enumerate(after):
            if index not in pairs and waiting.get(key := key_of(item)):
                pairs[index] = waiting[key].pop()
    used = set(pairs.values())
    old = [index for index in range(len(before)) if index not in used]
    new = [index for index in range(len(after)) if index not in pairs]
    if len(old) * len(new) <= MOST_PAIRS:
        nearness = [(_alike(before[one], after[other]), one, other) for other in new for one in old]
        for near, one, other in sorted(nearness, key=lambda each: -each[0]):
            if near >= ALIKE and other not in pairs and one not in used:
                pairs[other] = one
                used.add(one)
    return pairs


def _itself(item: Any) -> Any:
    return item


def _key(item: Any) -> Any:
    if isinstance(item, Part) and item.told_apart_by:
        return str(getattr(item, item.told_apart_by)).casefold()
    return item


def _alike(before: Any, after: Any) -> float:
    """From 0 to 1. Codes and references are the same or not; sentences and parts may be a changed one."""
    if isinstance(before, Kielistetty) and isinstance(after, Kielistetty):
        return _alike(before.fi, after.fi)
    if isinstance(before, BaseModel) and isinstance(after, BaseModel):
        return share_of_equal(before, after)
    if isinstance(before, str) and isinstance(after, str) and " " in before and " " in after:
        one, other = Counter(before.split()), Counter(after.split())
        return 2 * (one & other).total() / (one.total() + other.total())
    return 0


def share_of_equal(before: BaseModel, after: BaseModel) -> float:
    """The share of fields that say the same, of those that say something on either side."""
    both = [(getattr(before, name), getattr(after, name)) for name in type(after).model_fields]
    told = [(one, other) for one, other in both if one not in (None, ()) or other not in (None, ())]
    return sum(one == other for one, other in told) / len(told) if told else 0
