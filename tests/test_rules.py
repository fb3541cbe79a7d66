"""The promises of every rule: a clause, a reason, a fix, an example that breaks it and one that does not."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from lahteellinen import SOURCE, sourced

from hallinta import disk, report
from hallinta.cli import main
from hallinta.handbook import Handbook, Loaded, load
from hallinta.rules import RULES, Rule, check
from hallinta.rules.examples import Edit, Example, examples, laid_over
from hallinta.rules.historia import compare

Texts = dict[str, bytes]

ALL = sorted(RULES.values(), key=lambda rule: rule.id)
CHECKED = [rule for rule in ALL if rule.check is not None]


@dataclass(frozen=True)
class Stages:
    """The files of an example, each stage laid over the one before it."""

    before: Texts
    bad: Texts
    good: Texts


def stages_of(example: Example, base: Texts) -> Stages:
    before = laid_over(base, example.before or {})
    bad = laid_over(before, example.bad)
    return Stages(before, bad, laid_over(bad, example.good))


def found(loaded: Loaded, example: Example, stages: Stages) -> str:
    """The report of an example, of what changed since its ``before`` too when it has one."""
    findings = check(loaded)
    if example.before:
        assert loaded.handbook is not None
        before = load(stages.before, loaded.handbook.today)
        findings = compare(before, loaded, findings)
    return report.text(findings)


@pytest.fixture(scope="module", params=ALL, ids=lambda rule: rule.id)
def rule(request: pytest.FixtureRequest) -> Rule:
    return request.param


@pytest.fixture(scope="module")
def example(rule: Rule, rule_examples: dict[str, Example]) -> Example:
    assert rule.id in rule_examples, f"kirjoita hallinta/rules/esimerkit/{rule.id}.yaml"
    return rule_examples[rule.id]


@pytest.fixture(scope="module")
def stages(example: Example, small_texts: Texts) -> Stages:
    return stages_of(example, small_texts)


@pytest.fixture(scope="module")
def bad(stages: Stages, today: date) -> Loaded:
    return load(stages.bad, today)


def test_the_small_model_data_set_has_no_findings(small_texts: Texts, today: date) -> None:
    assert report.text(check(load(small_texts, today))) == ""


def test_the_bad_example_gives_exactly_its_finding(
    rule: Rule, example: Example, bad: Loaded, stages: Stages
) -> None:
    assert found(bad, example, stages) == example.finding
    assert set(re.findall(r"^\S.*?: (virhe|huomautus) (HAL-\d+): ", example.finding, re.MULTILINE)) == {
        (rule.severity.value, rule.id)
    }


def test_the_good_example_gives_none(example: Example, stages: Stages, today: date) -> None:
    assert found(load(stages.good, today), example, stages) == ""


def test_the_good_example_mends_the_bad_one(example: Example, stages: Stages) -> None:
    """Good keeps a file of bad unless a new name is the cure."""
    made = {path for path, change in example.bad.items() if change is not None}

    assert stages.bad != stages.good
    assert made & set(stages.good) or len(made) == 1


def test_an_example_repeats_no_file_for_a_small_change(
    example: Example, stages: Stages, small_texts: Texts
) -> None:
    """A file that changes little is an edit: the page then shows what changes and nothing else."""
    for earlier, changes in ((stages.before, example.bad), (stages.bad, example.good)):
        for path, text in changes.items():
            if isinstance(text, str) and path in earlier:
                was, now = earlier[path].decode().splitlines(), text.splitlines()
                same = sum(
                    block.size for block in SequenceMatcher(None, was, now, False).get_matching_blocks()
                )

                assert same < 10, f"{path}: kirjoita muutos muodossa old/new"


def test_an_examples_finding_points_inside_a_file(example: Example, stages: Stages) -> None:
    texts = {**stages.before, **stages.bad}
    places = re.findall(r"^(\S.*?):(\d+):(\d+): ", example.finding, re.MULTILINE)

    assert places
    for path, line, column in places:
        lines = texts[path].decode().splitlines()
        assert int(column) <= len(lines[int(line) - 1])


@pytest.mark.parametrize(("id", "status"), [("HAL-001", 1), ("HAL-007", 0), ("HAL-002", 1), ("HAL-033", 0)])
def test_the_command_fails_on_an_error_and_passes_a_remark(
    id: str,
    status: int,
    rule_examples: dict[str, Example],
    small_texts: Texts,
    today: date,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Which rules are which is in every example's finding; here is what the command makes of it."""
    example = rule_examples[id]
    stages = stages_of(example, small_texts)
    disk.write_all(tmp_path / "bad", stages.bad)
    disk.write_all(tmp_path / "good", stages.good)
    found, fine = (
        main(["tarkista", "--data", str(tmp_path / kind / "data"), "--paiva", today.isoformat()])
        for kind in ("bad", "good")
    )

    assert (found, fine) == (status, 0)
    assert capsys.readouterr().out == example.finding


@pytest.mark.parametrize("rule", CHECKED, ids=lambda rule: rule.id, indirect=True)
def test_a_rule_is_not_run_before_its_day(rule: Rule, bad: Loaded) -> None:
    assert bad.handbook is not None
    day_before = replace(bad.handbook, today=rule.effective - timedelta(days=1))

    assert list(rule.findings(bad.handbook))
    assert not list(rule.findings(day_before))
    assert not list(replace(rule, effective=bad.handbook.today + timedelta(days=1)).findings(bad.handbook))


def test_a_rule_cites_clauses_that_exist(rule: Rule, handbook: Handbook) -> None:
    assert rule.lausekkeet
    assert set(rule.lausekkeet) <= set(handbook.lausekkeet.ids)


def test_a_rule_is_fully_described(rule: Rule) -> None:
    assert re.fullmatch(r"HAL-\d{3}", rule.id)
    assert re.fullmatch(r"[A-ZÅÄÖ].*[^.]", rule.title)
    assert re.fullmatch(r"[A-ZÅÄÖ].{40,}\.", rule.reason, re.DOTALL), "perustelu on virke tai kaksi"
    assert re.fullmatch(r"[a-zåäö`].*[^.]", rule.fix), "korjaus alkaa pienellä eikä pääty pisteeseen"


def test_rules_are_told_apart_by_title_and_reason() -> None:
    for text in ("title", "reason"):
        twice = [said for said, count in Counter(getattr(rule, text) for rule in ALL).items() if count > 1]

        assert not twice


def test_each_example_belongs_to_a_rule(rule_examples: dict[str, Example]) -> None:
    assert set(rule_examples) == set(RULES)


def test_errors_come_before_remarks_only_by_place(small_texts: Texts, today: date) -> None:
    """One list, sorted by file and line, whatever found the thing."""
    texts = laid_over(
        small_texts,
        {
            "data/organisaatiot/b.yaml": (
                f"nimi: B\nlaji: virasto\ntarkoitus: <b>\nylaorganisaatio: ei-ole\n{SOURCE}"
            ),
            "data/organisaatiot/a.yaml": "nimi: A\nlaji: ei-ole\n",
        },
    )
    findings = check(load(texts, today))

    assert [(finding.place.path[-6:], finding.place.line, finding.rule) for finding in findings] == [
        ("a.yaml", 2, "HAL-000"),
        ("b.yaml", 3, "HAL-004"),
        ("b.yaml", 4, "HAL-001"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "bad: {}\ngood: {}\n",
        "bad: {}\nfinding: x\ngood: {}\nextra: x\n",
        "bad: x\nfinding: x\ngood: {}\n",
        "bad: {}\nfinding: []\ngood: {}\n",
        "bad: {a: {}}\nfinding: x\ngood: {}\n",
        "bad: {a: []}\nfinding: x\ngood: {}\n",
        "bad: {a: [{old: x}]}\nfinding: x\ngood: {}\n",
        "bad: {a: [{old: ' ', new: x}]}\nfinding: x\ngood: {}\n",
        "bad: {a: [{old: x, new: y, extra: z}]}\nfinding: x\ngood: {}\n",
        "bad\n",
        "",
    ],
)
def test_a_malformed_example_names_its_file(text: str) -> None:
    with pytest.raises(ValueError, match=r"HAL-999\.yaml"):
        examples({"HAL-999.yaml": text.encode()})


LAID = "a:\n  - b: 1\n    c: 2\n\n  - b: 1\n    c: 3\nd: 1\n"


@pytest.mark.parametrize(
    ("old", "new", "after"),
    [
        ("d: 1\n", "d: 2\n", LAID.replace("d: 1", "d: 2")),
        ("- b: 1\n  c: 3\n", "- b: 5\n  c: 3\n", LAID.replace("b: 1\n    c: 3", "b: 5\n    c: 3")),
        ("c: 2\n\n", "c: 2\ne: 4\n", LAID.replace("c: 2\n\n", "c: 2\n    e: 4\n")),
        ("c: 3\n", "", LAID.replace("    c: 3\n", "")),
    ],
)
def test_an_edit_replaces_whole_lines_at_the_depth_where_they_stand(old: str, new: str, after: str) -> None:
    assert laid_over({"x": LAID.encode()}, {"x": (Edit(old, new),)}) == {"x": after.encode()}


@pytest.mark.parametrize(
    ("old", "complaint"),
    [
        ("c: 4\n", "x: muutettava kohta puuttuu"),
        ("b: 1\n", "x: muutettava kohta puuttuu"),
        ("c: 2\nd: 1\n", "x: muutettava kohta puuttuu"),
        ("- b: 1\n", r"x: muutettava kohta on 2 kertaa \(riveillä 2, 5\); ota mukaan viereinen rivi"),
    ],
)
def test_an_edit_that_does_not_fit_its_file_exactly_once_is_refused(old: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        laid_over({"x": LAID.encode()}, {"x": (Edit(old, "e: 1\n"),)})


def test_only_a_file_that_is_there_is_edited_or_removed() -> None:
    for change in ((Edit("a\n", "b\n"),), None):
        with pytest.raises(ValueError, match="y: muutettavaa tiedostoa ei ole"):
            laid_over({"x": b"a\n"}, {"y": change})

    assert laid_over({"x": b"a\n"}, {"x": None}) == {}


# Texts that look like a breach and are none, and the other way round: file → what is found (rule and line).
JUDGED: list[tuple[str, dict[str, str], list[tuple[str, int]]]] = [
    (
        "a comparison is not markup",
        {"data/termit/a.yaml": "nimi: a < b\nmaaritelma: a <5, b> c, {x} ja 100 %}\n"},
        [],
    ),
    (
        "an HTML comment is markup",
        {"data/termit/a.yaml": "nimi: a\nmaaritelma: a <!-- b -->\n"},
        [("HAL-004", 2)],
    ),
    ("a Jinja block is markup", {"data/termit/a.yaml": "nimi: a\nmaaritelma: a {% b\n"}, [("HAL-004", 2)]),
    (
        "markup is told in every language",
        {"data/termit/a.yaml": "nimi:\n  fi: a\n  sv: <i>a</i>\nmaaritelma: a\n"},
        [("HAL-004", 3)],
    ),
    (
        "links may lead to records, the web and mail",
        {
            "data/termit/a.yaml": (
                "nimi: a\nmaaritelma: '[a](palvelut/mallipalvelu) [b](https://www.oph.example/)"
                " [c](mailto:a@b.example) [d](lausekkeet/1-20)'\n"
            )
        },
        [],
    ),
    (
        "links may not run scripts, whatever their case",
        {"data/termit/a.yaml": "nimi: a\nmaaritelma: '[a](JavaScript:alert) [b](data:text/html,x)'\n"},
        [("HAL-009", 2), ("HAL-009", 2)],
    ),
    (
        "links may not lead to places on the site",
        {"data/termit/a.yaml": "nimi: a\nmaaritelma: '[a](../palvelut/) [b](#c) [d](//e) [f](palvelut)'\n"},
        [("HAL-009", 2)] * 4,
    ),
    (
        "text that is not rich has no links",
        {"data/organisaatiot/a.yaml": "nimi: a\nlaji: virasto\ntarkoitus: '[a](javascript:alert)'\n"},
        [],
    ),
    (
        "a record that could not be read is not missing",
        {
            "data/organisaatiot/a.yaml": "nimi: a\nlaji: viraasto\n",
            "data/organisaatiot/b.yaml": "nimi: b\nlaji: virasto\nylaorganisaatio: a\n",
            "data/termit/c.yaml": "nimi: c\nmaaritelma: '[a](organisaatiot/a)'\n",
        },
        [("HAL-000", 2)],
    ),
    (
        "a record that could not be read still has its page",
        {"data/palvelut/mallipalvelu.yaml": "- a\n"},
        [("HAL-000", 1)],
    ),
    (
        "a cycle is told once, not by those that hang from it",
        {
            "data/organisaatiot/a.yaml": "nimi: a\nlaji: virasto\nylaorganisaatio: b\n",
            "data/organisaatiot/b.yaml": "nimi: b\nlaji: virasto\nylaorganisaatio: c\n",
            "data/organisaatiot/c.yaml": "nimi: c\nlaji: virasto\nylaorganisaatio: b\n",
        },
        [("HAL-006", 3)],
    ),
    (
        "a record's own parent is told by one rule only",
        {"data/organisaatiot/a.yaml": "nimi: a\nlaji: virasto\nylaorganisaatio: a\n"},
        [("HAL-005", 3)],
    ),
    (
        "roles may have a capital first letter or an abbreviation",
        {
            "data/ryhmat/a.yaml": (
                "nimi: a\ntaso: null\nmallin_ryhma: false\ntyyppi: pysyva\ntarkoitus: a\njasenpaikat:\n"
                "  - organisaatio: oph\n    rooli: Johdon edustaja, OPH\n"
                "  - organisaatio: oph\n    rooli: Opetus- ja kulttuuriministeriön edustaja\n"
            )
        },
        [],
    ),
    (
        "names of persons are told with a double name and as chair or secretary",
        {
            "data/ryhmat/a.yaml": (
                "nimi: a\ntaso: null\nmallin_ryhma: false\ntyyppi: pysyva\ntarkoitus: a\njasenpaikat:\n"
                "  - organisaatio: oph\n    rooli: edustaja Åke Öster-Ärling\n"
                "puheenjohtaja: Maija Meikäläinen\nsihteeri: maija@oph.example\n"
            )
        },
        [("HAL-011", 8), ("HAL-011", 9), ("HAL-011", 10)],
    ),
    (
        "a service outside the model may be maintained by anyone",
        {
            "data/palvelut/a.yaml": (
                "nimi: a\nlaji: palvelu\ntarkoitus: null\npalveluryhma: null\nmallin_piirissa: ei\n"
                "mallin_piirissa_perustelu: a\nomistajat: null\nyllapitajat:\n  - organisaatio: malliyhtio\n"
                "toteuttajat: null\nelinkaaren_tila: null\noikeusperusta: null\nurl: null\nlahdekoodi: null\n"
                "lisenssi: null\ndokumentaatio: null\nlahteet:\n  omistus:\n    - malliraportti\n"
            )
        },
        [],
    ),
    (
        "a group may lack either end of its term unless it is temporary",
        {
            "data/ryhmat/a.yaml": (
                "nimi: a\ntaso: null\nmallin_ryhma: false\ntyyppi: pysyva\ntarkoitus: a\n"
                "toimikausi:\n  alku: 2026-01-01\n"
            )
        },
        [],
    ),
    (
        "a term of one day runs forwards",
        {
            "data/ryhmat/a.yaml": (
                "nimi: a\ntaso: null\nmallin_ryhma: false\ntyyppi: valiaikainen\ntarkoitus: a\n"
                "toimikausi:\n  alku: 2026-01-01\n  loppu: 2026-01-01\n"
            )
        },
        [],
    ),
    (
        "names that differ only in case and punctuation are the same",
        {
            "data/sidosryhmat/a.yaml": (
                "nimi: mallin – KOORDINAATIORYHMÄ\nlaji: kumppani\ntehtava: null\nnimetty_mallissa: false\n"
                "tila: toiminnassa\n"
            )
        },
        [("HAL-015", 1)],
    ),
    (
        "an evaluation is not late during its last month",
        {
            "data/arvioinnit/a.yaml": "nimi: a\nkohde: a\nsuunniteltu: 2026-11\ntoteutunut: null\ntulos: a\n",
        },
        [],
    ),
    (
        "an evaluation without any source is told once",
        {
            "data/arvioinnit/a.yaml": (
                "nimi: a\nkohde: a\nsuunniteltu: 2026-10\ntoteutunut: 2026-10-01\ntulos: null\nlahteet: []\n"
            ),
        },
        [("HAL-194", 6)],
    ),
]


@pytest.mark.parametrize(
    ("files", "expected"),
    [pytest.param(files, expected, id=claim) for claim, files, expected in JUDGED],
)
def test_rules_tell_breaches_from_look_alikes(
    files: dict[str, str], expected: list[tuple[str, int]], small_texts: Texts, today: date
) -> None:
    findings = check(load(laid_over(small_texts, sourced(files)), today))

    assert [(finding.rule, finding.place.line) for finding in findings] == expected
