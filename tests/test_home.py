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
        b"julkaise_esimerkki: true", b"julkaise_esimerkki: false"
    )
    loaded = load(texts, today)
    assert loaded.handbook is not None
    return loaded.handbook


@pytest.fixture(scope="module")
def part(templates: jinja2.BaseLoader) -> Callable[[Handbook, str], str]:
    """A part of the home page by its name."""
    return lambda handbook, name: str(Renderer(handbook, Site(), templates).fragment(f"etusivu-{name}", ""))


def test_what_is_not_recorded_is_told_once_and_has_no_empty_heading(bare, part):
    text = part(bare, "ajankohtaista")
    told = "Käsikirjaan ei ole kirjattu tulevia kokouksia."

    assert re.sub(r"<[^>]+>", "", text).count(told) == 1
    assert 'id="seuraava-kokous"' not in text
    assert "Sivistyshallinto viiteen virastoon" in text
    assert "data-esimerkki" not in text
    assert "data-esimerkki" not in part(bare, "luvut")


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
