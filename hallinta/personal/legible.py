"""A text as people see it: what hides between its letters or stands for them taken away or read as what it looks like.

The text is changed step by step, fast, as almost always nothing is found in it. Where a find stands in the written text
is worked out afterwards, by the same steps.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

_NOTHING = ("Cf", "Cc", "Mn", "Me")
_UNSEEN = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5\ufe0f")
"""Characters that show nothing though they are letters or marks by their class."""
_TWINS = dict(zip("АВЕКМНОРСТХаеорсухіјΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTXaeopcyxijABEZHIKMNOPTYXo", strict=True))
"""Letters of other scripts that look the same as Latin ones."""


def _character(char: str) -> str:
    if char in _DASHES:
        return "-"
    if char in _UNSEEN or (unicodedata.category(char) in _NOTHING and char not in "\n\t"):
        return ""
    return _TWINS.get(char) or unicodedata.normalize("NFKC", char)


_DASHES = frozenset("\u2010\u2011\u2012–—\u2015\u2212")


def _strange(found: re.Match[str]) -> str:
    return "".join(map(_character, found.group()))


def _entity(found: re.Match[str]) -> str:
    from html import unescape  # its table takes longer to load than most checks have use for it

    return unescape(found[0])


def _tag(found: re.Match[str]) -> str:
    if re.match(r"(?:at|ät|a)>", found.group()[1:], re.IGNORECASE):
        return "@"
    return " " if re.match(r"</?(?:br|p|li|t[dhr]|div|h[1-6])\b", found.group(), re.IGNORECASE) else ""


def _link(found: re.Match[str]) -> str:
    words, target = found.groups()
    return f"{words} {target} " if target.startswith(("mailto:", "tel:")) else words


class _Step(NamedTuple):
    """A change of the text: what shows that it is needed, what it changes and into what."""

    needed: Callable[[str], bool]
    form: re.Pattern[str]
    change: Callable[[re.Match[str]], str]


def _having(sign: str, form: str, change: Callable[[re.Match[str]], str] | str) -> _Step:
    return _Step(
        lambda text: sign in text, re.compile(form), (lambda _: change) if isinstance(change, str) else change
    )


_STEPS = (
    _having("&", "&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});", _entity),
    _having("<", r"</?[^\W\d_][^<>\n]{0,300}>|<!--(?s:.{0,300}?)-->", _tag),
    _having("](", r"\[([^\[\]\n]{0,300})\]\(([^()\n]{0,500})\)", _link),
    _Step(
        lambda text: not unicodedata.is_normalized("NFC", text),
        re.compile("[A-Za-z][\u0300-\u036f]+"),
        lambda found: unicodedata.normalize("NFC", found[0]),
    ),
    _Step(lambda text: not text.isascii(), re.compile("[^\x00-\x7fäöåÄÖÅ’”“…€§·×→]+"), _strange),
    *(_having(mark, re.escape(mark), "") for mark in "*`~\\"),
    _having("_", "_", " "),
)


def legible(text: str) -> str:
    """The text without what is not seen, its look-alikes as what they look like."""
    for step in _STEPS:
        if step.needed(text):
            text = step.form.sub(step.change, text)
    return text


def written(text: str) -> list[int]:
    """Of each character of the legible text, where it stands in the written one; and the end after them."""
    spots = list(range(len(text) + 1))
    for step in _STEPS:
        if not step.needed(text):
            continue
        moved: list[int] = []
        done = 0
        for found in step.form.finditer(text):
            moved += spots[done : found.start()]
            moved += (spots[found.start() + at] for at in _within(found.group(), step.change(found)))
            done = found.end()
        spots = moved + spots[done:]
        text = step.form.sub(step.change, text)
    return spots


def _within(before: str, after: str) -> Iterator[int]:
    """Where in what was changed each character of what came in its place stands, or the one before it."""
    at = 0
    for char in after:
        at = max(before.find(char, at), at)
        yield at
        at += before[at : at + 1] == char
