"""Personal data: the handbook speaks of roles and mailboxes of functions, never of persons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hallinta.handbook import Handbook
from hallinta.records.base import Record
from hallinta.rules.registry import Findings, rule
from hallinta.yaml_text import Path

_ADDRESS = re.compile(r"(?<![\w.+-])([\w.+-]+)\s?(?:@|\(at\)|\[at\])\s?([\w-]+(?:\.[\w-]+)+)", re.IGNORECASE)

_FUNCTION = re.compile(
    r"(esikunta|hallinta|hanke|helpdesk|info|johtaja|kirjaamo|kirjasto|koulutus|laskut|lausunnot|media|neuvonta|"
    r"palaute|palvelut?|postilaatikko|projekti|puheenjohtaja|registry|ryhma|saavutettavuus|sihteeri|sihteeristo|"
    r"support|tiedotus|tiimi|tietosuoja|tietoturva|toimisto|tuki|vaihde|vastaava|viestinta|yhteentoimivuus)$"
)
"""How a part of an address that is a function's or a role's ends; compounds end alike."""

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
                if _RESERVED.search(domain) or _is_of_a_function(handbook, local.lower()):
                    continue
                name = re.fullmatch(r"[^\W\d_]{2,}([._-][^\W\d_]{2,})+", local)
                doubt = "joka näyttää henkilön osoitteelta" if name else "josta ei näe, minkä tehtävän se on"
                yield record.at(*path), f"tekstissä on osoite `{local}@{domain}`, {doubt}"


def _is_of_a_function(handbook: Handbook, local: str) -> bool:
    """Whether the part before the at sign names a function, or a service or body of the handbook."""
    known = handbook.palvelut, handbook.ryhmat, handbook.organisaatiot, handbook.sidosryhmat
    if any(local.replace(".", "-") in folder for folder in known):
        return True
    return any(_FUNCTION.search(part) for part in re.split(r"[._+-]", local))


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
        if not _ADDRESS.search(role) and (problem := not_a_role(role)):  # HAL-200 tells of addresses
            yield record.at(*path), f"`{path[-1]}: {role}` {problem}"


def not_a_role(text: str) -> str | None:
    """Why a text is not a role: it reads as a person's name, or it is an address."""
    if _ADDRESS.search(text):
        return "on osoite eikä rooli"
    match = _PERSON.search(text)
    return "näyttää henkilön nimeltä" if match and not _ORGANISATION.search(match.group(1)) else None


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
