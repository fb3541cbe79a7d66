"""First and last names that stand together, in the cases of Finnish, in either order, with initials or a title.

A name is known by a list of first names or by the form of a surname; a capital letter alone is not enough, since
services, acts and places have theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from hallinta.personal.name_list import FIRST, SURNAMES
from hallinta.personal.numbers import Found

_CAPITAL = r"[^\x00-@\[-¿×ß-ÿ](?<=\w)"
"""A letter of any script that is no small one of ours. Said by what it is not: that is made fast."""
_REST = rf"(?:\.(?=\s|$|{_CAPITAL})|(?:[^\W\d_]|['’](?=\w)|-(?=[^\W\d_]))*)"
_WORD = f"{_CAPITAL}{_REST}"
_BEGINS = rf"{_CAPITAL}(?<![\w'’-].)"
_PARTICLE = r"(?:(?:von|af|av|de|la|der|den|van|bin|ibn|al|da|di|du|le)\s+){0,2}"
_RUN = re.compile(rf"{_BEGINS}{_REST}(?:(?:\s*,\s*|\s+|(?<=\.)){_PARTICLE}{_WORD})+(?![\w@])")


class _Word(NamedTuple):
    start: int
    end: int
    text: str
    comma: bool
    """Whether a comma stands before it."""


def names(text: str) -> Iterator[Found]:
    """Persons' names, each with its first letters as the mask."""
    for run in _RUN.finditer(text):
        words = list(_words(run.group(), run.start()))
        at = 0
        while at < len(words) - 1:
            a, b = words[at], words[at + 1]
            if not _is_name(a, b) or _is_place(text, a, b):
                at += 1
                continue
            last = at + 1
            while last + 1 < len(words) and not words[last + 1].comma and _goes_on(b, words[last + 1]):
                last += 1
            yield Found(a.start, words[last].end, f"{a.text[0]}… {words[last].text[0]}…")
            at = last + 1
    for match in _ALONE.finditer(text) if any(title in text for title in _TITLES) else ():
        word = match.group()
        if (
            _is_surname(word)
            and not _is_plain_first(word)
            and _TITLE.search(text, max(0, match.start() - 40), match.start())
        ):
            yield Found(match.start(), match.end(), f"{word[0]}…")


_PART = re.compile(f"{_BEGINS}{_REST}")


def _words(run: str, offset: int) -> Iterator[_Word]:
    before = 0
    for match in _PART.finditer(run):
        yield _Word(
            offset + match.start(), offset + match.end(), match.group(), "," in run[before : match.start()]
        )
        before = match.end()


def _goes_on(known: _Word, word: _Word) -> bool:
    """Whether a word after a pair belongs to the same name: a surname after two first names."""
    return _is_first(known.text) and not word.text.isupper() and not _ORGANISATION.search(word.text)


def _is_name(a: _Word, b: _Word) -> bool:
    one, two = _usual(a.text), _usual(b.text)
    if one is None or two is None:
        return False
    if b.comma:  # Virtanen, Matti
        if two.endswith("."):
            return _is_nen(one)
        return (
            _is_first(two)
            and len(one) > 2
            and (_is_surname(one) or _is_foreign(one))
            and not _is_plain_first(one)
        )
    if one.endswith(".") or len(one) == 1:  # M. Virtanen
        return (
            one.endswith(".") and len(two) > 2 and (_is_surname(two) or _is_foreign(two) or two.endswith("."))
        )
    if two.endswith(".") or len(two) == 1:  # Matti V.
        return _is_plain_first(one)
    if ord(one[-1]) > _LATIN and ord(two[-1]) > _LATIN:
        return True
    if _is_plain_first(one):
        return not _ORGANISATION.fullmatch(two) and not (
            b.text.isupper() and not a.text.isupper() and len(two) < 4
        )
    if _is_nen(two) or _is_foreign(two):
        return not a.text.isupper() or b.text.isupper()
    return _is_first(two) and _is_surname(one)


def _usual(word: str) -> str | None:
    """The word as it is written when not in capitals; None when it is an abbreviation or not a name at all."""
    if len(word) > 1 and word.isupper() and not word.endswith("."):
        return word.title() if len(word) > 2 else None
    if "-" in word and any(part[0].islower() for part in word.split("-") if part):
        return None  # Aino-palvelu
    return word


_LATIN = 0x36F
"""The last character of the Latin scripts and their accents."""
_ORGANISATION = re.compile(r"(?:oy|oyj|ab|ry|rf|ky|tmi|inc|ltd|gmbh)", re.IGNORECASE)
_COMPANY = re.compile(r"\s(?:oyj?|ab|ry|rf|ky|tmi|inc|ltd|gmbh)\b", re.IGNORECASE)
_PLACES = re.compile(
    r"\s(?:katu|tie|kuja|polku|puisto|aukio|ranta|koulu|lukio|rahasto|säätiö|talo|sali|museo|palkinto|päivä|laki|"
    r"seura|instituutti|patsas|maljakko|tuoli)"
)
_SHIPS = re.compile(r"(?:\b[MS]/?S|laiva|alus|lautta|jäänmurtaja|aluksen|laivan)\s+$", re.IGNORECASE)


def _is_place(text: str, a: _Word, b: _Word) -> bool:
    """Whether the words name a street, a school, a fund or a ship."""
    if (
        _COMPANY.match(text, b.end)
        or (b.text.endswith("n") and _PLACES.match(text, b.end))
        or a.text == "Lex"
    ):
        return True
    return _SHIPS.search(text, max(0, a.start - 16), a.start) is not None


_ALONE = re.compile(rf"{_CAPITAL}(?<=[a-zäö]\s.)[^\W\d_]+(?:-{_CAPITAL}[^\W\d_]+)?(?![\w-])")
_TITLES = (
    *(
        "herra",
        "rouva",
        "neiti",
        "tri",
        "tohtori",
        "professori",
        "ministeri",
        "rehtori",
        "kansleri",
        "johtaja",
        "päällikkö",
    ),
    *(
        "asiantuntija",
        "neuvos",
        "sihteeri",
        "suunnittelija",
        "opettaja",
        "esittelijä",
        "edustaja",
        "tarkastaja",
    ),
    *("kehittäjä", "arkkitehti", "koordinaattori", "lakimies", "juristi"),
)
_TITLE = re.compile(
    r"(?:\b(?:herra|rouva|neiti|tri|tohtori|professori|ministeri|rehtori|kansleri)|johtaja|päällikkö|asiantuntija|neuvos|"
    r"sihteeri|suunnittelija|opettaja|esittelijä|edustaja|tarkastaja|kehittäjä|arkkitehti|koordinaattori|lakimies|"
    r"juristi)(?:n|lle|lta|ltä)?\s$"
)


# --- what a word is -------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _is_plain_first(word: str) -> bool:
    """Whether a word is a first name as it stands; of a double one both parts."""
    return all(part in FIRST for part in word.lower().replace("’", "'").split("-"))


@lru_cache(maxsize=4096)
def _is_first(word: str) -> bool:
    """The same in any case: Matille, Markuksen."""
    *before, last = word.lower().split("-")
    return all(part in FIRST for part in before) and any(form in FIRST for form in _basic(last))


@lru_cache(maxsize=4096)
def _is_surname(word: str) -> bool:
    last = word.lower().split("-")[-1]
    return _is_nen(word) or any(form in SURNAMES for form in _basic(last))


_NEN = re.compile(
    r"(?<=[a-zåäö]{2})(?:nen|s(?:e(?:n|lle|l[lt][aä]|s[st][aä]|n[aä]|ksi|en|tta|ttä)|t[aä]|et|ten|i(?:lle|l[lt][aä]|s[st][aä]|a|ä|in)))$"
)
_ADJECTIVE = re.compile(
    r"(?:lli|aali|lai|läi|mi|tai|täi|mäi|mai|oi|öi|yhtei|keskei|ensi|pääasi|viimei|eteläi|pohjoi|itäi|toi|ihmi|nai|julki|"
    r"ylei|sisäi|ulkoi|sähköi|varhai|nuorten|erilai|samanlai|jokai|äskei|entinen|ikui|uudenlai)nen$"
)


@lru_cache(maxsize=4096)
def _is_nen(word: str) -> bool:
    """A surname in -nen in any case: from the list, or by its form when it is no usual adjective."""
    last = word.lower().split("-")[-1]
    ending = _NEN.search(last)
    if ending is None:
        return False
    basic = f"{last[: ending.start()]}nen"
    if basic in SURNAMES:
        return True
    return last.endswith(("nen", "selle", "seltä", "selta", "sella", "sellä")) and not _ADJECTIVE.search(
        basic
    )


_FOREIGN = re.compile(
    r"^(?:[od]['’]|mc|mac)[^\W\d_]{3,}|[^\W\d_](?:sson|ström|qvist|kvist|gren|lund|stedt|ovič|vić|ić|enko|nikov|skij|"
    r"ov[aа]?|ev[aа]?|ez|ák|ský|sky)(?:i[ns]|ille|in|n)?$",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def _is_foreign(word: str) -> bool:
    """A surname by a form that Finnish words do not have."""
    return len(word) > 3 and _FOREIGN.search(word) is not None


_CASES: tuple[str, ...] = (
    "lle",
    "lla",
    "llä",
    "lta",
    "ltä",
    "ssa",
    "ssä",
    "sta",
    "stä",
    "na",
    "nä",
    "ksi",
    "n",
    "a",
    "ä",
    "ta",
    "tä",
)
_CASES += ("tta", "ttä", "an", "on", "en", "in", "un", "yn", "än", "ön")
_STRONG = {
    "k": "kk",
    "p": "pp",
    "t": "tt",
    "d": "t",
    "v": "p",
    "ng": "nk",
    "nn": "nt",
    "ll": "lt",
    "rr": "rt",
}


@lru_cache(maxsize=8192)
def _basic(word: str) -> frozenset[str]:
    """What a word in small letters may be in the nominative; more than there is harms nothing: a list decides."""
    forms = {word}
    for case in _CASES:
        if word.endswith(case) and len(word) - len(case) > 1:
            stem = word[: -len(case)]
            forms |= {stem, stem[:-1]} if stem[-1] in "ie" else {stem}
            forms |= {f"{stem[:-1]}i"} if stem[-1] == "e" else set()  # Mäen, Lahden
            forms |= {f"{stem[:-3]}s"} if stem.endswith("kse") else set()  # Markuksen
    for form in list(forms):
        if len(form) > 3 and form[-1] in "aeiouyäö":
            for weak, strong in _STRONG.items():  # Matin, Pekan, Lahden
                if form[:-1].endswith(weak) and not form[:-1].endswith(
                    weak[0] * 2 if len(weak) == 1 else "\n"
                ):
                    forms.add(f"{form[: -1 - len(weak)]}{strong}{form[-1]}")
    if word.endswith("en") and len(word) > 3:  # Mäen
        forms.add(f"{word[:-2]}ki")
    return frozenset(forms)


# --- short texts ----------------------------------------------------------------------------------------

_BODY = re.compile(
    r"(arkisto|hallitus|keskus|kirjasto|koulu|kunta|kunnat|laitos|liitto|ministeriö|museo|neuvosto|opisto|palvelu|"
    r"palvelut|ryhmä|seura|säätiö|virasto|yhdistys|yhtiö|yliopisto|oy|ry)n?$",
    re.IGNORECASE,
)


def either(text: str) -> bool:
    """Whether a text that should be a role has two words with a capital side by side, or is a first name alone."""
    for run in _RUN.finditer(text):
        words = list(_words(run.group(), run.start()))
        for a, b in pairwise(words):
            spelled = len(b.text) > 1 and (not b.text.isupper() or len(b.text) > 3) and not b.comma
            if spelled and _usual(a.text) and not _BODY.search(b.text):
                return True
    bare = text.strip()
    return bare.isalpha() and bare[0].isupper() and (_is_plain_first(bare) or _is_nen(bare))


@lru_cache(maxsize=1)
def _in_ascii() -> tuple[frozenset[str], frozenset[str]]:
    """The names as addresses have them."""
    table = str.maketrans("äåöüéèáóíõšžøæñç", "aaoueeaoioszoanc")
    first, last = ({name.translate(table) for name in names if len(name) > 2} for names in (FIRST, SURNAMES))
    return frozenset(first), frozenset(last)


def names_a_person(local: str) -> bool:
    """Whether the part of an address before the at sign has a person's name in it."""
    first, last = _in_ascii()
    parts = [part for part in re.split(r"[._+-]", local.lower()) if part]
    given = [part in first for part in parts]
    family = [part in last or (len(part) > 5 and part.endswith("nen")) for part in parts]
    if any(given) or any(part.endswith("nen") for part, own in zip(parts, family, strict=True) if own):
        return True
    initial = len(parts) > 1 and any(len(part) == 1 for part in parts)
    return initial and any(family)


def person_in(id: str) -> bool:
    """Whether a file's name has a first name and a surname side by side."""
    first, last = _in_ascii()
    parts = id.split("-")
    return any(
        (a in first and (b in last or (len(b) > 5 and b.endswith("nen"))))
        or (b in first and a in last and a.endswith("nen"))
        for a, b in pairwise(parts)
    )
