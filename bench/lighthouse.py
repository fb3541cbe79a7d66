"""Lighthouse on the built site: ``make lighthouse``, or ``python -m bench.lighthouse [folder] [address …]``.

Runs Lighthouse from npm (the version below, fetched by ``npx``) in the Chromium of ``CHROMIUM`` or ``chromium``,
on a phone's screen and a slow network as Lighthouse itself has them. Prints the four scores of each page and what
costs points; ends with 1 when a score is below the floor. A busy machine makes the performance score worse, so
each page gets the best of up to three runs.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.palvelin import served

LIGHTHOUSE = "lighthouse@13.5.0"
FLOOR = 98
RUNS = 3
PAGES = ("", "palvelut/koski/", "paatokset/", "vuosikello/2026/")
"""Home, a service, the decision log, the calendar."""
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"


def measured(url: str, chromium: str) -> dict[str, Any]:
    """Lighthouse's own report of one run."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "raportti.json")
        command = [
            *("npx", "--yes", LIGHTHOUSE, url),
            *("--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags={FLAGS}"),
            f"--only-categories={','.join(CATEGORIES)}",
        ]
        done = subprocess.run(
            command, env={**os.environ, "CHROME_PATH": chromium}, capture_output=True, text=True
        )
        if not report.exists():
            sys.exit(f"Lighthouse ei onnistunut:\n{done.stdout}{done.stderr}")
        found: dict[str, Any] = json.loads(report.read_text("utf-8"))
        return found


def scores(report: dict[str, Any]) -> dict[str, int]:
    return {name: round((report["categories"][name]["score"] or 0) * 100) for name in CATEGORIES}


def lost(report: dict[str, Any]) -> list[str]:
    """The audits that cost points, in Lighthouse's own words."""
    weighed = {
        each["id"]
        for name in CATEGORIES
        for each in report["categories"][name]["auditRefs"]
        if each["weight"]
    }
    audits = (audit for id, audit in report["audits"].items() if id in weighed)
    return [
        f"{audit['title']} ({audit.get('displayValue') or audit['score']})"
        for audit in audits
        if audit["score"] is not None and audit["score"] < 0.9
    ]


def best(url: str, chromium: str) -> dict[str, Any]:
    reports: list[dict[str, Any]] = []
    while len(reports) < RUNS and not (reports and min(scores(reports[-1]).values()) >= FLOOR):
        reports.append(measured(url, chromium))
    return max(reports, key=lambda report: (min(scores(report).values()), sum(scores(report).values())))


def main() -> int:
    folder, *pages = sys.argv[1:] or ["site"]
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not Path(folder, "index.html").exists():
        sys.exit(f"Kansiossa {folder} ei ole sivustoa: aja ensin `make sivusto`.")
    if not chromium or not shutil.which("npx"):
        sys.exit("Mittaus tarvitsee Chromiumin (muuttuja CHROMIUM) ja Noden komennon npx.")
    below = 0
    print(f"{'sivu':24}" + "".join(f"{name:>16}" for name in CATEGORIES))
    with served(Path(folder)) as origin:
        for page in pages or PAGES:
            report = best(f"{origin}/{page}", chromium)
            found = scores(report)
            below += sum(score < FLOOR for score in found.values())
            print(f"/{page:23}" + "".join(f"{found[name]:16}" for name in CATEGORIES), flush=True)
            for line in lost(report):
                print(f"    {line}", flush=True)
    print(f"Alle {FLOOR}: {below}")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
