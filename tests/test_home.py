"""The home page: what happens next and how much there is, honestly told with the examples and without them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import jinja2
import pytest
from playwright.sync_api import expect
from selain import WITHOUT_SCRIPTS

from hallinta import disk
from hallinta.handbook import Handbook, load
from hallinta.pages import Renderer, Site

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def bare(today: date) -> Handbook:
    """The real handbook as it is when the examples are turned off."""
    texts = disk.read_project(ROOT / "data")
    texts["data/asetukset.yaml"] = texts["data/asetukset.yaml"].replace(
        b"nayta_esimerkit: true", b"nayta_esimerkit: false"
    )
    loaded = load(texts, today)
    assert loaded.handbook is not None
    return loaded.handbook


@pytest.fixture(scope="module")
def part(templates: jinja2.BaseLoader) -> Callable[[Handbook, str], str]:
    """A part of the home page by its name."""
    return lambda handbook, name: str(Renderer(handbook, Site(), templates).fragment(f"etusivu-{name}", ""))


def test_without_examples_it_says_plainly_that_no_dates_are_public(bare, part):
    text = part(bare, "ajankohtaista")

    assert "Tulevien kokousten päivistä ei ole julkista tietoa." in text
    assert "Sivistyshallinto viiteen virastoon" in text
    assert "data-esimerkki" not in text
    assert "data-esimerkki" not in part(bare, "luvut")


def test_every_example_it_names_is_labelled(handbook, part):
    text = part(handbook, "ajankohtaista")
    examples = {record.address for record in handbook.records if record.esimerkki and record.address}
    named = [row for row in re.findall(r"<li>.*?</li>|<p>.*?</p>", text, re.DOTALL) if _names(row, examples)]

    assert len(named) >= 5
    assert [row for row in named if "data-esimerkki" not in row] == []


def _names(row: str, addresses: set[str]) -> bool:
    return any(href.removeprefix("./") in addresses for href in re.findall(r'href="([^"]+)"', row))


def test_the_counts_are_of_the_real_and_the_invented_are_counted_apart(handbook, part):
    text = part(handbook, "luvut")
    invented = [record for record in handbook.palvelut if record.esimerkki]
    real = len(list(handbook.palvelut)) - len(invented)

    assert re.search(
        rf'<strong>{real}</strong> <a href="palvelut/">Palvelut</a>.*lisäksi {len(invented)}\s', text
    )


# --- in the browser -------------------------------------------------------------------------------------


@pytest.mark.selain
@pytest.mark.sivusto
def test_the_search_of_the_home_page_opens_the_sites_own_search(page):
    page.goto("")
    page.get_by_role("searchbox", name="Hae käsikirjasta").fill("oppijanumerorekisteri")
    page.keyboard.press("Enter")
    found = page.locator(".md-search-result__link").first
    found.wait_for()
    expect(page.locator(".md-search__input")).to_have_value("oppijanumerorekisteri")
    found.click()
    expect(page).to_have_url(re.compile(r"/palvelut/oppijanumerorekisteri/"))


@pytest.mark.selain
@pytest.mark.sivusto
@pytest.mark.parametrize("page", [WITHOUT_SCRIPTS], indirect=True, ids=["without scripts"])
def test_without_scripts_the_home_page_leads_on_by_links(page):
    page.goto("")
    expect(page.get_by_role("searchbox", name="Hae käsikirjasta")).to_be_hidden()
    expect(page.get_by_role("article").get_by_role("link", name="palveluluettelon")).to_be_visible()
    expect(page.get_by_role("article").get_by_role("link", name="Kuka päättää?")).to_be_visible()
