"""What Material puts around the content, mended for people who use a keyboard or a screen reader.

Each patch says what of a built page it mends and how often that must be there. A patch that finds something
else stops the build: after an upgrade of the theme a fault must not come back in silence. Parts that we
rewrote whole are templates in ``hallinta/theme/``; ``theme.py`` holds them to what they were made from.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape, unescape

from hallinta.finishing import FinishError

FINISHED = 'id="hk-valikko"'
FRAMED = 'data-md-component="header"'
"""What tells Material's pages from those that stand alone, such as a page for print."""


@dataclass(frozen=True, slots=True)
class Patch:
    """One fault of the frame; ``\\1`` in the new text is a group of the pattern."""

    mends: str
    pattern: re.Pattern[str]
    new: str
    often: range = range(1, 2)
    """How many times the pattern may stand on a page. One that may be absent must stand on some page."""


def _patch(mends: str, pattern: str, new: str, often: range = range(1, 2)) -> Patch:
    return Patch(mends, re.compile(pattern, re.DOTALL), new, often)


_GLASS = (
    '<svg viewBox="0 0 24 24"><path d="M15.5 14h-.8a6.5 6.5 0 1 0-.7.7v.8l5 5 1.5-1.5zm-6 0a4.5 4.5 0 1 1 0-9 4.5 4.5 '
    '0 0 1 0 9"/></svg>'
)
"""The magnifying glass, drawn as it is in the search box: the same bytes twice weigh as once."""

SOMETIMES, ANY = range(2), range(1000)

PATCHES = (
    _patch(
        "2.4.1: the skip link is on every page and leads to the content",
        r'<div data-md-component="skip">.*?</div>',
        '<div data-md-component="skip"><a href="#sivun-sisalto" class="md-skip">Siirry sisältöön</a></div>',
    ),
    _patch(
        "2.4.1: the skip link has where to lead",
        r'<article class="md-content__inner md-typeset">',
        '<article class="md-content__inner md-typeset" id="sivun-sisalto" tabindex="-1">',
    ),
    _patch(
        "2.1.1: the drawer opens by keyboard",
        r'<label class="md-header__button md-icon" for="__drawer">(.*?)</label>',
        '<button type="button" class="md-header__button md-icon hk-valikkopainike" popovertarget="hk-valikko"'
        r' aria-label="Valikko">\1</button>',
    ),
    _patch(
        "2.4.3: a closed drawer is not there, an open one is above all else",
        r'<div class="md-sidebar md-sidebar--primary" data-md-component="sidebar"',
        '<div class="md-sidebar md-sidebar--primary" id="hk-valikko" popover data-md-component="sidebar"',
    ),
    _patch(
        "2.1.1: the search opens by keyboard on a narrow screen",
        r'<label class="md-header__button md-icon" for="__search">.*?</label>',
        f'<button type="button" class="md-header__button md-icon hk-hakupainike" aria-label="Hae">{_GLASS}</button>',
    ),
    _patch(
        "1.3.1: the breadcrumb has a name of its own",
        r'<nav class="md-path" aria-label="[^"]*"',
        '<nav class="md-path" aria-label="Murupolku"',
        SOMETIMES,
    ),
    _patch(
        "1.3.1: the tab that the page belongs to is told",
        r'(<li class="md-tabs__item md-tabs__item--active">\s*<a)',
        r'\1 aria-current="true"',
        SOMETIMES,
    ),
    _patch(
        "4.1.3: what a script tells in passing is told aloud",
        r'<div class="md-dialog" data-md-component="dialog">',
        '<div class="md-dialog" data-md-component="dialog" role="status">',
    ),
    _patch(
        "2.4.6: a heading's name is its text alone; its link is for the pointer, the table of contents for others",
        r'<a class="headerlink" href="([^"]*)" title="([^"]*)">[^<]*</a>',
        r'<a class="headerlink" href="\1" title="\2" aria-hidden="true" tabindex="-1"></a>',
        ANY,
    ),
)

_HEADING = re.compile(
    r"<h[1-6][^>]*>(.*?)</h[1-6]>|<table>.*?</table>|<pre>(?=<span></span><code>)", re.DOTALL
)
_TAG = re.compile(r"<[^>]+>")


def framed(pages: Mapping[str, str]) -> dict[str, str]:
    """The pages with every fault mended, by their paths. A mended page is given back as it is.

    Raises ``FinishError`` when a patch finds more or fewer places than it was written for.
    """
    found: Counter[str] = Counter()
    mended = {name: _page(name, text, found) for name, text in pages.items()}
    for patch in PATCHES:
        if found["pages"] and not found[patch.mends]:
            raise _changed("sivusto", patch, 0)
    return mended


def _page(name: str, text: str, found: Counter[str]) -> str:
    if FRAMED not in text or FINISHED in text:
        return text
    found["pages"] += 1
    for patch in PATCHES:
        text, count = patch.pattern.subn(patch.new, text)
        if count not in patch.often:
            raise _changed(name, patch, count)
        found[patch.mends] += count
    return with_regions(text) if "<table>" in text or "<pre>" in text else text


def _changed(name: str, patch: Patch, count: int) -> FinishError:
    sometimes = patch.often == SOMETIMES and count  # one that no page has is missed by the whole site
    expected = "1" if patch.often == range(1, 2) else "0 tai 1" if sometimes else "ainakin 1"
    return FinishError(
        f"{name}: kohtia `{patch.pattern.pattern}` on {count}, pitäisi olla {expected}, joten saavutettavuuden "
        f"korjausta ({patch.mends.partition(':')[0]}) ei voi tehdä; Material on muuttunut\n"
        "    korjaus: palauta Materialin edellinen versio tai sovita hallinta/finishing/frame.py uuteen"
    )


def with_regions(text: str) -> str:
    """Tables and code written in Markdown in named regions that scroll by keyboard, as record pages have (2.1.1)."""
    heading, seen = "", Counter[str]()

    def region(found: re.Match[str]) -> str:
        nonlocal heading
        if found[1] is not None:
            heading = " ".join(unescape(_TAG.sub("", found[1])).split())
            return found[0]
        kind = "Taulukko" if found[0].startswith("<table") else "Esimerkki"
        seen[kind + heading] += 1
        number = f" {seen[kind + heading]}" if seen[kind + heading] > 1 else ""
        scrolls = f'role="region" aria-label="{escape(f"{kind}{number}: {heading}")}" tabindex="0"'
        if kind == "Esimerkki":
            return f'<pre class="hk-kirjoitettu" {scrolls}>'
        table = found[0].replace("<table>", '<table class="hk-kirjoitettu">', 1)
        return f'<div class="hk-taulukko" {scrolls}>{table}</div>'

    return _HEADING.sub(region, text)
