"""An open point is settled by a decision, and a loose word gets its criterion by one."""

from __future__ import annotations

from collections.abc import Iterator

from hallinta.finding import Place
from hallinta.handbook import Handbook
from hallinta.records.malli import Tulkinta
from hallinta.rules.registry import Findings, rule


@rule(
    "HAL-383",
    "Tulkinnan ratkaisee tehty päätös, jonka tekijä voi ratkaista asian",
    lauseke=("1-13", "1-28"),
    fix="nimeä tehty päätös, jonka tekijä on tulkinnan kohdassa `ratkaisijat`, tai poista `ratkaistu`",
)
def a_reading_is_settled_by_those_who_may(handbook: Handbook) -> Findings:
    """Ratkaistu kohta ei ole enää tulkinta vaan sovittu asia. Lukijan on nähtävä, kuka siitä päätti ja milloin."""
    for tulkinta in handbook.tulkinnat:
        if tulkinta.ratkaistu:
            at = tulkinta.at("ratkaistu", "paatos")
            yield from _faults(handbook, tulkinta, tulkinta.ratkaistu.paatos, at)


@rule(
    "HAL-384",
    "Tulkinnan ratkaisun päivä ja asianumero ovat päätöksen",
    lauseke=("1-13", "1-28"),
    fix="korjaa tieto siihen tietueeseen, jossa se on väärin",
)
def a_settlement_agrees_with_its_decision(handbook: Handbook) -> Findings:
    """Päätös löytyy asianhallinnasta päivän ja asianumeron avulla. Kahdesta eri tiedosta lukija ei tiedä,
    kumpi pitää paikkansa.
    """
    for tulkinta in handbook.tulkinnat:
        ratkaisu = tulkinta.ratkaistu
        paatos = ratkaisu and handbook.paatokset.get(ratkaisu.paatos)
        if ratkaisu and paatos:
            for field in ("pvm", "asianumero"):
                here, there = getattr(ratkaisu, field), getattr(paatos, field)
                if here != there:
                    told = f"({there})" if there else "puuttuu"
                    problem = f"`{field}: {here}`, mutta päätöksen `{paatos.id}` `{field}` {told}"
                    yield tulkinta.at("ratkaistu", field), problem


@rule(
    "HAL-385",
    "Väljän ilmauksen peruste nojaa tehtyyn päätökseen",
    lauseke=("1-13", "1-28"),
    fix="nimeä kohtaan `paatos` tehty päätös, jonka tekijä on tulkinnan kohdassa `ratkaisijat`",
)
def a_criterion_rests_on_a_decision(handbook: Handbook) -> Findings:
    """Malli ei anna perustetta sille, mikä on esimerkiksi merkittävää. Peruste on sovittu vasta, kun siitä on
    päätös.
    """
    for tulkinta in handbook.tulkinnat:
        for index, kriteeri in enumerate(tulkinta.kriteerit):
            place = tulkinta.at("kriteerit", index, "sana")
            if kriteeri.paatos:
                at = tulkinta.at("kriteerit", index, "paatos")
                yield from _faults(handbook, tulkinta, kriteeri.paatos, at)
            elif kriteeri.kriteeri:
                yield place, f"sanalla `{kriteeri.sana}` on peruste mutta ei päätöstä"
            if kriteeri.paatos and not kriteeri.kriteeri:
                yield place, f"sanalla `{kriteeri.sana}` on päätös mutta ei perustetta", "kirjoita `kriteeri`"


def _faults(handbook: Handbook, tulkinta: Tulkinta, id: str, place: Place) -> Iterator[tuple[Place, str]]:
    """What keeps a decision from settling the open point: it is not made, is a no, is about other things, or others
    made it.
    """
    paatos = handbook.paatokset.get(id)
    if paatos is None:
        return  # a broken reference is told as one
    if not paatos.decided:
        yield place, f"päätös `{id}` on tilassa `{paatos.tila}`, joten se ei vielä ratkaise asiaa"
    elif not paatos.approved:
        yield place, f"päätöksen `{id}` `tulos: {paatos.outcome}`, joten se ei ratkaise asiaa"
    if not paatos.is_about(tulkinta.folder, tulkinta.id):
        yield place, f"päätöksen `{id}` kohta `koskee` ei nimeä tulkintaa `{tulkinta.folder}/{tulkinta.id}`"
    if paatos.paattaja not in tulkinta.ratkaisijat:
        may = ", ".join(f"`{each}`" for each in tulkinta.ratkaisijat) or "ei mikään taho"
        yield place, f"päätöksen `{id}` teki `{paatos.paattaja}`, mutta `ratkaisijat` ({may}) ei nimeä sitä"
