"""The model's own completeness: clauses and chapters have pages, open points are tied, deadlines show."""

from __future__ import annotations

import re

from hallinta.finding import Severity
from hallinta.handbook import PAGES, Handbook
from hallinta.queries import RULE_INDEX, chapters, deadline, implementations, page_titles, periods
from hallinta.records.base import EXAMPLE_TREE
from hallinta.rules.registry import RULES, Findings, rule
from hallinta.schema_errors import choice, nearest, shown


@rule(
    "HAL-030",
    "Jokaisella lausekkeella on sivu",
    lauseke=("0-02", "1-14"),
    fix="lisää lausekkeen tunnus sen sivun `lausekkeet`-luetteloon, joka käsittelee asian",
    absence=True,
)
def clauses_have_a_page(handbook: Handbook) -> Findings:
    """Käsikirja toteuttaa koko mallin. Lauseke ilman sivua olisi lupaus, josta lukija ei saisi tietää."""
    if _without_pages(handbook):
        if handbook.lausekkeet.ids and not handbook.tree:
            fix = "aja tarkistus projektin juuressa, tai kopioi kansio `docs` datakansion viereen"
            yield (
                handbook.asetukset.at(),
                "käsin kirjoitettuja sivuja ei ole luettu, joten niitä ei tarkistettu",
                fix,
            )
        return
    for lauseke in handbook.lausekkeet:
        if not implementations(handbook)[lauseke.id].has_page:
            yield lauseke.at(), f"lauseketta `{lauseke.id}` ei käsittele mikään sivu"


def _without_pages(handbook: Handbook) -> bool:
    """Whether there are no hand-written pages at all: the data was read alone, away from its ``docs/``."""
    return not handbook.sivut.ids and not any(folder == PAGES for folder, _ in handbook.unfit)


@rule(
    "HAL-044",
    "Jokainen lauseke nimeää paikan, jossa sen asia näkyy",
    lauseke=("0-02", "1-14"),
    fix="lisää kohtaan `nakyy` sivu ja sen kohta tai teksti, josta lausekkeen toteutumisen näkee",
)
def clauses_name_where_they_are_seen(handbook: Handbook) -> Findings:
    """Sivu, joka vain luettelee lausekkeen, ei vielä osoita mitään. Lukija tarvitsee paikan, jossa asia on."""
    for lauseke in handbook.lausekkeet:
        if not lauseke.nakyy:
            yield lauseke.at("nakyy"), f"lauseke `{lauseke.id}` ei kerro, missä sen asia näkyy"


@rule(
    "HAL-045",
    "Lausekkeen asia näkyy sivulla, joka on olemassa",
    lauseke=("0-02", "1-14"),
    fix="korjaa sivun osoite sivuston juuresta lähtien, esim. /malli/rakenne/",
)
def clauses_are_seen_on_pages_that_exist(handbook: Handbook) -> Findings:
    """Jäljitettävyys linkittää paikkaan, jossa lauseke näkyy. Rikki mennyt osoite katkaisisi jäljen."""
    if handbook.tree or _without_pages(handbook):
        return  # the clauses are the real handbook's; HAL-030 tells of pages that were not read
    titles = {**page_titles(handbook), **(page_titles(handbook.example) if handbook.example else {})}
    pages = (*(f"/{address}" for address in titles), *(f"/{RULE_INDEX}{id}/" for id in RULES))
    known = set(pages)
    unread = {_address_of(folder, id) for folder, id in handbook.unfit}
    if handbook.example:
        unread |= {f"/{EXAMPLE_TREE}{folder}/{id}/" for folder, id in handbook.example.unfit}
    for lauseke in handbook.lausekkeet:
        for index, nakyma in enumerate(lauseke.nakyy):
            place = lauseke.at("nakyy", index, "sivu")
            hidden = nakyma.sivu in unread or (nakyma.in_example and handbook.example is None)
            if nakyma.sivu not in known and not hidden:
                problem = f"`sivu: {nakyma.sivu}`: käsikirjassa ei ole tällaista sivua"
                match = nearest(nakyma.sivu, pages)
                yield (place, problem, f"tarkoititko `{match}`?") if match else (place, problem)


def _address_of(folder: str, id: str) -> str:
    """Where a record that could not be read would be; a hand-written page is its own path."""
    return re.sub("/index/$", "/", f"/{id}/") if folder == PAGES else f"/{folder}/{id}/"


@rule(
    "HAL-031",
    "Jokaisella luvulla on lausekkeita ja toteuttava sivu",
    lauseke="0-02",
    fix="lisää luvun lausekkeet rekisteriin ja jollekin sivulle",
)
def chapters_have_a_page(handbook: Handbook) -> Findings:
    """Mallin rakenteen on näyttävä käsikirjassa luku luvulta."""
    if _without_pages(handbook):
        return  # HAL-030 tells
    pages = implementations(handbook)
    shown = {lauseke.luku for lauseke in handbook.lausekkeet if pages[lauseke.id].has_page}
    for index, chapter in enumerate(chapters(handbook)):
        if not shown & {luku.numero for luku in (chapter.luku, *chapter.alaluvut)}:
            place = handbook.asetukset.at("asiakirja", "luvut", index, "numero")
            yield place, f"luvulla `{chapter.luku.numero}` ei ole yhtään toteuttavaa sivua"


@rule(
    "HAL-032",
    "Tulkinta ja lauseke nimeävät toisensa",
    lauseke="1-14",
    fix="lisää puuttuva tunnus: lausekkeen kohtaan `tulkinnat` tai tulkinnan kohtaan `lausekkeet`",
)
def interpretations_and_clauses_name_each_other(handbook: Handbook) -> Findings:
    """Lukija tulee kummasta suunnasta tahansa: lausekkeesta tulkintaan tai tulkinnasta lausekkeeseen."""
    for tulkinta in handbook.tulkinnat:
        if not tulkinta.lausekkeet:
            yield tulkinta.at("lausekkeet"), f"tulkinta `{tulkinta.id}` ei nimeä yhtään lauseketta"
        for index, id in enumerate(tulkinta.lausekkeet):
            lauseke = handbook.lausekkeet.get(id)
            if lauseke and tulkinta.id not in lauseke.tulkinnat:
                problem = f"tulkinta nimeää lausekkeen `{id}`, mutta {lauseke.path} ei nimeä tulkintaa"
                yield tulkinta.at("lausekkeet", index), problem
    for lauseke in handbook.lausekkeet:
        for index, id in enumerate(lauseke.tulkinnat):
            named = handbook.tulkinnat.get(id)
            if named and lauseke.id not in named.lausekkeet:
                problem = f"lauseke nimeää tulkinnan `{id}`, mutta {named.path} ei nimeä lauseketta"
                yield lauseke.at("tulkinnat", index), problem


@rule(
    "HAL-033",
    "Mennyt määräaika näytetään menneenä",
    lauseke=("1-27", "3.5-10"),
    fix="kun toteutumisesta löytyy julkinen lähde, lisää päivä ja lähde; siihen asti sivu kertoo tilanteen",
    severity=Severity.HUOMAUTUS,
)
def passed_deadlines_are_known(handbook: Handbook) -> Findings:
    """Määräajan toteutumista ei päätellä (tulkinta A-03). Muistutus pysyy, kunnes lähde löytyy."""
    for record in [*handbook.arvioinnit, *handbook.sidosryhmat]:
        limit = deadline(handbook, record)
        if limit and limit.passed_without_outcome:
            field = "suunniteltu" if record.folder == "arvioinnit" else "asettaminen_suunniteltu"
            yield record.at(field), f"määräaika {limit.last_day} on mennyt, eikä toteutumisesta ole lähdettä"


@rule(
    "HAL-037",
    "Lausekkeen luku on asiakirjan luku",
    lauseke="0-02",
    fix="korjaa `luku` tai lisää luku asetusten kohtaan `asiakirja.luvut`",
)
def clauses_stand_in_a_known_chapter(handbook: Handbook) -> Findings:
    """Lauseke näytetään lukunsa sivulla. Tuntemattomassa luvussa se jäisi näkymättä."""
    known = {luku.numero for luku in handbook.asetukset.asiakirja.luvut}
    for lauseke in handbook.lausekkeet:
        if lauseke.luku not in known:
            yield lauseke.at("luku"), f"`luku: {lauseke.luku}` ei ole asiakirjan luku"
        elif not lauseke.id.startswith(f"{lauseke.luku}-"):
            yield lauseke.at("luku"), f"`luku: {lauseke.luku}` ei sovi lausekkeen tunnukseen `{lauseke.id}`"


@rule(
    "HAL-036",
    "Käsittelypolun vaiheet tunnetaan",
    lauseke="1-12",
    fix="korjaa `seuraavat` tai lisää vaihe asetusten kohtaan `kasittelypolku`",
)
def paths_lead_to_known_phases(handbook: Handbook) -> Findings:
    """Polku kertoo, mitä asialle tapahtuu seuraavaksi. Tuntematon vaihe katkaisisi sen."""
    path = handbook.asetukset.kasittelypolku
    known = {vaihe.id for vaihe in path}
    for index, vaihe in enumerate(path):
        for order, following in enumerate(vaihe.seuraavat):
            if following not in known:
                place = handbook.asetukset.at("kasittelypolku", index, "seuraavat", order)
                yield (
                    place,
                    f"vaihetta `{shown(following)}` ei tunneta",
                    choice(following, known, "vaiheista"),
                )


@rule(
    "HAL-038",
    "Raja-arvot ovat suuruusjärjestyksessä",
    lauseke=("3.2-05", "3.2-06"),
    fix="korjaa rajat: arviointiraja on pienempi kuin hankkeistamisraja",
)
def limits_rise(handbook: Handbook) -> Findings:
    """Arviointiraja ylittyy ensin ja hankkeistamisraja sen jälkeen. Väärin päin laskuri antaisi väärän
    neuvon.
    """
    settings = handbook.asetukset
    for period in periods(settings):
        lower, upper = period.limits.arviointi, period.limits.hankkeistus
        if lower >= upper:
            since = f" {period.alkaen} alkaen" if period.alkaen else ""
            problem = f"`raja_arviointi_eur` ({lower}) on oltava pienempi kuin `raja_hankkeistus_eur` ({upper}){since}"
            yield settings.at("raja_arviointi_eur"), problem
