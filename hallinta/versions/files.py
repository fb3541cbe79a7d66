"""When each file's content last changed, along the line of first parents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from hallinta.versions.commits import Commit, Past
from hallinta.versions.events import event_versions
from hallinta.versions.meaning import meaning, same, value_of


@dataclass(slots=True)
class _Life:
    """A file from its first writing on: its latest version that said something new."""

    path: str
    data: bytes
    moment: datetime | None
    count: int = 1

    def becomes(self, data: bytes, moment: datetime | None) -> None:
        self.data, self.moment, self.count = data, moment, self.count + 1


def past_of(commits: Sequence[Commit]) -> Past:
    """What the commits, oldest first, tell of the files and the calendar events that are there in the end."""
    lives: dict[str, _Life] = {}
    for commit in commits:
        _step(lives, commit)
    moments = {path: life.moment for path, life in lives.items() if life.moment is not None}
    return Past(moments, {path: life.count for path, life in lives.items()}, event_versions(commits))


def _step(lives: dict[str, _Life], commit: Commit) -> None:
    gone = [lives.pop(path) for path, data in commit.files.items() if data is None and path in lives]
    waiting = {_identity(life.path, life.data): life for life in gone}
    for path, data in commit.files.items():
        if data is None:
            continue
        life = lives.get(path)
        if life is not None:
            if _readable(path, data) and not same(path, life.data, data):
                life.becomes(data, commit.moment)
        elif waiting and (moved := waiting.pop(_identity(path, data), None)):
            lives[path] = moved  # a new name alone is no change; another handbook is
            if _is_example(moved.path) != _is_example(path):
                moved.becomes(data, commit.moment)
            moved.path = path
        else:
            lives[path] = _Life(path, data, commit.moment)


def _identity(path: str, data: bytes) -> tuple[str, str]:
    """What stays when a file gets a new name: its kind and what it says."""
    return ("docs" if path.startswith("docs/") else PurePosixPath(path).parent.name), meaning(path, data)


def _readable(path: str, data: bytes) -> bool:
    """Nothing was ever published of a record that could not be read."""
    return not path.endswith(".yaml") or value_of(data) is not None


def _is_example(path: str) -> bool:
    return path.startswith("data/esimerkit/")
