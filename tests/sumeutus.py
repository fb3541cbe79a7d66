"""Tries the handbook with bad luck: mutated files, sets made at random, large sets, and every day of thirteen years.

Run by ``make sumeutus``, or with other figures::

    .venv/bin/python tests/sumeutus.py --siemen 7 --tiedostoja 200000 --sarjoja 500 --aikaa 7200

One process reads, checks and, in a sample of the runs, renders everything. The same seed tries the same things.
What may not happen is an exception, work that takes over two seconds of CPU, a finding with a place outside its
file, or nonsense on a page; each is told with the seed of its run, and the exit status is then 1.
"""

from __future__ import annotations

import argparse
import gc
import re
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

import kaikki
import suuret
from mutaatiot import spoilt
from satunnainen import dataset

from hallinta.changes import Version
from hallinta.finding import Place
from hallinta.handbook import Handbook, Loaded, load
from hallinta.new_year import next_year
from hallinta.rules import check
from hallinta.versions import Commit, past_of

TODAY = date(2026, 11, 22)
SLOW = 2.0
"""Seconds of CPU that one piece of work may take."""
MUTANTS, RENDERED = 100, 6
"""Mutated files in one set, and of how many sets one is rendered too."""
FIRST, LAST = date(2020, 1, 1), date(2032, 12, 31)


@dataclass(slots=True)
class Tally:
    """What has been tried and what went wrong."""

    until: float
    tried: Counter[str] = field(default_factory=Counter)
    seconds: Counter[str] = field(default_factory=Counter)
    slowest: dict[str, tuple[float, object]] = field(default_factory=dict)
    faults: Counter[str] = field(default_factory=Counter)
    first: dict[str, object] = field(default_factory=dict)
    slow: float = SLOW

    def spent(self) -> bool:
        return time.monotonic() > self.until

    def fault(self, what: str, run: object) -> None:
        self.faults[what] += 1
        self.first.setdefault(what, run)

    def work(self, name: str, run: object, do: Callable[[], object]) -> None:
        start = time.process_time()
        try:
            do()
        except Exception as error:  # the very thing looked for
            where = traceback.extract_tb(error.__traceback__)[-1]
            told = f"{type(error).__name__}: {str(error)[:100]} ({where.filename.rpartition('/')[2]}:{where.lineno})"
            self.fault(told, run)
        took = time.process_time() - start
        self.seconds[name] += took
        self.slowest[name] = max(self.slowest.get(name, (0.0, "")), (took, str(run)))
        if took > self.slow:
            self.fault(f"over {self.slow} s: {name}", run)


AGAIN = 5
"""How many times a growth that looks bad is measured anew before it is believed."""


def files(tally: Tally, seed: int, count: int, base: Mapping[str, bytes]) -> None:
    """Mutated files through reading, checking and reports; a sample of the sets through everything."""
    run = 0
    while tally.tried["files"] < count and not tally.spent():
        number = number_of(seed, run)
        texts = spoilt(number, base, MUTANTS)
        tally.work("load and check", number, partial(told, tally, number, texts))
        loaded = load(texts, TODAY) if run % RENDERED == 0 else None
        if loaded and loaded.handbook:
            tally.tried["sets rendered"] += 1
            rendered(tally, number, loaded.handbook)
        tally.tried["files"] += MUTANTS
        run += 1


def number_of(seed: int, run: int) -> int:
    return seed * 1_000_003 + run


def rendered(tally: Tally, run: object, handbook: Handbook) -> None:
    for name, work in kaikki.WORK.items():
        tally.work(name, run, partial(work, handbook))


def told(tally: Tally, run: object, texts: Mapping[str, bytes]) -> None:
    findings = check(load(texts, TODAY))
    kaikki.told(findings)
    tally.tried["findings"] += len(findings)
    for finding in findings:
        if outside(texts.get(finding.place.path), finding.place):
            tally.fault("a finding outside its file", f"{run}: {finding}")


def outside(data: bytes | None, place: Place) -> bool:
    """Whether a place is past the last line of its file or past the end of its line. A lone carriage return begins
    a line for some programs and not for others, so either count will do; columns are counted in bytes at most.
    """
    if data is None:
        return False
    counts = (re.split(pattern, data) for pattern in (rb"\n", rb"\r\n|\r|\n"))
    return all(place.line > len(lines) or place.column > len(lines[place.line - 1]) + 1 for lines in counts)


def sets(tally: Tally, seed: int, count: int) -> None:
    """Sets that the schema mostly takes, through everything, and the way from each to the next."""
    before: Version | None = None
    for number in range(count):
        if tally.spent():
            return
        run = number_of(seed, number)
        texts = dataset(run)
        loaded = load(texts, TODAY if number % 2 else date(1900 + run * 37 % 200, 1 + run % 12, 1 + run % 28))
        tally.work("check a set", run, lambda loaded=loaded: kaikki.told(check(loaded)))  # type: ignore[misc]
        tally.tried["sets"] += 1
        if loaded.handbook is None:
            continue
        for handbook in loaded.published:
            rendered(tally, run, handbook)
        if before is not None:
            tally.work("changes", run, partial(kaikki.changed, before, Version(loaded, texts)))
        commits = [Commit("a", None, kaikki.SMALL), Commit("b", None, texts)]
        tally.work("history", run, partial(past_of, commits))
        before = Version(loaded, texts)


def large(tally: Tally, size: int) -> None:
    """Each large case at a fourth of the size and at the size: what takes much more than four times as long is told."""
    for case, make in suuret.CASES.items():
        if tally.spent():
            return
        tally.tried["large cases"] += 1
        sizes = (0, size // 4, size)
        best = [parts(load(make(each), TODAY)) for each in sizes]
        for name in [
            name for name in best[0] if all(name in each for each in best)
        ]:  # too large may be refused
            tally.seconds[f"large: {name}"] += best[2][name]
            for _ in range(AGAIN):  # the machine has other work too
                if not _grows(*(each[name] for each in best)):
                    break
                for each, seen in zip(sizes, best, strict=True):
                    seen[name] = min(seen[name], parts(load(make(each), TODAY), name)[name])
            else:
                less, more = best[1][name], best[2][name]
                tally.fault(f"grows too fast: {name} of {case}", f"{less:.2f} s, {more:.2f} s")


def _grows(ground: float, less: float, more: float) -> bool:
    """Whether the larger took much more than four times what the smaller did, beside what the small set takes. Less
    than a fifth of that is lost in the noise.
    """
    return more - ground > 8 * max(less - ground, 0.03, ground / 5)


def parts(loaded: Loaded, only: str = "") -> dict[str, float]:
    """What each piece of work on a set takes, or one of them."""
    work: dict[str, Callable[[], object]] = {"check": partial(check, loaded)}
    if loaded.handbook:
        work |= {name: partial(do, loaded.handbook) for name, do in kaikki.WORK.items()}
    took = {}
    for name, do in work.items():
        if only not in ("", name):
            continue
        gc.collect()
        gc.disable()
        start = time.process_time()
        do()
        took[name] = time.process_time() - start
        gc.enable()
    return took


def calendars() -> dict[str, bytes]:
    """The small set with a calendar for each year."""
    texts = dict(kaikki.SMALL)
    for year in range(FIRST.year, LAST.year + 1):
        handbook = kaikki.read(texts, TODAY)
        if str(year) not in handbook.vuosikello:
            texts[f"data/vuosikello/{year}.yaml"] = next_year(handbook, year).encode()
    return texts


def days(tally: Tally, every: int) -> None:
    """Each day through the check; days when calendars turn, and one of ``every``, through all pages too."""
    texts = calendars()
    for number in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=number)
        if tally.spent():
            return
        loaded = load(texts, day)
        tally.work("check on a day", day, lambda loaded=loaded: kaikki.told(check(loaded)))  # type: ignore[misc]
        tally.tried["days"] += 1
        if loaded.handbook and (number % every == 0 or kaikki.turns(day)):
            tally.tried["days rendered"] += 1
            tally.work("pages on a day", day, partial(sense, tally, day, loaded.handbook))


def sense(tally: Tally, day: date, handbook: Handbook) -> None:
    for nonsense in kaikki.nonsense(handbook):
        tally.fault(f"nonsense: {nonsense}", day)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--siemen", type=int, default=1, help="seed")
    parser.add_argument("--tiedostoja", type=int, default=200_000, help="mutated files")
    parser.add_argument("--sarjoja", type=int, default=400, help="sets made at random")
    parser.add_argument(
        "--paivia", type=int, default=60, help="of how many days one is rendered; 0 for no days"
    )
    parser.add_argument("--suuria", type=int, default=400, help="size of the large cases; 0 for none")
    parser.add_argument("--aikaa", type=float, default=7200, help="seconds at most")
    options = parser.parse_args()
    tally = Tally(time.monotonic() + options.aikaa)
    kaikki.everything(load(kaikki.SMALL, TODAY))  # templates are compiled before the clock runs
    gc.collect()
    gc.freeze()
    if options.paivia:
        days(tally, options.paivia)
    if options.suuria:
        large(tally, options.suuria)
    sets(tally, options.siemen, options.sarjoja)
    files(tally, options.siemen, options.tiedostoja, kaikki.SMALL)
    print(f"seed {options.siemen}: " + ", ".join(f"{count} {what}" for what, count in tally.tried.items()))
    for name, seconds in tally.seconds.items():
        slowest, run = tally.slowest.get(name, (0.0, "–"))
        print(f"  {name:18} {seconds:8.1f} s, slowest {slowest:.2f} s ({run})")
    print(f"faults: {sum(tally.faults.values())}")
    for what, count in tally.faults.most_common():
        print(f"  {count} × {what}; first {tally.first[what]}")
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main())
