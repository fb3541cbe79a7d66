"""JSON Schema of each kind, for editors that complete and check while typing."""

from __future__ import annotations

from typing import Any

from hallinta.handbook import kinds
from hallinta.records.descriptions import text_of


def schema(folder: str) -> dict[str, Any]:
    """The schema of the files in ``data/<folder>/`` (draft 2020-12), with Finnish descriptions."""
    kind = kinds()[folder]
    made = kind.model_json_schema(mode="validation")
    made["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    made["title"] = kind.yksikko
    made["description"] = f"Tietue kansiossa data/{folder}/"
    for name, field in made["properties"].items():
        if text := text_of(folder, name):
            field["description"] = text
    return made
