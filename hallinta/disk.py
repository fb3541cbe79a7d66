"""The only opener of files: data and pages in, built things out."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from hallinta.yaml_text import LINK, LOCKED, NOT_A_FILE

RULE_EXAMPLES = Path(__file__).parent / "rules" / "esimerkit"
TEMPLATES = Path(__file__).parent / "templates"

_IGNORED = {".gitkeep", ".DS_Store", "README.md"}
_MOST = 4 * 1024 * 1024
"""More than any file of a project may hold: of a longer one this much is enough to say so."""


def read_project(data_dir: Path) -> dict[str, bytes]:
    """Every data file, and every file of ``docs/``, by path from the project root (the data folder's parent).

    Raises ``FileNotFoundError`` when the data folder does not exist. Links are not followed: a link is a
    finding, so nothing outside the project is ever published.
    """
    if not data_dir.is_dir():
        raise FileNotFoundError(data_dir)
    docs = data_dir.parent / "docs"
    texts = {f"data/{name}": read for name, read in _files(data_dir, most=_MOST)}
    if docs.is_symlink():
        texts["docs"] = LINK
    elif docs.is_dir():
        texts |= {f"docs/{name}": read for name, read in _files(docs, most=_MOST)}
    return {path: read for path, read in texts.items() if not _is_ignored(path)}


def _is_ignored(path: str) -> bool:
    """What keeps a folder in git or tells of it; among pages ``README.md`` would be a page."""
    name = Path(path).name
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


def write_all(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files under a folder; a file whose content is already right is left untouched."""
    for name, content in files.items():
        path = folder / name
        data = content.encode() if isinstance(content, str) else content
        if not path.exists() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


@contextmanager
def replaced(target: Path) -> Iterator[Path]:
    """A fresh folder that takes ``target``'s place only if the block succeeds; else the old one stays."""
    target = target.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}-uusi-", dir=target.parent))
    fresh.chmod(0o755)
    old = fresh.with_name(fresh.name.replace("-uusi-", "-vanha-"))
    try:
        yield fresh
        if target.exists():
            target.rename(old)
        fresh.rename(target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
