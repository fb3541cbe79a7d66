"""Everything that is made of a handbook: the check, every page and fragment, every export, feed and proposal."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import islice
from pathlib import Path

import jinja2

from hallinta import disk, report, wheel
from hallinta.changes import Version, as_data, as_markdown, as_text, changes
from hallinta.exports import exports
from hallinta.exports.calendar import calendars
from hallinta.exports.feeds import feeds
from hallinta.finding import Finding
from hallinta.handbook import Handbook, Loaded, load
from hallinta.new_meeting import new_meeting
from hallinta.new_year import next_year
from hallinta.pages import Renderer, Site
from hallinta.queries import (
    DutyState,
    calendar,
    has_pack,
    invitation_due,
    is_ahead,
    overdue,
    upcoming,
    yearly_duties,
    years,
)
from hallinta.rules import check
from hallinta.rules.historia import compare
from hallinta.versions import Past

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
    report.text(findings), report.gitlab(findings, ADDRESS), report.junit(findings)


def renderer_of(handbook: Handbook) -> Renderer:
    return Renderer(handbook, Site(past=past(handbook), address=ADDRESS), _LOADER)


def past(handbook: Handbook) -> Past:
    """What git could tell of the records: three changes each, the last one a week ago."""
    paths = [record.path for record in handbook.records]
    moment = datetime.combine(handbook.today, time(9), UTC) - timedelta(days=7)
    return Past(dict.fromkeys(paths, moment), dict.fromkeys(paths, 3))


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
    told = past(handbook)
    return {
        **exports(handbook, told.days, "abc"),
        **calendars(handbook, told.events, ADDRESS),
        **feeds(handbook, told, ADDRESS),
    }


def proposals(handbook: Handbook) -> Iterator[str]:
    """Next year's calendar and the next meetings of some groups."""
    following = max(years(handbook), default=handbook.today.year) + 1
    yield next_year(handbook, min(following, 2099))
    for ryhma in islice(handbook.ryhmat, 5):
        day = min(handbook.today + timedelta(days=30), date(2099, 12, 31))
        yield new_meeting(handbook, ryhma, day)


def changed(old: Version, new: Version) -> None:
    """What is told of the way from one set to another, both ways."""
    for before, after in ((old, new), (new, old)):
        compare(before.loaded, after.loaded, ())
        found = changes(before, after)
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
    return {
        f"{handbook.tree}{name}": work(handbook)
        for handbook in loaded.published
        for name, work in WORK.items()
    }


# --- days -----------------------------------------------------------------------------------------------


def turns(day: date) -> bool:
    """Whether something turns on the day: a year, a leap day, an ISO year's last or first week, summer time."""
    ends = (day.month, day.day) in {(1, 1), (2, 28), (2, 29), (3, 1), (12, 31)}
    week = day.isocalendar()
    last_sunday = day.month in {3, 10} and day.day > 24 and day.weekday() == 6
    return ends or last_sunday or (week.week in {1, 53} and week.weekday in {1, 7} and day.day > 25)


_ODD = re.compile(
    r"[-−]\d+[ \u00a0](?:päiv|vuot|kokou)|\b0[ \u00a0]päivää|myöhässä 0|\bNone\b|\b[Nn]a[Nn]\b|\bundefined\b|Infinity"
)
_EMPTY = re.compile(r"<(h[1-6]|caption|summary|th|dt|a)(?: [^>]*)?>\s*</\1>")


def nonsense(handbook: Handbook) -> Iterator[str]:
    """What no page may say, whatever the day."""
    for address, body in pages(handbook).items():
        if found := _EMPTY.search(body):
            yield f"/{address}: empty {found[0]}"
        if found := _ODD.search(_shown(body)):
            yield f"/{address}: {found[0]}"
    yield from _calendar(handbook)
    for each in overdue(handbook):
        if each.due >= handbook.today:
            yield f"{each.record.path}: late on {each.due}"
    for kokous in handbook.kokoukset:
        due = invitation_due(handbook, kokous)
        if (is_ahead(handbook, kokous) and kokous.pvm < handbook.today) or (due and due > kokous.pvm):
            yield f"{kokous.path}: ahead and past"


def _shown(body: str) -> str:
    """What a reader sees of a page's body."""
    return re.sub(r"<[^>]+>", " ", re.sub(r"<(script|style).*?</\1>", "", body, flags=re.DOTALL))


def _calendar(handbook: Handbook) -> Iterator[str]:
    """Today is on the wheel of its own year and of no other; a duty is not both late and ahead."""
    for year in years(handbook):
        drawn = wheel.wheels(calendar(handbook, year), handbook.today)
        for each in filter(None, drawn):
            if (each.today is not None) != (year == handbook.today.year):
                yield f"wheel of {year}: today"
            if each.today is not None and not 0 <= each.today < 360:
                yield f"wheel of {year}: today at {each.today}"
        for duty in yearly_duties(handbook, year):
            last = duty.event.loppu
            if (duty.state is DutyState.MYOHASSA) and (last is None or last >= handbook.today):
                yield f"{year}: {duty.event.id} is late before its day"
            if duty.state is DutyState.TULOSSA and last is not None and last < handbook.today:
                yield f"{year}: {duty.event.id} is ahead after its day"
    coming = [event.alku for event in upcoming(handbook, 10)]
    if coming != sorted(coming, key=str) or any(start is None or start < handbook.today for start in coming):
        yield "what is coming is past or out of order"
