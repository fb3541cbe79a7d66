"""Where the search misses: ``python -m bench.haku [--testi]``, run from the project's root.

Builds the site, puts the queries of ``tests/haku/`` to the real search box and lists those whose first
answer is not right. Only the tuning half (*kehitys*) is shown, for a figure of the held-out half proves
nothing once it has been tuned by; ``--testi`` shows that too. Needs ``CHROMIUM`` or ``chromium``.
"""

from __future__ import annotations

import sys
import tempfile
import threading
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import sync_playwright

from hallinta import mkdocs_plugin
from hallinta.clock import today_in_helsinki
from tests.test_search_browser import FLAGS, ROOT, Quiet, ask, chromium, queries, report


def main() -> None:
    parts = {"kehitys", "testi"} if "--testi" in sys.argv else {"kehitys"}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        mkdocs_plugin.build(ROOT, Path(folder, "oma"), ROOT / "data", today_in_helsinki())
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        address = f"http://127.0.0.1:{server.server_port}/oma"
        answers = ask(browser.new_page(), address, "käsikirja", queries())
        browser.close()
        server.shutdown()
    for query in queries():
        pages = answers.pages[query.haku]
        if query.osa in parts and query.reciprocal_rank(pages) < 1:
            print(f"{query.laji}: {query.haku}")
            print(*(f"  {'+' if page in query.oikeat else ' '} {page}" for page in pages[:5]), sep="\n")
    print(report(queries(), [answers]))


if __name__ == "__main__":
    main()
