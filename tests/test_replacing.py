"""A new site in an old one's place: at whatever moment it is stopped, the site that is served is whole."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from katkot import NEW, OLD, RUNS, SECOND, build, pages

from hallinta import disk
from hallinta.disk import products, replacing

HERE = Path(__file__).parent
DATA = HERE / "pienoismalli" / "data"


@pytest.fixture
def site(tmp_path) -> Path:
    """A site that was built earlier, in the project of its own."""
    (tmp_path / "data").mkdir()
    build(tmp_path / "site", OLD)
    return tmp_path / "site"


@pytest.fixture(params=[True, False], ids=["at once", "step by step"])
def swapping(request, monkeypatch) -> bool:
    """With the system's exchange of two names, and without it."""
    if not request.param:
        monkeypatch.setattr(replacing, "exchange", lambda one, other: False)
    return request.param


def beside(site: Path) -> list[str]:
    return sorted(path.name for path in site.parent.iterdir() if path.name not in ("data", site.name))


# --- what takes whose place -----------------------------------------------------------------------------


def test_a_finished_folder_takes_the_old_ones_place_whole(site, swapping):
    with disk.replaced(site, disk.SITE, site.parent / "data") as fresh:
        disk.write_all(fresh, NEW)

        assert pages(site) == OLD
    assert pages(site) == NEW
    assert beside(site) == []


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_an_unfinished_folder_leaves_the_old_one_as_it_was(site, swapping, error):
    def unfinished() -> None:
        with disk.replaced(site, disk.SITE, site.parent / "data") as fresh:
            disk.write_all(fresh, NEW)
            raise error

    with pytest.raises(error):
        unfinished()

    assert pages(site) == OLD
    assert beside(site) == []


def test_this_system_exchanges_two_folders_at_once(tmp_path):
    """CI runs on Linux: where it could not, the gap between two renames would come back unseen."""
    for name in "ab":
        disk.write_all(tmp_path / name, {"oma": name})

    assert replacing.exchange(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "a" / "oma").read_text() == "b"
    with pytest.raises(FileNotFoundError):
        replacing.exchange(tmp_path / "a", tmp_path / "ei-ole")


def test_whoever_looks_all_the_time_always_sees_a_site(site):
    done = threading.Event()
    missing: list[str] = []

    def look() -> None:
        while not done.is_set():
            try:
                (site / "index.html").read_bytes()
            except OSError as error:
                missing.append(str(error))

    looking = threading.Thread(target=look)
    looking.start()
    for _ in range(5):
        build(site, NEW)
        build(site, OLD)
    done.set()
    looking.join()

    assert missing == []


def test_a_folder_that_did_not_exist_appears_with_its_parents(tmp_path):
    (tmp_path / "projekti" / "data").mkdir(parents=True)
    target = tmp_path / "a" / "b" / "site"

    with disk.replaced(target, disk.SITE, tmp_path / "projekti" / "data") as fresh:
        disk.write_all(fresh, NEW)

    assert pages(target) == NEW


def test_a_link_to_the_folder_stays_a_link(site, swapping, tmp_path):
    (tmp_path / "julkinen").symlink_to(site)
    (tmp_path / "toinen").symlink_to("julkinen")

    build(tmp_path / "toinen", NEW)

    assert (tmp_path / "julkinen").is_symlink()
    assert (tmp_path / "toinen").readlink() == Path("julkinen")
    assert pages(site) == NEW


def test_a_renewed_site_begins_with_what_there_was(site):
    with disk.replaced(site, disk.SITE, site.parent / "data", renewed=True) as fresh:
        disk.write_all(fresh, {"index.html": "viimeistelty"})

        assert pages(site) == OLD
    assert pages(site) == OLD | {"index.html": "viimeistelty"}


@pytest.mark.parametrize("there", [None, {}, {"index.html": "toisen"}])
def test_only_a_built_site_is_renewed(tmp_path, there):
    (tmp_path / "data").mkdir()
    if there is not None:
        (tmp_path / "site").mkdir()
        disk.write_all(tmp_path / "site", there)

    with (
        pytest.raises(disk.TargetRefused, match="korjaus: "),
        disk.replaced(tmp_path / "site", disk.SITE, tmp_path / "data", renewed=True),
    ):
        pass
    assert pages(tmp_path / "site") == there


def test_the_marker_tells_the_same_of_the_same_site_and_nothing_but_its_files(site):
    first = (site / disk.MARKER).read_bytes()
    build(site, NEW)
    build(site, dict(reversed(OLD.items())))

    assert (site / disk.MARKER).read_bytes() == first
    assert json.loads(first) == {"tuote": "sivusto", "tiedostot": {"a/index.html": [], "index.html": []}}


@pytest.mark.parametrize("mode", [None, 0o755, 0o750, 0o700])
def test_files_are_readable_as_their_folder_is_whatever_the_umask(tmp_path, mode):
    (tmp_path / "data").mkdir()
    site = tmp_path / "site"
    before = os.umask(0o077)
    try:
        build(site, OLD)
        if mode is not None:
            site.chmod(mode)
        build(site, NEW)
    finally:
        os.umask(before)

    wanted = mode or 0o755
    modes = {path.relative_to(tmp_path).as_posix(): path.stat().st_mode & 0o777 for path in site.rglob("*")}
    assert site.stat().st_mode & 0o777 == wanted
    assert modes.pop("site/b") == wanted
    assert set(modes.values()) == {wanted & 0o666}


# --- stopped --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def cuts(tmp_path_factory) -> list[dict[str, object]]:
    """A build that was killed, interrupted or refused by the disk, at each step: ``tests/katkot.py``."""
    ran = subprocess.run(
        [sys.executable, HERE / "katkot.py", tmp_path_factory.mktemp("katkot")],
        env={**os.environ, "PYTHONPATH": str(HERE.parent)},
        capture_output=True,
        check=True,
    )
    return [json.loads(line) for line in ran.stdout.splitlines()]


def test_a_build_is_stopped_at_every_step(cuts):
    for at_once, how, _ in RUNS:
        assert len([cut for cut in cuts if (cut["kerralla"], cut["miten"]) == (at_once, how)]) > 20


def test_wherever_it_is_stopped_the_site_is_whole(cuts):
    gaps = [cut for cut in cuts if cut["jälkeen"] is None]

    assert [cut for cut in cuts if cut["jälkeen"] not in (OLD, NEW, None)] == []
    assert [cut for cut in gaps if cut["kerralla"]] == [], "the exchange leaves no moment without a site"
    assert {cut["miten"] for cut in gaps} <= {"tapettu"}, "who lives puts the old one back"


def test_the_next_build_puts_an_orphaned_site_back_even_if_it_fails(cuts):
    gaps = [cut for cut in cuts if cut["jälkeen"] is None]

    assert gaps, "the window between two renames was not met"
    assert [cut for cut in gaps if cut["palautettu"] != OLD] == []


def test_the_next_build_sweeps_what_was_left(cuts):
    assert [cut for cut in cuts if cut["lopuksi"] != SECOND] == []
    assert [cut for cut in cuts if cut["kansiossa"] != ["site"]] == []


@pytest.mark.parametrize(
    "stop", [OSError(errno.EBUSY, "busy"), KeyboardInterrupt()], ids=["refused", "interrupted"]
)
def test_when_neither_can_be_put_in_place_both_are_kept(site, monkeypatch, stop):
    own, moved = Path.rename, []

    def once(path: Path, target: Path) -> Path:
        if moved:
            raise stop
        moved.append(path)
        return own(path, target)

    monkeypatch.setattr(replacing, "exchange", lambda one, other: False)
    monkeypatch.setattr(Path, "rename", once)
    with pytest.raises((disk.TargetUnwritable, KeyboardInterrupt)):
        build(site, NEW)
    monkeypatch.undo()

    assert sorted(map(str, (pages(folder) for folder in site.parent.glob(".site-*")))) == sorted(
        map(str, (OLD, NEW))
    )
    build(site, SECOND)
    assert pages(site) == SECOND
    assert beside(site) == []


@pytest.mark.parametrize(
    "name", [".site-uusi-muistio", ".site-uusi-abcdefgh", ".site-vanha-abcdefgh", ".sitex-uusi-abcdefgh"]
)
def test_what_only_looks_like_a_leftover_stays(site, name):
    disk.write_all(site.parent / name, {"kirje.txt": "oma"})

    build(site, NEW)

    assert (site.parent / name / "kirje.txt").read_text() == "oma"


def test_a_link_that_looks_like_a_leftover_is_not_followed(site, tmp_path):
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    products.mark_unfinished(theirs)
    disk.write_all(theirs, {"kirje.txt": "oma"})
    (tmp_path / ".site-uusi-abcdefgh").symlink_to(theirs)

    build(site, NEW)

    assert (theirs / "kirje.txt").read_text() == "oma"


# --- two at once ----------------------------------------------------------------------------------------


def test_a_second_build_waits_for_the_first_and_tells_so(site):
    waited = threading.Event()

    def second() -> None:
        with disk.replaced(site, disk.SITE, site.parent / "data", waiting=waited.set) as fresh:
            disk.write_all(fresh, SECOND)

    other = threading.Thread(target=second)
    with disk.replaced(site, disk.SITE, site.parent / "data") as fresh:
        other.start()

        assert waited.wait(10)
        assert beside(site) == sorted([".site-lukko", fresh.name]), "the running build's folder is not swept"
        disk.write_all(fresh, NEW)
    other.join(10)
    assert pages(site) == SECOND
    assert beside(site) == []


def test_a_build_that_never_ends_is_not_waited_for_for_ever(site, monkeypatch):
    monkeypatch.setattr(replacing, "_PATIENCE", 2)
    monkeypatch.setattr(replacing, "_PAUSE", 0.01)

    with (
        disk.replaced(site, disk.SITE, site.parent / "data"),
        pytest.raises(disk.TargetRefused, match="toinen rakennus on yhä kesken"),
    ):
        build(site, NEW)


def test_the_lock_of_a_killed_build_holds_nobody(site):
    (site.parent / ".site-lukko").touch()

    build(site, NEW)

    assert beside(site) == []


@pytest.mark.parametrize(
    "make", [lambda path: path.write_text("oma"), os.mkfifo, lambda path: path.symlink_to("x")]
)
def test_what_is_not_a_lock_is_not_taken_for_one(site, make):
    make(site.parent / ".site-lukko")

    with pytest.raises((disk.TargetRefused, disk.TargetUnwritable)):
        build(site, NEW)
    assert pages(site) == OLD
    assert beside(site) == [".site-lukko"]


def test_where_there_are_no_locks_a_build_goes_on_and_sweeps_nothing(site, monkeypatch):
    left = site.parent / ".site-uusi-abcdefgh"
    left.mkdir()
    monkeypatch.setattr(
        replacing.fcntl, "flock", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOLCK, "no locks"))
    )

    build(site, NEW)

    assert pages(site) == NEW
    assert left.exists()


# --- a disk that refuses ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "name", "said"),
    [
        (errno.ENOSPC, None, "levy on täynnä"),
        (errno.ENOSPC, "/x/.venv/lib/material/bundle.js", "levy on täynnä"),
        (errno.EROFS, None, "levylle ei voi kirjoittaa"),
        (errno.EDQUOT, None, "levykiintiö on täynnä"),
        (errno.EIO, "/x/y", "levy ei toimi"),
        (errno.EACCES, "{fresh}/index.html", "käyttöoikeus puuttuu"),
    ],
)
def test_a_disk_that_refuses_is_told_of_the_target_and_the_old_site_stays(site, number, name, said):
    with (
        pytest.raises(disk.TargetUnwritable) as told,
        disk.replaced(site, disk.SITE, site.parent / "data") as fresh,
    ):
        raise OSError(number, "in English", name and name.format(fresh=fresh))

    assert str(told.value) == f"Kohteeseen `{site}` ei voi kirjoittaa: {said}."
    assert pages(site) == OLD
    assert beside(site) == []


def test_a_file_of_the_project_that_cannot_be_read_is_told_by_its_own_name(site):
    with pytest.raises(PermissionError), disk.replaced(site, disk.SITE, site.parent / "data"):
        raise PermissionError(errno.EACCES, "in English", str(site.parent / "data" / "asetukset.yaml"))


@pytest.fixture
def small_disk(tmp_path) -> Iterator[Path]:
    """A disk of its own, of 64 kilobytes."""
    place = tmp_path / "levy"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", place]
    if os.geteuid() or not shutil.which("mount") or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("mounting needs root; a full disk is also made up above")
    try:
        (place / "data").mkdir()
        yield place
    finally:
        subprocess.run(["umount", place], check=True)


@pytest.mark.parametrize("pages_of_one", [1, 40])
def test_a_full_disk_keeps_the_old_site(small_disk, pages_of_one):
    site = small_disk / "site"
    build(site, OLD)

    with pytest.raises(disk.TargetUnwritable, match="levy on täynnä"):
        build(site, {f"{number}.html": "x" * (100_000 // pages_of_one) for number in range(pages_of_one)})
    assert pages(site) == OLD
    assert beside(site) == []


def test_a_full_disk_keeps_written_pages_whole(small_disk):
    target = small_disk / "sivut"
    disk.write_product(target, disk.WRITTEN_PAGES, OLD, small_disk / "data")

    with pytest.raises(disk.TargetUnwritable, match="levy on täynnä"):
        disk.write_product(target, disk.WRITTEN_PAGES, NEW | {"c": "x" * 100_000}, small_disk / "data")
    assert pages(target) == OLD


def test_a_disk_for_reading_only_is_told(small_disk):
    build(small_disk / "site", OLD)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)

    for target in (small_disk / "site", small_disk / "uusi", small_disk / "a" / "b"):
        with (
            pytest.raises(disk.TargetUnwritable, match=f"`{target}`.*levylle ei voi kirjoittaa"),
            disk.replaced(target, disk.SITE, small_disk / "data"),
        ):
            pass
    assert pages(small_disk / "site") == OLD


# --- clearing ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stranger", [None, "kirje.txt"])
def test_clearing_takes_what_builds_have_made_and_nothing_else(site, stranger):
    left = site.parent / ".site-uusi-abcdefgh"
    left.mkdir()
    products.mark_unfinished(left)
    if stranger:
        disk.write_all(site, {stranger: "oma"})

    disk.clear(str(site))

    assert pages(site) == ({stranger: "oma"} if stranger else None)
    assert beside(site) == []


def test_clearing_leaves_a_folder_that_was_not_built(tmp_path):
    disk.write_all(tmp_path / "site", {"index.html": "toisen"})

    disk.clear(str(tmp_path / "site"))
    disk.clear(str(tmp_path / "ei-ole"))

    assert pages(tmp_path / "site") == {"index.html": "toisen"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
