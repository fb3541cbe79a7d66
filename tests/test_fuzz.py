"""A short part of ``make sumeutus``: the same bad luck, the same every time."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

import kaikki
import pytest
import sumeutus
from satunnainen import dataset

from hallinta.handbook import kinds, load

FOREVER = 10.0**9


def nothing_goes_wrong(do: Callable[[sumeutus.Tally], None]) -> sumeutus.Tally:
    """An exception, a place outside its file, nonsense; how long things take is for ``make sumeutus`` to tell."""
    tally = sumeutus.Tally(time.monotonic() + FOREVER, slow=FOREVER)
    do(tally)

    assert dict(tally.faults) == {}, tally.first
    return tally


def test_mutated_files_are_told_and_the_rest_is_published() -> None:
    tally = nothing_goes_wrong(lambda tally: sumeutus.files(tally, 3, 1200, kaikki.SMALL))

    assert tally.tried["findings"] > tally.tried["files"] // 2
    assert tally.tried["sets rendered"]


def test_whatever_the_schema_takes_is_checked_and_published() -> None:
    tally = nothing_goes_wrong(lambda tally: sumeutus.sets(tally, 4, 6))

    assert {*kaikki.WORK, "check a set", "changes", "history"} <= set(tally.seconds)


def test_sets_made_at_random_have_every_kind_and_are_mostly_read() -> None:
    made = [load(dataset(seed), sumeutus.TODAY) for seed in range(3)]
    read = [each.handbook for each in made if each.handbook]

    assert len(read) == len(made)
    for folder in kinds():
        assert any(len(handbook.folder(folder)) for handbook in read), folder
    assert sum(len(handbook.unfit) for handbook in read) < 10


@pytest.mark.parametrize(
    "day",
    ["2020-01-01", "2020-02-29", "2020-12-31", "2021-01-03", "2024-02-29", "2026-03-29", "2026-10-25", "2026-11-22",
     "2026-12-31", "2027-01-01", "2028-02-29", "2032-12-31"],
)  # fmt: skip
def test_a_day_makes_no_nonsense(day: str) -> None:
    """Leap days, the last week of a long ISO year, summer time's first and last day, ends of months and years."""
    loaded = load(sumeutus.calendars(), date.fromisoformat(day))
    assert loaded.handbook is not None

    assert list(kaikki.nonsense(loaded.handbook)) == []


@pytest.mark.parametrize("day", ["1900-01-01", "2099-12-31"])
def test_everything_is_made_on_the_first_and_the_last_day(day: str) -> None:
    made = kaikki.everything(load(kaikki.SMALL, date.fromisoformat(day)))

    assert set(made) == {f"{tree}{name}" for tree in ("", "esimerkki/") for name in kaikki.WORK}
