"""What the commands share: the data read and checked, words to the terminal, the exit status."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from datetime import date

from hallinta import disk, report
from hallinta.clock import today_in_helsinki
from hallinta.finding import Finding, Severity
from hallinta.handbook import Handbook, Loaded, load
from hallinta.rules import check
from hallinta.schema_errors import nearest

FINE, FOUND, MISUSED = 0, 1, 2


def tell(text: str) -> None:
    """Say to the person at the terminal, if there is a way; else the exit status tells."""
    with suppress(OSError):
        print(text, file=sys.stderr, flush=True)


def tell_waiting() -> None:
    """Say why nothing seems to happen."""
    tell("Toinen rakennus samaan kohteeseen on kesken; odotetaan sen valmistumista.")


def tell_missing(what: str, id: str, known: Iterable[str]) -> None:
    near = nearest(id, known)
    tell(f"{what} `{id}` ei ole.{f' Tarkoititko: {near}?' if near else ''}")


def read(options: argparse.Namespace) -> tuple[Loaded, tuple[Finding, ...]]:
    loaded = load(disk.read_project(options.data), today_of(options))
    return loaded, check(loaded)


def handbook_of(options: argparse.Namespace) -> Handbook | None:
    """The data when the settings can be read; else None, and what is wrong has been told."""
    loaded, findings = read(options)
    if loaded.handbook is None:
        sys.stdout.write(report.text(findings))
    return loaded.handbook


def texts_before(options: argparse.Namespace) -> dict[str, bytes]:
    """The data and pages at the revision to compare with. Raises ``GitRefused``."""
    from hallinta.history import files_at  # a check that compares nothing asks nothing of git

    data = options.data.resolve()
    return files_at(data.parent, options.vertaa, data.name)


def data_before(options: argparse.Namespace) -> Loaded:
    """The data at the revision to compare with. Raises ``GitRefused``."""
    return load(texts_before(options), today_of(options))


def today_of(options: argparse.Namespace) -> date:
    return options.paiva or today_in_helsinki()


def status_of(findings: Sequence[Finding]) -> int:
    return FOUND if any(finding.severity is Severity.VIRHE for finding in findings) else FINE


def working(text: str) -> AbstractContextManager[object]:
    """Tells what is going on, on a terminal; quiet in a pipe."""
    if not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console

    return Console(stderr=True).status(text)
