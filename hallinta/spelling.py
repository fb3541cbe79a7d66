"""Which known word a misspelt one most likely means, found without comparing it with each of many known words."""

from __future__ import annotations

import difflib
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator, Sequence

FEW, LIKELY = 150, 60
"""So many known words are each compared; of more, only those that have a beginning, an end or something rare in
common with the misspelt one, and of the last so many.
"""
AROUND = 10
"""Words of each alphabetical order, forwards and backwards, that are compared on either side."""
LONGEST = 200
"""Characters; a longer word is no slip of the finger, and comparing takes the product of the lengths."""


class Words:
    """Known words, to be compared with misspelt ones."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words
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
        if len(word) > LONGEST:
            return None
        likely = self.words if self.few else list(dict.fromkeys(self._likely(word)))
        return next(iter(difflib.get_close_matches(word, likely, n=1, cutoff=cutoff)), None)

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
