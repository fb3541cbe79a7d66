"""How many times each calendar event has changed for its subscribers, and when it last did.

Followed, from whatever file it comes: the time, the title, the state, the reason of a cancellation, the
agenda's titles, the description, the name of a group that is not the model's own, and whether the event is an
example – what the feed shows of *that* event. A meeting's title is the item that sets it apart from the group's
other meetings of the year, so theirs count too. Not followed: what no subscriber sees (minutes, papers, sources,
who prepares), and the setting that hides all examples at once.

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
from hallinta.records.vuosikello import SUPPLEMENT, Saanto
from hallinta.versions.commits import Commit, EventVersion
from hallinta.versions.meaning import value_of

Facts: TypeAlias = "tuple[object, ...]"
"""What a subscriber sees of an event."""
Part: TypeAlias = "tuple[str, str]"
"""The events that share what they are made of: a group's meetings of a year, or a year's calendar (``""``)."""

_PATH = re.compile(r"data/(esimerkit/)?(?:(asetukset)|(kokoukset|vuosikello|ryhmat)/([^/]+))\.yaml")


@dataclass(frozen=True, slots=True)
class _Written:
    path: str
    values: Mapping[str, Any]
    example: bool


@dataclass(slots=True)
class _State:
    """The files that events are made of, as one commit left them, and what was concluded so far."""

    settings: Mapping[str, Any] = field(default_factory=dict)
    records: dict[str, dict[str, _Written]] = field(
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
    records = state.records[folder]
    before = records.get(id)
    if isinstance(values, dict):
        records[id] = _Written(path, values, bool(example))
    elif before is not None and before.path == path:  # else it has moved, and was taken already
        del records[id]
    if folder == "ryhmat":
        yield from [part for part in state.parts if part[0] == id]
    for written in (before, records.get(id)):
        if written is not None and folder != "ryhmat":
            yield _part(folder, id, written)


def _part(folder: str, id: str, written: _Written) -> Part:
    if folder == "vuosikello":
        return "", id.removesuffix(SUPPLEMENT)
    return str(written.values.get("ryhma")), str(written.values.get("pvm"))[:4]


def _conclude(state: _State, touched: set[Part], moment: datetime | None) -> None:
    before = [key for part in touched for key in state.parts.get(part, ())]
    for part in touched:
        state.parts[part] = dict(_year(state, part[1]) if part[0] == "" else _meetings(state, *part))
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


def _meetings(state: _State, group: str, year: str) -> Iterator[tuple[str, Facts]]:
    mine = {
        id: written
        for id, written in state.records["kokoukset"].items()
        if _part("kokoukset", id, written) == (group, year)
    }
    agendas = {id: [_fi(item.get("otsikko")) for item in _rows(each, "kohdat")] for id, each in mine.items()}
    common = Counter(title for titles in agendas.values() for title in set(titles))
    ryhma = state.records["ryhmat"].get(group)
    name = None
    if group not in BOTH_GROUPS and ryhma is not None:
        name = ryhma.values.get("lyhenne") or _fi(ryhma.values.get("nimi"))
    for id, written in mine.items():
        meeting, titles = written.values, agendas[id]
        topic = next((title for title in titles if common[title] == 1), titles[0] if titles else "")
        starts, ends = _clock(meeting.get("alkaa")), _clock(meeting.get("paattyy"))
        tila = meeting.get("tila")
        yield (
            f"kokoukset/{id}",
            (
                written.example,
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


def _year(state: _State, year: str) -> Iterator[tuple[str, Facts]]:
    """The phases and other events of a year that have a time; a year is one when it has a file of its own."""
    known = state.records["vuosikello"]
    if year not in known or not re.fullmatch("[1-9][0-9]{3}", year):
        return
    files = {id: known[id] for id in (year, f"{year}{SUPPLEMENT}") if id in known}
    for vaihe in _rows(state.settings, "tulossopimusvaiheet"):
        yield from _phase(files, year, vaihe)
    for id, written in files.items():
        for event in _rows(written, "tapahtumat"):
            if time := _time(year, event):
                seen = (_fi(event.get("otsikko")), event.get("rengas"), _fi(event.get("kuvaus")))
                yield f"vuosikello/{id}/tapahtuma-{event.get('id')}", (written.example, time, *seen)


def _phase(files: Mapping[str, _Written], year: str, vaihe: Mapping[str, Any]) -> Iterator[tuple[str, Facts]]:
    """The first file that gives the phase a time tells it, else the settings' month."""
    rows = [
        (id, row)
        for id, written in files.items()
        for row in _rows(written, "vaiheet")
        if row.get("vaihe") == vaihe.get("id")
    ]
    timed = [(id, row) for id, row in rows if row.get("pvm") or row.get("kuukausi")]
    id, row = (timed or rows or [(year, {})])[0]
    usual = str(vaihe.get("kuukausi"))
    month = row.get("kuukausi") or (usual if usual.isdecimal() and int(usual) in range(1, 13) else None)
    time = _time(year, {"alku": row.get("pvm"), "loppu": row.get("loppu"), "kuukausi": month})
    if time:
        seen = (_fi(vaihe.get("nimi")), _fi(vaihe.get("kuvaus")))
        yield f"vuosikello/{id}/vaihe-{vaihe.get('id')}", (files[id].example, time, *seen)


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


def _rows(owner: _Written | Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    rows = (owner.values if isinstance(owner, _Written) else owner).get(name)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _fi(text: Any) -> str:
    """A text's Finnish, with single spaces."""
    found = text.get("fi") if isinstance(text, dict) else text
    return " ".join(found.split()) if isinstance(found, str) else ""


def _clock(text: Any) -> str:
    return text.replace(".", ":").zfill(5) if isinstance(text, str) else ""
