"""A row as the keyboard would have written it: what in it only looks like YAML's own marks, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from hallinta.yaml_text.characters import BULLETS, COLONS, DASHES, QUOTES, SPACES, as_keyed, called, unquoted
from hallinta.yaml_text.plain import Fault

LONGEST = 60
"""Characters of a row that a way out repeats."""

_Piece: TypeAlias = "tuple[str, str, str]"
"""A part of a row as written, as meant, and what to say of a character there that is not what it looks like."""

_MARGIN = re.compile(f"[ {SPACES}]*")
_ITEM = re.compile(rf"([-*{DASHES}{BULLETS}])([ \t{SPACES}]+|$)")
_KEY = re.compile(rf"([^\s:{COLONS}\[\]{{}},]+)([ {SPACES}]*)([:{COLONS}])([ {SPACES}]*)")
_NAME = re.compile(r"""(["']?)[A-Za-z_][\w.-]*\1""")
_VALUE = re.compile(rf"(.*?)([ \t{SPACES}]*)", re.DOTALL)
_QUOTED = re.compile(rf"""(["'`{QUOTES}])(.*)(["'`{QUOTES}])""")
_BLOCK = re.compile(rf"([>|＞｜])([{DASHES}]?)")
_BRACKETS = {"［": "[", "］": "]", "｛": "{", "｝": "}"}


def mended(row: str) -> str:
    """The row with what only looks like YAML's marks put right."""
    return "".join(meant for _, meant, _ in _pieces(row))


def odd_mark(row: str, line: int) -> Fault | None:
    """The first character of a row that only looks like one of YAML's marks, by its name, and the right row."""
    column = 1
    for written, right, words in _pieces(row):
        if written != right:
            at = next((index for index, char in enumerate(written) if not char.isascii()), 0)
            return Fault(line, column + at, words.format(called(written[at])), _way_out(row, right))
        column += len(written)
    return None


def _way_out(row: str, right: str) -> str:
    whole = mended(row).strip()
    if not whole:
        return "tyhjennä rivi"
    if len(whole) <= LONGEST:
        return f"kirjoita `{whole}`"
    return _SHORTER.get(right.strip()) or f"kirjoita `{right.strip()}`"


def odd_start(row: str, line: int) -> Fault | None:
    """As ``odd_mark``, of a row that only looks like beginning an item."""
    start = _MARGIN.match(row)
    assert start, "a margin may be empty"
    marked = _ITEM.match(row, start.end())
    return odd_mark(row, line) if marked and marked[0].rstrip(" ") != "-" else None


SPACE = "korvaa se tavallisella välilyönnillä"
_SHORTER = {
    "": SPACE,
    "-": "aloita luettelon kohta viivalla ja välilyönnillä: `- `",
    ":": "korvaa se tavallisella kaksoispisteellä `:`",
    '"': 'vaihda kaarevat lainausmerkit suoriin: `"…"`',
}


def _pieces(row: str) -> Iterator[_Piece]:
    margin = _MARGIN.match(row)
    assert margin, "a margin may be empty"
    yield margin[0], " " * len(margin[0]), "sisennyksessä on {}"
    at = margin.end()
    while item := _ITEM.match(row, at):
        yield item[1], "-", f"luettelon kohta alkaa merkillä `{item[1]}`: {{}}"
        space = item[2] if item[2].isascii() and "\t" not in item[2] else " "
        yield item[2], space, "viivan jälkeen on {}"
        at = item.end()
    if (key := _KEY.match(row, at)) and _is_a_key(key, len(row)):
        yield key[1], key[1] if key[1].isascii() else unquoted(key[1]), "avaimessa on {}"
        yield key[2], "", "kaksoispisteen edessä on {}"
        yield key[3], ":", "kaksoispisteen paikalla on {}"
        space = key[4] if key[4].isascii() and key[4] else " "
        yield key[4], space if key.end() < len(row) else "", "kaksoispisteen jälkeen on {}"
        at = key.end()
    yield from _value(row[at:])


def _is_a_key(key: re.Match[str], end: int) -> bool:
    glued = key[3] == ":" and not key[4] and key.end() < end
    return not glued and _NAME.fullmatch(as_keyed(key[1])) is not None


def _value(rest: str) -> Iterator[_Piece]:
    match = _VALUE.fullmatch(rest)
    assert match, "anything is a value"
    text, trail = match.groups()
    if block := _BLOCK.fullmatch(text):
        yield text, as_keyed(block[1]) + as_keyed(block[2]), "merkinnässä `>-` on {}"
    elif (quoted := _QUOTED.fullmatch(text)) and {quoted[1], quoted[3]} not in ({'"'}, {"'"}):
        quote = "'" if '"' in quoted[2] and "'" not in quoted[2] else '"'
        words = "lainausmerkin paikalla on {}"
        yield quoted[1], quote, words
        yield quoted[2], quoted[2], ""
        yield quoted[3], quote, words
    elif text[:1] in _BRACKETS and text[-1:] in _BRACKETS:
        inner = text[1:-1]
        yield text[0], _BRACKETS[text[0]], "sulun paikalla on {}"
        yield inner, inner.replace("，", ","), "pilkun paikalla on {}"
        yield text[-1], _BRACKETS[text[-1]], "sulun paikalla on {}"
    elif text.startswith("＃"):
        yield "＃", "#", "kommentin alussa on {}"
        yield text[1:], text[1:], ""
    else:
        yield text, text, ""
    yield trail, trail if trail.isascii() else "", "rivin lopussa on {}"
