"""When each record last changed, from git, in repositories made for the test."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from hallinta.disk import write_all
from hallinta.history import History, read_history

KOSKI, VALPAS, INDEX = "data/palvelut/koski.yaml", "data/palvelut/valpas.yaml", "docs/index.md"


@pytest.fixture(autouse=True)
def _only_the_tests_own_git(monkeypatch):
    """No settings of this machine, and none of a git hook that may be running the tests."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


def git(root: Path, *arguments: str, at: str = "2026-01-01T12:00:00+0200") -> str:
    stamps = {"GIT_AUTHOR_DATE": "2020-01-01T12:00:00+0200", "GIT_COMMITTER_DATE": at}
    who = {f"GIT_{role}_{part}": "testi" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    done = subprocess.run(
        ["git", *arguments], cwd=root, env={**os.environ, **who, **stamps}, check=True, capture_output=True
    )
    return done.stdout.decode().strip()


def commit(root: Path, at: str, **files: str) -> str:
    """Write files (a content each), commit everything there is and give the commit's id."""
    write_all(root, {name.replace("__", "/"): content for name, content in files.items()})
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "muutos", at=at)
    return git(root, "rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path) -> Path:
    """Koski and the home page of March, Valpas of May."""
    root = tmp_path / "projekti"
    root.mkdir()
    git(root, "init", "--quiet", "--initial-branch", "main")
    commit(
        root, "2026-03-01T10:00:00+0200", **{KOSKI: "nimi: Koski\n", INDEX: "# Etusivu\n", "README.md": "x\n"}
    )
    commit(root, "2026-05-02T10:00:00+0300", **{VALPAS: "nimi: Valpas\n"})
    return root


def test_each_file_has_the_day_of_its_own_last_commit(repository):
    history = read_history(repository)

    assert history.changed == {KOSKI: date(2026, 3, 1), VALPAS: date(2026, 5, 2), INDEX: date(2026, 3, 1)}
    assert history.commit == git(repository, "rev-parse", "HEAD")


def test_an_edit_moves_only_the_edited_files_day(repository):
    commit(repository, "2026-07-03T10:00:00+0300", **{KOSKI: "nimi: KOSKI\n"})
    changed = read_history(repository).changed

    assert changed[KOSKI] == date(2026, 7, 3)
    assert changed[VALPAS] == date(2026, 5, 2)


def test_a_commit_that_touches_nothing_here_is_still_the_commit_of_the_site(repository):
    latest = commit(repository, "2026-08-01T10:00:00+0300", **{"README.md": "toinen\n"})
    history = read_history(repository)

    assert history.commit == latest
    assert "README.md" not in history.changed


def test_a_renamed_file_changed_on_the_day_it_was_renamed(repository):
    git(repository, "mv", KOSKI, "data/palvelut/uusi-koski.yaml")
    commit(repository, "2026-09-04T10:00:00+0300")

    assert read_history(repository).changed["data/palvelut/uusi-koski.yaml"] == date(2026, 9, 4)


def test_a_file_that_is_not_committed_has_no_day(repository):
    write_all(repository, {"data/palvelut/uusi.yaml": "nimi: Uusi\n"})

    assert "data/palvelut/uusi.yaml" not in read_history(repository).changed


def test_an_edit_that_is_not_committed_changes_no_day(repository):
    write_all(repository, {KOSKI: "nimi: Kesken\n"})

    assert read_history(repository).changed[KOSKI] == date(2026, 3, 1)


def test_a_file_that_came_back_changed_on_the_day_it_came_back(repository):
    (repository / KOSKI).unlink()
    commit(repository, "2026-06-01T10:00:00+0300")
    commit(repository, "2026-06-05T10:00:00+0300", **{KOSKI: "nimi: Koski\n"})

    assert read_history(repository).changed[KOSKI] == date(2026, 6, 5)


def test_the_day_is_the_committers_in_the_committers_own_time_zone(repository):
    commit(repository, "2026-07-03T00:30:00+0300", **{KOSKI: "nimi: KOSKI\n"})

    assert read_history(repository).changed[KOSKI] == date(2026, 7, 3)


def test_a_merged_edit_keeps_the_day_of_its_own_commit(repository):
    git(repository, "checkout", "--quiet", "-b", "muutos")
    commit(repository, "2026-06-10T10:00:00+0300", **{KOSKI: "nimi: KOSKI\n"})
    git(repository, "checkout", "--quiet", "main")
    commit(repository, "2026-06-12T10:00:00+0300", **{VALPAS: "nimi: VALPAS\n"})
    git(repository, "merge", "--quiet", "--no-ff", "--no-edit", "muutos", at="2026-06-20T10:00:00+0300")
    changed = read_history(repository).changed

    assert changed[KOSKI] == date(2026, 6, 10)
    assert changed[VALPAS] == date(2026, 6, 12)


def test_a_name_with_other_than_ascii_letters_has_its_day(repository):
    commit(repository, "2026-07-03T10:00:00+0300", **{"data/palvelut/äö uusi.yaml": "nimi: Äö\n"})

    assert read_history(repository).changed["data/palvelut/äö uusi.yaml"] == date(2026, 7, 3)


def test_a_project_in_a_subfolder_of_a_repository_has_paths_from_its_own_root(tmp_path):
    git(tmp_path, "init", "--quiet")
    commit(tmp_path, "2026-03-01T10:00:00+0200", **{f"osa/{KOSKI}": "nimi: Koski\n", VALPAS: "nimi: Muu\n"})

    assert read_history(tmp_path / "osa").changed == {KOSKI: date(2026, 3, 1)}


def shallow(repository: Path, depth: int) -> Path:
    clone = repository.parent / "matala"
    git(repository.parent, "clone", "--quiet", "--depth", str(depth), repository.as_uri(), "matala")
    return clone


def test_beyond_the_edge_of_a_shallow_clone_no_day_is_known(repository):
    commit(repository, "2026-07-03T10:00:00+0300", **{VALPAS: "nimi: VALPAS\n"})

    assert read_history(shallow(repository, 1)).changed == {}


def test_what_changed_inside_a_shallow_clone_has_its_day(repository):
    commit(repository, "2026-07-03T10:00:00+0300", **{VALPAS: "nimi: VALPAS\n"})
    history = read_history(shallow(repository, 2))

    assert history.changed == {VALPAS: date(2026, 7, 3)}
    assert history.commit == git(repository, "rev-parse", "HEAD")


def test_a_worktree_of_a_shallow_clone_knows_the_edge_too(repository):
    clone = shallow(repository, 1)
    git(clone, "worktree", "add", "--quiet", "--detach", "../toinen")

    assert read_history(clone.parent / "toinen").changed == {}


def without_git(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(root))


def without_repository(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(root.parent))
    (root / ".git").rename(root / "git")


def without_commits(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(root, "checkout", "--quiet", "--orphan", "tyhja")


@pytest.mark.parametrize("missing", [without_git, without_repository, without_commits])
def test_where_there_is_no_history_it_is_empty(repository, monkeypatch, missing: Callable[..., None]):
    missing(repository, monkeypatch)

    assert read_history(repository) == History()


@pytest.mark.parametrize(
    "setting",
    [
        "core.quotePath=true",
        "color.ui=always",
        "diff.noprefix=true",
        "diff.renames=copies",
        "log.date=relative",
        "log.decorate=full",
        "log.follow=true",
        "log.showRoot=false",
        "log.showSignature=true",
    ],
)
def test_ones_own_git_settings_change_nothing(repository, setting):
    name, value = setting.split("=")
    expected = read_history(repository)
    git(repository, "config", name, value)

    assert read_history(repository) == expected
