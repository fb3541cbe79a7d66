"""Organisations, and the tasks the governance model gives to organisations and groups alike."""

from typing import ClassVar, Literal

from hallinta.records.base import Part, SourcedRecord
from hallinta.records.fields import (
    Kielistetty,
    LausekeViite,
    OrganisaatioViite,
    Osoite,
    Rivi,
    Totuus,
    TulkintaViite,
)

Aihe = Literal[
    "tavoitteet",
    "tulossopimus",
    "tilannekuva",
    "kehitysideat",
    "hankkeet",
    "hankkeistamaton-kehitys",
    "yllapito",
    "dokumentaatio",
    "yhteistyo",
]
Rooli = Literal[
    "paattaa",
    "linjaa",
    "ohjaa",
    "vastaa",
    "hoitaa",
    "kasittelee",
    "valmistelee",
    "kuulee",
    "sopii",
    "sovittaa",
    "perustaa",
    "seuraa",
    "raportoi",
    "viestii",
]


class Tehtava(Part):
    """One task or power of a body, with the clause that gives it.

    ``voi`` is true where the model says the body *may*, false where it says the body *does*. ``tulkinta`` is the
    interpretation that names the body where the model uses the passive.
    """

    told_apart_by: ClassVar = "tehtava"

    tehtava: Kielistetty
    aihe: Aihe
    rooli: Rooli
    voi: Totuus = False
    lauseke: LausekeViite
    tulkinta: TulkintaViite | None = None


class Organisaatio(SourcedRecord):
    """An organisation (W3C ORG: FormalOrganization)."""

    yksikko: ClassVar = "organisaatio"
    otsikko: ClassVar = "Organisaatiot"

    lyhenne: Rivi | None = None
    laji: Literal["ministerio", "virasto", "viranomainen", "yhtio", "palvelukeskus", "ylin-valtioelin"]
    tarkoitus: Kielistetty | None = None
    verkkosivu: Osoite | None = None
    ylaorganisaatio: OrganisaatioViite | None = None
    tehtavat: tuple[Tehtava, ...] = ()
