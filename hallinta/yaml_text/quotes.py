"""A quotation mark that was never closed: YAML closes it at the next one and stumbles somewhere after it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hallinta.yaml_text.plain import Fault, Spot

FIX = "lisää sama merkki tekstin loppuun; jos merkki kuuluu tekstiin, pane koko teksti lainausmerkkeihin"

_OPEN = "lisää sama merkki tekstin alkuun, tai poista se lopusta"

_OPENS = re.compile(r"""(?P<margin>[ ]*(?:-[ ]+)*)(?P<key>(?:[\w.-]+|"[^"]*"|'[^']*'):\s)?""")
_BEGINS = re.compile(r"""\s*(?:-\s|(["']?)[\w.-]+\1:(?:\s|$)|["'][\w.-]+["']?:)""")
_BEFORE_A_VALUE = re.compile(r"\s*(?:-\s+)*(?:[\w.-]+:\s+)?")
_IN_BRACKETS = re.compile(r"[\[{,]\s*(?:[\w.-]+:\s+)?$")
_NEXT_IN_BRACKETS = re.compile(r",\s*(?:[\w.-]+:\s+)?$")
_GOES_ON = re.compile(r"[^\s,\]}:]")


def never_closed(quote: str, spot: Spot) -> Fault:
    return Fault(*spot, f"lainausmerkki `{quote}` jää sulkematta", FIX)


def never_opened(value: str, end: Spot) -> Fault | None:
    """A plain text that one quotation mark ends; after a number it may stand for inches."""
    if value.count('"') == 1 and re.search(r'[^\d\s]"$', value):
        return Fault(end[0], end[1] - 1, 'lainausmerkki `"` päättää tekstin, mutta ei aloita sitä', _OPEN)
    return None


def unclosed(lines: list[str], quoted: Iterable[tuple[Spot, Spot]]) -> Fault | None:
    """The first quotation mark that takes in what stands beside it, among texts from mark to mark.

    A quoted text may go on over lines; one that swallows a key or a list item of its own level, or that ends
    where another value begins, was never closed where it should have been.
    """
    for start, end in quoted:
        if swallows(lines, start, end) or _ends_where_another_begins(lines, start, end):
            return never_closed(lines[start[0] - 1][start[1] - 1], start)
    return None


def swallows(lines: list[str], start: Spot, end: Spot) -> bool:
    """Whether a key or a list item that stands beside a quoted text is inside it."""
    level = _level(lines, start)
    inside = lines[start[0] : end[0]]
    return any(_BEGINS.match(line) and len(line) - len(line.lstrip(" ")) <= level for line in inside)


def _level(lines: list[str], start: Spot) -> int:
    """How many spaces stand before what is beside the text that begins here; -1 when nothing can be."""
    match = _OPENS.match(lines[start[0] - 1][: start[1] - 1])
    assert match, "everything in it may be missing"
    margin, dash = len(match["margin"]), match["margin"].rfind("-")
    if match["key"] or dash >= 0:
        return margin if match["key"] else dash
    above = next((line.rstrip() for line in reversed(lines[: start[0] - 1]) if line.strip()), "")
    return -1 if above.endswith((":", "-")) else margin  # a value on a line of its own, or a key in quotes


def _ends_where_another_begins(lines: list[str], start: Spot, end: Spot) -> bool:
    """Whether the closing mark is really the opening one of what comes next: text goes on right after it."""
    row = lines[end[0] - 1] if end[0] <= len(lines) else ""
    inside, mark, after = row[: max(end[1] - 2, 0)], row[end[1] - 2 : end[1] - 1], row[end[1] - 1 :]
    if not (mark and mark in "\"'" and _GOES_ON.match(after)):
        return False
    if end[0] > start[0]:
        return bool(_BEFORE_A_VALUE.fullmatch(inside))
    return bool(_IN_BRACKETS.search(row[: start[1] - 1]) and _NEXT_IN_BRACKETS.search(inside, start[1]))
