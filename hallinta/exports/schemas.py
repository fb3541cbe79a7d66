"""JSON Schemas of each kind (draft 2020-12): of the files that editors write, and of what the site publishes.

They are two, since a file may leave out what has a default, give a text in Finnish alone and put a number in
quotes, while a published record always has every key in one form.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from hallinta.handbook import kinds
from hallinta.present import OSAT, kentta
from hallinta.records.base import Record
from hallinta.records.descriptions import part_text, text_of
from hallinta.records.fields import Kielistetty

DRAFT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = "api/v1/skeemat/"
UNPLACED = "tag:oph.fi,2026:hallintakasikirja/"
"""What a schema is known by while the site has no address of its own (RFC 4151), as in the feeds."""

ADDED: dict[str, dict[str, Any]] = {
    "sivu": {"type": "string", "description": "Tietueen sivu, osoite sivuston juuresta."},
    "muuttunut": {
        "anyOf": [{"type": "string", "format": "date"}, {"type": "null"}],
        "description": "Päivä, jona tietuetta viimeksi muutettiin.",
    },
}
"""What a published record tells beside what its editor wrote, and its id."""


def schema(folder: str, site: str | None = None) -> dict[str, Any]:
    """Of the files in ``data/<folder>/``. ``site`` is the site's own address with a closing slash."""
    made = _made(folder, "validation", f"{site or UNPLACED}{FOLDER}lahde/")
    made["description"] = f"Tietue sellaisena kuin se kirjoitetaan tiedostoon kansiossa data/{folder}/."
    return made


def published_schema(folder: str, site: str | None = None) -> dict[str, Any]:
    """Of each record in ``api/v1/<folder>.json``: every key is there, and nothing else."""
    made = _made(folder, "serialization", f"{site or UNPLACED}{FOLDER}")
    made["description"] = (
        f"Julkaistu tietue tiedostossa api/v1/{folder}.json; kirjoitettu kansioon data/{folder}/."
    )
    id = {
        "type": "string",
        "pattern": f"^{kinds()[folder].id_pattern}$",
        "description": "Tietueen tunnus: tiedoston nimi ilman päätettä.",
    }
    keys = {"id": id, **ADDED}
    for name, field in keys.items():
        field["title"] = kentta(name)
    muuttunut = keys.pop("muuttunut")
    made["properties"] = {**keys, **made["properties"], "muuttunut": muuttunut}
    made["required"] = list(made["properties"])
    return made


def file_name(folder: str) -> str:
    return f"{kinds()[folder].__name__.lower()}.json"


def _made(folder: str, mode: Literal["validation", "serialization"], base: str) -> dict[str, Any]:
    kind = kinds()[folder]
    made = kind.model_json_schema(mode=mode, schema_generator=in_finnish(folder))
    return {
        "$schema": DRAFT,
        "$id": f"{base}{file_name(folder)}",
        **made,
        "title": kind.yksikko[:1].upper() + kind.yksikko[1:],
    }


def in_finnish(folder: str) -> type[GenerateJsonSchema]:
    """What makes the schemas of a kind and of its parts."""

    class InFinnish(GenerateJsonSchema):
        """Pydantic's schema with Finnish names and texts; a published record has every key."""

        def field_is_required(self, field: Any, total: bool) -> bool:
            return self.mode == "serialization" or super().field_is_required(field, total)

        def default_schema(self, schema: Any) -> JsonSchemaValue:
            made = super().default_schema(schema)
            if self.mode == "serialization":
                made.pop("default", None)
            return made

        def literal_schema(self, schema: Any) -> JsonSchemaValue:
            """``jarjestys: 3`` is a number to an editor's program and text to the model."""
            made = super().literal_schema(schema)
            numbers = [int(value) for value in schema["expected"] if value.removeprefix("-").isdecimal()]
            return (
                {"enum": [*schema["expected"], *numbers]} if numbers and self.mode == "validation" else made
            )

        def model_schema(self, schema: Any) -> JsonSchemaValue:
            made = super().model_schema(schema)
            model: type[BaseModel] = schema["cls"]
            _told(made, model, folder, published=self.mode == "serialization")
            return made

    return InFinnish


def _told(made: dict[str, Any], model: type[BaseModel], folder: str, *, published: bool) -> None:
    """Puts a title and a description in Finnish where pydantic has the class's name and docstring."""
    made.pop("description", None)
    made["title"] = OSAT.get(model.__name__, model.__name__)
    if issubclass(model, Kielistetty):
        told = "Teksti kielittäin; ruotsi ja englanti ovat `null`, jos tekstiä ei ole niillä."
        made["description"] = (
            told if published else "Teksti kielittäin: `fi` aina, `sv` ja `en` jos ne tiedetään."
        )
    for name, field in made["properties"].items():
        info = model.model_fields[name]
        text = text_of(folder, name) if issubclass(model, Record) else part_text(info)
        field["title"] = kentta(name)
        if text:
            field["description"] = text
