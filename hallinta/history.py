"""The only caller of git: when each record last changed, which commit this is, what files were at a
revision.
"""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class History:
    """``changed``: path from the project root → day of its last commit (committer's date, in its own time
    zone).

    A file whose last change lies beyond the edge of a shallow clone has no day: the edge commit is not its
    change.
    """

    commit: str | None = None
    changed: dict[str, date] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    """Path → the number of commits that touched it, as far back as the clone reaches."""


def _git(root: Path, *arguments: str) -> str | None:
    output = _git_bytes(root, *arguments)
    return None if output is None else output.decode("utf-8", "replace")


def _git_bytes(root: Path, *arguments: str) -> bytes | None:
    try:
        done = subprocess.run(
            ["git", "-C", str(root), "-c", "core.quotepath=off", "-c", "log.showRoot=true", *arguments],
            capture_output=True,
            check=True,
            timeout=60,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout


def read_history(root: Path) -> History:
    """One pass over the log; an empty history when the folder is not in git or git is not installed."""
    log = _git(
        root, "log", "--format=%x00%H %cs", "--name-only", "--no-renames", "--relative", "--", "data", "docs"
    )
    if log is None:
        return History()
    edge = _shallow_edge(root)
    changed: dict[str, date] = {}
    counts: Counter[str] = Counter()
    for entry in log.split("\0")[1:]:
        header, *paths = entry.splitlines()
        commit, day = header.split()
        for path in filter(None, paths):
            counts[path] += 1
            if counts[path] == 1 and commit not in edge:
                changed[path] = date.fromisoformat(day)
    commit_id = (_git(root, "rev-parse", "HEAD") or "").strip() or None
    return History(commit_id, changed, dict(counts))


class RevisionMissing(Exception):
    """The revision is not here; the message is fit to show and says what to do."""


def files_at(root: Path, revision: str) -> dict[str, bytes]:
    """The data and pages as they were at a revision, by path from the root.

    Raises ``RevisionMissing`` when git does not know the revision, as in a clone that was cut short before it.
    """
    if _git(root, "rev-parse", "--git-dir") is None:
        raise RevisionMissing(f"kansio {root} ei ole git-projektissa, tai gitiä ei ole asennettu")
    commit = _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if commit is None:
        shallow = (_git(root, "rev-parse", "--is-shallow-repository") or "").strip() == "true"
        way_out = (
            "hae koko historia (`git fetch --unshallow`, CI:ssä `GIT_DEPTH: 0`)"
            if shallow
            else "tarkista nimi"
        )
        raise RevisionMissing(f"versiota `{revision}` ei löydy gitistä: {way_out}")
    archive = _git_bytes(root, "archive", "--format=tar", commit.strip(), "data", "docs")
    if archive is None:
        archive = _git_bytes(root, "archive", "--format=tar", commit.strip(), "data")
    if archive is None:
        raise RevisionMissing(f"versiossa `{revision}` ei ole kansiota data/")
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        members = {member.name: tar.extractfile(member) for member in tar.getmembers() if member.isfile()}
        texts = {name: stream.read() for name, stream in members.items() if stream is not None}
    return {name: data for name, data in texts.items() if name.startswith("data/") or name.endswith(".md")}


def _shallow_edge(root: Path) -> set[str]:
    """Commits whose parents were cut off: everything in them looks changed, and most of it was not."""
    shallow = _git(root, "rev-parse", "--git-path", "shallow")
    if shallow is None:
        return set()
    listed = root / shallow.strip()
    return set(listed.read_text().split()) if listed.exists() else set()
