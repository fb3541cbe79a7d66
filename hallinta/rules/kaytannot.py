"""Agreed practices: proposed, decided, versioned, and requirements that can be checked."""

from __future__ import annotations

import typing

from hallinta.finding import Severity
from hallinta.handbook import Handbook
from hallinta.queries import PracticeState, practice_state
from hallinta.records.kaytanto import Kaytanto, Versio
from hallinta.records.palvelu import Dokumentti, Palvelu
from hallinta.records.suunnittelu import Vuosisuunnitelma
from hallinta.rules.perusteet import wrong_grounds
from hallinta.rules.registry import Findings, rule
from hallinta.schema_errors import choice, shown


@rule(
    "HAL-160",
    "Muun alueen käytännöstä on sovittu kirjallisesti",
    lauseke="1-17",
    fix="kirjoita `paatos` tai `kirjallinen_sopimus`",
)
def other_practices_are_agreed_in_writing(handbook: Handbook) -> Findings:
    """Periaatteet ulottuvat muihin asioihin vain, kun niistä on sovittu erikseen kirjallisesti."""
    for kaytanto in handbook.kaytannot:
        if kaytanto.alue == "muu" and kaytanto.paatos is None and kaytanto.kirjallinen_sopimus is None:
            yield kaytanto.at("alue"), "`alue: muu`, mutta päätöstä tai kirjallista sopimusta ei ole nimetty"


@rule(
    "HAL-161",
    "Käytäntö perustuu johtoryhmän päätökseen käytännöstä",
    lauseke=("1-18", "3.4-02"),
    fix="nimeä johtoryhmän päätös, jonka `laji` on `kaytanto`",
    severity=Severity.HUOMAUTUS,
)
def practices_rest_on_a_decision_on_a_practice(handbook: Handbook) -> Findings:
    """Raportoinnin ja dokumentoinnin käytännöistä sovitaan johtoryhmässä. Muuta asiaa koskeva päätös ei saata
    käytäntöä voimaan (tulkinta A-13).
    """
    yield from wrong_grounds(handbook, "HAL-161")


@rule(
    "HAL-162",
    "Käytäntö esitetään ennen kuin siitä päätetään",
    lauseke="1-19",
    fix="korjaa esityksen tai päätöksen päivä",
)
def practices_are_proposed_before_decided(handbook: Handbook) -> Findings:
    """Koordinaatioryhmä esittää käytännöt johtoryhmälle. Päätöksen jälkeen tehty esitys ei ole voinut olla
    sen pohjana.
    """
    for kaytanto in handbook.kaytannot:
        paatos = handbook.paatokset.get(kaytanto.paatos or "")
        about = paatos is not None and paatos.is_about(kaytanto.folder, kaytanto.id)  # if not, HAL-302 tells
        if kaytanto.esitys and paatos and about and paatos.pvm and kaytanto.esitys.pvm > paatos.pvm:
            problem = (
                f"esityksen päivä ({kaytanto.esitys.pvm}) on päätöksen `{paatos.id}` päivän "
                f"({paatos.pvm}) jälkeen"
            )
            yield kaytanto.at("esitys", "pvm"), problem


@rule(
    "HAL-163",
    "Päätetyllä käytännöllä on koordinaatioryhmän esitys",
    lauseke="1-19",
    fix="kirjoita `esitys`: ryhmänä `koordinaatioryhma`, kokous ja päivä",
    severity=Severity.HUOMAUTUS,
)
def decided_practices_tell_their_proposal(handbook: Handbook) -> Findings:
    """Esityksestä näkee, kuka käytännön valmisteli ja millä perusteella se tuotiin johtoryhmään."""
    for kaytanto in handbook.kaytannot:
        paatos = handbook.paatokset.get(kaytanto.paatos or "")
        if kaytanto.esitys is not None and kaytanto.esitys.ryhma != "koordinaatioryhma":
            problem = f"`ryhma: {kaytanto.esitys.ryhma}`, mutta käytännöt esittää koordinaatioryhmä"
            yield kaytanto.at("esitys", "ryhma"), problem
        elif kaytanto.esitys is None and paatos and paatos.approved and paatos.laji == "kaytanto":
            problem = f"käytännöstä on päätös `{paatos.id}`, mutta esitystä ei ole kirjattu"
            yield kaytanto.at("paatos"), problem


_AREAS = {
    "viestinta": "viestinnästä",
    "tekninen-dokumentaatio": "teknisestä dokumentaatiosta",
    "raportointi": "raportoinnista",
}


@rule(
    "HAL-164",
    "Jokaisella mallin alueella on käytäntö",
    lauseke="1-16",
    fix="lisää käytäntö, jonka `alue` on tämä, kun siitä on sovittu",
    severity=Severity.HUOMAUTUS,
)
def each_area_has_a_practice(handbook: Handbook) -> Findings:
    """Periaatteita sovelletaan viestintään, tekniseen dokumentaatioon ja raportointiin. Puuttuva alue näkyy
    lukijalle merkintänä ”ei vielä sovittu”.
    """
    if any(folder == "kaytannot" for folder, _ in handbook.unfit):
        return  # one that cannot be read may be of any area
    in_use = [
        kaytanto
        for kaytanto in handbook.kaytannot
        if practice_state(handbook, kaytanto) is not PracticeState.KUMOTTU
    ]
    for area, about in _AREAS.items():
        if in_use and all(kaytanto.alue != area for kaytanto in in_use):  # with none at all the page says so
            yield handbook.asetukset.at(), f"{about} (`alue: {area}`) ei ole yhtään käytäntöä"


@rule(
    "HAL-165",
    "Versioiden päivät etenevät",
    lauseke=("2.3-10", "3.4-03"),
    fix="korjaa päivä tai siirrä versiot aikajärjestykseen",
)
def versions_run_forwards(handbook: Handbook) -> Findings:
    """Viimeinen versio on voimassa. Väärässä järjestyksessä vanha versio näyttäisi uusimmalta."""
    records: list[Kaytanto | Vuosisuunnitelma] = [*handbook.kaytannot, *handbook.vuosisuunnitelmat]
    for record in records:
        versions: tuple[Versio, ...] = record.versiot
        for index in range(1, len(versions)):
            before, version = versions[index - 1], versions[index]
            if version.pvm < before.pvm:
                problem = (
                    f"version `{version.versio}` päivä ({version.pvm}) on ennen version `{before.versio}` "
                    f"päivää ({before.pvm})"
                )
                yield record.at("versiot", index, "pvm"), problem


_DOCUMENTS: tuple[str, ...] = typing.get_args(Dokumentti.model_fields["laji"].annotation)


@rule(
    "HAL-166",
    "Vaatimuksen kohde on palvelun kenttä tai asiakirjalaji",
    lauseke="3.4-01",
    fix="kirjoita `kohde`: palvelun kenttä tai asiakirjan laji",
)
def requirements_can_be_checked(handbook: Handbook) -> Findings:
    """Vaatimus, jonka kohdetta palvelulla ei voi olla, näyttäisi jokaisen palvelun puutteelliselta."""
    for kaytanto in handbook.kaytannot:
        for index, vaatimus in enumerate(kaytanto.vaatimukset):
            if vaatimus.tarkistus == "ohjeellinen":
                continue
            fields = vaatimus.tarkistus == "kentta"
            known = tuple(Palvelu.model_fields) if fields else _DOCUMENTS
            place = kaytanto.at("vaatimukset", index, "kohde" if vaatimus.kohde else "tarkistus")
            if vaatimus.kohde is None:
                yield place, f"`tarkistus: {vaatimus.tarkistus}`, mutta `kohde` puuttuu"
            elif vaatimus.kohde not in known:
                what = "palvelun kenttä" if fields else "asiakirjan laji"
                fix = choice(vaatimus.kohde, known, "kentistä" if fields else "lajeista")
                yield place, f"`kohde: {shown(vaatimus.kohde)}` ei ole {what}", fix
