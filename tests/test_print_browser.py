"""Pages on A4 paper: what is clicked is gone, what is read is all there and fits."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

SHEET = 673
"""Pixels between the margins of an A4 sheet: 178 mm."""

IN_THE_DARK = {"viewport": {"width": SHEET, "height": 960}, "color_scheme": "dark"}

pytestmark = [
    pytest.mark.selain,
    pytest.mark.sivusto,
    pytest.mark.parametrize("page", [IN_THE_DARK], indirect=True, ids=["dark"]),
]

PAGES = (
    "",
    "palvelut/",
    "palvelut/koski/",
    "esimerkki/paatokset/",
    "malli/vastuut/",
    "malli/hankkeistaminen/",
    "malli/dokumentaatio/",
    "malli/jaljitettavyys/",
    "esimerkki/tilannekuva/",
)


@pytest.fixture(autouse=True)
def paper(page: Page) -> None:
    """Paper is white, in a dark browser too."""
    page.emulate_media(media="print")


@pytest.mark.parametrize("address", PAGES, ids=lambda address: address or "home")
def test_a_page_fits_the_sheet_without_the_sites_frame(page, address):
    page.goto(address)

    assert page.evaluate("document.scrollingElement.scrollWidth") <= SHEET
    for part in (".md-header", ".md-tabs", ".md-footer", ".md-path", ".hk-tyokalut"):
        assert page.locator(f"{part}:visible").count() == 0
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(23, 38, 43)"
    assert (
        page.locator("table tbody td:visible").evaluate_all(
            "cells => cells.filter((cell) => cell.getBoundingClientRect().right > innerWidth + 1).length"
        )
        == 0
    )


def test_what_is_folded_on_the_screen_is_open_on_paper(page):
    page.goto("tilannekuva/")
    folded = page.locator(".md-content details li")

    assert folded.count() > 5
    assert folded.first.bounding_box()["height"] > 0


def test_a_link_out_tells_its_address_once_and_an_example_its_label(page):
    page.goto("palvelut/koski/")
    told = "link => getComputedStyle(link, '::after').content"
    named = page.locator("#dokumentaatio + dl li > a:not(.hk-osoite)").first
    bare = page.locator("#dokumentaatio + dl a.hk-osoite").first

    assert named.get_attribute("href") in named.evaluate(told)
    assert bare.evaluate(told) in {"none", "normal"}
    page.goto("esimerkki/paatokset/")
    expect(page.locator(".hk-nauha[data-esimerkki]")).to_be_visible()


def test_a_sorted_list_prints_its_headings(page):
    page.goto("palvelut/")

    assert page.locator(".hk-tyo th button:visible").count() == 0
    heading = page.locator(".hk-tyo th").first
    assert heading.evaluate("each => getComputedStyle(each, '::before').content") == '"Palvelu"'
