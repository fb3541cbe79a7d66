"""The drawing in ``hallinta/__init__.py`` is true: imports go down, and each edge has one keeper."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import hallinta

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "hallinta"

DOOR = "__main__"
"""``python -m hallinta`` opens the command and is nothing else; it stands above the drawing."""


def drawing(text: str) -> dict[str, int]:
    """Module or package → floor, from lines such as ``4  present   rules      what stands there``.

    A line without a number goes on with the floor above it.
    """
    floors: dict[str, int] = {}
    number = 0
    for line in text.splitlines():
        if match := re.fullmatch(r"\s+(?:(\d+)|\s)  (\S.*)", line):
            number = int(match.group(1) or number)
            *names, _what = re.split(r"\s{2,}", match.group(2))
            assert all(re.fullmatch(r"[a-z_]+", name) for name in names), f"cannot read the floor {line!r}"
            floors |= dict.fromkeys(names, number)
    return floors


FLOORS = drawing(hallinta.__doc__ or "")


def room(path: Path) -> str:
    """The module or package directly under ``hallinta/`` (or ``macros``) that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


FILES = {
    path.relative_to(ROOT).as_posix(): path
    for path in sorted([*PACKAGE.rglob("*.py"), *(ROOT / "macros").rglob("*.py")])
    if path != PACKAGE / "__init__.py"
}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in FILES.items()}
OWN = {name: tree for name, tree in TREES.items() if name.startswith("hallinta/")}


def imported(tree: ast.AST) -> Iterator[str]:
    """Dotted names of everything a file imports, wherever in the file: ``hallinta.rules.registry``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "write imports from the package's top"
            yield str(node.module)
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own_rooms(tree: ast.AST) -> set[str]:
    rooms = {dotted.split(".")[1] for dotted in imported(tree) if dotted.startswith("hallinta.")}
    return {name for name in rooms if (PACKAGE / name).is_dir() or (PACKAGE / f"{name}.py").exists()}


def test_every_module_is_in_the_drawing_and_nothing_else() -> None:
    there = {room(path) for name, path in FILES.items() if name.startswith("hallinta/")} - {DOOR}

    assert there - set(FLOORS) == set(), "draw these in hallinta/__init__.py"
    assert set(FLOORS) - there == set(), "these are drawn but do not exist"


@pytest.mark.parametrize("name", TREES)
def test_imports_go_down(name: str) -> None:
    here = "macros" if name.startswith("macros/") else room(FILES[name])
    if here == DOOR:
        assert own_rooms(TREES[name]) == {"cli"}
        return
    floor = 9 if here == "macros" else FLOORS[here]
    others = own_rooms(TREES[name]) - {here}

    assert [other for other in sorted(others) if FLOORS[other] > floor] == [], "these are upstairs"
    assert [other for other in sorted(others) if FLOORS[other] == floor] == [], "these are next door"


def test_the_drawing_is_read_as_it_looks() -> None:
    text = """Floors::

    2  shop   cafe     what people see; never the kitchen
    1  kitchen         where it is made
    0  cellar  shed    what it is made of

``street/`` is outside.
"""

    assert drawing(text) == {"shop": 2, "cafe": 2, "kitchen": 1, "cellar": 0, "shed": 0}


# --- the edges ------------------------------------------------------------------------------------------


def importers(package: str) -> set[str]:
    return {
        name
        for name, tree in OWN.items()
        if any(dotted == package or dotted.startswith(f"{package}.") for dotted in imported(tree))
    }


@pytest.mark.parametrize(
    ("package", "keeper"),
    [
        ("mkdocs", "hallinta/mkdocs_plugin.py"),
        ("yaml", "hallinta/yaml_text/reader.py"),
        ("subprocess", "hallinta/history.py"),
        ("zoneinfo", "hallinta/clock.py"),
    ],
)
def test_one_module_knows(package: str, keeper: str) -> None:
    assert importers(package) == {keeper}


@pytest.mark.parametrize("package", ["ctypes", "fcntl", "shutil", "tempfile"])
def test_one_room_knows(package: str) -> None:
    assert {room(FILES[name]) for name in importers(package)} == {"disk"}


@pytest.mark.parametrize(
    "package", ["socket", "urllib.request", "http", "requests", "sqlite3", "pickle", "time"]
)
def test_no_module_knows(package: str) -> None:
    assert importers(package) == set()


def calls(tree: ast.AST) -> Iterator[str]:
    """The last name of everything called: ``open`` of ``open(…)`` and of ``path.open(…)``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                yield node.func.attr
            elif isinstance(node.func, ast.Name):
                yield node.func.id


def callers(names: set[str]) -> dict[str, set[str]]:
    found = {name: set(calls(tree)) & names for name, tree in OWN.items()}
    return {name: called for name, called in found.items() if called}


ALLOWED = {
    # after `hallinta … | head` standard output is pointed at the null device, as is a stream that was closed
    "hallinta/console.py": {"open"},
}


def test_only_disk_opens_files() -> None:
    opening = {
        *("open", "read_text", "read_bytes", "write_text", "write_bytes"),
        *("walk", "rglob", "glob", "iterdir", "listdir", "scandir"),
        *("mkdir", "unlink", "rename", "touch", "rmtree", "mkdtemp"),
    }
    found = {name: called - ALLOWED.get(name, set()) for name, called in callers(opening).items()}

    assert {room(FILES[name]) for name, called in found.items() if called} == {"disk"}


def test_only_clock_asks_the_day() -> None:
    found = callers({"today", "now", "utcnow", "localtime", "gmtime", "fromtimestamp"})

    assert set(found) == {"hallinta/clock.py"}


def test_the_day_is_asked_only_above_the_clock() -> None:
    """Everything below takes the day as an argument, so that a test and a rebuild can choose it."""
    assert set(callers({"today_in_helsinki"})) == {"hallinta/cli/reading.py", "hallinta/mkdocs_plugin.py"}
    assert set(callers({"this_moment"})) == {"hallinta/cli/checking.py", "hallinta/mkdocs_plugin.py"}


def test_only_edges_read_the_environment() -> None:
    readers = {
        name
        for name, tree in OWN.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}
    }

    assert readers == {
        "hallinta/cli/checking.py",
        "hallinta/mkdocs_plugin.py",
        "hallinta/history.py",  # gives git the environment without what would lead it elsewhere
    }


BUILDING = {"mkdocs", "material", "jinja2", "markdown_it", "babel", "holidays", "rich"}


def test_checking_starts_without_what_only_building_needs():
    """An editor waits for the check; what is not imported for it takes as long as the check itself."""
    code = "import sys, hallinta.cli.checking; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert "hallinta.rules" in loaded.split()
    assert not BUILDING & set(loaded.split())
