"""History is kept honest: what was there before limits what may be there now. Run by ``--vertaa``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from hallinta.finding import Finding, Place
from hallinta.handbook import Handbook, Loaded, kinds
from hallinta.queries import MADE, machine, within_reach
from hallinta.records.base import Record
from hallinta.records.kasittely import MovingRecord
from hallinta.records.kokous import Kokous
from hallinta.records.paatos import Paatos
from hallinta.rules.registry import RULES, Findings, reading_rule, reason_of, sorted_findings
from hallinta.schema_errors import nearest_id, shown

Comparison = Callable[[Handbook, Handbook], Findings]
COMPARISONS: dict[str, Comparison] = {}
"""Rule id → what it finds when the data before and the data now are put side by side."""


def comparing_rule(
    id: str, title: str, *, lauseke: tuple[str, ...], fix: str
) -> Callable[[Comparison], Comparison]:
    """Register a comparison; its docstring is the reason shown to whoever broke the rule."""

    def register(comparison: Comparison) -> Comparison:
        reading_rule(id, title, lauseke=lauseke, fix=fix, reason=reason_of(comparison))
        COMPARISONS[id] = comparison
        return comparison

    return register


def compare(before: Loaded, now: Loaded, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings of one run with those of the comparison added; unreadable sides add nothing."""
    found = list(findings)
    if before.handbook is not None and now.handbook is not None:
        for id, comparison in COMPARISONS.items():
            for place, problem, *fix in comparison(before.handbook, now.handbook):
                found.append(
                    Finding(place, id, RULES[id].severity, problem, fix[0] if fix else RULES[id].fix)
                )
    return sorted_findings(found)


def _pairs(old: Handbook, new: Handbook) -> Iterator[tuple[Record, Record]]:
    for folder in kinds():
        for before in old.folder(folder):
            after = new.folder(folder).get(before.id)
            if after is not None:
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
            now = after.historia[index] if index < len(after.historia) else None
            if now is None:
                yield (
                    after.at("historia"),
                    f"historian rivi {index + 1} (`{entry.tila}` {entry.pvm}) on poistettu",
                )
            elif (now.tila, now.pvm) != (entry.tila, entry.pvm):
                problem = (
                    f"historian rivi {index + 1} oli `{entry.tila}` {entry.pvm}, nyt `{now.tila}` {now.pvm}"
                )
                yield after.at("historia", index), problem


@comparing_rule(
    "HAL-091",
    "Tehty päätös ei muutu",
    lauseke=("2.2-05", "1-13"),
    fix="palauta teksti ja tee uusi päätös, joka korvaa tämän; oikaisu kuuluu kohtaan `korjaukset`",
)
def made_decisions_stay(old: Handbook, new: Handbook) -> Findings:
    """Päätökseen on voitava luottaa sellaisena kuin se tehtiin. Sitä ei muokata, vaan se korvataan uudella."""
    for before, after in _pairs(old, new):
        if not isinstance(before, Paatos) or not isinstance(after, Paatos) or before.tila != MADE:
            continue
        for field in Paatos.frozen:
            one, other = _binding(before, field), _binding(after, field)
            if one != other:
                problem = f"tehdyn päätöksen `{field}` muuttui: oli `{shown(one)}`, nyt `{shown(other)}`"
                yield after.at(field), problem


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


def _binding(paatos: Paatos, field: str) -> Any:
    """A field's value without the targets of its links: a repaired link is no change of the decision."""
    return _without_targets(paatos.model_dump(mode="json")[field])


def _without_targets(value: Any) -> Any:
    if isinstance(value, str):
        return _LINK_TARGET.sub("]()", value)
    if isinstance(value, list):
        return [_without_targets(item) for item in value]
    if isinstance(value, dict):
        told = {name: _without_targets(item) for name, item in value.items() if item is not None}
        return told["fi"] if set(told) == {"fi"} else told
    return value


@comparing_rule(
    "HAL-092",
    "Poistettu osoite jättää jäljen",
    lauseke=("1-14",),
    fix="palauta tietue tai kerro poistosta tietueella kansiossa data/poistetut/",
)
def removed_addresses_leave_a_trace(old: Handbook, new: Handbook) -> Findings:
    """Julkaistuun osoitteeseen viitataan muualta. Lukijalle kerrotaan, minne sisältö siirtyi tai miksi."""
    explained = {poistettu.osoite.strip("/") for poistettu in new.poistetut}
    for folder in kinds():
        for before in old.folder(folder):
            gone = before.id not in new.folder(folder) and (folder, before.id) not in new.unfit
            if gone and not before.esimerkki and _page(before) not in explained and "#" not in before.address:
                near = nearest_id(before.id, new.folder(folder).ids)
                hint = f"; onko uusi tunnus `{near}`?" if near else ""
                yield (
                    Place(before.path),
                    f"osoite `{_page(before)}/` on poistunut eikä sille ole selitystä{hint}",
                )


def _page(record: Record) -> str:
    return record.address.partition("#")[0].strip("/")
