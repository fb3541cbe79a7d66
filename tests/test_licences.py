"""Every file has a licence whose text is here, and every locked dependency one that fits the project's own."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from bench.lisenssit import FITS, fits, licence, locked

ROOT = Path(__file__).resolve().parents[1]
TABLES = tomllib.loads((ROOT / "REUSE.toml").read_text("utf-8"))["annotations"]


def pattern(glob: str) -> str:
    """A path of REUSE.toml as a regular expression: `*` within a folder, `**` across folders."""
    parts = (re.escape(part).replace(r"\*", "[^/]*") for part in glob.split("**"))
    return ".*".join(parts)


def licence_of(path: str) -> str | None:
    """The last table that fits the file counts."""
    fitting = [
        table["SPDX-License-Identifier"]
        for table in TABLES
        if any(re.fullmatch(pattern(glob), path) for glob in table["path"])
    ]
    return fitting[-1] if fitting else None


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [path for path in listed.decode().split("\0") if path]


def test_every_tracked_file_has_a_licence():
    files = [path for path in tracked() if not path.startswith("LICENSES/")]

    assert len(files) > 1000
    assert [path for path in files if licence_of(path) is None] == []


def test_every_table_fits_a_file_and_names_who_owns_it():
    files = tracked()
    idle = [
        glob
        for table in TABLES
        for glob in table["path"]
        if not any(re.fullmatch(pattern(glob), f) for f in files)
    ]

    assert idle == []
    assert all(table["SPDX-FileCopyrightText"] for table in TABLES)


def test_the_texts_are_those_of_the_licences_that_are_used():
    used = {id for table in TABLES for id in table["SPDX-License-Identifier"].split(" AND ")}
    texts = {path.stem: path.read_text("utf-8") for path in (ROOT / "LICENSES").iterdir()}

    assert set(texts) == used == {"EUPL-1.2", "CC-BY-4.0", "MIT"}
    assert texts["EUPL-1.2"].startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert texts["CC-BY-4.0"].startswith("Creative Commons Attribution 4.0 International")
    assert all(len(text) > 1000 for text in texts.values())


@pytest.mark.parametrize(
    ("path", "id"),
    [
        ("data/palvelut/koski.yaml", "CC-BY-4.0"),
        ("data/asetukset.yaml", "CC-BY-4.0"),
        ("docs/malli/rakenne.md", "CC-BY-4.0"),
        ("docs/assets/kasikirja.css", "EUPL-1.2"),
        ("hallinta/cli/__init__.py", "EUPL-1.2"),
        ("hallinta/theme/partials/languages/fi.html", "EUPL-1.2 AND MIT"),
        ("tests/pienoismalli/data/asetukset.yaml", "EUPL-1.2"),
        ("uusi-kansio/tiedosto.py", None),
    ],
)
def test_content_and_code_have_their_own_licences(path, id):
    assert licence_of(path) == id


def test_the_licence_of_the_code_is_the_one_that_the_package_tells():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    assert project["license"] == licence_of("hallinta/cli/__init__.py")


# --- dependencies ---------------------------------------------------------------------------------------


def test_the_lock_files_are_read_whole():
    texts = [path.read_text("utf-8") for path in (ROOT / "requirements").glob("*.txt")]
    hashed = {name for text in texts for name in re.findall(r"^([a-z][^=\s]*)==", text, re.MULTILINE)}

    assert {each.name for each in locked()} == hashed
    assert len(hashed) > 60


@pytest.mark.parametrize("each", locked(), ids=lambda each: each.name)
def test_a_locked_distribution_has_a_licence_that_fits(each):
    found = licence(each.name)

    assert found, f"{each.name} tells no licence: look at its files and add it to TOLD in bench/lisenssit.py"
    assert fits(found), f"{each.name} has {found}, which is not in FITS of bench/lisenssit.py"


@pytest.mark.parametrize(
    ("expression", "good"),
    [
        ("MIT", True),
        ("GPL-3.0-or-later OR MIT", True),
        ("MIT AND PSF-2.0", True),
        ("GPL-3.0-or-later", False),
        ("AGPL-3.0-only", False),
        ("MIT AND GPL-3.0-or-later", False),
        ("SSPL-1.0", False),
        ("Proprietary", False),
        ("MIT AND (GPL-3.0-only OR SSPL-1.0)", False),
        ("", False),
        (None, False),
    ],
)
def test_a_licence_that_is_not_known_to_fit_is_told(expression, good):
    assert fits(expression) is good


def test_every_licence_that_fits_says_why():
    assert all(len(reason) > 20 for reason in FITS.values())


def test_what_checks_the_scripts_has_a_licence_that_fits():
    lock = json.loads((ROOT / "requirements" / "package-lock.json").read_text("utf-8"))["packages"]
    told = {name: package.get("license") for name, package in lock.items() if name}

    assert {"node_modules/typescript", "node_modules/@biomejs/biome"} <= set(told)
    assert {name: licence for name, licence in told.items() if not fits(licence)} == {}
