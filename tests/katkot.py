"""A build stopped at each of its steps in turn: killed, interrupted, refused by the disk.

Python tells an audit hook of every file that is opened, made, renamed or deleted, so no step is missed and none
has to be listed. Each run is a child process of its own::

    python tests/katkot.py FOLDER

prints one line of JSON for each step: how the run was stopped, at which step, and what stood there afterwards.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from hallinta import disk
from hallinta.disk import replacing

OLD, NEW = {"index.html": "vanha", "a/index.html": "vanha"}, {"index.html": "uusi", "b/index.html": "uusi"}
SECOND = {"index.html": "seuraava"}
STEPS = {
    "open",
    "os.chmod",
    "os.mkdir",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "shutil.rmtree",
    "ctypes.dlsym",
}


def kill() -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def interrupt() -> NoReturn:
    raise KeyboardInterrupt


def full() -> NoReturn:
    raise OSError(28, "No space left on device")


RUNS: tuple[tuple[bool, str, Callable[[], NoReturn]], ...] = (
    (True, "tapettu", kill),
    (True, "levy täynnä", full),
    (False, "tapettu", kill),
    (False, "keskeytetty", interrupt),
)
"""Whether the system exchanges the folders at once, and how the run is stopped."""


def build(site: Path, files: dict[str, str]) -> None:
    with disk.replaced(site, disk.SITE, site.parent / "data") as fresh:
        disk.write_all(fresh, files)


def apart(work: Callable[[], object]) -> None:
    """Do it in a process of its own, whatever becomes of that."""
    child = os.fork()
    if not child:
        try:
            work()
        except BaseException:
            os._exit(1)
        os._exit(0)
    os.waitpid(child, 0)


def stopped_at(step: int, stop: Callable[[], NoReturn], work: Callable[[], object], reached: Path) -> None:
    seen = 0

    def hook(event: str, _: object) -> None:
        nonlocal seen
        if event in STEPS:
            seen += 1
            if seen == step:
                os.close(os.open(reached, os.O_CREAT | os.O_WRONLY))
                stop()

    sys.addaudithook(hook)
    work()


def pages(site: Path) -> dict[str, str] | None:
    if not site.is_dir():
        return None
    return {
        path.relative_to(site).as_posix(): path.read_text("utf-8")
        for path in site.rglob("*")
        if path.is_file() and path.name != disk.MARKER
    }


def main(folder: Path) -> None:
    ready = folder / "valmis"
    (ready / "data").mkdir(parents=True)
    build(ready / "site", OLD)
    own = replacing.exchange
    for at_once, how, stop in RUNS:
        replacing.exchange = own if at_once else lambda one, other: False
        for step in range(1, 500):
            place = folder / f"{at_once}-{how}-{step}"
            shutil.copytree(ready, place)
            after = cut(place, step, stop)
            if not (place / "data" / "ehti").exists():
                break
            told = {"kerralla": at_once, "miten": how, "askel": step, "jälkeen": after}
            print(json.dumps(told | mended(place)))


def cut(place: Path, step: int, stop: Callable[[], NoReturn]) -> dict[str, str] | None:
    apart(lambda: stopped_at(step, stop, lambda: build(place / "site", NEW), place / "data" / "ehti"))
    return pages(place / "site")


def mended(place: Path) -> dict[str, object]:
    """What the next builds make of it: first one that fails, if the site is gone, then one that succeeds."""
    site = place / "site"
    if not site.exists():
        apart(lambda: failing(site))
    restored = pages(site)
    apart(lambda: build(site, SECOND))
    left = sorted(path.name for path in place.iterdir() if path.name != "data")
    return {"palautettu": restored, "lopuksi": pages(site), "kansiossa": left}


def failing(site: Path) -> None:
    with disk.replaced(site, disk.SITE, site.parent / "data"):
        raise ValueError


if __name__ == "__main__":
    main(Path(sys.argv[1]))
