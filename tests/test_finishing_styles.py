"""Style sheets joined into one file, as pairs of texts; links to what a page needs."""

from __future__ import annotations

import re

import pytest

from hallinta.finishing import FinishError
from hallinta.finishing.fetched import WHERE, fetched
from hallinta.finishing.styles import bare_elements, joined, words_of

WORDS = {"hk-a", "hk-b", "slate", "w1.5", "b:not([class])"}


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        (
            "/* a note */\n.hk-a,\n.hk-b { color: red;\n  margin: 0 auto; }\n",
            ".hk-a,.hk-b{color:red;margin:0 auto}",
        ),
        (".hk-a, .gone > p { top: 0 }", ".hk-a{top:0}"),  # one selector of two
        (".hk-a .gone, #gone { top: 0 }", ""),
        ("p, :is(.gone, .hk-a) b { top: 0 }", "p,:is(.gone,.hk-a) b{top:0}"),  # what it may not ask for
        ("a:not(.gone) { top: 0 }", "a:not(.gone){top:0}"),
        (".hk-a table:not([class]) > p, b:not([class]) { top: 0 }", "b:not([class]){top:0}"),
        ("[dir=rtl] p, [data-x='slate'] p { top: 0 }", '[data-x="slate"] p{top:0}'),
        ('[href^="http"], [hidden] { top: 0 }', '[href^="http"],[hidden]{top:0}'),  # not one whole value
        (r".w1\.5 { top: 0 }", r".w1\.5{top:0}"),
        ("@media print { .gone { top: 0 } }", ""),
        (
            "@media print { @page { margin: 0 } .hk-a { top: 0 } }",
            "@media print{@page{margin:0}.hk-a{top:0}}",
        ),
        ("@keyframes x { from { top: 0 } to { top: 1px } }", "@keyframes x{from{top:0}to{top:1px}}"),
        ('@charset "utf-8"; b { top: 0 }', "b{top:0}"),
        ("p::before { content: '}  {;' }", 'p::before{content:"}  {;"}'),  # a string is not looked into
        (
            """:root { --i: url("data:x,<a b='c;}'>"); } p { mask: var(--i) }""",
            """:root{--i:url("data:x,<a b='c;}'>")}p{mask:var(--i)}""",
        ),
        (":root { --x: var(--y); --y: 1 } p { top: var(--x) }", ":root{--x:var(--y);--y:1}p{top:var(--x)}"),
        (":root { --x: var(--y); --y: var(--x) }", ""),  # read by nothing but one another
        ("p { top: calc(1px /* a note */ + 2px) !important }", "p{top:calc(1px + 2px)!important}"),
        (
            "p > b + i { top: 0; & .hk-a { top: 1px } & .gone { top: 2px } }",
            "p>b + i{top:0;& .hk-a{top:1px}}",
        ),
        (
            "@media (min-width: 10em) and (hover) { p { top: 0 } }",
            "@media (min-width: 10em) and (hover){p{top:0}}",
        ),
        (":is(\n  .hk-a,\n  .hk-b\n) b { top: min( 1px, 2px ) }", ":is(.hk-a,.hk-b) b{top:min(1px,2px)}"),
        ("p { mask: url(data:x) }", "p{mask:url(data:x)}"),
        ('p { content: "/* no note */ {" }', 'p{content:"/* no note */ {"}'),
        (":root { --x: 1; --y: var(--z); --z: 2 } p { top: var(--x) }", ":root{--x:1}p{top:var(--x)}"),
    ],
)
def test_a_sheet_keeps_what_the_site_can_need(sheet: str, expected: str) -> None:
    assert joined({"a.css": sheet}, WORDS) == expected


def test_sheets_keep_their_order_and_see_what_the_other_reads() -> None:
    assert (
        joined({"a.css": ":root{--x:1;}", "b.css": "p{top:var(--x)}"}, set()) == ":root{--x:1}p{top:var(--x)}"
    )


@pytest.mark.parametrize(
    "sheet",
    [
        "@import 'b.css';",
        "p { mask: url(i.svg) }",
        'p { mask: url("i.svg") }',
        "@media print { p { mask: url(https://esimerkki.fi/i.svg) } }",
        "@font-face { src: url(a.woff) }",
        ":root { --i: url(i.svg) }",
        "p { top 0 }",
        "p { top: 0 } }",
        "p",
    ],
)
def test_a_sheet_that_leads_elsewhere_stops_the_build(sheet: str) -> None:
    with pytest.raises(FinishError, match=r"^assets/a\.css: .*ei voi yhdistää"):
        joined({"assets/a.css": sheet}, set())


def test_words_are_those_of_attributes_and_of_scripts() -> None:
    page = '<p class="hk-a hk-b" dir=ltr>hk-text</p><script>go("hk-c")</script>'

    assert {"hk-a", "hk-b", "ltr", "hk-c", "hk-d"} <= words_of([page], ["x.add('hk-d')"])
    assert "hk-text" not in words_of([page], [])


def test_an_element_without_a_class_is_told_when_a_sheet_asks_for_it_and_a_page_has_it() -> None:
    pages = ['<table class="hk-a">', '<p><table id="t"\n data-x>', "<b>"]

    assert bare_elements(pages, [".x table:not([class]) td", "i:not([class])"]) == {"table:not([class])"}
    assert bare_elements(pages[:1], ["table:not([class])"]) == set()


# --- the links of a page --------------------------------------------------------------------------------

LINKS = '<link rel="stylesheet" href="../assets/{}">\n'
PAGE = (
    '<html><head>{}</head><body data-md-component="header">{}'
    '<script src="../assets/taulukot.js" defer></script></body>'
)
SHEETS = {"assets/a.css": "p{top:0}", "assets/b.css": "p{top:1px}", "assets/vuosikello.css": ".vk{top:2px}"}


def page(content: str = "", sheets: tuple[str, ...] = ("a.css", "b.css", "vuosikello.css")) -> str:
    return PAGE.format("".join(map(LINKS.format, sheets)), content)


def linked(text: str) -> list[str]:
    return re.findall(r'(?:href|src)="\.\./assets/([^"]*)"', text)


def test_a_page_links_one_sheet_and_what_it_needs() -> None:
    made = fetched(
        {"x/index.html": page(), "y/index.html": page('<svg class="vk"><p class="hk-tyo">'), **SHEETS}
    )
    base, wheel = (name for name in made if name.endswith(".css"))

    assert made[base] == "p{top:0}p{top:1px}"
    assert linked(made["x/index.html"]) == [base.removeprefix("assets/")]
    assert linked(made["y/index.html"]) == [
        *(name.removeprefix("assets/") for name in (base, wheel)),
        "taulukot.js",
    ]


def test_a_rule_for_elements_without_a_class_stays_where_a_page_has_one() -> None:
    sheets = {**SHEETS, "assets/a.css": "table:not([class]){top:0}"}

    for content, kept in (('<table class="hk-a">', False), ("<table>", True)):
        made = fetched({"x/index.html": page(content), **sheets})
        assert any("table:not([class])" in text for text in made.values()) == kept


def test_what_materials_script_makes_nowhere_on_the_site_is_left_out() -> None:
    script = 'make("md-tooltip__inner", "md-nav__link--active")'
    sheets = {**SHEETS, "assets/a.css": ".md-tooltip__inner,.md-nav__link--active{top:0}"}
    asks = '<p>{"features": ["content.tooltips"]}'

    for content, kept in (
        ("", ".md-nav__link--active{"),
        (asks, ".md-tooltip__inner,.md-nav__link--active{"),
    ):
        site = {"x/index.html": page(content), "assets/taulukot.js": script, **sheets}
        assert any(text.startswith(kept) for text in fetched(site).values())


def test_scripts_wait_for_the_page() -> None:
    site = {"x/index.html": page('<script src="../assets/b.js"></script>'), **SHEETS}

    assert '<script src="../assets/b.js" defer></script>' in fetched(site)["x/index.html"]


def test_a_sheet_is_named_by_its_content() -> None:
    def name(sheet: str) -> str:
        site = {"x/index.html": page(), **SHEETS, "assets/a.css": sheet}
        return next(name for name in fetched(site) if name.startswith("assets/tyylit."))

    assert name("p{top:0}") == name("p {top:0}")
    assert name("p{top:0}") != name("p{top:9px}")


def test_a_finished_page_is_left_as_it_is() -> None:
    site = {"x/index.html": page(), **SHEETS}

    assert fetched(site | fetched(site)) == {}


@pytest.mark.parametrize(
    "other",
    [
        ("b.css", "a.css", "vuosikello.css"),
        ("a.css", "vuosikello.css"),
        ("vuosikello.css", "a.css", "b.css"),
        (),
    ],
)
def test_a_page_with_other_sheets_stops_the_build(other: tuple[str, ...]) -> None:
    with pytest.raises(FinishError, match=r"^y\.html: tyylitiedostot ovat .*\n +korjaus: "):
        fetched({"x.html": page(), "y.html": page(sheets=other), **SHEETS})


def test_a_sheet_that_is_not_there_stops_the_build() -> None:
    with pytest.raises(FinishError, match=r"^x\.html: "):
        fetched({"x.html": page(), "assets/a.css": ""})


def test_what_only_some_pages_need_is_where_it_is_needed(site) -> None:
    needing = dict.fromkeys(WHERE, 0)
    pages = [path.read_text("utf-8") for path in site.rglob("*.html")]
    for text in pages:
        for name, sign in WHERE.items():
            stem, _, kind = name.rpartition(".")
            links = bool(re.search(rf'(?:href|src)="[^"]*{stem}(?:\.[0-9a-f]{{8}})?\.{kind}"', text))
            needing[name] += links
            assert links == (sign in text and 'data-md-component="header"' in text)
    for text in pages:
        assert 'class="vk' in text or not re.search(r'class="[^"]* vk-', text)

    assert all(0 < count < len(pages) / 4 for count in needing.values()), needing
