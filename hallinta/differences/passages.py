"""The passage of a text that differs, on both sides, with some words around it. Two sides are never told in the
same words: what the eye does not tell apart is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from unicodedata import normalize

from hallinta.finding import visible
from hallinta.yaml_text import as_keyed, called

AROUND = 4
"""Words shown before and after what differs."""

SHOWN = 70
"""Longest piece shown from where the sides begin to differ, in characters."""

MOST_WORDS = 5_000
"""Longest texts looked through for several passages; what lies between the ends of longer ones is one."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The same spot before and after. ``unseen`` names the characters that look alike or are not seen."""

    before: str
    after: str
    unseen: tuple[str, str] | None = None


def passages(before: str, after: str) -> list[Passage]:
    """Where two texts differ, in the order of the text. Equal texts have none."""
    one, other = before.split(), after.split()
    if one == other:
        return [] if before == after else [_spacing(before, after, one)]
    return [_passage(one, other, *spot) for spot in _spots(one, other)]


Spot = tuple[int, int, int, int]


def _spots(one: Sequence[str], other: Sequence[str]) -> Iterator[Spot]:
    """Runs of words that differ; two runs with only a few equal words between them are one."""
    start, most = 0, min(len(one), len(other))
    while start < most and one[start] == other[start]:
        start += 1
    end = 0
    while end < most - start and one[-1 - end] == other[-1 - end]:
        end += 1
    first, second = one[start : len(one) - end], other[start : len(other) - end]
    whole = (0, len(first), 0, len(second))
    found = [whole]
    if max(len(first), len(second)) <= MOST_WORDS:
        matcher = SequenceMatcher(None, first, second)
        found = [spot for tag, *spot in matcher.get_opcodes() if tag != "equal"]  # type: ignore[misc]
    joined: list[Spot] = []
    for spot in found:
        if joined and spot[0] - joined[-1][1] <= AROUND:
            spot = (joined[-1][0], spot[1], joined.pop()[2], spot[3])
        joined.append(spot)
    for i1, i2, j1, j2 in joined:
        yield start + i1, start + i2, start + j1, start + j2


def _passage(one: Sequence[str], other: Sequence[str], i1: int, i2: int, j1: int, j2: int) -> Passage:
    """The two sides of a spot, cut so that both show where they begin to differ."""
    first, second = one[i1 : i2 + AROUND], other[j1 : j2 + AROUND]
    same = 0
    while same < min(len(first), len(second)) and first[same] == second[same]:
        same += 1
    before = _side(one, i1 + same, i2 + AROUND, second[same : same + 1])
    after = _side(other, j1 + same, j2 + AROUND, first[same : same + 1])
    rest = " ".join(first[same:]), " ".join(second[same:])
    named = unseen(*rest) or (_characters(*rest) if before == after else None)  # alike once both are shown
    return Passage(before, after, named)


def _side(words: Sequence[str], at: int, end: int, twin: Sequence[str]) -> str:
    """One side from some words before the first that differs; ``twin`` is that word of the other side."""
    lead = max(at - AROUND, 0)
    rest = list(words[at:end])
    if rest and twin and (same := _common(rest[0], twin[0])) > SHOWN // 3:
        rest[0] = "…" + rest[0][same - SHOWN // 4 :]  # a long address, for instance, that differs at its end
    told = " ".join(rest)
    if len(told) > SHOWN:
        told = told[:SHOWN].rstrip() + "…"
    elif end < len(words):
        told += " …" if told else "…"
    head = " ".join(_short(word) for word in words[lead:at])
    return visible(" ".join(filter(None, ["…" if lead else "", head, told])))


def _short(word: str) -> str:
    return word if len(word) <= SHOWN // 2 else word[: SHOWN // 4] + "…" + word[-SHOWN // 4 :]


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    count = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        count += 1
    return count


# --- what the eye does not tell apart -------------------------------------------------------------------

_KEYS = {
    " ": "välilyönti",
    "\n": "rivinvaihto",
    "-": "yhdysmerkki",
    "'": "heittomerkki",
    '"': "lainausmerkki",
}


def unseen(before: str, after: str) -> tuple[str, str] | None:
    """The characters that make two texts differ, in words, when the texts look the same; else None."""
    if before == after or as_keyed(before) != as_keyed(after):
        return None
    if normalize("NFC", before) == normalize("NFC", after):
        composed = normalize("NFC", before) == before
        told = ("kirjain tarkkeineen yhtenä merkkinä", "kirjain ja tarke erillisinä merkkeinä")
        return told if composed else told[::-1]
    return _characters(before, after)


def _characters(before: str, after: str) -> tuple[str, str]:
    """What differs between two texts, character by character, in words."""
    start = _common(before, after)
    end = min(_common(before[start:][::-1], after[start:][::-1]), len(before) - start, len(after) - start)
    return _listed(before[start : len(before) - end]), _listed(after[start : len(after) - end])


def _listed(chars: str) -> str:
    """Characters in words and with their numbers: ``sitova välilyönti (U+00A0)``."""
    if chars.strip(" ") == "\n\n":
        return "tyhjä rivi"
    counted = [(char, sum(1 for _ in run)) for char, run in groupby(chars)]
    told = [f"{count} × {_named(char)}" if count > 1 else _named(char) for char, count in counted[:3]]
    return (" ja ".join(told) + (" …" if len(counted) > 3 else "")) or "ei merkkiä"


def _named(char: str) -> str:
    if char in _KEYS or (char.isascii() and char.isprintable()):
        return _KEYS.get(char, f"merkki {char}")
    return called(char)


def _spacing(before: str, after: str, words: Sequence[str]) -> Passage:
    """The first place where only the white space between the same words differs."""
    one, other = _gaps(before), _gaps(after)
    at = next(index for index, gap in enumerate(one) if gap != other[index])
    shown = " ".join(_short(word) for word in words[max(at - AROUND, 0) : at + AROUND])
    return Passage(visible(shown), visible(shown), (_listed(one[at]), _listed(other[at])))


def _gaps(text: str) -> list[str]:
    """What stands before, between and after the words, as ``str.split`` divides them."""
    gaps, end = [], 0
    for word in text.split():
        at = text.index(word, end)
        gaps.append(text[end:at])
        end = at + len(word)
    return [*gaps, text[end:]]
