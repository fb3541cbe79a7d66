"""Where the tool may write: never into the project's sources, nor over what holds them."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unicodedata import normalize

SOURCES = frozenset(
    (
        "data",
        "docs",
        "macros",
        "hallinta",
        "tests",
        "bench",
        "requirements",
        ".ci",
        ".git",
        ".gitlab",
        ".venv",
    )
)
"""The folders of a project that people or git write, by name in either case; the data folder may have another."""

ELSEWHERE = "anna valitsimella --kohde paikka, joka ei ole projektin lähteissä eikä niiden yläpuolella"
MOVE_IT = "siirrä se muualle tai anna valitsimella --kohde toinen kohde"

_REASONS = {
    errno.EACCES: "käyttöoikeus puuttuu",
    errno.EADDRNOTAVAIL: "osoite ei ole tämän koneen",
    errno.EBUSY: "se on käytössä tai levyn liitoskohta",
    errno.EDQUOT: "levykiintiö on täynnä",
    errno.EEXIST: "samanniminen tiedosto on jo olemassa",
    errno.EFBIG: "tiedosto on levylle liian suuri",
    errno.EIO: "levy ei toimi",
    errno.EISDIR: "se on kansio",
    errno.ELOOP: "linkit viittaavat toisiinsa",
    errno.EMFILE: "liian monta tiedostoa on auki",
    errno.ENAMETOOLONG: "nimi on liian pitkä",
    errno.ENOENT: "sitä ei ole",
    errno.ENOSPC: "levy on täynnä",
    errno.ENOTDIR: "polun varrella on tiedosto eikä kansio",
    errno.ENOTEMPTY: "kansio ei ole tyhjä",
    errno.EPERM: "käyttöoikeus puuttuu",
    errno.EROFS: "levylle ei voi kirjoittaa",
    errno.EXDEV: "se on toisella levyllä",
}

_ABOUT_THE_DISK = {errno.EDQUOT, errno.EFBIG, errno.EIO, errno.ENOSPC, errno.EROFS}
"""Said of no file in particular, or of the file that was being copied."""


def reason(error: OSError) -> str:
    """Why the disk refused, in Finnish where the case is known."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


class TargetRefused(Exception):
    """The tool does not write there, and nothing was touched; the message is fit to show."""

    def __init__(self, target: Path, why: str, way_out: str) -> None:
        super().__init__(f"Kohteeseen `{target}` ei kirjoiteta: {why}.\n    korjaus: {way_out}")


class TargetUnwritable(Exception):
    """The disk refused; the message is fit to show."""

    def __init__(self, target: Path, error: OSError) -> None:
        super().__init__(f"Kohteeseen `{target}` ei voi kirjoittaa: {reason(error)}.")


@contextmanager
def told_of(path: Path, is_ours: Callable[[Path], bool]) -> Iterator[None]:
    """A disk that is full or refuses is told of the target that was asked for, not of a file beside it."""
    try:
        yield
    except OSError as error:
        name = error.filename
        nameless = name is None and error.errno not in (None, errno.EPIPE)
        ours = isinstance(name, str | bytes) and is_ours(Path(os.fsdecode(name)))
        if ours or nameless or error.errno in _ABOUT_THE_DISK:
            raise TargetUnwritable(path, error) from error
        raise


def folder_for(target: Path, data: Path) -> Path:
    """Where the folder is, its links followed. Raises ``TargetRefused`` when it is, holds or lies within the
    sources of the project, or is something else than a folder.
    """
    real = _outside_sources(target, data)
    if real.exists() and not real.is_dir():
        raise TargetRefused(target, "se ei ole kansio", MOVE_IT)
    return real


def check_document(target: Path, data: Path, is_ours: Callable[[bytes], bool]) -> Path:
    """Where the file is to be written. Raises ``TargetRefused`` when something is there that is not ours."""
    if target.is_symlink():
        raise TargetRefused(target, "se on linkki", MOVE_IT)
    real = _outside_sources(target, data)
    if real.exists() and not (real.is_file() and is_ours(real.read_bytes())):
        raise TargetRefused(target, "siinä on jo muuta kuin tämän komennon tekemä tiedosto", MOVE_IT)
    return real


def _outside_sources(target: Path, data: Path) -> Path:
    for step in (target.absolute(), *target.absolute().parents):
        if step.is_symlink() and not step.exists():
            raise TargetRefused(target, f"`{step}` on linkki, jonka kohdetta ei ole", MOVE_IT)
    real, data = Path(os.path.realpath(target)), Path(os.path.realpath(data))
    for above in real.parents:
        if above.exists() and not above.is_dir():
            raise TargetRefused(target, f"`{above}` ei ole kansio", MOVE_IT)
    here = _identity(real)
    for place, what in _never_replaced(data):
        if here is not None and here in map(_identity, (place, *place.parents)):
            raise TargetRefused(target, f"siinä on {what} `{place}`", ELSEWHERE)
    if source := _source(real, data):
        raise TargetRefused(target, f"se on projektin lähteissä kansiossa `{source}`", ELSEWHERE)
    return real


def _never_replaced(data: Path) -> Iterator[tuple[Path, str]]:
    yield data, "tietojen kansio"
    yield data.parent, "projekti"
    yield _CODE, "ohjelman koodi"
    yield Path(os.path.realpath(os.curdir)), "kansio, jossa komento ajetaan,"
    home = os.path.expanduser("~")  # noqa: PTH111 - gives the sign back when nobody knows the home
    if home != "~":
        yield Path(os.path.realpath(home)), "kotikansio"


_CODE = Path(__file__).resolve().parents[1]


def _source(real: Path, data: Path) -> Path | None:
    """The folder of sources that a path lies within, by whatever name it is reached."""
    roots = {_identity(data.parent), _identity(_CODE.parent)}
    sources = _source_folders(data)
    below: Path | None = None
    for folder in (real, *real.parents):
        identity = _identity(folder)
        if identity in sources or _folded(folder.name) == ".git":
            return folder
        if below is not None and identity in roots and _folded(below.name) in SOURCES:
            return below
        below = folder
    return None


def _source_folders(data: Path) -> set[tuple[int, int] | None]:
    """Every folder of the sources: a part of them may be seen under another name too, as a mount."""
    found = {_identity(data)}
    for top in {data, *data.parent.iterdir(), *_CODE.parent.iterdir()}:
        if _folded(top.name) in _HIDDEN_WORK:
            found.add(_identity(top))
        elif top == data or _folded(top.name) in SOURCES:
            found |= {_identity(Path(folder)) for folder, _, _ in os.walk(top)}
    return found - {None}


_HIDDEN_WORK = {".git", ".venv"}
"""Large, and nobody's target by another name."""


def _folded(name: str) -> str:
    return normalize("NFC", name).casefold()


def _identity(path: Path) -> tuple[int, int] | None:
    """The same for every name of one folder; None when there is nothing."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
