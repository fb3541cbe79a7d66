"""Where the links of hand-written pages lead."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from hallinta.handbook import PAGES, Handbook
from hallinta.prose import Link
from hallinta.queries.osoitteet import data_files, page_files
from hallinta.records.malli import Sivu
from hallinta.rules.registry import RULES, Findings, rule
from hallinta.schema_errors import nearest_id, shown

_SUGGESTED = 20
"""A nearest page is looked for only so many times: a page of broken links is told soon all the same."""


@rule(
    "HAL-225",
    "Sivun linkin kohde on olemassa",
    lauseke="1-14",
    fix="korjaa linkin polku: se kirjoitetaan tältä sivulta, esim. `../malli/vastuut.md`",
)
def links_of_pages_have_targets(handbook: Handbook) -> Findings:
    """Katkennut linkki veisi lukijan tyhjään. Sivuston sisäinen linkki nimeää sivun tiedoston, joten sen kohteen voi
    tarkistaa.
    """
    files = page_files(handbook, RULES)
    suggested = 0
    for sivu in handbook.own_pages:
        for link in sivu.prose.links:
            for problem in _problems(handbook, sivu, link, files) if link.inside else ():
                suggested += 1
                meant = _meant(sivu, link, files) if suggested <= _SUGGESTED else None
                place = sivu.spot(link.at)
                yield (place, problem, f"tarkoititko `{meant}`?") if meant else (place, problem)


def _problems(handbook: Handbook, sivu: Sivu, link: Link, files: dict[str, str]) -> Iterator[str]:
    target = _target(sivu, link.path)
    if target in files and not link.anchor:
        return
    said = shown(link.target)
    if link.image or target.startswith("assets/"):
        return  # which files there are is for the engine to tell
    if target in files:
        page = handbook.sivut.get(target.removesuffix(".md"))
        anchors = _anchors(page) if page else None
        if link.anchor and anchors is not None and unquote(link.anchor) not in anchors:
            yield f"linkin `{said}` kohtaa ei ole sivulla {target}"
    elif (PAGES, target.removesuffix(".md")) in handbook.unfit or _unread(handbook, target):
        return
    elif target.endswith(".md"):
        yield f"linkin `{said}` kohdetta ei ole"
    elif "." not in posixpath.basename(target) or link.path.endswith("/"):
        yield f"linkki `{said}` johtaa kansioon eikä sivulle"
    elif target not in data_files(handbook):
        yield f"linkin `{said}` kohdetta ei ole"


def _target(sivu: Sivu, path: str) -> str:
    """The linked page by its path under ``docs/``; the page itself when there is no path."""
    if not path:
        return f"{sivu.id}.md"
    return posixpath.normpath(posixpath.join(posixpath.dirname(sivu.id), unquote(path)))


def _anchors(page: Sivu) -> frozenset[str] | None:
    """The ids on a hand-written page; None when a macro's part may have more."""
    return None if any(call.name == "osa" for call in page.prose.calls) else page.prose.anchors


def _unread(handbook: Handbook, target: str) -> bool:
    """Whether the page is that of a record that could not be read, which is told already."""
    folder, _, name = target.removesuffix(".md").partition("/")
    return (folder, name) in handbook.unfit


def _meant(sivu: Sivu, link: Link, files: dict[str, str]) -> str | None:
    """The path that was likely meant, as it is written on the page."""
    target = _target(sivu, link.path)
    if target in files:
        return None
    stem = target.removesuffix(".md").removesuffix("/")
    for guess in (f"{stem}.md", f"{stem}/index.md", target.lstrip("./") + ".md"):
        if guess in files:
            return _way(sivu, guess)
    alike = [file for file in files if posixpath.basename(file) == posixpath.basename(f"{stem}.md")]
    found = alike[0] if len(alike) == 1 and link.path.endswith(".md") else nearest_id(f"{stem}.md", files)
    return _way(sivu, found) if found else None


def _way(sivu: Sivu, file: str) -> str:
    return posixpath.relpath(file, posixpath.dirname(sivu.id) or ".")
