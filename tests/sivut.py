"""What a reader sees on a built page: its text, and the text under each of its headings."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_UNSEEN = {"script", "style", "template"}
_INLINE = {"a", "abbr", "b", "code", "em", "i", "small", "span", "strong", "sub", "sup", "time"}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass
class _Spot:
    """An element with an id: where its text begins, and which heading or end closes it."""

    id: str
    tag: str
    start: int
    end: int | None = None


@dataclass
class SeenPage(HTMLParser):
    """The article of a page, without its grounds: what lists clauses and sources shows no matter."""

    text: str = ""
    _spots: list[_Spot] = field(default_factory=list)
    _open: list[tuple[str, bool, _Spot | None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        grounds = tag == "footer" and "hk-alku" in (values.get("class") or "")
        unseen = grounds or tag in _UNSEEN or (bool(self._open) and self._open[-1][1])
        inside = tag == "article" or any(name == "article" for name, _, _ in self._open)
        spot = None
        if inside and not unseen:
            self.text += "" if tag in _INLINE else " "
            self._close_sections(tag)
            if values.get("id"):
                spot = _Spot(str(values["id"]), tag, len(self.text))
                self._spots.append(spot)
        if tag not in _VOID:
            self._open.append((tag, unseen, spot))

    def _close_sections(self, tag: str) -> None:
        """A heading ends every section of its own level or below."""
        if tag in _HEADINGS:
            for spot in self._spots:
                if spot.end is None and spot.tag in _HEADINGS and spot.tag >= tag:
                    spot.end = len(self.text)

    def handle_endtag(self, tag: str) -> None:
        while self._open and tag not in _VOID:
            name, _, spot = self._open.pop()
            if spot is not None and name not in _HEADINGS:
                spot.end = len(self.text)
            if name == tag:
                break

    def handle_data(self, data: str) -> None:
        names = [name for name, _, _ in self._open]
        if "article" in names and not self._open[-1][1]:
            self.text += data

    @property
    def words(self) -> str:
        return " ".join(self.text.split())

    def under(self, id: str) -> str | None:
        """The text of an element, or of the section that a heading opens; None when there is no such id."""
        spot = next((spot for spot in self._spots if spot.id == id), None)
        return " ".join(self.text[spot.start : spot.end].split()) if spot else None


@cache
def seen(path: Path) -> SeenPage | None:
    """The page in a file, read once; None when there is no such file."""
    if not path.is_file():
        return None
    return read(path.read_text(encoding="utf-8"))


def read(html: str) -> SeenPage:
    page = SeenPage()
    page.feed(html)
    page.close()
    return page
