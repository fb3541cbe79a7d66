"""What of a text tells of a person: identity codes, telephone numbers, addresses, names.

A text is read as people see it, whatever stands between its letters. What is found is never repeated whole: a finding
is public, so it shows a mask.
"""

from __future__ import annotations

from dataclasses import dataclass

from hallinta.personal.legible import legible, written
from hallinta.personal.mail import mails
from hallinta.personal.names import either, names, names_a_person, person_in
from hallinta.personal.numbers import Found, has_numbers, identity_codes, others, phones

__all__ = [
    "CODE",
    "MAIL",
    "NAME",
    "OTHER",
    "PHONE",
    "Sign",
    "covered",
    "is_address",
    "is_name",
    "masked",
    "names_a_person",
    "person_in",
    "signs",
]

CODE, PHONE, MAIL, NAME, OTHER = "henkilötunnus", "puhelinnumero", "osoite", "nimi", "muu"


@dataclass(frozen=True, slots=True)
class Sign:
    """Something of a person in a text: where, of what kind, as it is read, and how it may be shown."""

    start: int
    end: int
    kind: str
    read: str
    mask: str
    what: str = ""
    """What it is more closely, when its kind holds many; of an address the address itself."""


def signs(text: str) -> list[Sign]:
    """What a text tells of persons, in the order of places; of two that overlap the surer one."""
    if len(text) < 6 or (" " not in text and text.isalpha()):
        return []  # codes and single words are most of what a record holds
    read = legible(text)
    found = _found(read)
    if not found:
        return []
    spots = written(text)
    kept: list[Sign] = []
    for kind, each in found:
        start, end = spots[each.start], spots[each.end - 1] + 1
        if not any(start < other.end and other.start < end for other in kept):
            kept.append(Sign(start, end, kind, read[each.start : each.end], each.mask, each.what))
    return sorted(kept, key=lambda sign: sign.start)


def _found(read: str) -> list[tuple[str, Found]]:
    """What there is, the surest kinds first."""
    found = [(MAIL, each) for each in mails(read)] + [(OTHER, each) for each in others(read)]
    if has_numbers(read):
        found = [(CODE, each) for each in identity_codes(read)] + found
        found += [(PHONE, each) for each in phones(read)]
    return found + [(NAME, each) for each in names(read)]


def masked(text: str) -> str:
    """The text with what tells of persons covered; mailboxes of functions stay."""
    parts, done = [], 0
    for sign in signs(text):
        if sign.kind == MAIL and not names_a_person(sign.what.rpartition("@")[0]):
            continue
        parts += [text[done : sign.start], sign.mask]
        done = sign.end
    return "".join([*parts, text[done:]])


def is_address(text: str) -> bool:
    """Whether an e-mail address stands in the text."""
    return any(True for _ in mails(legible(text)))


def is_name(text: str) -> bool:
    """Whether a short text that should be a role reads as a person's name: there a weaker sign is enough."""
    read = legible(text)
    return any(True for _ in names(read)) or either(read)


def covered(text: str) -> str:
    """A short text of which only the first letter of each word is shown."""
    return " ".join(f"{word[0]}…" for word in legible(text).split())
