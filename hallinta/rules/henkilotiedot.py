"""Personal data: the handbook speaks of roles and mailboxes of functions, never of persons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hallinta.handbook import Handbook
from hallinta.records.base import Record
from hallinta.rules.registry import Findings, rule
from hallinta.yaml_text import Path

_ADDRESS = re.compile(r"([\w.+-]+)\s?(?:@|\(at\)|\[at\])\s?([\w-]+(?:\.[\w-]+)+)", re.IGNORECASE)

FUNCTIONS = frozenset(
    {
        "asiakaspalvelu", "digipalvelut", "info", "kirjaamo", "media", "neuvonta", "palaute",
        "saavutettavuus", "tiedotus", "tietosuoja", "tietosuojavastaava", "tietoturva", "tuki",
        "vaihde", "viestinta", "yhteentoimivuus",
    }
)  # fmt: skip
"""Local parts that are mailboxes of a function, not of a person."""

_RESERVED = re.compile(r"(^|\.)(example|invalid|test|localhost)$", re.IGNORECASE)
"""Domains that belong to nobody (RFC 2606)."""

_SEATS = {"jasenpaikat", "puheenjohtaja", "sihteeri"}
"""Where HAL-011 looks for persons in a group."""


@rule(
    "HAL-200",
    "Tekstissä ei ole henkilön sähköpostiosoitetta",
    lauseke=("1-13", "2.1-01"),
    fix="kirjoita tehtävän osoite, esim. kirjaamo, tai poista osoite",
)
def addresses_are_of_functions(handbook: Handbook) -> Findings:
    """Henkilön osoite on henkilötieto, ja se vanhenee, kun henkilö vaihtaa tehtävää.
    Tehtävän osoite pysyy.
    """
    for record in handbook.records:
        for path, text, _ in record.texts:
            if record.folder == "ryhmat" and path[0] in _SEATS:
                continue  # HAL-011 tells
            for local, domain in _ADDRESS.findall(text):
                if local.lower() not in FUNCTIONS and not _RESERVED.search(domain):
                    yield record.at(*path), f"tekstissä on osoite `{local}@{domain}`"


_PERSON = re.compile(
    r"\b[A-ZÅÄÖ][a-zåäö]+(?:-[A-ZÅÄÖ][a-zåäö]+)? ([A-ZÅÄÖ][a-zåäö]+(?:-[A-ZÅÄÖ][a-zåäö]+)?)\b"
)
_ORGANISATION = re.compile(
    r"(arkisto|hallitus|keskus|kirjasto|koulu|kunta|kunnat|laitos|liitto|ministeriö|museo|neuvosto|opisto|palvelu|"
    r"palvelut|ryhmä|seura|säätiö|virasto|yhdistys|yhtiö|yliopisto|oy|ry)n?$",
    re.IGNORECASE,
)


@rule(
    "HAL-201",
    "Rooli on rooli eikä henkilö",
    lauseke=("2.1-01", "2.1-03"),
    fix="kirjoita rooli pienellä alkukirjaimella, esim. `johtava asiantuntija`, tai organisaatio",
)
def roles_are_not_persons(handbook: Handbook) -> Findings:
    """Malli jakaa tehtävät rooleille ja organisaatioille. Henkilön nimi on henkilötieto eikä kuulu julkiseen
    käsikirjaan.
    """
    for record, path, role in _roles(handbook):
        match = _PERSON.search(role)
        if match and not _ORGANISATION.search(match.group(1)):
            yield record.at(*path), f"`{path[-1]}: {role}` näyttää henkilön nimeltä"


def _roles(handbook: Handbook) -> Iterator[tuple[Record, Path, str]]:
    """The fields that say in which role someone acts; a group's seats are HAL-011's."""
    for kokous in handbook.kokoukset:
        for index, kohta in enumerate(kokous.kohdat):
            if kohta.esittelija:
                yield kokous, ("kohdat", index, "esittelija"), kohta.esittelija
        for index, kuultava in enumerate(kokous.kuultavat):
            yield kokous, ("kuultavat", index, "taho"), kuultava.taho
    for review in handbook.katselmukset:
        yield review, ("rooli",), review.rooli
    for sidosryhma in handbook.sidosryhmat:
        if sidosryhma.rajapinta and sidosryhma.rajapinta.yhteysvastuu:
            yield sidosryhma, ("rajapinta", "yhteysvastuu"), sidosryhma.rajapinta.yhteysvastuu
