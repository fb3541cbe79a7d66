"""Characters that are not what they look like: what each is called, what it was meant to be, what shows nothing.

One table for all. In running text most spaces, dashes and quotation marks are honest typography; in a key, a
code or a number, and where YAML looks for its own marks, they are not what the eye sees.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# --- for character classes ------------------------------------------------------------------------------

SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Spaces that YAML does not take for a space."""
DASHES = "\u02d7\u058a\u05be\u1806\u2010-\u2015\u2043\u207b\u208b\u2212\u2500\u2796\u2e3a\u2e3b\u30fc\ufe58\ufe63\uff0d"
"""Dashes that are not the one of the keyboard."""
COLONS = "\u02d0\u02f8\u0589\u05c3\u2236\ua789\ufe13\ufe55\uff1a"
DOUBLE_QUOTES = "\u00ab\u00bb\u02ba\u02ee\u201c-\u201f\u2033\u2036\u275d\u275e\u301d-\u301f\uff02"
SINGLE_QUOTES = "\u00b4\u02b9\u02bb-\u02bd\u2018-\u201b\u2032\u2035\u2039\u203a\u275b\u275c\uff07"
QUOTES = DOUBLE_QUOTES + SINGLE_QUOTES
BULLETS = (
    "\u00b7\u2022\u2023\u2219\u25a0\u25a1\u25aa\u25ab\u25ba\u25cb\u25cf\u25e6\u2713\u27a2\u27a4"
    "\u2981\uf0a7\uf0b7\uf0d8"
)
"""What begins an item in a word processor."""
MARKS = "*" + DASHES + BULLETS + "-"
"""What an item of a list may seem to begin with."""

_UNSEEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""What shows nothing at all."""

# --- what was meant -------------------------------------------------------------------------------------

_CYRILLIC = (
    "аa вb еe һh іi јj кk ӏl мm нh оo рp ԛq ѕs тt уu ԝw хx ԁd сc гr пn АA ВB ЕE З3 ІI ЈJ КK МM НH ОO РP"
)
_CYRILLIC += " ЅS СC ТT УY ХX ҮY ԌG ԚQ ԜW ӀI ұy үy"
_GREEK = "αa εe ηn ιi κk νv οo ρp τt υu χx ωw ϲc ϳj ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX ϹC"
_OTHERS = "ıi ɑa ɡg ɩi օo ոn սu հh ցg յj ᴀa ᴄc ᴅd ᴇe ᴊj ᴋk ᴍm ᴏo ᴘp ᴛt ᴜu ᴠv ᴡw ᴢz ʀr ɴn ʟl ʜh ʙb ɪi ѵv"
_MARKS = "∕/ ⁄/ ⧸/ ∖\\ ∗* ⁎* ∣| ‚, 、, 。. ‧. ㆍ. ﹍_ ʘ0 ⎜| ﴾( ﴿) 【[ 】] 〔[ 〕] ⟨< ⟩> ʹ'"

_MEANT: dict[str, str] = {
    pair[0]: pair[1] for pair in " ".join((_MARKS, _OTHERS, _GREEK, _CYRILLIC)).split(" ")
}
_LOOK_ALIKES = "".join(pair[0] for pair in " ".join((_OTHERS, _GREEK, _CYRILLIC)).split(" ")).replace("ı", "")
"""Letters of other scripts; the dotless i is a letter of its own in honest words."""
_LIGATURES = "\ufb00-\ufb06"
_WIDE = "\uff01-\uff5e\U0001d400-\U0001d7ff\u24b6-\u24e9"
"""Letters, digits and marks of another width or hand: never Finnish text."""

_unseen = re.compile(f"[{_UNSEEN}]")
_space, _dash = re.compile(f"[{SPACES}]"), re.compile(f"[{DASHES}]")
_colon, _double, _single = (
    re.compile(f"[{COLONS}]"),
    re.compile(f"[{DOUBLE_QUOTES}]"),
    re.compile(f"[{SINGLE_QUOTES}]"),
)


@lru_cache(maxsize=2048)
def _meant(char: str) -> str:
    """What an editor meant by a character: itself, a character of the keyboard, or nothing."""
    if (char.isascii() and char.isprintable()) or char in "\t\n":
        return char
    for like, meant in (
        (_unseen, ""),
        (_space, " "),
        (_dash, "-"),
        (_colon, ":"),
        (_double, '"'),
        (_single, "'"),
    ):
        if like.match(char):
            return meant
    if char in _MEANT:
        return _MEANT[char]
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category in ("Zs", "Pd"):
        return " " if category == "Zs" else "-"
    folded = unicodedata.normalize("NFKC", char)
    if folded.isascii():
        return folded
    return char if folded == char or len(folded) > 1 else _meant(folded)


def as_keyed(text: str) -> str:
    """The text as the keyboard would have written it, white space at its ends left out.

    For what a machine matches: a key, an id, a code, a date, a number. Letters with accents stay.
    """
    text = unicodedata.normalize("NFC", text)
    return (text if text.isascii() and text.isprintable() else "".join(map(_meant, text))).strip()


def unquoted(text: str) -> str:
    """What was meant by a value that stands in quotation marks which YAML does not know."""
    return as_keyed(text).strip("\"'` ")


# --- names ----------------------------------------------------------------------------------------------

_NAMES: tuple[tuple[str, str], ...] = (
    ("\u00a0", "sitova välilyönti"),
    ("\u202f", "kapea sitova välilyönti"),
    ("\u2000\u2002", "puolineliön väli"),
    ("\u2001\u2003", "neliön väli"),
    ("\u2004\u2005\u2006", "neliötä kapeampi väli"),
    ("\u2007", "numeron levyinen väli"),
    ("\u2008", "välimerkin levyinen väli"),
    ("\u2009", "ohut väli"),
    ("\u200a", "hiusväli"),
    ("\u205f", "matemaattinen väli"),
    ("\u3000", "täysleveä väli"),
    ("\u1680", "ogham-kirjoituksen väli"),
    ("\u2010", "painotekstin yhdysviiva"),
    ("\u2011", "sitova yhdysviiva"),
    ("\u2012", "numeroviiva"),
    ("\u2013", "ajatusviiva"),
    ("\u2014", "pitkä ajatusviiva"),
    ("\u2015\u2500", "vaakaviiva"),
    ("\u2212", "miinusmerkki"),
    ("\ufe58", "pieni ajatusviiva"),
    ("\ufe63", "pieni yhdysviiva"),
    ("\uff0d", "täysleveä yhdysviiva"),
    ("\u2043", "viivan muotoinen luettelomerkki"),
    ("\u201c\u201d\u201f\u2018\u201b", "kaareva lainausmerkki"),
    ("\u2019", "kaareva heittomerkki"),
    ("\u201e\u201a", "alalainausmerkki"),
    ("\u00ab\u00bb\u2039\u203a", "kulmalainausmerkki"),
    ("\u2032\u2033\u2035\u2036\u02b9\u02ba", "indeksipilkku"),
    ("\u00b4", "akuutti"),
    ("\u02bb\u02bc\u02bd\u02ee", "heittomerkin näköinen kirjain"),
    ("\uff1a", "täysleveä kaksoispiste"),
    ("\u2236", "suhteen merkki"),
    ("\ua789\u02d0\u02f8\u0589\u05c3\ufe13\ufe55", "kaksoispisteen näköinen merkki"),
    ("\u00b7\u2219", "rivin keskellä oleva piste"),
    ("\u2022", "luettelopallo"),
    ("\x85\u2028\u2029", "rivinvaihtomerkki"),
    ("\x0b", "pystysarkain"),
    ("\x0c", "sivunvaihto"),
    ("\r", "rivinvaihtomerkki"),
    ("\t", "sarkain"),
    ("`", "gravis"),
    ("\xad", "tavutusvihje"),
    ("\u200b\u2060\ufeff", "leveydetön väli"),
    ("\u200c\u200d", "leveydetön liitosmerkki"),
    ("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", "kirjoitussuunnan merkki"),
    ("\u115f\u1160\u3164\uffa0\u17b4\u17b5\u034f", "tyhjä täytekirjain"),
    ("\u2800", "tyhjä pistekirjoitusmerkki"),
    ("\u0131", "pisteetön i"),
)
_NAME_OF = {char: name for chars, name in _NAMES for char in chars}

_BY_UNICODE_NAME: tuple[tuple[str, str], ...] = (
    ("VARIATION SELECTOR|MONGOLIAN FREE", "kirjasinmuodon valitsin"),
    ("TAG |LANGUAGE TAG|CANCEL TAG", "näkymätön merkintämerkki"),
    ("CYRILLIC", "kyrillinen kirjain"),
    ("GREEK", "kreikkalainen kirjain"),
    ("FULLWIDTH", "täysleveä merkki"),
    ("HALFWIDTH", "puolileveä merkki"),
    ("MATHEMATICAL", "matemaattinen kirjain"),
    ("SUPERSCRIPT|MODIFIER LETTER", "yläindeksi"),
    ("SUBSCRIPT", "alaindeksi"),
    ("LATIN SMALL LIGATURE", "kirjainyhdistelmä"),
    ("COMBINING", "irrallinen tarke"),
    (".*QUOTATION MARK", "lainausmerkki"),
    (".*BULLET|BLACK|WHITE", "luettelomerkki"),
)
_BY_CATEGORY = {
    "Zs": "erikoinen väli",
    "Pd": "erikoinen viiva",
    "Nd": "toisen kirjaimiston numero",
    "Cc": "ohjausmerkki",
    "Cf": "näkymätön muotoilumerkki",
    "Cn": "merkki, jota ei ole olemassa",
    "Co": "yhden kirjasimen oma merkki",
    "Ll": "toisen kirjaimiston kirjain",
    "Lu": "toisen kirjaimiston kirjain",
    "Lo": "toisen kirjaimiston kirjain",
}


@lru_cache(maxsize=2048)
def called(char: str) -> str:
    """A character by its name and code: ``sitova välilyönti (U+00A0)``."""
    name = _NAME_OF.get(char)
    if name is None:
        known = unicodedata.name(char, "")
        fitting = (finnish for pattern, finnish in _BY_UNICODE_NAME if re.match(pattern, known))
        name = next(fitting, None) or _BY_CATEGORY.get(unicodedata.category(char), "erikoismerkki")
    return f"{name} (U+{ord(char):04X})"


def look_alikes(text: str) -> tuple[str, ...]:
    """Every character of the text that is not the one of the keyboard it looks like, by name, each once."""
    if text.isascii() and text.isprintable():
        return ()
    odd = (char for char in text if _meant(char) != char)
    return tuple(called(char) for char in dict.fromkeys(odd))


def unlike(text: str, where: str = "arvossa") -> str:
    """``; arvossa on ajatusviiva (U+2013)`` when the text has look-alikes, else nothing: a message goes on."""
    names = look_alikes(text)
    if not names:
        return ""
    some = names[:3]
    listed = ", ".join(some[:-1]) + " ja " * (len(some) > 1) + some[-1]
    return f"; {where} on {listed}" + (" ja muita" if len(names) > len(some) else "")


# --- in running text ------------------------------------------------------------------------------------

_SUSPECT = re.compile(f"[{_UNSEEN}{_LOOK_ALIKES}{_LIGATURES}{_WIDE}{BULLETS}\u1680\u0300-\u036fÃâ\ufffd]")
"""One look at a text tells whether anything more need be asked."""
_MISREAD = re.compile("Ã[„…–¤¥¶©]|â€[“”™˜œ¢¦]")
_LOST = "\N{REPLACEMENT CHARACTER}"
_FOREIGN = re.compile(f"[{_WIDE}\u1680]")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[A-Za-zÀ-ɏ]")
_ALIKE = re.compile(f"[{_LOOK_ALIKES}]")


def suspect(text: str) -> bool:
    """Whether the text has anything that ``hidden``, ``disguised`` or ``joined`` would look at, or a bullet."""
    return _SUSPECT.search(text) is not None


def hidden(text: str) -> tuple[int, str, str] | None:
    """The first character that a reader cannot see or that a wrong encoding has spoilt: its offset, what
    the text does (``sisältää …``) and the way out.
    """
    if not suspect(text):
        return None
    if unseen := [at.start() for at in _unseen.finditer(text) if not _of_an_emoji(text, at.start())]:
        first = unseen[0]
        others = f", yhteensä {len(unseen)} kohdassa" if len(unseen) > 1 else ""
        problem = f"sisältää näkymättömän merkin: {called(text[first])}{others}"
        return first, problem, f"poista merkki: {_rewrite(text, first)}"
    if match := _MISREAD.search(text):
        mended = match.group().encode("cp1252").decode("utf-8", "replace").rstrip(_LOST)
        fix = f"kirjoita `{mended}`" if mended else "kirjoita kohta uudelleen"
        return match.start(), f"sisältää väärällä merkistöllä luettua tekstiä (`{match.group()}`)", fix
    if _LOST in text:
        problem = f"sisältää merkin `{_LOST}`: oikea merkki on kadonnut aiemmassa tallennuksessa"
        return text.index(_LOST), problem, "kirjoita kadonnut merkki, esim. ä tai ö, uudelleen"
    return None


def disguised(text: str) -> tuple[int, str, str] | None:
    """The first letter that is not of the script that its word is in: search and references pass it by.

    A word that is all of another script is somebody's name there; but one that has nothing except look-alikes,
    in a text that has no other letter of that script, was meant to be Latin.
    """
    if not suspect(text):
        return None
    found = [(match.start(), match.group()) for match in _FOREIGN.finditer(text)]
    for word in _WORD.finditer(text):
        letters = word.group()
        alike = _ALIKE.search(letters)
        if alike and (_LATIN.search(letters) or (len(letters) > 1 and _all_meant_latin(letters, text))):
            found.append((word.start() + alike.start(), alike.group()))
    if not found:
        return None
    first, char = min(found)
    problem = f"sisältää merkin, joka vain näyttää oikealta: {called(char)}"
    return first, problem, _rewrite(text, first)


def _all_meant_latin(letters: str, text: str) -> bool:
    return len(_ALIKE.findall(letters)) == len(letters) and not any(
        char.isalpha() and not _LATIN.match(char) and not _ALIKE.match(char) for char in text
    )


def joined(text: str) -> str:
    """The text with each letter its own: accents with their letters, ``fi`` for the ligature of the two."""
    text = unicodedata.normalize("NFC", text)
    return re.sub(f"[{_LIGATURES}]", lambda char: unicodedata.normalize("NFKC", char[0]), text)


def _rewrite(text: str, offset: int) -> str:
    """The way out of one character: the word that it stands in, written as it was meant."""
    start = max((text.rfind(space, 0, offset) for space in " \t\n"), default=-1) + 1
    match = re.compile(r"[^ \t\n]*").match(text, start)
    word = unquoted(match.group()) if match else ""
    return f"kirjoita `{word}` uudelleen" if 0 < len(word) <= 60 else "kirjoita kohta uudelleen"


def _of_an_emoji(text: str, offset: int) -> bool:
    """Whether an unseen character belongs to a picture: ``❤`` in colour, a family of four."""
    before, after = text[offset - 1 : offset], text[offset + 1 : offset + 2]
    picture = before and (unicodedata.category(before)[0] in "SP" or before == "\ufe0f")
    if "\ufe00" <= text[offset] <= "\ufe0f":
        return bool(picture) or after == "\u20e3"
    return bool(text[offset] == "\u200d" and picture and after and unicodedata.category(after) == "So")
