"""The accessibility statement: ``data/saavutettavuus.yaml``, with the five groups of facts that the act on digital
services (306/2019) and the model statement (EU 2018/1523) require.
"""

from typing import ClassVar, Literal

from hallinta.records.base import Part, Record
from hallinta.records.fields import (
    Kielistetty,
    Kuukausi,
    LahdeViite,
    Nimi,
    OrganisaatioViite,
    Osoite,
    Paiva,
    PaivienMaara,
    Rivi,
    SidosryhmaViite,
)


class Puute(Part):
    """Content that does not meet the requirements: why it does not, and where the same is found meanwhile."""

    nimi: Nimi
    kuvaus: Kielistetty
    kriteerit: tuple[Rivi, ...] = ()
    peruste: Literal["vaatimusten-vastainen", "kohtuuton-rasite", "soveltamisalan-ulkopuolella"]
    korvaava: Kielistetty | None = None
    korjataan: Kuukausi | None = None


class Koe(Part):
    """One way the site was tried, and what the trial covers."""

    nimi: Nimi
    kattaa: Kielistetty


class Arvio(Part):
    """How the statement's claim was reached. ``arvioimatta`` is as much a part of it as ``kokeet``."""

    tapa: Literal["itsearviointi", "asiantuntija-arvio"]
    pvm: Paiva
    vaatimukset: tuple[Rivi, ...]
    kokeet: tuple[Koe, ...]
    arvioimatta: tuple[Kielistetty, ...] = ()


class Palautekanava(Part):
    """Where a reader tells of a barrier. ``null`` is what the site's owner has not decided yet."""

    vastuuyksikko: Nimi | None
    osoite: Osoite | None
    vastausaika_pv: PaivienMaara


class Valvonta(Part):
    """The supervisory authority as its own public pages give it."""

    viranomainen: SidosryhmaViite
    yksikko: Nimi
    postiosoite: Kielistetty
    sahkoposti: Osoite
    puhelin: Rivi
    verkkosivu: Osoite
    verkkosivu_sv: Osoite | None = None
    lahteet: tuple[LahdeViite, ...]


class Saavutettavuus(Record):
    """The statement, reviewed at least once in ``asetukset.seloste_tarkistus_pv`` days."""

    yksikko: ClassVar = "saavutettavuusseloste"
    otsikko: ClassVar = "Saavutettavuusseloste"
    address_form: ClassVar = "saavutettavuus/"

    toimija: OrganisaatioViite | None
    laadittu: Paiva
    tarkistettu: Paiva
    tila: Literal["tayttaa", "tayttaa-osittain", "ei-tayta"]
    perustelu: Kielistetty
    puutteet: tuple[Puute, ...] = ()
    arvio: Arvio
    palaute: Palautekanava
    valvonta: Valvonta

    @property
    def name(self) -> str:
        return self.otsikko
