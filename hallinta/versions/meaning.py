"""What a file says, whatever way it is written: two versions with one meaning are no change.

No change are comments, the order of keys, quotes, line ends, the width of lines, ``null`` written out, a text
given as ``{fi: …}`` – and a value in another form that the record's model reads as the same.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache, partial
from pathlib import PurePosixPath

from pydantic import ValidationError

from hallinta.handbook import SINGLES, kinds
from hallinta.records.base import Record
from hallinta.yaml_text import Fault, Value, decoded, parse, parse_text

_COMMENT = re.compile(r"<!--.*?-->|\{#.*?#\}", re.DOTALL)
_FENCED = re.compile(r"^(```|~~~).*?^\1", re.DOTALL | re.MULTILINE)
_FRONT = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
_GOES_ON = re.compile(r"[ \t]*\n[ \t]*(?=\w)(?![0-9]+[.)][ \t])")
"""A line end within a paragraph: the next line begins with a word, not with a mark that begins a thing."""


def value_of(data: bytes) -> Value:
    """The values of a data file; None when it cannot be read, and then nothing was published of it."""
    text = parse(data)
    return None if text.faults else text.value


def same(path: str, one: bytes, other: bytes) -> bool:
    """Whether two versions of a file say the same."""
    if one == other:
        return True
    if path.endswith(".md"):
        return _page(one) == _page(other)
    first, second = value_of(one), value_of(other)
    if _alike(first, second):
        return True
    return _alike(first, second, bare=True) and _read_alike(path, first, second)


def meaning(path: str, data: bytes) -> str:
    """A text that equal versions share; versions that only the model reads as the same may differ here."""
    return _page(data) if path.endswith(".md") else _written(value_of(data))


# --- data -----------------------------------------------------------------------------------------------


def _alike(one: Value, other: Value, *, bare: bool = False) -> bool:
    """Whether two values say the same, whatever fills space between their words. When ``bare``, whether they
    may: capitals, leading zeros and a key that one of them lacks are passed by. Only what differs is looked at
    closely.
    """
    if one == other:
        return True
    if isinstance(one, dict) and isinstance(other, dict):
        first, second = _told(one), _told(other)
        return (bare or first.keys() == second.keys()) and all(
            _alike(item, second[key], bare=bare) for key, item in first.items() if key in second
        )
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(partial(_alike, bare=bare), one, other))
    first_text, second_text = _only_text(one), _only_text(other)
    if first_text is None or second_text is None:
        return False
    if bare:
        return first_text.lower().lstrip("0") == second_text.lower().lstrip("0")
    return _flowing(first_text) == _flowing(second_text)


def _told(value: dict[str, Value]) -> dict[str, Value]:
    """Without the keys whose value is unknown."""
    return {key: item for key, item in value.items() if item is not None}


def _only_text(value: Value) -> str | None:
    """A text, or one that is given in Finnish alone."""
    if isinstance(value, dict):
        value = value.get("fi") if set(_told(value)) == {"fi"} else None
    return value if isinstance(value, str) else None


def _written(value: Value) -> str:
    """One text for all values that say the same."""
    return json.dumps(_settled(value), sort_keys=True, ensure_ascii=False)


def _settled(value: Value) -> Value:
    if (text := _only_text(value)) is not None:
        return _flowing(text)
    if isinstance(value, dict):
        return {key: _settled(item) for key, item in _told(value).items()}
    return [_settled(item) for item in value] if isinstance(value, list) else None


def _read_alike(path: str, one: Value, other: Value) -> bool:
    """Whether today's model reads two values as the same record."""
    model = _model(path)
    if model is None:
        return False
    try:
        first, second = model.model_validate(one), model.model_validate(other)
    except ValidationError:
        return False
    return first.model_dump() == second.model_dump()


def _model(path: str) -> type[Record] | None:
    file = PurePosixPath(path)
    return kinds().get(file.parent.name) or SINGLES.get(file.stem)


# --- prose ----------------------------------------------------------------------------------------------


@lru_cache(maxsize=1024)
def _page(data: bytes) -> str:
    """A hand-written page: its front matter as values, its text as paragraphs. Of what its macros show
    nothing is known here: that belongs to the records it comes from.
    """
    text = decoded(data)
    if isinstance(text, Fault):
        return data.decode("utf-8", "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(text)
    values = parse_text(front.group(1)).value if front and front.group(1).strip() else {}
    return f"{_written(values)}\n{_prose(text[front.end() :] if front else text)}"


def _prose(text: str) -> str:
    """Fenced code keeps its lines; all other text flows."""
    parts, end = [], 0
    for fence in _FENCED.finditer(text):
        parts += [_flowing(_COMMENT.sub("", text[end : fence.start()])), fence.group()]
        end = fence.end()
    return "\n\n".join([*parts, _flowing(_COMMENT.sub("", text[end:]))]).strip()


def _flowing(text: str) -> str:
    """Each paragraph on one line, one space between words; lists, tables and headings keep their lines."""
    text = re.sub(r"[ \t]+$", "", text.strip(), flags=re.MULTILINE)
    text = re.sub(r"(?<=\S)[ \t]{2,}", " ", re.sub(r"\n{3,}", "\n\n", text))
    return _GOES_ON.sub(" ", text)
