"""The files of ``docs/`` that are not pages: pictures, and what a picture may hold.

What lies in ``docs/`` is published as it is, so only what cannot run or stand in for something else is taken:
a few kinds of pictures whose content is what the name tells, in a place that is not the program's own. The site's
styles and scripts are code and stand in ``hallinta/theme/assets/``.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from xml.parsers import expat

from hallinta.finding import visible
from hallinta.yaml_text import Fault

MAX_BYTES = 2 * 1024 * 1024

_BEGINNINGS = {
    "png": re.compile(rb"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    "jpg": re.compile(rb"\xff\xd8\xff"),
    "jpeg": re.compile(rb"\xff\xd8\xff"),
    "webp": re.compile(rb"RIFF....WEBPVP8", re.DOTALL),
    "ico": re.compile(rb"\0\0\x01\0[^\0]\0"),
}
KINDS = (*_BEGINNINGS, "svg")

OWN_FOLDERS = (
    "api",
    "kalenteri",
    "syote",
    "search",
    "assets/images",
    "assets/javascripts",
    "assets/stylesheets",
)
"""Folders of the site whose every file the program writes."""

_NAME = re.compile(r"([a-z0-9]+([._-][a-z0-9]+)*/)*[a-z0-9]+([._-][a-z0-9]+)*")
_KINDS_IN_WORDS = "kuvia (`.png`, `.jpg`, `.webp`, `.ico`, `.svg`)"


def picture_fault(path: str, data: bytes) -> Fault | None:
    """Why a file at ``path`` under ``docs/`` cannot be published; None for a picture that can."""
    name, ending = PurePosixPath(path).name, PurePosixPath(path).suffix[1:]
    if ending not in KINDS:
        problem = f"tiedosto `{visible(name)}` ei ole sivu eikä kuva, joten sitä ei julkaista"
        fix = f"poista se docs-kansiosta: siellä on sivuja (`.md`) ja {_KINDS_IN_WORDS}, muuhun linkitetään"
        return _at_start(problem, fix)
    if not _NAME.fullmatch(path):
        fix = "nimeä tiedosto ja sen kansiot pienillä kirjaimilla a–z, numeroilla ja yhdysviivoilla"
        return _at_start(f"nimi `{visible(path)}` ei käy verkko-osoitteeksi", fix)
    if own := next((folder for folder in OWN_FOLDERS if f"{path}/".startswith(f"{folder}/")), None):
        return _at_start(f"kansion `{own}/` tiedostot tekee ohjelma", "siirrä kuva kansioon docs/assets/")
    if len(data) > MAX_BYTES:
        size = f"{len(data) // 1024} kt, enintään {MAX_BYTES // 1024} kt"
        return _at_start(f"kuva on liian suuri ({size})", "pienennä kuvaa tai tallenna se tiiviimmin")
    if ending == "svg":
        return _svg_fault(data)
    if not _BEGINNINGS[ending].match(data):
        problem = f"tiedoston sisältö ei ole sitä, mitä pääte `.{ending}` lupaa"
        return _at_start(problem, "tallenna kuva uudelleen kuvankäsittelyohjelmalla")
    return None


def _at_start(problem: str, fix: str) -> Fault:
    return Fault(1, 1, problem, fix)


# --- SVG ------------------------------------------------------------------------------------------------

_SVG, _XLINK, _XML = (
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1999/xlink",
    "http://www.w3.org/XML/1998/namespace",
)
_ELEMENTS = """
    circle clipPath defs desc ellipse g line linearGradient marker mask path pattern polygon polyline
    radialGradient rect stop svg symbol text textPath title tspan use
"""
_ATTRIBUTES = """
    alignment-baseline aria-describedby aria-hidden aria-label aria-labelledby baseProfile class
    clip-path clip-rule clipPathUnits color cx cy d direction display dominant-baseline dx dy fill
    fill-opacity fill-rule font-family font-size font-style font-variant font-weight fr fx fy
    gradientTransform gradientUnits height id lang letter-spacing marker-end marker-mid marker-start
    markerHeight markerUnits markerWidth mask maskContentUnits maskUnits offset opacity orient
    overflow paint-order pathLength patternContentUnits patternTransform patternUnits points
    preserveAspectRatio r refX refY role rotate rx ry shape-rendering spreadMethod startOffset stop-color
    stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit
    stroke-opacity stroke-width tabindex text-anchor text-decoration text-rendering textLength transform
    unicode-bidi vector-effect version viewBox visibility width word-spacing x x1 x2 y y1 y2
"""
"""What a drawing is made of; names between spaces."""
_DRAWN, _DRAWN_BY = frozenset(_ELEMENTS.split()), frozenset(_ATTRIBUTES.split())
_LOCAL = re.compile(r"#[\w.-]+")
_PAINT = re.compile(r"url\(\s*#[\w.-]+\s*\)")
_LEADS_OUT = re.compile(r"url|image|src\s*\(|//|\\", re.IGNORECASE)
_WORDS = re.compile(r"aria-.*|class|id|lang|role")
"""Attributes whose value is never read as an address."""
_SVG_FIX = (
    "vie piirros ohjelmasta tavallisena SVG:nä ilman tyylejä, skriptejä ja linkkejä, tai tallenna se "
    "PNG-kuvana"
)


class _Refused(Exception):
    """Something that a drawing does not need: the place and the problem, in Finnish."""


def _svg_fault(data: bytes) -> Fault | None:
    try:
        text = data.decode("utf-8-sig")
        _read_svg(text)
    except (UnicodeDecodeError, expat.ExpatError) as error:
        line, column = (error.lineno, error.offset + 1) if isinstance(error, expat.ExpatError) else (1, 1)
        return Fault(line, column, "kuva ei ole ehjää SVG:tä UTF-8-merkistöllä", _SVG_FIX)
    except _Refused as refused:
        line, column, problem = refused.args
        return Fault(line, column, problem, _SVG_FIX)
    return None


def _read_svg(text: str) -> None:
    """Go through a drawing. Raises ``_Refused`` at what may not be there, ``ExpatError`` at what is not XML."""
    reader = expat.ParserCreate(namespace_separator=" ")

    def refuse(problem: str) -> None:
        raise _Refused(reader.CurrentLineNumber, reader.CurrentColumnNumber + 1, problem)

    def declared(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() != "utf-8":
            refuse(f"kuvan merkistö on `{visible(encoding)}`, pitäisi olla UTF-8")

    def started(element: str, attributes: dict[str, str]) -> None:
        if problem := _problem(element, attributes):
            refuse(problem)

    reader.XmlDeclHandler = declared
    reader.StartDoctypeDeclHandler = lambda *_: refuse("kuvassa on `DOCTYPE`")
    reader.ProcessingInstructionHandler = lambda target, _: refuse(f"kuvassa on käsky `{visible(target)}`")
    reader.StartElementHandler = started
    reader.Parse(text, True)


def _problem(element: str, attributes: dict[str, str]) -> str | None:
    """Why an element is no part of a picture: it or an attribute draws nothing or leads out of it."""
    space, _, name = element.rpartition(" ")
    if (space, name) == ("", "svg"):
        return f'kuvasta puuttuu `xmlns="{_SVG}"`, joten selain ei näytä sitä'
    if space != _SVG or name not in _DRAWN:
        return f"kuvassa on elementti `{visible(name)}`, jota ei julkaista"
    for attribute, value in attributes.items():
        space, _, name = attribute.rpartition(" ")
        if name == "href" and space in ("", _XLINK):
            if not _LOCAL.fullmatch(value.strip()):
                return f"linkki `{visible(value)[:60]}` johtaa kuvan ulkopuolelle"
        elif not (name in _DRAWN_BY if space == "" else space == _XML and name in ("lang", "space")):
            return f"kuvassa on määrite `{visible(name)}`, jota ei julkaista"
        elif not _WORDS.fullmatch(name) and _LEADS_OUT.search(_PAINT.sub("", value)):
            return f"määrite `{visible(name)}: {visible(value)[:60]}` johtaa kuvan ulkopuolelle"
    return None
