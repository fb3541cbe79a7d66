"""How much a reader has to fetch: service pages, and the whole first visit in a real browser.

Bytes as they travel: the packed copies that are published. The search data is weighed in ``test_search_browser.py``.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
import selain

from hallinta.disk import packed
from hallinta.handbook import Handbook

SERVICE, SERVICE_PACKED = 30_000, 8_000
FIRST_VISIT = 60_000
SEARCH = 7_000
"""The program of the search, without its data."""


def test_a_service_page_is_light(site: Path, handbook: Handbook) -> None:
    heavy = {}
    for palvelu in handbook.palvelut:
        page = (site / palvelu.address / "index.html").read_bytes()
        if len(page) > SERVICE or len(packed(page)) > SERVICE_PACKED:
            heavy[palvelu.id] = (len(page), len(packed(page)))

    assert heavy == {}


@pytest.mark.selain
def test_the_first_visit_is_light_and_fetches_no_search_data(site: Path) -> None:
    fetched: list[str] = []
    with selain.served(site) as origin, selain.browser() as browser:
        page = browser.new_page()
        page.on("request", lambda request: fetched.append(request.url))
        page.goto(f"{origin}/", wait_until="networkidle")
    paths = {urlsplit(url).path.lstrip("/") or "index.html" for url in fetched}
    weights = {path: len(packed((site / path).read_bytes())) for path in paths}

    assert "index.html" in weights
    assert [path for path in weights if path.startswith("search/")] == []
    assert sum(weights.values()) <= FIRST_VISIT, weights


def test_the_search_is_light_and_nothing_of_materials_own_is_published(site: Path) -> None:
    programs = [path.read_bytes() for path in (site / "assets" / "haku").glob("*.js")]
    scripts = [path.name for path in (site / "assets" / "javascripts").rglob("*") if path.is_file()]

    assert len(programs) > 1
    assert sum(len(packed(program)) for program in programs) <= SEARCH
    assert [name for name in scripts if not name.startswith("bundle.")] == []
    assert list(site.rglob("*.map")) == []
