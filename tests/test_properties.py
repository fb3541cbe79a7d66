"""What holds for any input: nothing raises at an editor, nothing changes on the way in, links lead back."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, ValidationError

from hallinta import disk, report
from hallinta.handbook import Handbook, data_folders, kinds, load
from hallinta.new_record import template
from hallinta.present import eurot, is_safe, kuukausi, paiva, relative, rich
from hallinta.records.base import Record
from hallinta.records.fields import (
    PLACEHOLDER,
    Eurot,
    Kuukausi,
    KuukausienMaara,
    Lukumaara,
    Osoite,
    Paiva,
    PaivienMaara,
    Vuosi,
)
from hallinta.rules import check
from hallinta.yaml_text import disguised, hidden, joined, parse

settings.register_profile("sama-joka-kerta", derandomize=True, deadline=None, max_examples=40, database=None)
settings.load_profile("sama-joka-kerta")

TODAY = date(2026, 11, 22)


# --- nothing raises -------------------------------------------------------------------------------------

SMALL = disk.read_project(Path(__file__).parent / "pienoismalli" / "data")
ONLY_SETTINGS = {"data/asetukset.yaml": SMALL["data/asetukset.yaml"]}
FOLDERS = st.sampled_from([*data_folders(), "asetukset"])

FRAGMENTS = [
    *("nimi", "laji", "fi", "lahteet", "tehtavat", "suunniteltu", "toimikausi", "alku", "a"),
    *(
        ": ",
        ":",
        "- ",
        "  ",
        "\n",
        "\n  ",
        "\n    ",
        "\t",
        " #",
        "'",
        '"',
        "[",
        "]",
        "{",
        "}",
        ",",
        "|\n",
        ">-\n",
    ),
    *(
        "&a",
        "*a",
        "!!str",
        "---",
        "...",
        "<<",
        "? ",
        "%",
        "@",
        "`",
        "\\",
        "\r\n",
        "\u2028",
        "\x85",
        "\0",
        "\ufeff",
    ),
    *("null", "~", "true", "no", "12:30", "2026-02-31", "2026-11", "9" * 30, "-1", "virasto", "okm", "1-13"),
    *("<b>", "{{ a }}", "[a](javascript:x)", "[a](palvelut/", "https://[", "ä", "e\u0301", "🙂", "\ufffe"),
]
YAMLISH = st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join)


def id_in(folder: str) -> str:
    """An id that a file of the kind may have."""
    pattern = kinds()[folder].id_pattern
    return next(id for id in ("a", "1-99", "A-99", "2026") if re.fullmatch(pattern, id))


FILE_NAMES = st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=30).filter(
    lambda name: name not in {".", "..", "esimerkit"}
)
"""What a file can be called; a file called ``esimerkit`` is in ``test_handbook.py``."""


def path_of(folder: str) -> str:
    return "data/asetukset.yaml" if folder == "asetukset" else f"data/{folder}/{id_in(folder)}.yaml"


def fine_text(folder: str) -> str:
    """A record of the kind as an editor has it before the slip of the finger."""
    own = [
        text for path, text in SMALL.items() if path.startswith((f"data/{folder}/", f"data/{folder}.yaml"))
    ]
    return own[0].decode() if own else template(folder, "A", id_in(folder), set()).text


def told(files: Mapping[str, bytes]) -> None:
    """Whatever the files, there is a report in every form, and it can be read back."""
    findings = check(load({**ONLY_SETTINGS, **files}, TODAY))
    said = report.text(findings)

    assert said.encode().count(b"    korjaus: ") >= len(findings)
    assert len(json.loads(report.gitlab(findings))) == len(findings)
    assert ElementTree.fromstring(report.junit(findings)).tag == "testsuite"
    assert all(finding.place.line >= 1 and finding.place.column >= 1 for finding in findings)


@given(folder=FOLDERS, data=st.binary(max_size=200))
def test_any_bytes_are_told_not_thrown(folder: str, data: bytes) -> None:
    told({path_of(folder): data})


@given(folder=FOLDERS, text=st.text(max_size=200))
def test_any_text_is_told_not_thrown(folder: str, text: str) -> None:
    told({path_of(folder): text.encode("utf-8", "surrogatepass")})


@given(folder=FOLDERS, text=YAMLISH)
def test_anything_that_looks_like_yaml_is_told_not_thrown(folder: str, text: str) -> None:
    told({path_of(folder): text.encode()})


@settings(max_examples=100)
@given(folder=FOLDERS, slip=YAMLISH, where=st.floats(0, 1), length=st.integers(0, 12))
def test_any_slip_in_a_fine_record_is_told_not_thrown(
    folder: str, slip: str, where: float, length: int
) -> None:
    text = fine_text(folder)
    start = int(where * len(text))
    told({path_of(folder): (text[:start] + slip + text[start + length :]).encode()})


@settings(max_examples=100)
@given(folder=FOLDERS, value=st.one_of(YAMLISH, st.text(max_size=20)), row=st.integers(0, 200))
def test_any_value_in_place_of_another_is_told_not_thrown(folder: str, value: str, row: int) -> None:
    lines = fine_text(folder).splitlines()
    row %= len(lines)
    lines[row] = re.sub(r"(: |- ).*", lambda match: match.group(1) + json.dumps(value), lines[row], count=1)
    told({path_of(folder): "\n".join(lines).encode()})


@given(text=YAMLISH)
def test_any_front_matter_is_told_not_thrown(text: str) -> None:
    told({"docs/a.md": f"---\ntitle: A\n{text}\n---\n# A\n".encode()})


@given(name=FILE_NAMES, folder=st.sampled_from(data_folders()))
def test_any_file_name_is_told_not_thrown(name: str, folder: str) -> None:
    told({f"data/{folder}/{name}": b"nimi: A\n", f"data/{name}": b"nimi: A\n"})


def test_a_month_of_the_year_nought_is_told_not_thrown() -> None:
    told({"data/arvioinnit/a.yaml": fine_text("arvioinnit").replace("2026-02", "0000-02", 1).encode()})


@given(data=st.binary(max_size=300))
def test_bytes_are_either_read_or_faulty(data: bytes) -> None:
    read = parse(data)

    assert (read.value is not None) or read.faults


# --- nothing changes on the way in ----------------------------------------------------------------------


def as_written(value: Any) -> Any:
    """A record's value as the text an editor would write."""
    if isinstance(value, dict):
        return {key: as_written(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [as_written(item) for item in value]
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return str(value).lower() if isinstance(value, bool) else str(value)


def dumped(record: BaseModel) -> bytes:
    return yaml.dump(
        as_written(record.model_dump()), Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False
    ).encode()


def records_in_data(book: Handbook) -> list[Record]:
    return [record for record in book.records if record.path.startswith("data/")]


def test_every_record_written_out_and_read_again_is_the_same(handbook: Handbook, small: Handbook) -> None:
    for book in (handbook, small):
        written = {record.path: dumped(record) for record in records_in_data(book)}
        again = load(written, TODAY)

        assert again.findings == ()
        assert again.handbook is not None
        for before, after in zip(records_in_data(book), records_in_data(again.handbook), strict=True):
            assert (before.path, before.model_dump()) == (after.path, after.model_dump())


SEEN = st.characters(exclude_categories=["C", "Zl", "Zp"], exclude_characters="\ufffd")


@example(text=PLACEHOLDER)
@given(text=st.text(alphabet=SEEN, min_size=1, max_size=100))
def test_any_text_of_a_field_is_kept_but_for_the_space_around_it(text: str) -> None:
    wanted = joined(text).strip()
    data = yaml.dump({"nimi": "a", "maaritelma": text}, Dumper=yaml.CSafeDumper, allow_unicode=True).encode()
    book = load({**ONLY_SETTINGS, "data/termit/a.yaml": data}, TODAY).handbook
    assert book is not None

    if wanted not in ("", PLACEHOLDER) and not hidden(text) and not disguised(text):
        assert book.termit["a"].maaritelma.fi == wanted
    else:
        assert ("termit", "a") in book.unfit


@given(
    text=st.lists(st.sampled_from(["a", "on", "1", ":", "-", " ", ".", "é", "e\u0301", "Å", "\n"])).map(
        "".join
    )
)
def test_equal_looking_texts_are_equal(text: str) -> None:
    """ä typed as one character or as a and dots is the same ä."""
    one, two = (
        parse(yaml.dump({"a": unicodedata.normalize(form, text)}, allow_unicode=True).encode()).value
        for form in ("NFC", "NFD")
    )

    assert unicodedata.normalize("NFC", one["a"]) == unicodedata.normalize("NFC", two["a"])


# --- fields accept the documented forms and no others ---------------------------------------------------

MONEY, DAY, MONTH, YEAR, COUNT, ADDRESS = (
    TypeAdapter(kind) for kind in (Eurot, Paiva, Kuukausi, Vuosi, Lukumaara, Osoite)
)
DAYS, MONTHS = TypeAdapter(PaivienMaara), TypeAdapter(KuukausienMaara)


def accepts(field: TypeAdapter, value: object) -> bool:
    try:
        field.validate_python(value)
    except ValidationError:
        return False
    return True


def of(alphabet: str) -> st.SearchStrategy[str]:
    return st.text(alphabet=alphabet, max_size=14)


@given(of("0123456789.,- €ek+_"))
def test_money_is_digits_with_at_most_two_decimals(text: str) -> None:
    wanted = re.fullmatch(r"[0-9]{1,12}(\.[0-9]{1,2})?", text) is not None

    assert accepts(MONEY, text) is wanted
    if wanted:
        assert MONEY.validate_python(text) == Decimal(text)


@given(st.decimals(0, 10**12 - 1, places=2))
def test_every_amount_in_cents_is_money(amount: Decimal) -> None:
    assert MONEY.validate_python(f"{amount:f}") == amount
    assert MONEY.validate_python(str(int(amount))) == int(amount)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_is_a_day(day: date) -> None:
    assert DAY.validate_python(day.isoformat()) == day
    assert not accepts(DAY, day.strftime("%d.%m.%Y"))
    assert not accepts(DAY, day.isoformat().replace("-", ""))
    assert not accepts(DAY, f"{day.isoformat()}T00:00:00")


@given(st.integers(0, 9999), st.integers(0, 99), st.integers(0, 99))
def test_only_days_of_the_calendar_are_days(year: int, month: int, day: int) -> None:
    text = f"{year:04}-{month:02}-{day:02}"
    try:
        wanted = date(year, month, day)
    except ValueError:
        wanted = None

    assert accepts(DAY, text) is (wanted is not None and 1900 <= year <= 2099)


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2100-01-01", "9999-12-31"])
def test_a_day_is_of_the_years_that_a_year_may_be(day: str) -> None:
    assert not accepts(DAY, day)
    assert not accepts(YEAR, day[:4])


@given(of("0123456789-W. "))
def test_a_day_is_written_in_one_way(text: str) -> None:
    if accepts(DAY, text):
        assert DAY.validate_python(text).isoformat() == text


@given(
    st.one_of(of("0123456789-"), st.builds("{:04}-{:02}".format, st.integers(1900, 2099), st.integers(0, 14)))
)
def test_a_month_is_a_year_and_one_to_twelve(text: str) -> None:
    assert accepts(MONTH, text) is (re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", text) is not None)


@given(st.one_of(of("0123456789-"), st.integers(0, 3000).map(str)))
def test_a_year_has_four_digits_in_our_time(text: str) -> None:
    assert accepts(YEAR, text) is (re.fullmatch(r"(19|20)[0-9]{2}", text) is not None)


@given(of("0123456789+-. "))
def test_a_count_is_digits(text: str) -> None:
    assert accepts(COUNT, text) is (re.fullmatch(r"0*[0-9]{1,4}", text) is not None)


@pytest.mark.parametrize(
    ("field", "least", "most"),
    [(COUNT, 0, 9999), (DAYS, 0, 3650), (MONTHS, 1, 120)],
    ids=["luku", "pv", "kk"],
)
def test_a_count_has_bounds(field: TypeAdapter, least: int, most: int) -> None:
    assert [field.validate_python(str(number)) for number in (least, most)] == [least, most]
    assert not any(accepts(field, str(number)) for number in (least - 1, most + 1, 10**9, "9" * 5000))
    number = field.json_schema()["anyOf"][0]
    assert (number["minimum"], number["maximum"]) == (least, most)


@pytest.mark.parametrize(
    ("field", "value"),
    [(MONEY, "٣"), (DAY, "٢٠٢٦-١١-٢٢"), (MONTH, "٢٠٢٦-11"), (YEAR, "19٢٦"), (COUNT, "٣"), (COUNT, "３")],
)
def test_digits_of_other_scripts_are_refused(field: TypeAdapter, value: str) -> None:
    assert not accepts(field, value)


@pytest.mark.parametrize("field", [MONEY, DAY, MONTH, YEAR, COUNT, ADDRESS])
@pytest.mark.parametrize("value", [None, [], {}, ["1"], {"a": "1"}, 1, 1.5, True, ""])
def test_a_field_takes_only_text(field: TypeAdapter, value: object) -> None:
    assert not accepts(field, value)


@given(st.text(max_size=30))
def test_an_accepted_address_is_safe_to_link_to(text: str) -> None:
    if accepts(ADDRESS, text):
        assert is_safe(ADDRESS.validate_python(text))


@given(
    st.sampled_from(["javascript", "data", "file", "ftp", "vbscript", "JAVASCRIPT", "java\tscript"]),
    st.text(max_size=20),
)
def test_no_other_scheme_is_an_address(scheme: str, rest: str) -> None:
    assert not accepts(ADDRESS, f"{scheme}:{rest}")


# --- phrases can be read back ---------------------------------------------------------------------------


@given(st.decimals(0, 10**12, places=2))
def test_an_amount_can_be_read_back(amount: Decimal) -> None:
    said = eurot(amount)

    assert Decimal(said.removesuffix("\u00a0€").replace("\u00a0", "").replace(",", ".")) == amount
    assert " " not in said


@given(st.dates())
def test_a_day_can_be_read_back(day: date) -> None:
    assert date(*map(int, reversed(paiva(day).split(".")))) == day


@given(st.integers(1, 9999), st.integers(1, 12))
def test_a_months_name_tells_the_month(year: int, month: int) -> None:
    names = [kuukausi(f"{year:04}-{number:02}") for number in range(1, 13)]

    assert len(set(names)) == 12
    assert names[month - 1].endswith(f" {year:04}")


SEGMENT = st.sampled_from(["palvelut", "koski", "a", "a-b", "2026", "malli", "sv"])
PAGE_ADDRESS = st.lists(SEGMENT, max_size=4).map(lambda parts: "".join(f"{part}/" for part in parts))
ANCHOR = st.sampled_from(["", "#a", "#A-01", "#lauseke-2.1-01"])


@given(here=PAGE_ADDRESS, there=PAGE_ADDRESS, anchor=ANCHOR)
@pytest.mark.parametrize(
    "root", ["https://a.example/", "https://a.example/kasikirja/", "http://127.0.0.1:8000/b/c/"]
)
def test_the_way_from_a_page_leads_to_the_other_wherever_the_site_stands(
    root: str, here: str, there: str, anchor: str
) -> None:
    assert urljoin(root + here, relative(here, there + anchor)) == root + there + anchor


@given(here=PAGE_ADDRESS, folder=PAGE_ADDRESS, name=st.sampled_from(["a.csv", "kaikki.ics"]))
def test_the_way_from_a_page_leads_to_a_file(here: str, folder: str, name: str) -> None:
    root = "https://a.example/b/"

    assert urljoin(root + here, relative(here, folder + name)) == root + folder + name


# --- rich text is safe ----------------------------------------------------------------------------------


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.attributes: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        self.attributes |= {name: value or "" for name, value in attrs}


MARKDOWNISH = st.lists(
    st.sampled_from(
        [
            *(
                "*",
                "**",
                "`",
                "[",
                "](",
                ")",
                "(",
                "<",
                ">",
                "&",
                "&lt;",
                '"',
                "'",
                "\\",
                "\n",
                "\n\n",
                "- ",
                "1. ",
                "#",
            ),
            *(
                "javascript:",
                "https://a.example",
                "palvelut/a",
                "data:",
                "<script>",
                "<a href=",
                "onclick=",
                "a",
                " ",
            ),
        ]
    ),
    max_size=25,
).map("".join)


@settings(max_examples=150)
@given(st.one_of(MARKDOWNISH, st.text(max_size=60)))
def test_rich_text_has_only_harmless_tags_and_links(text: str) -> None:
    seen = Tags(rich(text, lambda target: "../a/" if target == "palvelut/a" else None))

    assert seen.found <= {"p", "ul", "ol", "li", "em", "strong", "a", "code", "br"}
    assert set(seen.attributes) <= {"href", "rel", "title"}
    href = seen.attributes.get("href", "../a/")
    assert href == "../a/" or is_safe(href)
