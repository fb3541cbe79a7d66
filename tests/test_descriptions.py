"""The field reference: every field of every kind has a text and a shape in the editor's words."""

from __future__ import annotations

import re

import pytest
from jsonschema import Draft202012Validator

from hallinta.exports.schemas import schema
from hallinta.handbook import data_folders, kinds
from hallinta.records.asetukset import Asetukset
from hallinta.records.descriptions import TEXTS, FieldText, describe, text_of
from hallinta.records.saavutettavuus import Saavutettavuus

FIELDS = [(folder, name) for folder in data_folders() for name in kinds()[folder].model_fields]


@pytest.mark.parametrize(("folder", "field"), FIELDS)
def test_every_field_of_every_kind_has_a_text(folder: str, field: str) -> None:
    text = text_of(folder, field)

    assert text, f"kirjoita {folder}.{field} taulukkoon TEXTS"
    assert re.fullmatch(r"[A-ZÅÄÖ].*\.", text), "selitys on virke"


def test_every_text_is_of_a_field() -> None:
    known = {name for _, name in FIELDS} | {f"{folder}.{name}" for folder, name in FIELDS}
    known |= set(kinds()["sivut"].model_fields) | set(Asetukset.model_fields)
    known |= set(Saavutettavuus.model_fields)

    assert set(TEXTS) - known == set()


def test_a_text_under_the_folder_wins_over_the_one_under_the_field_alone() -> None:
    assert text_of("palvelut", "lahteet") == TEXTS["palvelut.lahteet"]
    assert text_of("ryhmat", "lahteet") == TEXTS["lahteet"]
    assert text_of("ryhmat", "ei-ole") == ""


def row(folder: str, field: str) -> FieldText:
    return next(row for row in describe(folder, kinds()[folder]) if row.name == field)


@pytest.mark.parametrize(
    ("folder", "field", "required", "shape"),
    [
        ("organisaatiot", "nimi", "kyllä", "teksti, tai `fi`, `sv`, `en`"),
        ("organisaatiot", "lyhenne", "ei", "teksti"),
        (
            "organisaatiot",
            "laji",
            "kyllä",
            "`ministerio`, `virasto`, `viranomainen`, `yhtio`, `palvelukeskus`, `ylin-valtioelin`",
        ),
        ("organisaatiot", "ylaorganisaatio", "ei", "tunnus kansiosta `organisaatiot`"),
        ("organisaatiot", "lahteet", "ei", "luettelo: tunnus kansiosta `lahteet`"),
        (
            "organisaatiot",
            "tehtavat",
            "ei",
            "luettelo: `tehtava`, `aihe`, `rooli`, `voi`, `lauseke`, `tulkinta`",
        ),
        ("ryhmat", "mallin_ryhma", "kyllä", "`true` tai `false`"),
        ("ryhmat", "taso", "kyllä, tai `null`", "`strateginen`, `taktinen`, `operatiivinen`"),
        ("ryhmat", "toimikausi", "ei", "`alku`, `loppu`"),
        ("palvelut", "tarkoitus", "kyllä, tai `null`", "teksti, tai `fi`, `sv`, `en`"),
        ("palvelut", "riippuvuudet", "ei", "luettelo: tunnus kansiosta `palvelut`"),
        ("lahteet", "pvm", "ei", "päivä vvvv-kk-pp"),
        ("lahteet", "haettu", "kyllä, tai `null`", "päivä vvvv-kk-pp"),
        ("termit", "hakusanat", "ei", "luettelo: teksti"),
        pytest.param(
            "lausekkeet",
            "vastuutahot",
            "ei",
            "luettelo: tunnus muodossa `ryhmat/tunnus` tai `organisaatiot/tunnus` tai `sidosryhmat/tunnus`",
        ),
        pytest.param(
            "arvioinnit",
            "suunniteltu",
            "kyllä, tai `null`",
            "kuukausi vvvv-kk",
        ),
        pytest.param("organisaatiot", "verkkosivu", "ei", "osoite"),
        pytest.param(
            "sidosryhmat",
            "asettaminen_suunniteltu",
            "ei",
            "vuosi vvvv",
        ),
    ],
)
def test_the_reference_says_what_is_required_and_what_may_stand_there(
    folder: str, field: str, required: str, shape: str
) -> None:
    assert (row(folder, field).required, row(folder, field).shape) == (required, shape)


def test_the_reference_lists_the_fields_in_their_order() -> None:
    for folder in data_folders():
        assert [row.name for row in describe(folder, kinds()[folder])] == list(kinds()[folder].model_fields)


# --- the same for editors that complete and check while typing -------------------------------------------


def accepted(folder: str, value: dict[str, object]) -> bool:
    return Draft202012Validator(schema(folder)).is_valid(value)


@pytest.mark.parametrize(
    ("folder", "value", "expected"),
    [
        ("organisaatiot", {"nimi": {"fi": "A"}, "laji": "virasto"}, True),
        ("organisaatiot", {"nimi": {"fi": "A"}, "laji": "seura"}, False),
        ("organisaatiot", {"nimi": {"fi": "A"}, "lajii": "virasto"}, False),
        ("organisaatiot", {"laji": "virasto"}, False),
        ("organisaatiot", {"nimi": {"fi": "A"}, "laji": "virasto", "lahteet": "a"}, False),
        (
            "arvioinnit",
            dict.fromkeys(["toteutunut", "tulos"]) | {"nimi": {"fi": "A"}, "kohde": {"fi": "a"}},
            False,
        ),
        pytest.param(
            "organisaatiot",
            {"nimi": "A", "laji": "virasto"},
            True,
        ),
    ],
)
def test_the_schema_accepts_what_the_record_accepts(
    folder: str, value: dict[str, object], expected: bool
) -> None:
    assert accepted(folder, value) is expected


def test_the_schema_tells_what_each_field_is_for() -> None:
    for folder in data_folders():
        for name, field in schema(folder)["properties"].items():
            assert field["description"] == text_of(folder, name)
