"""Style sheets as a browser needs them: in one file, without what no page of the site can use.

A rule is left out when something its selector asks for is not on any page nor named by any script: a class, an
id, the value of an attribute, an element without a class. What cannot be read off so is kept, so a page looks the
same with and without.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set

from hallinta.finishing import FinishError

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STRING = r""""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'"""
_TOKEN = re.compile(rf"{_STRING}|[{{}};]|[^\"'{{}};]+", re.DOTALL)
_SELECTOR = re.compile(rf"{_STRING}|[(\[]|[)\]]|,|(?:\\.|[^\"'()\[\],])", re.DOTALL)
_ATTRIBUTE = re.compile(r"""\[[\w-]+(?:=["']?([^"'\]]*)["']?)?[^\]]*\]""")
_BARE = re.compile(r"(\w+):not\(\[class\]\)")
"""An element without a class. While a sheet asks for the last child in one, as Material's does, every change of a
class anywhere makes the browser match all that is below it anew."""
_NAME = re.compile(r"[.#]((?:[\w-]|\\.)+)")
_ARGUMENT = re.compile(r"\([^()]*\)")
_PROPERTY = re.compile(rf"(?<=[{{;])(--[\w-]+):(?:{_STRING}|[^;{{}}\"'])*(?:;|(?=}}))", re.DOTALL)
_USED = re.compile(r"var\(\s*(--[\w-]+)")
_EMPTY = re.compile(r"(?<=[{};])[^{};\"']+\{\}")
_ELSEWHERE = re.compile(r"""@import\b|url\((?!"data:|'data:|#)[^)]*\)""")
"""What leads to another file, or is an address without quotes."""

_SCRIPT = re.compile(r"<script\b[^>]*>(.+?)</script>", re.DOTALL)
_VALUE = re.compile(r"""=["']?([^"'>]*)""")
_WORD = re.compile(r"[\w-]+")


def words_of(pages: Iterable[str], scripts: Iterable[str]) -> set[str]:
    """Every word of an attribute's value or of a script, in the page or beside it."""
    values, own = set[str](), set(scripts)
    for page in pages:
        values.update(_VALUE.findall(page))
        own.update(_SCRIPT.findall(page))
    words = {word for value in values for word in re.split(r"[\s=]+", value)}
    return words.union(*map(_WORD.findall, own))


def bare_elements(pages: Iterable[str], sheets: Iterable[str]) -> set[str]:
    """The elements that some page has without a class, of those that a sheet asks for so, as it asks for them.

    Scripts are taken to make none of them.
    """
    asked = set[str]().union(*map(_BARE.findall, sheets))
    tags = {each: re.compile(rf"<{each}\b(?![^>]*\sclass=)") for each in asked}
    return {f"{each}:not([class])" for each, tag in tags.items() if any(map(tag.search, pages))}


def properties_read(sheet: str) -> set[str]:
    """The custom properties whose values the sheet asks for."""
    return set(_USED.findall(sheet))


def joined(sheets: Mapping[str, str], words: Set[str]) -> str:
    """The sheets as one, in their order, with the rules that the words of the site can need.

    Raises ``FinishError`` for a sheet that leads to another file by an address of its own.
    """
    for name, sheet in sheets.items():
        if found := _ELSEWHERE.search(_COMMENT.sub("", sheet)):
            raise FinishError(
                f"{name}: tyylitiedostossa on kohta `{found[0][:80]}`, joten sitä ei voi yhdistää muihin\n"
                "    korjaus: kirjoita kuva tyylitiedostoon data-osoitteena lainausmerkkeihin"
            )
    text = "".join(_needed(_dense(sheet), words) for sheet in sheets.values())
    return _without_idle_properties(text, words)


def _dense(sheet: str) -> str:
    """Without comments, and without space where it means nothing."""
    parts = (
        piece if piece[0] in "\"'" else re.sub(r"\s+", " ", piece)
        for piece in _TOKEN.findall(_COMMENT.sub("", sheet))
    )
    text = "".join(parts)
    return re.sub(rf"({_STRING})|\s*([{{}};,])\s*", lambda found: found[1] or found[2], text).strip()


def _needed(sheet: str, words: Set[str]) -> str:
    parts = []
    for prelude, body in _rules(sheet):
        if body is None:
            parts.append("" if prelude.startswith("@charset") else f"{prelude};")
        elif prelude.startswith(("@media", "@supports")):
            parts.append(f"{prelude}{{{_needed(body, words)}}}")
        elif prelude.startswith("@"):
            parts.append(f"{prelude}{{{body}}}")
        elif kept := [each for each in _selectors(prelude) if _may_match(each, words)]:
            parts.append(f"{','.join(kept)}{{{body}}}")
    return "".join(part for part in parts if not part.endswith("{}"))


def _rules(sheet: str) -> Iterator[tuple[str, str | None]]:
    """What stands before each block, and the block; None for a statement that has no block."""
    prelude, body, depth = "", "", 0
    for piece in _TOKEN.findall(sheet):
        depth += (piece == "{") - (piece == "}")
        if depth == 0 and piece == "}":
            yield prelude, body.removeprefix("{")
            prelude, body = "", ""
        elif depth:
            body += piece
        elif piece == ";":
            yield prelude, None
            prelude = ""
        else:
            prelude += piece


def _selectors(prelude: str) -> list[str]:
    found, depth = [""], 0
    for piece in _SELECTOR.findall(prelude):
        depth += (piece in ("(", "[")) - (piece in (")", "]"))
        if piece == "," and not depth:
            found.append("")
        else:
            found[-1] += piece
    return found


def _may_match(selector: str, words: Set[str]) -> bool:
    """Whether everything that the selector surely asks for may be on a page; what stands in ``:is()`` it may not."""
    asked = [value for value in _ATTRIBUTE.findall(selector) if _WORD.fullmatch(value)]
    bare = _ATTRIBUTE.sub("", selector)
    while (outer := _ARGUMENT.sub("", bare)) != bare:
        bare = outer
    asked += (found[0] for found in _BARE.finditer(selector))
    return {*asked, *(name.replace("\\", "") for name in _NAME.findall(bare))} <= words


def _without_idle_properties(text: str, words: Set[str]) -> str:
    """Without custom properties that neither a rule nor a script reads."""
    used = properties_read(text) | words
    left = _EMPTY.sub("", _PROPERTY.sub(lambda found: found[0] if found[1] in used else "", text))
    return left if left == text else _without_idle_properties(left, words)
