"""Where the CPU time of a build goes, as ratios that can be compared from one machine to another.

Run by hand in the project's folder::

    .venv/bin/python bench/build.py

Measured in one run, each the best of three, user and system seconds together:

* **reading YAML**: our parser (text, the place of every value, faults in words) against ``yaml.safe_load``
  and the C loader on the same files, which give values only;
* **the core, in this process**: reading files, ``load``, ``check``, rendering all pages, the exports;
* **the commands, each in a process of its own**: ``hallinta tarkista``; the whole ``hallinta rakenna``; and,
  as the floor for a build, plain MkDocs with Material building as many empty pages outside the navigation.

The last column is what to watch: a ratio that grows without a reason is a regression. Nothing here is a
limit, and nothing here runs in CI.
"""

from __future__ import annotations

import contextlib
import io
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import yaml

from hallinta import disk, handbook, mkdocs_plugin
from hallinta.exports import exports
from hallinta.finishing.printing import printed
from hallinta.handbook import load
from hallinta.rules import check
from hallinta.yaml_text import parse, reader

ROOT = Path(__file__).resolve().parents[1]
DAY = date(2026, 11, 22)
ROUNDS = 3

PLAIN = """\
site_name: Vertailu
theme:
  name: material
  language: fi
  font: false
  features: [navigation.tabs, navigation.path, navigation.indexes]
plugins: [search]
nav: [index.md]
not_in_nav: "sivu-*.md"
"""


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of this process and its children, the best of a few rounds."""

    def spent() -> float:
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return time.process_time() + children.ru_utime + children.ru_stime

    rounds = []
    for _ in range(ROUNDS):
        forget()
        before = spent()
        work()
        rounds.append(spent() - before)
    return min(rounds)


def forget() -> None:
    """What a live preview keeps from build to build, a command of its own does not have."""
    reader.parse_text.cache_clear()
    handbook._read.cache_clear()


def run(*command: object, folder: Path = ROOT) -> None:
    quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(
        [sys.executable, "-m", *map(str, command)], cwd=folder, env=quiet, check=True, capture_output=True
    )


def told(what: str, seconds: float, than: float, of: str) -> None:
    print(f"{what:<58}{seconds:8.3f} s {seconds / than:8.2f} × {of}")


def main() -> None:
    files = disk.read_project(ROOT / "data")
    records = [text for path, text in files.items() if path.endswith(".yaml")]
    print(f"{len(records)} YAML files, {sum(map(len, records)) // 1024} kB\n")

    c_loader = cpu(lambda: [yaml.load(text, Loader=yaml.CSafeLoader) for text in records])
    told("YAML: C loader, values only", c_loader, c_loader, "C loader")
    told(
        "YAML: yaml.safe_load", cpu(lambda: [yaml.safe_load(text) for text in records]), c_loader, "C loader"
    )
    told(
        "YAML: ours, values, places and faults",
        cpu(lambda: [parse(text) for text in records]),
        c_loader,
        "C loader",
    )

    print()
    loaded = load(files, DAY)
    assert loaded.handbook is not None
    whole = loaded.handbook
    loading = cpu(lambda: load(files, DAY))
    told("read files", cpu(lambda: disk.read_project(ROOT / "data")), loading, "load")
    told("load: parse, validate, place", loading, loading, "load")
    told("check: all rules", cpu(lambda: check(load(files, DAY))) - loading, loading, "load")
    renderer = mkdocs_plugin.renderer_of(ROOT / "data", whole)
    told("pages: render all, templates compiled", cpu(renderer.pages), loading, "load")
    told("exports: JSON, CSV, schemas", cpu(lambda: exports(whole, {}, None)), loading, "load")

    print()
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stderr(io.StringIO()):
        temporary = Path(folder)
        run("hallinta", "rakenna", "--paiva", DAY, "--kohde", temporary / "site")
        built = {name: data.decode() for name, data in disk.read_folder(temporary / "site", ".html").items()}
        told("print pages: the handbook and its chapters", cpu(lambda: printed(built)), loading, "load")
        pages = sum(1 for _ in (temporary / "site").rglob("index.html"))
        disk.write_all(
            temporary / "docs", {f"sivu-{number}.md": f"# Sivu {number}\n" for number in range(1, pages)}
        )
        disk.write_all(temporary, {"mkdocs.yml": PLAIN, "docs/index.md": "# Etusivu\n"})
        plain = cpu(lambda: run("mkdocs", "build", "--quiet", folder=temporary))
        ours = cpu(lambda: run("hallinta", "rakenna", "--paiva", DAY, "--kohde", temporary / "site"))
        checking = cpu(lambda: run("hallinta", "tarkista", "--paiva", DAY))
    told(f"plain MkDocs with Material, {pages} empty pages", plain, plain, "plain build")
    told(f"hallinta rakenna, {pages} pages", ours, plain, "plain build")
    told("hallinta tarkista, start-up included", checking, plain, "plain build")


if __name__ == "__main__":
    main()
