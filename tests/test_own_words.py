"""The handbook speaks in its own words: no run of six words stands in the source document too.

The document itself is not in the repository. What is compared are salted, cut digests of its runs, in sorted
order, so that neither its words nor their order can be read from them. When the document changes::

    python tests/test_own_words.py liite-6a.txt > tests/liite_6a_tiivisteet.txt
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DIGESTS = Path(__file__).with_name("liite_6a_tiivisteet.txt")
SPOKEN = ("docs", "data", "hallinta", "macros")
SUFFIXES = {".md", ".yaml", ".yml", ".j2", ".html", ".py", ".txt"}

SIZE = 6
"""Words in a row that are no longer a coincidence."""

SALT = b"liite 6a"
WORD = re.compile(r"[^\W_]+(?:[-:][^\W_]+)*")

# A text nobody wrote before, for trying out the check itself.
MADE_UP = "Sininen hirvi laskee iltaisin kuusi omenaa, jos lumi ei vielä kanna. Muuten se lukee runoja."


def runs(text: str) -> Iterator[tuple[int, str]]:
    """Line number and digest of each run of six words; case, line breaks and punctuation do not matter."""
    words = [(found.group().lower(), found.start()) for found in WORD.finditer(text)]
    lines = [text.count("\n", 0, start) + 1 for _, start in words]
    for first in range(len(words) - SIZE + 1):
        run = " ".join(word for word, _ in words[first : first + SIZE])
        yield lines[first], blake2b(run.encode(), digest_size=6, salt=SALT).hexdigest()


def digests(text: str) -> set[str]:
    return {digest for _, digest in runs(text)}


def borrowed(text: str, known: set[str]) -> list[int]:
    """The lines where a run that is known begins."""
    return sorted({line for line, digest in runs(text) if digest in known})


@pytest.fixture(scope="module")
def source() -> set[str]:
    return set(DIGESTS.read_text("ascii").split())


@pytest.mark.parametrize("folder", SPOKEN)
def test_no_six_words_in_a_row_stand_in_the_source_document_too(source, folder):
    files = [path for path in sorted((ROOT / folder).rglob("*")) if path.suffix in SUFFIXES]
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in files
        for line in borrowed(path.read_text("utf-8"), source)
    ]

    assert files
    assert not found, "say it in the handbook's own words:\n" + "\n".join(found)


def test_the_digests_are_those_of_a_whole_document(source):
    assert len(source) > 1000
    assert all(re.fullmatch(r"[0-9a-f]{12}", digest) for digest in source)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Lause alkaa. Sininen hirvi laskee iltaisin kuusi omenaa aina.", [1]),
        ("---\nnimi: x\n---\nsininen HIRVI laskee\niltaisin, kuusi – omenaa!", [4]),
        ("x: >-\n  Sininen hirvi laskee\n  iltaisin kuusi\n  omenaa jos lumi ei", [2, 3]),
        ("Sininen hirvi laskee iltaisin kuusi päärynää.", []),
        ("Sininen hirvi laskee kuusi omenaa iltaisin.", []),
        ("hirvi laskee iltaisin kuusi omenaa", []),
        ("", []),
    ],
)
def test_a_borrowed_run_is_found_where_it_begins_and_five_words_are_free(text, lines):
    assert borrowed(text, digests(MADE_UP)) == lines


def test_a_planted_run_in_a_page_or_a_record_would_be_found():
    page = (ROOT / "docs" / "index.md").read_text("utf-8")
    planted = f"{page}\nLumi ei vielä kanna, muuten se lukee runoja.\n"

    assert borrowed(page, digests(MADE_UP)) == []
    assert borrowed(planted, digests(MADE_UP)) == [planted.count("\n")]


if __name__ == "__main__":
    print("\n".join(sorted(digests(Path(sys.argv[1]).read_text("utf-8")))))
