"""Which records live on under another id, when two versions of the handbook are put side by side."""

from __future__ import annotations

from collections.abc import Iterator

from hallinta.handbook import Handbook, kinds
from hallinta.records.base import Record

RENAMED_SHARE = 0.8
"""Share of equal fields above which a removed and an added record of a kind are one renamed record."""

MOST_PAIRS = 10_000
"""Removed and added records of a kind compared with each other; of more only those that are quite equal are found."""


def gone(old: Handbook, new: Handbook, folder: str) -> list[Record]:
    """A handbook's own records that were there and are not; one that cannot be read now is still there."""
    there = new.folder(folder)
    return [
        each
        for each in old.folder(folder)
        if each.id not in there and (folder, each.id) not in new.unfit and old.owns(each)
    ]


def renamed(old: Handbook, new: Handbook) -> dict[tuple[str, str], Record]:
    """Folder and former id → the record as it is now. What one of its fields or two says may have changed too."""
    found = {}
    for folder in kinds():
        for before, after in _twins(gone(old, new, folder), gone(new, old, folder)):
            found[folder, before.id] = after
    return found


def _twins(removed: list[Record], added: list[Record]) -> Iterator[tuple[Record, Record]]:
    from hallinta.differences import share_of_equal  # only a comparison waits for it

    by_content = {record.model_dump_json(): record for record in reversed(added)} if removed else {}
    waiting = []
    for record in removed:
        if twin := by_content.pop(record.model_dump_json(), None):
            added.remove(twin)
            yield record, twin
        else:
            waiting.append(record)
    if len(waiting) * len(added) > MOST_PAIRS:
        return
    for record in waiting:
        twin = max(added, key=lambda each: share_of_equal(record, each), default=None)
        if twin and share_of_equal(record, twin) >= RENAMED_SHARE:
            added.remove(twin)
            yield record, twin
