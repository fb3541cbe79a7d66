"""What things that move share: a history of states, handlings, a cost and what it includes."""

from decimal import Decimal

from hallinta.records.base import Part, SourcedRecord
from hallinta.records.fields import (
    Eurot,
    KokousViite,
    Kuvaus,
    PaatosViite,
    Paiva,
    Rivi,
    RyhmaViite,
    Totuus,
    Vuosi,
)


class Tilamerkinta(Part):
    """A step of the history: on a day something became something, for a reason."""

    pvm: Paiva
    tila: Rivi
    kokous: KokousViite | None = None
    paatos: PaatosViite | None = None
    perustelu: Kuvaus | None = None


class MovingRecord(SourcedRecord):
    """A record whose state is the last entry of its history; the state machine stands in the settings."""

    historia: tuple[Tilamerkinta, ...]

    @property
    def tila(self) -> str:
        """The state now; ``ei tilaa`` when the history is empty, which is a finding of its own."""
        return self.historia[-1].tila if self.historia else "ei-tilaa"


class Kasittely(Part):
    """A group handled the matter in a meeting (3.1-03, 3.1-04)."""

    ryhma: RyhmaViite
    kokous: KokousViite | None = None
    pvm: Paiva
    tulos: Kuvaus | None = None


class Kustannus(Part):
    """The estimated total cost and what it includes: the model does not define it (A-07)."""

    kokonaiskustannus_eur: Eurot | None
    alv_sisaltyy: Totuus | None = None
    oma_tyo_sisaltyy: Totuus | None = None
    yllapito_sisaltyy: Totuus | None = None
    vuodet: tuple[Vuosi, ...] = ()
    arvioitu: Paiva | None = None

    @property
    def known(self) -> Decimal | None:
        return self.kokonaiskustannus_eur
