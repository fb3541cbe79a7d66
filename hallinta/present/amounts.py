"""Dates, sums of money, person-years and counts as Finnish says them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from babel.dates import format_date, get_month_names
from babel.numbers import format_decimal

from hallinta.present.words import NOT_RECORDED

NBSP = "\N{NO-BREAK SPACE}"


def paiva(day: date) -> str:
    """``22.11.2026``."""
    return format_date(day, "d.M.y", locale="fi")


def kuukausi(month: str) -> str:
    """``2021-12`` → ``joulukuu 2021``."""
    year, number = month.split("-")
    return f"{kuukauden_nimi(int(number))} {year}"


def kuukauden_nimi(number: int) -> str:
    """``6`` → ``kesäkuu``."""
    return str(get_month_names("wide", context="stand-alone", locale="fi")[number])


def eurot(amount: Decimal) -> str:
    """``300 000 €`` with no-break spaces; cents only when there are some."""
    pattern = "#,##0" if amount == amount.to_integral_value() else "#,##0.00"
    return f"{format_decimal(amount, pattern, locale='fi')}{NBSP}€"


def sentit(amount: Decimal) -> int:
    """Whole cents, for comparing without fractions."""
    return int(amount * 100)


def luku(amount: Decimal) -> str:
    """``1,5``: a number with the decimals it has."""
    return format_decimal(amount, "#,##0.##", locale="fi")


def htv(amount: Decimal) -> str:
    """``1,5 htv``."""
    return f"{luku(amount)}{NBSP}htv"


def erotus(before: Decimal, after: Decimal, say: Callable[[Decimal], str]) -> str:
    """``+50 000 €``, ``−0,5 htv`` or *ei muutosta*; ``say`` words the amount."""
    if before == after:
        return "ei muutosta"
    return f"{'+' if after > before else '−'}{say(abs(after - before))}"


def kausi(
    start: date | None,
    end: date | None,
    start_year: int | None = None,
    end_year: int | None = None,
    unknown: str = NOT_RECORDED,
) -> str:
    """``1.1.2025–31.12.2026``; an open end says so, and a year stands for a day that is not known; with
    neither end what is ``unknown``."""
    first, last = _end_of(start, start_year), _end_of(end, end_year)
    if first and last:
        return f"{first}–{last}"
    if first:
        return f"{first} alkaen, päättyminen ei tiedossa"
    return f"{last} asti, alku ei tiedossa" if last else unknown


def _end_of(day: date | None, year: int | None) -> str:
    return paiva(day) if day else str(year or "")


def paivia(days: int) -> str:
    """``12 päivää``; from two years on ``yli 2 vuotta``."""
    return maara(days, "päivä", "päivää") if days < 2 * 365 else f"yli {days // 365}{NBSP}vuotta"


def maaraaika(due: date, today: date) -> str:
    """The day something is due, and how late it is when the day has passed."""
    late = (today - due).days
    return f"{paiva(due)}, myöhässä {paivia(late)}" if late > 0 else paiva(due)


def kello(start: Any, end: Any = None) -> str:
    """``klo 9.00–11.30``."""
    times = [f"{each.hour}.{each.minute:02}" for each in (start, end) if each is not None]
    return f"klo{NBSP}{'–'.join(times)}" if times else ""


def luettelo(items: Iterable[str], word: str = "ja") -> str:
    """``a``, ``a ja b``, ``a, b ja c``; or with another word, *eikä* or *tai*."""
    *head, last = list(items) or [""]
    return f"{', '.join(head)} {word} {last}" if head else last


def vuodet(years: Sequence[int]) -> str:
    """``2021–2023`` when the years follow each other, otherwise a list."""
    if len(years) > 2 and list(years) == list(range(years[0], years[-1] + 1)):
        return f"{years[0]}–{years[-1]}"
    return luettelo(map(str, years))


def maara(count: int, one: str, many: str) -> str:
    """``1 palvelu``, ``2 palvelua``: Finnish counts take the partitive."""
    return f"{count}{NBSP}{one if count == 1 else many}"
