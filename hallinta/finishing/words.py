"""Words as the search sees them: where text is cut, how a word is folded, how an amount is one word.

``theme/assets/haku/`` does the same in the reader's browser; ``tests/test_search_browser.py`` holds the two together.
"""

from __future__ import annotations

import re
import unicodedata

SEPARATOR = r"(?:[^0-9A-Za-zÀ-ÖØ-öø-ɏͰ-ϿЀ-ӿḀ-ῼ\u00a0.\-]|[.\-](?![0-9]))+"
"""What stands between words: anything but letters and digits, in the syntax that JavaScript shares.

A full stop or a hyphen before a digit belongs to the word, so ``2.1-13`` and ``HAL-002`` stay whole; so does
a no-break space, which ``joined`` leaves only inside an amount.
"""

_BETWEEN = re.compile(SEPARATOR)
_TAG = re.compile(r"<[^>]*>")
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
_SPACES = re.compile(r"[ \u00a0\u2009\u202f]+")
UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
"""Hints of where a line may break or which way it runs, and other letters that are not read."""
HYPHEN = re.compile("[\u2010\u2011\u2212]")
TWINS = re.compile("[\ufb00-\ufb06\uff01-\uff5e]")
"""Ligatures and full-width letters: the same letters drawn in another way."""
_AMOUNT = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?!\d)")


LETTERS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ŋ": "n", "ŧ": "t", "ħ": "h", "ı": "i",
    "þ": "th", "ſ": "s", "ʒ": "z", "ς": "σ",
}  # fmt: skip
"""Letters without a mark that could be taken away, as they are typed where no key has them."""
_LETTERS = str.maketrans(LETTERS)


def fold(word: str) -> str:
    """Lower case without diacritics, an amount without its spaces: ``Pääjohtaja`` is ``paajohtaja``."""
    decomposed = unicodedata.normalize("NFD", word.lower().replace("\u00a0", ""))
    return "".join(char for char in decomposed if not unicodedata.combining(char)).translate(_LETTERS)


def tidy(text: str) -> str:
    """Text in one form of each letter, without those that are not read: what looks the same is the same."""
    text = TWINS.sub(lambda twin: unicodedata.normalize("NFKC", twin[0]), UNSEEN.sub("", text))
    return HYPHEN.sub("-", unicodedata.normalize("NFC", text))


def joined(text: str) -> str:
    """Tidy text whose spaces are plain but for no-break ones inside an amount: ``300 000 euroa`` is two words."""
    text = _SPACES.sub(" ", tidy(text))
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


_LETTER_FIRST = re.compile(r"(?<![^\W_])(?<![\w.]-)[^\W\d_]-[^\W\d_]{2,}")


def letter_first(text: str) -> list[str]:
    """Names that begin with a letter and a hyphen, which ``tokens`` cuts apart: ``e-lomake``."""
    return _LETTER_FIRST.findall(text)
