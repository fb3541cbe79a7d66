"""What the command says can be read in every console's encoding; what programs read is always UTF-8."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from hallinta import console
from hallinta.cli import main
from hallinta.disk import write_all

DAY = "2026-11-22"
ENCODINGS = [
    "cp1252",
    "cp850",
    "cp437",
    "cp1251",
    "ascii",
    "latin-1",
    "iso8859-15",
    "mac-roman",
    "utf-16",
    "utf-8",
]
HARD = "laji: “ministeriö” → – … \u00a0 \u2011 € ŽŠ 日 😀"
"""What an editor may write and a message then quotes."""


class Console:
    """Standard streams in an encoding, with the strict errors that an environment may ask for."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
        self.encoding = encoding
        self.raw = {name: io.BytesIO() for name in ("stdout", "stderr")}
        for name, raw in self.raw.items():
            monkeypatch.setattr(sys, name, io.TextIOWrapper(raw, encoding=encoding, errors="strict"))

    def said(self, name: str = "stdout", encoding: str | None = None) -> str:
        getattr(sys, name).flush()
        return self.raw[name].getvalue().decode(encoding or self.encoding)


@pytest.fixture
def broken(tmp_path: Path, small_texts: dict[str, bytes]) -> Path:
    """The small data set with a value that few encodings have."""
    okm = small_texts["data/organisaatiot/okm.yaml"].decode().replace("laji: ministerio", HARD)
    write_all(tmp_path, {**small_texts, "data/organisaatiot/okm.yaml": okm})
    return tmp_path / "data"


def test_the_broken_value_is_there(broken):
    assert "😀" in (broken / "organisaatiot" / "okm.yaml").read_text("utf-8")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_findings_are_told_in_every_encoding(monkeypatch, broken, encoding):
    consoled = Console(monkeypatch, encoding)

    assert main(["tarkista", "--data", str(broken), "--paiva", DAY]) == 1
    said = consoled.said()
    assert "data/organisaatiot/okm.yaml:" in said
    assert "virhe HAL-000: `laji: " in said
    assert "ministeri" in said
    assert "1 virhe" in consoled.said("stderr")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("form", ["gitlab", "junit"])
def test_what_programs_read_is_utf_8_in_every_encoding(monkeypatch, broken, encoding, form):
    consoled = Console(monkeypatch, encoding)
    main(["tarkista", "--data", str(broken), "--paiva", DAY, "--muoto", form])
    written = consoled.said(encoding="utf-8")

    assert "“ministeriö” →" in written
    assert "\r" not in written
    if form == "gitlab":
        assert json.loads(written)
    else:
        assert ElementTree.fromstring(written.encode()).get("failures") == "1"
        assert written.startswith("<?xml version='1.0' encoding='utf-8'?>")


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
@pytest.mark.parametrize(
    "arguments", [["saannot"], ["saannot", "HAL-091"], ["--ohje"], ["tarkista", "--paiva", "“x”"]]
)
def test_help_rules_and_refusals_are_told_in_every_encoding(monkeypatch, encoding, arguments):
    consoled = Console(monkeypatch, encoding)
    with contextlib.suppress(SystemExit):
        main(arguments)

    assert len(consoled.said() + consoled.said("stderr")) > 50


READABLE = [
    ("ä", "ä", "latin-1"),
    ("päätös", "paatos", "ascii"),
    ("a → b", "a -> b", "cp1252"),
    ("2020–2023", "2020-2023", "cp850"),
    ("”näin”…", '"näin"...', "cp437"),
    ("12\u202f000", "12 000", "cp1252"),
    ("Žižek", "Zizek", "ascii"),
    ("日", "<U+65E5>", "cp1252"),
    ("😀", "<U+1F600>", "ascii"),
    ("\udcff.yaml", "<0xFF>.yaml", "utf-8"),
    ("\ud800", "<U+D800>", "utf-8"),
    ("\u200b", "<U+200B>", "latin-1"),
]


@pytest.mark.parametrize(("text", "shown", "encoding"), READABLE, ids=ascii)
def test_what_cannot_be_shown_is_written_readably(monkeypatch, text, shown, encoding):
    consoled = Console(monkeypatch, encoding)
    console.ready()
    print(text)

    assert consoled.said().rstrip("\r\n") == shown


def test_no_character_makes_an_encoding_fail(monkeypatch):
    consoled = Console(monkeypatch, "ascii")
    console.ready()
    for start in range(0, 0x30000, 0x1000):
        print("".join(map(chr, range(start, start + 0x1000))))

    assert consoled.said()


def test_a_lone_surrogate_in_data_for_programs_is_an_escape_that_json_knows(monkeypatch):
    consoled = Console(monkeypatch, "cp1252")
    console.for_machines(json.dumps(["\udcff ä"], ensure_ascii=False))

    assert json.loads(consoled.said(encoding="utf-8")) == ["\udcff ä"]


def test_streams_that_are_not_the_systems_own_are_left_alone(monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    console.ready()
    console.for_machines("ä →")

    assert stream.getvalue() == "ä →"


# --- as a process ---------------------------------------------------------------------------------------


def run(
    broken: Path, redirection: str = "", *arguments: str, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["sh", "-c", f'"$0" -m hallinta "$@" {redirection}', sys.executable, *(arguments or ("tarkista",)),
         "--data", str(broken), "--paiva", DAY],
        capture_output=True,
        env={**os.environ, **environment},
        cwd=Path(__file__).parents[1],
    )  # fmt: skip


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONUTF8": "0", "PYTHONIOENCODING": "cp850:strict"},
        {"PYTHONUTF8": "0", "PYTHONIOENCODING": "utf-16"},
    ],
    ids=["plain C", "DOS", "UTF-16"],
)
def test_a_process_in_another_encoding_gives_no_traceback(broken, environment):
    done = run(broken, **environment)

    assert done.returncode == 1
    assert b"Traceback" not in done.stderr.replace(b"\0", b"")
    assert b"HAL-000" in done.stdout.replace(b"\0", b"")


@pytest.mark.parametrize("redirection", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-", "2>/dev/full"])
def test_closed_and_full_streams_change_neither_the_status_nor_the_other_stream(broken, redirection):
    done = run(broken, redirection)

    assert done.returncode == 1
    assert b"Traceback" not in done.stderr + done.stdout
    assert b"Tarkistettiin" not in done.stdout


def test_a_full_disk_behind_standard_output_is_told_with_status_2(broken):
    done = run(broken, ">/dev/full")

    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert "levy on täynnä" in done.stderr.decode()
