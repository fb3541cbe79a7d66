"""A rule's example: the text that breaks it, what is found, and the text that is fine. Shown and executed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hallinta.yaml_text import parse


@dataclass(frozen=True, slots=True)
class Example:
    """Files by path, laid over the small model data set; ``finding`` is the complete report of ``bad``.

    ``before`` has what stood there earlier, for rules that compare the data with an earlier revision.
    """

    bad: Mapping[str, str]
    finding: str
    good: Mapping[str, str]
    before: Mapping[str, str] | None = None


def examples(files: Mapping[str, bytes]) -> dict[str, Example]:
    """Rule id → example, from files called ``<rule id>.yaml``. Raises ``ValueError`` on a malformed one."""
    return {name.removesuffix(".yaml"): _example(name, data) for name, data in sorted(files.items())}


def _example(name: str, data: bytes) -> Example:
    value = parse(data).value
    if not isinstance(value, dict) or set(value) - {"before"} != {"bad", "finding", "good"}:
        raise ValueError(f"{name}: an example has bad, finding, good and sometimes before")
    bad, finding, good, before = value["bad"], value["finding"], value["good"], value.get("before", {})
    texts = isinstance(bad, dict) and isinstance(good, dict) and isinstance(before, dict)
    if not texts or not isinstance(finding, str):
        raise ValueError(f"{name}: bad, good and before are path: text, finding is text")
    return Example(_texts(bad), finding.strip() + "\n", _texts(good), _texts(before) or None)


def _texts(files: object) -> dict[str, str]:
    return {path: str(text) for path, text in files.items()} if isinstance(files, dict) else {}
