"""What was published binds: the data now beside every version that history knows, whoever changed it and where.

A comparison with one revision (``historia``) guards a merge request. This one guards the published line: a change
that went past the review is found on every later run, not taken for the truth.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from hallinta.differences import Earlier, Life
from hallinta.finding import Finding, Place
from hallinta.handbook import PAGES, Handbook, Loaded, kinds
from hallinta.queries import machine, within_reach
from hallinta.queries.osoitteet import page_titles
from hallinta.records.base import Record
from hallinta.records.kasittely import MovingRecord, Tilamerkinta
from hallinta.records.kokous import Kokous
from hallinta.records.paatos import DECIDED, Paatos
from hallinta.records.yllapito import Poistettu
from hallinta.rules.historia import binding, comparing_rule, found_by, row
from hallinta.rules.registry import Findings


def followed() -> frozenset[str]:
    """The kinds of which every version binds; of the others only that they were there."""
    return frozenset(name for name, kind in kinds().items() if issubclass(kind, MovingRecord | Kokous))


def kept(lives: Sequence[Life], loaded: Loaded) -> Iterator[Finding]:
    """What is no longer as it was published, in the handbooks that can be read."""
    for handbook in (loaded.handbook, loaded.example):
        if handbook is not None:
            own = [life for life in lives if life.tree == handbook.tree and not _unread(handbook, life)]
            for id, check in _PROMISES.items():
                yield from found_by(handbook, id, (each for life in own for each in check(handbook, life)))


def _unread(handbook: Handbook, life: Life) -> bool:
    """Of a record that cannot be read now nothing is known; its reading tells what is wrong."""
    return (life.folder, life.id) in handbook.unfit


def _now(handbook: Handbook, life: Life) -> Record | None:
    return handbook.find(life.folder, life.id)


def _since(problem: str, earlier: Earlier) -> str:
    return f"{problem}; aiempi tieto on {earlier.said}"


# --- decisions ------------------------------------------------------------------------------------------


@comparing_rule(
    "HAL-094",
    "Tehty päätös ei katoa",
    lauseke=("1-13", "2.2-05"),
    fix="palauta päätös; jos se ei enää päde, tee uusi päätös, joka korvaa sen",
)
def made_decisions_stay_there(old: Handbook, new: Handbook) -> Findings:
    """Päätös, joka on kerran julkaistu tehtynä, löytyy aina. Se kumotaan tai korvataan uudella päätöksellä,
    eikä selitys poistetusta osoitteesta riitä. Hyväksytty poikkeus on päivätty ja kaikkien nähtävissä.
    """
    for before in old.paatokset:
        after = new.paatokset.get(before.id)
        stays = (after is not None and after.decided) or (before.folder, before.id) in new.unfit
        if before.decided and old.owns(before) and not stays:
            yield _lost(new, before.id, before.path, after)


def _lost(handbook: Handbook, id: str, path: str, now: Paatos | None) -> tuple[Place, str]:
    if now is not None:
        return now.at("historia"), f"päätös oli tehty, mutta nyt se on tilassa `{now.tila}`"
    told = _tombstone(handbook, f"paatokset/{id}/")
    return (told.at("osoite") if told else Place(path)), f"tehty päätös `{id}` on poistettu"


def _tombstone(handbook: Handbook, address: str) -> Poistettu | None:
    wanted = f"{handbook.tree}{address}".strip("/")
    return next((each for each in handbook.poistetut if each.osoite.strip("/") == wanted), None)


def _decision_is_there(handbook: Handbook, life: Life) -> Findings:
    made = _made(life)
    now = _now(handbook, life)
    if made and (not isinstance(now, Paatos) or not now.decided):
        place, problem = _lost(handbook, life.id, life.path, now if isinstance(now, Paatos) else None)
        yield place, _since(problem, made[-1])


def _made(life: Life) -> list[Earlier]:
    """The versions in which a decision was made, the oldest first."""
    return (
        [each for each in life.versions if _state(each.values) in DECIDED]
        if life.folder == "paatokset"
        else []
    )


def _state(values: Mapping[str, Any]) -> Any:
    rows = _rows(values)
    told = values.get("todettu")
    return rows[-1].get("tila") if rows else told.get("tila") if isinstance(told, dict) else None


def _rows(values: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    rows = values.get("historia")
    return [each for each in rows if isinstance(each, dict)] if isinstance(rows, list) else []


def _decision_is_the_same(handbook: Handbook, life: Life) -> Findings:
    """Each binding field against the first version that told it; a note of correction begins anew."""
    now, made = _now(handbook, life), _made(life)
    if not made or not isinstance(now, Paatos) or not now.decided:
        return
    notes = [len(each.values.get("korjaukset") or ()) for each in made]
    if len(now.korjaukset) > notes[-1]:
        return
    first = next(index for index, count in enumerate(notes) if count == notes[-1])
    told = _first_told(made[first:])
    before = _as_record(
        Paatos, {**made[first].values, **{field: each.values[field] for field, each in told.items()}}
    )
    if before is None:
        yield from _unlike(now, told)
        return
    for place, problem, *_ in binding(before, now, tuple(field for field in Paatos.frozen if field in told)):
        yield place, _since(problem, made[first])


def _first_told(versions: Sequence[Earlier]) -> dict[str, Earlier]:
    """Binding field → the first version that has it: a field that the kind did not have yet told nothing."""
    return {
        field: next(each for each in versions if field in each.values)
        for field in Paatos.frozen
        if any(field in each.values for each in versions)
    }


def _as_record(model: type[Paatos], values: Mapping[str, Any]) -> Paatos | None:
    """The version as today's kind reads it; None when it does not."""
    try:
        return model.model_validate(dict(values))
    except ValidationError:
        return None


def _unlike(now: Record, told: Mapping[str, Earlier]) -> Findings:
    """What is not as it was written, when only the writing can be compared."""
    for field, earlier in told.items():
        if now.written.get(field) != earlier.values[field]:
            problem = f"tehdyn päätöksen `{field}` on muuttunut, eikä aiempaa muotoa voi enää lukea tietona"
            yield now.at(field), _since(problem, earlier)


# --- what happened --------------------------------------------------------------------------------------


def _history_is_kept(handbook: Handbook, life: Life) -> Findings:
    """Each row against the first version that had one in its place."""
    now = _now(handbook, life)
    if not isinstance(now, MovingRecord):
        return
    rows: list[tuple[Mapping[str, Any], Earlier]] = []
    for version in life.versions:
        rows += [(each, version) for each in _rows(version.values)[len(rows) :]]
    for index, (written, version) in enumerate(rows):
        try:
            before = Tilamerkinta.model_validate(dict(written))
        except ValidationError:
            continue  # it was a fault of its own then, and was told
        for place, problem, *_ in row(now, index, before):
            yield place, _since(problem, version)


def _meeting_moves_on(handbook: Handbook, life: Life) -> Findings:
    now, states = _now(handbook, life), machine(handbook.asetukset, "kokoukset")
    if not isinstance(now, Kokous) or not states:
        return
    for version in reversed(life.versions):
        before = version.values.get("tila")
        if isinstance(before, str) and now.tila not in within_reach(states, before):
            yield now.at("tila"), _since(f"tilasta `{before}` ei pääse tilaan `{now.tila}`", version)
            return


# --- addresses ------------------------------------------------------------------------------------------


def _address_leaves_a_trace(handbook: Handbook, life: Life) -> Findings:
    if handbook.tree:
        return
    names = [*life.former, *([] if _now(handbook, life) else [life.id])]
    for id in names:
        address = _address(life.folder, id)
        if address and address not in page_titles(handbook) and not _tombstone(handbook, address):
            moved = f"; tietueen tunnus on nyt `{life.id}`" if id != life.id else ""
            problem = f"osoite `{address}` on poistunut eikä sille ole selitystä{moved}"
            yield Place(life.path), _since(problem, life.versions[-1])


def _address(folder: str, id: str) -> str | None:
    """The page that a record had; None for one that was only a part of a page, or nobody's."""
    if folder == PAGES:
        return None if id == "index" else f"{id.removesuffix('/index')}/"
    form = kinds()[folder].address_form
    return None if "#" in form else form.format(folder=folder, id=id)


_PROMISES = {
    "HAL-090": _history_is_kept,
    "HAL-091": _decision_is_the_same,
    "HAL-092": _address_leaves_a_trace,
    "HAL-093": _meeting_moves_on,
    "HAL-094": _decision_is_there,
}
"""What a rule of ``historia`` finds in one record's life."""
