"""What a meeting's agenda should hold: each matter that waits for the group, why, and the clause that says so.

The coordination group prepares its own meetings and those of the management group (2.2-04) from this list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from hallinta.handbook import Handbook
from hallinta.queries.kalenteri import DutyState, Event, YearlyDuty, yearly_duties, years
from hallinta.queries.kaytannot import PracticeState, practice_state
from hallinta.queries.kokoukset import by_day
from hallinta.queries.myohassa import Obligation, Overdue, overdue
from hallinta.queries.ohjaus import project_of, turn, work_of
from hallinta.queries.tilat import machine
from hallinta.queries.toimenpiteet import Action, open_actions
from hallinta.records.base import Record
from hallinta.records.kasittely import MovingRecord
from hallinta.records.kokous import Asiakohta
from hallinta.records.paatos import Paatos

MANAGEMENT, COORDINATION = "johtoryhma", "koordinaatioryhma"
HORIZON = timedelta(days=60)
"""How far ahead of a meeting its yearly duties are looked for when the group's next meeting is not known."""


class Ground(StrEnum):
    """Why a matter belongs on the agenda; the words are in ``present``."""

    SIIRRETTY = "siirretty"
    TOIMENPITEET = "toimenpiteet"
    VALMISTELU = "valmistelu"
    IDEAT = "ideat"
    AIHIO = "aihio"
    PAATOSEHDOTUS = "paatosehdotus"
    KAYTANTO = "kaytanto"
    HANKE = "hanke"
    RAPORTIT = "raportit"
    VAIKUTTAVUUS = "vaikuttavuus"
    SEURANTA = "seuranta"
    KATSELMUKSET = "katselmukset"
    MAARAAJAT = "maaraajat"
    VUOSIVELVOITE = "vuosivelvoite"


LAUSEKKEET: dict[Ground, tuple[str, ...]] = {
    Ground.SIIRRETTY: ("2.2-04",),
    Ground.TOIMENPITEET: ("2.1-06",),
    Ground.VALMISTELU: ("2.2-04",),
    Ground.IDEAT: ("3.1-03",),
    Ground.AIHIO: ("3.1-04",),
    Ground.PAATOSEHDOTUS: ("2.2-05",),
    Ground.KAYTANTO: ("1-18", "1-19"),
    Ground.HANKE: ("2.1-18",),
    Ground.RAPORTIT: ("3.2-10",),
    Ground.VAIKUTTAVUUS: ("3.2-20",),
    Ground.SEURANTA: ("2.1-06",),
    Ground.KATSELMUKSET: ("2.1-08",),
    Ground.MAARAAJAT: (),
    Ground.VUOSIVELVOITE: (),
}
"""The clauses of each ground; those of deadlines and yearly duties come with each of them."""


@dataclass(frozen=True, slots=True)
class Due:
    """A record and the day something of it was due, when there is one."""

    record: Record
    pvm: date | None = None


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A proposed item. What it is about depends on its ground: records, actions, an older item or an event."""

    peruste: Ground
    laji: str
    lausekkeet: tuple[str, ...]
    kohteet: tuple[Due, ...] = ()
    toimenpiteet: tuple[Action, ...] = ()
    kohta: Asiakohta | None = None
    tapahtuma: Event | None = None

    @property
    def records(self) -> tuple[Record, ...]:
        return tuple(due.record for due in self.kohteet)


def proposed_agenda(handbook: Handbook, ryhma: str, pvm: date) -> list[AgendaItem]:
    """The matters that wait for the group's meeting on the day, in the order they are best taken up.

    A matter already on the agenda of the group's earlier meeting to come is left to it.
    """
    waiting = _Waiting(handbook, ryhma, pvm)
    return [*waiting.moved(), *waiting.actions(), *waiting.matters(), *waiting.late(), *waiting.duties()]


def matters_for(handbook: Handbook, ryhma: str, pvm: date) -> list[AgendaItem]:
    """Of the same only what has come to the group: nothing of its own meetings, of what is late or of the year."""
    return list(_Waiting(handbook, ryhma, pvm).matters())


class _Waiting:
    """The questions about one meeting to be: whose, when, and with which records."""

    def __init__(self, handbook: Handbook, ryhma: str, pvm: date) -> None:
        self.handbook, self.ryhma, self.pvm = handbook, ryhma, pvm
        self.body = f"ryhmat/{ryhma}"
        own = [kokous for kokous in reversed(by_day(list(handbook.kokoukset))) if kokous.ryhma == ryhma]
        self.own = own
        ahead = [
            k for k in self.own if k.tila in {"suunniteltu", "kutsuttu"} and handbook.today <= k.pvm < pvm
        ]
        self.scheduled = {viite for kokous in ahead for kohta in kokous.kohdat for viite in _named(kohta)}

    def free(self, record: Record) -> bool:
        return f"{record.folder}/{record.id}" not in self.scheduled

    def item(self, ground: Ground, laji: str, *kohteet: Due, lausekkeet: tuple[str, ...] = ()) -> AgendaItem:
        return AgendaItem(ground, laji, lausekkeet or LAUSEKKEET[ground], kohteet)

    # --- what comes from the group's own meetings -------------------------------------------------------

    def moved(self) -> Iterator[AgendaItem]:
        """Items moved to the meeting of the day, and those of cancelled meetings that none took up after."""
        found: list[AgendaItem] = []
        headings: set[str] = set()
        about: set[str] = set()
        for kokous in (kokous for kokous in reversed(self.own) if kokous.pvm < self.pvm):
            for kohta in reversed(kokous.kohdat):
                target = self.handbook.kokoukset.get(kohta.siirretty or "")
                here = target is not None and target.pvm == self.pvm
                taken_up = kohta.otsikko.fi in headings or not about.isdisjoint(kohta.koskee)
                if here or (kokous.tila == "peruttu" and target is None and not taken_up):
                    clauses = LAUSEKKEET[Ground.SIIRRETTY]
                    due = Due(kokous, kokous.pvm)
                    found.append(
                        AgendaItem(Ground.SIIRRETTY, kohta.laji or "keskustelu", clauses, (due,), kohta=kohta)
                    )
            headings |= {kohta.otsikko.fi for kohta in kokous.kohdat}
            about |= {viite for kohta in kokous.kohdat for viite in kohta.koskee}
        yield from reversed(found)

    def actions(self) -> Iterator[AgendaItem]:
        found = open_actions(self.handbook, self.ryhma)
        kept = tuple(each for each in found if each.kokous.pvm < self.pvm)
        if kept:
            clauses = LAUSEKKEET[Ground.TOIMENPITEET]
            yield AgendaItem(Ground.TOIMENPITEET, "keskustelu", clauses, toimenpiteet=kept)

    # --- what has come to the group ---------------------------------------------------------------------

    def matters(self) -> Iterator[AgendaItem]:
        if self.ryhma == COORDINATION:
            yield from self._preparation()
            yield from self._ideas()
        yield from self._proposals()
        yield from self._decisions()
        if self.ryhma == MANAGEMENT:
            yield from self._practices()
            yield from self._projects()

    def _preparation(self) -> Iterator[AgendaItem]:
        """The management group's next meeting after this one, unless a later own meeting comes before it."""
        ahead = [k for k in reversed(by_day(list(self.handbook.kokoukset))) if k.pvm > self.pvm]
        nearest = next((k for k in ahead if k.ryhma == MANAGEMENT and k.tila != "peruttu"), None)
        between = (k for k in self.own if k.tila != "peruttu" and nearest and self.pvm < k.pvm < nearest.pvm)
        if nearest and next(between, None) is None:
            yield self.item(Ground.VALMISTELU, "keskustelu", Due(nearest, nearest.pvm))

    def _ideas(self) -> Iterator[AgendaItem]:
        states = machine(self.handbook.asetukset, "ideat")
        first = states[0].tila if states else ""
        waiting = [
            idea
            for idea in self.handbook.ideat
            if self.free(idea) and (idea.tila == first or self._turn(idea))
        ]
        if waiting:
            ordered = sorted(waiting, key=lambda idea: (idea.saapunut, idea.id))
            yield self.item(Ground.IDEAT, "keskustelu", *(Due(idea, idea.saapunut) for idea in ordered))

    def _turn(self, record: MovingRecord) -> bool:
        return any(f"{body.folder}/{body.id}" == self.body for body in turn(self.handbook, record))

    def _proposals(self) -> Iterator[AgendaItem]:
        """The proposals whose turn is the group's; once a project or a work is on, they need no item."""
        for aihio in self.handbook.kehitysaihiot:
            under_way = project_of(self.handbook, aihio) or work_of(self.handbook, aihio)
            if self.free(aihio) and self._turn(aihio) and not under_way:
                yield self.item(Ground.AIHIO, "keskustelu", Due(aihio))

    def _decisions(self) -> Iterator[AgendaItem]:
        """Proposals brought to the group for decision, and those it is to prepare or take up again."""
        for paatos in self.handbook.paatokset:
            proposed = paatos.tila == "esitetty"
            mine = paatos.paattaja == self.body if proposed else self._turn(paatos)
            if self.free(paatos) and mine and not self._elsewhere(paatos):
                decides = paatos.paattaja == self.body
                yield self.item(Ground.PAATOSEHDOTUS, "paatos" if decides else "keskustelu", Due(paatos))

    def _elsewhere(self, paatos: Paatos) -> bool:
        """Whether the decision already has a meeting to come, other than one on this day."""
        kokous = self.handbook.kokoukset.get(paatos.kokous or "")
        return kokous is not None and kokous.pvm >= self.handbook.today and kokous.pvm != self.pvm

    def _practices(self) -> Iterator[AgendaItem]:
        for kaytanto in self.handbook.kaytannot:
            proposal = practice_state(self.handbook, kaytanto) is PracticeState.EHDOTUS
            paatos = self.handbook.paatokset.get(kaytanto.paatos or "")
            if self.free(kaytanto) and proposal and kaytanto.esitys and paatos is None:
                yield self.item(Ground.KAYTANTO, "paatos", Due(kaytanto, kaytanto.esitys.pvm))

    def _projects(self) -> Iterator[AgendaItem]:
        """Projects whose start waits; the group may decide on it (2.1-18)."""
        for hanke in self.handbook.hankkeet:
            if self.free(hanke) and hanke.kaynnistyspaatos is None and self._turn(hanke):
                yield self.item(Ground.HANKE, "paatos", Due(hanke))

    # --- what is late by the day ------------------------------------------------------------------------

    def late(self) -> Iterator[AgendaItem]:
        """What is due by the meeting, that day included: an item for each kind of duty that is the group's."""
        by_then = replace(self.handbook, today=max(self.handbook.today, self.pvm) + timedelta(days=1))
        found = [each for each in overdue(by_then) if self._takes(each)]
        for ground, duties, laji in _LATE:
            group = [each for each in found if each.duty in duties]
            if group:
                clauses = LAUSEKKEET[ground] or tuple(sorted({each.lauseke for each in group}))
                kohteet = (Due(each.record, each.due) for each in group)
                yield self.item(ground, laji, *kohteet, lausekkeet=clauses)

    def _takes(self, each: Overdue) -> bool:
        """A decision is followed by the group that made it; any other duty by the group its clause names, and by
        the coordination group, which prepares, when it names neither; how the model works is the management
        group's to take up.
        """
        if not self.free(each.record) or each.duty in {Obligation.TOIMENPIDE, Obligation.KASITTELY}:
            return False
        if isinstance(each.record, Paatos) and each.record.paattaja in _BODIES:
            return each.record.paattaja == self.body
        lauseke = self.handbook.lausekkeet.get(each.lauseke)
        named = [body for body in _BODIES if lauseke and body in lauseke.vastuutahot]
        otherwise = MANAGEMENT if each.duty is Obligation.ARVIOINTI else COORDINATION
        return self.body in (named or [f"ryhmat/{otherwise}"])

    # --- what the year asks for -------------------------------------------------------------------------

    def duties(self) -> Iterator[AgendaItem]:
        """The yearly duties of the group that come before its next meeting or go on that day, and the late."""
        before = [kokous.pvm for kokous in self.own if kokous.tila != "peruttu" and kokous.pvm < self.pvm]
        after = [kokous.pvm for kokous in self.own if kokous.tila != "peruttu" and kokous.pvm > self.pvm]
        first, end = (before[-1] if before else self.handbook.today), (after or [self.pvm + HORIZON])[0]
        for vuosi in years(self.handbook):
            for duty in yearly_duties(self.handbook, vuosi):
                if self._timely(duty, first, end) and self._own(duty.event):
                    clauses = (duty.lauseke,)
                    yield AgendaItem(Ground.VUOSIVELVOITE, "keskustelu", clauses, tapahtuma=duty.event)

    def _timely(self, duty: YearlyDuty, first: date, end: date) -> bool:
        """Whether the duty is late, begins between the group's meetings or goes on on the day of this one."""
        if duty.state is DutyState.MYOHASSA:
            return True
        starts, stops = duty.event.alku, duty.event.loppu
        if duty.state is not DutyState.TULOSSA or starts is None or stops is None:
            return False
        return first < starts < end or starts <= self.pvm <= stops

    def _own(self, event: Event) -> bool:
        if event.vaihe and event.tapahtuma is None:
            return self.body in event.vaihe.vastuutahot
        if event.ryhma:
            return event.ryhma.id == self.ryhma
        return event.rengas == self.ryhma or (self.ryhma == COORDINATION and event.rengas == "raportointi")


_BODIES = (f"ryhmat/{MANAGEMENT}", f"ryhmat/{COORDINATION}")
_LATE: Sequence[tuple[Ground, frozenset[Obligation], str]] = (
    (Ground.RAPORTIT, frozenset({Obligation.RAPORTTI}), "tiedoksi"),
    (Ground.VAIKUTTAVUUS, frozenset({Obligation.VAIKUTTAVUUS}), "keskustelu"),
    (Ground.SEURANTA, frozenset({Obligation.SEURANTA}), "keskustelu"),
    (Ground.KATSELMUKSET, frozenset({Obligation.KATSELMUS}), "tiedoksi"),
    (Ground.MAARAAJAT, frozenset({Obligation.ARVIOINTI, Obligation.ASETTAMINEN}), "keskustelu"),
)


def _named(kohta: Asiakohta) -> Iterator[str]:
    yield from kohta.koskee
    if kohta.paatos:
        yield f"paatokset/{kohta.paatos}"
