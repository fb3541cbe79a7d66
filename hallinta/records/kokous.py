"""Meetings of the groups: when, in what state, with which items."""

from __future__ import annotations

from typing import ClassVar, Literal

from hallinta.records.base import Part, SourcedRecord
from hallinta.records.fields import (
    Kellonaika,
    Kielistetty,
    KokousViite,
    Kuvaus,
    PaatosViite,
    Paiva,
    Rivi,
    RyhmaViite,
    TietueViite,
)
from hallinta.records.paatos import Viestinta


class Asiakohta(Part):
    """An item of the agenda, with the meeting that prepared it (2.2-04) and what came of it."""

    otsikko: Kielistetty
    laji: Literal["paatos", "keskustelu", "tiedoksi"]
    esittelija: Rivi | None = None
    valmisteltu: KokousViite | None = None
    koskee: tuple[TietueViite, ...] = ()
    ehdotus: Kielistetty | None = None
    tulos: Kuvaus | None = None
    paatos: PaatosViite | None = None


class Kuultava(Part):
    """An expert heard in the meeting (2.1-03): a role or an organisation, never a person."""

    taho: Rivi
    asia: Kielistetty


class Kokous(SourcedRecord):
    yksikko: ClassVar = "kokous"
    otsikko: ClassVar = "Kokoukset"
    sivun_lausekkeet: ClassVar = ("2.1-03", "2.1-09", "2.1-15", "2.2-04", "2.2-07", "2.3-01")

    ryhma: RyhmaViite
    pvm: Paiva
    alkaa: Kellonaika | None = None
    paattyy: Kellonaika | None = None
    tila: Literal["suunniteltu", "kutsuttu", "pidetty", "peruttu"]
    peruttu_syy: Kielistetty | None = None
    ylimaarainen: Literal["kylla", "ei"] = "ei"
    kohdat: tuple[Asiakohta, ...] = ()
    kuultavat: tuple[Kuultava, ...] = ()
    viestinta: tuple[Viestinta, ...] = ()
    asianumero: Rivi | None = None
