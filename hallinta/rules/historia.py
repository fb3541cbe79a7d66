"""History is kept honest: what was there before limits what may be there now. Run by ``--vertaa``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any

from hallinta.finding import Finding, Place
from hallinta.handbook import Handbook, Loaded, kinds
from hallinta.queries import gone, machine, renamed, within_reach
from hallinta.records.base import Record
from hallinta.records.kasittely import MovingRecord, Tilamerkinta
from hallinta.records.kokous import Kokous
from hallinta.records.paatos import Paatos
from hallinta.rules.registry import RULES, Findings, comparing, reason_of, sorted_findings, waived
from hallinta.schema_errors import nearest_id

Comparison = Callable[[Handbook, Handbook], Findings]
COMPARISONS: dict[str, Comparison] = {}
"""Rule id → what it finds when the data before and the data now are put side by side."""


def comparing_rule(
    id: str, title: str, *, lauseke: tuple[str, ...], fix: str
) -> Callable[[Comparison], Comparison]:
    """Register a comparison; its docstring is the reason shown to whoever broke the rule."""

    def register(comparison: Comparison) -> Comparison:
        comparing(id, title, lauseke=lauseke, fix=fix, reason=reason_of(comparison))
        COMPARISONS[id] = comparison
        return comparison

    return register


def compare(before: Loaded, now: Loaded, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings of one run with those of the comparison added; unreadable sides add nothing. What is told of
    a record already, by all that was published of it, is not told again.
    """
    told = {(each.rule, each.place.path) for each in findings}
    found = [
        each
        for old, new in ((before.handbook, now.handbook), (before.example, now.example))
        if old is not None and new is not None
        for id, comparison in COMPARISONS.items()
        for each in found_by(new, id, comparison(old, new))
    ]
    return sorted_findings([*findings, *(each for each in found if (each.rule, each.place.path) not in told)])


def found_by(handbook: Handbook, id: str, told: Findings) -> Iterator[Finding]:
    """What a comparison tells, but for what a waiver in force accepts."""
    rule, accepted = RULES[id], waived(handbook)
    there = {record.path for record in handbook.records}
    for place, problem, *fix in told:
        if (id, place.path) not in accepted:
            opens = None if place.path in there else handbook.asetukset.at()
            yield Finding(place, id, rule.severity, problem, fix[0] if fix else rule.fix, opens)


def _pairs(old: Handbook, new: Handbook) -> Iterator[tuple[Record, Record]]:
    for folder in kinds():
        for before in old.folder(folder):
            after = new.folder(folder).get(before.id)
            if after is not None and new.owns(after):
                yield before, after


@comparing_rule(
    "HAL-090",
    "Kirjattu historia säilyy",
    lauseke=("1-12", "3.1-09"),
    fix="palauta aiemmat rivit ja lisää uusi tila historian loppuun",
)
def history_only_grows(old: Handbook, new: Handbook) -> Findings:
    """Historia kertoo, miten asia eteni. Jos vanhaa riviä muutetaan, käsittelystä jää väärä kuva."""
    for before, after in _pairs(old, new):
        if not isinstance(before, MovingRecord) or not isinstance(after, MovingRecord):
            continue
        for index, entry in enumerate(before.historia):
            yield from row(after, index, entry)


def row(after: MovingRecord, index: int, before: Tilamerkinta) -> Findings:
    """What differs of a row that was written before. What was not known may become known."""
    from hallinta.differences import differences, told  # only a comparison waits for them

    if index >= len(after.historia):
        yield after.at("historia"), f"historian rivi {index + 1} (`{before.tila}` {before.pvm}) on poistettu"
        return
    now = after.historia[index]
    if (now.tila, now.pvm) != (before.tila, before.pvm):
        problem = f"historian rivi {index + 1} oli `{before.tila}` {before.pvm}, nyt `{now.tila}` {now.pvm}"
        yield after.at("historia", index), problem
        return
    known = [field for field in ("kokous", "paatos", "perustelu") if getattr(before, field) is not None]
    if found := list(differences(before, now, known, _without_targets)):
        place = after.at("historia", index, *found[0].path)
        yield place, f"historian rivin {index + 1} (`{before.tila}` {before.pvm}) {told(found)}"


@comparing_rule(
    "HAL-091",
    "Tehty päätös ei muutu",
    lauseke=("2.2-05", "1-13"),
    fix="palauta tieto ja tee uusi päätös, joka korvaa tämän; kirjoitusvirheen oikaisu kerrotaan kohdassa `korjaukset`",
)
def made_decisions_stay(old: Handbook, new: Handbook) -> Findings:
    """Päätökseen on voitava luottaa sellaisena kuin se tehtiin. Sitä ei muokata, vaan se korvataan uudella.
    Kirjoitusvirheen saa oikaista, kun samalla lisätään kohta `korjaukset`, jossa on päivä ja selitys.
    """
    for before, after in _pairs(old, new):
        if not isinstance(before, Paatos) or not isinstance(after, Paatos) or not before.decided:
            continue
        if len(after.korjaukset) <= len(before.korjaukset):
            yield from binding(before, after)


def binding(before: Paatos, after: Paatos, fields: Sequence[str] = Paatos.frozen) -> Findings:
    """What of a made decision's binding fields differs, one finding for each field. An outcome that was not yet told
    as data may be added.
    """
    from hallinta.differences import differences, told  # only a comparison waits for them

    bound = [name for name in fields if name != "tulos" or before.tulos is not None]
    found = differences(before, after, bound, _without_targets)
    for _, group in groupby(found, lambda each: each.path[0]):
        first, *rest = group
        yield after.at(*first.path), f"tehdyn päätöksen {told([first, *rest])}"


@comparing_rule(
    "HAL-093",
    "Kokouksen tila etenee",
    lauseke=("1-12", "1-13"),
    fix="palauta aiempi tila; perutun kokouksen tilalle kirjataan uusi kokous",
)
def meetings_move_on(old: Handbook, new: Handbook) -> Findings:
    """Pidetty kokous pysyy pidettynä ja peruttu peruttuna. Tilan palauttaminen hävittäisi sen, mitä tapahtui."""
    for before, after in _pairs(old, new):
        if not isinstance(before, Kokous) or not isinstance(after, Kokous):
            continue
        states = machine(new.asetukset, "kokoukset")
        if states and after.tila not in within_reach(states, before.tila):
            yield after.at("tila"), f"tilasta `{before.tila}` ei pääse tilaan `{after.tila}`"


_LINK_TARGET = re.compile(r"\]\([^)]*\)")


def _without_targets(value: Any, _step: object) -> Any:
    """A text without the targets of its links: a repaired link is no change of the decision."""
    return _LINK_TARGET.sub("]()", value) if isinstance(value, str) else value


@comparing_rule(
    "HAL-092",
    "Poistettu osoite jättää jäljen",
    lauseke=("1-14",),
    fix="palauta tietue tai kerro poistosta tietueella kansiossa data/poistetut/",
)
def removed_addresses_leave_a_trace(old: Handbook, new: Handbook) -> Findings:
    """Julkaistuun osoitteeseen viitataan muualta. Lukijalle kerrotaan, minne sisältö siirtyi tai miksi."""
    explained = {poistettu.osoite.strip("/") for poistettu in new.poistetut}
    now_called = renamed(old, new)
    for folder in kinds():
        for before in gone(old, new, folder):
            if before.tree or _page(before) in explained or "#" in before.address:
                continue
            problem = f"osoite `{_page(before)}/` on poistunut eikä sille ole selitystä"
            if after := now_called.get((folder, before.id)):
                moved = f"tietueella kansiossa data/poistetut/ (`uusi: {folder}/{after.id}`)"
                fix = f"palauta tunnus `{before.id}` tai kerro siirrosta {moved}"
                yield after.at(), f"{problem}; tietueen tunnus on nyt `{after.id}`", fix
            else:
                near = nearest_id(before.id, [each.id for each in gone(new, old, folder)])
                yield Place(before.path), f"{problem}{f'; onko uusi tunnus `{near}`?' if near else ''}"


def _page(record: Record) -> str:
    return record.address.partition("#")[0].strip("/")
