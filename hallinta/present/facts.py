"""Facts boxes: facts that nobody knows are said once, at the end of their box, not row after row."""

from __future__ import annotations

import re

_BOX = re.compile(r'(<dl class="hk-tiedot">)(.*?)(</dl>)', re.DOTALL)
_CAPITAL = re.compile(r"(?<=<dt>)[A-ZÅÄÖ](?=[a-zåäö])")
_OPEN = re.compile(
    r'<div>(<dt>[^<]*</dt>)<dd>\s*(<span class="hk-tuntematon">[^<]*</span>)\s*</dd></div>\n?', re.DOTALL
)


def unknowns_together(html: str) -> str:
    """The page with rows of the same unknown value joined: many ``dt``, one ``dd``.

    A lone unknown stays in its place, as does one that says more, such as where the matter is left open.
    """
    return _BOX.sub(lambda box: f"{box[1]}{_joined(box[2])}{box[3]}", html)


def _joined(rows: str) -> str:
    names: dict[str, list[str]] = {}
    for name, unknown in _OPEN.findall(rows):
        names.setdefault(unknown, []).append(name)
    many = {unknown: found for unknown, found in names.items() if len(found) > 1}
    kept = _OPEN.sub(lambda row: "" if row[2] in many else row[0], rows)
    together = (
        f'<div class="hk-tiedot__avoimet">{_listed(found)}<dd>{unknown}</dd></div>\n'
        for unknown, found in many.items()
    )
    return kept + "".join(together)


def _listed(names: list[str]) -> str:
    """The names as one sentence: only the first has a capital, unless it is part of an abbreviation."""
    first, *rest = names
    return first + "".join(_CAPITAL.sub(lambda found: found[0].lower(), name) for name in rest)
