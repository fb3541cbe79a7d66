"""Groups: the model's two, the leading bodies beside them, temporary groups and project groups."""

from datetime import date
from typing import ClassVar, Literal

from hallinta.records.base import Part, SourcedRecord
from hallinta.records.fields import (
    Kielistetty,
    LausekeViite,
    Lukumaara,
    Nimi,
    OrganisaatioViite,
    Paiva,
    Rivi,
    Totuus,
)
from hallinta.records.organisaatio import Tehtava

Taso = Literal["strateginen", "taktinen", "operatiivinen"]


class Jasenpaikka(Part):
    """A seat: an organisation and a role, never a person."""

    organisaatio: OrganisaatioViite
    rooli: Rivi
    lukumaara: Lukumaara | None = None
    edustaa: Rivi | None = None
    lauseke: LausekeViite | None = None


class Toimikausi(Part):
    alku: Paiva | None = None
    loppu: Paiva | None = None


class Ryhma(SourcedRecord):
    """A group that steers, decides or prepares (W3C ORG: OrganizationalUnit or collaboration)."""

    yksikko: ClassVar = "ryhmä"
    otsikko: ClassVar = "Ryhmät"
    sivun_lausekkeet: ClassVar = ("1-13",)

    lyhenne: Rivi | None = None
    taso: Taso | None
    mallin_ryhma: Totuus
    tyyppi: Literal["pysyva", "valiaikainen", "hankeryhma"] | None
    tarkoitus: Kielistetty
    organisaatio: OrganisaatioViite | None = None
    jasenpaikat: tuple[Jasenpaikka, ...] = ()
    jasentahot: tuple[Nimi, ...] = ()
    """Who takes part, when the source tells the bodies and not the seats."""
    tehtavat: tuple[Tehtava, ...] = ()
    asettaja: OrganisaatioViite | None = None
    asetettu: Paiva | None = None
    asianumero: Rivi | None = None
    toimikausi: Toimikausi | None = None
    aiemmat_toimikaudet: tuple[Toimikausi, ...] = ()
    puheenjohtaja: Rivi | None = None
    sihteeri: Rivi | None = None
    paatosvaltaisuus: Kielistetty | None = None
    kokousvali: Kielistetty | None = None

    @property
    def on_mallissa(self) -> bool:
        """Whether the model itself tells of the group: its own two, and the leading bodies whose tasks it gives."""
        return self.mallin_ryhma or (self.tyyppi == "pysyva" and bool(self.tehtavat))

    def ended(self, day: date) -> bool:
        """Whether the group's term was over on the day before."""
        return (
            self.toimikausi is not None and self.toimikausi.loppu is not None and self.toimikausi.loppu < day
        )
