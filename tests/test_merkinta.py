"""How texts are written: nothing stands in the place of a text, around it or after it without a word."""

from __future__ import annotations

from datetime import date

import pytest
from lahteellinen import sourced

from hallinta.finding import Finding
from hallinta.handbook import load
from hallinta.records import meant
from hallinta.rules import check

PATH = "data/organisaatiot/a.yaml"
RECORD = "nimi: Virasto A\nlaji: virasto\n"


def found(text: str, small_texts: dict[str, bytes], today: date, path: str = PATH) -> list[Finding]:
    return list(check(load({**small_texts, path: sourced({path: text})[path].encode()}, today)))


# --- HAL-025, HAL-026: nothing known --------------------------------------------------------------------

NOTHING = [
    *(
        "-",
        "–",
        "—",
        "?",
        "??",
        "...",
        "…",
        "- -",
        "(?)",
        "[…]",
        "---",
        "*",
        "_____",
        "n/a",
        "N/A",
        "n.a.",
        "N.A",
    ),
    *(
        "TBD",
        "tba",
        "TBC",
        "TODO",
        "todo: nimi puuttuu",
        "FIXME",
        "xxx",
        "XX",
        "null",
        "undefined",
        "~",
        "täytä",
    ),
    *(
        "ei tiedossa",
        "Ei tiedossa.",
        "EI TIETOA",
        "ei  tiedossa",
        "en tiedä",
        "(ei tiedossa)",
        "”ei tiedossa”",
    ),
    *("ei määritelty", "täydennetään", "täydennetään myöhemmin", "tarkentuu", "selvitetään", "tieto puuttuu"),
    *("ei julkista tietoa", "julkista lähdettä ei ole löytynyt", "Ei ole kirjattu", "ei kirjattu"),
    *("kirjoita tähän", "Lorem ipsum dolor sit amet, consectetur adipiscing elit."),
    *("uppgift saknas", "ej känt", "kompletteras senare", "not known", "to be announced", "not available"),
]
PERHAPS = [
    "avoin",
    "Avoin.",
    "tuntematon",
    "puuttuu",
    "tyhjä",
    "ei ole",
    "kesken",
    "tulossa",
    "NA",
    "none",
    "nil",
]
PERHAPS += ["unknown", "okänd", "saknas", "(avoin)", "open"]
SOMETHING = [
    *(
        "Palvelee kaikkia",
        "Ei tiedossa olevia puutteita",
        "avoin rajapinta",
        "Tuntematon sotilas",
        "TBD-prosessi",
    ),
    *("5", "%", "€", "A", "x", "C#", "Lista - ja muuta", "Mikä on tila?", "ei", "kyllä", "Puuttuu vain kuva"),
    *("ei sovellu", "ei koske", "Avoin data", "Lorenzo", "NATO", "Nollatilanne", "🙂"),
]


@pytest.mark.parametrize("words", NOTHING)
def test_words_and_signs_that_only_fill_a_place_are_known(words: str) -> None:
    assert meant.unknown(words)


@pytest.mark.parametrize("words", PERHAPS)
def test_words_that_may_say_the_same_are_known(words: str) -> None:
    assert meant.unknown_perhaps(words)
    assert not meant.unknown(words)


@pytest.mark.parametrize("words", SOMETHING)
def test_words_that_say_something_are_left_alone(words: str) -> None:
    assert not meant.unknown(words)
    assert not meant.unknown_perhaps(words)


@pytest.mark.parametrize(
    ("row", "said", "fix"),
    [
        ("tarkoitus: '-'", "`tarkoitus: -` kertoo vain, että tieto puuttuu", "kirjoita `tarkoitus: null`"),
        ("tarkoitus: TBD", "`tarkoitus: TBD` kertoo vain, että tieto puuttuu", "kirjoita `tarkoitus: null`"),
        ("lyhenne: ei tiedossa", "`lyhenne: ei tiedossa` kertoo vain", "kirjoita `lyhenne: null`"),
        ("huomautus: {fi: A b, sv: '?'}", "`sv: ?` kertoo vain, että tieto puuttuu", "kirjoita `sv: null`"),
        ("huomautus: {fi: A b, sv: 'null'}", "`sv: 'null'` on lainausmerkeissä", "poista lainausmerkit"),
        ("tarkoitus: '~'", "`tarkoitus: '~'` on lainausmerkeissä tavallinen sana", "poista lainausmerkit"),
    ],
)
def test_a_text_that_only_fills_its_place_is_told_with_null(
    row: str, said: str, fix: str, small_texts: dict[str, bytes], today: date
) -> None:
    [finding] = found(f"{RECORD}{row}\n", small_texts, today)

    assert finding.rule == "HAL-025"
    assert said in finding.problem
    assert finding.fix == fix


def test_a_name_that_only_fills_its_place_must_be_written(small_texts: dict[str, bytes], today: date) -> None:
    [finding] = found("nimi: TBD\nlaji: virasto\n", small_texts, today)

    assert (finding.rule, finding.fix) == ("HAL-025", "kirjoita tieto")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("data/termit/a.yaml", "nimi: Tuntematon\nmaaritelma: Sana, jolla jokin jätetään nimeämättä.\n"),
        ("data/termit/a.yaml", "nimi: Avoin\nmaaritelma: Kaikille sallittu.\nhakusanat:\n  - puuttuu\n"),
        (PATH, "nimi: Avoin\nlaji: virasto\nlyhenne: NA\n"),
        (PATH, f"{RECORD}tarkoitus: null\nlyhenne: ~\nhuomautus:\n"),
    ],
)
def test_a_word_may_be_a_name(path: str, text: str, small_texts: dict[str, bytes], today: date) -> None:
    assert found(text, small_texts, today, path) == []


@pytest.mark.parametrize("field", ["tarkoitus", "huomautus"])
def test_a_single_word_is_remarked_as_a_text_but_does_not_stop_anything(
    field: str, small_texts: dict[str, bytes], today: date
) -> None:
    [finding] = found(f"{RECORD}{field}: puuttuu\n", small_texts, today)

    assert (finding.rule, finding.severity) == ("HAL-026", "huomautus")


@pytest.mark.parametrize(
    ("row", "rule", "fix"),
    [
        ("ylaorganisaatio: ei tiedossa", "HAL-001", "kirjoita `null`, jos tietoa ei ole"),
        ("ylaorganisaatio: '?'", "HAL-001", "kirjoita `null`, jos tietoa ei ole"),
        ("lahteet:\n  - TBD", "HAL-001", "poista kohta"),
        ("verkkosivu: '-'", "HAL-000", "kirjoita osoite tai `null`, jos tietoa ei ole"),
    ],
)
def test_a_reference_or_an_address_to_nothing_is_null(
    row: str, rule: str, fix: str, small_texts: dict[str, bytes], today: date
) -> None:
    assert [(each.rule, each.fix) for each in found(f"{RECORD}{row}\n", small_texts, today)] == [(rule, fix)]


# --- HAL-027: a comment after a text --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ("tarkoitus: Kohta # 3; osoite", "3:18"),
        ("tarkoitus: Kohta #", "3:18"),
        ('tarkoitus: "Kohta" # 3', "3:20"),
        ("tarkoitus:\n  fi: Kohta # 3\n  sv: null", "4:13"),
        ("tarkoitus: {fi: Kohta} # 3", None),
        ("tarkoitus: Kohta\n  jatkuu # 3", "4:10"),
        ("lyhenne: VA # 3", "3:13"),
    ],
)
def test_a_comment_that_may_have_been_text_is_remarked(
    row: str, place: str | None, small_texts: dict[str, bytes], today: date
) -> None:
    findings = found(f"{RECORD}{row}\n", small_texts, today)

    assert [str(each.place) for each in findings] == ([f"{PATH}:{place}"] if place else [])
    assert {each.rule for each in findings} <= {"HAL-027"}


@pytest.mark.parametrize(
    "text",
    [
        "# alku\nnimi: Virasto A\n# väli\nlaji: virasto # tarkistettu\n",
        f"{RECORD}lyhenne: null # ei vielä\n",
        f"{RECORD}ylaorganisaatio: okm # myös muut\n",
        f"{RECORD}verkkosivu: https://a.example/b#c # etusivu\n",
        f"{RECORD}lausekkeet: # luku 1\n  # ensimmäinen\n  - 1-20 # toinen\n  #- 1-21\n",
        f"{RECORD}tarkoitus: >- # pitkä teksti\n  Kohta # 3\n",
        f"{RECORD}tarkoitus: 'Kohta # 3'\n",
        f"{RECORD}lyhenne: C#\n",
    ],
)
def test_a_comment_where_nothing_can_be_lost_is_fine(
    text: str, small_texts: dict[str, bytes], today: date
) -> None:
    assert found(text, small_texts, today) == []


# --- HAL-028, HAL-029, HAL-009: marks in texts ----------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["”Palvelee”", "“Palvelee”", "„Palvelee“", "»Palvelee»", "‘Palvelee’", "’Palvelee’"]
)
def test_a_text_in_curly_quotes_as_a_whole_is_remarked(
    text: str, small_texts: dict[str, bytes], today: date
) -> None:
    [finding] = found(f"{RECORD}tarkoitus: {text}\n", small_texts, today)

    assert finding.rule == "HAL-028"
    assert f"(U+{ord(text[0]):04X})" in finding.problem


@pytest.mark.parametrize(
    "text", ["”Alku” ja ”loppu”", "Sanoo ”näin”", "”Alku”, sitten muuta", "vaa’an", "’90-luvulta"]
)
def test_quotes_inside_a_text_are_fine(text: str, small_texts: dict[str, bytes], today: date) -> None:
    assert found(f"{RECORD}tarkoitus: {text}\n", small_texts, today) == []


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ("tarkoitus: >-\n  Tehtävät:\n  • a\n  • b", 5),
        ("tarkoitus: >-\n  - a\n  - b", 4),
        ("tarkoitus: Tehtävät\n  ● a\n  ● b", 4),
        ("tarkoitus: |-\n  Tehtävät:\n  • a\n  • b", 3),
        ("tarkoitus: • a • b", 3),
        ("lyhenne: ▪ A", 3),
        ("tarkoitus:\n  fi: >-\n    Tehtävät:\n    – a\n    – b\n  sv: null", 6),
    ],
)
def test_a_list_that_would_be_one_line_is_remarked(
    row: str, line: int, small_texts: dict[str, bytes], today: date
) -> None:
    findings = found(f"{RECORD}{row}\n", small_texts, today)

    assert [(each.rule, each.place.line) for each in findings] == [("HAL-029", line)]


@pytest.mark.parametrize(
    "row", ["tarkoitus: |-\n  Tehtävät:\n\n  - a\n  - b", "tarkoitus: A · b", "tarkoitus: a – b – c"]
)
def test_a_real_list_and_a_single_dot_are_fine(row: str, small_texts: dict[str, bytes], today: date) -> None:
    assert found(f"{RECORD}{row}\n", small_texts, today) == []


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("Katso (ohje)[https://a.example/b].", "kirjoita `[ohje](https://a.example/b)`"),
        ("Katso (ohje)[palvelut/mallipalvelu].", "kirjoita `[ohje](palvelut/mallipalvelu)`"),
        ("Katso (ohje) [https://a.example/b]", "kirjoita `[ohje](https://a.example/b)`"),
        ("Katso [ohje] (https://a.example/b)", "kirjoita `[ohje](https://a.example/b)`"),
        ("Katso ［ohje］（https://a.example/b）", None),
    ],
)
def test_a_link_that_is_no_link_is_told_in_its_right_form(
    text: str, fix: str | None, small_texts: dict[str, bytes], today: date
) -> None:
    [finding] = found(f"{RECORD}huomautus: '{text}'\n", small_texts, today)

    assert finding.rule == ("HAL-009" if fix else "HAL-000")
    assert finding.fix == fix or not fix


@pytest.mark.parametrize(
    "text", ["Laki (1)[2] ja muut", "(a) [b]", "[a](palvelut/mallipalvelu) (b)", "[1] (katso b)"]
)
def test_brackets_that_are_no_link_are_fine(text: str, small_texts: dict[str, bytes], today: date) -> None:
    assert found(f"{RECORD}huomautus: '{text}'\n", small_texts, today) == []
