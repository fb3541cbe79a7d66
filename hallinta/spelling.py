"""Which known word a misspelt one most likely means, found without comparing it letter by letter with each of them."""

from __future__ import annotations

import difflib
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

FEW, LIKELY = 150, 30
"""So many known words are each weighed; of more, only those that have a beginning, an end or something rare in
common with the misspelt one, and of the last so many.
"""
AROUND = 6
"""Words of each alphabetical order, forwards and backwards, that are weighed on either side."""
COMPARED = 12
"""Words that are compared letter by letter: those with the most letters and the longest ends in common."""
LONGEST = 200
"""Characters; a longer word is no slip of the finger, and comparing takes the product of the lengths."""


class Words:
    """Known words, to be compared with misspelt ones."""

    def __init__(self, words: Sequence[str]) -> None:
        self.letters = {word: _letters(word) for word in words}
        self.few = len(words) <= FEW
        if self.few:
            return
        self.forwards = sorted(words)
        self.backwards = sorted(word[::-1] for word in words)
        self.having: dict[str, list[str]] = defaultdict(list)
        for word in words:
            for piece in set(_pieces(word)):
                self.having[piece].append(word)

    def nearest(self, word: str, cutoff: float) -> str | None:
        """The most alike of the words when it is alike enough; of equally alike the last by alphabet."""
        if not 0 < len(word) <= LONGEST:
            return None
        best = (cutoff, "")
        matcher = difflib.SequenceMatcher(b=word)
        for most, known in self._likeliest(word, cutoff):
            if most >= best[0]:
                matcher.set_seq1(known)
                best = max(best, (matcher.ratio(), known))
        return best[1] or None

    def _likeliest(self, word: str, cutoff: float) -> list[tuple[float, str]]:
        """The words that may be alike enough, the likeliest first, each with how alike it is at the most."""
        own, found = _letters(word), []
        for known in self.letters if self.few else dict.fromkeys(self._likely(word)):
            most = 2 * (own & self.letters[known]).bit_count() / (len(word) + len(known))
            if cutoff <= most and len(known) <= LONGEST:
                ends = _shared(word, known) + _shared(word[::-1], known[::-1])
                found.append((most + ends / len(known), most, known))
        return [(most, known) for _, most, known in sorted(found, reverse=True)[:COMPARED]]

    def _likely(self, word: str) -> Iterator[str]:
        here = bisect(self.forwards, word)
        yield from self.forwards[max(here - AROUND, 0) : here + AROUND]
        there = bisect(self.backwards, word[::-1])
        yield from (each[::-1] for each in self.backwards[max(there - AROUND, 0) : there + AROUND])
        room = LIKELY
        for piece in sorted(set(_pieces(word)) & self.having.keys(), key=lambda each: len(self.having[each])):
            yield from self.having[piece][:room]
            room -= len(self.having[piece])
            if room <= 0:
                return


def _pieces(word: str) -> Iterator[str]:
    return (word[start : start + 3] for start in range(len(word) - 2))


def _shared(one: str, other: str) -> int:
    """How many letters two words begin with in common."""
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


_BITS = 8
"""So many of the same letter in a word are told apart; more hardly make a word another."""


def _letters(word: str) -> int:
    """The letters of a word as bits, a few for each: two words have in common at most as many letters as bits."""
    bits = 0
    for letter, count in Counter(word).items():
        bits |= (1 << min(count, _BITS)) - 1 << _BITS * (ord(letter) % 128)
    return bits
