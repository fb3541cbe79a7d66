"""Packed copies beside a site's text files: the same content, the same bytes each time, gone with the next build."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from hallinta import disk
from hallinta.cli import main

FILES = {
    "index.html": "<h1>Hyvää päivää</h1>\n" * 50,
    "assets/tyylit.css": "p{top:0}",
    "assets/haku/haku.js": "go();",
    "assets/tunnus.svg": "<svg/>",
    "assets/kuva.png": b"\x89PNG",
    "api/v1/meta.json": "{}",
    "api/v1/palvelut.csv": "tunnus;nimi\r\n",
    "kalenteri/kaikki.ics": "BEGIN:VCALENDAR\r\n",
    "syote/paatokset.xml": "<feed/>",
    "tyhja.txt": "",
    "_headers": "/*\n",
}
UNPACKED = {"assets/kuva.png", "_headers"}


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != disk.MARKER
    }


def copies(folder: Path) -> dict[str, bytes]:
    """What the packed copies hold, by the files they stand beside."""
    files = contents(folder)
    return {name[:-3]: gzip.decompress(data) for name, data in files.items() if name.endswith(".gz")}


def test_each_text_file_has_a_copy_that_unpacks_to_it(tmp_path):
    disk.write_all(tmp_path, FILES)
    disk.pack(tmp_path)
    files = contents(tmp_path)

    assert copies(tmp_path) == {name: files[name] for name in FILES if name not in UNPACKED}


def test_the_same_site_is_packed_to_the_same_bytes_and_the_copies_are_not_packed_again(tmp_path):
    for name in ("eilen", "tanaan"):
        disk.write_all(tmp_path / name, FILES)
        disk.pack(tmp_path / name)
    disk.pack(tmp_path / "tanaan")

    assert contents(tmp_path / "eilen") == contents(tmp_path / "tanaan")


def test_a_copy_follows_its_file_when_the_site_is_finished_again(tmp_path):
    disk.write_all(tmp_path, FILES)
    disk.pack_anew(tmp_path)
    never = contents(tmp_path)
    disk.pack(tmp_path)
    disk.write_all(tmp_path, {"index.html": "uusi"})
    (tmp_path / "tyhja.txt").unlink()
    disk.pack_anew(tmp_path)

    assert set(never) == set(FILES), "a site without copies gets none"
    assert copies(tmp_path)["index.html"] == b"uusi"
    assert "tyhja.txt.gz" not in contents(tmp_path)


def test_the_next_build_without_copies_has_none(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    for packing in (True, False):
        with disk.replaced(tmp_path / "site", disk.SITE, data) as fresh:
            disk.write_all(fresh, FILES)
            if packing:
                disk.pack(fresh)
        made = contents(tmp_path / "site")
        assert ("index.html.gz" in made) == packing

    assert set(made) == set(FILES)


@pytest.mark.sivusto
def test_a_packed_site_is_built_and_finished_again_to_the_same_bytes(project):
    where = ["--data", str(project / "data"), "--kohde", str(project / "site"), "--paiva", "2026-11-22"]
    built = main(["rakenna", "--pakattu", *where])
    before = contents(project / "site")
    finished = main(["viimeistele", *where])

    assert (built, finished) == (0, 0)
    assert contents(project / "site") == before
    text = {
        name for name in before if name.endswith((".html", ".css", ".js", ".json", ".svg", ".xml", ".csv"))
    }
    assert {"index.html", "search/search_index.json", "404.html"} <= text
    assert text <= set(copies(project / "site"))
    assert {name: before[name] for name in copies(project / "site")} == copies(project / "site")
