"""Two sets of JSON Schemas: what an editor writes and what the site publishes, each as true as it can be said.

Every record is put to two validators that share no code: one in Python, one in Rust with JavaScript's patterns.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator, FormatChecker
from pydantic import TypeAdapter, ValidationError
from test_cli import as_an_editor_reads, yaml_1_2

from hallinta.exports import exports
from hallinta.exports.schemas import (
    ADDED,
    FOLDER,
    UNPLACED,
    file_name,
    in_finnish,
    published_schema,
    schema,
)
from hallinta.handbook import data_folders, kinds
from hallinta.records import fields, vuosikello
from hallinta.yaml_text import parse

ROOT = Path(__file__).resolve().parents[1]
SITE = "https://kasikirja.example/polku/"
DATA = {"oikea": ROOT / "data", "pieni": ROOT / "tests" / "pienoismalli" / "data"}

Judge = Callable[[Any], bool]


def judges(made: dict[str, Any]) -> tuple[Judge, Judge]:
    """The two validators, both looking at formats too."""
    python = Draft202012Validator(made, format_checker=FormatChecker())
    return python.is_valid, jsonschema_rs.validator_for(made, validate_formats=True).is_valid


def refused(made: dict[str, Any], records: dict[str, Any]) -> list[str]:
    python, rust = judges(made)
    found = [(name, python(record), rust(record)) for name, record in records.items()]
    return [f"{name}: python {one}, rust {other}" for name, one, other in found if not (one and other)]


@pytest.fixture(scope="module", params=[None, SITE], ids=["ilman osoitetta", "osoitteella"])
def published(request, handbook, small) -> dict[str, dict[str, str]]:
    changed = {record.path: date(2026, 10, 30) for record in list(handbook.records)[::2]}
    return {
        "oikea": exports(handbook, changed, None, request.param),
        "pieni": exports(small, changed, None, request.param),
    }


# --- every record is what its schema says ---------------------------------------------------------------


@pytest.mark.parametrize("folder", data_folders())
@pytest.mark.parametrize("data", DATA)
def test_every_published_record_is_valid_under_the_schema_beside_it(published, data, folder):
    files = published[data]
    made = json.loads(files[f"{FOLDER}{file_name(folder)}"])
    listed = {record["id"]: record for record in json.loads(files[f"api/v1/{folder}.json"])}
    own = {id: json.loads(files[f"api/v1/{folder}/{id}.json"]) for id in listed}

    assert refused(made, listed) == []
    assert refused(made, own) == []


@pytest.mark.parametrize("folder", data_folders())
@pytest.mark.parametrize("data", DATA)
def test_every_file_is_valid_under_the_schema_of_files_with_its_numbers_as_numbers_or_as_text(data, folder):
    files = sorted(DATA[data].glob(f"**/{folder}/*.yaml"))

    assert refused(schema(folder), {path.name: as_an_editor_reads(path) for path in files}) == []
    assert refused(schema(folder), {path.name: parse(path.read_bytes()).value for path in files}) == []


def test_the_site_publishes_both_sets(published):
    for folder in data_folders():
        for place, made in (("", published_schema), ("lahde/", schema)):
            text = json.loads(published["oikea"][f"{FOLDER}{place}{file_name(folder)}"])
            assert text == made(folder, SITE if SITE in text["$id"] else None)


@pytest.mark.parametrize("folder", data_folders())
def test_a_published_record_has_every_key_and_a_file_may_leave_out_what_has_a_default(folder):
    out, source = published_schema(folder), schema(folder)
    keys = ["id", "sivu", *kinds()[folder].model_fields, "muuttunut"]

    assert out["required"] == list(out["properties"]) == keys
    assert set(source["properties"]) == set(keys) - {"id", *ADDED}
    assert set(source["required"]) < set(source["properties"])


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda record: record.pop("tila"), "a key is missing"),
        (lambda record: record.update(hauska=1), "a key is unknown"),
        (lambda record: record.update(nimi="Kokous"), "a text is not by languages"),
        (lambda record: record["nimi"].pop("sv"), "a language is left out"),
        (lambda record: record.update(alkaa="09:00"), "a time is as an editor writes it"),
        (lambda record: record.update(pvm="22.11.2026"), "a day is not a day"),
        (lambda record: record.update(pvm="2026-02-31"), "a day is in no calendar"),
        (lambda record: record.update(id="Kokous 1"), "an id has letters that ids have not"),
        (lambda record: record.update(lahteet=None), "a list is null"),
    ],
)
def test_the_schema_of_published_records_refuses_what_the_site_never_publishes(published, spoil, why):
    record = json.loads(published["pieni"]["api/v1/kokoukset.json"])[0]
    made = published_schema("kokoukset")
    assert refused(made, {"before": record}) == []
    spoil(record)

    assert [judge(record) for judge in judges(made)] == [False, False], why


# --- what a schema is made of ---------------------------------------------------------------------------


EACH = [(place, folder) for folder in data_folders() for place in ("", "lahde/")]


@cache
def made_for(place: str, folder: str, site: str | None = None) -> dict[str, Any]:
    return schema(folder, site) if place else published_schema(folder, site)


def parts(made: Any) -> Iterator[dict[str, Any]]:
    """Every schema within a schema."""
    if isinstance(made, dict):
        yield made
        for key, value in made.items():
            if key in {"properties", "$defs"}:
                for each in value.values():
                    yield from parts(each)
            elif key not in {"default", "enum", "const"}:
                yield from parts(value)
    elif isinstance(made, list):
        for each in made:
            yield from parts(each)


@pytest.mark.parametrize(("place", "folder"), EACH)
def test_a_schema_is_one_of_its_draft_and_known_by_an_address_of_its_own(place, folder):
    made, placed = made_for(place, folder), made_for(place, folder, SITE)
    at = f"{FOLDER}{place}{file_name(folder)}"
    Draft202012Validator.check_schema(made)
    jsonschema_rs.meta.validate(made)

    assert made["$id"] == f"{UNPLACED}{at}"
    assert placed["$id"] == f"{SITE}{at}"
    assert {**placed, "$id": ""} == {**made, "$id": ""}
    assert f"data/{folder}/" in made["description"]


@pytest.mark.parametrize(("place", "folder"), EACH)
def test_a_schema_asks_nothing_that_validators_read_differently(place, folder):
    every = list(parts(made_for(place, folder)))

    assert {part["format"] for part in every if "format" in part} <= {"date"}, "others are read variously"
    for part in every:
        assert "additionalProperties" not in part or part["additionalProperties"] is False
        assert part.get("type") != "object" or "additionalProperties" in part, "every object is closed"
        assert "$ref" not in part or set(part) <= {"$ref", "title", "description", "default"}
        if pattern := part.get("pattern"):
            assert not re.search(r"\\[AZzpPhRKGQEux]|\(\?|[*+?}]\+|\[\[|&&", pattern), "not of both languages"
            assert not re.search(r"\\[^dDsSwWbBnrt0-9.\\/^$*+?()\[\]{}|-]", pattern), "not of unicode mode"


@pytest.mark.parametrize(("place", "folder"), EACH)
def test_a_schema_speaks_finnish_of_every_field_and_part(place, folder):
    every = list(parts(made_for(place, folder)))
    told = [part[key] for part in every for key in ("title", "description") if key in part]
    named = [part for part in every if "properties" in part and "type" in part]

    for part in named:
        assert part["title"]
        assert [key for key, field in part["properties"].items() if not field.get("title")] == []
    assert [text for text in told if not re.match(r"[A-ZÅÄÖ]", text)] == []
    assert [
        text for text in told if re.search(r"``|\b(the|of|and|which|when|its?|by)\b|[a-z][A-Z]", text)
    ] == []


# --- what a schema takes, the reader takes; what it refuses, the reader refuses -------------------------------

TYPES: dict[str, Any] = {
    name: getattr(fields, name)
    for name in (
        "Teksti", "Rivi", "Rikasteksti", "Kielistetty", "Kuvaus", "Paiva", "Kuukausi", "KuukaudenNumero", "Vuosi",
        "Totuus", "Lukumaara", "Kellonaika", "Henkilotyovuodet", "Eurot", "Osoite", "SivunOsoite", "LausekeViite",
        "TietueViite",
    )
} | {"Viikkonumero": vuosikello.Viikkonumero, "Saanto": vuosikello.Saanto}  # fmt: skip

SAMPLES = [
    # what the types are for
    "teksti", "Ääkkösiä", "'2026'", "1-14", "2.1", "2.10", "007", "2026", "1899", "1900", "2099", "2100", "0", "1",
    "12", "13", "53", "54", "3", "-1", "999999999", "1000000000", "300000", "300000.5", "300000.50", "300000.505",
    "0.01",
    "999999999999.99", "1000000000000", "99999.99", "100000", "1.5", "2026-11", "2026-13", "'2026-11'", "2026-11-22",
    "'2026-11-22'", "2026-02-29", "2026-02-31", "2026-1-1", "22.11.2026", "09:00", "'9:00'", "23:59", "24:00", "9.00",
    "09:00:00", "true", "false", "'true'", "kyllä", "on", "https://www.oph.fi/", "HTTPS://www.oph.fi/ä?a=b#c",
    "http://x", "https://", "https:///polku", "www.oph.fi", "mailto:a@b.example", "ftp://a/b", "javascript:alert(1)",
    "'https://a b/'", "https://a'b/", "/malli/", "/", "/malli", "malli/", "//", "/Ä/", "/malli/rakenne/",
    # what no type is for
    "null", "''", "' '", '"\\n"', '"a\\nb"', "|\n  rivi\n", "TÄYTÄ", "[]", "{}", "[teksti]", "{fi: teksti}",
    "{fi: teksti, sv: null}", "{fi: teksti, sv: text, en: 2}", "{fi: null}", "{sv: text}", "{fi: [a]}",
    "{fi: teksti, de: Text}", "{fi: ''}", "1e3", "1E5", "0x7E", "0o17", "1_000", "1,5", "1 000", "½", "٣", "１２",
    "{jarjestys: 3, viikonpaiva: maanantai, kuukausi: 5}", "{jarjestys: -1, viikonpaiva: perjantai, kuukausi: 05}",
    "{jarjestys: 5, viikonpaiva: maanantai, kuukausi: 5}", "{jarjestys: 3, viikonpaiva: lauantai, kuukausi: 5}",
]  # fmt: skip

NOT_SAID = {
    "007": "the number 7 has lost its zeros: a count may have them, a month may not",
    "9.00": "a number without decimals is a whole number to a schema, whatever its text is",
    "300000.505": "decimals could be counted by `multipleOf` alone, which binary fractions break",
    "1e3": "a number in another form: its text is not in ours",
    "1E5": "as above",
    "0x7E": "as above",
    "0o17": "as above",
    "1_000": "as above, to a program that reads YAML 1.1",
    "１２": "digits that only look like those of the keyboard are named by the reader",
    "٣": "as above, in an id",
}
"""Samples of which a schema may say another thing than the reader: it sees what YAML has made of their text."""


def of_text(text: str) -> tuple[Any, Any]:
    """A value as an editor's program reads it and as the reader does."""
    written = f"a: {text}"
    return yaml_1_2(written)["a"], parse(written.encode()).value["a"]  # type: ignore[index, call-overload]


@cache
def of_type(name: str) -> tuple[TypeAdapter[Any], dict[str, Any]]:
    adapter = TypeAdapter(TYPES[name])
    return adapter, adapter.json_schema(mode="validation", schema_generator=in_finnish("vuosikello"))


def takes(adapter: TypeAdapter[Any], value: Any) -> bool:
    try:
        adapter.validate_python(value)
    except ValidationError:
        return False
    return True


def disagreements(name: str) -> dict[str, tuple[bool, bool, bool]]:
    """Samples of which the reader and the two validators do not all say the same."""
    adapter, made = of_type(name)
    said = {
        text: (takes(adapter, read), *(judge(shown) for judge in judges(made)))
        for text, (shown, read) in ((text, of_text(text)) for text in SAMPLES)
    }
    return {text: each for text, each in said.items() if len(set(each)) > 1}


@pytest.mark.parametrize("name", TYPES)
def test_a_types_schema_takes_what_the_reader_takes_and_no_more(name):
    assert {text: said for text, said in disagreements(name).items() if text not in NOT_SAID} == {}


def test_what_a_schema_cannot_say_is_no_more_than_is_told():
    found = {name: disagreements(name) for name in TYPES}

    assert {text for each in found.values() for text in each} == set(NOT_SAID)
    assert {rust for each in found.values() for _, _, rust in each.values()} == {True}, "never a false alarm"


@pytest.mark.parametrize("name", TYPES)
def test_what_the_reader_publishes_of_a_type_its_other_schema_takes(name):
    adapter, _ = of_type(name)
    out = adapter.json_schema(mode="serialization", schema_generator=in_finnish("vuosikello"))
    python, rust = judges(out)
    fit = [read for _, read in map(of_text, SAMPLES) if takes(adapter, read)]
    told = [adapter.dump_python(adapter.validate_python(read), mode="json") for read in fit]

    assert fit
    assert [value for value in told if not (python(value) and rust(value))] == []


SPOILT: list[tuple[Any, Any]] = [
    (None, None), ([], []), ({}, {}), ("", ""), ("uusi", "uusi"), ("a\nb", "a\nb"), (5, "5"), (2026, "2026"),
    (2.5, "2.5"), (True, "true"), ("2026-11-22", "2026-11-22"), ("2026-11-31", "2026-11-31"), ("12:30", "12:30"),
    (["uusi"], ["uusi"]), ({"fi": "uusi"}, {"fi": "uusi"}), ({"outo": "uusi"}, {"outo": "uusi"}), ([None], [None]),
]  # fmt: skip
"""What is put in the place of a value: as an editor's program reads it and as the reader does."""


def spots(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inside:
        yield (*path, key)
        yield from spots(each, (*path, key))


def spoilt(value: Any, path: tuple[str | int, ...], new: Any, *, gone: bool = False) -> Any:
    made = copy.deepcopy(value)
    inside = made
    for key in path[:-1]:
        inside = inside[key]
    if gone:
        del inside[path[-1]]
    else:
        inside[path[-1]] = new
    return made


def is_read(reader: TypeAdapter[Any], value: Any) -> bool:
    """Whether the reader takes the record, the kinds that its references name included (HAL-147)."""
    if not takes(reader, value):
        return False
    references = reader.validate_python(value).references
    return all(not each.kinds or each.folder in each.kinds for each in references)


@pytest.mark.parametrize("folder", data_folders())
def test_a_file_spoilt_anywhere_is_judged_alike_by_its_schema_and_the_reader(folder):
    reader = TypeAdapter(kinds()[folder])
    is_valid = jsonschema_rs.validator_for(schema(folder), validate_formats=True).is_valid
    different = []
    for path in sorted(DATA["pieni"].glob(f"**/{folder}/*.yaml"))[:3]:
        shown, read = as_an_editor_reads(path), parse(path.read_bytes()).value
        for spot in spots(read):
            tried = [(spoilt(shown, spot, a), spoilt(read, spot, b)) for a, b in SPOILT]
            tried.append((spoilt(shown, spot, None, gone=True), spoilt(read, spot, None, gone=True)))
            for as_shown, as_read in tried:
                if is_valid(as_shown) != is_read(reader, as_read):
                    different.append((path.name, spot, as_shown))

    assert different == []
