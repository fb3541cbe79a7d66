"""``/api/v1``: every kind as one JSON file and one CSV file, every record as its own JSON, schemas and
metadata.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from datetime import date
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from hallinta.exports.schemas import schema
from hallinta.handbook import Handbook, data_folders, kinds
from hallinta.records.base import Record

LICENCE = "CC-BY-4.0"


def exports(handbook: Handbook, changed: Mapping[str, date], commit: str | None) -> dict[str, str]:
    """Site path → content. ``changed`` has the day each record's file last changed. Equal data give equal
    bytes.
    """
    files: dict[str, str] = {}
    for folder in data_folders():
        records = [as_data(record, changed.get(record.path)) for record in handbook.folder(folder)]
        files[f"api/v1/{folder}.json"] = _json(records)
        files[f"api/v1/{folder}.csv"] = _csv(records, columns(kinds()[folder]))
        files |= {f"api/v1/{folder}/{record['id']}.json": _json(record) for record in records}
        files[f"api/v1/skeemat/{kinds()[folder].__name__.lower()}.json"] = _json(schema(folder))
    files["api/v1/meta.json"] = _json(_meta(handbook, commit))
    return files


def as_data(record: Record, changed: date | None) -> dict[str, Any]:
    """A record as plain data: what the editor wrote, with its id, its page and whether it is an example."""
    return {
        "id": record.id,
        "sivu": record.address,
        "esimerkki": record.esimerkki,
        **record.model_dump(mode="json"),
        "muuttunut": changed.isoformat() if changed else None,
    }


def _meta(handbook: Handbook, commit: str | None) -> dict[str, Any]:
    return {
        "versio": "v1",
        "commit": commit,
        "paiva": handbook.today.isoformat(),
        "lisenssi": LICENCE,
        "lukumaarat": {folder: len(handbook.folder(folder)) for folder in data_folders()},
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def columns(kind: type[Record]) -> list[str]:
    """The columns of a kind's table, whatever its records hold: a field of fields is a column for each."""
    return ["id", "sivu", "esimerkki", *_names(kind), "muuttunut"]


def _names(kind: type[BaseModel], prefix: str = "") -> Iterator[str]:
    for name, field in kind.model_fields.items():
        inner = list(_models(field.annotation))
        if inner:
            for model in inner:
                yield from _names(model, f"{prefix}{name}.")
        else:
            yield prefix + name


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """The records that a field itself may be; a list of them is one value."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in (Union, UnionType, Annotated):
        for part in get_args(annotation):
            yield from _models(part)


def _csv(records: list[dict[str, Any]], columns: list[str]) -> str:
    """Semicolons and a byte order mark, as Finnish spreadsheets expect; lists are joined."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(_at(record, column)) for column in columns] for record in records)
    return "\N{BYTE ORDER MARK}" + out.getvalue()


def _at(record: dict[str, Any], column: str) -> Any:
    value: Any = record
    for name in column.split("."):
        value = value[name] if value is not None else None
    return value


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return " | ".join(_cell(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{name}={_cell(item)}" for name, item in value.items() if item is not None)
    if value is None:
        return ""
    text = {True: "true", False: "false"}.get(value, value) if isinstance(value, bool) else str(value)
    # A cell that starts like a formula would be run by a spreadsheet.
    return f"'{text}" if str(text)[:1] in "=+-@\t\r" else str(text)
