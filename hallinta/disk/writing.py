"""Files written one by one: each whole or not at all, and never over a file that we did not write."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path, PurePosixPath

from hallinta.disk.products import MARKER, Product, check_product, mark, marked
from hallinta.disk.reading import COMPILED
from hallinta.disk.replacing import alone, fresh_folder, is_about, sweep
from hallinta.disk.targets import MOVE_IT, TargetRefused, check_document, told_of


def write_all(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files under a folder of our own; a file whose content is already right is left untouched."""
    for name, content in files.items():
        path = _within(folder, name)
        data = content.encode() if isinstance(content, str) else content
        if not path.exists() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def may_keep_code() -> bool:
    """Whether there is a place for compiled templates: not where Python keeps no modules either."""
    if sys.dont_write_bytecode:
        return False
    with suppress(OSError):
        COMPILED.mkdir(exist_ok=True)
    return COMPILED.is_dir()


def is_within(name: str) -> bool:
    """Whether a path leads to a place in the folder that it begins from, on every system."""
    parts = PurePosixPath(name).parts
    odd = {"..", "/", "//"} & set(parts) or {"\\", "\0"} & set(name) or os.path.splitdrive(name)[0]
    return bool(parts) and not odd


def _within(folder: Path, name: str) -> Path:
    if not is_within(name):
        raise TargetRefused(folder / name, f"se ei ole kansiossa `{folder}`", "korjaa tiedoston osoite")
    return folder / name


def write_new(home: Path, name: str, text: str) -> Path:
    """Write a file that was not there, anywhere under ``home``; gives its path. No link is followed."""
    path = _within(home, name)
    for above in path.parents[: len(PurePosixPath(name).parts) - 1]:
        if above.is_symlink():
            raise TargetRefused(path, f"`{above}` on linkki", "pane linkin paikalle kansio")
    with told_of(path, lambda name: name in (path, *path.parents)):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            opened = path.open("xb")
        except FileExistsError:
            raise TargetRefused(
                path, "siinä on jo tiedosto", "anna toinen tunnus valitsimella --tunnus"
            ) from None
        try:
            with opened:
                opened.write(text.encode())
        except BaseException:
            path.unlink()
            raise
    return path


def write_document(path: Path, content: bytes, data: Path, is_ours: Callable[[bytes], bool]) -> None:
    """Write one file where nothing is, or over one that ``is_ours`` knows. Raises as ``write_product`` does."""
    real = check_document(path, data, is_ours)
    beginning = f".{real.name}-uusi-"
    with told_of(path, lambda name: is_about(real, name)):
        real.parent.mkdir(parents=True, exist_ok=True)
        with alone(path, real.with_name(f".{real.name}-lukko"), lambda: None) as swept:
            if swept:
                sweep(real.parent, beginning)
            with fresh_folder(real.parent, beginning, real) as fresh:
                ready = fresh / "valmis"
                ready.write_bytes(content)
                ready.replace(check_document(path, data, is_ours))


# --- a folder of files that are ours ---------------------------------------------------------------------


def write_product(
    path: Path,
    kind: str,
    files: Mapping[str, str | bytes],
    data: Path,
    waiting: Callable[[], None] = lambda: None,
) -> None:
    """Write files into a folder that is new, empty or of our own making, and delete those that an earlier run
    wrote but this one does not. What else is there stays, and so does a file of ours that someone has edited.

    A file that is right already is left untouched. Raises ``TargetRefused``, having written nothing, when a
    file of someone else is in the way, and ``TargetUnwritable``.
    """
    target = check_product(path, kind, data)
    wanted = {name: text.encode() if isinstance(text, str) else text for name, text in files.items()}
    with told_of(path, lambda name: target in (name, *name.parents) or name in target.parents):
        target.mkdir(parents=True, exist_ok=True)
        with alone(path, target / f"{MARKER}-lukko", waiting) as swept:
            if swept:
                sweep(target, f"{MARKER}-uusi-")
            earlier = marked(check_product(path, kind, data)) or Product(kind, {})
            there = {name: _digest_at(target, name) for name in (*wanted, *filter(is_within, earlier.files))}
            _refuse_theirs(path, wanted, there, earlier)
            _write_changed(target, kind, {n: c for n, c in wanted.items() if there[n] != _digest(c)}, earlier)
            for name in there:
                if name not in wanted and there[name] in earlier.files[name]:
                    _delete(target, name)
            mark(target, Product(kind, {name: (_digest(content),) for name, content in wanted.items()}))


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def _digest_at(target: Path, name: str) -> str | None:
    """Of the plain file in its place; None when nothing is there, ``linkki`` or ``muu`` when something else is."""
    path = _within(target, name)
    above = path.parents[: len(PurePosixPath(name).parts) - 1]
    if path.is_symlink() or any(folder.is_symlink() for folder in above):
        return "linkki"
    if any(folder.exists() and not folder.is_dir() for folder in above):
        return "muu"
    if not path.exists():
        return None
    return _digest(path.read_bytes()) if path.is_file() else "muu"


def _refuse_theirs(
    path: Path, wanted: Mapping[str, bytes], there: Mapping[str, str | None], earlier: Product
) -> None:
    theirs = [
        name
        for name, content in wanted.items()
        if there[name] is not None
        and there[name] not in earlier.files.get(name, ())
        and not (name in earlier.files and there[name] == _digest(content))
    ]
    if theirs:
        named = ", ".join(f"`{name}`" for name in sorted(theirs)[:3])
        more = f" ja {len(theirs) - 3} muuta" if len(theirs) > 3 else ""
        raise TargetRefused(path, f"siinä on muun kuin tämän komennon kirjoittamaa: {named}{more}", MOVE_IT)


def _write_changed(target: Path, kind: str, changed: Mapping[str, bytes], earlier: Product) -> None:
    """Every content is on the disk before the first file changes, and the list tells of the old and the new."""
    if not changed:
        return
    with fresh_folder(target, f"{MARKER}-uusi-", target) as fresh:
        for number, content in enumerate(changed.values()):
            (fresh / str(number)).write_bytes(content)
        both = {name: (*earlier.files.get(name, ()), _digest(content)) for name, content in changed.items()}
        mark(target, Product(kind, {**earlier.files, **both}))
        for number, name in enumerate(changed):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (fresh / str(number)).replace(target / name)


def _delete(target: Path, name: str) -> None:
    path = target / name
    path.unlink()
    for above in path.parents[: len(PurePosixPath(name).parts) - 1]:
        with suppress(OSError):  # it has something else, too
            above.rmdir()
