"""The command ``hallinta``. Exit status: 0 fine, 1 findings of severity *virhe*, 2 wrong usage."""

from __future__ import annotations

import argparse
import errno
import gc
import sys
from collections.abc import Callable, Sequence

from hallinta import console
from hallinta.cli.arguments import parser
from hallinta.cli.reading import FINE, MISUSED, tell


def main(arguments: Sequence[str] | None = None) -> int:
    console.ready()
    understood = parser()
    options = understood.parse_args(arguments)
    if not options.data.is_dir():
        understood.error(f"kansiota {options.data} ei ole; anna tietojen kansio valitsimella --data")
    gc.disable()  # a command makes much and lets little go: looking for it would take a tenth of the time
    try:
        status: int = _command(options.komento)(options)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, `head` for instance, has seen enough
        return FINE
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, error.strerror)
        tell(f"Tiedostoa {error.filename} ei voi lukea tai kirjoittaa: {reason}.")
        return MISUSED
    finally:
        console.settle()
        gc.enable()
    return status


def _command(name: str) -> Callable[[argparse.Namespace], int]:
    """What a command does. What only another one needs – phrases and templates, the site engine – takes as
    long to import as the data takes to check, so it is left alone.
    """
    if name == "tarkista":
        from hallinta.cli import checking

        return checking.tarkista
    if name in {"muutokset", "uusi", "saannot", "skeemat"}:
        from hallinta.cli import helping

        return {
            "muutokset": helping.muutokset,
            "uusi": helping.uusi,
            "saannot": helping.saannot,
            "skeemat": helping.skeemat,
        }[name]
    from hallinta.cli import publishing

    return {
        "rakenna": publishing.rakenna,
        "viimeistele": publishing.viimeistele,
        "palvele": publishing.palvele,
        "sivut": publishing.sivut,
        "paketti": publishing.paketti,
    }[name]


_REASONS = {
    errno.EACCES: "käyttöoikeus puuttuu",
    errno.EEXIST: "samanniminen tiedosto on jo olemassa",
    errno.EISDIR: "se on kansio",
    errno.ENOENT: "sitä ei ole",
    errno.ENOSPC: "levy on täynnä",
    errno.ENOTDIR: "polun varrella on tiedosto eikä kansio",
    errno.EROFS: "levylle ei voi kirjoittaa",
}
