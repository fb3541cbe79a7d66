"""What of a page is code, where nothing is markup: fenced blocks and `spans`.

Stricter than Markdown on purpose: what is code here is code there too, so that nothing hides in what only
looks like code. What Markdown might read either way is a flaw.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

FILLER = "\x01"
"""Stands for each character of code, so that places stay what they were."""


def without_code(text: str) -> tuple[str, list[tuple[int, str, str]]]:
    """The text with code blotted out, and what is wrong with the code: offset, problem, way out."""
    flaws: list[tuple[int, str, str]] = []
    if "```" in text or "~~~" in text:
        text = blotted(text, _blocks(text, flaws), FILLER)
    if "`" in text:
        text = blotted(text, _spans(text, flaws), FILLER)
    return text, flaws


def blotted(text: str, spans: Iterator[tuple[int, int]], filler: str) -> str:
    parts, done = [], 0
    for start, end in spans:
        parts += [text[done:start], "\n".join(filler * len(row) for row in text[start:end].split("\n"))]
        done = end
    return "".join([*parts, text[done:]])


# --- fenced blocks --------------------------------------------------------------------------------------

_FENCE = re.compile(r"^([ >]*)(`{3,}|~{3,})(.*)$", re.MULTILINE)
_HEADER = re.compile(r" *[a-z0-9+-]* *|\{ \.text \.hk-loydos \}")

_UNCLOSED_BLOCK = (
    "koodilohko jää sulkematta",
    "lisää lohkon loppuun rivi, jolla on sama merkki yhtä monta kertaa ja yhtä paljon sisennettynä",
)
_BAD_HEADER = (
    "koodilohkon alussa on muuta kuin kielen nimi",
    "kirjoita alkuun pelkkä kieli, esim. ```` ```yaml ````, tai jätä se pois",
)
_QUOTED_BLOCK = ("koodilohko on lainauksen sisällä", "siirrä koodilohko lainauksen ulkopuolelle")
_DEDENTED = (
    "koodilohkon rivi on sisennetty vähemmän kuin lohkon alku",
    "sisennä lohkon kaikki rivit vähintään yhtä paljon kuin sen ensimmäinen rivi",
)


def _blocks(text: str, flaws: list[tuple[int, str, str]]) -> Iterator[tuple[int, int]]:
    opened: re.Match[str] | None = None
    for line in _FENCE.finditer(text):
        if opened is None:
            if ">" in line[1]:
                flaws.append((line.start(2), *_QUOTED_BLOCK))
                yield line.span(2)
            elif not _HEADER.fullmatch(line[3]):
                flaws.append((line.start(2), *_BAD_HEADER))
                yield line.span(2)
            else:
                opened = line
        elif line[1] == opened[1] and line[2] == opened[2] and not line[3].strip(" "):
            if dedented := _dedented(text, opened, line):
                flaws.append((dedented, *_DEDENTED))
            yield opened.start(), line.end()
            opened = None
    if opened is not None:
        flaws.append((opened.start(2), *_UNCLOSED_BLOCK))
        yield opened.span(2)


def _dedented(text: str, opened: re.Match[str], closed: re.Match[str]) -> int | None:
    """The first row of a block that stands left of where the block does."""
    if not opened[1]:
        return None
    row = re.compile(rf"^(?! {{{len(opened[1])}}}) *\S", re.MULTILINE)
    found = row.search(text, opened.end(), closed.start())
    return found.start() if found else None


# --- spans ----------------------------------------------------------------------------------------------

_UNCLOSED_SPAN = (
    "koodimerkintä jää sulkematta samalla rivillä",
    "sulje koodi samalla rivillä, jolla se alkaa, tai poista merkki",
)
_ESCAPED = (
    "koodimerkin edessä on kenoviiva",
    "poista kenoviiva tai kirjoita merkki koodina: ``` `` ` `` ```",
)


def _spans(text: str, flaws: list[tuple[int, str, str]]) -> Iterator[tuple[int, int]]:
    """Each run of ticks closes at the next run of the same length on its row."""
    at = text.find("`")
    while at >= 0:
        start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        row = text[start:] if end < 0 else text[start:end]
        if "``" not in row and "\\`" not in row and not row.count("`") % 2:  # as good as always
            while at >= 0 and (end < 0 or at < end):
                closing = text.index("`", at + 1) + 1
                yield at, closing
                at = text.find("`", closing)
        else:
            yield from _spans_of(row, start, flaws)
            at = text.find("`", start + len(row))


def _spans_of(row: str, offset: int, flaws: list[tuple[int, str, str]]) -> Iterator[tuple[int, int]]:
    ticks = [found.span() for found in re.finditer("`+", row)]
    later: dict[int, list[int]] = {}
    for index in range(len(ticks) - 1, -1, -1):
        later.setdefault(ticks[index][1] - ticks[index][0], []).append(index)
    index = 0
    while index < len(ticks):
        start, end = ticks[index]
        alike = later[end - start]
        while alike and alike[-1] <= index:
            alike.pop()
        if row[max(start - 1, 0) : start] == "\\":
            flaws.append((offset + start, *_ESCAPED))
        elif alike:
            index = alike[-1]
            yield offset + start, offset + ticks[index][1]
        else:
            flaws.append((offset + start, *_UNCLOSED_SPAN))
        index += 1
