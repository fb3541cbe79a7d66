"""What is true of a fact that is not there, by kind, field and record.

A reader is told whether the fact was looked for, whether it is the handbook's own to write down, or whether the
question does not touch the thing at all. What a record tells as withheld stands in its own section with its
ground, so that is no conclusion here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

from hallinta.handbook import Handbook
from hallinta.records.base import Record
from hallinta.records.palvelu import Palvelu
from hallinta.records.ryhma import Ryhma


class Unknown(StrEnum):
    EI_LOYTYNYT = "ei-loytynyt"
    EI_KIRJATTU = "ei-kirjattu"
    EI_KOSKE = "ei-koske"
    EI_MAARITELTY = "ei-maaritelty"


SOUGHT: Mapping[str, frozenset[str]] = {
    "arvioinnit": frozenset(),
    "hankkeet": frozenset({"informointi", "rajapinta", "raportit", "raportointi"}),
    "lahteet": frozenset(),
    "organisaatiot": frozenset(),
    "paatokset": frozenset({"linjaus", "seuranta", "viestinta"}),
    "palvelut": frozenset({"asiakasryhmat", "keskeinen", "ohjaussopimus", "riippuvuudet", "sidosryhmat"}),
    "ryhmat": frozenset(),
    "sidosryhmat": frozenset({"oleellinen", "rajapinta"}),
    "tavoitteet": frozenset({"toteumat"}),
    "tulossopimukset": frozenset({"valmistelu"}),
}
"""Kinds whose facts are gathered from public sources, and those fields of them that are the handbook's own."""


def _outside_the_model(record: Record) -> bool:
    return isinstance(record, Palvelu) and record.mallin_piirissa == "ei"


def _no_group_of_the_model(record: Record) -> bool:
    return isinstance(record, Ryhma) and not record.mallin_ryhma


UNTOUCHED: Mapping[tuple[str, str], Callable[[Record], bool]] = {
    ("palvelut", "keskeinen"): _outside_the_model,
    ("palvelut", "palveluryhma"): _outside_the_model,
    ("palvelut", "seuranta"): _outside_the_model,
    ("ryhmat", "taso"): _no_group_of_the_model,
}
"""Facts that some records of a kind cannot have: OPH's own grouping and duties do not reach others' services,
nor the model's levels a group that is not of the model.
"""


def concerns(record: Record, field: str) -> bool:
    """Whether the question that the field answers can be put to the record at all."""
    untouched = UNTOUCHED.get((record.folder, field))
    return untouched is None or not untouched(record)


def unknown(handbook: Handbook, record: Record, field: str) -> Unknown:
    """What is true where the record's field has no value."""
    if not concerns(record, field):
        return Unknown.EI_KOSKE
    if isinstance(record, Ryhma) and record.mallin_ryhma:
        return Unknown.EI_MAARITELTY
    own = SOUGHT.get(record.folder)
    if own is None or field in own or not _sought(handbook, record):
        return Unknown.EI_KIRJATTU
    return Unknown.EI_LOYTYNYT


def unknowns(handbook: Handbook, record: Record, fields: Iterable[str]) -> dict[Unknown, list[str]]:
    """The fields that have no value, by what is true of them."""
    found: dict[Unknown, list[str]] = {}
    for field in fields:
        found.setdefault(unknown(handbook, record, field), []).append(field)
    return found


def _sought(handbook: Handbook, record: Record) -> bool:
    """Whether something public was read for the record: a source with an address, or the model's own document.

    Nobody looks for what is invented.
    """
    if record.tree:
        return False
    if record.folder == "lahteet":
        return True
    named = [each.target for each in record.references if each.folder == "lahteet"]
    found = (handbook.lahteet.get(id) for id in named)
    model = handbook.asetukset.asiakirja.lahteet
    return any(id in model for id in named) or any(lahde.osoite for lahde in found if lahde)
