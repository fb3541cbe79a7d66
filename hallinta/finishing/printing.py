"""Many pages as one for printing: a chapter, or the whole handbook.

The page itself is built like any other; between its marks stands what the built pages say. Each of them keeps
its headings, some levels lower, and its anchors, made its own by the page's address; a link to a page that is
printed too stays within the print.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from html import escape

from hallinta.finishing import FinishError
from hallinta.queries.tulostus import NOT_PRINTED, PRINT, PRINTED, Chapter

START, END = "<!-- tuloste -->", "<!-- tuloste loppuu -->"
_MARKED = re.compile(f"{START}.*{END}", re.DOTALL)

_CONTENT = re.compile(r"<article\b[^>]*>(.*)</article>", re.DOTALL)
_LEFT_OUT = re.compile(
    r'<a [^>]*class="(?:md-content__button|headerlink)[^>]*>.*?</a>'
    r'|<p class="hk-toimet">.*?</p>'
    r"|<script\b.*?</script>"
    r"|<form\b.*?</form>",
    re.DOTALL,
)
"""What works only on the page itself: buttons, forms, the way to its editor."""

_H1 = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_MARKUP = re.compile(r"<[^>]+>")
_TAG = re.compile(r"</?h[1-6]\b[^>]*>|<[a-z][^>]*=[^>]*>")
_PIECE = re.compile(
    r"(?P<heading></?h)(?P<level>[1-6])(?=[ >])"
    r'|(?P<name> (?:id|for|headers|aria-labelledby|aria-describedby|aria-controls))="(?P<ids>[^"]*)"'
    r'|(?P<link> (?:xlink:href|href|src|action))="(?P<to>[^"]*)"'
    r"|url\(#(?P<drawn>[^)]*)\)"
)


@dataclass(frozen=True, slots=True)
class Printed:
    """The content of one built page."""

    address: str
    title: str
    anchor: str
    pieces: tuple[str | int | Link, ...]
    """What stands in every print as it is, levels of headings, and links."""


def printed(site: Mapping[str, str]) -> dict[str, str]:
    """The site's print pages, filled. ``site`` has every page of the site by its path."""
    pages = {name: text for name, text in site.items() if name.endswith("index.html")}
    chapters = [(chapter, _pages_of(chapter, pages)) for chapter in PRINTED]
    filled = {f"{PRINT}index.html": _filled(pages, PRINT, _whole(chapters))}
    for chapter, found in chapters:
        filled[f"{chapter.address}index.html"] = _filled(pages, chapter.address, _chapter(chapter, found))
    return filled


def _filled(pages: Mapping[str, str], address: str, content: str) -> str:
    name = f"{address}index.html"
    text, count = _MARKED.subn(lambda _: f"{START}\n{content}\n{END}", pages.get(name, ""))
    if count != 1:
        raise FinishError(f"{name}: paikkaa tulosteelle ei ole, joten sivua ei voi koota")
    return text


def _pages_of(chapter: Chapter, pages: Mapping[str, str]) -> list[Printed]:
    return [_read(name, pages[name]) for start in chapter.alut for name in _part(start, pages)]


def _part(start: str, pages: Mapping[str, str]) -> list[str]:
    """The files of a part: its first page, then those it links to in that order, then the rest by address."""
    first = f"{start}index.html"

    def place(name: str) -> tuple[object, ...]:
        way = posixpath.relpath(_address(name), start)
        linked = pages.get(first, "").find(f'href="{way}/"')
        return name != first, linked < 0, linked, _address(name).rstrip("/")

    return sorted(
        (name for name in pages if name.startswith(start) and not _left_out(_address(name))), key=place
    )


def _left_out(address: str) -> bool:
    return any(fnmatchcase(address, pattern) for pattern in NOT_PRINTED)


def _address(name: str) -> str:
    return name.removesuffix("index.html")


def _anchor(address: str) -> str:
    """Where a page begins in the print, and the beginning of its own anchors there."""
    return address.strip("/").replace("/", "--")


def _read(name: str, text: str) -> Printed:
    content = _CONTENT.search(text)
    title = _H1.search(content[1]) if content else None
    if content is None or title is None:
        problem = "sivulla ei ole sisältöä tai pääotsikkoa, joten sitä ei voi tulostaa muiden mukana"
        raise FinishError(f"{name}: {problem}")
    address = _address(name)
    anchor = _anchor(address)
    pieces = _pieces(address, anchor, _without_landmarks(_LEFT_OUT.sub("", content[1]).strip()))
    return Printed(address, _MARKUP.sub("", title[1]).strip(), anchor, tuple(pieces))


def _without_landmarks(html: str) -> str:
    """Regions of one page are groups among many pages, where the same names come again and again (1.3.1)."""
    html = re.sub(r"<(?:section|nav)\b", '<div role="group"', html)
    return re.sub(r"</(?:section|nav)>", "</div>", html).replace('role="region"', 'role="group"')


# --- putting together -----------------------------------------------------------------------------------


def _whole(chapters: Sequence[tuple[Chapter, list[Printed]]]) -> str:
    together = frozenset(page.address for _, found in chapters for page in found)
    contents = "".join(
        f'<li><a href="#luku-{chapter.id}">{escape(chapter.nimi)}</a>{_contents(found)}</li>'
        for chapter, found in chapters
    )
    bodies = "\n".join(
        f'<h2 class="hk-tuloste__luku" id="luku-{chapter.id}">{escape(chapter.nimi)}</h2>\n'
        + _bodies(found, together, PRINT, 2)
        for chapter, found in chapters
    )
    return f'<nav class="hk-tuloste__sisallys" aria-label="Sisällys"><ul>{contents}</ul></nav>\n{bodies}'


def _chapter(chapter: Chapter, found: list[Printed]) -> str:
    together = frozenset(page.address for page in found)
    contents = f'<nav class="hk-tuloste__sisallys" aria-label="Sisällys">{_contents(found)}</nav>'
    return f"{contents}\n{_bodies(found, together, chapter.address, 1)}"


def _contents(found: list[Printed]) -> str:
    items = "".join(f'<li><a href="#{page.anchor}">{page.title}</a></li>' for page in found)
    return f"<ul>{items}</ul>"


def _bodies(found: list[Printed], together: frozenset[str], here: str, lower: int) -> str:
    return "\n".join(
        f'<section class="hk-tuloste" id="{page.anchor}">\n{_moved(page, together, here, lower)}\n</section>'
        for page in found
    )


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a page: the site address it leads to, or an address elsewhere, and its place there."""

    attribute: str
    target: str
    fragment: str
    outside: bool = False

    def seen_from(self, here: str, together: frozenset[str]) -> str:
        if self.outside:
            return f'{self.attribute}="{self.target}"'
        if self.target in together:
            return f'{self.attribute}="#{_anchor(self.target)}{"--" if self.fragment else ""}{self.fragment}"'
        hash = "#" if self.fragment else ""
        return f'{self.attribute}="{_way(here, self.target)}{hash}{self.fragment}"'


def _moved(page: Printed, together: frozenset[str], here: str, lower: int) -> str:
    """A page's content as part of another page: lower headings, links that still lead where they led."""

    def said(piece: str | int | Link) -> str:
        if isinstance(piece, str):
            return piece
        return piece.seen_from(here, together) if isinstance(piece, Link) else str(min(piece + lower, 6))

    return "".join(map(said, page.pieces))


def _pieces(address: str, anchor: str, content: str) -> Iterator[str | int | Link]:
    """Content cut where another page would say it otherwise: levels of headings and links. Anchors are its own."""
    place = 0
    for tag in _TAG.finditer(content):
        for found in _PIECE.finditer(content, tag.start(), tag.end()):
            yield content[place : found.start()]
            place = found.end()
            if found["heading"]:
                yield found["heading"]
                yield int(found["level"])
            elif found["name"]:
                ids = " ".join(f"{anchor}--{id}" for id in found["ids"].split())
                yield f'{found["name"]}="{ids}"'
            elif found["link"]:
                yield _link(address, found["link"], found["to"])
            else:
                yield f"url(#{anchor}--{found['drawn']})"
    yield content[place:]


def _link(address: str, attribute: str, to: str) -> Link:
    path, _, fragment = to.partition("#")
    if re.match(r"[a-z][a-z0-9+.-]*:", path):
        return Link(attribute, to, "", outside=True)
    return Link(attribute, _target(address, path) if path else address, fragment)


@cache
def _target(address: str, path: str) -> str:
    target = posixpath.normpath(posixpath.join("/", address, path)).lstrip("/")
    return f"{target}/" if target and path.endswith(("/", ".")) else target


@cache
def _way(here: str, target: str) -> str:
    way = posixpath.relpath(f"/{target}", f"/{here}")
    return f"{way}/" if target.endswith("/") or not target else way
