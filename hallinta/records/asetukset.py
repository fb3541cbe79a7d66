"""Thresholds and settings: ``data/asetukset.yaml``, the one place where the model's figures stand."""

from typing import Annotated, ClassVar, Literal

from hallinta.records.base import Part, Record
from hallinta.records.fields import (
    Eurot,
    Kielistetty,
    KuukaudenNumero,
    LahdeViite,
    LausekeViite,
    Lukumaara,
    LuvunNumero,
    MuokkausOsoite,
    Nimi,
    OneOrMany,
    PaatosViite,
    Paiva,
    PaivienMaara,
    PalauteOsoite,
    Rivi,
    RyhmaViite,
    Shape,
    TahoViite,
    Totuus,
    TulkintaViite,
    Vastuurooli,
    Vuosi,
)
from hallinta.records.kehitysaihio import Kayttoala
from hallinta.records.ryhma import Taso


class Luku(Part):
    """A chapter of the source document."""

    told_apart_by: ClassVar = "numero"

    numero: LuvunNumero
    nimi: Nimi


class Asiakirja(Part):
    """The source document: appendix 6a of the performance agreement (0-01, 0-02)."""

    tunnus: Rivi
    nimi: Nimi
    kausi: Rivi
    vuodet: tuple[Vuosi, ...]
    lahteet: tuple[LahdeViite, ...]
    luvut: tuple[Luku, ...]


class MallinTaso(Part):
    """A level of the model, with the group that works on it when the source names one (2-07)."""

    told_apart_by: ClassVar = "taso"

    taso: Taso
    nimi: Nimi
    kuvaus: Kielistetty
    ryhma: RyhmaViite | None = None
    lausekkeet: tuple[LausekeViite, ...] = ()


class Voimassa(Part):
    """From which day a value holds, by what decision and for what reason; the first one has always held."""

    told_apart_by: ClassVar[str | None] = "alkaen"

    alkaen: Paiva | None = None
    lauseke: LausekeViite | None = None
    paatos: PaatosViite | None = None
    peruste: Kielistetty | None = None


class Rajaarvo(Voimassa):
    arvo: Eurot


class SovittuRaja(Voimassa):
    """``null`` when no limit has been agreed."""

    arvo: Eurot | None


class Maara(Voimassa):
    arvo: Lukumaara


_valid = OneOrMany("arvo")
Rajaarvot = Annotated[tuple[Rajaarvo, ...], _valid, Shape("euromäärä tai luettelo arvoista")]
SovitutRajat = Annotated[tuple[SovittuRaja, ...], _valid, Shape("euromäärä tai luettelo arvoista")]
Maarat = Annotated[tuple[Maara, ...], _valid, Shape("kokonaisluku tai luettelo arvoista")]


class MallinMuutos(Part):
    """A decision by which something that the source fixes is now otherwise: the clause and from which day."""

    lauseke: LausekeViite
    alkaen: Paiva
    paatos: PaatosViite
    kuvaus: Kielistetty


class Raja(Part):
    """A limit in euros; ``null`` when the source was not found. ``vertailu``: ``>`` exceeds, ``>=`` at
    least. Of the limits of one sector of use, the one that began last holds.
    """

    kuvaus: Kielistetty
    kayttoala: Kayttoala | None = None
    raja_eur: Eurot | None
    vertailu: Literal[">", ">="]
    seuraus: Kielistetty
    lauseke: LausekeViite | None = None
    lahde: LahdeViite | None = None
    alkaen: Paiva | None = None
    paatos: PaatosViite | None = None


class Vaihe(Part):
    """A phase of a process: who acts, in which month if that is known, and the clause it comes from."""

    told_apart_by: ClassVar = "id"

    id: Rivi
    nimi: Nimi
    kuvaus: Kielistetty | None = None
    vastuutahot: tuple[TahoViite, ...] = ()
    vastuuroolit: tuple[Vastuurooli, ...] = ()
    kuukausi: KuukaudenNumero | None = None
    seuraavat: tuple[Rivi, ...] = ()
    lausekkeet: tuple[LausekeViite, ...] = ()
    tulkinnat: tuple[TulkintaViite, ...] = ()


class Tila(Part):
    """A state of a state machine: where it may go from here, and whose turn it is."""

    told_apart_by: ClassVar = "tila"

    tila: Rivi
    nimi: Nimi
    kuvaus: Kielistetty | None = None
    seuraavat: tuple[Rivi, ...] = ()
    vuorossa: tuple[TahoViite, ...] = ()
    lausekkeet: tuple[LausekeViite, ...] = ()
    tulkinnat: tuple[TulkintaViite, ...] = ()

    @property
    def final(self) -> bool:
        return not self.seuraavat


class Tilakoneet(Part):
    """The state machines, one per kind that moves; a record begins in the first state of its own (1-12)."""

    ideat: tuple[Tila, ...] = ()
    kehitysaihiot: tuple[Tila, ...] = ()
    hankkeet: tuple[Tila, ...] = ()
    kehitystyot: tuple[Tila, ...] = ()
    paatokset: tuple[Tila, ...] = ()
    vuosisuunnitelmat: tuple[Tila, ...] = ()
    kokoukset: tuple[Tila, ...] = ()


class Sisaltovastuu(Part):
    """Who answers for what the records of some kinds say: a role, bodies, or both."""

    lajit: tuple[Rivi, ...]
    rooli: Rivi | None = None
    vastuutahot: tuple[TahoViite, ...] = ()
    lauseke: LausekeViite | None = None


class EiHenkilotieto(Part):
    """Words or a number that look like a person's and are not: a street's, a ship's, an exchange's."""

    told_apart_by: ClassVar = "ilmaus"

    ilmaus: Rivi
    peruste: Kielistetty
    pvm: Paiva


class Asetukset(Record):
    """The handbook's settings. Figures of the model are text nowhere else: pages, rules and tables read
    them here.
    """

    yksikko: ClassVar = "asetukset"
    otsikko: ClassVar = "Asetukset"

    asiakirja: Asiakirja
    tasot: tuple[MallinTaso, ...]
    raja_arviointi_eur: Rajaarvot
    raja_hankkeistus_eur: Rajaarvot
    lausuntorajat: tuple[Raja, ...]
    tulossopimusvaiheet: tuple[Vaihe, ...]
    kasittelypolku: tuple[Vaihe, ...]
    tilakoneet: Tilakoneet = Tilakoneet()
    johtoryhma_kokouksia_min: Maarat
    kokouskutsu_pv: PaivienMaara | None = None
    pienkehitys_ylaraja_eur: SovitutRajat
    mallin_muutokset: tuple[MallinMuutos, ...] = ()
    idea_kasittelyaika_pv: PaivienMaara | None
    seloste_tarkistus_pv: PaivienMaara
    julkaise_esimerkki: Totuus
    sisaltovastuut: tuple[Sisaltovastuu, ...] = ()
    ei_henkilotietoja: tuple[EiHenkilotieto, ...] = ()
    muokkausosoite: MuokkausOsoite | None
    palauteosoite: PalauteOsoite | None

    @property
    def name(self) -> str:
        return "Asetukset"
