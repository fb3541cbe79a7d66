"""How much of what a page may have: what no page needs and Markdown would take minutes over, or not end."""

from __future__ import annotations

import re
from collections.abc import Iterator

Told = Iterator[tuple[int, str, str]]

MAX_HEADINGS = 300
_MAX_OPEN, _MAX_DEEP, _MAX_INDENT, _MAX_ROW, _MAX_DEFINED = 20, 8, 40, 5_000, 60

_DEEP = rf"(?m)^[ \t]*(?:(?:>|[*+-][ \t]|\d+[.)][ \t])[ \t]*){{{_MAX_DEEP + 1}}}"
_DEFINED = r"(?m)^ {0,3}: "
_BRACKET = r"\\.|[\[\]]|\n[ \t]*(?=\n)"
_HEADING = r"(?m)^[ \t>*+.\d:-]*(?:#|[=-]+[ \t]*$)"


def bounds(text: str) -> Told:
    """Most pages are short, and what is counted cannot be many on them: that is seen first."""
    rows = text.split("\n")
    if found := re.search(_DEEP, text):
        yield found.start(), "luettelo tai lainaus on liian syvällä", "tee luettelosta matalampi"
    elif (start := text.find(" " * _MAX_INDENT)) >= 0 or (start := text.find("\t" * _MAX_DEEP)) >= 0:
        yield start, "rivi on sisennetty liian syvälle", "tee luettelosta matalampi"
    if max(map(len, rows)) > _MAX_ROW:
        start = next(found.start() for found in re.finditer("(?m)^.*$", text) if len(found[0]) > _MAX_ROW)
        yield start, f"rivillä on yli {_MAX_ROW} merkkiä", "kirjoita yksi virke riville"
    if text.count("[") > _MAX_OPEN and (opened := _too_open(text)) is not None:
        fix = "sulje hakasulku samassa kappaleessa tai kirjoita sen eteen kenoviiva"
        yield opened, "kappaleessa on liian monta avointa hakasulkua", fix
    for pattern, most, what in ((_DEFINED, _MAX_DEFINED, "selitystä"), (_HEADING, MAX_HEADINGS, "otsikkoa")):
        many = re.finditer(pattern, text) if len(rows) > most * 2 else ()
        if found := next((each for number, each in enumerate(many) if number >= most), None):
            yield found.start(), f"sivulla on yli {most} {what}", "jaa sivu useammaksi"


def _too_open(text: str) -> int | None:
    """Where more brackets are open at a time, or left open in all, than a page has any use for."""
    opened: list[int] = []
    left = 0
    for found in re.finditer(_BRACKET, text):
        if found[0] == "[":
            opened.append(found.start())
            if left + len(opened) > _MAX_OPEN:
                return opened[0]
        elif found[0] == "]":
            del opened[-1:]
        elif found[0][0] == "\n":
            left += len(opened)
            opened.clear()
    return None
