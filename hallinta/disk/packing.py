"""Packed copies beside a site's text files, for servers that send those as they are (GitLab Pages, nginx)."""

from __future__ import annotations

import gzip
from pathlib import Path

TEXT = frozenset({".css", ".csv", ".html", ".ics", ".js", ".json", ".svg", ".txt", ".xml"})
"""What is packed; pictures and documents are packed in themselves."""

PACKED = ".gz"


def pack(folder: Path) -> None:
    """Write the packed copy of each text file of a site; equal files have equal copies, whenever they are made."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in TEXT and path.is_file():
            path.with_name(path.name + PACKED).write_bytes(packed(path.read_bytes()))


def pack_anew(folder: Path) -> None:
    """The copies again, if the site has any: what they are of may have changed or gone."""
    copies = list(folder.rglob(f"*{PACKED}"))
    for copy in copies:
        copy.unlink()
    if copies:
        pack(folder)


def packed(content: bytes) -> bytes:
    return gzip.compress(content, 9, mtime=0)
