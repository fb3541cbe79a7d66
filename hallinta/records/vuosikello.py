"""The yearly calendar: one file a year, kept by the coordination group (2.3-11…13)."""

from __future__ import annotations

from typing import ClassVar, Literal

from hallinta.records.base import Part, SourcedRecord
from hallinta.records.fields import (
    Kielistetty,
    LausekeViite,
    Lukumaara,
    Paiva,
    Rivi,
    RyhmaViite,
    TietueViite,
    Vuosi,
)

Rengas = Literal["tulossopimus", "johtoryhma", "koordinaatioryhma", "raportointi"]
"""The rings of the wheel, from the outermost in."""

Viikonpaiva = Literal["maanantai", "tiistai", "keskiviikko", "torstai", "perjantai"]


class Saanto(Part):
    """A day by rule: the third Wednesday of May; ``-1`` is the month's last."""

    jarjestys: Literal["1", "2", "3", "4", "-1"]
    viikonpaiva: Viikonpaiva
    kuukausi: Lukumaara


class Tapahtuma(Part):
    """An event: a day, a span, a week, a month or a day by rule; none of these is *ajankohta sovitaan*.

    ``id`` is unique in its year and stays, since calendar subscriptions know the event by it.
    """

    id: Rivi
    otsikko: Kielistetty
    rengas: Rengas
    ryhma: RyhmaViite | None = None
    alku: Paiva | None = None
    loppu: Paiva | None = None
    viikko: Lukumaara | None = None
    kuukausi: Lukumaara | None = None
    saanto: Saanto | None = None
    vaihe: Rivi | None = None
    velvoite: LausekeViite | None = None
    tehty: TietueViite | None = None
    kuvaus: Kielistetty | None = None


class VaiheenAika(Part):
    """When a phase of the agreement process is this year; unknown is null and keeps its place."""

    vaihe: Rivi
    pvm: Paiva | None = None
    kuukausi: Lukumaara | None = None


class Tarkistus(Part):
    """The meeting times were checked when the guideline letter came (2.3-04)."""

    pvm: Paiva
    peruste: Kielistetty


class Ohitettava(Part):
    """A day when no meeting is held, and why."""

    pvm: Paiva
    syy: Kielistetty


class Vuosikello(SourcedRecord):
    """One year. Meetings come from their own records; here stand the phases and the other events."""

    id_pattern: ClassVar = r"\d{4}"
    yksikko: ClassVar = "vuosikello"
    otsikko: ClassVar = "Vuosikello"
    sivun_lausekkeet: ClassVar = (
        "1-24", "2.3-01", "2.3-02", "2.3-03", "2.3-04", "2.3-05", "2.3-06", "2.3-08", "2.3-09",
        "2.3-11", "2.3-12", "2.3-13",
    )  # fmt: skip

    vuosi: Vuosi
    vastuu: RyhmaViite
    tarkistukset: tuple[Tarkistus, ...] = ()
    vaiheet: tuple[VaiheenAika, ...] = ()
    tapahtumat: tuple[Tapahtuma, ...] = ()
    ohitettavat: tuple[Ohitettava, ...] = ()
