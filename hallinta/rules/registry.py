"""What a rule is, the list of all rules, and how they are run."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from hallinta.finding import Finding, Place, Severity
from hallinta.handbook import Handbook, Loaded

Findings = Iterator[tuple[Place, str] | tuple[Place, str, str]]
"""What a rule yields: place and problem, and a fix of its own when the general one would not help enough."""

Check = Callable[[Handbook], Findings]

FIRST_DAY = date(2026, 11, 22)


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

    def findings(self, handbook: Handbook) -> Iterator[Finding]:
        if self.check is None or handbook.today < self.effective:
            return
        for place, problem, *fix in self.check(handbook):
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
) -> Callable[[Check], Check]:
    """Register a check; its docstring is the reason shown to whoever broke the rule."""

    def register(check: Check) -> Check:
        _add(Rule(id, title, _clauses(lauseke), severity, fix, inspect.getdoc(check) or "", effective, check))
        return check

    return register


def reading_rule(id: str, title: str, *, lauseke: str | tuple[str, ...], fix: str, reason: str) -> None:
    """Register what reading a record finds by itself, so that it too has a title, a clause and a reason."""
    _add(Rule(id, title, _clauses(lauseke), Severity.VIRHE, fix, reason, FIRST_DAY))


def _clauses(lauseke: str | tuple[str, ...]) -> tuple[str, ...]:
    return (lauseke,) if isinstance(lauseke, str) else lauseke


def _add(rule: Rule) -> None:
    if rule.id in RULES:
        raise ValueError(f"two rules are called {rule.id}")
    RULES[rule.id] = rule


def check(loaded: Loaded) -> tuple[Finding, ...]:
    """All findings of one run, what reading found included, sorted by place."""
    findings = list(loaded.findings)
    if loaded.handbook is not None:
        for each in RULES.values():
            findings += each.findings(loaded.handbook)
    return sorted_findings(findings)


def sorted_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: finding.sort_key))
