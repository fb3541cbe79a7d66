"""Ids of a page's headings: the addresses of its sections."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from hallinta.prose.bounds import MAX_HEADINGS
from hallinta.prose.calls import CALL_FILLER

OWN_ID = re.compile(r"\{:? *#([a-z][a-z0-9]*(?:-[a-z0-9]+)*) *\}")
"""An id that the author gave: ``## Otsikko { #oma-tunnus }``."""

_HEADING = re.compile(r"^(?:[ \t>*+.\d:-]*#{1,6}|[ \t>]*(=+|-+)[ \t]*$)", re.MULTILINE)
_INNER = re.compile(r"^(?:[ \t>*+.\d:-]+#|[ \t>]+(?:=+|-+)[ \t]*$)", re.MULTILINE)
"""A heading inside a list or a quotation."""
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_UNSURE = re.compile(r"[\\_&<>!\[\]{}]")
"""What Markdown may read in more ways than one: the id is left to it."""


def ids(text: str, whole: str) -> Iterator[str | None]:
    """The id of each heading, None when only the engine can tell. ``text`` is the page without its code and
    calls, ``whole`` the page as it is written.
    """
    used: set[str] = set(OWN_ID.findall(text))
    yield from used
    if _INNER.search(text):
        yield None
    for number, (start, end) in enumerate(_headings(text)):
        if number > MAX_HEADINGS:
            yield None
            return
        if OWN_ID.search(text, start, end):
            continue
        said = _LINK.sub(r"\1", whole[start:end].strip().rstrip("#").strip())
        unsure = CALL_FILLER in text[start:end] or _UNSURE.search(said)
        yield None if unsure else _once(_slug(re.sub("[*`]", "", said)), used)


def _headings(text: str) -> Iterator[tuple[int, int]]:
    """Where the words of each heading begin and end."""
    for found in _HEADING.finditer(text):
        start, end = found.end(), text.find("\n", found.end())
        if found[1]:  # a row of dashes underlines what is above it, if anything is
            start, end = text.rfind("\n", 0, max(found.start() - 1, 0)) + 1, max(found.start() - 1, 0)
        end = len(text) if end < 0 else end
        if not found[1] or text[start:end].strip():
            yield start, end


def _slug(said: str) -> str:
    """As Markdown's ``toc`` makes it: ``Mitä etsit?`` → ``mita-etsit``."""
    plain = unicodedata.normalize("NFKD", said).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())


def _once(id: str, used: set[str]) -> str:
    while id in used or not id:
        stem, _, number = id.rpartition("_")
        id = f"{stem}_{int(number) + 1}" if number.isdigit() else f"{id}_1"
    used.add(id)
    return id


_RESERVED = "hk-valikko"
_RESERVED_INSIDE = "__"
"""Ids of the frame around the page."""


def bad_ids(text: str) -> Iterator[tuple[int, str, str]]:
    """Ids that the page's frame has, or that the page gives twice."""
    own: set[str] = set()
    for found in OWN_ID.finditer(text) if "{" in text else ():
        if found[1] == _RESERVED:
            yield found.start(), f"kohdan tunnus `{found[1]}` on sivuston oma", "anna kohdalle toinen tunnus"
        elif found[1] in own:
            fix = "anna kohdalle oma tunnus"
            yield found.start(), f"kohdan tunnus `{found[1]}` on sivulla kahdesti", fix
        own.add(found[1])
    if _RESERVED_INSIDE in text or "&" in text or _RESERVED in text.lower():
        from html import unescape  # most pages need no names of letters

        for start, end in _headings(text):
            id = _slug(unescape(text[start:end]))
            if _RESERVED_INSIDE in id or _RESERVED in id:
                fix = "kirjoita otsikko toisin; lihavoinnin voi merkitä tähdillä (`**`)"
                yield start, f"otsikon tunnus voi olla `{id}`, joka on sivuston oma", fix
