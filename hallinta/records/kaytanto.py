"""Agreed practices of communication, documentation and reporting, with requirements a machine can check."""

from typing import ClassVar, Literal

from hallinta.records.base import Part, SourcedRecord
from hallinta.records.fields import (
    Kielistetty,
    KokousViite,
    Kuvaus,
    PaatosViite,
    Paiva,
    Rivi,
    RyhmaViite,
)


class Esitys(Part):
    """The coordination group's proposal to the management group (1-19)."""

    ryhma: RyhmaViite
    kokous: KokousViite | None = None
    pvm: Paiva


class Vaatimus(Part):
    """One requirement of a practice and how it is checked on a service.

    ``kentta``: the fact must be known. ``dokumentti``: a document of the kind must be listed.
    ``ohjeellinen``: people judge it, the handbook does not.
    """

    told_apart_by: ClassVar = "id"

    id: Rivi
    teksti: Kielistetty
    tarkistus: Literal["kentta", "dokumentti", "ohjeellinen"]
    kohde: Rivi | None = None


class Versio(Part):
    told_apart_by: ClassVar = "versio"

    versio: Rivi
    pvm: Paiva
    muutos: Kielistetty
    paatos: PaatosViite | None = None


class Kaytanto(SourcedRecord):
    """A practice is in force when the management group has decided on it (1-18, A-13)."""

    yksikko: ClassVar = "käytäntö"
    otsikko: ClassVar = "Käytännöt"
    sivun_lausekkeet: ClassVar = ("1-16", "1-17", "1-18", "1-19", "3.3-09", "3.4-01", "3.4-02", "3.4-03")

    alue: Literal["viestinta", "tekninen-dokumentaatio", "raportointi", "muu"]
    kuvaus: Kuvaus
    esitys: Esitys | None = None
    paatos: PaatosViite | None = None
    kirjallinen_sopimus: Kielistetty | None = None
    vaatimukset: tuple[Vaatimus, ...] = ()
    versiot: tuple[Versio, ...] = ()
    kumottu: Paiva | None = None
