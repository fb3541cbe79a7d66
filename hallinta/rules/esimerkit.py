"""Example records: they look like examples and leave what is real alone."""

from __future__ import annotations

import re

from hallinta.handbook import Handbook
from hallinta.records.base import NamedRecord, Record, Reference
from hallinta.rules.registry import Findings, rule

_MODEL = {"ryhmat", "lausekkeet", "tulkinnat", "termit", "lahteet", "tulossopimukset", "sivut"}
"""Real kinds that an example may name: the model itself, its groups and what it rests on."""

_ORGANISATIONS = {"okm", "oph"}


def _may_be_named(target: Record) -> bool:
    organisation = target.folder == "organisaatiot" and target.id in _ORGANISATIONS
    return target.esimerkki or target.folder in _MODEL or organisation


@rule(
    "HAL-190",
    "Esimerkki ei liity todelliseen palveluun, hankkeeseen eikä organisaatioon",
    lauseke="1-13",
    fix="viittaa esimerkkiin, tai tee sitä varten oma esimerkkitietue kansioon data/esimerkit/",
)
def examples_leave_the_real_alone(handbook: Handbook) -> Findings:
    """Esimerkin tiedot on keksitty. Todellisen palvelun, ryhmän tai organisaation sivulla ne näyttäisivät
    tosilta. Vain mallin omat ryhmät sekä OKM ja OPH saavat esiintyä esimerkeissä.
    """
    for record in handbook.records:
        for reference in record.references if record.esimerkki else ():
            target = handbook.find(reference.folder, reference.target)
            if target is not None and not _may_be_named(target):
                problem = (
                    f"esimerkki nimeää todellisen tietueen `{reference.folder}/{reference.target}` "
                    f"({_field(reference)})"
                )
                yield record.at(*reference.path), problem


def _field(reference: Reference) -> str:
    return next((f"`{part}`" for part in reversed(reference.path) if isinstance(part, str)), "viittaus")


_RECORD_LINK = re.compile(r"\]\(\s*<?([a-z]+)/([^)\s>]+)")


@rule(
    "HAL-191",
    "Todellinen tietue ei nimeä esimerkkiä",
    lauseke="1-13",
    fix="poista viittaus, tai siirrä tietue kansioon data/esimerkit/, jos sekin on keksitty",
)
def the_real_does_not_name_examples(handbook: Handbook) -> Findings:
    """Esimerkit voi piilottaa yhdellä asetuksella. Todellinen tietue, joka nojaa esimerkkiin, menisi silloin
    rikki, ja sitä ennen se esittäisi keksittyä totena.
    """
    for record in handbook.records:
        if record.esimerkki:
            continue
        named = [(ref.path, ref.folder, ref.target) for ref in record.references]
        for path, text, rich in record.texts:
            named += [(path, *found) for found in _RECORD_LINK.findall(text) if rich]
        for path, folder, id in named:
            target = handbook.find(folder, id)
            if target is not None and target.esimerkki:
                yield record.at(*path), f"tietue nimeää esimerkin `{folder}/{id}`"


_SAYS_SO = re.compile(r"esimerk|keksit", re.IGNORECASE)


@rule(
    "HAL-192",
    "Esimerkin nimestä näkee, että se on esimerkki",
    lauseke="1-13",
    fix="lisää nimeen sana, esim. `Esimerkki: …` tai `… (esimerkki)`",
)
def examples_say_so_in_their_name(handbook: Handbook) -> Findings:
    """Nimi kulkee luetteloihin, hakuun ja muiden sivuille. Sana nimessä kertoo sielläkin, ettei tietue ole
    tosi.
    """
    for record in handbook.records:
        if record.esimerkki and isinstance(record, NamedRecord) and not _SAYS_SO.search(record.nimi.fi):
            yield record.at("nimi"), f"esimerkin nimi `{record.nimi.fi}` ei kerro, että se on esimerkki"
