"""Personal data: the handbook speaks of roles and mailboxes of functions, never of persons.

No finding repeats what it found: the log of a check is as public as the page would be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from hallinta.finding import Place, Severity
from hallinta.handbook import Handbook
from hallinta.personal import (
    CODE,
    MAIL,
    NAME,
    OTHER,
    PHONE,
    Sign,
    covered,
    is_address,
    is_name,
    names_a_person,
    person_in,
    signs,
)
from hallinta.records.base import Record
from hallinta.records.malli import Sivu
from hallinta.rules.registry import Findings, rule
from hallinta.yaml_text import Path

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

_SEPARATOR = " | "
"""Between the texts of a record that are looked at together: it ends every name and number."""


@dataclass(frozen=True, slots=True)
class Told:
    """Something of a person in the handbook, and where."""

    place: Place
    record: Record
    path: Path
    sign: Sign


@lru_cache(maxsize=2)
def _told(handbook: Handbook) -> tuple[Told, ...]:
    """What the handbook's own texts tell of persons; what the settings say is none is left out."""
    return tuple(told for told in _all(handbook) if not _excused(handbook, told.sign))


def _all(handbook: Handbook) -> Iterator[Told]:
    for record in handbook.records:
        texts = record.texts
        if signs(_SEPARATOR.join(text for _, text, _ in texts)):  # almost never, and one look is fast
            for path, text, _ in texts:
                for sign in signs(text) if path[0] != _NOT_PERSONS else ():
                    yield Told(record.at(*path), record, path, sign)
        if isinstance(record, Sivu):
            for sign in signs(record.prose.text):
                yield Told(record.spot(sign.start), record, (), sign)


def _of_kind(handbook: Handbook, kind: str) -> Iterator[Told]:
    """What HAL-011 and HAL-201 do not tell."""
    for told in _told(handbook):
        if told.sign.kind == kind and not (kind in (MAIL, NAME) and _is_role(told.record, told.path, kind)):
            yield told


def _is_role(record: Record, path: Path, kind: str) -> bool:
    if record.folder == "ryhmat" and path and path[0] in _SEATS:
        return path[-1] in ("rooli", "puheenjohtaja", "sihteeri")
    return kind == NAME and path in {where for where, _ in _roles_of(record)}


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
    for told in _of_kind(handbook, MAIL):
        local, _, domain = told.sign.what.lower().rpartition("@")
        person = names_a_person(local)
        if _RESERVED.search(domain) or _is_of_a_function(handbook, local, person):
            continue
        doubt = "joka näyttää henkilön osoitteelta" if person else "josta ei näe, minkä tehtävän se on"
        yield told.place, f"tekstissä on osoite `{told.sign.mask}`, {doubt}"


def _is_of_a_function(handbook: Handbook, local: str, person: bool) -> bool:
    """Whether the part before the at sign names a function, or a service or body of the handbook."""
    known = handbook.palvelut, handbook.ryhmat, handbook.organisaatiot, handbook.sidosryhmat
    if any(local.replace(".", "-") in folder for folder in known):
        return True
    return not person and any(_FUNCTION.search(part) for part in re.split(r"[._+-]", local))


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
    for record in _with_roles(handbook):
        for path, role in _roles_of(record):
            if not is_address(role) and (problem := not_a_role(role)):  # HAL-200 tells of addresses
                yield record.at(*path), f"`{path[-1]}: {covered(role)}` {problem}"


def not_a_role(text: str) -> str | None:
    """Why a text is not a role: it reads as a person's name, or it is an address."""
    if is_address(text):
        return "on osoite eikä rooli"
    return "näyttää henkilön nimeltä" if is_name(text) else None


def _with_roles(handbook: Handbook) -> Iterator[Record]:
    yield from handbook.kokoukset
    yield from handbook.katselmukset
    yield from handbook.sidosryhmat
    if not handbook.tree:
        yield handbook.asetukset


_ROLES = frozenset({"esittelija", "taho", "rooli", "yhteysvastuu", "vastuu"})
"""Fields that say in which role someone acts; a group's seats are HAL-011's."""


def _roles_of(record: Record) -> Iterator[tuple[Path, str]]:
    if record.folder in ("kokoukset", "katselmukset", "sidosryhmat", "asetukset", ""):
        yield from ((path, text) for path, text, _ in record.texts if path[-1] in _ROLES)


@rule(
    "HAL-340",
    "Tekstissä ei ole henkilötunnusta",
    lauseke=("1-13", "2.1-01"),
    fix="poista tunnus, ja kerro tietosuojavastaavalle: se jää versiohistoriaan, vaikka teksti korjataan",
)
def texts_have_no_identity_codes(handbook: Handbook) -> Findings:
    """Henkilötunnusta saa käsitellä vain laissa säädetystä syystä, eikä mikään syy tuo sitä julkiselle sivulle.
    Tunnus tunnistetaan päivästä ja tarkistusmerkistä.
    """
    for told in _of_kind(handbook, CODE):
        yield told.place, f"tekstissä on henkilötunnus `{told.sign.mask}`"


@rule(
    "HAL-341",
    "Tekstissä ei ole henkilön puhelinnumeroa",
    lauseke=("1-13", "2.1-01"),
    fix="poista numero, tai kirjoita tehtävän sähköpostiosoite; organisaation numeron voi kirjata asetusten kohtaan "
    "`ei_henkilotietoja`",
)
def texts_have_no_phone_numbers(handbook: Handbook) -> Findings:
    """Puhelinnumero on useimmiten yhden henkilön, ja se vanhenee, kun henkilö vaihtaa tehtävää. Kentässä
    `puhelin` on organisaation numero.
    """
    for told in _of_kind(handbook, PHONE):
        own = told.path and told.path[-1] == "puhelin"
        mobile = re.match(r"\D*(?:0|(?:00)?358\D*)\D*(?:4|50)", told.sign.read)
        if not own or mobile:
            yield told.place, f"tekstissä on puhelinnumero `{told.sign.mask}`"


@rule(
    "HAL-342",
    "Tekstissä ei ole henkilön nimeä",
    lauseke=("1-13", "2.1-01"),
    fix="kirjoita rooli tai organisaatio; jos ilmaus ei ole henkilön nimi, kirjaa se asetusten kohtaan "
    "`ei_henkilotietoja`",
)
def texts_have_no_names_of_persons(handbook: Handbook) -> Findings:
    """Käsikirja kertoo rooleista, ei henkilöistä: roolin haltija vaihtuu, rooli jää. Nimi tunnistetaan taivutettuna,
    kummassakin järjestyksessä ja alkukirjaimen kanssa.
    """
    for told in _of_kind(handbook, NAME):
        yield told.place, f"tekstissä on ilmaus `{told.sign.mask}`, joka näyttää henkilön nimeltä"
    for record in handbook.records:
        if person_in(record.id):
            yield record.at(), "tiedoston nimi näyttää henkilön nimeltä", "nimeä tiedosto asian mukaan"


@rule(
    "HAL-343",
    "Tekstissä ei ole tilinumeroa, kotiosoitetta eikä muuta henkilön tietoa",
    lauseke=("1-13", "2.1-01"),
    fix="poista tieto",
)
def texts_have_nothing_else_of_persons(handbook: Handbook) -> Findings:
    """Käsikirja ei tarvitse yhdenkään henkilön tietoja. Tilinumero tunnistetaan tarkistusnumerosta, kotiosoite
    asunnon numerosta ja muut siitä sanasta, joka on niiden edellä.
    """
    for told in _of_kind(handbook, OTHER):
        yield told.place, f"tekstissä on {told.sign.what} `{told.sign.mask}`"


# --- what is said to be none ----------------------------------------------------------------------------

_NOT_PERSONS = "ei_henkilotietoja"


def _excused(handbook: Handbook, sign: Sign) -> bool:
    """Whether the settings say that the words are no name, or that the number or the address is nobody's own.

    An identity code is always somebody's.
    """
    return sign.kind != CODE and any(
        _says(each.ilmaus, sign) for each in handbook.asetukset.ei_henkilotietoja
    )


def _says(phrase: str, sign: Sign) -> bool:
    if sign.kind in (NAME, OTHER):
        said = " ".join(map(re.escape, phrase.casefold().split()))
        return re.search(rf"(?<!\w){said}\w{{0,5}}(?!\w)", " ".join(sign.read.casefold().split())) is not None
    if sign.kind == MAIL:
        return phrase.casefold() == sign.what.casefold()
    return re.sub(r"\D", "", phrase) == re.sub(r"\D", "", sign.read)


@rule(
    "HAL-344",
    "Ei-henkilötiedoksi kirjattu ilmaus on jossakin tekstissä",
    lauseke="1-13",
    fix="poista kohta, tai korjaa `ilmaus`",
    severity=Severity.HUOMAUTUS,
)
def what_is_no_personal_data_is_said_somewhere(handbook: Handbook) -> Findings:
    """Turha kohta päästäisi huomaamatta läpi saman nimisen henkilön."""
    if handbook.tree or not handbook.asetukset.ei_henkilotietoja:
        return
    both = [handbook, handbook.example] if handbook.example else [handbook]
    said = [told.sign for each in both for told in _all(each)]
    for index, each in enumerate(handbook.asetukset.ei_henkilotietoja):
        if not any(_says(each.ilmaus, sign) for sign in said):
            place = handbook.asetukset.at(_NOT_PERSONS, index, "ilmaus")
            yield (
                place,
                f"ilmausta `{covered(each.ilmaus)}` ei ole yhdessäkään tekstissä henkilötiedon näköisenä",
            )
