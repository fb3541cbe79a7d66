"""The agenda pack: for each item what its reader needs beside it, each text once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from hallinta.handbook import Handbook
from hallinta.queries.asiat import Handling, handlings, lives_as, matters_of
from hallinta.queries.graph import named, once_each
from hallinta.queries.kokoukset import decision_at
from hallinta.queries.paatokset import Validity, decisions_on, newest_first, validity
from hallinta.records.base import Record
from hallinta.records.kokous import Asiakohta, Kokous
from hallinta.records.paatos import Paatos
from hallinta.records.palvelu import Palvelu

T = TypeVar("T")
HOLDS = {Validity.VOIMASSA, Validity.OSITTAIN_KORVATTU}

EARLIER = 20
"""The most earlier decisions, and handlings, that are told of an item; the matter's own page tells all."""


@dataclass(frozen=True, slots=True)
class Background:
    """A record an item is about, and the item its text stands under; later items point there."""

    record: Record
    numero: int


@dataclass(frozen=True, slots=True)
class PackItem:
    """An item with its decision, the texts and services it is about, what was decided and handled before."""

    numero: int
    kohta: Asiakohta
    paatos: Paatos | None
    aineisto: tuple[Background, ...]
    palvelut: tuple[Background, ...]
    paatokset: tuple[Paatos, ...]
    kasittelyt: tuple[Handling, ...]


def has_pack(kokous: Kokous) -> bool:
    """A cancelled meeting and one whose agenda is empty have nothing to print."""
    return kokous.tila != "peruttu" and bool(kokous.kohdat)


def pack_title(kokous: Kokous) -> str:
    return f"Esityslistapaketti: {kokous.name}"


def pack(handbook: Handbook, kokous: Kokous) -> list[PackItem]:
    placed: dict[tuple[str, str], int] = {}
    return [_item(handbook, kokous, number, placed) for number in range(1, len(kokous.kohdat) + 1)]


def _item(handbook: Handbook, kokous: Kokous, number: int, placed: dict[tuple[str, str], int]) -> PackItem:
    kohta, own = kokous.kohdat[number - 1], decision_at(handbook, kokous, number)
    written = [*matters_of(handbook, kohta), *([own] if own else []), *_meetings(handbook, kohta)]
    texts = [record for record in dict.fromkeys(written) if not isinstance(record, Palvelu)]
    services = list(dict.fromkeys(_services(handbook, kohta, texts)))

    def place(record: Record) -> Background:
        return Background(record, placed.setdefault((record.folder, record.id), number))

    return PackItem(
        number,
        kohta,
        own,
        tuple(map(place, texts)),
        tuple(map(place, services)),
        tuple(_earlier_decisions(handbook, kokous, texts, services)),
        tuple(_earlier_handlings(handbook, kokous, texts)),
    )


def _meetings(handbook: Handbook, kohta: Asiakohta) -> Iterator[Record]:
    """The meetings that the item prepares."""
    for viite in kohta.koskee:
        folder, _, id = viite.partition("/")
        if folder == "kokoukset" and (record := handbook.find(folder, id)):
            yield record


def _services(handbook: Handbook, kohta: Asiakohta, texts: list[Record]) -> Iterator[Palvelu]:
    """The services the item names, and those of the ideas, proposals, projects and works it is about."""
    for viite in kohta.koskee:
        folder, _, id = viite.partition("/")
        record = handbook.find(folder, id)
        if isinstance(record, Palvelu):
            yield record
    for text in texts:
        for record in named(handbook, text, "palvelu", "palvelut"):
            if isinstance(record, Palvelu):
                yield record


def _earlier_decisions(
    handbook: Handbook, kokous: Kokous, texts: list[Record], services: list[Palvelu]
) -> list[Paatos]:
    """The latest decisions on the same matters, and of those in force on the services, before the meeting."""
    own = {each.id for each in texts if isinstance(each, Paatos)}
    lists = [_decided(handbook, text) for text in texts]
    lists += [_in_force(handbook, palvelu) for palvelu in services]
    latest = (paatos for each in lists for paatos in _last_before(kokous.pvm, each, _day))
    earlier = {paatos.id: paatos for paatos in latest if paatos.id not in own}
    return newest_first(list(earlier.values()))[:EARLIER]


@once_each
def _decided(handbook: Handbook, record: Record) -> list[Paatos]:
    """The decisions made on a matter in any of its forms, the oldest first."""
    found = [each for each in lives_as(handbook, record) if isinstance(each, Paatos)]
    return sorted(
        (each for each in found if each.decided and each.pvm), key=lambda each: (_day(each), each.id)
    )


@once_each
def _in_force(handbook: Handbook, palvelu: Palvelu) -> list[Paatos]:
    """The decisions in force on a service, the oldest first."""
    return [each for each in reversed(decisions_on(handbook, palvelu)) if validity(handbook, each) in HOLDS]


def _day(paatos: Paatos) -> date:
    return paatos.pvm or date.max


def _earlier_handlings(handbook: Handbook, kokous: Kokous, texts: list[Record]) -> list[Handling]:
    """The latest held meetings that handled the same matters before, the oldest first."""
    lists = [_held(handbook, text) for text in texts if text.folder != "kokoukset"]
    latest = (each for held in lists for each in _last_before(kokous.pvm, held, lambda each: each.kokous.pvm))
    found = {(each.kokous.id, each.numero): each for each in latest}
    kept = sorted(found.values(), key=lambda each: (each.kokous.pvm, each.kokous.id, each.numero or 0))
    return kept[-EARLIER:]


@once_each
def _held(handbook: Handbook, record: Record) -> list[Handling]:
    return [each for each in handlings(handbook, record) if each.kokous.tila == "pidetty"]


def _last_before(day: date, ordered: list[T], day_of: Callable[[T], date]) -> list[T]:
    """The last of what was before the day; as many as are told of at most."""
    end = bisect_left(ordered, day, key=day_of)
    return ordered[max(end - EARLIER, 0) : end]
