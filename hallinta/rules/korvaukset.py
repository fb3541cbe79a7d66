"""A decision is never edited: a newer one replaces it, wholly or in named points."""

from __future__ import annotations

from collections.abc import Iterator

from hallinta.handbook import Handbook
from hallinta.queries import MADE
from hallinta.queries.graph import cycles, ring_in_words
from hallinta.records.paatos import Paatos
from hallinta.rules.registry import Findings, rule


def _replacements(handbook: Handbook) -> Iterator[tuple[Paatos, int, Paatos, bool]]:
    """Each replacement: the newer decision, the place in its list, the older one, whether wholly."""
    for uusi in handbook.paatokset:
        for index, korvaus in enumerate(uusi.korvaa):
            vanha = handbook.paatokset.get(korvaus.paatos)
            if vanha is not None:
                yield uusi, index, vanha, korvaus.laajuus == "kokonaan"


@rule(
    "HAL-140",
    "Vain tehdyn päätöksen voi korvata",
    lauseke=("1-13", "1-14"),
    fix="poista kohta `korvaa`, tai tee vanha päätös ensin loppuun",
)
def only_made_decisions_are_replaced(handbook: Handbook) -> Findings:
    """Päätös, jota ei ole tehty, ei ole voimassa, eikä siinä ole mitään korvattavaa. Sen valmistelu
    lopetetaan tilalla `rauennut`.
    """
    for uusi, index, vanha, _ in _replacements(handbook):
        if uusi.tila == MADE and vanha.tila != MADE:
            place = uusi.at("korvaa", index, "paatos")
            yield place, f"korvattava päätös `{vanha.id}` on tilassa `{vanha.tila}`"


@rule(
    "HAL-141",
    "Korvaava päätös ei ole vanhempi kuin korvattava",
    lauseke="1-13",
    fix="korjaa päivä, tai vaihda, kumpi päätös korvaa kumman",
)
def the_newer_replaces_the_older(handbook: Handbook) -> Findings:
    """Voimassa on viimeksi päätetty. Vanha päätös ei voi kumota sellaista, mitä ei vielä ollut."""
    for uusi, index, vanha, _ in _replacements(handbook):
        if uusi.pvm and vanha.pvm and uusi.pvm < vanha.pvm:
            problem = f"`pvm` ({uusi.pvm}) on ennen korvattavan päätöksen `{vanha.id}` päivää ({vanha.pvm})"
            yield uusi.at("korvaa", index, "paatos"), problem


@rule(
    "HAL-142",
    "Päätösten korvaukset eivät kierrä kehää",
    lauseke="1-13",
    fix="poista `korvaa` yhdestä kehän päätöksistä",
)
def replacements_have_no_cycle(handbook: Handbook) -> Findings:
    """Kehässä jokainen päätös olisi korvattu eikä mikään olisi voimassa."""
    older: dict[str, list[str]] = {}
    for uusi, _, vanha, _ in _replacements(handbook):
        older.setdefault(uusi.id, []).append(vanha.id)
    for ring in cycles(older):
        if len(ring) > 1:  # HAL-005 tells of one that replaces itself
            yield handbook.paatokset[ring[0]].at("korvaa"), f"`korvaa` kiertää kehää: {ring_in_words(ring)}"


@rule(
    "HAL-143",
    "Päätös korvataan kokonaan vain kerran",
    lauseke="1-13",
    fix="korvaa se päätös, joka on nyt voimassa, tai kirjoita `laajuus: osittain` ja `kohdat`",
)
def a_decision_is_replaced_wholly_once(handbook: Handbook) -> Findings:
    """Korvattu päätös ei ole enää voimassa. Toinen korvaaja tarkoittaisi kahta voimassa olevaa päätöstä
    samasta asiasta.
    """
    first: dict[str, Paatos] = {}
    wholly = [each for each in _replacements(handbook) if each[3] and each[0].tila == MADE]
    for uusi, index, vanha, _ in sorted(wholly, key=lambda each: (str(each[0].pvm), each[0].id)):
        earlier = first.setdefault(vanha.id, uusi)
        if earlier is not uusi:
            problem = f"päätöksen `{vanha.id}` on jo korvannut kokonaan `{earlier.id}` ({earlier.pvm})"
            yield uusi.at("korvaa", index, "paatos"), problem


@rule(
    "HAL-144",
    "Osittainen korvaus kertoo kohdat",
    lauseke="1-13",
    fix="kirjoita `kohdat`: mitkä kohdat vanhasta päätöksestä korvataan",
)
def partial_replacements_name_their_points(handbook: Handbook) -> Findings:
    """Osittain korvatusta päätöksestä jää osa voimaan. Ilman kohtia lukija ei tiedä, mikä osa."""
    for paatos in handbook.paatokset:
        for index, korvaus in enumerate(paatos.korvaa):
            if korvaus.laajuus == "osittain" and korvaus.kohdat is None:
                place = paatos.at("korvaa", index, "laajuus")
                yield place, f"päätös `{korvaus.paatos}` korvataan osittain, mutta kohtia ei ole kerrottu"
