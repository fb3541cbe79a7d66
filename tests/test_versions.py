"""What the versions of files meant: pairs of texts, and histories made of them without git."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import pytest

from hallinta.exports.calendar import calendars
from hallinta.handbook import Handbook, load
from hallinta.versions import Commit, Past, day_begins, in_helsinki, past_of
from hallinta.versions.meaning import meaning, same

START = datetime(2026, 3, 1, 8, tzinfo=UTC)


def at(number: int) -> datetime:
    """When the commit of this number was published: one a month."""
    return START + timedelta(days=30 * number)


def past(*steps: Mapping[str, str | None]) -> Past:
    """The past of files that were written one step after another."""
    return past_of(
        [
            Commit(
                str(number),
                at(number),
                {path: None if text is None else text.encode() for path, text in files.items()},
            )
            for number, files in enumerate(steps)
        ]
    )


# --- what is a change -----------------------------------------------------------------------------------

SERVICE, MEETING, PAGE = "data/palvelut/koski.yaml", "data/kokoukset/jr-1.yaml", "docs/malli/index.md"
FIRST = "nimi: Koski\nkuvaus: Yksi teksti, joka jatkuu.\nlista:\n  - a\n  - b\n"
MET = "nimi: Kokous\nryhma: johtoryhma\npvm: 2026-10-08\nalkaa: '09:00'\ntila: suunniteltu\n"
PROSE = "---\ntitle: Malli\n---\n# Malli\n\nYksi teksti, joka jatkuu.\n\n- a\n- b\n"


@pytest.mark.parametrize(
    ("path", "one", "other"),
    [
        (SERVICE, FIRST, f"# huomautus\n{FIRST}"),
        (SERVICE, FIRST, FIRST.replace("Koski", "Koski  # tarkistettu")),
        (SERVICE, FIRST, f"\n\n{FIRST}\n\n"),
        (SERVICE, FIRST, FIRST.replace("\n", "\r\n")),
        (SERVICE, FIRST, f"\ufeff{FIRST}"),
        (SERVICE, FIRST, "lista: [a, b]\nkuvaus: Yksi teksti, joka jatkuu.\nnimi: Koski\n"),
        (SERVICE, FIRST, FIRST.replace("Koski", "'Koski'")),
        (SERVICE, FIRST, FIRST.replace("Koski", '"Koski"')),
        (SERVICE, FIRST, FIRST.replace("Yksi teksti, joka jatkuu.", ">-\n  Yksi teksti,\n  joka jatkuu.")),
        (SERVICE, FIRST, FIRST.replace("Yksi teksti, joka jatkuu.", "|\n  Yksi teksti,\n  joka jatkuu.\n")),
        (SERVICE, FIRST, FIRST.replace("  - ", "    -   ")),
        (SERVICE, FIRST, f"{FIRST}puuttuu: null\n"),
        (SERVICE, f"{FIRST}puuttuu: ~\n", f"{FIRST}puuttuu:\n"),
        (SERVICE, FIRST, FIRST.replace("nimi: Koski", "nimi: {fi: Koski}")),
        (SERVICE, FIRST, FIRST.replace("nimi: Koski", "nimi:\n  fi: Koski\n  sv: null")),
        (MEETING, MET, f"{MET}kohdat: []\n"),
        (MEETING, MET, f"{MET}ylimaarainen: ei\n"),
        (PAGE, PROSE, PROSE.replace("Yksi teksti, joka", "Yksi teksti,\njoka")),
        (PAGE, PROSE, PROSE.replace("\n", "\r\n")),
        (PAGE, PROSE, PROSE.replace("\n\n", "\n\n\n") + "\n\n"),
        (PAGE, PROSE, PROSE.replace("# Malli", "# Malli  ")),
        (PAGE, PROSE, PROSE.replace("- a", "<!-- huomautus\n jatkuu -->- a")),
        (PAGE, PROSE, PROSE.replace("# Malli", "{# huomautus #}\n# Malli")),
        (PAGE, PROSE, PROSE.replace("title: Malli", "title: 'Malli'  # huomautus")),
    ],
)
def test_another_way_to_write_the_same_is_no_change(path, one, other):
    assert same(path, one.encode(), other.encode())
    assert same(path, other.encode(), one.encode())
    assert past({path: one}, {path: other}).moments[path] == at(0)
    assert past({path: one}, {path: other}).counts[path] == 1


@pytest.mark.parametrize(
    ("path", "one", "other"),
    [
        (SERVICE, FIRST, FIRST.replace("Koski", "KOSKI")),
        (SERVICE, FIRST, FIRST.replace("jatkuu.", "jatkuu")),
        (SERVICE, FIRST, FIRST.replace("  - a\n  - b", "  - b\n  - a")),
        (SERVICE, FIRST, f"{FIRST}uusi: a\n"),
        (SERVICE, FIRST, FIRST.replace("nimi: Koski", "nimi: {fi: Koski, sv: Koski}")),
        (SERVICE, f"{FIRST}luvut: null\n", f"{FIRST}luvut: []\n"),
        (SERVICE, FIRST, FIRST.replace("Yksi teksti, joka", "|\n  Yksi teksti,\n\n  joka")),
        (SERVICE, f"{FIRST}luku: '01'\n", f"{FIRST}luku: '1'\n"),
        (MEETING, MET, MET.replace("09:00", "10:00")),
        (MEETING, MET, MET.replace("suunniteltu", "kutsuttu")),
        (MEETING, MET, f"{MET}ylimaarainen: kylla\n"),
        (PAGE, PROSE, PROSE.replace("jatkuu.", "jatkui.")),
        (PAGE, PROSE, PROSE.replace("title: Malli", "title: Mallit")),
        (PAGE, PROSE, PROSE.replace("jatkuu.", "jatkuu. {{ raja('arviointi') }}")),
        (PAGE, PROSE, PROSE.replace("- a\n- b", "- a - b")),
        (PAGE, PROSE, PROSE.replace("Yksi teksti, joka", "Yksi teksti,\n\njoka")),
        (PAGE, f"{PROSE}\n```\na\nb\n```\n", f"{PROSE}\n```\na b\n```\n"),
    ],
)
def test_what_a_reader_may_see_is_a_change(path, one, other):
    assert not same(path, one.encode(), other.encode())
    assert past({path: one}, {path: other}).moments[path] == at(1)
    assert past({path: one}, {path: other}).counts[path] == 2


def test_equal_texts_have_one_meaning_and_others_another():
    texts = [FIRST, f"# a\n{FIRST}", FIRST.replace("Koski", "KOSKI")]

    assert len({meaning(SERVICE, text.encode()) for text in texts}) == 2


# --- the life of a file ---------------------------------------------------------------------------------

NEW_NAME = "data/palvelut/uusi-koski.yaml"


@pytest.mark.parametrize(
    ("steps", "path", "moment", "count"),
    [
        ([{SERVICE: FIRST}, {SERVICE: None, NEW_NAME: FIRST}], NEW_NAME, at(0), 1),
        ([{SERVICE: FIRST}, {NEW_NAME: f"# a\n{FIRST}", SERVICE: None}], NEW_NAME, at(0), 1),
        ([{SERVICE: FIRST}, {SERVICE: None, NEW_NAME: f"{FIRST}uusi: a\n"}], NEW_NAME, at(1), 1),
        ([{SERVICE: FIRST}, {NEW_NAME: FIRST}], NEW_NAME, at(1), 1),
        ([{SERVICE: FIRST}, {SERVICE: None}, {SERVICE: FIRST}], SERVICE, at(2), 1),
        ([{SERVICE: FIRST}, {SERVICE: FIRST.upper()}, {SERVICE: FIRST}], SERVICE, at(2), 3),
        (
            [
                {"data/esimerkit/palvelut/koski.yaml": FIRST},
                {"data/esimerkit/palvelut/koski.yaml": None, SERVICE: FIRST},
            ],
            SERVICE,
            at(1),
            2,
        ),
        (
            [{SERVICE: FIRST}, {SERVICE: None, "data/termit/koski.yaml": FIRST}],
            "data/termit/koski.yaml",
            at(1),
            1,
        ),
        ([{PAGE: PROSE}, {PAGE: None, "docs/malli.md": PROSE}], "docs/malli.md", at(0), 1),
    ],
)
def test_a_new_name_alone_is_no_change(steps, path, moment, count):
    found = past(*steps)

    assert (found.moments[path], found.counts[path]) == (moment, count)


def test_two_copies_of_a_file_that_went_are_one_move_and_one_new_file():
    found = past({SERVICE: FIRST}, {SERVICE: None, NEW_NAME: FIRST, "data/palvelut/toinen.yaml": FIRST})

    assert sorted(found.moments.values()) == [at(0), at(1)]


@pytest.mark.parametrize("broken", ["nimi: [\n", "nimi: a\nnimi: b\n", "<<<<<<< HEAD\n", "teksti\n", ""])
def test_a_version_that_cannot_be_read_was_never_published(broken):
    found = past({SERVICE: FIRST}, {SERVICE: broken}, {SERVICE: FIRST})

    assert (found.moments[SERVICE], found.counts[SERVICE]) == (at(0), 1)


def test_a_change_beyond_the_edge_of_a_clone_has_no_moment():
    found = past_of([Commit("1", None, {SERVICE: FIRST.encode()})])

    assert (dict(found.moments), dict(found.days)) == ({}, {})


@pytest.mark.parametrize(
    ("day", "begins"),
    [
        (date(2026, 11, 22), "2026-11-22T00:00:00+02:00"),
        (date(2026, 6, 11), "2026-06-11T00:00:00+03:00"),
        (date(2026, 3, 29), "2026-03-29T00:00:00+02:00"),
        (date(2026, 3, 30), "2026-03-30T00:00:00+03:00"),
        (date(2026, 10, 25), "2026-10-25T00:00:00+03:00"),
        (date(2026, 10, 26), "2026-10-26T00:00:00+02:00"),
        (date(1, 1, 1), "0001-01-01T00:00:00+02:00"),
        (date(9999, 12, 31), "9999-12-31T00:00:00+02:00"),
    ],
)
def test_a_day_begins_at_midnight_in_finland(day, begins):
    assert day_begins(day).isoformat() == begins
    assert in_helsinki(day_begins(day)).date() == day


# --- events ---------------------------------------------------------------------------------------------

SETTINGS, GROUP, YEAR = "data/asetukset.yaml", "data/ryhmat/malliryhma.yaml", "data/vuosikello/2026.yaml"
SITE = "https://kasikirja.example/"


@pytest.fixture(scope="module")
def book(small_texts) -> dict[str, str]:
    """The small handbook with a group of its own, its two meetings and a year of every kind of event."""
    texts = {path: text.decode() for path, text in small_texts.items() if "/kokoukset/" not in path}
    year = (
        "nimi: Vuosikello 2026\nvuosi: 2026\nvastuu: koordinaatioryhma\n"
        "vaiheet:\n  - vaihe: ohjekirje\n    pvm: 2026-06-05\n"
        "tapahtumat:\n"
        "  - id: paiva\n    otsikko: Raportti\n    rengas: raportointi\n    alku: 2026-05-05\n    loppu: 2026-05-07\n"
        "    kuvaus: Selitys.\n"
        "  - id: viikko\n    otsikko: Viikko\n    rengas: raportointi\n    viikko: 34\n"
        "  - id: kuukausi\n    otsikko: Kuukausi\n    rengas: johtoryhma\n    kuukausi: 9\n"
        "  - id: saanto\n    otsikko: Sääntö\n    rengas: raportointi\n"
        "    saanto:\n      jarjestys: '3'\n      viikonpaiva: keskiviikko\n      kuukausi: 5\n"
    )
    head = "ryhma: malliryhma\npvm: {}\nalkaa: '13:00'\npaattyy: '15:00'\ntila: suunniteltu\nkohdat:\n"
    item = "  - otsikko: {}\n    laji: keskustelu\n"
    return texts | {
        GROUP: f"lyhenne: MR\n{texts[GROUP]}",
        YEAR: year,
        "data/kokoukset/m-1.yaml": "nimi: Eka\n"
        + head.format("2026-02-03")
        + item.format("Avaus")
        + item.format("Raha"),
        "data/kokoukset/m-2.yaml": "nimi: Toka\n" + head.format("2026-04-03") + item.format("Avaus"),
    }


def read(texts: Mapping[str, str]) -> Handbook:
    loaded = load({path: text.encode() for path, text in texts.items()}, date(2026, 11, 22))
    assert loaded.handbook is not None
    wrong = [str(finding) for finding in loaded.findings if finding.place.path in EVENT_FILES]
    assert wrong == []
    return loaded.handbook


EVENT_FILES = {SETTINGS, GROUP, YEAR, "data/kokoukset/m-1.yaml", "data/kokoukset/m-2.yaml"}


def shown(texts: Mapping[str, str]) -> dict[str, str]:
    """The key of each event → all that a subscriber gets of it."""
    text = calendars(read(texts), {}, SITE)["kalenteri/kaikki.ics"].replace("\r\n ", "")
    parts = [part.partition("END:VEVENT")[0] for part in text.split("BEGIN:VEVENT")[1:]]
    return {part.partition("UID:")[2].partition("@")[0]: part for part in parts}


def test_the_history_knows_the_events_of_the_calendar(book):
    assert set(past(book).events) == set(shown(book))
    assert {"kokoukset/m-1", "vuosikello/2026/tapahtuma-viikko", "vuosikello/2026/vaihe-ohjekirje"} <= set(
        shown(book)
    )


M1, M2 = "data/kokoukset/m-1.yaml", "data/kokoukset/m-2.yaml"


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (M1, "2026-02-03", "2026-02-04"),
        (M1, "'13:00'", "'12:00'"),
        (M1, "'15:00'", "'16:00'"),
        (M1, "alkaa: '13:00'\npaattyy: '15:00'\n", ""),
        (M1, "paattyy: '15:00'\n", ""),
        (M1, "paattyy: '15:00'", "paattyy: '12:00'"),
        (M1, "tila: suunniteltu", "tila: kutsuttu"),
        (M1, "tila: suunniteltu", "tila: peruttu\nperuttu_syy: Esteet."),
        (M1, "otsikko: Raha", "otsikko: Rahat"),
        (M1, "otsikko: Avaus", "otsikko: Alku"),
        (M1, "ryhma: malliryhma", "ryhma: johtoryhma"),
        (M2, "otsikko: Avaus", "otsikko: Raha"),
        (M2, "2026-04-03", "2027-04-03"),
        (M1, "nimi: Eka", "nimi: Eka kokous"),
        (M1, "laji: keskustelu", "laji: tiedoksi"),
        (M1, "laji: keskustelu\n", "laji: keskustelu\n    tulos: Keskusteltiin.\n"),
        (M1, "tila: suunniteltu\n", "tila: suunniteltu\nhuomautus: Muistettava.\n"),
        (M1, "tila: suunniteltu\n", "tila: suunniteltu\nkutsuttu: 2026-01-20\n"),
        (GROUP, "lyhenne: MR", "lyhenne: malli"),
        (GROUP, "lyhenne: MR\n", ""),
        (GROUP, "lyhenne: MR\nnimi: Malliaineiston ryhmä", "nimi: Toinen nimi"),
        (GROUP, "lyhenne: MR\n", "lyhenne: MR\nhuomautus: Muistettava.\n"),
        (YEAR, "otsikko: Raportti", "otsikko: Selvitys"),
        (YEAR, "alku: 2026-05-05", "alku: 2026-05-06"),
        (YEAR, "loppu: 2026-05-07", "loppu: 2026-05-08"),
        (YEAR, "    loppu: 2026-05-07\n", "    loppu: 2026-05-05\n"),
        (YEAR, "rengas: johtoryhma", "rengas: raportointi"),
        (YEAR, "kuvaus: Selitys.", "kuvaus: Toinen."),
        (YEAR, "viikko: 34", "viikko: 35"),
        (YEAR, "viikko: 34", "viikko: 53\n    kuukausi: 8"),
        (YEAR, "kuukausi: 9", "kuukausi: 10"),
        (YEAR, "kuukausi: 9", "kuukausi: '09'"),
        (YEAR, "jarjestys: '3'", "jarjestys: '4'"),
        (
            YEAR,
            "    saanto:\n      jarjestys: '3'\n      viikonpaiva: keskiviikko\n      kuukausi: 5\n",
            "    alku: 2026-05-20\n",
        ),
        (YEAR, "pvm: 2026-06-05", "pvm: 2026-06-06"),
        (YEAR, "pvm: 2026-06-05", "kuukausi: 7"),
        (YEAR, "pvm: 2026-06-05", "pvm: 2026-06-05\n    loppu: 2026-06-09"),
        (YEAR, "nimi: Vuosikello 2026", "nimi: Vuosi 2026"),
        (YEAR, "vastuu: koordinaatioryhma", "vastuu: johtoryhma"),
        (YEAR, "vuosi: 2026\n", "vuosi: 2026\nohitettavat:\n  - pvm: 2026-05-15\n    syy: Siltapäivä.\n"),
    ],
)
def test_exactly_the_events_that_subscribers_see_changed_have_a_new_version(book, path, old, new):
    """The rows that change nothing in the feed are here too: the two sides are compared, not a list."""
    assert old in book[path]
    after = book | {path: book[path].replace(old, new, 1)}
    before, later = shown(book), shown(after)
    found = past(book, {path: after[path]}).events
    changed = {key for key in later if before.get(key) != later[key]}

    assert {key for key in later if found[key].moment == at(1)} == changed
    assert {key for key in later if found[key].sequence == 1} == changed & set(before)


@pytest.mark.parametrize(("field", "value"), [("nimi", "Kirje"), ("kuvaus", "Selitys."), ("kuukausi", "4")])
def test_a_phase_changes_with_the_settings_that_name_it(book, field, value):
    row = re.search(r"( *)- id: ohjekirje\n(?:\1  .*\n)*", book[SETTINGS])
    assert row is not None
    kept = [line for line in row.group().splitlines() if not re.match(rf"\s*{field}:", line)]
    text = "\n".join([*kept, f"{row.group(1)}  {field}: {value}", ""])
    after = book | {SETTINGS: book[SETTINGS].replace(row.group(), text)}
    before, later = shown(book), shown(after)
    found = past(book, {SETTINGS: after[SETTINGS]}).events

    assert {key for key in later if found[key].sequence} == {
        key for key in later if before[key] != later[key]
    }


def test_an_event_that_goes_and_comes_back_goes_on_from_its_number(book):
    changed = book[M1].replace("2026-02-03", "2026-02-04")
    found = past(book, {M1: changed}, {M1: None}, {M1: changed}).events["kokoukset/m-1"]

    assert (found.sequence, found.moment) == (2, at(3))


def test_a_sequence_never_goes_down_as_the_history_grows(book):
    steps = [
        book,
        {M1: book[M1].replace("13:00", "12:00")},
        {M1: book[M1]},
        {M1: "rikki: ["},
        {M1: book[M1].replace("ryhma: malliryhma", "ryhma: johtoryhma")},
        {M1: None, "data/esimerkit/kokoukset/m-1.yaml": book[M1]},
        {"data/esimerkit/kokoukset/m-1.yaml": None, M1: f"tuntematon: a\n{book[M1]}"},
        {GROUP: book[GROUP].replace("MR", "RM")},
        {YEAR: None},
    ]
    numbers = [past(*steps[:end]).events["kokoukset/m-1"].sequence for end in range(1, len(steps) + 1)]

    assert numbers == [0, 1, 2, 2, 3, 3, 4, 5, 5]


def test_an_old_version_that_todays_model_would_refuse_counts_like_the_others(book):
    old = book[M1].replace("tila: suunniteltu", "status: planned\ntila: suunniteltu")

    assert (
        past({**book, M1: old}, {M1: book[M1].replace("02-03", "02-05")}).events["kokoukset/m-1"].sequence
        == 1
    )
