"""A built site as a reader meets it: its kinds of pages, a page's text, the text under each of its headings."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from hallinta.rules.examples import Example


def kind(path: Path) -> str:
    """What a page is one of: pages of records by their folder, others by themselves. The example handbook is made
    by the same templates as the real one.
    """
    parts = path.parts[1:] if path.parts[0] == "esimerkki" and len(path.parts) > 2 else path.parts
    if len(parts) < 3 or (len(parts) == 3 and parts[0] in {"malli", "sv"}):
        return "/".join(parts) if parts != path.parts else path.as_posix()
    alike = 2 if parts[0] in {"malli", "muokkaajalle", "kehittajalle"} and len(parts) > 3 else 1
    return "/".join([*parts[:alike], "*", *parts[alike + 1 :]])


def one_of_each_kind(site: Path) -> list[str]:
    """One address of every kind of page, the longest page of its kind: it shows the most of what there is."""
    longest: dict[str, tuple[int, str]] = defaultdict(lambda: (0, ""))
    for path in sorted(site.rglob("*.html")):
        address = path.relative_to(site)
        if address.parts[0] == "tulosta" and address.parts[1:] != ("vuosikello", "index.html"):
            continue  # pages of pages for print, of which one is looked at
        longest[kind(address)] = max(longest[kind(address)], (path.stat().st_size, address.as_posix()))
    return sorted(address.removesuffix("index.html") for _, address in longest.values())


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


def passages(example: Example) -> list[str]:
    """All that a rule's example writes: whole files and passages of files, before the change and after it."""
    changes = [
        change for files in (example.before or {}, example.bad, example.good) for change in files.values()
    ]
    whole = [change for change in changes if isinstance(change, str)]
    edits = [edit for change in changes if isinstance(change, tuple) for edit in change]
    return [*whole, *(passage for edit in edits for passage in (edit.old, edit.new) if passage)]
