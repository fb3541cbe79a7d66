"""Many pages as one: what comes along, where its anchors and links lead, and what stays out."""

from __future__ import annotations

import re

import pytest

from hallinta.finishing import FinishError
from hallinta.finishing.printing import printed
from hallinta.queries import NOT_PRINTED, PRINT, PRINTED

MARKS = "<main><!-- tuloste --><!-- tuloste loppuu --></main>"
FRAMES = {f"{address}index.html": MARKS for address in (PRINT, *(luku.address for luku in PRINTED))}


def page(content: str) -> str:
    return (
        f'<nav><a href="b/">valikko</a> <a href="a/">valikko</a></nav><article class="x">{content}</article>'
    )


SITE = FRAMES | {
    "palvelut/index.html": page(
        '<h1 id="otsikko">Palvelut</h1><form><input></form><p class="hk-toimet">pois</p>'
    ),
    "palvelut/a/index.html": page(
        '<h1 id="otsikko">A &amp; B</h1><h2 id="tiedot">Tiedot</h2>'
        '<p><a href="#tiedot">1</a> <a href="../b/">2</a> <a href="../b/#otsikko">3</a> <a href="../../ryhmat/r/">4</a>'
        ' <a href="https://x.example/#y">5</a> <a href="../../api/v1/palvelut.csv">6</a> <a href="../..">7</a></p>'
        '<svg aria-labelledby="n k"><title id="n">N</title><path id="k" fill="url(#k)"/><use href="#k"/></svg>'
    ),
    "palvelut/b/index.html": page('<h1 id="otsikko">B</h1><p>id="ei" href="ei/"</p>'),
    "ryhmat/r/index.html": page('<h1 id="otsikko">R</h1>'),
    "muokkaajalle/saannot/HAL-001/index.html": page('<h1 id="otsikko">Sääntö</h1>'),
}


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return printed(SITE)


def links(text: str) -> list[str]:
    return re.findall(r' href="([^"]*)">[1-7]<', text)


def test_a_chapter_has_its_pages_in_the_order_of_its_first_page(made: dict[str, str]) -> None:
    chapter = made["tulosta/palvelut/index.html"]

    sections = re.findall(r'<section class="hk-tuloste" id="([^"]+)">', chapter)
    assert sections == ["palvelut", "palvelut--b", "palvelut--a"]
    assert '<a href="#palvelut--a">A &amp; B</a>' in chapter
    assert '<h2 id="palvelut--a--otsikko">A &amp; B</h2><h3 id="palvelut--a--tiedot">' in chapter


def test_a_link_to_what_is_printed_too_stays_within_the_print(made: dict[str, str]) -> None:
    within = ["#palvelut--a--tiedot", "#palvelut--b", "#palvelut--b--otsikko"]
    away = ["https://x.example/#y", "../../api/v1/palvelut.csv", "../../"]

    assert links(made["tulosta/palvelut/index.html"]) == [*within, "../../ryhmat/r/", *away]
    whole = [*within, "#ryhmat--r", "https://x.example/#y", "../api/v1/palvelut.csv", "../"]
    assert links(made["tulosta/index.html"]) == whole


def test_what_is_drawn_keeps_its_names(made: dict[str, str]) -> None:
    svg = '<svg aria-labelledby="palvelut--a--n palvelut--a--k"><title id="palvelut--a--n">N</title>'
    path = '<path id="palvelut--a--k" fill="url(#palvelut--a--k)"/><use href="#palvelut--a--k"/></svg>'

    assert svg + path in made["tulosta/index.html"]


def test_text_that_looks_like_an_attribute_stays_as_it_is(made: dict[str, str]) -> None:
    assert '<p>id="ei" href="ei/"</p>' in made["tulosta/index.html"]


def test_the_whole_handbook_has_the_chapters_and_leaves_out_what_it_says(made: dict[str, str]) -> None:
    whole = made["tulosta/index.html"]

    assert re.findall(r'<h2 class="hk-tuloste__luku" id="luku-([^"]+)"', whole) == [
        luku.id for luku in PRINTED
    ]
    assert '<h3 id="palvelut--a--otsikko">' in whole
    assert "Sääntö" not in whole
    assert "muokkaajalle/saannot/*/" in NOT_PRINTED
    assert "pois" not in whole
    assert "<form" not in whole


def test_printing_again_changes_nothing(made: dict[str, str]) -> None:
    assert printed({**SITE, **made}) == made


@pytest.mark.parametrize("name", ["tulosta/index.html", "palvelut/a/index.html"])
def test_a_page_that_is_not_as_expected_stops_the_build(name: str) -> None:
    with pytest.raises(FinishError, match=name):
        printed({**SITE, name: "<article>ilman otsikkoa</article>"})
