"""A change's meaning for a terminal, for a merge request's note and for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hallinta.changes.found import Change, Kind
from hallinta.handbook import PAGES
from hallinta.present import NBSP, luettelo, maara

MOST_PAGES = 6
"""Pages named one by one; the rest are counted."""


def summary(found: Sequence[Change]) -> str:
    """One sentence: how many records and pages were added, changed and removed, and what could not be read."""
    parts = []
    for pages, one, many in ((False, "tietue", "tietuetta"), (True, "sivu", "sivua")):
        own = [change for change in found if (change.folder == PAGES) is pages]
        for kind in (Kind.LISATTY, Kind.POISTETTU, Kind.NIMETTY, Kind.MUUTETTU):
            if count := sum(change.kind is kind for change in own):
                parts.append(f"{maara(count, one, many)} {kind}")
    unread = sum(change.kind is Kind.LUKEMATON for change in found)
    said = [f"{luettelo(parts)}."] if parts else []
    said += [f"Tiedostoja, joita ei voi lukea: {unread}."] if unread else []
    if not said:
        said = ["Tietueet ja sivujen tekstit ovat ennallaan." if found else "Ei sisältömuutoksia."]
    return " ".join(said).replace(NBSP, " ")


def as_text(found: Sequence[Change]) -> str:
    lines = [summary(found)]
    for change in found:
        lines += ["", change.title, *(f"  {detail}" for detail in change.details)]
        if change.pages:
            lines.append(f"  sivut: {_listed(change.pages)}")
    return "\n".join(lines) + "\n"


def as_markdown(found: Sequence[Change]) -> str:
    """A merge request's comment: GitLab shows it as it is; values are shown as text."""
    lines = ["## Mitä muutos merkitsee", "", summary(found)]
    for change in found:
        lines += ["", f"**{_plain(change.title)}**", ""]
        lines += [f"- {_plain(detail)}" for detail in change.details]
        if change.pages:
            lines.append(f"- sivut: {_listed(change.pages)}")
    return "\n".join(lines) + "\n"


def _listed(pages: Sequence[str]) -> str:
    named = ", ".join(f"`/{page}`" for page in pages[:MOST_PAGES])
    more = len(pages) - MOST_PAGES
    return f"{named} ja {maara(more, 'muu', 'muuta')}" if more > 0 else named


_SIGNS = frozenset("\\`*_{}[]<>#|!@~$%^&")
"""What Markdown or GitLab would take for markup, a link to a person or an issue, or a formula."""


def _plain(text: str) -> str:
    return "".join(f"\\{char}" if char in _SIGNS else char for char in " ".join(text.split()))


def as_data(found: Sequence[Change]) -> list[Mapping[str, Any]]:
    return [
        {
            "muutos": str(change.kind),
            "kansio": change.folder,
            "tunnus": change.id,
            "nimi": change.name,
            "tiedosto": change.path,
            "selitykset": list(change.details),
            "sivut": list(change.pages),
        }
        for change in found
    ]
