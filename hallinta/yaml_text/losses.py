"""What YAML takes away, joins or keeps in a way nobody means, without a word."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hallinta.yaml_text.characters import MARKS, SPACES, called
from hallinta.yaml_text.mending import SPACE, odd_mark
from hallinta.yaml_text.plain import Fault, Spot
from hallinta.yaml_text.quotes import never_opened
from hallinta.yaml_text.rows import NO_SPACE, bad_dash, missing_dash

JOINED = (
    "rivi on sisennetty syvemmälle kuin edellinen, joten YAML lukee sen edellisen rivin arvon jatkoksi",
    "sisennä rivi samaan sarakkeeseen kuin muut saman tason rivit; monirivinen teksti tarvitsee merkinnän `>-`",
)
CLOSED_EARLY = (
    "lainausmerkki sulkeutuu ennen tekstin loppua",
    'pane koko arvo lainausmerkkeihin; jos tekstissä on heittomerkki, käytä uloimpana merkkiä `"`',
)
_CUT = (
    "ristikkomerkki `#` katkaisee arvon: YAML jättää rivin lopun lukematta",
    "pane koko arvo lainausmerkkeihin; jos loppu on kommentti, siirrä se omalle rivilleen arvon yläpuolelle",
)

_CONTINUED = re.compile(r"(\s*)(- |[a-z_]+:)")
_ALONE = re.compile(r"[ ]*(-[ ]+)*")
_GLUED_HASH = re.compile(r"\s*(#)[^\s#]|(?<=[\]}])(#)")
_ITEM_INSIDE = re.compile(f" [{MARKS}] ")
_ITEM = re.compile(f"[{MARKS}] ")
_IN_TEXT = re.compile(r"""\s*[^\s#"'][^"']*?\s#""")
_COMMENT = re.compile(r"\s+#")
_NO_COMMENT = re.compile(rf"([{SPACES}])#(?=\s|$)")
_GLUED_KEY = re.compile(rf"[a-z_]+(?::[{SPACES}]|[{SPACES}]+:|[^\W\d_]*：)|(fi|sv|en):(?!//)\S")
_LEADING = re.compile(rf"[{SPACES}]+['\"\[{{|>&*!#]|-[{SPACES}]")


def plain_loss(value: str, lines: list[str], start: Spot, end: Spot) -> Fault | None:
    """Of a text without quotes that begins at ``start`` and ends before ``end``."""
    alone = _ALONE.fullmatch(lines[start[0] - 1], 0, start[1] - 1) is not None
    if end[0] > start[0] and (fault := _joined(lines, start, end[0], alone=alone)):
        return fault
    if alone and (":" in value or "：" in value) and (glued := _GLUED_KEY.match(value)):
        row = lines[start[0] - 1]
        return odd_mark(row, start[0]) or Fault(start[0], start[1] + len(glued[1] or ""), *NO_SPACE)
    if value.endswith('"') and (fault := never_opened(value, end)):
        return odd_mark(lines[start[0] - 1], start[0]) or fault
    return None if value.isascii() else _odd_space(value, lines[start[0] - 1], start)


def _odd_space(value: str, row: str, start: Spot) -> Fault | None:
    """A space that YAML does not know, before a mark that it therefore does not see."""
    if _LEADING.match(value):
        problem = f"arvon alussa on {called(value[value[0] == '-'])}"
        return odd_mark(row, start[0]) or Fault(*start, problem, SPACE)
    if found := _NO_COMMENT.search(row, start[1] - 1):
        problem = f"kommentin edessä on {called(found[1])}, joten YAML lukee kommentin tekstiksi"
        return Fault(start[0], found.start() + 1, problem, SPACE)
    return None


def _joined(lines: list[str], start: Spot, last: int, *, alone: bool) -> Fault | None:
    """A row that was meant to be a key or an item of its own, but went on with the text above it."""
    row = lines[start[0] - 1]
    begins = bad_dash(row, start[0]) if not row[: start[1] - 1].strip() else None
    for number in range(start[0] + 1, min(last, len(lines)) + 1):
        if begins and bad_dash(lines[number - 1], number):
            return begins
        if match := _CONTINUED.match(lines[number - 1]):
            beside = alone and match[2] == "- " and len(match[1]) == start[1] - 1
            return begins or (
                missing_dash(row, start[0]) if beside else Fault(number, match.end(1) + 1, *JOINED)
            )
    return None


def cut(row: str, end: Spot) -> Fault | None:
    """What stands right after a value and is neither read nor a comment that anybody would write."""
    match = _GLUED_HASH.match(row, end[1] - 1)
    if row[end[1] - 1 : end[1]] == "#" and row[end[1] - 2] in "'\"":
        return Fault(*end, *CLOSED_EARLY)
    return Fault(end[0], match.end() - len(match[0].lstrip()) + 1, *_CUT) if match else None


def cut_above(lines: list[str], line: int) -> Fault | None:
    """A comment that ends a text of many rows too early, told of the row after it."""
    row, above = (lines[line - 1], lines[line - 2]) if 1 < line <= len(lines) else ("", "")
    match = _IN_TEXT.match(above)
    goes_on = match and row[:1] == " " and not _CONTINUED.match(row)
    return Fault(line - 1, match.end(), *_CUT) if match and goes_on else None


def comment_after(row: str, end: Spot) -> Spot | None:
    """Where a comment begins after a value on its row."""
    match = _COMMENT.match(row, end[1] - 1)
    return (end[0], match.end()) if match else None


def run_together(text: str, lines: list[str], start: Spot, last: int) -> Spot | None:
    """The first row of those in a text which begin like items of a list but are read as one line."""
    if not _ITEM_INSIDE.search(text):
        return None
    rows = [(number, lines[number - 1]) for number in range(start[0] + 1, min(last, len(lines)) + 1)]
    margin = next((len(row) - len(row.lstrip(" ")) for _, row in rows if row.strip()), 0)
    items = [(number, found) for number, row in rows if (found := _ITEM.match(row, margin))]
    glued = [number for number, _ in items if number == start[0] + 1 or lines[number - 2].strip()]
    if len(items) < 2 or len(glued) < 2:
        return None
    number, first = items[0]
    above = lines[number - 2].rstrip()
    sure = first[0][0] not in "–—" or number == start[0] + 1 or above.endswith(":")
    return (number, first.start() + 1) if sure else None


def once_each(faults: Iterable[Fault]) -> list[Fault]:
    """Faults that say the same of many rows as one: a pasted passage is one mistake."""
    first: dict[str, Fault] = {}
    rows: dict[str, set[int]] = {}
    for fault in faults:
        first.setdefault(fault.problem, fault)
        rows.setdefault(fault.problem, set()).add(fault.line)
    return [
        Fault(fault.line, fault.column, fault.problem + _also(len(rows[fault.problem]) - 1), fault.fix)
        for fault in first.values()
    ]


def _also(others: int) -> str:
    return f" (samoin {others} muulla rivillä)" if others else ""
