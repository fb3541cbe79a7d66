"""Events of the parser → values and places.

The only importer of ``yaml``. PyYAML's own loaders turn ``on`` into true, ``12:30`` into 750 and ``4.10``
into 4.1, let the last of two equal keys win and crash without a position on ``2026-02-31``; so only its
parser is used, as a stream of events with marks, and the record's model gives the types.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol, TypeAlias

import yaml

from hallinta.yaml_text.complaints import JOINED, NO_KEY, bare_text, in_words
from hallinta.yaml_text.plain import Fault, Spot, decoded, yaml_fault
from hallinta.yaml_text.quotes import never_closed, never_opened, swallows
from hallinta.yaml_text.rows import bad_dash

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
Path: TypeAlias = "tuple[str | int, ...]"

MAX_DEPTH = 32

_NULLS = {"", "null", "~", "Null", "NULL"}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True, eq=False)  # one text is one object: what is made of it can be kept by it
class YamlText:
    """A parsed text: plain values, the place of each, and what was wrong.

    ``places`` has the spot to point at when a value is wrong: the value itself when it is a scalar, its key
    when it is a list or a mapping. ``keys`` has the spot of each mapping key.
    """

    value: Value = None
    places: dict[Path, Spot] = field(default_factory=dict)
    keys: dict[Path, Spot] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def place(self, path: Path) -> Spot:
        """The nearest known spot: of the path itself or of what contains it."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.places:
                return self.places[path[:end]]
        return (1, 1)


class _Stop(Exception):
    """The text cannot be read further."""


def parse(data: bytes) -> YamlText:
    """Read one YAML document; never raises, whatever the bytes are."""
    text = decoded(data)
    return YamlText(faults=[text]) if isinstance(text, Fault) else parse_text(text)


@lru_cache(maxsize=4096)
def parse_text(text: str) -> YamlText:
    """Read one YAML document that is text already. What comes back is shared by all who ask: leave it so."""
    if fault := yaml_fault(text):
        return YamlText(faults=[fault])
    result = YamlText()
    try:
        _Reader(result, text).read(yaml.parse(text, Loader=_LOADER))
    except _Stop:
        result.value = None
    except yaml.YAMLError as error:
        result.value = None
        result.faults.append(in_words(error, text, _quoted(text)))
    if isinstance(result.value, str):
        result.value = None
        result.faults.append(bare_text(text))
    return result


@dataclass(slots=True)
class _Frame:
    """A list or mapping being filled; ``key`` is the key that waits for its value."""

    path: Path
    value: list[Value] | dict[str, Value]
    key: str | None = None
    again: bool = False
    """Inside a key that stands twice: what repeats there is not told once more."""


class _Reader:
    """Builds values and places from parser events without recursion, so depth cannot exhaust the stack."""

    def __init__(self, result: YamlText, text: str) -> None:
        self.result = result
        self.lines = text.splitlines()
        self.silent: list[Fault] = []
        self.frames: list[_Frame] = []

    def stop(self, event: yaml.Event, problem: str, fix: str) -> _Stop:
        self.result.faults.append(Fault(*_spot(event), problem, fix))
        return _Stop()

    def read(self, events: Iterator[yaml.Event]) -> None:
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self.stop(
                        event,
                        "tiedostossa on toinen YAML-dokumentti (`---`)",
                        "kirjoita yksi tietue tiedostoa kohti ja poista ylimääräinen `---`",
                    )
            elif isinstance(event, yaml.CollectionEndEvent):
                self.frames.pop()
            elif isinstance(event, yaml.NodeEvent):
                self._take(event)
        if self.silent and not isinstance(self.result.value, str):  # else there is something worse to say
            self.result.faults += self.silent
            self.result.value = None
        if self.result.value is None and not self.result.faults:
            self.result.faults.append(
                Fault(1, 1, "tiedostossa ei ole yhtään tietoa", "kirjoita tietue tai poista tiedosto")
            )

    def _take(self, event: yaml.NodeEvent) -> None:
        self._refuse_extras(event)
        frame = self.frames[-1] if self.frames else None
        if frame and isinstance(frame.value, dict) and frame.key is None:
            frame.key = self._key(event, frame)
            return
        path, spot = self._attach_point(event, frame)
        seen = path in self.result.places
        value: Value
        if isinstance(event, yaml.ScalarEvent):
            plain = not event.style  # the C parser says "", the Python one None
            if plain:
                self._note_silent_loss(event)
            elif event.style in _QUOTES:
                self._note_unclosed(event, event.style)
            value = None if plain and event.value in _NULLS else event.value
            spot = _spot(event)
        else:
            value = [] if isinstance(event, yaml.SequenceStartEvent) else {}
        self.result.places[path] = spot
        if frame is None:
            self.result.value = value
        elif isinstance(frame.value, list):
            frame.value.append(value)
        elif frame.key is not None:
            frame.value[frame.key] = value
            frame.key = None
        if isinstance(value, list | dict):
            if len(self.frames) >= MAX_DEPTH:
                raise self.stop(event, "rakenne on liian syvä", "tarkista sisennykset ja sulut")
            again = frame is not None and (frame.again or seen)
            self.frames.append(_Frame(path, value, again=again))

    def _attach_point(self, event: yaml.NodeEvent, frame: _Frame | None) -> tuple[Path, Spot]:
        if frame is None:
            return (), (1, 1)
        if frame.key is None:
            return (*frame.path, len(frame.value)), _spot(event)
        path = (*frame.path, frame.key)
        return path, self.result.keys[path]

    def _key(self, event: yaml.NodeEvent, frame: _Frame) -> str:
        if not isinstance(event, yaml.ScalarEvent) or not event.value:
            raise self.stop(event, *NO_KEY)
        if not event.value[0].isalnum() and not event.style and (fault := self._bad_dash(event)):
            self.silent.append(fault)
        path = (*frame.path, event.value)
        if path in self.result.keys:
            if not frame.again:
                first = self.result.keys[path][0]
                problem = f"avain `{event.value}` on kahdesti (ensimmäisen kerran rivillä {first})"
                self.result.faults.append(Fault(*_spot(event), problem, "yhdistä arvot ja poista toinen"))
        else:
            self.result.keys[path] = _spot(event)
        return event.value

    def _bad_dash(self, event: yaml.ScalarEvent) -> Fault | None:
        """What is wrong with the beginning of a text's row, if the text begins its row like an item."""
        line, column = _spot(event)
        row = self.lines[line - 1]
        return None if row[: column - 1].strip() else bad_dash(row, line)

    def _note_unclosed(self, event: yaml.ScalarEvent, quote: str) -> None:
        """A text in quotes that took the next line's key with it, without a word from YAML."""
        start, end = _spot(event), _at(event.end_mark)
        if end[0] > start[0] and swallows(self.lines, start, end):
            self.silent.append(never_closed(quote, start))

    def _note_silent_loss(self, event: yaml.ScalarEvent) -> None:
        """A text without quotes that YAML reads in a way nobody means and says nothing about."""
        if event.start_mark is None or event.end_mark is None:
            return
        end = event.end_mark.line
        continued = range(event.start_mark.line + 1, min(end + 1, len(self.lines)))
        begins = self._bad_dash(event) if continued else None
        for number in continued:
            if begins and bad_dash(self.lines[number], number + 1):
                self.silent.append(begins)
                return
            if match := _CONTINUED.match(self.lines[number]):
                self.silent.append(begins or Fault(number + 1, match.end(1) + 1, *JOINED))
                return
        if event.value.endswith('"') and (fault := never_opened(event.value, _at(event.end_mark))):
            self.silent.append(fault)
        row = self.lines[end] if end < len(self.lines) else ""
        if match := _GLUED_HASH.match(row, event.end_mark.column):
            self.silent.append(Fault(end + 1, match.start(1) + 1, *_CUT))

    def _refuse_extras(self, event: yaml.NodeEvent) -> None:
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise self.stop(
                event,
                "YAML-ankkurit ja -viittaukset (`&`, `*`) eivät ole käytössä",
                "kirjoita arvo sellaisenaan; pane merkillä `*` tai `&` alkava teksti lainausmerkkeihin",
            )
        tag = getattr(event, "tag", None)
        if tag is not None and not (isinstance(event, yaml.ScalarEvent) and tag == "!"):
            raise self.stop(
                event,
                f"YAML-tyyppimerkintä `{tag.replace(_YAML_TAG, '!!')}` ei ole käytössä",
                "poista `!`-merkintä; jos teksti alkaa huutomerkillä, pane se lainausmerkkeihin",
            )


_QUOTES = ("'", '"')
_YAML_TAG = "tag:yaml.org,2002:"
_CONTINUED = re.compile(r"(\s*)(- |[a-z_]+:)")
_GLUED_HASH = re.compile(r"\s*(#)[^\s#]")
_CUT = (
    "ristikkomerkki `#` katkaisee arvon: YAML jättää rivin lopun lukematta",
    "pane arvo lainausmerkkeihin; jos loppu on kommentti, kirjoita `#`-merkin jälkeen välilyönti",
)


def _quoted(text: str) -> Iterator[tuple[Spot, Spot]]:
    """Where each text in quotes begins and where what follows it does, as far as anything can be read."""
    try:
        for token in yaml.scan(text, Loader=_LOADER):
            if isinstance(token, yaml.ScalarToken) and token.style in _QUOTES:
                yield _at(token.start_mark), _at(token.end_mark)
    except yaml.MarkedYAMLError as error:
        if "quoted scalar" in (error.context or ""):
            yield _at(error.context_mark), _at(error.problem_mark)
    except yaml.YAMLError:
        return


def _spot(event: yaml.Event) -> Spot:
    return _at(event.start_mark)


class _Mark(Protocol):
    line: int
    column: int


def _at(mark: _Mark | None) -> Spot:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
