"""Small records of tests with what every real record has, a source above all: what a test tries is something else."""

from __future__ import annotations

import re
from collections.abc import Mapping

from hallinta.handbook import kinds

SOURCE = "lahteet:\n  - malliraportti\n"
_SOURCED = {name for name, kind in kinds().items() if "lahteet" in kind.model_fields and name != "palvelut"}


def sourced(files: Mapping[str, str]) -> dict[str, str]:
    """The files, each record that could name its sources and names none with one at its end: no row moves."""
    return {path: _with_a_source(path, text) for path, text in files.items()}


def _with_a_source(path: str, text: str) -> str:
    match = re.fullmatch(r"data/(?P<folder>[a-z]+)/[^/]+\.yaml", path)
    if match is None or match["folder"] not in _SOURCED or re.search("^lahteet:", text, re.MULTILINE):
        return text
    return text.rstrip("\n") + "\n" + _owed(match["folder"], text) + SOURCE


_OWED = (
    ("paatokset", "", "asianumero: null\n"),
    ("paatokset", "laji: yllapidon-resurssit", "resurssit:\n  htv: 0.5\n"),
    ("sidosryhmat", "", "rajapinta: null\n"),
    ("ryhmat", "tyyppi: valiaikainen", "asettaja: oph\n"),
    ("kokoukset", "tila: pidetty", "viestinta:\n  - kohderyhma: Kaikki\n    vastuu: oph\n"),
    ("kokoukset", "tila: pidetty", "poytakirja:\n  tila: tarkastettu\n  pvm: {pvm}\n"),
)
"""What a record of a kind says when it has some row."""


def _owed(folder: str, text: str) -> str:
    pvm = re.search("^pvm: (.+)", text, re.MULTILINE)
    owed = [
        row
        for kind, when, row in _OWED
        if kind == folder and when in text and not re.search(f"^{row.partition(':')[0]}:", text, re.MULTILINE)
    ]
    return "".join(owed).format(pvm=pvm[1] if pvm else "null")
