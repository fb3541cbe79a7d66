"""Small records of tests with the source that every real record has: what a test tries is something else."""

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
    return text.rstrip("\n") + "\n" + SOURCE
