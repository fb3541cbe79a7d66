"""Bytes → text, and the faults that the text itself shows better than a parser's complaint would."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

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
    """The text of a file, without the mark some programs put first, or why it has none."""
    if fault := unread_fault(data):
        return fault
    if len(data) > MAX_BYTES:
        problem = f"tiedosto on liian suuri ({len(data) // 1024} kt, enintään {MAX_BYTES // 1024} kt)"
        return Fault(1, 1, problem, "jaa sisältö useaan tiedostoon")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:64]:
        return Fault(1, 1, "tiedosto ei ole UTF-8-tekstiä vaan UTF-16:ta tai binääridataa", _SAVE_UTF8)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        problem = f"merkki (tavu 0x{data[error.start]:02X}) ei ole UTF-8:aa"
        return Fault(*spot(before, len(before)), problem, _SAVE_UTF8)


# --- characters that are not what they look like --------------------------------------------------------


_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_NAMES = (
    ("\x85\u2028\u2029", "rivinvaihtomerkki"),
    ("\xad", "tavutusvihje"),
    ("\u200b\u2060\ufeff", "leveydetön väli"),
    ("\u200c\u200d", "leveydetön liitosmerkki"),
    ("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", "kirjoitussuunnan merkki"),
)
_MISREAD = re.compile("Ã[„…–¤¥¶©]|â€[“”™˜œ¢¦]")
_LOST = "\N{REPLACEMENT CHARACTER}"


def hidden(text: str) -> tuple[int, str, str] | None:
    """The first character that a reader cannot see or that a wrong encoding has spoilt: its offset, what
    the text does (``sisältää …``) and the way out.
    """
    if match := _INVISIBLE.search(text):
        char = match.group()
        name = next((name for chars, name in _NAMES if char in chars), "ohjausmerkki")
        problem = f"sisältää näkymättömän merkin: {name} (U+{ord(char):04X})"
        return match.start(), problem, "poista merkki: pyyhi kohta ja kirjoita se uudelleen"
    if match := _MISREAD.search(text):
        meant = match.group().encode("cp1252").decode("utf-8", "replace").rstrip(_LOST)
        fix = f"kirjoita `{meant}`" if meant else "kirjoita kohta uudelleen"
        return match.start(), f"sisältää väärällä merkistöllä luettua tekstiä (`{match.group()}`)", fix
    if _LOST in text:
        problem = f"sisältää merkin `{_LOST}`: oikea merkki on kadonnut aiemmassa tallennuksessa"
        return text.index(_LOST), problem, "kirjoita kadonnut merkki, esim. ä tai ö, uudelleen"
    return None


# --- the text as a whole --------------------------------------------------------------------------------

_CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})( |$)", re.MULTILINE)
_PROSE_CONFLICT = re.compile(r"^(<{7}|>{7})( |$)", re.MULTILINE)
_TAB_INDENT = re.compile(r"^ *\t", re.MULTILINE)
_HARD_INDENT = re.compile(r"^[ -]*\u00a0[\u00a0 ]*(?=(- )?[\w-]+:)", re.MULTILINE)


def _conflict(text: str, pattern: re.Pattern[str], start: int = 0) -> Fault | None:
    if not (match := pattern.search(text, start)):
        return None
    problem = f"tiedostossa on yhdistämisristiriidan merkki `{match.group(1)}`"
    fix = "valitse kumpi sisältö jää ja poista rivit, jotka alkavat `<<<<<<<`, `=======` ja `>>>>>>>`"
    return Fault(*spot(text, match.start()), problem, fix)


def _hidden(text: str, start: int = 0) -> Fault | None:
    if not (found := hidden(text[start:])):
        return None
    offset, problem, fix = found
    return Fault(*spot(text, start + offset), f"teksti {problem}", fix)


def prose_fault(text: str, start: int = 0) -> Fault | None:
    """What is wrong with a hand-written page's text from ``start`` on; ``=======`` underlines a heading
    there.
    """
    return _conflict(text, _PROSE_CONFLICT, start) or _hidden(text, start)


def yaml_fault(text: str) -> Fault | None:
    """What is wrong with a YAML file's text as a whole."""
    if not text.strip():
        return Fault(1, 1, "tiedosto on tyhjä", "kirjoita tietue tai poista tiedosto")
    if fault := _conflict(text, _CONFLICT):
        return fault
    if match := _TAB_INDENT.search(text):
        fix = "sisennä välilyönneillä, kaksi kutakin tasoa kohti"
        return Fault(*spot(text, match.end() - 1), "sisennyksessä on sarkain", fix)
    if match := _HARD_INDENT.search(text):
        at = text.index("\u00a0", match.start())
        fix = "korvaa se tavallisella välilyönnillä"
        return Fault(*spot(text, at), "sisennyksessä on sitova välilyönti", fix)
    return _hidden(text)
