"""Pages that share a frame are what the engine would have built of each."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from hallinta.finish import finish_site
from hallinta.finishing import FinishError
from hallinta.finishing.policy import checked
from hallinta.finishing.scripts import UNUSED
from hallinta.frames import STEP, Frame, Kind, Shared, contents, shared
from hallinta.handbook import Loaded
from hallinta.pages import Heading, Page


def page(address: str, body: str = "<h1>A</h1>", **more: object) -> Page:
    return Page(address, "Nimi", "Kuvaus", body, **more)  # type: ignore[arg-type]


LIST = page("palvelut/", index=True)


def addresses(found: Shared) -> list[list[str]]:
    return [[each.address for each in pages] for pages in found.kinds.values()]


def test_pages_of_a_list_share_a_frame() -> None:
    found = shared([LIST, page("palvelut/a/"), page("palvelut/b/"), page("ryhmat/c/")])

    assert addresses(found) == [["palvelut/a/", "palvelut/b/"]]


def test_pages_of_pages_share_a_frame_of_their_own() -> None:
    pages = [f"palvelut/{id}/{own}" for own in ("", "paketti/") for id in "ab"]

    assert addresses(shared([LIST, *map(page, pages)])) == [pages[:2], pages[2:]]


@pytest.mark.parametrize(
    "other",
    [
        {"source": "data/palvelut/b.yaml"},
        {"wide": True},
        {"searched": False},
        {"invented": True},
        {"feed": "syote/paatokset.xml"},
        {"language": "sv"},
        {"body": "<h1>A</h1><h2 id='b'>B</h2>".replace("'", '"')},
        {"body": '<h1>A</h1><div class="vk">'},
    ],
)
def test_what_the_frame_says_otherwise_is_another_frame(other: dict[str, object]) -> None:
    alike, odd = page("palvelut/a/"), page("palvelut/b/", **other)

    assert addresses(shared([LIST, alike, odd])) == []
    assert addresses(shared([LIST, alike, odd, page("palvelut/c/")])) == [["palvelut/a/", "palvelut/c/"]]


def test_a_page_that_has_its_frame_alone_is_left_to_the_engine() -> None:
    assert addresses(shared([LIST, page("palvelut/a/")])) == []


def framed(kind: Kind, told: Page) -> str:
    marks = kind.page
    built = f"<title>{marks.title}</title><a href=/{marks.address}>x</a><p>{marks.source}</p>{marks.body}<hr>"
    return Frame.of(marks.file, built).around(kind, told, told.body)


def test_a_page_is_its_frame_around_its_body() -> None:
    told = page("palvelut/a/", "<h1>Oma</h1>", source="data/palvelut/ä.yaml")
    (kind,) = shared([LIST, told, page("palvelut/b/", source="data/palvelut/b.yaml")]).kinds

    said = framed(kind, told)

    assert (
        said
        == "<title>Nimi</title><a href=/palvelut/a/>x</a><p>data/palvelut/%C3%A4.yaml</p><h1>Oma</h1><hr>"
    )


@pytest.mark.parametrize("title", ["<script>", "A & B", 'Lainaus "x"', "\\1 \\g<0>", STEP, "hk0otsikko0"])
def test_what_a_page_says_is_text_in_the_frame(title: str) -> None:
    told = Page("palvelut/a/", title, "Kuvaus", f"<h1>{STEP}0n hk0kuvaus0</h1>")
    (kind,) = shared([LIST, told, page("palvelut/b/")]).kinds

    said = framed(kind, told)

    assert "<script>" not in said
    assert f"<h1>{STEP}0n hk0kuvaus0</h1>" in said, "marks in a page are the page's own text"


def test_a_frame_that_lost_its_place_for_the_body_stops_the_build() -> None:
    with pytest.raises(FinishError, match="ei ole paikkaa sisällölle"):
        Frame.of("x/index.html", "<title>hk0otsikko0</title>")


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        '<script src="https://muualla.example/x.js"></script>',
        '<a href="javascript:x">',
    ],
)
def test_a_body_is_looked_at_as_a_whole_page_is(body: str) -> None:
    with pytest.raises(FinishError):
        checked("x/index.html", f"<h1>A</h1>{body}")


@pytest.mark.parametrize(
    ("levels", "nesting"),
    [
        ([], ""),
        ([2], "2"),
        ([3, 2], "32"),
        ([2, 3, 3, 2], "2(33)2"),
        ([2, 3, 2, 3], "2(3)2(3)"),
        ([3, 3], "3(3)"),
    ],
)
def test_contents_are_nested_as_the_engine_nests_them(levels: list[int], nesting: str) -> None:
    text = contents(Heading(level, "x", str(level)) for level in levels)
    short = (
        text.replace('<li><a href="#x" class="md-nav__link">', "").replace("</a>", "").replace("</li>", "")
    )

    assert (
        short.replace('<div class="md-nav"><ul class="md-nav__list">', "(").replace("</ul></div>", ")")
        == nesting
    )
    assert text.count("<li>") == text.count("</li>") == len(levels)


def test_the_site_is_the_same_with_frames_and_without(
    stock: Path, site: Path, real: Loaded, tmp_path: Path
) -> None:
    alone = tmp_path / "site"
    shutil.copytree(stock, alone)
    for unused in UNUSED:
        shutil.rmtree(alone / unused)
    finish_site(alone, real.published)
    files = {path.relative_to(alone) for path in alone.rglob("*") if path.is_file()}
    index = "search_index.json"

    assert {path.relative_to(site) for path in site.rglob("*") if path.is_file()} == files
    assert [
        name
        for name in sorted(files)
        if name.name != index and (alone / name).read_bytes() != (site / name).read_bytes()
    ] == []
    for name in (name for name in files if name.name == index):
        built, expected = (json.loads((each / name).read_bytes())["docs"] for each in (site, alone))
        assert [(entry["location"], entry["title"]) for entry in built] == [
            (entry["location"], entry["title"]) for entry in expected
        ]
