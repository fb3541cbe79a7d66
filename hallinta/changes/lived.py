"""What each published version of a record changed, in the words that a change is told in before it is published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import Any

from pydantic import ValidationError

from hallinta.changes.said import Teller
from hallinta.differences import Earlier, Life, Told
from hallinta.handbook import PAGES, Handbook, kinds
from hallinta.present import kentta, luettelo
from hallinta.records.base import Record

_SHOWN_WHERE = frozenset({"nakyy"})
"""Where a clause is seen tells of pages, invented ones too, and nothing of the clause."""

PAGE_TEXT = "Sivun teksti tai kuvailutiedot muuttuivat."


def told_of(handbook: Handbook, lives: Iterable[Life]) -> dict[str, tuple[Told, ...]]:
    """Path → what was published of the file's record, the newest first. A version whose day is not known is left
    out, and so is one that changed nothing that today's kind knows of.
    """
    teller = Teller(handbook, handbook)
    found = {
        life.path: tuple(_told(teller, life))[::-1]
        for life in lives
        if life.tree == handbook.tree and handbook.find(life.folder, life.id)
    }
    return {path: told for path, told in found.items() if told}


def _told(teller: Teller, life: Life) -> Iterator[Told]:
    first = life.versions[0]
    if first.pvm:
        yield Told(first.pvm, first.commit, uusi=True)
    for before, after in pairwise(life.versions):
        said = _said(teller, life.folder, before, after)
        if said and after.pvm:
            yield Told(after.pvm, after.commit, uusi=False, selitykset=tuple(said))


def _said(teller: Teller, folder: str, before: Earlier, after: Earlier) -> list[str]:
    if folder == PAGES:
        return [PAGE_TEXT]
    one, other = _read(folder, before), _read(folder, after)
    if one is not None and other is not None:
        return teller.differences(one, other)
    names = [kentta(name) for name in _differing(before.values, after.values)]
    return [f"Muuttui: {luettelo(names)}"] if names else []


def _differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The fields that say something else, when only the writing can be compared."""
    return [name for name in dict.fromkeys([*before, *after]) if before.get(name) != after.get(name)]


def _read(folder: str, version: Earlier) -> Record | None:
    """The version as today's kind reads it; a field that is no more is passed by."""
    model = kinds()[folder]
    known = {name: value for name, value in version.values.items() if name in _fields(model) - _SHOWN_WHERE}
    try:
        return model.model_validate(known)
    except ValidationError:
        return None


@cache
def _fields(model: type[Record]) -> frozenset[str]:
    return frozenset(model.model_fields)
