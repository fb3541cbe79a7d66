"""Bytes → text, and the faults that the text itself shows better than a parser's complaint would."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from hallinta.yaml_text.characters import disguised, hidden

Spot: TypeAlias = "tuple[int, int]"

MAX_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that keeps a text from being read; line and column counted from 1."""

    line: int
    column: int
    problem: str
    fix: str


def spot(text: str, offset: int) -> Spot:
    """Line and column of a character."""
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1


# --- bytes ----------------------------------------------------------------------------------------------

_SAVE_UTF8 = "tallenna tiedosto UTF-8-merkistöllä; GitLabin verkkoeditori tekee niin aina"


LINK, NOT_A_FILE, LOCKED = b"\0linkki", b"\0ei tiedosto", b"\0lukossa"
"""What stands in place of a content that was not read."""

_UNREAD = {
    LINK: ("tiedosto on linkki toiseen tiedostoon", "korvaa linkki tavallisella tiedostolla"),
    NOT_A_FILE: ("tässä ei ole tiedosto vaan kansio tai muu", "anna sille toinen nimi tai poista se"),
    LOCKED: ("tiedostoa ei voi lukea: lukuoikeus puuttuu", "anna tiedostoon lukuoikeus"),
}


def unread_fault(data: bytes) -> Fault | None:
    """Why there is no content to read: the file is not one, or may not be read."""
    return Fault(1, 1, *_UNREAD[data]) if data in _UNREAD else None


def decoded(data: bytes) -> str | Fault:
    """The text of a file, or why it has none; without the mark some programs put first, its lines ending in
    one way.
    """
    if fault := unread_fault(data):
        return fault
    if len(data) > MAX_BYTES:
        problem = f"tiedosto on liian suuri ({len(data) // 1024} kt, enintään {MAX_BYTES // 1024} kt)"
        return Fault(1, 1, problem, "jaa sisältö useaan tiedostoon")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:64]:
        return Fault(1, 1, "tiedosto ei ole UTF-8-tekstiä vaan UTF-16:ta tai binääridataa", _SAVE_UTF8)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        problem = f"merkki (tavu 0x{data[error.start]:02X}) ei ole UTF-8:aa"
        return Fault(*spot(before, len(before)), problem, _SAVE_UTF8)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


# --- the text as a whole --------------------------------------------------------------------------------

_CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})( |$)", re.MULTILINE)
_PROSE_CONFLICT = re.compile(r"^(<{7}|>{7})( |$)", re.MULTILINE)
_TAB_INDENT = re.compile(r"^ *\t", re.MULTILINE)
_FENCE = re.compile(r"^(```|~~~)", re.MULTILINE)


def _conflict(text: str, pattern: re.Pattern[str], start: int = 0) -> Fault | None:
    if not (match := pattern.search(text, start)):
        return None
    problem = f"tiedostossa on yhdistämisristiriidan merkki `{match.group(1)}`"
    fix = "valitse kumpi sisältö jää ja poista rivit, jotka alkavat `<<<<<<<`, `=======` ja `>>>>>>>`"
    return Fault(*spot(text, match.start()), problem, fix)


def _unreadable(text: str, found: tuple[int, str, str] | None, start: int = 0) -> Fault | None:
    """A fault of what ``hidden`` or ``disguised`` found in a part of the text that begins at ``start``."""
    return Fault(*spot(text, start + found[0]), f"teksti {found[1]}", found[2]) if found else None


def prose_fault(text: str, start: int = 0) -> Fault | None:
    """What is wrong with a hand-written page's text from ``start`` on; ``=======`` underlines a heading
    there.
    """
    body = text[start:]
    return _conflict(text, _PROSE_CONFLICT, start) or _unreadable(
        text, hidden(body) or disguised(body), start
    )


def yaml_fault(text: str, *, odd: bool) -> Fault | None:
    """What is wrong with a YAML file's text as a whole; ``odd`` when it has any suspect character."""
    if not text.strip():
        return Fault(1, 1, "tiedosto on tyhjä", "kirjoita tietue tai poista tiedosto")
    if fault := _conflict(text, _CONFLICT):
        return fault
    if match := _TAB_INDENT.search(text):
        fix = "sisennä välilyönneillä, kaksi kutakin tasoa kohti"
        return Fault(*spot(text, match.end() - 1), "sisennyksessä on sarkain", fix)
    if match := _FENCE.search(text):
        problem = "rivi aloittaa tai päättää koodilohkon, mutta tietue ei ole koodilohkossa"
        return Fault(*spot(text, match.start()), problem, "poista koodilohkon alku- ja loppurivi")
    return _unreadable(text, hidden(text)) if odd else None
