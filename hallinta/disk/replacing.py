"""A new folder in an old one's place, at once: whoever looks, at whatever moment, sees the one or the other.

Linux and macOS exchange two folders in one step. Where the system or the file system cannot, the old folder is
moved aside and the new one into its place, and whatever stops that in between is mended: at once if we live, by
the next build if we do not.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event

from hallinta.disk.products import check_product, discard, finish, mark_unfinished, marked
from hallinta.disk.targets import TargetRefused, told_of

try:
    import fcntl
except ImportError:  # Windows: two builds at once are not kept apart, and leftovers are not swept
    fcntl = None  # type: ignore[assignment]

PUBLIC = 0o755
"""What a web server needs to read a folder. One that is there already keeps its own mode."""

_PATIENCE, _PAUSE = 3000, 0.2
"""How many times, and with what pause in seconds, the end of another build is looked for: ten minutes."""


@contextmanager
def replaced(
    path: Path, kind: str, data: Path, *, renewed: bool = False, waiting: Callable[[], None] = lambda: None
) -> Iterator[Path]:
    """A fresh folder that takes ``path``'s place only if the block succeeds; else the old one stays.

    ``renewed`` begins with what the old folder has, which then must be there. ``waiting`` is called once when
    another build of the same folder is under way. Raises ``TargetRefused`` or ``TargetUnwritable``.
    """
    target = check_product(path, kind, data)
    if renewed and marked(target) is None:
        raise TargetRefused(
            path, "siinä ei ole sivustoa", "rakenna sivusto ensin komennolla `hallinta rakenna`"
        )
    with told_of(path, lambda name: is_about(target, name)):
        target.parent.mkdir(parents=True, exist_ok=True)
        with alone(path, target.parent / f".{target.name}-lukko", waiting) as swept:
            _put_back(target, kind)
            if swept:
                sweep(target.parent, f".{target.name}-uusi-", f".{target.name}-vanha-")
            with fresh_folder(target.parent, f".{target.name}-uusi-", target) as fresh:
                aside = target.with_name(f".{target.name}-vanha-{fresh.name[-8:]}")
                mode = _begun(fresh, check_product(path, kind, data), renewed=renewed)
                yield fresh
                finish(fresh, kind, mode)
                if check_product(path, kind, data) != target:
                    raise TargetRefused(path, "se muuttui kesken työn", "aja komento uudelleen")
                swap(fresh, target, aside)
                discard(aside)


def _begun(fresh: Path, target: Path, *, renewed: bool) -> int:
    """The mode of the folder to be made; with ``renewed`` it has what the old one has."""
    old = marked(target)
    for name in old.files if renewed and old else ():
        (fresh / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(target / name, fresh / name)
    return stat.S_IMODE(target.stat().st_mode) & 0o777 | 0o700 if old else PUBLIC


def clear(path: str) -> None:
    """What builds have made in ``path`` and beside it goes, by their own lists; what is anyone else's stays."""
    target = Path(os.path.realpath(path))
    with alone(target, target.parent / f".{target.name}-lukko", lambda: None):
        sweep(target.parent, f".{target.name}-uusi-", f".{target.name}-vanha-")
        if target.is_dir():
            discard(target)


def is_about(target: Path, name: Path) -> bool:
    """Whether a path that the disk complained of is the target, above it, or ours beside it."""
    beside = any(part.startswith(f".{target.name}-") for part in name.parts)
    return beside or name in (target, *target.parents)


# --- one at a time --------------------------------------------------------------------------------------


@contextmanager
def alone(path: Path, lock: Path, waiting: Callable[[], None]) -> Iterator[bool]:
    """The only one to work on ``path`` while the block runs; False when the system cannot promise that.

    A second one waits: what it makes is of the same data or of newer, and nobody has to start it again.
    """
    held = _held(path, lock, waiting)
    try:
        yield held is not None
    finally:
        if held is not None:
            with suppress(OSError):
                lock.unlink()
            os.close(held)


def _held(path: Path, lock: Path, waiting: Callable[[], None]) -> int | None:
    if fcntl is None:
        return None
    for turn in range(_PATIENCE):
        opened = os.open(lock, os.O_RDONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK, 0o644)
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
            status = os.fstat(opened)
            if status.st_size or not stat.S_ISREG(status.st_mode):
                raise TargetRefused(path, f"sen lukon `{lock}` paikalla on muuta", "siirrä se muualle")
            if lock.exists() and os.path.samestat(status, lock.stat()):
                held, opened = opened, -1
                return held
        except BlockingIOError:
            if turn == 0:
                waiting()
            Event().wait(_PAUSE)
        except OSError as error:
            if error.errno in _NOT_HERE:
                return None
            raise
        finally:
            if opened >= 0:
                os.close(opened)
    raise TargetRefused(path, "toinen rakennus on yhä kesken", "odota sen valmistumista tai keskeytä se")


def _put_back(target: Path, kind: str) -> None:
    """The old folder back in its place, if a build was stopped after moving it aside."""
    if not os.path.lexists(target):
        for left in _left(target.parent, f".{target.name}-vanha-"):
            product = marked(left)
            if product and product.kind == kind:
                left.rename(target)
                return


def sweep(place: Path, *beginnings: str) -> None:
    """What killed builds have left goes; to be called only when no other is under way."""
    for left in _left(place, *beginnings):
        discard(left)


def _left(place: Path, *beginnings: str) -> list[Path]:
    named = re.compile(f"(?:{'|'.join(map(re.escape, beginnings))})[a-z0-9_]{{8}}")
    left = [path for path in sorted(place.iterdir()) if named.fullmatch(path.name)]
    return [folder for folder in left if folder.is_dir() and not folder.is_symlink()]


@contextmanager
def fresh_folder(place: Path, beginning: str, target: Path) -> Iterator[Path]:
    """A folder of our own, gone afterwards with all that is in it; but nothing is deleted while ``target`` is
    missing though it was there.
    """
    there = os.path.lexists(target)
    fresh = Path(tempfile.mkdtemp(prefix=beginning, dir=place))
    try:
        mark_unfinished(fresh)
        yield fresh
    finally:
        if not there or os.path.lexists(target):
            discard(fresh)


# --- the swap -------------------------------------------------------------------------------------------


def swap(fresh: Path, target: Path, aside: Path) -> None:
    """``fresh`` in the place of ``target``; what was there is then in the place of ``fresh`` or ``aside``."""
    if not os.path.lexists(target):
        fresh.rename(target)
    elif not exchange(fresh, target):
        try:
            target.rename(aside)
            fresh.rename(target)
        except BaseException:
            if os.path.lexists(aside) and not os.path.lexists(target):
                aside.rename(target)
            raise


_NOT_HERE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK}
"""The system or this file system cannot do it."""

_HERE, _EXCHANGE, _SWAP = -100, 2, 2
"""``AT_FDCWD`` and ``RENAME_EXCHANGE`` of Linux, ``RENAME_SWAP`` of macOS."""


def exchange(one: Path, other: Path) -> bool:
    """Exchange the names of two folders in one step, as Python's own library cannot; False where it is not to
    be had.
    """
    import ctypes  # only builds need it

    if os.name != "posix":
        return False
    library = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(one), os.fsencode(other)
    if hasattr(library, "renamex_np"):
        failed = library.renamex_np(*names, _SWAP)
    elif hasattr(library, "renameat2"):
        failed = library.renameat2(_HERE, names[0], _HERE, names[1], _EXCHANGE)
    else:
        return False
    if not failed:
        return True
    number = ctypes.get_errno()
    if number in _NOT_HERE:
        return False
    raise OSError(number, os.strerror(number), str(other))
