"""Removed addresses: each is an address of this site that nothing else has taken."""

from __future__ import annotations

import re

from hallinta.handbook import Handbook, data_folders, index_address
from hallinta.rules.registry import Findings, rule
from hallinta.schema_errors import shown

_ADDRESS = re.compile(r"/?[a-z0-9]+([/.-][a-z0-9]+)*/?")


@rule(
    "HAL-042",
    "Poistettu osoite on ollut sivuston osoite eikä ole enää käytössä",
    lauseke=("1-13", "1-14"),
    fix="kirjoita poistetun sivun polku sivuston juuresta, esim. `/palvelut/vanha-palvelu/`",
)
def removed_addresses_are_free(handbook: Handbook) -> Findings:
    """Poistetussa osoitteessa lukijalle kerrotaan, mitä sisällölle tapahtui. Jos osoitteessa on yhä sivu,
    kaksi sivua kilpailisi samasta paikasta.
    """
    taken = {record.address.partition("#")[0].strip("/"): record.path for record in handbook.records}
    taken |= {index_address(folder).strip("/"): f"data/{folder}/" for folder in data_folders()}
    for poistettu in handbook.poistetut:
        place, problem = poistettu.at("osoite"), f"`osoite: {shown(poistettu.osoite)}`"
        if not _ADDRESS.fullmatch(poistettu.osoite):
            yield place, f"{problem} ei ole sivuston osoite"
        elif path := taken.get(poistettu.osoite.strip("/")):
            yield (
                place,
                f"{problem} on käytössä: sen sivu tehdään kohteesta {path}",
                "poista tietue tai korjaa osoite",
            )
