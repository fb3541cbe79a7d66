"""Where the search misses: ``python -m bench.haku [--testi]``, run from the project's root.

Builds the site, puts the queries of ``tests/haku/`` to the real search box and lists those whose first
answer is not right. Only the tuning half (*kehitys*) is shown, for a figure of the held-out half proves
nothing once it has been tuned by; ``--testi`` shows that too. Needs ``CHROMIUM`` or ``chromium``.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from hallinta import mkdocs_plugin
from hallinta.clock import today_in_helsinki

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from selain import browser, close, served  # noqa: E402 – the tests' own browser
from test_search_browser import ask, queries, report  # noqa: E402


def main() -> None:
    parts = {"kehitys", "testi"} if "--testi" in sys.argv else {"kehitys"}
    with tempfile.TemporaryDirectory() as folder:
        mkdocs_plugin.build(ROOT, Path(folder, "oma"), ROOT / "data", today_in_helsinki())
        with served(Path(folder, "oma")) as address, browser() as running:
            answers = ask(running.new_page(), address, "käsikirja", queries())
            close()
    for query in queries():
        pages = answers.pages[query.haku]
        if query.osa in parts and query.reciprocal_rank(pages) < 1:
            print(f"{query.laji}: {query.haku}")
            print(*(f"  {'+' if page in query.oikeat else ' '} {page}" for page in pages[:5]), sep="\n")
    print(report(queries(), [answers]))


if __name__ == "__main__":
    main()
