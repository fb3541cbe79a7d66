"""The agenda pack: for each item what its reader needs beside it, each text once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hallinta.handbook import Handbook
from hallinta.queries.asiat import Handling, handlings, lives_as, matters_of
from hallinta.queries.graph import named
from hallinta.queries.kokoukset import decision_at
from hallinta.queries.paatokset import MADE, Validity, decisions_on, newest_first, validity
from hallinta.records.base import Record
from hallinta.records.kokous import Asiakohta, Kokous
from hallinta.records.paatos import Paatos
from hallinta.records.palvelu import Palvelu

HOLDS = {Validity.VOIMASSA, Validity.OSITTAIN_KORVATTU}


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
    """The decisions on the same matters, and those in force on the services, made before the meeting."""
    found = [each for text in texts for each in lives_as(handbook, text) if isinstance(each, Paatos)]
    on_services = (paatos for palvelu in services for paatos in decisions_on(handbook, palvelu))
    found += [paatos for paatos in on_services if validity(handbook, paatos) in HOLDS]
    earlier = {
        paatos.id: paatos
        for paatos in found
        if paatos not in texts and paatos.tila == MADE and paatos.pvm and paatos.pvm < kokous.pvm
    }
    return newest_first(list(earlier.values()))


def _earlier_handlings(handbook: Handbook, kokous: Kokous, texts: list[Record]) -> list[Handling]:
    """The held meetings that handled the same matters before, the oldest first."""
    found = {
        (each.kokous.id, each.numero): each
        for text in texts
        if text.folder != "kokoukset"
        for each in handlings(handbook, text)
        if each.kokous.tila == "pidetty" and each.kokous.pvm < kokous.pvm
    }
    return sorted(found.values(), key=lambda each: (each.kokous.pvm, each.kokous.id, each.numero or 0))
