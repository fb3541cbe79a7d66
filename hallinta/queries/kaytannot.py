"""Agreed practices and how services comply with their requirements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from hallinta.handbook import Handbook
from hallinta.queries.graph import once
from hallinta.records.kaytanto import Kaytanto, Vaatimus
from hallinta.records.palvelu import Palvelu


class Compliance(StrEnum):
    KUNNOSSA = "kunnossa"
    PUUTTUU = "puuttuu"
    EI_TIETOA = "ei-tietoa"
    OHJEELLINEN = "ohjeellinen"


class PracticeState(StrEnum):
    EHDOTUS = "ehdotus"
    VOIMASSA = "voimassa"
    KUMOTTU = "kumottu"


def practice_state(handbook: Handbook, kaytanto: Kaytanto) -> PracticeState:
    """In force only by a decision that was made and holds, or by a written agreement (1-17, 1-18)."""
    if kaytanto.kumottu and kaytanto.kumottu <= handbook.today:
        return PracticeState.KUMOTTU
    paatos = handbook.paatokset.get(kaytanto.paatos) if kaytanto.paatos else None
    decided = paatos is not None and paatos.approved and (paatos.pvm or date.max) <= handbook.today
    return PracticeState.VOIMASSA if decided or kaytanto.kirjallinen_sopimus else PracticeState.EHDOTUS


def requirements(handbook: Handbook) -> list[tuple[Kaytanto, Vaatimus]]:
    """The requirements of every practice that is not repealed."""
    return [
        (kaytanto, vaatimus)
        for kaytanto in handbook.kaytannot
        if practice_state(handbook, kaytanto) is not PracticeState.KUMOTTU
        for vaatimus in kaytanto.vaatimukset
    ]


def compliance(palvelu: Palvelu, vaatimus: Vaatimus) -> Compliance:
    """What the service's own record tells of one requirement (3.4-01). Unknown is not the same as missing."""
    if vaatimus.tarkistus == "ohjeellinen":
        return Compliance.OHJEELLINEN
    if vaatimus.tarkistus == "dokumentti":
        if palvelu.dokumentaatio is None:
            return Compliance.EI_TIETOA
        listed = any(dokumentti.laji == vaatimus.kohde for dokumentti in palvelu.dokumentaatio)
        return Compliance.KUNNOSSA if listed else Compliance.PUUTTUU
    value = getattr(palvelu, vaatimus.kohde or "", None)
    if value is None:
        return Compliance.EI_TIETOA
    return Compliance.KUNNOSSA if value != () else Compliance.PUUTTUU


def services_in_scope(handbook: Handbook) -> list[Palvelu]:
    """The services that practices bind."""
    return [palvelu for palvelu in handbook.palvelut if in_scope(palvelu)]


def in_scope(palvelu: Palvelu) -> bool:
    """Whether the service is, or may be, in the model's scope."""
    return palvelu.mallin_piirissa != "ei"


@once
def checked_practices(handbook: Handbook) -> list[tuple[Kaytanto, list[Vaatimus]]]:
    """The practices not repealed with the requirements that a service's record can meet (3.4-01)."""
    found: dict[str, tuple[Kaytanto, list[Vaatimus]]] = {}
    for kaytanto, vaatimus in requirements(handbook):
        if vaatimus.tarkistus != "ohjeellinen":
            found.setdefault(kaytanto.id, (kaytanto, []))[1].append(vaatimus)
    return list(found.values())


def practices_over(handbook: Handbook, palvelu: Palvelu) -> list[tuple[Kaytanto, list[Vaatimus]]]:
    """The checked practices that bind a service, with their requirements."""
    return checked_practices(handbook) if in_scope(palvelu) else []


SHOWN = 20
"""The most practices that one page compares services with; the rest are named."""


def compliance_totals(palvelut: Sequence[Palvelu], vaatimus: Vaatimus) -> Counter[Compliance]:
    return Counter(compliance(palvelu, vaatimus) for palvelu in palvelut)
