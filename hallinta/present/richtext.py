"""Text with a few marks: a small Markdown subset as safe HTML, or without its marks."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from hallinta.present.addresses import is_safe
from hallinta.records.fields import LINK_SCHEMES

_markdown = MarkdownIt("zero").enable(
    ["paragraph", "list", "emphasis", "link", "backticks", "newline", "entity", "escape"]
)
_YEAR = re.compile(r"^(\s*\d{2,})\.", re.MULTILINE)
"""``2026. vuosi`` is a sentence, not item 2026 of a list."""
_TAGS = {"p", "ul", "ol", "li", "em", "strong", "a", "code", "br"}


@lru_cache(maxsize=4096)
def _rich(text: str) -> str:
    return nh3.clean(
        _markdown.render(_YEAR.sub(r"\1\\.", text)),
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes=set(LINK_SCHEMES),
        link_rel="noopener noreferrer",
    )


def rich(text: str, resolve: Callable[[str], str | None]) -> Markup:
    """The small Markdown subset as safe HTML. ``resolve`` turns ``palvelut/koski`` into an href, or None."""

    def to_site(match: re.Match[str]) -> str:
        href = match.group(1)
        if is_safe(href):
            return match.group(0)
        found = resolve(href)
        return f'href="{escape(found)}"' if found else ""

    # Sanitised by nh3 just before.
    return Markup(re.sub(r'href="([^"]*)"', to_site, _rich(text)))  # noqa: S704


def plain(text: object) -> str:
    """Rich text as one line without its marks."""
    return Markup(_rich(str(text))).striptags()  # noqa: S704  # sanitised by nh3


def codes(text: str) -> Markup:
    """Escaped text with `backticked` words as code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))  # noqa: S704  # escaped first


def alkuun(text: object) -> str:
    """Text as it goes on after a colon: a small initial, unless the first word is an abbreviation."""
    shown = str(text)
    return shown if shown[1:2].isupper() else shown[:1].lower() + shown[1:]
