"""What git tells and how it refuses, in repositories made for the test."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from hallinta import history
from hallinta.disk import write_all
from hallinta.git_errors import in_finnish
from hallinta.history import GitRefused, RevisionMissing, files_at, read_history
from hallinta.versions import past_of

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
"""When the tests build."""

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
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    apart = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(
        ["git", *arguments],
        cwd=root,
        env={**clean, **apart, **who, **stamps},
        check=True,
        capture_output=True,
    )
    return done.stdout.decode().strip()


def days(root: Path, now: datetime = NOW) -> dict[str, date]:
    """The day of each file's last change."""
    return dict(past_of(read_history(root, now).commits).days)


def commit(root: Path, at: str, **files: str) -> str:
    """Write files (a content each), commit everything there is and give the commit's id."""
    for name, content in files.items():
        path = root / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "muutos", at=at)
    return git(root, "rev-parse", "HEAD")


@pytest.fixture(scope="session")
def first_repository(tmp_path_factory) -> Path:
    """Koski and the home page of March, Valpas of May."""
    root = tmp_path_factory.mktemp("historia") / "projekti"
    root.mkdir()
    git(root, "init", "--quiet", "--initial-branch", "main")
    commit(
        root, "2026-03-01T10:00:00+0200", **{KOSKI: "nimi: Koski\n", INDEX: "# Etusivu\n", "README.md": "x\n"}
    )
    commit(root, "2026-05-02T10:00:00+0300", **{VALPAS: "nimi: Valpas\n"})
    return root


@pytest.fixture
def repository(first_repository, tmp_path) -> Path:
    """A copy of it that a test may spoil."""
    return shutil.copytree(first_repository, tmp_path / "projekti")


def test_each_file_has_the_day_of_its_own_last_change(repository):
    assert days(repository) == {KOSKI: date(2026, 3, 1), VALPAS: date(2026, 5, 2), INDEX: date(2026, 3, 1)}
    assert read_history(repository, NOW).commit == git(repository, "rev-parse", "HEAD")


def test_an_edit_moves_only_the_edited_files_day(repository):
    commit(repository, "2026-07-03T10:00:00+0300", **{KOSKI: "nimi: KOSKI\n"})

    assert days(repository)[KOSKI] == date(2026, 7, 3)
    assert days(repository)[VALPAS] == date(2026, 5, 2)


def test_a_commit_that_touches_nothing_here_is_still_the_commit_of_the_site(repository):
    latest = commit(repository, "2026-08-01T10:00:00+0300", **{"README.md": "toinen\n"})

    assert read_history(repository, NOW).commit == latest
    assert "README.md" not in days(repository)


def test_what_is_not_committed_has_no_day_and_moves_none(repository):
    write_all(repository, {"data/palvelut/uusi.yaml": "nimi: Uusi\n", KOSKI: "nimi: Kesken\n"})

    assert "data/palvelut/uusi.yaml" not in days(repository)
    assert days(repository)[KOSKI] == date(2026, 3, 1)


def test_a_file_that_came_back_changed_on_the_day_it_came_back(repository):
    (repository / KOSKI).unlink()
    commit(repository, "2026-06-01T10:00:00+0300")
    commit(repository, "2026-06-05T10:00:00+0300", **{KOSKI: "nimi: Koski\n"})

    assert days(repository)[KOSKI] == date(2026, 6, 5)


@pytest.mark.parametrize(
    ("at", "day"),
    [
        ("2026-07-03T00:30:00+0300", date(2026, 7, 3)),
        ("2026-07-02T22:00:00+0000", date(2026, 7, 3)),
        ("2026-07-02T12:00:00-1100", date(2026, 7, 3)),
        ("2026-07-03T10:30:00+1400", date(2026, 7, 2)),
        ("2026-11-02T21:59:59+0000", date(2026, 11, 2)),
        ("2026-11-02T22:00:00+0000", date(2026, 11, 3)),
        ("2026-03-29T20:59:59+0000", date(2026, 3, 29)),
        ("2026-03-29T21:00:00+0000", date(2026, 3, 30)),
    ],
)
def test_the_day_is_finlands_wherever_the_commit_was_made(repository, at, day):
    commit(repository, at, **{KOSKI: "nimi: KOSKI\n"})

    assert days(repository)[KOSKI] == day


# --- the published line ---------------------------------------------------------------------------------


def merged(root: Path, at: str, *options: str) -> None:
    """The branch *muutos* merged into *main*."""
    git(root, "checkout", "--quiet", "main")
    git(root, "merge", "--quiet", "--no-ff", "--no-edit", *options, "muutos", at=at)


def test_a_merged_edit_has_the_day_of_its_publication(repository):
    git(repository, "checkout", "--quiet", "-b", "muutos")
    commit(repository, "2026-06-10T10:00:00+0300", **{KOSKI: "nimi: KOSKI\n"})
    git(repository, "checkout", "--quiet", "main")
    commit(repository, "2026-06-12T10:00:00+0300", **{VALPAS: "nimi: VALPAS\n"})
    merged(repository, "2026-06-20T10:00:00+0300")

    assert days(repository)[KOSKI] == date(2026, 6, 20)
    assert days(repository)[VALPAS] == date(2026, 6, 12)


def test_three_steps_of_a_branch_are_one_change(repository):
    git(repository, "checkout", "--quiet", "-b", "muutos")
    for number in (1, 2, 3):
        commit(repository, f"2026-06-0{number}T10:00:00+0300", **{KOSKI: f"nimi: Koski {number}\n"})
    merged(repository, "2026-06-20T10:00:00+0300")

    assert past_of(read_history(repository, NOW).commits).counts[KOSKI] == 2


def test_what_a_branch_took_back_before_it_was_merged_is_no_change(repository):
    git(repository, "checkout", "--quiet", "-b", "muutos")
    commit(repository, "2026-06-01T10:00:00+0300", **{KOSKI: "nimi: Kesken\n"})
    commit(repository, "2026-06-02T10:00:00+0300", **{KOSKI: "nimi: Koski\n"})
    merged(repository, "2026-06-20T10:00:00+0300")

    assert days(repository)[KOSKI] == date(2026, 3, 1)


def test_what_was_written_in_the_merge_itself_has_its_day(repository):
    """As when a conflict is solved, or a file is added while merging."""
    git(repository, "checkout", "--quiet", "-b", "muutos")
    commit(repository, "2026-06-01T10:00:00+0300", **{KOSKI: "nimi: Koski 1\n"})
    git(repository, "checkout", "--quiet", "main")
    commit(repository, "2026-06-02T10:00:00+0300", **{KOSKI: "nimi: Koski 2\n"})
    with pytest.raises(subprocess.CalledProcessError):
        merged(repository, "2026-06-20T10:00:00+0300")
    commit(
        repository,
        "2026-06-20T10:00:00+0300",
        **{KOSKI: "nimi: Koski 3\n", "data/palvelut/uusi.yaml": "nimi: Uusi\n"},
    )

    assert len(git(repository, "rev-list", "--parents", "-n1", "HEAD").split()) == 3
    assert days(repository)[KOSKI] == days(repository)["data/palvelut/uusi.yaml"] == date(2026, 6, 20)


def test_a_merge_of_three_branches_has_the_day_of_each(repository):
    for name, path in (("muutos", KOSKI), ("toinen", VALPAS)):
        git(repository, "checkout", "--quiet", "-b", name, "main")
        commit(repository, "2026-06-01T10:00:00+0300", **{path: "nimi: Uusi\n"})
    merged(repository, "2026-06-20T10:00:00+0300", "toinen")

    assert days(repository)[KOSKI] == days(repository)[VALPAS] == date(2026, 6, 20)


# --- odd names, places and dates ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["äö uusi", "x\ny", ":100644 100644", "\x01abc", "-rf", 'x"y', "HEAD", "*", "a\\b", "\udcff\udcfe"],
)
def test_a_file_has_its_day_whatever_its_name(repository, name):
    path = f"data/palvelut/{name}.yaml"
    commit(repository, "2026-07-03T10:00:00+0300", **{path: "nimi: Nimi\n"})

    assert days(repository)[path] == date(2026, 7, 3)
    assert files_at(repository, "HEAD")[path] == b"nimi: Nimi\n"


def test_a_project_in_a_subfolder_of_a_repository_has_paths_from_its_own_root(tmp_path):
    git(tmp_path, "init", "--quiet")
    commit(tmp_path, "2026-03-01T10:00:00+0200", **{f"osa/{KOSKI}": "nimi: Koski\n", VALPAS: "nimi: Muu\n"})

    assert days(tmp_path / "osa") == {KOSKI: date(2026, 3, 1)}
    assert list(files_at(tmp_path / "osa", "HEAD")) == [KOSKI]


def test_a_data_folder_of_another_name_has_its_history(tmp_path):
    git(tmp_path, "init", "--quiet")
    commit(tmp_path, "2026-03-01T10:00:00+0200", **{"tiedot/palvelut/koski.yaml": "nimi: Koski\n"})
    found = read_history(tmp_path, NOW, "tiedot")

    assert dict(past_of(found.commits).days) == {KOSKI: date(2026, 3, 1)}
    assert list(files_at(tmp_path, "HEAD", "tiedot")) == [KOSKI]


def test_only_plain_files_are_read_of_a_revision(repository):
    (repository / "data" / "linkki.yaml").symlink_to("/etc/passwd")
    commit(repository, "2026-07-03T10:00:00+0300", **{"docs/kuva.png": "kuva", "docs/assets/a.css": "a{}"})

    assert set(files_at(repository, "HEAD")) == {KOSKI, VALPAS, INDEX}


def raw_commit(root: Path, date: str) -> None:
    """A commit whose date is written as it is; git takes anything."""
    tree, parent = git(root, "write-tree"), git(root, "rev-parse", "HEAD")
    who = f"t <t> {date}"
    text = f"tree {tree}\nparent {parent}\nauthor {who}\ncommitter {who}\n\nmuutos\n"
    made = ["git", "hash-object", "-t", "commit", "-w", "--literally", "--stdin"]
    done = subprocess.run(made, cwd=root, input=text.encode(), capture_output=True, check=True)
    git(root, "update-ref", "refs/heads/main", done.stdout.decode().strip())


@pytest.mark.parametrize(
    "when",
    [
        "253402300800 +0000",  # the year 10000
        "99999999999999999999999 +0000",
        "-5 +0000",
        "0 +0000",
        "rikki",
        "",
        "915148800 +0000",  # 1999, before git
        "1795348800 +0000",  # a day after the build
        "9999999999 +0000",
    ],
)
def test_a_date_that_cannot_be_true_gives_way_to_the_one_before_it(repository, when):
    write_all(repository, {VALPAS: "nimi: VALPAS\n", "data/palvelut/uusi.yaml": "nimi: Uusi\n"})
    git(repository, "add", "--all")
    raw_commit(repository, when)
    found = read_history(repository, NOW)

    assert past_of(found.commits).days[VALPAS] == date(2026, 5, 2)
    assert past_of(found.commits).days["data/palvelut/uusi.yaml"] == date(2026, 5, 2)
    assert found.problem is None
    assert "päiväys ei voi pitää paikkaansa" in str(found.odd)
    assert "tarkista tallentavan koneen kello" in str(found.odd)


def test_a_first_commit_with_such_a_date_leaves_the_day_unknown(tmp_path):
    git(tmp_path, "init", "--quiet")
    commit(tmp_path, "@253402300800 +0000", **{KOSKI: "nimi: Koski\n"})

    assert days(tmp_path) == {}


# --- cut histories --------------------------------------------------------------------------------------


def shallow(repository: Path, depth: int) -> Path:
    clone = repository.parent / "matala"
    git(repository.parent, "clone", "--quiet", "--depth", str(depth), repository.as_uri(), "matala")
    return clone


def test_beyond_the_edge_of_a_shallow_clone_no_day_is_known_and_that_is_told(repository):
    commit(repository, "2026-07-03T10:00:00+0300", **{VALPAS: "nimi: VALPAS\n"})
    found = read_history(shallow(repository, 1), NOW)

    assert past_of(found.commits).days == {}
    assert found.problem == (
        "kopiossa on vain osa git-historiasta (matala kopio): hae koko historia (`git fetch --unshallow`, "
        "CI:ssä `GIT_DEPTH: 0`)"
    )


def test_what_changed_inside_a_shallow_clone_has_its_day(repository):
    commit(repository, "2026-07-03T10:00:00+0300", **{VALPAS: "nimi: VALPAS\n"})
    clone = shallow(repository, 2)

    assert days(clone) == {VALPAS: date(2026, 7, 3)}
    assert read_history(clone, NOW).commit == git(repository, "rev-parse", "HEAD")


def test_a_worktree_of_a_shallow_clone_knows_the_edge_too(repository):
    clone = shallow(repository, 1)
    git(clone, "worktree", "add", "--quiet", "--detach", "../toinen")

    assert days(clone.parent / "toinen") == {}


def test_a_graft_or_a_replacement_does_not_cut_the_history(repository):
    expected = days(repository)
    git(repository, "replace", "--graft", "HEAD")
    (repository / ".git" / "info" / "grafts").write_text(git(repository, "rev-parse", "HEAD") + "\n")

    assert days(repository) == expected


# --- refusals -------------------------------------------------------------------------------------------


def without_git(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(root))


def without_repository(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(root.parent))
    (root / ".git").rename(root / "git")


def without_commits(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(root, "checkout", "--quiet", "--orphan", "tyhja")


def owned_by_another(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")


def unreadable_head(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / ".git" / "HEAD").write_text("roskaa")


def broken_branch(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / ".git" / "refs" / "heads" / "main").write_text("1" * 40 + "\n")


def broken_settings(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / ".git" / "config").write_text("[core\n")


def unfit_setting(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(root, "config", "core.bare", "kenties")


def newer_format(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(root, "config", "core.repositoryFormatVersion", "9")


def stored(root: Path, name: str) -> Path:
    id = git(root, "rev-parse", name)
    return root / ".git" / "objects" / id[:2] / id[2:]


def lost_file(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stored(root, f"HEAD:{KOSKI}").unlink()


def broken_file(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = stored(root, f"HEAD:{KOSKI}")
    path.chmod(0o644)
    path.write_bytes(b"rikki")


def lost_folder(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stored(root, "HEAD~1^{tree}").unlink()


def broken_commit(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = stored(root, "HEAD~1")
    path.chmod(0o644)
    path.write_bytes(b"")


def partial(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(root, "config", "uploadpack.allowFilter", "true")
    git(root.parent, "clone", "--quiet", "--filter=blob:none", "--no-checkout", root.as_uri(), "osa")
    shutil.rmtree(root)
    (root.parent / "osa").rename(root)


def lost_worktree(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(root / ".git")
    (root / ".git").write_text("gitdir: /ei/ole\n")


def in_a_strangers_repository(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(root, "rm", "-r", "--quiet", "--cached", "data", "docs")
    shutil.rmtree(root / ".git")
    git(root, "init", "--quiet")
    git(root, "add", "README.md")
    git(root, "commit", "--quiet", "--message", "muu")


def program(root: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """A git of our own."""
    made = root / "bin" / "git"
    made.parent.mkdir()
    made.write_text(f"#!/bin/sh\n{script}\n")
    made.chmod(0o755)
    monkeypatch.setenv("PATH", f"{made.parent}:/usr/bin:/bin")


def silent(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(root, monkeypatch, "exit 7")


def killed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(root, monkeypatch, "kill -9 $$")


def slow(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "TIMEOUT", 0.2)
    program(root, monkeypatch, "exec sleep 5")


def old(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(
        root, monkeypatch, "echo 'fatal: unrecognized argument: --diff-merges=first-parent' >&2; exit 128"
    )


@pytest.mark.parametrize(
    ("spoil", "what", "way_out"),
    [
        (without_git, "gitiä ei ole asennettu", "asenna git"),
        (without_repository, "ei ole git-projektissa (git: not a git repository", "kloonaa projekti gitillä"),
        (without_commits, "ei ole vielä yhtään tallennettua versiota", "`git commit`"),
        (
            owned_by_another,
            "omistaa toinen käyttäjä, joten git ei lue sitä (git: detected dubious",
            "safe.directory",
        ),
        (unreadable_head, "kansio `.git` on rikki", "kloonaa projekti uudelleen"),
        (broken_branch, "sen haara on rikki tai kadonnut", "`git status`"),
        (
            broken_settings,
            "gitin asetukset ovat rikki (git: bad config line 1",
            "korjaa gitin mainitsema asetus",
        ),
        (
            unfit_setting,
            "(git: bad boolean config value 'kenties' for 'core.bare')",
            "korjaa gitin mainitsema",
        ),
        (newer_format, "git on liian vanha tälle projektille", "asenna uudempi git"),
        (lost_file, "versioita on rikki tai poissa (git: object", "`git fsck`"),
        (broken_file, "versioita on rikki tai poissa (git: object", "`git fsck`"),
        (lost_folder, "versioita on rikki tai poissa (git: ", "`git fsck`"),
        (broken_commit, "versioita on rikki tai poissa (git: loose object", "`git fsck`"),
        (partial, "osittainen kopio", "ilman valitsinta `--filter`"),
        (lost_worktree, "osoittaa paikkaan, jossa ei ole git-projektia", "`git worktree repair`"),
        (in_a_strangers_repository, "ei ole tallennettuna yhtään tiedostoa", "`git add`"),
        (silent, "ei kertonut syytä, paluuarvo 7", "aja samassa kansiossa `git log`"),
        (killed, "ei kertonut syytä, signaali 9", "aja samassa kansiossa `git log`"),
        (slow, "git ei vastannut", "yritä uudelleen"),
        (old, "git on liian vanha (git: unrecognized argument", "asenna git 2.31"),
    ],
)
def test_a_refusal_is_told_with_gits_reason_and_the_way_out(repository, monkeypatch, spoil, what, way_out):
    spoil(repository, monkeypatch)
    found = read_history(repository, NOW)

    assert found.commits == ()
    assert found.problem is not None
    assert what in found.problem
    assert way_out in found.problem
    with pytest.raises(GitRefused) as refused:
        files_at(repository, "HEAD~1")
    assert ": " in str(refused.value)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("fatal: cannot use bare repository '/x' (safe.bareRepository is 'explicit')", "safe.bareRepository"),
        ("fatal: unsafe repository ('/x' is owned by someone else)", "safe.directory"),
        (
            "error: short object ID 12 is ambiguous\nhint: a\nfatal: Needed a single revision",
            "useaan versioon",
        ),
        ("fatal: out of memory, malloc failed", "voimavarat"),
        ("fatal: unable to access '/etc/gitconfig': Permission denied", "lukuoikeus"),
        ("error: inflate: data stream error\nfatal: packed object 12 is corrupt", "`git fsck`"),
        ("fatal: unknown repository extension found:\n\tobjectformat", "asenna uudempi git"),
        ("xcrun: error: invalid active developer path", "aja samassa kansiossa `git log`"),
    ],
)
def test_other_refusals_have_their_words_too(said, told):
    assert told in in_finnish(said, "/projekti")


def test_an_unknown_revision_is_told_by_its_name(repository):
    with pytest.raises(RevisionMissing, match="versiota `ei-ole` ei löydy gitistä: tarkista nimi"):
        files_at(repository, "ei-ole")


def test_a_revision_beyond_a_shallow_clone_tells_how_to_reach_it(repository):
    with pytest.raises(RevisionMissing, match="git fetch --unshallow"):
        files_at(shallow(repository, 1), "HEAD~1")


# --- nothing but the repository answers ------------------------------------------------------------------

TOUCH = "touch {root}/ajettu"


@pytest.mark.parametrize(
    "setting",
    [
        "core.quotePath=true",
        "color.ui=always",
        "core.abbrev=5",
        "core.fsmonitor=" + TOUCH,
        "core.pager=" + TOUCH,
        "diff.external=" + TOUCH,
        "diff.ignoreSubmodules=all",
        "diff.noprefix=true",
        "diff.orderFile=/ei/ole",
        "diff.renames=copies",
        "diff.oma.textconv=" + TOUCH,
        "filter.oma.smudge=" + TOUCH,
        "format.pretty=raw",
        "gpg.program=" + TOUCH,
        "log.date=relative",
        "log.decorate=full",
        "log.diffMerges=combined",
        "log.follow=true",
        "log.mailmap=true",
        "log.showRoot=false",
        "log.showSignature=true",
        "notes.displayRef=*",
        "pager.log=" + TOUCH,
    ],
)
def test_no_setting_changes_an_answer_or_runs_a_program(repository, setting):
    attributes = "*.yaml diff=oma filter=oma export-ignore ident eol=crlf\n"
    commit(repository, "2026-06-01T10:00:00+0300", **{".gitattributes": attributes})
    name, _, value = setting.format(root=repository).partition("=")
    expected = days(repository), files_at(repository, "HEAD")
    git(repository, "config", name, value)
    history._published.cache_clear()

    assert (days(repository), files_at(repository, "HEAD")) == expected
    assert not (repository / "ajettu").exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GIT_DIR", "{other}/.git"),
        ("GIT_DIR", "/ei/ole"),
        ("GIT_WORK_TREE", "{other}"),
        ("GIT_INDEX_FILE", "/ei/ole"),
        ("GIT_OBJECT_DIRECTORY", "/ei/ole"),
        ("GIT_EXTERNAL_DIFF", "touch {root}/ajettu"),
        ("GIT_PAGER", "touch {root}/ajettu"),
        ("GIT_NAMESPACE", "muu"),
        ("GIT_SHALLOW_FILE", "/ei/ole"),
        ("GIT_DEFAULT_HASH", "sha256"),
        ("GIT_ICASE_PATHSPECS", "1"),
        ("GIT_PREFIX", "docs/"),
        ("LC_ALL", "fi_FI.UTF-8"),
    ],
)
def test_no_variable_leads_elsewhere(repository, tmp_path, monkeypatch, name, value):
    """A hook of git, for one, leaves its own repository in the environment."""
    other = tmp_path / "muu"
    other.mkdir()
    git(other, "init", "--quiet")
    commit(other, "2026-01-01T10:00:00+0200", **{KOSKI: "nimi: Muu\n"})
    expected = days(repository)
    history._published.cache_clear()
    monkeypatch.setenv(name, value.format(root=repository, other=other))

    assert days(repository) == expected
    assert not (repository / "ajettu").exists()


def test_a_directory_is_made_safe_by_the_machines_own_settings(repository, monkeypatch):
    owned_by_another(repository, monkeypatch)
    for name, value in (("COUNT", "1"), ("KEY_0", "safe.directory"), ("VALUE_0", "*")):
        monkeypatch.setenv(f"GIT_CONFIG_{name}", value)

    assert read_history(repository, NOW).problem is None


def test_a_preview_asks_again_only_when_the_commit_has_changed(repository, monkeypatch):
    asked: list[str] = []
    real: Callable[..., bytes] = history._git

    def counting(root: Path, *arguments: str, **rest: bytes) -> bytes:
        asked.append(arguments[0])
        return real(root, *arguments, **rest)

    monkeypatch.setattr(history, "_git", counting)
    first, second = read_history(repository, NOW), read_history(repository, NOW)
    commit(repository, "2026-07-03T10:00:00+0300", **{KOSKI: "nimi: KOSKI\n"})

    assert first.commit == second.commit
    assert asked == ["rev-parse", "log", "cat-file", "rev-parse"]
    assert days(repository)[KOSKI] == date(2026, 7, 3)
