"""YAML as an editor writes it: every scalar is text, every value has a place, every fault has words.

The only importer of ``yaml``. PyYAML's own loaders turn ``on`` into true, ``12:30`` into 750 and ``4.10``
into 4.1, let the last of two equal keys win and crash without a position on ``2026-02-31``; so only its
parser is used, as a stream of events with marks, and the record's model gives the types.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
Path: TypeAlias = "tuple[str | int, ...]"
Spot: TypeAlias = "tuple[int, int]"

MAX_BYTES = 256 * 1024
MAX_DEPTH = 32

_NULLS = {"", "null", "~", "Null", "NULL"}
_CONFLICT = re.compile(r"^(<{7}|={7}|>{7})( |$)", re.MULTILINE)
_TAB_INDENT = re.compile(r"^ *\t", re.MULTILINE)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that keeps a text from being read as YAML; line and column counted from 1."""

    line: int
    column: int
    problem: str
    fix: str


@dataclass(slots=True)
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
    result = YamlText()
    text = _decoded(data, result.faults)
    if text is None:
        return result
    if not _spotted(text, result.faults):
        try:
            _Reader(result).read(yaml.parse(text, Loader=_LOADER))
            _refuse_bare_text(result, text)
        except _Stop:
            result.value = None
        except yaml.YAMLError as error:
            result.value = None
            result.faults.append(_in_words(error, text))
    return result


def _decoded(data: bytes, faults: list[Fault]) -> str | None:
    if len(data) > MAX_BYTES:
        problem = f"tiedosto on liian suuri ({len(data) // 1024} kt, enintään {MAX_BYTES // 1024} kt)"
        faults.append(Fault(1, 1, problem, "jaa sisältö useaan tietueeseen"))
        return None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:64]:
        faults.append(
            Fault(1, 1, "tiedosto ei ole UTF-8-tekstiä vaan UTF-16:ta tai binääridataa", _SAVE_UTF8)
        )
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        problem = f"merkki (tavu 0x{data[error.start]:02X}) ei ole UTF-8:aa"
        faults.append(Fault(line, column, problem, _SAVE_UTF8))
        return None


_SAVE_UTF8 = "tallenna tiedosto UTF-8-merkistöllä; GitLabin verkkoeditori tekee niin aina"


def _spotted(text: str, faults: list[Fault]) -> bool:
    """Faults that are clearer from the text than from the parser's complaint."""
    if not text.strip():
        faults.append(Fault(1, 1, "tiedosto on tyhjä", "kirjoita tietue tai poista tiedosto"))
    elif match := _CONFLICT.search(text):
        line = text.count("\n", 0, match.start()) + 1
        problem = f"tiedostossa on yhdistämisristiriidan merkki `{match.group(1)}`"
        fix = "valitse kumpi sisältö jää ja poista rivit, jotka alkavat `<<<<<<<`, `=======` ja `>>>>>>>`"
        faults.append(Fault(line, 1, problem, fix))
    elif match := _TAB_INDENT.search(text):
        line = text.count("\n", 0, match.start()) + 1
        column = match.end() - match.start()
        faults.append(
            Fault(
                line, column, "sisennyksessä on sarkain", "sisennä välilyönneillä, kaksi kutakin tasoa kohti"
            )
        )
    return bool(faults)


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

    def __init__(self, result: YamlText) -> None:
        self.result = result
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
            raise self.stop(event, *_NO_KEY)
        path = (*frame.path, event.value)
        if path in self.result.keys:
            if not frame.again:
                first = self.result.keys[path][0]
                problem = f"avain `{event.value}` on kahdesti (ensimmäisen kerran rivillä {first})"
                self.result.faults.append(Fault(*_spot(event), problem, "yhdistä arvot ja poista toinen"))
        else:
            self.result.keys[path] = _spot(event)
        return event.value

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
                f"YAML-tyyppimerkintä `{tag}` ei ole käytössä",
                "poista `!`-merkintä; jos teksti alkaa huutomerkillä, pane se lainausmerkkeihin",
            )


def _spot(event: yaml.Event) -> Spot:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


_QUOTE = "lisää puuttuva lainausmerkki; jos teksti alkaa lainausmerkillä, pane koko teksti lainausmerkkeihin"
_QUOTE_VALUE = "pane arvo lainausmerkkeihin"
_MISINDENT = "sisennä saman tason avaimet samaan sarakkeeseen, kaksi välilyöntiä kutakin tasoa kohti"

# The parser's complaint -> what it means to an editor. The first pattern that matches wins.
_WORDS: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "arvossa on kaksoispiste ja välilyönti (`: `), jonka YAML lukee uudeksi avaimeksi",
        'pane arvo lainausmerkkeihin, esim. `nimi: "Koski: opinnot"`, tai korjaa rivin sisennys',
    ),
    (
        "unexpected end of stream",
        "lainausmerkki tai sulku jää sulkematta",
        _QUOTE,
    ),
    ("document indicator|unexpected document separator", "lainausmerkki jää sulkematta", _QUOTE),
    (
        "could not find expected ':'",
        "rivillä ei ole kaksoispistettä ja sen jälkeistä välilyöntiä",
        "kirjoita `avain: arvo`; kaksoispisteen jälkeen tarvitaan välilyönti",
    ),
    (
        "found character '%'|found character that cannot start any token|cannot start",
        "arvo alkaa merkillä, jota YAML ei salli alussa",
        "pane arvo lainausmerkkeihin",
    ),
    (
        "found unknown escape character",
        "kaksinkertaisissa lainausmerkeissä on kenoviiva, jota YAML ei tunne",
        "käytä yksinkertaisia lainausmerkkejä ('…') tai kirjoita kenoviiva kahdesti",
    ),
    (
        "did not find expected ',' or",
        "hakasulku tai aaltosulku jää sulkematta",
        "lisää puuttuva `]` tai `}`, tai kirjoita luettelo riveittäin viivoilla",
    ),
    (
        "scanning an alias|scanning an anchor",
        "arvo alkaa merkillä `*` tai `&`, jonka YAML lukee viittaukseksi",
        "pane arvo lainausmerkkeihin",
    ),
    (
        "scanning a block scalar",
        "arvo alkaa merkillä `>` tai `|`, jonka jälkeen teksti kuuluu seuraaville riveille",
        "pane arvo lainausmerkkeihin tai siirrä teksti seuraavalle riville sisennettynä",
    ),
    ("did not find expected node content", "arvo alkaa merkillä, jota YAML ei salli alussa", _QUOTE_VALUE),
    (
        "did not find expected key",
        "sisennys ei täsmää tai lainausmerkin jälkeen on ylimääräistä tekstiä",
        _MISINDENT,
    ),
    (
        "did not find expected '-' indicator",
        "luettelon rivi ei ala viivalla tai sen sisennys ei täsmää",
        "aloita jokainen luettelon kohta merkeillä `- ` samasta sarakkeesta",
    ),
    (
        "block sequence entries are not allowed",
        "luettelon viiva on paikassa, jossa se ei voi olla",
        "siirrä luettelo omille riveilleen avaimen alle",
    ),
    (
        "control characters are not allowed|special characters are not allowed|unacceptable character",
        "tiedostossa on näkymätön ohjausmerkki",
        "poista merkki ja kirjoita kohta uudelleen",
    ),
    ("undefined alias", "YAML-viittaukset (`*`) eivät ole käytössä", "pane teksti lainausmerkkeihin"),
)


def _refuse_bare_text(result: YamlText, text: str) -> None:
    if isinstance(result.value, str):
        missing = next(filter(None, (_missing_space(text, n) for n in range(1, text.count("\n") + 2))), None)
        result.faults.append(Fault(*missing, *_NO_SPACE) if missing else Fault(1, 1, *_NO_KEYS))
        result.value = None


_NO_SPACE = ("kaksoispisteen jälkeen puuttuu välilyönti", "kirjoita `avain: arvo`")
_NO_KEY = ("avain ei ole sana", "kirjoita avain muodossa `avain: arvo`")
_NO_KEYS = ("tiedostossa on pelkkää tekstiä", "kirjoita tiedot muodossa `avain: arvo`, yksi avain riville")


def _in_words(error: yaml.YAMLError, text: str) -> Fault:
    parts = (getattr(error, name, None) for name in ("context", "problem", "reason"))
    complaint = " ".join(str(part) for part in parts if part)
    opening = re.search(
        "quoted scalar|flow sequence|flow mapping|alias|anchor", complaint
    )  # point at the start, not at the end
    marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
    mark = marks[1] if opening and marks[1] else marks[0] or marks[1]
    if mark and marks[1] and mark.line >= len(text.splitlines()):
        mark = marks[1]  # the complaint is past the end; where it began is inside
    line, column = (mark.line + 1, mark.column + 1) if mark else _reader_spot(error, text)
    last = text.count("\n") + 1
    if missing := _missing_space(text, line):
        return Fault(*missing, *_NO_SPACE)
    if re.match(r"\s*:(\s|$)", text.splitlines()[line - 1] if line <= text.count("\n") else ""):
        return Fault(line, column, *_NO_KEY)
    for pattern, problem, fix in _WORDS:
        if re.search(pattern, complaint):
            return Fault(min(line, last), column, problem, fix)
    return Fault(min(line, last), column, "rivi ei ole kelvollista YAMLia", _MISINDENT)


def _reader_spot(error: yaml.YAMLError, text: str) -> Spot:
    """The reader's errors give a character offset instead of a mark."""
    offset = min(int(getattr(error, "position", 0) or 0), len(text))
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1


def _missing_space(text: str, line: int) -> Spot | None:
    """``nimi:Koski`` reads as plain text and the parser complains only on a later line, so look back a
    line.
    """
    lines = text.splitlines()
    for number in (line, line - 1):
        if 1 <= number <= len(lines) and (
            match := re.match(r"^(\s*(?:- )?[a-z_]+):(?=[^\s/:])", lines[number - 1])
        ):
            return number, match.end(1) + 1
    return None
