"""One matter tells one story: an idea, a proposal and what is made of it, a service and its development."""

from __future__ import annotations

from collections.abc import Iterator

from hallinta.finding import Severity
from hallinta.handbook import Handbook
from hallinta.queries import makers, mentioning, reached, state_of, subprojects
from hallinta.records.hanke import Hanke
from hallinta.records.idea import Idea
from hallinta.records.kasittely import MovingRecord
from hallinta.records.kehitysaihio import Kehitysaihio
from hallinta.records.kehitystyo import Kehitystyo
from hallinta.rules.kehitysaihiot import BUILT
from hallinta.rules.registry import Findings, rule

ENDED = ("paattynyt", "valmis")
GOING = ("kaynnissa", "keskeytetty")


def _lags(record: MovingRecord, other: MovingRecord) -> str:
    return f"{record.yksikko} on tilassa `{record.tila}`, mutta {other.yksikko} `{other.id}` on tilassa `{other.tila}`"


def _last(record: MovingRecord) -> tuple[str | int, ...]:
    return ("historia", len(record.historia) - 1, "tila") if record.historia else ("historia",)


@rule(
    "HAL-324",
    "Idean, aihion ja toteutuksen tilat kertovat samaa",
    lauseke=("3.1-09", "3.1-10", "3.2-07"),
    fix="lisää jälkeen jääneen tietueen historiaan uusi tila, tai korjaa toinen",
    severity=Severity.HUOMAUTUS,
)
def states_of_one_matter_agree(handbook: Handbook) -> Findings:
    """Lukija seuraa asiaa ideasta tulokseen. Jos yksi sivu sanoo työn jatkuvan ja toinen sen päättyneen, hän ei tiedä,
    kumpi pitää paikkansa.
    """
    for aihio in handbook.kehitysaihiot:
        for problem in _of_proposal(handbook, aihio):
            yield aihio.at(*_last(aihio)), problem
    for idea in handbook.ideat:
        if other := _ahead_of_idea(handbook, idea):
            yield idea.at(*_last(idea)), _lags(idea, other)
    for hanke in handbook.hankkeet:
        if hanke.under_model and _ended(handbook, hanke):
            running = [osa for osa in subprojects(handbook, hanke) if osa.tila in GOING]
            if running:
                yield hanke.at(*_last(hanke)), _lags(hanke, running[0])


def _ended(handbook: Handbook, record: MovingRecord) -> bool:
    tila = state_of(handbook, record)
    return tila is not None and tila.final


def _ahead_of_idea(handbook: Handbook, idea: Idea) -> MovingRecord | None:
    """What tells another story of the idea's matter; the idea of an ended proposal is told by HAL-087."""
    aihiot = mentioning(handbook, idea, Kehitysaihio, "ideat")
    works = mentioning(handbook, idea, Kehitystyo, "ideat")
    if idea.tila == "toteutettu":
        done = any(each.tila == "valmis" for each in (*aihiot, *works))
        return next(iter((*aihiot, *works)), None) if not done else None
    if idea.tila == "hylatty" and reached(idea, "aihiona"):
        kept = [each for each in aihiot if each.tila == "valmis" or not _ended(handbook, each)]
        return kept[-1] if kept else None
    if idea.tila == "pienkehityksessa" and works and all(_ended(handbook, tyo) for tyo in works):
        return works[-1]
    return None


def _of_proposal(handbook: Handbook, aihio: Kehitysaihio) -> Iterator[str]:
    made = makers(handbook, aihio)
    going = [each for each in made if each.tila in GOING]
    over = aihio.tila == "valmis" or (_ended(handbook, aihio) and reached(aihio, "edistetaan"))
    if going and (aihio.tila == "edistetaan" or over):
        yield _lags(aihio, going[-1])
    elif made and all(each.tila in _BEHIND.get(aihio.tila, ()) for each in made):
        yield _lags(aihio, made[-1])
    elif not made and aihio.tila in BUILT and (dropped := _dropped(handbook, aihio)):
        yield _lags(aihio, dropped[-1])


_BEHIND = {"edistetaan": ENDED, "toteutuksessa": ENDED, "valmis": ("suunnitteilla",)}
"""State of a proposal → the states that what is made of it may not all have."""


def _dropped(handbook: Handbook, aihio: Kehitysaihio) -> list[Hanke | Kehitystyo]:
    named: list[Hanke | Kehitystyo] = [
        *mentioning(handbook, aihio, Hanke, "kehitysaihio"),
        *mentioning(handbook, aihio, Kehitystyo, "kehitysaihio"),
    ]
    return [each for each in named if each.tila == "rauennut"]


@rule(
    "HAL-326",
    "Ostopalvelut ovat osa ylläpidon kustannuksia",
    lauseke=("3.3-07", "3.3-08"),
    fix="korjaa `kustannus_eur` tai `ostopalvelut_eur`",
    severity=Severity.HUOMAUTUS,
)
def purchased_services_are_a_part_of_the_whole(handbook: Handbook) -> Findings:
    """Vuoden summat lasketaan raporteista. Osa, joka on kokonaisuutta suurempi, tekee molemmista epäluotettavia."""
    for report in handbook.yllapitoraportit:
        whole, part = report.kustannus_eur, report.ostopalvelut_eur
        if whole is not None and part is not None and part > whole:
            yield (
                report.at("ostopalvelut_eur"),
                f"`ostopalvelut_eur: {part}` on enemmän kuin `kustannus_eur: {whole}`",
            )


@rule(
    "HAL-327",
    "Poistunutta palvelua ei kehitetä",
    lauseke=("1-23", "3.2-04"),
    fix="korjaa palvelun `elinkaaren_tila` tai kehittämisen tila, tai nimeä palvelu, jota kehitetään",
    severity=Severity.HUOMAUTUS,
)
def services_that_are_gone_are_not_developed(handbook: Handbook) -> Findings:
    """Palvelu, joka on poistunut, ja käynnissä oleva kehittäminen eivät voi molemmat pitää paikkaansa."""
    for record in (*handbook.kehitysaihiot, *handbook.hankkeet, *handbook.kehitystyot):
        if record.tila not in (*GOING, "toteutuksessa") or (
            isinstance(record, Hanke) and not record.under_model
        ):
            continue
        paths = (
            [(("palvelut", index), id) for index, id in enumerate(record.palvelut)]
            if isinstance(record, Hanke)
            else [(("palvelu",), record.palvelu)]
        )
        for path, id in paths:
            palvelu = handbook.palvelut.get(id or "")
            if palvelu and palvelu.elinkaaren_tila == "poistunut":
                problem = (
                    f"{record.yksikko} on tilassa `{record.tila}`, mutta palvelu `{palvelu.id}` on poistunut"
                )
                yield record.at(*path), problem


@rule(
    "HAL-328",
    "Resurssimuutoksen merkittävyys on perusteltu",
    lauseke="2.1-20",
    fix="kirjoita resurssimuutoksen `perustelu`: miksi se ei ole merkittävä, tai nimeä johtoryhmän päätös",
    severity=Severity.HUOMAUTUS,
)
def the_weight_of_a_resource_change_has_a_reason(handbook: Handbook) -> Findings:
    """Merkittävästä resurssien muutoksesta päättää johtoryhmä. Malli ei anna merkittävyydelle perusteita (tulkinta
    A-10), joten syy kirjataan silloin, kun muutos jää hankkeen päätettäväksi.
    """
    for hanke in handbook.hankkeet:
        for index, change in enumerate(hanke.resurssimuutokset if hanke.under_model else ()):
            if not change.merkittava and change.perustelu is None and change.paatos is None:
                place = hanke.at("resurssimuutokset", index, "merkittava")
                yield (
                    place,
                    f"resurssimuutos ({change.pvm}): `merkittava: false` ilman perustelua ja päätöstä",
                )


@rule(
    "HAL-329",
    "Hankkeen keskeyttämisestä on päätös",
    lauseke="2.1-19",
    fix="nimeä historian merkinnässä `paatos`, jolla hanke keskeytettiin",
    severity=Severity.HUOMAUTUS,
)
def interruptions_are_decided(handbook: Handbook) -> Findings:
    """Johtoryhmä päättää hankkeen merkittävistä muutoksista. Käsikirja pitää keskeyttämistä sellaisena, vaikka malli
    ei sano sitä erikseen (tulkinta A-10).
    """
    for hanke in handbook.hankkeet:
        changes = {change.pvm for change in hanke.muutokset if change.paatos}
        for index, entry in enumerate(hanke.historia if hanke.under_model else ()):
            if entry.tila == "keskeytetty" and entry.paatos is None and entry.pvm not in changes:
                yield (
                    hanke.at("historia", index, "tila"),
                    f"hanke keskeytettiin {entry.pvm}, mutta päätöstä ei ole",
                )


@rule(
    "HAL-330",
    "Päättynyt hanke on antanut loppuraportin",
    lauseke="3.2-10",
    fix="lisää kohtaan `raportit` hankkeen viimeinen raportti, jonka `tilanne` on `valmis`",
    severity=Severity.HUOMAUTUS,
)
def ended_projects_have_reported(handbook: Handbook) -> Findings:
    """Hankkeen ryhmät raportoivat koordinaatioryhmälle. Viimeisestä raportista näkee, mitä hankkeesta jäi."""
    for hanke in handbook.hankkeet:
        above = (
            hanke.ylahanke is not None and hanke.ohjaus_sovittu_toisin is None
        )  # the larger project reports
        if not hanke.under_model or hanke.tila != "paattynyt" or above or not hanke.historia:
            continue
        end = hanke.historia[-1].pvm
        last = [each for each in hanke.raportit if each.laji == "raportti"]
        if not any(each.tilanne == "valmis" or each.pvm >= end for each in last):
            yield hanke.at("raportit"), f"hanke päättyi {end}, mutta sen jälkeen ei ole annettu raporttia"
