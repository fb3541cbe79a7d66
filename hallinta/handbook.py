"""Every record in memory. Adding a kind is a model, a template, a data folder and one line here.

There are two handbooks. The real one is ``data/`` without ``data/esimerkit/``. The example handbook is that folder, on
the real one's model: it borrows the clauses and how they are read, terms, sources, settings, the model's groups and the
two organisations. Neither sees the other's own records.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from pathlib import PurePosixPath
from typing import Generic, TypeVar

from pydantic import ValidationError

from hallinta.finding import Finding, Place, Severity, visible
from hallinta.navigation import SETTINGS_FILE, Navigation, navigation, read_settings
from hallinta.pictures import picture_fault
from hallinta.prose import Prose
from hallinta.records.asetukset import Asetukset
from hallinta.records.base import EXAMPLE_TREE, Origin, Record
from hallinta.records.hanke import Hanke
from hallinta.records.idea import Idea
from hallinta.records.ids import id_of, unfit
from hallinta.records.kaytanto import Kaytanto
from hallinta.records.kehitysaihio import Kehitysaihio
from hallinta.records.kehitystyo import Kehitystyo
from hallinta.records.kokous import Kokous
from hallinta.records.malli import Arviointi, Lahde, Lauseke, Sivu, Termi, Tulkinta
from hallinta.records.organisaatio import Organisaatio
from hallinta.records.paatos import Paatos
from hallinta.records.palvelu import Palvelu
from hallinta.records.ryhma import Ryhma
from hallinta.records.saavutettavuus import Saavutettavuus
from hallinta.records.sidosryhma import Sidosryhma
from hallinta.records.suunnittelu import Tavoite, Tulossopimus, Vuosisuunnitelma, Yllapitoraportti
from hallinta.records.vuosikello import Vuosikello
from hallinta.records.yllapito import Katselmus, Poikkeus, Poistettu
from hallinta.schema_errors import choice, complaints, shown
from hallinta.yaml_text import (
    Fault,
    YamlText,
    as_keyed,
    decoded,
    parse,
    parse_text,
    prose_fault,
    unlike,
    unread_fault,
)

R = TypeVar("R", bound=Record)

SCHEMA_RULE, FILE_RULE, PLACE_RULE = "HAL-000", "HAL-002", "HAL-003"
PICTURE_RULE, BODY_RULE = "HAL-043", "HAL-147"
EXAMPLES = "esimerkit"
EXAMPLE_FILES, EXAMPLE_PAGES = f"data/{EXAMPLES}/", f"docs/{EXAMPLE_TREE}"
MODEL_KINDS = ("lausekkeet", "tulkinnat", "termit", "lahteet")
"""Kinds that the example handbook borrows whole."""
REAL_KINDS = (*MODEL_KINDS, "poikkeukset", "poistetut")
"""Kinds that the example handbook has none of its own of."""
MODEL_ORGANISATIONS = ("okm", "oph")
SETTINGS, STATEMENT = "asetukset", "saavutettavuus"
SINGLES: dict[str, type[Record]] = {SETTINGS: Asetukset, STATEMENT: Saavutettavuus}
"""Records that have no folder of their own: one file each, directly in the data folder."""


class Collection(Generic[R]):
    """All records of one kind, in the order of their ids."""

    def __init__(self, records: Mapping[str, R] | None = None) -> None:
        self._by_id = dict(sorted((records or {}).items()))
        self.ids = tuple(self._by_id)

    def __iter__(self) -> Iterator[R]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, id: object) -> bool:
        return id in self._by_id

    def __getitem__(self, id: str) -> R:
        return self._by_id[id]

    def get(self, id: str) -> R | None:
        return self._by_id.get(id)


@dataclass(frozen=True, eq=False)
class Handbook:
    """The handbook's data: one field per kind; field name = data folder = template name = address."""

    asetukset: Asetukset
    today: date
    organisaatiot: Collection[Organisaatio] = field(default_factory=Collection)
    ryhmat: Collection[Ryhma] = field(default_factory=Collection)
    palvelut: Collection[Palvelu] = field(default_factory=Collection)
    sidosryhmat: Collection[Sidosryhma] = field(default_factory=Collection)
    ideat: Collection[Idea] = field(default_factory=Collection)
    kehitysaihiot: Collection[Kehitysaihio] = field(default_factory=Collection)
    hankkeet: Collection[Hanke] = field(default_factory=Collection)
    kehitystyot: Collection[Kehitystyo] = field(default_factory=Collection)
    kokoukset: Collection[Kokous] = field(default_factory=Collection)
    paatokset: Collection[Paatos] = field(default_factory=Collection)
    kaytannot: Collection[Kaytanto] = field(default_factory=Collection)
    tavoitteet: Collection[Tavoite] = field(default_factory=Collection)
    tulossopimukset: Collection[Tulossopimus] = field(default_factory=Collection)
    vuosikello: Collection[Vuosikello] = field(default_factory=Collection)
    vuosisuunnitelmat: Collection[Vuosisuunnitelma] = field(default_factory=Collection)
    yllapitoraportit: Collection[Yllapitoraportti] = field(default_factory=Collection)
    arvioinnit: Collection[Arviointi] = field(default_factory=Collection)
    katselmukset: Collection[Katselmus] = field(default_factory=Collection)
    poikkeukset: Collection[Poikkeus] = field(default_factory=Collection)
    poistetut: Collection[Poistettu] = field(default_factory=Collection)
    termit: Collection[Termi] = field(default_factory=Collection)
    lausekkeet: Collection[Lauseke] = field(default_factory=Collection)
    tulkinnat: Collection[Tulkinta] = field(default_factory=Collection)
    lahteet: Collection[Lahde] = field(default_factory=Collection)
    sivut: Collection[Sivu] = field(default_factory=Collection)
    unfit: frozenset[tuple[str, str]] = frozenset()
    """Folder and id of records that are written but could not be read; references to them are not broken."""
    saavutettavuus: Saavutettavuus | None = None
    """None when the file is missing or unfit, which is a finding; live preview goes on without the page."""
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """The files of ``docs/`` that are not pages, by their paths there; those fit to be published."""
    unread: frozenset[str] = frozenset()
    """The words of those records' files: what one of them mentions may well be in use."""
    navigation: Navigation | None = None
    """The site's navigation, when its settings were read and have one."""
    tree: str = ""
    """Where the handbook's own pages stand: at the site's root, or under ``esimerkki/``."""
    example: Handbook | None = None
    """The example handbook, when it is published beside this one; only to lead to it."""
    elsewhere: frozenset[tuple[str, str]] = frozenset()
    """Folder and id of the other handbook's own records: they exist, but not here."""

    def folder(self, name: str) -> Collection[Record]:
        collection: Collection[Record] = getattr(self, name)
        return collection

    def find(self, folder: str, id: str) -> Record | None:
        return self.folder(folder).get(id) if folder in kinds() else None

    def owns(self, record: Record) -> bool:
        """Whether the record is the handbook's own: the example handbook borrows the model."""
        return record.tree == self.tree

    def place(self, address: str) -> str:
        """Where this handbook shows what the real one has at an address: the example handbook has lists, groups
        and calendars of its own, and the model's pages are the real one's.
        """
        own = address.partition("/")[0].partition("#")[0] in _IN_EXAMPLE and not address.startswith(_SCHEMAS)
        return f"{self.tree}{address}" if own else address

    @property
    def records(self) -> Iterator[Record]:
        """Every record of the handbook's own, settings and hand-written pages included."""
        return (record for record in self.everything if self.owns(record)) if self.tree else self.everything

    @property
    def own_pages(self) -> Iterator[Sivu]:
        """The hand-written pages of the handbook's own."""
        return (sivu for sivu in self.sivut if self.owns(sivu))

    @property
    def everything(self) -> Iterator[Record]:
        """The same with what the example handbook borrows of the model."""
        for name in kinds():
            yield from self.folder(name)
        yield self.asetukset
        if self.saavutettavuus:
            yield self.saavutettavuus


_SCHEMAS = "api/v1/skeemat/"


@cache
def kinds() -> dict[str, type[Record]]:
    """Folder → record type, read from the fields of ``Handbook``."""
    hints = typing.get_type_hints(Handbook)
    return {
        name: typing.get_args(hint)[0]
        for name, hint in hints.items()
        if typing.get_origin(hint) is Collection
    }


PAGES = "sivut"


_IN_EXAMPLE = frozenset({
    "", "organisaatiot", "ryhmat", "palvelut", "sidosryhmat", "ideat", "kehitysaihiot", "hankkeet", "kehitystyot",
    "kokoukset", "paatokset", "kaytannot", "tavoitteet", "tulossopimukset", "vuosisuunnitelmat", "arvioinnit",
    "katselmukset", "vuosikello", "yllapito", "tilannekuva", "muutokset", "kalenteri", "syote", "api",
})  # fmt: skip
"""The first parts of the addresses that both handbooks have pages or files under."""


def index_address(folder: str) -> str:
    """Where all records of a kind are listed: ``palvelut/``, or the part of their address that they share."""
    form = kinds()[folder].address_form.replace("{folder}", folder)
    return form[: form.index("{")].rstrip("#").removesuffix("#lauseke-")


def data_folders() -> list[str]:
    return [name for name in kinds() if name != PAGES]


@dataclass(frozen=True, slots=True)
class Loaded:
    """The outcome of reading: ``handbook`` is None when the settings themselves could not be read."""

    handbook: Handbook | None
    findings: tuple[Finding, ...]
    example: Handbook | None = None
    """The example handbook, published or not; None when nothing is written of it."""

    @property
    def published(self) -> tuple[Handbook, ...]:
        """The handbooks that have pages, the real one first."""
        shown = self.handbook is not None and self.handbook.example is not None
        found = (self.handbook, self.example if shown else None)
        return tuple(each for each in found if each is not None)


def load(texts: Mapping[str, bytes], today: date) -> Loaded:
    """Read files given as ``data/<folder>/<id>.yaml`` and ``docs/…/<page>.md``; every fault becomes a
    finding.
    """
    loader = _Loader(frozenset(texts))
    for path, data in sorted(texts.items()):
        loader.read(path, data)
    return loader.finish(today)


_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^(---|\.\.\.)[ \t]*$\n?", re.DOTALL | re.MULTILINE)


def prose_of(data: bytes) -> str:
    """What a hand-written page says after its front matter; nothing when it cannot be read."""
    text = decoded(data)
    if isinstance(text, Fault):
        return ""
    match = _FRONT_MATTER.match(text)
    return text[match.end() if match else 0 :].replace("\r\n", "\n").strip()


_WORD, _YEAR = re.compile(r"[\w.-]+"), re.compile(r"\b[0-9]{4}\b")


@dataclass(slots=True)
class _Book:
    """What is written of one handbook."""

    records: dict[str, dict[str, Record]] = field(default_factory=lambda: {name: {} for name in kinds()})
    unfit: set[tuple[str, str]] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)

    @property
    def own(self) -> frozenset[tuple[str, str]]:
        return frozenset((folder, id) for folder, records in self.records.items() for id in records)


class _Loader:
    def __init__(self, paths: frozenset[str]) -> None:
        self.paths = paths
        self.real, self.example = _Book(), _Book()
        self.singles: dict[str, Record | None] = {}
        """The single files that are there; None for one that could not be read."""
        self.pictures: dict[str, bytes] = {}
        self.navigation: Navigation | None = None
        self.findings: list[Finding] = []

    def say(self, place: Place, rule: str, problem: str, fix: str) -> None:
        self.findings.append(Finding(place, rule, Severity.VIRHE, problem, fix))

    def read(self, path: str, data: bytes) -> None:
        if path.startswith("docs/") and path.endswith(".md"):
            self._page(path, data)
        elif path == SETTINGS_FILE:
            self._settings(path, data)
        elif path == "docs" or path.startswith("docs/"):
            self._picture(path, data)
        elif (name := path.removeprefix("data/").removesuffix(".yaml")) in SINGLES and path.endswith(".yaml"):
            self.singles[name] = self._record(SINGLES[name], Origin(path, name, "", parse(data)))
        elif home := self._home(path):
            folder, id, example = home
            self._add(Origin(path, id, folder, parse(data), EXAMPLE_TREE if example else ""), data)

    def _page(self, path: str, data: bytes) -> None:
        id = path.removeprefix("docs/").removesuffix(".md")
        tree = EXAMPLE_TREE if path.startswith(EXAMPLE_PAGES) else ""
        text = decoded(data)
        if isinstance(text, Fault):
            self._add(Origin(path, id, PAGES, YamlText(faults=[text]), tree), data)
            return
        text = re.sub("\r\n?", "\n", text)
        match = _FRONT_MATTER.match(text)
        if fault := prose_fault(text, match.end() if match else 0):
            self.say(Place(path, fault.line, fault.column), FILE_RULE, fault.problem, fault.fix)
        elif not match:
            fix = "aloita sivu rivillä `---`, kirjoita `title: …` ja päätä kuvaus riviin `---`"
            self.say(Place(path), SCHEMA_RULE, "sivulla ei ole kuvailutietoja", fix)
        elif match[2] != "---":
            place = Place(path, text.count("\n", 0, match.start(2)) + 1)
            self.say(
                place, SCHEMA_RULE, "kuvailutiedot päättyvät riviin `...`", "kirjoita rivin tilalle `---`"
            )
        if not match or match[2] != "---":
            self._cannot_read(PAGES, id, data, tree)
        else:
            front = parse_text("---\n" + match.group(1)) if match.group(1).strip() else YamlText(value={})
            prose = Prose(text[match.end() :], text.count("\n", 0, match.end()) + 1)
            self._add(Origin(path, id, PAGES, front, tree, prose=prose), data)

    def _settings(self, path: str, data: bytes) -> None:
        text = decoded(data)
        read = YamlText(faults=[text]) if isinstance(text, Fault) else read_settings(text)
        for fault in read.faults:
            self.say(Place(path, fault.line, fault.column), FILE_RULE, fault.problem, fault.fix)
        self.navigation = navigation(read)

    def _picture(self, path: str, data: bytes) -> None:
        """A file of ``docs/`` that is no page: a picture, or something that is not published."""
        name = path.removeprefix("docs/")
        if fault := unread_fault(data):
            self.say(Place(path), FILE_RULE, fault.problem, fault.fix)
        elif fault := picture_fault(name, data):
            self.say(Place(path, fault.line, fault.column), PICTURE_RULE, fault.problem, fault.fix)
        else:
            self.pictures[name] = data

    def _home(self, path: str) -> tuple[str, str, bool] | None:
        """Folder, id and example flag of a data file; a file in the wrong place is told, never skipped."""
        parts = PurePosixPath(path).parts[1:]
        example = parts[0] == EXAMPLES and len(parts) > 1
        inside = parts[1:] if example else parts
        folders = data_folders()
        stem, odd = PurePosixPath(inside[0]).stem, unlike(path, "nimessä")
        if len(parts) == 1 and stem in SINGLES:
            problem = f"tiedoston `{visible(inside[0])}` pääte ei ole `.yaml`"
            fix = f"nimeä tiedosto muotoon `{stem}.yaml`"
        elif "\\" in path:
            problem = f"tiedoston nimessä `{visible(parts[-1])}` on kenoviiva"
            fix = "siirrä tiedosto lajinsa kansioon; nimessä ei ole kansiota"
        elif len(inside) == 1:
            problem = f"tiedosto `{visible(inside[0])}` ei ole minkään lajin kansiossa"
            fix = f"siirrä tiedosto lajinsa kansioon, esim. data/{folders[0]}/"
        elif inside[0] not in folders:
            problem, odd = f"kansiota `{visible(inside[0])}` ei tunneta", ""
            fix = choice(inside[0], folders, "kansioista")
        elif example and inside[0] in REAL_KINDS:
            problem, odd = f"esimerkkikäsikirjassa ei ole kansiota `{inside[0]}`", ""
            fix = f"siirrä tiedosto kansioon data/{inside[0]}/, jos tieto on todellinen; muuten poista se"
        elif len(inside) > 2:
            problem = "tietue on alikansiossa"
            fix = f"siirrä tiedosto kansioon data/{inside[0]}/"
        elif not inside[1].endswith(".yaml"):
            problem = f"tiedoston `{visible(inside[1])}` pääte ei ole `.yaml`"
            fix = _suffix_fix(kinds()[inside[0]], inside[1])
        else:
            return inside[0], inside[1].removesuffix(".yaml"), example
        self.say(Place(path), PLACE_RULE, problem + odd, fix)
        return None

    def _book(self, tree: str) -> _Book:
        return self.example if tree else self.real

    def _add(self, origin: Origin, data: bytes) -> None:
        folder = origin.folder
        model, book = kinds()[folder], self._book(origin.tree)
        if not re.fullmatch(model.id_pattern, origin.id):
            odd = unlike(origin.id, "siinä")
            named = f"tunnus `{visible(origin.id)}` ei ole sallittu{odd}" if origin.id else _NAMELESS
            self.say(Place(origin.path), PLACE_RULE, named, self._id_fix(model, origin))
        elif found := unfit(origin.id, model.yksikko):
            self.say(Place(origin.path), PLACE_RULE, *found)
        elif twin := book.records[folder].get(origin.id):
            fix = f"anna toiselle oma tunnus; sama tunnus on tiedostossa {twin.path}"
            self.say(Place(origin.path), PLACE_RULE, f"tunnus `{origin.id}` on jo käytössä", fix)
        elif record := self._record(model, origin):
            book.records[folder][origin.id] = record
            return
        self._cannot_read(folder, origin.id, data, origin.tree)

    def _id_fix(self, model: type[Record], origin: Origin) -> str:
        """The way out of an id that is not allowed."""
        ending = "md" if model is Sivu else "yaml"
        suggestion = _like_an_id(origin.id, model)
        stem = origin.path.removesuffix(f"{origin.id}.{ending}")
        if suggestion and f"{stem}{suggestion}.{ending}" in self.paths:
            return f"tiedosto `{suggestion}.{ending}` on jo olemassa: yhdistä tiedot siihen ja poista tämä"
        if model.id_example:
            exact = f"nimeä tiedosto muotoon `{suggestion}.{ending}`; " if suggestion else ""
            return f"{exact}käytä lajin omaa muotoa, esim. `{model.id_example}`"
        letters = "pieniä kirjaimia a–z, numeroita ja yhdysviivoja"
        if suggestion:
            return f"nimeä tiedosto muotoon `{suggestion}.{ending}`: {letters}"
        return f"käytä {letters}; katso lajin muista tiedostoista malli"

    def _cannot_read(self, folder: str, id: str, data: bytes, tree: str) -> None:
        book = self._book(tree)
        book.unfit.add((folder, id))
        text = data.decode("utf-8", "replace")
        text = text if text.isascii() else f"{text} {as_keyed(text)}"
        book.unread.update(_WORD.findall(text), _YEAR.findall(text))

    def _record(self, model: type[Record], origin: Origin) -> Record | None:
        record, findings = _read(model, origin)
        self.findings += findings
        return record

    def finish(self, today: date) -> Loaded:
        asetukset, seloste = self.singles.get(SETTINGS), self.singles.get(STATEMENT)
        missing = [name for name in SINGLES if name not in self.singles]
        for name in missing[:1]:  # without the settings nothing else is known to be missing
            self.say(
                Place(f"data/{name}.yaml"), PLACE_RULE, f"tiedostoa `{name}.yaml` ei ole", _MISSING[name]
            )
        if not isinstance(asetukset, Asetukset):
            return Loaded(None, self._sorted())
        common = {
            "asetukset": asetukset,
            "today": today,
            "pictures": self.pictures,
            "navigation": self.navigation,
            "saavutettavuus": seloste if isinstance(seloste, Saavutettavuus) else None,
        }
        example = self._example(common) if any(self.example.own) or self.example.unfit else None
        handbook = _handbook(
            common,
            self.real.records,
            unfit=frozenset(self.real.unfit),
            unread=frozenset(self.real.unread),
            elsewhere=self.example.own,
            example=example if asetukset.julkaise_esimerkki else None,
        )
        return Loaded(handbook, self._sorted(), example)

    def _example(self, common: Mapping[str, object]) -> Handbook:
        """The example handbook: its own records on the real one's model."""
        records: dict[str, dict[str, Record]] = {}
        for folder, own in self.example.records.items():
            records[folder] = {id: each for id, each in self.real.records[folder].items() if _of_model(each)}
            for id in [id for id in own if id in records[folder]]:
                problem = f"tunnus `{id}` on mallin oma: {records[folder][id].path}"
                self.say(
                    Place(own.pop(id).path), PLACE_RULE, problem, "anna keksitylle tietueelle oma tunnus"
                )
            records[folder] |= own
        borrowed = {(folder, id) for folder, found in records.items() for id in found} - self.example.own
        return _handbook(
            common,
            records,
            unfit=frozenset({*self.example.unfit, *self.real.unfit}),
            unread=frozenset({*self.example.unread, *self.real.unread}),
            elsewhere=self.real.own - borrowed,
            tree=EXAMPLE_TREE,
        )

    def _sorted(self) -> tuple[Finding, ...]:
        return tuple(sorted(self.findings, key=lambda finding: finding.sort_key))


def _handbook(
    common: Mapping[str, object], records: Mapping[str, Mapping[str, Record]], **own: object
) -> Handbook:
    shown = {folder: Collection(found) for folder, found in records.items()}
    return Handbook(**typing.cast("typing.Any", {**common, **own, **shown}))


def _of_model(record: Record) -> bool:
    """Whether the example handbook stands on the record: the model itself, its groups, the two organisations and
    the pages that tell of them.
    """
    if isinstance(record, Ryhma):
        return record.on_mallissa
    if isinstance(record, Organisaatio):
        return record.id in MODEL_ORGANISATIONS
    return isinstance(record, Sivu) or record.folder in MODEL_KINDS


_MISSING = {
    SETTINGS: "palauta tiedosto: siinä ovat raja-arvot ja muut asetukset",
    STATEMENT: "palauta tiedosto: laki vaatii sivustolta saavutettavuusselosteen",
}

_NAMELESS = "tiedoston nimessä on pelkkä pääte, joten tietueella ei ole tunnusta"


@lru_cache(maxsize=4096)
def _read(model: type[Record], origin: Origin) -> tuple[Record | None, tuple[Finding, ...]]:
    """A record and its faults. The same text gives the same record, so live preview reads what changed."""

    def told(place: Place, problem: str, fix: str, rule: str = SCHEMA_RULE) -> Finding:
        return Finding(place, rule, Severity.VIRHE, problem, fix)

    faults = tuple(
        told(Place(origin.path, fault.line, fault.column), fault.problem, fault.fix, FILE_RULE)
        for fault in origin.text.faults
    )
    if origin.text.value is None:
        return None, faults
    if not isinstance(origin.text.value, dict):
        problem = "tietue on luettelo, mutta sen pitäisi olla avaimia ja arvoja"
        fix = "kirjoita tiedot muodossa `avain: arvo`, yksi avain riville"
        return None, (*faults, told(origin.place(), problem, fix))
    try:
        record = model.model_validate(origin.text.value, context=origin)
    except ValidationError as error:
        complained = complaints(error, model, origin)
        return None, faults + tuple(
            told(each.place, each.problem, each.fix, each.rule or SCHEMA_RULE) for each in complained
        )
    unfit = tuple(told(*each, BODY_RULE) for each in _of_another_kind(record))
    return None if unfit else record, faults + unfit


def _of_another_kind(record: Record) -> Iterator[tuple[Place, str, str]]:
    """The references to a kind that will not do in their place. A folder that is no kind is HAL-001's to tell."""
    for reference in record.references:
        if reference.kinds and reference.folder in kinds() and reference.folder not in reference.kinds:
            field = next(part for part in reversed(reference.path) if isinstance(part, str))
            *words, last = (kinds()[folder].yksikko for folder in reference.kinds)
            *ways, way = (f"`{folder}/…`" for folder in reference.kinds)
            yield (
                record.at(*reference.path),
                f"`{field}: {shown(reference.written)}` ei ole {', '.join(words)} eikä {last}",
                f"kirjoita {', '.join(ways)} tai {way}",
            )


_OTHER_ENDINGS = re.compile(r"(\.(ya?ml|txt))*$", re.IGNORECASE)
_LEFT_BEHIND = re.compile(r"~$|^\.|^#|\.(bak|orig|rej|sw[a-p]|tmp)$", re.IGNORECASE)


def _suffix_fix(model: type[Record], name: str) -> str:
    """The way out of a file among the records that does not end in ``.yaml``."""
    stem = _OTHER_ENDINGS.sub("", as_keyed(name))
    if _LEFT_BEHIND.search(name) or "." in stem:
        return "poista tiedosto tai siirrä se pois data-kansiosta: siellä on vain tietueita (`.yaml`)"
    return f"nimeä tiedosto muotoon `{_like_an_id(stem, model) or 'tunnus'}.yaml`"


def _like_an_id(name: str, model: type[Record]) -> str:
    """The name as an id of the kind; empty when nothing of it can be kept."""
    keyed = as_keyed(name)
    for like in (keyed, keyed.upper(), keyed.lower()):  # an interpretation's id begins with a capital
        if re.fullmatch(model.id_pattern, like):
            return like
    parts = [id_of(part) for part in _OTHER_ENDINGS.sub("", keyed).split("/")]
    suggestion = "/".join(parts) if all(parts) else ""
    return suggestion if re.fullmatch(model.id_pattern, suggestion) else ""
