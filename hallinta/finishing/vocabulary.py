"""The site's words: which base form each belongs to, what compounds are made of, which words mean the same.

The vocabulary travels with the search index and takes the place of lemma fields in every entry: an entry says
*päätöksistä* once, and the vocabulary says once for the whole site that it is a form of *päätös*. A site's
vocabulary grows far more slowly than its text, and what is found is the word on the page, so it can be
highlighted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hallinta.finishing.lemmas import Morphology, Reading, readings
from hallinta.finishing.words import fold


@dataclass(slots=True)
class Word:
    """A base form: its forms on the site, the words it is made of, the words that stand for it."""

    forms: set[str] = field(default_factory=set)
    parts: tuple[str, ...] = ()
    kin: set[str] = field(default_factory=set)


Vocabulary = dict[str, Word]

SHORTEST_NAME = 3
LETTER_FIRST = re.compile(r"(?<=^[^\W\d_])-(?=[^\W\d_])")
"""The hyphen of *e-lomake*, a word to the search."""
CASE_ENDING = re.compile(
    r"[ei]?(?:n|a|t|s?ta|in|en|ssa|sta|lla|lta|lle|na|ksi|han|hen|hin|hon|hun|an|un|on|ien|den|ja|ita)"
)
"""Endings that a name or a loan takes; folded."""


def vocabulary(words: Iterable[str], morphology: Morphology, synonyms: Mapping[str, set[str]]) -> Vocabulary:
    """The vocabulary of words as they are written on the site, everything folded.

    ``synonyms`` gives for a word the words that mean the same; it need not be a word of the site.
    """
    read = {word: readings(word, morphology) for word in sorted(set(words))}
    found: Vocabulary = {}
    for word, lemmas in _likely(read).items():
        for reading in lemmas:
            entry = found.setdefault(fold(reading.lemma), Word())
            entry.forms.add(fold(LETTER_FIRST.sub("", word)))
            entry.parts = entry.parts or tuple(map(fold, reading.parts))
            entry.kin.update(map(fold, reading.roots))
    for name, forms in _names({fold(word) for word, lemmas in read.items() if not lemmas}).items():
        found.setdefault(name, Word()).forms.update(forms)
    for word, others in synonyms.items():
        found.setdefault(fold(word), Word()).kin.update(map(fold, others))
    return found


def _likely(read: Mapping[str, tuple[Reading, ...]]) -> dict[str, list[Reading]]:
    """The readings that the rest of the site speaks for: *asiakirjoja* is of *asiakirja*, not *asiakirjo*."""
    support = Counter(reading.lemma for lemmas in read.values() for reading in lemmas)
    support.update(word.lower() for word in read)
    return {
        word: [
            each for each in lemmas if 2 * support[each.lemma] > max(support[other.lemma] for other in lemmas)
        ]
        for word, lemmas in read.items()
    }


def _names(strangers: set[str]) -> dict[str, set[str]]:
    """Words that no dictionary knows, under the one that the others are forms of: *atarun* under *ataru*."""
    names: dict[str, set[str]] = {}
    for word in sorted(strangers):
        for end in range(SHORTEST_NAME, len(word)):
            if word[:end] in strangers and CASE_ENDING.fullmatch(word[end:]):
                names.setdefault(word[:end], set()).update({word, word[:end]})
                break
    return names


def encoded(words: Vocabulary) -> str:
    """The vocabulary as text: ``lemma=part+part~kin,kin form form`` for each base form, ``;`` between them.

    A form is written as how many letters to take off the base form and what to put there: *päätöksistä* is
    ``1ksista`` of *paatos*. A compound that is no more than its parts is written as them: ``vuosi+kello``. A
    base form that tells nothing about any other word is left out.
    """
    lines = (_line(lemma, words[lemma]) for lemma in sorted(words))
    return ";".join(line for line in lines if line)


def _line(lemma: str, word: Word) -> str:
    written = "+".join(word.parts)
    name = written if "".join(word.parts) == lemma else f"{lemma}={written}" if written else lemma
    kin = sorted(word.kin - {lemma})
    forms = sorted(word.forms - {lemma})
    if not (written or kin or forms):
        return ""
    return " ".join([name + ("~" + ",".join(kin) if kin else ""), *(_ending(lemma, form) for form in forms)])


def _ending(lemma: str, form: str) -> str:
    same = 0
    while same < min(len(lemma), len(form)) and lemma[same] == form[same]:
        same += 1
    return f"{len(lemma) - same}{form[same:]}"
