"""WCAG 2.2 AA in a real browser: axe-core over every kind of page and every state of it.

The walk goes once through every kind of page in one tab and changes only what is to be checked next.
``test_keyboard_browser.py`` does by hand what axe cannot see.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, expect
from selain import (
    ALL_RULES,
    LAID_OUT,
    NARROW,
    RULES_OF_COLOUR,
    RULES_OF_LAYOUT,
    WIDE,
    Watch,
    context_of,
    violations,
)
from sivut import one_of_each_kind

pytestmark = [pytest.mark.selain, pytest.mark.sivusto]

WHOLE = {"", "404.html", "malli/rakenne/"}
"""Pages whose frame too is put to every rule on a narrow screen; it is the same on all."""


# --- the walk: every kind of page, wide and narrow, light and dark --------------------------------------

ALIKE = """(within) => {
  const shape = (el) => [el.localName, el.className.baseVal ?? el.className, el.getAttribute("role"),
    ...[...el.children].map(shape)].join("(");
  const seen = new Set();
  for (const el of document.querySelectorAll(within)) {
    if (!el.isConnected || el.closest("svg")) continue;
    const own = shape(el);
    seen.has(own) ? el.remove() : seen.add(own);
  }
}"""
"""Leaves one of each row, item and section that are built alike: the hundredth breaks no other rule."""

CONTENT = "article :is(tr, li, section, details, dl > div)"
FRAME = ":is(.hk-valikko, .md-tabs, .md-sidebar--secondary, .md-footer) li"

UNSEEN = """(known) => {
  const seen = new Set(known), chains = new Map([[document.body, ""]]);
  const chain = (el) => {
    if (!chains.has(el)) chains.set(el, `${chain(el.parentElement)} ${el.localName}.${el.getAttribute("class")}`
      + el.getAttributeNames().filter((name) => !["id", "href", "title", "class"].includes(name)));
    return chains.get(el);
  };
  const found = [];
  for (const el of document.body.querySelectorAll("*")) {
    if (![...el.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) && !el.value) continue;
    if (el.closest("script, template") || seen.has(chain(el))) continue;
    seen.add(chain(el));
    found.push(chain(el));
    el.setAttribute("data-axe", "");
  }
  return found;
}"""
"""Marks texts that stand in elements of a kind not met on an earlier page: only their colours can be new."""

SIDEWAYS = """() => {
  const wide = document.scrollingElement.scrollWidth;
  const lost = [...document.querySelectorAll("main *")].filter((el) => el.scrollWidth > el.clientWidth + 1
    && ["auto", "scroll"].includes(getComputedStyle(el).overflowX) && el.checkVisibility()
    && !(el.tabIndex === 0 && ["region", "group"].includes(el.getAttribute("role")) && el.getAttribute("aria-label")));
  return [...(wide > innerWidth ? [`page ${wide}`] : []), ...lost.map((el) => el.outerHTML.slice(0, 100))];
}"""
"""What makes the page scroll sideways, and parts that do so themselves but cannot be reached or have no name."""


@dataclass
class Walk:
    """What was seen on the way."""

    addresses: list[str]
    watch: Watch
    runs: int = 0
    violations: list[str] = field(default_factory=list)
    sideways: list[str] = field(default_factory=list)
    headless: list[str] = field(default_factory=list)
    stored: list[object] = field(default_factory=list)

    def check(self, page: Page, look: str, *how: object) -> None:
        self.runs += 1
        self.violations += [f"{page.url} {look}: {found}" for found in violations(page, *how)]


@pytest.fixture(scope="module")
def walk(site, chromium, origin) -> Walk:
    walk = Walk(one_of_each_kind(site), Watch(origin))
    known: set[str] = set()
    context = context_of(chromium, origin)
    page = context.new_page()
    walk.watch.over(page)
    for address in walk.addresses:
        page.set_viewport_size(NARROW)
        page.goto(address)
        if page.locator("html[lang] h1").count() != 1 or not page.title():
            walk.headless.append(address)
        page.evaluate(LAID_OUT)
        walk.sideways += [f"/{address}: {found}" for found in page.evaluate(SIDEWAYS)]
        page.evaluate(ALIKE, CONTENT)
        page.evaluate(ALIKE, FRAME)
        unseen = page.evaluate(UNSEEN, sorted(known))
        known |= set(unseen)
        for width, viewport in (("narrow", NARROW), ("wide", WIDE)):
            page.set_viewport_size(viewport)
            rules = RULES_OF_LAYOUT if viewport is NARROW and address not in WHOLE else ALL_RULES
            walk.check(page, width, None, rules, RULES_OF_COLOUR)
            for scheme in ("default", "slate") if unseen else ():
                page.evaluate("scheme => document.body.dataset.mdColorScheme = scheme", scheme)
                walk.check(page, f"{width} {scheme}", "[data-axe]", RULES_OF_COLOUR)
            page.evaluate("document.body.dataset.mdColorScheme = 'default'")
    walk.stored = [
        *context.cookies(),
        *page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]"),
    ]
    context.close()
    return walk


def test_axe_finds_nothing_on_any_kind_of_page(walk, capsys):
    with capsys.disabled():
        print(f"\naxe: {walk.runs} ajoa, {len(walk.addresses)} sivulajia, {len(walk.violations)} rikkomusta")

    assert not walk.violations, "\n".join(walk.violations)
    assert len(walk.addresses) > 60


def test_the_policy_stops_nothing_of_our_own_and_nothing_is_asked_from_elsewhere(walk):
    assert walk.watch.complaints == []
    assert walk.watch.elsewhere == []


def test_nothing_is_stored_before_the_reader_chooses(walk):
    assert walk.stored == []


def test_1_4_10_no_page_scrolls_sideways_at_320_px_and_wide_parts_scroll_in_named_regions(walk):
    assert walk.sideways == []


def test_1_3_1_2_4_2_3_1_1_every_page_has_a_language_a_title_and_one_main_heading(walk):
    assert walk.headless == []


# --- states that a page is brought to -------------------------------------------------------------------


def search_open(page: Page) -> None:
    page.goto("malli/rakenne/")
    if page.viewport_size == NARROW:
        page.get_by_role("button", name="Hae", exact=True).click()
    page.get_by_role("textbox", name="Hae").press_sequentially("päätös")
    page.locator(".md-search-result__list mark").first.wait_for()


def drawer_open(page: Page) -> None:
    page.goto("palvelut/koski/")
    page.get_by_role("button", name="Valikko").click()
    for section in page.locator(".hk-valikko summary").all():
        section.click()


def table_filtered(page: Page) -> None:
    page.goto("esimerkki/paatokset/")
    page.get_by_role("searchbox", name="Etsi luettelosta").fill("rahoitus")
    page.locator(".hk-tyo thead button").first.click()


def helper_answered(page: Page) -> None:
    page.goto("malli/hankkeistaminen/?kohde=nykyinen-palvelu&kustannus=400000&kayttoala=")
    expect(page.locator("#hankeapuri-vastaus")).to_contain_text("Hankkeistaminen")


def helper_refuses(page: Page) -> None:
    page.goto("malli/hankkeistaminen/")
    page.get_by_label("Arvioitu kokonaiskustannus euroina").fill("paljon")
    page.get_by_role("button", name="Näytä vastaus").click()
    expect(page.get_by_role("alert")).to_be_visible()


@pytest.mark.parametrize(
    ("state", "page"),
    [
        (state, {"viewport": viewport})
        for state, viewports in {
            search_open: (WIDE, NARROW),
            drawer_open: (NARROW,),
            table_filtered: (WIDE, NARROW),
            helper_answered: (WIDE, NARROW),
            helper_refuses: (NARROW,),
        }.items()
        for viewport in viewports
    ],
    indirect=["page"],
    ids=lambda value: value.__name__ if callable(value) else str(value["viewport"]["width"]),
)
def test_axe_finds_nothing_in_any_state(page, state):
    state(page)
    found = violations(page)
    page.get_by_role("button", name="Tumma väriteema", include_hidden=True).dispatch_event("click")
    found += violations(page, None, RULES_OF_COLOUR)

    assert not found, "\n".join(found)


def test_axe_sees_a_fault(page):
    page.goto("palvelut/koski/")
    page.evaluate("document.querySelector('article').insertAdjacentHTML('beforeend', '<img src=\"data:,\">')")
    page.evaluate("document.body.dataset.mdColorScheme = 'none'")

    assert [found.partition(":")[0] for found in violations(page, "article")] == ["image-alt"]
