"""What a record's page is found by: the record's own words and the other names it is called by.

A page shows a record with labels, states, related records and sources, which stand on a hundred other pages
too. In the search a page says only what its record says, whatever its template looks like.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from hallinta.finishing.words import tokens
from hallinta.handbook import PAGES, Handbook
from hallinta.records.base import NamedRecord, Record
from hallinta.rules import RULES

RULE_PAGES = "muokkaajalle/saannot/"

ASIDE = frozenset([
    "dokumentaatio", "en", "historia", "keskeinen_perustelu", "lahdekoodi", "lisenssi",
    "mallin_piirissa_perustelu", "nakyy", "osoite", "ratkaisijat", "tarkistus", "tiedostot", "url", "vaihtoehdot",
    "verkkosivu", "versio", "yksikko", "yllapito_perustelu",
])  # fmt: skip
"""Fields that qualify a record and do not tell what it is about: addresses, grounds, history."""


@dataclass(frozen=True, slots=True)
class Own:
    """What a record's page, or its section of a shared page, says in the search: HTML and names."""

    text: str = ""
    names: tuple[str, ...] = ()


Place = tuple[str, str]
"""Address of a page and the id of a record on it; the id is empty when the page is the record's own."""


def own_words(handbook: Handbook) -> dict[Place, Own]:
    """Every record and rule that has a page or a section of one, by its address in its own handbook. A rule is found by
    its id and title.
    """
    found = {(f"{RULE_PAGES}{id}/", ""): Own() for id in RULES}
    for record in _readable(handbook):
        page, _, anchor = record.address.removeprefix(handbook.tree).partition("#")
        said = "".join(f"<p>{html.escape(text, quote=False)}</p>" for text in _prose(record))
        found[page, record.id if anchor else ""] = Own(said, other_names(record))
    return found


def written_pages(handbook: Handbook) -> frozenset[str]:
    """Addresses of the pages that are written by hand and searched as they are."""
    return frozenset(page.address.removeprefix(handbook.tree) for page in handbook.sivut)


def _readable(handbook: Handbook) -> Iterator[Record]:
    """Records that are read somewhere; settings are not, and a hand-written page is its own text."""
    return (record for record in handbook.everything if record.folder and record.folder != PAGES)


_CODE = re.compile(r"[a-z0-9./_-]+|https?:\S+")
_MARKUP = re.compile(r"\[([^\]]*)\]\([^)]*\)|[*`]+")


def _prose(record: Record) -> Iterator[str]:
    """The record's free texts as plain text: no codes, no addresses, not the name that is in the heading."""
    for path, text, rich in record.texts:
        code = path[0] != "nimi" and _CODE.fullmatch(text)
        if code or path == ("nimi", "fi") or ASIDE.intersection(path):
            continue
        yield _MARKUP.sub(r"\1", text) if rich else text


def other_names(record: Record) -> tuple[str, ...]:
    """What a record is called besides its name; any kind may have ``lyhenne`` and ``hakusanat``."""
    short = getattr(record, "lyhenne", None)
    words: tuple[str, ...] = getattr(record, "hakusanat", ())
    return tuple(dict.fromkeys([*([short] if short else []), *words]))


def synonyms(handbook: Handbook) -> dict[str, set[str]]:
    """Word → words that mean the same. Only names of one word: *VM* is *valtiovarainministeriö*."""
    same: dict[str, set[str]] = {}
    for record in handbook.everything:
        if isinstance(record, NamedRecord):
            for other in other_names(record):
                match tokens(other), tokens(record.name):
                    case [word], [name]:
                        same.setdefault(word, set()).add(name)
    return same
