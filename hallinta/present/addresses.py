"""Addresses: the way from page to page, links in Markdown, what is safe to link to."""

from __future__ import annotations

import posixpath
import re

from hallinta.records.base import Record
from hallinta.records.fields import LINK_SCHEMES
from hallinta.records.malli import Sivu


def relative(here: str, there: str) -> str:
    """The way from one site address to another, as an ``href``: ``palvelut/koski/`` → ``../../ryhmat/``."""
    path, hash, fragment = there.partition("#")
    if path == here:
        return f"#{fragment}" if hash else "./"
    above, below = here.split("/")[:-1], path.split("/")
    # counted here: posixpath.relpath is right too, but looks at each of a site's many links at length
    shared = 0
    while shared < min(len(above), len(below) - 1) and above[shared] == below[shared]:
        shared += 1
    return "/".join([".."] * (len(above) - shared) + below[shared:]) + hash + fragment


def src_uri(record: Record) -> str:
    """The Markdown path of the page where a record is read: ``palvelut/koski/`` → ``palvelut/koski.md``."""
    path, _, fragment = record.address.partition("#")
    if isinstance(record, Sivu):
        path = f"{record.id}.md"
    else:
        path = f"{path}index.md" if path.count("/") == 1 else f"{path.rstrip('/')}.md"
    return f"{path}#{fragment}" if fragment else path


def markdown_link(here: str, record: Record, text: str) -> str:
    """A Markdown link from one page to a record, so that the engine checks it:
    ``[KOSKI](../palvelut/koski.md)``.
    """
    path, hash, fragment = src_uri(record).partition("#")
    way = posixpath.relpath(path, posixpath.dirname(here) or ".")
    return f"[{escape_markdown(text)}]({way}{hash}{fragment})"


def escape_markdown(text: str) -> str:
    """Text that Markdown shows as it is."""
    return re.sub(r"([\\`*_{}\[\]<>#|!])", r"\\\1", text)


def is_safe(url: str) -> bool:
    scheme, colon, _ = url.partition(":")
    return bool(colon) and scheme.lower() in LINK_SCHEMES


def short_address(url: str) -> str:
    """An address as people read it: no scheme, no trailing slash, long tails cut."""
    text = re.sub(r"^(https?://(www\.)?|mailto:)", "", url).rstrip("/")
    return text if len(text) <= 60 else text[:59] + "…"
