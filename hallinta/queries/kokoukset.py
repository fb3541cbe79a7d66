"""Meetings: whose, which is next, what each still lacks, what was decided there."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from hallinta.handbook import Handbook
from hallinta.queries.graph import mentioning, once
from hallinta.queries.ohjaus import turn
from hallinta.records.base import Record
from hallinta.records.kokous import Asiakohta, Kokous, Kokousasiakirja
from hallinta.records.paatos import Paatos
from hallinta.records.ryhma import Ryhma

PREPARED_FOR, PREPARER = "johtoryhma", "koordinaatioryhma"
"""Whose items another group prepares, and which group that is (2.2-04)."""


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


# --- one group's meetings in a row ----------------------------------------------------------------------


@once
def rows(handbook: Handbook) -> dict[str, list[Kokous]]:
    """Group → its meetings that are or will be held, the oldest first."""
    rows: dict[str, list[Kokous]] = defaultdict(list)
    for kokous in reversed(by_day(list(handbook.kokoukset))):
        if kokous.tila != "peruttu":
            rows[kokous.ryhma].append(kokous)
    return rows


def place_in_row(handbook: Handbook, kokous: Kokous) -> int:
    """How many meetings of the group come before, cancelled ones left out."""
    return bisect_left(rows(handbook).get(kokous.ryhma, []), _order(kokous), key=_order)


def _order(kokous: Kokous) -> tuple[date, str]:
    return kokous.pvm, kokous.id


def meeting_before(handbook: Handbook, kokous: Kokous) -> Kokous | None:
    """The group's earlier meeting, cancelled ones left out."""
    place = place_in_row(handbook, kokous)
    return rows(handbook)[kokous.ryhma][place - 1] if place else None


def meeting_after(handbook: Handbook, kokous: Kokous) -> Kokous | None:
    """The group's next meeting that is not cancelled."""
    row = rows(handbook).get(kokous.ryhma, [])
    place = place_in_row(handbook, kokous) + (kokous.tila != "peruttu")
    return row[place] if place < len(row) else None


def meeting_on(handbook: Handbook, ryhma: str, day: date) -> Kokous | None:
    """The group's meeting of the day, unless it is cancelled."""
    return next((kokous for kokous in rows(handbook).get(ryhma, ()) if kokous.pvm == day), None)


# --- what is missing ------------------------------------------------------------------------------------


class Lack(StrEnum):
    """What a meeting lacks; the words are in ``present``."""

    ASIALISTA = "asialista"
    AIKA = "kellonaika"
    ESITTELIJA = "esittelija"
    VALMISTELU = "valmistelu"
    EHDOTUS = "ehdotus"
    ASIAKIRJA = "asiakirja"
    KUTSU = "kutsu"
    TULOS = "tulos"
    PAATOS = "paatos"
    VIESTINTA = "viestinta"
    POYTAKIRJA = "poytakirja"


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing a meeting lacks and whose turn it is: a role, or bodies when no role is written."""

    puute: Lack
    numero: int | None = None
    rooli: str | None = None
    tahot: tuple[Record, ...] = ()
    asiakirja: Kokousasiakirja | None = None
    maaraaika: date | None = None


def invitation_due(handbook: Handbook, kokous: Kokous) -> date | None:
    """The last day to send the invitation, when the groups have agreed on one; the model tells none."""
    days = handbook.asetukset.kokouskutsu_pv
    return kokous.pvm - timedelta(days=days) if days is not None else None


def missing(handbook: Handbook, kokous: Kokous) -> list[Missing]:
    """What keeps the meeting from being ready: before it of the preparation, after it of what is written down.
    A cancelled meeting lacks nothing.
    """
    if kokous.tila == "peruttu":
        return []
    found = _missing_after if kokous.tila == "pidetty" else _missing_before
    return list(found(handbook, kokous))


def _missing_before(handbook: Handbook, kokous: Kokous) -> Iterator[Missing]:
    bodies = tuple(turn(handbook, kokous))
    if not kokous.kohdat:
        yield Missing(Lack.ASIALISTA, tahot=bodies)
    if kokous.alkaa is None:
        yield Missing(Lack.AIKA, tahot=bodies)
    for number, kohta in enumerate(kokous.kohdat, 1):
        yield from _unprepared(kokous, number, kohta, bodies)
        if _lacks_proposal(handbook, kohta):
            yield Missing(Lack.EHDOTUS, number, kohta.esittelija, bodies)
    if kokous.tila == "suunniteltu" or kokous.kutsuttu is None:
        yield Missing(Lack.KUTSU, tahot=bodies, maaraaika=invitation_due(handbook, kokous))


def _unprepared(
    kokous: Kokous, number: int, kohta: Asiakohta, bodies: tuple[Record, ...]
) -> Iterator[Missing]:
    if kohta.esittelija is None:
        yield Missing(Lack.ESITTELIJA, number, tahot=bodies)
    if kokous.ryhma == PREPARED_FOR and kohta.laji != "tiedoksi" and kohta.valmisteltu is None:
        yield Missing(Lack.VALMISTELU, number, tahot=bodies)
    for paper in kohta.asiakirjat:
        if paper.tila != "valmis":
            yield Missing(Lack.ASIAKIRJA, number, paper.vastuu or kohta.esittelija, bodies, paper)


def _lacks_proposal(handbook: Handbook, kohta: Asiakohta) -> bool:
    return kohta.laji == "paatos" and proposal_of(handbook, kohta) is None


def proposal_of(handbook: Handbook, kohta: Asiakohta) -> object | None:
    """The proposal's text: the item's own, else that of the decision it names, or of one it concerns that is
    still to be made.
    """
    if kohta.ehdotus:
        return kohta.ehdotus
    ids = [viite.partition("/")[2] for viite in kohta.koskee if viite.startswith("paatokset/")]
    concerned = [paatos for id in ids if (paatos := handbook.paatokset.get(id)) and not paatos.decided]
    named = handbook.paatokset.get(kohta.paatos or "")
    return next((each.ehdotus.teksti for each in (named, *concerned) if each and each.ehdotus), None)


def _missing_after(handbook: Handbook, kokous: Kokous) -> Iterator[Missing]:
    ryhma = handbook.ryhmat.get(kokous.ryhma)
    role = ryhma.sihteeri if ryhma else None
    bodies = (ryhma,) if ryhma else ()
    for number, kohta in enumerate(kokous.kohdat, 1):
        if kohta.tulos is None and kohta.paatos is None and kohta.siirretty is None:
            yield Missing(Lack.TULOS, number, role, bodies)
        paatos = handbook.paatokset.get(kohta.paatos or "")
        if paatos and paatos.tila in {"valmistelussa", "esitetty"}:
            yield Missing(Lack.PAATOS, number, role, bodies)
    if kokous.poytakirja is None or kokous.poytakirja.tila != "tarkastettu":
        yield Missing(Lack.POYTAKIRJA, None, role, bodies)
    for viesti in kokous.viestinta:
        if viesti.tehty is None and (viesti.pvm is None or viesti.pvm < handbook.today):
            body = handbook.organisaatiot.get(viesti.vastuu)
            yield Missing(Lack.VIESTINTA, None, None, (body,) if body else (), maaraaika=viesti.pvm)


# --- outcomes -------------------------------------------------------------------------------------------


def decision_at(handbook: Handbook, kokous: Kokous, number: int) -> Paatos | None:
    """The decision of an item, whichever of the two names the other (1-14)."""
    kohta = kokous.kohdat[number - 1]
    if kohta.paatos:
        return handbook.paatokset.get(kohta.paatos)
    found = mentioning(handbook, kokous, Paatos, "kokous")
    return next((paatos for paatos in found if paatos.kohta == number), None)


def decisions_made(handbook: Handbook, kokous: Kokous) -> list[Paatos]:
    """The decisions made in the meeting, in the order of its items."""
    found = [decision_at(handbook, kokous, number) for number in range(1, len(kokous.kohdat) + 1)]
    return [paatos for paatos in found if paatos is not None and paatos.decided]


def prepared_items(handbook: Handbook, kokous: Kokous) -> list[tuple[Kokous, int]]:
    """The items of other meetings that this one prepared, the oldest meeting first (2.2-04)."""
    later = reversed(by_day(mentioning(handbook, kokous, Kokous, "kohdat")))
    return [
        (each, number)
        for each in later
        for number, kohta in enumerate(each.kohdat, 1)
        if kohta.valmisteltu == kokous.id
    ]
