"""The idea bank: feedback, proposals and needs (3.1)."""

from typing import ClassVar, Literal

from hallinta.records.fields import (
    IdeaViite,
    Kielistetty,
    Kuvaus,
    OrganisaatioViite,
    Paiva,
    PalveluViite,
    SidosryhmaViite,
)
from hallinta.records.kasittely import Kasittely, MovingRecord

Kohde = Literal["nykyinen-palvelu", "uusi-palvelu"]
IdeanLahde = Literal["sidosryhma", "asiakasryhma", "hanke", "yllapito", "ryhma", "hallitusohjelma", "muu"]


class Idea(MovingRecord):
    """One idea, wherever it came from; what became of it is told by its history and by what names it."""

    yksikko: ClassVar = "idea"
    otsikko: ClassVar = "Ideapankki"
    sivun_lausekkeet: ClassVar = ("1-10", "3.1-01", "3.1-02", "3.1-03", "3.1-08", "3.1-09", "3.3-10")

    kuvaus: Kuvaus
    saapunut: Paiva
    lahde_laji: IdeanLahde
    lahderyhma: SidosryhmaViite | None = None
    vastaanottaja: OrganisaatioViite | None = None
    kohde: Kohde
    palvelu: PalveluViite | None = None
    kasittelyt: tuple[Kasittely, ...] = ()
    yhdistetty: IdeaViite | None = None
    jaettu: tuple[IdeaViite, ...] = ()
    palaute_ehdottajalle: Kielistetty | None = None
