"""The guide's blocks to copy: filled in as their own comments say, each is a record that is accepted."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from hallinta import disk
from hallinta.finding import Finding
from hallinta.handbook import kinds, load
from hallinta.present.tyhjat import TYHJAT
from hallinta.rules import check

ROOT = Path(__file__).resolve().parents[1]
GUIDE = (ROOT / "docs/muokkaajalle/tietueet.md").read_text(encoding="utf-8")
_BLOCK = re.compile(
    r'^```yaml\n((?:(?!```).)*)^```\n\n\{\{ osa\("kentat", laji="(\w+)"\) \}\}', re.DOTALL | re.MULTILINE
)
BLOCKS = {folder: block for block, folder in _BLOCK.findall(GUIDE)}
IDS = {
    "lahteet": "palveluiden-kuvaus-2026",
    "palvelut": "oppilaitosten-yhteystietopalvelu",
    "ryhmat": "yhteystietojen-tyoryhma",
    "tavoitteet": "vahemman-lomakkeita",
    "tulkinnat": "A-91",
    "vuosikello": "2028",
    "vuosisuunnitelmat": "2028",
}
"""The ids by which the blocks name each other, and those that follow the kind's own form."""

WRITTEN_FIRST = {
    "data/ideat/osoitteet-kerralla.yaml": """\
nimi: Osoitteet kerralla
kuvaus: Osoitteet ilmoitetaan kerran.
saapunut: 2026-10-01
lahde_laji: muu
vastaanottaja: oph
kohde: uusi-palvelu
kasittelyt:
  - ryhma: koordinaatioryhma
    pvm: 2026-10-20
historia:
  - pvm: 2026-10-01
    tila: saapunut
  - pvm: 2026-10-20
    tila: kasittelyssa
  - pvm: 2026-11-20
    tila: aihiona
lahteet:
  - palveluiden-kuvaus-2026
""",
    "data/arvioinnit/ryhmien-tyo-2026.yaml": """nimi: Ryhmien työn arviointi 2026
kohde: Ryhmien työ
suunniteltu: 2026-06
toteutunut: null
tulos: null
lahteet:
  - palveluiden-kuvaus-2026
""",
}
"""What the blocks' records stand on and no block makes: an idea that has come as far as a proposal, and a finding
that a waiver accepts."""

CLAUSE = "data/lausekkeet/3.2-10.yaml"
"""The clause that a new interpretation reads: it names its interpretations too, as the guide tells."""


def filled(block: str) -> str:
    """The block with the example of the comment before it in the place of each ``TÄYTÄ``."""
    lines = block.splitlines(keepends=True)
    for number, line in enumerate(lines):
        if line.rstrip().endswith("TÄYTÄ"):
            example = re.search(r"esim\. (.+)$", lines[number - 1].rstrip())
            assert example, f"{line.strip()!r} has no example before it"
            lines[number] = line.replace("TÄYTÄ", example[1])
    return "".join(lines)


@pytest.fixture(scope="module")
def real_texts() -> dict[str, bytes]:
    """The real handbook's files."""
    texts = disk.read_project(ROOT / "data")
    return {path: text for path, text in texts.items() if not path.startswith("data/esimerkit/")}


@pytest.fixture(scope="module")
def findings(real_texts: dict[str, bytes], today: date) -> dict[str, list[Finding]]:
    """What the check says of each block when all of them are written into the real handbook at once."""
    made = {path_of(folder): filled(block) for folder, block in BLOCKS.items()} | WRITTEN_FIRST
    assert b"tulkinnat:\n" in real_texts[CLAUSE]
    made[CLAUSE] = real_texts[CLAUSE].decode().replace("tulkinnat:\n", "tulkinnat:\n  - A-91\n")
    loaded = load(real_texts | {path: text.encode() for path, text in made.items()}, today)
    found = check(loaded)
    return {path: [each for each in found if each.place.path == path] for path in made}


def path_of(folder: str) -> str:
    return f"data/{folder}/{IDS.get(folder, 'pohjasta')}.yaml"


def test_every_kind_that_is_added_to_has_a_block() -> None:
    assert set(BLOCKS) == set(kinds()) - {"lausekkeet", "sivut"}
    assert set(TYHJAT) <= set(BLOCKS)


@pytest.mark.parametrize("folder", sorted(BLOCKS))
def test_a_block_filled_in_is_accepted(folder: str, findings: dict[str, list[Finding]]) -> None:
    assert [str(each) for each in findings[path_of(folder)]] == []


@pytest.mark.parametrize("folder", sorted(BLOCKS))
def test_a_block_left_as_it_is_is_told_what_to_fill(
    folder: str, real_texts: dict[str, bytes], today: date
) -> None:
    path = path_of(folder)
    needed = {path: BLOCKS[folder].encode(), "data/asetukset.yaml": real_texts["data/asetukset.yaml"]}
    told = [each for each in load(needed, today).findings if each.place.path == path]

    assert told
    assert {each.place.line for each in told} <= {
        number for number, line in enumerate(BLOCKS[folder].splitlines(), 1) if "TÄYTÄ" in line
    }


@pytest.mark.parametrize("folder", sorted(BLOCKS))
def test_the_guide_names_the_folder_above_its_block(folder: str) -> None:
    section = next(part for part in GUIDE.split("\n## ") if f'laji="{folder}"' in part)

    assert f"Kansio: `data/{folder}/`." in section
