"""Words as the search sees them: where text is cut, how a word is folded, how an amount is one word.

``haku.js`` does the same in the reader's browser; ``tests/test_search_browser.py`` holds the two together.
"""

from __future__ import annotations

import re
import unicodedata

SEPARATOR = r"(?:[^0-9A-Za-zÀ-ÖØ-öø-ɏ\u00a0.\-]|[.\-](?![0-9]))+"
"""What stands between words: anything but letters and digits, in the syntax that JavaScript shares.

A full stop or a hyphen before a digit belongs to the word, so ``2.1-13`` and ``HAL-002`` stay whole; so does
a no-break space, which ``joined`` leaves only inside an amount.
"""

_BETWEEN = re.compile(SEPARATOR)
_TAG = re.compile(r"<[^>]*>")
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
_SPACES = re.compile(r"[ \u00a0\u2009\u202f]+")
_AMOUNT = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?!\d)")


def fold(word: str) -> str:
    """Lower case without diacritics, an amount without its spaces: ``Pääjohtaja`` is ``paajohtaja``."""
    decomposed = unicodedata.normalize("NFD", word.lower().replace("\u00a0", ""))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def joined(text: str) -> str:
    """Text whose spaces are plain but for no-break ones inside an amount: ``300 000 euroa`` is two words.

    Soft hyphens, which only tell where a line may break, are gone.
    """
    text = _SPACES.sub(" ", text.replace("\u00ad", ""))
    return _AMOUNT.sub(lambda amount: amount[0].replace(" ", "\u00a0"), text)


def plain(html: str) -> str:
    """The text of an index entry without its tags and entities."""
    text = _TAG.sub(" ", html)
    for entity, char in _ENTITIES.items():
        text = text.replace(entity, char)
    return text


def tokens(text: str) -> list[str]:
    """The words of plain text as written, in order."""
    return [word for word in _BETWEEN.split(text) if word]
