"""What a rule is, the list of all rules, and how they are run."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

from hallinta.finding import Finding, Place, Severity
from hallinta.handbook import EXAMPLE_FILES, EXAMPLE_PAGES, Handbook, Loaded
from hallinta.personal import masked
from hallinta.records.base import Record
from hallinta.records.yllapito import Poikkeus

Findings = Iterator[tuple[Place, str] | tuple[Place, str, str]]
"""What a rule yields: place and problem, and a fix of its own when the general one would not help enough."""

Check = Callable[[Handbook], Findings]

FIRST_DAY = date(2026, 11, 22)

REFERENCE_RULE = "HAL-001"

NOT_WAIVABLE = frozenset({
    "HAL-000", "HAL-001", "HAL-002", "HAL-003", "HAL-210", "HAL-211", "HAL-212", "HAL-340",
})  # fmt: skip
"""A record that cannot be read or found is not excused by a reason, and a waiver does not excuse itself. No reason
makes a person's identity code public either.
"""


@dataclass(frozen=True, slots=True)
class Rule:
    """A claim about the data. ``check`` is None for what reading a record already finds."""

    id: str
    title: str
    lausekkeet: tuple[str, ...]
    severity: Severity
    fix: str
    reason: str
    effective: date
    check: Check | None = None
    compares: bool = False
    """Compares what is with what was published before."""
    absence: bool = False
    """Claims that something is missing elsewhere. It is not known of a record that an unread file mentions."""

    @property
    def waivable(self) -> bool:
        """Whether a record may be excused from the rule: not from what keeps it readable, nor from waivers'
        own rules.
        """
        return (self.check is not None or self.compares) and self.id not in NOT_WAIVABLE

    def findings(self, handbook: Handbook) -> Iterator[Finding]:
        if self.check is None or handbook.today < self.effective:
            return
        for place, problem, *fix in self.check(handbook):
            if self.absence and PurePosixPath(place.path).stem in handbook.unread:
                continue
            yield Finding(place, self.id, self.severity, problem, fix[0] if fix else self.fix)


RULES: dict[str, Rule] = {}


def rule(
    id: str,
    title: str,
    *,
    lauseke: str | tuple[str, ...],
    fix: str,
    severity: Severity = Severity.VIRHE,
    effective: date = FIRST_DAY,
    absence: bool = False,
) -> Callable[[Check], Check]:
    """Register a check; its docstring is the reason shown to whoever broke the rule."""

    def register(check: Check) -> Check:
        _add(
            Rule(
                id,
                title,
                _clauses(lauseke),
                severity,
                fix,
                reason_of(check),
                effective,
                check,
                absence=absence,
            )
        )
        return check

    return register


def reason_of(check: Callable[..., object]) -> str:
    """The docstring as one paragraph: it is Finnish and shown to people, so its line breaks mean nothing."""
    return " ".join((inspect.getdoc(check) or "").split())


def reading_rule(id: str, title: str, *, lauseke: str | tuple[str, ...], fix: str, reason: str) -> None:
    """Register what reading a record finds by itself, so that it too has a title, a clause and a reason."""
    _add(Rule(id, title, _clauses(lauseke), Severity.VIRHE, fix, reason, FIRST_DAY))


def comparing(id: str, title: str, *, lauseke: str | tuple[str, ...], fix: str, reason: str) -> None:
    """Register what is found when the data is put beside what was published of it before."""
    _add(Rule(id, title, _clauses(lauseke), Severity.VIRHE, fix, reason, FIRST_DAY, compares=True))


def _clauses(lauseke: str | tuple[str, ...]) -> tuple[str, ...]:
    return (lauseke,) if isinstance(lauseke, str) else lauseke


def _add(rule: Rule) -> None:
    if rule.id in RULES:
        raise ValueError(f"two rules are called {rule.id}")
    RULES[rule.id] = rule


def waived(handbook: Handbook) -> frozenset[tuple[str, str]]:
    """Rule and file of every finding that a waiver in force accepts, its last day included."""
    return frozenset(
        (poikkeus.saanto, target.path)
        for poikkeus in handbook.poikkeukset
        if (target := excused_by(handbook, poikkeus)) and handbook.today <= poikkeus.voimassa_asti
    )


def excused_by(handbook: Handbook, poikkeus: Poikkeus) -> Record | None:
    """The record that a waiver excuses."""
    folder, _, id = poikkeus.kohde.partition("/")
    return handbook.find(folder, id)


def check(loaded: Loaded) -> tuple[Finding, ...]:
    """All findings of one run that no waiver accepts, what reading found included, sorted by place.

    Both handbooks are checked by the same rules. What the example handbook borrows is the real one's to be told of.
    """
    findings = list(loaded.findings)
    for handbook in loaded.published:
        findings += (each for each in _found(handbook) if not handbook.tree or is_example(each.place.path))
    return sorted_findings(_once(findings))


def is_example(path: str) -> bool:
    """Whether a file is the example handbook's own."""
    return path.startswith((EXAMPLE_FILES, EXAMPLE_PAGES))


def _found(handbook: Handbook) -> Iterator[Finding]:
    accepted = waived(handbook)
    for each in RULES.values():
        for finding in each.findings(handbook):
            if not (each.waivable and _accepted(finding, accepted, handbook)):
                yield finding


def _accepted(finding: Finding, accepted: frozenset[tuple[str, str]], handbook: Handbook) -> bool:
    """Whether a waiver accepts the finding, or one that cannot be read may do so."""
    if (finding.rule, finding.place.path) in accepted:
        return True
    named = {finding.rule, PurePosixPath(finding.place.path).stem} <= handbook.unread
    return named and any(folder == "poikkeukset" for folder, _ in handbook.unfit)


def _once(findings: list[Finding]) -> list[Finding]:
    """A value that names no record is told once: what other rules say of the same value follows from that."""
    broken = {finding.place for finding in findings if finding.rule == REFERENCE_RULE}
    return [each for each in findings if each.rule == REFERENCE_RULE or each.place not in broken]


def sorted_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings by place. Many repeat a value: what of it tells of a person is covered, as a report is public."""
    return tuple(sorted(map(_covered, findings), key=lambda finding: finding.sort_key))


def _covered(finding: Finding) -> Finding:
    problem, fix = masked(finding.problem), masked(finding.fix)
    same = problem == finding.problem and fix == finding.fix
    return finding if same else replace(finding, problem=problem, fix=fix)
