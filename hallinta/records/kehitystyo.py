"""Development that is not a project, and small development within maintenance (3.2-16…20, 3.3-03)."""

from typing import ClassVar, Literal

from hallinta.records.base import Part
from hallinta.records.fields import (
    AihioViite,
    Eurot,
    Henkilotyovuodet,
    IdeaViite,
    Kielistetty,
    KokousViite,
    Lukumaara,
    Nimi,
    PaatosViite,
    Paiva,
    PalveluViite,
    TavoiteViite,
    Totuus,
    Vuosi,
)
from hallinta.records.kasittely import Arviot, MovingRecord


class Prioriteetti(Part):
    """The order the coordination group gave (3.2-17); 1 comes first."""

    arvo: Lukumaara
    pvm: Paiva
    kokous: KokousViite | None = None


class Rahoitus(Part):
    """Funding with maintenance apart (3.2-19)."""

    lahde: Nimi
    vuosi: Vuosi
    kehitys_eur: Eurot | None
    yllapito_eur: Eurot | None
    varmistettu: Totuus


class Vaikuttavuusarvio(Part):
    """What the work changed (3.2-20)."""

    pvm: Paiva
    mittari: Nimi
    ennen: Kielistetty | None = None
    jalkeen: Kielistetty | None = None
    arvio: Kielistetty


class Kehitystyo(MovingRecord):
    """Non-project development (the coordination group's) or small development (OPH's); see A-11."""

    yksikko: ClassVar = "kehitystyö"
    otsikko: ClassVar = "Kehitystyöt"
    sivun_lausekkeet: ClassVar = ("2.2-08", "3.2-16", "3.2-17", "3.2-18", "3.2-19", "3.2-20", "3.3-03")

    laji: Literal["hankkeistamaton-kehitys", "pienkehitys"]
    palvelu: PalveluViite
    kehitysaihio: AihioViite | None = None
    ideat: tuple[IdeaViite, ...] = ()
    tarve: Kielistetty
    tavoite: Kielistetty
    tavoitteet: tuple[TavoiteViite, ...] = ()
    asettanut_kokous: KokousViite | None = None
    prioriteetti: Prioriteetti | None = None
    kustannus: Arviot
    rahoitus: Rahoitus | None = None
    htv: Henkilotyovuodet | None = None
    paatos: PaatosViite | None = None
    vaikuttavuusarvio: Vaikuttavuusarvio | None = None

    @property
    def page_clauses(self) -> tuple[str, ...]:
        """Small development is OPH's and rests on clauses of its own; the rest are of the coordination group's."""
        if self.laji == "pienkehitys":
            return ("3.3-03", "3.3-06")
        return tuple(clause for clause in self.sivun_lausekkeet if clause != "3.3-03")
