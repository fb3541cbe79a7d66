"""What an editor most likely meant by a value written in another form: a hint, never a correction."""

import re
from calendar import monthrange
from datetime import date, time

FIRST_YEAR, LAST_YEAR = 1900, 2099
"""The years that a day, a month or a year may be of, wherever one is given; reckoning with them never overflows."""

_MONTHS = [
    "tammi",
    "helmi",
    "maalis",
    "huhti",
    "touko",
    "kesä",
    "heinä",
    "elo",
    "syys",
    "loka",
    "marras",
    "joulu",
]
_TRUTHS = {
    "true": ("true", "kyllä", "kylla", "on", "yes", "y", "k", "x"),
    "false": ("false", "ei", "no", "off", "n", "e"),
}

_LETTERS_FOR_DIGITS = str.maketrans("OoIl|", "00111")


def digits(text: str) -> str:
    """``2O26-l2-09`` with numbers where letters stand for them."""
    return text.translate(_LETTERS_FOR_DIGITS)


def day(text: str) -> str | None:
    """``22.11.2026``, ``2026-6-1`` and their like as ``vvvv-kk-pp``."""
    if match := re.fullmatch(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})", text):
        numbers = [int(number) for number in reversed(match.groups())]
    elif match := re.fullmatch(r"([0-9]{4})(?: ?[-/.] ?| )?([0-9]{1,2})(?: ?[-/.] ?| )?([0-9]{1,2})", text):
        numbers = [int(number) for number in match.groups()]
    else:
        return None
    try:
        meant = date(*numbers)
    except ValueError:
        return None
    return meant.isoformat() if FIRST_YEAR <= meant.year <= LAST_YEAR else None


def day_of_month(text: str) -> str | None:
    """Why a day written in the right form is not in the calendar."""
    year, month, _ = (int(number) for number in text.split("-"))
    if not 1 <= month <= 12:
        return "tarkista kuukausi: se on 01–12"
    return f"tarkista päivä: kuukaudessa {text[:7]} on {monthrange(year, month)[1]} päivää" if year else None


def month_number(text: str) -> int | None:
    """``kesäkuu`` as 6."""
    named = (number for number, name in enumerate(_MONTHS, 1) if text.lower().startswith(f"{name}kuu"))
    return next(named, None)


def month(text: str) -> str | None:
    """``kesäkuu 2026``, ``6/2026`` and ``2026-6`` as ``vvvv-kk``."""
    if match := re.fullmatch(r"([0-9]{1,2})[./-] ?((?:19|20)[0-9]{2})", text):
        number, year = int(match.group(1)), match.group(2)
    elif match := re.fullmatch(r"((?:19|20)[0-9]{2})[./-]?([0-9]{1,2})(?:-[0-9]{2})?", text):
        number, year = int(match.group(2)), match.group(1)
    elif match := re.fullmatch(r"(\w+) ((?:19|20)[0-9]{2})", text):
        number, year = month_number(match.group(1)) or 0, match.group(2)
    else:
        return None
    return f"{year}-{number:02}" if 1 <= number <= 12 else None


def year(text: str) -> str | None:
    """``v. 2026`` as 2026."""
    years = re.findall(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])", text)
    return years[0] if len(years) == 1 else None


def clock(text: str) -> str | None:
    """``klo 9.30`` as 09:30."""
    match = re.fullmatch(r"(?:klo|kello)? ?([0-9]{1,2})(?:[.:]([0-9]{2}))?", text.lower())
    try:
        return f"{time(int(match.group(1)), int(match.group(2) or 0)):%H:%M}" if match else None
    except ValueError:
        return None


def truth(text: str) -> str | None:
    """``kyllä`` as true."""
    return next((value for value, words in _TRUTHS.items() if text.lower() in words), None)


def count(text: str) -> str | None:
    """``3 kk`` as 3."""
    match = re.fullmatch(r"([0-9]{1,9}) ?[^0-9.,–-]+", text)
    return match.group(1) if match else None


def amount(text: str) -> str | None:
    """``300 000,50 €`` as 300000.50."""
    bare = re.sub(r"\s|€|eur(oa?)?$", "", text, flags=re.IGNORECASE).replace(",", ".")
    return bare if re.fullmatch(r"[0-9]{1,12}(\.[0-9]{1,2})?", bare) else None


def address(text: str) -> str | None:
    """``www.oph.fi`` as https://www.oph.fi, ``a@b.fi`` as mailto:a@b.fi."""
    if re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", text):
        return f"mailto:{text}"
    return (
        f"https://{text}" if re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+(/\S*)?", text, re.IGNORECASE) else None
    )


# --- nothing --------------------------------------------------------------------------------------------

_NOTHING = """
n/a, n.a, tbd, tba, tbc, tbs, todo, fixme, täytä, null, undefined, ei tiedossa, ei tietoa, ei tiedetä,
ei tiedetty, en tiedä, tieto puuttuu, tiedot puuttuvat, ei julkista tietoa,
julkista lähdettä ei ole löytynyt, ei löytynyt, ei ole kirjattu, ei kirjattu, ei määritelty, ei määritetty,
määrittelemättä, määritellään myöhemmin, täydennettävä, täydennetään, täydennetään myöhemmin, täydentyy,
täydentyy myöhemmin, tarkentuu, tarkentuu myöhemmin, tarkennetaan, tarkennetaan myöhemmin, selvitetään,
selvitetään myöhemmin, lisätään, lisätään myöhemmin, kirjoita tähän, teksti tähän, ej känt, ej känd,
inte känt, uppgift saknas, uppgifter saknas, ingen uppgift, fylls i senare, kompletteras senare, not known,
not available, not defined, no information, to be defined, to be announced, to be confirmed,
to be determined, to be added
"""
_PERHAPS_NOTHING = """
avoin, auki, kesken, tuntematon, puuttuu, tyhjä, ei ole, ei mitään, ei vielä, tulossa, myöhemmin, na,
unknown, none, nil, empty, missing, open, pending, later, okänd, okänt, saknas, tom, öppen, ingen, inga,
senare
"""


def _words(listed: str) -> frozenset[str]:
    return frozenset(word.strip() for word in listed.split(","))


_UNKNOWN, _PERHAPS = _words(_NOTHING), _words(_PERHAPS_NOTHING)
_SIGNS = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212_.…?¿!*/\\~=|,;:#()[]<>{}\"'”“„»«’‘ "


_FILLERS = frozenset({"lorem", "todo:", "tbd: "})
_LONGEST = 40


def unknown(text: str) -> bool:
    """Whether the whole text stands only in the place of one: ``-``, ``TBD``, ``ei tiedossa``."""
    if len(text) > _LONGEST:
        return text[:5].lower() in _FILLERS
    bare = _bare(text)
    return not bare or bare in _UNKNOWN or bare[:5] in _FILLERS or re.fullmatch(r"x{2,}", bare) is not None


def unknown_perhaps(text: str) -> bool:
    """Whether the whole text is a word that says as well that nothing is known: ``avoin``, ``puuttuu``."""
    return len(text) <= _LONGEST and _bare(text) in _PERHAPS


def _bare(text: str) -> str:
    """The text without the marks around it, its words one space apart."""
    return " ".join(text.split()).strip(_SIGNS).casefold()
