"""By hand, what axe cannot see: the keyboard, focus, large text, own spacing, motion, colours and paper.

Each test's name begins with the number of the WCAG 2.2 success criterion it proves.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from selain import NARROW, WIDE, WITHOUT_SCRIPTS

pytestmark = [pytest.mark.selain, pytest.mark.sivusto]

narrow = pytest.mark.parametrize("page", [{"viewport": NARROW}], indirect=True, ids=["320"])

FOCUS = """() => {
  const el = document.activeElement;
  if (!el || el === document.body) return null;
  const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const rgb = (colour) => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    return [...pen.getImageData(0, 0, 1, 1).data];
  };
  const light = (colour) => {
    const [r, g, b] = rgb(colour).map((c) => ((c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
  };
  const style = getComputedStyle(el);
  let ground = parseFloat(style.outlineOffset) < 0 ? el : el.parentElement;
  while (ground.parentElement && rgb(getComputedStyle(ground).backgroundColor)[3] < 255) ground = ground.parentElement;
  const pair = [light(style.outlineColor), light(getComputedStyle(ground).backgroundColor)].sort();
  const r = el.getBoundingClientRect();
  const seen = [0.1, 0.5, 0.9].some((x) => [0.1, 0.5, 0.9].some((y) => {
    const top = document.elementFromPoint(r.left + x * r.width, r.top + y * r.height);
    return top && (el.contains(top) || (top.contains(el) && !top.matches("body, html")));
  }));
  const faults = [];
  if (!el.checkVisibility({ opacityProperty: true, visibilityProperty: true })) faults.push("2.4.7 not shown");
  else if (!seen) faults.push("2.4.11 covered or off the screen");
  if (!el.closest("svg.vk-svg")) {
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) faults.push("2.4.7 no ring");
    else if (pair[1] / pair[0] < 3) faults.push(`1.4.11 ring ${(pair[1] / pair[0]).toFixed(2)}`);
  }
  const name = el.getAttribute("aria-label") || el.innerText || el.name || "";
  return [el.outerHTML.slice(0, 110), name.trim(), faults];
}"""
"""The focused element, its name and what is wrong with how it is seen; null when nothing has the focus."""


def focus_stops(page: Page, key: str, most: int = 400) -> list[tuple[str, str, list[str]]]:
    """Every place where the focus stops until it leaves the page."""
    stops = []
    for _ in range(most):
        page.keyboard.press(key)
        stop = page.evaluate(FOCUS)
        if stop is None:
            break
        stops.append(tuple(stop))
    return stops


def faults(stops: list[tuple[str, str, list[str]]]) -> list[str]:
    return [f"{', '.join(wrong)}: {element}" for element, _, wrong in stops if wrong]


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ({"viewport": viewport, "color_scheme": scheme}, address)
        for viewport, scheme, address in (
            (WIDE, "light", "palvelut/koski/"),
            (WIDE, "dark", "malli/hankkeistaminen/"),
            (WIDE, "light", ""),
            (NARROW, "light", "malli/kasittelypolku/"),
            (NARROW, "dark", "esimerkki/tilannekuva/"),
            (NARROW, "light", "tietoa/"),
        )
    ],
    indirect=["page"],
    ids=str,
)
def test_2_4_7_2_4_11_1_4_11_focus_is_seen_wherever_it_stops(page, address):
    page.goto(address)
    stops = focus_stops(page, "Tab")
    there = {element for element, _, _ in stops}

    assert faults(stops) == []
    assert len(stops) > 6
    assert not [element for element in there if "headerlink" in element]


def test_2_4_11_the_header_does_not_cover_what_has_the_focus_on_the_way_back(page):
    page.goto("muokkaajalle/saannot/")
    page.locator("article a").nth(60).focus()

    assert faults(focus_stops(page, "Shift+Tab", most=60)) == []


@pytest.mark.parametrize("address", ["palvelut/koski/", "malli/vastuut/", "esimerkki/tilannekuva/"])
def test_2_4_1_the_first_stop_skips_to_the_content(page, address):
    page.goto(address)
    [(_, name, wrong)] = focus_stops(page, "Tab", most=1)
    page.keyboard.press("Enter")
    inside = page.evaluate("document.activeElement.matches('article')")
    page.keyboard.press("Tab")

    assert (name, wrong) == ("Siirry sisältöön", [])
    assert inside
    assert page.evaluate("document.activeElement.closest('article, body').localName") in {"article", "body"}


@narrow
def test_2_1_1_2_4_3_the_drawer_opens_holds_the_focus_and_gives_it_back(page):
    page.goto("palvelut/koski/")
    opener = page.get_by_role("button", name="Valikko")
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Sulje valikko")).to_be_focused()
    stops = focus_stops(page, "Tab", most=14)
    outside = [element for element, _, _ in stops if "md-header__button" in element]

    assert faults(stops) == []
    assert {"Etusivu", "Palvelut", "Toimijat"} <= {name for _, name, _ in stops}
    assert outside == []

    page.get_by_role("navigation", name="Sivuston valikko").get_by_text("Toimijat").focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("link", name="Ryhmät", exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    expect(page.get_by_role("button", name="Sulje valikko")).to_be_hidden()
    opener.press("Space")
    page.get_by_role("button", name="Sulje valikko").press("Enter")
    expect(opener).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.closest('#hk-valikko')")


@pytest.mark.parametrize("page", [{"viewport": NARROW, **WITHOUT_SCRIPTS}], indirect=True, ids=["320"])
def test_2_1_1_the_drawer_leads_on_without_scripts(page):
    page.goto("palvelut/koski/")
    page.get_by_role("button", name="Valikko").press("Enter")
    page.get_by_role("link", name="Vuosikello").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Vuosikello")


@pytest.mark.parametrize(
    "page", [{"viewport": WIDE}, {"viewport": NARROW}], indirect=True, ids=["wide", "320"]
)
def test_2_1_1_4_1_3_search_opens_tells_its_results_and_gives_the_focus_back(page):
    page.goto("malli/rakenne/")
    box = page.get_by_role("textbox", name="Hae")
    opener = page.get_by_role("button", name="Hae", exact=True)
    results = page.locator(".md-search-result__link")
    is_narrow = page.viewport_size == NARROW
    if is_narrow:
        opener.press("Enter")
    else:
        box.focus()
    expect(box).to_be_focused()
    page.keyboard.type("johtoryhmä")
    expect(page.locator(".md-search").get_by_role("status")).to_have_text(re.compile(r"^\d+ hakutulosta$"))

    page.keyboard.press("ArrowDown")
    expect(results.first).to_be_focused()
    assert faults([tuple(page.evaluate(FOCUS))]) == []
    page.keyboard.press("ArrowUp")
    expect(box).to_be_focused()
    page.keyboard.press("Tab")
    if is_narrow:
        expect(page.get_by_role("button", name="Sulje haku")).to_be_focused()
        page.keyboard.press("Tab")
    expect(results.first).to_be_focused()
    page.keyboard.press("Escape")
    expect(opener if is_narrow else box).to_be_focused()
    expect(results.first).to_be_hidden()

    if is_narrow:
        opener.press("Enter")
    else:
        page.keyboard.type("n")
    expect(results.first).to_be_visible()
    box.focus()
    page.keyboard.press("Shift+Tab")
    expect(results.first).to_be_hidden()
    assert faults([tuple(page.evaluate(FOCUS))]) == []


def test_2_1_4_no_single_character_is_a_shortcut(page):
    page.goto("malli/rakenne/")
    for key in "fs/pn,.":
        page.keyboard.press(key)
        page.keyboard.up(key)

    assert page.url.endswith("/malli/rakenne/")
    assert page.evaluate("document.activeElement === document.body")


def test_2_1_1_4_1_2_the_palette_is_a_button_that_tells_its_state(page):
    page.goto("")
    button = page.get_by_role("button", name="Tumma väriteema")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.press("Space")
    expect(button).to_have_attribute("aria-pressed", "true")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.goto("palvelut/")

    expect(page.get_by_role("button", name="Tumma väriteema")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == ground


def test_2_1_1_3_3_1_the_helper_is_used_by_keyboard_and_its_answer_told(page):
    page.goto("malli/hankkeistaminen/")
    page.get_by_label("Nykyinen palvelu").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Tab")
    cost = page.get_by_label("Arvioitu kokonaiskustannus euroina")
    expect(cost).to_be_focused()
    page.keyboard.type("paljon")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(cost).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("500000,01")
    page.keyboard.press("Enter")

    expect(page.locator("output[aria-live=polite]")).to_contain_text("Hankkeistaminen")
    expect(page.get_by_role("alert")).to_be_hidden()


@narrow
def test_2_1_1_a_wide_table_is_scrolled_by_keyboard_in_a_named_region(page):
    page.goto("esimerkki/yllapito/2025/")
    wide = "[role=region][aria-label][tabindex='0']:has(table)"
    moved = (
        page.locator(wide).evaluate_all("all => all.map((el) => el.scrollWidth > el.clientWidth)").index(True)
    )
    region = page.locator(wide).nth(moved)
    region.focus()
    for _ in range(20):
        page.keyboard.press("ArrowRight")
        if region.evaluate("el => el.scrollLeft"):
            break

    assert region.evaluate("el => el.scrollLeft") > 0


# --- text, motion, colours, paper -----------------------------------------------------------------------

CLIPPED = """() => [...document.querySelectorAll("body *")].filter((el) => {
  if (!el.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
  if (el.closest("svg, script")) return false;
  const style = getComputedStyle(el);
  const hides = (axis) => ["hidden", "clip"].includes(axis);
  const box = el.getBoundingClientRect();
  return box.width > 2 && [...el.childNodes].some((n) => n.nodeType === 3 && n.data.trim())
    && ((hides(style.overflowX) && el.scrollWidth > el.clientWidth + 1)
      || (hides(style.overflowY) && el.scrollHeight > el.clientHeight + 3));
}).map((el) => el.outerHTML.slice(0, 120))"""
"""Texts of which a part is cut away."""

LARGE = (
    "",
    "palvelut/koski/",
    "malli/rakenne/",
    "esimerkki/paatokset/",
    "esimerkki/vuosikello/2026/",
    "malli/hankkeistaminen/",
)


def wider_than_the_window(page: Page) -> bool:
    return bool(page.evaluate("document.scrollingElement.scrollWidth > innerWidth"))


@pytest.mark.parametrize("address", LARGE, ids=lambda address: address or "home")
def test_1_4_4_1_4_12_text_of_double_size_and_own_spacing_loses_nothing(page, address):
    reader = page.context.new_cdp_session(page)
    reader.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    page.goto(address)
    large = [wider_than_the_window(page), *page.evaluate(CLIPPED)]
    reader.send("Page.setFontSizes", {"fontSizes": {"standard": 16, "fixed": 13}})
    page.evaluate(
        """() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important;"
            + " word-spacing: .16em !important } p { margin-bottom: 2em !important }");
          document.adoptedStyleSheets = [sheet];
        }"""
    )
    spaced = [wider_than_the_window(page), *page.evaluate(CLIPPED)]
    page.set_viewport_size(NARROW)
    spaced_narrow = [wider_than_the_window(page), *page.evaluate(CLIPPED)]

    assert large == [False]
    assert spaced == [False]
    assert spaced_narrow == [False]


def test_2_3_3_nothing_moves_for_who_wants_no_motion(page):
    page.goto("malli/rakenne/")
    page.get_by_role("textbox", name="Hae").focus()
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((el) => {
          const { transitionDuration: t, animationName: a } = getComputedStyle(el);
          return a !== "none" || t.split(",").some((each) => parseFloat(each) > 0);
        }).map((el) => el.outerHTML.slice(0, 90))"""
    )

    assert moving == []
    assert page.evaluate("document.getAnimations().length") == 0


@pytest.mark.parametrize("page", [{"forced_colors": "active"}], indirect=True, ids=["forced colours"])
def test_1_4_11_forced_colours_keep_the_focus_the_state_and_the_place(page):
    page.goto("malli/rakenne/")
    stops = focus_stops(page, "Tab", most=25)
    here = page.locator(".hk-valikko [aria-current=page]")

    assert faults(stops) == []
    assert here.evaluate("el => parseFloat(getComputedStyle(el).borderLeftWidth)") >= 2


@pytest.mark.parametrize(
    "address", ["malli/dokumentaatio/", "malli/vastuut/", "esimerkki/tilannekuva/", "kehittajalle/"]
)
def test_1_3_1_tables_are_whole_on_paper(page, address):
    page.set_viewport_size({"width": 718, "height": 1000})  # A4 less the margins
    page.goto(address)
    page.emulate_media(media="print")
    cut = page.evaluate(
        """() => [...document.querySelectorAll("article :is(table, pre)")].filter((el) => el.checkVisibility()
          && (el.getBoundingClientRect().right > innerWidth + 1 || el.scrollWidth > el.clientWidth + 1))
          .map((el) => el.outerHTML.slice(0, 100))"""
    )

    assert cut == []
    assert not wider_than_the_window(page)
