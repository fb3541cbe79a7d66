"""Meetings: whose, which is next, and in which a matter was on the agenda."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hallinta.handbook import Handbook
from hallinta.queries.graph import mentioning
from hallinta.records.base import Record
from hallinta.records.kokous import Asiakohta, Kokous
from hallinta.records.ryhma import Ryhma


def meetings_of(handbook: Handbook, ryhma: Ryhma) -> list[Kokous]:
    """A group's meetings, the newest first."""
    return by_day(mentioning(handbook, ryhma, Kokous, "ryhma"))


def by_day(kokoukset: Sequence[Kokous]) -> list[Kokous]:
    return sorted(kokoukset, key=lambda kokous: (kokous.pvm, kokous.id), reverse=True)


def is_ahead(handbook: Handbook, kokous: Kokous) -> bool:
    """Whether the meeting is still to come; a cancelled one is not."""
    return kokous.pvm >= handbook.today and kokous.tila in {"suunniteltu", "kutsuttu"}


def meetings_ahead(handbook: Handbook) -> list[Kokous]:
    """Every group's meetings still to come, the next first."""
    return [kokous for kokous in reversed(by_day(list(handbook.kokoukset))) if is_ahead(handbook, kokous)]


def next_meeting(handbook: Handbook, ryhma: Ryhma) -> Kokous | None:
    ahead = [kokous for kokous in meetings_of(handbook, ryhma) if is_ahead(handbook, kokous)]
    return ahead[-1] if ahead else None


def last_meeting(handbook: Handbook, ryhma: Ryhma) -> Kokous | None:
    held = (kokous for kokous in meetings_of(handbook, ryhma) if kokous.tila == "pidetty")
    return next(held, None)


@dataclass(frozen=True, slots=True)
class Item:
    """An item of an agenda with its meeting and its number, from 1."""

    kokous: Kokous
    numero: int
    kohta: Asiakohta


def items_on(handbook: Handbook, record: Record) -> list[Item]:
    """The items that concern a record, the newest meeting first."""
    reference = f"{record.folder}/{record.id}"
    return [
        Item(kokous, numero, kohta)
        for kokous in by_day(mentioning(handbook, record, Kokous, "kohdat"))
        for numero, kohta in enumerate(kokous.kohdat, 1)
        if reference in kohta.koskee
    ]
