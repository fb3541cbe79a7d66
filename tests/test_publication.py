"""What a build says of its history, and when it would rather stop; the sitemap that tells the days."""

from __future__ import annotations

import gzip
import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from test_history import _only_the_tests_own_git, commit, git  # noqa: F401  # the fixture is automatic

from hallinta import mkdocs_plugin
from hallinta.cli import main
from hallinta.disk import SITE as SITE_FOLDER
from hallinta.disk import read_project, replaced, write_all
from hallinta.exports.sitemap import prose_pages, sitemap
from hallinta.handbook import load
from hallinta.pages import Renderer, Site
from hallinta.versions import Past

ROOT = Path(__file__).resolve().parents[1]
DAY = date(2026, 11, 22)
SITE = "https://kasikirja.example/k/"


# --- a build and its history ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    """The small handbook as a project of its own in git, in two commits."""
    root = tmp_path_factory.mktemp("julkaisu") / "projekti"
    small = ROOT / "tests" / "pienoismalli"
    for name in ("data", "docs"):
        shutil.copytree(small / name, root / name)
    shutil.copytree(ROOT / "docs" / "assets", root / "docs" / "assets", dirs_exist_ok=True)
    shutil.copytree(ROOT / "macros", root / "macros", ignore=shutil.ignore_patterns("__pycache__"))
    (root / "hallinta").symlink_to(ROOT / "hallinta")
    settings = (ROOT / "mkdocs.yml").read_text("utf-8").partition("\nnav:")[0]
    write_all(
        root, {"mkdocs.yml": settings.partition("\nnot_in_nav:")[0] + "\n", ".gitignore": "hallinta\nsite\n"}
    )
    git(root, "init", "--quiet", "--initial-branch", "main")
    commit(root, "2026-11-01T10:00:00+0200")
    service = root / "data" / "palvelut" / "mallipalvelu.yaml"
    commit(
        root,
        "2026-11-03T10:00:00+0200",
        **{"data/palvelut/mallipalvelu.yaml": f"{service.read_text('utf-8')}huomautus: Muistettava.\n"},
    )
    return root


@pytest.fixture
def project(whole, tmp_path, monkeypatch) -> Path:
    """A copy that a test may spoil, outside of any pipeline."""
    for name in ("CI", "CI_PAGES_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    return shutil.copytree(whole, tmp_path / "projekti", symlinks=True)


def shallow(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(project.parent, "clone", "--quiet", "--depth", "1", project.as_uri(), "kopio")
    shutil.rmtree(project / ".git")
    (project.parent / "kopio" / ".git").rename(project / ".git")


def outside_git(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(project / ".git")


def owned_by_another(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")


def without_git(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(project))


def unborn(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(project, "checkout", "--quiet", "--orphan", "tyhja")


SPOILT = [
    (shallow, "GIT_DEPTH: 0"),
    (outside_git, "kloonaa projekti gitillä"),
    (owned_by_another, "safe.directory"),
    (without_git, "asenna git"),
    (unborn, "git commit"),
]


@pytest.mark.parametrize(("spoil", "way_out"), SPOILT)
@pytest.mark.parametrize(
    "publishing", [{"CI": "true"}, {"CI_PAGES_URL": SITE}, {"CI": "1", "CI_PAGES_URL": SITE}], ids=str
)
def test_what_is_published_has_its_whole_history_or_is_not_built(
    project, monkeypatch, capfd, publishing, spoil, way_out
):
    spoil(project, monkeypatch)
    for name, value in publishing.items():
        monkeypatch.setenv(name, value)
    with replaced(project / "site", SITE_FOLDER, project / "data") as fresh:
        write_all(fresh, {"index.html": "aiempi"})
    built = main(
        ["rakenna", "--data", str(project / "data"), "--kohde", str(project / "site"), "--paiva", str(DAY)]
    )
    told = capfd.readouterr().err

    assert built == 1
    assert "Sivustoa ei rakennettu" in told
    assert "julkaistavassa sivustossa on oltava muutoshistoria" in told
    assert way_out in told
    assert "Traceback" not in told
    assert (project / "site" / "index.html").read_text() == "aiempi"


@pytest.mark.parametrize(("spoil", "way_out"), SPOILT)
def test_elsewhere_the_site_is_built_and_what_it_lacks_is_told(project, monkeypatch, spoil, way_out):
    """Told once, to the person who builds; the pages say that the days are not known."""
    spoil(project, monkeypatch)
    monkeypatch.setenv("CI", "false")
    handbook = load(read(project), DAY).handbook
    renderer = mkdocs_plugin.renderer_of(project / "data", handbook)
    (told,) = renderer.site.history_warnings
    pages = {page.address: page.body for page in renderer.pages()}

    assert told.startswith("Muutoshistoria puuttuu tai on vajaa: ")
    assert way_out in told
    assert "Muutoshistoriaa ei ole saatavilla." in pages["muutokset/"]
    assert "Tiedot muuttuivat viimeksi: " in pages["palvelut/mallipalvelu/"]
    assert "päivä ei ole tiedossa" in pages["palvelut/mallipalvelu/"]


def read(project: Path) -> dict[str, bytes]:
    return read_project(project / "data")


def built(project: Path, **options: object) -> Path:
    target = project / "site"
    mkdocs_plugin.build(project, target, project / "data", DAY, finishing=False, **options)
    return target


def test_a_published_build_tells_the_days_of_its_history(project, monkeypatch):
    monkeypatch.setenv("CI_PAGES_URL", SITE)
    told: list[str] = []
    site = built(project, tell=told.append)
    days = lastmods((site / "sitemap.xml").read_text("utf-8"))

    assert told == []
    assert days[f"{SITE}palvelut/mallipalvelu/"] == "2026-11-03"
    assert days[f"{SITE}palvelut/mallirekisteri/"] == days[f"{SITE}ryhmat/"] == "2026-11-01"
    assert days[f"{SITE}palvelut/"] == "2026-11-03"
    assert days[SITE] == "2026-11-01"
    assert days[f"{SITE}muokkaajalle/saannot/HAL-001/"] is None
    assert gzip.decompress((site / "sitemap.xml.gz").read_bytes()) == (site / "sitemap.xml").read_bytes()
    noindex = {
        f"{SITE}{path.parent.relative_to(site).as_posix()}/"
        for path in site.rglob("index.html")
        if '<meta name="robots" content="noindex">' in path.read_text("utf-8")
    }
    pages = {f"{SITE}{path.parent.relative_to(site).as_posix()}/" for path in site.rglob("index.html")}
    assert noindex
    assert set(days) == {page.removesuffix("./") for page in pages - noindex}


def test_a_local_build_goes_on_without_a_history_and_has_no_sitemap(project, monkeypatch):
    outside_git(project, monkeypatch)
    told: list[str] = []
    site = built(project, tell=told.append)

    assert [text.partition(":")[0] for text in told] == ["Muutoshistoria puuttuu tai on vajaa"]
    assert list(site.glob("sitemap*")) == []
    assert "DTSTAMP:20200101T000000Z" in (site / "kalenteri" / "kaikki.ics").read_text("utf-8")


def test_a_date_that_cannot_be_true_is_told_and_stops_nothing(project, monkeypatch):
    commit(
        project, "@253402300800 +0000", **{"docs/index.md": "---\ntitle: Etusivu\n---\n# Etusivu\n\nUusi.\n"}
    )
    renderer = mkdocs_plugin.renderer_of(project / "data", load(read(project), DAY).handbook)
    (told,) = renderer.site.history_warnings

    assert "päiväys ei voi pitää paikkaansa (`253402300800`)" in told
    assert renderer.site.changed["docs/index.md"] == date(2026, 11, 3)
    assert renderer.site.history_problem is None


def test_a_preview_tells_once_and_goes_on_whatever_its_address(project, monkeypatch):
    outside_git(project, monkeypatch)
    handbook = load(read(project), DAY).handbook
    plugin = mkdocs_plugin.HallintaPlugin()
    plugin.on_startup(command="serve", dirty=False)
    told: list[str] = []
    plugin.tell = told.append
    for _ in range(3):
        plugin._renderer(project / "data", handbook, "http://127.0.0.1:8000/")

    assert len(told) == 1
    assert "kloonaa projekti gitillä" in told[0]


@pytest.mark.parametrize("command", ["tarkista", "muutokset"])
@pytest.mark.parametrize(
    ("spoil", "way_out"),
    [
        (owned_by_another, "safe.directory"),
        (without_git, "asenna git"),
        (outside_git, "kloonaa projekti gitillä"),
    ],
)
def test_a_comparison_that_git_refuses_says_why(project, monkeypatch, capfd, command, spoil, way_out):
    spoil(project, monkeypatch)
    status = main([command, "--data", str(project / "data"), "--paiva", str(DAY), "--vertaa", "HEAD"])
    told = capfd.readouterr().err

    assert status == 2
    assert told.startswith("Vertailu ei onnistu: ")
    assert way_out in told


# --- the sitemap ----------------------------------------------------------------------------------------

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def lastmods(text: str) -> dict[str, str | None]:
    root = ElementTree.fromstring(text)
    assert root.tag == f"{{{NAMES['s']}}}urlset"
    found = {url.findtext("s:loc", None, NAMES): url.findtext("s:lastmod", None, NAMES) for url in root}
    assert None not in found
    return {str(address): day for address, day in found.items()}


def test_a_sitemap_has_whole_addresses_and_only_the_days_that_are_known():
    pages = {
        "": date(2026, 11, 1),
        "palvelut/koski/": None,
        "muokkaajalle/saannot/HAL-001/": date(2025, 2, 3),
    }
    text = sitemap(SITE, pages)["sitemap.xml"]

    assert lastmods(str(text)) == {
        SITE: "2026-11-01",
        f"{SITE}palvelut/koski/": None,
        f"{SITE}muokkaajalle/saannot/HAL-001/": "2025-02-03",
    }
    assert "None" not in str(text)


@pytest.mark.parametrize("address", ["a&b/", "a<b/", "ä ö/", 'a"b/', "a'b/", "a%b/", "a?b#c/"])
def test_an_address_keeps_its_form_in_the_sitemap(address):
    ((found, _),) = lastmods(str(sitemap(SITE, {address: None})["sitemap.xml"])).items()

    assert found.startswith(SITE)
    assert found.isascii()
    assert not set(found.removeprefix(SITE)) & set("<>&\"' #?")


@pytest.mark.parametrize("site", [None, ""])
def test_without_an_address_of_its_own_a_site_has_no_sitemap(site):
    assert sitemap(site, {"": date(2026, 11, 1)}) == {}


def test_equal_pages_give_equal_bytes_in_any_order():
    pages = {"a/": DAY, "b/": None, "": DAY}

    assert sitemap(SITE, pages) == sitemap(SITE, dict(reversed(pages.items())))


@pytest.mark.parametrize(("exclude", "listed"), [("true", False), ("false", True)])
def test_a_hand_written_page_that_is_kept_from_searches_is_not_listed(small_texts, exclude, listed):
    text = f"---\ntitle: Sivu\nsearch:\n  exclude: {exclude}\n---\n# Sivu\n"
    book = load({**small_texts, "docs/piilo.md": text.encode()}, DAY).handbook

    assert ("piilo/" in prose_pages(book, {})) == listed


def test_a_list_is_as_new_as_its_newest_record_and_a_rule_has_no_day(small, templates):
    first, last = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 5, 1, tzinfo=UTC)
    services = [record.path for record in small.palvelut]
    site = Site(past=Past(dict.fromkeys(services, first) | {services[0]: last}))
    days = {page.address: site.day_of(page) for page in Renderer(small, site, templates).pages()}

    assert days["palvelut/"] == days["tilannekuva/"] == days["muutokset/"] == date(2026, 5, 1)
    assert days["ideat/"] is days["muokkaajalle/saannot/"] is days["sv/"] is None
    assert {days[record.address] for record in small.palvelut} == {date(2026, 3, 1), date(2026, 5, 1)}
