"""What a reader may ask of any page: who answers for it, is it fresh, is it there in Swedish, is it accessible."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hallinta.handbook import Handbook
from hallinta.queries.malli import follows_model
from hallinta.records.asetukset import Sisaltovastuu
from hallinta.records.base import NamedRecord, Record

NAMED_IN_SWEDISH = ("organisaatiot", "ryhmat", "palvelut", "sidosryhmat", "termit")
"""Kinds whose names people look for in both national languages (language act 423/2003)."""


def statement_due(handbook: Handbook) -> date | None:
    """The last day for the next review of the accessibility statement; None without a statement."""
    seloste = handbook.saavutettavuus
    return seloste.tarkistettu + timedelta(days=handbook.asetukset.seloste_tarkistus_pv) if seloste else None


def responsible_for(handbook: Handbook, record: Record) -> Sisaltovastuu | None:
    """Who answers for what a record of the kind says; None when nobody has agreed on it.

    The model gives nobody the care of what is not under it.
    """
    if not follows_model(handbook, record):
        return None
    folder = record.folder or record.id
    return next((each for each in handbook.asetukset.sisaltovastuut if folder in each.lajit), None)


@dataclass(frozen=True, slots=True)
class Swedish:
    """How far the names of one kind are known in Swedish. ``puuttuu`` has the records without one."""

    folder: str
    kaikki: int
    puuttuu: tuple[NamedRecord, ...]


def swedish(handbook: Handbook) -> list[Swedish]:
    """Kind by kind, what lacks a Swedish name."""
    found = []
    for folder in NAMED_IN_SWEDISH:
        named = [each for each in handbook.folder(folder) if isinstance(each, NamedRecord)]
        found.append(Swedish(folder, len(named), tuple(each for each in named if each.nimi.sv is None)))
    return found
