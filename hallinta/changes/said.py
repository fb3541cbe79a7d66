"""Differences between two versions of a record as a reader would say them: fields, values, names."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterable, Iterator
from datetime import date, time
from decimal import Decimal
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel

from hallinta.differences import Difference, How, Step, differences, given_in, name_of, passages, unseen
from hallinta.finding import visible
from hallinta.handbook import Handbook
from hallinta.present import eurot, htv, kentta, kuukausi, luettelo, luku, maara, paiva, sana
from hallinta.queries import renamed
from hallinta.records.base import Record, refers_of
from hallinta.records.fields import Kielistetty

WHOLE = 60
"""Longest text quoted whole, in characters; of a longer one the passage that differs is."""

LONGEST = 160
"""Longest item of a list told with all its fields, in characters."""

MOST = 6
"""Items, and passages of one text, told one by one; the rest are counted."""

_LANGUAGES = {"fi": "", "sv": " (ruotsiksi)", "en": " (englanniksi)"}


def texts_differ(before: str, after: str) -> str:
    """How a text changed: both whole when they are short, else the passages that differ."""
    if max(len(before), len(after)) <= WHOLE and "\n" not in before + after and not unseen(before, after):
        return f"{visible(before)} → {visible(after)}"
    found = passages(before, after)
    told = [
        f"kohdassa ”{each.before}” oli {each.unseen[0]}, nyt {each.unseen[1]}"
        if each.unseen
        else f"”{each.before}” → ”{each.after}”"
        for each in found[:MOST]
    ]
    more = len(found) - MOST
    return "; ".join([*told, *([f"ja {maara(more, 'muu kohta', 'muuta kohtaa')}"] if more > 0 else [])])


class Teller:
    """Tells what differs between two handbooks. A reference that follows a renamed record is no difference."""

    def __init__(self, old: Handbook, new: Handbook) -> None:
        self._old, self._new = old, new
        self.renamed = renamed(old, new)
        machines = new.asetukset.tilakoneet
        states = [state for name in type(machines).model_fields for state in getattr(machines, name)]
        self._states: dict[str, str] = {
            state.tila: state.nimi.fi[:1].lower() + state.nimi.fi[1:] for state in states
        }

    def differences(self, before: Record, after: Record, apart_from: Iterable[str] = ()) -> list[str]:
        """One statement for each field that says something else, in the order of the fields."""
        said: dict[str, list[Difference]] = {}
        fields = [name for name in type(after).model_fields if name not in apart_from]
        for difference in differences(before, after, fields, read=self._today):
            said.setdefault(self._label(difference), []).append(difference)
        return [f"{label}: {'; '.join(self._pieces(found))}" for label, found in said.items()]

    def named_in(self, record: Record) -> Iterator[str]:
        """What a new record says of others: *Korvaa: Vanha päätös*."""
        named: dict[str, list[str]] = {}
        for reference in record.references:
            target = self._new.find(reference.folder, reference.target)
            if target and reference.folder not in {"lausekkeet", "tulkinnat", "lahteet"}:
                names = named.setdefault(str(reference.path[0]), [])
                if target.name not in names:
                    names.append(target.name)
        for field, names in named.items():
            yield f"{kentta(field)}: {_some(names)}"

    def _today(self, value: Any, step: Step) -> Any:
        """A reference to a record that was renamed, by today's id."""
        if not isinstance(value, str) or not (refers := refers_of(step.owner, step.field)):
            return value
        folder, _, id = value.partition("/") if refers.folder == "*" else (refers.folder, "", value)
        if not (after := self.renamed.get((folder, id))):
            return value
        return f"{folder}/{after.id}" if refers.folder == "*" else after.id

    def _label(self, difference: Difference) -> str:
        """``Kohdat, ”Tilannekuva”, esittelijä``; the language of a text is named when it is not Finnish."""
        parts: list[str] = []
        language = ""
        for step in difference.trail:
            if issubclass(step.owner, Kielistetty):
                language = _LANGUAGES[step.field]
                continue
            label = kentta(step.field)
            parts.append(label[:1].lower() + label[1:] if parts else label)
            if step.item is not None and not isinstance(step.item, str | Kielistetty):
                parts.append(self._name(step.item))
        return ", ".join(parts) + language

    def _pieces(self, found: list[Difference]) -> Iterator[str]:
        for how, word in ((How.LISATTY, "lisätty"), (How.POISTETTU, "poistettu")):
            items = [each.after if how is How.LISATTY else each.before for each in found if each.how is how]
            if items:
                yield f"{word} {_some(self._item(item, found[0].trail[-1]) for item in items)}"
        for each in found:
            if each.how is How.JARJESTYS:
                yield f"järjestys muuttui, nyt {_some(self._name(item, each.trail[-1]) for item in each.after)}"
            elif each.how is How.MUUTTUI:
                yield self._changed(each.before, each.after, each.trail[-1])

    def _changed(self, before: Any, after: Any, step: Step) -> str:
        one, other = self._words(before, step), self._words(after, step)
        if before is not None and after is not None and (isinstance(before, str) or one == other):
            return texts_differ(one, other)
        return f"{_quoted(one)} → {_quoted(other)}"

    def _name(self, item: Any, step: Step | None = None) -> str:
        """What one item of a list is called."""
        if isinstance(item, BaseModel):
            step = next((Step(type(item), name) for name in _fields_first(item)), None)
        words = self._words(name_of(item), step)
        return words if isinstance(name_of(item), date) else f"”{_cut(words, WHOLE)}”"

    def _item(self, item: Any, step: Step) -> str:
        """An item of a list with what it says: ``”Tilannekuva” (laji keskusteluasia)``."""
        if not isinstance(item, BaseModel) or isinstance(item, Kielistetty):
            words = self._words(item, step)
            return words if len(words) <= WHOLE and " " not in words else f"”{_cut(words, LONGEST)}”"
        inside = self._inside(item, name_of(item))
        return self._name(item) + (f" ({_cut(inside, LONGEST)})" if inside else "")

    def _inside(self, part: BaseModel, apart_from: Any = None) -> str:
        """What a part says, field by field; of a part of one field, its value."""
        given = given_in(part)
        told = [
            (kentta(name), self._words(value, Step(type(part), name)))
            for name, value in given.items()
            if value is not apart_from
        ]
        if len(given) == 1:
            return "".join(words for _, words in told)
        return "; ".join(f"{label[:1].lower()}{label[1:]} {words}" for label, words in told)

    def _words(self, value: Any, step: Step | None) -> str:
        """A value as a reader would say it."""
        if value is None:
            return "ei tietoa"
        if isinstance(value, tuple):
            return _some(self._words(item, step) for item in value) if value else "ei yhtään"
        if isinstance(value, BaseModel):
            return f"{value}" if isinstance(value, Kielistetty) else self._inside(value)
        if isinstance(value, str):
            return self._text(value, step)
        return _figure(value, step.field if step else "")

    def _text(self, value: str, step: Step | None) -> str:
        if step is None:
            return value
        if refers := refers_of(step.owner, step.field):
            folder, _, id = value.partition("/") if refers.folder == "*" else (refers.folder, "", value)
            target = self._new.find(folder, id) or self._old.find(folder, id)
            return target.name if target else value
        if is_choice(step.owner, step.field):
            return sana(value)
        if step.field in {"tila", "seuraavat"}:
            return self._states.get(value, value)
        return kuukausi(value) if _MONTH.fullmatch(value) else value


_MONTH = re.compile(r"(19|20)[0-9]{2}-(0[1-9]|1[0-2])")


def _figure(value: Any, field: str) -> str:
    """Truth, days, times, sums and numbers as Finnish says them."""
    if isinstance(value, bool):
        return "kyllä" if value else "ei"
    if isinstance(value, date):
        return paiva(value)
    if isinstance(value, time):
        return f"{value.hour}.{value.minute:02}"
    if isinstance(value, Decimal):
        return eurot(value) if field.endswith("eur") else htv(value) if "htv" in field else luku(value)
    return str(value)


@cache
def is_choice(owner: type[BaseModel], field: str) -> bool:
    """Whether the field's values are codes of a closed list, which have words of their own."""

    def holds(annotation: Any) -> bool:
        if typing.get_origin(annotation) is Literal:
            return True
        return any(map(holds, typing.get_args(annotation)))

    return holds(owner.model_fields[field].annotation)


def _fields_first(part: BaseModel) -> Iterator[str]:
    """The field that names the part, when it is one of its own."""
    named = name_of(part)
    return (name for name, value in given_in(part).items() if value is named)


def _some(items: Iterable[str]) -> str:
    told = list(items)
    more = len(told) - MOST
    return luettelo([*told[:MOST], maara(more, "muu", "muuta")] if more > 0 else told)


def _quoted(words: str) -> str:
    return f"”{_cut(words, LONGEST)}”" if len(words) > WHOLE else visible(" ".join(words.split()))


def _cut(text: str, longest: int) -> str:
    text = visible(" ".join(text.split()))
    return text if len(text) <= longest else text[: longest - 1] + "…"
