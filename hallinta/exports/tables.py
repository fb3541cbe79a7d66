"""``/api/v1``: every kind as one JSON file and one CSV file, every record as its own JSON, schemas and
metadata.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

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
        files[f"api/v1/{folder}.csv"] = _csv(
            records, ["id", "sivu", "esimerkki", *kinds()[folder].model_fields]
        )
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


def _csv(records: list[dict[str, Any]], empty: list[str]) -> str:
    """The records as a table; ``empty`` has its columns when there are none.

    Semicolons and a byte order mark, as Finnish spreadsheets expect; lists are joined, mappings flattened.
    """
    rows = [_flat(record) for record in records]
    written = list(dict.fromkeys(name for row in rows for name in row)) or empty
    groups = {name.rpartition(".")[0] for name in written}
    columns = [name for name in written if name not in groups]  # null here, a mapping in another record
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, delimiter=";", lineterminator="\r\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return "\N{BYTE ORDER MARK}" + out.getvalue()


def _flat(record: dict[str, Any], prefix: str = "") -> dict[str, str]:
    row: dict[str, str] = {}
    for name, value in record.items():
        if isinstance(value, dict):
            row |= _flat(value, f"{prefix}{name}.")
        else:
            row[prefix + name] = _cell(value)
    return row


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
