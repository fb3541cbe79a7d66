"""``/api/v1``: every kind as one JSON file and one CSV file, every record as its own JSON, schemas and
metadata.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from hallinta.exports import schemas
from hallinta.exports.spreadsheet import columns, table
from hallinta.handbook import Handbook, data_folders, kinds
from hallinta.queries.osoitteet import folders_of
from hallinta.records.base import Record
from hallinta.records.malli import Lauseke

LICENCE = "CC-BY-4.0"


def exports(
    handbook: Handbook, changed: Mapping[str, date], commit: str | None, site: str | None = None
) -> dict[str, str]:
    """Site path → content. ``changed`` has the day each record's file last changed, ``site`` is the site's own
    address with a closing slash. Equal arguments give equal bytes.
    """
    files: dict[str, str] = {}
    for folder in folders_of(handbook):
        found = [(_shown(record), changed.get(record.path)) for record in handbook.folder(folder)]
        own = {record.id: _json(as_data(record, day)) for record, day in found}
        rows = [as_values(record, day) for record, day in found]
        files[f"api/v1/{folder}.json"] = _listed(own.values())
        files[f"api/v1/{folder}.csv"] = table(columns(kinds()[folder]), rows)
        files |= {f"api/v1/{folder}/{id}.json": text for id, text in own.items()}
    files["api/v1/meta.json"] = _json(_meta(handbook, commit))
    files = {handbook.place(path): text for path, text in files.items()}
    for folder in data_folders() if not handbook.tree else ():
        name = schemas.file_name(folder)
        files[f"{schemas.FOLDER}{name}"] = _json(schemas.published_schema(folder, site))
        files[f"{schemas.FOLDER}lahde/{name}"] = _json(schemas.schema(folder, site))
    return files


def _shown(record: Record) -> Record:
    """The record without the words by which its matter is seen in the example handbook."""
    if isinstance(record, Lauseke):
        real = tuple(place for place in record.nakyy if not place.in_example)
        return record.model_copy(update={"nakyy": real})
    return record


def as_data(record: Record, changed: date | None) -> dict[str, Any]:
    """A record as plain data: what the editor wrote, with its id and its page."""
    written = record.model_dump(mode="json")
    return _published(record, written, changed.isoformat() if changed else None)


def as_values(record: Record, changed: date | None) -> dict[str, Any]:
    """The same with its days, sums and numbers as themselves: a table writes each in its own way."""
    return _published(record, record.model_dump(), changed)


def _published(record: Record, written: dict[str, Any], changed: Any) -> dict[str, Any]:
    page = {"id": record.id, "sivu": record.address}
    return {**page, **written, "muuttunut": changed}


def _meta(handbook: Handbook, commit: str | None) -> dict[str, Any]:
    return {
        "versio": "v1",
        "commit": commit,
        "paiva": handbook.today.isoformat(),
        "lisenssi": LICENCE,
        "lukumaarat": {folder: len(handbook.folder(folder)) for folder in folders_of(handbook)},
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _listed(texts: Iterable[str]) -> str:
    """The list of what is written already: a text in JSON has no line ends of its own, so rows may be moved."""
    moved = ",".join("\n" + text.rstrip() for text in texts).replace("\n", "\n ")
    return f"[{moved}\n]\n" if moved else "[]\n"
