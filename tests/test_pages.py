"""Every generated page: the small model data set's as agreed, the real data's sound in link and heading."""

from __future__ import annotations

import difflib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin

import jinja2
import pytest
from sivut import passages

from hallinta import disk, queries
from hallinta.handbook import Handbook, kinds, load
from hallinta.pages import LIST_KINDS, RECORD_KINDS, RULE_INDEX, Heading, Page, Renderer, Site, Trace
from hallinta.present import NOT_FOUND, NOT_RECORDED
from hallinta.rules import RULES
from hallinta.rules.examples import Example
from hallinta.versions import Past, day_begins

GOLDEN = Path(__file__).parent / "kultaiset"
Texts = dict[str, bytes]


@pytest.fixture(scope="module")
def pages(small_renderer: Renderer) -> list[Page]:
    return of_both(small_renderer)


def of_both(renderer: Renderer) -> list[Page]:
    """The pages of a handbook and of the example handbook beside it."""
    example = renderer.handbook.example
    return [*renderer.pages(), *(renderer.of(example).pages() if example else [])]


@pytest.fixture(scope="module")
def real_renderer(
    handbook: Handbook, templates: jinja2.BaseLoader, rule_examples: dict[str, Example]
) -> Renderer:
    return Renderer(handbook, Site(examples=rule_examples), templates)


@pytest.fixture(scope="module")
def real_pages(real_renderer: Renderer) -> list[Page]:
    return of_both(real_renderer)


@pytest.fixture(scope="module")
def rendered(small_texts: Texts, templates: jinja2.BaseLoader, today: date):
    """The pages, by address, of the small model data set with other files laid over it."""

    def of(files: Mapping[str, str], site: Site | None = None) -> dict[str, Page]:
        loaded = load({**small_texts, **{path: text.encode() for path, text in files.items()}}, today)
        assert loaded.handbook is not None
        renderer = Renderer(loaded.handbook, site or Site(), templates)
        return {page.address: page for page in renderer.pages()}

    return of


# --- golden ---------------------------------------------------------------------------------------------


def test_the_pages_of_the_small_model_data_set_are_as_agreed(
    pages: list[Page], pytestconfig: pytest.Config
) -> None:
    """Rule pages are left out: they change with every rule and are tested below. Of the example handbook the services
    are enough: its templates are the real one's.
    """
    made = {
        page.src_uri.removesuffix("md") + "html": f"<!-- {page.title}: {page.description} -->\n{page.body}\n"
        for page in pages
        if not page.address.startswith(RULE_INDEX)
        and (not page.invented or page.address.startswith("esimerkki/palvelut/"))
    }
    agreed = _golden()
    if pytestconfig.getoption("--hyvaksy"):
        for name in agreed.keys() - made.keys():
            (GOLDEN / name).unlink()
        disk.write_all(GOLDEN, made)
        agreed = _golden()
    changed = sorted(name for name in made.keys() | agreed.keys() if made.get(name) != agreed.get(name))

    assert not changed, (
        f"{len(changed)} pages have changed: {', '.join(changed)}\n{_difference(agreed, made, changed[0])}\n"
        "look at them, then accept with `pytest tests/test_pages.py --hyvaksy`"
    )


def _golden() -> dict[str, str]:
    return {name: data.decode() for name, data in disk.read_folder(GOLDEN).items()} if GOLDEN.is_dir() else {}


def _difference(agreed: dict[str, str], made: dict[str, str], name: str) -> str:
    before, after = (texts.get(name, "").splitlines() for texts in (agreed, made))
    return "\n".join(difflib.unified_diff(before, after, f"kultaiset/{name}", "now", lineterm="", n=1))


# --- what a page is -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "index", "src_uri", "section"),
    [
        ("palvelut/", True, "palvelut/index.md", "palvelut/"),
        ("palvelut/koski/", False, "palvelut/koski.md", "palvelut/"),
        ("malli/termit/", False, "malli/termit.md", "malli/"),
        ("malli/jaljitettavyys/", True, "malli/jaljitettavyys/index.md", "malli/jaljitettavyys/"),
        (
            "malli/jaljitettavyys/luku-2-1/",
            False,
            "malli/jaljitettavyys/luku-2-1.md",
            "malli/jaljitettavyys/",
        ),
    ],
)
def test_an_address_tells_the_source_path_and_the_section(
    address: str, index: bool, src_uri: str, section: str
) -> None:
    page = Page(address, "A", "a", "<h1>A</h1>", index=index)

    assert (page.src_uri, page.section) == (src_uri, section)


def test_headings_and_anchors_are_read_from_the_body() -> None:
    body = (
        '<h1>A</h1>\n<h2 id="b">B <code>c</code></h2>\n<section id="d"><h3 id="e" class="f">\nE\n</h3>'
        '</section>\n<h4 id="g">G</h4><h2>ilman tunnusta</h2>'
    )
    page = Page("a/", "A", "a", body)

    assert page.headings == (Heading(2, "b", "B c"), Heading(3, "e", "E"))
    assert page.anchors == {"b", "d", "e", "g"}


def test_a_page_as_markdown_is_its_html_with_front_matter() -> None:
    page = Page("a/", 'A: "B"', "a – b", "<h1>A</h1>")

    assert page.markdown.split("\n") == [
        "---",
        'title: "A: \\"B\\""',
        'description: "a – b"',
        "render_macros: false",
        "---",
        "<h1>A</h1>",
    ]


def test_every_record_of_a_kind_with_pages_has_one(handbook: Handbook, real_pages: list[Page]) -> None:
    addresses = {page.address for page in real_pages}
    sources = {page.source for page in real_pages}

    for folder in RECORD_KINDS:
        assert f"{folder}/" in addresses
        assert {record.address for record in handbook.folder(folder)} <= addresses
        assert {record.path for record in handbook.folder(folder)} <= sources
    assert set(LIST_KINDS.values()) <= addresses


def test_every_clause_has_a_page(handbook: Handbook, real_pages: list[Page]) -> None:
    by_address = {page.address: page for page in real_pages}

    for lauseke in handbook.lausekkeet:
        address, _, anchor = lauseke.address.partition("#")
        assert anchor in by_address[address].anchors


def test_addresses_are_unique_and_no_page_is_written_over(handbook: Handbook, real_pages: list[Page]) -> None:
    written = {f"{page.id}.md" for page in handbook.sivut}
    generated = Counter(page.src_uri for page in real_pages)

    assert [uri for uri, count in generated.items() if count > 1] == []
    assert written & set(generated) == set()


def test_every_page_has_a_title_and_a_description(real_pages: list[Page]) -> None:
    for page in real_pages:
        assert page.title.strip() == page.title != ""
        assert page.description.strip() == page.description != ""
        assert page.body.count("<h1 ") == 1
        heading = re.search(r"<h1 [^>]*>(.*?)</h1>", page.body, re.DOTALL)
        assert heading
        assert unescape(heading.group(1)).strip() == page.title


def test_a_description_is_one_line_of_plain_text(pages: list[Page], real_pages: list[Page]) -> None:
    for page in [*pages, *real_pages]:
        assert not re.search(r"\n|\*\*|\]\(|`", page.description), page.address


# --- sound HTML -----------------------------------------------------------------------------------------

VOID = {"br", "hr", "img", "input", "meta", "link"}


@dataclass
class Seen(HTMLParser):
    """What a browser would see: the tags, the text, and what does not close."""

    tags: Counter[str] = field(default_factory=Counter)
    hrefs: list[str] = field(default_factory=list)
    text: str = ""
    unclosed: list[str] = field(default_factory=list)
    astray: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.hrefs += [value or "" for name, value in attrs if name == "href"]
        if tag not in VOID:
            self.unclosed.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.unclosed and self.unclosed[-1] == tag:
            self.unclosed.pop()
        else:
            self.astray.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@cache
def seen(body: str) -> Seen:
    found = Seen()
    found.feed(body)
    found.close()
    return found


def test_every_tag_closes(real_pages: list[Page], pages: list[Page]) -> None:
    for page in [*real_pages, *pages]:
        found = seen(page.body)

        assert (page.address, found.unclosed, found.astray) == (page.address, [], [])


def test_ids_are_unique_on_a_page(real_pages: list[Page]) -> None:
    for page in real_pages:
        twice = [id for id, count in Counter(re.findall(r'\sid="([^"]*)"', page.body)).items() if count > 1]

        assert (page.address, twice) == (page.address, [])


def test_headings_go_down_one_level_at_a_time(real_pages: list[Page]) -> None:
    for page in real_pages:
        levels = [1, *(heading.level for heading in page.headings)]
        leaps = [(above, below) for above, below in pairwise(levels) if below > above + 1]

        assert (page.address, leaps) == (page.address, [])
        assert all(heading.text for heading in page.headings)


def test_no_blank_line_ends_an_html_block(real_pages: list[Page], pages: list[Page]) -> None:
    for page in [*real_pages, *pages]:
        assert "\n\n" not in page.body.strip(), page.address


def test_no_value_of_the_code_shows(real_pages: list[Page], pages: list[Page]) -> None:
    for page in [*real_pages, *pages]:
        if not page.address.startswith(RULE_INDEX):
            assert re.findall(r"\b(None|True|False|Undefined|Markup)\b|\(\)", seen(page.body).text) == []


def test_tables_have_captions_or_names_and_headers(real_pages: list[Page]) -> None:
    for page in real_pages:
        for region in re.findall(r'<div class="hk-taulukko"[^>]*>', page.body):
            assert 'role="region"' in region
            assert 'aria-label="' in region
            assert 'tabindex="0"' in region
        assert page.body.count("<table") == page.body.count('<div class="hk-taulukko"')
        assert re.findall(r"<th(?![^>]*scope=)[ >]", page.body) == []


# --- links ----------------------------------------------------------------------------------------------


def dead_links(pages: Iterable[Page], *books: Handbook) -> set[str]:
    """Links within the site to no page, anchor, calendar or feed; the anchors of hand-written pages are not
    known.
    """
    generated = {page.address: page.anchors for page in pages}
    both = [each for book in books for each in (book, book.example) if each is not None]
    written = {page.address for book in both for page in book.sivut} | {"assets/paketti.css"}
    for book in both:
        made = [feed.path for feed in queries.feeds(book)] + [queries.DECISION_FEED, queries.CHANGE_FEED]
        made += [f"api/v1/{folder}.{form}" for folder in kinds() for form in ("csv", "json")]
        made += [f"api/v1/palvelut/{palvelu.id}.json" for palvelu in book.palvelut]
        written |= {book.place(path) for path in made}
    dead = set()
    for page in pages:
        for href in seen(page.body).hrefs:
            if not re.match(r"https?://|mailto:", href):
                whole = urljoin(f"http://sivusto/{page.address}", href).removeprefix("http://sivusto/")
                address, _, anchor = re.sub(r"\?[^#]*", "", whole).partition("#")
                known = address in generated or address in written
                if not known or (anchor and anchor not in generated.get(address, {anchor})):
                    dead.add(f"{page.address}: {href} → {whole}")
    return dead


def test_every_link_leads_somewhere(
    pages: list[Page], small: Handbook, real_pages: list[Page], handbook: Handbook
) -> None:
    """Templates name hand-written pages of the real handbook, on the small one's pages too."""
    assert dead_links(pages, small, handbook) == set()
    assert dead_links(real_pages, handbook) == set()


def test_links_are_relative_or_lead_out_safely(real_pages: list[Page]) -> None:
    for page in real_pages:
        for href in seen(page.body).hrefs:
            assert re.match(r"(https?://|mailto:|\.{1,2}/|#|[A-Za-z0-9-]+/)", href), (page.address, href)


def test_a_link_out_tells_the_other_site_nothing(real_pages: list[Page]) -> None:
    for page in real_pages:
        for link in re.findall(r'<a [^>]*href="https?://[^>]*>', page.body):
            assert 'rel="noopener noreferrer"' in link


# --- as typed -------------------------------------------------------------------------------------------

HARD = (
    "{{ 7*7 }} {% raw %} | * <b>lihava</b> <script>x</script> vuosi 2026. vuosi # otsikko & \"lainaus\" 'x'"
)
LINK = "[vaara](javascript:alert(1))"
QUOTED = "'" + f"{HARD} {LINK}".replace("'", "''") + "'"
"""The same as a single-quoted YAML scalar."""

# File, the page it is read on, how many times at least that shows the hard text, and the text, § for the hard
HARD_RECORDS: list[tuple[str, str, int, str]] = [
    (
        "data/palvelut/a.yaml",
        "palvelut/a/",
        15,
        """\
nimi: §
lyhenne: §
laji: palvelu
tarkoitus: §
palveluryhma: null
mallin_piirissa: kylla
mallin_piirissa_perustelu: §
keskeinen: true
keskeinen_perustelu: §
omistajat:
  - organisaatio: oph
    yksikko: §
    tarkennus: §
yllapitajat: null
yllapito_perustelu: §
toteuttajat: null
elinkaaren_tila: null
oikeusperusta:
  - nimi: §
    numero: §
    kohta: §
    huomautus: §
url: null
lahdekoodi: null
lisenssi: §
dokumentaatio:
  - laji: ohje
    nimi: §
    osoite: https://ohje.example/
huomautus: §
lahteet: {}
""",
    ),
    (
        "data/organisaatiot/a.yaml",
        "organisaatiot/a/",
        6,
        """\
nimi: {fi: §, sv: §, en: §}
lyhenne: §
laji: virasto
tarkoitus: §
tehtavat:
  - tehtava: §
    aihe: yhteistyo
    rooli: vastaa
    lauseke: 1-13
""",
    ),
    (
        "data/ryhmat/a.yaml",
        "ryhmat/a/",
        9,
        """\
nimi: §
lyhenne: §
taso: null
mallin_ryhma: false
tyyppi: pysyva
tarkoitus: §
jasenpaikat:
  - organisaatio: oph
    rooli: §
    edustaa: §
puheenjohtaja: §
sihteeri: §
paatosvaltaisuus: §
kokousvali: §
""",
    ),
    (
        "data/sidosryhmat/a.yaml",
        "sidosryhmat/a/",
        7,
        """\
nimi: §
laji: kumppani
tehtava: §
nimetty_mallissa: false
oleellinen: true
oleellinen_perustelu: §
tila: toiminnassa
koulutusasteet: [§]
osapuolet: [§]
rajapinta:
  kohde: koordinaatioryhma
  tapa: §
  yhteysvastuu: §
""",
    ),
    (
        "data/arvioinnit/a.yaml",
        "arvioinnit/a/",
        4,
        """\
nimi: §
kohde: §
suunniteltu: 2026-10
toteutunut: null
tulos: §
muutokset: [§]
""",
    ),
    (
        "data/termit/a.yaml",
        "malli/termit/",
        5,
        """\
nimi: {fi: §, sv: §}
maaritelma: §
hakusanat: [§]
huomautus: §
""",
    ),
    (
        "data/tulkinnat/A-09.yaml",
        "malli/tulkinnat/",
        5,
        """\
nimi: §
havainto: §
vaihtoehdot: [§]
oletus: §
ratkaisisi: §
""",
    ),
    (
        "data/lausekkeet/1-09.yaml",
        "malli/jaljitettavyys/luku-1/",
        2,
        """\
luku: '1'
tiivistelma: §
laji: periaate
sitovuus: toteamus
tarkistus: §
lahteet: [malliliite]
""",
    ),
    (
        "data/lahteet/a.yaml",
        "lahteet/",
        4,
        """\
nimi: §
laji: wiki
osoite: https://a.example/?b=%3Cc%3E&d
versio: §
tiedostot: [§]
haettu: null
huomautus: §
""",
    ),
]


@pytest.fixture(scope="module")
def hard_pages(rendered) -> dict[str, Page]:
    return rendered({path: text.replace("§", QUOTED) for path, _, _, text in HARD_RECORDS})


@pytest.mark.parametrize(
    ("address", "times"),
    [pytest.param(address, times, id=path.split("/")[1]) for path, address, times, _ in HARD_RECORDS],
)
def test_every_text_of_a_record_shows_as_typed(address: str, times: int, hard_pages: dict[str, Page]) -> None:
    assert seen(hard_pages[address].body).text.count(HARD) >= times


def test_no_text_becomes_markup_a_script_or_a_sum(hard_pages: dict[str, Page]) -> None:
    for page in hard_pages.values():
        found = seen(page.body)

        assert {"b", "script"} & set(found.tags) == set()
        assert [href for href in found.hrefs if href.lower().startswith("javascript")] == []
        assert (found.unclosed, found.astray) == ([], [])
        assert "49" not in found.text or page.address.startswith(RULE_INDEX)


def test_a_title_with_markup_is_a_title_in_the_front_matter_too(hard_pages: dict[str, Page]) -> None:
    page = hard_pages["palvelut/a/"]

    assert json.loads(page.markdown.splitlines()[1].removeprefix("title: ")).startswith(f"{HARD} {LINK}")


# --- what stands around the data ------------------------------------------------------------------------


def test_a_record_page_tells_its_file_its_last_change_and_how_to_edit_it(rendered) -> None:
    path = "data/palvelut/mallipalvelu.yaml"
    past = Past({path: day_begins(date(2026, 3, 4))})
    site = Site(past=past, edit_address="https://git.example/-/edit/main/{path}")
    body = rendered({}, site)["palvelut/mallipalvelu/"].body

    assert '<time datetime="2026-03-04">4.3.2026</time>' in body
    edit = f'<a href="https://git.example/-/edit/main/{path}" rel="noopener noreferrer">Ehdota muutosta</a>'
    assert f"{edit} tiedostoon <code>{path}</code>" in body


def test_a_record_page_without_a_history_or_an_editor_says_so(rendered) -> None:
    body = rendered({})["palvelut/mallipalvelu/"].body

    assert "päivä ei ole tiedossa" in body
    assert "<code>data/palvelut/mallipalvelu.yaml</code>" in body


def test_a_passed_deadline_is_told_and_a_met_one_is_not(rendered) -> None:
    late = "nimi: a\nkohde: a\nsuunniteltu: 2026-10\ntoteutunut: {}\ntulos: null\nlahteet: [malliraportti]\n"
    pages = rendered(
        {"data/arvioinnit/a.yaml": late.format("null"), "data/arvioinnit/b.yaml": late.format("2027-01-01")}
    )

    assert "Määräaika 31.10.2026 on mennyt" in pages["arvioinnit/a/"].body
    assert "on mennyt" not in pages["arvioinnit/b/"].body


def test_what_is_not_known_is_said_so_never_left_out(pages: list[Page]) -> None:
    body = next(page.body for page in pages if page.address == "palvelut/mallirekisteri/")
    unknown = rf"{NOT_FOUND}|{NOT_RECORDED}"

    for label in ("Omistaja", "Palveluryhmä", "Elinkaaren tila", "Osoite"):
        assert re.search(
            rf"<dt>(?i:{label})</dt>(<dt>[^<]*</dt>)*<dd>\s*<span class=\"hk-tuntematon\">({unknown})</span>",
            body,
        )
    told = re.search(rf"<dt>(?i:{unknown})</dt><dd>([^<]*)</dd>", body.partition('id="tuntemattomat"')[2])
    assert told
    for name in ("omistaja", "oikeusperusta", "lähdekoodi", "dokumentaatio"):
        assert name in told[1]


# --- rules, traces and fragments ------------------------------------------------------------------------


@pytest.mark.parametrize("id", sorted(RULES))
def test_a_rule_page_tells_the_reason_the_fix_and_the_example(
    id: str, pages: list[Page], rule_examples: dict[str, Example]
) -> None:
    page = next(page for page in pages if page.address == f"{RULE_INDEX}{id}/")
    text = " ".join(seen(page.body).text.split())
    rule, example = RULES[id], rule_examples.get(id)
    texts = [*passages(example), example.finding] if example else []

    assert page.title == f"{id} {rule.title}"
    assert " ".join(rule.reason.split()) in text
    assert rule.fix.replace("`", "") in text
    for shown in texts:
        assert " ".join(shown.split()) in text


def test_an_example_keeps_its_lines_and_indentation(
    pages: list[Page], rule_examples: dict[str, Example]
) -> None:
    page = next(page for page in pages if page.address == f"{RULE_INDEX}HAL-016/")
    example = rule_examples["HAL-016"]

    for shown in [*passages(example), example.finding]:
        assert shown in seen(page.body).text


def test_an_example_that_edits_a_file_names_what_was_and_what_comes(pages: list[Page]) -> None:
    body = next(page.body for page in pages if page.address == f"{RULE_INDEX}HAL-169/")
    told = re.findall(
        r"<dt>(\w+)</dt><dd>(?:<pre [^>]*><code>(.*?)</code></pre>|<p>(.*?)</p>)", body, re.DOTALL
    )

    assert len(told) == 10
    assert [name for name, *_ in told] == ["Ennen", "Jälkeen"] * 5
    assert told[4:6] == [
        ("Ennen", "- tila: peruttu\n  nimi: Peruttu\n", ""),
        ("Jälkeen", "", "Kohta on poistettu."),
    ]


def test_a_rule_without_an_example_still_has_a_page(rendered) -> None:
    body = rendered({}, Site())[f"{RULE_INDEX}HAL-001/"].body

    assert "Esimerkki</h2>" not in body
    assert "Korjaus" in body


def test_every_rule_is_on_the_index_of_rules(pages: list[Page]) -> None:
    index = next(page.body for page in pages if page.address == RULE_INDEX)

    assert [id for id in RULES if f'href="{id}/">{id}</a>' not in index] == []


def test_a_trace_says_what_there_is(small: Handbook) -> None:
    trace = Trace(frozenset({"a", "b"}), frozenset({"a"}), frozenset({"a", "c"}))

    assert trace.state("a") == "sivu, tietueet ja sääntö"
    assert trace.state("b") == "sivu"
    assert trace.state("c") == "sääntö"
    assert trace.state("d") == "puuttuu"
    assert Trace.of(small).sivut == set(small.lausekkeet.ids)


ROOT = Path(__file__).resolve().parents[1]
CALLED = sorted(
    {
        call
        for data in disk.read_folder(ROOT / "docs", ".md").values()
        for call in re.findall(r'osa\("([^"]+)"(?:, (\w+)="([^"]+)")?\)', data.decode())
    }
)
"""Fragments that hand-written pages ask for, each with the one value it may be given."""


@pytest.mark.parametrize(("name", "key", "value"), CALLED)
def test_every_fragment_of_a_hand_written_page_is_sound(
    name: str, key: str, value: str, real_renderer: Renderer, handbook: Handbook
) -> None:
    values = {key: handbook.ryhmat[value] if key == "ryhma" else value} if key else {}
    made = str(real_renderer.fragment(name, "malli/kohta/", **values))
    found = seen(made)

    assert made == made.strip() != ""
    assert "\n\n" not in made
    assert (found.unclosed, found.astray) == ([], [])
    assert re.findall(r"\b(None|True|False)\b", found.text) == []


# --- live preview shows what it can ---------------------------------------------------------------------


def test_pages_are_rendered_in_spite_of_a_broken_reference(rendered, small_texts: Texts) -> None:
    broken = (
        small_texts["data/palvelut/mallipalvelu.yaml"]
        .decode()
        .replace("organisaatio: oph", "organisaatio: opf")
    )

    assert rendered({"data/palvelut/mallipalvelu.yaml": broken})


def test_pages_are_rendered_in_spite_of_a_phase_that_does_not_exist(
    small_texts: Texts, templates: jinja2.BaseLoader, today: date
) -> None:
    settings = small_texts["data/asetukset.yaml"].replace(b"      - paatos\n", b"      - paatoss\n")
    loaded = load({**small_texts, "data/asetukset.yaml": settings}, today)
    assert loaded.handbook is not None

    assert Renderer(loaded.handbook, Site(), templates).fragment("kasittelypolku", "malli/")
