"""Development proposals built from ideas, their impact assessment and whether they become projects."""

from typing import ClassVar, Literal

from hallinta.records.base import Part
from hallinta.records.fields import (
    IdeaViite,
    Kielistetty,
    Kuvaus,
    Nimi,
    OrganisaatioViite,
    Osoite,
    PaatosViite,
    PaattajaViite,
    Paiva,
    PalveluViite,
    RyhmaViite,
    TavoiteViite,
)
from hallinta.records.idea import Kohde
from hallinta.records.kasittely import Arviot, Kasittely, MovingRecord

Kayttoala = Literal["yhteinen", "toimiala", "oma-vaikuttaa-muihin", "rajapintamuutos", "oma"]
"""Whom a change of information management touches; the limits of the statutory statement depend on it."""


class LainsaadannonMuutos(Part):
    """The mandatory part of an impact assessment (3.1-06)."""

    tarve: Literal["kylla", "ei", "selvitetaan"]
    saadokset: tuple[Nimi, ...] = ()
    perustelu: Kielistetty


class VaikutusOsa(Part):
    told_apart_by: ClassVar = "alue"

    alue: Literal[
        "tiedonhallinta",
        "tietoturvallisuus",
        "tietojen-hyodyntaminen",
        "asianhallinta",
        "tietosuoja",
        "saavutettavuus",
        "kielelliset-oikeudet",
        "talous",
        "asiakkaat",
    ]
    arvio: Kielistetty


class Vaikutusarviointi(Part):
    """Done by OKM and OPH together (3.1-05)."""

    tekijat: tuple[OrganisaatioViite, ...]
    tila: Literal["kesken", "valmis"]
    pvm: Paiva | None = None
    lainsaadanto: LainsaadannonMuutos | None = None
    osa_alueet: tuple[VaikutusOsa, ...] = ()


class Hankkeistamisarvio(Part):
    """The assessment required above the lower limit (3.2-05); who makes it is always written (A-09)."""

    arvioija: PaattajaViite
    pvm: Paiva
    tulos: Literal["hankkeistetaan", "ei-hankkeisteta"]
    perustelu: Kielistetty


class Lausuntomenettely(Part):
    """A statement procedure (3.1-11); its kind is said because the model does not (A-23)."""

    laji: Literal["vm-tiedonhallintalausunto", "lausuntokierros", "muu"]
    tila: Literal["suunniteltu", "kaynnissa", "paattynyt"]
    pvm: Paiva | None = None
    osoite: Osoite | None = None


class Valmistelutehtava(Part):
    tehtava: Kielistetty
    organisaatio: OrganisaatioViite
    tila: Literal["tekematta", "kesken", "valmis"]


class Kehitysaihio(MovingRecord):
    """A proposal for the management group, with what OKM decided of it."""

    yksikko: ClassVar = "kehitysaihio"
    otsikko: ClassVar = "Kehitysaihiot"
    sivun_lausekkeet: ClassVar = (
        "1-02",
        "3.1-04",
        "3.1-05",
        "3.1-06",
        "3.1-07",
        "3.1-10",
        "3.1-11",
        "3.2-07",
    )

    kuvaus: Kuvaus
    ideat: tuple[IdeaViite, ...]
    koostaja: RyhmaViite
    kohde: Kohde
    palvelu: PalveluViite | None = None
    tavoitteet: tuple[TavoiteViite, ...] = ()
    kustannus: Arviot
    kayttoala: Kayttoala | None = None
    valmistelu: tuple[Valmistelutehtava, ...] = ()
    vaikutusarviointi: Vaikutusarviointi | None = None
    hankkeistamisarvio: Hankkeistamisarvio | None = None
    hankkeistamatta_perustelu: Kielistetty | None = None
    lausuntomenettelyt: tuple[Lausuntomenettely, ...] = ()
    kasittelyt: tuple[Kasittely, ...] = ()
    edistamispaatos: PaatosViite | None = None
