"""What every record has: an id from its file name, a place for each of its fields, its references."""

import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, PrivateAttr
from pydantic.fields import FieldInfo

from hallinta.finding import Place
from hallinta.prose import Prose
from hallinta.records.fields import (
    ID_PATTERN,
    Claim,
    Free,
    Kielistetty,
    Kuvaus,
    LahdeViite,
    LausekeViite,
    Nimi,
    Refers,
    Rich,
    Rivi,
    TulkintaViite,
)
from hallinta.yaml_text import Path, YamlText

NO_PROSE = Prose()

EXAMPLE_TREE = "esimerkki/"
"""Where the example handbook stands under the site's root."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record was written: its file, its id (the file stem), its folder and the places of its
    values.
    """

    path: str
    id: str
    folder: str
    text: YamlText
    tree: str = ""
    """Under which folder of the site its handbook stands: the real one's at the root."""
    prose: Prose = NO_PROSE
    """What a hand-written page holds after its front matter."""

    def place(self, *path: str | int) -> Place:
        return Place.sought(self.path, lambda: self.text.place(path))

    def key_place(self, *path: str | int) -> Place:
        path = self.text.written(path)
        return Place(self.path, *self.text.keys.get(path, self.text.place(path)))


@dataclass(frozen=True, slots=True)
class Reference:
    """A value that names another record, and where it stands in the naming one."""

    path: Path
    folder: str
    target: str
    written: str
    """The value as it stands in the file: ``oph``, or ``organisaatiot/oph`` where any kind may be named."""
    kinds: tuple[str, ...] = ()
    """The kinds it may name when not any of them will do."""


@dataclass(slots=True)
class _Contents:
    """What a record holds, found in one walk over its fields."""

    references: list[Reference] = field(default_factory=list)
    texts: list[tuple[Path, str, bool]] = field(default_factory=list)
    free: list[tuple[Path, str]] = field(default_factory=list)
    lists: list[tuple[Path, tuple[Any, ...]]] = field(default_factory=list)


class Part(BaseModel):
    """A piece of a record. Unknown keys are errors, values never change."""

    # parts are read as parts of records only, so they need no validator of their own: every command would wait
    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=False, defer_build=True)

    told_apart_by: ClassVar[str | None] = None
    """The field that tells the items of one list apart; without one they differ as wholes."""


class Record(Part):
    """One file under ``data/``. The class tells its kind's names and the clauses each of its pages shows."""

    model_config = ConfigDict(defer_build=False)

    id_pattern: ClassVar[str] = ID_PATTERN
    id_example: ClassVar[str | None] = None
    """An id of a kind whose ids are not kebab-case words."""
    yksikko: ClassVar[str]
    """What one is called, lower case: *palvelu*."""
    otsikko: ClassVar[str]
    """What all of them are called, as a heading: *Palvelut*."""
    address_form: ClassVar[str] = "{folder}/{id}/"
    """Site address of a record of the kind; the same on every engine."""
    sivun_lausekkeet: ClassVar[tuple[str, ...]] = ()
    """Clauses that every page of the kind implements by what it always shows."""
    begun_with: ClassVar[tuple[str, ...]] = ()
    """Fields that may be left out, yet are asked for later: a new record begins with them."""

    _origin: Origin = PrivateAttr()

    def model_post_init(self, context: Any, /) -> None:
        if isinstance(context, Origin):
            self._origin = context

    @cached_property  # pydantic finds a private attribute slowly
    def id(self) -> str:
        return self._origin.id

    @cached_property
    def path(self) -> str:
        return self._origin.path

    @cached_property
    def folder(self) -> str:
        return self._origin.folder

    @property
    def name(self) -> str:
        """What the record is called in text."""
        return self.id

    @property
    def address(self) -> str:
        """Where the record is read, relative to the site's root: ``palvelut/koski/``."""
        return f"{self.tree}{self.address_form.format(folder=self.folder, id=self.id)}"

    @cached_property
    def tree(self) -> str:
        """Where the handbook whose own record this is stands on the site: empty, or ``esimerkki/``."""
        return self._origin.tree

    def at(self, *path: str | int) -> Place:
        """The place of a field, or of the nearest thing that contains it when it is not written."""
        return self._origin.place(*path)

    @property
    def page_clauses(self) -> tuple[str, ...]:
        """Clauses that the record's page implements by what it always shows."""
        return self.sivun_lausekkeet

    @property
    def written(self) -> Mapping[str, Any]:
        """The values as they stand in the file."""
        value = self._origin.text.value
        return value if isinstance(value, dict) else {}

    @property
    def free_texts(self) -> list[tuple[Path, str]]:
        """Those texts that are the editor's own words: no codes, no addresses, no quotations."""
        return self._contents.free

    @property
    def comments(self) -> dict[Path, Place]:
        """Where a comment stands after a value on its row, by the value's path."""
        return {path: Place(self.path, *spot) for path, spot in self._origin.text.comments.items()}

    @property
    def suspect(self) -> bool:
        """Whether the file has any character that may be something else than it looks like."""
        return self._origin.text.suspect

    @property
    def run_together(self) -> dict[Path, Place]:
        """Where a text of many rows, read as one line, has a list in it; by the text's path."""
        return {path: Place(self.path, *spot) for path, spot in self._origin.text.run_together.items()}

    @property
    def references(self) -> list[Reference]:
        """Every value in the record that names another one, in the order of the fields."""
        return self._contents.references

    @property
    def lists(self) -> list[tuple[Path, tuple[Any, ...]]]:
        """Every list in the record and in its parts: where it stands and its items."""
        return self._contents.lists

    @property
    def texts(self) -> list[tuple[Path, str, bool]]:
        """Every free text in the record: where, what, and whether it may use the Markdown subset."""
        return self._contents.texts

    @cached_property
    def _contents(self) -> _Contents:
        found = _Contents()
        _walk(self, (), found)
        return found


class Salattu(Part):
    """What of a record is not public, and the ground for it (1-13). The withheld thing itself is not here."""

    tieto: Nimi
    peruste: Kielistetty


class NamedRecord(Record):
    """A record that people call by a name, with the clauses and interpretations it rests on."""

    nimi: Annotated[Nimi, Claim("HAL-035")]
    lausekkeet: tuple[LausekeViite, ...] = ()
    tulkinnat: tuple[TulkintaViite, ...] = ()
    ei_julkaista: tuple[Salattu, ...] = ()
    huomautus: Kuvaus | None = None

    @property
    def name(self) -> str:
        return self.nimi.fi


class Paatelma(Part):
    """A field whose value no source says: it is inferred, and why."""

    told_apart_by: ClassVar = "kentta"

    kentta: Rivi
    peruste: Kielistetty


class SourcedRecord(NamedRecord):
    """A named record that gives its sources as one list, and tells what of it no source says."""

    lahteet: tuple[LahdeViite, ...] = ()
    paatelty: tuple[Paatelma, ...] = ()


# --- walking the fields ---------------------------------------------------------------------------------


@cache
def _markers(annotation: Any) -> tuple[Any, ...]:
    """The ``Annotated`` marks anywhere in an annotation: ``tuple[Annotated[str, Refers('x')], ...]``."""
    found: list[Any] = []
    stack = [annotation]
    while stack:
        part = stack.pop()
        if typing.get_origin(part) is typing.Annotated:
            inner, *marks = typing.get_args(part)
            found += [mark for mark in marks if isinstance(mark, Refers | Rich | Free)]
            stack.append(inner)
        elif isinstance(part, types.UnionType) or typing.get_origin(part) is not None:
            stack += typing.get_args(part)
    return tuple(found)


@cache
def _field_markers(model: type[BaseModel]) -> dict[str, tuple[Refers | None, bool, bool]]:
    """Of each field: what its values name, whether they may use the Markdown subset, whether they are words."""

    def of(info: FieldInfo) -> tuple[Refers | None, bool, bool]:
        marks = (*info.metadata, *_markers(typing.cast("typing.Hashable", info.annotation)))
        refers = next((mark for mark in marks if isinstance(mark, Refers)), None)
        rich, free = (any(isinstance(mark, kind) for mark in marks) for kind in (Rich, Free))
        return refers, rich, free

    return {name: of(info) for name, info in model.model_fields.items()}


def refers_of(model: type[BaseModel], field: str) -> Refers | None:
    """What the values of a field name, when they name records."""
    return _field_markers(model)[field][0]


def _walk(model: BaseModel, path: Path, found: _Contents) -> None:
    for name, (refers, rich, free) in _field_markers(type(model)).items():
        value, spot = getattr(model, name), (*path, name)
        if isinstance(value, tuple):
            found.lists.append((spot, value))
        _look(value, spot, refers, rich, free, found)


def _look(value: Any, spot: Path, refers: Refers | None, rich: bool, free: bool, found: _Contents) -> None:
    """Files a value of a field, or what is in it, under what it is."""
    if value is None:
        return
    if isinstance(value, BaseModel):
        _walk(value, spot, found)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            _look(item, (*spot, index), refers, rich, free, found)
    elif isinstance(value, dict):
        for key, item in value.items():
            _look(item, (*spot, key), refers, rich, free, found)
    elif refers is not None:
        folder, _, target = value.partition("/") if refers.folder == "*" else (refers.folder, "", value)
        found.references.append(Reference(spot, folder, target, value, refers.kinds))
    elif isinstance(value, str):
        found.texts.append((spot, value, rich))
        if free:
            found.free.append((spot, value))


def claimed_rule(model: type[BaseModel], path: Path) -> str | None:
    """The rule that a missing or unfit value at ``path`` breaks, when its field has one of its own.

    The claim is about the field itself or its Finnish text, not about what else is wrong inside it.
    """
    if not path or path[1:] not in {(), ("fi",)}:
        return None
    info = model.model_fields.get(str(path[0]))
    marks = info.metadata if info else ()
    return next((mark.rule for mark in marks if isinstance(mark, Claim)), None)
