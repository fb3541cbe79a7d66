"""Findings for people (text), for GitLab's merge request widget (Code Quality) and for test reports
(JUnit).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
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


_LINE_TOLD = re.compile(r"\b(rivi(llä|ltä|lle|stä|in)|riveillä) \d+(–\d+)?")


def gitlab(findings: Sequence[Finding], address: str | None = None) -> str:
    """GitLab's Code Quality report: a JSON array. With the site's address each issue leads to its rule's page.

    The fingerprint leaves out lines, told ones too, so a finding stays the same one when lines above it move;
    equal findings in one file are told apart by their order.
    """
    seen: Counter[str] = Counter()
    issues = []
    for finding in findings:
        problem = _LINE_TOLD.sub("rivi", _printable(finding.problem))
        key = "\0".join((finding.rule, _printable(finding.place.path), problem))
        seen[key] += 1
        place = finding.opens or finding.place
        end = "" if finding.fix.endswith("?") else "."
        more = f"{end} Ohje: {address}muokkaajalle/saannot/{finding.rule}/" if address else ""
        issues.append(
            {
                "description": _printable(f"{finding.problem}. Korjaus: {finding.fix}{more}"),
                "check_name": finding.rule,
                "fingerprint": hashlib.sha256(f"{key}\0{seen[key]}".encode()).hexdigest()[:40],
                "severity": _GITLAB_SEVERITY[finding.severity],
                "location": {
                    "path": _printable(place.path),
                    "positions": {"begin": {"line": place.line, "column": place.column}},
                    "lines": {"begin": place.line},
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
    # the declaration that ElementTree would write names the console's encoding
    return "<?xml version='1.0' encoding='utf-8'?>\n" + ElementTree.tostring(suite, encoding="unicode") + "\n"


FORMS = ("gitlab", "junit", "teksti")
"""What findings may be asked for as: GitLab's Code Quality, JUnit's XML, text for people."""


def written(findings: Sequence[Finding], form: str, address: str | None = None) -> str:
    """The findings in one of ``FORMS``."""
    match form:
        case "gitlab":
            return gitlab(findings, address)
        case "junit":
            return junit(findings)
    return text(findings)
