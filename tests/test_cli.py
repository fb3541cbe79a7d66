"""The command ``hallinta`` as its users meet it: exit statuses, Finnish words, no tracebacks."""

from __future__ import annotations

import builtins
import datetime
import json
import os
import re
import select
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import markdown
import pytest
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor

from hallinta import disk
from hallinta.cli import main
from hallinta.exports.schemas import schema
from hallinta.handbook import data_folders, kinds, load
from hallinta.records.base import Record
from hallinta.rules import RULES, check

ROOT = Path(__file__).resolve().parents[1]
DAY = "2026-11-22"
TODAY = datetime.date(2026, 11, 22)
SMALL = ROOT / "tests" / "pienoismalli" / "data"

MADE_FROM_A_TEMPLATE = [folder for folder in data_folders() if folder != "vuosikello"]
"""A year's calendar is made from the year before: `test_kalenteri.py`."""

COMMANDS = (
    "tarkista",
    "muutokset",
    "rakenna",
    "viimeistele",
    "palvele",
    "uusi",
    "saannot",
    "skeemat",
    "paketti",
    "sivut",
)

ENGLISH = re.compile(
    r"\b(usage|error|required|invalid|argument|choose|unrecognized|expected|must|show|positional|options?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """Both streams with their line breaks as spaces, as a reader takes them in."""
        return " ".join(f"{self.out} {self.err}".split())


@pytest.fixture
def hallinta(capfd):
    """Run the command in this process."""

    def run(*arguments: object) -> Ran:
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as stop:
            status = int(stop.code or 0)
        return Ran(status, *capfd.readouterr())

    return run


def run_apart(*arguments: object, cwd: Path = ROOT, **options: object) -> Ran:
    """Run the command as a process of its own, with the code of the project it runs in."""
    done = subprocess.run(
        [sys.executable, "-m", "hallinta", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(cwd)},
        text=True,
        encoding="utf-8",
        timeout=120,
        **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL, **options},
    )
    return Ran(done.returncode, done.stdout or "", done.stderr or "")


def break_a_record(project: Path) -> None:
    """A reference to a service that does not exist."""
    koski = project / "data" / "palvelut" / "koski.yaml"
    koski.write_text(koski.read_text("utf-8").replace("  - otuva\n", "  - otuvaa\n"), "utf-8")


def all_files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def pages_of(product: Path) -> dict[str, bytes]:
    """The files of a product, without its marker."""
    return {name: content for name, content in all_files(product).items() if name != disk.MARKER}


def old_site(project: Path) -> Path:
    """A site that was built earlier, of one page."""
    with disk.replaced(project / "site", disk.SITE, project / "data") as fresh:
        disk.write_all(fresh, {"index.html": "vanha sivusto"})
    return project / "site"


# --- help and wrong usage -------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("option", ["--ohje", "-h"])
def test_every_command_has_help_in_finnish(hallinta, command, option):
    ran = hallinta(command, option)

    assert ran.status == 0
    assert ran.out.startswith(f"käyttö: hallinta {command}")
    assert "valitsimet:" in ran.out
    assert "näytä tämä ohje" in ran.out
    assert not ENGLISH.search(ran.out)


def test_the_help_lists_every_command_with_what_it_does(hallinta):
    ran = hallinta("--ohje")
    listed = re.findall(r"^    (\w+) +\S.*", ran.out.partition("komennot:")[2], re.MULTILINE)

    assert ran.status == 0
    assert set(COMMANDS) <= set(listed)
    assert not ENGLISH.search(ran.out)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_of_every_command_has_an_explanation(hallinta, command):
    for entry in re.split(
        r"^  (?=\S)", hallinta(command, "--ohje").out.partition("valitsimet:")[2], flags=re.M
    )[1:]:
        assert re.search(r"\s{2,}\S", entry), entry


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "puuttuu: KOMENTO"),
        (["tarkistaa"], "arvo 'tarkistaa' ei käy; vaihtoehdot: 'tarkista'"),
        (
            ["tarkista", "--muoto", "xml"],
            "--muoto: arvo 'xml' ei käy; vaihtoehdot: 'gitlab', 'junit', 'teksti'",
        ),
        (["tarkista", "--muoto"], "--muoto: arvo puuttuu"),
        (["tarkista", "--mu", "junit"], "tuntematon valitsin tai arvo: --mu junit"),
        (["tarkista", "ylimaarainen"], "tuntematon valitsin tai arvo: ylimaarainen"),
        (["tarkista", "--paiva", "22.11.2026"], "`22.11.2026` ei ole päivä; kirjoita muodossa vvvv-kk-pp"),
        (["tarkista", "--paiva", "2026-02-31"], "`2026-02-31` ei ole päivä"),
        (["tarkista", "--paiva", "20261122"], "`20261122` ei ole päivä"),
        (["tarkista", "--paiva", "0001-01-01"], "päivä `0001-01-01` ei ole vuosilta 1900–2099"),
        (["rakenna", "--paiva", "9999-12-31"], "päivä `9999-12-31` ei ole vuosilta 1900–2099"),
        (["palvele", "--paiva", "1899-12-31"], "päivä `1899-12-31` ei ole vuosilta 1900–2099"),
        (["muutokset", "--vertaa", "HEAD", "--paiva", "2100-01-01"], "ei ole vuosilta 1900–2099"),
        (["uusi", "kokous", "--ryhma", "johtoryhma", "--pvm", "9999-12-31"], "ei ole vuosilta 1900–2099"),
        (["uusi", "vuosikello", "--vuosi", "2100"], "`2100` ei ole vuosi"),
        (["uusi", "vuosikello", "--vuosi", "9999"], "`9999` ei ole vuosi"),
        (["tarkista", "--data", "olematon"], "kansiota olematon ei ole"),
        (["skeemat"], "puuttuu: --kohde"),
        (["sivut"], "puuttuu: --kohde"),
        (["paketti"], "puuttuu: KOKOUS, --kohde"),
        (
            ["paketti", "jr-2026-50", "--kohde", "a.pdf"],
            "Kokousta `jr-2026-50` ei ole. Tarkoititko:",
        ),
        (["paketti", "kr-2026-08", "--kohde", "a.pdf"], "se on peruttu tai sen esityslista on tyhjä"),
        (["uusi"], "puuttuu: LAJI"),
        (["uusi", "kokous"], "Anna ryhmä valitsimella --ryhma ja kokouksen päivä valitsimella --pvm"),
        (
            ["uusi", "kokous", "--ryhma", "johtoryma", "--pvm", "2099-01-15"],
            "Ryhmää `johtoryma` ei ole. Tarkoititko: johtoryhma?",
        ),
        (["uusi", "kokous", "--ryhma", "johtoryhma", "--pvm", "15.1.2027"], "`15.1.2027` ei ole päivä"),
        (
            ["uusi", "kokous", "--ryhma", "johtoryhma", "--pvm", "2020-01-15"],
            "Päivä 2020-01-15 on mennyt: uusi kokous on tulevaisuudessa",
        ),
        (
            ["uusi", "kokous", "--ryhma", "johtoryhma", "--pvm", "2099-01-15", "--tunnus", "Ä"],
            "Tunnus `Ä` ei käy",
        ),
        (["uusi", "palvelu", "--nimi", "x"], "arvo 'palvelu' ei käy; vaihtoehdot: 'organisaatiot'"),
        (["saannot", "HAL-999"], "Sääntöä HAL-999 ei ole"),
        (["saannot", "[/x]"], "Sääntöä [/x] ei ole"),
        (["palvele", "--osoite", "8000"], "8000"),
        (["palvele", "--osoite", "127.0.0.1:99999"], "99999"),
    ],
    ids=lambda value: " ".join(value) or "nothing" if isinstance(value, list) else "",
)
def test_wrong_usage_is_told_in_finnish_with_status_2(hallinta, arguments, said):
    ran = hallinta(*arguments)

    assert ran.status == 2
    assert ran.out == ""
    assert said in ran.said
    assert not ENGLISH.search(ran.err)


# --- tarkista -------------------------------------------------------------------------------------------


def test_the_real_data_has_no_errors(hallinta):
    ran = hallinta("tarkista", "--data", ROOT / "data", "--paiva", DAY)

    assert ran.status == 0
    assert re.search(r"Tarkistettiin \d+ tietuetta: 0 virhettä, \d+ huomautusta\.", ran.said)


def test_a_finding_is_told_with_its_place_and_the_way_out_and_ends_with_status_1(hallinta, project):
    break_a_record(project)

    ran = hallinta("tarkista", "--data", project / "data", "--paiva", DAY)

    assert ran.status == 1
    assert re.search(
        r"^data/palvelut/koski\.yaml:\d+:5: virhe HAL-001: .*otuvaa.*\n    korjaus: .*`otuva`",
        ran.out,
        re.M,
    )
    assert "1 virhe," in ran.err


def test_machine_readable_findings_are_alone_on_standard_output(hallinta, project):
    break_a_record(project)

    ran = hallinta("tarkista", "--data", project / "data", "--paiva", DAY, "--muoto", "gitlab")

    assert ran.status == 1
    assert "HAL-001" in {issue["check_name"] for issue in json.loads(ran.out)}


def test_the_day_decides_what_has_passed(hallinta):
    early = hallinta("tarkista", "--data", ROOT / "data", "--paiva", "2019-01-01")

    assert early.status == 0
    assert "0 virhettä, 0 huomautusta" in early.said


def test_a_file_name_that_is_not_text_is_a_finding(data):
    unreadable = os.fsencode(data / "palvelut") + b"/\xff.yaml"
    with open(unreadable, "w") as file:  # noqa: PTH123 - a Path cannot hold the name
        file.write("nimi: x\n")

    for form in ("teksti", "gitlab", "junit"):
        ran = run_apart("tarkista", "--paiva", DAY, "--muoto", form, "--data", data)

        assert ran.status == 1
        assert "HAL-003" in ran.out
        assert "Traceback" not in ran.err


def test_a_sentence_stays_on_one_line_so_that_a_path_in_it_can_be_copied(hallinta):
    ran = hallinta("saannot", "x" * 200)

    assert "x" * 200 in ran.err
    assert len(ran.err.splitlines()) == 1


def test_checks_leave_gitlab_both_reports_even_when_there_are_errors(project, small_texts):
    shutil.rmtree(project / "data")
    disk.write_all(project, {**small_texts, "data/palvelut/vika.yaml": b"nimi: [\n"})
    reports = [project / "build" / name for name in ("koodilaatu.json", "tarkistus.xml")]

    done = subprocess.run(
        ["make", "-o", ".venv/sivusto.stamp", "tarkista", f"BIN={Path(sys.executable).parent}"],
        cwd=project,
        capture_output=True,
    )

    assert done.returncode != 0
    assert json.loads(reports[0].read_text("utf-8"))[0]["check_name"]
    assert "<failure" in reports[1].read_text("utf-8")


# --- a closed pipe, an unwritable folder, an interrupted question -----------------------------------------


@pytest.mark.parametrize(
    "arguments", [["saannot"], ["tarkista", "--muoto", "junit", "--data", SMALL], ["saannot", "HAL-001"]]
)
def test_a_reader_who_stops_reading_gets_no_traceback(arguments):
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ran = run_apart(*arguments, stdout=writing)
    finally:
        os.close(writing)

    assert "Traceback" not in ran.err
    assert "BrokenPipe" not in ran.err


@pytest.mark.parametrize("command", ["skeemat", "sivut", "rakenna"])
def test_a_target_that_cannot_be_written_is_told_in_words(tmp_path, command):
    (tmp_path / "tiedosto").write_text("not a folder\n")

    ran = run_apart(command, "--paiva", DAY, "--data", SMALL, "--kohde", tmp_path / "tiedosto" / "kansio")

    assert ran.status == 2
    assert str(tmp_path / "tiedosto") in ran.err.replace("\n", "")
    assert "Traceback" not in ran.err


# --- saannot --------------------------------------------------------------------------------------------


def test_the_rules_are_listed_with_severity_and_title(hallinta):
    ran = hallinta("saannot")

    assert ran.status == 0
    assert [line.split()[0] for line in ran.out.splitlines()] == sorted(RULES)
    assert "HAL-001  virhe      Viitattu tietue on olemassa" in ran.out.splitlines()


@pytest.mark.parametrize("id", ["HAL-001", "hal-001"])
def test_one_rule_is_told_with_its_reason_clause_fix_and_example(hallinta, id):
    rule = RULES["HAL-001"]
    example = disk.read_folder(disk.RULE_EXAMPLES)["HAL-001.yaml"].decode()

    ran = hallinta("saannot", id)

    assert ran.status == 0
    for part in (
        rule.title,
        rule.reason,
        rule.fix,
        *rule.lausekkeet,
        "Näin sääntö rikkoutuu",
        "Näin se korjataan",
    ):
        assert part in ran.out
    assert re.search(r"data/\S+:\d+:\d+: virhe HAL-001", ran.out)
    assert "bad:" in example


def test_a_rules_example_tells_what_a_file_had_what_comes_and_what_goes(hallinta):
    out = hallinta("saannot", "HAL-169").out

    assert "data/asetukset.yaml, vain muuttuvat kohdat:\n  ennen:\n    seuraavat:\n      - kutsuttu\n" in out
    assert "    - tila: peruttu\n      nimi: Peruttu\n  jälkeen:\n    (kohta on poistettu)\n" in out
    assert "vanha-mallijarjesto.yaml poistetaan\n" in hallinta("saannot", "HAL-092").out


# --- uusi -----------------------------------------------------------------------------------------------

NEW_ID = {"lausekkeet": "9-01", "tulkinnat": "A-99", "vuosikello": "2099", "vuosisuunnitelmat": "2099"}
"""Kinds whose ids are numbers, not names."""


@pytest.fixture
def data(tmp_path, small_texts) -> Path:
    """The data folder of the small model data set, on disk."""
    disk.write_all(tmp_path, small_texts)
    return tmp_path / "data"


def new_record(
    hallinta, data: Path, folder: str, name: str = "Ääkkösten öljyhöylä: 'ensimmäinen' #1"
) -> Path:
    ids = ["--tunnus", NEW_ID[folder]] if folder in NEW_ID else []
    ran = hallinta("uusi", folder, "--data", data, "--nimi", name, *ids)

    assert ran.status == 0
    return Path(ran.out.strip())


def placeholder_lines(record: Path) -> set[int]:
    lines = record.read_text("utf-8").splitlines()
    return {number for number, line in enumerate(lines, 1) if line.endswith("TÄYTÄ")}


@pytest.mark.parametrize("folder", MADE_FROM_A_TEMPLATE)
def test_a_new_record_needs_only_its_placeholders_filled(hallinta, data, folder):
    record = new_record(hallinta, data, folder)
    reading = load(disk.read_project(data), TODAY).findings

    assert {finding.place.line for finding in reading} <= placeholder_lines(record)
    assert all("TÄYTÄ" in finding.problem for finding in reading)


@pytest.mark.parametrize("folder", MADE_FROM_A_TEMPLATE)
def test_every_placeholder_left_in_a_new_record_is_a_finding(hallinta, data, folder):
    record = new_record(hallinta, data, folder)
    findings = check(load(disk.read_project(data), TODAY))
    told = {finding.place.line for finding in findings if "TÄYTÄ" in finding.problem}

    assert told == placeholder_lines(record)


@pytest.mark.parametrize("folder", MADE_FROM_A_TEMPLATE)
def test_a_new_record_explains_every_field_above_it(hallinta, data, folder):
    lines = new_record(hallinta, data, folder).read_text("utf-8").splitlines()
    model = kinds()[folder]
    begun = [n for n, info in model.model_fields.items() if info.is_required() or n in model.begun_with]

    assert [line.partition(":")[0] for line in lines[1::2]] == begun
    assert all(re.match(r"# \w", line) for line in lines[::2])


def test_the_id_of_a_new_record_comes_from_its_name_in_ascii(hallinta, data):
    assert new_record(hallinta, data, "palvelut", "Äly & Öljy – Åbo 2").name == "aly-oljy-abo-2.yaml"


def test_a_taken_id_gets_a_number(hallinta, data):
    names = [new_record(hallinta, data, "palvelut", "Mallipalvelu").name for _ in range(2)]

    assert names == ["mallipalvelu-2.yaml", "mallipalvelu-3.yaml"]


def test_a_taken_id_that_was_asked_for_is_refused_and_the_old_record_stays(hallinta, data):
    before = all_files(data)

    ran = hallinta("uusi", "palvelut", "--data", data, "--nimi", "Malli", "--tunnus", "mallipalvelu")

    assert ran.status == 2
    assert "Tunnus `mallipalvelu` on jo käytössä" in ran.said
    assert all_files(data) == before


@pytest.mark.parametrize("id", ["Koski", "../koski", "koski.yaml", "äö", "[/x]", "", " "])
def test_an_unfit_id_is_refused_in_words(hallinta, data, id):
    before = all_files(data)

    ran = hallinta("uusi", "palvelut", "--data", data, "--nimi", "***", "--tunnus", id)

    assert ran.status == 2
    assert f"Tunnus `{id}` ei käy" in ran.err
    assert all_files(data) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("tulkinnat", "--nimi", "A"), "anna valitsimella --tunnus lajin oma tunnus, esim. `A-01`"),
        (("termit", "--nimi", "日本"), "anna valitsimella --tunnus pieniä kirjaimia"),
        (("termit", "--nimi", "Київ palvelu"), "Nimestä ei saa tunnusta"),
        (("termit", "--nimi", "a\u200bb"), "Nimi sisältää näkymättömän merkin"),
        (("termit", "--nimi", "\u041aoski"), "kyrillinen kirjain (U+041A)"),
        (("termit", "--nimi", "\u3164"), "tyhjä täytekirjain (U+3164)"),
        (("termit", "--nimi", "A", "--tunnus", "con"), "Windowsissa varattu nimi"),
        (("termit", "--nimi", "A", "--tunnus", "a" * 81), "liian pitkä (81 merkkiä, enintään 80)"),
        (
            ("kokous", "--ryhma", "johtoryhma", "--pvm", "2027-02-11", "--tunnus", "aux"),
            "Windowsissa varattu",
        ),
        (("vuosikello", "--vuosi", "99"), "`99` ei ole vuosi"),
        (("palvelut", "--nimi", "A", "--tunnus", "keksitty-palvelu"), "on jo käytössä"),
    ],
)
def test_a_new_record_that_would_be_a_finding_at_once_is_refused(hallinta, data, arguments, said):
    before = all_files(data)

    ran = hallinta("uusi", *arguments, "--data", data)

    assert ran.status == 2
    assert said in ran.said
    assert all_files(data) == before


def test_a_name_that_is_too_long_for_a_file_still_makes_a_record(hallinta, data):
    record = new_record(hallinta, data, "palvelut", "pitkä " * 60)

    assert record.is_file()
    assert record.name.startswith("pitka-pitka-pitka")
    assert len(record.name) < 255


def test_a_name_is_asked_only_from_a_person(project):
    ran = run_apart("uusi", "palvelut", cwd=project)

    assert ran.status == 2
    assert "--nimi" in ran.err


@pytest.mark.parametrize("answer", [b"\x04", b"\x03", b"  \r"], ids=["end of file", "interrupt", "blank"])
def test_a_question_left_unanswered_writes_nothing_and_gives_no_traceback(project, answer):
    pty = pytest.importorskip("pty", reason="no terminals on this system")
    before = all_files(project / "data")
    command = [sys.executable, "-m", "hallinta", "uusi", "termit"]

    pid, terminal = pty.fork()
    if pid == 0:  # the child never comes back
        os.chdir(project)
        os.environ["PYTHONPATH"] = str(project)
        os.execv(sys.executable, command)
    said = b""
    try:
        while b"Nimi:" not in said:
            said += os.read(terminal, 1024)
        for _ in range(6):  # a key pressed while the prompt is still being set up may be lost: press again
            os.write(terminal, answer)
            while select.select([terminal], [], [], 10)[0]:
                said += os.read(terminal, 1024)
    except OSError:  # the terminal closes with the process
        pass
    finally:
        os.close(terminal)  # which ends the process if nothing else did
        _, status = os.waitpid(pid, 0)

    assert os.waitstatus_to_exitcode(status) in {2, 130}
    assert b"Traceback" not in said
    assert all_files(project / "data") == before


# --- skeemat --------------------------------------------------------------------------------------------


def as_an_editor_reads(path: Path) -> object:
    return yaml_1_2(path.read_text("utf-8"))


class Core(SafeConstructor):
    """YAML 1.2's core schema has no timestamps: a day is text."""


Core.add_constructor("tag:yaml.org,2002:timestamp", Core.construct_yaml_str)


def yaml_1_2(text: str) -> object:
    """YAML 1.2 values as an editor's language server sees them."""
    reader = YAML(typ="safe", pure=True)
    reader.Constructor = Core
    return reader.load(text)


def test_there_is_a_valid_schema_for_every_kind(hallinta, tmp_path):
    ran = hallinta("skeemat", "--data", ROOT / "data", "--kohde", tmp_path)
    written = {path.stem: json.loads(path.read_text("utf-8")) for path in tmp_path.glob("*.json")}

    assert ran.status == 0
    assert set(written) == {kinds()[folder].__name__.lower() for folder in data_folders()}
    for made in written.values():
        assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        Draft202012Validator.check_schema(made)


@pytest.mark.parametrize("folder", MADE_FROM_A_TEMPLATE)
def test_every_field_of_a_schema_is_explained_in_finnish(folder):
    properties = schema(folder)["properties"]

    assert [name for name, field in properties.items() if not field.get("description")] == []


@pytest.mark.parametrize("folder", MADE_FROM_A_TEMPLATE)
def test_an_editor_accepts_every_real_record_with_the_schema(folder):
    validator = Draft202012Validator(schema(folder))
    refused = [
        f"{path.name}: {'/'.join(map(str, error.absolute_path))}: {error.message[:100]}"
        for path in sorted((ROOT / "data" / folder).glob("*.yaml"))
        for error in validator.iter_errors(as_an_editor_reads(path))
    ]

    assert refused == []


def test_an_editor_is_warned_of_an_unknown_key_a_wrong_word_and_a_missing_field():
    record = as_an_editor_reads(ROOT / "data" / "palvelut" / "koski.yaml")
    assert isinstance(record, dict)
    validator = Draft202012Validator(schema("palvelut"))
    missing = {name: value for name, value in record.items() if name != "laji"}

    assert list(validator.iter_errors(record | {"lajji": "palvelu"}))
    assert list(validator.iter_errors(record | {"laji": "palveli"}))
    assert list(validator.iter_errors(missing))


# --- sivut ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def written_pages(tmp_path_factory) -> dict[str, str]:
    target = tmp_path_factory.mktemp("sivut")

    assert main(["sivut", "--data", str(ROOT / "data"), "--paiva", DAY, "--kohde", str(target)]) == 0

    return {name: text.decode() for name, text in pages_of(target).items()}


def body_of(page: str) -> str:
    return page.split("\n---\n", 1)[1]


def unspaced(text: str) -> str:
    """HTML without its white space; engines may break lines between blocks."""
    return "".join(text.split())


def test_every_record_and_every_rule_has_its_page_written(written_pages, handbook):
    def on_disk(address: str) -> bool:
        path = address.partition("#")[0].rstrip("/")
        return bool({f"{path}.md", f"{path}/index.md"} & set(written_pages))

    addresses = [record.address for folder in data_folders() for record in handbook.folder(folder)]
    addresses += [f"muokkaajalle/saannot/{id}/" for id in RULES]
    own_page = {folder for folder in data_folders() if kinds()[folder].address_form == Record.address_form}
    indexes = {f"{folder}/" for folder in own_page if len(handbook.folder(folder))}

    assert [address for address in (*addresses, *sorted(indexes)) if not on_disk(address)] == []


def test_every_written_page_has_a_title_and_keeps_macros_away(written_pages):
    for name, page in written_pages.items():
        front = YAML(typ="safe", pure=True).load(page.split("\n---\n", 1)[0])

        assert front["title"], name
        assert front["render_macros"] is False


def test_python_markdown_passes_a_written_page_through_untouched(written_pages):
    convert = markdown.Markdown(
        extensions=["admonition", "attr_list", "def_list", "md_in_html", "tables", "toc"]
    )

    for name, page in written_pages.items():
        assert unspaced(convert.reset().convert(body_of(page))) == unspaced(body_of(page)), name


def test_commonmark_passes_a_written_page_through_untouched(written_pages):
    convert = MarkdownIt("commonmark", {"html": True})

    for name, page in written_pages.items():
        assert unspaced(convert.render(body_of(page))) == unspaced(body_of(page)), name


def test_writing_pages_again_touches_nothing(hallinta, data, tmp_path):
    arguments = ("sivut", "--data", data, "--paiva", DAY, "--kohde", tmp_path / "sivut")
    hallinta(*arguments)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.md")}
    hallinta(*arguments)

    assert before
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.md")} == before


def test_no_pages_are_written_from_broken_data(hallinta, project, tmp_path):
    break_a_record(project)

    ran = hallinta("sivut", "--data", project / "data", "--paiva", DAY, "--kohde", tmp_path / "sivut")

    assert ran.status == 1
    assert "HAL-001" in ran.out
    assert not (tmp_path / "sivut").exists()


# --- rakenna --------------------------------------------------------------------------------------------


def test_broken_data_leaves_the_old_site_in_place(hallinta, project):
    break_a_record(project)
    site = old_site(project)

    ran = hallinta("rakenna", "--data", project / "data", "--paiva", DAY, "--kohde", site)

    assert ran.status == 1
    assert "HAL-001" in ran.out
    assert "aiempi sivusto jäi ennalleen" in ran.said
    assert pages_of(site) == {"index.html": b"vanha sivusto"}


@pytest.mark.sivusto
def test_a_broken_page_leaves_the_old_site_in_place_and_tells_which_page_it_is(project):
    page = project / "docs" / "malli" / "rakenne.md"
    page.write_text(page.read_text("utf-8") + '\n{{ lauseke("9-99") }}\n', "utf-8")
    linking = project / "docs" / "malli" / "vastuut.md"
    linking.write_text(linking.read_text("utf-8") + "\n[a](eiole.md)\n", "utf-8")
    old_site(project)

    ran = run_apart("rakenna", "--paiva", DAY, cwd=project)

    assert ran.status == 1
    assert "docs/malli/rakenne.md:106:1: virhe HAL-221: makron kohdetta `9-99` ei ole" in ran.out
    assert "docs/malli/vastuut.md:156:5: virhe HAL-225: linkin `eiole.md` kohdetta ei ole" in ran.out
    assert pages_of(project / "site") == {"index.html": b"vanha sivusto"}
    assert [path.name for path in project.iterdir() if path.name.startswith(".site")] == []


# --- meetings -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("example", [False, True], ids=["real", "example"])
def test_a_new_meeting_with_its_agenda_is_written_and_checks_clean(hallinta, project, example):
    data = project / "data"
    options = ["--ryhma", "koordinaatioryhma", "--pvm", "2027-06-08", "--data", data, "--paiva", DAY]
    ran = hallinta("uusi", "kokous", *options, *(["--esimerkki"] if example else []))

    folder = data / "esimerkit" if example else data
    path = folder / "kokoukset" / "koordinaatioryhma-2027-06-08.yaml"
    assert (ran.status, ran.out, ran.err) == (0, f"{path}\n", "")
    checked = hallinta("tarkista", "--data", data, "--paiva", DAY)
    assert checked.status == 0
    assert path.name not in checked.out


def test_an_agenda_for_a_planned_meeting_is_printed_and_nothing_is_written_over(hallinta, project):
    data = project / "data"
    before = all_files(data)
    options = ["--ryhma", "johtoryhma", "--pvm", "2027-02-11", "--data", data, "--paiva", DAY, "--esimerkki"]
    ran = hallinta("uusi", "kokous", *options)

    assert ran.status == 0
    assert "\n  - otsikko: Avoimet toimenpiteet\n" in ran.out
    assert "siirrä sopivat kohdat tiedostoon data/esimerkit/kokoukset/jr-2027-01.yaml" in ran.said
    assert all_files(data) == before


def test_a_pack_is_written_as_a_pdf(hallinta, data, tmp_path):
    target = tmp_path / "paketit" / "a.pdf"
    ran = hallinta("paketti", "johtoryhma-2026-12", "--kohde", target, "--data", data, "--paiva", DAY)
    if ran.status:
        pytest.skip(ran.said)

    assert ran.out == f"{target}\n"
    assert target.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ModuleNotFoundError("weasyprint", name="weasyprint"), "lisäosaa weasyprint ei ole asennettu"),
        (OSError("libpango"), "tarvitsemia järjestelmän kirjastoja ei ole"),
    ],
    ids=["extra", "libraries"],
)
def test_a_pack_without_the_extra_is_told_in_words_with_status_2(
    hallinta, data, tmp_path, monkeypatch, error, said
):
    own = builtins.__import__

    def without_weasyprint(name: str, *rest: object):
        if name.partition(".")[0] == "weasyprint":
            raise error
        return own(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without_weasyprint)
    ran = hallinta(
        "paketti", "johtoryhma-2026-12", "--kohde", tmp_path / "a.pdf", "--data", data, "--paiva", DAY
    )

    assert (ran.status, ran.out) == (2, "")
    assert said in ran.said
    assert "tulostaa selaimesta sivulta /kokoukset/johtoryhma-2026-12/paketti/" in ran.said
    assert not ENGLISH.search(ran.err)
    assert not (tmp_path / "a.pdf").exists()


def test_data_read_away_from_its_pages_is_told_once(
    tmp_path: Path, small_texts: dict[str, bytes], today: datetime.date, capsys: pytest.CaptureFixture[str]
) -> None:
    disk.write_all(tmp_path, {path: text for path, text in small_texts.items() if path.startswith("data/")})
    status = main(["tarkista", "--data", str(tmp_path / "data"), "--paiva", today.isoformat()])

    assert status == 1
    assert capsys.readouterr().out.splitlines() == [
        "data/asetukset.yaml:1:1: virhe HAL-030: käsin kirjoitettuja sivuja ei ole luettu, joten niitä ei tarkistettu",
        "    korjaus: aja tarkistus projektin juuressa, tai kopioi kansio `docs` datakansion viereen",
    ]
