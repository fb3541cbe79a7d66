"""Macros as a page calls them: a name and texts in quotes, nothing else of Jinja."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

CALL_FILLER = "\x02"
"""Stands for each character of a call, so that places stay what they were."""

_NAME = r"[A-Za-z_][A-Za-z0-9_]*"
_VALUE = r"\"[^\"\\\n{}]*\"|'[^'\\\n{}]*'"
_ARGUMENT = rf"(?:{_NAME} *= *)?(?:{_VALUE})"
_CALL = re.compile(rf"\{{\{{ *({_NAME})\( *((?:{_ARGUMENT}(?: *, *{_ARGUMENT})*)?) *\) *\}}\}}")
_ARGUMENTS = re.compile(rf"(?:({_NAME}) *= *)?({_VALUE})")


@dataclass(frozen=True, slots=True)
class Call:
    """``{{ osa("tehtavat", ryhma="johtoryhma") }}``: where it stands, its macro, what is given to it."""

    start: int
    end: int
    name: str
    texts: tuple[str, ...]
    """What is given without a name, in the order written."""
    named: dict[str, str]
    in_order: bool = True
    """Whether the named come last and none of them twice."""


def calls(text: str) -> Iterator[Call]:
    for found in _CALL.finditer(text):
        given = _ARGUMENTS.findall(found[2])
        texts = tuple(value[1:-1] for name, value in given if not name)
        named = {name: value[1:-1] for name, value in given if name}
        in_order = len(texts) + len(named) == len(given) and not any(name for name, _ in given[: len(texts)])
        yield Call(found.start(), found.end(), found[1], texts, named, in_order)
