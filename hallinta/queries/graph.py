"""Answers kept per handbook, and references followed both ways."""

from __future__ import annotations

import weakref
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from hallinta.handbook import Handbook
from hallinta.records.base import Record, Reference
from hallinta.records.yllapito import Katselmus

T = TypeVar("T")
R = TypeVar("R", bound=Record)
_memory: weakref.WeakKeyDictionary[Handbook, dict[str, object]] = weakref.WeakKeyDictionary()


def once(question: Callable[[Handbook], T]) -> Callable[[Handbook], T]:
    """Answer a question about one handbook once; a handbook never changes."""
    name = f"{question.__module__}.{question.__qualname__}"

    def answer(handbook: Handbook) -> T:
        answers = _memory.setdefault(handbook, {})
        if name not in answers:
            answers[name] = question(handbook)
        return answers[name]  # type: ignore[return-value]  # stored on the line above

    answer.__doc__ = question.__doc__
    return answer


def once_each(question: Callable[[Handbook, R], T]) -> Callable[[Handbook, R], T]:
    """Answer a question about each record of one handbook once: one record is asked about on many pages."""
    name = f"{question.__module__}.{question.__qualname__}"

    def answer(handbook: Handbook, record: R) -> T:
        answers = _memory.setdefault(handbook, {})
        key = f"{name} {record.folder}/{record.id}"
        if key not in answers:
            answers[key] = question(handbook, record)
        return answers[key]  # type: ignore[return-value]  # stored on the line above

    answer.__doc__ = question.__doc__
    return answer


@dataclass(frozen=True, slots=True)
class Mention:
    """A record that names another one, and the field it does so in."""

    record: Record
    reference: Reference

    @property
    def field(self) -> str:
        return str(self.reference.path[0])


@once
def _mentions(handbook: Handbook) -> dict[tuple[str, str], list[Mention]]:
    found: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for record in handbook.everything:
        for reference in record.references:
            found[reference.folder, reference.target].append(Mention(record, reference))
    return found


def mentions(handbook: Handbook, record: Record) -> Sequence[Mention]:
    """Everything that names the record, in the order of kinds and ids."""
    return _mentions(handbook).get((record.folder, record.id), ())


def mentioning(handbook: Handbook, record: Record, kind: type[T], *fields: str) -> list[T]:
    """The records of one kind that name the record, each once; in the given fields when any are given."""
    found: dict[str, T] = {}
    for mention in mentions(handbook, record):
        if isinstance(mention.record, kind) and (not fields or mention.field in fields):
            found.setdefault(mention.record.id, mention.record)
    return list(found.values())


def named(handbook: Handbook, record: Record, *fields: str) -> list[Record]:
    """The records that the record names in the given fields, each once, in the order written."""
    found: dict[tuple[str, str], Record] = {}
    for reference in record.references:
        target = handbook.find(reference.folder, reference.target)
        if target and (not fields or str(reference.path[0]) in fields):
            found.setdefault((reference.folder, reference.target), target)
    return list(found.values())


def called(handbook: Handbook, record: Record) -> str:
    """What the record is called in text. A review has no name of its own; it is known by what was reviewed."""
    if isinstance(record, Katselmus):
        folder, _, id = record.kohde.partition("/")
        target = handbook.find(folder, id)
        return f"Katselmus: {target.name}" if target else record.name
    return record.name


@dataclass(frozen=True, slots=True)
class Touch:
    """A record that names another one, and the fields it does so in."""

    record: Record
    fields: tuple[str, ...]


_NOT_SHOWN = {"", "sivut", "lausekkeet", "tulkinnat", "katselmukset"}


def touching(
    handbook: Handbook, record: Record, without: Sequence[str] = ()
) -> list[tuple[str, list[Touch]]]:
    """Everything that names a record, by kind, each once; sources, clauses, pages and settings left out.

    ``without`` leaves out what a page tells in its own way: a kind (``palvelut``) or one of its fields
    (``hankkeet.ylahanke``).
    """
    groups: dict[str, dict[str, list[str]]] = {}
    for mention in mentions(handbook, record):
        folder, field = mention.record.folder, mention.field
        if not {folder, f"{folder}.{field}"} & {*_NOT_SHOWN, *without}:
            fields = groups.setdefault(folder, {}).setdefault(mention.record.id, [])
            if field not in fields:
                fields.append(field)
    return [
        (folder, [Touch(handbook.folder(folder)[id], tuple(fields)) for id, fields in records.items()])
        for folder, records in groups.items()
    ]


def cycles(onward: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """The rings of a graph, none of which shares a member with another; each begins with its first member.

    ``onward`` has of each id those that it leads to. Every step is taken once, so a long chain is no burden.
    """
    order = {id: place for place, id in enumerate(onward)}
    done: set[str] = set()
    found: list[list[str]] = []
    for start in onward:
        way: dict[str, Iterator[str]] = {start: iter(onward[start])} if start not in done else {}
        while way:
            here, steps = next(reversed(way.items()))
            there = (
                next((id for id in steps if id in order and id not in done), None)
                if here not in done
                else None
            )
            if there is None:
                done.add(here)
                del way[here]
            elif there in way:
                ring = list(way)
                ring = ring[ring.index(there) :]
                done.update(ring)
                first = ring.index(min(ring, key=order.__getitem__))
                found.append(ring[first:] + ring[:first])
            else:
                way[there] = iter(onward[there])
    return found


def ring_in_words(ring: Sequence[str]) -> str:
    """``a → b → a``; of a long ring the beginning and the end."""
    ids = [*ring, ring[0]]
    if len(ids) > LONGEST_RING:
        ids = [*ids[: LONGEST_RING - 2], f"({len(ids) - LONGEST_RING} muuta)", *ids[-2:]]
    return " → ".join(ids)


LONGEST_RING = 12
"""The most members of a ring that are named one by one."""
