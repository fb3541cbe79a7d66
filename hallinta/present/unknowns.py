"""What is true of a fact that is not there: one of the four phrases, by kind, field and record.

A reader is told whether the fact was looked for, whether it is the handbook's own to write down, or whether the
question does not touch the thing at all. What the record tells as withheld stands in its own section with its
ground, so no phrase here claims it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from hallinta.handbook import Handbook
from hallinta.present.words import NOT_APPLICABLE, NOT_DEFINED, NOT_FOUND, NOT_RECORDED
from hallinta.records.base import Record
from hallinta.records.palvelu import Palvelu
from hallinta.records.ryhma import Ryhma

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
nor the model's levels a group that is not of the model."""


def unknown(handbook: Handbook, record: Record, field: str) -> str:
    """The phrase that is true where the record's field has no value."""
    untouched = UNTOUCHED.get((record.folder, field))
    if untouched and untouched(record):
        return NOT_APPLICABLE
    if isinstance(record, Ryhma) and record.mallin_ryhma:
        return NOT_DEFINED
    own = SOUGHT.get(record.folder)
    return NOT_RECORDED if own is None or field in own or not _sought(handbook, record) else NOT_FOUND


def unknowns(handbook: Handbook, record: Record, fields: Iterable[str]) -> dict[str, list[str]]:
    """The fields that have no value, by the phrase that is true of them."""
    found: dict[str, list[str]] = {}
    for field in fields:
        found.setdefault(unknown(handbook, record, field), []).append(field)
    return found


def _sought(handbook: Handbook, record: Record) -> bool:
    """Whether something public was read for the record: a source with an address."""
    if record.folder == "lahteet":
        return True
    named = (handbook.lahteet.get(each.target) for each in record.references if each.folder == "lahteet")
    return any(lahde.osoite for lahde in named if lahde)
