"""Links and images of a page: ``[teksti](osoite)`` and nothing else, each with an address that is safe."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hallinta.prose.calls import CALL_FILLER

SCHEMES = ("https:", "http:", "mailto:")

_LINK = re.compile(r"\]\(([^\s()<>\"'\\`|{}\x01\x02]+)\)|\]\(")
# these are seldom needed, so they are compiled only then
_AUTOLINK = r"(?i)<([a-z][a-z0-9+.-]*:[^\s<>]*)>"
_DEFINITION = r"(?m)^[ \t>*+.\d:-]*(\[)[^\[\]]*\]:"
_IMAGE = r"(?i)\.(png|jpe?g|webp|gif|svg)"
_WHOLE = r"https?://[^/?#@:]+(:\d+)?([/?#].*)?|mailto:[^@/]+@[^@/]+"

_ALLOWED = "käytä osoitetta (https://…), sähköpostia (mailto:…) tai sivun polkua (malli/vastuut.md)"
_FORM = (
    "linkin osoitetta ei voi lukea",
    "kirjoita linkki muodossa `[teksti](osoite)`, osoitteeseen ei välejä, sulkuja eikä lainausmerkkejä",
)
_REFERENCE = (
    "linkin osoite on annettu erikseen",
    "kirjoita osoite linkkiin itseensä: `[teksti](osoite)`",
)


@dataclass(frozen=True, slots=True)
class Link:
    """Where the link's text begins and its address ends, the address and its own offset."""

    start: int
    end: int
    target: str
    at: int
    image: bool
    flaws: tuple[tuple[int, str, str], ...] = ()

    @property
    def path(self) -> str:
        return self.target.partition("#")[0]

    @property
    def anchor(self) -> str:
        return self.target.partition("#")[2]

    @property
    def inside(self) -> bool:
        """Whether it leads to this site."""
        return not self.flaws and not self.target.startswith(SCHEMES)


def links(text: str) -> Iterator[Link]:
    for found in _LINK.finditer(text):
        start = _opening(text, found.start())
        image = start > 0 and text[start - 1] == "!"
        end = found.end()
        if found[1] is None:
            end = min(text.find(")", end) + 1 or end, text.find("\n", end) + 1 or end)
            inside = CALL_FILLER in text[found.end() : end]  # told as a macro that stands inside a link
            yield Link(start, end, "", found.start(), image, () if inside else ((found.start(), *_FORM),))
        else:
            at = found.start(1)
            flaw = _flaw(found[1], image)
            yield Link(start, end, found[1], at, image, ((at, *flaw),) if flaw else ())
    for found in re.finditer(_AUTOLINK, text) if "<" in text else ():
        start, end = found.span()
        flaw = _flaw(found[1], image=False)
        yield Link(start, end, found[1], start + 1, False, ((start + 1, *flaw),) if flaw else ())
    for found in re.finditer(_DEFINITION, text) if "]:" in text else ():
        yield Link(found.start(1), found.end(), "", found.start(1), False, ((found.start(1), *_REFERENCE),))


def _opening(text: str, closing: int) -> int:
    """Where the bracket that closes at ``closing`` opens; on the same paragraph, or the closing itself."""
    nearest = text.rfind("[", max(closing - 500, 0), closing)
    if nearest < 0 or "]" not in text[nearest:closing]:
        return closing if nearest < 0 else nearest
    depth = 0
    for at in range(closing - 1, max(closing - 500, -1), -1):
        if text[at] == "]":
            depth += 1
        elif text[at] == "[":
            if not depth:
                return at
            depth -= 1
        elif text[at] == "\n" and text[at - 1 : at] == "\n":
            break
    return closing


def _flaw(target: str, image: bool) -> tuple[str, str] | None:
    shown = target if len(target) <= 60 else f"{target[:59]}…"
    if "&" in target and re.search(r"&#?\w+;", target):
        return f"linkin osoitteessa `{shown}` on HTML-merkki", "kirjoita osoite sellaisenaan"
    if image:
        return _image_flaw(target, shown)
    if target.startswith(SCHEMES):
        return None if re.fullmatch(_WHOLE, target) else (f"linkin osoite `{shown}` on vajaa", _ALLOWED)
    if target.startswith(("//", "/\\", "\\")):
        return f"linkin osoite `{shown}` vie toiselle sivustolle ilman alkua `https:`", _ALLOWED
    if ":" in target:
        return f"linkki `{shown}` ei ole sallittu", _ALLOWED
    if target.startswith("/"):
        fix = "kirjoita sivun polku tältä sivulta, esim. `../malli/vastuut.md`"
        return f"linkki `{shown}` alkaa sivuston juuresta", fix
    if "?" in target:
        return f"linkissä `{shown}` on kysely", "poista `?` ja se, mitä sen jälkeen on"
    return None


def _image_flaw(target: str, shown: str) -> tuple[str, str] | None:
    if ":" in target or target.startswith(("/", "\\")):
        fix = "tallenna kuva kansioon docs/assets/ ja kirjoita sen polku: sivu ei hae mitään muualta"
        return f"kuva `{shown}` ei ole sivuston oma", fix
    if not re.search(_IMAGE, target[-5:]):
        return (
            f"kuva `{shown}` ei ole kuvatiedosto",
            "käytä tiedostoa, jonka pääte on png, jpg, webp, gif tai svg",
        )
    return None
