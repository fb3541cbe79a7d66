"""An id: the stem of a file's name, the last part of a page's address, what other records write."""

from __future__ import annotations

import re
import unicodedata

LONGEST_ID = 80
"""Characters; a file name has an upper limit, and an address is read by people."""

_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])", re.IGNORECASE)
"""Names of devices: Windows makes no file or folder that is called so, whatever its ending."""

_APOSTROPHES = re.compile("['’‘ʼʻ´`′]")
_OTHER_LETTERS = {
    "ß": "ss",
    "þ": "th",
    "ð": "d",
    "ŋ": "n",
    "ĸ": "k",
    "ı": "i",
    "œ": "oe",
    "ə": "e",
    "ɛ": "e",
    "ɔ": "o",
    "ʒ": "z",
    "ǝ": "e",
    "ƿ": "w",
    "ȝ": "y",
    "ʃ": "s",
    "ꝏ": "oo",
    "ꜳ": "aa",
    "ꝡ": "vy",
    "ỻ": "ll",
    "ƕ": "hv",
}
_LETTER = re.compile("LATIN (?:SMALL|CAPITAL) (?:LETTER|LIGATURE) ([A-Z]{1,2})(?: WITH .*| DIGRAPH)?")


def id_of(name: str) -> str:
    """``Oma Opintopolku`` → ``oma-opintopolku``; empty when a letter of the name is of another script.

    Accents and apostrophes go, a letter of its own becomes what it is made of: ``Æ`` is ``ae``, ``ß`` is ``ss``.
    """
    letters = _APOSTROPHES.sub("", unicodedata.normalize("NFKD", _APOSTROPHES.sub("", name)))
    parts = [_ascii(char) for char in letters if not unicodedata.combining(char)]
    if None in parts:
        return ""
    words = re.sub(r"[^a-z0-9]+", "-", "".join(part or "" for part in parts).lower())
    return words.strip("-")[:LONGEST_ID].strip("-")


def _ascii(char: str) -> str | None:
    if char.isascii() or not char.isalpha():
        return char
    if (known := _OTHER_LETTERS.get(char.lower())) is not None:
        return known
    match = _LETTER.fullmatch(unicodedata.name(char, ""))
    return match[1].lower() if match else None


def fit_id(id: str, kind: str) -> str:
    """The id, or the id with the kind's own word after it when no system could have a file of that name."""
    return f"{id}-{id_of(kind)}" if _RESERVED.fullmatch(id) else id


def unfit(id: str, kind: str) -> tuple[str, str] | None:
    """What keeps an id that is rightly written from being a file's name, and the way out."""
    for part in id.split("/"):
        if _RESERVED.fullmatch(part):
            fix = f"anna toinen tunnus, esim. `{fit_id(part, kind)}`"
            return f"tunnus `{part}` on Windowsissa varattu nimi, jolla ei voi olla tiedostoa", fix
        if len(part) > LONGEST_ID:
            problem = f"tunnus on liian pitkä ({len(part)} merkkiä, enintään {LONGEST_ID})"
            return problem, f"lyhennä tiedoston nimeä, esim. `{_shorter(part)}`"
    return None


def _shorter(id: str) -> str:
    """As many whole words of the id as fit."""
    words = id[: LONGEST_ID + 1].rpartition("-")[0]
    return words or id[:LONGEST_ID]
