"""Reading the project: data and hand-written pages, each told when it is not a plain file."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from hallinta.navigation import SETTINGS_FILE
from hallinta.yaml_text import LINK, LOCKED, NOT_A_FILE

RULE_EXAMPLES = Path(__file__).parents[1] / "rules" / "esimerkit"
TEMPLATES = Path(__file__).parents[1] / "templates"
COMPILED = Path(__file__).parents[1] / "__pycache__" / "sivupohjat"
"""Where templates are kept as code: what Python keeps of modules is beside it and as trusted."""

_IGNORED = {".gitkeep", ".DS_Store", "README.md"}
_MOST = 4 * 1024 * 1024
"""More than any file of a project may hold: of a longer one this much is enough to say so."""


def read_project(data_dir: Path) -> dict[str, bytes]:
    """Every data file, every file of ``docs/`` and the engine's settings, by path from the project root (the
    data folder's parent).

    Raises ``FileNotFoundError`` when the data folder does not exist. Links are not followed: a link is a
    finding, so nothing outside the project is ever published.
    """
    if not data_dir.is_dir():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(data_dir))
    docs = data_dir.parent / "docs"
    settings = data_dir.parent / SETTINGS_FILE
    texts = {SETTINGS_FILE: _content(settings, _MOST)} if os.path.lexists(settings) else {}
    texts |= {f"data/{name}": read for name, read in _files(data_dir, most=_MOST)}
    if docs.is_symlink():
        texts["docs"] = LINK
    elif docs.is_dir():
        texts |= {f"docs/{name}": read for name, read in _files(docs, most=_MOST)}
    return {path: read for path, read in texts.items() if not _is_ignored(path)}


def _is_ignored(path: str) -> bool:
    """What keeps a folder in git or tells of it; among pages ``README.md`` would be a page."""
    name = path.rpartition("/")[2]
    return name in _IGNORED and not (path.startswith("docs/") and name.endswith(".md"))


def read_folder(folder: Path, suffix: str = "") -> dict[str, bytes]:
    """File name → content of the files directly in or under a folder; nothing when there is none."""
    return dict(_files(folder, suffix)) if folder.is_dir() else {}


def read_named(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """The texts of those of the named files that the folder has."""
    return {name: (folder / name).read_text("utf-8") for name in names if (folder / name).is_file()}


def _files(folder: Path, suffix: str = "", most: int = -1) -> Iterator[tuple[str, bytes]]:
    for root, folders, names in os.walk(folder, onerror=_raise):
        folders.sort()
        odd = [name for name in folders if Path(root, name).is_symlink() or name.endswith((".yaml", ".md"))]
        for name in sorted([*names, *odd]):
            path = Path(root, name)
            if name.endswith(suffix):
                yield path.relative_to(folder).as_posix(), _content(path, most)


def _raise(error: OSError) -> None:
    """A folder that cannot be looked into is an error; ``os.walk`` would pass it by."""
    raise error


def _content(path: Path, most: int) -> bytes:
    if path.is_symlink():
        return LINK
    if not path.is_file():
        return NOT_A_FILE
    try:
        with path.open("rb") as stream:
            return stream.read(most)
    except PermissionError:
        return LOCKED


def is_data(folder: Path, kinds: Iterable[str]) -> bool:
    """Whether a folder has settings or a folder of records: looked at before the whole of it is read."""
    return any(os.path.lexists(folder / name) for name in ("asetukset.yaml", *kinds))
