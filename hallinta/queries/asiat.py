"""One matter through all meetings: where an idea, a proposal, a project, a decision or a service was handled."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from hallinta.handbook import Handbook
from hallinta.queries.graph import mentioning, mentions, once_each
from hallinta.queries.ohjaus import project_of, work_of
from hallinta.queries.paatokset import decisions_on, replaced_by, replaces
from hallinta.records.base import Record
from hallinta.records.hanke import Hanke
from hallinta.records.idea import Idea
from hallinta.records.kehitysaihio import Kehitysaihio
from hallinta.records.kehitystyo import Kehitystyo
from hallinta.records.kokous import Asiakohta, Kokous
from hallinta.records.paatos import Paatos

PATH = ("ideat", "kehitysaihiot", "hankkeet", "kehitystyot")
"""Kinds in which one matter lives on (3.1-04, 3.2-07)."""
MATTERS = (
    *(*PATH, "paatokset", "kaytannot"),
    *("vuosisuunnitelmat", "tulossopimukset", "tavoitteet", "palvelut"),
)
"""Kinds that are followed through meetings."""


@dataclass(frozen=True, slots=True)
class Handling:
    """A meeting that handled a matter, the item it stood on when there is one, and the record it stood as."""

    kokous: Kokous
    record: Record
    numero: int | None = None

    @property
    def kohta(self) -> Asiakohta | None:
        return self.kokous.kohdat[self.numero - 1] if self.numero else None

    @property
    def address(self) -> str:
        return f"{self.kokous.address}#kohta-{self.numero}" if self.numero else self.kokous.address


NEAR = 30
"""Of each other form of a matter, the most decisions, ideas and meetings that are told on a page; its own page tells
all of its own.
"""


@once_each
def lives_as(handbook: Handbook, record: Record) -> list[Record]:
    """Everything the matter is or has been: the ideas, the proposal built on them, its project or work, and
    the decisions on any of these. A service, practice or plan is itself and the decisions on it.
    """
    path = {(each.folder, each.id): each for each in _on_the_path(handbook, record)}
    found = dict(path)
    for each in path.values():
        decisions = decisions_on(handbook, each)
        kept = decisions if each is record else decisions[:NEAR]
        found |= {(paatos.folder, paatos.id): paatos for paatos in kept}
    if isinstance(record, Paatos):
        newer = [each.uusi for each in replaced_by(handbook, record)]
        older = [each.vanha for each in replaces(handbook, record)]
        found |= {(paatos.folder, paatos.id): paatos for paatos in (*newer, *older)}
    return list(found.values())


def _on_the_path(handbook: Handbook, record: Record) -> Iterator[Record]:
    yield record
    if isinstance(record, Paatos):
        for viite in record.koskee:
            folder, _, id = viite.partition("/")
            matter = handbook.find(folder, id) if folder in PATH else None
            if matter:
                yield from islice(_on_the_path(handbook, matter), NEAR)
    elif isinstance(record, Idea):
        for aihio in mentioning(handbook, record, Kehitysaihio, "ideat"):
            yield from _from_proposal(handbook, aihio)
        yield from mentioning(handbook, record, Kehitystyo, "ideat")
    elif isinstance(record, Kehitysaihio):
        yield from _from_proposal(handbook, record)
        yield from _ideas(handbook, record)
    elif isinstance(record, Hanke | Kehitystyo):
        if isinstance(record, Kehitystyo):
            yield from _ideas(handbook, record)
        origin = handbook.kehitysaihiot.get(record.kehitysaihio or "")
        if origin is not None:
            yield origin
            yield from islice(_ideas(handbook, origin), NEAR)


def _from_proposal(handbook: Handbook, aihio: Kehitysaihio) -> Iterator[Record]:
    yield aihio
    yield from (each for each in (project_of(handbook, aihio), work_of(handbook, aihio)) if each)


def _ideas(handbook: Handbook, record: Kehitysaihio | Kehitystyo) -> Iterator[Record]:
    yield from (idea for id in record.ideat if (idea := handbook.ideat.get(id)))


@once_each
def handlings(handbook: Handbook, record: Record) -> list[Handling]:
    """The meetings that handled the matter in any of its forms, the oldest first; each item once."""
    found: dict[tuple[str, int | None], Handling] = {}
    for form in lives_as(handbook, record):
        own = _handled_as(handbook, form)
        for handling in own if form is record else own[-NEAR:]:
            found.setdefault((handling.kokous.id, handling.numero), handling)
    return _in_order(found.values())


@once_each
def _handled_as(handbook: Handbook, record: Record) -> list[Handling]:
    """The meetings that handled the record itself, the oldest first."""
    return _in_order({(each.kokous.id, each.numero): each for each in _direct(handbook, record)}.values())


def _in_order(found: Collection[Handling]) -> list[Handling]:
    """By day; a meeting that tells the item is not told without it too."""
    numbered = {each.kokous.id for each in found if each.numero}
    kept = [each for each in found if each.numero or each.kokous.id not in numbered]
    return sorted(kept, key=lambda each: (each.kokous.pvm, each.kokous.id, each.numero or 0))


def _direct(handbook: Handbook, record: Record) -> Iterator[Handling]:
    """Where the record stands on an agenda, and the meetings it names itself."""
    for mention in mentions(handbook, record):
        if isinstance(mention.record, Kokous) and mention.field == "kohdat":
            yield Handling(mention.record, record, int(mention.reference.path[1]) + 1)
    for reference in record.references:
        kokous = handbook.kokoukset.get(reference.target) if reference.folder == "kokoukset" else None
        if kokous is not None:
            yield Handling(kokous, record, _own_item(kokous, record))


def _own_item(kokous: Kokous, record: Record) -> int | None:
    """The item of the meeting that decided the record; of another meeting its item is known by the agenda alone."""
    number = record.kohta if isinstance(record, Paatos) and record.kokous == kokous.id else None
    return number if number is not None and 1 <= number <= len(kokous.kohdat) else None


def matters_of(handbook: Handbook, kohta: Asiakohta) -> list[Record]:
    """The matters an item is about; its services only when it names nothing that is followed more closely."""
    written = [*kohta.koskee, *([f"paatokset/{kohta.paatos}"] if kohta.paatos else [])]
    found: dict[str, Record] = {}
    for viite in written:
        folder, _, id = viite.partition("/")
        record = handbook.find(folder, id)
        if record is not None and folder in MATTERS:
            found.setdefault(viite, record)
    closer = {viite: record for viite, record in found.items() if record.folder != "palvelut"}
    return list((closer or found).values())


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A matter of an item: the last meeting before this one and the first one after it that handled it."""

    record: Record
    ennen: Handling | None
    jalkeen: Handling | None
    kaikki: int
    """How many times it has been or will be handled, here included."""


def elsewhere(handbook: Handbook, kokous: Kokous, number: int) -> list[Elsewhere]:
    """The matters of an item with the meetings around this one; a matter of this meeting only is left out."""
    found = []
    for record in matters_of(handbook, kokous.kohdat[number - 1]):
        every, here = handlings(handbook, record), (kokous.pvm, kokous.id)
        before = bisect_left(every, here, key=_when)
        after = bisect_right(every, here, key=_when)
        last, first = (every[before - 1] if before else None), (every[after] if after < len(every) else None)
        if last or first:
            found.append(Elsewhere(record, last, first, len(every)))
    return found


def _when(handling: Handling) -> tuple[date, str]:
    return handling.kokous.pvm, handling.kokous.id
