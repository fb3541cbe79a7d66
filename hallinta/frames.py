"""One frame for many pages: the engine builds a page of marks once for each kind of frame, and every page of the
kind is its frame with the marks given way to what the page says.

Text to text. No engine is known here: whatever makes the page of marks makes the frames.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import escape
from urllib.parse import quote

from hallinta.finishing import FinishError
from hallinta.finishing.fetched import WHERE
from hallinta.finishing.printing import START
from hallinta.pages import Heading, Page

STEP, TITLE, ABOUT, SOURCE, TOC = "hk0askel", "hk0otsikko0", "hk0kuvaus0", "hk0lahde0", "hk0sisallys0"
"""What stands in a page of marks for the step of its address that varies, its title, its description, the file
that it is edited in and its table of contents."""

_BODY = '<i id="hk0runko0"></i>'
_MARKS = re.compile(
    rf'{STEP}\d+n|{TITLE}|{ABOUT}|{SOURCE}|{_BODY}.*{_BODY}|<li><a href="#{TOC}".*?</li>', re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Kind:
    """What pages share that have the same frame."""

    before: str
    """The address up to the step that varies: the index page that the pages belong under."""
    after: str
    """The address after that step: empty, or the way to a page of a page."""
    given: Page
    """A page with what the frame is told of a page, and nothing that the pages do not share."""
    needs: tuple[str, ...]
    """What tells the files that the pages need (``WHERE``)."""
    headed: bool
    number: int = 0

    @classmethod
    def of(cls, page: Page, before: str) -> Kind:
        _, _, after = page.address.removeprefix(before).partition("/")
        given = replace(
            page,
            address="",
            title=TITLE,
            description=ABOUT,
            body="",
            source=SOURCE if page.source else None,
            boost=1.0,
            records=(),
        )
        needs = tuple(mark for mark in dict.fromkeys(WHERE.values()) if mark in page.body)
        return cls(before, after, given, needs, "<h2 " in page.body)

    @property
    def page(self) -> Page:
        """The page of marks, for the engine to build."""
        needed = "".join(f'<i {mark}"></i>' for mark in self.needs)
        heading = f'<h2 id="{TOC}">{TOC}</h2>' if self.headed else ""
        address = f"{self.before}{STEP}{self.number}n/{self.after}"
        return replace(self.given, address=address, body=f"{_BODY}<h1></h1>{needed}{heading}{_BODY}")


@dataclass(frozen=True, slots=True)
class Shared:
    """The pages that share frames, by the kinds of the frames."""

    kinds: Mapping[Kind, tuple[Page, ...]] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    """The addresses of all generated pages, those that share no frame among them."""

    @property
    def pages(self) -> Iterator[Page]:
        return (page for pages in self.kinds.values() for page in pages)


NONE_SHARED = Shared()


def shared(pages: Iterable[Page]) -> Shared:
    """The pages that have a frame in common with another; the rest the engine builds each for itself."""
    pages = list(pages)
    indexes = {page.address for page in pages if page.index}
    found: dict[Kind, list[Page]] = defaultdict(list)
    for page in pages:
        above = next((each for each in page.sections if each in indexes and each != page.address), None)
        if above and page.language == "fi" and START not in page.body:
            found[Kind.of(page, above)].append(page)
    several = ((kind, tuple(each)) for kind, each in found.items() if len(each) > 1)
    kinds = {replace(kind, number=number): each for number, (kind, each) in enumerate(several)}
    return Shared(kinds, tuple(page.address for page in pages))


@dataclass(frozen=True, slots=True)
class Frame:
    """A built page of marks, cut at them."""

    pieces: tuple[str, ...]

    @classmethod
    def of(cls, name: str, html: str) -> Frame:
        """The frame; raises ``FinishError`` when the page has not kept the marks."""
        found = _MARKS.findall(html)
        if sum(mark.startswith(_BODY) for mark in found) != 1:
            raise FinishError(
                f"{name}: sivun kehyksessä ei ole paikkaa sisällölle, joten sen sivuja ei voi koota\n"
                "    korjaus: vertaa Materialin uutta sivupohjaa tiedostoon hallinta/frames.py"
            )
        texts = _MARKS.split(html)
        return cls(tuple(part for pair in zip(texts, [*found, ""], strict=True) for part in pair))

    def around(self, kind: Kind, page: Page, body: str) -> str:
        """The page with the body, as the engine would have built it."""
        said = {
            TITLE: escape(page.title),
            ABOUT: escape(page.description),
            SOURCE: quote(page.source or ""),
        }
        step = page.address.removeprefix(kind.before).partition("/")[0]
        parts = list(self.pieces)
        for place in range(1, len(parts), 2):
            mark = parts[place]
            if mark in said:
                parts[place] = said[mark]
            elif mark.startswith(STEP):
                parts[place] = step
            elif mark:
                parts[place] = body if mark.startswith(_BODY) else contents(page.headings)
        return "".join(parts)


def contents(headings: Iterable[Heading]) -> str:
    """The table of contents as ``theme/partials/toc-item.html`` writes it."""
    parts: list[str] = []
    first, inner = True, False
    for heading in headings:
        item = f'<li><a href="#{heading.id}" class="md-nav__link">{heading.text}</a>'
        if heading.level == 3 and not first:
            parts.append(
                f"{item}</li>" if inner else f'<div class="md-nav"><ul class="md-nav__list">{item}</li>'
            )
            inner = True
        else:
            parts += ["</ul></div>"] * inner + ["</li>"] * (not first) + [item]
            first, inner = False, False
    return "".join([*parts, *["</ul></div>"] * inner, *["</li>"] * (not first)])
