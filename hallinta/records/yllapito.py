"""Records about records: reviews, waivers of rules, and what became of removed addresses."""

from typing import ClassVar, Literal

from hallinta.records.base import NamedRecord, Record
from hallinta.records.fields import Kielistetty, Paiva, PoistunutOsoite, Rivi, TietueViite


class Katselmus(Record):
    """A review: what was read, when, in what role, with what result. The reviewed page needs no edit."""

    yksikko: ClassVar = "katselmus"
    otsikko: ClassVar = "Katselmukset"
    address_form: ClassVar = "katselmukset/#{id}"
    sivun_lausekkeet: ClassVar = ("2.1-08",)

    kohde: TietueViite
    pvm: Paiva
    rooli: Rivi
    tulos: Literal["ajan-tasalla", "korjattu", "korjattavaa"]
    huomio: Kielistetty | None = None
    seuraava: Paiva | None = None

    @property
    def name(self) -> str:
        return f"Katselmus {self.kohde}"


class Poikkeus(NamedRecord):
    """A waiver: a rule's finding on one record is accepted for a reason until a day."""

    yksikko: ClassVar = "poikkeus"
    otsikko: ClassVar = "Poikkeukset säännöistä"
    address_form: ClassVar = "muokkaajalle/poikkeukset/#{id}"

    saanto: Rivi
    kohde: TietueViite
    peruste: Kielistetty
    voimassa_asti: Paiva


class Poistettu(NamedRecord):
    """An address that was published and is no more: why, and what stands in its place."""

    yksikko: ClassVar = "poistettu osoite"
    otsikko: ClassVar = "Poistetut osoitteet"
    address_form: ClassVar = "muokkaajalle/poistetut/#{id}"

    osoite: PoistunutOsoite
    pvm: Paiva
    syy: Kielistetty
    uusi: TietueViite | None = None
