"""What a Finnish word is a form of, what it is made of and what it comes from.

A ``Morphology`` is any function from a word to its readings: Voikko's analyser, simplemma's table, a test's
dictionary. This module turns their answers into ``Reading`` and reads the words they do not know.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word: its base form, the words of a compound, the word that it is derived from."""

    lemma: str
    parts: tuple[str, ...] = ()
    roots: tuple[str, ...] = ()


Morphology: TypeAlias = Callable[[str], tuple[Reading, ...]]


def readings(word: str, morphology: Morphology) -> tuple[Reading, ...]:
    """How a word as written can be read; nothing when it is not Finnish or a name nobody has listed.

    What is written in capitals is an abbreviation: *KOSKI* is not a form of *koskea*.
    """
    if match := _LETTER_FIRST.fullmatch(word):
        return tuple(_letter_first(match, morphology))
    if len(word) > 1 and word.isupper():
        return (Reading(word.lower()),)
    known = morphology(word) or _verb_in_istaa(word, morphology)
    return tuple(dict.fromkeys(_completed(each, morphology) for each in known))


_LETTER_FIRST = re.compile(r"([^\W\d_])(-|(?<=[a-zåäö])(?=[A-ZÅÄÖ]))([^\W\d_]{2,})")


def _letter_first(match: re.Match[str], morphology: Morphology) -> Iterable[Reading]:
    """*ePerusteet* and *e-lomake* are compounds of a letter and a word; a name that nobody has listed is read as
    one only when a hyphen tells where it begins.
    """
    letter, hyphen, rest = match[1].lower(), match[2], match[3]
    known = readings(rest, morphology) or ((Reading(rest.lower()),) if hyphen else ())
    for each in known:
        yield Reading(letter + each.lemma, (letter, *(each.parts or (each.lemma,))))


_PARTICIPLE = re.compile(r".*(?<!tt[aä])(?:v[aä]|m[aä]|m[aä]t[oö]n|t[uy]|n[uy]t)")


def _completed(reading: Reading, morphology: Morphology) -> Reading:
    """A participle is read as a form of its verb, a noun of action as kin of its."""
    if reading.roots and _PARTICIPLE.fullmatch(reading.lemma):
        return Reading(reading.roots[0])
    if reading.roots or reading.parts:
        return reading
    return replace(reading, roots=_verb_of(reading.lemma, morphology))


# --- Voikko ---------------------------------------------------------------------------------------------

_PIECE = re.compile(r"\+([^+()]*)(?:\(([^()]*)\))?")


def voikko_readings(analyses: Iterable[Mapping[str, str]]) -> tuple[Reading, ...]:
    """Readings from Voikko's analyses; of several, those with the fewest compound parts."""
    found = [_voikko_reading(each) for each in analyses]
    fewest = min((len(each.parts) for each in found), default=0)
    return tuple(dict.fromkeys(each for each in found if len(each.parts) == fewest))


def _voikko_reading(analysis: Mapping[str, str]) -> Reading:
    """``STRUCTURE`` tells where the parts begin (``=ppppp=ppppp``), ``WORDBASES`` what a word comes from:
    ``+kehit(kehittää)+ys(+ys)`` is from *kehittää*.
    """
    lemma = analysis["BASEFORM"].lower()
    parts, rest = [], lemma
    for part in analysis["STRUCTURE"].split("=")[1:-1]:
        parts.append(rest[: len(part)])
        rest = rest[len(part) :]
    pieces = _PIECE.findall(analysis.get("WORDBASES", "").lower())
    stems = [base for _, base in pieces if base and not base.startswith("+")]
    derived = len(stems) == 1 and any(base.startswith("+") for _, base in pieces)
    roots = (stems[0].replace("=", ""),) if derived and ("=" in stems[0] or not parts) else ()
    return Reading(lemma, (*parts, rest) if parts and rest else (), roots)


# --- simplemma ------------------------------------------------------------------------------------------

SHORTEST_PART = 4


def table_readings(
    word: str, lemmatize: Callable[[str], str], is_known: Callable[[str], bool]
) -> tuple[Reading, ...]:
    """Readings from a table of forms, which knows no compounds: one is split where both halves are words."""
    lemma = lemmatize(word).lower()
    if lemma == word.lower() and not is_known(lemma):
        return ()
    for start in range(len(lemma) - SHORTEST_PART, SHORTEST_PART - 1, -1):
        if is_known(lemma[:start]) and is_known(lemma[start:]):
            return (Reading(lemma, (lemma[:start], lemma[start:])),)
    return (Reading(lemma),)


# --- words that dictionaries do not have ----------------------------------------------------------------

_IN_ISTAA = re.compile(r"(.{3,}?)(ist[aeu].*)")
_STAND_IN = "val"
"""*valistaa* inflects like every verb in *-istaa*, and dictionaries have it."""


def _verb_in_istaa(word: str, morphology: Morphology) -> tuple[Reading, ...]:
    """Reads the productive verbs in *-istaa* and what is made of them: *hankkeistaa*, *hankkeistamaton*."""
    match = _IN_ISTAA.fullmatch(word.lower())
    if not match:
        return ()

    def back(other: str) -> str:
        return match[1] + other.removeprefix(_STAND_IN)

    return tuple(
        Reading(back(each.lemma), roots=tuple(map(back, each.roots)))
        for each in morphology(_STAND_IN + match[2])
        if each.lemma.startswith(_STAND_IN) and not each.parts
    )


_NOUN_TO_VERB = (
    ("atos", "attaa"), ("utos", "uttaa"), ("etus", "ettaa"), ("itus", "ittaa"), ("otus", "ottaa"),
    ("utus", "uttaa"), ("stus", "staa"), ("nnus", "ntaa"), ("ote", "ottaa"), ("aus", "ata"), ("tto", "ttaa"),
    ("anta", "ata"), ("inta", "ita"), ("onta", "oa"), ("unto", "ua"), ("inti", "ida"), ("aatio", "oida"),
    ("ttely", "tella"), ("ttelu", "tella"), ("ntelu", "nnella"), ("isu", "ista"), ("pito", "pitaa"),
)  # fmt: skip
"""How nouns of action end and how their verbs do, for nouns that dictionaries list as words of their own:
*päätös* – *päättää*, *seuranta* – *seurata*. Both harmonies are meant.
"""

_FRONT = str.maketrans("aou", "äöy")


def _verb_of(noun: str, morphology: Morphology) -> tuple[str, ...]:
    for harmony in ({}, _FRONT):
        for end, verb_end in _NOUN_TO_VERB:
            if noun.endswith(end.translate(harmony)):
                stem = noun.removesuffix(end.translate(harmony))
                for verb in (stem + verb_end, stem + verb_end.translate(_FRONT)):
                    if any(each.lemma == verb for each in morphology(verb)):
                        return (verb,)
    return ()
