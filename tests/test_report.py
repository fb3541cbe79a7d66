"""Findings as text, as GitLab's Code Quality report and as JUnit XML."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from hallinta import disk, report
from hallinta.finding import Finding, Place, Severity
from hallinta.handbook import load
from hallinta.rules import RULES, check
from hallinta.rules.historia import compare

ROOT = Path(__file__).resolve().parents[1]
TODAY = datetime.date(2026, 11, 22)

BROKEN_LINK = Finding(
    Place("data/palvelut/koski.yaml", 32, 5),
    "HAL-001",
    Severity.VIRHE,
    "`riippuvuudet: otuvaa` ei ole palvelun tunnus",
    "tarkoititko `otuva`?",
)
PASSED = Finding(
    Place("data/arvioinnit/malli-2021.yaml", 3, 14),
    "HAL-033",
    Severity.HUOMAUTUS,
    "määräaika 2021-12-31 on mennyt, eikä toteutumisesta ole lähdettä",
    "lisää päivä ja lähde",
)

# Everything that a double-quoted YAML value or a file name can carry and a report must survive.
HARD_TO_WRITE = [
    "\0",
    "\x1b[31m",
    "\x7f",
    "\x85",
    "\u2028",
    "\ufeff",
    "\ufffe",
    "\uffff",
    "\udcff",
    "]]>",
    "&<\"'",
]


def moved(finding: Finding, lines: int) -> Finding:
    place = finding.place
    return replace(finding, place=Place(place.path, place.line + lines, place.column))


def fingerprints(*findings: Finding) -> list[str]:
    return [issue["fingerprint"] for issue in json.loads(report.gitlab(findings))]


# --- text -----------------------------------------------------------------------------------------------


def test_text_gives_place_problem_and_fix_on_two_lines():
    assert report.text([BROKEN_LINK]) == (
        "data/palvelut/koski.yaml:32:5: virhe HAL-001: `riippuvuudet: otuvaa` ei ole palvelun tunnus\n"
        "    korjaus: tarkoititko `otuva`?\n"
    )


def test_no_findings_are_no_text():
    assert report.text([]) == ""


@pytest.mark.parametrize(
    ("findings", "words"),
    [
        ([], "0 virhettä, 0 huomautusta"),
        ([BROKEN_LINK], "1 virhe, 0 huomautusta"),
        ([BROKEN_LINK, PASSED], "1 virhe, 1 huomautus"),
        ([BROKEN_LINK, BROKEN_LINK, PASSED, PASSED], "2 virhettä, 2 huomautusta"),
    ],
)
def test_counts_take_the_forms_that_finnish_wants(findings, words):
    assert report.counted(findings) == words


@pytest.mark.parametrize("character", ["\x1b", "\x07", "\x9b", "\r", "\x00"])
def test_text_never_sends_a_control_character_to_the_terminal(character):
    quoting = replace(BROKEN_LINK, problem=f"`laji: {character}[2J` ei ole sallittu arvo")

    assert character not in report.text([quoting])


# --- GitLab ---------------------------------------------------------------------------------------------


def test_gitlabs_report_is_an_array_whose_issues_have_what_gitlab_asks_for():
    error, remark = json.loads(report.gitlab([BROKEN_LINK, PASSED]))

    assert error == {
        "description": "`riippuvuudet: otuvaa` ei ole palvelun tunnus. Korjaus: tarkoititko `otuva`?",
        "check_name": "HAL-001",
        "fingerprint": error["fingerprint"],
        "severity": "major",
        "location": {
            "path": "data/palvelut/koski.yaml",
            "lines": {"begin": 32},
            "positions": {"begin": {"line": 32, "column": 5}},
        },
    }
    assert remark["severity"] == "minor"


def test_gitlabs_report_of_nothing_is_an_empty_array():
    assert json.loads(report.gitlab([])) == []


def test_a_finding_keeps_its_fingerprint_when_lines_above_it_move():
    assert fingerprints(BROKEN_LINK) == fingerprints(moved(BROKEN_LINK, 7))


def test_two_equal_findings_in_one_file_have_fingerprints_of_their_own():
    both = fingerprints(BROKEN_LINK, moved(BROKEN_LINK, 1))

    assert len(set(both)) == 2
    assert both == fingerprints(moved(BROKEN_LINK, 3), moved(BROKEN_LINK, 9))


@pytest.mark.parametrize(
    "other",
    [
        replace(BROKEN_LINK, rule="HAL-002"),
        replace(BROKEN_LINK, problem="`riippuvuudet: otuv` ei ole palvelun tunnus"),
        replace(BROKEN_LINK, place=Place("data/palvelut/valpas.yaml", 32, 5)),
    ],
    ids=["rule", "problem", "file"],
)
def test_a_different_finding_has_a_different_fingerprint(other):
    assert fingerprints(BROKEN_LINK) != fingerprints(other)


def test_a_finding_keeps_its_fingerprint_when_a_line_it_tells_of_moves_too():
    twice = replace(BROKEN_LINK, problem="avain `nimi` on kahdesti (ensimmäisen kerran rivillä 3)")
    below = replace(moved(twice, 2), problem="avain `nimi` on kahdesti (ensimmäisen kerran rivillä 5)")

    assert fingerprints(twice) == fingerprints(below)


def test_findings_of_the_broken_data_keep_their_fingerprints_when_every_line_moves():
    """One comment line more in each file; what is told of a file as a whole stays on its first line."""
    texts = disk.read_project(ROOT / "tests" / "rikkinainen" / "data")
    below = {
        path: b"# huomautus\n" + text
        if path.endswith(".yaml") and text.strip() and text[:3] != b"\xef\xbb\xbf"
        else text
        for path, text in texts.items()
    }
    one, other = (check(load(each, TODAY)) for each in (texts, below))

    assert len(one) == len(other)
    assert set(fingerprints(*one)) == set(fingerprints(*other))


def test_a_finding_about_a_removed_file_opens_a_file_that_is_there(small_texts):
    path = "data/sidosryhmat/mallikumppani.yaml"
    after = {name: text for name, text in small_texts.items() if name != path}
    before, now = load(small_texts, TODAY), load(after, TODAY)
    gone = [each for each in compare(before, now, ()) if each.rule == "HAL-092"]
    (issue,) = json.loads(report.gitlab(gone))

    assert [each.place.path for each in gone] == [path]
    assert issue["location"]["path"] in after
    assert "sidosryhmat/mallikumppani/" in issue["description"]


def test_each_issue_leads_to_its_rule_when_the_address_is_known():
    known = json.loads(report.gitlab([BROKEN_LINK, PASSED], "https://oph.example/k/"))
    unknown = json.loads(report.gitlab([BROKEN_LINK]))

    assert known[0]["description"].endswith(
        "`otuva`? Ohje: https://oph.example/k/muokkaajalle/saannot/HAL-001/"
    )
    assert known[1]["description"].endswith(
        "lähde. Ohje: https://oph.example/k/muokkaajalle/saannot/HAL-033/"
    )
    assert "http" not in unknown[0]["description"]


# --- JUnit ----------------------------------------------------------------------------------------------


def test_junit_has_a_case_for_each_rule_and_counts_the_rules_that_fail():
    suite = ElementTree.fromstring(report.junit([BROKEN_LINK, moved(BROKEN_LINK, 1), PASSED]))
    failed = suite.findall("testcase[failure]")

    assert suite.tag == "testsuite"
    assert suite.get("tests") == str(len(RULES)) == str(len(suite.findall("testcase")))
    assert suite.get("failures") == "1"
    assert [case.get("name") for case in failed] == [f"HAL-001 {RULES['HAL-001'].title}"]


def test_junit_tells_every_error_of_a_rule():
    failure = ElementTree.fromstring(report.junit([BROKEN_LINK, moved(BROKEN_LINK, 1)])).find("*/failure")

    assert failure is not None
    assert failure.get("message") == BROKEN_LINK.problem
    assert failure.text == report.text([BROKEN_LINK, moved(BROKEN_LINK, 1)])


def test_junit_tells_a_remark_without_failing():
    suite = ElementTree.fromstring(report.junit([PASSED]))
    output = suite.find("testcase[system-out]/system-out")

    assert suite.get("failures") == "0"
    assert output is not None
    assert output.text == report.text([PASSED])


# --- all forms ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HARD_TO_WRITE, ids=ascii)
@pytest.mark.parametrize("form", [report.text, report.gitlab, report.junit])
def test_a_value_that_is_hard_to_write_survives_every_form(form, text):
    finding = replace(
        BROKEN_LINK, problem=f"`nimi: {text}` ei käy", place=Place(f"data/palvelut/{text}.yaml")
    )

    written = form([finding]).encode()

    assert b"data/palvelut/" in written
    if form is report.gitlab:
        assert len(json.loads(written)) == 1
    if form is report.junit:
        assert ElementTree.fromstring(written).get("failures") == "1"
