"""Questions put to the data. Pages and rules ask here; nothing here makes text or markup."""

from __future__ import annotations

import weakref
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar, get_args

from hallinta.handbook import Handbook, kinds
from hallinta.records.asetukset import Luku
from hallinta.records.base import Record, Reference
from hallinta.records.malli import Arviointi, Lauseke
from hallinta.records.organisaatio import Aihe, Organisaatio, Rooli, Tehtava
from hallinta.records.palvelu import Palvelu
from hallinta.records.ryhma import Ryhma
from hallinta.records.sidosryhma import Sidosryhma

T = TypeVar("T")
_memory: weakref.WeakKeyDictionary[Handbook, dict[str, object]] = weakref.WeakKeyDictionary()


def _once(question: Callable[[Handbook], T]) -> Callable[[Handbook], T]:
    """Answer a question about one handbook once; a handbook never changes."""

    def answer(handbook: Handbook) -> T:
        answers = _memory.setdefault(handbook, {})
        if question.__name__ not in answers:
            answers[question.__name__] = question(handbook)
        return answers[question.__name__]  # type: ignore[return-value]  # stored on the line above

    answer.__doc__ = question.__doc__
    return answer


# --- references both ways -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mention:
    """A record that names another one, and the field it does so in."""

    record: Record
    reference: Reference

    @property
    def field(self) -> str:
        return str(self.reference.path[0])


@_once
def _mentions(handbook: Handbook) -> dict[tuple[str, str], list[Mention]]:
    found: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for record in handbook.records:
        for reference in record.references:
            found[reference.folder, reference.target].append(Mention(record, reference))
    return found


def mentions(handbook: Handbook, record: Record) -> Sequence[Mention]:
    """Everything that names the record, in the order of kinds and ids."""
    return _mentions(handbook).get((record.folder, record.id), ())


def mentioning(handbook: Handbook, record: Record, kind: type[T], *fields: str) -> list[T]:
    """The records of one kind that name the record, each once; in the given fields when any are given."""
    found: dict[str, T] = {}
    for mention in mentions(handbook, record):
        if isinstance(mention.record, kind) and (not fields or mention.field in fields):
            found.setdefault(mention.record.id, mention.record)
    return list(found.values())


def named(handbook: Handbook, record: Record, *fields: str) -> list[Record]:
    """The records that the record names in the given fields, each once, in the order written."""
    found: dict[tuple[str, str], Record] = {}
    for reference in record.references:
        target = handbook.find(reference.folder, reference.target)
        if target and (not fields or str(reference.path[0]) in fields):
            found.setdefault((reference.folder, reference.target), target)
    return list(found.values())


# --- services -------------------------------------------------------------------------------------------

CARD_FIELDS = (
    "tarkoitus",
    "palveluryhma",
    "omistajat",
    "yllapitajat",
    "toteuttajat",
    "elinkaaren_tila",
    "oikeusperusta",
    "url",
    "lahdekoodi",
    "lisenssi",
    "dokumentaatio",
)
"""Facts of the service card that may be unknown."""


def unknown_facts(palvelu: Palvelu) -> list[str]:
    """The card's fields that no public source fills."""
    return [name for name in CARD_FIELDS if getattr(palvelu, name) is None]


def is_shared(palvelu: Palvelu) -> bool | None:
    """Whether the service is a shared, general-purpose one (2.2-08); None when its group is not known."""
    return None if palvelu.palveluryhma is None else palvelu.palveluryhma == "yleiskayttoiset-palvelut"


def maintained_by_others(palvelu: Palvelu) -> bool:
    """An exception to the rule that OPH maintains what it has (3.3-02)."""
    return palvelu.yllapitajat is not None and all(taho.organisaatio != "oph" for taho in palvelu.yllapitajat)


@dataclass(frozen=True, slots=True)
class Tie:
    """One way an organisation is tied to a service."""

    palvelu: Palvelu
    fields: tuple[str, ...]


def services_of(handbook: Handbook, organisaatio: Organisaatio) -> list[Tie]:
    """The services an organisation owns, maintains or builds, with the fields that say so."""
    ties: dict[str, list[str]] = defaultdict(list)
    for mention in mentions(handbook, organisaatio):
        if isinstance(mention.record, Palvelu) and mention.field not in ties[mention.record.id]:
            ties[mention.record.id].append(mention.field)
    return [Tie(handbook.palvelut[id], tuple(fields)) for id, fields in ties.items() if fields]


# --- the model ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter with its own clauses; a chapter that only has subchapters has none."""

    luku: Luku
    lausekkeet: tuple[Lauseke, ...]
    alaluvut: tuple[Luku, ...]


def chapters(handbook: Handbook) -> list[Chapter]:
    """The source document's chapters in order, each with its clauses."""
    by_number: dict[str, list[Lauseke]] = defaultdict(list)
    for lauseke in handbook.lausekkeet:
        by_number[lauseke.luku].append(lauseke)
    luvut = handbook.asetukset.asiakirja.luvut
    return [
        Chapter(
            luku,
            tuple(by_number[luku.numero]),
            tuple(alaluku for alaluku in luvut if alaluku.numero.startswith(f"{luku.numero}.")),
        )
        for luku in luvut
    ]


@dataclass(slots=True)
class Implementation:
    """How a clause lives in the handbook: pages that treat it, records that rest on it, kinds that always
    show it.
    """

    sivut: list[Record] = field(default_factory=list)
    tietueet: list[Record] = field(default_factory=list)
    lajit: list[str] = field(default_factory=list)

    @property
    def has_page(self) -> bool:
        return bool(self.sivut or self.tietueet or self.lajit)


@_once
def implementations(handbook: Handbook) -> dict[str, Implementation]:
    """Clause id → how it is implemented. Interpretations only talk *about* clauses and do not count."""
    found = {lauseke.id: Implementation() for lauseke in handbook.lausekkeet}
    for lauseke in handbook.lausekkeet:
        for mention in mentions(handbook, lauseke):
            folder = mention.record.folder
            place = found[lauseke.id].sivut if folder == "sivut" else found[lauseke.id].tietueet
            if folder not in {"tulkinnat", "lausekkeet", "lahteet"} and mention.record not in place:
                place.append(mention.record)
    for name, kind in kinds().items():
        for clause in kind.sivun_lausekkeet:
            if clause in found and len(handbook.folder(name)):
                found[clause].lajit.append(name)
    return found


# --- responsibilities -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Duty:
    """A task with the body that has it."""

    body: Ryhma | Organisaatio
    tehtava: Tehtava


def bodies_with_duties(handbook: Handbook) -> list[Ryhma | Organisaatio]:
    """The bodies the model gives tasks to: its own groups first, then other groups, then organisations."""
    groups = sorted(handbook.ryhmat, key=lambda ryhma: (not ryhma.mallin_ryhma, _LEVELS.index(ryhma.taso)))
    bodies: list[Ryhma | Organisaatio] = [*groups, *handbook.organisaatiot]
    return [body for body in bodies if body.tehtavat]


_LEVELS = ["strateginen", "taktinen", "operatiivinen", None]


def topics() -> tuple[Aihe, ...]:
    """The topics of tasks in the order the responsibility matrix shows them."""
    return get_args(Aihe)


def duties(handbook: Handbook, aihe: Aihe | None = None, rooli: Rooli | None = None) -> Iterator[Duty]:
    for body in bodies_with_duties(handbook):
        for tehtava in body.tehtavat:
            if aihe in (None, tehtava.aihe) and rooli in (None, tehtava.rooli):
                yield Duty(body, tehtava)


@dataclass(frozen=True, slots=True)
class Share:
    """What a body does in one topic: the verb, whether it only may, and the clauses."""

    rooli: Rooli
    voi: bool
    lausekkeet: tuple[str, ...]


def shares(body: Ryhma | Organisaatio, aihe: Aihe) -> list[Share]:
    """A body's tasks in a topic, gathered by verb in the order of ``Rooli``."""
    gathered: dict[tuple[Rooli, bool], list[str]] = defaultdict(list)
    for tehtava in body.tehtavat:
        if tehtava.aihe == aihe and tehtava.lauseke not in gathered[tehtava.rooli, tehtava.voi]:
            gathered[tehtava.rooli, tehtava.voi].append(tehtava.lauseke)
    found = [Share(rooli, voi, tuple(ids)) for (rooli, voi), ids in gathered.items() if ids]
    return sorted(found, key=lambda share: (get_args(Rooli).index(share.rooli), share.voi))


# --- deadlines ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something that should have been done by a month or a year; ``done`` only with a sourced outcome."""

    record: Record
    last_day: date
    done: date | None
    today: date

    @property
    def passed_without_outcome(self) -> bool:
        return self.done is None and self.today > self.last_day


def deadline(handbook: Handbook, record: Record) -> Deadline | None:
    """The deadline the source gave for an evaluation or for setting up a group (1-27, 3.5-10)."""
    if isinstance(record, Arviointi):
        year, month = map(int, record.suunniteltu.split("-"))
        return Deadline(record, _month_end(year, month), record.toteutunut, handbook.today)
    if isinstance(record, Sidosryhma) and record.asettaminen_suunniteltu:
        return Deadline(record, date(record.asettaminen_suunniteltu, 12, 31), record.asetettu, handbook.today)
    return None


def _month_end(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def missing_swedish(handbook: Handbook) -> list[Record]:
    """Groups, organisations and services whose Swedish name is not known (language act 423/2003)."""
    records = [*handbook.organisaatiot, *handbook.ryhmat, *handbook.palvelut, *handbook.sidosryhmat]
    return [record for record in records if record.nimi.sv is None]
