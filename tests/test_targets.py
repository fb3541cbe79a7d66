"""Nothing that the tool did not make is ever deleted or overwritten."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from hallinta import disk
from hallinta.disk import products, targets

PAGES = {"index.md": "uusi", "palvelut/koski.md": "uusi"}


def tree(folder: Path) -> dict[str, str]:
    """Everything there is, by name: a file's text, a link's target, what else it is."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = f"→ {path.readlink()}"
        elif path.is_file():
            found[name] = path.read_text("utf-8", "replace")
        else:
            found[name] = "kansio" if path.is_dir() else "muu"
    return found


def made(folder: Path) -> dict[str, str]:
    """The files of a product, without its marker."""
    return {name: text for name, text in tree(folder).items() if text != "kansio" and name != disk.MARKER}


def build(target: Path, root: Path, text: str = "uusi") -> None:
    with disk.replaced(target, disk.SITE, root / "data") as fresh:
        disk.write_all(fresh, {"index.html": text, "palvelut/koski/index.html": text})


def write(target: Path, root: Path, files: dict[str, str] | None = None) -> None:
    disk.write_product(target, disk.WRITTEN_PAGES, PAGES if files is None else files, root / "data")


@pytest.fixture
def root(tmp_path, monkeypatch) -> Path:
    """A project, with all around it that a target may be mistaken for."""
    home = tmp_path / "koti"
    disk.write_all(home, {"omat/kirje.txt": "x", "omat/.hallinta": "x"})
    root = home / "projekti"
    names = ("data/asetukset.yaml", "data/palvelut/koski.yaml", "docs/index.md", "macros/__init__.py")
    names += ("hallinta/__init__.py", "tests/test.py", ".git/HEAD", ".git/refs/main", "mkdocs.yml")
    disk.write_all(root, dict.fromkeys(names, "x"))
    for name in ("data/tyhja", "docs/tyhja", ".git/tyhja"):
        (root / name).mkdir()
    links = {"projekti-linkki": root, "data-linkki": root / "data", "tiedosto-linkki": root / "mkdocs.yml"}
    links |= {"poissa": home / "poissa-on", "kierto": root / "kierto"}
    for name, there in links.items():
        (root / name).symlink_to(there)
    os.mkfifo(root / "putki")
    monkeypatch.chdir(root)
    monkeypatch.setenv("HOME", str(home))
    return root


REFUSED = (
    *(".", "./", "", "..", "../..", "/", "~", "../projekti", "../../koti/projekti"),
    *("data", "data/", "data/palvelut", "data/tyhja", "data/uusi", "data/uusi/site", "./data/../data"),
    *(
        "docs",
        "docs/tyhja",
        "docs/uusi",
        "Docs",
        "DATA/uusi",
        "macros",
        "hallinta",
        "hallinta/uusi",
        "Tests/a",
    ),
    *(
        ".git",
        ".git/tyhja",
        ".git/uusi",
        ".GIT/uusi",
        "muu/.git/uusi",
        ".venv",
        ".venv/uusi",
        "bench",
        ".gitlab",
    ),
    *("site/..", "site/../data", "olematon/../docs/uusi", "data/../../projekti"),
    *(
        "projekti-linkki",
        "projekti-linkki/docs/uusi",
        "data-linkki",
        "data-linkki/uusi",
        "projekti-linkki/..",
    ),
    *(
        "mkdocs.yml",
        "mkdocs.yml/site",
        "tiedosto-linkki",
        "putki",
        "poissa",
        "poissa/site",
        "kierto",
        "kierto/a",
    ),
    *("../omat", "../omat/.", "../omat/kirje.txt", "/dev/null", "/dev", "/etc", "/proc"),
)


@pytest.mark.parametrize("target", REFUSED)
def test_a_target_that_is_not_ours_is_refused_with_the_way_out_and_nothing_is_touched(root, tmp_path, target):
    path = Path(os.path.expanduser(target))  # noqa: PTH111 - as the shell gives it
    before = tree(tmp_path)

    for refused in (build, write):
        with pytest.raises(disk.TargetRefused, match=r"(?s)ei kirjoiteta: .*\n    korjaus: "):
            refused(path, root)
    assert tree(tmp_path) == before


@pytest.mark.parametrize(
    "target", ["site", "../site", "build/site", "../a/b/site", "tyhja", "linkki", "data2"]
)
def test_a_new_or_empty_folder_outside_the_sources_is_written(root, target):
    (root / "tyhja").mkdir()
    (root / "tyhja" / ".DS_Store").write_text("a file manager's")
    (root.parent / "julkinen").mkdir()
    (root / "linkki").symlink_to(root.parent / "julkinen")

    build(Path(target), root, "eka")
    build(Path(target), root, "toka")

    assert made(Path(target).resolve()) == {"index.html": "toka", "palvelut/koski/index.html": "toka"}
    assert (root / "linkki").is_symlink()


def test_the_data_folder_of_another_name_is_a_source_too(root, tmp_path):
    (tmp_path / "tiedot").mkdir()

    for target in (tmp_path / "tiedot", tmp_path / "tiedot" / "site", tmp_path):
        with pytest.raises(disk.TargetRefused):
            disk.check_product(target, disk.SITE, tmp_path / "tiedot")


def test_the_code_that_is_running_is_a_source_wherever_the_data_is(root):
    for target in (
        products.__file__,
        Path(products.__file__).parent,
        Path(products.__file__).parents[1] / "uusi",
    ):
        with pytest.raises(disk.TargetRefused):
            disk.check_product(Path(target), disk.SITE, root / "data")


def test_a_source_is_known_by_whatever_name_it_is_mounted(root, tmp_path, monkeypatch):
    """The numbers of a folder are the same in every mount and by every spelling; here two paths share them."""
    mounted = tmp_path / "liitos"
    (mounted / "uusi").mkdir(parents=True)
    own = targets._identity

    for source in ("data/palvelut", "docs", ".git"):
        there = own(root / source)
        monkeypatch.setattr(
            targets, "_identity", lambda path, there=there: there if path == mounted else own(path)
        )
        for target in (mounted, mounted / "uusi"):
            with pytest.raises(disk.TargetRefused, match="lähteissä"):
                disk.check_product(target, disk.SITE, root / "data")


def test_a_source_mounted_elsewhere_is_refused(root, tmp_path):
    mounted = tmp_path / "liitos"
    mounted.mkdir()
    if (
        os.geteuid()
        or subprocess.run(["mount", "--bind", root / "docs", mounted], capture_output=True).returncode
    ):
        pytest.skip("mounting needs root")
    try:
        with pytest.raises(disk.TargetRefused, match="lähteissä"):
            disk.check_product(mounted / "uusi", disk.SITE, root / "data")
    finally:
        subprocess.run(["umount", mounted], check=True)


# --- an earlier product ---------------------------------------------------------------------------------

STRANGE = {"kirje.txt": "oma", "palvelut/koski/oma.txt": "oma", ".well-known/a": "oma", "CNAME": "oma"}


@pytest.mark.parametrize("name", STRANGE)
def test_a_site_with_something_of_others_in_it_is_left_alone_and_told_what_is_there(root, name):
    build(Path("site"), root, "vanha")
    disk.write_all(root / "site", {name: "oma"})
    before = tree(root)

    with pytest.raises(disk.TargetRefused, match=f"muutakin kuin ohjelman tekemää: `{name}`"):
        build(Path("site"), root)
    assert tree(root) == before


@pytest.mark.parametrize("link", ["kirje.txt", "palvelut"])
def test_a_link_in_a_site_is_not_ours_and_is_not_followed(root, link):
    build(Path("site"), root)
    if link == "palvelut":
        disk.write_all(root.parent / "omat", {"koski/index.html": "oma"})
        (root / "site" / "palvelut" / "koski" / "index.html").unlink()
        (root / "site" / "palvelut" / "koski").rmdir()
        (root / "site" / "palvelut").rmdir()
    (root / "site" / link).symlink_to(root.parent / "omat")
    before = tree(root.parent)

    with pytest.raises(disk.TargetRefused, match=link):
        build(Path("site"), root)
    assert tree(root.parent) == before


@pytest.mark.parametrize(
    "marker",
    [
        "",
        "[]",
        "{}",
        "\x00",
        '{"tuote": "sivusto"}',
        '{"tuote": "sivusto", "tiedostot": []}',
        '{"tuote": "sivusto", "tiedostot": {}}',
        '{"tuote": "sivusto", "tiedostot": {"../kirje.txt": []}}',
        '{"tuote": "sivusto", "tiedostot": {"kirje.txt": 1}}',
        "[" * 100_000,
    ],
)
def test_a_marker_that_is_not_ours_opens_nothing(root, marker):
    folder = root.parent / "omat"
    disk.write_all(folder, {disk.MARKER: marker})
    before = tree(folder)

    for refused in (build, write):
        with pytest.raises(disk.TargetRefused):
            refused(folder, root)
    assert tree(folder) == before


def test_a_list_made_up_by_someone_leads_nowhere_outside_the_folder(root):
    names = ("../../omat/kirje.txt", str(root.parent / "omat" / "kirje.txt"), "a/../../x")
    mine = products.Product(disk.WRITTEN_PAGES, dict.fromkeys(names, ()))
    (root / "sivut").mkdir()
    products.mark(root / "sivut", mine)

    write(Path("sivut"), root)

    assert made(root / "sivut") == PAGES
    assert made(root.parent / "omat") == {".hallinta": "x", "kirje.txt": "x"}


@pytest.mark.parametrize("was_site", [True, False])
def test_one_product_never_takes_anothers_place(root, was_site):
    first, second = (build, write) if was_site else (write, build)
    first(Path("tuote"), root)
    before = tree(root / "tuote")

    with pytest.raises(disk.TargetRefused, match="kansiossa on toinen tuote"):
        second(Path("tuote"), root)
    assert tree(root / "tuote") == before


def test_a_site_from_before_the_marker_is_refused_and_stays(root):
    disk.write_all(root / "site", {"index.html": "vanha", "search/search_index.json": "{}"})

    with pytest.raises(
        disk.TargetRefused, match=r"ei ohjelman merkkiä.*\n *korjaus: poista tai siirrä se itse"
    ):
        build(Path("site"), root)
    assert made(root / "site") == {"index.html": "vanha", "search/search_index.json": "{}"}


# --- files written into a folder of ours -------------------------------------------------------------------


def test_what_an_earlier_run_wrote_and_this_one_does_not_goes_and_what_others_wrote_stays(root):
    write(Path("sivut"), root, {"a.md": "1", "b/c.md": "1", "b/d/e.md": "1", "f/g.md": "1"})
    disk.write_all(root / "sivut", {"f/oma.md": "oma", ".git/HEAD": "oma"})

    write(Path("sivut"), root, {"a.md": "2"})

    assert made(root / "sivut") == {"a.md": "2", "f/oma.md": "oma", ".git/HEAD": "oma"}
    assert not (root / "sivut" / "b").exists()


def test_a_file_of_someone_else_in_the_way_stops_everything_before_anything_is_written(root):
    write(Path("sivut"), root, {"a.md": "1", "poistuva.md": "1"})
    outside = root.parent / "omat"
    for name in ("b.md", "c/d.md", "same.md"):
        disk.write_all(root / "sivut", {name: "oma"})
    (root / "sivut" / "linkki.md").symlink_to(outside / "kirje.txt")
    (root / "sivut" / "rikki.md").symlink_to(outside / "ei-ole")
    (root / "sivut" / "linkkikansio").symlink_to(outside)
    (root / "sivut" / "kansio.md").mkdir()
    before = tree(root.parent)

    for name in (
        "b.md",
        "c/d.md",
        "same.md",
        "b.md/x.md",
        "linkki.md",
        "rikki.md",
        "linkkikansio/x.md",
        "kansio.md",
    ):
        with pytest.raises(disk.TargetRefused, match=f"muun kuin tämän komennon kirjoittamaa: `{name}`"):
            write(Path("sivut"), root, {"a.md": "2", name: "oma" if name == "same.md" else "2"})
        assert tree(root.parent) == before, name


@pytest.mark.parametrize("still_made", [True, False])
def test_a_page_that_someone_has_edited_is_neither_overwritten_nor_deleted(root, still_made):
    write(Path("sivut"), root, {"a.md": "1", "b.md": "1"})
    (root / "sivut" / "a.md").write_text("muokattu")

    if still_made:
        with pytest.raises(disk.TargetRefused, match=r"`a\.md`"):
            write(Path("sivut"), root, {"a.md": "2", "b.md": "2"})
    else:
        write(Path("sivut"), root, {"b.md": "1"})
    assert made(root / "sivut") == {"a.md": "muokattu", "b.md": "1"}


# --- one document ---------------------------------------------------------------------------------------


def ours(content: bytes) -> bool:
    return content.startswith(b"OUR")


def document(path: Path, root: Path) -> None:
    disk.write_document(path, b"OUR new", root / "data", ours)


@pytest.mark.parametrize("name", ["a.pdf", "b/c/d.pdf", "../omat/e.pdf"])
def test_a_document_is_written_where_nothing_is_and_over_one_of_ours(root, name):
    document(Path(name), root)
    document(Path(name), root)

    assert Path(name).read_bytes() == b"OUR new"
    assert [path.name for path in root.rglob(".*-uusi-*")] == []


@pytest.mark.parametrize(
    "name",
    [
        *(
            "mkdocs.yml",
            "../omat/kirje.txt",
            "data/a.pdf",
            "data/asetukset.yaml",
            "docs/uusi/a.pdf",
            ".git/a.pdf",
        ),
        *(
            "tiedosto-linkki",
            "poissa",
            "kierto",
            "putki",
            "mkdocs.yml/a.pdf",
            "data-linkki/a.pdf",
            "docs",
            ".",
        ),
        "/dev/null",
    ],
)
def test_a_document_never_takes_the_place_of_anything_else(root, tmp_path, name):
    before = tree(tmp_path)

    with pytest.raises(disk.TargetRefused, match="korjaus: "):
        document(Path(name), root)
    assert tree(tmp_path) == before
