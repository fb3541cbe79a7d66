"""What no finished page may have, wherever it came from: foreign scripts, styles, forms and frames, addresses that
run or lead the reader off by themselves.

Every tag of every page is looked at, so nearly all are passed by one pattern of what is surely harmless; what it does
not know is read as a browser reads it: letters of either case, ``/`` between attributes, values without quotes.
Only addresses are judged by their scheme: a text may well say ``javascript:``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

from hallinta.finishing import FinishError
from hallinta.records.fields import LINK_SCHEMES

_S = r" \t\n\f\r"
"""What a browser takes for space between attributes."""
_ADDRESS = r'"(?:(?:https?://|mailto:)[^"<]*|[^":&/?#<\\]*(?:[/?#][^"<]*)?)"'
_READ_ELEMENTS = (
    "script|style|base|meta|link|form\\b|i?frame|fenced|object|embed|applet|portal|foreign|animate|set\\b|im|fe|"
    "source|audio|video|track|use|math|handler|plaintext|no|xml"
)
_READ_ATTRIBUTES = (
    "on|style|src|href(?!lang)|action|form|data=|cite|background|ping|poster|http|manifest|xlink|xml|longdesc|usemap|"
    "lowsrc|dynsrc|code|classid|archive|profile|icon|im"
)
"""How those begin that are read with care; some others begin so too, and are read for nothing."""
_HARMLESS = (
    rf"(?!{_READ_ELEMENTS})[a-z][a-z0-9]*"
    rf'(?:[{_S}]+(?:class="[^"<]*"|href={_ADDRESS}|viewBox="[^"<]*"'
    rf'|(?!{_READ_ATTRIBUTES})[a-z][a-z0-9-]*(?:="[^"<]*")?))*+[{_S}]*/?>'
)
_HEAD = r'meta (?:charset|name="(?:description|viewport|generator|robots|color-scheme)" content)="[^"<]*">'
_SUSPECT = re.compile(rf"<(?=[a-zA-Z])(?!{_HARMLESS}|{_HEAD})")
"""Where a tag begins that is not surely harmless."""

_OPENING = re.compile(rf"<([^{_S}/>]+)")
_GAP = re.compile(rf"[{_S}/]*")
_ATTRIBUTE = re.compile(
    rf"""(=?[^{_S}/>=]*)(?:[{_S}]*=[{_S}]*("[^"]*"|'[^']*'|[^{_S}>"'][^{_S}>]*|(?=>)))?"""
)
_BROKEN = re.compile(r"[\"'<]")

_NEVER = re.compile(
    "style|base|iframe|frame|frameset|fencedframe|object|embed|applet|portal|foreignobject|animate|animatemotion|"
    "animatetransform|set|image|feimage|math|handler|plaintext|noembed|noframes|xml|script"
)
"""Elements that put something of another's on the page, or change what an address leads to."""

_FETCHING = frozenset({"src", "srcset", "imagesrcset", "poster", "background", "data", "lowsrc", "dynsrc"})
_SENDING = frozenset({"action", "formaction"})
_LEADING = frozenset({"href", "xlink:href", "cite", "longdesc", "usemap", "codebase", "profile", "icon"})
_REFUSED = frozenset({"style", "srcdoc", "ping", "http-equiv", "manifest", "xml:base", "classid", "archive"})
_DRAWN = frozenset({"use", "textpath", "lineargradient", "radialgradient", "pattern", "mpath", "filter"})
"""Elements of a drawing whose ``href`` is a part of it."""
_LINKS = frozenset({"stylesheet", "icon", "canonical", "alternate", "prev", "next"})

_SCHEMES = LINK_SCHEMES | {"webcal"}
"""What a link may begin with; a calendar is subscribed to by the last."""
_BLANK = re.compile(r"[\t\n\r]|^[\x00-\x20]+|[\x00-\x20]+$")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_PICTURE = re.compile(r"data:image/(?:png|jpeg|webp|gif|svg\+xml)[;,]", re.IGNORECASE)

NO_PICTURE = "data:,"
"""The icon of a page that has none; without it a browser would ask for one."""

STYLE, HANDLER = "tyyli kuuluu tyylitiedostoon", "tapahtumankäsittelijä kuuluu skriptitiedostoon"

Attributes = tuple[tuple[str, str], ...]


def suspects(text: str) -> list[int]:
    """Where the tags begin that have to be looked at: scripts among them."""
    return [found.start() for found in _SUSPECT.finditer(text)]


def check_tag(page: str, text: str, start: int) -> None:
    """Raise ``FinishError`` when the tag that begins at ``start`` may not be on a page."""
    tag = _tag(text, start)
    if tag is None:
        raise _refused(page, text[start : start + 120], "merkintä on kesken")
    if problem := _problem(tag):
        raise _refused(page, tag[:120], problem)


def _refused(page: str, tag: str, problem: str) -> FinishError:
    return FinishError(
        f"{page}: sisältökäytäntö estää kohdan `{' '.join(tag.split())}`: {problem}\n"
        "    korjaus: poista kohta sivulta tai sivupohjasta; tyylit ja skriptit ovat kansiossa hallinta/theme/assets/"
    )


def _tag(text: str, start: int) -> str | None:
    """The tag as a whole, its end found past quoted values; None when it has no end."""
    place = start + 1
    while True:
        place = _GAP.match(text, place).end()  # type: ignore[union-attr]  # matches anywhere
        if place >= len(text):
            return None
        if text[place] == ">":
            return text[start : place + 1]
        place = max(place + 1, _ATTRIBUTE.match(text, place).end())  # type: ignore[union-attr]


def _attributes(tag: str) -> Attributes:
    place, found = _OPENING.match(tag).end(), []  # type: ignore[union-attr]  # a tag begins with its name
    while (place := _GAP.match(tag, place).end()) < len(tag) - 1:  # type: ignore[union-attr]
        attribute = _ATTRIBUTE.match(tag, place)
        assert attribute is not None
        value = attribute[2] or ""
        quoted = value[:1] in ('"', "'") and value[:1]
        found.append((attribute[1].lower(), unescape(value.strip(quoted) if quoted else value)))
        place = max(place + 1, attribute.end())
    return tuple(found)


@lru_cache(maxsize=4096)
def _problem(tag: str) -> str | None:
    """Why a tag may not be on a page, in Finnish."""
    name = _OPENING.match(tag)[1].lower()  # type: ignore[index]
    attributes = _attributes(tag)
    told = dict(reversed(attributes))  # of two that are alike a browser takes the first
    relations = set(told.get("rel", "").lower().split())
    if _NEVER.fullmatch(name):
        return STYLE if name == "style" else "elementtiä ei julkaista"
    if name == "meta" and told.get("name", "").lower() == "referrer":
        return "viittauskäytäntö on jo sivun alussa"
    if name == "link" and not (relations and relations <= _LINKS):
        return "linkki hakee tai esittelee jotain, mitä sivulla ei käytetä"
    fetches = name in _DRAWN or (
        name == "link" and not relations <= {"canonical", "alternate", "prev", "next"}
    )
    found = (_attribute_problem(name, attribute, value, fetches) for attribute, value in attributes)
    return next(filter(None, found), None)


def _attribute_problem(element: str, name: str, value: str, fetches: bool) -> str | None:
    if _BROKEN.search(name):
        return "merkintä on rikki"
    if name.startswith("on"):
        return HANDLER
    if name in _REFUSED:
        return STYLE if name == "style" else f"määritettä `{name}` ei julkaista"
    if name in _SENDING:
        return None if _is_own(value) else "lomake lähettää tietoja muualle"
    if name in _FETCHING:
        picture = element == "img" and name == "src" and _PICTURE.match(value)
        return None if picture or all(map(_is_own, value.split(","))) else "sivu hakee jotain muualta"
    if name not in _LEADING:
        return None
    if fetches:
        return None if _is_own(value) or value == NO_PICTURE else "sivu hakee jotain muualta"
    scheme = _scheme(value)
    return None if scheme is None or scheme in _SCHEMES else f"osoite alkaa `{scheme}:`"


def _scheme(address: str) -> str | None:
    found = _SCHEME.match(_BLANK.sub("", address))
    return found[1].lower() if found else None


def _is_own(address: str) -> bool:
    """Whether an address leads to this site: no scheme, no other server, as a browser reads it."""
    bare = _BLANK.sub("", address).strip().replace("\\", "/")
    return not bare.startswith("//") and _scheme(bare) is None
