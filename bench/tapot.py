"""``hallinta rakenna`` killed at random moments: is the site that is served always whole?

Run by hand in the project's folder::

    .venv/bin/python -m bench.tapot [how many times]

The small model's project is built over and over, of two versions in turn, and killed at a random moment of the build;
one time in ten it is ``hallinta viimeistele`` that is killed. After each, the site has to be the one version or the
other, file by file. All the while somebody asks for its front page. Last come the moments that chance does not meet:
between the two renames, on a system that cannot exchange two folders at once.
"""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DAY = "2026-11-22"
TIMES = 200

FORCED = """
import os, signal, sys
from pathlib import Path
from hallinta.disk import replacing
replacing.exchange = lambda one, other: False
own, moved = Path.rename, []
def rename(path, target):
    if moved:
        os.kill(os.getpid(), signal.SIGKILL)
    moved.append(path)
    return own(path, target)
Path.rename = rename
from hallinta.cli import main
main(sys.argv[1:])
"""


def small_project(root: Path) -> Path:
    """The small model with the project's own theme, settings and macros; the code is the project's own."""
    model = ROOT / "tests" / "pienoismalli"
    for name in ("data", "docs"):
        shutil.copytree(model / name, root / name)
    shutil.copytree(ROOT / "macros", root / "macros", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "docs" / "assets", root / "docs" / "assets")
    (root / "hallinta").symlink_to(ROOT / "hallinta")
    settings = (ROOT / "mkdocs.yml").read_text("utf-8").partition("\nnav:")[0].partition("\nnot_in_nav:")[0]
    (root / "mkdocs.yml").write_text(f"{settings}\n", "utf-8")
    return root


class Kills:
    """A project whose builds are killed, and what has been seen of its site."""

    def __init__(self, root: Path) -> None:
        self.root, self.site = root, root / "site"
        self.page = root / "docs" / "index.md"
        self.text = self.page.read_text("utf-8")
        self.versions: list[dict[str, str]] = []
        self.hit = self.turn = 0
        self.broken: list[str] = []
        for _ in range(2):
            began = time.monotonic()
            self.at_rest()
            self.seconds = time.monotonic() - began
            self.versions.append(self.files())

    def files(self) -> dict[str, str]:
        paths = (path for path in self.site.rglob("*") if path.is_file())
        return {
            path.relative_to(self.site).as_posix(): sha256(path.read_bytes()).hexdigest() for path in paths
        }

    def whole(self) -> bool:
        return self.files() in self.versions

    def left(self) -> list[str]:
        return sorted(path.name for path in self.root.iterdir() if path.name.startswith("."))

    def start(
        self, command: str, code: str = "from hallinta.cli import main; import sys; sys.exit(main())"
    ) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", code, command, "--paiva", DAY],
            cwd=self.root,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )

    def at_rest(self) -> None:
        """The other version, built in peace."""
        self.turn += 1
        self.page.write_text(f"{self.text}\nVersio {self.turn % 2}.\n", "utf-8")
        process = self.start("rakenna")
        said = process.communicate()[1]
        assert process.returncode == 0, said

    def killed(self, command: str, seconds: float) -> None:
        process = self.start(command)
        try:
            process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(
                random.choice((signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT))
            )
            self.hit += 1
        process.communicate()
        if not self.whole():
            self.broken.append(f"{command}, {seconds:.2f} s")

    def build(self, part: float) -> None:
        """A build of the other version, killed when a part of its time has passed."""
        self.turn += 1
        self.page.write_text(f"{self.text}\nVersio {self.turn % 2}.\n", "utf-8")
        self.killed("rakenna", part * self.seconds)

    def finish(self, part: float) -> None:
        self.killed("viimeistele", part * self.seconds / 2)

    def forced(self) -> list[str]:
        """What went wrong when a build was killed between the two renames, and the next one came."""
        before = self.files()
        self.start("rakenna", FORCED).communicate()
        problems = [] if not self.site.exists() else ["the window was not met"]
        settings = self.root / "data" / "asetukset.yaml"
        text = settings.read_text("utf-8")
        settings.write_text("rikki: [", "utf-8")
        self.start("rakenna").communicate()
        settings.write_text(text, "utf-8")
        problems += [] if self.files() == before else ["a failing build did not put the old site back"]
        return problems + [f"{name} was left" for name in self.left()]


def main() -> None:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else TIMES
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        kills = Kills(small_project(Path(folder)))
        looks, misses, done = [0], [0], threading.Event()

        def look() -> None:
            while not done.wait(0.001):
                looks[0] += 1
                misses[0] += not (kills.site / "index.html").is_file()

        looking = threading.Thread(target=look)
        looking.start()
        for number in range(times):
            part = (
                chance.uniform(0, 1.1) if number % 2 else chance.uniform(0.6, 1.05)
            )  # the end is what matters
            kills.finish(part) if number % 10 == 9 else kills.build(part)
        done.set()
        looking.join()
        kills.at_rest()
        print(f"{times} builds of about {kills.seconds:.1f} s, {kills.hit} killed while they ran")
        print(f"sites that were not whole: {len(kills.broken)} {kills.broken}")
        print(f"front page asked for {looks[0]} times, missing {misses[0]}")
        print(f"left over after the last build: {kills.left()}")
        print(f"killed between the two renames: {kills.forced() or 'put back by the next build'}")
    sys.exit(bool(kills.broken or misses[0]))


if __name__ == "__main__":
    main()
