"""The commands that write, as a hurried person gives them their target: nothing of anyone's is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from katkot import pages
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from test_targets import tree

from bench.tapot import Kills, small_project
from hallinta import disk
from hallinta.cli import main
from hallinta.mkdocs_plugin import HallintaPlugin
from hallinta.pdf import is_our_pdf

ROOT = Path(__file__).resolve().parents[1]
DAY = "2026-11-22"
MEETING = "johtoryhma-2026-12"
WRITING = ("rakenna", "viimeistele", "sivut", "skeemat")


@pytest.fixture
def root(tmp_path, small_texts, monkeypatch) -> Path:
    """The small model as a project, with a stranger's folder beside it; the day's commands are given in it."""
    root = tmp_path / "koti" / "projekti"
    disk.write_all(
        root,
        {
            **small_texts,
            ".git/HEAD": "x",
            "hallinta/x.py": "x",
            "mkdocs.yml": "site_name: x\n",
            "b.pdf": "oma",
        },
    )
    disk.write_all(root.parent / "omat", {"kirje.txt": "oma"})
    (root / "linkki").symlink_to(root)
    (root / "poissa").symlink_to(root / "ei-ole")
    monkeypatch.chdir(root)
    monkeypatch.setenv("HOME", str(root.parent))
    return root


TARGETS = [
    *(
        ".",
        "",
        "data",
        "DATA/",
        "data/palvelut",
        "data/uusi",
        "docs",
        "docs/uusi",
        "..",
        "../omat",
        ".git",
        ".git/a",
    ),
    *(
        "hallinta",
        "hallinta/a",
        "mkdocs.yml",
        "mkdocs.yml/a",
        "linkki",
        "linkki/docs",
        "poissa",
        "site/..",
        "/",
    ),
    *("../../koti", "../projekti", "/dev/null", "tests/uusi", "docs/../data", "omituinen/../.git"),
]


@pytest.mark.parametrize("target", TARGETS)
def test_a_target_that_is_not_ours_is_refused_with_status_2_and_nothing_is_touched(
    root, tmp_path, capfd, target
):
    before = tree(tmp_path)

    for command in WRITING:
        status = main([command, "--paiva", DAY, "--kohde", target])
        said = capfd.readouterr()

        assert (status, said.out) == (2, ""), command
        assert said.err.startswith("Kohteeseen `")
        assert "\n    korjaus: " in said.err
    assert tree(tmp_path) == before


@pytest.mark.parametrize("command", ["sivut", "skeemat"])
def test_what_is_written_again_is_renewed_and_a_strangers_file_stays(root, capfd, command):
    target = root / "tuotos"

    assert main([command, "--paiva", DAY, "--kohde", str(target)]) == 0
    first = tree(target)
    (target / "kirje.txt").write_text("oma")
    assert main([command, "--paiva", DAY, "--kohde", str(target)]) == 0

    assert tree(target) == first | {"kirje.txt": "oma"}


def test_a_pack_is_written_over_a_pack_and_over_nothing_else(root, tmp_path, capfd):
    command = ["paketti", MEETING, "--paiva", DAY, "--kohde"]
    if main([*command, "a.pdf"]):
        pytest.skip(capfd.readouterr().err)
    first = Path("a.pdf").read_bytes()
    Path("toinen.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n%%EOF\n")
    Path("merkitty.pdf").write_bytes(first + b"\n5 0 obj\nhuomautus\nstartxref\n1\n%%EOF\n")

    assert main([*command, "a.pdf"]) == 0
    assert Path("a.pdf").read_bytes() == first
    before = tree(tmp_path)
    for target in (
        "toinen.pdf",
        "merkitty.pdf",
        "b.pdf",
        "data/asetukset.yaml",
        "data/a.pdf",
        "poissa",
        "linkki",
        ".",
    ):
        assert main([*command, target]) == 2, target
    assert tree(tmp_path) == before


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"oma", b"/ID [(hallintakasikirja) (x)]%%EOF"])
def test_only_a_whole_pack_is_known_for_ours(content):
    assert not is_our_pdf(content)


def test_a_new_record_never_takes_the_place_of_a_file_or_follows_a_link(root, tmp_path):
    (root / "data" / "termit" / "uusi.yaml").symlink_to(tmp_path / "muualle.yaml")
    (root / "data" / "ideat").rename(root / "data" / "ideat-oikea") if (
        root / "data" / "ideat"
    ).exists() else None
    (root / "data" / "ideat").symlink_to(root.parent / "omat")
    before = tree(tmp_path)

    assert main(["uusi", "termit", "--nimi", "Uusi", "--tunnus", "uusi"]) == 2
    assert main(["uusi", "ideat", "--nimi", "Uusi idea"]) == 2
    assert tree(tmp_path) == before


# --- a site under it --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def kills(tmp_path_factory) -> Kills:
    """The small project with a site of its own: ``bench/tapot.py`` kills its builds 200 times, this a few."""
    return Kills(small_project(tmp_path_factory.mktemp("tapot")))


@pytest.mark.sivusto
def test_a_killed_build_leaves_the_site_whole_and_the_next_one_sweeps(kills):
    for part in (0.2, 0.5, 0.8, 0.95, *([0.1] * 6)):  # the machine may be faster than when it was timed
        if kills.hit < 3:
            kills.build(part)
    kills.finish(0.8)

    assert kills.broken == []
    assert kills.hit >= 3
    kills.at_rest()
    assert kills.left() == []


@pytest.mark.sivusto
def test_a_build_killed_between_two_renames_is_put_back_by_the_next_one(kills):
    assert kills.forced() == []


@pytest.mark.sivusto
def test_two_builds_at_once_both_succeed_one_after_the_other(kills):
    both = [kills.start("rakenna") for _ in range(2)]
    ended = [(process.communicate(timeout=120)[1], process.returncode) for process in both]

    assert [status for _, status in ended] == [0, 0]
    assert sum("odotetaan" in said for said, _ in ended) == 1
    assert kills.left() == []
    assert kills.whole()


@pytest.mark.sivusto
def test_a_full_disk_is_told_of_the_target_and_the_old_site_stays(kills, tmp_path):
    place = tmp_path / "levy"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", place]
    if os.geteuid() or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("mounting needs root; a full disk is also made up in test_replacing.py")
    try:
        with disk.replaced(place / "site", disk.SITE, kills.root / "data") as fresh:
            disk.write_all(fresh, {"index.html": "vanha"})
        ran = subprocess.run(
            [sys.executable, "-m", "hallinta", "rakenna", "--paiva", DAY, "--kohde", place / "site"],
            cwd=kills.root,
            capture_output=True,
            text=True,
            timeout=120,
        )

        assert ran.stderr.endswith(f"Kohteeseen `{place / 'site'}` ei voi kirjoittaa: levy on täynnä.\n")
        assert ran.returncode == 2
        assert pages(place / "site") == {"index.html": "vanha"}
        assert [path.name for path in place.iterdir()] == ["site"]
    finally:
        subprocess.run(["umount", place], check=True)


OUTSIDE = (
    *("../ulos/index.html", "../../../../ulos.md", "a/../../ulos.md", "/ulos/index.html", "//ulos.md", ".."),
    *("a/..", "a/../../a.css", "a\\..\\..\\ulos.md", "a\0b.md"),
)


@pytest.mark.parametrize("serving", [False, True])
@pytest.mark.parametrize("address", OUTSIDE)
def test_no_file_of_the_engine_leads_out_of_the_sites_folder(tmp_path, address, serving, caplog):
    """The schema refuses such an address of a record; were it not to, nothing would be written there."""
    plugin = HallintaPlugin()
    plugin.serving = serving
    inside = [
        File(name, None, str(tmp_path), True) for name in ("index.md", "palvelut/..koski.md", "assets/a..css")
    ]
    files = Files([*inside, File(address, None, str(tmp_path), True)])

    if serving:
        plugin._refuse_outside(files)
        assert list(files) == inside
        assert "johtaa sivuston ulkopuolelle" in caplog.text
    else:
        with pytest.raises(PluginError, match="johtaa sivuston ulkopuolelle\n    korjaus: "):
            plugin._refuse_outside(files)


A_PAGE_OUTSIDE = """
import sys
from dataclasses import replace
from hallinta.cli import main
from hallinta.pages import Renderer
own = Renderer.pages
Renderer.pages = lambda self: [*own(self), replace(own(self)[0], address="../../ulos/sivu/")]
main(sys.argv[1:])
"""


@pytest.mark.sivusto
def test_a_page_outside_stops_the_build_in_words(kills, tmp_path):
    process = kills.start("rakenna", A_PAGE_OUTSIDE)

    assert (
        "sivun osoite `../../ulos/sivu/` johtaa sivuston ulkopuolelle" in process.communicate(timeout=120)[1]
    )
    assert not list(kills.root.parents[1].glob("ulos*"))
    assert kills.whole()


# --- a command line ---------------------------------------------------------------------------------------

LONG = "x" * 5000
ODD = (
    *(["tarkista", f"--{name}=--"] for name in ("data", "muoto", "vertaa", "paiva")),
    *([command, "--kohde=--"] for command in WRITING),
    *([command, f"--kohde={LONG}"] for command in WRITING),
    *(
        ["tarkista", f"--data={text}"]
        for text in (LONG, "/", "", "/proc", "/etc", "/dev/null", "a\0b", "\udcff", "docs")
    ),
    *(["rakenna", f"--kohde={text}"] for text in ("a\0b", "\udcff", f"a/{LONG}")),
    *(
        ["uusi", "kokous", "--ryhma", "johtoryhma", "--pvm", day]
        for day in ("9999-12-31", "0001-01-01", "1899-12-31")
    ),
    *(["tarkista", "--paiva", day] for day in ("9999-12-31", "0001-01-01", "2100-01-01", "\ud800", "")),
    *(["uusi", "termit", "--nimi", text] for text in ("\udcff", "a\0b")),
    ["uusi", "termit", "--nimi", "a", "--tunnus", LONG],
    ["saannot", "\udcff"],
    ["saannot", LONG],
    ["\0"],
    ["--", "--"],
    ["paketti", LONG, "--kohde", "a.pdf"],
    ["paketti", MEETING, "--kohde", LONG],
    *(
        ["palvele", "--osoite", text]
        for text in (f"{LONG}:80", "ä.fi:80", "a b:1", "1:2:3", "999.1.1.1:80", ":80", "x:")
    ),
)


@pytest.mark.parametrize(
    "arguments", ODD, ids=lambda arguments: " ".join(arguments)[:50].encode("unicode_escape").decode()
)
def test_no_command_line_ends_in_a_traceback_or_goes_on_for_ever(root, tmp_path, capfd, arguments):
    before = tree(tmp_path)
    try:
        status = main(arguments)
    except SystemExit as stop:
        status = int(stop.code or 0)

    assert status == 2
    assert capfd.readouterr().err
    assert tree(tmp_path) == before


@pytest.mark.parametrize(
    "closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-", ">/dev/full", "2>/dev/full", ">/dev/full 2>&1"]
)
@pytest.mark.parametrize("command", ["tarkista", "--ohje"])
def test_a_closed_or_full_stream_gives_no_traceback(root, command, closed):
    ran = subprocess.run(
        ["sh", "-c", f"'{sys.executable}' -m hallinta {command} {closed}"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=60,
    )

    assert ran.returncode in {0, 2}
    assert "Traceback" not in ran.stderr
    assert "None" not in ran.stderr


def test_an_interrupted_command_says_so(root, capfd, monkeypatch):
    def interrupted(options: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("hallinta.cli.checking.tarkista", interrupted)

    assert main(["tarkista"]) == 130
    assert capfd.readouterr().err == "Keskeytettiin.\n"
