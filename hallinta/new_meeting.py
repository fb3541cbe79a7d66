"""A meeting with a proposed agenda as a file to be reviewed: each item with its reason and clause beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from hallinta.handbook import Handbook
from hallinta.present import paiva, sanoin
from hallinta.queries import Action, AgendaItem, Ground, by_day, day_off, proposed_agenda
from hallinta.queries.asialista import COORDINATION, MANAGEMENT
from hallinta.records.kokous import Kokous
from hallinta.records.ryhma import Ryhma
from hallinta.yaml_text.writing import scalar

HEADINGS = {
    Ground.TOIMENPITEET: "Avoimet toimenpiteet",
    Ground.IDEAT: "Ideapankki: käsittelyä odottavat ideat",
    Ground.RAPORTIT: "Hankkeiden raportit",
    Ground.VAIKUTTAVUUS: "Kehitystöiden vaikuttavuus",
    Ground.SEURANTA: "Päätösten seuranta",
    Ground.KATSELMUKSET: "Katselmukset",
    Ground.MAARAAJAT: "Mallin määräajat",
}
"""Headings of the items that gather many matters; the others are called by what they are about."""


def meeting_id(ryhma: Ryhma, pvm: date) -> str:
    """``johtoryhma-2027-02-11``: the address stays when the meeting gets its number or moves."""
    return f"{ryhma.id}-{pvm}"


def new_meeting(handbook: Handbook, ryhma: Ryhma, pvm: date, *, name: str | None = None) -> str:
    """The text of ``data/kokoukset/<id>.yaml`` with the agenda that ``queries.proposed_agenda`` finds.

    The file checks clean as it is. Comments tell why each item is there; the reviewer takes them out.
    """
    earlier = [
        kokous for kokous in by_day(list(handbook.kokoukset)) if kokous.ryhma == ryhma.id and kokous.pvm < pvm
    ]
    lines = [
        *_head(handbook, ryhma, pvm, earlier, name or _name(ryhma, pvm, earlier)),
        *_items(handbook, ryhma, pvm),
        *_sources(earlier),
    ]
    return "\n".join(lines) + "\n"


def _name(ryhma: Ryhma, pvm: date, earlier: list[Kokous]) -> str:
    number = sum(kokous.pvm.year == pvm.year for kokous in earlier) + 1
    return f"Kokous: {ryhma.lyhenne or ryhma.name} {number}/{pvm.year}"


def _head(handbook: Handbook, ryhma: Ryhma, pvm: date, earlier: list[Kokous], name: str) -> Iterator[str]:
    yield f"# Esityslistan ehdotus, koottu {paiva(handbook.today)} käsikirjan tiedoista."
    yield "# Tarkista jokainen kohta, poista turhat, lisää esittelijät ja poista kommentit."
    yield f"nimi: {scalar(name)}"
    yield f"ryhma: {ryhma.id}"
    off = day_off(handbook, pvm)
    if off:
        yield f"# päivä ei ole työpäivä ({off[1] or 'viikonloppu'}): tarkista"
    yield f"pvm: {pvm}"
    if earlier and earlier[0].alkaa:
        yield "# kellonaika on edellisestä kokouksesta: tarkista"
        yield f"alkaa: '{earlier[0].alkaa:%H:%M}'"
        if earlier[0].paattyy:
            yield f"paattyy: '{earlier[0].paattyy:%H:%M}'"
    yield "tila: suunniteltu"


def _sources(earlier: list[Kokous]) -> Iterator[str]:
    if earlier and earlier[0].lahteet:
        yield "lahteet:"
        yield from (f"  - {id}" for id in earlier[0].lahteet)


# --- the items ------------------------------------------------------------------------------------------


def _items(handbook: Handbook, ryhma: Ryhma, pvm: date) -> Iterator[str]:
    items = proposed_agenda(handbook, ryhma.id, pvm)
    if not items:
        yield "# mikään asia ei odota ryhmän käsittelyä"
        yield "kohdat: []"
        return
    prepared = _prepared_before(handbook, pvm) if ryhma.id == MANAGEMENT else {}
    yield "kohdat:"
    for item in items:
        yield from _reasons(item)
        yield f"  - otsikko: {scalar(_heading(item))}"
        yield f"    laji: {item.laji}"
        if item.kohta and item.kohta.esittelija:
            yield f"    esittelija: {scalar(item.kohta.esittelija)}"
        about = _about(item)
        before = prepared[about[0]] if about and about[0] in prepared else ()
        if ready := next((kokous for kokous, whole in before if whole.issuperset(about)), None):
            yield f"    valmisteltu: {ready.id}"
        if about:
            yield "    koskee:"
            yield from (f"      - {viite}" for viite in about)


def _reasons(item: AgendaItem) -> Iterator[str]:
    yield f"  # {sanoin(item.peruste)[:-1]} ({', '.join(item.lausekkeet)})."
    yield from map(_comment, map(_told, item.toimenpiteet))
    for due in item.kohteet:
        yield _comment(f"{due.record.name}{f', {paiva(due.pvm)}' if due.pvm else ''}")
    event = item.tapahtuma
    if event and event.alku and event.loppu:
        span = paiva(event.alku) if event.alku == event.loppu else f"{paiva(event.alku)}–{paiva(event.loppu)}"
        yield _comment(f"{event.otsikko}, {span}")


def _told(action: Action) -> str:
    limit = action.toimenpide.maaraaika
    due = f"määräaika {paiva(limit)}" if limit else "ei määräaikaa"
    return f"{action.toimenpide.tehtava} Vastuu: {action.toimenpide.vastuu}, {due} ({action.kokous.id})"


def _comment(text: str) -> str:
    return f"  #   {' '.join(text.split())}"


def _heading(item: AgendaItem) -> str:
    if item.kohta:
        return item.kohta.otsikko.fi
    if item.tapahtuma:
        return item.tapahtuma.otsikko
    if item.peruste is Ground.VALMISTELU:
        return f"Johtoryhmän kokouksen valmistelu: {item.records[0].name}"
    return HEADINGS.get(item.peruste) or item.records[0].name


def _about(item: AgendaItem) -> tuple[str, ...]:
    """What the item names: the records it gathers, or those that the old item or the actions were about."""
    if item.kohta:
        return item.kohta.koskee
    found = [viite for action in item.toimenpiteet for viite in action.toimenpide.koskee]
    found += [f"{record.folder}/{record.id}" for record in item.records]
    return tuple(dict.fromkeys(found))


def _prepared_before(handbook: Handbook, pvm: date) -> dict[str, list[tuple[Kokous, frozenset[str]]]]:
    """What an item of the coordination group's meetings by the day was about → those meetings and all that the
    item was about, the latest first.
    """
    found: dict[str, list[tuple[Kokous, frozenset[str]]]] = defaultdict(list)
    for kokous in by_day(list(handbook.kokoukset)):
        if kokous.ryhma == COORDINATION and kokous.pvm <= pvm and kokous.tila != "peruttu":
            for kohta in kokous.kohdat:
                about = frozenset(kohta.koskee)
                for viite in about:
                    found[viite].append((kokous, about))
    return found
