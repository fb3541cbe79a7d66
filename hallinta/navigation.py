"""The site's navigation as ``mkdocs.yml`` has it: which pages it names, where, and which may be left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hallinta.yaml_text import Path, Spot, Value, YamlText, parse_text

SETTINGS_FILE = "mkdocs.yml"

_LEFT_OUT = ("not_in_nav", "exclude_docs", "draft_docs")


@dataclass(frozen=True, slots=True)
class Navigation:
    """The pages that the navigation names, in order, each with its place in the file."""

    named: tuple[tuple[str, Spot], ...] = ()
    left_out: tuple[str, ...] = ()
    """Patterns of pages that need not be in it, as ``.gitignore`` writes them."""

    def may_leave_out(self, page: str) -> bool:
        return any(_fits(pattern, page) for pattern in self.left_out)


def read_settings(text: str) -> YamlText:
    """The engine's settings. What they take from the environment is of no matter here."""
    return parse_text(text.replace("!ENV ", "     "))


def navigation(settings: YamlText) -> Navigation | None:
    """None when the settings have no navigation: the engine makes one of all pages."""
    value = settings.value
    if not isinstance(value, dict) or not value.get("nav"):
        return None
    named = tuple((page, settings.place(path)) for page, path in _pages(value["nav"], ("nav",)))
    patterns = (value.get(name) for name in _LEFT_OUT)
    lines = [line.strip() for text in patterns if isinstance(text, str) for line in text.splitlines()]
    return Navigation(named, tuple(line for line in lines if line and not line.startswith("#")))


def _pages(value: Value, path: Path) -> Iterator[tuple[str, Path]]:
    if isinstance(value, str):
        yield value, path
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _pages(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _pages(item, (*path, key))


def _fits(pattern: str, page: str) -> bool:
    """A pattern that turns others round or crosses folders is the engine's to read: any page may fit it."""
    if pattern.startswith("!") or "**" in pattern or "[" in pattern:
        return True
    form = re.escape(pattern.strip("/")).replace(r"\*", "[^/]*").replace(r"\?", "[^/]")
    start = "" if "/" in pattern.rstrip("/") else "(.*/)?"
    return re.fullmatch(f"{start}{form}(/.*)?", page) is not None
