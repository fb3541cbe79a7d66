"""What things that move share: a history of states, handlings, a cost and what it includes."""

from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from hallinta.records.base import Part, SourcedRecord
from hallinta.records.fields import (
    Eurot,
    Kielistetty,
    KokousViite,
    Kuvaus,
    OneOrMany,
    PaatosViite,
    PaattajaViite,
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


Piirissa = Literal["kylla", "ei", "ratkaisematta"]
"""Whether a thing is under the governance model (A-14)."""


class TodettuTila(Part):
    """A state that a source shows though the days of the history are not known, and what shows it."""

    tila: Rivi
    peruste: Kielistetty


class ScopedRecord(MovingRecord):
    """A moving record that may be real without being under the model: decided elsewhere, or before it.

    What the model asks of its own matters is then not asked of it, and a state may be known without its day.
    """

    mallin_piirissa: Piirissa = "kylla"
    mallin_piirissa_perustelu: Kielistetty | None = None
    todettu: TodettuTila | None = None

    @property
    def tila(self) -> str:
        if self.historia or self.todettu is None:
            return super().tila
        return self.todettu.tila

    @property
    def under_model(self) -> bool:
        """Whether the model's rules on its own matters apply: not to what is outside it or undecided."""
        return self.mallin_piirissa == "kylla"


class Kasittely(Part):
    """A group handled the matter in a meeting (3.1-03, 3.1-04)."""

    ryhma: RyhmaViite
    kokous: KokousViite | None = None
    pvm: Paiva
    tulos: Kuvaus | None = None


class Kustannus(Part):
    """One estimate of the total cost, by whom and when, and what it includes: the model does not define it (A-07)."""

    told_apart_by: ClassVar[str | None] = "arvioitu"

    kokonaiskustannus_eur: Eurot | None
    alv_sisaltyy: Totuus | None = None
    oma_tyo_sisaltyy: Totuus | None = None
    yllapito_sisaltyy: Totuus | None = None
    vuodet: tuple[Vuosi, ...] = ()
    arvioitu: Paiva | None = None
    arvioija: PaattajaViite | None = None
    peruste: Kielistetty | None = None

    @property
    def known(self) -> Decimal | None:
        return self.kokonaiskustannus_eur


Arviot = Annotated[tuple[Kustannus, ...], OneOrMany()]
"""The estimates of a matter, the earlier ones kept; a single one may be written without a list."""
