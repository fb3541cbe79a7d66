"""The estimate of a matter is one thing wherever it is written: told in full, alike, and by what it concludes."""

from __future__ import annotations

from collections.abc import Iterator

from hallinta.finding import Severity
from hallinta.handbook import Handbook
from hallinta.queries import (
    STARTED,
    Cost,
    Estimated,
    LimitKind,
    ProjectVerdict,
    crossings,
    exceeded,
    limits_on,
    makers,
    matter_cost,
    newest,
    own_cost,
    parts_cost,
    project_of,
    verdict_of,
)
from hallinta.records.kehitysaihio import Kehitysaihio
from hallinta.rules.hankkeistaminen import cost_told, estimate_place
from hallinta.rules.kehitysaihiot import GOING_ON
from hallinta.rules.kehitystyot import BEGUN
from hallinta.rules.registry import Findings, rule


def _under_model(handbook: Handbook) -> Iterator[Estimated]:
    yield from handbook.kehitysaihiot
    yield from (hanke for hanke in handbook.hankkeet if hanke.under_model)
    yield from handbook.kehitystyot


_INCLUDED = ("alv_sisaltyy", "oma_tyo_sisaltyy", "yllapito_sisaltyy")


@rule(
    "HAL-320",
    "Kustannusarvio kertoo, mitä siihen sisältyy ja milloin se on tehty",
    lauseke=("3.2-05", "3.2-06"),
    fix="kirjoita arvion puuttuvat kentät; jos asiaa ei tiedetä, selvitä se arvion tekijältä",
    severity=Severity.HUOMAUTUS,
)
def estimates_tell_what_they_include(handbook: Handbook) -> Findings:
    """Malli ei kerro, mitä kokonaiskustannuksiin lasketaan (tulkinta A-07). Arviota voi verrata rajaan ja toiseen
    arvioon vasta, kun tiedetään sen sisältö ja päivä.
    """
    for record in _under_model(handbook):
        own = newest(record)
        if own is None or record.tila not in {*GOING_ON, *BEGUN}:
            continue
        missing = [name for name in _INCLUDED if getattr(own.arvio, name) is None]
        missing += [] if own.arvio.vuodet else ["vuodet"]
        missing += [] if own.arvio.arvioitu else ["arvioitu"]
        if missing:
            names = ", ".join(f"`{name}`" for name in missing)
            yield estimate_place(record), f"arviosta `kokonaiskustannus_eur: {own.eur}` puuttuu {names}"


@rule(
    "HAL-321",
    "Hankkeistamisarvio on tehty siitä kustannuksesta, joka ylittää rajan",
    lauseke="3.2-05",
    fix="tee uusi hankkeistamisarvio uudesta kustannusarviosta",
    severity=Severity.HUOMAUTUS,
)
def the_assessment_is_of_the_cost_that_passed_the_limit(handbook: Handbook) -> Findings:
    """Hankkeistamisen tarve arvioidaan, kun kustannukset ylittävät rajan. Pienemmästä summasta tehty arvio ei vastaa
    siihen.
    """
    for aihio in handbook.kehitysaihiot:
        assessed = aihio.hankkeistamisarvio
        if assessed is None or project_of(handbook, aihio):
            continue
        if verdict_of(handbook, aihio).tulos is not ProjectVerdict.ARVIOIDAAN:
            continue  # above the upper limit HAL-079 tells
        passed = [each for each in crossings(handbook, aihio) if each.kind is LimitKind.ARVIOINTI]
        if passed and assessed.pvm < passed[-1].after.day:
            last = passed[-1]
            problem = (
                f"hankkeistamisarvio on tehty {assessed.pvm}, mutta arvio ylitti arviointirajan {last.limit} vasta "
                f"{last.after.day} ({last.before.eur} → {last.after.eur})"
            )
            yield aihio.at("hankkeistamisarvio", "pvm"), problem


_NAMES = {
    LimitKind.ARVIOINTI: "arviointirajan",
    LimitKind.HANKKEISTUS: "hankkeistamisrajan",
    LimitKind.LAUSUNTO: "lausuntorajan",
}


@rule(
    "HAL-322",
    "Saman asian kustannusarviot ovat rajojen samalla puolella",
    lauseke=("3.2-05", "3.2-06"),
    fix="lisää jälkeen jääneeseen tietueeseen uusi arvio, tai korjaa toinen",
    severity=Severity.HUOMAUTUS,
)
def estimates_of_one_matter_agree(handbook: Handbook) -> Findings:
    """Aihio, hanke ja kehitystyö kertovat samasta asiasta. Jos vain yksi niistä ylittää rajan, lukija saa sivuilta
    kaksi eri vastausta.
    """
    for aihio in handbook.kehitysaihiot:
        cost = matter_cost(handbook, aihio)
        parts: list[Estimated] = [aihio]
        if len(made := makers(handbook, aihio)) == 1:
            parts += made  # of several, none tells the whole
        for record in parts:
            own = own_cost(record)
            if cost and own and (told := _lag(handbook, aihio, own, cost)):
                yield estimate_place(record), f"{record.yksikko} kertoo {own.eur} ({own.day}), mutta {told}"
    for hanke in handbook.hankkeet:
        own, inside = own_cost(hanke), parts_cost(handbook, hanke)
        if hanke.under_model and own and inside and inside.eur > own.eur:
            problem = (
                f"`kokonaiskustannus_eur: {own.eur}`, mutta osahankkeiden arviot ovat yhteensä {inside.eur}"
            )
            yield estimate_place(hanke), problem


def _lag(handbook: Handbook, aihio: Kehitysaihio, own: Cost, cost: Cost) -> str | None:
    """What of the limits a record's own estimate does not know, in words."""
    here, there = exceeded(handbook, aihio, own), exceeded(handbook, aihio, cost)
    kind = next((kind for kind in LimitKind if (kind in here) != (kind in there)), None)
    if kind is None or own.eur == cost.eur:
        return None
    limit = there.get(kind) or here[kind]
    verb = "on yli" if kind in there else "ei ylitä"
    name = _NAMES[kind] if kind in there else _NAMES[kind].removesuffix("n") + "a"
    return f"{cost_told(aihio, cost)} {verb} {name} {limit}"


@rule(
    "HAL-323",
    "Käynnissä olevan työn kustannus tiedetään",
    lauseke=("3.2-04", "3.2-05"),
    fix="kirjoita arvioitu `kokonaiskustannus_eur` ja se, mitä summa sisältää",
    severity=Severity.HUOMAUTUS,
)
def costs_of_running_work_are_known(handbook: Handbook) -> Findings:
    """Ilman kustannusta ei voi päätellä, onko työ mallin rajoissa. Tuntematon ei ole nolla."""
    for record in _under_model(handbook):
        if not isinstance(record, Kehitysaihio) and record.tila == "kaynnissa" and newest(record) is None:
            yield (
                estimate_place(record),
                f"{record.yksikko} on käynnissä, mutta sen kustannusta ei ole arvioitu",
            )


@rule(
    "HAL-325",
    "Käynnistetyllä hankkeella on aihio, jonka edistämisestä OKM on päättänyt",
    lauseke="3.1-10",
    fix="nimeä kohdassa `kehitysaihio` aihio, jota hanke toteuttaa",
    severity=Severity.HUOMAUTUS,
)
def started_projects_come_from_a_proposal(handbook: Handbook) -> Findings:
    """OKM päättää, mitä kokonaisuuksia edistetään. Suuri hanke ilman aihiota on kokonaisuus, josta päätöstä ei näy."""
    for hanke in handbook.hankkeet:
        own = newest(hanke)
        if not hanke.under_model or hanke.ylahanke or hanke.kehitysaihio or hanke.tila not in STARTED:
            continue
        if own and own.eur is not None and own.eur > limits_on(handbook.asetukset, own.day).arviointi:
            problem = f"hankkeen `kokonaiskustannus_eur: {own.eur}`, mutta sillä ei ole kehitysaihiota"
            yield estimate_place(hanke), problem
