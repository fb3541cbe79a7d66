"""What a change means for limits: an estimate that came to exceed one, a limit that is now another."""

from __future__ import annotations

from collections.abc import Iterator

from hallinta.handbook import Handbook
from hallinta.present import NBSP, arvio_sanoin, asetusarvo, hankkeistus, kentta, lausunto, paiva, ylitys_nyt
from hallinta.queries import (
    DATED_LIMITS,
    ESTIMATED,
    Estimated,
    LimitKind,
    exceeded,
    limits_of,
    matter_cost,
    origin,
    statement_of,
    valid_on,
    verdict_of,
)
from hallinta.records.asetukset import Asetukset, Voimassa
from hallinta.records.base import Record

_SHOWN_BY = {
    "raja_arviointi_eur": ("hankeapuri", "raja-arvot"),
    "raja_hankkeistus_eur": ("hankeapuri", "raja-arvot"),
    "lausuntorajat": ("hankeapuri", "lausuntorajat"),
}
"""The parts of hand-written pages that tell a setting."""

_IN_SWEDISH = {"raja_arviointi_eur", "raja_hankkeistus_eur", "lausuntorajat", "johtoryhma_kokouksia_min"}
_SWEDISH_PAGE, _PROPOSALS = "sv/", "kehitysaihiot/"


def passed(old: Handbook, new: Handbook, record: Record) -> Iterator[str]:
    """The limits that the matter of a changed record now exceeds or no more does, with both figures."""
    if not isinstance(record, ESTIMATED):
        return
    now = matter_cost(new, record) if new.find(record.folder, record.id) else None
    top = origin(new, record) or record
    there = old.find(top.folder, top.id) or old.find(record.folder, record.id)
    if now is None or not isinstance(there, ESTIMATED):
        return
    was = matter_cost(old, there)
    before, after = exceeded(old, there, was), exceeded(new, record, now)
    figures = f": {arvio_sanoin(was)} → {arvio_sanoin(now)}" if was else f": {arvio_sanoin(now)}"
    for kind in LimitKind:
        if (kind in before) != (kind in after):
            limit = after.get(kind) or before[kind]
            yield (ylitys_nyt(kind, limit, kind in after) + figures).replace(NBSP, " ")


def limits_changed(old: Asetukset, new: Asetukset) -> Iterator[str]:
    """``Hankkeistamistarpeen arviointiraja: 300 000 € → 250 000 €``, with its first day when it has one."""
    for name in DATED_LIMITS:
        before: tuple[Voimassa, ...] = getattr(old, name)
        after: tuple[Voimassa, ...] = getattr(new, name)
        if said := list(_values_changed(before, after)):
            yield f"{kentta(name)}: {'; '.join(said)}".replace(NBSP, " ")


def _values_changed(before: tuple[Voimassa, ...], after: tuple[Voimassa, ...]) -> Iterator[str]:
    days = dict.fromkeys(each.alkaen for each in (*before, *after))
    for day in days:
        one = next((each for each in before if each.alkaen == day), None)
        other = next((each for each in after if each.alkaen == day), None)
        when = f" {paiva(day)} alkaen" if day else ""
        if one is None and other is not None:
            held = valid_on(before, day) if day and before else None
            yield f"{asetusarvo(held)} → {asetusarvo(other)}{when}" if held else f"{asetusarvo(other)}{when}"
        elif other is None and one is not None:
            yield f"poistettu arvo {asetusarvo(one)}{when}"
        elif one is not None and other is not None and asetusarvo(one) != asetusarvo(other):
            yield f"{asetusarvo(one)} → {asetusarvo(other)}{when}"
        elif one != other:
            yield f"arvon {asetusarvo(other)}{when} peruste muuttui"


def affected(old: Handbook, new: Handbook) -> list[str]:
    """The pages that say something else since a limit changed."""
    one, other = old.asetukset, new.asetukset
    changed = [
        name for name in (*DATED_LIMITS, "lausuntorajat") if getattr(one, name) != getattr(other, name)
    ]
    if not changed:
        return []
    pages = [sivu.address for sivu in new.sivut if any(_tells(new, sivu.id, name) for name in changed)]
    if _IN_SWEDISH.intersection(changed):
        pages.append(_SWEDISH_PAGE)
    if "johtoryhma_kokouksia_min" in changed:
        pages += [year.address for year in new.vuosikello]
    pages += _judged_anew(old, new)
    return list(dict.fromkeys(pages))


def _tells(handbook: Handbook, page: str, name: str) -> bool:
    parts = _SHOWN_BY.get(name, ())
    return any(
        (call.name == "asetus" and name in call.texts)
        or (call.name == "osa" and set(parts) & set(call.texts))
        for call in handbook.sivut[page].prose.calls
    )


def _judged_anew(old: Handbook, new: Handbook) -> Iterator[str]:
    """The proposals of which something else is now concluded, in either handbook, and the lists they stand in."""
    pairs = [(old, new), *([(old.example, new.example)] if old.example and new.example else [])]
    for before, after in pairs:
        found = [
            aihio.address
            for aihio in after.kehitysaihiot
            if aihio.id in before.kehitysaihiot
            and _said(before, before.kehitysaihiot[aihio.id]) != _said(after, aihio)
        ]
        yield from [after.place(_PROPOSALS), *found] if found else []


def _said(handbook: Handbook, record: Estimated) -> tuple[object, ...]:
    verdict = hankkeistus(limits_of(handbook, record), verdict_of(handbook, record))
    return verdict, lausunto(statement_of(handbook, record))
