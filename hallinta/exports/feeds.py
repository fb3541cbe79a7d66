"""Atom feeds (RFC 4287): decisions by their date, and changes of records by the day git tells.

A reader's program knows an entry by its id for years, so ids never follow the site's address or the day of
the build. Moments are written on Finland's clock, so a moment's day is the day that the pages show. A change
has the moment of its commit, a decision the first moment of its day: neither is ever ahead of the build, which
comes after the newest commit and on or after the day, and the build's own clock is not in the bytes.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from xml.etree import ElementTree

from hallinta.differences import Told
from hallinta.handbook import Handbook, kinds
from hallinta.present import luettelo, paiva, plain, relative, sana
from hallinta.queries import CHANGE_FEED, DECISION_FEED, Change, latest_changes, newest_first
from hallinta.queries.muutokset import BULK
from hallinta.queries.osoitteet import CHANGES
from hallinta.records.paatos import Paatos
from hallinta.versions import Past, day_begins, in_helsinki

ENTRIES = 100
"""The most entries in a feed; the page it belongs to has them all."""

TAG = "tag:oph.fi,2026:hallintakasikirja"
"""Ids are tag URIs (RFC 4151): unlike an address, they survive a move of the site."""

NOTHING_YET = day_begins(date(2020, 1, 1))
"""When a feed without entries was updated: the first day of the model's own term, never today."""

XMLNS = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class Entry:
    id: str
    title: str
    address: str
    """Where it is read, relative to the site's root."""
    updated: datetime
    published: datetime | None
    author: str
    summary: str
    categories: tuple[tuple[str, str], ...]
    """Term and label."""


@dataclass(frozen=True, slots=True)
class Feed:
    path: str
    title: str
    subtitle: str
    page: str
    """The address of the page that has it all."""
    entries: list[Entry]


def feeds(
    handbook: Handbook,
    past: Past,
    site: str | None,
    told: Mapping[str, Sequence[Told]] = MappingProxyType({}),
) -> dict[str, str]:
    """Site path → feed. ``past`` is what the history tells and ``told`` the same in words, ``site`` the site's own
    address with a closing slash, without which links are relative to the feed. Equal arguments give equal bytes.
    """
    book = "Esimerkkikäsikirja" if handbook.tree else "Hallintakäsikirja"
    decisions = Feed(
        handbook.place(DECISION_FEED),
        f"{book}: päätökset",
        "Tehdyt päätökset uusimmasta vanhimpaan.",
        handbook.place("paatokset/"),
        _newest([_decision(handbook, paatos, past) for paatos in _made(handbook)]),
    )
    changes = Feed(
        handbook.place(CHANGE_FEED),
        f"{book}: muutokset",
        "Tietueiden ja sivujen viimeisimmät muutokset uusimmasta vanhimpaan.",
        handbook.place(CHANGES),
        _newest(list(_changes(handbook, past, told))),
    )
    return {feed.path: _written(feed, site) for feed in (decisions, changes)}


def _newest(entries: list[Entry]) -> list[Entry]:
    """The latest moment first; those of one moment stay in their order."""
    return sorted(entries, key=lambda entry: entry.updated, reverse=True)


# --- entries --------------------------------------------------------------------------------------------


def _made(handbook: Handbook) -> list[Paatos]:
    return newest_first([paatos for paatos in handbook.paatokset if paatos.decided and paatos.pvm])


def _decision(handbook: Handbook, paatos: Paatos, past: Past) -> Entry:
    """Published on the day it was made, updated when its record has changed since: a note, a successor."""
    assert paatos.pvm is not None
    folder, _, id = paatos.paattaja.partition("/")
    decider = handbook.find(folder, id)
    made = day_begins(min(paatos.pvm, handbook.today))
    return Entry(
        id=f"{TAG}/{paatos.tree}paatokset/{paatos.id}",
        title=paatos.name,
        address=paatos.address,
        updated=max(made, past.moments.get(paatos.path, made)),
        published=made,
        author=decider.name if decider else paatos.paattaja,
        summary=_with_outcome(paatos),
        categories=((paatos.laji, sana(paatos.laji)),),
    )


def _with_outcome(paatos: Paatos) -> str:
    """What was decided; a no and a not yet say so first."""
    text = plain(paatos.paatosteksti) if paatos.paatosteksti else ""
    if paatos.approved or paatos.outcome is None:
        return text
    return f"{sana(paatos.outcome).capitalize()}. {text}".strip()


def _changes(handbook: Handbook, past: Past, told: Mapping[str, Sequence[Told]]) -> Iterator[Entry]:
    """The latest change of each record; those that came many at a time as one."""
    found = latest_changes(handbook, past.days, past.counts)
    sizes = Counter(each.commit for published in told.values() for each in published)
    many: dict[datetime, list[Change]] = defaultdict(list)
    for change in found:
        many[past.moments[change.record.path]].append(change)
    for moment, changes in many.items():
        if len(changes) > BULK:
            first = next(
                (each for each in told.get(changes[0].record.path, ()) if each.pvm == changes[0].pvm), None
            )
            yield _bulk(handbook, moment, changes, sizes[first.commit] if first else len(changes))
        else:
            yield from (_change(each, moment, told.get(each.record.path, ())) for each in changes)


def _bulk(handbook: Handbook, moment: datetime, changes: list[Change], count: int) -> Entry:
    """``count`` is how many changed then; some of them have changed since."""
    counted = Counter(change.record.folder for change in changes)
    kinds_of = [kinds()[folder].otsikko.lower() for folder, _ in counted.most_common()]
    day = in_helsinki(moment).date()
    return Entry(
        id=f"{TAG}/{handbook.tree}muutokset/{day}/yhdella-kertaa/{in_helsinki(moment):%H%M%S}",
        title=f"{count} muutosta yhdellä kertaa",
        address=f"{handbook.place(CHANGES)}",
        updated=moment,
        published=None,
        author="Hallintakäsikirja",
        summary=f"{paiva(day)}: {luettelo(kinds_of)}.",
        categories=tuple((folder, kinds()[folder].otsikko) for folder in counted),
    )


def _change(change: Change, moment: datetime, told: Sequence[Told]) -> Entry:
    """One entry for each day a record changes, so that a second change is news again."""
    record, kind = change.record, kinds()[change.record.folder]
    said = [line for each in told if each.pvm == change.pvm for line in each.selitykset]
    what = "uusi tietue" if change.uusi else "; ".join(said) or "tiedot muuttuivat"
    return Entry(
        id=f"{TAG}/{record.tree}muutokset/{change.pvm}/{record.folder}/{record.id}",
        title=_with_kind(kind.yksikko, change.nimi),
        address=record.address,
        updated=moment,
        published=None,
        author="Hallintakäsikirja",
        summary=f"{paiva(change.pvm)}: {what.rstrip('.')}. Tiedosto {record.path}.",
        categories=((record.folder, kind.otsikko),),
    )


def _with_kind(kind: str, name: str) -> str:
    """``Palvelu: Koski``; a name that begins with its kind says it already."""
    said = name.lower().startswith(kind.lower())
    return name if said else f"{kind[:1].upper()}{kind[1:]}: {name}"


# --- the file -------------------------------------------------------------------------------------------


def _written(feed: Feed, site: str | None) -> str:
    root = ElementTree.Element("feed", {"xmlns": XMLNS, "xml:lang": "fi"})
    _text(root, "id", f"{TAG}/{feed.path}")
    _text(root, "title", feed.title)
    _text(root, "subtitle", feed.subtitle)
    _text(root, "updated", _moment(max((entry.updated for entry in feed.entries), default=NOTHING_YET)))
    _link(root, "self", "application/atom+xml", _href(feed.path, feed.path, site))
    _link(root, "alternate", "text/html", _href(feed.path, feed.page, site))
    _author(root, "Hallintakäsikirja")
    for entry in feed.entries[:ENTRIES]:
        _entry(root, entry, _href(feed.path, entry.address, site))
    ElementTree.indent(root, " ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _entry(root: ElementTree.Element, entry: Entry, href: str) -> None:
    made = ElementTree.SubElement(root, "entry")
    _text(made, "id", entry.id)
    _text(made, "title", entry.title)
    _text(made, "updated", _moment(entry.updated))
    if entry.published:
        _text(made, "published", _moment(entry.published))
    _link(made, "alternate", "text/html", href)
    _author(made, entry.author)
    for term, label in entry.categories:
        ElementTree.SubElement(made, "category", {"term": term, "label": label})
    if entry.summary:
        _text(made, "summary", entry.summary)


def _text(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = _allowed(text)


def _author(parent: ElementTree.Element, name: str) -> None:
    _text(ElementTree.SubElement(parent, "author"), "name", name)


def _link(parent: ElementTree.Element, rel: str, type: str, href: str) -> None:
    ElementTree.SubElement(parent, "link", {"rel": rel, "type": type, "href": href})


def _href(here: str, there: str, site: str | None) -> str:
    """Absolute when the site's address is known, else from the feed's own folder."""
    if site:
        return f"{site}{there}"
    return relative(here.rpartition("/")[0] + "/", there)


def _moment(moment: datetime) -> str:
    return in_helsinki(moment).isoformat(timespec="seconds")


def _allowed(text: str) -> str:
    """Without the characters that no XML document may have and the one that it does not keep."""
    return re.sub(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\N{REPLACEMENT CHARACTER}", text)
