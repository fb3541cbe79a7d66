"""Checking the data. What is imported here an editor waits for at every check."""

from __future__ import annotations

import argparse
import os
import re
import sys

from hallinta import report
from hallinta.cli.reading import FOUND, MISUSED, data_before, read, status_of, tell, working
from hallinta.clock import this_moment
from hallinta.console import for_machines
from hallinta.finding import Finding
from hallinta.handbook import Loaded, data_folders
from hallinta.rules.historia import compare
from hallinta.rules.lupaukset import followed, kept
from hallinta.rules.registry import sorted_findings


def _site_address() -> str | None:
    """Where GitLab's pipeline says the handbook is published; the address the site itself is built with."""
    address = os.environ.get("CI_PAGES_URL", "")
    return f"{address.rstrip('/')}/" if re.fullmatch(r"https?://[^\s<>\"]+", address) else None


def _compared(
    options: argparse.Namespace, loaded: Loaded, findings: tuple[Finding, ...]
) -> tuple[Finding, ...] | None:
    """The findings with those of the comparison; None when git has refused, which has been told."""
    from hallinta.history import GitRefused

    try:
        before = data_before(options)
    except GitRefused as refused:
        tell(f"Vertailu ei onnistu: {refused}.")
        return None
    if before.handbook is None:
        tell(f"Muutoksia ei tarkistettu: version `{options.vertaa}` asetuksia ei voi lukea.")
    return compare(before, loaded, findings)


def _kept(options: argparse.Namespace, loaded: Loaded) -> tuple[list[Finding], bool]:
    """What is no longer as it was published, and whether all that was published is known: a pipeline is not let
    through on a part of the history.
    """
    from hallinta.history import read_history
    from hallinta.versions import lives_of

    data = options.data.resolve()
    history = read_history(data.parent, this_moment(), data.name)
    if history.problem and options.vertaa is None:  # a comparison tells why it cannot be made
        tell(f"Aiemmin julkaistuun ei voi verrata kaikilta osin: {history.problem}.")
    whole = not history.problem or not (os.environ.get("CI") or _site_address())
    return list(kept(lives_of(history.commits, followed()), loaded)), whole


def tarkista(options: argparse.Namespace) -> int:
    with working("Tarkistetaan tietoja…"):
        loaded, findings = read(options)
        lost, whole = _kept(options, loaded)
        findings = sorted_findings([*findings, *lost])
        if options.vertaa is not None:
            compared = _compared(options, loaded, findings)
            if compared is None:
                return MISUSED
            findings = compared
    said = report.written(findings, options.muoto, _site_address())
    if options.muoto == "teksti":
        sys.stdout.write(said)
    else:
        for_machines(said)
    if loaded.handbook is not None:
        records = sum(len(loaded.handbook.folder(folder)) for folder in data_folders())
        tell(f"Tarkistettiin {records} tietuetta: {report.counted(findings)}.")
    return status_of(findings) if whole else FOUND
