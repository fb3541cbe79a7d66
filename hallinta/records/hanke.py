"""Projects and sub-projects (3.2). The model regulates only a project's interfaces (1-06)."""

from typing import ClassVar, Literal

from hallinta.records.base import Part
from hallinta.records.fields import (
    AihioViite,
    Eurot,
    HankeViite,
    Henkilotyovuodet,
    Kielistetty,
    KuukausienMaara,
    Kuvaus,
    Nimi,
    OrganisaatioViite,
    Osoite,
    PaatosViite,
    Paiva,
    PalveluViite,
    Rivi,
    RyhmaViite,
    TavoiteViite,
    Totuus,
    Vuosi,
)
from hallinta.records.kasittely import Arviot, ScopedRecord


class AsetettuRyhma(Part):
    """An appointed group of a project (3.2-08); who appoints is not defined (A-22)."""

    told_apart_by: ClassVar = "ryhma"

    ryhma: RyhmaViite
    asetettu: Paiva | None = None
    asettaja: OrganisaatioViite | None = None
    asettamispaatos: Osoite | None = None


class HankkeenAsettaminen(Part):
    """Who appointed the project, when and under which numbers; whatever of these the sources tell."""

    asettaja: OrganisaatioViite | None = None
    pvm: Paiva | None = None
    hankenumero: Rivi | None = None
    asianumerot: tuple[Rivi, ...] = ()
    paatos: PaatosViite | None = None


class HankkeenRajapinta(Part):
    """How the project meets the common groups (1-07)."""

    raportoi: RyhmaViite
    vie_paatettavaksi: Kielistetty


class Raportointi(Part):
    """The agreed reporting (3.2-10); ``vali_kk`` in months, null when only agreed case by case (A-21)."""

    vastaanottaja: RyhmaViite
    vali_kk: KuukausienMaara | None
    muoto: Kielistetty
    paatos: PaatosViite | None = None


class Informointi(Part):
    vastaanottaja: RyhmaViite
    laajuus: Kielistetty
    tapa: Kielistetty
    paatos: PaatosViite | None = None


class Raportti(Part):
    """One report or piece of information given; the same record serves both flows (A-30)."""

    pvm: Paiva
    laji: Literal["raportti", "informointi"]
    vastaanottajat: tuple[RyhmaViite, ...]
    tilanne: Literal["aikataulussa", "viivastynyt", "vaarassa", "valmis"]
    tiivistelma: Kielistetty


class HankkeenMuutos(Part):
    """A change of the project; a significant one needs the management group's decision (2.1-19)."""

    pvm: Paiva
    kuvaus: Kielistetty
    merkittava: Totuus
    perustelu: Kielistetty | None = None
    paatos: PaatosViite | None = None


class Resurssimuutos(Part):
    """A change of resources, before and after, in euros or person-years (2.1-20)."""

    pvm: Paiva
    merkittava: Totuus
    ennen_eur: Eurot | None = None
    jalkeen_eur: Eurot | None = None
    ennen_htv: Henkilotyovuodet | None = None
    jalkeen_htv: Henkilotyovuodet | None = None
    perustelu: Kielistetty | None = None
    paatos: PaatosViite | None = None


class Hankekausi(Part):
    """Begin and end; only the year where the source tells no more."""

    alku: Paiva | None
    loppu: Paiva | None
    alkuvuosi: Vuosi | None = None
    loppuvuosi: Vuosi | None = None


class Hanke(ScopedRecord):
    """A project; a sub-project names its parent in ``ylahanke``."""

    yksikko: ClassVar = "hanke"
    otsikko: ClassVar = "Hankkeet"
    sivun_lausekkeet: ClassVar = (
        "1-02", "1-05", "1-07", "2.1-15", "2.1-18", "2.1-19", "2.1-20", "2.2-03",
        "3.2-08", "3.2-10", "3.2-11", "3.2-12", "3.2-14", "3.2-15",
    )  # fmt: skip

    tarkoitus: Kielistetty
    asettaminen: HankkeenAsettaminen | None = None
    osapuolet: tuple[Nimi, ...] = ()
    kehitysaihio: AihioViite | None = None
    palvelut: tuple[PalveluViite, ...] = ()
    ylahanke: HankeViite | None = None
    tavoitteet: tuple[TavoiteViite, ...] = ()
    kausi: Hankekausi
    kustannus: Arviot
    ryhmat: tuple[AsetettuRyhma, ...] = ()
    kaynnistyspaatos: PaatosViite | None = None
    ohjaus_sovittu_toisin: PaatosViite | None = None
    rajapinta: HankkeenRajapinta | None = None
    raportointi: Raportointi | None = None
    informointi: Informointi | None = None
    raportit: tuple[Raportti, ...] = ()
    muutokset: tuple[HankkeenMuutos, ...] = ()
    resurssimuutokset: tuple[Resurssimuutos, ...] = ()
    rahoitus: Kuvaus | None = None
    tulos: Kuvaus | None = None
