"""The real handbook stands alone: it checks, builds and helps whether or not the example handbook is published."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from sivut import read, seen
from test_lausekkeet import fault

from hallinta import disk
from hallinta.finding import Severity
from hallinta.handbook import Handbook, Loaded, load
from hallinta.rules import check
from hallinta.rules.registry import is_example

ROOT = Path(__file__).resolve().parents[1]
SWITCH = (b"julkaise_esimerkki: true", b"julkaise_esimerkki: false")
SETTINGS = "data/asetukset.yaml"


@pytest.fixture(scope="module")
def bare(today) -> Loaded:
    """The real data with the one setting turned."""
    texts = disk.read_project(ROOT / "data")
    assert SWITCH[0] in texts[SETTINGS]
    return load({**texts, SETTINGS: texts[SETTINGS].replace(*SWITCH)}, today)


@pytest.fixture(scope="module")
def bare_site(tmp_path_factory: pytest.TempPathFactory, today) -> Iterator[Path]:
    from hallinta import mkdocs_plugin

    project = tmp_path_factory.mktemp("ilman")
    for name in ("data", "docs"):
        shutil.copytree(ROOT / name, project / name)
    settings = project / SETTINGS
    settings.write_bytes(settings.read_bytes().replace(*SWITCH))
    mkdocs_plugin.build(ROOT, project / "site", project / "data", today, finishing=False)
    yield project / "site"
    shutil.rmtree(project, ignore_errors=True)


def test_it_checks_clean_and_the_same_with_and_without_the_example_handbook(
    bare: Loaded, real: Loaded
) -> None:
    alone, beside = check(bare), check(real)

    assert [str(finding) for finding in alone if finding.severity is Severity.VIRHE] == []
    assert list(map(str, alone)) == [str(each) for each in beside if not is_example(each.place.path)]
    assert bare.published == (bare.handbook,)


# --- what is left is whole --------------------------------------------------------------------------------

LISTS = {"table": "tr", "ul": "li", "ol": "li", "dl": "dt"}


class Empties(HTMLParser):
    """The lists and tables of an article that have no rows; a table's head is not a row."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[list[object]] = []
        self._article = 0
        self._head = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._article += tag == "article"
        self._head |= tag == "thead"
        for each in self._open[-1:]:
            if tag == LISTS[str(each[0])] and not self._head:
                each[1] = True
        if tag in LISTS and self._article:
            self._open.append([tag, False, f"<{tag}> {dict(attrs)} rivillä {self.getpos()[0]}"])

    def handle_endtag(self, tag: str) -> None:
        self._article -= tag == "article"
        self._head &= tag != "thead"
        if self._open and self._open[-1][0] == tag:
            _, filled, place = self._open.pop()
            if not filled:
                self.found.append(str(place))


def empty_headings(html: str) -> list[str]:
    """Headings with nothing under them."""
    page = read(html)
    heads = re.findall(r'<h[1-6][^>]*\bid="([^"]+)"[^>]*>(.*?)</h[1-6]>', html, re.DOTALL)
    words = {id: " ".join(re.sub(r"<[^>]+>", "", text).split()) for id, text in heads}
    return [id for id, text in words.items() if page.under(id) is not None and page.under(id) == text]


@pytest.mark.sivusto
def test_no_page_has_an_empty_heading_list_or_table(bare_site: Path) -> None:
    faults = []
    for path in sorted(bare_site.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        scan = Empties()
        scan.feed(html)
        faults += [f"{path.relative_to(bare_site)}: {each}" for each in scan.found + empty_headings(html)]

    assert faults == []


@pytest.mark.sivusto
@pytest.mark.parametrize(
    "folder",
    [
        "ideat",
        "kehitysaihiot",
        "kehitystyot",
        "kaytannot",
    ],
)
def test_an_index_without_records_says_that_nothing_is_recorded(
    bare_site: Path, bare: Loaded, folder: str
) -> None:
    page = seen(bare_site / folder / "index.html")

    assert bare.handbook is not None
    assert not len(bare.handbook.folder(folder))
    assert page is not None
    assert re.search(r"ei ole kirjattu", page.words), page.words


@pytest.mark.sivusto
def test_without_the_example_handbook_nothing_leads_to_it(bare_site: Path) -> None:
    """Not a page, a file or a link; the clauses that are seen only there say so."""
    leads = re.compile(r'data-esimerkki|(?:href|content|action)="[^"]*esimerkki/|"/?esimerkki/')
    led = [
        f"{path.relative_to(bare_site)}: {found[0]}"
        for path in bare_site.rglob("*")
        if path.suffix in {".html", ".json", ".xml", ".ics", ".csv"}
        if (found := leads.search(path.read_text(encoding="utf-8")))
    ]

    assert led == []
    assert not (bare_site / "esimerkki").exists()


# --- the clauses ------------------------------------------------------------------------------------------


@pytest.mark.sivusto
def test_a_clause_is_seen_without_the_example_handbook_unless_its_place_is_there(
    bare_site: Path, handbook: Handbook
) -> None:
    places = [(lauseke.id, nakyma) for lauseke in handbook.lausekkeet for nakyma in lauseke.nakyy]
    gone = [(id, nakyma.address) for id, nakyma in places if fault(bare_site, nakyma)]

    assert gone == [(id, nakyma.address) for id, nakyma in places if nakyma.in_example]


# --- the checks themselves can fail -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "lists", "headings"),
    [
        ("<article><table><thead><tr><th>a</th></tr></thead><tbody></tbody></table></article>", 1, 0),
        ("<article><table><tbody><tr><td>a</td></tr></tbody></table></article>", 0, 0),
        ("<article><ul></ul><ol><li>a</li></ol><dl></dl></article>", 2, 0),
        ("<article><ul><li>a<ul></ul></li></ul></article>", 1, 0),
        ("<nav><ul></ul></nav>", 0, 0),
        ('<article><h1 id="a">A</h1><h2 id="b">B</h2><h2 id="c">C</h2><p>c</p></article>', 0, 1),
        ('<article><h2 id="a">A</h2><h3 id="b">B</h3><p>b</p></article>', 0, 0),
    ],
)
def test_what_is_empty_is_seen(html: str, lists: int, headings: int) -> None:
    scan = Empties()
    scan.feed(html)

    assert (len(scan.found), len(empty_headings(html))) == (lists, headings)
