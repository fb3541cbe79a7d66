"""E-mail addresses, also those written so that a machine would not see them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hallinta.personal.numbers import Found

_AT_SIGN = r"\s?(?:@|%40|[(\[{<]\s?(?:at|ät|a|@|miukumauku)\s?[)\]}>])\s?"
_AT_WORD = r"\s(?:at|ät|miukumauku)\s"
_DOT = r"(?:\.|\s?[(\[{]\s?(?:\.|dot|piste)\s?[)\]}]\s?)"
_DOT_WORD = r"(?:\.|\s(?:piste|dot)\s)"
_LOCAL = r"[\w+-]+(?:\.[\w+-]+)*"

_MAIL = re.compile(
    rf"(?<![\w.+%-])({_LOCAL}){_AT_SIGN}([\w-]+(?:{_DOT}[\w-]+)*{_DOT}[a-z]{{2,24}})(?![\w])"
    rf"|(?<![\w.+%-])({_LOCAL}(?:\spiste\s[\w-]+)?){_AT_WORD}([\w-]+(?:{_DOT_WORD}[\w-]+)*{_DOT_WORD}[a-z]{{2,6}})(?![\w])",
    re.IGNORECASE,
)
_HINTS: tuple[str, ...] = (
    "@",
    "%40",
    "(at",
    "(ät",
    "(a)",
    "[at",
    "[ät",
    "[a]",
    "{at",
    "{ät",
    "{a}",
    "( a",
    "[ a",
    " at ",
    " ät ",
)
_HINTS += ("miukumauku",)
"""What a place for the at sign has, in small letters."""


def mails(text: str) -> Iterator[Found]:
    """Addresses; ``what`` is the address as it would be used."""
    small = text.lower()
    if not any(hint in small for hint in _HINTS):
        return
    for match in _MAIL.finditer(text):
        local, domain = (part for part in match.groups() if part is not None)
        local, domain = re.sub(r"\spiste\s", ".", local), re.sub(rf"{_DOT}|{_DOT_WORD}", ".", domain)
        yield Found(match.start(), match.end(), f"{local[0]}…@{domain}", f"{local}@{domain}")
