"""Fixtures every test may ask for: the real data, the small model data set, one built site per run."""

from __future__ import annotations

import datetime
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
import pytest

from hallinta import disk
from hallinta.handbook import EXAMPLE_FILES, Handbook, Loaded, load
from hallinta.pages import Renderer, Site
from hallinta.rules.examples import Example, examples

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[1]
TODAY = datetime.date(2026, 11, 22)
"""The day all tests live on."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--hyvaksy", action="store_true", help="accept the pages as they are now as the golden ones"
    )
    parser.addoption("--sivusto", type=Path, help="look at this built site instead of building one")


def pytest_configure() -> None:
    # a suite run in the background ignores Ctrl-C, and so would the commands whose answer to it is tested
    signal.signal(signal.SIGINT, signal.default_int_handler)
    # what the tests build is never published, even in a pipeline: a copy of the project has no history
    for name in ("CI", "CI_PAGES_URL"):
        os.environ.pop(name, None)


def pytest_sessionfinish() -> None:
    import selain

    selain.close()


@pytest.fixture(scope="session")
def today() -> datetime.date:
    return TODAY


@pytest.fixture(scope="session")
def real() -> Loaded:
    """The real data, as read from the repository."""
    return load(disk.read_project(ROOT / "data"), TODAY)


@pytest.fixture(scope="session")
def handbook(real: Loaded) -> Handbook:
    assert real.handbook is not None
    return real.handbook


@pytest.fixture(scope="session")
def example(real: Loaded) -> Handbook:
    """The example handbook, which stands on the real one's model."""
    assert real.example is not None
    return real.example


@pytest.fixture(scope="session")
def full() -> Handbook:
    """The example handbook's records read as if they were real: a handbook that has records of every kind."""
    texts = disk.read_project(ROOT / "data")
    own = {path: text for path, text in texts.items() if path.startswith(EXAMPLE_FILES)}
    moved = {path.replace(EXAMPLE_FILES, "data/"): text for path, text in own.items()}
    loaded = load({path: text for path, text in texts.items() if path not in own} | moved, TODAY)
    assert loaded.handbook is not None
    return loaded.handbook


@pytest.fixture(scope="session")
def small_texts() -> dict[str, bytes]:
    """The small model data set: one or two of each kind, no findings."""
    return disk.read_project(ROOT / "tests" / "pienoismalli" / "data")


@pytest.fixture(scope="session")
def small(small_texts: dict[str, bytes]) -> Handbook:
    loaded = load(small_texts, TODAY)
    assert loaded.handbook is not None, "\n".join(map(str, loaded.findings))
    return loaded.handbook


@pytest.fixture(scope="session")
def rule_examples() -> dict[str, Example]:
    return examples(disk.read_folder(disk.RULE_EXAMPLES))


@pytest.fixture(scope="session")
def templates() -> jinja2.BaseLoader:
    return jinja2.FileSystemLoader(disk.TEMPLATES)


@pytest.fixture(scope="session")
def small_renderer(
    small: Handbook, templates: jinja2.BaseLoader, rule_examples: dict[str, Example]
) -> Renderer:
    return Renderer(small, Site(examples=rule_examples), templates)


@pytest.fixture(scope="session")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The real site as the engine made it, not yet finished; the search is compared with it."""
    from hallinta import mkdocs_plugin

    target = tmp_path_factory.mktemp("sivusto") / "raaka"
    mkdocs_plugin.build(ROOT, target, ROOT / "data", TODAY, finishing=False)
    yield target
    shutil.rmtree(target, ignore_errors=True)


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The real site, built once for all tests that look at it."""
    from hallinta import mkdocs_plugin

    if ready := request.config.getoption("--sivusto"):
        yield ready
        return
    target = tmp_path_factory.mktemp("sivusto") / "site"
    mkdocs_plugin.build(ROOT, target, ROOT / "data", TODAY)
    yield target
    shutil.rmtree(target, ignore_errors=True)


@pytest.fixture(scope="session")
def origin(site: Path) -> Iterator[str]:
    """The address where the real site is served."""
    import selain

    with selain.served(site) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    import selain

    with selain.browser() as running:
        yield running


@pytest.fixture
def page(request: pytest.FixtureRequest, chromium: Browser, origin: str) -> Iterator[Page]:
    """A watched page of its own; ``request.param`` tells how it is looked at."""
    import selain

    with selain.watched(chromium, origin, **getattr(request, "param", {})) as opened:
        yield opened


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the whole project, code included, in git, that a test may break. ``python -m hallinta`` runs in it."""
    copy = tmp_path / "projekti"
    for name in ("data", "docs", "hallinta", "macros"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "Makefile"):
        shutil.copy(ROOT / name, copy)
    who = {f"GIT_{role}_{part}": "testi" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    apart = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    for words in (["init", "--quiet"], ["add", "data", "docs"], ["commit", "--quiet", "--message", "alku"]):
        subprocess.run(["git", *words], cwd=copy, env={**clean, **who, **apart}, check=True)
    return copy
