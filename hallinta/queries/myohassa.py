"""What is late today, and what is due next: reports, follow-ups, reviews, deadlines, ideas, actions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from hallinta.handbook import Handbook
from hallinta.queries.graph import mentioning
from hallinta.queries.kalenteri import Event, late_duties
from hallinta.queries.malli import deadline
from hallinta.queries.paatokset import Validity, validity
from hallinta.queries.tilat import since, state_of
from hallinta.queries.toimenpiteet import open_actions
from hallinta.records.base import Record
from hallinta.records.hanke import Hanke, Raportti
from hallinta.records.yllapito import Katselmus


class Obligation(StrEnum):
    RAPORTTI = "raportti"
    SEURANTA = "paatoksen-seuranta"
    KATSELMUS = "katselmus"
    ARVIOINTI = "arviointi"
    ASETTAMINEN = "asettaminen"
    KASITTELY = "idean-kasittely"
    VAIKUTTAVUUS = "vaikuttavuusarvio"
    TOIMENPIDE = "toimenpide"
    VUOSIKELLO = "vuosikello"


@dataclass(frozen=True, slots=True)
class Overdue:
    """Something that should have been done by a day, and the clause it comes from."""

    record: Record
    duty: Obligation
    due: date
    lauseke: str
    event: Event | None = None
    """What the calendar has late; ``record`` is then the calendar."""

    @property
    def unsourced(self) -> bool:
        """The model's own deadline: silence does not mean that it was missed (A-03)."""
        return self.duty in {Obligation.ARVIOINTI, Obligation.ASETTAMINEN}


def overdue(handbook: Handbook) -> list[Overdue]:
    """Everything late today, the oldest first."""
    found = [
        *_late_reports(handbook),
        *_late_follow_ups(handbook),
        *_late_reviews(handbook),
        *_passed_deadlines(handbook),
        *_late_ideas(handbook),
        *_late_actions(handbook),
        *_unevaluated_works(handbook),
        *_late_in_calendar(handbook),
    ]
    return sorted(found, key=lambda each: (each.due, each.record.folder, each.record.id))


def latest_report(hanke: Hanke) -> Raportti | None:
    """The newest report or piece of information given of a project."""
    return max(hanke.raportit, key=lambda raportti: raportti.pvm, default=None)


def next_report(hanke: Hanke) -> date | None:
    """When the next agreed report is due: the interval from the last report, or from the start (3.2-10)."""
    if hanke.raportointi is None or not hanke.raportointi.vali_kk or hanke.tila != "kaynnissa":
        return None
    given = [raportti.pvm for raportti in hanke.raportit if raportti.laji == "raportti"]
    started = [entry.pvm for entry in hanke.historia if entry.tila == "kaynnissa"]
    base = max([*given, *started], default=None)
    return _months_later(base, hanke.raportointi.vali_kk) if base else None


def reports_to(handbook: Handbook, ryhma: str) -> list[tuple[Hanke, Raportti]]:
    """What projects have reported or told to a group, the newest first (3.2-10, 3.2-11)."""
    given = [
        (hanke, raportti)
        for hanke in handbook.hankkeet
        for raportti in hanke.raportit
        if ryhma in raportti.vastaanottajat
    ]
    return sorted(given, key=lambda each: (-each[1].pvm.toordinal(), each[0].id))


def _months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day when it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), following - timedelta(days=1))


def _late_reports(handbook: Handbook) -> Iterator[Overdue]:
    for hanke in handbook.hankkeet:
        due = next_report(hanke)
        if due and due < handbook.today:
            yield Overdue(hanke, Obligation.RAPORTTI, due, "3.2-10")


def _late_follow_ups(handbook: Handbook) -> Iterator[Overdue]:
    for paatos in handbook.paatokset:
        holds = validity(handbook, paatos) in {Validity.VOIMASSA, Validity.OSITTAIN_KORVATTU}
        if holds and paatos.seurantapaiva and paatos.seurantapaiva < handbook.today and not paatos.seuranta:
            yield Overdue(paatos, Obligation.SEURANTA, paatos.seurantapaiva, "2.1-06")


def last_review(handbook: Handbook, record: Record) -> Katselmus | None:
    reviews = mentioning(handbook, record, Katselmus, "kohde")
    return max(reviews, key=lambda each: (each.pvm, each.id), default=None)


def reviewed(handbook: Handbook, katselmus: Katselmus) -> Record | None:
    folder, _, id = katselmus.kohde.partition("/")
    return handbook.find(folder, id)


def _late_reviews(handbook: Handbook) -> Iterator[Overdue]:
    for kohde in sorted({review.kohde for review in handbook.katselmukset}):
        folder, _, id = kohde.partition("/")
        record = handbook.find(folder, id)
        review = last_review(handbook, record) if record else None
        if record and review and review.seuraava and review.seuraava < handbook.today:
            yield Overdue(record, Obligation.KATSELMUS, review.seuraava, "2.1-08")


def _passed_deadlines(handbook: Handbook) -> Iterator[Overdue]:
    for record in [*handbook.arvioinnit, *handbook.sidosryhmat]:
        limit = deadline(handbook, record)
        if limit and limit.passed_without_outcome:
            evaluation = record.folder == "arvioinnit"
            duty, lauseke = (
                (Obligation.ARVIOINTI, "1-27") if evaluation else (Obligation.ASETTAMINEN, "3.5-10")
            )
            yield Overdue(record, duty, limit.last_day, lauseke)


def _late_ideas(handbook: Handbook) -> Iterator[Overdue]:
    """Only when a handling time has been agreed (A-20)."""
    days = handbook.asetukset.idea_kasittelyaika_pv
    for idea in handbook.ideat if days is not None else ():
        current = state_of(handbook, idea)
        due = idea.saapunut + timedelta(days=days or 0)
        if current and not current.final and not idea.kasittelyt and due < handbook.today:
            yield Overdue(idea, Obligation.KASITTELY, due, "3.1-03")


def _late_actions(handbook: Handbook) -> Iterator[Overdue]:
    for action in open_actions(handbook):
        due = action.toimenpide.maaraaika
        if due is not None and due < handbook.today:
            yield Overdue(action.kokous, Obligation.TOIMENPIDE, due, "2.1-06")


def _unevaluated_works(handbook: Handbook) -> Iterator[Overdue]:
    """A finished work whose effects have not been evaluated: the turn came on the day it was finished."""
    for tyo in handbook.kehitystyot:
        finished = since(tyo)
        if tyo.tila == "valmis" and tyo.vaikuttavuusarvio is None and finished and finished < handbook.today:
            yield Overdue(tyo, Obligation.VAIKUTTAVUUS, finished, "3.2-20")


def _late_in_calendar(handbook: Handbook) -> Iterator[Overdue]:
    for duty in late_duties(handbook):
        if duty.event.loppu:
            yield Overdue(
                duty.event.record, Obligation.VUOSIKELLO, duty.event.loppu, duty.lauseke, duty.event
            )
