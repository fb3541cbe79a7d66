"""Yearly plans and maintenance: decided, refined after signing, reported without gaps or doubles."""

from __future__ import annotations

from collections.abc import Iterator

from hallinta.finding import Severity
from hallinta.handbook import Handbook
from hallinta.queries import JOHTORYHMA, covers, missing_reports
from hallinta.records.palvelu import JuridinenKysymys, Palvelu
from hallinta.rules.perusteet import wrong_grounds
from hallinta.rules.registry import Findings, rule


@rule(
    "HAL-170",
    "Hyväksytyllä vuosisuunnitelmalla on johtoryhmän päätös",
    lauseke="2.1-13",
    fix="kirjoita `paatos`: johtoryhmän tehty päätös, jonka `laji` on `vuosisuunnitelma`",
)
def accepted_plans_are_decided(handbook: Handbook) -> Findings:
    """Vuosisuunnitelmasta päättää johtoryhmä. Hyväksytty suunnitelma ilman päätöstä olisi vasta luonnos."""
    yield from wrong_grounds(handbook, "HAL-170")
    for plan in handbook.vuosisuunnitelmat:
        if plan.tila in ("hyvaksytty", "tarkennettu") and plan.paatos is None:
            yield plan.at("paatos"), f"suunnitelma on tilassa `{plan.tila}`, mutta johtoryhmän päätös puuttuu"


@rule(
    "HAL-171",
    "Vuosisuunnitelman tunnus on sen vuosi",
    lauseke=("1-15", "2.1-13"),
    fix="korjaa `vuosi` tai nimeä tiedosto uudelleen",
)
def plans_are_called_by_their_year(handbook: Handbook) -> Findings:
    """Suunnitelman osoite on sen vuosi. Eri vuosi sisällössä veisi lukijan väärään suunnitelmaan."""
    for plan in handbook.vuosisuunnitelmat:
        if plan.id != str(plan.vuosi):
            yield plan.at("vuosi"), f"`vuosi: {plan.vuosi}`, mutta tiedoston tunnus on `{plan.id}`"


@rule(
    "HAL-172",
    "Vuosisuunnitelma tarkennetaan allekirjoituksen jälkeen",
    lauseke="2.3-10",
    fix="lisää kohtaan `versiot` versio, jonka `peruste` on `allekirjoitus`",
    severity=Severity.HUOMAUTUS,
)
def plans_are_refined_after_signing(handbook: Handbook) -> Findings:
    """Kun tulossopimus on allekirjoitettu, suunnitelma tarkennetaan sen mukaiseksi. Muuten ne voivat luvata
    eri asioita.
    """
    for plan in handbook.vuosisuunnitelmat:
        sopimus = handbook.tulossopimukset.get(plan.tulossopimus or "")
        signed = sopimus.allekirjoitettu if sopimus else None
        if (
            sopimus is None
            or signed is None
            or signed > handbook.today
            or not covers(handbook, sopimus, plan.vuosi)
        ):
            continue  # HAL-307 tells of another year's agreement
        if not any(v.peruste == "allekirjoitus" and v.pvm >= signed for v in plan.versiot):
            problem = (
                f"tulossopimus `{sopimus.id}` allekirjoitettiin {signed}, mutta suunnitelmaa ei ole "
                "tarkennettu sen jälkeen"
            )
            yield plan.at("versiot"), problem


@rule(
    "HAL-173",
    "Ylläpitoraportti koskee mallin piirissä olevaa palvelua",
    lauseke=("1-20", "3.3-07"),
    fix="korjaa `palvelu`, tai palvelun kohta `mallin_piirissa`",
    severity=Severity.HUOMAUTUS,
)
def reports_concern_services_in_scope(handbook: Handbook) -> Findings:
    """OPH raportoi mallin piirissä olevien palveluiden ylläpidosta. Muut palvelut sotkisivat summat."""
    for report in handbook.yllapitoraportit:
        palvelu = handbook.palvelut.get(report.palvelu)
        if palvelu and palvelu.mallin_piirissa == "ei":
            yield report.at("palvelu"), f"`palvelu: {palvelu.id}`, mutta palvelun `mallin_piirissa: ei`"


@rule(
    "HAL-174",
    "Palvelun ylläpidosta raportoidaan joka vuodelta",
    lauseke=("3.3-07", "3.3-08"),
    fix="lisää vuoden raportti; tuntematon luku on `null`",
    severity=Severity.HUOMAUTUS,
    absence=True,
)
def reports_have_no_gaps(handbook: Handbook) -> Findings:
    """Vuosia voi verrata vain, kun samat palvelut ovat mukana. Puuttuva raportti ei ole sama kuin nolla
    euroa.
    """
    for palvelu, year in missing_reports(handbook):
        yield palvelu.at("nimi"), f"vuodelta {year} ei ole ylläpitoraporttia, vaikka muista palveluista on"


@rule(
    "HAL-175",
    "Palvelulla on vuodessa yksi ylläpitoraportti",
    lauseke="3.3-08",
    fix="yhdistä raportit yhdeksi",
)
def a_service_reports_once_a_year(handbook: Handbook) -> Findings:
    """Vuoden summa lasketaan raporteista. Kaksi raporttia samasta palvelusta
    laskettaisiin kahteen kertaan.
    """
    first: dict[tuple[str, int], str] = {}
    for report in handbook.yllapitoraportit:
        key = (report.palvelu, report.vuosi)
        if other := first.get(key):
            problem = f"palvelun `{report.palvelu}` vuoden {report.vuosi} raportti on jo `{other}`"
            yield report.at("palvelu"), problem
        first.setdefault(key, report.id)


@rule(
    "HAL-176",
    "Resurssipäätös on päätös ylläpidon resursseista",
    lauseke="3.3-01",
    fix="nimeä tehty päätös, jonka `laji` on `yllapidon-resurssit`",
)
def resource_decisions_are_about_resources(handbook: Handbook) -> Findings:
    """Ylläpidon resursseista päättää aina tasan yksi ryhmä, ja päätöksestä näkee kumpi (tulkinta A-12). Muu
    päätös ei kerro sitä.
    """
    yield from wrong_grounds(handbook, "HAL-176")


@rule(
    "HAL-177",
    "Keskeisen palvelun juridinen kysymys viedään johtoryhmään",
    lauseke="3.3-04",
    fix="kirjoita kysymykseen johtoryhmän `kokous` tai `paatos`",
    severity=Severity.HUOMAUTUS,
)
def legal_questions_go_to_the_management_group(handbook: Handbook) -> Findings:
    """Keskeisen palvelun ylläpidon juridinen kysymys voi koskea molempia organisaatioita. Siksi se
    tuodaan johtoryhmään: avoimellakin kysymyksellä on kokous, jossa se käsitellään.
    """
    for palvelu, index, kysymys in _questions_of_key_services(handbook):
        if kysymys.tila == "avoin" and not _goes_to_the_management_group(handbook, kysymys):
            place = palvelu.at("juridiset_kysymykset", index, "kuvaus")
            yield place, "keskeisen palvelun juridinen kysymys on avoin, eikä sille ole johtoryhmän kokousta"


@rule(
    "HAL-345",
    "Käsitelty juridinen kysymys on ollut johtoryhmässä",
    lauseke="3.3-04",
    fix="kirjoita johtoryhmän pidetty `kokous` tai tehty `paatos`, tai palauta kysymys tilaan `tila: avoin`",
)
def handled_questions_were_in_the_management_group(handbook: Handbook) -> Findings:
    """Keskeisen palvelun juridinen kysymys tuodaan johtoryhmän käsiteltäväksi. Käsitellystä kysymyksestä lukijan pitää
    päästä siihen kokoukseen tai päätökseen, jossa se käsiteltiin.
    """
    for palvelu, index, kysymys in _questions_of_key_services(handbook):
        named = kysymys.kokous or kysymys.paatos  # HAL-307…HAL-309 tell of one that does not do
        if kysymys.tila == "kasitelty" and not named:
            place = palvelu.at("juridiset_kysymykset", index, "tila")
            yield (
                place,
                "keskeisen palvelun kysymys on `tila: kasitelty`, mutta johtoryhmän käsittelyä ei ole nimetty",
            )


def _questions_of_key_services(handbook: Handbook) -> Iterator[tuple[Palvelu, int, JuridinenKysymys]]:
    for palvelu in handbook.palvelut:
        for index, kysymys in enumerate(palvelu.juridiset_kysymykset):
            if palvelu.keskeinen:
                yield palvelu, index, kysymys


def _goes_to_the_management_group(handbook: Handbook, kysymys: JuridinenKysymys) -> bool:
    kokous = handbook.kokoukset.get(kysymys.kokous or "")
    paatos = handbook.paatokset.get(kysymys.paatos or "")
    meets = kokous is not None and kokous.ryhma == "johtoryhma" and kokous.tila != "peruttu"
    return meets or (paatos is not None and paatos.paattaja == JOHTORYHMA)
