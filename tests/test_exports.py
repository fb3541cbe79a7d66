"""The machine-readable copies under ``/api/v1``."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest

from hallinta import disk
from hallinta.exports import exports
from hallinta.exports.schemas import FOLDER, file_name
from hallinta.exports.spreadsheet import cell
from hallinta.handbook import Handbook, data_folders, load

ROOT = Path(__file__).resolve().parents[1]
COMMIT = "0123456789abcdef0123456789abcdef01234567"
KOSKI = "data/palvelut/koski.yaml"

FORMULAS = [
    "=1+1", "+358 29 533 1000", "-1", "@SUM(A1)", '=HYPERLINK("https://x.example";"x")', "=cmd|'/C calc'!A0",
    "-2+3+cmd|'/C calc'!A0", "|x", "﹦1+1", "﹣1", "\u22125",
]  # fmt: skip
FULL_WIDTH = ["＝1+1", "＋1", "－1", "＠SUM(A1)"]
"""A reading of the file refuses these; a cell would be safe all the same."""


@pytest.fixture(scope="module")
def files(handbook) -> dict[str, str]:
    return exports(handbook, {KOSKI: date(2026, 10, 30)}, COMMIT)


@pytest.fixture(scope="module")
def small_files(small) -> dict[str, str]:
    return exports(small, {}, None)


def table(text: str) -> list[dict[str, str]]:
    """A CSV file as a Finnish spreadsheet opens it."""
    return list(
        csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";", strict=True)
    )


def read(text: str) -> str:
    """A cell as a program reads it, which knows that the first apostrophe tells that the rest is text."""
    return text.removeprefix("'")


def with_name(texts: dict[str, bytes], today: date, name: str) -> Handbook:
    """The small model data set with one term of the given name."""
    quoted = name.replace("'", "''")
    term = f"nimi: '{quoted}'\nmaaritelma: '{quoted}'\nhakusanat:\n  - '{quoted}'\n  - muu\n"
    handbook = load({**texts, "data/termit/hankala.yaml": term.encode()}, today).handbook
    assert handbook is not None
    return handbook


def test_every_kind_has_its_files_and_every_record_its_own(files, handbook):
    expected = {"api/v1/meta.json"}
    for folder in data_folders():
        expected |= {f"api/v1/{folder}.json", f"api/v1/{folder}.csv"}
        expected |= {f"api/v1/{folder}/{record.id}.json" for record in handbook.folder(folder)}
        expected |= {f"{FOLDER}{file_name(folder)}", f"{FOLDER}lahde/{file_name(folder)}"}

    assert set(files) == expected


@pytest.mark.parametrize("folder", data_folders())
def test_json_csv_and_metadata_count_the_same_records_as_the_data_folder(files, folder):
    written = sorted(path.stem for path in (ROOT / "data" / folder).glob("*.yaml"))
    records = json.loads(files[f"api/v1/{folder}.json"])

    assert sorted(record["id"] for record in records) == written
    assert [read(row["id"]) for row in table(files[f"api/v1/{folder}.csv"])] == [
        record["id"] for record in records
    ]
    assert json.loads(files["api/v1/meta.json"])["lukumaarat"][folder] == len(written)


@pytest.mark.parametrize("folder", data_folders())
def test_a_records_own_file_says_the_same_as_the_list(files, folder):
    for record in json.loads(files[f"api/v1/{folder}.json"]):
        assert json.loads(files[f"api/v1/{folder}/{record['id']}.json"]) == record


def test_metadata_tell_the_commit_the_day_and_the_licence(files, handbook):
    meta = json.loads(files["api/v1/meta.json"])

    assert meta["commit"] == COMMIT
    assert meta["paiva"] == handbook.today.isoformat()
    assert meta["lisenssi"] == "CC-BY-4.0"


def test_a_record_tells_its_address_and_its_last_change(files):
    koski = json.loads(files["api/v1/palvelut/koski.json"])
    valpas = json.loads(files["api/v1/palvelut/valpas.json"])

    assert koski["sivu"] == "palvelut/koski/"
    assert koski["muuttunut"] == "2026-10-30"
    assert valpas["muuttunut"] is None


@pytest.mark.parametrize("folder", data_folders())
def test_every_record_tells_the_address_of_its_own_page(files, handbook, folder):
    told = {record["id"]: record["sivu"] for record in json.loads(files[f"api/v1/{folder}.json"])}

    assert told == {record.id: record.address for record in handbook.folder(folder)}


def test_what_is_not_known_is_null_and_an_empty_cell_never_a_word(files, handbook):
    unknown = next(palvelu for palvelu in handbook.palvelut if palvelu.omistajat is None)
    row = next(row for row in table(files["api/v1/palvelut.csv"]) if row["id"] == unknown.id)

    assert json.loads(files[f"api/v1/palvelut/{unknown.id}.json"])["omistajat"] is None
    assert row["omistajat"] == ""
    assert "None" not in row.values()


def test_json_is_utf8_with_its_letters_as_themselves(files):
    texts = [text for path, text in files.items() if path.endswith(".json")]

    assert "ä" in files["api/v1/palvelut.json"]
    assert not [text for text in texts if "\\u00" in text]
    assert all(text.endswith("\n") for text in texts)


@pytest.mark.parametrize("folder", data_folders())
def test_csv_opens_in_a_finnish_spreadsheet(files, folder):
    text = files[f"api/v1/{folder}.csv"]
    rows = table(text)

    assert text.encode().startswith(b"\xef\xbb\xbf")
    assert text.removeprefix("\ufeff").startswith("id;sivu;")
    assert text.endswith("\r\n")
    assert all(None not in row and None not in row.values() for row in rows)


@pytest.mark.parametrize("folder", data_folders())
def test_a_csv_column_is_either_a_value_or_a_group_of_columns(files, folder):
    columns = next(
        csv.reader(io.StringIO(files[f"api/v1/{folder}.csv"].removeprefix("\ufeff")), delimiter=";")
    )
    groups = {column.rpartition(".")[0] for column in columns}

    assert set(columns) & groups == set()


@pytest.mark.parametrize("folder", data_folders())
def test_the_columns_of_a_kind_stay_whatever_its_records_hold(files, small_files, folder):
    header, _, _ = files[f"api/v1/{folder}.csv"].partition("\r\n")

    assert small_files[f"api/v1/{folder}.csv"].partition("\r\n")[0] == header


@pytest.mark.parametrize("name", FORMULAS)
def test_a_cell_that_looks_like_a_formula_is_told_to_be_text(small_texts, today, name):
    handbook = with_name(small_texts, today, name)
    row = next(
        row for row in table(exports(handbook, {}, None)["api/v1/termit.csv"]) if row["id"] == "hankala"
    )

    assert row["nimi.fi"] == f"'{name}"
    assert row["hakusanat"].startswith("'")
    assert not [text for text in row.values() if text[:1] in tuple("=+-@＝＋－＠|")]


@pytest.mark.parametrize(
    "name",
    ["a;b", 'a "b" c', '"a"', "a, b", "2026. a", "a | b", "<b>", "ä'ö", "'ö", "''ö", "'1-14", "1-14", "=1"],
)
def test_a_value_comes_back_from_csv_and_json_as_it_was_written(small_texts, today, name):
    files = exports(with_name(small_texts, today, name), {}, None)
    row = next(row for row in table(files["api/v1/termit.csv"]) if row["id"] == "hankala")

    assert read(row["nimi.fi"]) == name
    assert json.loads(files["api/v1/termit/hankala.json"])["nimi"]["fi"] == name


def test_equal_data_give_equal_bytes(handbook, files):
    assert exports(handbook, {KOSKI: date(2026, 10, 30)}, COMMIT) == files


# --- cells, whatever a spreadsheet would make of them -----------------------------------------------------


@pytest.mark.parametrize(
    "start", ["", " ", "\u00a0", "\ufeff", "\u200b", "\t", "\r", "\n", "\u2009 \u3000", "\x00"]
)
@pytest.mark.parametrize("text", [*FORMULAS, *FULL_WIDTH])
def test_nothing_before_a_formula_hides_it(start, text):
    assert cell(start + text).startswith("'")


@pytest.mark.parametrize(
    "text",
    [
        # days: a clause, a month, a statute's number, a chapter, a name of a month and a number
        "1-14", "2.1-01", "3.2-01", "2026-11", "2026-11-22", "12/2017", "2.1", "1.8.2026", "MARCH1", "sept 2", "Oct-26",
        "5 May 2026", "1. maaliskuuta 2026", "toukokuu 2026", "elo-26", "ma 22.11.2026", "2026-11-22T12:00Z",
        # times
        "12:30", "9.30:15", "5 pm", "12 a", "1:2",
        # numbers and sums
        "007", "2026", "1e5", "1E-5", "5 %", "5 €", "€5", "(5)", "1 1/2", "½", "1 000", "12345678901234567890",
        "٣", "１２", "0,5", "2020–2023", "1.2.246.562.10",
        # truths, errors and what pandas takes for missing
        "true", "EPÄTOSI", "#N/A", "#VIITTAUS!", "NA", "null", "NaN",
    ],
)  # fmt: skip
def test_a_text_that_would_be_a_day_or_a_number_is_told_to_be_text(text):
    assert cell(text) == cell((text,)) == f"'{text}"


@pytest.mark.parametrize(
    "text",
    [
        "Koski", "A-01", "HAL-001", "HAL-002 ja 1-14", "maaliskuu", "May", "elokuva 2", "mark 3", "luku 3", "e-lomake",
        "– teksti", "5 kohtaa", "2-vaiheinen", "2026. a", "la vie", "#kohta", "https://www.oph.fi/", "nana", "ä=1",
        "OPH-1234-2026", "marraskuun 3. päivä",
    ],
)  # fmt: skip
def test_a_text_that_is_text_to_everyone_stays_as_it_is(text):
    assert cell(text) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("300000.50"), "300000,50"),
        (Decimal("300000"), "300000"),
        (Decimal("1.5"), "1,5"),
        (Decimal("0.00"), "0,00"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-1.5"), "-1,5"),
        (-5, "-5"),
        (2026, "2026"),
        ((2026,), "2026"),
        ((2026, 2027), "2026 | 2027"),
        (date(2026, 11, 22), "2026-11-22"),
        (time(9, 5), "09:05:00"),
        (True, "true"),
        (None, ""),
        ((), ""),
    ],
)
def test_a_number_a_sum_and_a_day_are_written_as_finnish_settings_read_them(value, text):
    assert cell(value) == text


def test_every_decimal_of_every_kind_has_a_comma(files, small_files):
    for made in (files, small_files):
        for folder in data_folders():
            records = json.loads(made[f"api/v1/{folder}.json"])
            rows = table(made[f"api/v1/{folder}.csv"])
            for column in [each for each in (rows or [{}])[0] if re.search("_eur$|htv$", each)]:
                for record, row in zip(records, rows, strict=True):
                    value = record
                    for name in column.split("."):
                        kept = isinstance(value, list)  # estimates: the newest one has the columns
                        value = max(value, key=lambda each: each["arvioitu"] or "") if kept else value
                        value = value and value[name]
                    assert row[column] == (value or "").replace(".", ",")


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\u2028", "\u2029", "\x85", "\v", "\f", "\x1c"])
def test_a_line_end_inside_a_cell_is_one_that_every_program_keeps_in_it(end):
    assert cell(f"a{end}b") == "a\nb"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (("a", "b"), "a | b"),
        (("a | b", "c"), '"a | b" | c'),
        (('"a"', "b"), '"""a""" | b'),
        (('sana "a"', "b"), 'sana "a" | b'),
        (({"pvm": date(2026, 1, 2), "tulos": "a, b", "summa": Decimal("1.5"), "muu": None},),
         'pvm=2026-01-02, tulos="a, b", summa=1,5'),
        (({"a": ("b", "c")}, {"a": ()}), '"a=""b | c""" | a='),
        (("=1", "b"), "'=1 | b"),
    ],
)  # fmt: skip
def test_where_an_item_of_a_list_ends_can_be_told(value, text):
    assert cell(value) == text


def test_a_long_text_of_any_kind_takes_no_time():
    for text in (
        "1" * 20_000 + "x",
        "1 " * 10_000 + "x",
        " " * 20_000,
        "1jan" * 5_000,
        "mar " + "." * 20_000 + "x",
    ):
        cell(text)


def test_a_kind_without_records_is_an_empty_list_and_a_table_with_its_heading(small_texts, today):
    left = {path: data for path, data in small_texts.items() if path.count("/") == 1}
    handbook = load(left, today).handbook
    assert handbook is not None
    made = exports(handbook, {}, None)

    for folder in data_folders():
        assert made[f"api/v1/{folder}.json"] == "[]\n"
        assert table(made[f"api/v1/{folder}.csv"]) == []
        assert made[f"api/v1/{folder}.csv"].count("\r\n") == 1
    assert set(json.loads(made["api/v1/meta.json"])["lukumaarat"].values()) == {0}


@pytest.mark.parametrize("folder", data_folders())
def test_a_list_is_written_as_json_is(files, folder):
    text = files[f"api/v1/{folder}.json"]

    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"


def test_a_clause_names_no_example_while_they_are_not_shown(today):
    texts = disk.read_project(ROOT / "data")
    settings = texts["data/asetukset.yaml"].replace(b"julkaise_esimerkki: true", b"julkaise_esimerkki: false")
    handbook = load({**texts, "data/asetukset.yaml": settings}, today).handbook
    assert handbook is not None
    places = [place for clause in handbook.lausekkeet for place in clause.nakyy if place.teksti]
    marked = {place.teksti for place in places if place.in_example}
    marked -= {place.teksti for place in places if not place.in_example}
    made = exports(handbook, {}, None)
    told = [place for record in json.loads(made["api/v1/lausekkeet.json"]) for place in record["nakyy"]]

    assert marked
    assert told
    assert not [place for place in told if place["sivu"].startswith("/esimerkki/")]
    assert not marked & {place["teksti"] for place in told}
    assert "/esimerkki/" not in made["api/v1/lausekkeet.csv"]
