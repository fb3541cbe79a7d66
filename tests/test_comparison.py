"""``--vertaa`` and ``muutokset`` when what they compare with is missing, broken or elsewhere."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from hallinta.cli import main
from hallinta.disk import write_all

TERM = "data/termit/malli.yaml"
SETTINGS = "data/asetukset.yaml"


def git(root: Path, *arguments: str) -> None:
    who = {f"GIT_{role}_{part}": "testi" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    apart = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    subprocess.run(
        ["git", *arguments], cwd=root, env={**clean, **who, **apart}, check=True, capture_output=True
    )


def commit(root: Path) -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message", "muutos")


@pytest.fixture
def project(tmp_path: Path, small_texts: dict[str, bytes]) -> Path:
    """The small data set in a folder that is not in git yet."""
    root = tmp_path / "projekti"
    write_all(root, small_texts)
    return root


@pytest.fixture
def told(capfd, project: Path) -> Callable[..., tuple[int, str, str]]:
    def run(*arguments: str) -> tuple[int, str, str]:
        status = main([*arguments, "--data", str(project / "data"), "--paiva", "2026-11-22"])
        out, err = capfd.readouterr()
        return status, out, err

    return run


def repository(project: Path) -> None:
    git(project, "init", "--quiet")
    commit(project)


@pytest.mark.parametrize("command", ["tarkista", "muutokset"])
@pytest.mark.parametrize("revision", ["olematon", "HEAD:data", "", "--help"])
def test_a_revision_that_is_not_there_is_told(told, project, command, revision):
    repository(project)

    status, out, err = told(command, f"--vertaa={revision}")

    assert (status, out) == (2, "")
    assert f"versiota `{revision}` ei löydy gitistä" in err


@pytest.mark.parametrize("command", ["tarkista", "muutokset"])
def test_a_folder_outside_git_is_told(told, command):
    status, out, err = told(command, "--vertaa", "HEAD")

    assert (status, out) == (2, "")
    assert "ei ole git-projektissa" in err


@pytest.mark.parametrize("command", ["tarkista", "muutokset"])
def test_a_clone_that_was_cut_short_is_told_with_the_way_out(told, project, tmp_path, command):
    repository(project)
    commit(project)
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{project}", "matala")
    project.rename(tmp_path / "alkuperainen")
    (tmp_path / "matala").rename(project)

    status, _, err = told(command, "--vertaa", "HEAD~1")

    assert status == 2
    assert "git fetch --unshallow" in err


def test_a_revision_without_data_is_told(told, project):
    (project / "data").rename(project / "tieto")
    repository(project)
    (project / "tieto").rename(project / "data")

    status, _, err = told("muutokset", "--vertaa", "HEAD")

    assert status == 2
    assert "ei ole kansiota data/" in err


def test_a_record_that_cannot_be_read_now_is_not_said_to_be_removed(told, project):
    repository(project)
    (project / TERM).write_text("nimi: [\n")

    status, out, err = told("muutokset", "--vertaa", "HEAD")

    assert status == 0
    assert "poistettu" not in out
    assert "Termi: malli (data/termit/malli.yaml): sitä ei voi lukea" in out
    assert err == ""
    assert "HAL-092" not in told("tarkista", "--vertaa", "HEAD")[1]


def test_a_record_that_could_not_be_read_before_is_not_said_to_be_added(told, project):
    right = (project / TERM).read_text("utf-8")
    (project / TERM).write_text("nimi: [\n")
    repository(project)
    (project / TERM).write_text(right, "utf-8")

    status, out, err = told("muutokset", "--vertaa", "HEAD")

    assert status == 0
    assert "lisätty" not in out
    assert "Termi: malli (data/termit/malli.yaml): sitä ei voi lukea" in out
    assert err == ""


def test_settings_that_cannot_be_read_now_are_told_in_the_form_that_was_asked_for(told, project):
    repository(project)
    (project / SETTINGS).write_text("raja: [\n")

    status, out, _ = told("muutokset", "--vertaa", "HEAD", "--muoto", "json")

    assert status == 1
    assert [each["tiedosto"] for each in json.loads(out)] == [SETTINGS]


def test_files_that_are_neither_data_nor_prose_are_told_too(told, project):
    repository(project)
    write_all(project / "docs", {"assets/uusi.css": "p {}", "uusi.md": "---\ntitle: Uusi\n---\n"})

    status, out, _ = told("muutokset", "--vertaa", "HEAD")

    assert status == 0
    assert out.startswith("1 sivu lisätty.")
    assert "Lisäksi on muutettu 1 muu tiedosto" in out
    assert "docs/assets/uusi.css" in out


def test_what_git_ignores_is_not_a_change(told, project):
    write_all(project, {".gitignore": "pois\n"})
    repository(project)
    write_all(project / "docs" / "pois", {"a.css": "p {}"})

    assert told("muutokset", "--vertaa", "HEAD")[1] == "Ei sisältömuutoksia.\n"


def test_settings_that_could_not_be_read_before_are_told(told, project):
    right = (project / SETTINGS).read_text("utf-8")
    (project / SETTINGS).unlink()
    repository(project)
    (project / SETTINGS).write_text(right, "utf-8")

    status, _, err = told("muutokset", "--vertaa", "HEAD")
    assert status == 2
    assert "version `HEAD` asetuksia ei voi lukea" in err

    status, _, err = told("tarkista", "--vertaa", "HEAD")
    assert status == 0
    assert "Muutoksia ei tarkistettu" in err
