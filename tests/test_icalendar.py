"""The feeds, read by another library than the one that wrote them, over a scripted git history."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event
from test_history import NOW, _only_the_tests_own_git, commit, git  # noqa: F401  # the fixture is automatic
from test_wheel import Drawn, figure_and_list

from hallinta import disk
from hallinta.clock import this_moment
from hallinta.exports.calendar import UNDATED_STAMP, ZONE, calendars
from hallinta.handbook import Collection, Handbook, load
from hallinta.history import read_history
from hallinta.pages import Renderer, Site
from hallinta.queries import kalenteri as q
from hallinta.records.fields import PLACEHOLDER
from hallinta.versions import EventVersion, past_of
from hallinta.yaml_text import suspect

ROOT = Path(__file__).resolve().parents[1]
SITE = "https://kasikirja.example/"
HELSINKI = ZoneInfo(ZONE)
EVERYTHING = "kalenteri/kaikki.ics"


def read(text: str) -> Calendar:
    return IcsCalendarStream.calendar_from_ics(text)


def events(text: str) -> dict[str, Event]:
    found = {event.uid: event for event in read(text).events}
    assert len(found) == text.count("BEGIN:VEVENT"), "two events have the same UID"
    return {str(uid).removesuffix("@hallintakasikirja"): event for uid, event in found.items()}


@pytest.fixture(scope="module")
def handbook(full: Handbook) -> Handbook:
    return full


@pytest.fixture(scope="module")
def feeds(handbook) -> dict[str, str]:
    return calendars(handbook, {}, SITE)


@pytest.fixture(scope="module")
def settings_only() -> dict[str, bytes]:
    texts = disk.read_project(ROOT / "data")
    return {path: text for path, text in texts.items() if path.startswith(("data/asetukset", "data/ryhmat/"))}


def book(settings_only: Mapping[str, bytes], today: date, *kokoukset: str, kello: str = "") -> Handbook:
    head = "nimi: Vuosikello\nvastuu: koordinaatioryhma\n"
    texts = {
        **settings_only,
        "data/vuosikello/2026.yaml": (f"{head}vuosi: 2026\n{kello}").encode(),
        "data/vuosikello/2027.yaml": f"{head}vuosi: 2027\n".encode(),
    }
    for number, kokous in enumerate(kokoukset, 1):
        text = f"nimi: Kokous\nryhma: johtoryhma\n{kokous}"
        texts[f"data/kokoukset/jr-{number}.yaml"] = text.encode()
    handbook = load(texts, today).handbook
    assert handbook is not None
    return handbook


def feed(handbook: Handbook, versions: Mapping[str, EventVersion] | None = None) -> str:
    return calendars(handbook, versions or {}, SITE)[EVERYTHING]


# --- the calendar ---------------------------------------------------------------------------------------


def test_there_is_a_feed_of_everything_and_one_of_each_group(feeds):
    assert list(feeds) == [EVERYTHING, "kalenteri/johtoryhma.ics", "kalenteri/koordinaatioryhma.ics"]


@pytest.mark.parametrize("path", [EVERYTHING, "kalenteri/johtoryhma.ics", "kalenteri/koordinaatioryhma.ics"])
def test_every_feed_is_read_by_another_library(feeds, path):
    calendar = read(feeds[path])

    assert calendar.version == "2.0"
    assert calendar.method == "PUBLISH"
    assert [zone.tz_id for zone in calendar.timezones] == [ZONE]
    assert calendar.events


def test_a_feed_says_what_it_is_and_how_often_to_look(feeds):
    text = unfolded(feeds["kalenteri/johtoryhma.ics"])

    for line in (
        "NAME:Hallintakäsikirja: johtoryhmä",
        "X-WR-CALNAME:Hallintakäsikirja: johtoryhmä",
        f"URL:{SITE}vuosikello/",
        f"SOURCE;VALUE=URI:{SITE}kalenteri/johtoryhma.ics",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "X-PUBLISHED-TTL:PT12H",
        "COLOR:chocolate",
    ):
        assert line in text.split("BEGIN:VTIMEZONE")[0].splitlines()


def unfolded(text: str) -> str:
    return text.replace("\r\n ", "").replace("\r\n", "\n")


def test_lines_are_short_and_end_as_the_standard_says(feeds):
    for text in feeds.values():
        assert "\n" not in text.replace("\r\n", "")
        assert max(len(line.encode()) for line in text.split("\r\n")) <= 75


def test_without_an_address_of_its_own_the_site_gives_no_links(handbook):
    for text in calendars(handbook, {}, None).values():
        assert not re.search(r"^(URL|SOURCE)", text, re.MULTILINE)
        assert read(text).events


def test_the_model_groups_have_their_feeds_even_when_nothing_is_known(settings_only, today):
    made = calendars(book(settings_only, today), {}, SITE)

    assert set(made) == {EVERYTHING, "kalenteri/johtoryhma.ics", "kalenteri/koordinaatioryhma.ics"}
    assert {event.summary for event in read(made[EVERYTHING]).events} == {"Ohjekirje virastoille"}
    assert "Kokousaikojen tarkistus" in unfolded(made["kalenteri/johtoryhma.ics"])


# --- what other programs trip over ----------------------------------------------------------------------


def test_no_program_takes_the_calendars_own_lines_for_an_events(feeds):
    """Some look for the first UID, DTSTART or SUMMARY line of a file, whatever it stands in (RFC 7986 or not)."""
    for text in feeds.values():
        names = re.split(r"[:;]", unfolded(text).split("BEGIN:VTIMEZONE")[0].replace("\n", ":").strip(":"))
        assert not {"UID", "SUMMARY", "DTSTAMP", "SEQUENCE", "STATUS", "CATEGORIES"} & set(names)


def test_the_zone_stands_before_the_events_that_use_it(feeds):
    for text in feeds.values():
        assert text.index("BEGIN:VTIMEZONE") < text.index("BEGIN:VEVENT")
        assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
        assert text.endswith("END:VCALENDAR\r\n")


def test_a_calendar_without_events_is_a_calendar(settings_only, today):
    texts = {**settings_only, "data/asetukset.yaml": settings_only["data/asetukset.yaml"]}
    for path, text in calendars(load(texts, today).handbook, {}, SITE).items():
        assert read(text).events == [], path
        assert text.count("BEGIN:VTIMEZONE") == 1


ODD_LINES = [
    "a\nb",
    "a\rb",
    "a\r\nb",
    "a\x0bb",
    "a\x85b",
    "a\u2028b",
    "a\x00b",
    "a\x1bb",
    "a,b;c\\nd",
    'a"b',
    "a:b" * 60,
]


@pytest.mark.parametrize("odd", ODD_LINES)
def test_every_text_is_a_line_of_its_own_whatever_is_in_it(settings_only, today, odd):
    """Names, titles, reasons, descriptions and ids: put in behind the schema's back, which takes some of these."""
    handbook = book(settings_only, today, "pvm: 2026-12-10\ntila: peruttu\nperuttu_syy: Syy.\n")
    (kokous,) = handbook.kokoukset
    group = handbook.ryhmat["johtoryhma"]
    changed = kokous.model_copy(update={"peruttu_syy": kokous.peruttu_syy.model_copy(update={"fi": odd})})
    vaiheet = tuple(
        each.model_copy(update={"nimi": each.nimi.model_copy(update={"fi": odd}), "kuvaus": each.nimi})
        for each in handbook.asetukset.tulossopimusvaiheet
    )
    made = replace(
        handbook,
        asetukset=handbook.asetukset.model_copy(update={"tulossopimusvaiheet": vaiheet}),
        ryhmat=Collection({group.id: group.model_copy(update={"lyhenne": odd})}),
        kokoukset=Collection({kokous.id: changed}),
    )
    for text in calendars(made, {}, SITE).values():
        lines = text.split("\r\n")

        assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]", "".join(lines))
        assert all(re.match(r"[A-Z0-9-]+[:;]| ", line) for line in lines[:-1])
        assert read(text).events or "BEGIN:VEVENT" not in text


@pytest.mark.parametrize("id", ["a b", "ä", "a#b", "a?b", 'a"b', "a<b", "a%b", "a;b,c"])
def test_an_address_is_an_address_whatever_the_events_id(settings_only, today, id):
    quoted = id.replace("'", "''")
    kello = (
        f"tapahtumat:\n  - id: '{quoted}'\n    otsikko: A\n    rengas: raportointi\n    alku: 2026-05-05\n"
    )
    text = unfolded(feed(book(settings_only, today, kello=kello)))

    assert all(re.fullmatch(r"URL:[!-~]+", line) for line in text.splitlines() if line.startswith("URL:"))
    assert len(read(text.replace("\n", "\r\n")).events) == text.count("BEGIN:VEVENT")


@pytest.mark.parametrize("day", ["2028-02-29", "2096-02-29", "2099-12-30", "2099-12-31"])
def test_a_meeting_of_any_later_year_is_an_event(settings_only, today, day):
    text = feed(book(settings_only, today, f"pvm: {day}\ntila: suunniteltu\n"))

    assert f"DTSTART;VALUE=DATE:{day.replace('-', '')}" in text


# --- the same three times -------------------------------------------------------------------------------


@pytest.mark.parametrize("year", [2026, 2027])
def test_the_feed_has_the_dated_events_of_the_wheel_and_names_the_others(handbook, feeds, year):
    calendar = q.calendar(handbook, year)
    found = {uid: event for uid, event in events(feeds[EVERYTHING]).items() if first(event).year == year}
    described = unfolded(feeds[EVERYTHING]).split("X-WR-CALDESC:")[1].split("\n")[0].replace("\\", "")

    assert set(found) == {event.key for event in calendar.dated}
    for event in calendar.dated:
        ics = found[event.key]
        assert (first(ics), last(ics)) == (event.alku, event.loppu)
        assert event.otsikko in str(ics.summary)
        assert str(ics.url) == f"{SITE}{event.address}"
    for event in calendar.undated:
        assert event.otsikko in described


def test_every_real_year_is_in_the_test_above(handbook):
    assert q.years(handbook) == [2026, 2027]


def test_wheel_list_and_feed_have_the_same_events_in_every_year(handbook, feeds, templates):
    """The same addresses in the same order; what waits for its time is in the feed by name."""
    renderer = Renderer(handbook, Site(), templates)
    in_feed = {str(event.url).removeprefix(SITE) for event in events(feeds[EVERYTHING]).values()}
    described = unfolded(feeds[EVERYTHING]).split("BEGIN:VTIMEZONE")[0].replace("\\", "")
    drawn_in_all: set[str] = set()
    for year in map(q.calendar, itertools.repeat(handbook), q.years(handbook)):
        page = Drawn(figure_and_list(renderer, year))
        here = f"vuosikello/{year.vuosi}/"
        forms = [[href for href, _, _ in links] for links in page.wheels.values()] + [page.list]
        addresses = [[urljoin(f"/{here}", href).lstrip("/") for href in form] for form in forms]

        assert len(addresses) == 3
        assert addresses[0] == addresses[1] == addresses[2] == [event.address for event in year.events]
        waiting = {event.address for event in year.undated}
        assert all(event.otsikko in described for event in year.undated)
        drawn_in_all |= set(addresses[0]) - waiting
    assert drawn_in_all == in_feed


def first(event: Event) -> date:
    return event.dtstart.date() if isinstance(event.dtstart, datetime) else event.dtstart


def last(event: Event) -> date:
    """The last day: the end of whole days is the day after."""
    end = event.dtend or event.dtstart
    return end.date() if isinstance(end, datetime) else end - timedelta(days=1)


# --- times ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "day",
    [
        *("2026-01-20", "2026-03-28", "2026-03-29", "2026-03-30", "2026-06-11"),
        *("2026-10-24", "2026-10-25", "2026-10-26", "2027-03-28", "2027-10-31"),
    ],
)
def test_nine_in_helsinki_is_nine_all_the_year(settings_only, today, day):
    """The days of both changes too: clocks turn at three and four at night."""
    kokous = f"pvm: {day}\nalkaa: '09:00'\npaattyy: '11:00'\ntila: suunniteltu\n"
    text = feed(book(settings_only, today, kokous))
    event = events(text)["kokoukset/jr-1"]
    expected = datetime.combine(date.fromisoformat(day), time(9), HELSINKI)

    assert f"DTSTART;TZID={ZONE}:{day.replace('-', '')}T090000" in text
    assert event.dtstart == expected
    assert event.dtstart.astimezone(UTC).hour == (9 - expected.utcoffset().seconds // 3600)
    assert event.dtend - event.dtstart == timedelta(hours=2)


@given(st.datetimes(datetime(1997, 1, 1), datetime(2037, 12, 31)))
@settings(deadline=None, max_examples=200)
def test_the_written_time_zone_is_helsinkis(moment):
    """The rule in the feed gives the same offset as the time zone database, the hours of the change aside."""

    def last_sunday(month: int, days: int) -> datetime:
        end = datetime(moment.year, month, days)
        return end - timedelta(days=(end.weekday() + 1) % 7)

    starts, ends = last_sunday(3, 31).replace(hour=3), last_sunday(10, 31).replace(hour=4)
    near = min(abs(moment - starts), abs(moment - ends)) < timedelta(hours=2)
    summer = starts <= moment < ends

    assert near or moment.replace(tzinfo=HELSINKI).utcoffset() == timedelta(hours=3 if summer else 2)


def test_the_time_zone_changes_on_the_last_sundays(feeds):
    zone = unfolded(feeds[EVERYTHING]).split("BEGIN:VTIMEZONE")[1].split("END:VTIMEZONE")[0]

    assert "DTSTART:19960331T030000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3" in zone
    assert "DTSTART:19961027T040000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10" in zone
    assert zone.count("TZOFFSETFROM") == 2


@pytest.mark.parametrize(
    ("kokous", "start", "end"),
    [
        ("pvm: 2026-12-10\ntila: suunniteltu\n", date(2026, 12, 10), date(2026, 12, 11)),
        (
            "pvm: 2026-12-10\nalkaa: '09:00'\ntila: suunniteltu\n",
            datetime(2026, 12, 10, 9, tzinfo=HELSINKI),
            None,
        ),
    ],
)
def test_a_meeting_without_a_clock_takes_the_day_and_without_an_end_has_none(
    settings_only, today, kokous, start, end
):
    event = events(feed(book(settings_only, today, kokous)))["kokoukset/jr-1"]

    assert (event.dtstart, event.dtend) == (start, end)


def test_a_known_month_is_a_tentative_span_that_leaves_the_days_free(settings_only, today):
    text = unfolded(feed(book(settings_only, today)))
    letter = next(part for part in text.split("BEGIN:VEVENT") if "vaihe-ohjekirje" in part)

    for line in (
        "DTSTART;VALUE=DATE:20260601",
        "DTEND;VALUE=DATE:20260701",
        "STATUS:TENTATIVE",
        "TRANSP:TRANSPARENT",
    ):
        assert line in letter.splitlines()
    assert "Kuukausi on tiedossa\\, päivä ei." in letter


# --- states and examples --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tila", "status"),
    [
        ("suunniteltu", "TENTATIVE"),
        ("kutsuttu", "CONFIRMED"),
        ("pidetty", "CONFIRMED"),
        ("peruttu", "CANCELLED"),
    ],
)
def test_the_state_of_a_meeting_is_its_status(settings_only, today, tila, status):
    event = events(feed(book(settings_only, today, f"pvm: 2026-11-10\ntila: {tila}\n")))["kokoukset/jr-1"]

    assert event.status == status


def test_a_cancelled_meeting_stays_and_says_why(settings_only, today):
    kokous = "pvm: 2026-12-10\ntila: peruttu\nperuttu_syy: Asiat siirtyvät tammikuuhun.\n"
    event = events(feed(book(settings_only, today, kokous)))["kokoukset/jr-1"]

    assert event.status == "CANCELLED"
    assert event.summary == "Peruttu: Johtoryhmä"
    assert "Peruttu: Asiat siirtyvät tammikuuhun." in event.description


@settings(deadline=None, max_examples=50)
@given(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1).filter(
        lambda text: text.strip() not in {"", PLACEHOLDER} and not suspect(text)
    )
)
def test_any_title_comes_through_folding_and_escaping(settings_only, title):
    quoted = title.replace("'", "''")
    kello = (
        f"tapahtumat:\n  - id: a\n    otsikko: '{quoted}'\n    rengas: raportointi\n    alku: 2026-05-05\n"
    )
    handbook = book(settings_only, date(2026, 11, 22), kello=kello)
    (event,) = (event for event in q.all_events(handbook) if event.tapahtuma)
    (read_back,) = (e for uid, e in events(feed(handbook)).items() if uid.endswith("tapahtuma-a"))

    assert read_back.summary == event.otsikko


# --- versions -------------------------------------------------------------------------------------------

JR = "data/kokoukset/jr-1.yaml"


MOVED = {"kokoukset/jr-1": EventVersion(3, datetime(2026, 11, 3, 9, 30, 5, tzinfo=UTC))}


def test_an_events_version_is_its_sequence_and_its_moment_the_stamp(settings_only, today):
    handbook = book(settings_only, today, "pvm: 2026-12-10\ntila: kutsuttu\n")
    text = feed(handbook, MOVED)
    event = events(text)["kokoukset/jr-1"]
    unknown = events(text)["vuosikello/2026/vaihe-ohjekirje"]

    assert event.sequence == 3
    assert event.dtstamp == event.last_modified == datetime(2026, 11, 3, 9, 30, 5, tzinfo=UTC)
    assert unknown.sequence == 0
    assert unknown.dtstamp == UNDATED_STAMP
    assert unknown.last_modified is None
    assert "LAST-MODIFIED:20261103T093005Z" in text.split("BEGIN:VTIMEZONE")[0]


def test_equal_data_give_equal_bytes_whatever_the_day(settings_only):
    kokous = "pvm: 2026-12-10\nalkaa: '09:00'\npaattyy: '11:00'\ntila: kutsuttu\n"
    days = (date(2026, 11, 22), date(2027, 11, 22))

    assert len({feed(book(settings_only, day, kokous), MOVED) for day in days}) == 1


def test_a_new_meeting_changes_no_other_event(settings_only, today):
    one = feed(book(settings_only, today, "pvm: 2026-12-10\ntila: kutsuttu\n"))
    two = feed(
        book(settings_only, today, "pvm: 2026-12-10\ntila: kutsuttu\n", "pvm: 2026-01-10\ntila: pidetty\n")
    )
    parts = [
        set(unfolded(text).replace("END:VCALENDAR\n", "").split("BEGIN:VEVENT")[1:]) for text in (one, two)
    ]

    assert parts[0] < parts[1]
    assert len(parts[1]) == len(parts[0]) + 1


HEAD = "nimi: Kokous\nryhma: johtoryhma\nalkaa: '13:00'\npaattyy: '15:00'\n"
STORY = (
    ("2026-02-01T10:00:00+0200", None),
    ("2026-03-01T10:00:00+0200", f"{HEAD}pvm: 2026-10-08\ntila: suunniteltu\n"),
    ("2026-06-01T10:00:00+0300", f"{HEAD}pvm: 2026-12-15\ntila: kutsuttu\n"),
    ("2026-08-01T23:30:00+0300", f"{HEAD}pvm: 2027-01-12\ntila: kutsuttu\n"),
    ("2026-09-01T10:00:00+0300", f"{HEAD}pvm: 2027-01-12\ntila: peruttu\nperuttu_syy: Esteet.\n"),
    ("2026-10-01T10:00:00+0300", f"{HEAD}pvm: 2027-01-12\ntila: peruttu\nperuttu_syy: Esteet.\n"),
)
"""A meeting is added, moved, moved over the turn of the year and cancelled; the last commit is of another."""


@pytest.mark.parametrize("path", [EVERYTHING, "kalenteri/johtoryhma.ics"])
def test_a_meeting_keeps_its_uid_through_its_moves_and_cancellation(settings_only, tmp_path, path):
    root = tmp_path / "projekti"
    root.mkdir()
    git(root, "init", "--quiet", "--initial-branch", "main")
    kello = "nimi: Vuosikello\nvastuu: koordinaatioryhma\nvuosi: {}\n"
    years = {f"data/vuosikello/{year}.yaml": kello.format(year) for year in (2026, 2027)}
    other = f"nimi: Kokous\nryhma: koordinaatioryhma\npvm: 2026-11-0{len(STORY)}\ntila: kutsuttu\n"
    disk.write_all(root, settings_only)
    seen = []
    for at, text in STORY:
        last = {"data/kokoukset/kr-1.yaml": other} if at == STORY[-1][0] else {}
        commit(root, at, **years, **({JR: text} if text else {}), **last)
        built = [built_feed(root, path, day) for day in (date(2026, 11, 22), date(2027, 3, 1))]
        event = events(built[0]).get("kokoukset/jr-1")

        assert built[0] == built[1]
        seen.append(
            event and (str(event.dtstart.date()), event.sequence, event.status.value, event.dtstamp.date())
        )

    assert seen == [
        None,
        ("2026-10-08", 0, "TENTATIVE", date(2026, 3, 1)),
        ("2026-12-15", 1, "CONFIRMED", date(2026, 6, 1)),
        ("2027-01-12", 2, "CONFIRMED", date(2026, 8, 1)),
        ("2027-01-12", 3, "CANCELLED", date(2026, 9, 1)),
        ("2027-01-12", 3, "CANCELLED", date(2026, 9, 1)),
    ]


def built_feed(root: Path, path: str, day: date) -> str:
    handbook = load(disk.read_project(root / "data"), day).handbook
    assert handbook is not None
    return calendars(handbook, past_of(read_history(root, NOW).commits).events, SITE)[path]


@pytest.mark.sivusto
def test_the_built_site_publishes_the_feeds_of_its_history(site, real):
    known = past_of(read_history(ROOT, this_moment()).commits)
    for book in real.published:
        for path, text in calendars(book, known.events, None).items():
            assert (site / path).read_bytes() == text.encode()


def test_a_meeting_moved_to_a_year_without_a_calendar_stays_in_the_feed(settings_only, today):
    made = book(settings_only, today, "pvm: 2029-01-16\ntila: kutsuttu\n")

    assert events(feed(made))["kokoukset/jr-1"].dtstart == date(2029, 1, 16)
    assert q.upcoming(made, 9)[-1].id == "jr-1"
