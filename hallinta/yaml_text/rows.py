"""What a row shows by itself or beside the one above it: a missing space, a missing dash, a pasted bullet."""

from __future__ import annotations

import re

from hallinta.yaml_text.plain import Fault

_NO_SPACE = ("kaksoispisteen jälkeen puuttuu välilyönti", "kirjoita `avain: arvo`")
_HARD_SPACE = ("kaksoispisteen jälkeen on sitova välilyönti", "korvaa se tavallisella välilyönnillä")
NO_COLON = (
    "rivillä ei ole kaksoispistettä ja sen jälkeistä välilyöntiä",
    "kirjoita `avain: arvo` tai luettelon kohtaan `- arvo`; jos rivi jatkaa edellistä, sisennä se sitä syvemmälle",
)
_START_DASH = "aloita luettelon kohta viivalla ja välilyönnillä: `- `"
_NO_SPACE_AFTER_DASH = ("viivan jälkeen puuttuu välilyönti", _START_DASH)
_NO_DASH = ("luettelon kohdasta puuttuu viiva", _START_DASH)
_NOT_A_SPACE = {"\t": "sarkain", "\u00a0": "sitova välilyönti"}

_GLUED_KEY = re.compile(r"^(\s*(?:- )?[a-z_]+):([^ \t/:])")
_GLUED_DASH = re.compile(r"^( *)-[^\s-][^:]*:(\s|$)")
_BULLET = re.compile(r"^ *([•●▪◦‣·\uf0b7–—*])\s")
_BAD_DASH = re.compile(r"^ *-([^\s-]|[\t\u00a0])")
_NO_KEY_IN_IT = re.compile(r"\s*[^\s:#'\"][^:#'\"]*")


def bad_dash(row: str, line: int) -> Fault | None:
    """What is wrong with a row that was meant to begin an item of a list, if it was."""
    if match := _BULLET.match(row):
        problem = f"luettelon kohta alkaa merkillä `{match.group(1)}`"
        return Fault(line, match.start(1) + 1, problem, _START_DASH)
    if not (match := _BAD_DASH.match(row)):
        return None
    if name := _NOT_A_SPACE.get(match.group(1)):
        return Fault(line, match.start(1) + 1, f"viivan jälkeen on {name}", _START_DASH)
    return Fault(line, match.start(1), *_NO_SPACE_AFTER_DASH)


def no_space(lines: list[str], line: int) -> Fault | None:
    """``nimi:Koski`` reads as plain text and the parser complains only on a later line, so look back a
    line.
    """
    for number in (line, line - 1):
        row = lines[number - 1] if 1 <= number <= len(lines) else ""
        if match := _GLUED_KEY.match(row):
            hard = match.group(2) == "\u00a0"
            return Fault(number, match.end(1) + 1 + hard, *(_HARD_SPACE if hard else _NO_SPACE))
        if match := _GLUED_DASH.match(row):
            return Fault(number, match.end(1) + 1, *_NO_SPACE_AFTER_DASH)
    return None


def no_dash(lines: list[str], line: int) -> Fault | None:
    """A row that stands beside the item of a list above it."""
    above, row = _pair(lines, line)
    beside = re.match(r" *- ", above) and _depth(above) == _depth(row)
    return Fault(line, _depth(row) + 1, *_NO_DASH) if beside else None


def fault_above(lines: list[str], line: int) -> Fault | None:
    """What is wrong with the row above, when it made this row's key a surprise: a deeper row was meant to go
    on with the item it begins, and a row beside it to follow a key of its own.
    """
    above, row = _pair(lines, line)
    if _depth(row) > _depth(above):
        return bad_dash(above, line - 1)
    if _depth(row) == _depth(above) and _NO_KEY_IN_IT.fullmatch(above):
        return Fault(line - 1, _depth(above) + 1, *NO_COLON)
    return None


def _pair(lines: list[str], line: int) -> tuple[str, str]:
    """The row above a row, and the row itself."""
    return (lines[line - 2], lines[line - 1]) if 1 < line <= len(lines) else ("", "")


def _depth(row: str) -> int:
    return len(row) - len(row.lstrip())
