"""What only looks right: it is read as what was meant, or named beside the right value."""

from __future__ import annotations

import random
import re
import unicodedata
from collections import defaultdict
from datetime import date

import pytest

from hallinta.finding import Finding
from hallinta.handbook import Handbook, Loaded, kinds, load
from hallinta.records.base import Record
from hallinta.rules import check
from hallinta.yaml_text import as_keyed, disguised, hidden, joined, parse, unlike, unquoted

# --- the table ------------------------------------------------------------------------------------------

LOOK_ALIKES = [
    *[(space, " ") for space in "\u00a0\u1680\u2000\u2002\u2003\u2007\u2009\u200a\u202f\u205f\u3000"],
    *[(dash, "-") for dash in "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u2e3a\u30fc"],
    *[(colon, ":") for colon in "\uff1a\u2236\ua789\ufe55\u02d0"],
    *[(quote, '"') for quote in "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02\u301d"],
    *[
        (quote, "'")
        for quote in "\u2018\u2019\u201a\u201b\u2032\u00b4\u02bc\uff07\u2039"
        if quote != "\u201a"
    ],
    *[("\u0430", "a"), ("\u043e", "o"), ("\u0441", "c"), ("\u0456", "i"), ("\u041a", "K"), ("\u0425", "X")],
    *[("\u03bf", "o"), ("\u03bd", "v"), ("\u0391", "A"), ("\u03a1", "P"), ("\u0131", "i"), ("\u1d0f", "o")],
    *[
        ("\uff41", "a"),
        ("\uff12", "2"),
        ("\U0001d5ba", "a"),
        ("\u0662", "2"),
        ("\u00b2", "2"),
        ("\ufb01", "fi"),
    ],
    *[("\uff0f", "/"), ("\u2215", "/"), ("\uff0e", "."), ("\u2024", "."), ("\uff20", "@"), ("\uff03", "#")],
]
UNSEEN = [
    *"\x00\x07\x0b\x0c\x1b\x7f\x85\u00ad\u034f\u061c\u115f\u1160\u17b4\u180e\u200b\u200c\u200d\u200e\u2028\u2029",
    *"\u202e\u2060\u2066\u2800\u3164\ufe0f\ufeff\uffa0\ufff9\uffff\U0001d173\U000e0041\U000e0100",
]


@pytest.mark.parametrize(("char", "keyed"), LOOK_ALIKES, ids=lambda char: f"{ord(char[0]):04X}")
def test_a_look_alike_is_told_by_its_name_and_code_and_its_meaning_is_known(char: str, keyed: str) -> None:
    assert as_keyed(f"a{char}b") == f"a{keyed}b"
    assert re.fullmatch(rf"; arvossa on [a-zåäö -]+ \(U\+{ord(char):04X}\)", unlike(f"a{char}b"))


@pytest.mark.parametrize("char", UNSEEN, ids=lambda char: f"{ord(char):04X}")
def test_what_shows_nothing_is_told_by_its_name_and_code(char: str) -> None:
    found = hidden(f"sana toi{char}nen sana")
    assert found

    assert found[0] == 8
    assert re.fullmatch(rf"sisältää näkymättömän merkin: [a-zåäö, -]+ \(U\+{ord(char):04X}\)", found[1])
    assert found[2].endswith(("kirjoita `toinen` uudelleen", "kirjoita kohta uudelleen"))


@pytest.mark.parametrize("letter", "åäöÅÄÖéüñšžčđŋŧßæøþł", ids=lambda letter: letter)
def test_letters_with_accents_are_themselves(letter: str) -> None:
    assert as_keyed(letter) == letter
    assert not unlike(letter)
    assert as_keyed(unicodedata.normalize("NFD", letter)) == letter


def test_many_look_alikes_are_told_each_once_and_the_rest_are_counted_in() -> None:
    assert unlike("2026–12–09") == "; arvossa on ajatusviiva (U+2013)"
    assert unlike("2026–12‑09") == "; arvossa on ajatusviiva (U+2013) ja sitova yhdysviiva (U+2011)"
    assert unlike("–—‑−", "siinä").endswith("sitova yhdysviiva (U+2011) ja muita")
    assert unlike("2026-12-09") == ""


def test_a_value_in_marks_that_yaml_does_not_know_is_what_stands_between_them() -> None:
    assert [unquoted(text) for text in ("”oph”", "„oph“", "»oph»", "‘oph’", "`oph`", "´oph´")] == ["oph"] * 6


# --- in running text ------------------------------------------------------------------------------------

HONEST = [
    "Vuodet 2026–2029 – myös kesä",
    "300\u00a0000\u202f€ ja 5\u2009%",
    "”Lainaus” ja ’toinen’, «kolmas»",
    "vaa’an, O´Hara, l'an",
    "sitova\u2011yhdysviiva",
    "β-versio, 5 μm, kΩ ja α",
    "Україна ja Ελλάδα",
    "m², H₂O, ½, 1ᵉʳ",
    "❤\ufe0f 👨‍👩‍👧 1\ufe0f\u20e3 ©\ufe0f",
    "Ærø, Łódź, Čáhci, Straße",
    "Işık, ısı, ŋ, ə",
    "日本語",
]


@pytest.mark.parametrize("text", HONEST)
def test_honest_typography_is_left_alone(text: str) -> None:
    assert hidden(text) is None
    assert disguised(text) is None
    assert joined(text) == text


@pytest.mark.parametrize(
    ("text", "offset", "name", "word"),
    [
        ("Uusi \u041aoulutus", 5, "kyrillinen kirjain (U+041A)", "Koulutus"),
        ("Palvelu\u0441", 7, "kyrillinen kirjain (U+0441)", "Palveluc"),
        ("\u03bfpas", 0, "kreikkalainen kirjain (U+03BF)", "opas"),
        ("\u041e\u041a\u041c päättää", 0, "kyrillinen kirjain (U+041E)", "OKM"),
        ("virasto \uff2f\uff30\uff28", 8, "täysleveä merkki (U+FF2F)", "OPH"),
        ("\U0001d40eph", 0, "matemaattinen kirjain (U+1D40E)", "Oph"),
    ],
)
def test_a_letter_of_another_script_in_a_word_is_told(text: str, offset: int, name: str, word: str) -> None:
    problem = f"sisältää merkin, joka vain näyttää oikealta: {name}"

    assert disguised(text) == (offset, problem, f"kirjoita `{word}` uudelleen")


@pytest.mark.parametrize(
    ("text", "read"), [("Ta\u0308ma\u0308", "Tämä"), ("ko\ufb01", "kofi"), ("A\u030abo", "Åbo")]
)
def test_letters_that_were_taken_apart_or_joined_are_read_as_they_were_meant(text: str, read: str) -> None:
    assert joined(text) == read
    assert parse(f"nimi: {text}".encode()).value == {"nimi": read}


# --- in every place of a file ---------------------------------------------------------------------------


def look_alikes_of() -> dict[str, list[str]]:
    """Character of the keyboard → what looks like it; of nothing, what shows nothing."""
    found: dict[str, list[str]] = defaultdict(list)
    for code in (*range(0x80, 0xD800), *range(0xE000, 0x1F000)):
        char = chr(code)
        keyed = as_keyed(f"a{char}a")[1:-1] if unicodedata.category(char)[0] not in "CM" else char
        if len(keyed) == 1 and keyed != char:
            found[keyed].append(char)
    return found | {"": UNSEEN[1:], "(": list("“”„»‘´")}


ALIKE = look_alikes_of()
SMALL_LETTERS = "ₐₑₒₓₔₕₖₗₘₙₚₛₜᵢᵣᵤᵥᵦᵧᵨᵩᵪⱼ"


def typed_values(loaded: Loaded, texts: dict[str, bytes]) -> list[tuple[str, int, int, str, bool]]:
    """File, row, column and text of every key and of every value that is no free text."""
    assert loaded.handbook is not None
    found = []
    for path, data in texts.items():
        record = record_at(loaded.handbook, path)
        if record is None:
            continue
        text = parse(data)
        free = {path for path, _ in record.free_texts}
        free |= {path[:-1] for path in free} | {("nakyy", index, "teksti") for index in range(9)}
        found += [(path, *spot, str(key[-1]), True) for key, spot in text.keys.items()]
        for at, spot in text.places.items():
            value = text.value
            for part in at:
                value = value[part]
            if isinstance(value, str) and at not in free:
                found.append((path, *spot, value, False))
    return found


def record_at(handbook: Handbook, path: str) -> Record | None:
    match = re.fullmatch(r"data/(?:esimerkit/)?([a-z]+)/(.+)\.yaml", path)
    return handbook.find(match[1], match[2]) if match and match[1] in kinds() else None


def spoilt(value: str, chance: random.Random, *, key: bool) -> tuple[str, str]:
    """The value with one look-alike in it, and the character."""
    at = chance.randrange(len(value))
    way = chance.choice(["instead", "instead", "instead", "unseen", "edge", "around"])
    if way == "instead" and (alike := [char for char in ALIKE[value[at]] if char not in SMALL_LETTERS]):
        char = chance.choice(alike)
        return value[:at] + char + value[at + 1 :], char
    if way == "edge" and not key:
        char = chance.choice(ALIKE[" "])
        return value + char, char
    if way == "around":
        char = chance.choice(ALIKE["("])
        return char + value + char, char
    char = chance.choice(ALIKE[""])
    return value[:at] + char + value[at:], char


def test_a_right_value_that_is_spoilt_by_a_look_alike_is_read_or_told_once_with_its_right_form(
    small_texts: dict[str, bytes], today: date
) -> None:
    """Each time one finding that names the character and shows the right value, or no change in the record."""
    chance = random.Random(20261130)
    good = load(small_texts, today)
    values = typed_values(good, small_texts)
    assert len(values) > 800
    wrong = []
    for path, line, column, value, key in chance.sample(values, 100):
        rows = small_texts[path].decode().split("\n")
        row, start = rows[line - 1], rows[line - 1].find(value, column - 1)
        odd, char = spoilt(value, chance, key=key)
        rows[line - 1] = row[:start] + odd + row[start + len(value) :]
        loaded = load({**small_texts, path: "\n".join(rows).encode()}, today)
        findings = check(loaded)
        if findings:
            fine = len(findings) == 1 and names(findings[0], char) and shows(findings[0], value, row)
        else:
            fine = same(good, loaded, path)
        if not fine:
            wrong.append((path, odd, f"{ord(char):04X}", [str(finding) for finding in findings]))

    assert not wrong


def names(finding: Finding, char: str) -> bool:
    return f"(U+{ord(char):04X})" in finding.problem + finding.fix


def shows(finding: Finding, value: str, row: str) -> bool:
    """A long row is not repeated; then the way out tells what to write in the character's place."""
    return value in finding.fix or len(row.strip()) > 55


def same(good: Loaded, other: Loaded, path: str) -> bool:
    assert good.handbook is not None
    assert other.handbook is not None
    one, two = record_at(good.handbook, path), record_at(other.handbook, path)
    return one is not None and two is not None and one.model_dump() == two.model_dump()


DATE = "data/lahteet/a.yaml", "nimi: A\nlaji: wiki\nosoite: null\nhaettu: null\npvm: {}\n"
CLAUSE = "data/organisaatiot/a.yaml", "nimi: A\nlaji: virasto\nlausekkeet:\n  - {}\n"
WORD = "data/organisaatiot/a.yaml", "nimi: A\nlaji: {}\n"
PERSON_YEARS = "data/organisaatiot/a.yaml", "nimi: A\nlaji: virasto\nylaorganisaatio: {}\n"


@pytest.mark.parametrize(
    ("file", "written", "right"),
    [
        (DATE, "2026–12–09", "2026-12-09"),
        (DATE, "2026‑12−09", "2026-12-09"),
        (DATE, "2026 – 12 – 09", "2026-12-09"),
        (DATE, "9․12․2026", "2026-12-09"),
        (DATE, "２０２６-12-09", "2026-12-09"),
        (DATE, "”2026-12-09”", "2026-12-09"),
        (DATE, "2O26-l2-09", "2026-12-09"),
        (CLAUSE, "2.1–01", "2.1-01"),
        (CLAUSE, "2․1-01", "2.1-01"),
        (CLAUSE, "„2.1-01“", "2.1-01"),
        (CLAUSE, "2.1 -01".replace(" ", "\u00a0"), "2.1-01"),
        (WORD, "v\u0456rasto", "virasto"),
        (WORD, "«virasto»", "virasto"),
        (WORD, "viras\u2011to", "virasto"),
        (PERSON_YEARS, "\u043ekm", "okm"),
        (PERSON_YEARS, "ｏｋｍ", "okm"),
        (PERSON_YEARS, "´okm´", "okm"),
    ],
)
def test_the_way_out_of_a_look_alike_is_the_right_value(
    file: tuple[str, str], written: str, right: str, small_texts: dict[str, bytes], today: date
) -> None:
    path, text = file
    said = load({**small_texts, path: text.format(written).encode()}, today).findings

    assert len(said) == 1
    assert f"`{right}`" in said[0].fix
    assert "(U+" in said[0].problem + said[0].fix or "numeron paikalla on kirjain" in said[0].problem
