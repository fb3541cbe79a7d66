"""Style sheets as a browser needs them: in one file, without what no page of the site can use.

A rule is left out when something its selector asks for is not on any page nor named by any script: a class, an
id, the value of an attribute, an element without a class. What cannot be read off so is kept, so a page looks the
same with and without.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import TypeAlias

import tinycss2
from tinycss2.ast import AtRule, Declaration, Node, QualifiedRule

from hallinta.finishing import FinishError

_BARE = re.compile(r"(\w+):not\(\[class\]\)")
"""An element without a class. While a sheet asks for the last child in one, as Material's does, every change of a
class anywhere makes the browser match all that is below it anew."""
_SPACE = re.compile(r"""("(?:\\.|[^"\\])*")|/\*.*?\*/|\s*([,>~])\s*|(\()\s+|\s+(\))|\s+""", re.DOTALL)
"""Space between tokens, none of which means anything beside these signs; a string is not looked into."""
_ELSEWHERE = re.compile(r"url\((?!\"?(?:data:|#))[^)]*\)?")
_USED = re.compile(r"var\(\s*(--[\w-]+)")
_GROUPS = ("media", "supports")
"""At-rules whose rules have selectors; the others are kept whole."""

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
    """The elements without a class (``table:not([class])``) that some sheet has a rule for and some page has.

    Scripts are taken to make none of them.
    """
    asked = set[str]().union(*map(_BARE.findall, sheets))
    tags = {each: re.compile(rf"<{each}\b(?![^>]*\sclass=)") for each in asked}
    return {f"{each}:not([class])" for each, tag in tags.items() if any(map(tag.search, pages))}


def properties_read(sheet: str) -> set[str]:
    """The custom properties whose values the sheet asks for."""
    return set(_USED.findall(sheet))


Piece: TypeAlias = tuple[str, "str | list[Piece]"]
"""A declaration's name and value, or what stands before a block and what is in it."""


def joined(sheets: Mapping[str, str], words: Set[str]) -> str:
    """The sheets as one, in their order, with the rules that the words of the site can need.

    Raises ``FinishError`` for a sheet that cannot be read or leads to another file by an address of its own.
    """
    pieces: list[Piece] = []
    for name, sheet in sheets.items():
        try:
            pieces += _pieces(tinycss2.parse_stylesheet(sheet, True, True), words)
        except ValueError as error:
            raise FinishError(
                f"{name}: tyylitiedostossa on kohta `{error}`, joten sitä ei voi yhdistää muihin\n"
                "    korjaus: korjaa kohta; kirjoita kuva tyylitiedostoon data-osoitteena"
            ) from error
    read = _read(_declarations(pieces), words)
    return "".join(_text(piece, read) for piece in pieces)


def _pieces(nodes: Iterable[Node], words: Set[str] | None) -> Iterator[Piece]:
    """What the words can need; without words, everything. Raises ``ValueError`` for what cannot be joined."""
    for node in nodes:
        if isinstance(node, Declaration):
            yield node.name, _dense(node.value) + ("!important" if node.important else "")
        elif isinstance(node, QualifiedRule):
            selectors = [each for each in _selectors(node.prelude) if words is None or _asked(each) <= words]
            block = tinycss2.parse_blocks_contents(node.content, True, True) if selectors else ()
            yield ",".join(map(_dense, selectors)), list(_pieces(block, words))
        elif not isinstance(node, AtRule) or (node.content is None and node.lower_at_keyword != "charset"):
            raise ValueError(node.message if node.type == "error" else node.serialize()[:80])
        elif node.content is not None:
            grouping = node.lower_at_keyword in _GROUPS
            of_rules = grouping or node.lower_at_keyword.endswith("keyframes")
            parse = tinycss2.parse_rule_list if of_rules else tinycss2.parse_blocks_contents
            inside = _pieces(parse(node.content, True, True), words if grouping else None)
            yield f"@{node.at_keyword} {_dense(node.prelude)}".strip(), list(inside)


def _dense(tokens: list[Node]) -> str:
    text = _SPACE.sub(lambda found: "".join(found.groups("")) or " ", tinycss2.serialize(tokens)).strip()
    if found := _ELSEWHERE.search(text):
        raise ValueError(found[0][:80])
    return text


def _selectors(prelude: list[Node]) -> list[list[Node]]:
    found: list[list[Node]] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            found.append([])
        else:
            found[-1].append(token)
    return found


def _asked(selector: list[Node]) -> set[str]:
    """What the selector surely asks for; what stands in ``:is()`` it may not."""
    asked = {f"{element}:not([class])" for element in _BARE.findall(tinycss2.serialize(selector))}
    for before, token in zip([None, *selector], selector, strict=False):
        if token.type == "hash" or (token.type == "ident" and before == "."):
            asked.add(token.value)
        elif token.type == "[] block":
            parts = [each for each in token.content if each.type != "whitespace"]
            if len(parts) > 2 and parts[1] == "=" and _WORD.fullmatch(parts[2].value):
                asked.add(parts[2].value)
    return asked


def _declarations(pieces: Iterable[Piece]) -> Iterator[tuple[str, str]]:
    for name, value in pieces:
        if isinstance(value, str):
            yield name, value
        else:
            yield from _declarations(value)


def _read(declarations: Iterable[tuple[str, str]], words: Set[str]) -> set[str]:
    """The custom properties that a rule or a script reads, by way of another property too."""
    values: dict[str, set[str]] = {"": set(words)}
    for name, value in declarations:
        values.setdefault(name if name.startswith("--") else "", set()).update(properties_read(value))
    read, new = set[str](), values[""]
    while new := new - read:
        read |= new
        new = set[str]().union(*(values.get(name, ()) for name in new))
    return read


def _text(piece: Piece, read: Set[str]) -> str:
    """Without custom properties that nothing reads and blocks that have nothing."""
    name, value = piece
    if isinstance(value, str):
        return f"{name}:{value};" if not name.startswith("--") or name in read else ""
    inside = "".join(_text(each, read) for each in value).removesuffix(";")
    return f"{name}{{{inside}}}" if inside else ""
