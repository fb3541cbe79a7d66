"""How a text was written into its file: what stands there instead of a text, around it or after it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from hallinta.finding import Place, Severity
from hallinta.handbook import Handbook
from hallinta.records import meant
from hallinta.records.base import Record
from hallinta.rules.registry import Findings, rule
from hallinta.schema_errors import may_be_null, shown
from hallinta.yaml_text import BULLETS, QUOTES, Path, unlike

_LANGUAGES = ("fi", "sv", "en")


def _field(path: Path) -> str:
    """What the editor calls the text: its field, or its language when there are many."""
    names = [part for part in path if isinstance(part, str)]
    return names[-2] if names[-1] == "fi" and len(names) > 1 else names[-1]


@rule(
    "HAL-025",
    "Tuntematon tieto on null, ei merkki tai sana",
    lauseke=("1-13", "1-14"),
    fix="kirjoita tieto",
)
def unknowns_are_null(handbook: Handbook) -> Findings:
    """Viiva, kysymysmerkki tai ”ei tiedossa” näyttää lukijasta tiedolta, eikä puuttuvia tietoja voi sen takia
    laskea. Kun kentässä on `null`, sivu kertoo puutteesta kaikkialla samoin sanoin.
    """
    for record in handbook.records:
        for path, text in record.free_texts:
            if meant.unknown(text):
                problem = f"`{_field(path)}: {shown(text)}` kertoo vain, että tieto puuttuu"
                if text in ("null", "~"):
                    problem = f"`{_field(path)}: '{text}'` on lainausmerkeissä tavallinen sana"
                yield record.at(*path), problem, _way_out(type(record), path, text)


def _way_out(model: type[Record], path: Path, text: str) -> str:
    if isinstance(path[-1], int):
        return "poista kohta luettelosta"
    if not may_be_null(model, path):
        return "kirjoita tieto"
    return "poista lainausmerkit" if text in ("null", "~") else f"kirjoita `{_field(path)}: null`"


@rule(
    "HAL-026",
    "Puuttuvan tiedon paikalla ei ole yksittäistä sanaa",
    lauseke=("1-13", "1-14"),
    fix="kirjoita `null`, jos tietoa ei ole; muuten sano asia kokonaisella lauseella",
    severity=Severity.HUOMAUTUS,
)
def texts_say_more_than_that_something_is_missing(handbook: Handbook) -> Findings:
    """Pelkkä ”avoin” tai ”puuttuu” ei kerro, onko tieto tuntematon vai onko asiasta päätetty niin."""
    for record in handbook.records:
        for path, text in record.free_texts:
            spoken = path[-1] in _LANGUAGES and "nimi" not in path
            if spoken and meant.unknown_perhaps(text):
                yield record.at(*path), f"tekstinä `{_field(path)}` on pelkkä `{shown(text)}`"


@rule(
    "HAL-027",
    "Tekstin perässä samalla rivillä ei ole kommenttia",
    lauseke="1-14",
    fix="jos loppu kuuluu tekstiin, pane koko teksti lainausmerkkeihin; kommentti kuuluu omalle rivilleen",
    severity=Severity.HUOMAUTUS,
)
def texts_have_no_comment_after_them(handbook: Handbook) -> Findings:
    """YAML lukee välilyönnin ja ristikkomerkin kommentin aluksi. Jos `#` kuului tekstiin, sen loppu katoaa
    sanomatta. Omalla rivillään kommentti ei voi katkaista mitään.
    """
    for record in handbook.records:
        comments = record.comments
        for path, text in record.free_texts if comments else ():
            written = _written(path, comments)
            if written and (path[-1] in _LANGUAGES or not _CODE.fullmatch(text)):
                problem = f"tekstistä `{_field(path)}` jää merkin `#` jälkeinen osa lukematta"
                yield comments[written], problem


_CODE = re.compile("[a-z0-9.-]+")
"""Whole as it is, whatever comes after it."""


def _written(path: Path, places: Mapping[Path, Place]) -> Path | None:
    """Where a text stands among the places: ``nimi: Koski`` has no ``nimi.fi``."""
    if path in places:
        return path
    return path[:-1] if path[-1] == "fi" and path[:-1] in places else None


_WRAPPED = re.compile(rf"[{QUOTES}][^{QUOTES}]*[{QUOTES}]")


@rule(
    "HAL-028",
    "Tekstin ympärillä ei ole kaarevia lainausmerkkejä",
    lauseke="1-15",
    fix="poista lainausmerkit tekstin ympäriltä; YAMLissa tekstin rajaa vain suora merkki",
    severity=Severity.HUOMAUTUS,
)
def texts_are_not_in_curly_quotes(handbook: Handbook) -> Findings:
    """Kaareva lainausmerkki ei rajaa arvoa vaan jää osaksi tekstiä ja näkyy sivulla."""
    for record in handbook.records:
        for path, text in record.free_texts:
            if not text[0].isascii() and _WRAPPED.fullmatch(text):
                yield (
                    record.at(*path),
                    f"teksti `{_field(path)}` on kokonaan lainausmerkeissä{unlike(text[0] + text[-1], 'ympärillä')}",
                )


_BULLET = re.compile(rf"(?:^|\s)[{BULLETS}]\s")


@rule(
    "HAL-029",
    "Luettelo on tekstissä luettelona",
    lauseke="1-15",
    fix="kirjoita teksti merkinnän `|-` alle ja jokainen kohta omalle rivilleen viivalla `- `",
    severity=Severity.HUOMAUTUS,
)
def lists_in_texts_are_lists(handbook: Handbook) -> Findings:
    """Merkinnän `>-` alla rivit yhdistyvät, ja tekstinkäsittelyohjelman pallo on vain merkki. Sivulla luettelo
    olisi silloin yksi pitkä rivi.
    """
    for record in handbook.records:
        joined = record.run_together
        for path, place in joined.items():
            yield place, f"tekstissä `{_field(path)}` luettelon rivit yhdistyvät yhdeksi riviksi"
        for path, text in record.free_texts if record.suspect else ():
            if not _written(path, joined) and (_BULLET.match(text) or len(_BULLET.findall(text)) > 1):
                yield (
                    record.at(*path),
                    f"tekstissä `{_field(path)}` on luettelomerkki, josta ei tule luetteloa",
                )
