"""What a page fetches besides itself: one style sheet, and what only some pages need where they need it.

The sheets that every page links become one file, named by its content, so a browser may keep it as long as it
likes. They keep their order, which the cascade rests on; the print sheet is among them, as it is small and one
file less is worth more than waiting for it later. A script waits until the page has been read, so that none of
them stands between the reader and the first sight of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from types import MappingProxyType

from hallinta.finishing import FinishError
from hallinta.finishing.frame import FRAMED
from hallinta.finishing.styles import bare_elements, joined, properties_read, words_of

WHERE = {
    "assets/vuosikello.css": 'class="vk',
    "assets/vuosikello.js": 'class="vk',
    "assets/taulukot.js": 'class="hk-tyo',
    "assets/apuri.js": 'id="hankeapuri"',
}
"""Files that only some pages need, and what tells such a page."""

MADE = {
    "md-annotation": ("content.code.annotate", 'class="annotate'),
    "md-code__": ("content.code.",),
    "md-source": ('data-md-component="source"',),
    "md-status": ('class="md-status',),
    "md-tag": ('class="md-tag',),
    "md-tooltip": (
        "content.tooltips",
        "content.footnote.tooltips",
        "content.code.annotate",
        'class="annotate',
    ),
    "md-version": ('"provider"',),
    "mermaid": ('class="mermaid',),
    "--md-mermaid": ('class="mermaid',),
    "footnote": ('class="footnote',),
    "rtl": ('dir="rtl"',),
    "success": ('class="admonition success', 'class="success'),
    "tabbed-": ('class="tabbed-set',),
}
"""How the names begin of what Material's script makes or reads only where a page has something: what that is."""

JOINED = "assets/tyylit"

_SHEET = re.compile(r'<link rel="stylesheet" href="(?P<base>[^":]*?)(?P<name>assets/[^"]+)">\n?')
_SCRIPT = re.compile(r'<script src="(?P<base>[^":]*?)(?P<name>assets/[^"]+)"[^>]*></script>\n?')


def fetched(site: Mapping[str, str], bodies: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
    """The pages with links to what they need, and the style sheets made for them. A finished page is left as it is.

    ``site`` has the pages, style sheets and scripts by their paths, ``bodies`` the contents that will be put into
    frames. Raises ``FinishError`` when a page links
    other sheets than the rest, in another order, or one that is not there.
    """
    framed = {name: text for name, text in site.items() if name.endswith(".html") and FRAMED in text}
    pages = {name: text for name, text in framed.items() if f"{JOINED}." not in text}
    if not pages:
        return {}
    common, parts = _sheets(pages, site)
    scripts = (site[name] for name in _linked(_SCRIPT, framed.values()) if name in site)
    whole = (*framed.values(), *bodies.values())
    bare = bare_elements(whole, (site[name] for name in (*common, *parts)))
    words = words_of(whole, ()) | _made(whole, scripts) | bare
    read = {name: properties_read(text) for name, text in site.items() if name.endswith(".css")}

    def made_of(*sheets: str) -> str:
        elsewhere = (found for name, found in read.items() if name not in sheets)
        return joined({name: site[name] for name in sheets}, words.union(*elsewhere))

    made = {JOINED: made_of(*common)} | {part.removesuffix(".css"): made_of(part) for part in parts}
    named = {name: f"{name}.{sha256(text.encode()).hexdigest()[:8]}.css" for name, text in made.items()}
    return {named[name]: text for name, text in made.items()} | {
        name: _page(text, named) for name, text in pages.items()
    }


def _made(pages: Iterable[str], scripts: Iterable[str]) -> set[str]:
    """The words of the scripts, without the names of what is made on none of the pages, and without what is too
    short to be a name of ours: a variable of Material's script may be called as a class of highlighted code is.
    """
    signs = {sign for signs in MADE.values() for sign in signs}
    there = {sign for sign in signs if any(sign in page for page in pages)}
    idle = tuple(name for name, signs in MADE.items() if there.isdisjoint(signs))
    return {word for word in words_of((), scripts) if len(word) > 2 and not word.startswith(idle)}


def _linked(kind: re.Pattern[str], texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(found["name"] for text in texts for found in kind.finditer(text)))


def _head(page: str) -> str:
    """Where the sheets of the frame are; a page may have one of its own in its content."""
    return page.partition("</head>")[0]


def _sheets(pages: Mapping[str, str], site: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """The sheets that every page links, and those that come after them where they are needed."""
    linked = _linked(_SHEET, map(_head, pages.values()))
    common = [name for name in linked if name not in WHERE]
    parts = [name for name in linked if name in WHERE]
    for page, text in pages.items():
        own = [found["name"] for found in _SHEET.finditer(_head(text))]
        if not common or own != [*common, *parts] or not set(own) <= set(site):
            raise FinishError(
                f"{page}: tyylitiedostot ovat {', '.join(own) or '(ei yhtään)'}, pitäisi olla "
                f"{', '.join([*common, *parts])}, joten niitä ei voi yhdistää\n"
                "    korjaus: vertaa Materialin uutta sivupohjaa tiedostoon hallinta/finishing/fetched.py ja pidä "
                "asetuksessa extra_css viimeisinä ne, joita vain osa sivuista tarvitsee"
            )
    return common, parts


def _page(text: str, named: Mapping[str, str]) -> str:
    def unneeded(name: str) -> bool:
        return name in WHERE and WHERE[name] not in text

    first = True

    def sheet(found: re.Match[str]) -> str:
        nonlocal first
        if found["name"] in WHERE:
            made = named[found["name"].removesuffix(".css")]
            return "" if unneeded(found["name"]) else found[0].replace(found["name"], made)
        link, first = found[0].replace(found["name"], named[JOINED]) if first else "", False
        return link

    def script(found: re.Match[str]) -> str:
        if unneeded(found["name"]):
            return ""
        return found[0] if " defer" in found[0] else found[0].replace("></script>", " defer></script>")

    head = _head(text)
    return _SHEET.sub(sheet, head) + _SCRIPT.sub(script, text[len(head) :])
