"""What is read a row at a time is what the parser reads, or is left to the parser."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from hallinta.yaml_text import parse_text
from hallinta.yaml_text.characters import suspect
from hallinta.yaml_text.plain import decoded, yaml_fault
from hallinta.yaml_text.quick import NotPlain, plain_values
from hallinta.yaml_text.reader import _parsed

ROOT = Path(__file__).resolve().parents[1]
PIECES = (
    *(
        "\n",
        " ",
        "  ",
        "\n\n",
        "- ",
        ":",
        ": ",
        "'",
        "''",
        '"',
        ">-",
        ">",
        "|",
        "[]",
        "[",
        "]",
        "[a, b]",
        "{}",
        "{",
        "}",
    ),
    *(
        "null",
        "~",
        "null:",
        "true",
        "&a",
        "*a",
        "!x",
        "%",
        "@",
        "`",
        "? ",
        "---",
        "...",
        "#",
        " #",
        "\t",
        "key:",
        "fi: x",
    ),
    *(
        "fi:x",
        "-",
        "–",
        "’",
        "\u00a0",
        "\\",
        "1",
        "/",
        "http://x",
        ",",
        "- - a",
        "<<: x",
        "'x'",
        "'x",
        "- a: b\n",
        "=",
        "ä",
    ),
)


def texts(*folders: str) -> Iterator[str]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.yaml")):
            text = decoded(path.read_bytes())
            if isinstance(text, str):
                yield text


def both_read_the_same(text: str) -> bool:
    """Whether the text was plain; what a plain text says must be what the parser says, without a complaint."""
    if suspect(text) or yaml_fault(text, odd=False):
        return False
    try:
        values = plain_values(text)
    except NotPlain:
        return False
    whole = _parsed(text, odd=False)
    assert (whole.value, whole.faults, whole.comments, whole.run_together) == (values, [], {}, {}), text
    return True


def test_nearly_every_record_is_plain_and_reads_the_same() -> None:
    read = [both_read_the_same(text) for text in texts("data")]

    assert sum(read) > 0.95 * len(read)


def test_broken_records_read_the_same() -> None:
    for text in texts("tests/rikkinainen", "hallinta/rules/esimerkit"):
        both_read_the_same(text)


def edited(text: str, chance: random.Random) -> str:
    """The text after a slip or two of an editor's hand."""
    for _ in range(chance.randint(1, 3)):
        at, slip = chance.randrange(len(text) + 1), chance.random()
        rows = text.split("\n")
        row = chance.randrange(len(rows))
        if slip < 0.5:
            text = text[:at] + chance.choice(PIECES) + text[at:]
        elif slip < 0.7:
            text = text[:at] + text[at + chance.randint(1, 4) :]
        elif slip < 0.8:
            text = "\n".join(
                [*rows[:row], " " * chance.randint(0, 4) + rows[row].lstrip(" "), *rows[row + 1 :]]
            )
        elif slip < 0.9:
            text = "\n".join([*rows[:row], rows[chance.randrange(len(rows))], *rows[row:]])
        else:
            text = "\n".join([*rows[:row], *rows[row + 1 :]])
    return text


@pytest.mark.parametrize("seed", range(5))
def test_edited_records_read_the_same(seed: int) -> None:
    chance = random.Random(seed)
    short = [text for text in texts("data", "tests/pienoismalli") if len(text) < 3_000]
    read = [both_read_the_same(edited(chance.choice(short), chance)) for _ in range(400)]

    assert sum(read) > 50, "enough of them were plain for this to tell something"


@pytest.mark.parametrize(
    "text",
    [
        "nimi: Koski # huomautus\n",
        "nimi: Koski\nnimi: Ataru\n",
        "nimi: Koski\n\ntila: uusi\n",
        "nimi: Koski\n  jatkuu\n",
        "nimi: kaksi: pistettä\n",
        "nimi: 'ei\n  suljettu'\n",
        "- a\n- b\n",
        "a: >-\n  - x\n  - y\n",
        "a: >-\n  x\n\n  y\n",
        "a: >-\n",
        "a: [b, [c]]\n",
        "a: {b: c}\n",
        "a: - b\n",
        "a:\n- fi:teksti\n",
        "ä: b\n",
        "a: &b c\n",
        "a: b \n",
        "a:b\n",
        "",
        "teksti\n",
    ],
)
def test_what_is_not_plain_is_left_to_the_parser(text: str) -> None:
    with pytest.raises(NotPlain):
        plain_values(text)


def test_places_of_a_plain_text_are_found_when_asked() -> None:
    read = parse_text("nimi: Koski\nomistajat:\n  - oph\n  - okm\n")

    assert read.plain is not None
    assert read.place(("omistajat", 1)) == (4, 5)
    assert read.keys["omistajat",] == (2, 1)
