"""A new record as an editor would begin it: the fields in their order, what is not known as null."""

from __future__ import annotations

import re
import typing
from dataclasses import dataclass

from hallinta.handbook import kinds
from hallinta.records.base import Record
from hallinta.records.descriptions import FieldText, describe
from hallinta.records.ids import LONGEST_ID, fit_id, id_of, unfit
from hallinta.yaml_text import disguised, hidden, joined


@dataclass(frozen=True, slots=True)
class NewRecord:
    id: str
    text: str
    problem: str | None = None


def template(folder: str, name: str, id: str | None, taken: set[str]) -> NewRecord:
    """The text of a new record; ``problem`` is in Finnish when the id is unfit or taken."""
    model = kinds()[folder]
    name = joined(" ".join(name.split()))
    if found := hidden(name) or disguised(name):
        return NewRecord("", "", f"Nimi {found[1]}; {found[2]}.")
    chosen = id or _free(fit_id(id_of(name), model.yksikko), taken)
    if not re.fullmatch(model.id_pattern, chosen):
        form = f"anna valitsimella --tunnus lajin oma tunnus, esim. `{model.id_example}`"
        words = "anna valitsimella --tunnus pieniä kirjaimia a–z, numeroita ja yhdysviivoja"
        said = f"Tunnus `{chosen}` ei käy" if chosen or id is not None else "Nimestä ei saa tunnusta"
        return NewRecord(chosen, "", f"{said}: {form if model.id_example else words}.")
    if problem := unfit(chosen, model.yksikko):
        return NewRecord(chosen, "", f"Tunnus `{chosen}` ei käy: {problem[0]}; {problem[1]}.")
    if chosen in taken:
        return NewRecord(chosen, "", f"Tunnus `{chosen}` on jo käytössä.")
    return NewRecord(chosen, _text(folder, model, name))


def _free(wanted: str, taken: set[str]) -> str:
    candidate, number = wanted, 2
    while candidate in taken:
        candidate, number = f"{wanted[: LONGEST_ID - len(f'-{number}')].strip('-')}-{number}", number + 1
    return candidate


def _text(folder: str, model: type[Record], name: str) -> str:
    lines: list[str] = []
    for field in describe(folder, model):
        if field.required == "ei" and field.name not in model.begun_with:
            continue
        lines.append(
            f"# {field.text}"
            + (f" Vaihtoehdot: {field.shape.replace('`', '')}." if "`" in field.shape else "")
        )
        lines.append(_line(field, model, name))
    return "\n".join(lines) + "\n"


def _line(field: FieldText, model: type[Record], name: str) -> str:
    if field.name == "nimi":
        return "nimi: '" + name.replace("'", "''") + "'"
    info = model.model_fields[field.name]
    if type(None) in typing.get_args(info.annotation):
        return f"{field.name}: null"
    if info.default == ():
        return f"{field.name}: []"
    return f"{field.name}: TÄYTÄ"
