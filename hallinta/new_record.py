"""A new record as an editor would begin it: the fields in their order, what is not known as null."""

from __future__ import annotations

import re
import typing
from dataclasses import dataclass

from hallinta.handbook import kinds
from hallinta.records.base import Record
from hallinta.records.descriptions import FieldText, describe
from hallinta.yaml_text import hidden

LONGEST_ID = 80
"""Characters; a file name has an upper limit, and an address is read by people."""

_ASCII = str.maketrans("äöåéüÄÖÅÉÜ", "aoaeuaoaeu")


@dataclass(frozen=True, slots=True)
class NewRecord:
    id: str
    text: str
    problem: str | None = None


def id_of(name: str) -> str:
    """``Oma Opintopolku`` → ``oma-opintopolku``."""
    return re.sub(r"[^a-z0-9]+", "-", name.translate(_ASCII).lower()).strip("-")[:LONGEST_ID].strip("-")


def template(folder: str, name: str, id: str | None, taken: set[str]) -> NewRecord:
    """The text of a new record; ``problem`` is in Finnish when the id is unfit or taken."""
    model = kinds()[folder]
    name = " ".join(name.split())
    if found := hidden(name):
        return NewRecord("", "", f"Nimi {found[1]}; {found[2]}.")
    chosen = id or _free(id_of(name), taken)
    if not re.fullmatch(model.id_pattern, chosen):
        form = f"anna valitsimella --tunnus lajin oma tunnus, esim. `{model.id_example}`"
        words = "anna valitsimella --tunnus pieniä kirjaimia a–z, numeroita ja yhdysviivoja"
        return NewRecord(chosen, "", f"Tunnus `{chosen}` ei käy: {form if model.id_example else words}.")
    if chosen in taken:
        return NewRecord(chosen, "", f"Tunnus `{chosen}` on jo käytössä.")
    return NewRecord(chosen, _text(folder, model, name))


def _free(wanted: str, taken: set[str]) -> str:
    candidate, number = wanted, 2
    while candidate in taken:
        candidate, number = f"{wanted}-{number}", number + 1
    return candidate


def _text(folder: str, model: type[Record], name: str) -> str:
    lines: list[str] = []
    for field in describe(folder, model):
        if field.required == "ei":
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
    annotation = model.model_fields[field.name].annotation
    if type(None) in typing.get_args(annotation):
        return f"{field.name}: null"
    return f"{field.name}: TÄYTÄ"
