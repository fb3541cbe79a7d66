"""Our addition to the site's copy of Material's script, held to the places it was written for.

Material's file changes with its versions. What the addition needs of it is written here as patterns, and a
file that no longer has them stops the build: the search must not turn silently into the stock one.
"""

from __future__ import annotations

import re

from rjsmin import jsmin

from hallinta.finishing import FinishError

BUNDLE = {
    r"new XMLHttpRequest\b(?=;|\()": "new HeldRequest",
    r"new Worker(?=\()": "new HeldWorker",
    r'"link\[rel=alternate\]"': '"link[rel=ei-muita-kielia]"',
}
"""The one place in the bundle where each stands, and what is put there: the first two are in ``lataus.js``.

Material takes every alternate link for another language of the whole site and fetches its sitemap; ours lead to
feeds and to one page in Swedish.
"""

MESSAGES = (
    r"search/search_index\.json",
    r"type:0,data:\{config:\w+,docs:\w+,",
    r"\w+\.type===1\b",
    r"type:2,data:\w+\b",
    r"\w+\.type===3\b",
)
"""What the bundle and ``theme/assets/haku/haku.js`` say to each other: the index, ready, a query, what was found."""

FINISHED = "/* Hallintakäsikirja: haku */"

MATERIAL = "assets/javascripts/"

UNUSED = ("assets/javascripts/lunr/", "assets/javascripts/workers/")
"""Folders of Material's own search, in whose place is ``theme/assets/haku/``: they are not published."""


def bundle_with_held_search(name: str, text: str, addition: str) -> str:
    """The bundle that fetches search data only when the search box is opened."""
    if FINISHED in text:
        return text
    for pattern in MESSAGES:
        _require(name, text, pattern)
    for pattern, replacement in BUNDLE.items():
        _require(name, text, pattern, at_most=1)
        text = re.sub(pattern, replacement, text)
    return f"{FINISHED}\n{jsmin(addition)}\n{text}"


def without_comments(name: str, text: str) -> str:
    """A script of ours as it is published; Material's is so already."""
    return text if name.startswith(MATERIAL) else jsmin(text)


def _require(name: str, text: str, pattern: str, at_most: int | None = None) -> None:
    count = len(re.findall(pattern, text))
    if count and (at_most is None or count <= at_most):
        return
    found = f"on {count}, pitäisi olla {at_most}" if count else "ei ole"
    raise FinishError(
        f"{name}: kohtaa `{pattern}` {found}, joten hakua ei voi viimeistellä; Material on muuttunut\n"
        "    korjaus: palauta Materialin edellinen versio tai sovita hallinta/finishing/ uuteen"
    )
