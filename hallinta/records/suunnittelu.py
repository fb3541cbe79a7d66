"""Agreements, yearly plans, goals and maintenance reports: the year's frame around the work."""

from typing import ClassVar, Literal

from hallinta.records.base import Part, SourcedRecord
from hallinta.records.fields import (
    Eurot,
    Henkilotyovuodet,
    Kielistetty,
    KokousViite,
    Kuvaus,
    Nimi,
    Osoite,
    PaatosViite,
    PaattajaViite,
    Paiva,
    PalveluViite,
    Rivi,
    RyhmaViite,
    SopimusViite,
    SuunnitelmaViite,
    TietueViite,
    Vuosi,
)
from hallinta.records.kasittely import MovingRecord
from hallinta.records.kaytanto import Versio


class Toteuma(Part):
    pvm: Paiva
    arvo: Nimi | None
    huomio: Kielistetty | None = None


class Tavoite(SourcedRecord):
    """A goal that services, proposals and projects serve (1-02, 2.1-04, 2.1-06)."""

    yksikko: ClassVar = "tavoite"
    otsikko: ClassVar = "Tavoitteet"
    sivun_lausekkeet: ClassVar = ("1-02", "2.1-04", "2.1-06", "2-04")

    lahde_laji: Literal["hallitusohjelma", "tulossopimus", "vuosisuunnitelma", "linjaus", "hanke", "muu"]
    asiakirja: Nimi | None = None
    asettaja: PaattajaViite | None = None
    kuvaus: Kuvaus
    vuodet: tuple[Vuosi, ...] = ()
    tulossopimus: SopimusViite | None = None
    mittari: Nimi | None = None
    palvelut: tuple[PalveluViite, ...] = ()
    tila: Literal["avoin", "saavutettu", "ei-saavutettu", "tuntematon"]
    toteumat: tuple[Toteuma, ...] = ()


class Liite(Part):
    told_apart_by: ClassVar = "tunnus"

    tunnus: Rivi
    nimi: Nimi


class Valmisteluvaihe(Part):
    """A meeting that prepared the agreement (2.1-12)."""

    vaihe: Rivi
    ryhma: RyhmaViite
    kokous: KokousViite | None = None


class Tulossopimus(SourcedRecord):
    """A performance agreement between OKM and OPH (1-01)."""

    yksikko: ClassVar = "tulossopimus"
    otsikko: ClassVar = "Tulossopimukset"
    sivun_lausekkeet: ClassVar = ("0-01", "1-01", "1-03", "2.1-12", "2.3-07")

    kausi: Rivi
    vuosi: Vuosi
    allekirjoitettu: Paiva | None
    osoite: Osoite | None
    liitteet: tuple[Liite, ...] = ()
    valmistelu: tuple[Valmisteluvaihe, ...] = ()


class Suunnitelmakohta(Part):
    nimi: Nimi
    koskee: tuple[TietueViite, ...] = ()


class Suunnitelmaversio(Versio):
    """A version of the plan; after signing it is refined to match the agreement (2.3-10)."""

    peruste: Literal["ohjekirje", "allekirjoitus", "muu"]


class Vuosisuunnitelma(MovingRecord):
    """The plan of one year, decided by the management group (2.1-13); its content is not defined (A-18)."""

    id_pattern: ClassVar = r"[0-9]{4}"
    id_example: ClassVar = "2026"
    yksikko: ClassVar = "vuosisuunnitelma"
    otsikko: ClassVar = "Vuosisuunnitelmat"
    sivun_lausekkeet: ClassVar = ("2.1-13", "2.3-10")

    vuosi: Vuosi
    tulossopimus: SopimusViite | None = None
    kohdat: tuple[Suunnitelmakohta, ...] = ()
    paatos: PaatosViite | None = None
    versiot: tuple[Suunnitelmaversio, ...] = ()


class Yllapitoraportti(SourcedRecord):
    """OPH's report of one service's maintenance in one year (3.3-07, 3.3-08); an unknown amount is null."""

    yksikko: ClassVar = "ylläpitoraportti"
    otsikko: ClassVar = "Ylläpitoraportit"
    address_form: ClassVar = "yllapito/{vuosi}/#{id}"
    sivun_lausekkeet: ClassVar = ("3.3-01", "3.3-05", "3.3-07", "3.3-08")

    palvelu: PalveluViite
    vuosi: Vuosi
    raportoitu: Paiva | None
    kustannus_eur: Eurot | None
    ostopalvelut_eur: Eurot | None
    htv: Henkilotyovuodet | None
    resurssipaatos: PaatosViite | None = None
    suunnitelma: SuunnitelmaViite | None = None

    @property
    def address(self) -> str:
        return f"{self.tree}{self.address_form.format(vuosi=self.vuosi, id=self.id)}"
