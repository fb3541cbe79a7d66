"""How many times each calendar event has changed for its subscribers, and when it last did.

Followed, from whatever file it comes: the time, the title, the state, the reason of a cancellation, the
agenda's titles, the description and the name of a group that is not the model's own – what the feed shows of *that*
event. A meeting's title is the item that sets it apart from the group's other meetings of the year, so theirs count
too. The example handbook's events are its own. Not followed: what no subscriber sees (minutes, papers, sources, who
prepares).

The values are read as they were written, never by today's models: a model that changes makes no old version
unreadable, so a sequence number never goes down as the history grows. An event that goes and comes back goes
on from its number. A version that cannot be read was never published and is passed by.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from pydantic import ValidationError

from hallinta.queries.kalenteri import BOTH_GROUPS, day_by_rule, weeks_in
from hallinta.records.base import EXAMPLE_TREE
from hallinta.records.vuosikello import Saanto
from hallinta.versions.commits import Commit, EventVersion
from hallinta.versions.meaning import value_of

Facts: TypeAlias = "tuple[object, ...]"
"""What a subscriber sees of an event."""
Part: TypeAlias = "tuple[str, str, str]"
"""The events that share what they are made of: the handbook's tree, and a group's meetings of a year or a year's
calendar (``""``)."""
Key: TypeAlias = "tuple[str, str]"
"""A record's tree and id."""

_PATH = re.compile(r"data/(esimerkit/)?(?:(asetukset)|(kokoukset|vuosikello|ryhmat)/([^/]+))\.yaml")


@dataclass(slots=True)
class _State:
    """The files that events are made of, as one commit left them, and what was concluded so far."""

    settings: Mapping[str, Any] = field(default_factory=dict)
    records: dict[str, dict[Key, Mapping[str, Any]]] = field(
        default_factory=lambda: {"kokoukset": {}, "vuosikello": {}, "ryhmat": {}}
    )
    parts: dict[Part, dict[str, Facts]] = field(default_factory=dict)
    known: dict[str, tuple[Facts | None, EventVersion]] = field(default_factory=dict)


def event_versions(commits: Sequence[Commit]) -> dict[str, EventVersion]:
    """The key of an event → its version, from the commits of the published line, oldest first."""
    state = _State()
    for commit in commits:
        touched = {part for path, data in commit.files.items() for part in _take(state, path, data)}
        if touched:
            _conclude(state, touched, commit.moment)
    return {key: version for key, (_, version) in state.known.items()}


# --- what a commit touched ------------------------------------------------------------------------------


def _take(state: _State, path: str, data: bytes | None) -> Iterator[Part]:
    """Puts a file into the state and tells which events may have changed by it."""
    match = _PATH.fullmatch(path)
    if match is None:
        return
    example, settings, folder, id = match.groups()
    values = value_of(data) if data is not None else None
    if data is not None and not isinstance(values, dict):
        return
    if settings:
        if isinstance(values, dict) and not example:
            state.settings = values
            yield from list(state.parts)
        return
    records, key = state.records[folder], (EXAMPLE_TREE if example else "", id)
    before = records.get(key)
    if isinstance(values, dict):
        records[key] = values
    else:
        records.pop(key, None)
    if folder == "ryhmat":
        yield from [part for part in state.parts if part[1] == id]
    for written in (before, records.get(key)):
        if written is not None and folder != "ryhmat":
            yield _part(folder, key, written)


def _part(folder: str, key: Key, written: Mapping[str, Any]) -> Part:
    tree, id = key
    if folder == "vuosikello":
        return tree, "", id
    return tree, str(written.get("ryhma")), str(written.get("pvm"))[:4]


def _conclude(state: _State, touched: set[Part], moment: datetime | None) -> None:
    before = [key for part in touched for key in state.parts.get(part, ())]
    for part in touched:
        tree, group, year = part
        found = _meetings(state, tree, group, year) if group else _year(state, (tree, year))
        state.parts[part] = dict(found)
    now = {key: facts for part in touched for key, facts in state.parts[part].items()}
    for key in before:
        if key not in now:
            state.known[key] = (None, state.known[key][1])
    for key, facts in now.items():
        seen = state.known.get(key)
        if seen is None:
            state.known[key] = (facts, EventVersion(0, moment))
        elif seen[0] != facts:
            state.known[key] = (facts, EventVersion(seen[1].sequence + 1, moment))


# --- what a subscriber sees -----------------------------------------------------------------------------


def _meetings(state: _State, tree: str, group: str, year: str) -> Iterator[tuple[str, Facts]]:
    mine = {
        key: written
        for key, written in state.records["kokoukset"].items()
        if _part("kokoukset", key, written) == (tree, group, year)
    }
    agendas = {
        key: [_fi(item.get("otsikko")) for item in _rows(each, "kohdat")] for key, each in mine.items()
    }
    common = Counter(title for titles in agendas.values() for title in set(titles))
    groups = state.records["ryhmat"]
    ryhma = groups.get((tree, group)) or groups.get(("", group))
    name = None
    if group not in BOTH_GROUPS and ryhma is not None:
        name = ryhma.get("lyhenne") or _fi(ryhma.get("nimi"))
    for key, meeting in mine.items():
        titles = agendas[key]
        topic = next((title for title in titles if common[title] == 1), titles[0] if titles else "")
        starts, ends = _clock(meeting.get("alkaa")), _clock(meeting.get("paattyy"))
        tila = meeting.get("tila")
        yield (
            f"{tree}kokoukset/{key[1]}",
            (
                group if group in BOTH_GROUPS else name,
                tila if tila in {"suunniteltu", "peruttu"} else "vahvistettu",
                topic,
                meeting.get("pvm"),
                starts,
                ends if starts < ends else "",
                _fi(meeting.get("peruttu_syy")),
                tuple(titles),
            ),
        )


def _year(state: _State, key: Key) -> Iterator[tuple[str, Facts]]:
    """The phases and other events of a year that have a time."""
    (tree, year), written = key, state.records["vuosikello"].get(key)
    if written is None or not re.fullmatch("[1-9][0-9]{3}", year):
        return
    for vaihe in _rows(state.settings, "tulossopimusvaiheet"):
        yield from _phase(tree, written, year, vaihe)
    for event in _rows(written, "tapahtumat"):
        if time := _time(year, event):
            seen = (_fi(event.get("otsikko")), event.get("rengas"), _fi(event.get("kuvaus")))
            yield f"{tree}vuosikello/{year}/tapahtuma-{event.get('id')}", (time, *seen)


def _phase(
    tree: str, written: Mapping[str, Any], year: str, vaihe: Mapping[str, Any]
) -> Iterator[tuple[str, Facts]]:
    """The year's file tells the phase's time, else the settings' month does."""
    row = next((row for row in _rows(written, "vaiheet") if row.get("vaihe") == vaihe.get("id")), {})
    usual = str(vaihe.get("kuukausi"))
    month = row.get("kuukausi") or (usual if usual.isdecimal() and int(usual) in range(1, 13) else None)
    time = _time(year, {"alku": row.get("pvm"), "loppu": row.get("loppu"), "kuukausi": month})
    if time:
        seen = (_fi(vaihe.get("nimi")), _fi(vaihe.get("kuvaus")))
        yield f"{tree}vuosikello/{year}/vaihe-{vaihe.get('id')}", (time, *seen)


def _time(year: str, event: Mapping[str, Any]) -> Facts:
    """The days and how exactly they are known; empty when the time is to be agreed."""
    first, last = event.get("alku"), event.get("loppu")
    if first:
        return first, last if last and str(last) > str(first) else None
    if rule := event.get("saanto"):
        try:
            return day_by_rule(int(year), Saanto.model_validate(rule)).isoformat(), None
        except (ValidationError, ValueError):
            return (str(rule),)
    for precision, most in (("viikko", weeks_in(int(year))), ("kuukausi", 12)):
        number = str(event.get(precision))
        if number.isdecimal() and 1 <= int(number) <= most:
            return precision, int(number)
    return ()


def _rows(owner: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    rows = owner.get(name)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _fi(text: Any) -> str:
    """A text's Finnish, with single spaces."""
    found = text.get("fi") if isinstance(text, dict) else text
    return " ".join(found.split()) if isinstance(found, str) else ""


def _clock(text: Any) -> str:
    return text.replace(".", ":").zfill(5) if isinstance(text, str) else ""
