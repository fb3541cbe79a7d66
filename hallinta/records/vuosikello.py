"""The yearly calendar: one file a year, kept by the coordination group (2.3-11…13)."""

from typing import Annotated, ClassVar, Literal

from hallinta.records.base import Part, SourcedRecord
from hallinta.records.fields import (
    Kielistetty,
    KuukaudenNumero,
    LahdeViite,
    LausekeViite,
    Nimi,
    Paiva,
    Rivi,
    RyhmaViite,
    TietueViite,
    Vuosi,
    number_of,
    written_as,
)

Rengas = Literal["tulossopimus", "johtoryhma", "koordinaatioryhma", "raportointi"]
"""The rings of the wheel, from the outermost in."""

Viikonpaiva = Literal["maanantai", "tiistai", "keskiviikko", "torstai", "perjantai"]


_WEEK = "0?[1-9]|[1-4][0-9]|5[0-3]"

Viikkonumero = Annotated[
    int,
    written_as(_WEEK, int, "ei ole viikko", "kirjoita viikon numero 1–53, esim. 34"),
    number_of(_WEEK, 1, 53),
]
"""ISO 8601 week, as Finnish calendars number them."""


class Saanto(Part):
    """A day by rule: the third Wednesday of May; ``-1`` is the month's last."""

    jarjestys: Literal["1", "2", "3", "4", "-1"]
    viikonpaiva: Viikonpaiva
    kuukausi: KuukaudenNumero


class Tapahtuma(Part):
    """An event: a day, a span, a week, a month, a day by rule, or – with none of these – *ajankohta sovitaan*.

    ``id`` is unique in its year and stays, since calendar subscriptions know the event by it.
    """

    id: Rivi
    otsikko: Nimi
    rengas: Rengas
    ryhma: RyhmaViite | None = None
    alku: Paiva | None = None
    loppu: Paiva | None = None
    viikko: Viikkonumero | None = None
    kuukausi: KuukaudenNumero | None = None
    saanto: Saanto | None = None
    vaihe: Rivi | None = None
    velvoite: LausekeViite | None = None
    tehty: TietueViite | None = None
    kuvaus: Kielistetty | None = None
    lahteet: tuple[LahdeViite, ...] = ()


class VaiheenAika(Part):
    """When a phase of the agreement process is in this year: a day, a span or a month.

    Unknown is null and keeps its place in the order.
    """

    told_apart_by: ClassVar = "vaihe"

    vaihe: Rivi
    pvm: Paiva | None = None
    loppu: Paiva | None = None
    kuukausi: KuukaudenNumero | None = None
    tehty: TietueViite | None = None


class Tarkistus(Part):
    """The meeting times were checked when the guideline letter came (2.3-04)."""

    pvm: Paiva
    peruste: Kielistetty


class Ohitettava(Part):
    """A day when no meeting is held, and why."""

    told_apart_by: ClassVar = "pvm"

    pvm: Paiva
    syy: Nimi


class Vuosikello(SourcedRecord):
    """One year. Meetings come from their own records; here stand the phases and the other events."""

    id_pattern: ClassVar = "[0-9]{4}"
    id_example: ClassVar = "2026"
    yksikko: ClassVar = "vuosikello"
    otsikko: ClassVar = "Vuosikello"
    sivun_lausekkeet: ClassVar = (
        "1-24", "2.3-01", "2.3-02", "2.3-03", "2.3-04", "2.3-05", "2.3-06", "2.3-08", "2.3-09", "2.3-10",
        "2.3-11", "2.3-12", "2.3-13",
    )  # fmt: skip

    vuosi: Vuosi
    vastuu: RyhmaViite
    tarkistukset: tuple[Tarkistus, ...] = ()
    vaiheet: tuple[VaiheenAika, ...] = ()
    tapahtumat: tuple[Tapahtuma, ...] = ()
    ohitettavat: tuple[Ohitettava, ...] = ()
