"""What the tool has made: a folder of its making tells so itself, and lists what is in it.

The marker is a file in the folder. It is published with the site and has nothing but the addresses of the site's
files. Only what it lists is ever deleted, and only names found by looking are deleted: a list made up by someone
leads nowhere outside the folder.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from hallinta.disk.targets import MOVE_IT, TargetRefused, folder_for

MARKER = ".hallintakasikirja"
"""The name of the marker, and the beginning of the names of all that the tool needs beside it for a while."""

SITE, WRITTEN_PAGES, SCHEMAS = "sivusto", "sivut", "skeemat"
"""The kinds of products: one never takes another's place."""

_UNFINISHED = "kesken"
_NOBODYS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""A file manager leaves these wherever it looks."""


@dataclass(frozen=True)
class Product:
    kind: str
    files: Mapping[str, tuple[str, ...]]
    """Path within the folder → digests of the contents that are ours; none when whatever has the name is ours."""


def marked(folder: Path) -> Product | None:
    """What the folder's marker tells; None for a folder that is not a product of ours."""
    marker = folder / MARKER
    if marker.is_symlink() or not marker.is_file():
        return None
    try:
        told = json.loads(marker.read_bytes())
        files = {str(path): tuple(map(str, digests)) for path, digests in told["tiedostot"].items()}
        return Product(str(told["tuote"]), files)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def mark(folder: Path, product: Product) -> None:
    """Write the marker whole or not at all; one that tells the same already is left untouched."""
    told = {"tuote": product.kind, "tiedostot": {name: product.files[name] for name in sorted(product.files)}}
    text = json.dumps(told, indent=0).encode()
    marker = folder / MARKER
    if not marker.exists() or marker.read_bytes() != text:
        fresh = folder / f"{MARKER}-merkki"
        fresh.unlink(missing_ok=True)
        fresh.write_bytes(text)
        fresh.replace(marker)


def mark_unfinished(folder: Path) -> None:
    mark(folder, Product(_UNFINISHED, {}))


def finish(folder: Path, kind: str, mode: int) -> None:
    """Mark a folder of our own as ready: all that is in it is ours, and is readable as the folder is to be."""
    files = {name: path for name, path in _inside(folder) if name != MARKER}
    mark(folder, Product(kind, dict.fromkeys(files, ())))
    for path in (*files.values(), folder / MARKER):
        if not path.is_symlink():
            path.chmod(mode & 0o666)
    for above, _, _ in os.walk(folder):
        Path(above).chmod(mode)


def _inside(folder: Path) -> Iterator[tuple[str, Path]]:
    """Everything in a folder that is not a folder itself, by name within it; links are not followed."""
    for above, folders, names in os.walk(folder, topdown=False):
        here = Path(above).relative_to(folder).as_posix()
        links = [name for name in folders if Path(above, name).is_symlink()]
        for name in (*names, *links):
            yield (name if here == "." else f"{here}/{name}"), Path(above, name)


def is_empty(folder: Path) -> bool:
    """Whether there is nothing in the folder that anyone would miss."""
    return all(_is_nobodys(path.name) for path in folder.iterdir())


def _is_nobodys(name: str) -> bool:
    return name.startswith(MARKER) or name.rpartition("/")[2] in _NOBODYS


def strangers(folder: Path, product: Product) -> list[str]:
    """What is in the folder but was not made by us; we never make links."""
    return sorted(
        name
        for name, path in _inside(folder)
        if not _is_nobodys(name) and (name not in product.files or path.is_symlink())
    )


_UNMARKED = (
    "poista tai siirrä se itse, jos se on vanha tuote, tai anna valitsimella --kohde uusi tai tyhjä kansio"
)


def check_product(target: Path, kind: str, data: Path) -> Path:
    """Where the folder is, its links followed. Raises ``TargetRefused`` unless it is outside of the project's
    sources and is a new or empty folder or an earlier product of this kind.
    """
    real = folder_for(target, data)
    if not real.exists() or (is_empty(real) and marked(real) is None):
        return real
    earlier = marked(real)
    if earlier is None:
        raise TargetRefused(target, "kansiossa on tiedostoja mutta ei ohjelman merkkiä", _UNMARKED)
    if earlier.kind != kind:
        raise TargetRefused(target, f"kansiossa on toinen tuote, `{earlier.kind}`", _UNMARKED)
    if kind == SITE and (others := strangers(real, earlier)):
        more = f" ja {len(others) - 3} muuta" if len(others) > 3 else ""
        named = ", ".join(f"`{name}`" for name in others[:3])
        raise TargetRefused(target, f"kansiossa on muutakin kuin ohjelman tekemää: {named}{more}", MOVE_IT)
    return real


def discard(folder: Path) -> None:
    """Delete what we made, and the folder if nothing else is in it; what cannot be deleted stays."""
    product = marked(folder)
    with suppress(OSError):
        if is_empty(folder) or (product and product.kind == _UNFINISHED):
            shutil.rmtree(folder)
        elif product:
            _discard_listed(folder, product)


def _discard_listed(folder: Path, product: Product) -> None:
    theirs = {*strangers(folder, product), MARKER}
    for name, path in _inside(folder):
        if name not in theirs:
            path.unlink()
    for above, _, _ in os.walk(folder, topdown=False):
        if Path(above) == folder and [path.name for path in folder.iterdir()] == [MARKER]:
            (folder / MARKER).unlink()  # the last of all: what is left of a folder is known by it
        with suppress(OSError):  # it is not empty, then
            Path(above).rmdir()
