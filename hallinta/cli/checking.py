"""Checking the data. What is imported here an editor waits for at every check."""

from __future__ import annotations

import argparse
import sys

from hallinta import report
from hallinta.cli.reading import MISUSED, data_before, read, status_of, tell, working
from hallinta.handbook import data_folders
from hallinta.history import GitRefused
from hallinta.rules.historia import compare


def tarkista(options: argparse.Namespace) -> int:
    with working("Tarkistetaan tietoja…"):
        loaded, findings = read(options)
        if options.vertaa is not None:
            try:
                before = data_before(options)
                findings = compare(before, loaded, findings)
                if before.handbook is None:
                    tell(f"Muutoksia ei tarkistettu: version `{options.vertaa}` asetuksia ei voi lukea.")
            except GitRefused as refused:
                tell(f"Vertailu ei onnistu: {refused}.")
                return MISUSED
    sys.stdout.write(report.FORMS[options.muoto](findings))
    if loaded.handbook is not None:
        records = sum(len(loaded.handbook.folder(folder)) for folder in data_folders())
        tell(f"Tarkistettiin {records} tietuetta: {report.counted(findings)}.")
    return status_of(findings)
