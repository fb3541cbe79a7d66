"""Stakeholder and customer groups (chapter 3.5)."""

from typing import ClassVar, Literal

from hallinta.records.base import Part, SourcedRecord
from hallinta.records.fields import (
    Kielistetty,
    Nimi,
    OrganisaatioViite,
    Paiva,
    Rivi,
    RyhmaViite,
    SidosryhmaViite,
    Totuus,
    Vuosi,
)


class Rajapinta(Part):
    """How the group's needs reach the model's groups (1-11, 1-12)."""

    kohde: RyhmaViite
    tapa: Kielistetty
    yhteysvastuu: Rivi | None = None


class Sidosryhma(SourcedRecord):
    """A stakeholder or customer group; ``joukko`` is true when the source names no single group."""

    yksikko: ClassVar = "sidosryhmä"
    otsikko: ClassVar = "Sidos- ja asiakasryhmät"
    sivun_lausekkeet: ClassVar = ("1-11",)

    lyhenne: Rivi | None = None
    laji: Literal[
        "virasto",
        "ministerio",
        "viranomainen",
        "valvontaviranomainen",
        "laitos",
        "kumppani",
        "tekninen-kumppani",
        "asiantuntijaelin",
        "asiakasryhma",
        "tietotuotannon-ryhma",
        "sektoriryhma",
        "hallinnonalan-ryhma",
        "ohjausryhma",
    ]
    joukko: Totuus = False
    organisaatio: OrganisaatioViite | None = None
    tehtava: Kielistetty | None
    tehtava_suunniteltu: Totuus = False
    nimetty_mallissa: Totuus
    oleellinen: Totuus | None = None
    oleellinen_perustelu: Kielistetty | None = None
    tila: Literal["toiminnassa", "suunniteltu", "paattynyt", "tuntematon"]
    asettaminen_suunniteltu: Vuosi | None = None
    asetettu: Paiva | None = None
    paattynyt: Paiva | None = None
    ryhma: RyhmaViite | None = None
    """The same body among the groups, when its meetings or decisions are recorded."""
    koulutusasteet: tuple[Rivi, ...] | None = None
    ylaryhma: SidosryhmaViite | None = None
    osapuolet: tuple[Nimi, ...] = ()
    rajapinta: Rajapinta | None = None
