"""What a change means: records, pages and settings that came, went, were renamed or say something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, cast

from hallinta.changes.limits import affected, limits_changed, passed
from hallinta.changes.said import Teller, texts_differ
from hallinta.differences import differences
from hallinta.finding import Finding, visible
from hallinta.handbook import (
    EXAMPLE_FILES,
    EXAMPLES,
    PAGES,
    SETTINGS,
    SINGLES,
    Collection,
    Handbook,
    Loaded,
    index_address,
    kinds,
    prose_of,
)
from hallinta.present import NBSP, maara
from hallinta.queries import DATED_LIMITS, gone, mentions
from hallinta.records.asetukset import Asetukset
from hallinta.records.base import Record
from hallinta.records.malli import Sivu

_SETTINGS_FILE = f"data/{SETTINGS}.yaml"

MOST_PLACES = 3
"""Faults of one unreadable file told one by one."""


class Kind(StrEnum):
    LISATTY = "lisätty"
    POISTETTU = "poistettu"
    NIMETTY = "nimetty uudelleen"
    MUUTETTU = "muutettu"
    LUKEMATON = "ei voi lukea"
    MUU = "muut tiedostot"


@dataclass(frozen=True, slots=True)
class Change:
    """One record's or page's change; ``details`` are whole statements, ``pages`` site addresses."""

    kind: Kind
    what: str
    """What it is called: *palvelu*, *sivu*."""
    name: str
    folder: str
    id: str
    path: str
    details: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        if self.kind is Kind.MUU:
            return self.name
        said = "sitä ei voi lukea" if self.kind is Kind.LUKEMATON else self.kind
        return f"{self.what[:1].upper()}{self.what[1:]}: {self.name} ({self.path}): {said}"


@dataclass(frozen=True, slots=True)
class Version:
    """The handbook at one moment and the texts it was read from, by path from the project root."""

    loaded: Loaded
    texts: Mapping[str, bytes]

    def text(self, record: Record) -> bytes:
        return self.texts.get(record.path, b"")


def changes(before: Version, after: Version, others: Sequence[str] = ()) -> list[Change]:
    """What differs for a reader, by kind and id. Layout, order of keys and comments are no change.

    A file that changed and cannot be read is a change of its own kind. ``others`` are changed files that are
    neither data nor prose: templates, styles, pictures, the code.
    """
    found: list[Change] = []
    old, new = before.loaded.handbook, after.loaded.handbook
    if old is not None and new is not None:
        found = list(_Comparison(before, after, old, new).changes())
        found += _of_examples(before, after)
    if new is None:
        note = "tietueiden muutoksia ei voi kertoa ennen kuin asetukset voi lukea"
        details = (*_faults(after.loaded.findings, _SETTINGS_FILE), note)
        found.append(Change(Kind.LUKEMATON, SETTINGS, "Asetukset", "", SETTINGS, _SETTINGS_FILE, details))
    found += _unread(before, after)
    if others:
        note = "ne voivat muuttaa monen sivun ulkoasua tai sisältöä"
        details = (f"{note}: {', '.join(map(visible, others))}",)
        name = f"Lisäksi on muutettu {maara(len(others), 'muu tiedosto', 'muuta tiedostoa')}".replace(
            "\xa0", " "
        )
        found.append(Change(Kind.MUU, "tiedosto", name, "", "", "", details))
    return found


def _of_examples(before: Version, after: Version) -> list[Change]:
    """What differs in the example handbook; one that was not there, or is not, has no records."""
    old, new = before.loaded.example, after.loaded.example
    if old is None and new is not None:
        old = _without_own(new)
    elif new is None and old is not None:
        new = _without_own(old)
    return list(_Comparison(before, after, old, new).of_records()) if old and new else []


def _without_own(handbook: Handbook) -> Handbook:
    own = {
        folder: Collection({each.id: each for each in handbook.folder(folder) if not handbook.owns(each)})
        for folder in kinds()
    }
    return replace(handbook, **cast("Any", own))


class _Comparison:
    def __init__(self, before: Version, after: Version, old: Handbook, new: Handbook) -> None:
        self.before, self.after, self.old, self.new = before, after, old, new
        self.teller = Teller(old, new)
        self.follows: dict[tuple[str, str], int] = {}

    def of_records(self) -> Iterator[Change]:
        for folder in kinds():
            yield from self._of_kind(folder)

    def changes(self) -> Iterator[Change]:
        yield from self.of_records()
        if details := self._settings():
            yield _change(Kind.MUUTETTU, self.new.asetukset, details, affected(self.old, self.new))
        yield from self._statement()

    def _of_kind(self, folder: str) -> Iterator[Change]:
        before, after = self.old.folder(folder), self.new.folder(folder)
        for record in after:
            there = before.get(record.id) if self.new.owns(record) else None
            if there is not None and (details := self._details(there, record)):
                yield _change(Kind.MUUTETTU, record, details, _pages(self.new, record))
        went, came = gone(self.old, self.new, folder), gone(self.new, self.old, folder)
        for record in went:
            if twin := self.teller.renamed.get((folder, record.id)):
                details = [f"tunnus {record.id} → {twin.id}", *self._details(record, twin)]
                if count := self._followers(record):
                    whose = maara(count, "tietueen", "tietueen").replace(NBSP, " ")
                    details.append(f"{whose} viittaus on vaihdettu uuteen tunnukseen")
                yield _change(Kind.NIMETTY, twin, details, (*_pages(self.new, twin), record.address))
        twins = {twin.path for twin in self.teller.renamed.values()}
        for record in came:
            if record.path not in twins:
                details = [*self._moved(record, self.old), *self.teller.named_in(record)]
                details += passed(self.old, self.new, record)
                yield _change(Kind.LISATTY, record, details, _pages(self.new, record))
        for record in went:
            if (folder, record.id) not in self.teller.renamed:
                yield _change(Kind.POISTETTU, record, self._moved(record, self.new), _pages(self.old, record))

    def _details(self, before: Record, after: Record) -> list[str]:
        details = list(self.teller.differences(before, after))
        if isinstance(after, Sivu):
            one, other = prose_of(self.before.text(before)), prose_of(self.after.text(after))
            if one != other:
                details.append(f"Sivun teksti: {texts_differ(one, other)}")
        return [*details, *passed(self.old, self.new, after)] if details else []

    def _followers(self, record: Record) -> int:
        """How many records have a changed reference to a renamed one; that alone is no change of theirs."""
        naming = {(each.record.folder, each.record.id): each.record for each in mentions(self.old, record)}
        count = 0
        for (folder, id), before in naming.items():
            after = self.new.find(folder, id)
            count += after is not None and any(True for _ in differences(before, after))
        return count

    def _moved(self, record: Record, other: Handbook) -> list[str]:
        """Whether a record that came or went is in the other of the two handbooks in the other version."""
        if (record.folder, record.id) not in other.elsewhere:
            return []
        came = other is self.old
        example = bool(record.tree) == came
        return ["todellisesta tietueesta tuli esimerkki" if example else "esimerkistä tuli todellinen tietue"]

    def _settings(self) -> list[str]:
        one, other = self.old.asetukset, self.new.asetukset
        details = [*limits_changed(one, other), *self.teller.differences(one, other, apart_from=DATED_LIMITS)]
        if one.julkaise_esimerkki != other.julkaise_esimerkki:
            word = "tulee sivustolle" if other.julkaise_esimerkki else "poistuu sivustolta"
            details.append(f"esimerkkikäsikirja {word}")
        return details

    def _statement(self) -> Iterator[Change]:
        """The accessibility statement, when both versions of it can be read."""
        one, other = self.old.saavutettavuus, self.new.saavutettavuus
        if one and other:
            if details := self.teller.differences(one, other):
                yield _change(Kind.MUUTETTU, other, details, (other.address,))
        elif other and other.path not in self.before.texts:
            yield _change(Kind.LISATTY, other, (), (other.address,))
        elif one and one.path not in self.after.texts:
            yield _change(Kind.POISTETTU, one, (), (one.address,))


def _change(
    kind: Kind, record: Record, details: Iterator[str] | Sequence[str], pages: Sequence[str]
) -> Change:
    return Change(
        kind,
        type(record).yksikko,
        record.name,
        record.folder,
        record.id,
        record.path,
        tuple(details),
        tuple(pages),
    )


def _pages(handbook: Handbook, record: Record) -> tuple[str, ...]:
    """The record's own page, its index and the pages of what names it. The settings have no page."""
    own = [record.address.partition("#")[0]]
    if "#" not in record.address and record.folder != PAGES:
        own.append(index_address(record.folder))
    naming = (mention.record for mention in mentions(handbook, record))
    others = {each.address.partition("#")[0] for each in naming if not isinstance(each, Asetukset)}
    return tuple(dict.fromkeys([*own, *sorted(others)]))


# --- what cannot be read --------------------------------------------------------------------------------


def _unread(before: Version, after: Version) -> Iterator[Change]:
    """Files that changed and that one of the versions could not read, with what is wrong with them now."""
    fit = [_fit(version) for version in (before, after)]
    told = {_SETTINGS_FILE} if after.loaded.handbook is None else set()
    for path in sorted({*before.texts, *after.texts} - told):
        sides = [version.texts.get(path) for version in (before, after)]
        unfit = [text is not None and path not in paths for text, paths in zip(sides, fit, strict=True)]
        if sides[0] == sides[1] or not any(unfit) or not path.endswith((".yaml", ".md")):
            continue
        details = _faults(after.loaded.findings, path) if unfit[1] else ("aiempaa versiota ei voi lukea",)
        folder, id = _home(path)
        kind = {**kinds(), **SINGLES}.get(folder or id)
        example = path.startswith(EXAMPLE_FILES)
        handbook = before.loaded.example if example else before.loaded.handbook
        known = handbook and handbook.find(folder, id)
        name = known.name if known else id
        what = kind.yksikko if kind else "tiedosto"
        yield Change(Kind.LUKEMATON, what, name, folder, id, visible(path), details)


def _fit(version: Version) -> set[str]:
    """The files that were read."""
    handbook = version.loaded.handbook
    if handbook is None:
        broken = {finding.place.path for finding in version.loaded.findings}
        return set(version.texts) - broken
    both = (handbook, version.loaded.example)
    return {record.path for each in both if each is not None for record in each.records}


def _faults(findings: Sequence[Finding], path: str) -> tuple[str, ...]:
    own = [finding for finding in findings if finding.place.path == path]
    told = [f"rivi {each.place.line}: {each.problem}" for each in own[:MOST_PLACES]]
    more = len(own) - MOST_PLACES
    return (*told, *([f"ja {maara(more, 'muu virhe', 'muuta virhettä')}"] if more > 0 else []))


def _home(path: str) -> tuple[str, str]:
    """Folder and id of a file, as far as its path tells them."""
    if path.startswith("docs/"):
        return PAGES, visible(path.removeprefix("docs/").removesuffix(".md"))
    *folders, name = path.removeprefix("data/").removeprefix(f"{EXAMPLES}/").removesuffix(".yaml").split("/")
    return visible("/".join(folders)), visible(name)
