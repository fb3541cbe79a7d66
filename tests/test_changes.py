"""What a change means, told in words: each case is an edit of the small data set and the statement it gives."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from itertools import pairwise

import pytest

from hallinta.changes import Kind, Version, as_data, as_markdown, as_text, changes
from hallinta.changes.said import Teller
from hallinta.handbook import SINGLES, data_folders, kinds, load
from hallinta.present import KENTAT, kentta

TODAY = datetime.date(2026, 11, 22)
SETTINGS = "data/asetukset.yaml"
MEETING = "data/kokoukset/johtoryhma-2026-03.yaml"
DECISION = "data/paatokset/mallilinjaus.yaml"
SERVICE = "data/palvelut/mallipalvelu.yaml"
REGISTER = "data/palvelut/mallirekisteri.yaml"
PARTNER = "data/sidosryhmat/mallikumppani.yaml"
TERM = "data/termit/malli.yaml"
PAGE = "docs/index.md"
INVENTED = "palvelut/keksitty-tietovaranto.yaml"

PYTHON = re.compile(r"\b(None|True|False|Decimal|datetime|Kielistetty|fi=)|\{'|\['|\(\)|\bdate\(")
"""What a value looks like when it is Python that says it."""

Texts = Mapping[str, bytes]


def edited(texts: Texts, path: str, *edits: tuple[str, str]) -> dict[str, bytes]:
    text = texts[path].decode()
    for old, new in edits:
        assert old in text, f"{old!r} is not in {path}"
        text = text.replace(old, new)
    return {**texts, path: text.encode()}


def moved(texts: Texts, old: str, new: str) -> dict[str, bytes]:
    return {**{path: text for path, text in texts.items() if path != old}, new: texts[old]}


def version(texts: Texts) -> Version:
    return Version(load(texts, TODAY), texts)


def found(before: Texts, after: Texts, *others: str):
    return changes(version(before), version(after), others)


def told(before: Texts, after: Texts, *others: str) -> str:
    return as_text(found(before, after, *others))


STATEMENTS = [
    # the words that changed, not the beginnings of two long texts
    (
        DECISION,
        [("ensin palveluihin, joilla on eniten", "ensin palveluihin, joilla on vähiten")],
        "Päätös: ”… ensin palveluihin, joilla on eniten käyttäjiä.” → ”… ensin palveluihin, joilla on vähiten k",
    ),
    # an item of a list is known by its key, and the inner field is named
    (
        MEETING,
        [("puoltaa aihiota", "ei puolla aihiota")],
        "Kohdat, ”Mallihaun aihio”, tulos: Johtoryhmä puoltaa",
    ),
    (
        MEETING,
        [("Vuosisuunnitelma 2026\n    laji: paatos", "Vuosisuunnitelma 2026\n    laji: keskustelu")],
        "Kohdat, ”Vuosisuunnitelma 2026”, laji: päätösasia → keskusteluasia",
    ),
    (
        MEETING,
        [("pvm: 2026-03-11", "pvm: 2026-03-12")],
        "Viestintä, ”palveluiden omistajat”, päivä: 11.3.2026 → 12",
    ),
    (
        MEETING,
        [("palveluiden omistajat", "palveluiden ylläpitäjät")],
        "kohderyhmä: palveluiden omistajat → palv",
    ),
    (
        MEETING,
        [("kuultavat:", "  - otsikko: Uusi asia\n    laji: tiedoksi\nkuultavat:")],
        "Kohdat: lisätty ”Uusi asia” (laji tiedoksi annettava asia)",
    ),
    # languages
    (
        SERVICE,
        [("fi: Mallipalvelu", "fi: Mallipalvelu\n  en: Model service")],
        "Nimi (englanniksi): ei tietoa → Model",
    ),
    (
        SERVICE,
        [("sv: Modelltjänsten", "sv: Modelltjänst")],
        "Nimi (ruotsiksi): Modelltjänsten → Modelltjänst",
    ),
    # unknown is not the same as none
    (REGISTER, [("toteuttajat: null", "toteuttajat: []")], "Tekninen toteuttaja: ei tietoa → ei yhtään"),
    (
        REGISTER,
        [("omistajat: null", "omistajat:\n  - organisaatio: oph")],
        "Omistaja: ei tietoa → Mallihallitus",
    ),
    # what is hard to see
    (SERVICE, [("fi: Mallipalvelu", "fi: Malli\u2011palvelu")], "Nimi: Mallipalvelu → Malli\u2011palvelu"),
    (TERM, [("aineisto, jolla", "aineisto,\u00a0jolla")], "oli välilyönti, nyt sitova välilyönti (U+00A0)"),
    # settings, money
    (
        SETTINGS,
        [("raja_arviointi_eur: 300000", "raja_arviointi_eur: 400000")],
        "Hankkeistamistarpeen arviointiraja: 300 000 € → 400 000 €",
    ),
    (
        SETTINGS,
        [("pienkehitys_ylaraja_eur: null", "pienkehitys_ylaraja_eur: 9000.50")],
        "Pienkehityksen yläraja: ei sovittu → 9 000,50 €",
    ),
    # pages
    (
        PAGE,
        [("# Pienoismalli", "# Pienoismalli\n\nUusi kappale.")],
        "Sivun teksti: ”# Pienoismalli” → ”# Pieno",
    ),
    (PAGE, [("title: Pienoismalli", "title: Pieni malli")], "Otsikko: Pienoismalli → Pieni malli"),
]


@pytest.mark.parametrize(("path", "edits", "statement"), STATEMENTS)
def test_a_change_is_told_in_words(small_texts, path, edits, statement):
    (change, *rest) = found(small_texts, edited(small_texts, path, *edits))

    assert statement in "\n".join(change.details)
    assert rest == []
    assert not PYTHON.search("\n".join(change.details))


def test_another_order_of_a_list_is_said_to_be_one(small_texts):
    first, second = "  - otsikko: Raportointikäytäntö\n", "  - otsikko: Mallihaun aihio\n"
    text = small_texts[MEETING].decode()
    one, other = text.index(first), text.index(second)
    end = text.index("kuultavat:")
    swapped = text[:one] + text[other:end] + text[one:other] + text[end:]
    (change,) = found(small_texts, {**small_texts, MEETING: swapped.encode()})

    assert len(change.details) == 1
    assert change.details[0].startswith("Kohdat: järjestys muuttui, nyt ”Linjaus")


def test_layout_comments_and_the_order_of_keys_are_no_change(small_texts):
    lines = small_texts[TERM].decode().replace("\n", "\r\n")
    after = {**small_texts, TERM: f"# huomautus\r\n{lines}".encode()}

    assert told(small_texts, after) == "Ei sisältömuutoksia.\n"


# --- the two handbooks ----------------------------------------------------------------------------------


def test_an_example_that_becomes_real_is_told(small_texts):
    after = moved(small_texts, f"data/esimerkit/{INVENTED}", f"data/{INVENTED}")

    assert "esimerkistä tuli todellinen tietue" in told(small_texts, after)
    assert "todellisesta tietueesta tuli esimerkki" in told(after, small_texts)


def test_an_example_that_becomes_real_under_another_id_is_told(small_texts):
    after = moved(small_texts, f"data/esimerkit/{INVENTED}", "data/palvelut/tosi-tietovaranto.yaml")
    changes = {(each.kind, each.path) for each in found(small_texts, after)}

    assert (Kind.POISTETTU, f"data/esimerkit/{INVENTED}") in changes
    assert (Kind.LISATTY, "data/palvelut/tosi-tietovaranto.yaml") in changes


def test_leaving_the_example_handbook_out_is_one_statement(small_texts):
    after = edited(small_texts, SETTINGS, ("julkaise_esimerkki: true", "julkaise_esimerkki: false"))
    hidden, shown = found(small_texts, after), found(after, small_texts)

    assert [change.details for change in hidden] == [
        ("Esimerkkikäsikirja julkaistaan: kyllä → ei", "esimerkkikäsikirja poistuu sivustolta"),
    ]
    assert shown[0].details[1] == "esimerkkikäsikirja tulee sivustolle"
    assert len(shown) == 1


# --- renaming -------------------------------------------------------------------------------------------


def test_a_rename_is_told_once_and_references_that_follow_it_are_no_change(small_texts):
    new = "data/sidosryhmat/kumppani.yaml"
    after = moved(small_texts, PARTNER, new)
    after = edited(after, SERVICE, ("mallikumppani", "kumppani"))
    (change,) = found(small_texts, after)

    assert change.kind is Kind.NIMETTY
    assert (change.id, change.path) == ("kumppani", new)
    assert change.details == (
        "tunnus mallikumppani → kumppani",
        "1 tietueen viittaus on vaihdettu uuteen tunnukseen",
    )
    assert {"sidosryhmat/kumppani/", "sidosryhmat/mallikumppani/"} <= set(change.pages)


# --- what cannot be read --------------------------------------------------------------------------------

BROKEN = [
    (TERM, b"nimi: [\n", "Termi: malli (data/termit/malli.yaml): sitä ei voi lukea"),
    (TERM, b"nimi: Malli\nmaaritelmaa: x\n", "Termi: malli (data/termit/malli.yaml): sitä ei voi lukea"),
    (PAGE, b"# Otsikko ilman kuvailutietoja\n", "Sivu: Pienoismalli (docs/index.md): sitä ei voi lukea"),
    (
        "data/saavutettavuus.yaml",
        b"tila: ehka\n",
        "Saavutettavuusseloste: saavutettavuus (data/saavutettavuus.yaml)",
    ),
    ("data/tuntematon/a.yaml", b"nimi: A\n", "Tiedosto: a (data/tuntematon/a.yaml): sitä ei voi lukea"),
    ("data/palvelut/Iso.yaml", b"nimi: A\n", "Palvelu: Iso (data/palvelut/Iso.yaml): sitä ei voi lukea"),
    (SETTINGS, b"raja: [\n", "Asetukset: Asetukset (data/asetukset.yaml): sitä ei voi lukea"),
]


@pytest.mark.parametrize(
    ("path", "content", "title"), BROKEN, ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_file_that_cannot_be_read_is_told_in_every_form(small_texts, path, content, title):
    made = found(small_texts, {**small_texts, path: content})
    text, note, data = as_text(made), as_markdown(made), json.loads(json.dumps(as_data(made)))

    assert title in text
    assert "sitä ei voi lukea" in note
    assert [each["tiedosto"] for each in data if each["muutos"] == "ei voi lukea"] == [path]
    assert "Tiedostoja, joita ei voi lukea: 1." in text
    assert re.search(r"^  rivi \d+: ", text, re.MULTILINE)


def test_a_file_that_could_not_be_read_before_is_told(small_texts):
    text = told({**small_texts, TERM: b"nimi: [\n"}, small_texts)

    assert "aiempaa versiota ei voi lukea" in text
    assert "lisätty" not in text


def test_an_unreadable_file_that_did_not_change_is_no_change(small_texts):
    broken = {**small_texts, TERM: b"nimi: [\n"}

    assert told(broken, broken) == "Ei sisältömuutoksia.\n"


def test_unreadable_settings_never_read_as_no_change(small_texts):
    broken = {**small_texts, SETTINGS: b"raja: [\n"}
    missing = {path: text for path, text in small_texts.items() if path != SETTINGS}

    assert "tietueiden muutoksia ei voi kertoa" in told(small_texts, broken)
    assert "tietueiden muutoksia ei voi kertoa" in told(small_texts, missing)


# --- pages and other files ------------------------------------------------------------------------------


def test_a_page_that_came_or_went_is_told_as_a_page(small_texts):
    after = {**small_texts, "docs/uusi.md": b"---\ntitle: Uusi sivu\n---\n# Uusi\n"}

    assert told(small_texts, after).startswith("1 sivu lisätty.\n\nSivu: Uusi sivu (docs/uusi.md): lisätty")
    assert told(after, small_texts).startswith("1 sivu poistettu.")


def test_the_accessibility_statement_is_told(small_texts):
    path = "data/saavutettavuus.yaml"
    day = re.search(r"laadittu: (\S+)", small_texts[path].decode())
    assert day
    after = edited(small_texts, path, (f"laadittu: {day[1]}", "laadittu: 2026-10-01"))
    (change,) = found(small_texts, after)

    assert change.details[0].endswith("→ 1.10.2026")
    assert change.pages == ("saavutettavuus/",)


def test_other_files_of_the_site_are_told_so_that_nothing_seen_is_silent(small_texts):
    text = told(small_texts, small_texts, "docs/assets/tyyli.css", "hallinta/templates/palvelut.html.j2")

    assert text.startswith(
        "Tietueet ja sivujen tekstit ovat ennallaan.\n\nLisäksi on muutettu 2 muuta tiedostoa"
    )
    assert "docs/assets/tyyli.css, hallinta/templates/palvelut.html.j2" in text


def test_no_page_has_an_address_that_does_not_exist(small_texts, small):
    after = edited(small_texts, "data/ryhmat/johtoryhma.yaml", ("nimi: ", "huomautus: Uusi.\nnimi: "))
    pages = [page for change in found(small_texts, after) for page in change.pages]
    known = {record.address.partition("#")[0] for record in small.records} | {f"{name}/" for name in kinds()}

    assert pages
    assert set(pages) <= known
    assert not [page for page in pages if page.startswith("/") or "asetukset" in page]


# --- the forms ------------------------------------------------------------------------------------------


def test_gitlabs_signs_are_text_in_a_note(small_texts):
    name = "A @kaikki #1 !2 ~tunniste %virstan $3 &4 [x](y) `koodi` <b> *t* _k_ ^5"
    note = as_markdown(
        found(small_texts, edited(small_texts, SERVICE, ("fi: Mallipalvelu", f'fi: "{name}"')))
    )
    line = next(line for line in note.splitlines() if line.startswith("- Nimi"))

    assert not re.search(r"(?<!\\)[@#!~%$&\[\]`<>*_^]", line)


def test_a_text_of_several_lines_stays_on_one_line_of_a_note(small_texts):
    page = small_texts[PAGE].decode() + "\n/close\n\n/assign @joku\n"
    note = as_markdown(found(small_texts, {**small_texts, PAGE: page.encode()}))

    assert not re.search(r"^/", note, re.MULTILINE)


def test_the_machine_form_keeps_its_keys(small_texts):
    (data,) = as_data(
        found(small_texts, edited(small_texts, TERM, ("avain: malli", "huomautus: Uusi.\navain: malli")))
    )

    assert list(data) == ["muutos", "kansio", "tunnus", "nimi", "tiedosto", "selitykset", "sivut"]


# --- any record -----------------------------------------------------------------------------------------


def test_no_two_records_differ_in_pythons_words_or_in_equal_ones(handbook):
    teller = Teller(handbook, handbook)
    statements = [
        statement
        for folder in data_folders()
        for one, other in pairwise(handbook.folder(folder))
        for statement in teller.differences(one, other)
    ]

    assert len(statements) > 1000
    assert [each for each in statements if PYTHON.search(each)] == []
    assert [each for each in statements if re.search(r"(?:: |; )(.+) → \1(?:;|$)", each)] == []
    assert [
        each
        for each in statements
        if re.search(r"\b\d{4}-\d{2}-\d{2}\b(?!-)", re.sub(r"https?://\S+", "", each))
    ] == []


def test_every_field_of_the_settings_has_a_name_of_its_own():
    named = [name for model in SINGLES.values() for name in model.model_fields if "_" in name]

    assert [name for name in named if name not in KENTAT] == []
    assert kentta("title") == "Otsikko"
