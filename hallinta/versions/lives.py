"""Every record's life along the published line: its versions, and the names it had.

A version counts when it could be read, and when it said something else than the one before. A record that is taken
away and written anew under its name goes on with its life: nobody gets rid of what was published by that.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from hallinta.differences import Earlier, Life
from hallinta.handbook import EXAMPLE_FILES, EXAMPLE_PAGES, PAGES, kinds
from hallinta.records.base import EXAMPLE_TREE
from hallinta.versions.commits import Commit
from hallinta.versions.meaning import meaning, same, value_of
from hallinta.versions.moments import in_helsinki

_PATH = re.compile(r"data/(esimerkit/)?([a-z]+)/([^/]+)\.yaml|docs/(.+)\.md")
_SETTINGS = "data/asetukset.yaml"
_OWN_EXAMPLE = b"julkaise_esimerkki"
"""The setting that came when the example handbook became one of its own: what was there before was not its own."""


@dataclass(slots=True)
class _Growing:
    tree: str
    folder: str
    id: str
    path: str
    data: bytes
    versions: list[Earlier] = field(default_factory=list)
    former: list[str] = field(default_factory=list)

    @property
    def whole(self) -> Life:
        return Life(self.tree, self.folder, self.id, self.path, tuple(self.versions), tuple(self.former))


def lives_of(commits: Sequence[Commit], followed: Container[str] | None = None) -> tuple[Life, ...]:
    """The lives of all records and hand-written pages, those that ended too, from commits the oldest first.

    Only of the ``followed`` kinds every version is told, when they are named; of the others the latest one.
    """
    lives = _Lives(followed)
    for commit in commits:
        lives.step(commit)
    return tuple(life.whole for path, life in lives.growing.items() if life.versions and lives.counts(path))


class _Lives:
    def __init__(self, followed: Container[str] | None) -> None:
        self.followed = followed
        self.growing: dict[str, _Growing] = {}
        self.gone: set[str] = set()
        self.own_example = False

    def step(self, commit: Commit) -> None:
        removed = [path for path, data in commit.files.items() if data is None and path in self.growing]
        self.gone.update(removed)
        waiting = {_identity(self.growing[path]): path for path in removed}
        for path, data in commit.files.items():
            if data is not None and (match := _PATH.fullmatch(path)):
                self._take(commit, path, data, match, waiting)
        if not self.own_example and _OWN_EXAMPLE in (commit.files.get(_SETTINGS) or b""):
            self.own_example = True
            self._forget_examples()

    def counts(self, path: str) -> bool:
        """Whether a file is there, or was fit to be published when it was taken away."""
        return (
            path not in self.gone
            or path.endswith(".md")
            or isinstance(value_of(self.growing[path].data), dict)
        )

    def _take(
        self,
        commit: Commit,
        path: str,
        data: bytes,
        match: re.Match[str],
        waiting: dict[tuple[str, ...], str],
    ) -> None:
        example, folder, id, page = match.groups()
        tree = EXAMPLE_TREE if example or path.startswith(EXAMPLE_PAGES) else ""
        if page is None and folder not in kinds():
            return
        fresh = _Growing(tree, folder or PAGES, id or page, path, data)
        life = self.growing.get(path)
        if life is None and waiting and (old := waiting.pop(_identity(fresh), None)):
            life = self.growing.pop(old)
            life.former.append(life.id)
            life.id, life.path = fresh.id, path
        self.gone.discard(path)
        life = self.growing.setdefault(path, life or fresh)
        if self.followed is not None and life.folder not in self.followed:
            life.versions = [Earlier(commit.id, _day(commit), {})]
        elif not life.versions or not same(path, life.data, data):
            life.versions += _version(commit, path, data)
        life.data = data

    def _forget_examples(self) -> None:
        """The example handbook begins with what it had when it became one."""
        for path, life in list(self.growing.items()):
            if path.startswith(EXAMPLE_FILES):
                if path in self.gone:
                    del self.growing[path]
                life.versions, life.former = life.versions[-1:], []


def _identity(life: _Growing) -> tuple[str, ...]:
    return life.tree, life.folder, meaning(life.path, life.data)


def _day(commit: Commit) -> date | None:
    return in_helsinki(commit.moment).date() if commit.moment else None


def _version(commit: Commit, path: str, data: bytes) -> Iterator[Earlier]:
    """The version when it was fit to be published; a page's text binds nothing."""
    values = {} if path.endswith(".md") else value_of(data)
    if isinstance(values, dict):
        yield Earlier(commit.id, _day(commit), values)
