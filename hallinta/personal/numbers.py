"""Numbers that are a person's: identity codes, telephone numbers, bank accounts, homes, cars, days of birth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of a text, how it may be shown, and what it is when its kind holds many."""

    start: int
    end: int
    mask: str
    what: str = ""


_NUMBERS = re.compile(r"[0-9](?:[^0-9A-Za-zÅÄÖåäö]{0,3}(?:[0-9]|[A-ZÅÄÖ](?=[^0-9a-zåäö]{0,2}[0-9]))){4}")


def has_numbers(text: str) -> bool:
    """Whether there are figures enough for any of these; a year alone is not."""
    return _NUMBERS.search(text) is not None


# patterns begin with a set of characters, which is fast to find, and look behind only then
_CODE = re.compile(
    r"[0-9](?<![0-9A-Za-z].)([0-9])[. ]?([0-9]{2})[. ]?([0-9]{2}) ?([-+YXWVUABCDEF]?) ?([0-9]{3}) ?([0-9A-FHJ-NPR-Y])"
    r"(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_CHECK = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_CENTURY = {"+": 1800, **dict.fromkeys("-YXWVU", 1900), **dict.fromkeys("ABCDEF", 2000)}
"""The signs of a century; those in use since 2023 included (128/2010, 690/2022)."""


def identity_codes(text: str) -> Iterator[Found]:
    """Finnish personal identity codes whose day is in the calendar and whose last character is the right one.

    One that lost its century is known only by a letter at its end: figures alone may be anything.
    """
    for match in _CODE.finditer(text):
        tens, month, year, sign, number, check = match.group(1, 2, 3, 4, 5, 6)
        day = f"{match.group()[0]}{tens}"
        right = _CHECK[int(f"{day}{month}{year}{number}") % 31] == check.upper()
        if right and (sign or check.isalpha()):
            century = _CENTURY.get(sign.upper(), 1900)
            if _is_day(century + int(year), int(month), int(day)):
                yield Found(match.start(), match.end(), "••••••-••••")


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


_GAP = r"[ \t\n./()-]{0,3}"
_PHONE = re.compile(
    rf"[+(0-9](?<![\w+/.,=&%-].)(?<![0-9][ :].)(?:(?<=[+0(])|(?<=tel:.))(?:"
    rf"(?:(?<=\+)|(?<=0)0){_GAP}[1-9](?:{_GAP}[0-9]){{7,14}}"  # any country's, +358 and 00358 among them
    rf"|(?:(?<=0)|(?<=\()0)(?:4[0-9]|50)\)?(?:{_GAP}[0-9]){{5,9}}"  # mobile
    r"|(?:(?<=0)|(?<=\()0)[1-9][0-9]{0,2}\)?(?:[ \n-]{1,3}[0-9]{2,8}){1,4}"  # an area or a service, in groups
    r"|(?<=0)[2-9][0-9]{7,9}"  # the same run together
    rf"|(?<=tel:.)(?:{_GAP}[0-9]){{6,14}}"
    r")(?![\w/%]|-[0-9A-Za-z]|[.,:][0-9])"
)
_NO_PHONE = re.compile(
    r"[0-9]{1,2}[.-][0-9]{1,2}[.-](?:[0-9]{4}|[0-9]{2})\b.*"  # a day
    r"|[0-9]{1,2}[.:][0-9]{2} ?- ?[0-9]{1,2}[.:][0-9]{2}"  # hours
    r"|[0-9]{4} ?- ?[0-9]{4}",  # from one to another
    re.DOTALL,
)
_ADDRESS = re.compile(r"(?:https?|urn):[^\s<>()\"']+", re.IGNORECASE)


def phones(text: str) -> Iterator[Found]:
    """Telephone numbers, Finnish ones however they are grouped and others with their country's number."""
    if "0" not in text and "+" not in text:
        return
    addresses = [match.span() for match in _ADDRESS.finditer(text)]
    for match in _PHONE.finditer(text):
        digits = re.sub("[^0-9]", "", match.group())
        inside = any(start <= match.start() < end for start, end in addresses)
        if 7 <= len(digits) <= 15 and not inside and not _NO_PHONE.fullmatch(match.group()):
            yield Found(match.start(), match.end(), f"{match.group()[:2]}…")


# --- what is not so often written -----------------------------------------------------------------------

_FIGURE = re.compile("[0-9]")
_ACCOUNT = re.compile(
    r"[A-Z](?<![0-9A-Za-z].)[A-Z][0-9]{2}(?:[ -]?[0-9A-Z]{4}){2,7}(?:[ -]?[0-9A-Z]{1,3})?(?![0-9A-Za-z])"
)
_DOOR = re.compile(
    r"[0-9](?<!\w.)[0-9]{0,3}(?: ?[a-z])?,? (?:[A-ZÅÄÖ] ?[0-9]{1,3}|(?:as|bost)\.? ?[0-9]{1,3})(?!\w)"
)
_STREET = re.compile(
    r"[\w'’-]+(?:katu|tie|kuja|polku|kaari|raitti|ranta|rinne|mäki|väylä|aukio|penger|tanhua|piha|gatan|vägen|"
    r"gränden|stigen) ?$"
)
_PLATE = re.compile(r"[A-ZÅÄÖ](?<!\w.)[A-ZÅÄÖ]{1,2}-?[0-9]{1,3}(?![\w-])")
_CAR = re.compile(
    r"\b(?:rekisteri\w*|rek\.? ?(?:nro|tunnus|no|nr)|auton?(?: tunnus)?)\w{0,6}\.?:? $", re.IGNORECASE
)
_DAY = re.compile(r"[0-9](?<!\w.)[0-9]?\.[0-9]{1,2}\.(?:1[89]|20)[0-9]{2}(?!\w)")
_BIRTH = re.compile(r"\b(?:synt\.|s\.|syntymä(?:aika|päivä)\w{0,4}:?|född|f\.) ?$", re.IGNORECASE)
_TOLD_BY_WHAT_STANDS_BEFORE = (
    (_DOOR, _STREET, "kotiosoite"),
    (_PLATE, _CAR, "auton rekisteritunnus"),
    (_DAY, _BIRTH, "syntymäaika"),
)


def others(text: str) -> Iterator[Found]:
    """Bank accounts with the right check digits, homes with their door, cars and days of birth told as such."""
    if not _FIGURE.search(text):
        return
    for match in _ACCOUNT.finditer(text):
        bare = re.sub("[ -]", "", match.group())
        if (
            15 <= len(bare) <= 34
            and int("".join(str(int(char, 36)) for char in bare[4:] + bare[:4])) % 97 == 1
        ):
            yield Found(match.start(), match.end(), f"{bare[:2]}…", "tilinumero")
    for form, told_by, what in _TOLD_BY_WHAT_STANDS_BEFORE:
        for match in form.finditer(text):
            if before := told_by.search(text, max(0, match.start() - 40), match.start()):
                start = before.start() if form is _DOOR else match.start()
                yield Found(start, match.end(), "…", what)
