"""Items and decisions in order: decided of what was to be decided, told and followed up after it."""

from __future__ import annotations

from datetime import date

from hallinta.finding import Severity
from hallinta.handbook import Handbook
from hallinta.queries import mentioning
from hallinta.records.kokous import Asiakohta, Kokous
from hallinta.records.paatos import Paatos
from hallinta.rules.registry import Findings, rule
from hallinta.yaml_text import Path


@rule(
    "HAL-317",
    "Päätös tehdään päätösasiasta",
    lauseke=("2.2-04", "2.2-05"),
    fix="kirjoita kohdan `laji: paatos`, tai vie asia päätösasiana seuraavaan kokoukseen",
    severity=Severity.HUOMAUTUS,
)
def decisions_are_made_of_items_for_decision(handbook: Handbook) -> Findings:
    """Esityslistasta näkee ennalta, mistä päätetään. Tiedoksi annetusta asiasta ei päätetä, ja siirretty
    päätösasia palaa päätösasiana.
    """
    for kokous in handbook.kokoukset:
        for index, kohta in enumerate(kokous.kohdat):
            if kohta.laji in ("tiedoksi", "keskustelu") and (
                why := _for_decision(handbook, kokous, index, kohta)
            ):
                yield kokous.at("kohdat", index, "laji"), f"kohdan `laji: {kohta.laji}`, mutta {why}"


def _for_decision(handbook: Handbook, kokous: Kokous, index: int, kohta: Asiakohta) -> str | None:
    """Why the item should be one for decision."""
    for paatos in mentioning(handbook, kokous, Paatos, "kokous"):
        if paatos.decided and (paatos.kohta == index + 1 or kohta.paatos == paatos.id):
            return f"siitä tehtiin päätös `{paatos.id}`"
    if any(each.laji == "paatos" and _same(each, kohta) for each in kokous.kohdat):
        return None
    for earlier in mentioning(handbook, kokous, Kokous, "kohdat"):
        for each in earlier.kohdat:
            if each.laji == "paatos" and each.siirretty == kokous.id and _same(each, kohta):
                return f"asia siirrettiin päätösasiana kokouksesta `{earlier.id}`"
    paatos_ = handbook.paatokset.get(kohta.paatos or "")
    if paatos_ and paatos_.paattaja == f"ryhmat/{kokous.ryhma}":
        moved = [entry.pvm for entry in paatos_.historia if entry.tila == "siirretty"]
        if moved and moved[0] < kokous.pvm and not paatos_.decided:
            return f"päätös `{paatos_.id}` siirrettiin {moved[0]}"
    return None


def _same(one: Asiakohta, other: Asiakohta) -> bool:
    """Whether two items are of one matter."""
    if one.paatos and other.paatos:
        return one.paatos == other.paatos
    return one.otsikko.fi == other.otsikko.fi or bool(set(one.koskee) & set(other.koskee))


@rule(
    "HAL-318",
    "Päätöksestä kerrotaan ja sitä seurataan päätöksen jälkeen",
    lauseke=("2.1-06", "2.1-09"),
    fix="korjaa väärä päivä",
    severity=Severity.HUOMAUTUS,
)
def decisions_are_followed_after_they_are_made(handbook: Handbook) -> Findings:
    """Ennen päätöstä ei ole mitään, mistä kertoa tai mitä seurata."""
    for paatos in handbook.paatokset:
        days: list[tuple[Path, date | None]] = [(("seurantapaiva",), paatos.seurantapaiva)]
        days += [(("seuranta", "pvm"), paatos.seuranta.pvm)] if paatos.seuranta else []
        days += [(("viestinta", n, "tehty"), each.tehty) for n, each in enumerate(paatos.viestinta)]
        for path, day in days:
            if paatos.pvm and day and day < paatos.pvm:
                yield paatos.at(*path), f"`{path[-1]}: {day}` on ennen päätöstä ({paatos.pvm})"
