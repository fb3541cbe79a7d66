"""Sources: what a record rests on, and which of its facts tell that something happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pydantic import BaseModel

from hallinta.handbook import Handbook
from hallinta.records.base import Record
from hallinta.records.malli import Lahde
from hallinta.yaml_text import Path


def sources_of(record: Record) -> tuple[str, ...] | None:
    """The ids of the record's sources, each once; None for a kind that has none: it tells no facts.

    Reviews, waivers, removed addresses, interpretations and pages are the handbook's own acts and words.
    """
    told = getattr(record, "lahteet", None)
    if isinstance(told, BaseModel):  # a service gives its sources by groups of facts
        told = tuple(id for _, ids in told for id in ids)
    return None if told is None else tuple(dict.fromkeys(told))


def cited(handbook: Handbook, record: Record) -> list[Lahde]:
    """The record's sources that exist."""
    return [lahde for id in sources_of(record) or () if (lahde := handbook.lahteet.get(id))]


def real_records(handbook: Handbook) -> Iterator[tuple[Record, tuple[str, ...]]]:
    """The records that tell facts of what is real, with their sources: what is invented has none."""
    for record in handbook.records if not handbook.tree else ():
        sources = sources_of(record)
        if sources is not None:
            yield record, sources


def first_day(record: Record) -> tuple[Path, date] | None:
    """Where the record first gives a day, in the order of its fields: the sign of something that happened."""
    return next(_days(record, ()), None)


def _days(value: object, path: Path) -> Iterator[tuple[Path, date]]:
    if isinstance(value, date):
        yield path, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _days(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _days(item, (*path, index))
