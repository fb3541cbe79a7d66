"""Projects: appointed, started and changed by whom the model says, and visible to the common groups.

The model leaves a project's inner steering to the project (1-06), so nothing here asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from hallinta.finding import Severity
from hallinta.handbook import Handbook
from hallinta.queries import STARTED, Obligation, overdue
from hallinta.records.hanke import Hanke
from hallinta.rules.perusteet import wrong_grounds
from hallinta.rules.registry import Findings, rule


def _own(handbook: Handbook) -> Iterator[Hanke]:
    """The projects that are under the model: it asks nothing of those outside it or before it."""
    return (hanke for hanke in handbook.hankkeet if hanke.under_model)


def _steered_from_above(hanke: Hanke) -> bool:
    """Whether the larger project steers and answers for this one (3.2-12)."""
    return hanke.ylahanke is not None and hanke.ohjaus_sovittu_toisin is None


@rule(
    "HAL-012",
    "Hankkeella on asetettu ryhmä",
    lauseke="3.2-08",
    fix="lisää hankkeelle ainakin yksi ryhmä kohtaan `ryhmat`",
)
def projects_have_an_appointed_group(handbook: Handbook) -> Findings:
    """Ilman asetettua ryhmää hankkeella ei ole ketään, joka päättää ja raportoi. Osahanketta ohjaa
    ylähankkeen ryhmä, jollei toisin ole sovittu.
    """
    for hanke in _own(handbook):
        if hanke.tila in STARTED and not hanke.ryhmat and not _steered_from_above(hanke):
            yield (
                hanke.at("ryhmat"),
                f"hanke on tilassa `{hanke.tila}`, mutta sillä ei ole yhtään asetettua ryhmää",
            )


@rule(
    "HAL-100",
    "Käynnistetyllä hankkeella on käynnistyspäätös",
    lauseke="2.1-18",
    fix="kirjoita `kaynnistyspaatos`: päätös, jolla hanke käynnistettiin",
    severity=Severity.HUOMAUTUS,
)
def started_projects_tell_their_start_decision(handbook: Handbook) -> Findings:
    """Johtoryhmä voi päättää hankkeen käynnistämisestä. Lukijan pitää nähdä, kuka päätti ja milloin, tai
    ettei sitä tiedetä (tulkinta A-04).
    """
    for hanke in _own(handbook):
        if hanke.tila in STARTED and hanke.kaynnistyspaatos is None:
            yield (
                hanke.at("kaynnistyspaatos"),
                f"hanke on tilassa `{hanke.tila}`, mutta käynnistyspäätös puuttuu",
            )


@rule(
    "HAL-101",
    "Hanke käynnistyy tehdyllä käynnistyspäätöksellä",
    lauseke="2.1-18",
    fix="nimeä tehty päätös, jonka `laji` on `hankkeen-kaynnistys`",
)
def start_decisions_are_start_decisions(handbook: Handbook) -> Findings:
    """Edistämispäätös ei vielä käynnistä hanketta, eikä valmisteilla oleva päätös vielä
    päde (tulkinta A-04).
    """
    yield from wrong_grounds(handbook, "HAL-101")


@rule(
    "HAL-102",
    "Hanke käynnistyy päätöksen jälkeen",
    lauseke="2.1-18",
    fix="korjaa hankkeen historian tai päätöksen päivä",
    severity=Severity.HUOMAUTUS,
)
def projects_start_after_the_decision(handbook: Handbook) -> Findings:
    """Päätös on käynnistämisen peruste. Jos hanke alkoi ensin, päätös vain totesi sen, ja lukijan on hyvä
    tietää se.
    """
    for hanke in handbook.hankkeet:
        paatos = handbook.paatokset.get(hanke.kaynnistyspaatos or "")
        starts = [(n, entry) for n, entry in enumerate(hanke.historia) if entry.tila == "kaynnissa"]
        if paatos is None or paatos.pvm is None or not starts:
            continue
        index, first = starts[0]
        if first.pvm < paatos.pvm and first.paatos != paatos.id:  # HAL-055 tells when the entry names it
            problem = f"hanke käynnistyi {first.pvm}, mutta päätöksen `{paatos.id}` päivä on {paatos.pvm}"
            yield hanke.at("historia", index, "pvm"), problem


@rule(
    "HAL-103",
    "Hankkeen raportoinnista on sovittu",
    lauseke="3.2-10",
    fix="kirjoita `raportointi`: vastaanottajana `koordinaatioryhma`, väli ja muoto",
    severity=Severity.HUOMAUTUS,
)
def projects_report_as_agreed(handbook: Handbook) -> Findings:
    """Hankkeen ryhmät raportoivat koordinaatioryhmälle sovitulla tavalla. Malli ei kerro tapaa, joten puute
    näytetään eikä estä julkaisua (tulkinta A-21).
    """
    for hanke in _own(handbook):
        if hanke.tila not in STARTED or _steered_from_above(hanke):
            continue
        if hanke.raportointi is None:
            yield hanke.at("raportointi"), "hankkeen raportoinnista ei ole sovittu"
        elif hanke.raportointi.vastaanottaja != "koordinaatioryhma":
            problem = (
                f"`vastaanottaja: {hanke.raportointi.vastaanottaja}`, mutta hankkeet raportoivat "
                "koordinaatioryhmälle"
            )
            yield hanke.at("raportointi", "vastaanottaja"), problem


@rule(
    "HAL-104",
    "Hankkeella on rajapinta yhteisiin ryhmiin",
    lauseke="1-07",
    fix="kirjoita `rajapinta`: kenelle hanke raportoi ja mitä se vie päätettäväksi",
    severity=Severity.HUOMAUTUS,
)
def projects_tell_their_interface(handbook: Handbook) -> Findings:
    """Malli ei ohjaa hanketta sisältä, mutta se kertoo, missä hanke ja yhteiset ryhmät kohtaavat."""
    for hanke in _own(handbook):
        if hanke.tila in STARTED and hanke.rajapinta is None and not _steered_from_above(hanke):
            yield hanke.at("rajapinta"), "hankkeen rajapintaa yhteisiin ryhmiin ei ole kuvattu"


@rule(
    "HAL-105",
    "Hankkeen informoinnista on sovittu",
    lauseke="3.2-14",
    fix="kirjoita `informointi`: vastaanottaja, laajuus ja tapa",
    severity=Severity.HUOMAUTUS,
)
def projects_inform_as_agreed(handbook: Handbook) -> Findings:
    """Hanke antaa tietoa johtoryhmälle niin laajasti kuin on sovittu. Lukijan pitää nähdä, mitä sovittiin tai
    ettei ole sovittu (tulkinnat A-21 ja A-30).
    """
    for hanke in _own(handbook):
        if hanke.tila in STARTED and hanke.informointi is None and not _steered_from_above(hanke):
            yield hanke.at("informointi"), "hankkeen informoinnista ei ole sovittu"


@rule(
    "HAL-106",
    "Hankkeen merkittävästä muutoksesta päättää johtoryhmä",
    lauseke="2.1-19",
    fix="nimeä muutoksen kohdassa `paatos` johtoryhmän tehty päätös",
)
def significant_changes_are_decided(handbook: Handbook) -> Findings:
    """Hanke muuttaa itse pieniä asioita. Merkittävä muutos koskee muitakin, ja siksi siitä päättää
    johtoryhmä.
    """
    yield from wrong_grounds(handbook, "HAL-106")
    for hanke in _own(handbook):
        for index, change in enumerate(hanke.muutokset):
            if change.merkittava and change.paatos is None:
                problem = f"merkittävästä muutoksesta ({change.pvm}) päättää johtoryhmä, mutta päätöstä ei ole nimetty"
                yield hanke.at("muutokset", index, "merkittava"), problem


@rule(
    "HAL-107",
    "Hankkeen resurssien merkittävästä muutoksesta päättää johtoryhmä",
    lauseke="2.1-20",
    fix="nimeä resurssimuutoksen kohdassa `paatos` johtoryhmän tehty päätös",
)
def significant_resource_changes_are_decided(handbook: Handbook) -> Findings:
    """Yhden hankkeen lisäresurssi on toiselta pois. Siksi merkittävästä muutoksesta päätetään yhdessä."""
    yield from wrong_grounds(handbook, "HAL-107")
    for hanke in _own(handbook):
        for index, change in enumerate(hanke.resurssimuutokset):
            if change.merkittava and change.paatos is None:
                problem = (
                    f"merkittävästä resurssimuutoksesta ({change.pvm}) päättää johtoryhmä, "
                    "mutta päätöstä ei ole nimetty"
                )
                yield hanke.at("resurssimuutokset", index, "merkittava"), problem


@rule(
    "HAL-108",
    "Muutoksen merkittävyys on perusteltu",
    lauseke="2.1-19",
    fix="kirjoita muutoksen `perustelu`: miksi se on tai ei ole merkittävä",
    severity=Severity.HUOMAUTUS,
)
def the_weight_of_a_change_has_a_reason(handbook: Handbook) -> Findings:
    """Malli ei anna merkittävyydelle kriteeriä (tulkinta A-10). Perustelusta lukija näkee, miten päädyttiin
    siihen, kuka päättää.
    """
    for hanke in _own(handbook):
        for index, change in enumerate(hanke.muutokset):
            if change.perustelu is None:
                value = "true" if change.merkittava else "false"
                yield hanke.at("muutokset", index, "merkittava"), f"`merkittava: {value}` ilman perustelua"


@rule(
    "HAL-109",
    "Hanke raportoi ajallaan",
    lauseke="3.2-10",
    fix="lisää annettu raportti kohtaan `raportit`, tai sovi uudesta raportointivälistä",
    severity=Severity.HUOMAUTUS,
)
def reports_are_on_time(handbook: Handbook) -> Findings:
    """Koordinaatioryhmä seuraa hankkeita raporteista. Myöhässä oleva raportti on tilannekuvan aukko."""
    for each in overdue(handbook):
        if each.duty is Obligation.RAPORTTI:
            yield (
                each.record.at("raportit"),
                f"raportti oli annettava viimeistään {each.due}, mutta sitä ei ole",
            )


@rule(
    "HAL-110",
    "Hankekausi alkaa ennen kuin se päättyy",
    lauseke="3.2-13",
    fix="korjaa jompikumpi päivä",
)
def project_periods_run_forwards(handbook: Handbook) -> Findings:
    """Kaudesta lasketaan, mitkä hankkeet ovat käynnissä yhtä aikaa. Väärä järjestys
    kätkisi päällekkäisyyden.
    """
    for hanke in handbook.hankkeet:
        alku, loppu = hanke.kausi.alku, hanke.kausi.loppu
        if alku and loppu and alku > loppu:
            yield hanke.at("kausi", "alku"), f"`alku` ({alku}) on myöhemmin kuin `loppu` ({loppu})"


@rule(
    "HAL-111",
    "Ohjauksesta voi sopia toisin vain osahankkeessa",
    lauseke="3.2-12",
    fix="kirjoita `ylahanke`, tai poista `ohjaus_sovittu_toisin`",
    severity=Severity.HUOMAUTUS,
)
def only_subprojects_agree_otherwise(handbook: Handbook) -> Findings:
    """Pääsääntö on, että osahanketta ohjataan ylähankkeessa. Hankkeella, jolla ei ole ylähanketta, ei ole
    poikettavaa.
    """
    for hanke in handbook.hankkeet:
        if hanke.ohjaus_sovittu_toisin and hanke.ylahanke is None:
            problem = (
                f"`ohjaus_sovittu_toisin: {hanke.ohjaus_sovittu_toisin}`, mutta hankkeella ei ole ylähanketta"
            )
            yield hanke.at("ohjaus_sovittu_toisin"), problem


@rule(
    "HAL-112",
    "Ohjauksesta on sovittu vasta, kun päätös on tehty",
    lauseke=("2.2-09", "3.2-12"),
    fix="nimeä tehty päätös, tai poista kenttä siihen asti",
)
def steering_is_agreed_by_a_made_decision(handbook: Handbook) -> Findings:
    """Ohjaava ryhmä päätellään tästä viittauksesta. Tekemätön päätös näyttäisi väärän ryhmän ohjaavan."""
    yield from wrong_grounds(handbook, "HAL-112")


@rule(
    "HAL-113",
    "Hanke liittyy tavoitteeseen",
    lauseke=("1-02", "2.1-04"),
    fix="lisää kohtaan `tavoitteet` tavoite, jota hanke edistää",
    severity=Severity.HUOMAUTUS,
)
def projects_serve_a_goal(handbook: Handbook) -> Findings:
    """Johtoryhmä huolehtii, että hankkeet palvelevat sovittuja tavoitteita. Kytkennästä näkee, mikä tavoite
    jää vaille hanketta.
    """
    for hanke in _own(handbook):
        if not hanke.tavoitteet and hanke.tila != "rauennut":
            yield hanke.at("tavoitteet"), "tavoitekytkentä puuttuu"
