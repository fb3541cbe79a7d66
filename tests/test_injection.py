"""A site built from data and page titles that try to be more than text: everything on it is text still.

``hyokkaykset.py`` has the texts; they stand in every field that takes them. The same site with plain texts tells
which elements, attributes and properties there may be. It is a merge request's preview, so every link names a file.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest
import selain
from hyokkaykset import ELSEWHERE, PAYLOADS, Attacked, attacked
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar
from test_preview import small_project

from hallinta.disk import write_all
from hallinta.finishing.policy import SCRIPTS, headers
from hallinta.handbook import data_folders

pytestmark = pytest.mark.sivusto

ROOT = Path(__file__).resolve().parents[1]
DAY = "2026-11-22"
PLAIN = [f"Tavallinen teksti {number} ja [linkki](https://www.oph.fi/)" for number in range(1, 40)]
TITLE = (
    """Oma "sivu"</title><script>alert(1)</script> {{ 7*7 }} & <img src=x onerror='alert(1)'> javascript:"""
)
REMOVED = "nimi: Vanha\nosoite: /vanha/\npvm: 2026-11-01\nsyy: Poistettiin.\n"


def built(root: Path, texts: dict[str, bytes], title: str) -> Path:
    """The preview of a project with these records and a hand-written page of this title, also in the menu."""
    small_project(root)
    write_all(root, texts)
    quoted = json.dumps(title)
    page = (
        f"---\ntitle: {quoted}\ndescription: {quoted}\n---\n# Oma sivu\n\n## `<b>` & <https://www.oph.fi/>\n"
    )
    write_all(root / "docs", {"oma.md": page})
    settings = (root / "mkdocs.yml").read_text("utf-8").partition("\nnav:")[0]
    settings = settings.replace("site_name: Hallintakäsikirja", f"site_name: {quoted}")
    menu = [
        "index.md",
        {"Malli": ["malli/index.md", "malli/ryhmat.md"]},
        {title: ["oma.md", {title: "sv.md"}]},
    ]
    (root / "mkdocs.yml").write_text(f"{settings}\nnav: {json.dumps(menu)}\n", "utf-8")
    who = {f"GIT_{role}_{part}": "testi" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    then = {f"GIT_{role}_DATE": "2026-11-01T10:00:00+0200" for role in ("AUTHOR", "COMMITTER")}
    for words in (["init", "-qb", "main"], ["add", "data", "docs"], ["commit", "-qm", "alku"]):
        subprocess.run(["git", *words], cwd=root, env={**os.environ, **who, **then}, check=True)
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "CI"))}
    done = subprocess.run(
        [sys.executable, "-m", "hallinta", "rakenna", "--paiva", DAY],
        cwd=root,
        env=clean
        | {
            "CI_MERGE_REQUEST_IID": "7",
            "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": "muutos/uusi",
            "CI_MERGE_REQUEST_SOURCE_PROJECT_URL": "https://git.example/oma/kasikirja",
            "CI_PROJECT_URL": "https://git.example/oph/kasikirja",
            "CI_PAGES_URL": "https://oph.pages.example/kasikirja",
        },
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


def with_removed(small_texts: dict[str, bytes]) -> dict[str, bytes]:
    return {**small_texts, "data/poistetut/vanha.yaml": REMOVED.encode()}


@pytest.fixture(scope="module")
def hostile(small_texts, today) -> Attacked:
    return attacked(with_removed(small_texts), today, PAYLOADS)


@pytest.fixture(scope="module")
def site(tmp_path_factory, hostile) -> Path:
    return built(tmp_path_factory.mktemp("hyokkays") / "projekti", hostile.texts, TITLE)


@pytest.fixture(scope="module")
def plain(tmp_path_factory, small_texts, today) -> Path:
    texts = attacked(with_removed(small_texts), today, PLAIN).texts
    return built(tmp_path_factory.mktemp("tavallinen") / "projekti", texts, "Oma sivu")


def files(site: Path, *patterns: str) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes().decode("utf-8")
        for pattern in patterns
        for path in sorted(site.glob(pattern))
    }


def test_the_texts_are_many_and_stand_in_every_field_that_takes_text(hostile):
    folders = {
        path.removeprefix("data/").removeprefix("esimerkit/").split("/")[0] for path, _ in hostile.held
    }

    assert len(set(PAYLOADS)) >= 200
    # the reader refuses some before they are shown: letters that only look right, words for the unknown
    assert len(set(hostile.held.values())) > max(200, 0.85 * len(PAYLOADS))
    assert len(hostile.held) > 1000
    assert hostile.refused < 0.3 * len(hostile.held)  # a name takes no text of two lines, for one
    assert folders == {*data_folders(), "asetukset.yaml", "saavutettavuus.yaml"}


# --- pages ----------------------------------------------------------------------------------------------


class Tags(HTMLParser):
    """What a page is made of: its elements with their attributes, and its addresses."""

    ADDRESSES = frozenset(
        {"href", "src", "action", "formaction", "xlink:href", "srcset", "poster", "data", "cite"}
    )
    RICH = frozenset({"p", "ul", "ol", "li", "em", "strong", "code", "br"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.pairs: set[tuple[str, str]] = set()
        self.addresses: set[str] = set()
        self.scripts = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        self.pairs |= {(tag, name) for name, _ in attrs} if attrs or tag not in self.RICH else set()
        self.addresses |= {value or "" for name, value in attrs if name in self.ADDRESSES}


@pytest.fixture(scope="module")
def allowed(plain) -> Tags:
    together = Tags("")
    for html in files(plain, "**/*.html").values():
        page = Tags(html)
        together.pairs |= page.pairs
        together.scripts = max(together.scripts, page.scripts)
    return together


def test_pages_have_no_element_or_attribute_that_plain_texts_would_not_make(site, allowed):
    for name, html in files(site, "**/*.html").items():
        page = Tags(html)

        assert page.pairs <= allowed.pairs, name
        assert page.scripts <= allowed.scripts, name


def test_addresses_are_of_known_schemes_and_nothing_is_fetched_from_elsewhere(site):
    for name, html in files(site, "**/*.html").items():
        schemes = {urlsplit(address).scheme for address in Tags(html).addresses}

        assert schemes <= {"", "https", "http", "mailto", "webcal", "data"}, name
        assert not re.search(rf'(?:src|action)="{ELSEWHERE}', html), name


def test_every_page_allows_the_known_scripts_alone(site):
    for name, html in files(site, "**/*.html").items():
        (policy,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', html)
        allowed = re.findall(r"'sha256-[^']*'", policy)

        assert "unsafe" not in policy, name
        assert len(allowed) <= len(SCRIPTS), name


def test_the_title_of_a_page_is_text_in_every_menu(site):
    shown = "Oma &#34;sivu&#34;&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }} &amp; &lt;img"
    for name, html in files(site, "**/*.html").items():
        menus = html.partition("<article")[0]

        assert menus.count(shown) > 5, name
        assert not re.search(r"Oma \"sivu|49 &amp;", menus), name


def test_every_link_of_a_preview_names_a_file(site):
    missing = set()
    for name, html in files(site, "**/*.html").items():
        for address in Tags(html).addresses:
            parts = urlsplit(address)
            if parts.scheme or parts.netloc or not parts.path:
                continue
            rooted = parts.path.startswith("/")
            path = (
                site / unquote(parts.path).removeprefix("/kasikirja/")
                if rooted
                else site / name / ".." / parts.path
            )
            path = Path(os.path.normpath(path))
            if not path.is_file() and not is_written(path.relative_to(site)):
                missing.add((name, address))

    assert missing == set()


def is_written(path: Path) -> bool:
    """Whether the real handbook has the page written by hand: the small project leaves most of them out."""
    page = ROOT / "docs" / path.parent
    return path.name == "index.html" and (page.with_suffix(".md").is_file() or (page / "index.md").is_file())


def test_a_preview_is_edited_in_the_changes_own_branch(site):
    page = (site / "palvelut" / "mallipalvelu" / "index.html").read_text("utf-8")
    edits = set(re.findall(r'href="([^"]*/-/edit/[^"]*)"', page))

    assert edits == {"https://git.example/oma/kasikirja/-/edit/muutos/uusi/data/palvelut/mallipalvelu.yaml"}


# --- search and open data -------------------------------------------------------------------------------


def test_search_results_are_text(site):
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    for entry in index["docs"]:
        page = Tags(f"{entry['title']} {entry['text']}")

        assert page.pairs == set(), entry["location"]
        assert (site / entry["location"].partition("#")[0]).is_file()


def properties(calendar: Calendar) -> Iterator[tuple[str, str]]:
    for component in calendar.walk():
        for name, value in component.property_items(recursive=False):
            yield component.name, name
            yield from ((f"{component.name}.{name}", each) for each in getattr(value, "params", {}))


def test_calendars_have_the_same_events_and_properties_as_with_plain_texts(site, plain):
    for path in sorted(site.glob("kalenteri/*.ics")):
        text, before = (each.read_bytes() for each in (path, plain / "kalenteri" / path.name))
        calendar, other = Calendar.from_ical(text), Calendar.from_ical(before)
        read = IcsCalendarStream.calendar_from_ics(text.decode("utf-8"))

        assert set(properties(calendar)) <= set(properties(other)), path.name
        assert len(calendar.walk("VEVENT")) == len(other.walk("VEVENT")) == len(read.events), path.name
        assert all(line.endswith(b"\r") and b"\r" not in line[:-1] for line in text.split(b"\n")[:-1]), (
            path.name
        )


def test_feeds_have_the_same_elements_as_with_plain_texts(site, plain):
    for path in (*sorted(site.glob("syote/*.xml")), site / "sitemap.xml"):
        tree, other = (ElementTree.parse(root / path.relative_to(site)).getroot() for root in (site, plain))
        made, usual = [[(each.tag, *sorted(each.attrib)) for each in root.iter()] for root in (tree, other)]

        assert set(made) <= set(usual), path.name
        assert {urlsplit(each.get("href", "")).scheme for each in tree.iter()} <= {"", "https"}


def test_open_data_is_json_and_says_what_was_written(site, hostile):
    read = {name: json.loads(text) for name, text in files(site, "api/**/*.json").items()}
    held = (text for (_, spot), text in hostile.held.items() if spot == ("nimi", "fi"))
    names = [unicodedata.normalize("NFC", text).strip() for text in held]
    said = json.dumps(list(read.values()), ensure_ascii=False)

    assert len(read) > 100
    assert [name for name in names if json.dumps(name, ensure_ascii=False)[1:-1] not in said] == []


FORMULA = "=+-@\t\r＝＋－＠"


def test_tables_have_whole_rows_and_no_cell_that_a_spreadsheet_would_run(site, plain):
    for name, text in files(site, "api/**/*.csv").items():
        header, *rows = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=";", strict=True)
        usual = list(csv.reader(io.StringIO((plain / name).read_text("utf-8"), newline=""), delimiter=";"))

        assert {len(row) for row in rows} <= {len(header)}, name
        assert len(rows) == len(usual) - 1, name
        assert [cell for row in rows for cell in row if cell[:1] in tuple(FORMULA)] == [], name


def test_the_servers_headers_are_what_the_program_says(site):
    assert (site / "_headers").read_text("utf-8") == headers()


# --- in a browser ---------------------------------------------------------------------------------------

PARSED = """async (names) => {
  const found = {};
  for (const name of names) {
    const text = await (await fetch(`/${name}`)).text();
    const page = new DOMParser().parseFromString(text, "text/html");
    found[name] = [...new Set([...page.querySelectorAll("*")].flatMap((el) =>
      [el.localName, ...el.getAttributeNames().map((attribute) => `${el.localName} ${attribute}`)]))];
    for (const { content } of page.querySelectorAll("template"))
      found[name].push(...[...content.querySelectorAll("script, style")].map((el) => `template ${el.localName}`));
  }
  return found;
}"""
"""The elements and attributes of pages as the browser itself reads them, without running anything."""

OPENED = (
    "index.html",
    "palvelut/index.html",
    "palvelut/mallipalvelu/index.html",
    "kokoukset/index.html",
    "vuosikello/2026/index.html",
    "tilannekuva/index.html",
    "malli/termit/index.html",
    "oma/index.html",
    "tulosta/index.html",
    "vanha/index.html",
)


@pytest.mark.selain
def test_a_browser_runs_nothing_asks_nothing_from_elsewhere_and_reads_the_same_elements(
    site, plain, chromium
):
    dialogs: list[str] = []
    names = sorted(files(site, "**/*.html"))
    with selain.served(plain) as usual, selain.watched(chromium, usual) as page:
        page.goto("index.html")
        known = set().union(*page.evaluate(PARSED, sorted(files(plain, "**/*.html"))).values())
    known |= {"em"}  # what a text may emphasise; none of the plain ones does
    with selain.served(site) as origin, selain.watched(chromium, origin) as page:
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        for name in OPENED:
            page.goto(name)
            page.mouse.move(200, 300)
            page.keyboard.press("Tab")
        parsed = page.evaluate(PARSED, names)
        page.goto("index.html")
        box = page.get_by_role("textbox", name="Hae")
        for words in ("script alert", "muualla", "onerror", "javascript"):
            box.fill(words)
            page.locator(".md-search-result__item").first.wait_for()
        made = page.evaluate(
            "[...document.querySelectorAll('.md-search-result :is(script, img, svg image, iframe)')].length"
        )
        page.locator(".md-search-result__link").first.click()
        page.wait_for_url(re.compile(r"index\.html"))

    assert {name: sorted(set(found) - known) for name, found in parsed.items() if set(found) - known} == {}
    assert (dialogs, made) == ([], 0)
