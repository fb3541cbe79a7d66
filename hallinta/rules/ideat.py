"""The idea bank: whom an idea concerns, who brought it, who handled it, what became of it."""

from __future__ import annotations

from hallinta.finding import Severity
from hallinta.handbook import Handbook
from hallinta.queries import mentioning, reached
from hallinta.queries.graph import cycles
from hallinta.records.kehitysaihio import Kehitysaihio
from hallinta.rules.registry import Findings, rule


@rule(
    "HAL-060",
    "Nykyistä palvelua koskeva idea nimeää palvelun",
    lauseke=("1-10", "3.1-02"),
    fix="kirjoita `palvelu`, tai `kohde: uusi-palvelu`, jos idea koskee uutta palvelua",
    severity=Severity.HUOMAUTUS,
)
def ideas_name_their_service(handbook: Handbook) -> Findings:
    """Palvelun sivu kokoaa palvelusta annetun palautteen. Idea, joka ei nimeä palvelua, ei näy siellä."""
    for idea in handbook.ideat:
        if idea.kohde == "nykyinen-palvelu" and idea.palvelu is None:
            yield idea.at("kohde"), "`kohde: nykyinen-palvelu`, mutta palvelua ei ole nimetty"


_FROM_GROUPS = ("sidosryhma", "asiakasryhma")


@rule(
    "HAL-061",
    "Ryhmältä saatu idea nimeää ryhmän",
    lauseke=("1-10", "3.1-01"),
    fix="kirjoita `lahderyhma`: sidos- tai asiakasryhmän tunnus",
    severity=Severity.HUOMAUTUS,
)
def ideas_name_their_group(handbook: Handbook) -> Findings:
    """Ryhmän sivulta näkee, mitä ryhmä on esittänyt ja miten sen esityksille kävi."""
    for idea in handbook.ideat:
        if idea.lahde_laji in _FROM_GROUPS and idea.lahderyhma is None:
            yield idea.at("lahde_laji"), f"`lahde_laji: {idea.lahde_laji}`, mutta ryhmää ei ole nimetty"


@rule(
    "HAL-062",
    "OPH ottaa vastaan palautteen nykyisistä palveluista",
    lauseke="3.1-02",
    fix="kirjoita `vastaanottaja: oph`",
    severity=Severity.HUOMAUTUS,
)
def feedback_is_received_by_oph(handbook: Handbook) -> Findings:
    """Malli antaa tehtävän OPH:lle: se kokoaa sidos- ja asiakasryhmien palautteen nykyisistä palveluista."""
    for idea in handbook.ideat:
        concerns = idea.kohde == "nykyinen-palvelu" and idea.lahde_laji in _FROM_GROUPS
        if concerns and idea.vastaanottaja != "oph":
            problem = (
                f"`vastaanottaja: {idea.vastaanottaja or 'null'}`, mutta palautteen nykyisestä palvelusta "
                "ottaa vastaan `oph`"
            )
            yield idea.at("vastaanottaja"), problem


@rule(
    "HAL-063",
    "Käsittelyssä olleella idealla on koordinaatioryhmän käsittely",
    lauseke="3.1-03",
    fix="lisää kohtaan `kasittelyt` ryhmä, kokous ja päivä",
    severity=Severity.HUOMAUTUS,
)
def handled_ideas_tell_the_handling(handbook: Handbook) -> Findings:
    """OPH tuo palautteen koordinaatioryhmään. Ilman merkintää ehdottaja ei näe, milloin hänen ideansa oli
    esillä.
    """
    for idea in handbook.ideat:
        handled = any(each.ryhma == "koordinaatioryhma" for each in idea.kasittelyt)
        if reached(idea, "kasittelyssa") and not handled:
            yield (
                idea.at("kasittelyt"),
                "idea on ollut tilassa `kasittelyssa`, mutta koordinaatioryhmän käsittelyä ei ole kirjattu",
            )


@rule(
    "HAL-064",
    "Yhdistetty idea kertoo, mihin se yhdistettiin",
    lauseke="3.1-09",
    fix="kirjoita sekä tila `yhdistetty` että kenttä `yhdistetty`, tai poista molemmat",
)
def merged_ideas_tell_where(handbook: Handbook) -> Findings:
    """Yhdistetyn idean käsittely jatkuu toisessa ideassa. Ilman viittausta jälki katkeaa siihen."""
    for idea in handbook.ideat:
        if idea.tila == "yhdistetty" and idea.yhdistetty is None:
            place = idea.at("historia", len(idea.historia) - 1, "tila")
            yield place, "idea on tilassa `yhdistetty`, mutta kenttä `yhdistetty` puuttuu"
        elif idea.yhdistetty is not None and idea.tila != "yhdistetty":
            yield (
                idea.at("yhdistetty"),
                f"`yhdistetty: {idea.yhdistetty}`, mutta idea on tilassa `{idea.tila}`",
            )


@rule(
    "HAL-065",
    "Jaettu idea kertoo, miksi ideoiksi se jaettiin",
    lauseke="3.1-09",
    fix="kirjoita sekä tila `jaettu` että kenttä `jaettu`, tai poista molemmat",
)
def split_ideas_tell_into_what(handbook: Handbook) -> Findings:
    """Jaetun idean käsittely jatkuu sen osissa. Ilman viittauksia osista ei löydä
    alkuperäiseen ehdotukseen.
    """
    for idea in handbook.ideat:
        if idea.tila == "jaettu" and not idea.jaettu:
            place = idea.at("historia", len(idea.historia) - 1, "tila")
            yield place, "idea on tilassa `jaettu`, mutta kenttä `jaettu` on tyhjä"
        elif idea.jaettu and idea.tila != "jaettu":
            parts = ", ".join(idea.jaettu)
            yield idea.at("jaettu"), f"`jaettu: {parts}`, mutta idea on tilassa `{idea.tila}`"


@rule(
    "HAL-066",
    "Jaetun idean jälki ei palaa ideaan itseensä",
    lauseke="3.1-09",
    fix="poista yksi kehän viittauksista kohdasta `jaettu` tai `yhdistetty`",
)
def a_split_idea_does_not_return(handbook: Handbook) -> Findings:
    """Jakamalla ja yhdistämällä asia siirtyy eteenpäin. Kehässä jokainen idea olisi päättynyt eikä käsittely
    jatkuisi missään.
    """
    onward = {idea.id: [id for id in (idea.yhdistetty, *idea.jaettu) if id] for idea in handbook.ideat}
    for ring in cycles(onward):
        if split := next((idea for id in ring if (idea := handbook.ideat[id]).jaettu), None):
            yield split.at("jaettu"), f"idean `{split.id}` osat johtavat takaisin ideaan `{split.id}`"


@rule(
    "HAL-067",
    "Aihiona oleva idea on jonkin kehitysaihion lähtökohta",
    lauseke="3.1-04",
    fix="lisää idea sen kehitysaihion kohtaan `ideat`, jossa se on mukana, tai korjaa tila",
    absence=True,
)
def ideas_as_proposals_are_in_one(handbook: Handbook) -> Findings:
    """Tila `aihiona` lupaa lukijalle, että aihion sivu kertoo jatkosta. Ilman aihiota
    lupaus johtaa tyhjään.
    """
    for idea in handbook.ideat:
        if idea.tila == "aihiona" and not mentioning(handbook, idea, Kehitysaihio, "ideat"):
            place = idea.at("historia", len(idea.historia) - 1, "tila")
            yield place, "idea on tilassa `aihiona`, mutta mikään kehitysaihio ei nimeä sitä"


@rule(
    "HAL-068",
    "Kehitysaihion idea on edennyt aihioksi",
    lauseke="3.1-04",
    fix="lisää idean historiaan tila `aihiona`, tai poista idea aihiosta",
)
def ideas_of_proposals_have_become_one(handbook: Handbook) -> Findings:
    """Idean ja aihion on kerrottava samaa, jotta ehdottaja näkee ideansa edenneen."""
    for aihio in handbook.kehitysaihiot:
        for index, id in enumerate(aihio.ideat):
            idea = handbook.ideat.get(id)
            if idea and not reached(idea, "aihiona"):
                yield (
                    aihio.at("ideat", index),
                    f"aihio nimeää idean `{id}`, mutta idea on tilassa `{idea.tila}` eikä ole ollut aihiona",
                )


@rule(
    "HAL-069",
    "Idea saapuu ennen kuin sitä käsitellään",
    lauseke="3.1-09",
    fix="korjaa `saapunut` tai historian ensimmäinen päivä",
)
def ideas_arrive_first(handbook: Handbook) -> Findings:
    """Odotusaika lasketaan saapumisesta. Jos käsittely näyttää alkaneen ennen saapumista, jompikumpi päivä on
    väärin.
    """
    for idea in handbook.ideat:
        if idea.historia and idea.historia[0].pvm < idea.saapunut:
            problem = (
                f"`saapunut` ({idea.saapunut}) on myöhemmin kuin historian ensimmäinen merkintä "
                f"({idea.historia[0].pvm})"
            )
            yield idea.at("saapunut"), problem
