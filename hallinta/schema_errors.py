"""What pydantic refused, in Finnish: place, problem with its value, fix."""

from __future__ import annotations

import difflib
import re
import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from hallinta.finding import Place, visible
from hallinta.records import meant
from hallinta.records.base import Origin, claimed_rule
from hallinta.records.fields import PLACEHOLDER, Kielistetty
from hallinta.spelling import Words
from hallinta.yaml_text import MARKS, Path, unlike, unquoted

SHOWN = 60
"""Longest value quoted in a message, in characters."""

COMPLAINTS = 200
"""The most complaints of one record that are told one by one."""
LISTED = 40
"""The most values that a message names as possible ones; more are counted."""


@dataclass(frozen=True, slots=True)
class Complaint:
    place: Place
    problem: str
    fix: str
    rule: str | None = None
    """The rule of the field's own that was broken, when it has one."""


def complaints(error: ValidationError, model: type[BaseModel], origin: Origin) -> Iterator[Complaint]:
    """One complaint for each thing pydantic refused in the record at ``origin``; of very many the rest are counted."""
    items = error.errors(include_url=False)[:COMPLAINTS]
    misspelt = set(_misspelt(items, model))
    for item in items:
        if item["type"] == "missing" and tuple(item["loc"]) in misspelt:
            continue  # the misspelt key already says what it should be
        path = _written(tuple(item["loc"]), origin)
        field = next((str(part) for part in reversed(path) if isinstance(part, str)), "tietue")
        rule = claimed_rule(model, tuple(item["loc"]))
        yield replace(_complaint(item, path, field, model, origin), rule=rule)
    if more := error.error_count() - len(items):
        problem = f"tietueessa on lisäksi {more} virhettä, joita ei luetella"
        yield Complaint(origin.place(), problem, "korjaa luetellut virheet ja tarkista uudelleen")


def _misspelt(items: Iterable[Any], model: type[BaseModel]) -> Iterator[Path]:
    """Where the fields are that unknown keys were most likely meant to be."""
    for item in items:
        if item["type"] == "extra_forbidden":
            *parent, key = item["loc"]
            if meant := nearest(str(key), _fields(model, tuple(parent))):
                yield (*parent, meant)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that the misspelt one most likely means."""
    forms, by_form = _forms(known if isinstance(known, tuple) else tuple(known))
    match = forms.nearest(_plain(word), 0.6)
    return by_form[match] if match else None


@lru_cache(maxsize=64)
def _forms(known: tuple[str, ...]) -> tuple[Words, dict[str, str]]:
    by_form = {_plain(each): each for each in known}
    return Words(tuple(by_form)), by_form


def nearest_id(word: str, known: Iterable[str]) -> str | None:
    """The id that the misspelt one most likely means. Ids are many and alike, so only a slip of the finger
    counts; numbers say nothing of what was meant.
    """
    if sum(char.isalpha() for char in word) < 3:
        return None
    near = nearest(word, known)
    alike = difflib.SequenceMatcher(None, _plain(word), _plain(near or "")).ratio()
    return near if alike >= (0.6 if len(word) < 5 else 0.8) else None


_FOLDED = str.maketrans("äöå_ ", "aoa--")


def _plain(word: str) -> str:
    """A word as codes are written: the missing dots of ``päättää`` are not a misspelling, nor are letters and
    marks that only look like those of the keyboard.
    """
    return unquoted(word).lower().translate(_FOLDED)


def choice(word: str, known: Iterable[str], what: str) -> str:
    """The way out of a misspelt word: its nearest match, or all that may stand there."""
    known = tuple(known)
    rest = f" ja {len(known) - LISTED} muuta" if len(known) > LISTED else ""
    every = f"käytä jotakin {what}: " + ", ".join(f"`{item}`" for item in known[:LISTED]) + rest
    if meant.unknown(word) and unquoted(word) not in known:
        return every
    match, odd = nearest(word, known), unlike(word, "nyt siinä")
    if match and odd:  # the two may look the same
        return f"kirjoita `{match}`{odd}"
    return f"tarkoititko `{match}`?" if match else every + odd


def shown(value: Any) -> str:
    """A value as a message quotes it: one line, cut short."""
    text = visible(" ".join(str(value).split()))
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def _written(path: Path, origin: Origin) -> Path:
    """The part of the path that stands in the file: ``nimi: Koski`` has no ``nimi.fi``."""
    path = origin.text.written(path)
    end = len(path)
    while end and path[:end] not in origin.text.places and path[:end] not in origin.text.keys:
        end -= 1
    return path[:end] if end else path


def _complaint(item: Any, path: Path, field: str, model: type[BaseModel], origin: Origin) -> Complaint:
    kind, value, place = item["type"], item["input"], origin.place(*path)
    loc = tuple(item["loc"])
    if kind == "missing":
        missing = str(loc[-1])
        inside = origin.key_place(*loc[:-1]) if len(loc) > 1 else origin.place()
        named = ".".join(str(part) for part in loc if isinstance(part, str)) if missing == "fi" else missing
        return Complaint(inside, f"pakollinen kenttä `{named}` puuttuu", _missing_fix(missing, model, loc))
    if kind == "extra_forbidden":
        fix = choice(str(loc[-1]), _fields(model, loc[:-1]), "kentistä")
        return Complaint(origin.key_place(*loc), f"kenttää `{shown(loc[-1])}` ei tunneta", fix)
    if value is None and isinstance(loc[-1], int):
        return Complaint(place, f"luettelon `{field}` kohta on tyhjä", "kirjoita tieto tai poista rivi")
    if value is None:
        return Complaint(
            place, f"kenttä `{field}` on tyhjä (null), mutta tieto on pakollinen", "kirjoita tieto"
        )
    if kind == "suomeksi":
        fix = item["ctx"]["korjaus"] + (item["ctx"]["tai_null"] if may_be_null(model, loc) else "")
        said = f"`{field}: {shown(value)}`" if isinstance(value, str) else f"kohta `{field}`"
        return Complaint(place, f"{said} {item['ctx']['ongelma']}", fix)
    if kind == "literal_error" and isinstance(value, str):
        fix = choice(value, re.findall(r"'([^']*)'", item["ctx"]["expected"]), "arvoista")
        if meant.unknown(value) and value != PLACEHOLDER and may_be_null(model, loc):
            fix = f"kirjoita `null`, jos tietoa ei ole; muuten {fix}"
        return Complaint(place, f"`{field}: {shown(value)}` ei ole sallittu arvo", fix)
    context = item.get("ctx", {})
    wanted, fix = _wanted(kind, context)
    if kind == "model_type" and not isinstance(loc[-1], int):
        fix = f"kirjoita {_shape_of(field, model, loc)}"
    if "korjaus" not in context:
        fix = _as_written(kind, value, field, model, loc) or fix
    said = f"luettelon `{field}` kohta" if path and isinstance(path[-1], int) else f"`{field}`"
    odd = unlike(value.partition(" ")[0]) if isinstance(value, str) else ""
    return Complaint(place, f"{said} on {_shape(value)}, mutta sen pitäisi olla {wanted}{odd}", fix)


def _wanted(kind: str, context: Mapping[str, Any]) -> tuple[str, str]:
    """What should have stood there, and how it is written; a field's own type may know the latter better."""
    if kind == "literal_error" or context.get("class_name") in {"Kielistetty", "Kuvaus", "Nimi"}:
        kind = "string_type"
    wanted, fix = _SHAPES.get(kind, ("sallittu arvo", "katso kentän ohje muokkaajan oppaasta"))
    return wanted, context.get("korjaus", fix)


def _as_written(kind: str, value: Any, field: str, model: type[BaseModel], loc: Path) -> str | None:
    """The way out that repeats what the editor wrote, in the shape it should have had."""
    first = next(iter(value), None) if isinstance(value, list | dict) else value
    if not isinstance(first, str):
        return None
    if meant.unknown(first) and (fix := _without(field, model, loc)):
        return fix
    if kind == "tuple_type" and (item := re.match(rf"[{MARKS}]\s*(.*)", first, re.DOTALL)):
        written = item[1] if re.search(r"\s", item[1]) else unquoted(item[1])
        return f"aloita luettelon kohta viivalla ja välilyönnillä: `- {shown(written)}`"
    if kind == "tuple_type" and isinstance(value, dict):
        return f"aloita luettelon kohta viivalla ja välilyönnillä: `- {shown(first)}: …`"
    if isinstance(value, dict) and isinstance(loc[-1], int):
        return f'pane koko teksti lainausmerkkeihin: `- "{shown(first)}: …"`'
    if isinstance(value, list) and len(value) == 1 and kind != "tuple_type":
        return f"kirjoita arvo samalle riville: `{field}: {shown(first)}`"
    if not isinstance(value, str) or "," in value:
        return None
    part = _part_at(model, loc)
    named = f"{_needed(part)[0]}: {shown(value)}" if part else shown(value)
    if kind == "tuple_type":
        return f"kirjoita jokainen kohta omalle rivilleen viivan jälkeen: `- {named}`"
    if kind == "model_type" and isinstance(loc[-1], int):
        return f"kirjoita `{named}`"
    return None


def _without(field: str, model: type[BaseModel], loc: Path) -> str | None:
    """The way out when the editor wrote only that nothing is known."""
    if may_be_null(model, loc):
        return f"kirjoita `{field}: null`, jos tietoa ei ole"
    if isinstance(loc[-1], int):
        return "kirjoita tieto, tai poista kohta, jos tietoa ei ole"
    info = _field_at(model, loc)
    return None if info is None or info.is_required() else f"poista kenttä `{field}`, jos tietoa ei ole"


_SHAPES = {
    "string_type": ("teksti", "kirjoita arvo samalle riville: `avain: arvo`"),
    "tuple_type": ("luettelo", "kirjoita jokainen kohta omalle rivilleen viivan jälkeen: `- arvo`"),
    "model_type": ("avaimia ja arvoja", "kirjoita arvon alle sisennetyt rivit `avain: arvo`"),
    "dict_type": ("avaimia ja arvoja", "kirjoita arvon alle sisennetyt rivit `avain: arvo`"),
}


def _shape(value: Any) -> str:
    if isinstance(value, list):
        return "luettelo"
    return "avaimia ja arvoja" if isinstance(value, dict) else f"teksti `{shown(value)}`"


def _missing_fix(field: str, model: type[BaseModel], loc: Path) -> str:
    shape = _shape_of(field, model, loc)
    comma = "" if shape.startswith("rivi") else ","
    null = f"{comma} tai `{field}: null`, jos tietoa ei ole" if may_be_null(model, loc) else ""
    return f"lisää {shape}{null}"


def _shape_of(field: str, model: type[BaseModel], loc: Path) -> str:
    """How the field is written: on one row, as rows under it, as a list."""
    info, part = _field_at(model, loc), _part_at(model, loc)
    inside = ", ".join(f"`{name}: …`" for name in _needed(part)) if part else ""
    if info and _holds_list(info.annotation):
        return f"`{field}:` ja sen alle viivalla alkavat kohdat" + (f", kussakin {inside}" if inside else "")
    return f"`{field}:` ja sen alle sisennettyinä {inside}" if inside else f"rivi `{field}: …`"


def may_be_null(model: type[BaseModel], loc: Path) -> bool:
    """Whether the field itself, or the field whose Finnish text this is, may be unknown."""
    info = _field_at(model, loc[:-1] if loc[-1] == "fi" and len(loc) > 1 else loc)
    return info is not None and type(None) in typing.get_args(info.annotation)


def _needed(part: type[BaseModel]) -> list[str]:
    """The fields that a part must have, or the one it begins with."""
    names = [name for name, info in part.model_fields.items() if info.is_required()]
    return names or list(part.model_fields)[:1]


def _holds_list(annotation: Any) -> bool:
    return typing.get_origin(annotation) is tuple or any(map(_holds_list, typing.get_args(annotation)))


def _field_at(model: type[BaseModel], path: Path) -> FieldInfo | None:
    owner = _model_at(model, path[:-1])
    return owner.model_fields.get(str(path[-1])) if owner else None


def _part_at(model: type[BaseModel], path: Path) -> type[BaseModel] | None:
    """The model of keys and values at ``path``; a text in several languages is a text."""
    found = _model_at(model, path)
    return None if found is None or issubclass(found, Kielistetty) else found


def _fields(model: type[BaseModel], path: Path) -> list[str]:
    owner = _model_at(model, path)
    return list(owner.model_fields) if owner else []


def _model_at(model: type[BaseModel], path: Path) -> type[BaseModel] | None:
    """The model that describes the mapping at ``path``."""
    current: Any = model
    for part in path:
        if isinstance(part, int):
            continue
        info = current.model_fields.get(part) if current else None
        current = _inner_model(info.annotation) if info else None
    return current if current is not None else None


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        return annotation if issubclass(annotation, BaseModel) else None
    return next(filter(None, map(_inner_model, typing.get_args(annotation))), None)
