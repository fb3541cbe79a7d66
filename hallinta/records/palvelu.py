"""Digital services, registers, data resources, interfaces and support services."""

from typing import Annotated, ClassVar, Literal

from hallinta.records.base import NamedRecord, Paatelma, Part
from hallinta.records.fields import (
    Claim,
    Kielistetty,
    KokousViite,
    Kuukausi,
    Kuvaus,
    LahdeViite,
    Nimi,
    OrganisaatioViite,
    Osoite,
    PaatosViite,
    Paiva,
    PalveluViite,
    Rivi,
    SidosryhmaViite,
    Totuus,
    Vuosi,
)
from hallinta.records.kasittely import Piirissa

PalveluLaji = Literal["palvelu", "rekisteri", "tietovaranto", "rajapinta", "tukipalvelu"]
Palveluryhma = Literal[
    "asiakasyksikon-palvelut",
    "yleiskayttoiset-palvelut",
    "tukipalvelut",
    "monen-yksikon-yhteistyokokonaisuudet",
]
ElinkaarenTila = Literal["kehitteilla", "kaytossa", "yllapidossa", "poistumassa", "poistunut"]


class Vastuutaho(Part):
    """An organisation, and its unit when the source names one."""

    organisaatio: OrganisaatioViite
    yksikko: Rivi | None = None
    tarkennus: Rivi | None = None


class Saados(Part):
    """A legal basis: name, number in the statute book (``884/2017``) and the part that applies."""

    nimi: Rivi
    numero: Rivi | None = None
    kohta: Rivi | None = None
    huomautus: Rivi | None = None


class Dokumentti(Part):
    laji: Literal["palvelukortti", "rajapintakuvaus", "arkkitehtuuri", "tietokanta", "ohje", "kuvaus"]
    nimi: Rivi
    osoite: Osoite | None
    tarkastettu: Paiva | None = None


class Seurantatieto(Part):
    """One reading of a measure that OPH follows (2.1-16, 3.3-05)."""

    pvm: Paiva
    mittari: Nimi
    arvo: Nimi


class Lahdeviitteet(Part):
    """The sources of each group of facts on the card."""

    nimi: tuple[LahdeViite, ...] = ()
    tarkoitus: tuple[LahdeViite, ...] = ()
    ryhma: tuple[LahdeViite, ...] = ()
    omistus: tuple[LahdeViite, ...] = ()
    oikeusperuste: tuple[LahdeViite, ...] = ()
    osoite: tuple[LahdeViite, ...] = ()
    lahdekoodi: tuple[LahdeViite, ...] = ()
    lisenssi: tuple[LahdeViite, ...] = ()
    dokumentaatio: tuple[LahdeViite, ...] = ()
    elinkaari: tuple[LahdeViite, ...] = ()
    suhteet: tuple[LahdeViite, ...] = ()
    seuranta: tuple[LahdeViite, ...] = ()


class PalvelunMuutos(Part):
    """What changed in the service and when: a day, a month or a year, as exactly as the source says."""

    pvm: Paiva | None = None
    kuukausi: Kuukausi | None = None
    vuosi: Vuosi | None = None
    kuvaus: Kielistetty
    lahteet: tuple[LahdeViite, ...]

    @property
    def when(self) -> str:
        """When, in a form that sorts: ``2024-01-09``, ``2020-09`` or ``2021``; empty when nothing is told."""
        return str(self.pvm or self.kuukausi or self.vuosi or "")


class JuridinenKysymys(Part):
    """A legal question of maintenance; a key service's goes to the management group (3.3-04)."""

    kuvaus: Kielistetty
    tila: Literal["avoin", "kasitelty"]
    kokous: KokousViite | None = None
    paatos: PaatosViite | None = None


class Palvelu(NamedRecord):
    """A service card (CPSV-AP: PublicService; the fields follow OPH's own card template)."""

    yksikko: ClassVar = "palvelu"
    otsikko: ClassVar = "Palvelut"
    sivun_lausekkeet: ClassVar = ("1-09", "1-20", "1-21", "1-22", "1-23", "3.3-02", "3.4-01")

    lyhenne: Rivi | None = None
    laji: Annotated[PalveluLaji, Claim("HAL-020")]
    tarkoitus: Kuvaus | None
    palveluryhma: Palveluryhma | None
    mallin_piirissa: Piirissa
    mallin_piirissa_perustelu: Kielistetty | None
    keskeinen: Totuus | None = None
    keskeinen_perustelu: Kielistetty | None = None
    omistajat: Annotated[tuple[Vastuutaho, ...] | None, Claim("HAL-021")]
    rekisterinpitajat: tuple[Rivi, ...] | None = None
    yllapitajat: tuple[Vastuutaho, ...] | None
    yllapito_perustelu: Kielistetty | None = None
    toteuttajat: tuple[Vastuutaho, ...] | None
    elinkaaren_tila: ElinkaarenTila | None
    korvaava: PalveluViite | None = None
    oikeusperusta: tuple[Saados, ...] | None
    url: Osoite | None
    lahdekoodi: tuple[Osoite, ...] | None
    lisenssi: Rivi | None
    dokumentaatio: tuple[Dokumentti, ...] | None
    ylapalvelu: PalveluViite | None = None
    riippuvuudet: tuple[PalveluViite, ...] = ()
    sidosryhmat: tuple[SidosryhmaViite, ...] = ()
    asiakasryhmat: tuple[SidosryhmaViite, ...] = ()
    ohjaussopimus: PaatosViite | None = None
    seuranta: tuple[Seurantatieto, ...] | None = None
    juridiset_kysymykset: tuple[JuridinenKysymys, ...] = ()
    muutokset: tuple[PalvelunMuutos, ...] = ()
    lahteet: Lahdeviitteet
    paatelty: tuple[Paatelma, ...] = ()
