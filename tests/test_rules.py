"""The promises of every rule: a clause, a reason, a fix, an example that breaks it and one that does not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from hallinta import disk, report
from hallinta.cli import main
from hallinta.finding import Finding, Severity
from hallinta.handbook import Handbook, load
from hallinta.rules import RULES, Rule, check
from hallinta.rules.examples import Example, examples
from hallinta.rules.historia import COMPARISONS, compare

Texts = dict[str, bytes]

ALL = sorted(RULES.values(), key=lambda rule: rule.id)
CHECKED = [rule for rule in ALL if rule.check is not None]
OF_ONE_REVISION = [rule for rule in ALL if rule.id not in COMPARISONS]


def laid_over(base: Texts, files: Mapping[str, str]) -> Texts:
    return {**base, **{path: text.encode() for path, text in files.items()}}


def found(texts: Texts, today: date, before: Texts | None = None) -> tuple[Finding, ...]:
    """What is found in the texts, and in what changed since ``before`` when it is given."""
    loaded = load(texts, today)
    findings = check(loaded)
    return compare(load(before, today), loaded, findings) if before else findings


def earlier(base: Texts, example: Example) -> Texts | None:
    return laid_over(base, example.before) if example.before else None


@pytest.fixture(params=ALL, ids=lambda rule: rule.id)
def rule(request: pytest.FixtureRequest) -> Rule:
    return request.param


@pytest.fixture
def example(rule: Rule, rule_examples: dict[str, Example]) -> Example:
    assert rule.id in rule_examples, f"kirjoita hallinta/rules/esimerkit/{rule.id}.yaml"
    return rule_examples[rule.id]


def test_the_small_model_data_set_has_no_findings(small_texts: Texts, today: date) -> None:
    findings = found(small_texts, today)

    assert report.text(findings) == ""


def test_the_bad_example_gives_exactly_its_finding(
    rule: Rule, example: Example, small_texts: Texts, today: date
) -> None:
    findings = found(laid_over(small_texts, example.bad), today, earlier(small_texts, example))

    assert report.text(findings) == example.finding
    assert {finding.rule for finding in findings} == {rule.id}
    assert {finding.severity for finding in findings} == {rule.severity}


def test_the_good_example_gives_none(example: Example, small_texts: Texts, today: date) -> None:
    findings = found(laid_over(small_texts, example.good), today, earlier(small_texts, example))

    assert report.text(findings) == ""


def test_the_good_example_mends_the_bad_one(example: Example) -> None:
    """Good keeps the files of bad unless renaming is the cure, and changes as little as it can."""
    kept = set(example.bad) & set(example.good)

    assert example.bad != example.good
    assert kept or len(example.bad) == 1
    assert all(len(text.splitlines()) <= 30 for text in [*example.bad.values(), *example.good.values()])


def test_the_examples_findings_point_into_the_files_shown(example: Example) -> None:
    places = re.findall(r"^(\S.*?):(\d+):(\d+): ", example.finding, re.MULTILINE)

    assert places
    for path, line, column in places:
        shown = example.bad[path].splitlines()[int(line) - 1]
        assert int(column) <= len(shown)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, small_texts: Texts) -> Path:
    """The small model data set on disk, written once."""
    written = tmp_path_factory.mktemp("pienoismalli")
    disk.write_all(written, small_texts)
    return written


@contextmanager
def laid_on_disk(folder: Path, base: Texts, files: Mapping[str, str]) -> Iterator[None]:
    disk.write_all(folder, files)
    try:
        yield
    finally:
        for path in files.keys() - base.keys():
            (folder / path).unlink()
        disk.write_all(folder, base)


@pytest.mark.parametrize(
    "rule", [rule for rule in ALL if rule.id not in COMPARISONS], ids=lambda rule: rule.id
)
@pytest.mark.parametrize("kind", ["bad", "good"])
def test_the_command_fails_on_an_error_and_passes_a_remark(
    rule: Rule,
    example: Example,
    kind: str,
    small_texts: Texts,
    today: date,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with laid_on_disk(folder, small_texts, getattr(example, kind)):
        status = main(["tarkista", "--data", str(folder / "data"), "--paiva", today.isoformat()])

    assert status == int(kind == "bad" and rule.severity is Severity.VIRHE)
    assert capsys.readouterr().out == (example.finding if kind == "bad" else "")


@pytest.mark.parametrize("rule", CHECKED, ids=lambda rule: rule.id)
def test_a_rule_is_not_run_before_its_day(rule: Rule, example: Example, small_texts: Texts) -> None:
    texts = laid_over(small_texts, example.bad)
    on_the_day, day_before = (
        load(texts, day).handbook for day in (rule.effective, rule.effective - timedelta(days=1))
    )
    assert on_the_day is not None
    assert day_before is not None

    assert list(rule.findings(on_the_day))
    assert not list(rule.findings(day_before))
    assert not list(replace(rule, effective=on_the_day.today + timedelta(days=1)).findings(on_the_day))


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
            "data/organisaatiot/b.yaml": "nimi: B\nlaji: virasto\ntarkoitus: <b>\nylaorganisaatio: ei-ole\n",
            "data/organisaatiot/a.yaml": "nimi: A\nlaji: ei-ole\n",
        },
    )
    findings = found(texts, today)

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
        "bad\n",
        "",
    ],
)
def test_a_malformed_example_names_its_file(text: str) -> None:
    with pytest.raises(ValueError, match=r"HAL-999\.yaml"):
        examples({"HAL-999.yaml": text.encode()})


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
        "an evaluation without any source has none of its own",
        {
            "data/arvioinnit/a.yaml": (
                "nimi: a\nkohde: a\nsuunniteltu: 2026-10\ntoteutunut: 2026-10-01\ntulos: null\n"
            ),
        },
        [("HAL-034", 4)],
    ),
]


@pytest.mark.parametrize(
    ("files", "expected"),
    [pytest.param(files, expected, id=claim) for claim, files, expected in JUDGED],
)
def test_rules_tell_breaches_from_look_alikes(
    files: dict[str, str], expected: list[tuple[str, int]], small_texts: Texts, today: date
) -> None:
    findings = found(laid_over(small_texts, files), today)

    assert [(finding.rule, finding.place.line) for finding in findings] == expected
