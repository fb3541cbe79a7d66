"""Grounds: whether what a record cites is the right one, as ``hallinta.records.grounds`` declares it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from hallinta.handbook import Handbook
from hallinta.queries.asiat import PATH, lives_as
from hallinta.queries.graph import mentioning, once
from hallinta.queries.toimivalta import overstepped, projects_above
from hallinta.records.base import Record, Reference
from hallinta.records.grounds import CITATIONS, ENTRIES, KOORDINAATIORYHMA, Citation
from hallinta.records.hanke import Hanke
from hallinta.records.kasittely import MovingRecord
from hallinta.records.kehitysaihio import Kehitysaihio
from hallinta.records.kehitystyo import Kehitystyo
from hallinta.records.kokous import Kokous
from hallinta.records.paatos import Paatos
from hallinta.records.suunnittelu import Tavoite, Tulossopimus, Vuosisuunnitelma, Yllapitoraportti
from hallinta.records.vuosikello import Vuosikello
from hallinta.yaml_text import Path


class Aspect(StrEnum):
    """What of a ground is wrong, in the order in which it is told: one mistake is told once."""

    LAJI = "laji"
    PAATTAJA = "paattaja"
    TILA = "tila"
    TULOS = "tulos"
    KOSKEE = "koskee"
    JARJESTYS = "jarjestys"
    VUOSI = "vuosi"
    KOKOUS = "kokous"
    ASIALISTA = "asialista"


@dataclass(frozen=True, slots=True)
class Fault:
    """A ground that will not do: both ends, what of it is wrong, and the two values that disagree."""

    record: Record
    path: Path
    citation: Citation
    ground: Record
    aspect: Aspect
    here: Any = None
    there: Any = None


@cache
def _declared() -> dict[tuple[str, str], list[tuple[int, Citation]]]:
    found: dict[tuple[str, str], list[tuple[int, Citation]]] = {}
    for order, citation in enumerate(CITATIONS):
        found.setdefault(citation.key, []).append((order, citation))
    return found


def field_of(path: Path) -> str:
    """``("muutokset", 0, "paatos")`` → ``muutokset.paatos``."""
    return ".".join(step for step in path if isinstance(step, str))


@once
def faults(handbook: Handbook) -> list[Fault]:
    """Every wrong ground. One that a record cites in several fields is told at the first that is declared."""
    return [fault for record in handbook.records for fault in _of_record(handbook, record)]


def _of_record(handbook: Handbook, record: Record) -> Iterator[Fault]:
    declared = _declared()
    cited: list[tuple[int, Citation, Reference]] = []
    for reference in record.references:
        for order, citation in declared.get((record.folder, field_of(reference.path)), ()):
            if _applies(record, reference.path, citation):
                cited.append((order, citation, reference))
    told: set[tuple[str, str]] = set()
    for _, citation, reference in sorted(cited, key=lambda each: each[0]):
        ground = handbook.find(reference.folder, reference.target)
        if ground is None or (reference.folder, reference.target) in told:
            continue  # HAL-001 tells of what does not exist
        if fault := _fault(handbook, record, reference.path, citation, ground):
            told.add((reference.folder, reference.target))
            yield fault


def part_at(record: Record, path: Path) -> Any:
    """The part of a record that a path stands in: the row of a list, or the record itself."""
    part: Any = record
    for step in path[:-1]:
        part = part[step] if isinstance(step, int) else getattr(part, step)
    return part


def _applies(record: Record, path: Path, citation: Citation) -> bool:
    if citation.of is None:
        return True
    name, value = citation.of
    return bool(getattr(part_at(record, path), name) == value)


def _fault(
    handbook: Handbook, record: Record, path: Path, citation: Citation, ground: Record
) -> Fault | None:
    found: tuple[Aspect, Any, Any] | None = None
    if isinstance(ground, Paatos):
        found = _of_decision(handbook, record, path, citation, ground)
    elif isinstance(ground, Kokous):
        found = _of_meeting(handbook, record, path, citation, ground)
    elif isinstance(ground, Kehitysaihio):
        found = _of_proposal(record, ground)
    elif isinstance(ground, Tulossopimus | Vuosisuunnitelma):
        found = _of_year(handbook, record, ground)
    return Fault(record, path, citation, ground, *found) if found else None


_Found = tuple[Aspect, Any, Any] | None


# --- decisions ------------------------------------------------------------------------------------------


def _of_decision(
    handbook: Handbook, record: Record, path: Path, citation: Citation, paatos: Paatos
) -> _Found:
    outcomes = _outcomes(record, path, citation)
    if isinstance(record, Paatos) and citation.field == "linjaus" and record.paattaja == KOORDINAATIORYHMA:
        # HAL-131 tells whether the guideline was the management group's and in force
        off = paatos.koskee and not _concerns(handbook, record, citation, paatos)
        return (Aspect.KOSKEE, paatos.koskee, None) if off else None
    if paatos.under_model and citation.lajit and paatos.laji not in citation.lajit:
        return Aspect.LAJI, paatos.laji, citation.lajit
    if overstepped(handbook, paatos):
        return None  # HAL-130 tells at the decision
    if paatos.under_model and citation.paattajat and paatos.paattaja not in citation.paattajat:
        return Aspect.PAATTAJA, paatos.paattaja, citation.paattajat
    if outcomes and paatos.decided is False and paatos.tila not in outcomes:
        if paatos.tulos is not None:
            return None  # HAL-300 tells of an outcome that nobody decided
        return Aspect.TILA, getattr(record, "tila", None), paatos.tila
    if outcomes and paatos.outcome is not None and paatos.outcome not in outcomes:
        return Aspect.TULOS, paatos.outcome, outcomes
    if paatos.koskee and citation.koskee and not _concerns(handbook, record, citation, paatos):
        return Aspect.KOSKEE, paatos.koskee, None
    rests = _resting_day(record, path, citation, paatos) if paatos.under_model else None
    if rests and paatos.pvm and rests < paatos.pvm:
        return Aspect.JARJESTYS, rests, paatos.pvm
    return None


def _outcomes(record: Record, path: Path, citation: Citation) -> tuple[str, ...] | None:
    """The outcomes that will do; None when nothing is asked in the state that the record is in."""
    state = getattr(record, "tila", None)
    if citation.field == "historia.paatos":
        return ENTRIES.get(record.folder, {}).get(part_at(record, path).tila)
    if citation.by_state and "*" not in citation.by_state:
        return citation.by_state.get(str(state))
    if citation.by_state:
        return None
    return citation.tulokset


def _concerns(handbook: Handbook, record: Record, citation: Citation, paatos: Paatos) -> bool:
    """Whether the decision is about the record. One that names others of its kind is about those."""
    about = set(paatos.koskee)
    own = {f"{record.folder}/{record.id}"}
    if isinstance(record, Hanke) and "ylahanke" in citation.koskee:
        own |= {f"hankkeet/{each.id}" for each in projects_above(handbook, record)}
    if isinstance(record, Paatos):
        return paatos.id == record.id or not record.koskee or _shared(handbook, record, about)
    if about & own:
        return True
    if any(ref.startswith(f"{record.folder}/") for ref in about):
        return False
    return bool(about & _related(handbook, record, citation.koskee))


def _related(handbook: Handbook, record: Record, fields: tuple[str, ...]) -> set[str]:
    """What the record names in the given fields, and, when asked, all that it is or has been."""
    found = {f"{each.folder}/{each.target}" for each in record.references if str(each.path[0]) in fields[1:]}
    if "toteutus" in fields and record.folder in PATH:
        forms = lives_as(handbook, record)
        found |= {f"{each.folder}/{each.id}" for each in forms}
        found |= {
            f"palvelut/{each.target}"
            for form in forms
            for each in form.references
            if each.folder == "palvelut"
        }
    return found


def _shared(handbook: Handbook, paatos: Paatos, about: set[str]) -> bool:
    """Whether two decisions are about one matter: the same thing, or things that name each other."""
    mine = set(paatos.koskee)
    return bool(mine & about or _widened(handbook, mine) & _widened(handbook, about))


def _widened(handbook: Handbook, refs: set[str]) -> set[str]:
    """The things and the services that they are about."""
    found = set(refs)
    for ref in refs:
        folder, _, id = ref.partition("/")
        record = handbook.find(folder, id) if folder != "palvelut" else None
        if record is not None:
            found |= {f"palvelut/{each.target}" for each in record.references if each.folder == "palvelut"}
    return found


def _resting_day(record: Record, path: Path, citation: Citation, paatos: Paatos) -> date | None:
    """The day of what rests on the ground; None when no day tells it, or another rule does."""
    if citation.rests == "pvm":
        return part_at(record, path).pvm  # type: ignore[no-any-return]  # declared of parts that have a day
    if citation.rests == "vuosi" and isinstance(record, Yllapitoraportti):
        return date(record.vuosi, 12, 31)
    if citation.rests == "tila" and isinstance(record, MovingRecord):
        entry = next((each for each in record.historia if each.tila in citation.by_state), None)
        return entry.pvm if entry and entry.paatos != paatos.id else None  # HAL-055 tells of the entry's own
    return None


# --- meetings -------------------------------------------------------------------------------------------


def _of_meeting(handbook: Handbook, record: Record, path: Path, citation: Citation, kokous: Kokous) -> _Found:
    if isinstance(record, Vuosikello):  # HAL-245 tells of one that was not held
        return (Aspect.VUOSI, record.vuosi, kokous.pvm.year) if kokous.pvm.year != record.vuosi else None
    # a meeting whose day has passed and that is still planned is told at the meeting (HAL-152)
    if kokous.tila == "peruttu" or (citation.held and kokous.pvm > handbook.today):
        return None if _told_at(handbook, kokous) else (Aspect.KOKOUS, kokous.tila, kokous.pvm)
    if isinstance(record, Paatos) and citation.field == "kokous" and record.kohta is not None:
        return None  # HAL-136 tells
    asked = citation.koskee and kokous.tila == "pidetty" and _agrees(record, path, kokous)
    if asked and not _handled(handbook, record, citation, kokous):
        return Aspect.ASIALISTA, kokous.pvm, None
    return None


def _told_at(handbook: Handbook, kokous: Kokous) -> bool:
    """Whether the meeting that was not held is told to have outcomes: that is the mistake (HAL-135, HAL-158)."""
    outcomes = any(kohta.tulos for kohta in kokous.kohdat) or kokous.toimenpiteet or kokous.poytakirja
    return bool(outcomes) or any(each.decided for each in mentioning(handbook, kokous, Paatos, "kokous"))


def _agrees(record: Record, path: Path, kokous: Kokous) -> bool:
    """Whether the row and the meeting are of one group and day; if not, HAL-121 or HAL-155 tells."""
    part = part_at(record, path)
    group = "koordinaatioryhma" if isinstance(record, Kehitystyo) else getattr(part, "ryhma", kokous.ryhma)
    return group == kokous.ryhma and getattr(part, "pvm", kokous.pvm) == kokous.pvm


def _handled(handbook: Handbook, record: Record, citation: Citation, kokous: Kokous) -> bool:
    """Whether an item of the meeting is about the record; unknown when an item does not tell what it is about."""
    own = {f"{record.folder}/{record.id}"} | _related(handbook, record, citation.koskee)
    own |= {f"paatokset/{each.target}" for each in record.references if each.folder == "paatokset"}
    for kohta in kokous.kohdat:
        about = set(kohta.koskee)
        if kohta.paatos and (paatos := handbook.paatokset.get(kohta.paatos)):
            # a decision on the service is not yet one on this matter
            about |= {
                f"paatokset/{paatos.id}",
                *(ref for ref in paatos.koskee if not ref.startswith("palvelut/")),
            }
        if not about or about & own:
            return True
    return not kokous.kohdat


# --- proposals, agreements and plans --------------------------------------------------------------------


def _of_proposal(record: Record, aihio: Kehitysaihio) -> _Found:
    """A project or a work builds on a proposal of a service that it is about."""
    services = {each.target for each in record.references if str(each.path[0]) in {"palvelu", "palvelut"}}
    if aihio.palvelu and services and aihio.palvelu not in services:
        return Aspect.KOSKEE, (f"palvelut/{aihio.palvelu}",), None
    return None


def _of_year(handbook: Handbook, record: Record, ground: Tulossopimus | Vuosisuunnitelma) -> _Found:
    if isinstance(record, Vuosisuunnitelma) and isinstance(ground, Tulossopimus):
        if record.id != str(record.vuosi):
            return None  # HAL-171 tells of a plan whose own year is wrong
        if not covers(handbook, ground, record.vuosi):
            return Aspect.VUOSI, record.vuosi, ground.vuosi
        signed = ground.allekirjoitettu
        refined = next((each.pvm for each in record.historia if each.tila == "tarkennettu"), None)
        by_signing = any(each.peruste == "allekirjoitus" for each in record.versiot)
        if refined and (signed > handbook.today if signed else not by_signing):
            return Aspect.TILA, record.tila, None
        return (Aspect.JARJESTYS, refined, signed) if refined and signed and refined < signed else None
    if isinstance(record, Tavoite):
        fits = not record.vuodet or ground.vuosi in record.vuodet
        return None if fits else (Aspect.VUOSI, ", ".join(map(str, record.vuodet)), ground.vuosi)
    year = getattr(record, "vuosi", None)
    return (Aspect.VUOSI, year, ground.vuosi) if year is not None and year != ground.vuosi else None


def covers(handbook: Handbook, sopimus: Tulossopimus, year: int) -> bool:
    """Whether an agreement is that of a year: its own, or one of its period that has no agreement of its own."""
    if sopimus.vuosi == year:
        return True
    last = max((int(each) for each in re.findall("[0-9]{4}", sopimus.kausi)), default=sopimus.vuosi)
    own = any(each.vuosi == year for each in handbook.tulossopimukset)
    return sopimus.vuosi < year <= last and not own
