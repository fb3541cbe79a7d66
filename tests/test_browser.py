"""The built site in a real browser: a walk, the search, what is fetched, accessibility, narrow screens."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from selain import ALL_RULES, RULES_OF_COLOUR, Watch, browser, served, violations

pytestmark = [pytest.mark.selain, pytest.mark.sivusto]

PAGES = (
    "",
    "palvelut/",
    "palvelut/koski/",
    "ryhmat/johtoryhma/",
    "malli/rakenne/",
    "malli/hankkeistaminen/",
    "malli/vastuut/",
    "malli/jaljitettavyys/",
)
DESKTOP, MOBILE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def origin(site) -> Iterator[str]:
    with served(site) as address:
        yield address


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as running:
        yield running


@pytest.fixture
def watch(origin) -> Watch:
    return Watch(origin)


@pytest.fixture
def page(chromium, origin, watch) -> Iterator[Page]:
    """A page of its own for the test, watched; nothing may complain or leave the site while it is used."""
    context = chromium.new_context(base_url=f"{origin}/", viewport=DESKTOP, locale="fi-FI")
    opened = context.new_page()
    watch.over(opened)
    yield opened
    context.close()

    assert watch.complaints == []
    assert watch.elsewhere == []


def test_a_reader_walks_from_home_to_a_service_to_its_owner_and_back(page, handbook):
    koski = handbook.palvelut["koski"]
    owner = handbook.organisaatiot["oph"]

    page.goto("")
    page.get_by_role("navigation", name="Päävalikko").get_by_role("link", name="Palvelut").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Palvelut")
    page.get_by_role("article").get_by_role("link", name=koski.name, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(koski.name)
    page.get_by_role("article").get_by_role("link", name=owner.name, exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(owner.name)
    expect(page.get_by_role("article").get_by_role("link", name=koski.name, exact=True).first).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(koski.name)
    page.locator(".md-path").get_by_role("link", name="Palvelut").click()
    expect(page).to_have_url(re.compile(r"/palvelut/$"))


def test_search_opens_and_finds_a_service(page):
    page.goto("malli/rakenne/")
    page.get_by_role("textbox", name="Hae").click()
    box = page.get_by_role("textbox", name="Hae")
    expect(box).to_be_focused()
    box.press_sequentially("koski")
    found = page.locator(".md-search-result__link").first
    found.wait_for()
    found.click()

    expect(page).to_have_url(re.compile(r"/palvelut/koski/"))


@pytest.mark.parametrize("address", PAGES, ids=lambda address: address or "home")
def test_a_page_opens_without_complaints_and_without_leaving_the_site(page, watch, address):
    answer = page.goto(address, wait_until="networkidle")

    assert answer is not None
    assert answer.ok
    assert watch.requests


def test_the_error_page_is_in_finnish_and_leads_home(chromium, origin):
    context = chromium.new_context(base_url=f"{origin}/")
    try:
        lost = context.new_page()
        lost.goto("404.html")

        expect(lost.locator("html")).to_have_attribute("lang", "fi")
        expect(lost.get_by_role("article").get_by_role("link").first).to_be_visible()
        assert "Not found" not in lost.inner_text("body")
    finally:
        context.close()


@pytest.mark.parametrize(
    ("scheme", "rules"),
    [("light", ALL_RULES), ("dark", RULES_OF_COLOUR)],  # darkness changes nothing but colours
    ids=["light", "dark"],
)
@pytest.mark.parametrize("viewport", [DESKTOP, MOBILE], ids=["desktop", "mobile"])
def test_our_own_content_breaks_no_accessibility_rule(chromium, origin, viewport, scheme, rules):
    """Material's own frame around the content has faults of its own; they are another piece of work."""
    context = chromium.new_context(base_url=f"{origin}/", viewport=viewport, color_scheme=scheme)
    found = []
    try:
        page = context.new_page()
        for address in PAGES:
            page.goto(address)
            found += [f"/{address}: {violation}" for violation in violations(page, ".md-content", rules)]
    finally:
        context.close()

    assert not found, "\n".join(found)


def test_the_accessibility_check_sees_a_fault_in_the_content(page):
    page.goto("palvelut/")
    page.evaluate("document.querySelector('article').insertAdjacentHTML('beforeend', '<img src=\"\">')")

    assert [violation for violation in violations(page, ".md-content") if violation.startswith("image-alt")]


@pytest.mark.parametrize("address", PAGES, ids=lambda address: address or "home")
def test_a_page_never_scrolls_sideways_on_the_narrowest_screen(page, address):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(address)

    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320


def test_the_whole_record_can_be_read_without_scripts(chromium, origin, handbook):
    context = chromium.new_context(base_url=f"{origin}/", java_script_enabled=False)
    try:
        plain = context.new_page()
        plain.goto("palvelut/koski/")

        expect(plain.get_by_role("heading", level=1)).to_have_text(handbook.palvelut["koski"].name)
        expect(plain.get_by_role("article").get_by_role("link", name="Opetushallitus").first).to_be_visible()
    finally:
        context.close()
