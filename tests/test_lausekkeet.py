"""Each clause of the model is seen on the built site, where its record says, with examples and without."""

from __future__ import annotations

from pathlib import Path

import pytest
from sivut import read, seen

from hallinta.handbook import Handbook
from hallinta.pages import Renderer
from hallinta.queries import RULE_INDEX, page_titles
from hallinta.records.malli import Nakyma

CLAUSES = 138


def fault(site: Path, nakyma: Nakyma) -> str | None:
    """What keeps the place from being seen; None when all is there."""
    page = seen(site / nakyma.sivu.lstrip("/") / "index.html")
    if page is None:
        return f"{nakyma.sivu}: sivua ei ole"
    where = page.words if nakyma.kohta is None else page.under(nakyma.kohta)
    if where is None:
        return f"{nakyma.sivu}: kohtaa {nakyma.kohta} ei ole"
    if not where or (nakyma.teksti and nakyma.teksti not in where):
        return f"{nakyma.sivu}#{nakyma.kohta or ''}: ei tekstiä {nakyma.teksti!r}"
    return None


@pytest.mark.sivusto
def test_every_clause_is_seen_where_it_says(site: Path, handbook: Handbook) -> None:
    faults = [
        f"{lauseke.id}: {found}"
        for lauseke in handbook.lausekkeet
        for nakyma in lauseke.nakyy
        if (found := fault(site, nakyma))
    ]
    seen_somewhere = [lauseke for lauseke in handbook.lausekkeet if lauseke.nakyy]

    assert faults == []
    assert len(seen_somewhere) == CLAUSES


def test_a_clause_may_name_any_page_that_the_data_makes(small: Handbook, small_renderer: Renderer) -> None:
    made = {page.address for page in small_renderer.pages() if not page.address.startswith(RULE_INDEX)}
    named = page_titles(small)

    assert made - set(named) == set()
    assert set(named) - made == {sivu.address for sivu in small.sivut}


PAGE = """<article><h1 id="a">Yksi</h1><p>alku</p><h2 id="b">Kaksi</h2><p id="c">sisä <b>osa</b></p>
<template><p>piilossa</p></template><h3 id="d">Kolme</h3><ul><li>loppu</ul><h2 id="e">Neljä</h2><p>muu</p>
<footer class="hk-alku"><h2 id="f">Perusteet</h2>lauseke</footer></article><p>ulkona</p>"""


@pytest.mark.parametrize(
    ("id", "text"),
    [
        ("a", "Yksi alku Kaksi sisä osa Kolme loppu Neljä muu"),
        ("b", "Kaksi sisä osa Kolme loppu"),
        ("c", "sisä osa"),
        ("d", "Kolme loppu"),
        ("e", "Neljä muu"),
        ("f", None),
        ("g", None),
    ],
)
def test_a_place_is_what_stands_under_its_heading(id: str, text: str | None) -> None:
    assert read(PAGE).under(id) == text
