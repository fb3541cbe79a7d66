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


def phase_of_meeting(handbook: Handbook, kokous: Kokous) -> Event | None:
    """The phase the meeting serves: the one going on that day, else the next one that begins (2.3-12). A
    meeting of a year without a calendar serves none that is known.
    """
    if kokous.pvm.year not in years(handbook):
        return None
    during = [
        event
        for event in _timed_phases(handbook)
        if event.alku and event.loppu and event.alku <= kokous.pvm <= event.loppu
    ]
    if during:
        return min(during, key=lambda event: event.days)
    return next((e for e in _timed_phases(handbook) if e.alku and e.alku > kokous.pvm), None)


@once
def _meetings_by_phase(handbook: Handbook) -> dict[str, list[Kokous]]:
    found: dict[str, list[Kokous]] = {}
    for kokous in sorted(handbook.kokoukset, key=lambda each: (each.pvm, each.id)):
        event = phase_of_meeting(handbook, kokous)
        if event and kokous.tila != "peruttu" and kokous.ryhma in BOTH_GROUPS:
            found.setdefault(event.key, []).append(kokous)
    return found


def meetings_for_phase(handbook: Handbook, event: Event, ryhma: str) -> list[Kokous]:
    """The group's meetings before the phase, after the one before it, and during it (2.3-01)."""
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
