"""Words out of the command in any console's encoding: nothing breaks, and what cannot be shown can still be read."""

from __future__ import annotations

import codecs
import io
import os
import sys
import unicodedata
from pathlib import Path
from typing import TextIO

READABLE = "luettavasti"
"""The name of the way in which text is written that an encoding does not have."""

_NEAREST = {
    "→": "->",
    "←": "<-",
    "…": "...",
    "–": "-",
    "—": "-",
    "−": "-",
    "\u2010": "-",
    "\u2011": "-",
    "”": '"',
    "“": '"',
    "„": '"',
    "»": '"',
    "’": "'",
    "‘": "'",
    "•": "-",
    "·": "-",
    "×": "x",
    "€": "EUR",
    "ß": "ss",
    "ø": "o",
    "Ø": "O",
    "æ": "ae",
    "Æ": "AE",
    "\N{REPLACEMENT CHARACTER}": "?",
}


def readable(char: str) -> str:
    """A character in plain letters: its nearest, its letter without marks, or its number."""
    if char in _NEAREST:
        return _NEAREST[char]
    if "\udc80" <= char <= "\udcff":  # a byte of a name that is not text in the system's encoding
        return f"<0x{ord(char) - 0xDC00:02X}>"
    plain = unicodedata.normalize("NFKD", char).encode("ascii", "ignore").decode()
    return plain or f"<U+{ord(char):04X}>"


def _replace(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(readable, error.object[error.start : error.end])), error.end


def ready() -> None:
    """Make the standard streams fit for any text; one that was closed is nowhere, and nothing waits for it."""
    codecs.register_error(READABLE, _replace)
    for name, mode, errors in (
        ("stdin", "r", "replace"),
        ("stdout", "w", READABLE),
        ("stderr", "w", READABLE),
    ):
        stream = getattr(sys, name)
        if stream is None:  # closed by whoever began: no file of ours may get its number
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - for the whole run
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=errors)


def for_machines(text: str, stream: TextIO | None = None) -> None:
    """Write what a program reads: always UTF-8 and the line ends as they are, whatever the console has."""
    stream = stream or sys.stdout
    if isinstance(stream, io.TextIOWrapper):
        stream.flush()
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    stream.write(text)


def settle() -> None:
    """Let out what was said. A stream that takes nothing more is pointed nowhere: it would fail again at exit."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, stream.fileno())
            os.close(null)
