"""Decisions: what they say, in which meeting and on which proposal they were made, how they are followed up."""

from __future__ import annotations

from hallinta.finding import Severity
from hallinta.handbook import Handbook
from hallinta.queries import (
    JOHTORYHMA,
    Obligation,
    is_project_group,
    overdue,
)
from hallinta.records.kokous import Kokous
from hallinta.records.paatos import DECIDED, OUTCOME_STATES, Paatos
from hallinta.rules.registry import Findings, rule


@rule(
    "HAL-133",
    "Tehdyllä päätöksellä on päivä ja teksti",
    lauseke=("1-13", "2.2-05"),
    fix="kirjoita puuttuva tieto, tai palauta päätös tilaan `esitetty`",
)
def made_decisions_say_what_and_when(handbook: Handbook) -> Findings:
    """Päätöksestä on nähtävä, mitä päätettiin ja milloin. Ilman päivää ei tiedä, mikä päätös on voimassa.
    Mallin ulkopuolella tehdyn päätöksen päivää ei aina tunneta.
    """
    for paatos in handbook.paatokset:
        for field, what in (("pvm", "päivä"), ("paatosteksti", "teksti")):
            asked = field == "paatosteksti" or paatos.under_model
            if paatos.decided and asked and getattr(paatos, field) is None:
                yield paatos.at(field), f"päätös on tilassa `{paatos.tila}`, mutta siltä puuttuu {what}"


@rule(
    "HAL-300",
    "Päätöksen tulos ja tila kertovat samaa",
    lauseke=("1-13", "3.1-10"),
    fix="kirjoita `tulos` sen mukaan, mitä päätettiin, tai korjaa historian viimeinen tila",
)
def the_outcome_of_a_decision_is_told(handbook: Handbook) -> Findings:
    """Tila kertoo, missä vaiheessa asia on, ja tulos, mitä siitä päätettiin. Ilman tulosta kielteistä päätöstä ei
    erota myönteisestä. Mallin ulkopuolella tehdyn päätöksen tulosta ei aina tunneta.
    """
    for paatos in handbook.paatokset:
        outcome, state = paatos.tulos, paatos.tila
        if state in OUTCOME_STATES:
            fits = outcome in (None, state)
        elif paatos.decided:
            fits = outcome not in (None, "siirretty") or (outcome is None and not paatos.under_model)
        else:
            fits = outcome is None
        if not fits:
            yield paatos.at("tulos"), f"päätös on tilassa `{state}`, mutta sen `tulos: {outcome or 'null'}`"


@rule(
    "HAL-134",
    "Päätöksen päivä on sama kuin historiassa",
    lauseke="3.1-09",
    fix="korjaa `pvm` tai historian päivä",
)
def the_day_of_a_decision_is_one(handbook: Handbook) -> Findings:
    """Päätöksellä on yksi päivä. Kahdesta eri päivästä lukija ei tiedä, kumpaan voimassaolo perustuu."""
    for paatos in handbook.paatokset:
        made = [entry for entry in paatos.historia if entry.tila in DECIDED]
        if paatos.pvm and made and paatos.pvm != made[-1].pvm:
            yield (
                paatos.at("pvm"),
                f"`pvm` ({paatos.pvm}) on eri kuin historian tilan `{made[-1].tila}` päivä ({made[-1].pvm})",
            )


@rule(
    "HAL-135",
    "Päätös on kokouksensa ryhmän ja päivän mukainen",
    lauseke=("1-13", "2.2-04"),
    fix="korjaa tieto siihen tietueeseen, jossa se on väärin",
)
def a_decision_agrees_with_its_meeting(handbook: Handbook) -> Findings:
    """Ryhmä päättää omassa kokouksessaan. Ristiriidasta lukija ei tiedä, kuka päätti ja milloin."""
    for paatos in handbook.paatokset:
        kokous = handbook.kokoukset.get(paatos.kokous or "")
        if kokous is None or kokous.ryhma not in handbook.ryhmat:
            continue
        if paatos.paattaja != f"ryhmat/{kokous.ryhma}":
            problem = f"`paattaja: {paatos.paattaja}`, mutta kokous `{kokous.id}` on ryhmän `{kokous.ryhma}`"
            yield paatos.at("paattaja"), problem
        if paatos.decided and paatos.pvm and paatos.pvm != kokous.pvm:
            problem = f"`pvm` ({paatos.pvm}) on eri kuin kokouksen `{kokous.id}` päivä ({kokous.pvm})"
            yield paatos.at("pvm"), problem
        if paatos.decided and kokous.tila != "pidetty":
            problem = (
                f"päätös on tilassa `{paatos.tila}`, mutta kokous `{kokous.id}` on tilassa `{kokous.tila}`"
            )
            yield paatos.at("kokous"), problem


@rule(
    "HAL-136",
    "Päätös ja esityslistan kohta nimeävät toisensa",
    lauseke=("1-14", "2.2-04"),
    fix="korjaa `kokous` ja `kohta` päätökseen tai `paatos` esityslistan kohtaan",
)
def decisions_and_items_name_each_other(handbook: Handbook) -> Findings:
    """Lukija tulee kummasta suunnasta tahansa: esityslistalta päätökseen tai päätöksestä kokoukseen."""
    for paatos in handbook.paatokset:
        if paatos.kohta is not None:
            problem = _item_problem(handbook, paatos, paatos.kohta)
            if problem:
                yield paatos.at("kohta"), problem
    for kokous in handbook.kokoukset:
        for index, kohta in enumerate(kokous.kohdat):
            paatos_ = handbook.paatokset.get(kohta.paatos or "") if kohta.laji == "paatos" else None
            problem = _decision_problem(kokous, paatos_) if paatos_ else None
            if problem:
                yield kokous.at("kohdat", index, "paatos"), problem


def _item_problem(handbook: Handbook, paatos: Paatos, number: int) -> str | None:
    if paatos.kokous is None:
        return f"`kohta: {number}`, mutta kokousta ei ole nimetty"
    kokous = handbook.kokoukset.get(paatos.kokous)
    if kokous is None:
        return None  # HAL-001 tells
    if not 1 <= number <= len(kokous.kohdat):
        return f"`kohta: {number}`, mutta kokouksessa `{kokous.id}` on kohtia {len(kokous.kohdat)}"
    named = kokous.kohdat[number - 1].paatos
    if named == paatos.id:
        return None
    return f"kokouksen `{kokous.id}` kohdassa {number} on `paatos: {named or 'null'}`"


def _decision_problem(kokous: Kokous, paatos: Paatos) -> str | None:
    """A postponed matter may stand on the agenda of an earlier meeting that its history names."""
    if paatos.kokous == kokous.id:
        return f"päätös `{paatos.id}` ei kerro kohtaansa" if paatos.kohta is None else None
    if any(entry.kokous == kokous.id for entry in paatos.historia):
        return None
    return f"kohta nimeää päätöksen `{paatos.id}`, mutta päätöksessä on `kokous: {paatos.kokous or 'null'}`"


@rule(
    "HAL-137",
    "Ryhmän päätös kertoo kokouksen",
    lauseke=("1-13", "2.2-04"),
    fix="kirjoita `kokous` ja `kohta`",
    severity=Severity.HUOMAUTUS,
)
def decisions_of_groups_name_their_meeting(handbook: Handbook) -> Findings:
    """Kokouksesta näkee, kuka valmisteli asian ja mitä muuta silloin käsiteltiin. Hankkeen ryhmiltä tätä ei
    odoteta, koska malli ei ohjaa niiden työtä.
    """
    for paatos in handbook.paatokset:
        group = paatos.paattaja.startswith("ryhmat/") and not is_project_group(handbook, paatos.paattaja)
        unnamed = (
            paatos.kokous is None and paatos.kohta is None
        )  # HAL-136 tells of an item without its meeting
        if group and paatos.under_model and paatos.decided and unnamed:
            yield paatos.at("kokous"), f"`paattaja: {paatos.paattaja}`, mutta kokousta ei ole nimetty"


@rule(
    "HAL-138",
    "Johtoryhmän päätöksellä on koordinaatioryhmän ehdotus",
    lauseke=("2.2-04", "2.2-05"),
    fix="kirjoita `ehdotus`: esittäjä, teksti ja tulos",
    severity=Severity.HUOMAUTUS,
)
def the_management_group_decides_on_a_proposal(handbook: Handbook) -> Findings:
    """Koordinaatioryhmä valmistelee johtoryhmän päätösehdotukset. Ehdotuksesta näkee, mitä päätöksessä
    muutettiin.
    """
    for paatos in handbook.paatokset:
        if paatos.paattaja != JOHTORYHMA or not paatos.decided or not paatos.under_model:
            continue
        if paatos.ehdotus is None:
            yield paatos.at("ehdotus"), "johtoryhmän päätöksellä ei ole ehdotusta"
        elif paatos.ehdotus.esittaja != "koordinaatioryhma":
            problem = (
                f"`esittaja: {paatos.ehdotus.esittaja}`, mutta johtoryhmän asiat valmistelee "
                "koordinaatioryhmä"
            )
            yield paatos.at("ehdotus", "esittaja"), problem


_ACCEPTED = ("hyvaksytty", "muutettu")
_OF_PROPOSAL = {
    "hyvaksytty": _ACCEPTED,
    "hylatty": (*_ACCEPTED, "hylatty"),  # it may have been proposed that the matter be rejected
    "palautettu-valmisteluun": (*_ACCEPTED, "hylatty", "siirretty"),
    "siirretty": ("siirretty",),
}
"""Outcome of the decision → what may have become of the proposal."""


@rule(
    "HAL-139",
    "Ehdotuksen tulos vastaa päätöstä",
    lauseke="2.2-05",
    fix="kirjoita `ehdotus.tulos` päätöksen mukaan",
    severity=Severity.HUOMAUTUS,
)
def the_outcome_of_a_proposal_is_told(handbook: Handbook) -> Findings:
    """Tuloksesta näkee, hyväksyttiinkö ehdotus sellaisenaan, muutettiinko sitä vai hylättiinkö se."""
    for paatos in handbook.paatokset:
        fitting = _OF_PROPOSAL.get(paatos.outcome or ("hyvaksytty" if paatos.decided else ""))
        if paatos.ehdotus is None or fitting is None or paatos.ehdotus.tulos in fitting:
            continue
        outcome = paatos.ehdotus.tulos
        place = paatos.at("ehdotus", "tulos")
        told = f" ja sen `tulos: {paatos.tulos}`" if not paatos.approved and paatos.tulos else ""
        yield place, f"päätös on tilassa `{paatos.tila}`{told}, mutta ehdotuksen `tulos: {outcome or 'null'}`"


@rule(
    "HAL-145",
    "Päätöksen toteutuminen on tarkistettu seurantapäivänä",
    lauseke="2.1-06",
    fix="kirjoita `seuranta`: päivä ja tulos",
    severity=Severity.HUOMAUTUS,
)
def decisions_are_followed_up(handbook: Handbook) -> Findings:
    """Johtoryhmä varmistaa, että sovittu toteutuu. Seurantapäivä on lupaus palata asiaan."""
    for each in overdue(handbook):
        if each.duty is Obligation.SEURANTA:
            yield (
                each.record.at("seurantapaiva"),
                f"`seurantapaiva: {each.due}` on mennyt, mutta seurantaa ei ole",
            )
