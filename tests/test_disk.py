"""Reading the project's files and putting built things in place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hallinta import disk
from hallinta.handbook import load
from hallinta.rules import check
from hallinta.yaml_text import LINK, LOCKED


def files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


# --- reading --------------------------------------------------------------------------------------------


def test_data_files_and_pages_are_read_by_path_from_the_project_root(tmp_path):
    disk.write_all(
        tmp_path,
        {
            "data/palvelut/a.yaml": "nimi: a\n",
            "data/asetukset.yaml": "x: 1\n",
            "docs/malli/index.md": "# malli\n",
            "docs/assets/kuva.svg": "<svg/>",
            "README.md": "not data",
        },
    )

    assert disk.read_project(tmp_path / "data") == {
        "data/asetukset.yaml": b"x: 1\n",
        "data/palvelut/a.yaml": b"nimi: a\n",
        "docs/assets/kuva.svg": b"<svg/>",
        "docs/malli/index.md": b"# malli\n",
    }


def test_a_data_folder_of_another_name_reads_the_same(tmp_path):
    disk.write_all(tmp_path / "tiedot", {"palvelut/a.yaml": "nimi: a\n"})

    assert disk.read_project(tmp_path / "tiedot") == {"data/palvelut/a.yaml": b"nimi: a\n"}


def test_a_stray_file_is_read_so_that_it_can_be_told_and_never_skipped(tmp_path):
    disk.write_all(
        tmp_path, {"data/palvelut/a.yml": "nimi: a\n", "data/muistio.txt": "x", "data/.salattu": "x"}
    )

    assert set(disk.read_project(tmp_path / "data")) == {
        "data/palvelut/a.yml",
        "data/muistio.txt",
        "data/.salattu",
    }


def test_what_keeps_an_empty_folder_in_git_is_not_data(tmp_path):
    disk.write_all(
        tmp_path, {"data/palvelut/.gitkeep": "", "data/README.md": "x", "data/palvelut/.DS_Store": "x"}
    )

    assert disk.read_project(tmp_path / "data") == {}


def test_a_data_folder_that_does_not_exist_is_an_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        disk.read_project(tmp_path / "data")


@pytest.mark.parametrize("name", ["palvelut/linkki.yaml", "linkki.txt"])
def test_a_link_in_the_data_is_not_followed_and_is_told(tmp_path, small_texts, today, name):
    disk.write_all(tmp_path, small_texts)
    secret = tmp_path / "salaisuus.yaml"
    secret.write_text("nimi: salaisuus\n")
    (tmp_path / "data" / name).symlink_to(secret)

    texts = disk.read_project(tmp_path / "data")
    findings = check(load(texts, today))

    assert b"salaisuus" not in b"".join(texts.values())
    assert f"data/{name}" in {finding.place.path for finding in findings}


@pytest.mark.parametrize("place", ["data/palvelut", "data/linkki"])
def test_a_link_to_a_folder_is_not_followed_and_is_told(tmp_path, small_texts, today, place):
    inside = "data/palvelut"
    disk.write_all(
        tmp_path, {path: text for path, text in small_texts.items() if not path.startswith(inside)}
    )
    disk.write_all(tmp_path / "muualla", {"salaisuus.yaml": "nimi: salaisuus\n"})
    (tmp_path / place).symlink_to(tmp_path / "muualla", target_is_directory=True)

    texts = disk.read_project(tmp_path / "data")
    findings = check(load(texts, today))

    assert b"salaisuus" not in b"".join(texts.values())
    assert [finding for finding in findings if finding.place.path.startswith(place)]


def test_a_broken_link_and_a_looping_one_are_told_without_a_crash(tmp_path):
    (tmp_path / "data" / "palvelut").mkdir(parents=True)
    (tmp_path / "data" / "palvelut" / "poissa.yaml").symlink_to("ei-ole.yaml")
    (tmp_path / "data" / "palvelut" / "kierto.yaml").symlink_to("kierto.yaml")

    assert disk.read_project(tmp_path / "data") == {
        "data/palvelut/kierto.yaml": LINK,
        "data/palvelut/poissa.yaml": LINK,
    }


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda path: path.symlink_to("/etc/hostname"), "tiedosto on linkki toiseen tiedostoon"),
        (lambda path: path.mkdir(), "tässä ei ole tiedosto vaan kansio tai muu"),
        (os.mkfifo, "tässä ei ole tiedosto vaan kansio tai muu"),
    ],
)
@pytest.mark.parametrize("name", ["data/termit/outo.yaml", "docs/outo.md"])
def test_what_is_not_a_file_is_told_without_waiting_for_it(tmp_path, small_texts, today, name, make, problem):
    disk.write_all(tmp_path, small_texts)
    make(tmp_path / name)

    findings = check(load(disk.read_project(tmp_path / "data"), today))

    assert [(str(finding.place), finding.problem) for finding in findings] == [(f"{name}:1:1", problem)]


def test_a_file_without_the_right_to_read_it_is_told(small_texts, today):
    findings = check(load({**small_texts, "data/termit/oma.yaml": LOCKED}, today))

    assert [finding.problem for finding in findings] == ["tiedostoa ei voi lukea: lukuoikeus puuttuu"]


def test_a_folder_that_cannot_be_looked_into_is_never_passed_by(tmp_path, monkeypatch):
    (tmp_path / "data").mkdir()

    def refused(folder, onerror):
        onerror(PermissionError(13, "Permission denied", str(folder)))
        return iter(())

    monkeypatch.setattr(os, "walk", refused)

    with pytest.raises(PermissionError):
        disk.read_project(tmp_path / "data")


# --- writing --------------------------------------------------------------------------------------------


def test_a_file_whose_content_is_right_already_is_not_touched(tmp_path):
    disk.write_all(tmp_path, {"a.md": "sama", "b/c.md": "vanha"})
    for path in (tmp_path / "a.md", tmp_path / "b" / "c.md"):
        os.utime(path, (1, 1))

    disk.write_all(tmp_path, {"a.md": "sama", "b/c.md": "uusi", "d.md": b"\xc3\xa4"})

    assert (tmp_path / "a.md").stat().st_mtime == 1
    assert (tmp_path / "b" / "c.md").stat().st_mtime > 1
    assert files(tmp_path) == {"a.md": "sama", "b/c.md": "uusi", "d.md": "ä"}


def test_a_name_that_leads_out_of_the_folder_is_never_written(tmp_path):
    for name in (
        "../ulos.md",
        "a/../../ulos.md",
        "/ulos.md",
        "//ulos.md",
        "..",
        "a/..",
        "a\\..\\ulos.md",
        "",
        "a\0b",
    ):
        with pytest.raises(disk.TargetRefused):
            disk.write_all(tmp_path / "kansio", {name: "x"})

    assert list(tmp_path.iterdir()) == []


def test_a_new_file_is_written_only_where_nothing_is(tmp_path):
    home = tmp_path / "data"
    (tmp_path / "muualla").mkdir()
    disk.write_all(home, {"palvelut/a.yaml": "oma"})
    (home / "palvelut" / "b.yaml").symlink_to(tmp_path / "muualla" / "b.yaml")
    (home / "termit").symlink_to(tmp_path / "muualla")
    (home / "ideat").write_text("tiedosto")

    for name in ("palvelut/a.yaml", "palvelut/b.yaml", "termit/c.yaml", "../d.yaml"):
        with pytest.raises(disk.TargetRefused):
            disk.write_new(home, name, "uusi")
    with pytest.raises(disk.TargetUnwritable):
        disk.write_new(home, "ideat/e.yaml", "uusi")
    assert disk.write_new(home, "hankkeet/f.yaml", "uusi") == home / "hankkeet" / "f.yaml"
    assert files(home) == {"hankkeet/f.yaml": "uusi", "ideat": "tiedosto", "palvelut/a.yaml": "oma"}
    assert list((tmp_path / "muualla").iterdir()) == []
