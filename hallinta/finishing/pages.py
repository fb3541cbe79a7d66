"""What of a hand-written page the search reads: the page without what other pages say too.

Material's search plugin leaves out what carries ``data-search-exclude``, but it knows an element by its tag
alone and takes up again at the first nested end tag of the same name. So it is given a copy of the page from
which such parts are gone; the published page stays as it is.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

BOILERPLATE = frozenset({"hk-alku", "hk-kentat", "hk-kone", "hk-lauseke", "hk-tehtavat", "hk-tuntematon"})
"""Classes of what stands on many pages: sources, fields, states, clauses, a group's tasks, unknown facts."""

VOID = frozenset(
    {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
CELLS = frozenset({"br", "dd", "div", "dt", "figcaption", "legend", "li", "option", "summary", "td", "th"})
"""Elements after which a new word begins even where there is no space."""


def searched(html: str) -> str:
    """A page's content for the search plugin."""
    copy = _Copy()
    copy.feed(html)
    copy.close()
    return "".join(copy.kept)


_HEADING = re.compile(r"<h[2-6]\b.*?</h[2-6]>", re.DOTALL)


def outline(html: str) -> str:
    """A generated page's introduction and headings: what it says comes from its records when the site is finished."""
    first = _HEADING.search(html)
    return html[: first.start()] + "".join(_HEADING.findall(html)) if first else html


class _Copy(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.kept: list[str] = []
        self.gone = 0
        """How many elements are open in the part that is being left out, itself included."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        left_out = "data-search-exclude" in given or not BOILERPLATE.isdisjoint(
            (given.get("class") or "").split()
        )
        if (self.gone or left_out) and tag not in VOID:
            self.gone += 1
        elif not left_out:
            self._keep(self.get_starttag_text() or "")
        if tag == "br":
            self._keep(" ")

    def handle_endtag(self, tag: str) -> None:
        if self.gone:
            self.gone -= 1
        else:
            self._keep(f"</{tag}>")
        if tag in CELLS:
            self._keep(" ")

    def handle_data(self, data: str) -> None:
        self._keep(data)

    def handle_entityref(self, name: str) -> None:
        self._keep(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._keep(f"&#{name};")

    def _keep(self, text: str) -> None:
        if not self.gone:
            self.kept.append(text)
