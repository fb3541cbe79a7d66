"""The built site, file by file: what is there, where links lead, that it is the same every time."""

from __future__ import annotations

import json
import os
import posixpath
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from ruamel.yaml import YAML
from sivut import passages

from hallinta.disk import write_all
from hallinta.disk.products import MARKER
from hallinta.handbook import Handbook, data_folders, kinds
from hallinta.records.base import Record
from hallinta.records.malli import chapter_slug
from hallinta.rules import RULES

pytestmark = pytest.mark.sivusto

ROOT = Path(__file__).resolve().parents[1]
DAY = "2026-11-22"


# --- reading HTML ---------------------------------------------------------------------------------------

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_FETCHED_LINKS = {
    "stylesheet",
    "icon",
    "preload",
    "prefetch",
    "modulepreload",
    "preconnect",
    "dns-prefetch",
    "manifest",
}


@dataclass(frozen=True)
class Link:
    href: str
    inside: frozenset[str]
    """The classes of everything around the link."""
    services: frozenset[str] = frozenset()
    """The services by which a list narrows to the link's row."""


@dataclass
class HtmlPage(HTMLParser):
    """One file of the site: its address, ids, links, headings and what it makes a browser fetch."""

    address: str
    ids: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    handlers: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    """What stands in ``<pre>``, as it stands there."""
    h1: int = 0
    title: str = ""
    lang: str | None = None
    text: str = ""
    """The text of the page's own content, white space collapsed."""

    def __post_init__(self) -> None:
        super().__init__()
        self._around: list[tuple[str, frozenset[str]]] = []
        self._services = frozenset[str]()

    @classmethod
    def of(cls, address: str, html: str) -> HtmlPage:
        page = cls(address)
        page.feed(html)
        page.close()
        page.text = " ".join(page.text.split())
        page.code = [text.strip() for text in page.code]
        return page

    def inside(self) -> frozenset[str]:
        return frozenset().union(*(classes for _, classes in self._around))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.handlers += [name for name in values if name.startswith("on")]
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "html":
            self.lang = values.get("lang")
        self.h1 += tag == "h1"
        if tag == "tr":
            self._services = frozenset(values.get("data-palvelu", "").split("|"))
        if tag in {"a", "area"} and "href" in values:
            inside = self.inside() | frozenset(values.get("class", "").split())
            self.links.append(Link(values["href"], inside, self._services))
        if tag == "link" and _FETCHED_LINKS & set(values.get("rel", "").split()):
            self.fetched.append(values["href"])
        self.fetched += [values[name] for name in ("src", "poster") if name in values]
        self.fetched += [
            candidate.split()[0] for candidate in values.get("srcset", "").split(",") if candidate.strip()
        ]
        self.fetched += re.findall(r"url\(([^)]*)\)", values.get("style", ""))
        if tag == "pre":
            self.code.append("")
        if tag not in _VOID:
            self._around.append((tag, frozenset(values.get("class", "").split())))

    def handle_endtag(self, tag: str) -> None:
        if tag == "tr":
            self._services = frozenset()
        while self._around and tag not in _VOID:
            open_tag, _ = self._around.pop()
            if open_tag == tag:
                break

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _ in self._around]
        if tags[-1:] == ["title"] and "svg" not in tags:
            self.title += data
        elif tags[-1:] == ["style"]:
            self.fetched += re.findall(r"(?:url\(|@import\s+)['\"]?([^'\")\s;]+)", data)
        elif "article" in tags:
            self.text += data
            if "pre" in tags:
                self.code[-1] += data

    def resolve(self, href: str) -> tuple[str, str]:
        """Site path and anchor that a link on this page leads to; ``index.html`` is added to folders."""
        parts = urlsplit(href)
        path = posixpath.normpath(posixpath.join("/", posixpath.dirname(self.address), parts.path)).lstrip(
            "/"
        )
        if not parts.path:
            path = self.address
        elif parts.path.endswith("/") or path in {"", "."} or posixpath.basename(parts.path) in {".", ".."}:
            path = posixpath.join("" if path == "." else path, "index.html")
        return unquote(path), unquote(parts.fragment)

    @cached_property
    def targets(self) -> frozenset[str]:
        """The site's own files that the page's content links to."""
        inside = [link.href for link in self.links if "md-content__inner" in link.inside]
        return frozenset(self.resolve(href)[0] for href in inside if not urlsplit(href).scheme)


def read_site(site: Path) -> dict[str, HtmlPage]:
    files = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*.html"))}
    return {name: HtmlPage.of(name, path.read_text("utf-8")) for name, path in files.items()}


def file_of(address: str) -> str:
    """``palvelut/koski/#x`` → ``palvelut/koski/index.html``."""
    return address.partition("#")[0] + "index.html"


def contents(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }


@pytest.fixture(scope="module")
def pages(site) -> dict[str, HtmlPage]:
    return read_site(site)


@pytest.fixture(scope="module")
def content_pages(pages) -> dict[str, HtmlPage]:
    """Every page but the error page."""
    return {name: page for name, page in pages.items() if name != "404.html"}


def with_own_page(handbook: Handbook) -> list[Record]:
    folders = [folder for folder in data_folders() if kinds()[folder].address_form == Record.address_form]
    records = [record for folder in folders for record in handbook.folder(folder)]
    return [record for record in records if "#" not in record.address]


# --- what is there --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("folder", "at_least"),
    [("palvelut", 50), ("sidosryhmat", 28), ("ryhmat", 4), ("organisaatiot", 5), ("arvioinnit", 1)],
)
def test_every_record_file_has_its_page(site, folder, at_least):
    written = {path.stem for path in (ROOT / "data" / folder).glob("*.yaml")}
    built = {path.parent.name for path in (site / folder).glob("*/index.html")}

    assert built == written
    assert len(built) >= at_least


@pytest.mark.parametrize(
    ("folder", "address", "anchor", "count"),
    [
        ("lausekkeet", "malli/jaljitettavyys/luku-*/index.html", "lauseke-{}", 138),
        ("tulkinnat", "malli/tulkinnat/index.html", "{}", 42),
        ("termit", "malli/termit/index.html", "{}", None),
        ("lahteet", "lahteet/index.html", "{}", None),
    ],
)
def test_every_record_that_shares_a_page_has_one_place_on_it(site, pages, folder, address, anchor, count):
    expected = [anchor.format(path.stem) for path in (ROOT / "data" / folder).glob("*.yaml")]
    ids = [id for path in site.glob(address) for id in pages[path.relative_to(site).as_posix()].ids]

    assert Counter(id for id in ids if id in set(expected)) == Counter(expected)
    assert count in (None, len(expected))


def test_every_rule_has_its_page_and_the_index_links_to_it(site, pages, handbook):
    index = pages["muokkaajalle/saannot/index.html"]
    built = {path.parent.name for path in (site / "muokkaajalle" / "saannot").glob("*/index.html")}

    ended = {each.osoite.split("/")[-2] for each in handbook.poistetut if "/saannot/" in each.osoite}
    assert built == {*RULES, *ended}
    assert {f"muokkaajalle/saannot/{id}/index.html" for id in RULES} <= index.targets


@pytest.mark.parametrize("folder", ["palvelut", "sidosryhmat", "ryhmat", "organisaatiot", "arvioinnit"])
def test_an_index_page_lists_all_of_its_kind(pages, handbook, folder):
    listed = pages[f"{folder}/index.html"].targets

    assert {file_of(record.address) for record in handbook.folder(folder)} <= listed


MODEL = [
    "rakenne",
    "vastuut",
    "tulossopimus",
    "kasittelypolku",
    "hankkeistaminen",
    "yllapito",
    "dokumentaatio",
    "sidosryhmat",
    "tulkinnat",
    "jaljitettavyys",
    "termit",
]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "malli/",
        *(f"malli/{name}/" for name in MODEL),
        "ryhmat/",
        "palvelut/",
        "sidosryhmat/",
        "organisaatiot/",
        "arvioinnit/",
        "lahteet/",
        "muokkaajalle/",
        "muokkaajalle/saannot/",
        "kehittajalle/",
        "kehittajalle/ratkaisut/",
        "vuosikello/",
        "vuosikello/2026/",
        "muutokset/",
        "aineisto/",
    ],
)
def test_every_promised_address_has_its_page(pages, address):
    assert f"{address}index.html" in pages


@pytest.mark.parametrize("folder", data_folders())
def test_every_promised_export_is_published(site, handbook, folder):
    api = site / "api" / "v1"

    assert len(json.loads((api / f"{folder}.json").read_text("utf-8"))) == len(handbook.folder(folder))
    assert (api / f"{folder}.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert (api / "skeemat" / f"{kinds()[folder].__name__.lower()}.json").is_file()
    assert {path.stem for path in (api / folder).glob("*.json")} == set(handbook.folder(folder).ids)


def test_every_chapter_of_the_source_has_its_page(pages, handbook):
    for luku in handbook.asetukset.asiakirja.luvut:
        page = pages[f"malli/jaljitettavyys/{chapter_slug(luku.numero)}/index.html"]
        own = [f"lauseke-{lauseke.id}" for lauseke in handbook.lausekkeet if lauseke.luku == luku.numero]

        assert [id for id in page.ids if id.startswith("lauseke-")] == own


def test_every_record_page_ends_with_its_grounds_its_sources_and_its_file(pages, handbook):
    for record in with_own_page(handbook):
        page = pages[file_of(record.address)]
        place = [page.ids.index(id) for id in ("perusteet-ja-lahteet", "lahteet", "tietue")]

        assert place == sorted(place), record.address
        assert "Tiedot muuttuivat viimeksi" in page.text
        assert record.path in page.text


KINDS = {".html", ".css", ".js", ".json", ".csv", ".ics", ".xml", ".gz", ".png", ".svg"}


def test_only_files_of_known_kinds_are_published(site):
    files = contents(site)

    assert {posixpath.splitext(name)[1] for name in files} - KINDS == {""}
    assert [name for name in files if not posixpath.splitext(name)[1]] == ["_headers"]
    assert [name for name in files if "/." in f"/{name}"] == []


def test_what_lies_in_docs_is_published_as_it_is_and_nothing_else_is_a_picture(site, handbook):
    files = contents(site)
    of_the_theme = {name for name in files if name.startswith("assets/images/")}
    pictures = {
        name: data for name, data in files.items() if name.endswith((".png", ".svg", ".jpg", ".webp", ".ico"))
    }

    assert pictures.keys() - of_the_theme == handbook.pictures.keys()
    assert all(files[name] == data for name, data in handbook.pictures.items())


# --- links ----------------------------------------------------------------------------------------------


def test_every_link_inside_the_site_leads_to_a_file_and_an_anchor_that_exist(site, pages):
    files = set(contents(site))
    broken = []
    for page in pages.values():
        for link in page.links:
            if urlsplit(link.href).scheme or link.href.startswith("//"):
                continue
            path, anchor = page.resolve(link.href)
            if path not in files:
                broken.append(f"{page.address}: {link.href}: no file {path}")
            elif anchor and path in pages and anchor not in pages[path].ids:
                broken.append(f"{page.address}: {link.href}: no anchor in {path}")

    assert not broken, "\n".join(broken)


def test_every_page_can_be_reached_from_the_home_page(pages, content_pages):
    reached, waiting = set(), ["index.html"]
    while waiting:
        page = pages[waiting.pop()]
        if page.address not in reached:
            reached.add(page.address)
            found = [page.resolve(link.href)[0] for link in page.links if not urlsplit(link.href).scheme]
            waiting += [path for path in found if path in pages]

    assert set(content_pages) - reached == set()


def narrowed(pages, page):
    """What the lists show that the page links narrowed to itself: its newest are on it, all are there."""
    found = set()
    for link in page.links:
        service = parse_qs(urlsplit(link.href).query).get("palvelu", [""])[0]
        if service and "md-content__inner" in link.inside:
            listed = pages[page.resolve(link.href)[0]]
            found |= {listed.resolve(each.href)[0] for each in listed.links if service in each.services}
    return found


def test_links_between_record_pages_run_both_ways(pages, handbook):
    shown = {(record.folder, record.id): pages[file_of(record.address)] for record in with_own_page(handbook)}
    missing = []
    for record in with_own_page(handbook):
        for reference in record.references:
            here, there = shown[record.folder, record.id], shown.get((reference.folder, reference.target))
            if there and there is not here:
                missing += [f"{here.address} → {there.address}"] * (there.address not in here.targets)
                back = here.address in there.targets or here.address in narrowed(pages, there)
                missing += [f"{there.address} → {here.address}"] * (not back)

    assert sorted(set(missing)) == []


def test_links_only_use_schemes_that_are_safe(pages):
    schemes = {urlsplit(link.href).scheme for page in pages.values() for link in page.links}

    assert schemes <= {"", "https", "http", "mailto"}


def test_no_page_makes_a_browser_fetch_anything_from_elsewhere(site, pages):
    outside = {
        f"{page.address}: {address}"
        for page in pages.values()
        for address in page.fetched
        if urlsplit(address).netloc or urlsplit(address).scheme not in {"", "data"}
    }
    styles = {
        f"{path.name}: {address}"
        for path in site.rglob("*.css")
        for address in re.findall(r"(?:url\(|@import\s+)['\"]?([^'\")\s;]+)", path.read_text("utf-8"))
        if re.match(r"(https?:)?//", address)
    }

    assert outside == set()
    assert styles == set()


def test_every_file_a_page_makes_a_browser_fetch_is_on_the_site(site, pages):
    files = set(contents(site))
    missing = {
        f"{page.address}: {address}"
        for page in pages.values()
        for address in page.fetched
        if not address.startswith("data:") and page.resolve(address)[0] not in files
    }

    assert missing == set()


def test_no_element_has_an_event_handler_in_its_attributes(pages):
    assert {page.address: page.handlers for page in pages.values() if page.handlers} == {}


# --- navigation -----------------------------------------------------------------------------------------


def tabs() -> dict[str, str]:
    """Each page in the navigation of ``mkdocs.yml`` → the page that its tab opens."""

    def pages_in(entry: object) -> list[str]:
        if isinstance(entry, str):
            return [entry]
        parts = entry.values() if isinstance(entry, dict) else entry
        return [page for part in parts for page in pages_in(part)]

    written = (ROOT / "mkdocs.yml").read_text("utf-8").partition("\nnav:")[2]
    entries = YAML(typ="safe", pure=True).load(f"nav:{written}")["nav"]
    return {page: pages_in(entry)[0] for entry in entries for page in pages_in(entry)}


@pytest.mark.parametrize(
    ("address", "section"),
    [
        ("palvelut/koski/", "palvelut/"),
        ("ryhmat/johtoryhma/", "ryhmat/"),
        ("organisaatiot/oph/", "organisaatiot/"),
        ("sidosryhmat/kela/", "sidosryhmat/"),
        ("arvioinnit/malli-2021/", "arvioinnit/"),
        ("malli/jaljitettavyys/luku-1/", "malli/jaljitettavyys/"),
        ("muokkaajalle/saannot/HAL-001/", "muokkaajalle/saannot/"),
    ],
)
def test_a_generated_page_knows_its_place(pages, address, section):
    page = pages[file_of(address)]
    crumbs = [page.resolve(link.href)[0] for link in page.links if "md-path" in link.inside]
    active = [page.resolve(link.href)[0] for link in page.links if "md-tabs__item--active" in link.inside]
    sidebar = {page.resolve(link.href)[0] for link in page.links if "hk-valikko" in link.inside}
    tab = tabs()[f"{section}index.md"].removesuffix(".md")

    assert crumbs[0] == "index.html"
    assert crumbs[-1] == file_of(section)
    assert active == [f"{tab}.html" if tab.endswith("index") else f"{tab}/index.html"]
    assert file_of(section) in sidebar


def test_generated_pages_are_not_in_the_navigation_of_other_pages(pages, handbook):
    generated = {file_of(record.address) for record in with_own_page(handbook)}
    generated |= {f"muokkaajalle/saannot/{id}/index.html" for id in RULES}
    for page in pages.values():
        listed = {page.resolve(link.href)[0] for link in page.links if "hk-valikko" in link.inside}

        assert listed & generated <= {page.address}, page.address


def test_search_finds_every_record_that_has_a_page_of_its_own(site, handbook):
    entries = json.loads((site / "search" / "search_index.json").read_text("utf-8"))["docs"]
    found = {entry["location"]: entry for entry in entries}

    for record in with_own_page(handbook):
        assert record.name in found[record.address]["title"].replace("&amp;", "&"), record.address
    assert {f"muokkaajalle/saannot/{id}/" for id in RULES} <= set(found)


def test_search_reads_finnish(site):
    assert json.loads((site / "search" / "search_index.json").read_text("utf-8"))["config"]["lang"] == ["fi"]


# --- every page -----------------------------------------------------------------------------------------


def test_every_page_is_in_finnish_and_has_one_main_heading(pages):
    assert {name: page.lang for name, page in pages.items() if page.lang != "fi"} == {"sv/index.html": "sv"}
    assert {name: page.h1 for name, page in pages.items() if page.h1 != 1} == {}


def test_every_page_has_a_title_of_its_own(pages):
    by_title: dict[str, list[str]] = {}
    for page in pages.values():
        by_title.setdefault(" ".join(page.title.split()), []).append(page.address)

    assert {title: names for title, names in by_title.items() if len(names) > 1 or not title} == {}


def test_the_skip_link_of_every_page_leads_past_the_navigation(content_pages):
    for page in content_pages.values():
        skips = [link.href for link in page.links if "md-skip" in link.inside]

        assert len(skips) == 1, page.address
        assert skips[0].removeprefix("#") in page.ids, page.address


def test_no_id_stands_twice_on_a_page(pages):
    doubled = {
        name: [id for id, times in Counter(page.ids).items() if times > 1] for name, page in pages.items()
    }

    assert {name: ids for name, ids in doubled.items() if ids} == {}


def test_no_page_shows_what_went_wrong_while_it_was_made(pages):
    for page in pages.values():
        assert not re.search(
            r"Macro Rendering Error|Macro Syntax Error|Traceback|Undefined|\bNone\b", page.text
        ), page.address


def test_a_rules_example_shows_as_it_was_written(pages, rule_examples):
    for id, example in rule_examples.items():
        shown = pages[f"muokkaajalle/saannot/{id}/index.html"].code
        for text in (*passages(example), example.finding):
            assert text.strip() in shown, id


# --- the same every time --------------------------------------------------------------------------------


def test_two_builds_of_the_same_commit_and_day_are_equal_to_the_byte(site, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "hallinta", "rakenna", "--paiva", DAY, "--kohde", tmp_path / "toinen"],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    first, second = contents(site), contents(tmp_path / "toinen")
    del second[MARKER]  # the command's own: the other site was made without it

    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []


# --- built by MkDocs itself, as GitLab would ------------------------------------------------------------

AS_TYPED = {
    "mallin_piirissa_perustelu": "2026. vuosi | {{ 7*7 }} *tähdet* 3 < 5 # ei otsikko",
    "huomautus": "Kun {% raw %} tai {{ linkki(1) }} on tekstissä, se on tekstiä, kuten 1 < 2 & 3 > 2.",
}


@pytest.fixture(scope="module")
def built_in_gitlab(tmp_path_factory) -> Path:
    """A copy of the project in a repository of its own, built with ``mkdocs build --strict``."""
    root = tmp_path_factory.mktemp("gitlab")
    subprocess.run(
        ["cp", "-r", *(ROOT / name for name in ("data", "docs", "hallinta", "macros", "mkdocs.yml")), root],
        check=True,
    )
    lines = [f"{name}: '{text}'" for name, text in AS_TYPED.items()]
    koski = root / "data" / "palvelut" / "koski.yaml"
    kept = re.sub(rf"^({'|'.join(AS_TYPED)}): .*\n", "", koski.read_text("utf-8"), flags=re.MULTILINE)
    write_all(koski.parent, {koski.name: kept + "\n".join(lines) + "\n"})
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "CI"))}
    who = {f"GIT_{role}_{part}": "testi" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    then = {"GIT_COMMITTER_DATE": "2026-03-01T10:00:00+0200", "GIT_AUTHOR_DATE": "2026-03-01T10:00:00+0200"}
    for arguments in (
        ["init", "--quiet"],
        ["add", "data", "docs"],
        ["commit", "--quiet", "--message", "alku"],
    ):
        subprocess.run(["git", *arguments], cwd=root, env=clean | who | then, check=True)
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"],
        cwd=root,
        env={
            **clean,
            "PYTHONPATH": str(root),
            "NO_MKDOCS_2_WARNING": "1",
            "CI_PROJECT_URL": "https://git.example/oph/kasikirja",
            "CI_DEFAULT_BRANCH": "paahaara",
            "CI_PAGES_URL": "https://oph.pages.example/kasikirja",
        },
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout + done.stderr == ""
    return root / "site"


@pytest.fixture(scope="module")
def gitlab_pages(built_in_gitlab) -> dict[str, HtmlPage]:
    return read_site(built_in_gitlab)


EDIT = "https://git.example/oph/kasikirja/-/edit/paahaara/"


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("palvelut/koski/", "data/palvelut/koski.yaml"),
        ("sidosryhmat/kela/", "data/sidosryhmat/kela.yaml"),
        ("ryhmat/johtoryhma/", "data/ryhmat/johtoryhma.yaml"),
        ("malli/rakenne/", "docs/malli/rakenne.md"),
        ("", "docs/index.md"),
    ],
)
def test_the_edit_link_opens_what_the_page_is_made_from(gitlab_pages, address, path):
    page = gitlab_pages[file_of(address)]

    assert EDIT + path in [link.href for link in page.links if "md-content" in link.inside]
    assert {link.href for link in page.links if link.href.startswith(EDIT)} == {EDIT + path}


def test_a_page_made_from_many_records_has_no_edit_link_of_its_own(gitlab_pages):
    for address in ("palvelut/", "malli/termit/", "muokkaajalle/saannot/HAL-001/"):
        assert not [link.href for link in gitlab_pages[file_of(address)].links if link.href.startswith(EDIT)]


def test_a_page_tells_when_its_own_record_last_changed(gitlab_pages):
    assert "Tiedot muuttuivat viimeksi: 1.3.2026." in gitlab_pages["palvelut/koski/index.html"].text


@pytest.mark.parametrize("text", AS_TYPED.values())
def test_a_value_that_looks_like_markup_shows_as_typed(gitlab_pages, text):
    assert text in gitlab_pages["palvelut/koski/index.html"].text


def test_the_canonical_address_and_the_sitemap_are_those_of_the_published_site(built_in_gitlab):
    page = (built_in_gitlab / "palvelut" / "koski" / "index.html").read_text("utf-8")
    address = "https://oph.pages.example/kasikirja/palvelut/koski/"

    assert f'<link rel="canonical" href="{address}">' in page
    assert f"<loc>{address}</loc>\n<lastmod>2026-03-01</lastmod>" in (
        built_in_gitlab / "sitemap.xml"
    ).read_text("utf-8")


def test_feeds_and_calendars_lead_to_the_published_site_and_tell_its_history(built_in_gitlab, gitlab_pages):
    address = "https://oph.pages.example/kasikirja/"
    feeds = {path.name: path.read_text("utf-8") for path in (built_in_gitlab / "syote").iterdir()}
    calendar = (built_in_gitlab / "kalenteri" / "kaikki.ics").read_text("utf-8").replace("\r\n ", "")

    assert set(feeds) == {"paatokset.xml", "muutokset.xml"}
    for name, text in feeds.items():
        assert f'rel="self" type="application/atom+xml" href="{address}syote/{name}"' in text
        assert 'href="../' not in text
    assert "<updated>2026-03-01T10:00:00+02:00</updated>" in feeds["muutokset.xml"]
    assert f"URL:{address}vuosikello/2026/#vaihe-ohjekirje" in calendar
    assert "1.3.2026" in gitlab_pages["muutokset/index.html"].text


@pytest.mark.parametrize("name", ["index.html", "sv/index.html"])
def test_the_home_page_and_the_swedish_summary_name_each_other(built_in_gitlab, name):
    page = (built_in_gitlab / name).read_text("utf-8")
    languages = {"fi": "", "sv": "sv/"}

    for language, path in languages.items():
        href = f"https://oph.pages.example/kasikirja/{path}"
        assert f'<link rel="alternate" hreflang="{language}" href="{href}">' in page


def test_the_error_page_fetches_and_leads_by_the_sites_own_address(built_in_gitlab, gitlab_pages):
    page = gitlab_pages["404.html"]
    inside = [
        link.href for link in page.links if not urlsplit(link.href).scheme and not link.href.startswith("#")
    ]

    assert page.fetched
    assert inside
    assert [address for address in [*page.fetched, *inside] if not address.startswith("/kasikirja/")] == []


def test_the_error_page_of_a_site_whose_address_is_not_known_fetches_nothing(pages):
    assert (pages["404.html"].fetched, pages["404.html"].links) == (["data:,"], [])


def test_no_page_tells_where_it_was_built(built_in_gitlab):
    for name, content in contents(built_in_gitlab).items():
        assert str(built_in_gitlab.parent).encode() not in content, name
