"""Everything that is made of a handbook: the check, every page and fragment, every export, feed and proposal."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import jinja2

from hallinta import disk, report
from hallinta.changes import as_data, as_markdown, as_text, changes
from hallinta.exports import exports
from hallinta.exports.calendar import calendars
from hallinta.exports.feeds import feeds
from hallinta.finding import Finding
from hallinta.handbook import Handbook, Loaded, load
from hallinta.new_meeting import new_meeting
from hallinta.new_year import next_year
from hallinta.pages import Renderer, Site
from hallinta.queries import has_pack, years
from hallinta.rules import check
from hallinta.rules.historia import compare

SMALL = disk.read_project(Path(__file__).parent / "pienoismalli" / "data")
"""The small model data set, which every set of these tests begins from."""

ADDRESS = "https://kasikirja.example/"
_LOADER = jinja2.FileSystemLoader(disk.TEMPLATES)
_ROOT = Path(__file__).resolve().parents[1]


@cache
def _fragments() -> list[tuple[str, dict[str, str]]]:
    """The fragments of the hand-written pages: name and arguments of each ``osa("nimi", laji="ideat")``."""
    written = "\n".join(path.read_text(encoding="utf-8") for path in sorted((_ROOT / "docs").rglob("*.md")))
    calls = sorted(set(re.findall(r'osa\("([a-z-]+)"((?:, [a-z]+="[a-z-]+")*)\)', written)))
    return [(name, dict(re.findall(r'([a-z]+)="([a-z-]+)"', given))) for name, given in calls]


def read(texts: Mapping[str, bytes], day: date) -> Handbook:
    loaded = load(texts, day)
    assert loaded.handbook is not None, "\n".join(map(str, loaded.findings))
    return loaded.handbook


def told(findings: tuple[Finding, ...]) -> None:
    """The findings in every form in which they are given."""
    for form in report.FORMS.values():
        form(findings)


def renderer_of(handbook: Handbook, *, dated: bool = True) -> Renderer:
    changed, counts = history(handbook) if dated else ({}, {})
    return Renderer(handbook, Site(changed=changed, counts=counts, address=ADDRESS), _LOADER)


def history(handbook: Handbook) -> tuple[dict[str, date], dict[str, int]]:
    """What git could tell of the records: three changes each, the last one a week ago."""
    paths = [record.path for record in handbook.records]
    return dict.fromkeys(paths, handbook.today - timedelta(days=7)), dict.fromkeys(paths, 3)


def pages(handbook: Handbook) -> dict[str, str]:
    """Address → body of every page, the packs as documents of their own included."""
    renderer = renderer_of(handbook)
    made = {page.address: page.body for page in renderer.pages()}
    for kokous in handbook.kokoukset:
        if has_pack(kokous):
            made[f"{kokous.address}paketti.pdf"] = renderer.pack_document(kokous)
    return made


def fragments(handbook: Handbook) -> Iterator[str]:
    """What hand-written pages show of the data, and what stands at the beginning of each of them."""
    renderer = renderer_of(handbook)
    for name, given in _fragments():
        groups = [handbook.ryhmat.get(given["ryhma"])] if "ryhma" in given else []
        if None not in groups:  # a page that names a missing group is told of by the macro
            yield renderer.fragment(name, "malli/a/", **given | dict(zip(["ryhma"], groups, strict=False)))
    for sivu in handbook.sivut:
        yield renderer.fragment("sivun-alku", sivu.address, sivu=sivu, title=sivu.name)


def exported(handbook: Handbook) -> dict[str, str]:
    """Site path → content of everything that machines read."""
    changed, counts = history(handbook)
    return {
        **exports(handbook, changed, "abc"),
        **calendars(handbook, changed, counts, ADDRESS),
        **feeds(handbook, changed, counts, ADDRESS),
    }


def proposals(handbook: Handbook) -> Iterator[str]:
    """Next year's calendar and the next meeting of each group, the examples' own among them."""
    following = max(years(handbook), default=handbook.today.year) + 1
    for example in (False, True):
        yield next_year(handbook, min(following, 2099), esimerkki=example)
        for ryhma in handbook.ryhmat:
            day = min(handbook.today + timedelta(days=30), date(2099, 12, 31))
            yield new_meeting(handbook, ryhma, day, esimerkki=example)


def changed(old: Loaded, new: Loaded) -> None:
    """What is told of the way from one set to another, both ways."""
    assert old.handbook is not None
    assert new.handbook is not None
    for before, after in ((old, new), (new, old)):
        compare(before, after, ())
        found = changes(before.handbook, after.handbook)  # type: ignore[arg-type]
        as_text(found), as_markdown(found), json.dumps(as_data(found))


WORK: dict[str, Callable[[Handbook], object]] = {
    "sivut": pages,
    "osat": lambda handbook: list(fragments(handbook)),
    "viennit": exported,
    "ehdotukset": lambda handbook: list(proposals(handbook)),
}
"""What is made of a handbook that can be read, by the name of the work."""


def everything(loaded: Loaded) -> dict[str, object]:
    told(check(loaded))
    return {name: work(loaded.handbook) for name, work in WORK.items()} if loaded.handbook else {}
