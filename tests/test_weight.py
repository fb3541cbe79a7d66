"""How much a reader has to fetch: service pages, and the whole first visit in a real browser.

Bytes as they travel: gzipped as a web server does it. The search data is weighed in ``test_search_browser.py``.
"""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import selain

from hallinta.handbook import Handbook

SERVICE, SERVICE_PACKED = 30_000, 8_000
FIRST_VISIT = 110_000


def packed(data: bytes) -> int:
    return len(gzip.compress(data, 6, mtime=0))


def test_a_service_page_is_light(site: Path, handbook: Handbook) -> None:
    heavy = {}
    for palvelu in handbook.palvelut:
        page = (site / palvelu.address / "index.html").read_bytes()
        if len(page) > SERVICE or packed(page) > SERVICE_PACKED:
            heavy[palvelu.id] = (len(page), packed(page))

    assert heavy == {}


@pytest.mark.selain
def test_the_first_visit_is_light_and_fetches_no_search_data(site: Path) -> None:
    fetched: list[str] = []
    with selain.served(site) as origin, selain.browser() as browser:
        page = browser.new_page()
        page.on("request", lambda request: fetched.append(request.url))
        page.goto(f"{origin}/", wait_until="networkidle")
    paths = {urlsplit(url).path.lstrip("/") or "index.html" for url in fetched}
    weights = {path: packed((site / path).read_bytes()) for path in paths}

    assert "index.html" in weights
    assert [path for path in weights if path.startswith("search/")] == []
    assert sum(weights.values()) <= FIRST_VISIT, weights
