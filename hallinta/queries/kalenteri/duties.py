"""Plan and outcome: what the model asks for in a year, and the record that shows it was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from hallinta.handbook import Handbook
from hallinta.queries.kalenteri.days import years
from hallinta.queries.kalenteri.events import BOTH_GROUPS, Event, Precision
from hallinta.queries.kalenteri.meetings import meetings_between
from hallinta.queries.kalenteri.phases import (
    ALLEKIRJOITUS,
    OHJEKIRJE,
    OPH_EHDOTUS,
    phase_after,
    phase_before,
)
from hallinta.queries.kalenteri.year import calendar
from hallinta.records.base import Record


class DutyState(StrEnum):
    TEHTY = "tehty"
    TULOSSA = "tulossa"
    MYOHASSA = "myohassa"
    SOVITAAN = "sovitaan"
    EI_TIETOA = "ei-tietoa"


@dataclass(frozen=True, slots=True)
class YearlyDuty:
    """Something the model asks for in the year, and the record that shows it was done."""

    event: Event
    lauseke: str
    state: DutyState
    tehty: Record | None = None


def yearly_duties(handbook: Handbook, vuosi: int) -> list[YearlyDuty]:
    """The year's phases and the events that name a clause, each with what came of it."""
    found = []
    for event in calendar(handbook, vuosi).events:
        clause = event.tapahtuma.velvoite if event.tapahtuma else _own_clause(event)
        if clause:
            done = outcome(handbook, event)
            state = DutyState.TEHTY if done else _state(handbook, event)
            found.append(YearlyDuty(event, clause, state, done))
    return found


def duties_by_event(handbook: Handbook, vuosi: int) -> dict[str, YearlyDuty]:
    """The id of an event of the year → its duty."""
    return {duty.event.id: duty for duty in reversed(yearly_duties(handbook, vuosi))}


def _own_clause(event: Event) -> str | None:
    return event.vaihe.lausekkeet[-1] if event.vaihe and event.vaihe.lausekkeet else None


def outcome(handbook: Handbook, event: Event) -> Record | None:
    """The record that shows the event's duty done: the one named, else what its clause asks for."""
    if event.tehty:
        folder, _, id = event.tehty.partition("/")
        return handbook.find(folder, id)
    if event.alku is None or event.tapahtuma or event.vaihe is None:
        return None
    clauses = set(event.vaihe.lausekkeet)
    if "2.3-04" in clauses:
        return _checked(handbook, event.alku)
    if "2.3-10" in clauses:
        return _refined_plan(handbook, event.alku)
    if clauses & {"2.3-06", "2.3-08"} and event.loppu:
        talks = meetings_between(handbook, event.alku, event.loppu + timedelta(days=1), *BOTH_GROUPS)
        if any(kokous.pvm > handbook.today and kokous.tila != "peruttu" for kokous in talks):
            return None  # a talk of the phase is still to come
        return next((kokous for kokous in talks if kokous.tila == "pidetty"), None)
    return None


def _checked(handbook: Handbook, day: date) -> Record | None:
    """The calendar whose meeting times were checked after the guideline letter of the day's round (2.3-04)."""
    letter = phase_before(handbook, OHJEKIRJE, day)
    since = letter.alku if letter and letter.alku else day
    checked = [
        (tarkistus.pvm, record)
        for record in handbook.vuosikello
        for tarkistus in record.tarkistukset
        if since <= tarkistus.pvm <= handbook.today
    ]
    return min(checked, key=lambda each: each[0])[1] if checked else None


def _refined_plan(handbook: Handbook, day: date) -> Record | None:
    """The annual plan refined after the signing that precedes the day (2.3-10)."""
    signing = phase_before(handbook, ALLEKIRJOITUS, day)
    since = signing.alku if signing and signing.alku else day
    return next(
        (
            plan
            for plan in handbook.vuosisuunnitelmat
            for versio in plan.versiot
            if versio.peruste == "allekirjoitus" and since <= versio.pvm <= handbook.today
        ),
        None,
    )


def _state(handbook: Handbook, event: Event) -> DutyState:
    """A past day that a phase of the organisations has *is* the fact; a past month tells nothing (A-03). A proposal
    is done when it is told, or when the agreement has been signed on it; until then a past day of it is late.
    """
    if not event.dated:
        return DutyState.SOVITAAN
    if not event.over(handbook.today):
        return DutyState.TULOSSA
    if event.tapahtuma is None and event.vaihe:
        if event.precision is Precision.KUUKAUSI or "2.3-08" in event.vaihe.lausekkeet:
            return DutyState.EI_TIETOA
        waits = event.vaihe.id == OPH_EHDOTUS and not _signed_after(handbook, event)
        if not waits and all(body.startswith("organisaatiot/") for body in event.vaihe.vastuutahot):
            return DutyState.TEHTY
    return DutyState.MYOHASSA


def _signed_after(handbook: Handbook, proposal: Event) -> bool:
    """Whether the agreement that was proposed has been signed: its day has passed."""
    signing = phase_after(handbook, ALLEKIRJOITUS, proposal.alku) if proposal.alku else None
    return signing is not None and signing.over(handbook.today)


def late_duties(handbook: Handbook) -> list[YearlyDuty]:
    """What the calendars of all years show to be late."""
    return [
        duty
        for vuosi in years(handbook)
        for duty in yearly_duties(handbook, vuosi)
        if duty.state is DutyState.MYOHASSA
    ]
