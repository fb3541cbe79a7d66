"""A preview for a viewer that gives only files, as GitLab's does for what a job made: every link names a file.

The files stand where they stand on the published site; what leads to a folder there leads to its ``index.html`` here.
"""

from __future__ import annotations

import json
import re

_INDEX = "index.html"
_LINK = re.compile(r'(?<= )((?:href|action)=")([^":?#]+)(?=[?#"])')
_OWN_ADDRESS = re.compile(r'(<link rel="(?:canonical|alternate)"[^>]* href="https?://[^"?#]*/)(?=")')


def to_files(html: str) -> str:
    """The page with the names of files in its links and in its own address."""
    linked = _LINK.sub(lambda link: link[1] + _file(link[2]), html)
    return _OWN_ADDRESS.sub(rf"\1{_INDEX}", linked)


def found_in_files(index: str) -> str:
    """The search index whose results lead to files."""
    found = json.loads(index)
    for entry in found["docs"]:
        page, hash, anchor = entry["location"].partition("#")
        entry["location"] = _file(page or "./").removeprefix("./") + hash + anchor
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def _file(path: str) -> str:
    """The file that a server gives for a path: a folder's own page."""
    last = path.rpartition("/")[2]
    if last in (".", ".."):
        return f"{path}/{_INDEX}"
    return path if last else f"{path}{_INDEX}"
