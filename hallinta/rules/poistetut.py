"""Removed addresses: each is an address of this site that nothing else has taken."""

from __future__ import annotations

from hallinta.handbook import Handbook
from hallinta.rules.osoitteet import owner, spot
from hallinta.rules.registry import Findings, rule


@rule(
    "HAL-042",
    "Poistettu osoite ei ole enää käytössä",
    lauseke=("1-13", "1-14"),
    fix="poista tietue tai korjaa osoite",
)
def removed_addresses_are_free(handbook: Handbook) -> Findings:
    """Poistetussa osoitteessa lukijalle kerrotaan, mitä sisällölle tapahtui. Jos osoitteessa on yhä sivu,
    kaksi sivua kilpailisi samasta paikasta.
    """
    removed: dict[str, str] = {}
    for poistettu in handbook.poistetut:
        twin = removed.setdefault(spot(poistettu.osoite), poistettu.path)
        taken = owner(handbook, poistettu.osoite)
        if taken is None and twin != poistettu.path:
            taken = f"sen sivu tehdään kohteesta {twin}"
        if taken:
            yield poistettu.at("osoite"), f"`osoite: {poistettu.osoite}` on käytössä: {taken}"
