"""A rule's example: the text that breaks it, what is found, and the text that is fine. Shown and executed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hallinta.yaml_text import parse


@dataclass(frozen=True, slots=True)
class Example:
    """Files by path, laid over the small model data set; ``finding`` is the complete report of ``bad``."""

    bad: Mapping[str, str]
    finding: str
    good: Mapping[str, str]


def examples(files: Mapping[str, bytes]) -> dict[str, Example]:
    """Rule id → example, from files called ``<rule id>.yaml``. Raises ``ValueError`` on a malformed one."""
    return {name.removesuffix(".yaml"): _example(name, data) for name, data in sorted(files.items())}


def _example(name: str, data: bytes) -> Example:
    value = parse(data).value
    if not isinstance(value, dict) or set(value) != {"bad", "finding", "good"}:
        raise ValueError(f"{name}: an example has bad, finding and good")
    bad, finding, good = value["bad"], value["finding"], value["good"]
    if not (isinstance(bad, dict) and isinstance(finding, str) and isinstance(good, dict)):
        raise ValueError(f"{name}: bad and good are path: text, finding is text")
    return Example(_texts(bad), finding.strip() + "\n", _texts(good))


def _texts(files: Mapping[str, object]) -> dict[str, str]:
    return {path: str(text) for path, text in files.items()}
