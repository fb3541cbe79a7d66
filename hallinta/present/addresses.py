"""Addresses: the way from page to page, what is safe to link to."""

from __future__ import annotations

import re

from hallinta.records.fields import LINK_SCHEMES


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


def is_safe(url: str) -> bool:
    scheme, colon, _ = url.partition(":")
    return bool(colon) and scheme.lower() in LINK_SCHEMES


def short_address(url: str) -> str:
    """An address as people read it: no scheme, no trailing slash, long tails cut."""
    text = re.sub(r"^(https?://(www\.)?|mailto:)", "", url).rstrip("/")
    return text if len(text) <= 60 else text[:59] + "…"
