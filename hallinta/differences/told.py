"""Differences in the terms of the file itself, as a finding tells them: fields and values as an editor wrote them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import time
from typing import Any

from pydantic import BaseModel

from hallinta.differences.passages import passages
from hallinta.differences.walk import Difference, How, Step
from hallinta.finding import visible
from hallinta.records.base import Part
from hallinta.records.fields import Kielistetty

MOST = 3
"""Differences told one by one; the rest are counted."""

LONGEST = 90
"""Longest value quoted whole, in characters."""


def told(found: Sequence[Difference]) -> str:
    """One sentence about the differences of a field: what it was and what it is."""
    said = [statement for difference in found for statement in _statements(difference)]
    rest = len(said) - MOST
    more = [f"ja {rest} muuta kohtaa" if rest > 1 else "ja yksi muu kohta"] if rest > 0 else []
    return "; ".join([*said[:MOST], *more])


def field_of(trail: Sequence[Step]) -> str:
    """``ehdotus.teksti``, ``nimi.sv``; Finnish text is its field, as it most often stands in the file."""
    return ".".join(
        step.field for step in trail if step.field != "fi" or not issubclass(step.owner, Kielistetty)
    )


def _statements(difference: Difference) -> Iterator[str]:
    field = f"`{field_of(difference.trail)}`"
    if difference.how is How.LISATTY:
        yield f"luetteloon {field} on lisätty `{_quoted(difference.after)}`"
    elif difference.how is How.POISTETTU:
        yield f"luettelosta {field} on poistettu `{_quoted(difference.before)}`"
    elif difference.how is How.JARJESTYS:
        yield f"luettelon {field} kohtien järjestys muuttui"
    else:
        where = "".join(
            f" (kohta `{_name(step.item)}`)" for step in difference.trail if step.item is not None
        )
        for said in _changed(difference.before, difference.after):
            yield f"{field}{where} muuttui: {said}"


def _changed(before: Any, after: Any) -> Iterator[str]:
    if before is None or after is None:
        yield f"oli {_or_empty(before)}, nyt {_or_empty(after)}"
        return
    for passage in passages(_as_text(before), _as_text(after)):
        if passage.unseen:
            yield f"kohdassa `{passage.before}` oli {passage.unseen[0]}, nyt {passage.unseen[1]}"
        else:
            yield f"oli `{passage.before}`, nyt `{passage.after}`"


def _or_empty(value: Any) -> str:
    return "tyhjä" if value is None else f"`{_quoted(value)}`"


def _quoted(value: Any) -> str:
    text = visible(" ".join(_as_text(value).split()))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _as_text(value: Any) -> str:
    """A value as it may stand in a file, on one row."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, tuple):
        return ", ".join(map(_as_text, value))
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_as_text(item)}" for name, item in value.items())
    if isinstance(value, BaseModel):
        given = given_in(value)
        return _as_text(given["fi"] if set(given) == {"fi"} else given)
    return str(value)


def given_in(part: BaseModel) -> dict[str, Any]:
    """The fields of a part that say something."""
    told = {name: getattr(part, name) for name in type(part).model_fields}
    return {name: item for name, item in told.items() if item not in (None, ())}


def _name(item: Any) -> str:
    return _quoted(name_of(item))


def name_of(item: Any) -> Any:
    """What tells an item of a list from the others: its key, or the first thing it says."""
    if not isinstance(item, Part):
        return item
    given = given_in(item)
    return given.get(item.told_apart_by or "", next(iter(given.values()), item))
