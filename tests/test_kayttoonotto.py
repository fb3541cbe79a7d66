"""The way an agency takes the handbook into use, tried as it is written: the page's own blocks are the edits."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from hallinta import disk
from hallinta.finding import Finding, Severity
from hallinta.handbook import load
from hallinta.pages import Renderer, Site
from hallinta.rules import check

ROOT = Path(__file__).resolve().parents[1]
PAGE = "docs/muokkaajalle/kayttoonotto.md"
_BLOCK = re.compile(r"^```(yaml|diff)\n# (\S+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_COMMAND = re.compile(r"^\.venv/bin/hallinta (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Edit:
    """One block of the page: a new file, or what goes and what comes in one that is there."""

    kind: str
    path: str
    body: str

    def applied(self, text: str | None) -> str:
        """The file after the edit; each place to change has to be there, once."""
        if self.kind == "yaml":
            assert text is None, f"{self.path} is there already"
            return self.body
        assert text is not None, f"{self.path} is not there"
        for hunk in self.body.strip("\n").split("\n\n"):
            lines = hunk.split("\n")
            assert all(line[:1] in "+- " for line in lines), hunk
            old = "".join(f"{line[1:]}\n" for line in lines if line[0] != "+")
            new = "".join(f"{line[1:]}\n" for line in lines if line[0] != "-")
            assert f"\n{text}".count(f"\n{old}") == 1, f"{self.path}: {old}"
            text = f"\n{text}".replace(f"\n{old}", f"\n{new}", 1)[1:]
        return text


def edits(page: str) -> list[Edit]:
    return [Edit(*found) for found in _BLOCK.findall(page)]


EDITS = edits((ROOT / PAGE).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def texts() -> dict[str, bytes]:
    return disk.read_project(ROOT / "data")


@pytest.fixture(scope="module")
def edited(texts: dict[str, bytes]) -> dict[str, bytes]:
    """The project's data and pages as they are when the page's edits have been made."""
    made = dict(texts)
    for edit in EDITS:
        old = made.get(edit.path)
        made[edit.path] = edit.applied(None if old is None else old.decode()).encode()
    return made


def remarks(texts: dict[str, bytes], today: date) -> list[Finding]:
    """What the check says of the real handbook; the other one may be left out."""
    return [each for each in check(load(texts, today)) if not each.place.path.startswith("data/esimerkit/")]


def test_the_page_edits_what_it_says_is_filled_in_first() -> None:
    assert {edit.path for edit in EDITS if edit.kind == "diff"} == {
        "data/asetukset.yaml",
        "data/saavutettavuus.yaml",
        "data/ryhmat/koordinaatioryhma.yaml",
        "docs/tietoa.md",
        "docs/aineisto.md",
    }
    assert len([edit for edit in EDITS if edit.path.startswith("data/kokoukset/")]) >= 3


def test_the_edits_make_no_finding_and_settle_two(
    texts: dict[str, bytes], edited: dict[str, bytes], today: date
) -> None:
    before, after = remarks(texts, today), remarks(edited, today)

    assert [str(each) for each in after if each.severity is Severity.VIRHE] == []
    assert {(each.rule, each.place) for each in after} < {(each.rule, each.place) for each in before}
    assert {each.rule for each in before} - {each.rule for each in after} == {"HAL-271"}


def test_what_was_filled_in_is_seen(edited: dict[str, bytes], templates, today: date) -> None:
    handbook = load(edited, today).handbook
    assert handbook is not None
    pages = {
        page.address: page.body
        for page in Renderer(
            handbook, Site(feedback_address=handbook.asetukset.palauteosoite), templates
        ).pages()
    }

    assert "Johtoryhmän kokous 3/2027" in pages["kokoukset/"]
    assert "<strong>3 / 3</strong>" in pages["vuosikello/2027/"]
    assert "erityisasiantuntija" in pages["ryhmat/koordinaatioryhma/"]
    assert "saavutettavuus@virasto.example" in pages["saavutettavuus/"]
    assert "mailto:kasikirja@virasto.example" in pages["palvelut/"]
    assert "odottaa omistajan vahvistusta" not in edited["docs/tietoa.md"].decode()


@pytest.mark.sivusto
def test_a_fresh_clone_with_the_edits_checks_clean_and_builds(tmp_path: Path, today: date) -> None:
    """The steps as they are told, from nothing: only what is in the repository may be needed."""
    subprocess.run(["git", "clone", "--quiet", str(ROOT), "kasikirja"], cwd=tmp_path, check=True)
    clone = tmp_path / "kasikirja"
    page = (clone / PAGE).read_text(encoding="utf-8")
    for edit in edits(page):
        file = clone / edit.path
        new = edit.applied(file.read_text(encoding="utf-8") if file.exists() else None)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(new, encoding="utf-8")
    commands = [*_COMMAND.findall(page), "tarkista", "rakenna --kohde site"]
    said = [hallinta(clone, command, today) for command in commands]

    assert len(said) >= 3
    assert "0 virhettä" in said[-2]
    assert (clone / "data/vuosikello/2028.yaml").is_file()
    assert (clone / "site/kokoukset/johtoryhma-2027-02-11/index.html").is_file()


def hallinta(clone: Path, command: str, today: date) -> str:
    ran = subprocess.run(
        [sys.executable, "-m", "hallinta", *command.split(), "--paiva", today.isoformat()],
        cwd=clone,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, f"{command}: {ran.stdout}{ran.stderr}"
    return ran.stdout + ran.stderr
