"""The decision log. A decision is never edited after it was made; a new one replaces it."""

from typing import ClassVar, Literal

from hallinta.records.base import Part
from hallinta.records.fields import (
    Eurot,
    Henkilotyovuodet,
    Kielistetty,
    KokousViite,
    Kuvaus,
    Lukumaara,
    Nimi,
    OrganisaatioViite,
    PaatosViite,
    PaattajaViite,
    Paiva,
    Rivi,
    RyhmaViite,
    TietueViite,
)
from hallinta.records.kasittely import ScopedRecord

PaatosLaji = Literal[
    "linjaus",
    "edistaminen",
    "hankkeen-kaynnistys",
    "hankkeen-muutos",
    "hankkeen-resurssit",
    "yhteensovitus",
    "pienempi-kehitysasia",
    "pienkehitys",
    "yllapidon-resurssit",
    "kaytanto",
    "vuosisuunnitelma",
    "ohjaussopimus",
    "tehtavan-antaminen",
    "juridinen-kysymys",
    "asettaminen",
    "saados",
    "maarays",
    "omistajan-vaihto",
    "muu",
]
PaatoksenTulos = Literal["hyvaksytty", "hylatty", "siirretty", "palautettu-valmisteluun"]
"""What was decided of the matter; never told by the kind, which is the same of a yes and a no."""
PaatosAihe = Literal["muutos", "hallinta", "seuranta", "ristiriita", "yhteentoimivuus", "strategia"]


DECIDED = ("tehty", "hylatty")
"""States in which the matter is decided."""
OUTCOME_STATES = ("hylatty", "siirretty")
"""States that are an outcome by themselves."""


class Paatosehdotus(Part):
    """The proposal the coordination group prepared and what became of it (2.2-05)."""

    esittaja: RyhmaViite
    teksti: Kielistetty
    tulos: Literal["hyvaksytty", "muutettu", "hylatty", "siirretty"] | None = None


class Korvaus(Part):
    """The older decision that this one replaces, wholly or in the named points."""

    paatos: PaatosViite
    laajuus: Literal["kokonaan", "osittain"]
    kohdat: Kielistetty | None = None


class Viestinta(Part):
    """Who is told, by whom, by when, and when they were told (2.1-09, 2.2-07)."""

    kohderyhma: Nimi
    vastuu: OrganisaatioViite
    pvm: Paiva | None = None
    tehty: Paiva | None = None


class PaatoksenSeuranta(Part):
    pvm: Paiva
    tulos: Kielistetty


class Resurssit(Part):
    """How much a decision on the resources of maintenance gives, in euros, person-years or both (3.3-01)."""

    eur: Eurot | None = None
    htv: Henkilotyovuodet | None = None


class Korjaus(Part):
    """A dated note of a corrected slip; the decision itself stays as it was made."""

    pvm: Paiva
    selitys: Kielistetty


class Paatos(ScopedRecord):
    """A decision with its proposal, its body and what it concerns (MADR: decision record)."""

    yksikko: ClassVar = "päätös"
    otsikko: ClassVar = "Päätökset"
    sivun_lausekkeet: ClassVar = ("1-13", "2.1-05", "2.1-09", "2.1-17", "2.2-05", "2.2-06")
    begun_with: ClassVar = ("tulos", "koskee")
    frozen: ClassVar = (
        "nimi", "laji", "aihe", "paattaja", "pvm", "tulos", "ehdotus", "paatosteksti", "perustelut", "koskee",
        "merkittavyys", "linjaus", "korvaa",
    )  # fmt: skip
    """Fields that bind: once the decision is made they never change."""

    laji: PaatosLaji
    aihe: PaatosAihe
    paattaja: PaattajaViite
    kokous: KokousViite | None = None
    kohta: Lukumaara | None = None
    pvm: Paiva | None
    tulos: PaatoksenTulos | None = None
    ehdotus: Paatosehdotus | None = None
    voimaan: Paiva | None = None
    paatosteksti: Kuvaus | None
    perustelut: Kuvaus | None = None
    vaihtoehdot: tuple[Kielistetty, ...] = ()
    vaikutukset: Kuvaus | None = None
    koskee: tuple[TietueViite, ...] = ()
    merkittavyys: Literal["merkittava", "vahainen"] | None = None
    merkittavyys_perustelu: Kielistetty | None = None
    linjaus: PaatosViite | None = None
    korvaa: tuple[Korvaus, ...] = ()
    resurssit: Resurssit | None = None
    seurantapaiva: Paiva | None = None
    seuranta: PaatoksenSeuranta | None = None
    viestinta: tuple[Viestinta, ...] = ()
    asianumero: Rivi | None = None
    korjaukset: tuple[Korjaus, ...] = ()

    @property
    def decided(self) -> bool:
        """Whether the matter was decided, to whatever outcome: a rejection is a decision."""
        return self.tila in DECIDED

    @property
    def outcome(self) -> str | None:
        """What was decided. A state that is an outcome tells it alone; a made decision has it in ``tulos``."""
        return self.tila if self.tila in OUTCOME_STATES else self.tulos

    def is_about(self, folder: str, id: str) -> bool:
        """Whether the decision concerns a record, or does not tell what it concerns."""
        return not self.koskee or f"{folder}/{id}" in self.koskee

    @property
    def approved(self) -> bool:
        """Whether something may rest on the decision: made, and not told to be a no or a not yet."""
        return self.decided and self.outcome in (None, "hyvaksytty")
