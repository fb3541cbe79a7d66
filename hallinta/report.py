"""Findings for people (text), for GitLab's merge request widget (Code Quality) and for test reports
(JUnit).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from xml.etree import ElementTree

from hallinta.finding import Finding, Severity
from hallinta.rules import RULES


def text(findings: Sequence[Finding]) -> str:
    """The findings as an editor reads them; a finding may quote what would confuse a terminal or a file."""
    return "".join(f"{_printable(str(finding))}\n" for finding in findings)


_UNPRINTABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def _printable(value: str) -> str:
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", value)


def counted(findings: Iterable[Finding]) -> str:
    """``2 virhettä, 1 huomautus`` – with the forms Finnish wants."""
    counts = Counter(finding.severity for finding in findings)
    errors, remarks = counts[Severity.VIRHE], counts[Severity.HUOMAUTUS]
    return (
        f"{errors} {'virhe' if errors == 1 else 'virhettä'}, "
        f"{remarks} {'huomautus' if remarks == 1 else 'huomautusta'}"
    )


_GITLAB_SEVERITY = {Severity.VIRHE: "major", Severity.HUOMAUTUS: "minor"}


def gitlab(findings: Sequence[Finding]) -> str:
    """GitLab's Code Quality report: a JSON array.

    The fingerprint leaves the line out, so a finding stays the same one when lines above it move; equal
    findings in one file are told apart by their order.
    """
    seen: Counter[str] = Counter()
    issues = []
    for finding in findings:
        key = "\0".join((finding.rule, _printable(finding.place.path), _printable(finding.problem)))
        seen[key] += 1
        issues.append(
            {
                "description": _printable(f"{finding.problem}. Korjaus: {finding.fix}"),
                "check_name": finding.rule,
                "fingerprint": hashlib.sha256(f"{key}\0{seen[key]}".encode()).hexdigest()[:40],
                "severity": _GITLAB_SEVERITY[finding.severity],
                "location": {
                    "path": _printable(finding.place.path),
                    "positions": {"begin": {"line": finding.place.line, "column": finding.place.column}},
                    "lines": {"begin": finding.place.line},
                },
            }
        )
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"


def junit(findings: Sequence[Finding]) -> str:
    """JUnit XML: one test case per rule, failed by its errors; remarks are told in its output."""
    suite = ElementTree.Element("testsuite", name="hallinta tarkista", tests=str(len(RULES)), errors="0")
    failures = 0
    for rule in RULES.values():
        case = ElementTree.SubElement(suite, "testcase", classname="saannot", name=f"{rule.id} {rule.title}")
        own = [finding for finding in findings if finding.rule == rule.id]
        errors = [finding for finding in own if finding.severity is Severity.VIRHE]
        if errors:
            failures += 1
            failure = ElementTree.SubElement(case, "failure", message=_printable(errors[0].problem))
            failure.text = text(errors)
        remarks = [finding for finding in own if finding.severity is Severity.HUOMAUTUS]
        if remarks:
            ElementTree.SubElement(case, "system-out").text = text(remarks)
    suite.set("failures", str(failures))
    ElementTree.indent(suite)
    return ElementTree.tostring(suite, encoding="unicode", xml_declaration=True) + "\n"


FORMS: dict[str, Callable[[Sequence[Finding]], str]] = {"gitlab": gitlab, "junit": junit, "teksti": text}
"""What findings may be asked for as: GitLab's Code Quality, JUnit's XML, text for people."""
