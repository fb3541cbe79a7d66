"""Decisions: which hold on a day, what replaced what, who may decide what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hallinta.handbook import Handbook
from hallinta.queries.graph import mentioning, once, once_each
from hallinta.records.base import Record
from hallinta.records.grounds import POWERS
from hallinta.records.paatos import Paatos
from hallinta.records.palvelu import Palvelu
from hallinta.records.suunnittelu import Yllapitoraportti

MADE = "tehty"


class Validity(StrEnum):
    VOIMASSA = "voimassa"
    OSITTAIN_KORVATTU = "osittain-korvattu"
    KORVATTU = "korvattu"
    EI_TEHTY = "ei-tehty"
    HYLATTY = "hylatty"
    PALAUTETTU = "palautettu-valmisteluun"
    """The last two were decided, and nothing came into force by them."""
    KAUSI_PAATTYNYT = "kausi-paattynyt"
    """A decision on the resources of years that are over (3.3-01)."""
    EI_SEURATA = "ei-seurata"
    """Made outside the model: whether it still holds is not followed here."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """A newer decision that replaces an older one wholly or in part."""

    uusi: Paatos
    vanha: Paatos
    osittain: bool
    kohdat: object


@once
def _replacements(handbook: Handbook) -> dict[str, list[Replacement]]:
    """The id of an older decision → the made decisions that replace it, oldest first."""
    found: dict[str, list[Replacement]] = defaultdict(list)
    for uusi in handbook.paatokset:
        for each in replaces(handbook, uusi) if uusi.approved else ():
            found[each.vanha.id].append(each)
    for newer in found.values():
        newer.sort(key=lambda each: (each.uusi.pvm or date.max, each.uusi.id))
    return found


def replaced_by(handbook: Handbook, paatos: Paatos) -> Sequence[Replacement]:
    """The made decisions that replace this one, oldest first."""
    return _replacements(handbook).get(paatos.id, ())


def replaces(handbook: Handbook, paatos: Paatos) -> list[Replacement]:
    return [
        Replacement(paatos, vanha, korvaus.laajuus == "osittain", korvaus.kohdat)
        for korvaus in paatos.korvaa
        if (vanha := handbook.paatokset.get(korvaus.paatos))
    ]


class Stage(StrEnum):
    """What may happen to a decision; the words are in ``present``."""

    ESITETTY = "esitetty"
    PAATETTY = "paatetty"
    VOIMAAN = "voimaan"
    KORJATTU = "korjattu"
    SEURATTU = "seurattu"
    SEURATAAN = "seurataan"
    KORVATTU = "korvattu"
    KORVATTU_OSITTAIN = "korvattu-osittain"


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a decision's life: what happened, when, and the record or the words that tell of it."""

    vaihe: Stage
    pvm: date | None
    record: Paatos | None = None
    sanat: str | None = None


def life(handbook: Handbook, paatos: Paatos) -> list[Step]:
    """From the proposal to what came in the decision's place; what is agreed to come has its day too."""
    proposed = next((each.pvm for each in paatos.historia if each.tila == "esitetty"), None)
    steps = [Step(Stage.ESITETTY, proposed)] if proposed else []
    if paatos.decided:
        steps.append(Step(Stage.PAATETTY, paatos.pvm, sanat=paatos.outcome))
    if paatos.voimaan:
        steps.append(Step(Stage.VOIMAAN, paatos.voimaan))
    steps += (Step(Stage.KORJATTU, each.pvm, sanat=str(each.selitys)) for each in paatos.korjaukset)
    if paatos.seuranta:
        steps.append(Step(Stage.SEURATTU, paatos.seuranta.pvm, sanat=str(paatos.seuranta.tulos)))
    elif paatos.seurantapaiva:
        steps.append(Step(Stage.SEURATAAN, paatos.seurantapaiva))
    steps += (
        Step(Stage.KORVATTU_OSITTAIN if each.osittain else Stage.KORVATTU, each.uusi.pvm, each.uusi)
        for each in replaced_by(handbook, paatos)
    )
    return sorted(steps, key=lambda each: each.pvm or date.min)


def validity(handbook: Handbook, paatos: Paatos, day: date | None = None) -> Validity:
    """Whether the decision holds on a day, today by default."""
    day = day or handbook.today
    outside = not paatos.under_model
    if not paatos.decided or (paatos.pvm is None and not outside) or (paatos.pvm and paatos.pvm > day):
        return Validity.EI_TEHTY
    if not paatos.approved:
        return _NOT_IN_FORCE.get(paatos.outcome or "", Validity.EI_TEHTY)
    newer = [each for each in replaced_by(handbook, paatos) if each.uusi.pvm and each.uusi.pvm <= day]
    if any(not each.osittain for each in newer):
        return Validity.KORVATTU
    if newer:
        return Validity.OSITTAIN_KORVATTU
    if _is_of_years_before(handbook, paatos, day.year):
        return Validity.KAUSI_PAATTYNYT
    return Validity.EI_SEURATA if outside else Validity.VOIMASSA


def _is_of_years_before(handbook: Handbook, paatos: Paatos, year: int) -> bool:
    """Whether all that rests on a decision on maintenance resources is of years that are over."""
    if paatos.laji != "yllapidon-resurssit":
        return False
    years = [report.vuosi for report in mentioning(handbook, paatos, Yllapitoraportti, "resurssipaatos")]
    return bool(years) and max(years) < year


_NOT_IN_FORCE = {"hylatty": Validity.HYLATTY, "palautettu-valmisteluun": Validity.PALAUTETTU}


@once_each
def decisions_on(handbook: Handbook, record: Record) -> list[Paatos]:
    """The decisions that concern a record, newest first."""
    return newest_first(mentioning(handbook, record, Paatos, "koskee"))


def decisions_around(handbook: Handbook, record: Record, *kinds: type[Record]) -> list[Paatos]:
    """The decisions on a record and on the records of the given kinds that name it, newest first."""
    matters = [record, *(matter for kind in kinds for matter in mentioning(handbook, record, kind))]
    found = {paatos.id: paatos for matter in matters for paatos in decisions_on(handbook, matter)}
    return newest_first(list(found.values()))


def services_decided_on(handbook: Handbook, *kinds: type[Record]) -> dict[str, list[Palvelu]]:
    """By the decision's id, the services that it is around: the other way of ``decisions_around``."""
    found: dict[str, list[Palvelu]] = {paatos.id: [] for paatos in handbook.paatokset}
    for palvelu in handbook.palvelut:
        for paatos in decisions_around(handbook, palvelu, *kinds):
            found[paatos.id].append(palvelu)
    return found


def tasks_given(handbook: Handbook, body: Record) -> list[Paatos]:
    """The decisions by which a body was given a task (2.2-10, 2.1-11)."""
    return [paatos for paatos in decisions_on(handbook, body) if paatos.laji == "tehtavan-antaminen"]


def decisions_by_year(handbook: Handbook) -> list[tuple[int | None, list[Paatos]]]:
    """The decision log: what is not yet decided first under None, then year by year, the newest first."""
    years: dict[int | None, list[Paatos]] = {}
    for paatos in newest_first(list(handbook.paatokset)):
        day = _day_of(paatos)
        years.setdefault(day.year if day else None, []).append(paatos)
    return list(years.items())


def decisions_of(handbook: Handbook, body: Record) -> list[Paatos]:
    """The decisions a body made, newest first."""
    return newest_first(mentioning(handbook, body, Paatos, "paattaja"))


def newest_first(paatokset: list[Paatos]) -> list[Paatos]:
    """What waits for its decision comes first, and what was decided on a day that is not known last."""

    def day(paatos: Paatos) -> date:
        return _day_of(paatos) or (date.min if paatos.decided else date.max)

    return sorted(paatokset, key=lambda paatos: (day(paatos), paatos.id), reverse=True)


def _day_of(paatos: Paatos) -> date | None:
    """The day of a decision for its place in the log: when it came into force, if no more is known of it."""
    return paatos.pvm or (paatos.voimaan if paatos.tila == MADE else None)


DECIDERS: dict[str, tuple[tuple[str, ...], str]] = {
    power.laji: (power.deciders, power.lauseke) for power in POWERS if not power.voi
}
"""Kind of decision → who the model says decides it, and the clause. Kinds that are not here are free."""
