"""What a change means, in plain Finnish: records added, removed, renamed and changed, and pages they touch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from hallinta.handbook import Handbook, index_address, kinds
from hallinta.present import kentta, luettelo, maara, sana
from hallinta.queries import mentions
from hallinta.records.base import Record

LONGEST = 240
"""Longest statement about one field, in characters."""

MOST_PAGES = 6
"""Pages named one by one; the rest are counted."""

RENAMED_SHARE = 0.8
"""Share of equal fields above which a removed and an added record of a kind are one renamed record."""


class Kind(StrEnum):
    LISATTY = "lisätty"
    POISTETTU = "poistettu"
    NIMETTY = "nimetty uudelleen"
    MUUTETTU = "muutettu"


@dataclass(frozen=True, slots=True)
class Change:
    """One record's change; ``details`` are whole statements, ``pages`` site addresses."""

    kind: Kind
    record: Record
    details: tuple[str, ...]
    pages: tuple[str, ...]

    @property
    def title(self) -> str:
        what = type(self.record).yksikko
        return f"{what[:1].upper()}{what[1:]}: {self.record.name} ({self.record.path}): {self.kind}"


def changes(old: Handbook, new: Handbook) -> list[Change]:
    """The records that differ in content, by kind and id. Layout, order of keys and comments are no change;
    of a record that could not be read on either side nothing is said.
    """
    found: list[Change] = []
    for folder in kinds():
        found += _of_kind(old, new, folder)
    if details := _differences(old.asetukset, new.asetukset, old, new):
        found.append(Change(Kind.MUUTETTU, new.asetukset, details, ("",)))
    return found


def _of_kind(old: Handbook, new: Handbook, folder: str) -> Iterator[Change]:
    before, after = old.folder(folder), new.folder(folder)
    removed = [record for record in before if record.id not in after and (folder, record.id) not in new.unfit]
    added = [record for record in after if record.id not in before and (folder, record.id) not in old.unfit]
    for record in after:
        if record.id in before and (details := _differences(before[record.id], record, old, new)):
            yield Change(Kind.MUUTETTU, record, details, _pages(new, record))
    for record in list(added):
        if twin := next((each for each in removed if _alike(each, record)), None):
            removed.remove(twin)
            added.remove(record)
            detail = f"tunnus {twin.id} → {record.id}"
            details = (detail, *_differences(twin, record, old, new))
            yield Change(Kind.NIMETTY, record, details, (*_pages(new, record), twin.address))
    for record in added:
        yield Change(Kind.LISATTY, record, tuple(_meaning(new, record)), _pages(new, record))
    for record in removed:
        yield Change(Kind.POISTETTU, record, (), _pages(old, record))


def _alike(one: Record, other: Record) -> bool:
    first, second = one.model_dump(mode="json"), other.model_dump(mode="json")
    told = [name for name in first if first[name] not in (None, [], ()) or second[name] not in (None, [], ())]
    same = sum(first[name] == second[name] for name in told)
    return bool(told) and same / len(told) >= RENAMED_SHARE


def _meaning(handbook: Handbook, record: Record) -> Iterator[str]:
    """What a new record says of others: *korvaa: Vanha päätös*."""
    named: dict[str, list[str]] = {}
    for reference in record.references:
        target = handbook.find(reference.folder, reference.target)
        if target and reference.folder not in {"lausekkeet", "tulkinnat", "lahteet"}:
            names = named.setdefault(str(reference.path[0]), [])
            if target.name not in names:
                names.append(target.name)
    for field, names in named.items():
        yield f"{kentta(field)}: {luettelo(names)}"


def _pages(handbook: Handbook, record: Record) -> tuple[str, ...]:
    """The record's own page, its index and the pages of what names it."""
    own = [record.address.partition("#")[0]]
    if "#" not in record.address and record.folder not in {"sivut", ""}:
        own.append(index_address(record.folder))
    others = sorted({each.record.address.partition("#")[0] for each in mentions(handbook, record)})
    return tuple(dict.fromkeys([*own, *others]))


# --- fields ---------------------------------------------------------------------------------------------


def _differences(before: Record, after: Record, old: Handbook, new: Handbook) -> tuple[str, ...]:
    names = {**_reference_names(old, before), **_reference_names(new, after)}
    one, other = before.model_dump(mode="json"), after.model_dump(mode="json")
    changed = [name for name in other if one.get(name) != other[name]]
    return tuple(_cut(_statement(name, one[name], other[name], names), LONGEST) for name in changed)


def _reference_names(handbook: Handbook, record: Record) -> dict[str, str]:
    """Written references of a record → the names of what they refer to."""
    names: dict[str, str] = {}
    for reference in record.references:
        target = handbook.find(reference.folder, reference.target)
        if target:
            names[reference.target] = names[f"{reference.folder}/{reference.target}"] = target.name
    return names


def _statement(field: str, before: Any, after: Any, names: Mapping[str, str]) -> str:
    label = kentta(field)
    if isinstance(before, list) and isinstance(after, list):
        gained = [_words(item, names) for item in after if item not in before]
        lost = [_words(item, names) for item in before if item not in after]
        parts = [f"lisätty {luettelo(gained)}"] if gained else []
        parts += [f"poistettu {luettelo(lost)}"] if lost else []
        return f"{label}: {'; '.join(parts)}" if parts else f"{label}: järjestys muuttui"
    return f"{label}: {_words(before, names)} → {_words(after, names)}"


def _words(value: Any, names: Mapping[str, str]) -> str:
    """A value as a reader would say it, on one line and not too long."""
    if value is None or value == []:
        return "ei tietoa"
    if isinstance(value, bool):
        return "kyllä" if value else "ei"
    if isinstance(value, dict):
        told = {name: item for name, item in value.items() if item not in (None, [])}
        if set(told) <= {"fi", "sv", "en"} and "fi" in told:
            return _words(told["fi"], names)
        return ", ".join(_words(item, names) for item in told.values())
    if isinstance(value, list):
        return luettelo(_words(item, names) for item in value)
    text = " ".join(names.get(str(value), sana(str(value)) if str(value).islower() else str(value)).split())
    return f"”{_cut(text, 80)}”" if len(text) > 80 else text


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


# --- the summary ----------------------------------------------------------------------------------------


def summary(found: list[Change]) -> str:
    """One sentence: how many records were added, changed and removed."""
    if not found:
        return "Ei sisältömuutoksia."
    counts = {kind: sum(change.kind is kind for change in found) for kind in Kind}
    parts = [f"{maara(count, 'tietue', 'tietuetta')} {kind}" for kind, count in counts.items() if count]
    return f"{luettelo(parts).replace(chr(0xA0), ' ')}."


def _listed(pages: tuple[str, ...]) -> str:
    named = ", ".join(f"`/{page}`" for page in pages[:MOST_PAGES])
    more = len(pages) - MOST_PAGES
    return f"{named} ja {maara(more, 'muu', 'muuta')}" if more > 0 else named


def as_text(found: list[Change]) -> str:
    lines = [summary(found)]
    for change in found:
        lines += ["", change.title, *(f"  {detail}" for detail in change.details)]
        lines.append(f"  sivut: {_listed(change.pages)}")
    return "\n".join(lines) + "\n"


def as_markdown(found: list[Change]) -> str:
    """A merge request's comment: GitLab shows it as it is; values are shown as text."""
    lines = ["## Mitä muutos merkitsee", "", summary(found)]
    for change in found:
        lines += ["", f"**{_plain(change.title)}**", ""]
        lines += [f"- {_plain(detail)}" for detail in change.details]
        lines.append(f"- sivut: {_listed(change.pages)}")
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    return "".join(f"\\{char}" if char in "\\`*_{}[]<>#|!@~" else char for char in text)


def as_data(found: list[Change]) -> list[dict[str, Any]]:
    return [
        {
            "muutos": str(change.kind),
            "kansio": change.record.folder,
            "tunnus": change.record.id,
            "nimi": change.record.name,
            "tiedosto": change.record.path,
            "selitykset": list(change.details),
            "sivut": list(change.pages),
        }
        for change in found
    ]
