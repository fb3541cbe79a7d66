"""The model: its chapters and clauses, how each lives in the handbook, what it promised by when."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from hallinta.handbook import Handbook, kinds
from hallinta.queries.graph import mentions, once
from hallinta.records.asetukset import Luku
from hallinta.records.base import Record
from hallinta.records.kasittely import ScopedRecord
from hallinta.records.kokous import Kokous
from hallinta.records.malli import Arviointi, Lauseke
from hallinta.records.ryhma import Ryhma
from hallinta.records.sidosryhma import Sidosryhma

DEEPEST = 6
"""The most levels of chapters in each other."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter with its own clauses; a chapter that only has subchapters has none."""

    luku: Luku
    lausekkeet: tuple[Lauseke, ...]
    alaluvut: tuple[Luku, ...]


@once
def chapters(handbook: Handbook) -> list[Chapter]:
    """The source document's chapters in order, each with its clauses."""
    by_number: dict[str, list[Lauseke]] = defaultdict(list)
    for lauseke in handbook.lausekkeet:
        by_number[lauseke.luku].append(lauseke)
    luvut = handbook.asetukset.asiakirja.luvut
    below: dict[str, list[Luku]] = defaultdict(list)
    for luku in luvut:
        parts = luku.numero.split(".")
        for length in range(1, min(len(parts), DEEPEST)):
            below[".".join(parts[:length])].append(luku)
    return [Chapter(luku, tuple(by_number[luku.numero]), tuple(below[luku.numero])) for luku in luvut]


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


@once
def implementations(handbook: Handbook) -> dict[str, Implementation]:
    """Clause id → how it is implemented. Interpretations only talk *about* clauses and do not count."""
    found = {lauseke.id: Implementation() for lauseke in handbook.lausekkeet}
    for lauseke in handbook.lausekkeet:
        own, named = found[lauseke.id], (mention.record for mention in mentions(handbook, lauseke))
        for (folder, _), record in {(each.folder, each.id): each for each in named}.items():
            if folder not in {"tulkinnat", "lausekkeet", "lahteet", ""}:
                (own.sivut if folder == "sivut" else own.tietueet).append(record)
    for name, kind in kinds().items():
        for clause in kind.sivun_lausekkeet:
            if clause in found and len(handbook.folder(name)):
                found[clause].lajit.append(name)
    return found


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
    if isinstance(record, Arviointi) and record.suunniteltu:
        year, month = map(int, record.suunniteltu.split("-"))
        return Deadline(record, _month_end(year, month), record.toteutunut, handbook.today)
    if isinstance(record, Sidosryhma) and record.asettaminen_suunniteltu:
        return Deadline(record, date(record.asettaminen_suunniteltu, 12, 31), record.asetettu, handbook.today)
    return None


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def missing_swedish(handbook: Handbook) -> list[Record]:
    """Groups, organisations and services whose Swedish name is not known (language act 423/2003)."""
    records = [*handbook.organisaatiot, *handbook.ryhmat, *handbook.palvelut, *handbook.sidosryhmat]
    return [record for record in records if record.nimi.sv is None]


def follows_model(handbook: Handbook, record: Record) -> bool:
    """Whether the model's clauses are about the record: not when it is decided, held or studied outside it."""
    if isinstance(record, ScopedRecord):
        return record.under_model
    if isinstance(record, Arviointi):
        return record.laji == "malli"
    if isinstance(record, Kokous):
        ryhma = handbook.ryhmat.get(record.ryhma)
        return ryhma is None or ryhma.mallin_ryhma or ryhma.taso is not None or not _outside(handbook, ryhma)
    return True


def _outside(handbook: Handbook, ryhma: Ryhma) -> bool:
    """Whether a group serves nothing that is under the model: no project of the model has appointed it."""
    projects = [hanke for hanke in handbook.hankkeet if ryhma.id in {each.ryhma for each in hanke.ryhmat}]
    return not any(hanke.under_model for hanke in projects)


def doer_readings(handbook: Handbook, lauseke: Lauseke) -> list[str]:
    """The interpretations whose default names who does what the clause tells in the passive."""
    found = (handbook.tulkinnat.get(id) for id in lauseke.tulkinnat)
    return [tulkinta.id for tulkinta in found if tulkinta and tulkinta.oletustoimijat]
