"""Who answers for what the records say: the settings name each kind once, and by its folder."""

from __future__ import annotations

from hallinta.handbook import Handbook, kinds
from hallinta.rules.registry import Findings, rule
from hallinta.schema_errors import choice


@rule(
    "HAL-274",
    "Sisältövastuu on annettu tunnetulle lajille kerran",
    lauseke=("1-13", "1-15"),
    fix="jätä laji yhteen kohtaan",
)
def each_kind_has_one_who_answers(handbook: Handbook) -> Findings:
    """Jokainen sivu kertoo, kuka sen tiedoista vastaa. Väärin kirjoitetun lajin vastuu jäisi näkymättä, ja
    kahdesta vastuusta näkyisi vain toinen.
    """
    seen: set[str] = set()
    for index, vastuu in enumerate(handbook.asetukset.sisaltovastuut):
        for number, laji in enumerate(vastuu.lajit):
            place = handbook.asetukset.at("sisaltovastuut", index, "lajit", number)
            if laji not in kinds():
                yield place, f"lajia `{laji}` ei tunneta", choice(laji, list(kinds()), "lajeista")
            elif laji in seen:
                yield place, f"lajilla `{laji}` on jo vastuutaho"
            seen.add(laji)
