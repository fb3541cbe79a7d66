"""The yearly calendar as data: days by rule, order, what is known, what was to be done, the next year's file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallinta import disk, report
from hallinta.cli import main
from hallinta.handbook import Handbook, load
from hallinta.new_year import next_year
from hallinta.queries import kalenteri as q
from hallinta.queries import overdue
from hallinta.records.vuosikello import Saanto
from hallinta.rules import check
from hallinta.yaml_text import parse, suspect

ROOT = Path(__file__).resolve().parents[1]

PROCESS = (
    "ohjekirje",
    "kokousaikojen-tarkistus",
    "keskustelut-ennen-ehdotusta",
    "oph-ehdotus",
    "jatkokeskustelut",
    "allekirjoitus",
    "vuosisuunnitelman-tarkennus",
)


@pytest.fixture(scope="module")
def settings() -> dict[str, bytes]:
    """The real settings and groups, and nothing else: the model's phases without anyone's calendar."""
    texts = disk.read_project(ROOT / "data")
    kept = ("data/asetukset", "data/saavutettavuus", "data/ryhmat/")
    return {path: text for path, text in texts.items() if path.startswith(kept)}


def book(settings: Mapping[str, bytes], today: date, **files: str) -> Handbook:
    """The settings with calendars (``v2026``) and meetings (any other name)."""
    texts = dict(settings)
    for name, text in files.items():
        if name[1:].isdigit():
            head = f"nimi: Vuosikello\nvuosi: {name[1:]}\nvastuu: koordinaatioryhma\n"
            texts[f"data/vuosikello/{name[1:]}.yaml"] = (head + text).encode()
        else:
            head = "nimi: Kokous\ntila: suunniteltu\n" if "tila:" not in text else "nimi: Kokous\n"
            texts[f"data/kokoukset/{name.replace('_', '-')}.yaml"] = (head + text).encode()
    loaded = load(texts, today)
    assert loaded.handbook is not None
    assert report.text(loaded.findings) == ""
    return loaded.handbook


def meeting(ryhma: str, pvm: str, rest: str = "") -> str:
    return f"ryhma: {ryhma}\npvm: {pvm}\n{rest}"


def phases(**times: str) -> str:
    """``oph_ehdotus="pvm: 2026-10-30"`` as a calendar's list of phases."""
    rows = [f"  - vaihe: {id.replace('_', '-')}\n    {time}\n" for id, time in times.items()]
    return "".join(["vaiheet:\n", *rows]) if rows else ""


def event(id: str, time: str = "alku: null", rest: str = "") -> str:
    return f"tapahtumat:\n  - id: {id}\n    otsikko: Raportit\n    rengas: raportointi\n    {time}\n{rest}"


def only(handbook: Handbook, year: int = 2026) -> q.Event:
    (found,) = q.calendar(handbook, year).others
    return found


def order(handbook: Handbook, year: int = 2026) -> list[str]:
    return [event.id.removeprefix("vaihe-") for event in q.calendar(handbook, year).events]


# --- days -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("jarjestys", "viikonpaiva", "kuukausi", "day"),
    [
        ("3", "keskiviikko", "5", date(2026, 5, 20)),
        ("1", "torstai", "1", date(2026, 1, 1)),
        ("4", "maanantai", "2", date(2026, 2, 23)),
        ("-1", "perjantai", "5", date(2026, 5, 29)),
        ("-1", "maanantai", "2", date(2026, 2, 23)),
        ("-1", "torstai", "12", date(2026, 12, 31)),
    ],
)
def test_a_rule_gives_its_day(jarjestys, viikonpaiva, kuukausi, day):
    rule = Saanto.model_validate({"jarjestys": jarjestys, "viikonpaiva": viikonpaiva, "kuukausi": kuukausi})

    assert q.day_by_rule(2026, rule) == day


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_the_rule_of_a_day_gives_the_day_back(day):
    rule = q.rule_of_day(day)

    assert (rule is None) == (day.weekday() > 4)
    assert rule is None or q.day_by_rule(day.year, rule) == day


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 1, 6), "Loppiainen"),
        (date(2026, 4, 3), "Pitkäperjantai"),
        (date(2027, 3, 29), "Toinen pääsiäispäivä"),
        (date(2026, 5, 14), "Helatorstai"),
        (date(2026, 6, 19), "Juhannusaatto"),
        (date(2027, 6, 25), "Juhannusaatto"),
        (date(2026, 10, 31), "Pyhäinpäivä"),
        (date(2026, 12, 6), "Itsenäisyyspäivä"),
        (date(2026, 12, 24), "Jouluaatto"),
    ],
)
def test_finnish_holidays_are_known_by_their_finnish_names(day, name):
    assert q.public_holidays(day.year)[day] == name


def test_a_day_off_tells_its_reason(settings, today):
    handbook = book(
        settings, today, v2026="ohitettavat:\n  - pvm: 2026-05-15\n    syy: Helatorstain perjantai\n"
    )

    assert q.day_off(handbook, date(2026, 5, 15)) == (q.DayOff.OHITETTAVA, "Helatorstain perjantai")
    assert q.day_off(handbook, date(2026, 5, 14)) == (q.DayOff.PYHAPAIVA, "Helatorstai")
    assert q.day_off(handbook, date(2026, 5, 16)) == (q.DayOff.VIIKONLOPPU, None)
    assert q.day_off(handbook, date(2026, 5, 13)) is None


def test_days_off_are_the_working_days_without_meetings(settings, today):
    handbook = book(
        settings, today, v2026="ohitettavat:\n  - pvm: 2026-05-15\n    syy: Helatorstain perjantai\n"
    )
    days = dict(q.days_off(handbook, 2026))

    assert days[date(2026, 5, 15)] == "Helatorstain perjantai"
    assert days[date(2026, 5, 14)] == "Helatorstai"
    assert all(day.weekday() < 5 for day in days)


# --- when an event is -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("time", "precision", "first", "last"),
    [
        ("alku: 2026-08-31", "paiva", date(2026, 8, 31), date(2026, 8, 31)),
        ("alku: 2026-11-16\n    loppu: 2026-12-11", "jakso", date(2026, 11, 16), date(2026, 12, 11)),
        ("viikko: 34", "viikko", date(2026, 8, 17), date(2026, 8, 23)),
        ("viikko: 1", "viikko", date(2026, 1, 1), date(2026, 1, 4)),
        ("viikko: 53", "viikko", date(2026, 12, 28), date(2026, 12, 31)),
        ("kuukausi: 2", "kuukausi", date(2026, 2, 1), date(2026, 2, 28)),
        (
            "saanto:\n      jarjestys: '3'\n      viikonpaiva: keskiviikko\n      kuukausi: 5",
            "paiva",
            date(2026, 5, 20),
            date(2026, 5, 20),
        ),
        ("alku: null", "sovitaan", None, None),
    ],
)
def test_an_event_is_when_its_day_span_week_month_or_rule_says(settings, today, time, precision, first, last):
    found = only(book(settings, today, v2026=event("raportit", time)))

    assert (found.precision, found.alku, found.loppu) == (precision, first, last)


def test_a_week_that_the_year_does_not_have_is_no_time(settings, today):
    found = only(book(settings, today, v2027=event("raportit", "viikko: 53")), 2027)

    assert not found.dated


@pytest.mark.parametrize("text", ["kuukausi: 13", "kuukausi: kesäkuu", "viikko: 0", "viikko: 54"])
def test_a_month_or_week_that_cannot_be_is_told_in_finnish(settings, today, text):
    texts = {
        **settings,
        "data/vuosikello/2026.yaml": f"nimi: V\nvuosi: 2026\nvastuu: koordinaatioryhma\n{event('a', text)}".encode(),
    }
    (finding,) = load(texts, today).findings

    assert finding.rule == "HAL-000"
    assert "ei ole kuukauden numero" in finding.problem or "ei ole viikko" in finding.problem


# --- the order ------------------------------------------------------------------------------------------


def test_with_nothing_agreed_the_process_stands_in_its_order_after_june(settings, today):
    year = q.calendar(book(settings, today, v2026=""), 2026)

    assert [event.vaihe.id for event in year.phases] == list(PROCESS)
    assert [month.kuukausi for month in year.months] == [6, None]
    assert [event.id for event in year.dated] == ["vaihe-ohjekirje"]
    assert year.dated[0].precision == "kuukausi"


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ({}, list(PROCESS)),
        ({"oph_ehdotus": "pvm: 2026-10-30"}, list(PROCESS)),
        # signed in January: what follows it in the process stands after January, what precedes it after October
        (
            {"oph_ehdotus": "pvm: 2026-10-30", "allekirjoitus": "pvm: 2026-01-28"},
            ["allekirjoitus", "vuosisuunnitelman-tarkennus", *PROCESS[:5]],
        ),
        (
            {"vuosisuunnitelman_tarkennus": "pvm: 2026-01-20\n    loppu: 2026-02-12"},
            ["vuosisuunnitelman-tarkennus", *PROCESS[:6]],
        ),
    ],
)
def test_what_has_no_date_keeps_its_place_in_the_process(settings, today, times, expected):
    handbook = book(settings, today, v2026=phases(**times))

    assert order(handbook) == expected


def test_an_event_to_be_agreed_follows_its_phase_and_without_one_ends_the_year(settings, today):
    linked = book(settings, today, v2026=event("raportit", rest="    vaihe: ohjekirje\n"))
    alone = book(settings, today, v2026=event("raportit"))

    assert order(linked)[:2] == ["ohjekirje", "tapahtuma-raportit"]
    assert order(alone)[-1] == "tapahtuma-raportit"


def test_events_of_a_day_stand_from_the_outer_ring_in_and_by_the_clock(settings, today):
    handbook = book(
        settings,
        today,
        v2026=phases(oph_ehdotus="pvm: 2026-10-30") + event("raportit", "alku: 2026-10-30"),
        kr_ilta=meeting("koordinaatioryhma", "2026-10-30", "alkaa: '15:00'\n"),
        kr_aamu=meeting("koordinaatioryhma", "2026-10-30", "alkaa: '09:00'\n"),
        jr=meeting("johtoryhma", "2026-10-30"),
    )
    on_the_day = [event.id for event in q.calendar(handbook, 2026).events if event.alku == date(2026, 10, 30)]

    assert on_the_day == ["vaihe-oph-ehdotus", "jr", "kr-aamu", "kr-ilta", "tapahtuma-raportit"]


def test_numbers_run_from_one_and_keys_do_not_follow_them(settings, today):
    few = q.calendar(book(settings, today, v2026="", jr=meeting("johtoryhma", "2026-09-10")), 2026)
    more = book(
        settings,
        today,
        v2026="",
        jr=meeting("johtoryhma", "2026-09-10"),
        kr=meeting("koordinaatioryhma", "2026-01-20"),
    )
    many = q.calendar(more, 2026)

    assert [event.number for event in many.events] == list(range(1, len(many.events) + 1))
    assert {event.key for event in few.events} < {event.key for event in many.events}
    assert "kokoukset/jr" in {event.key for event in few.events}
    assert "vuosikello/2026/vaihe-ohjekirje" in {event.key for event in few.events}


def test_other_groups_have_a_ring_of_their_own(settings, today):
    handbook = book(settings, today, v2026="", muu=meeting("oph-johtotiimi", "2026-09-10"))
    (found,) = q.calendar(handbook, 2026).meetings

    assert found.rengas == q.OTHER_GROUPS


def test_every_real_year_tells_june_and_what_has_a_source(settings, today):
    real = {
        path: text
        for path, text in disk.read_project(ROOT / "data").items()
        if path.startswith(("data/asetukset", "data/ryhmat/", "data/vuosikello/"))
    }
    handbook = load(real, today).handbook
    assert handbook is not None

    assert q.years(handbook) == [2026, 2027]
    sourced = {2026: [("tapahtuma-jod-toimikausi-paattyy", "paiva"), ("tapahtuma-rrf-maaraaika", "paiva")]}
    for year in q.years(handbook):
        dated = [(event.id, event.precision) for event in q.calendar(handbook, year).dated]
        assert dated == [("vaihe-ohjekirje", "kuukausi"), *sourced.get(year, [])]
        for event in handbook.vuosikello[str(year)].tapahtumat:
            assert event.lahteet, event.id


# --- meetings -------------------------------------------------------------------------------------------


def test_meetings_are_counted_as_held_coming_and_cancelled(settings, today):
    handbook = book(
        settings,
        today,
        v2026="",
        a=meeting("johtoryhma", "2026-02-12", "tila: pidetty\n"),
        b=meeting("johtoryhma", "2026-06-11", "tila: peruttu\n"),
        c=meeting("johtoryhma", "2026-12-10", "tila: kutsuttu\n"),
        d=meeting("johtoryhma", "2025-12-10", "tila: pidetty\n"),
    )

    assert q.meeting_count(handbook, 2026, "johtoryhma") == q.Count(pidetty=1, tulossa=1, peruttu=1)
    assert q.meeting_count(handbook, 2026, "johtoryhma").total == 2


def test_a_meeting_serves_the_talks_that_the_round_has_reached(settings, today):
    handbook = book(
        settings,
        today,
        v2026=phases(
            keskustelut_ennen_ehdotusta="pvm: 2026-08-26\n    loppu: 2026-10-29",
            oph_ehdotus="pvm: 2026-10-30",
        ),
        kevat=meeting("johtoryhma", "2026-03-12"),
        kesa=meeting("johtoryhma", "2026-06-11"),
        syksy=meeting("johtoryhma", "2026-10-08"),
        joulu=meeting("johtoryhma", "2026-12-10"),
        vanha=meeting("johtoryhma", "2025-12-10"),
    )
    served = {kokous.id: q.phase_of_meeting(handbook, kokous) for kokous in handbook.kokoukset}

    assert {id: event and event.vaihe.id for id, event in served.items()} == {
        "kevat": None,  # before the guideline letter the source has no talks
        "kesa": "keskustelut-ennen-ehdotusta",
        "syksy": "keskustelut-ennen-ehdotusta",
        "joulu": None,
        "vanha": None,
    }
    for id, event in served.items():
        assert event is None or id in [k.id for k in q.meetings_for_phase(handbook, event, "johtoryhma")]


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        (("johtoryhma", "09:00", "11:00"), ("koordinaatioryhma", "10:00", "12:00"), True),
        (("johtoryhma", "09:00", "11:00"), ("koordinaatioryhma", "11:00", "12:00"), False),
        (("johtoryhma", "09:00", "11:00"), ("koordinaatioryhma", "09:00", None), True),
        (("johtoryhma", None, None), ("koordinaatioryhma", "11:00", "12:00"), False),
        (("johtoryhma", None, None), ("johtoryhma", "11:00", "12:00"), True),
        (("johtoryhma", "09:00", "10:00"), ("johtoryhma", "11:00", "12:00"), False),
        (("johtoryhma", "09:00", "11:00"), ("oph-johtotiimi", "10:00", "12:00"), False),
    ],
)
def test_meetings_clash_when_one_cannot_attend_both(settings, today, one, other, clash):
    def on_the_day(ryhma: str, start: str | None, end: str | None) -> str:
        rest = (f"alkaa: '{start}'\n" if start else "") + (f"paattyy: '{end}'\n" if end else "")
        return meeting(ryhma, "2026-12-10", rest)

    handbook = book(settings, today, a=on_the_day(*one), b=on_the_day(*other))

    assert bool(q.clashes(handbook)) == clash


def test_a_cancelled_meeting_clashes_with_nothing(settings, today):
    handbook = book(
        settings,
        today,
        a=meeting("johtoryhma", "2026-12-10", "tila: peruttu\n"),
        b=meeting("johtoryhma", "2026-12-10"),
    )

    assert q.clashes(handbook) == []


def test_the_next_event_is_not_a_cancelled_one(settings, today):
    handbook = book(
        settings,
        today,
        v2026="",
        v2027="",
        a=meeting("johtoryhma", "2026-11-24", "tila: peruttu\n"),
        b=meeting("koordinaatioryhma", "2026-12-01"),
        c=meeting("johtoryhma", "2027-02-11"),
    )
    ahead = q.upcoming(handbook, 3)

    assert q.calendar(handbook, 2026).next(today).id == "b"
    assert [event.id for event in ahead] == ["b", "c", "vaihe-ohjekirje"]


def test_a_meeting_is_told_by_what_sets_it_apart(settings, today):
    def agenda(*titles: str) -> str:
        return "kohdat:\n" + "".join(f"  - otsikko: {title}\n    laji: keskustelu\n" for title in titles)

    handbook = book(
        settings,
        today,
        v2026="",
        a=meeting("johtoryhma", "2026-02-12", agenda("Hankkeiden tilanne", "Vuosisuunnitelma")),
        b=meeting("johtoryhma", "2026-06-11", agenda("Hankkeiden tilanne")),
        c=meeting("johtoryhma", "2026-09-10"),
    )

    assert [event.otsikko for event in q.calendar(handbook, 2026).meetings] == [
        "Vuosisuunnitelma",
        "Hankkeiden tilanne",
        "",
    ]


# --- plan and outcome -----------------------------------------------------------------------------------


def states(handbook: Handbook, year: int = 2026) -> dict[str, str]:
    return {duty.event.id.removeprefix("vaihe-"): str(duty.state) for duty in q.yearly_duties(handbook, year)}


def test_a_month_that_has_passed_tells_nothing_of_what_was_done(settings, today):
    assert states(book(settings, today, v2026="")) == {
        "ohjekirje": "ei-tietoa",
        **dict.fromkeys(PROCESS[1:], "sovitaan"),
    }


def test_a_duty_is_done_when_its_record_shows_it_late_when_its_day_passed(settings, today):
    handbook = book(
        settings,
        today,
        v2026=phases(
            ohjekirje="pvm: 2026-06-12",
            kokousaikojen_tarkistus="pvm: 2026-08-25",
            keskustelut_ennen_ehdotusta="pvm: 2026-08-26\n    loppu: 2026-10-29",
            oph_ehdotus="pvm: 2026-10-30",
            jatkokeskustelut="pvm: 2026-11-02\n    loppu: 2026-11-20",
            allekirjoitus="pvm: 2026-12-18",
        )
        + "tarkistukset:\n  - pvm: 2026-08-25\n    peruste: Syksyn kokoukset.\n"
        + event("raportit", "alku: 2026-10-31", "    velvoite: 3.3-07\n"),
        kr=meeting("koordinaatioryhma", "2026-09-22", "tila: pidetty\n"),
    )

    assert states(handbook) == {
        "ohjekirje": "tehty",
        "kokousaikojen-tarkistus": "tehty",
        "keskustelut-ennen-ehdotusta": "tehty",
        "oph-ehdotus": "myohassa",  # nothing tells of it, and nothing has been signed
        "jatkokeskustelut": "ei-tietoa",  # only when needed (2.3-08)
        "allekirjoitus": "tulossa",
        "vuosisuunnitelman-tarkennus": "sovitaan",
        "tapahtuma-raportit": "myohassa",
    }


@pytest.mark.parametrize(("ahead", "state"), [("", "tehty"), ("2026-11-24", "tulossa")])
def test_talks_are_not_done_while_one_is_ahead(settings, today, ahead, state):
    """2.3-08: discussion goes on as needed after the proposal; a talk still to come is part of it."""
    meetings = {"kr": meeting("koordinaatioryhma", "2026-11-05", "tila: pidetty\n")}
    if ahead:
        meetings["jr"] = meeting("johtoryhma", ahead)
    talks = phases(oph_ehdotus="pvm: 2026-10-30", jatkokeskustelut="pvm: 2026-11-02\n    loppu: 2026-12-11")

    assert states(book(settings, today, v2026=talks, **meetings))["jatkokeskustelut"] == state


def test_a_proposal_is_done_when_the_agreement_on_it_was_signed(settings, today):
    dated = phases(oph_ehdotus="pvm: 2026-10-30", allekirjoitus="pvm: 2026-11-16")

    assert states(book(settings, today, v2026=dated))["oph-ehdotus"] == "tehty"


def test_what_the_calendar_has_late_is_late_everywhere(settings, today):
    dated = event("raportit", "alku: 2026-10-31", "    velvoite: 3.3-07\n")
    (late,) = overdue(book(settings, today, v2026=dated))

    assert (late.duty, late.event.otsikko, late.due.isoformat(), late.lauseke) == (
        "vuosikello",
        late.event.otsikko,
        "2026-10-31",
        "3.3-07",
    )


def test_a_duty_names_the_record_that_did_it(settings, today):
    handbook = book(
        settings,
        today,
        v2026=event("raportit", "alku: 2026-10-31", "    velvoite: 3.3-07\n    tehty: kokoukset/kr\n"),
        kr=meeting("koordinaatioryhma", "2026-09-22", "tila: pidetty\n"),
    )
    duty = q.yearly_duties(handbook, 2026)[-1]

    assert (duty.lauseke, duty.state, duty.tehty.id) == ("3.3-07", "tehty", "kr")


# --- the order of the process ---------------------------------------------------------------------------

ROUND = {
    "ohjekirje": "2027-06-11",
    "kokousaikojen-tarkistus": "2027-08-20",
    "keskustelut-ennen-ehdotusta": "2027-09-01",
    "oph-ehdotus": "2027-10-29",
    "jatkokeskustelut": "2027-11-05",
    "allekirjoitus": "2027-12-17",
    "vuosisuunnitelman-tarkennus": "2027-01-20",
}
"""A round whose last phase is in the next January, and so first in the year."""


def order_findings(settings: Mapping[str, bytes], today: date, days: Mapping[str, str]) -> list[str]:
    times = "".join(f"  - vaihe: {vaihe}\n    pvm: {day}\n" for vaihe, day in days.items())
    text = f"nimi: Vuosikello\nvuosi: 2027\nvastuu: koordinaatioryhma\nvaiheet:\n{times}"
    loaded = load({**settings, "data/vuosikello/2027.yaml": text.encode()}, today)
    return [finding.problem for finding in check(loaded) if finding.rule == "HAL-236"]


def test_a_round_that_goes_over_the_turn_of_the_year_is_in_order(settings, today):
    assert order_findings(settings, today, ROUND) == []


@pytest.mark.parametrize("first", range(6), ids=list(ROUND)[:6])
def test_two_phases_that_have_changed_places_are_told(settings, today, first):
    """Each clause that gives an order: 2.3-04, 2.3-06, 2.3-07, 2.3-09 and 2.3-10."""
    one, other = list(ROUND)[first : first + 2]
    (problem,) = order_findings(settings, today, {**ROUND, one: ROUND[other], other: ROUND[one]})

    assert problem.count("vaihe") == 2


# --- feeds ----------------------------------------------------------------------------------------------


def test_a_groups_feed_has_its_own_things_and_the_phases_it_has_a_part_in(settings, today):
    handbook = book(
        settings,
        today,
        v2026=phases(allekirjoitus="pvm: 2026-12-18")
        + event("raportit", "viikko: 41", "    ryhma: koordinaatioryhma\n"),
        jr=meeting("johtoryhma", "2026-09-10"),
        kr=meeting("koordinaatioryhma", "2026-09-22"),
        muu=meeting("oph-johtotiimi", "2026-09-23"),
    )
    feeds = {feed.path: [event.id for event in q.events_of(handbook, feed)] for feed in q.feeds(handbook)}

    assert list(feeds) == [
        "kalenteri/kaikki.ics",
        "kalenteri/johtoryhma.ics",
        "kalenteri/koordinaatioryhma.ics",
        "kalenteri/oph-johtotiimi.ics",
    ]
    assert {"jr", "kr", "muu", "tapahtuma-raportit", "vaihe-allekirjoitus"} <= set(
        feeds["kalenteri/kaikki.ics"]
    )
    assert "jr" in feeds["kalenteri/johtoryhma.ics"]
    assert "vaihe-kokousaikojen-tarkistus" in feeds["kalenteri/johtoryhma.ics"]
    assert not {"kr", "tapahtuma-raportit", "vaihe-allekirjoitus"} & set(feeds["kalenteri/johtoryhma.ics"])
    assert {"kr", "tapahtuma-raportit"} <= set(feeds["kalenteri/koordinaatioryhma.ics"])
    assert feeds["kalenteri/oph-johtotiimi.ics"] == ["muu"]


# --- the next year --------------------------------------------------------------------------------------


def loaded_with(settings: Mapping[str, bytes], today: date, path: str, text: str) -> Handbook:
    texts = {**disk.read_project(ROOT / "data"), path: text.encode()}
    loaded = load(texts, today)
    findings = [finding for finding in check(loaded) if finding.place.path == path]

    assert report.text(findings) == ""
    assert loaded.handbook is not None
    return loaded.handbook


def test_the_next_years_file_is_ready_to_be_checked_in(settings, handbook, today):
    made = loaded_with(settings, today, "data/vuosikello/2028.yaml", next_year(handbook, 2028))

    assert q.years(made) == [2026, 2027, 2028]
    assert [event.id for event in q.calendar(made, 2028).dated if not event.kokous] == ["vaihe-ohjekirje"]
    assert "tehty" not in next_year(handbook, 2028)


def test_what_goes_by_rule_goes_on_and_what_had_a_day_waits_for_a_new_one(settings, today):
    handbook = book(
        settings,
        today,
        v2026="tapahtumat:\n"
        "  - id: raportit\n    otsikko: 'Raportit vuodesta 2025: ylläpito'\n    rengas: raportointi\n"
        "    saanto:\n      jarjestys: '-1'\n      viikonpaiva: keskiviikko\n      kuukausi: 1\n"
        "    velvoite: 3.3-07\n    tehty: kokoukset/kr\n"
        "  - id: katsaus\n    otsikko: Katsaus\n    rengas: raportointi\n    viikko: 53\n"
        "  - id: arvio\n    otsikko: Arvio\n    rengas: raportointi\n    alku: 2026-10-30\n"
        "ohitettavat:\n  - pvm: 2026-05-15\n    syy: Helatorstain perjantai\n",
        kr=meeting("koordinaatioryhma", "2026-05-14", "tila: pidetty\n"),
        peruttu=meeting("koordinaatioryhma", "2026-06-16", "tila: peruttu\n"),
    )
    text = next_year(handbook, 2027)
    made = load({**settings, "data/vuosikello/2027.yaml": text.encode()}, today).handbook
    assert made is not None
    kello = made.vuosikello["2027"]

    assert [(t.id, t.saanto and t.saanto.jarjestys, t.viikko, t.alku, t.tehty) for t in kello.tapahtumat] == [
        ("raportit", "-1", None, None, None),
        ("katsaus", None, None, None, None),
        ("arvio", None, None, None, None),
    ]
    assert kello.tapahtumat[0].otsikko.fi == "Raportit vuodesta 2026: ylläpito"
    assert not kello.ohitettavat
    assert "# sääntö antaa päivän 27.1.2027" in text
    assert "# vuodessa 2027 ei ole viikkoa 53" in text
    assert "# vuonna 2026 aika oli 30.10.2026 (viimeinen perjantai); uusi sovitaan" in text
    assert "#   15.5.2026 Helatorstain perjantai" in text
    assert "#   6.5.2027 Helatorstai" in text
    assert "#   koordinaatioryhma: 13.5.2027 (toinen torstai)" in text
    assert "16.6" not in text.replace("2026-06-16", "")


def test_the_next_year_warns_of_a_holiday_that_a_rule_hits(settings, today):
    rule = "saanto:\n      jarjestys: '1'\n      viikonpaiva: torstai\n      kuukausi: 5"
    text = next_year(book(settings, today, v2026=event("raportit", rule)), 2027)

    assert "# sääntö antaa päivän 6.5.2027, mutta se on vapaapäivä (Helatorstai): siirrä" in text


def test_a_year_without_a_year_before_begins_from_the_settings(settings, today):
    text = next_year(book(settings, today), 2028)

    assert "# Tehty asetusten vaiheista." in text
    assert "    kuukausi: 6" in text


def test_the_command_writes_the_year_once(tmp_path, settings, capsys):
    disk.write_all(tmp_path, settings)
    command = ["uusi", "vuosikello", "--vuosi", "2028", "--data", str(tmp_path / "data")]
    path = tmp_path / "data" / "vuosikello" / "2028.yaml"

    assert main(command) == 0
    assert capsys.readouterr().out == f"{path}\n"
    assert path.read_text("utf-8").startswith("# Tehty asetusten vaiheista.")
    written = path.read_bytes()
    assert main(command) == 2
    assert "on jo olemassa" in capsys.readouterr().err
    assert path.read_bytes() == written


def test_the_command_asks_for_the_year(tmp_path, settings, capsys):
    disk.write_all(tmp_path, settings)

    assert main(["uusi", "vuosikello", "--data", str(tmp_path / "data")]) == 2
    assert "Anna vuosi valitsimella --vuosi" in capsys.readouterr().err


def test_an_invented_meeting_gives_no_rhythm_to_a_real_year(handbook, example):
    assert "rytmillä" not in next_year(handbook, 2028)
    assert "rytmillä" in next_year(example, 2028)


@given(
    st.text(
        st.characters(exclude_categories=("C", "Zl", "Zp"), exclude_characters="\ufffd"), min_size=1
    ).filter(lambda t: t.strip() and not suspect(t))
)
def test_any_title_comes_through_as_it_was(title):
    from hallinta.yaml_text.writing import scalar

    read = parse(f"otsikko: {scalar(title)}\n".encode())

    assert read.faults == []
    assert read.value == {"otsikko": " ".join(title.split())}


def test_the_examples_of_a_year_keep_to_the_working_days(example):
    handbook = example
    for year in q.years(handbook):
        for event in q.calendar(handbook, year).meetings:
            assert event.alku is not None
            assert q.day_off(handbook, event.alku) is None
