"""A rule's example: the text that breaks it, what is found, and the text that is fine. Shown and executed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import indent
from typing import TypeAlias

from hallinta.yaml_text import parse


@dataclass(frozen=True, slots=True)
class Edit:
    """A passage of a file, whole lines, and what comes in its place; the indentation is the file's own."""

    old: str
    new: str

    def apply(self, text: str) -> str:
        """The text with the passage replaced. Raises ``ValueError`` unless it stands there exactly once."""
        lines, old = text.splitlines(), self.old.splitlines()
        places = [place for place in range(len(lines)) if _margin(lines, place, old) is not None]
        if len(places) != 1:
            rows = ", ".join(str(place + 1) for place in places)
            told = (
                f"on {len(places)} kertaa (riveillä {rows}); ota mukaan viereinen rivi" if rows else "puuttuu"
            )
            raise ValueError(f"muutettava kohta {told}:\n{self.old}")
        margin = _margin(lines, places[0], old)
        new = [f"{margin}{line}" if line else "" for line in self.new.splitlines()]
        lines[places[0] : places[0] + len(old)] = new
        return "\n".join(lines) + "\n"


def _margin(lines: list[str], start: int, passage: list[str]) -> str | None:
    """What stands before each line of the passage where it begins at ``start``, if it does."""
    margin = lines[start].removesuffix(passage[0])
    deeper = [f"{margin}{line}" if line else "" for line in passage]
    return margin if not margin.strip(" ") and lines[start : start + len(passage)] == deeper else None


Changes: TypeAlias = "Mapping[str, str | tuple[Edit, ...] | None]"
"""By path: the file's whole text, edits of what stood there, or nothing: the file is removed."""


@dataclass(frozen=True, slots=True)
class Example:
    """``bad`` changes the small model data set, ``good`` mends what ``bad`` made; ``finding`` is the complete
    report of ``bad``.

    ``before`` comes first, for rules that compare the data with an earlier revision: ``bad`` changes that.
    """

    bad: Changes
    finding: str
    good: Changes
    before: Changes | None = None


def laid_over(files: Mapping[str, bytes], changes: Changes) -> dict[str, bytes]:
    """The files as they are after the changes. Raises ``ValueError`` when an edit does not fit its file."""
    after = dict(files)
    for path, change in changes.items():
        if isinstance(change, str):
            after[path] = change.encode()
        elif path not in after:
            raise ValueError(f"{path}: muutettavaa tiedostoa ei ole")
        elif change is None:
            del after[path]
        else:
            after[path] = _edited(path, after[path].decode(), change).encode()
    return after


def _edited(path: str, text: str, edits: tuple[Edit, ...]) -> str:
    for edit in edits:
        try:
            text = edit.apply(text)
        except ValueError as error:
            raise ValueError(f"{path}: {error}") from None
    return text


def told(changes: Changes) -> str:
    """The changes as a terminal shows them."""
    return "\n".join(_told(path, change) for path, change in changes.items())


def _told(path: str, change: str | tuple[Edit, ...] | None) -> str:
    if change is None:
        return f"{path} poistetaan\n"
    if isinstance(change, str):
        return f"{path}:\n{change}"
    shown = (f"  ennen:\n{_deeper(edit.old)}  jälkeen:\n{_deeper(edit.new)}" for edit in change)
    which = "muuttuva kohta" if len(change) == 1 else "muuttuvat kohdat"
    return f"{path}, vain {which}:\n{''.join(shown)}"


def _deeper(passage: str) -> str:
    return indent(passage or "(kohta on poistettu)\n", "    ")


# --- reading --------------------------------------------------------------------------------------------


def examples(files: Mapping[str, bytes]) -> dict[str, Example]:
    """Rule id → example, from files called ``<rule id>.yaml``. Raises ``ValueError`` on a malformed one."""
    return {name.removesuffix(".yaml"): _example(name, data) for name, data in sorted(files.items())}


def _example(name: str, data: bytes) -> Example:
    value = parse(data).value
    if not isinstance(value, dict) or set(value) - {"before"} != {"bad", "finding", "good"}:
        raise ValueError(f"{name}: an example has bad, finding, good and sometimes before")
    finding = value["finding"]
    if not isinstance(finding, str):
        raise ValueError(f"{name}: finding is text")
    bad, good = _changes(name, value["bad"]), _changes(name, value["good"])
    before = _changes(name, value["before"]) if "before" in value else None
    return Example(bad, finding.strip() + "\n", good, before)


def _changes(name: str, value: object) -> Changes:
    if not isinstance(value, dict):
        raise ValueError(f"{name}: bad, good and before are path: text, edits or null")
    return {path: _change(f"{name}: {path}", change) for path, change in value.items()}


def _change(name: str, value: object) -> str | tuple[Edit, ...] | None:
    if isinstance(value, list) and value:
        return tuple(_edit(name, edit) for edit in value)
    if value is None or isinstance(value, str):
        return value
    raise ValueError(f"{name} is text, edits or null")


def _edit(name: str, value: object) -> Edit:
    match value:
        case {"old": str(old), "new": str(new), **rest} if old.strip() and not rest:
            return Edit(old, new)
    raise ValueError(f"{name}: an edit has old and new text and nothing else")
