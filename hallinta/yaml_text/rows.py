"""What a row shows by itself or beside the one above it: a missing space, a missing dash, a pasted bullet."""

from __future__ import annotations

import re

from hallinta.yaml_text.mending import LONGEST, odd_mark, odd_start
from hallinta.yaml_text.plain import Fault

NO_SPACE = ("kaksoispisteen jälkeen puuttuu välilyönti", "kirjoita `avain: arvo`")
NO_COLON = (
    "rivillä ei ole kaksoispistettä ja sen jälkeistä välilyöntiä",
    "kirjoita `avain: arvo` tai luettelon kohtaan `- arvo`; jos rivi jatkaa edellistä, sisennä se sitä syvemmälle",
)
_GLUED_KEY = re.compile(r"^(\s*(?:- )?[a-z_]+):([^ \t/:])")
_GLUED_DASH = re.compile(r"^( *)-[^\s-][^:]*:(\s|$)")
_BAD_DASH = re.compile(r"^ *-[^\s-]")
_NO_KEY_IN_IT = re.compile(r"\s*[^\s:#'\"][^:#'\"]*")


def missing_dash(row: str, line: int) -> Fault:
    """A row that should begin an item but has no dash."""
    return Fault(line, _depth(row) + 1, "luettelon kohdasta puuttuu viiva", _start_dash(row))


def _missing_space(row: str, line: int) -> Fault:
    return Fault(line, _depth(row) + 1, "viivan jälkeen puuttuu välilyönti", _start_dash(row))


def _start_dash(row: str) -> str:
    item = f"- {row.strip().removeprefix('-')}"
    return f"aloita luettelon kohta viivalla ja välilyönnillä: `{item if len(item) <= LONGEST else '- '}`"


def bad_dash(row: str, line: int) -> Fault | None:
    """What is wrong with a row that was meant to begin an item of a list, if it was."""
    if _BAD_DASH.match(row):
        return _missing_space(row, line)
    return odd_start(row, line)


def no_space(lines: list[str], line: int) -> Fault | None:
    """``nimi:Koski`` reads as plain text and the parser complains only on a later line, so look back a
    line.
    """
    for number in (line, line - 1):
        row = lines[number - 1] if 1 <= number <= len(lines) else ""
        if match := _GLUED_KEY.match(row):
            return odd_mark(row, number) or Fault(number, match.end(1) + 1, *NO_SPACE)
        if match := _GLUED_DASH.match(row):
            return _missing_space(row, number)
    return None


def no_dash(lines: list[str], line: int) -> Fault | None:
    """A row that stands beside the item of a list above it."""
    above, row = _pair(lines, line)
    beside = re.match(r" *- ", above) and _depth(above) == _depth(row)
    return missing_dash(row, line) if beside else None


def no_first_dash(lines: list[str], line: int) -> Fault | None:
    """The row below a key that began the first item without a dash, when the second one has it."""
    row = lines[line - 1] if line <= len(lines) else ""
    if not re.match(r" *- ", row):
        return None
    for number in range(line - 1, 0, -1):
        above = lines[number - 1]
        if above.strip() and _depth(above) <= _depth(row) and above.rstrip().endswith(":"):
            first = lines[number]
            return missing_dash(first, number + 1) if number + 1 < line and first.strip() else None
        if _depth(above) < _depth(row) or re.match(r" *- ", above):
            return None
    return None


def fault_above(lines: list[str], line: int) -> Fault | None:
    """What is wrong with the row above, when it made this row's key a surprise: a deeper row was meant to go
    on with the item it begins, and a row beside it to follow a key of its own.
    """
    above, row = _pair(lines, line)
    if _depth(row) > _depth(above):
        return bad_dash(above, line - 1)
    if _depth(row) == _depth(above) and _NO_KEY_IN_IT.fullmatch(above) and above.rstrip() != "---":
        return Fault(line - 1, _depth(above) + 1, *NO_COLON)
    return None


def _pair(lines: list[str], line: int) -> tuple[str, str]:
    """The row above a row, and the row itself."""
    return (lines[line - 2], lines[line - 1]) if 1 < line <= len(lines) else ("", "")


def _depth(row: str) -> int:
    return len(row) - len(row.lstrip(" "))
