"""The values of a text in the form that nearly every record is written in, read a row at a time.

``key: value``, lists, simple quotes, ``>-`` and short lists in brackets are the whole of it. Whatever else a text
has, a comment, a double quote, an empty row, a deeper row where none may be, makes it ``NotPlain``: the parser reads
it, tells what is wrong and where each value is. A plain text has no faults, and its values are those that the parser
gives (``tests/test_yaml_quick.py``).
"""

from __future__ import annotations

import re
from typing import TypeAlias

from hallinta.yaml_text.characters import MARKS, SPACES

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"

_DEEPEST = 24
"""How deep the rows of a plain text may be nested; well under what the parser allows."""

_ODD = re.compile(rf"[\t\"#{SPACES}]")
_KEY = re.compile(r"([a-z][a-z0-9_]*):(?: (\S.*))?")
_PLAIN = re.compile(r"(?:[^\W_]|/)(?:[^:\n]|:(?=\S))*")
_QUOTED = re.compile(r"'((?:[^'\n]|'')*)'")
_BRACKETS = re.compile(r"\[(?:[^\W_][\w./-]*(?:, [^\W_][\w./-]*)*)?\]")
_ITEM_LIKE = re.compile(f"[{MARKS}] ")
_NULLS = frozenset({"null", "Null", "NULL"})


class NotPlain(Exception):
    """The text has something that only the parser reads."""


def plain_values(text: str) -> dict[str, Value]:
    """The values of a plain text without suspect characters. Raises ``NotPlain``."""
    if _ODD.search(text):
        raise NotPlain
    rows = text.removesuffix("\n").split("\n")
    reader = _Rows(rows)
    found = reader.mapping(0, 0)
    if reader.at != len(rows):
        raise NotPlain
    return found


class _Rows:
    def __init__(self, rows: list[str]) -> None:
        self.rows = rows
        self.depths = [len(row) - len(row.lstrip(" ")) if row else -1 for row in rows]
        self.at = 0

    def mapping(self, depth: int, level: int) -> dict[str, Value]:
        """The keys that begin at a depth, from the row at hand on."""
        found: dict[str, Value] = {}
        while self._goes_on(depth):
            match = _KEY.fullmatch(self.rows[self.at], depth)
            if match is None:
                if self._is_item(depth):
                    break  # an item beside the key it belongs under
                raise NotPlain
            key, said = match.groups()
            if key in found:
                raise NotPlain
            self.at += 1
            found[key] = self._inside(depth, level) if said is None else self._scalar(said, depth)
        if not found:
            raise NotPlain
        return found

    def _goes_on(self, depth: int) -> bool:
        """Whether the next row is at the depth; a deeper one, or an empty one, is not plain."""
        if self.at >= len(self.rows):
            return False
        here = self.depths[self.at]
        if here > depth or here < 0:
            raise NotPlain
        return here == depth

    def _is_item(self, depth: int) -> bool:
        return self.rows[self.at].startswith("- ", depth)

    def _inside(self, depth: int, level: int) -> Value:
        """What stands below a key that says nothing on its own row."""
        if level >= _DEEPEST:
            raise NotPlain
        deeper = self.depths[self.at] if self.at < len(self.rows) else -1
        if deeper > depth:
            return (
                self._items(deeper, level + 1) if self._is_item(deeper) else self.mapping(deeper, level + 1)
            )
        return self._items(depth, level + 1) if deeper == depth and self._is_item(depth) else None

    def _items(self, depth: int, level: int) -> list[Value]:
        found: list[Value] = []
        while self._goes_on(depth) and self._is_item(depth):
            said = self.rows[self.at][depth + 2 :]
            if _KEY.fullmatch(said):
                self.depths[self.at] = depth + 2
                found.append(self.mapping(depth + 2, level + 1))
            elif ":" in said.replace("://", "", 1):
                raise NotPlain
            else:
                self.at += 1
                found.append(self._scalar(said, depth))
        return found

    def _scalar(self, said: str, depth: int) -> Value:
        if said == ">-":
            return self._folded(depth)
        if _PLAIN.fullmatch(said) and not said[-1].isspace():
            return None if said in _NULLS else said
        if quoted := _QUOTED.fullmatch(said):
            return quoted[1].replace("''", "'")
        if _BRACKETS.fullmatch(said):
            items = said[1:-1].split(", ") if said != "[]" else []
            return [None if item in _NULLS else item for item in items]
        raise NotPlain

    def _folded(self, depth: int) -> str:
        """A text of many rows, all of one depth and none of them like the item of a list."""
        first, margin = self.at, self.depths[self.at] if self.at < len(self.rows) else -1
        while self.at < len(self.rows) and self.depths[self.at] > depth:
            row = self.rows[self.at]
            if self.depths[self.at] != margin or row[-1].isspace() or _ITEM_LIKE.match(row, margin):
                raise NotPlain
            self.at += 1
        if self.at == first:
            raise NotPlain
        return " ".join(row[margin:] for row in self.rows[first : self.at])
