"""Development proposals: built from ideas, assessed together, decided by OKM, made projects when large."""

from __future__ import annotations

from hallinta.finding import Severity
from hallinta.handbook import Handbook
from hallinta.queries import (
    STARTED,
    mentioning,
    reached,
    state_of,
)
from hallinta.records.kehitysaihio import Kehitysaihio
from hallinta.rules.perusteet import wrong_grounds
from hallinta.rules.registry import Findings, rule

PROMOTED = ("edistetaan", "toteutuksessa", "valmis")
BUILT = ("toteutuksessa", "valmis")
GOING_ON = ("johtoryhmassa", "okm-paatettavana", "siirretty", *PROMOTED)
"""States after the assessment in which the proposal is not dropped."""


@rule(
    "HAL-070",
    "Kehitysaihio kootaan ideoista",
    lauseke="3.1-04",
    fix="lisää kohtaan `ideat` ainakin yksi idea; kirjaa idea ensin ideapankkiin",
    severity=Severity.HUOMAUTUS,
)
def proposals_are_built_from_ideas(handbook: Handbook) -> Findings:
    """Aihion lähtökohtana on tarve. Ideasta näkee, kenen tarve se oli, ja ehdottaja näkee, miten kävi. Se, että
    aihio kootaan ideoista, on tulkinta A-02.
    """
    for aihio in handbook.kehitysaihiot:
        if not aihio.ideat:
            yield aihio.at("ideat"), "aihiolla ei ole yhtään ideaa"


def _absent(aihio: Kehitysaihio) -> list[str]:
    assessment = aihio.vaikutusarviointi
    return [id for id in ("okm", "oph") if assessment and id not in assessment.tekijat]


@rule(
    "HAL-071",
    "Valmiin vaikutusarvioinnin ovat tehneet OKM ja OPH",
    lauseke="3.1-05",
    fix="lisää puuttuva organisaatio kohtaan `vaikutusarviointi.tekijat`, tai kirjoita `tila: kesken`",
)
def finished_assessments_are_joint(handbook: Handbook) -> Findings:
    """Malli antaa vaikutusarvioinnin molempien yhteiseksi tehtäväksi. Yhden arvio ei kelpaa päätöksen
    pohjaksi.
    """
    for aihio in handbook.kehitysaihiot:
        if aihio.vaikutusarviointi and aihio.vaikutusarviointi.tila == "valmis":
            for id in _absent(aihio):
                place = aihio.at("vaikutusarviointi", "tekijat")
                yield place, f"vaikutusarviointi on valmis, mutta sen tekijöissä ei ole `{id}`"


@rule(
    "HAL-072",
    "Keskeneräistä vaikutusarviointia tekevät OKM ja OPH",
    lauseke="3.1-05",
    fix="lisää puuttuva organisaatio kohtaan `vaikutusarviointi.tekijat`",
    severity=Severity.HUOMAUTUS,
)
def assessments_are_begun_together(handbook: Handbook) -> Findings:
    """Kun molemmat ovat mukana alusta, arviointi ei palaudu johtoryhmästä. Kesken oleva ehtii vielä
    täydentyä.
    """
    for aihio in handbook.kehitysaihiot:
        if aihio.vaikutusarviointi and aihio.vaikutusarviointi.tila == "kesken":
            for id in _absent(aihio):
                place = aihio.at("vaikutusarviointi", "tekijat")
                yield place, f"vaikutusarviointi on kesken, eikä sen tekijöissä ole `{id}`"


@rule(
    "HAL-073",
    "Valmis vaikutusarviointi kattaa lainsäädännön",
    lauseke="3.1-06",
    fix="kirjoita `vaikutusarviointi.lainsaadanto` (`tarve` ja `perustelu`), tai kirjoita `tila: kesken`",
)
def finished_assessments_cover_legislation(handbook: Handbook) -> Findings:
    """Lainsäädännön muutostarve ratkaisee aikataulun. Myös se, ettei tarvetta ole,
    kirjataan perusteluineen.
    """
    for aihio in handbook.kehitysaihiot:
        assessment = aihio.vaikutusarviointi
        if assessment and assessment.tila == "valmis" and assessment.lainsaadanto is None:
            place = aihio.at("vaikutusarviointi", "tila")
            yield place, "`vaikutusarviointi.tila: valmis`, mutta kohta `lainsaadanto` puuttuu"


@rule(
    "HAL-074",
    "Aihio etenee johtoryhmään vasta arvioituna",
    lauseke=("3.1-05", "3.1-06"),
    fix="viimeistele vaikutusarviointi, tai palauta aihio tilaan `vaikutusarvioinnissa`",
    severity=Severity.HUOMAUTUS,
)
def proposals_go_on_only_assessed(handbook: Handbook) -> Findings:
    """Johtoryhmä ja OKM tarvitsevat vaikutukset tietoonsa ennen kuin ne käsittelevät aihiota. Järjestys on
    käsikirjan toive: malli ei sano, milloin arviointi tehdään.
    """
    for aihio in handbook.kehitysaihiot:
        if aihio.tila not in (*GOING_ON, "ei-edisteta"):
            continue
        if aihio.vaikutusarviointi is None:
            place = aihio.at("vaikutusarviointi")
            yield place, f"aihio on tilassa `{aihio.tila}`, mutta vaikutusarviointia ei ole"
        elif aihio.vaikutusarviointi.tila != "valmis":
            place = aihio.at("vaikutusarviointi", "tila")
            problem = f"aihio on tilassa `{aihio.tila}`, mutta `vaikutusarviointi.tila: kesken`"
            yield place, problem


@rule(
    "HAL-075",
    "Edistettävällä aihiolla on OKM:n päätös",
    lauseke="3.1-10",
    fix="kirjoita `edistamispaatos`: OKM:n tehty päätös, jonka `laji` on `edistaminen`",
)
def promoted_proposals_have_okms_decision(handbook: Handbook) -> Findings:
    """Edistettävistä kokonaisuuksista päättää OKM eikä kukaan muu. Johtoryhmän päätös hankkeen
    käynnistämisestä on eri asia (tulkinta A-04).
    """
    yield from wrong_grounds(handbook, "HAL-075")
    for aihio in handbook.kehitysaihiot:
        if aihio.edistamispaatos is None and aihio.tila in PROMOTED:
            yield aihio.at("edistamispaatos"), f"aihio on tilassa `{aihio.tila}`, mutta OKM:n päätös puuttuu"


@rule(
    "HAL-076",
    "Myös edistämättä jättäminen on OKM:n päätös",
    lauseke="3.1-10",
    fix="kirjaa OKM:n päätös ja nimeä se kohdassa `edistamispaatos`",
    severity=Severity.HUOMAUTUS,
)
def declined_proposals_have_okms_decision(handbook: Handbook) -> Findings:
    """Ideoiden ehdottajat ja ryhmät saavat päätöksestä tietää, miksi kokonaisuutta ei edistetä."""
    for aihio in handbook.kehitysaihiot:
        if aihio.tila == "ei-edisteta" and aihio.edistamispaatos is None:
            yield (
                aihio.at("edistamispaatos"),
                "aihio on tilassa `ei-edisteta`, mutta OKM:n päätöstä ei ole kirjattu",
            )


@rule(
    "HAL-077",
    "Johtoryhmä käsittelee aihion ennen OKM:n päätöstä",
    lauseke=("3.1-04", "3.1-10"),
    fix="lisää kohtaan `kasittelyt` johtoryhmän käsittely, kokous ja päivä",
    severity=Severity.HUOMAUTUS,
)
def the_management_group_comes_first(handbook: Handbook) -> Findings:
    """Aihiot kootaan johtoryhmää varten, ja OKM päättää sen jälkeen. Järjestys on tulkinta A-04, ei mallin
    sanamuoto.
    """
    for aihio in handbook.kehitysaihiot:
        paatos = handbook.paatokset.get(aihio.edistamispaatos or "")
        if (
            paatos is None
            or not paatos.decided
            or paatos.pvm is None
            or not paatos.is_about(aihio.folder, aihio.id)
        ):
            continue  # HAL-302 tells of a decision on something else
        days = [each.pvm for each in aihio.kasittelyt if each.ryhma == "johtoryhma"]
        if not days:
            problem = f"OKM päätti {paatos.pvm}, mutta johtoryhmän käsittelyä ei ole kirjattu"
            yield aihio.at("kasittelyt"), problem
        elif min(days) > paatos.pvm:
            problem = f"OKM päätti {paatos.pvm}, mutta johtoryhmä käsitteli aihion vasta {min(days)}"
            yield aihio.at("kasittelyt"), problem


@rule(
    "HAL-081",
    "Kehitysaihio liittyy tavoitteeseen",
    lauseke=("1-02", "2.1-04"),
    fix="lisää kohtaan `tavoitteet` tavoite, jota aihio edistää",
    severity=Severity.HUOMAUTUS,
)
def proposals_serve_a_goal(handbook: Handbook) -> Findings:
    """Tavoitteista näkee, vastaako kehittäminen hallitusohjelmaa ja sopimusta. Ilman kytkentää aihio jää
    siitä kuvasta pois.
    """
    for aihio in handbook.kehitysaihiot:
        if not aihio.tavoitteet and aihio.tila not in ("rauennut", "ei-edisteta"):
            yield aihio.at("tavoitteet"), "tavoitekytkentä puuttuu"


@rule(
    "HAL-085",
    "Nykyisen palvelun aihio nimeää palvelun",
    lauseke="1-23",
    fix="kirjoita `palvelu`, tai `kohde: uusi-palvelu`, jos aihio koskee uutta palvelua",
    severity=Severity.HUOMAUTUS,
)
def proposals_name_their_service(handbook: Handbook) -> Findings:
    """Palvelun sivu kertoo, mitä palveluun on suunnitteilla. Aihio, joka ei nimeä palvelua, ei näy siellä."""
    for aihio in handbook.kehitysaihiot:
        if aihio.kohde == "nykyinen-palvelu" and aihio.palvelu is None:
            yield aihio.at("kohde"), "`kohde: nykyinen-palvelu`, mutta palvelua ei ole nimetty"


@rule(
    "HAL-087",
    "Päättyneen aihion idealla on lopputulos",
    lauseke="3.1-09",
    fix="lisää idean historiaan `toteutettu` tai `hylatty` perusteluineen",
    severity=Severity.HUOMAUTUS,
)
def ideas_of_ended_proposals_end(handbook: Handbook) -> Findings:
    """Kun aihio on valmis tai sitä ei edistetä, ehdottajan pitää nähdä, mitä hänen idealleen tapahtui."""
    for idea in handbook.ideat:
        aihiot = mentioning(handbook, idea, Kehitysaihio, "ideat") if idea.tila == "aihiona" else []
        states = [state_of(handbook, aihio) for aihio in aihiot]
        if aihiot and all(tila is not None and tila.final for tila in states):
            place = idea.at("historia", len(idea.historia) - 1, "tila")
            problem = (
                f"idea on tilassa `aihiona`, mutta aihio `{aihiot[-1].id}` on tilassa `{aihiot[-1].tila}`"
            )
            yield place, problem


@rule(
    "HAL-088",
    "Käynnissä oleva työ toteuttaa edistettävää aihiota",
    lauseke="3.1-10",
    fix="odota OKM:n päätöstä, tai täydennä aihion historia",
)
def only_promoted_proposals_are_built(handbook: Handbook) -> Findings:
    """OKM päättää, mitä edistetään. Työ, joka alkaa ennen päätöstä, ohittaisi päättäjän."""
    for record in [*handbook.hankkeet, *handbook.kehitystyot]:
        aihio = handbook.kehitysaihiot.get(record.kehitysaihio or "")
        if aihio and record.tila in (*STARTED, "valmis") and not reached(aihio, "edistetaan"):
            problem = (
                f"{record.yksikko} on tilassa `{record.tila}`, mutta aihio `{aihio.id}` on tilassa "
                f"`{aihio.tila}`"
            )
            yield record.at("kehitysaihio"), problem
