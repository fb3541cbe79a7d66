"""The finishing steps of pages – the frame, our own templates – as pairs of texts."""

from __future__ import annotations

import re

import pytest

from hallinta.finishing import FinishError
from hallinta.finishing.frame import _GLASS, PATCHES, framed, with_regions
from hallinta.finishing.theme import basis, check_overrides

STOCK = """<html lang="fi" class="no-js">
<div data-md-component="skip">
</div>
<header data-md-component="header">
<label class="md-header__button md-icon" for="__drawer"><svg/></label>
<label class="md-header__button md-icon" for="__search"><svg/></label>
</header>
<li class="md-tabs__item md-tabs__item--active">
  <a href="." class="md-tabs__link">Etusivu</a></li>
<div class="md-sidebar md-sidebar--primary" data-md-component="sidebar" data-md-type="navigation" hidden>
<nav class="md-path" aria-label="Navigaatio" >
<article class="md-content__inner md-typeset">
<h2 id="a">Otsikko<a class="headerlink" href="#a" title="Pysyvä linkki">#</a></h2>
<table><tr><td>1</td></tr></table>
</article>
<div class="md-dialog" data-md-component="dialog">
"""
"""The places of a page that are mended, as Material 9.8 writes them."""

MENDED = """<html lang="fi" class="no-js">
<div data-md-component="skip"><a href="#sivun-sisalto" class="md-skip">Siirry sisältöön</a></div>
<header data-md-component="header">
<button type="button" class="md-header__button md-icon hk-valikkopainike" popovertarget="hk-valikko" aria-label="Valikko"><svg/></button>
<button type="button" class="md-header__button md-icon hk-hakupainike" aria-label="Hae">LASI</button>
</header>
<li class="md-tabs__item md-tabs__item--active">
  <a aria-current="true" href="." class="md-tabs__link">Etusivu</a></li>
<div class="md-sidebar md-sidebar--primary" id="hk-valikko" popover data-md-component="sidebar" data-md-type="navigation" hidden>
<nav class="md-path" aria-label="Murupolku" >
<article class="md-content__inner md-typeset" id="sivun-sisalto" tabindex="-1">
<h2 id="a">Otsikko<a class="headerlink" href="#a" title="Pysyvä linkki" aria-hidden="true" tabindex="-1"></a></h2>
<div class="hk-taulukko" role="region" aria-label="Taulukko: Otsikko" tabindex="0"><table class="hk-kirjoitettu"><tr><td>1</td></tr></table></div>
</article>
<div class="md-dialog" data-md-component="dialog" role="status">
""".replace("LASI", _GLASS)  # noqa: E501


def test_the_frame_is_mended() -> None:
    assert framed({"index.html": STOCK}) == {"index.html": MENDED}


def test_a_mended_frame_is_left_as_it_is() -> None:
    assert framed({"index.html": MENDED}) == {"index.html": MENDED}


def test_a_page_that_stands_alone_has_no_frame_to_mend() -> None:
    assert framed({"tulosta.html": "<h1>Asialista</h1><table></table>"}) == {
        "tulosta.html": "<h1>Asialista</h1><table></table>"
    }


@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: patch.mends)
def test_a_patch_that_no_longer_finds_its_place_stops_the_build(patch) -> None:
    without = patch.pattern.sub("<p>", STOCK)

    assert without != STOCK
    with pytest.raises(FinishError, match=r"on 0, pitäisi olla .*Material on muuttunut\n +korjaus: "):
        framed({"index.html": without})


@pytest.mark.parametrize("patch", [p for p in PATCHES if 2 not in p.often], ids=lambda patch: patch.mends)
def test_a_patch_that_finds_too_many_places_stops_the_build(patch) -> None:
    twice = patch.pattern.sub(lambda found: found[0] * 2, STOCK)

    with pytest.raises(FinishError, match=r"^a\.html: kohtia `.*` on 2, pitäisi olla "):
        framed({"a.html": twice})


def test_what_only_some_pages_have_is_looked_for_on_the_whole_site() -> None:
    without = re.sub(r'<nav class="md-path".*', "", STOCK)

    assert "Murupolku" not in framed({"a.html": without, "b.html": STOCK})["a.html"]


def test_tables_and_code_under_one_heading_have_names_of_their_own() -> None:
    code = "<pre><span></span><code></code></pre>"
    page = with_regions(
        f"<h2>A &amp; B</h2><table></table>{code}<table></table><h3>C</h3><table></table>{code}"
    )

    assert re.findall('aria-label="(.*?)"', page) == [
        "Taulukko: A &amp; B",
        "Esimerkki: A &amp; B",
        "Taulukko 2: A &amp; B",
        "Taulukko: C",
        "Esimerkki: C",
    ]


# --- our own templates ----------------------------------------------------------------------------------


def test_a_template_that_was_made_from_this_original_is_fine() -> None:
    check_overrides(
        {"partials/nav.html": f"{{#- pohjautuu: {basis('stock')} -#}}\n<nav>", "own.html": "<p>"},
        {"partials/nav.html": "stock", "base.html": ""},
    )


@pytest.mark.parametrize("ours", [f"{{#- pohjautuu: {basis('stock')} -#}}\n<nav>", "<nav>"])
def test_a_template_whose_original_has_changed_stops_the_build(ours: str) -> None:
    with pytest.raises(
        FinishError, match=r"^hallinta/theme/partials/nav\.html: .*\n +korjaus: vertaa sivupohjaa"
    ):
        check_overrides({"partials/nav.html": ours}, {"partials/nav.html": "stock, upgraded"})
