"""``hallinta palvele``: an edit shows without a restart, and a broken record never takes the preview down."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.sivusto

ROOT = Path(__file__).resolve().parents[1]
SERVICE, SERVICE_FILE = "palvelut/mallipalvelu/", "data/palvelut/mallipalvelu.yaml"
TRIES, PAUSE = 300, 0.2


class Preview:
    """A running preview of a project of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.log = root / "palvelin.txt"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-u", "-m", "hallinta", "palvele", "--osoite", self.address],
                cwd=root,
                env={**os.environ, "PYTHONPATH": str(root)},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    @property
    def said(self) -> str:
        return self.log.read_text("utf-8", "replace")

    def page(self, address: str) -> str:
        """What the server answers now; nothing when it does not answer."""
        try:
            with urllib.request.urlopen(f"http://{self.address}/{address}", timeout=5) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return ""
        except OSError:
            return ""

    def until(self, true: Callable[[], bool], what: str) -> None:
        for _ in range(TRIES):
            if true():
                return
            assert self.process.poll() is None, f"the preview stopped:\n{self.said}"
            time.sleep(PAUSE)
        pytest.fail(f"{what} never happened; the preview said:\n{self.said}")

    def shows(self, text: str, address: str = SERVICE) -> None:
        self.until(lambda: text in self.page(address), f"`{text}` on {address}")

    def hides(self, text: str, address: str = SERVICE) -> None:
        self.until(lambda: text not in (self.page(address) or text), f"`{text}` gone from {address}")

    def edit(self, path: str, change: Callable[[str], str]) -> str:
        """Change a file; gives its old text, for putting it back."""
        file = self.root / path
        before = file.read_text("utf-8")
        file.write_text(change(before), "utf-8")
        return before

    def stop(self) -> int:
        """Stop as a person does, with Ctrl-C; gives the exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()


def small_project(root: Path) -> Path:
    """The small model data set with the project's own code, theme and settings, and a short navigation."""
    model = ROOT / "tests" / "pienoismalli"
    for name in ("hallinta", "macros"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("data", "docs"):
        shutil.copytree(model / name, root / name)
    shutil.copytree(ROOT / "docs" / "assets", root / "docs" / "assets")
    settings = (ROOT / "mkdocs.yml").read_text("utf-8").partition("\nnav:")[0]
    pages = [path.relative_to(root / "docs").as_posix() for path in sorted((root / "docs").rglob("*.md"))]
    nav = "".join(f"      - {page}\n" for page in (*pages, "palvelut/index.md"))
    (root / "mkdocs.yml").write_text(f"{settings}\nnav:\n  - Malli:\n{nav}", "utf-8")
    index = root / "docs" / "index.md"
    index.write_text(index.read_text("utf-8") + '\nPalveluita on {{ lukumaara("palvelut") }} kpl.\n', "utf-8")
    return root


@pytest.fixture(scope="module")
def preview(tmp_path_factory) -> Iterator[Preview]:
    running = Preview(small_project(tmp_path_factory.mktemp("esikatselu")))
    try:
        running.shows('<h1 id="otsikko">Mallipalvelu</h1>')
        yield running
    finally:
        running.stop()


def test_an_edited_record_shows(preview):
    before = preview.edit(
        SERVICE_FILE, lambda text: text.replace("fi: Mallipalvelu", "fi: Uudistettu palvelu")
    )
    preview.shows('<h1 id="otsikko">Uudistettu palvelu</h1>')
    preview.shows("Uudistettu palvelu", "palvelut/")

    preview.edit(SERVICE_FILE, lambda _: before)
    preview.shows('<h1 id="otsikko">Mallipalvelu</h1>')


def test_an_edited_page_shows(preview):
    preview.edit("docs/index.md", lambda text: text + "\nMuokattu sivu.\n")

    preview.shows("Muokattu sivu.", "")


def test_an_edited_template_shows(preview):
    preview.edit("hallinta/templates/_pohja.html.j2", lambda text: text + "\n<p>Muokattu sivupohja.</p>\n")

    preview.shows("Muokattu sivupohja.")


def test_an_edited_macro_shows(preview):
    change = """

_before = define_env


def define_env(env: Any) -> None:
    _before(env)
    env.macro(lambda laji: f"muokattu makro {laji}", "lukumaara")
"""
    assert "muokattu makro" not in preview.page("")

    preview.edit("macros/__init__.py", lambda text: text + change)

    preview.shows("muokattu makro palvelut", "")


def test_a_new_record_gets_its_page_and_a_removed_one_loses_it(preview):
    new = preview.root / "data" / "palvelut" / "uusi-palvelu.yaml"
    text = (preview.root / "data" / "palvelut" / "mallirekisteri.yaml").read_text("utf-8")
    new.write_text(text.replace("nimi: Mallirekisteri", "nimi: Uusi palvelu"), "utf-8")
    preview.shows('<h1 id="otsikko">Uusi palvelu</h1>', "palvelut/uusi-palvelu/")

    new.unlink()
    preview.hides("Uusi palvelu", "palvelut/")


BROKEN = [
    pytest.param(
        SERVICE_FILE,
        lambda text: text.replace("laji: palvelu\n", "laji: palveli\n"),
        r"mallipalvelu\.yaml:\d+:\d+: virhe HAL-020: .*palveli",
        id="a wrong word",
    ),
    pytest.param(
        SERVICE_FILE,
        lambda text: text.replace("laji: palvelu\n", "laji: 'palvelu\n"),
        r"mallipalvelu\.yaml:\d+:\d+: virhe HAL-002",
        id="not YAML",
    ),
    pytest.param(
        "data/asetukset.yaml",
        lambda _: "",
        r"data/asetukset\.yaml:1:1: virhe HAL-002",
        id="empty settings",
    ),
]


@pytest.mark.parametrize(("path", "change", "finding"), BROKEN)
def test_a_broken_file_is_told_on_the_page_and_the_terminal_and_the_preview_lives_on(
    preview, path, change, finding
):
    told = len(preview.said)
    before = preview.edit(path, change)
    try:
        preview.shows("Tiedoissa on 1 virhe", "")

        assert re.search(finding, preview.said[told:]), preview.said[told:]
        assert "korjaus: " in preview.said[told:]
        assert "Traceback" not in preview.said
    finally:
        preview.edit(path, lambda _: before)
    preview.hides("Tiedoissa on", "")
    preview.shows('<h1 id="otsikko">Mallipalvelu</h1>')


def test_a_broken_page_is_told_on_the_page_and_the_terminal_and_the_preview_lives_on(preview):
    told = len(preview.said)
    before = preview.edit("docs/malli/index.md", lambda text: text + '\n{{ lauseke("9-99") }}\n')
    try:
        preview.shows("9-99", "malli/")

        assert "malli/index.md" in preview.said[told:]
    finally:
        preview.edit("docs/malli/index.md", lambda _: before)
    preview.hides("9-99", "malli/")


UNBUILDABLE = [
    pytest.param(
        "hallinta/templates/palvelut.html.j2",
        lambda text: text + "{% if %}",
        r"esikatselua ei voitu päivittää: sivupohja ei toimi: palvelut\.html\.j2:\d+: ",
        id="a broken template",
    ),
    pytest.param(
        "mkdocs.yml",
        lambda text: text.replace("site_name:", "site_name"),
        r"esikatselua ei voitu päivittää: .*`mkdocs\.yml` on vikaa\s+mkdocs\.yml:\d+:\d+: ",
        id="settings that are not YAML",
    ),
    pytest.param(
        "mkdocs.yml",
        lambda text: text.replace("  - hallinta\n", "  - halinta\n"),
        r"mkdocs\.yml:\d+:1: lisäosaa `halinta` ei ole asennettu",
        id="an unknown plugin",
    ),
]


@pytest.mark.parametrize(("path", "change", "told_as"), UNBUILDABLE)
def test_what_cannot_be_built_is_told_and_the_preview_answers_all_the_same(preview, path, change, told_as):
    told = len(preview.said)
    before = preview.edit(path, change)
    try:
        preview.until(lambda: re.search(told_as, preview.said[told:]) is not None, told_as)

        assert '<h1 id="otsikko">Mallipalvelu</h1>' in preview.page(SERVICE)
        assert "Traceback" not in preview.said[told:]
    finally:
        preview.edit(path, lambda _: before)
    preview.edit("docs/index.md", lambda text: text + f"\nTaas ehjä {told}.\n")
    preview.shows(f"Taas ehjä {told}.", "")


def test_prose_that_may_not_be_published_is_not_shown_in_the_preview_either(preview):
    told = len(preview.said)
    hostile = "\n<p class=x>Vihamielinen</p>\n\n{{ cycler.__init__.__globals__ }}\n"
    before = preview.edit("docs/malli/ryhmat.md", lambda text: text + hostile)
    try:
        preview.shows("Sivua ei voi näyttää", "malli/ryhmat/")

        assert "Vihamielinen" not in preview.page("malli/ryhmat/").partition("<article")[2]
        assert re.search(r"docs/malli/ryhmat\.md:12:1: virhe HAL-222: ", preview.said[told:])
    finally:
        preview.edit("docs/malli/ryhmat.md", lambda _: before)
    preview.hides("Sivua ei voi näyttää", "malli/ryhmat/")


def test_ctrl_c_ends_the_preview_quietly(tmp_path):
    running = Preview(small_project(tmp_path))
    try:
        running.shows('<h1 id="otsikko">Mallipalvelu</h1>')
    finally:
        status = running.stop()

    assert status == 0
    assert "Traceback" not in running.said


def test_an_address_in_use_is_told_in_words(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = subprocess.run(
            [sys.executable, "-m", "hallinta", "palvele", "--osoite", f"127.0.0.1:{taken.getsockname()[1]}"],
            cwd=small_project(tmp_path),
            env={**os.environ, "PYTHONPATH": str(tmp_path)},
            capture_output=True,
            text=True,
            timeout=60,
        )

    assert done.returncode == 2
    assert "käytössä" in done.stderr
    assert "Traceback" not in done.stderr
