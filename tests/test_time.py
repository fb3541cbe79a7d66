"""Time grows as the data grows: each large case is made at one size and at four times that size.

Nothing is compared with a clock on the wall or with another machine: only the CPU time of the larger with that of
the smaller, what the small set itself takes left out of both. ``make sumeutus`` does the same at a larger size.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache

import kaikki
import pytest
import suuret

from hallinta.handbook import Handbook, Loaded, load
from hallinta.rules import check

TODAY = date(2026, 11, 22)
TIMES, GROWTH = 4, 8
"""What takes time as the data grows takes four times as long, and what takes its square sixteen times."""
AGAIN = 10
"""How many times a measurement that looks bad is taken before it is believed: the machine has other work too."""


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def seconds(make: Callable[[], Loaded], work: Callable[[Loaded], object]) -> float:
    """CPU time of the work on a handbook that nobody has asked anything yet."""
    loaded = make()
    start = time.process_time()
    work(loaded)
    return time.process_time() - start


def grows_with_the_data(case: str, size: int, work: Callable[[Loaded], object], least: float) -> None:
    """``least`` is so little time that its growth is not looked at."""
    files = [suuret.CASES[case](each) for each in (size, size * TIMES)]
    makes = [lambda texts=texts: load(texts, TODAY) for texts in (kaikki.SMALL, *files)]
    best = [float("inf")] * len(makes)
    for _ in range(AGAIN):
        best = [min(before, seconds(make, work)) for before, make in zip(best, makes, strict=True)]
        ground, less, more = best
        if more - ground <= GROWTH * max(less - ground, least):
            return

    assert more - ground <= GROWTH * max(less - ground, least), (
        f"{size}: {less:.3f} s, {size * TIMES}: {more:.3f} s"
    )


@pytest.mark.parametrize("case", suuret.CASES)
def test_checking_takes_time_as_the_data_grows(case: str) -> None:
    grows_with_the_data(case, 100, check, 0.02)


@cache
def templates_are_compiled() -> bool:
    return bool(kaikki.pages(kaikki.read(kaikki.SMALL, TODAY)))


def pages(loaded: Loaded) -> object:
    handbook: Handbook | None = loaded.handbook
    return handbook and kaikki.pages(handbook)


SHOWN = (
    *(
        "palvelut: ketju",
        "ideat: kehä",
        "päätökset: korvausten ketju",
        "päätökset: yksi korvaa kaikki",
        "termit",
    ),
    *(
        "kokoukset: yhden ryhmän",
        "kokoukset: sama asia",
        "kokoukset: toimenpiteet jäävät auki",
        "poikkeukset",
    ),
    *(
        "käytännöt ja palvelut",
        "ideat ja kokoukset samasta aihiosta",
        "hankkeet ja palvelut",
        "vuosikellon päivät",
    ),
)
"""Where a page shows many others; ``make sumeutus`` makes the pages of every case."""


@pytest.mark.parametrize("case", SHOWN)
def test_pages_take_time_as_the_data_grows(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hallinta.pages.RULES", {})  # the rules have as many pages whatever the data
    assert templates_are_compiled()

    grows_with_the_data(case, 40, pages, 0.08)
