"""One checked graph: what is named exists and is named once, trees are trees, sources are cited."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from pydantic import BaseModel

from hallinta.finding import Place, Severity
from hallinta.handbook import EXAMPLE_FILES, Handbook, kinds
from hallinta.queries import CARD_FIELDS, mentions
from hallinta.queries.graph import cycles, once, ring_in_words
from hallinta.records import meant
from hallinta.records.base import Part, Record, Reference
from hallinta.rules.registry import Findings, rule
from hallinta.schema_errors import may_be_null, nearest, nearest_id, shown
from hallinta.yaml_text import Path, unquoted


@rule(
    "HAL-001",
    "Viitattu tietue on olemassa",
    lauseke=("1-14", "1-22"),
    fix="korjaa tunnus tai lisää puuttuva tietue",
)
def references_have_targets(handbook: Handbook) -> Findings:
    """Katkennut viittaus veisi lukijan tyhjään, ja kohteen sivulta puuttuisi tieto viittaajasta."""
    broken = 0
    for record in handbook.records:
        for reference in record.references:
            folder, target = reference.folder, reference.target
            if handbook.find(folder, target) or (folder, target) in handbook.unfit:
                continue
            broken += 1
            place = record.at(*reference.path)
            problem = f"`{_field(reference.path)}: {shown(reference.written)}`"
            if folder not in kinds() or not target:
                yield (
                    place,
                    f"{problem} ei ole muotoa `kansio/tunnus`",
                    _null(record, reference) or _whole_name(handbook, unquoted(reference.written)),
                )
            else:
                fix = _null(record, reference) or _way_out(handbook, reference, broken)
                yield place, f"{problem} {_not_there(handbook, folder, target)}", fix


def _null(record: Record, reference: Reference) -> str | None:
    """The way out of words that only tell that nothing is known."""
    if not meant.unknown(reference.written):
        return None
    if isinstance(reference.path[-1], int):
        whole = may_be_null(type(record), reference.path[:-1])
        return "poista kohta" + (
            "; jos mitään ei tiedetä, kirjoita luettelon tilalle `null`" if whole else ""
        )
    return "kirjoita `null`, jos tietoa ei ole" if may_be_null(type(record), reference.path) else None


def _not_there(handbook: Handbook, folder: str, target: str) -> str:
    if (folder, target) in handbook.elsewhere:
        return f"viittaa tietueeseen {_path_elsewhere(handbook, folder, target)}, joka on eri käsikirjassa"
    if re.fullmatch(kinds()[folder].id_pattern, target):
        return f"viittaa tietueeseen data/{folder}/{target}.yaml, jota ei ole"
    return f"ei ole minkään tietueen tunnus kansiossa data/{folder}/"


GUESSED = 500
"""Of so many broken references it is guessed what was meant; of more, all have the same reason."""


def _path_elsewhere(handbook: Handbook, folder: str, target: str) -> str:
    return f"{'data/' if handbook.tree else EXAMPLE_FILES}{folder}/{target}.yaml"


OTHER_HANDBOOK = "todellinen käsikirja ja esimerkkikäsikirja eivät näe toistensa tietueita"
"""Why a record that exists cannot be named."""


def _way_out(handbook: Handbook, reference: Reference, number: int) -> str:
    folder, target = reference.folder, reference.target
    if (folder, target) in handbook.elsewhere:
        way = (
            "viittaa keksittyyn tietueeseen"
            if handbook.tree
            else f"poista viittaus tai siirrä tietue kansioon {EXAMPLE_FILES}, jos se on keksitty"
        )
        return f"{OTHER_HANDBOOK}: {way}"
    if number <= GUESSED and (meant := meant_id(handbook, folder, target)):
        whole = "" if reference.written == target else f"{folder}/"
        return f"tarkoititko `{whole}{meant}`?"
    if "," in target:
        return "kirjoita kukin tunnus omalle rivilleen viivan jälkeen"
    return f"korjaa tunnus tai lisää tietue kansioon data/{folder}/"


def meant_id(handbook: Handbook, folder: str, written: str) -> str | None:
    """The id that was most likely meant: a file's or a record's name was written, or an id misspelt."""
    records = handbook.folder(folder)
    keyed = unquoted(written)
    plain = keyed.removeprefix("data/").removeprefix(f"{folder}/").removesuffix(".yaml")
    if plain in records or (folder, plain) in handbook.unfit:
        return plain
    padded = re.sub(r"-([0-9])$", r"-0\1", plain).upper()  # A-3 and 2.1-1 are A-03 and 2.1-01
    if padded in records:
        return padded
    called = _called(handbook).get((folder, keyed.casefold()), ())
    return called[0] if len(called) == 1 else nearest_id(plain, records.ids)


@once
def _called(handbook: Handbook) -> dict[tuple[str, str], list[str]]:
    """Folder and name, or short name → the ids of the records that are called so."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for record in handbook.everything:
        names = {unquoted(name).casefold() for name in (record.name, getattr(record, "lyhenne", None) or "")}
        for name in names - {""}:
            found[record.folder, name].append(record.id)
    return found


def _whole_name(handbook: Handbook, written: str) -> str:
    """The way out of a name whose folder is missing or misspelt: the records that are called so."""
    folder, _, id = written.replace("\\", "/").rpartition("/")
    near = nearest(folder, kinds())
    named = [
        f"{name}/{id}"
        for name in kinds()
        if id and (id in handbook.folder(name) or (name, id) in handbook.unfit)
    ]
    likely = [name for name in named if name == f"{near}/{id}"]
    likely = likely or [name for name in named if not name.startswith("termit/")] or named
    if likely:
        return "tarkoititko " + " tai ".join(f"`{name}`" for name in likely) + "?"
    return "kirjoita kansio, kauttaviiva ja tunnus, esim. `organisaatiot/oph`"


def _field(path: tuple[str | int, ...]) -> str:
    return next((part for part in reversed(path) if isinstance(part, str)), "")


@rule(
    "HAL-005",
    "Tietue ei viittaa itseensä",
    lauseke="1-22",
    fix="poista viittaus tai vaihda se tarkoitettuun tietueeseen",
)
def records_do_not_name_themselves(handbook: Handbook) -> Findings:
    """Palvelu ei ole riippuvainen itsestään eikä termi ole oma lähiterminsä: itseviittaus on aina erehdys."""
    for record in handbook.records:
        for reference in record.references:
            if (reference.folder, reference.target) == (record.folder, record.id):
                yield (
                    record.at(*reference.path),
                    f"`{_field(reference.path)}: {record.id}` viittaa tietueeseen itseensä",
                )


@rule(
    "HAL-040",
    "Luettelossa on kukin kohta kerran",
    lauseke=("1-13", "1-15"),
    fix="poista toinen",
)
def items_of_a_list_differ(handbook: Handbook) -> Findings:
    """Kahdesti kirjattu kohta näytetään ja lasketaan kahdesti, ja kahdesta samasta tunnuksesta viittaus osuu
    väärään.
    """
    for record in handbook.records:
        for path, items in record.lists:
            seen: dict[Any, int] = {}
            for index, item in enumerate(items if len(items) > 1 else ()):
                if (first := seen.setdefault(_key(item), index)) < index:
                    yield _repeated(record, (*path, index), items[index], record.at(*path, first).line)


def _key(item: Any) -> Any:
    apart = item.told_apart_by if isinstance(item, Part) else None
    return str(getattr(item, apart)).casefold() if apart else item


def _repeated(record: Record, path: Path, item: Any, line: int) -> tuple[Place, str, str]:
    field, again = _field(path), f"kahdesti (ensimmäisen kerran rivillä {line})"
    if isinstance(item, Part) and (apart := item.told_apart_by):
        problem = f"`{apart}: {shown(getattr(item, apart))}` on luettelossa `{field}` {again}"
        return record.at(*path, apart), problem, f"poista toinen, tai korjaa siihen oma `{apart}`"
    if isinstance(item, BaseModel):
        return record.at(*path), f"luettelossa `{field}` on sama kohta {again}", "poista toinen tai korjaa se"
    return record.at(*path), f"`{field}: {shown(item)}` on luettelossa {again}", "poista toinen"


TREES: dict[str, str] = {
    "palvelut": "ylapalvelu",
    "organisaatiot": "ylaorganisaatio",
    "sidosryhmat": "ylaryhma",
    "hankkeet": "ylahanke",
    "ideat": "yhdistetty",
}
"""Kinds whose records form a tree, and the field that names the parent; a merged idea lives on in another."""


@rule(
    "HAL-006",
    "Puussa ei ole kehää",
    lauseke="1-22",
    fix="poista yksi kehän viittauksista",
)
def trees_have_no_cycles(handbook: Handbook) -> Findings:
    """Yläpalvelu, yläorganisaatio tai ylähanke ei voi olla oma jälkeläisensä: kehästä ei löydy ylintä.
    Yhdistetty idea jatkaa toisessa ideassa, eikä se voi jatkaa itsessään.
    """
    for folder, field in TREES.items():
        records = handbook.folder(folder)
        parents = {record.id: [parent] for record in records if (parent := getattr(record, field))}
        for ring in cycles(parents):
            if len(ring) > 1:  # HAL-005 tells of one that names itself
                yield records[ring[0]].at(field), f"`{field}` kiertää kehää: {ring_in_words(ring)}"


@rule(
    "HAL-007",
    "Jokaiseen lähteeseen viitataan",
    lauseke="1-13",
    fix="viittaa lähteeseen tietueesta, joka nojaa siihen, tai poista lähde",
    severity=Severity.HUOMAUTUS,
    absence=True,
)
def sources_are_cited(handbook: Handbook) -> Findings:
    """Lähdeluettelo kertoo, mihin käsikirja nojaa. Lähde, johon mikään ei nojaa, johtaa lukijaa harhaan."""
    for lahde in handbook.lahteet:
        if not mentions(handbook, lahde):
            yield lahde.at("nimi"), f"lähteeseen `{lahde.id}` ei viittaa mikään tietue"


_GROUPS = {
    "palveluryhma": "ryhma",
    "omistajat": "omistus",
    "yllapitajat": "omistus",
    "toteuttajat": "omistus",
}
_GROUPS |= {"oikeusperusta": "oikeusperuste", "elinkaaren_tila": "elinkaari", "url": "osoite"}


@rule(
    "HAL-008",
    "Palvelun jokaisella tiedolla on lähde",
    lauseke="1-13",
    fix="lisää lähteen tunnus kohtaan `lahteet` tai kirjoita tiedoksi `null`",
    severity=Severity.HUOMAUTUS,
)
def facts_of_a_palvelu_have_a_source(handbook: Handbook) -> Findings:
    """Lukija luottaa tietoon, jonka alkuperän hän voi tarkistaa. Tieto ilman lähdettä voi olla arvaus. Keksityllä
    ei ole lähdettä.
    """
    for palvelu in handbook.palvelut if not handbook.tree else ():
        for field in CARD_FIELDS:
            group = _GROUPS.get(field, field)
            if getattr(palvelu, field) not in (None, ()) and not getattr(palvelu.lahteet, group):
                yield palvelu.at(field), f"tiedolla `{field}` ei ole lähdettä kohdassa `lahteet.{group}`"
