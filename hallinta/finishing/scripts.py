"""Our additions to the site's copies of Material's scripts, each held to the place it was written for.

Material's files change with its versions. What an addition needs of a file is written here as patterns, and a
file that no longer has them stops the build: the search must not turn silently into the stock one.
"""

from __future__ import annotations

import re

from hallinta.finishing import FinishError

WORKER = (
    r"/min/lunr\.\$\{\w+\}\.min\.js",  # loads the language file that haku.js is added to
    r"importScripts\(",
    r"self\.lunr=",
    r"\.tokenizer\.separator=new RegExp\(",
    r"\.Builder\.prototype\.field=function",
    r"\.Builder\.prototype\.build=function",
    r"\.Index\.prototype\.search=function",
    r"this\.invertedIndex",
    r"this\.fieldLengths",
    r"this\._documents",
    r"this\._fields",
    r"[^.\w]postMessage\(",
)
"""What ``haku.js`` uses of the search worker."""

LANGUAGE = r"stopWordFilter-fi"

BUNDLE = {
    r"new XMLHttpRequest\b(?=;|\()": "new HeldRequest",
    r"new Worker(?=\()": "new HeldWorker",
    r'"link\[rel=alternate\]"': '"link[rel=ei-muita-kielia]"',
}
"""The one place in the bundle where each stands, and what is put there: the first two are in ``lataus.js``.

Material takes every alternate link for another language of the whole site and fetches its sitemap; ours lead to
feeds and to one page in Swedish.
"""

BUNDLE_INDEX = r"search/search_index\.json"
FINISHED = "/* Hallintakäsikirja: haku */"


def checked_worker(name: str, text: str) -> str:
    """The worker as it is, once it is known to be one that ``haku.js`` was written for."""
    for pattern in WORKER:
        _require(name, text, pattern)
    return text


def language_with_search(name: str, text: str, addition: str) -> str:
    """The Finnish language file with ``haku.js`` after it."""
    if FINISHED in text:
        return text
    _require(name, text, LANGUAGE)
    return f"{text.rstrip()}\n{FINISHED}\n{addition}"


def bundle_with_held_search(name: str, text: str, addition: str) -> str:
    """The bundle that fetches search data only when the search box is opened."""
    if FINISHED in text:
        return text
    _require(name, text, BUNDLE_INDEX)
    for pattern, replacement in BUNDLE.items():
        _require(name, text, pattern, at_most=1)
        text = re.sub(pattern, replacement, text)
    return f"{FINISHED}\n{addition}{text}"


def _require(name: str, text: str, pattern: str, at_most: int | None = None) -> None:
    count = len(re.findall(pattern, text))
    if count and (at_most is None or count <= at_most):
        return
    found = f"on {count}, pitäisi olla {at_most}" if count else "ei ole"
    raise FinishError(
        f"{name}: kohtaa `{pattern}` {found}, joten hakua ei voi viimeistellä; Material on muuttunut\n"
        "    korjaus: palauta Materialin edellinen versio tai sovita hallinta/finishing/ uuteen"
    )
