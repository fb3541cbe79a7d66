"""From a proposal to a project: what the cost asks for, and whether it was done (3.2-01…06)."""

from __future__ import annotations

from collections.abc import Iterator

from hallinta.finding import Place, Severity
from hallinta.handbook import Handbook
from hallinta.queries import (
    Cost,
    Estimated,
    ProjectVerdict,
    StatementVerdict,
    limits_of,
    makers,
    matter_cost,
    must_be_project,
    newest,
    project_of,
    statement_of,
    verdict_of,
    work_of,
)
from hallinta.records.kehitysaihio import Kehitysaihio
from hallinta.records.kehitystyo import Kehitystyo
from hallinta.rules.kehitysaihiot import BUILT, GOING_ON, PROMOTED
from hallinta.rules.kehitystyot import above_the_limit
from hallinta.rules.registry import Findings, rule


def verdict(handbook: Handbook, aihio: Kehitysaihio) -> ProjectVerdict:
    return verdict_of(handbook, aihio).tulos


def estimate_place(record: Estimated) -> Place:
    """Where the record's own estimate that holds is written."""
    own = newest(record)
    index = own.index if own else max(len(record.kustannus) - 1, 0)
    return record.at("kustannus", index, "kokonaiskustannus_eur")


def cost_told(record: Estimated, cost: Cost) -> str:
    """The sum as it stands in the record's own file, or where it stands and when it was estimated."""
    if [each.record for each in cost.estimates] == [record]:
        return f"`kokonaiskustannus_eur: {cost.eur}`"
    named = ", ".join(f"`{each.record.folder}/{each.record.id}`" for each in cost.estimates)
    least = "vähintään " if cost.partial else ""
    return f"koko asian arvio {least}{cost.eur} ({named}; {cost.day if cost.dated else 'päivä ei tiedossa'})"


def _with_costs(handbook: Handbook) -> Iterator[tuple[Kehitysaihio, Cost]]:
    for aihio in handbook.kehitysaihiot:
        if cost := matter_cost(handbook, aihio):
            yield aihio, cost


@rule(
    "HAL-078",
    "Arviointirajan ylittävästä aihiosta on hankkeistamisarvio",
    lauseke="3.2-05",
    fix="kirjoita `hankkeistamisarvio`: arvioija, päivä, tulos ja perustelu",
    severity=Severity.HUOMAUTUS,
)
def large_proposals_are_assessed_for_a_project(handbook: Handbook) -> Findings:
    """Arviointirajan ja hankkeistamisrajan välissä hankkeistamisen tarve arvioidaan. Malli ei nimeä
    arvioijaa, joten se kirjataan aina (tulkinta A-09).
    """
    for aihio, cost in _with_costs(handbook):
        if aihio.tila not in PROMOTED or aihio.hankkeistamisarvio or project_of(handbook, aihio):
            continue
        if verdict(handbook, aihio) is ProjectVerdict.ARVIOIDAAN:
            limit = limits_of(handbook, aihio).arviointi
            problem = (
                f"{cost_told(aihio, cost)} ylittää arviointirajan {limit}, mutta hankkeistamisarvio puuttuu"
            )
            yield estimate_place(aihio), problem


@rule(
    "HAL-079",
    "Hankkeistamisrajan ylittävä kehittäminen tehdään hankkeena",
    lauseke="3.2-06",
    fix="perusta hanke, joka nimeää aihion kohdassa `kehitysaihio`, tai korjaa kustannusarvio",
    absence=True,
)
def the_largest_proposals_are_projects(handbook: Handbook) -> Findings:
    """Rajan ylittyessä nykyisen palvelun kehittäminen hankkeistetaan aina. Tasan rajalla oleva ei ylitä sitä
    (tulkinta A-06).
    """
    for aihio, cost in _with_costs(handbook):
        if verdict(handbook, aihio) is not ProjectVerdict.HANKKEISTETAAN:
            continue
        over = f"{cost_told(aihio, cost)} ylittää hankkeistamisrajan {limits_of(handbook, aihio).hankkeistus}"
        works = [each for each in makers(handbook, aihio) if isinstance(each, Kehitystyo)]
        told = any(above_the_limit(handbook, tyo) for tyo in works)  # HAL-127
        if aihio.tila in BUILT and project_of(handbook, aihio) is None and not told:
            yield estimate_place(aihio), f"{over}, mutta aihio on tilassa `{aihio.tila}` ilman hanketta"
        if aihio.hankkeistamisarvio and aihio.hankkeistamisarvio.tulos == "ei-hankkeisteta":
            place = aihio.at("hankkeistamisarvio", "tulos")
            fix = "kirjoita `tulos: hankkeistetaan` tai korjaa kustannusarvio"
            yield place, f"{over}, mutta arvion `tulos: ei-hankkeisteta`", fix


@rule(
    "HAL-331",
    "Hankkeistamisrajan ylittävä uusi palvelu tehdään hankkeena",
    lauseke=("3.2-01", "3.2-06"),
    fix="perusta hanke, joka nimeää aihion kohdassa `kehitysaihio`, tai korjaa kustannusarvio",
    severity=Severity.HUOMAUTUS,
    absence=True,
)
def the_largest_new_services_are_projects(handbook: Handbook) -> Findings:
    """Käsikirja tulkitsee, että hankkeistamisraja koskee myös uutta palvelua (tulkinta A-05). Silloin syyn
    kirjaaminen ei riitä hankkeen sijaan. Kyse on tulkinnasta eikä mallin sanamuodosta.
    """
    for aihio, cost in _with_costs(handbook):
        if verdict(handbook, aihio) is not ProjectVerdict.HANKKEISTETAAN_TULKINTA:
            continue
        if aihio.tila in BUILT and project_of(handbook, aihio) is None:
            limit = limits_of(handbook, aihio).hankkeistus
            problem = (
                f"{cost_told(aihio, cost)} ylittää hankkeistamisrajan {limit}, mutta uuden palvelun aihio on "
                f"tilassa `{aihio.tila}` ilman hanketta"
            )
            yield estimate_place(aihio), problem


@rule(
    "HAL-080",
    "Uusi palvelu tehdään hankkeena tai syy toisin tekemiseen on kirjattu",
    lauseke="3.2-01",
    fix="kirjoita `hankkeistamatta_perustelu`, tai perusta hanke, joka nimeää aihion",
    severity=Severity.HUOMAUTUS,
    absence=True,
)
def new_services_are_projects_or_say_why(handbook: Handbook) -> Findings:
    """Malli suosittelee uuden palvelun hankkeistamista kustannuksista riippumatta. Suosituksesta voi poiketa,
    mutta syy näytetään.
    """
    for aihio in handbook.kehitysaihiot:
        new = verdict(handbook, aihio) is ProjectVerdict.SUOSITELLAAN and aihio.tila in BUILT
        if new and not project_of(handbook, aihio) and aihio.hankkeistamatta_perustelu is None:
            problem = (
                f"uuden palvelun aihio on tilassa `{aihio.tila}` ilman hanketta, eikä syytä ole kirjattu"
            )
            yield aihio.at("kohde"), problem


@rule(
    "HAL-082",
    "Johtoryhmään edenneen aihion kustannus tiedetään",
    lauseke=("3.2-04", "3.2-05"),
    fix="kirjoita arvioitu `kokonaiskustannus_eur` ja se, mitä summa sisältää",
    severity=Severity.HUOMAUTUS,
)
def costs_are_known_in_time(handbook: Handbook) -> Findings:
    """Ilman kustannusta ei voi päätellä, onko hankkeistamista arvioitava tai pyydettävä lausuntoa. Tuntematon
    ei ole nolla.
    """
    for aihio in handbook.kehitysaihiot:
        if matter_cost(handbook, aihio) is None and aihio.tila in GOING_ON:
            yield (
                estimate_place(aihio),
                f"aihio on tilassa `{aihio.tila}`, mutta kokonaiskustannusta ei ole arvioitu",
            )


@rule(
    "HAL-083",
    "Lausuntorajan saavuttavalla aihiolla on lausuntomenettely",
    lauseke="3.1-11",
    fix="lisää kohtaan `lausuntomenettelyt` menettely, jonka `laji` on `vm-tiedonhallintalausunto`",
    severity=Severity.HUOMAUTUS,
)
def large_changes_ask_for_a_statement(handbook: Handbook) -> Findings:
    """Tiedonhallintalain 9 §:n lausunto pyydetään ajoissa ennen hankintaa. Tässä raja täyttyy jo tasan
    rajasummalla (tulkinta A-23).
    """
    for aihio, cost in _with_costs(handbook):
        if aihio.tila not in GOING_ON:
            continue
        result = statement_of(handbook, aihio)
        asked = any(each.laji == "vm-tiedonhallintalausunto" for each in aihio.lausuntomenettelyt)
        if result.tulos is StatementVerdict.PYYDETAAN and result.raja and not asked:
            problem = (
                f"{cost_told(aihio, cost)} saavuttaa käyttöalan "
                f"`{aihio.kayttoala}` lausuntorajan {result.raja.raja_eur}, mutta lausuntomenettelyä "
                "ei ole kirjattu"
            )
            yield estimate_place(aihio), problem


@rule(
    "HAL-084",
    "Toteutus vastaa hankkeistamisarviota",
    lauseke="3.2-05",
    fix="tee uusi arvio, tai korjaa se, nimeääkö hanke aihion",
    severity=Severity.HUOMAUTUS,
    absence=True,
)
def the_assessment_is_followed(handbook: Handbook) -> Findings:
    """Arvion tuloksesta voi poiketa, mutta silloin arvio on vanhentunut ja johtaa lukijaa harhaan."""
    for aihio in handbook.kehitysaihiot:
        arvio, project = aihio.hankkeistamisarvio, project_of(handbook, aihio)
        if arvio is None or verdict(handbook, aihio) is ProjectVerdict.HANKKEISTETAAN:
            continue  # HAL-079 tells of what must be a project
        place = aihio.at("hankkeistamisarvio", "tulos")
        if arvio.tulos == "ei-hankkeisteta" and project is not None:
            yield place, f"`tulos: ei-hankkeisteta`, mutta hanke `{project.id}` toteuttaa aihiota"
        elif arvio.tulos == "hankkeistetaan" and aihio.tila in BUILT and project is None:
            yield place, f"`tulos: hankkeistetaan`, mutta aihio on tilassa `{aihio.tila}` ilman hanketta"


@rule(
    "HAL-086",
    "Toteutuksessa olevalla aihiolla on hanke tai kehitystyö",
    lauseke=("3.2-07", "3.2-16"),
    fix="lisää hanke tai kehitystyö, joka nimeää aihion kohdassa `kehitysaihio`",
    severity=Severity.HUOMAUTUS,
    absence=True,
)
def proposals_being_built_are_somewhere(handbook: Handbook) -> Findings:
    """Aihion sivulta pitää päästä siihen, joka työn tekee: hankkeeseen tai
    hankkeistamattomaan kehitystyöhön.
    """
    for aihio in handbook.kehitysaihiot:
        arvio = aihio.hankkeistamisarvio
        told = (
            must_be_project(verdict_of(handbook, aihio))  # HAL-079, HAL-331
            or (aihio.kohde == "uusi-palvelu" and aihio.hankkeistamatta_perustelu is None)  # HAL-080
            or (arvio is not None and arvio.tulos == "hankkeistetaan")  # HAL-084
        )
        made_somewhere = project_of(handbook, aihio) or work_of(handbook, aihio)
        if aihio.tila in BUILT and not made_somewhere and not told:
            place = aihio.at("historia", len(aihio.historia) - 1, "tila")
            yield place, f"aihio on tilassa `{aihio.tila}`, mutta mikään hanke tai kehitystyö ei nimeä sitä"
