"""Lighthouse on the built site: ``make lighthouse``, or ``python -m bench.lighthouse [folder] [address …]``.

Runs Lighthouse from npm (the version below, fetched by ``npx``) in the Chromium of ``CHROMIUM`` or ``chromium``,
on a phone's screen and a slow network as Lighthouse itself has them. Each page is measured five times and gets the
median of each score, as Lighthouse's own guide to variability advises; the spread of performance stands beside it.
Prints what costs points in the middle run, and ends with 1 when a median is below the floor.

Only performance varies, with how busy the machine is: Lighthouse slows the processor to a quarter of what it is, so a
machine with half of its own power to give counts as an eighth. The power that each run found (Lighthouse's
benchmarkIndex) is printed too; the floor is meant for a machine that has more than ``POWER``, and a run below it is
said to be so.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median_low
from typing import Any

from bench.palvelin import served

LIGHTHOUSE = "lighthouse@13.5.0"
FLOOR = 98
RUNS = 5
POWER = 1000
"""What Lighthouse gives a desktop computer of the better sort is 1500-2000, a quarter of which is a phone."""
PAGES = ("", "palvelut/koski/", "esimerkki/paatokset/", "esimerkki/vuosikello/2026/")
"""Home, a service, the decision log, the calendar."""
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"


def measured(url: str, chromium: str, attempts: int = 3) -> dict[str, Any]:
    """Lighthouse's own report of one run. A run that failed, as now and then happens, is made again."""
    report = _report(url, chromium)
    failed = report.get("runtimeError")
    if failed and not attempts:
        sys.exit(f"Lighthouse ei onnistunut: {url}: {failed['message']}")
    return measured(url, chromium, attempts - 1) if failed else report


def _report(url: str, chromium: str) -> dict[str, Any]:
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


def performance(report: dict[str, Any]) -> int:
    return scores(report)["performance"]


def power(report: dict[str, Any]) -> float:
    found: float = report["environment"]["benchmarkIndex"]
    return found


def medians(reports: list[dict[str, Any]]) -> dict[str, int]:
    return {name: median_low(scores(report)[name] for report in reports) for name in CATEGORIES}


def main() -> int:
    folder, *pages = sys.argv[1:] or ["site"]
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not Path(folder, "index.html").exists():
        sys.exit(f"Kansiossa {folder} ei ole sivustoa: aja ensin `make sivusto`.")
    if not chromium or not shutil.which("npx"):
        sys.exit("Mittaus tarvitsee Chromiumin (muuttuja CHROMIUM) ja Noden komennon npx.")
    below = 0
    print(f"{'sivu':24}" + "".join(f"{name:>16}" for name in CATEGORIES) + f"{'nopeus':>12}{'teho':>12}")
    with served(Path(folder)) as origin:
        for page in pages or PAGES:
            reports = sorted((measured(f"{origin}/{page}", chromium) for _ in range(RUNS)), key=performance)
            found, powers = medians(reports), sorted(map(power, reports))
            below += sum(score < FLOOR for score in found.values())
            spread = f"{performance(reports[0])}-{performance(reports[-1])}"
            shares = f"{powers[0]:.0f}-{powers[-1]:.0f}"
            row = "".join(f"{found[name]:16}" for name in CATEGORIES)
            print(f"/{page:23}{row}{spread:>12}{shares:>12}", flush=True)
            for line in lost(reports[RUNS // 2]):
                print(f"    {line}", flush=True)
            if median_low(powers) < POWER:
                print(
                    f"    Kone on varattu tai hidas (teho alle {POWER}): nopeus ei ole luotettava.",
                    flush=True,
                )
    print(f"Alle {FLOOR}: {below}")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
