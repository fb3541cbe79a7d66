"""The search index of a built site, made to know Finnish.

Material's plugin writes ``search/search_index.json``: a page, or a section of one, in each entry. A record's
entry gets the record's own words here, a page that is made of many records keeps its introduction, and the
site's vocabulary is added. ``theme/assets/haku/`` reads the result in the search worker.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from operator import itemgetter
from typing import Any

from hallinta.finishing import FinishError
from hallinta.finishing.lemmas import Morphology
from hallinta.finishing.records import Own, Place
from hallinta.finishing.vocabulary import encoded, vocabulary
from hallinta.finishing.words import SEPARATOR, joined, letter_first, plain, tokens

Entry = dict[str, Any]

INDEX = "search/search_index.json"

BOOSTS = {"title": 10.0, "nimet": 15.0, "text": 1.0}
"""What a word is worth in a heading, in another name of a record and in text."""

KINDS = {
    "malli/": 1.15,
    "malli/termit/": 1.0,
    "malli/tulkinnat/": 0.9,
    "malli/jaljitettavyys/": 0.7,
    "muokkaajalle/": 0.8,
    "muokkaajalle/saannot/": 0.3,
    "kehittajalle/": 0.5,
    "lahteet/": 0.8,
    "kokoukset/": 0.7,
}
"""What a page is worth by the start of its address, the longest one that fits; other pages are worth one.

The guide to the model answers more questions than a record that mentions the same words, and a rule or a
meeting fewer. An editor adjusts a hand-written page with ``search: {boost: …}`` in its front matter.
"""

BRIEF = ("kehittajalle/",)
"""Hand-written pages that are found by their introduction alone: how the code is made is read in order."""

HEADED = ("muokkaajalle/",)
"""Hand-written pages that are found by their introduction and their headings: the editor's guide is long, and who
looks for advice looks for its subject."""

_ID = r"(?:A-\d\d|\d(?:\.\d)?-\d\d)"
_REFERENCE = re.compile(rf"\s*\((?:(?:lausek|tulkin)\w* )?{_ID}(?:(?:, | ja |; ){_ID})*\)")


def search_index(
    text: str,
    morphology: Morphology,
    own: Mapping[Place, Own],
    written: frozenset[str],
    synonyms: Mapping[str, set[str]],
) -> str:
    """The index with records' own words and the vocabulary. Equal input gives equal bytes.

    ``own`` is what records say and ``written`` the addresses of hand-written pages. A finished index is given
    back as it is. Raises ``FinishError`` when the text is not an index of Material's.
    """
    index = json.loads(text)
    if not index.get("docs") or "fields" not in index.get("config", {}):
        raise FinishError(
            "search/search_index.json: hakemistossa ei ole sivuja tai sen muoto on muuttunut\n"
            "    korjaus: tarkista Materialin hakulisäosan asetukset ja versio"
        )
    if "sanasto" in index["config"]["fields"].get("text", {}):
        return text
    docs = list(_entries(index["docs"], own, written))
    known = vocabulary((word for entry in docs for word in _words(entry)), morphology, synonyms)
    fields: dict[str, dict[str, Any]] = {name: {"boost": boost} for name, boost in BOOSTS.items()}
    fields["text"] |= {"sanasto": encoded(known), "painot": KINDS}
    config = index["config"] | {"separator": SEPARATOR, "fields": fields}
    return json.dumps({"config": config, "docs": docs}, ensure_ascii=False, separators=(",", ":"))


def entry_of(location: str, title: str, body: str, boost: float) -> Entry:
    """The entry of a page, or of a section of one, as Material's plugin would write it of what it is given."""
    return {"location": location, "title": title, "text": _first_text(body), "boost": boost}


def with_entries(index: str, entries: list[Entry], without: Set[str], order: Sequence[str]) -> str:
    """The index with some entries more, each page in its place in the order, and without the pages at the
    addresses ``without``.
    """
    whole = json.loads(index)
    place = {address: number for number, address in enumerate(order)}
    docs = [*whole["docs"], *entries]
    pages = [(entry["location"].partition("#")[0], entry) for entry in docs]
    kept = sorted(
        ((place.get(page, -1), entry) for page, entry in pages if page not in without), key=itemgetter(0)
    )
    return json.dumps({**whole, "docs": [entry for _, entry in kept]}, ensure_ascii=False)


def split(index: str, tree: str) -> dict[str, str]:
    """Two indexes of one: the example handbook's pages, under ``tree``, have a search of their own."""
    whole = json.loads(index)
    found: dict[str, list[Entry]] = {"": [], tree: []}
    for entry in whole["docs"]:
        own = tree if entry["location"].startswith(tree) else ""
        found[own].append({**entry, "location": entry["location"].removeprefix(own)})
    return {
        f"{own}{INDEX}": json.dumps({**whole, "docs": docs}, ensure_ascii=False)
        for own, docs in found.items()
        if docs
    }


_CONFIG = re.compile(r'(<script id="__config" type="application/json">)(.*?)(</script>)', re.DOTALL)


def searching_in(name: str, html: str) -> str:
    """A page of the example handbook with the search of its own: Material looks for the data, and leads to what it
    finds, from the base that the page's settings name.
    """

    def based(found: re.Match[str]) -> str:
        config = json.loads(found[2])
        tree = name.partition("/")[0]
        own = "/".join([".."] * (name.count("/") - 1)) or "."
        config["base"] = own
        return f"{found[1]}{json.dumps(config, ensure_ascii=False)}{found[3]}" if tree else found[0]

    return _CONFIG.sub(based, html)


def _words(entry: Entry) -> list[str]:
    text = plain(f"{entry['title']} {entry['text']} {entry.get('nimet', '')}")
    return [*tokens(text), *letter_first(text)]


def _entries(docs: list[Entry], own: Mapping[Place, Own], written: frozenset[str]) -> Iterator[Entry]:
    """Each entry as it is searched. Sections of a record's page are in what the record says."""
    for entry in docs:
        page, _, anchor = entry["location"].partition("#")
        place = next((spot for spot in _places(page, anchor) if spot in own), None)
        if anchor and (page, "") in own:
            continue
        if place:
            yield _entry(entry, own[place].text, names=own[place].names)
        elif page in written and not page.startswith(BRIEF):
            yield _entry(entry, _searched(entry, anchor), entry.get("boost", 1))
        elif not anchor:
            yield _entry(entry, _introduction(entry["text"]))


def _searched(entry: Entry, anchor: str) -> str:
    text = str(entry["text"])
    if not entry["location"].startswith(HEADED):
        return text
    return "" if anchor else _introduction(text)


def _places(page: str, anchor: str) -> Iterator[Place]:
    """Where a record may be: a section's anchor is its id, or a word and its id (``termi-oph``)."""
    yield page, anchor
    if anchor:
        yield page, anchor.partition("-")[2]


def _entry(entry: Entry, text: str, weight: float = 1, names: tuple[str, ...] = ()) -> Entry:
    title = joined(entry["title"])
    said = _simple(_REFERENCE.sub("", joined(text))).removeprefix(title).strip()
    found: Entry = {"location": entry["location"], "title": title, "text": said}
    if names:
        found["nimet"] = joined(", ".join(names))
    return found if weight == 1 else found | {"boost": weight}


def _introduction(html: str) -> str:
    """The first paragraph of a page that lists records; the rest is on the records' own pages."""
    first = re.search(r"<p>.*?</p>", html, re.DOTALL)
    return first[0] if first else ""


_FIRST_TEXT = re.compile(r"<p(?:\s[^>]*)?>(.*?)</p>", re.DOTALL)
_TAGS = re.compile(r"<(?!/?(?:code|sub|sup)>)[^>]+>")


def _first_text(body: str) -> str:
    found = _FIRST_TEXT.search(body.partition("</h1>")[2].partition("<h2 ")[0])
    return f"<p>{_TAGS.sub('', found[1])}</p>" if found else ""


def _simple(html: str) -> str:
    """List items as paragraphs, of which Material makes its excerpts, and no other tags."""
    html = re.sub(r"</?(?:ul|ol|code|pre|sub|sup)>", "", html)
    html = re.sub(r"<(/?)li>", r"<\1p>", html)
    return re.sub(r"[ \t\r\n]+", " ", html).replace("> <", "><").strip()
