"""A page as its author wrote it: its macros, links and ids with their places, and what may not stand in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from hallinta.prose.bounds import bounds
from hallinta.prose.calls import CALL_FILLER, Call, calls
from hallinta.prose.code import blotted, without_code
from hallinta.prose.headings import bad_ids, ids
from hallinta.prose.links import Link, links
from hallinta.prose.markup import blocks, braces, tags

MAKRO, HTML, LOHKO, LINKKI, TUNNUS = "makro", "html", "lohko", "linkki", "tunnus"
"""What a flaw is about; each has a rule of its own."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something that may not stand on a page; ``start`` is its offset in the text."""

    start: int
    kind: str
    problem: str
    fix: str


Told = Iterator[tuple[int, str, str]]


@dataclass(frozen=True)
class Prose:
    """The text of a page after its front matter; ``line`` is the file's line where it begins."""

    text: str = ""
    line: int = 1

    @cached_property
    def _text(self) -> tuple[str, list[tuple[int, str, str]]]:
        """The page without its code, and what is wrong with that."""
        return without_code(self.text)

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """The macros that the page calls, in the order written; what stands in code is no call."""
        text, _ = self._text
        return tuple(calls(text)) if "{{" in text else ()

    @cached_property
    def _rest(self) -> str:
        """The page without its code and calls."""
        return blotted(self._text[0], ((call.start, call.end) for call in self.calls), CALL_FILLER)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        return tuple(links(self._rest))

    @cached_property
    def flaws(self) -> list[Flaw]:
        """What may not stand on the page, in the order of places."""
        text = self._rest
        told = [(LOHKO, flaw) for flaw in self._text[1]]
        told += [(LINKKI, flaw) for link in self.links for flaw in link.flaws]
        told += [(MAKRO, flaw) for flaw in self._misplaced(text)]
        told += [(HTML, flaw) for flaw in tags(text, self.text)]
        told += [(LOHKO, flaw) for flaw in blocks(text)]
        told += [(MAKRO if jinja else LOHKO, flaw) for jinja, flaw in braces(text)]
        told += [(LOHKO, flaw) for flaw in bounds(text)]
        told += [(TUNNUS, flaw) for flaw in bad_ids(text)]
        return sorted(
            (Flaw(start, kind, *words) for kind, (start, *words) in told), key=lambda flaw: flaw.start
        )

    @cached_property
    def anchors(self) -> frozenset[str] | None:
        """The ids of the headings, with a macro's own left out; None when a heading's id cannot be told."""
        found = list(ids(self._rest, self.text))
        return frozenset(id for id in found if id) if all(found) else None

    def spot(self, start: int) -> tuple[int, int]:
        """Line and column in the file, counted from 1."""
        row = bisect_right(self._rows, start) - 1
        return self.line + row, start - self._rows[row] + 1

    @cached_property
    def _rows(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def with_macros(self, shown: Callable[[Call], str | None]) -> str:
        """The text with each call replaced; one that gives None stays as it is written."""
        parts, done = [], 0
        for call in self.calls:
            if (html := shown(call)) is not None:
                parts += [self.text[done : call.start], html]
                done = call.end
        return "".join([*parts, self.text[done:]])

    def _misplaced(self, text: str) -> Told:
        """Macros where what they show cannot stand."""
        for call in self.calls:
            start, end = self._row(call.start), self._row_end(call.end)
            row = self.text[start:end]
            if _HEADING.match(row) or _UNDERLINE.match(self.text, end + 1):
                fix = "kirjoita otsikko sanoin: siitä tulee kohdan pysyvä osoite"
                yield call.start, "makro on otsikossa", fix
            elif call.name == "osa" and row.rstrip() != self.text[call.start : call.end]:
                yield call.start, "makro `osa` ei ole omalla rivillään", "siirrä makro omalle rivilleen"
            elif call.name == "osa" and _DEFINITION.match(self.text, end):
                yield (
                    call.start,
                    "makro `osa` on selitettävän sanan paikalla",
                    "kirjoita sana ennen selitystä",
                )
        for link in self.links if self.calls else ():
            if CALL_FILLER in text[link.start : link.end]:
                fix = "kirjoita linkin teksti ja osoite sanoin tai käytä makroa `linkki`"
                yield text.index(CALL_FILLER, link.start), "makro on linkin sisällä", fix

    def _row(self, at: int) -> int:
        return self.text.rfind("\n", 0, at) + 1

    def _row_end(self, at: int) -> int:
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end


_DEFINITION = re.compile(r"\s*\n {0,3}:")
_HEADING = re.compile(r"[ \t>*+.\d:-]*#")
_UNDERLINE = re.compile(r"[ \t>]*(=+|-+)[ \t]*$", re.MULTILINE)
