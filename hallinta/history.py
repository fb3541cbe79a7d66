"""The only caller of git: which commits the published line has, what each left, what files were at a revision.

Git's answers are told, never swallowed: a command gives its output or raises ``GitRefused``, whose text says in
Finnish what is wrong, in git's own words why, and what to do. No setting of the machine or the repository may
change an answer, run a program or reach the network, and no variable may lead to another repository
(``docs/kehittajalle/ratkaisut/0014-historia.md``).
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from hallinta.git_errors import BROKEN, in_finnish, is_unknown_revision
from hallinta.versions import Commit

TIMEOUT = 60
"""Seconds that one answer of git may take."""

_OPTIONS = (
    *("--no-pager", "--literal-pathspecs", "--no-replace-objects"),
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.quotepath=off"),
    *("-c", "log.showRoot=true"),
    *("-c", "log.showSignature=false"),
    *("-c", "protocol.allow=never"),  # what a partial clone lacks is not fetched behind one's back
)
_LOG = (
    *("log", "--first-parent", "--diff-merges=first-parent", "--raw", "-r", "-z", "--no-abbrev"),
    *("--no-renames", "--no-color", "--no-ext-diff", "--no-textconv", "--no-show-signature", "--no-mailmap"),
    *("--no-notes", "--no-decorate", "--ignore-submodules=none", "-O/dev/null", "--relative"),
    "--format=%H %ct %P",
)
_OWN_VARIABLES = re.compile(
    r"GIT_(CONFIG.*|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM|EXEC_PATH|TEST_.*)"
)
"""What of git's variables is the machine's and not one repository's, as a hook or a script leaves them."""

FIRST_DAY = datetime(2005, 4, 7, tzinfo=UTC)
"""Git's first day: an earlier date of a commit is a mistake, as is one that cannot be read (git says 1970)."""


class GitRefused(Exception):
    """Git gave no answer; the message is fit to show and says what to do."""


class RevisionMissing(GitRefused):
    """The revision is not here; the message is fit to show and says what to do."""


@dataclass(frozen=True, slots=True)
class History:
    """The commits of the published line that touched data or pages, the oldest first."""

    commit: str | None = None
    commits: tuple[Commit, ...] = ()
    problem: str | None = None
    """Why the history is not here or not whole, and what to do: fit to show."""
    odd: str | None = None
    """Which dates of commits could not be believed, and what was done: fit to show."""


def read_history(root: Path, now: datetime, data: str = "data") -> History:
    """The whole history in one pass, with the contents of data and pages; never raises.

    ``now`` is the moment of the build: a commit dated after it, or before git, has the date of the one before
    it. What changed at the edge of a shallow clone has no moment: the edge commit is not its change.
    """
    try:
        head, shallow = _head(root)
        found = _published(root, data, head, shallow)
    except GitRefused as refused:
        return History(problem=str(refused))
    if not found:
        problem = (
            f"git-projektissa ei ole tallennettuna yhtään tiedostoa kansiossa {root / data}: tallenna ne "
            "(`git add`, `git commit`)"
        )
        return History(problem=problem)
    commits, odd = _dated(found, now)
    return History(head, commits, _SHALLOW if shallow else None, _odd(odd))


_UNSHALLOW = "hae koko historia (`git fetch --unshallow`, CI:ssä `GIT_DEPTH: 0`)"
_SHALLOW = f"kopiossa on vain osa git-historiasta (matala kopio): {_UNSHALLOW}"


# --- the commits ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """A commit as git tells it; ``edge`` when the commits before it were cut off."""

    commit: Commit
    seconds: str
    edge: bool


def _head(root: Path) -> tuple[str, bool]:
    """The commit of the work tree and whether the clone is shallow."""
    answer = _git(root, "rev-parse", "--is-shallow-repository", "HEAD^{commit}").decode().split()
    return answer[1], answer[0] == "true"


@lru_cache(maxsize=1)  # a live preview asks again at each edit; git's answer changes only with the commit
def _published(root: Path, data: str, head: str, shallow: bool) -> tuple[_Found, ...]:
    log = _git(root, *_LOG, head, "--", data, "docs")
    listed = list(_listed(log, data))
    contents = _contents(root, dict.fromkeys(blob for *_, files in listed for blob in files.values() if blob))
    return tuple(
        _Found(
            Commit(id, None, {path: contents[blob] if blob else None for path, blob in files.items()}),
            seconds,
            edge=shallow and not parents,
        )
        for id, seconds, parents, files in reversed(listed)
    )


def _listed(log: bytes, data: str) -> Iterator[tuple[str, str, str, dict[str, str]]]:
    """Commit, seconds, parents, and path → blob of what it left (empty when it removed the file)."""
    files: dict[str, str] = {}
    parts = iter(log.split(b"\0"))
    for part in parts:
        said = part.strip(b"\n").decode()
        if said.startswith(":"):
            _, mode, _, blob, state = said.split()
            if path := _path(next(parts), data):  # what follows is a name, whatever it looks like
                files[path] = blob if state != "D" and mode.startswith("100") else ""
        elif said:
            files = {}
            id, seconds, parents = said.split(" ", 2)
            yield id, seconds, parents, files


def _path(name: bytes, data: str) -> str | None:
    """The path as the rest knows it, ``data/…`` whatever the folder is called; None for what is not read."""
    path = name.decode("utf-8", "surrogateescape")
    if path.startswith(f"{data}/"):
        return f"data{path[len(data) :]}"
    return path if path.startswith("docs/") and path.endswith(".md") else None


def _dated(found: Iterable[_Found], now: datetime) -> tuple[tuple[Commit, ...], list[_Found]]:
    """The commits with their moments, and those whose own date could not be believed."""
    commits, odd, latest = [], [], None
    for each in found:
        moment = _moment(each.seconds)
        if moment is None or not FIRST_DAY <= moment <= now:
            odd.append(each)
        else:
            latest = moment
        commits.append(replace(each.commit, moment=None if each.edge else latest))
    return tuple(commits), odd


def _moment(seconds: str) -> datetime | None:
    try:
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(seconds))
    except (ValueError, OverflowError):  # unreadable, or beyond the year 9999
        return None


def _odd(commits: list[_Found]) -> str | None:
    if not commits:
        return None
    moment = _moment(commits[0].seconds)
    said = f"{moment:%Y-%m-%d %H:%M} UTC" if moment else commits[0].seconds or "ei luettavissa"
    more = f" ja {len(commits) - 1} muun" if len(commits) > 1 else ""
    return (
        f"git-version {commits[0].commit.id[:10]}{more} päiväys ei voi pitää paikkaansa (`{said}`): sen tilalla "
        "on edellisen version päiväys, jos sellainen on; tarkista tallentavan koneen kello"
    )


# --- files at a revision --------------------------------------------------------------------------------


def files_at(root: Path, revision: str, data: str = "data") -> dict[str, bytes]:
    """The data and pages as they were at a revision, by path from the root, as git keeps them: no attribute
    of the repository leaves a file out and no filter changes it.

    Raises ``RevisionMissing`` when git does not know the revision, as in a clone that was cut short before it,
    and ``GitRefused`` when it answers nothing.
    """
    shallow = _git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
    try:
        commit = _git(root, "rev-parse", "--verify", f"{revision}^{{commit}}").decode().strip()
    except GitRefused as refused:
        if not isinstance(refused, RevisionMissing):
            raise
        way_out = _UNSHALLOW if shallow else "tarkista nimi"
        raise RevisionMissing(f"versiota `{revision}` ei löydy gitistä: {way_out}") from None
    listed = {}
    for row in _git(root, "ls-tree", "-r", "-z", commit, "--", data, "docs").split(b"\0")[:-1]:
        facts, _, name = row.partition(b"\t")
        mode, _, blob = facts.decode().split()
        if mode.startswith("100") and (path := _path(name, data)):
            listed[path] = blob
    if not any(path.startswith("data/") for path in listed):
        raise RevisionMissing(f"versiossa `{revision}` ei ole kansiota {data}/: tarkista nimi")
    contents = _contents(root, dict.fromkeys(listed.values()))
    return {path: contents[blob] for path, blob in listed.items()}


_SEEN_ELSEWHERE = ("docs", "hallinta", "macros", "mkdocs.yml")
_NAMES = ("--name-only", "-z", "--relative", "--no-renames", "--no-ext-diff", "--no-textconv")


def other_files_since(root: Path, revision: str) -> list[str]:
    """Files that differ from a revision, or are new, and that make the site but are neither data nor prose.

    Raises ``GitRefused``; the revision is one that ``files_at`` has found.
    """
    since = _git(root, "diff", *_NAMES, revision, "--", *_SEEN_ELSEWHERE)
    new = _git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", *_SEEN_ELSEWHERE)
    changed = {name.decode("utf-8", "surrogateescape") for name in (since + new).split(b"\0")} - {""}
    return sorted(path for path in changed if not (path.startswith("docs/") and path.endswith(".md")))


def _contents(root: Path, blobs: Iterable[str]) -> dict[str, bytes]:
    """Blob → its bytes, all of them in one call."""
    asked = "".join(f"{blob}\n" for blob in blobs).encode()
    answer = _git(root, "cat-file", "--batch", given=asked)
    contents, start = {}, 0
    while start < len(answer):
        end = answer.index(b"\n", start)
        blob, *facts = answer[start:end].decode("utf-8", "replace").split()
        if len(facts) != 2:
            raise _refused(root, f"object {blob} {' '.join(facts)}")
        size = int(facts[1])
        contents[blob] = answer[end + 1 : end + 1 + size]
        start = end + 2 + size
    return contents


# --- asking git -----------------------------------------------------------------------------------------


def _git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What git answers. Raises ``GitRefused`` with its own reason otherwise."""
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *_OPTIONS, *arguments],
            input=given,
            capture_output=True,
            timeout=TIMEOUT,
            env=_environment(),
        )
    except FileNotFoundError:
        raise GitRefused(_NO_GIT) from None
    except subprocess.TimeoutExpired:
        problem = f"git ei vastannut {TIMEOUT} sekunnissa (`git {arguments[0]}`)"
        raise GitRefused(f"{problem}: yritä uudelleen, ja katso, onko levy tai verkkolevy hidas") from None
    except OSError as error:
        raise GitRefused(f"gitiä ei voi ajaa ({error.strerror}): asenna git uudelleen") from None
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace")
        ended = f"paluuarvo {done.returncode}" if done.returncode > 0 else f"signaali {-done.returncode}"
        raise _refused(root, said, f"`git {arguments[0]}` ei kertonut syytä, {ended}")
    return done.stdout


_NO_GIT = "gitiä ei ole asennettu, tai se ei ole hakupolulla (PATH): asenna git"


def _environment() -> dict[str, str]:
    """The machine's environment without what would lead to another repository or speak another language."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or _OWN_VARIABLES.fullmatch(name)
    }
    return {
        **kept,
        "LC_ALL": "C",
        "LANGUAGE": "C",
        "GIT_GRAFT_FILE": os.devnull,
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
    }


def _refused(root: Path, said: str, otherwise: str = "") -> GitRefused:
    kind = RevisionMissing if is_unknown_revision(said) else GitRefused
    if "not a git repository (or" in said and any(
        (folder / ".git").exists() for folder in [root, *root.parents]
    ):
        said = f"{said}\n{BROKEN}"
    return kind(in_finnish(said, str(root), otherwise))
