"""What the editor's guide quotes is what the tool says: a quoted report stands after the YAML that causes it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from hallinta import disk, report
from hallinta.handbook import load
from hallinta.rules import check

GUIDE = Path(__file__).resolve().parents[1] / "docs" / "muokkaajalle"
BLOCK = re.compile(r"^```(yaml|\{ \.text \.hk-loydos \})\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def quoted() -> list[tuple[str, str, str]]:
    """Page, the last YAML before a quoted report, the report."""
    found = []
    for page in sorted(GUIDE.glob("*.md")):
        text = ""
        for kind, block in BLOCK.findall(page.read_text(encoding="utf-8")):
            if kind == "yaml":
                text = block
            else:
                found.append((page.stem, text, block))
    return found


QUOTED = quoted()
KNOWN = {
    path: data
    for path, data in disk.read_project(GUIDE.parents[1] / "data").items()
    if path.startswith(("data/asetukset", "data/lahteet/"))
}
"""What the examples in the guide lean on; the rest of the real data would only take time."""


def test_the_guide_quotes_reports() -> None:
    assert {page for page, _, _ in QUOTED} == {"ensimmainen-muutos", "loydokset", "yaml"}


@pytest.mark.parametrize(
    ("page", "text", "said"), QUOTED, ids=[f"{page}-{said[:50]}" for page, _, said in QUOTED]
)
def test_a_quoted_report_is_what_the_tool_says(page: str, text: str, said: str, today: date) -> None:
    path = said.partition(":")[0]
    loaded = load({**KNOWN, path: text.encode()}, today)
    findings = [each for each in check(loaded) if each.place.path == path]

    assert report.text(findings) == said
