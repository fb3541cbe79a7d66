"""Our templates that stand in for Material's own, held to what they were made from.

Such a template begins with a comment that names the version of the original it was written against, as the
start of its SHA-256. When an upgrade changes the original, the build stops until someone has compared them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256

from hallinta.finishing import FinishError

_BASIS = re.compile(r"\{#-? pohjautuu: (\S+) -?#\}")
_LENGTH = 12


def check_overrides(ours: Mapping[str, str], originals: Mapping[str, str]) -> None:
    """Raise ``FinishError`` for the first of our templates whose original is not the one it was made from."""
    for name in sorted(set(ours) & set(originals)):
        now = basis(originals[name])
        told = _BASIS.match(ours[name])
        if told is None or told[1] != now:
            raise FinishError(
                f"hallinta/theme/{name}: sivupohja on tehty Materialin sivupohjasta "
                f"{told[1] if told else '(ei merkitty)'}, mutta asennettu on {now}\n"
                "    korjaus: vertaa sivupohjaa Materialin omaan ja kirjoita ensimmäiseksi riviksi "
                f"{{#- pohjautuu: {now} -#}}"
            )


def basis(original: str) -> str:
    """What a template made from this original names as its basis."""
    return sha256(original.encode()).hexdigest()[:_LENGTH]
