"""The machine-readable copies under ``/api/v1``."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from hallinta.exports import exports
from hallinta.handbook import Handbook, data_folders, kinds, load

ROOT = Path(__file__).resolve().parents[1]
COMMIT = "0123456789abcdef0123456789abcdef01234567"
KOSKI = "data/palvelut/koski.yaml"

FORMULAS = ["=1+1", "+358 29 533 1000", "-1", "@SUM(A1)", '=HYPERLINK("https://x.example";"x")']


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
        expected |= {f"api/v1/skeemat/{kinds()[folder].__name__.lower()}.json"}

    assert set(files) == expected


@pytest.mark.parametrize("folder", data_folders())
def test_json_csv_and_metadata_count_the_same_records_as_the_data_folder(files, folder):
    written = sorted(path.stem for path in (ROOT / "data").glob(f"**/{folder}/*.yaml"))
    records = json.loads(files[f"api/v1/{folder}.json"])

    assert sorted(record["id"] for record in records) == written
    assert [row["id"] for row in table(files[f"api/v1/{folder}.csv"])] == [record["id"] for record in records]
    assert json.loads(files["api/v1/meta.json"])["lukumaarat"][folder] == len(written)


@pytest.mark.parametrize("folder", data_folders())
def test_a_records_own_file_says_the_same_as_the_list(files, folder):
    for record in json.loads(files[f"api/v1/{folder}.json"]):
        assert json.loads(files[f"api/v1/{folder}/{record['id']}.json"]) == record


@pytest.mark.parametrize("folder", data_folders())
def test_every_published_schema_is_a_valid_one(files, folder):
    Draft202012Validator.check_schema(
        json.loads(files[f"api/v1/skeemat/{kinds()[folder].__name__.lower()}.json"])
    )


def test_metadata_tell_the_commit_the_day_and_the_licence(files, handbook):
    meta = json.loads(files["api/v1/meta.json"])

    assert meta["commit"] == COMMIT
    assert meta["paiva"] == handbook.today.isoformat()
    assert meta["lisenssi"] == "CC-BY-4.0"


def test_a_record_tells_its_address_its_last_change_and_that_it_is_real(files):
    koski = json.loads(files["api/v1/palvelut/koski.json"])
    valpas = json.loads(files["api/v1/palvelut/valpas.json"])

    assert koski["sivu"] == "palvelut/koski/"
    assert koski["muuttunut"] == "2026-10-30"
    assert valpas["muuttunut"] is None
    assert koski["esimerkki"] is False


@pytest.mark.parametrize("folder", data_folders())
def test_every_record_tells_the_address_of_its_own_page(files, handbook, folder):
    told = {record["id"]: record["sivu"] for record in json.loads(files[f"api/v1/{folder}.json"])}

    assert told == {record.id: record.address for record in handbook.folder(folder)}


def test_an_example_record_says_so_in_every_form(small):
    files = exports(small, {}, None)
    rows = {row["id"]: row for row in table(files["api/v1/palvelut.csv"])}

    assert json.loads(files["api/v1/palvelut/keksitty-palvelu.json"])["esimerkki"] is True
    assert rows["keksitty-palvelu"]["esimerkki"] == "true"
    assert rows["mallipalvelu"]["esimerkki"] == "false"


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
    assert text.removeprefix("\ufeff").startswith("id;sivu;esimerkki;")
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
    assert row["hakusanat"] == f"'{name} | muu"
    assert not [cell for cell in row.values() if cell[:1] in tuple("=+-@")]


@pytest.mark.parametrize("name", ["a;b", 'a "b" c', "a, b", "2026. a", "a | b", "<b>", "ä'ö"])
def test_a_value_comes_back_from_csv_and_json_as_it_was_written(small_texts, today, name):
    files = exports(with_name(small_texts, today, name), {}, None)
    row = next(row for row in table(files["api/v1/termit.csv"]) if row["id"] == "hankala")

    assert row["nimi.fi"] == name
    assert json.loads(files["api/v1/termit/hankala.json"])["nimi"]["fi"] == name


def test_equal_data_give_equal_bytes(handbook, files):
    assert exports(handbook, {KOSKI: date(2026, 10, 30)}, COMMIT) == files
