"""Meetings of the groups: prepared, called, held; what was said, decided and left to be done."""

from typing import ClassVar, Literal

from hallinta.records.base import Part, SourcedRecord
from hallinta.records.fields import (
    Kellonaika,
    Kielistetty,
    KokousViite,
    Kuvaus,
    Lukumaara,
    Nimi,
    Osoite,
    PaatosViite,
    Paiva,
    Rivi,
    RyhmaViite,
    TietueViite,
)
from hallinta.records.paatos import Viestinta

KokouksenTila = Literal["suunniteltu", "kutsuttu", "pidetty", "peruttu"]


class Kokousasiakirja(Part):
    """A paper of an item: whose it is and whether it is ready. The original stands in the case register."""

    nimi: Nimi
    tila: Literal["aloittamatta", "luonnos", "valmis"]
    vastuu: Rivi | None = None
    tietue: TietueViite | None = None
    osoite: Osoite | None = None


class Asiakohta(Part):
    """An item of the agenda, with the meeting that prepared it (2.2-04) and what came of it."""

    told_apart_by: ClassVar = "otsikko"

    otsikko: Nimi
    laji: Literal["paatos", "keskustelu", "tiedoksi"] | None
    esittelija: Rivi | None = None
    valmisteltu: KokousViite | None = None
    koskee: tuple[TietueViite, ...] = ()
    ehdotus: Kielistetty | None = None
    asiakirjat: tuple[Kokousasiakirja, ...] = ()
    tulos: Kuvaus | None = None
    paatos: PaatosViite | None = None
    siirretty: KokousViite | None = None


class Kuultava(Part):
    """An expert heard in the meeting (2.1-03): a role or an organisation, never a person."""

    taho: Rivi
    asia: Nimi
    kohta: Lukumaara | None = None


class Lopputulos(Part):
    """How an action ended, and when."""

    pvm: Paiva
    tila: Literal["tehty", "rauennut"]
    selitys: Kielistetty | None = None


class Toimenpide(Part):
    """Something agreed to be done. The group's later meetings show it until it has an end."""

    tehtava: Kielistetty
    vastuu: Rivi
    maaraaika: Paiva | None
    kohta: Lukumaara | None = None
    koskee: tuple[TietueViite, ...] = ()
    lopputulos: Lopputulos | None = None


class Poytakirja(Part):
    """The state of the minutes. The minutes themselves stand in the case register."""

    tila: Literal["luonnos", "tarkastettavana", "tarkastettu"]
    pvm: Paiva


class Kokous(SourcedRecord):
    yksikko: ClassVar = "kokous"
    otsikko: ClassVar = "Kokoukset"
    sivun_lausekkeet: ClassVar = ("2.1-03", "2.1-09", "2.1-15", "2.2-04", "2.2-07", "2.3-01")

    ryhma: RyhmaViite
    pvm: Paiva
    alkaa: Kellonaika | None = None
    paattyy: Kellonaika | None = None
    tila: KokouksenTila
    kutsuttu: Paiva | None = None
    peruttu_syy: Kielistetty | None = None
    ylimaarainen: Literal["kylla", "ei"] = "ei"
    kohdat: tuple[Asiakohta, ...] = ()
    kuultavat: tuple[Kuultava, ...] = ()
    toimenpiteet: tuple[Toimenpide, ...] = ()
    viestinta: tuple[Viestinta, ...] = ()
    poytakirja: Poytakirja | None = None
    asianumero: Rivi | None = None
