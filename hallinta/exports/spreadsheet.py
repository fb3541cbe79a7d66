"""CSV that spreadsheets, data programs and people read alike.

A spreadsheet guesses what a cell is from its text, and guesses wrong: ``1-14`` is a day to it, ``2.1`` another,
``007`` is 7, and what begins like a formula is run. So the numbers, sums and days of the model are written as
Finnish settings read them, and a text that would be taken for something else begins with an apostrophe, the
spreadsheets' own mark of text. Another program leaves one apostrophe out of the beginning of a cell and has the
text as it was. See ``docs/kehittajalle/ratkaisut/0015-csv-solut.md``.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from hallinta.records.base import Record
from hallinta.records.fields import OneOrMany

BETWEEN = " | "
"""What stands between the items of a list."""


def table(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Semicolons and a byte order mark, as Finnish spreadsheets expect; a row ends as RFC 4180 says."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([cell(_at(row, column)) for column in columns] for row in rows)
    return "\N{BYTE ORDER MARK}" + out.getvalue()


def columns(kind: type[Record]) -> list[str]:
    """The columns of a kind's table, whatever its records hold: a field of fields is a column for each."""
    return ["id", "sivu", *_names(kind), "muuttunut"]


def _names(kind: type[BaseModel], prefix: str = "") -> Iterator[str]:
    for name, field in kind.model_fields.items():
        kept = any(
            isinstance(mark, OneOrMany) for mark in field.metadata
        )  # of its items the newest has columns
        inner = list(_models(get_args(field.annotation)[0] if kept else field.annotation))
        if inner:
            for model in inner:
                yield from _names(model, f"{prefix}{name}.")
        else:
            yield prefix + name


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """The records that a field itself may be; a list of them is one value."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in (Union, UnionType, Annotated):
        for part in get_args(annotation):
            yield from _models(part)


def _at(row: Mapping[str, Any], column: str) -> Any:
    value: Any = row
    for name in column.split("."):
        value = _newest(value) if isinstance(value, tuple) else value
        value = value[name] if value is not None else None
    return value


def _newest(items: tuple[Mapping[str, Any], ...]) -> Mapping[str, Any] | None:
    """Of items that keep their history the one of the latest day; of one day the last written."""
    days = (next((day for day in item.values() if isinstance(day, date)), date.min) for item in items)
    return max(zip(days, range(len(items)), items, strict=True), default=(None, None, None))[2]


# --- cells ----------------------------------------------------------------------------------------------


def cell(value: Any) -> str:
    """A value as the text of its cell. Only what is text to the model needs to be told to be text."""
    if isinstance(value, tuple) and len(value) == 1:
        [value] = value
    text = _written(value)
    return f"'{text}" if isinstance(value, str | tuple | dict) and _taken(text) else text


def _written(value: Any) -> str:
    if isinstance(value, tuple):
        return BETWEEN.join(_item(_written(each)) for each in value)
    if isinstance(value, dict):
        return ", ".join(
            f"{name}={_item(_written(each))}" for name, each in value.items() if each is not None
        )
    return _single(value)


def _single(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    if isinstance(value, date | time):
        return value.isoformat()
    return _LINE_END.sub("\n", str(value))


_LINE_END = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
"""What one program or another ends a row at; inside quotes all of them keep a line feed."""

_UNCLEAR = re.compile(r'^"|\||, ')


def _item(text: str) -> str:
    """A piece among others, in quotes when it would not be known where it ends."""
    return '"' + text.replace('"', '""') + '"' if _UNCLEAR.search(text) else text


# --- what a spreadsheet takes for something else ----------------------------------------------------------


def _taken(text: str) -> bool:
    """Whether a spreadsheet with Finnish or English settings, or pandas, takes a text for another thing."""
    if len(text) > _LONG and text[0].isalpha():
        return False  # words, as most texts are
    text = unicodedata.normalize("NFKC", text)
    seen = [at for at, char in enumerate(text) if unicodedata.category(char)[0] not in "CZ"]
    return bool(seen) and _TAKEN.match(text[seen[0] : seen[-1] + 1]) is not None


_LONG = 60
"""Letters in the longest text that begins with a letter and may be a day."""

_SIGNS = r"\d\s.,:/\\+\-–−⁄%()€$£¥"
_DAY_NAME = (
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|ma|ti|ke|to|pe|la|su"
    r"|(?:maanan|tiis|tors|perjan|lauan|sunnun)tai(?:na)?|keskiviikko(?:na)?)"
)
_MONTH = (
    r"(?:jan(?:uary|uari)?|feb(?:ruary|ruari)?|mar(?:ch|s)?|apr(?:il)?|may|maj|june?|juni|july?|juli|aug(?:ust|usti)?"
    r"|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    r"|(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)(?:kuu[a-z]*)?)"
)
_TAKEN = re.compile(
    rf"""
      "*[=+\-−@|']                                                 # a formula, or our own mark
    | (?:{_DAY_NAME}[\s.,]+)? (?=[^\d]*\d) [{_SIGNS}]+ (?:e[+\-]?\d+|eur|kr|mk)? $        # 1-14, 007, 12:30
    | \d\d? (?:[:.]\d\d)* \s* [ap]\.?m?\.? $                       # 5 pm
    | \d+-\d+-\d+t[\d:.,+\-]+z? $                                  # 2026-11-22T12:00Z
    | (?:{_DAY_NAME}[\s.,]+)? [\d\s.,/\-]* {_MONTH} [\s.,/\-]* \d [\d\s.,:/\-]* $         # MARCH1
    | (?:{_DAY_NAME}[\s.,]+)? \d [\d\s.,/\-]* {_MONTH} \.? $       # 1. maaliskuuta
    | (?:true|false|tosi|epätosi) $
    | (?:\#\S+[!?]|\#?n/?a|<na>|-?nan|null|none) $                 # an error, a missing value
    """,
    re.VERBOSE | re.IGNORECASE,
)
