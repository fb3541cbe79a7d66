"""What else a page may hold: the few HTML tags, attributes and blocks that our own pages use."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hallinta.prose.headings import OWN_ID

Told = Iterator[tuple[int, str, str]]


def _shown(text: str, start: int) -> str:
    row = text[start : start + 200].partition("\n")[0]
    row = re.sub(r"[\x00-\x1f]+", "…", row).replace("`", "")
    return row if len(row) <= 40 else f"{row[:39]}…"


# --- HTML -----------------------------------------------------------------------------------------------

# patterns of what most pages do not have are compiled only when needed
_TAG = r"<[A-Za-z/!?\x02]"
_OPENING = r'<div class="(hk-nosto|hk-kortit)" markdown>(?=\n|\Z)'
_CLOSING = r"</div>(?=\n|\Z)"
_AUTOLINK = r"(?i)<[a-z][a-z0-9+.-]*:[^\s<>]*>"
_WRITE_MARKDOWN = "kirjoita sisältö Markdownina; merkki sellaisenaan on `&lt;` tai koodia"
_ALONE = "erota `<div>`- ja `</div>`-rivi muusta tekstistä tyhjällä rivillä"


def tags(text: str, whole: str) -> Told:
    """Every tag but the frames of our own pages, which stand on rows of their own and close."""
    opened: int | None = None
    told: set[str] = set()
    for found in re.finditer(_TAG, text) if "<" in text else ():
        start = found.start()
        rest = text[start : start + 400]
        if re.match(_AUTOLINK, rest):
            continue
        tag = re.match(_OPENING if opened is None else _CLOSING, rest)
        if tag is None:
            shown = re.split(r"(?<=>)", _shown(whole, start))[0]
            name = re.sub(r"[^a-z].*", "", shown.lower().lstrip("</"))
            if not (shown.startswith("</") and name in told):  # its opening tag is told already
                yield start, f"`{shown}` on HTML:ää, jota sivulla ei voi käyttää", _WRITE_MARKDOWN
            told.add(name)
            continue
        if opened is not None and (inside := re.search(_TAG, whole[opened:start])):
            fix = "siirrä koodi kehyksen ulkopuolelle tai kirjoita merkin tilalle `&lt;`"
            yield opened + inside.start(), "koodin HTML-merkintä katkaisee sen ympärillä olevan kehyksen", fix
        end = start + tag.end()
        if text[max(start - 2, 0) : start].strip("\n") or text[end : end + 2].strip("\n"):
            yield start, f"`{tag[0]}` ei ole omana lohkonaan", _ALONE
        opened = end if opened is None else None
    if opened is not None:
        start = text.rindex("<div", 0, opened)
        yield start, "`<div>` jää sulkematta", "lisää kehyksen loppuun rivi `</div>`"


# --- braces ---------------------------------------------------------------------------------------------

_BRACE = r"\\\\|\\[{}]|\{[{%#]?"
_CLASS = r"\{:? *\.hk-ingressi *\}"
_WRITE_CODE = "poista merkintä; aaltosulku sellaisenaan on koodia (`` `{…}` ``) tai sen edessä on kenoviiva"
_CALL_FORM = (
    'kirjoita makro muodossa `{{ lauseke("1-14") }}`; merkit sellaisinaan kuuluvat koodiin: `` `{{` ``'
)
_OWN_ID_FORM = "kirjoita kohdan tunnus muodossa `{ #oma-tunnus }`, välilyönti ennen ristikkomerkkiä"


def braces(text: str) -> Iterator[tuple[bool, tuple[int, str, str]]]:
    """What looks like a macro (true) and is no call with texts, and what looks like attributes, which could be
    any: only an id and one class are used.
    """
    row = -1
    for found in re.finditer(_BRACE, text):
        start = found.start()
        if start < row or found[0][0] == "\\":
            continue
        if len(found[0]) > 1:
            row = text.find("\n", start) + 1 or len(text)  # one complaint a row is enough
            shown = _shown(text, start)
            if found[0] == "{#" and OWN_ID.match(text, start):
                yield True, (start, f"`{shown}` alkaa kuin kommentti", _OWN_ID_FORM)
            else:
                yield True, (start, f"`{shown}` ei ole makron kutsu", _CALL_FORM)
        elif not OWN_ID.match(text, start) and not re.compile(_CLASS).match(text, start):
            yield False, (start, f"määritemerkintä `{_shown(text, start)}` ei ole sallittu", _WRITE_CODE)


# --- blocks ---------------------------------------------------------------------------------------------

_ADMONITION = r"(?m)^[ \t>*+.\d:-]*(!!!|\?\?\?) ?(.*)$"
_ADMONITIONS = ("note", "info", "tip", "warning", "danger")
_ADMONITION_FORM = rf"({'|'.join(_ADMONITIONS)})( +\"[^\"]*\")? *"


def blocks(text: str) -> Told:
    """Notes of the kinds that the site has a look for."""
    for found in re.finditer(_ADMONITION, text) if "!!!" in text or "???" in text else ():
        if not re.fullmatch(_ADMONITION_FORM, found[2]):
            known = ", ".join(f"`{kind}`" for kind in _ADMONITIONS)
            fix = f'kirjoita esim. `!!! note "Otsikko"`; lajit ovat {known}'
            yield found.start(1), f"huomautuslohkoa `{_shown(text, found.start(1))}` ei tunneta", fix
