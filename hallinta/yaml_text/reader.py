"""Events of the parser → values and places.

The only importer of ``yaml``. PyYAML's own loaders turn ``on`` into true, ``12:30`` into 750 and ``4.10``
into 4.1, let the last of two equal keys win and crash without a position on ``2026-02-31``; so only its
parser is used, as a stream of events with marks, and the record's model gives the types.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol, TypeAlias

import yaml

from hallinta.yaml_text.characters import as_keyed, joined, look_alikes, suspect, unlike
from hallinta.yaml_text.complaints import NO_KEY, bare_text, in_words
from hallinta.yaml_text.losses import comment_after, cut, once_each, plain_loss, run_together
from hallinta.yaml_text.mending import mended, odd_mark
from hallinta.yaml_text.plain import Fault, Spot, decoded, yaml_fault
from hallinta.yaml_text.quick import NotPlain, Value, plain_values
from hallinta.yaml_text.quotes import never_closed, swallows
from hallinta.yaml_text.repeats import Repeat, repeated
from hallinta.yaml_text.rows import bad_dash

Path: TypeAlias = "tuple[str | int, ...]"

MAX_DEPTH = 32

_NULLS = {"", "null", "~", "Null", "NULL"}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Marks:
    """Where the values of a text are: the value itself when it is a scalar, its key when it is a list or a
    mapping. ``keys`` has the spot of each mapping key.
    """

    places: dict[Path, Spot] = field(default_factory=dict)
    keys: dict[Path, Spot] = field(default_factory=dict)
    comments: dict[Path, Spot] = field(default_factory=dict)
    """Where a comment stands after a value on its own row."""
    run_together: dict[Path, Spot] = field(default_factory=dict)
    """Where rows that begin like the items of a list are read as one line."""


@dataclass(slots=True, eq=False)  # one text is one object: what is made of it can be kept by it
class YamlText:
    """A parsed text: plain values, the place of each, and what was wrong.

    The places of a plain text are looked for when somebody asks for one: a text without findings is read without.
    """

    value: Value = None
    suspect: bool = False
    """Whether the text has any character that may be something else than it looks like."""
    faults: list[Fault] = field(default_factory=list)
    plain: str | None = None
    """The text itself, when its values were read without the places."""
    _marks: Marks | None = None

    @property
    def marks(self) -> Marks:
        """Where the values are."""
        if self._marks is None:
            self._marks = Marks() if self.plain is None else _parsed(self.plain, odd=False).marks
        return self._marks

    @property
    def places(self) -> dict[Path, Spot]:
        return self.marks.places

    @property
    def keys(self) -> dict[Path, Spot]:
        return self.marks.keys

    @property
    def comments(self) -> dict[Path, Spot]:
        return {} if self.plain is not None else self.marks.comments

    @property
    def run_together(self) -> dict[Path, Spot]:
        return {} if self.plain is not None else self.marks.run_together

    def written(self, path: Path) -> Path:
        """The path as it stands in the file: one thing may stand alone in place of a list of one."""
        found: Path = ()
        for part in path:
            if part != 0 or (*found, 0) in self.places:
                found = (*found, part)
        return found

    def place(self, path: Path) -> Spot:
        """The nearest known spot: of the path itself or of what contains it."""
        if 0 in path and path not in self.places:
            path = self.written(path)
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
    odd = suspect(text)
    if fault := yaml_fault(text, odd=odd):
        return YamlText(faults=[fault])
    if not odd:
        with suppress(NotPlain):
            return YamlText(plain_values(text), plain=text)
    return _parsed(text, odd=odd)


def _parsed(text: str, *, odd: bool) -> YamlText:
    """The text as the parser reads it, with the places of its values."""
    result = YamlText(suspect=odd)
    try:
        _Reader(result, text).read(yaml.parse(text, Loader=_LOADER))
    except _Stop:
        result.value = None
    except yaml.YAMLError as error:
        result.value = None
        result.faults.append(_only_looks_right(text) or in_words(error, text, _quoted(text)))
    if isinstance(result.value, str):
        result.value = None
        result.faults.append(bare_text(text))
    return result


@dataclass(slots=True)
class _Frame:
    """A list or mapping being filled; ``key`` is the key that waits for its value."""

    path: Path
    value: list[Value] | dict[str, Value]
    flow: bool = False
    """Written in brackets."""
    key: str | None = None
    again: bool = False
    """Inside a key that stands twice: what repeats there is not told once more."""
    repeats: list[Repeat] = field(default_factory=list)


class _Reader:
    """Builds values and places from parser events without recursion, so depth cannot exhaust the stack."""

    def __init__(self, result: YamlText, text: str) -> None:
        self.result = result
        self.lines = text.splitlines()
        self.commented = "#" in text
        self.loose = result.suspect and joined(text) != text
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
                self._close(event)
            elif isinstance(event, yaml.NodeEvent):
                self._take(event)
        if self.silent and not isinstance(self.result.value, str):  # else there is something worse to say
            self.result.faults = once_each(self.silent)  # what else was found may only follow from these
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
        start = _spot(event)
        path, spot = self._attach_point(start, frame)
        seen = path in self.result.places
        value: Value
        if isinstance(event, yaml.ScalarEvent):
            value = self._scalar(event, path, start)
            spot = start
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
            self.frames.append(_Frame(path, value, bool(getattr(event, "flow_style", False)), again=again))

    def _attach_point(self, start: Spot, frame: _Frame | None) -> tuple[Path, Spot]:
        if frame is None:
            return (), (1, 1)
        if frame.key is None:
            return (*frame.path, len(frame.value)), start
        path = (*frame.path, frame.key)
        return path, self.result.keys[path]

    def _scalar(self, event: yaml.ScalarEvent, path: Path, start: Spot) -> str | None:
        """The text of a value; what YAML did to it without a word is kept for the end."""
        text: str = event.value
        end = _at(event.end_mark)
        plain = not event.style  # the C parser says "", the Python one None
        if end[0] > start[0]:
            self._look_over(path, event.style, text, start, end)
        elif plain and (not text.isascii() or ":" in text or '"' in text):
            self._note(plain_loss(text, self.lines, start, end))
        if self.commented:
            self._look_after(path, self._header_end(start) if event.style in _BLOCKS else end, event.style)
        if not text.isascii():
            text = joined(text) if self.loose else text
            text = text.strip() if plain else text  # a pasted space at either end is as good as a plain one
        return None if plain and text in _NULLS else text

    def _note(self, fault: Fault | None) -> None:
        if fault:
            self.silent.append(fault)

    def _look_over(self, path: Path, style: str | None, text: str, start: Spot, end: Spot) -> None:
        """A text of many rows: what it took with it, what of it is read as one line."""
        if not style and text:
            self._note(plain_loss(text, self.lines, start, end))
        elif style in _QUOTES and swallows(self.lines, start, end):
            self.silent.append(never_closed(style, start))
        if style != "|" and (first := run_together(text, self.lines, start, end[0])):
            self.result.run_together[path] = first

    def _header_end(self, start: Spot) -> Spot:
        """Where the sign of a text in rows of its own ends: ``>-``."""
        row = self.lines[start[0] - 1]
        return start[0], len(row) - len(row[start[1] - 1 :].lstrip(">|+-0123456789")) + 1

    def _look_after(self, path: Path, end: Spot, style: str | None = None) -> None:
        """What follows a value on its row: a comment, or text that was meant to belong to the value."""
        row = self.lines[end[0] - 1] if end[0] <= len(self.lines) else ""
        if "#" not in row:
            return
        if fault := cut(row, end):
            self.silent.append(fault)
        elif style not in _BLOCKS and (spot := comment_after(row, end)):
            self.result.comments[path] = spot

    def _close(self, event: yaml.CollectionEndEvent) -> None:
        frame = self.frames.pop()
        if frame.repeats:
            first_key = next(iter(frame.value))
            item = bool(frame.path) and isinstance(frame.path[-1], int)
            fault = repeated(frame.repeats, str(first_key), item=item, whole=not frame.path)
            (self.silent if len(frame.repeats) > 1 else self.result.faults).append(fault)
        if frame.flow and self.commented:
            end = _at(event.end_mark)
            self._note(cut(self.lines[end[0] - 1], end) if end[0] <= len(self.lines) else None)

    def _key(self, event: yaml.NodeEvent, frame: _Frame) -> str:
        if not isinstance(event, yaml.ScalarEvent) or not event.value:
            raise self.stop(event, *NO_KEY)
        key: str = joined(event.value) if self.loose else event.value
        if not (key.isascii() and key[0].isalnum()) and (fault := self._odd_key(event, key)):
            self.silent.append(fault)
        path = (*frame.path, key)
        if path not in self.result.keys:
            self.result.keys[path] = _spot(event)
        elif not frame.again:
            frame.repeats.append((key, self.result.keys[path], _spot(event)))
        return key

    def _odd_key(self, event: yaml.ScalarEvent, key: str) -> Fault | None:
        """What is wrong with a key that is no word, or that has letters which only look right."""
        line, column = _spot(event)
        row = self.lines[line - 1]
        if not key.isascii() and look_alikes(key):
            problem = f"avain ei ole se, miltä se näyttää{unlike(key, 'siinä')}"
            return odd_mark(row, line) or Fault(
                line, column, problem, f"kirjoita `{as_keyed(key).replace(' ', '')}`"
            )
        if key[0].isalnum() or event.style or row[: column - 1].strip():
            return None
        return bad_dash(row, line)

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


_QUOTES, _BLOCKS = ("'", '"'), ("|", ">")
_YAML_TAG = "tag:yaml.org,2002:"


def _only_looks_right(text: str) -> Fault | None:
    """The row that the parser refuses only because of a character which looks like one of YAML's own marks:
    with that row put right the text can be read, or can be read further.
    """
    lines = text.split("\n")
    right = list(lines) if text.isascii() and "`" not in text else [mended(row) for row in lines]
    enough = max(1, 200_000 // len(text))  # each try reads the whole text
    odd = [number for number, row in enumerate(lines) if row != right[number]][:enough]
    refused = _refused_at(lines) if odd else None
    if refused is None:
        return None
    if _refused_at(right) is None:
        return odd_mark(lines[needed := _first_needed(lines, right, odd)], needed + 1)
    for number in odd:
        now = _refused_at([*lines[:number], right[number], *lines[number + 1 :]])
        if now is None or now > refused:
            return odd_mark(lines[number], number + 1)
    return None


def _first_needed(lines: list[str], right: list[str], odd: list[int]) -> int:
    """The first row that must be put right; those before it can stay as they are."""
    tried = list(right)
    for number in odd[:-1]:
        tried[number] = lines[number]
        if _refused_at(tried) is not None:
            return number
    return odd[-1]


def _refused_at(lines: list[str]) -> Spot | None:
    """Where the parser gives up, if it does."""
    try:
        for _ in yaml.parse("\n".join(lines), Loader=_LOADER):
            pass
    except yaml.YAMLError as error:
        return _at(getattr(error, "problem_mark", None))
    return None


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
