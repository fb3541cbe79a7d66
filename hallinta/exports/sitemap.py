"""``sitemap.xml`` (sitemaps.org): the pages that search engines may list, and when what they tell last changed."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from datetime import date
from urllib.parse import quote
from xml.sax.saxutils import escape

from hallinta.handbook import Handbook

PATH = "sitemap.xml"


def sitemap(site: str | None, pages: Mapping[str, date | None]) -> dict[str, str | bytes]:
    """Site path → content, also packed for those who ask for that. ``pages`` has the day of each address;
    without a day nothing is said, as it is optional. Nothing is made without the site's own address: a sitemap
    has whole addresses only.
    """
    if not site:
        return {}
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">')
    for address, day in sorted(pages.items()):
        lines += ["<url>", f"<loc>{escape(site + quote(address, safe='/'))}</loc>"]
        lines += [f"<lastmod>{day}</lastmod>"] if day else []
        lines.append("</url>")
    text = "\n".join([*lines, "</urlset>", ""])
    return {PATH: text, f"{PATH}.gz": gzip.compress(text.encode(), mtime=0)}


def prose_pages(handbook: Handbook, changed: Mapping[str, date]) -> dict[str, date | None]:
    """The addresses of the hand-written pages that search engines may list, and the days of their texts."""
    return {
        sivu.address: changed.get(sivu.path)
        for sivu in handbook.sivut
        if not (sivu.search and sivu.search.exclude)
    }
