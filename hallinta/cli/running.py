"""A command chosen and run, and what may go wrong with any of them told in words."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from hallinta import disk
from hallinta.cli.arguments import parser
from hallinta.cli.reading import FINE, MISUSED, tell
from hallinta.handbook import data_folders


def run(arguments: Sequence[str] | None) -> int:
    understood = parser()
    options = understood.parse_args(arguments)
    try:
        if not options.data.is_dir():
            understood.error(f"kansiota {options.data} ei ole; anna tietojen kansio valitsimella --data")
        if not disk.is_data(options.data, data_folders()):
            understood.error(
                f"kansiossa {options.data} ei ole tietoja; anna tietojen kansio valitsimella --data"
            )
        status: int = _command(options.komento)(options)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, `head` for instance, has seen enough
        return FINE
    except (disk.TargetRefused, disk.TargetUnwritable) as refused:
        tell(str(refused))
        return MISUSED
    except OSError as error:
        what = f"Tiedostoa {error.filename} ei voi lukea tai kirjoittaa"
        if error.filename is None:
            what = "Tulostetta ei voi kirjoittaa"
        tell(f"{what}: {disk.reason(error)}.")
        return MISUSED
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
