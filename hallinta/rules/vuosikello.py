"""The yearly calendar: times in their year and order, meetings where the agreement process needs them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from hallinta.finding import Place, Severity
from hallinta.handbook import Handbook
from hallinta.queries import MADE, meetings_wanted
from hallinta.queries.kalenteri import (
    ALLEKIRJOITUS,
    BOTH_GROUPS,
    JOHTORYHMA,
    KOORDINAATIORYHMA,
    OHJEKIRJE,
    OPH_EHDOTUS,
    DayOff,
    DutyState,
    Event,
    calendar,
    clashes,
    day_off,
    meeting_count,
    meetings_between,
    phase_after,
    phase_before,
    unchecked_letter,
    weeks_in,
    yearly_duties,
    years,
)
from hallinta.records.kokous import Kokous
from hallinta.records.paatos import Paatos
from hallinta.records.vuosikello import Vuosikello
from hallinta.rules.registry import Findings, rule
from hallinta.schema_errors import choice
from hallinta.yaml_text import Path

JUNE = 6

# --- the file -------------------------------------------------------------------------------------------


@rule(
    "HAL-230",
    "Vuosikellon tunnus on sen vuosi",
    lauseke="2.3-11",
    fix="nimeä tiedosto vuoden mukaan, esim. `2027.yaml`",
)
def calendars_are_called_by_their_year(handbook: Handbook) -> Findings:
    """Vuosikello löytyy vuodellaan, ja tilatut kalenterit tuntevat tapahtumat siitä."""
    for kello in handbook.vuosikello:
        if kello.id != str(kello.vuosi):
            yield kello.at("vuosi"), f"`vuosi: {kello.vuosi}`, mutta tiedoston tunnus on `{kello.id}`"


@rule(
    "HAL-231",
    "Vuosikellosta vastaa koordinaatioryhmä",
    lauseke="2.3-13",
    fix="kirjoita `vastuu: koordinaatioryhma`",
)
def the_coordination_group_keeps_the_calendar(handbook: Handbook) -> Findings:
    """Malli antaa päivittämisen koordinaatioryhmälle. Lukija kysyy siltä, jos aika näyttää väärältä."""
    for kello in handbook.vuosikello:
        if kello.vastuu != KOORDINAATIORYHMA:
            yield (
                kello.at("vastuu"),
                f"`vastuu: {kello.vastuu}`, mutta vuosikellosta vastaa koordinaatioryhmä",
            )


@rule(
    "HAL-232",
    "Vuosikellon vaihe on tulossopimuksen valmistelun vaihe",
    lauseke=("2.3-11", "2.3-12"),
    fix="käytä asetusten kohdan `tulossopimusvaiheet` tunnusta",
)
def phases_are_those_of_the_process(handbook: Handbook) -> Findings:
    """Vaiheet ja niiden järjestys ovat asetuksissa. Tuntematon vaihe jäisi kuvasta ja kalenterista pois."""
    known = [vaihe.id for vaihe in handbook.asetukset.tulossopimusvaiheet]
    for kello in handbook.vuosikello:
        seen: set[str] = set()
        for index, time in enumerate(kello.vaiheet):
            place = kello.at("vaiheet", index, "vaihe")
            if time.vaihe not in known:
                yield place, f"`vaihe: {time.vaihe}` ei ole vaihe", choice(time.vaihe, known, "vaiheista")
            elif time.vaihe in seen:
                yield place, f"vaihe `{time.vaihe}` on jo annettu", "poista toinen"
            seen.add(time.vaihe)
        for index, tapahtuma in enumerate(kello.tapahtumat):
            if tapahtuma.vaihe and tapahtuma.vaihe not in known:
                place = kello.at("tapahtumat", index, "vaihe")
                fix = choice(tapahtuma.vaihe, known, "vaiheista")
                yield place, f"`vaihe: {tapahtuma.vaihe}` ei ole vaihe", fix


@rule(
    "HAL-233",
    "Ajankohta annetaan yhdellä tavalla",
    lauseke="2.3-11",
    fix="jätä yksi: päivä, jakso (`loppu` päivän jälkeen), viikko, kuukausi tai sääntö",
)
def a_time_is_given_in_one_way(handbook: Handbook) -> Findings:
    """Kaksi ajankohtaa voivat kertoa eri asiaa. Silloin kuva, luettelo ja kalenteri näyttäisivät arvauksen."""
    for kello in handbook.vuosikello:
        for path, start, end, others in _times(kello):
            ways = [name for name, value in others.items() if value is not None]
            if len(ways) > 1:
                yield kello.at(*path, ways[1]), f"ajankohta on annettu tavoilla `{'` ja `'.join(ways)}`"
            elif end and start is None:
                yield kello.at(*path, "loppu"), f"`loppu: {end}`, mutta alkupäivää ei ole"
            elif end and start and end <= start:
                yield kello.at(*path, "loppu"), f"`loppu: {end}` ei ole alkupäivän {start} jälkeen"


def _times(kello: Vuosikello) -> Iterator[tuple[Path, date | None, date | None, dict[str, object]]]:
    """Where a time is given, its first and last day, and the ways it is given in."""
    for index, time in enumerate(kello.vaiheet):
        yield ("vaiheet", index), time.pvm, time.loppu, {"pvm": time.pvm, "kuukausi": time.kuukausi}
    for index, each in enumerate(kello.tapahtumat):
        ways = {name: getattr(each, name) for name in ("alku", "viikko", "kuukausi", "saanto")}
        yield ("tapahtumat", index), each.alku, each.loppu, ways


@rule(
    "HAL-234",
    "Tapahtuman tunnus on vuoden ainoa",
    lauseke="2.3-11",
    fix="anna toiselle oma tunnus; julkaistua tunnusta ei vaihdeta",
)
def event_ids_are_unique(handbook: Handbook) -> Findings:
    """Tilattu kalenteri tuntee tapahtuman tunnuksesta. Samalla tunnuksella toinen tapahtuma katoaisi."""
    for year in years(handbook):
        first: dict[str, str] = {}
        kello = handbook.vuosikello[str(year)]
        for index, tapahtuma in enumerate(kello.tapahtumat):
            if other := first.get(tapahtuma.id):
                place = kello.at("tapahtumat", index, "id")
                yield place, f"tunnus `{tapahtuma.id}` on jo tapahtumalla `{other}`"
            first.setdefault(tapahtuma.id, tapahtuma.otsikko.fi)


@rule(
    "HAL-235",
    "Vuosikellon ajat ovat sen vuonna",
    lauseke="2.3-11",
    fix="korjaa vuosi tai siirrä tieto oikean vuoden tiedostoon",
)
def times_are_in_their_year(handbook: Handbook) -> Findings:
    """Vuosikello näyttää yhden vuoden. Muun vuoden päivä piirtyisi väärään kohtaan."""
    for kello in handbook.vuosikello:
        for path, day in _days(kello):
            if day.year != kello.vuosi:
                yield kello.at(*path), f"`{path[-1]}: {day}` ei ole vuonna {kello.vuosi}"
        for index, tapahtuma in enumerate(kello.tapahtumat):
            if tapahtuma.viikko and tapahtuma.viikko > weeks_in(kello.vuosi):
                place = kello.at("tapahtumat", index, "viikko")
                yield place, f"`viikko: {tapahtuma.viikko}`, mutta vuodessa {kello.vuosi} on 52 viikkoa"


def _days(kello: Vuosikello) -> Iterator[tuple[Path, date]]:
    for list_name, fields in (
        ("vaiheet", ("pvm", "loppu")),
        ("tapahtumat", ("alku", "loppu")),
        ("ohitettavat", ("pvm",)),
        ("tarkistukset", ("pvm",)),
    ):
        for index, part in enumerate(getattr(kello, list_name)):
            for name in fields:
                if day := getattr(part, name):
                    yield (list_name, index, name), day


# --- the process ----------------------------------------------------------------------------------------


def _place(event: Event) -> Place:
    """Where the time of a phase stands."""
    kello = event.record
    assert isinstance(kello, Vuosikello)
    index = next((i for i, time in enumerate(kello.vaiheet) if f"vaihe-{time.vaihe}" == event.id), None)
    if index is None:
        return kello.at("vaiheet")
    return kello.at("vaiheet", index, "pvm" if kello.vaiheet[index].pvm else "kuukausi")


@rule(
    "HAL-236",
    "Vaiheet ovat järjestyksessä",
    lauseke=("2.3-04", "2.3-06", "2.3-07", "2.3-09", "2.3-10"),
    fix="korjaa jompikumpi päivä; vaihe, jonka aikaa ei tiedetä, on `null`",
)
def phases_follow_each_other(handbook: Handbook) -> Findings:
    """Valmistelu etenee ohjekirjeestä allekirjoitukseen ja vuosisuunnitelman tarkennukseen. Kierros voi jatkua
    vuodenvaihteen yli, mutta järjestys ei muutu.
    """
    for year in years(handbook):
        timed = [event for event in calendar(handbook, year).phases if event.alku]
        for before, after in _wrong_way(timed):
            problem = (
                f"vaihe `{after.otsikko}` ({after.alku}) on ennen vaihetta `{before.otsikko}` "
                f"({before.alku}), jota sen pitäisi seurata"
            )
            yield _place(after), problem


def _wrong_way(timed: Sequence[Event]) -> list[tuple[Event, Event]]:
    """Neighbours of the process whose days run backwards. The process goes round, so one step, the longest,
    is the turn of the year.
    """
    back = [
        (one.alku - other.alku, one, other)
        for one, other in zip(timed, [*timed[1:], *timed[:1]], strict=True)
        if one.alku and other.alku and one.alku > other.alku
    ]
    turn = max(back, key=lambda each: each[0], default=None)
    return [(one, other) for step, one, other in back if (step, one, other) != turn]


@rule(
    "HAL-237",
    "Ohjekirje julkaistaan kesäkuussa",
    lauseke="2.3-05",
    fix="korjaa päivä; jos kirje todella julkaistiin muulloin, kirjaa siitä `huomautus` ja poikkeus",
    severity=Severity.HUOMAUTUS,
)
def the_guideline_letter_comes_in_june(handbook: Handbook) -> Findings:
    """Mallin mukaan ohjekirje julkaistaan kesäkuussa, ja muut ajat sovitetaan siihen."""
    for year in years(handbook):
        for event in calendar(handbook, year).phases:
            if event.id == f"vaihe-{OHJEKIRJE}" and event.alku and event.alku.month != JUNE:
                yield _place(event), f"ohjekirjeen aika {event.alku} ei ole kesäkuussa"


@rule(
    "HAL-238",
    "Ohjekirjeen jälkeen kokousajat tarkistetaan",
    lauseke="2.3-04",
    fix="tarkista kokousajat ja lisää kohtaan `tarkistukset` päivä ja peruste",
    severity=Severity.HUOMAUTUS,
)
def meeting_times_are_checked_after_the_letter(handbook: Handbook) -> Findings:
    """Ohjekirjeessä on valmistelun aikataulu. Ilman tarkistusta kokoukset voivat osua sen kannalta väärin."""
    for year in years(handbook):
        if letter := unchecked_letter(handbook, year):
            problem = f"ohjekirje julkaistiin {letter.alku}, mutta kokousaikoja ei ole tarkistettu"
            yield _place(letter), problem


# --- meetings -------------------------------------------------------------------------------------------


@rule(
    "HAL-239",
    "Johtoryhmällä on vuodessa lähtökohdan mukainen määrä kokouksia",
    lauseke=("2.3-02", "2.3-03"),
    fix="lisää puuttuvat kokoukset; useampi kuin lähtökohta on aina sallittu",
    severity=Severity.HUOMAUTUS,
    absence=True,
)
def the_management_group_meets_often_enough(handbook: Handbook) -> Findings:
    """Lähtökohta on kolme kokousta vuodessa. Harvemmin kokoontuva ryhmä ei ehdi ohjata valmistelua. Vuosi, jonka
    kokouksista ei tiedetä mitään, ei ole puute.
    """
    for year in years(handbook):
        wanted = meetings_wanted(handbook.asetukset, year)
        count = meeting_count(handbook, year, JOHTORYHMA)
        if count.total + count.peruttu and count.total < wanted:
            problem = f"johtoryhmällä on vuonna {year} kokouksia {count.total}, lähtökohta on {wanted}"
            yield calendar(handbook, year).record.at("vuosi"), problem


def _knows_meetings(handbook: Handbook, first: date, end: date) -> bool:
    """Whether any meeting of the years is recorded; when none is, nothing is said of what is missing."""
    return bool(meetings_between(handbook, date(first.year, 1, 1), date(end.year, 12, 31), *BOTH_GROUPS))


@rule(
    "HAL-240",
    "Ennen OPH:n ehdotusta on kokous",
    lauseke="2.3-06",
    fix="lisää kokous ohjekirjeen ja ehdotuksen väliin tai kirjaa, missä keskustelu käytiin",
    severity=Severity.HUOMAUTUS,
    absence=True,
)
def groups_talk_before_the_proposal(handbook: Handbook) -> Findings:
    """Tarpeelliset keskustelut käydään ryhmissä ennen ehdotusta. Kokouksitta ehdotus syntyisi yksin."""
    for year in years(handbook):
        for event in calendar(handbook, year).phases:
            if event.id != f"vaihe-{OPH_EHDOTUS}" or event.alku is None:
                continue
            letter = phase_before(handbook, OHJEKIRJE, event.alku)
            since = letter.alku if letter and letter.alku else date(year, 1, 1)
            held = meetings_between(handbook, since, event.alku, *BOTH_GROUPS)
            if not held and _knows_meetings(handbook, since, event.alku):
                yield (
                    _place(event),
                    f"ehdotuksen ({event.alku}) ja ohjekirjeen ({since}) välissä ei ole kokousta",
                )


@rule(
    "HAL-241",
    "Allekirjoituksen jälkeen molemmat ryhmät kokoontuvat",
    lauseke="2.3-09",
    fix="lisää puuttuvan ryhmän kokous ennen seuraavaa ohjekirjettä",
    severity=Severity.HUOMAUTUS,
    absence=True,
)
def both_groups_meet_after_signing(handbook: Handbook) -> Findings:
    """Allekirjoitettu sopimus käydään läpi molemmissa ryhmissä, ja vuosisuunnitelma tarkennetaan sen mukaan."""
    for year in years(handbook):
        for event in calendar(handbook, year).phases:
            if event.id != f"vaihe-{ALLEKIRJOITUS}" or event.loppu is None:
                continue
            letter = phase_after(handbook, OHJEKIRJE, event.loppu)
            until = letter.alku if letter and letter.alku else event.loppu + timedelta(days=184)
            if not _knows_meetings(handbook, event.loppu, until):
                continue
            for ryhma in BOTH_GROUPS:
                if not meetings_between(handbook, event.loppu, until, ryhma):
                    problem = (
                        f"ryhmällä `{ryhma}` ei ole kokousta allekirjoituksen ({event.loppu}) jälkeen "
                        f"ennen päivää {until}"
                    )
                    yield _place(event), problem


@rule(
    "HAL-242",
    "Kokoukset eivät ole päällekkäin",
    lauseke="2.3-01",
    fix="siirrä toista kokousta",
    severity=Severity.HUOMAUTUS,
)
def meetings_do_not_clash(handbook: Handbook) -> Findings:
    """Samat ihmiset valmistelevat ja päättävät. Kahteen kokoukseen yhtä aikaa ei pääse."""
    for one, other in clashes(handbook):
        yield other.at("pvm"), f"`pvm: {other.pvm}` on päällekkäin kokouksen `{one.id}` kanssa"


@rule(
    "HAL-243",
    "Kokous on työpäivänä",
    lauseke=("2.3-01", "2.3-11"),
    fix="siirrä kokous työpäivälle",
    severity=Severity.HUOMAUTUS,
)
def meetings_are_on_working_days(handbook: Handbook) -> Findings:
    """Viikonlopuksi, pyhäksi tai sovituksi vapaapäiväksi kirjattu kokous on lähes aina näppäilyvirhe."""
    for kokous in handbook.kokoukset:
        off = day_off(handbook, kokous.pvm) if kokous.tila != "peruttu" else None
        if off is None:
            continue
        kind, reason = off
        if kind is DayOff.VIIKONLOPPU:
            what = "lauantai" if kokous.pvm.isoweekday() == 6 else "sunnuntai"
        else:
            what = f"{'ohitettava päivä' if kind is DayOff.OHITETTAVA else 'pyhäpäivä'}: {reason}"
        problem = f"`pvm: {kokous.pvm}` on {what}"
        if kind is DayOff.OHITETTAVA:
            yield (
                kokous.at("pvm"),
                problem,
                "siirrä kokous tai poista päivä vuosikellon kohdasta `ohitettavat`",
            )
        else:
            yield kokous.at("pvm"), problem


@rule(
    "HAL-246",
    "Tulevalla kokouksella on vuosikello",
    lauseke="2.3-11",
    fix="tee vuodelle vuosikello: `hallinta uusi vuosikello --vuosi VVVV`",
    severity=Severity.HUOMAUTUS,
)
def coming_meetings_have_a_calendar(handbook: Handbook) -> Findings:
    """Tilatussa kalenterissa kokous on heti, mutta vuosikellossa vasta, kun sen vuodella on sellainen."""
    known = years(handbook)
    for kokous in handbook.kokoukset if known else ():
        if kokous.pvm > handbook.today and kokous.pvm.year not in known:
            yield kokous.at("pvm"), f"vuodella {kokous.pvm.year} ei ole vuosikelloa"


# --- plan and outcome -----------------------------------------------------------------------------------


@rule(
    "HAL-244",
    "Määräajan jälkeen kerrotaan, mitä tehtiin",
    lauseke=("2.1-06", "2.3-13"),
    fix="kirjoita `tehty`: kokous, päätös tai muu tietue, josta tekeminen näkyy",
    severity=Severity.HUOMAUTUS,
)
def past_duties_are_done(handbook: Handbook) -> Findings:
    """Suunnitelma on hyödyllinen, kun näkee myös, toteutuiko se. Keksitty myöhästyminen ei ole kenenkään korjattava."""
    for year in years(handbook) if not handbook.tree else ():
        for duty in yearly_duties(handbook, year):
            event = duty.event
            if duty.state is not DutyState.MYOHASSA:
                continue
            problem = f"`{event.otsikko}` oli määrä tehdä viimeistään {event.loppu}, mutta tekemistä ei ole kirjattu"
            if event.tapahtuma is None:
                yield _place(event), problem
            else:
                assert isinstance(event.record, Vuosikello)
                index = event.record.tapahtumat.index(event.tapahtuma)
                yield event.record.at("tapahtumat", index, "id"), problem


@rule(
    "HAL-245",
    "Tehdyksi merkitty on tehty",
    lauseke=("1-13", "2.3-13"),
    fix="poista `tehty` tai korjaa sen tietueen tila",
)
def what_is_done_has_happened(handbook: Handbook) -> Findings:
    """Merkintä viittaa siihen, mistä tekeminen näkyy. Pitämätön kokous tai tekemätön päätös ei näytä mitään."""
    for kello in handbook.vuosikello:
        for list_name in ("vaiheet", "tapahtumat"):
            for index, part in enumerate(getattr(kello, list_name)):
                folder, _, id = (part.tehty or "").partition("/")
                record = handbook.find(folder, id)
                if (isinstance(record, Kokous) and record.tila != "pidetty") or (
                    isinstance(record, Paatos) and record.tila != MADE
                ):
                    state = record.tila
                else:
                    continue
                yield (
                    kello.at(list_name, index, "tehty"),
                    f"`tehty: {part.tehty}`, mutta sen tila on `{state}`",
                )
