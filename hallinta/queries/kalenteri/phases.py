"""The phases of the agreement process over the years, and the meetings that serve them (2.3-12)."""

from __future__ import annotations

from datetime import date

from hallinta.handbook import Handbook
from hallinta.queries.graph import once
from hallinta.queries.kalenteri.days import years
from hallinta.queries.kalenteri.events import BOTH_GROUPS, Event, Precision
from hallinta.queries.kalenteri.year import calendar
from hallinta.records.kokous import Kokous

OHJEKIRJE, TARKISTUS = "ohjekirje", "kokousaikojen-tarkistus"
OPH_EHDOTUS, ALLEKIRJOITUS = "oph-ehdotus", "allekirjoitus"


@once
def _timed_phases(handbook: Handbook) -> list[Event]:
    found = [event for vuosi in years(handbook) for event in calendar(handbook, vuosi).phases if event.dated]
    return sorted(found, key=lambda event: (event.alku, event.number))


def phase_before(handbook: Handbook, id: str, day: date) -> Event | None:
    """The last time the phase began on the day or earlier, in any year."""
    found = [e for e in _timed_phases(handbook) if e.vaihe and e.vaihe.id == id and e.alku and e.alku <= day]
    return found[-1] if found else None


def phase_after(handbook: Handbook, id: str, day: date) -> Event | None:
    """The next time the phase begins after the day, in any year."""
    found = [e for e in _timed_phases(handbook) if e.vaihe and e.vaihe.id == id and e.alku and e.alku > day]
    return found[0] if found else None


_TALKS = ("2.3-06", "2.3-08", "2.3-10")
"""What the source lets meetings serve: talks before the proposal and after it, and the plan after the signing."""


def is_of_meetings(event: Event) -> bool:
    """Whether the phase is the groups' meetings, not a day of the organisations."""
    return event.vaihe is not None and not {*event.vaihe.lausekkeet}.isdisjoint(_TALKS)


def phase_of_meeting(handbook: Handbook, kokous: Kokous) -> Event | None:
    """The phase the meeting serves (2.3-12): the talks or the plan going on that day, else the talks that the round has
    reached. Before the guideline letter a meeting serves none, nor in a year without a calendar.
    """
    if kokous.pvm.year not in years(handbook):
        return None
    during = [
        event
        for event in _timed_phases(handbook)
        if is_of_meetings(event) and event.alku and event.loppu and event.alku <= kokous.pvm <= event.loppu
    ]
    if during:
        return min(during, key=lambda event: event.days)
    reached = max(
        (event for id in _ROUND if (event := phase_before(handbook, id, kokous.pvm))),
        key=lambda event: event.alku or kokous.pvm,
        default=None,
    )
    id = _ROUND.get(reached.vaihe.id) if reached and reached.vaihe else None
    return phase_after(handbook, id, kokous.pvm) if id else None


_ROUND = {OHJEKIRJE: "keskustelut-ennen-ehdotusta", OPH_EHDOTUS: "jatkokeskustelut", ALLEKIRJOITUS: None}
"""What the organisations have done → the talks that the groups have next (2.3-06, 2.3-08)."""


@once
def _meetings_by_phase(handbook: Handbook) -> dict[str, list[Kokous]]:
    found: dict[str, list[Kokous]] = {}
    for kokous in sorted(handbook.kokoukset, key=lambda each: (each.pvm, each.id)):
        event = phase_of_meeting(handbook, kokous)
        if event and kokous.tila != "peruttu" and kokous.ryhma in BOTH_GROUPS:
            found.setdefault(event.key, []).append(kokous)
    return found


def meetings_for_phase(handbook: Handbook, event: Event, ryhma: str) -> list[Kokous]:
    """The group's meetings of a phase of talks; of another phase the last one before it in its year (2.3-01)."""
    if not is_of_meetings(event) and event.alku is not None:
        before = [
            kokous
            for kokous in handbook.kokoukset
            if kokous.ryhma == ryhma and kokous.tila != "peruttu"
            if kokous.pvm <= event.alku and kokous.pvm.year == event.alku.year
        ]
        return sorted(before, key=lambda each: (each.pvm, each.id))[-1:]
    return [kokous for kokous in _meetings_by_phase(handbook).get(event.key, ()) if kokous.ryhma == ryhma]


def unchecked_letter(handbook: Handbook, vuosi: int) -> Event | None:
    """The year's guideline letter when it has come and the meeting times have not been checked since (2.3-04).

    Its month alone does not tell that it came, and a check that is still planned is not missing.
    """
    phases = {event.vaihe.id: event for event in calendar(handbook, vuosi).phases if event.vaihe}
    letter, check = phases.get(OHJEKIRJE), phases.get(TARKISTUS)
    if letter is None or letter.alku is None or letter.precision is Precision.KUUKAUSI:
        return None
    planned = check is not None and check.loppu is not None and check.loppu >= handbook.today
    checked = any(tarkistus.pvm >= letter.alku for tarkistus in handbook.vuosikello[str(vuosi)].tarkistukset)
    return letter if letter.alku < handbook.today and not planned and not checked else None
