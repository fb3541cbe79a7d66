"""Every page has an address of its own, and no data or file name can take the place of another page or file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hallinta import disk
from hallinta.handbook import load
from hallinta.queries import made_pages
from hallinta.rules import RULES, check
from hallinta.rules.osoitteet import spot

ROOT = Path(__file__).resolve().parents[1]
PAGE = b"---\ntitle: Oma sivu\n---\n# Oma sivu\n"


def told(texts: dict[str, bytes], path: str, today: date) -> list[str]:
    """What is said of one file, by rule and problem."""
    findings = check(load(texts, today))
    return [f"{each.rule}: {each.problem}" for each in findings if each.place.path == path]


def test_every_page_that_is_made_is_told_beforehand_and_no_other(small, small_renderer):
    foretold = {page.address for page in made_pages(small)}
    foretold |= {f"muokkaajalle/saannot/{id}/" for id in RULES} | {"muokkaajalle/saannot/"}
    made = {page.address for page in small_renderer.pages()} | {sivu.address for sivu in small.sivut}

    assert made == foretold


def test_the_real_pages_are_told_beforehand_too(handbook, templates):
    from hallinta.pages import Renderer, Site

    foretold = {page.address for page in made_pages(handbook)}
    foretold |= {f"muokkaajalle/saannot/{id}/" for id in RULES} | {"muokkaajalle/saannot/"}
    foretold |= {poistettu.osoite.lstrip("/") for poistettu in handbook.poistetut}
    made = [page.address for page in Renderer(handbook, Site(), templates).pages()]
    made += [sivu.address for sivu in handbook.sivut]

    assert sorted(made) == sorted(foretold)
    assert len({spot(address) for address in made}) == len(made)


# --- removed addresses ----------------------------------------------------------------------------------


def removed(address: str) -> bytes:
    return f"nimi: Vanha\nosoite: {address}\npvm: 2026-11-01\nsyy: Poistettiin.\n".encode()


@pytest.mark.parametrize(
    "address",
    [
        "../../../../etc/vanha",
        "/../vanha/",
        "/palvelut/../vanha/",
        "..",
        "/.vanha/",
        "/.git/",
        "/vanha//sivu/",
        "//muualla.example/",
        "/",
        "'//'",
        "/vanha.html",
        "/404.html",
        "/sitemap.xml",
        "/_headers",
        "/kalenteri/kaikki.ics/",
        "/api/v1/palvelut.json/",
        "/assets/taulukot.js",
        "/vanhä/",
        "/vanha sivu/",
        "/vanha\\\\sivu/",
        "/vanha%2Fsivu/",
        "/vanha/?a",
        "/vanha/#a",
        "'C:/vanha/'",
        "https://kasikirja.example/vanha/",
        "javascript:alert(1)",
        "/-vanha/",
        "/vanha-/",
        "/\uff0e\uff0e/vanha/",
        "[a]",
    ],
)
def test_a_removed_address_has_the_shape_of_a_page(small_texts, today, address):
    path = "data/poistetut/vanha.yaml"
    loaded = load({**small_texts, path: removed(address)}, today)

    assert [each.rule for each in loaded.findings if each.place.path == path] == ["HAL-000"]
    assert loaded.handbook is not None
    assert len(loaded.handbook.poistetut) == 0


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("/index/", "docs/index.md"),
        ("/INDEX/", "docs/index.md"),
        ("/index/index/", "docs/index.md"),
        ("/malli/index/", "docs/malli/index.md"),
        ("/malli/ryhmat/", "docs/malli/ryhmat.md"),
        ("/Palvelut/Mallipalvelu/", "data/palvelut/mallipalvelu.yaml"),
        ("palvelut/mallipalvelu", "data/palvelut/mallipalvelu.yaml"),
        ("/palvelut/mallipalvelu/index/", "data/palvelut/mallipalvelu.yaml"),
        ("/palvelut/", "`Palvelut` tekee ohjelma"),
        ("/palvelut/index/", "`Palvelut` tekee ohjelma"),
        ("/tilannekuva/", "`Tilannekuva` tekee ohjelma"),
        ("/muutokset/", "`Muutokset` tekee ohjelma"),
        ("/tulosta/", "tekee ohjelma"),
        ("/tulosta/malli/", "tekee ohjelma"),
        ("/sv/", "tekee ohjelma"),
        ("/saavutettavuus/", "data/saavutettavuus.yaml"),
        ("/malli/termit/", "tekee ohjelma"),
        ("/lahteet/", "tekee ohjelma"),
        ("/malli/jaljitettavyys/", "tekee ohjelma"),
        ("/malli/jaljitettavyys/luku-1/", "data/asetukset.yaml"),
        ("/vuosikello/", "tekee ohjelma"),
        ("/yllapito/", "tekee ohjelma"),
        ("/muokkaajalle/saannot/", "tekee ohjelma"),
        ("/muokkaajalle/saannot/HAL-001/", "tekee ohjelma"),
        ("/muokkaajalle/saannot/hal-001/", "tekee ohjelma"),
        ("/muokkaajalle/poistetut/", "tekee ohjelma"),
        ("/404/", "ohjelman omia tiedostoja"),
        ("/search/", "ohjelman omia tiedostoja"),
        ("/assets/", "ohjelman omia tiedostoja"),
        ("/assets/javascripts/", "ohjelman omia tiedostoja"),
        ("/api/", "ohjelman omia tiedostoja"),
        ("/API/v1/", "ohjelman omia tiedostoja"),
        ("/api/v1/palvelut/", "ohjelman omia tiedostoja"),
        ("/kalenteri/", "ohjelman omia tiedostoja"),
        ("/kalenteri/johtoryhma/", "ohjelman omia tiedostoja"),
        ("/syote/", "ohjelman omia tiedostoja"),
    ],
)
def test_a_removed_address_takes_no_place_that_is_in_use(small_texts, today, address, why):
    path = "data/poistetut/vanha.yaml"
    found = told({**small_texts, path: removed(address)}, path, today)

    assert len(found) == 1
    assert found[0].startswith("HAL-042: `osoite: /")
    assert why in found[0]


def test_two_removed_records_do_not_tell_of_one_address(small_texts, today):
    both = {
        f"data/poistetut/{id}.yaml": removed(address) for id, address in (("a", "/vanha/"), ("b", "Vanha"))
    }
    found = told({**small_texts, **both}, "data/poistetut/b.yaml", today)

    assert found == [
        "HAL-042: `osoite: /Vanha/` on käytössä: sen sivu tehdään kohteesta data/poistetut/a.yaml"
    ]


@pytest.mark.parametrize(
    "address", ["/vanha/", "vanha", "/palvelut/vanha/", "/muokkaajalle/saannot/HAL-999/"]
)
def test_a_removed_address_that_is_free_is_fine(small_texts, today, address):
    path = "data/poistetut/vanha.yaml"

    assert told({**small_texts, path: removed(address)}, path, today) == []


# --- file names -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "other"),
    [
        ("docs/palvelut/mallipalvelu.md", "data/palvelut/mallipalvelu.yaml"),
        ("docs/palvelut/mallipalvelu/index.md", "data/palvelut/mallipalvelu.yaml"),
        ("docs/palvelut/index.md", "`Palvelut` tekee ohjelma"),
        ("docs/palvelut.md", "`Palvelut` tekee ohjelma"),
        ("docs/index/index.md", "docs/index.md"),
        ("docs/malli/index/index.md", "docs/malli/index.md"),
        ("docs/sv.md", "tekee ohjelma"),
        ("docs/tilannekuva.md", "tekee ohjelma"),
        ("docs/tulosta/malli.md", "tekee ohjelma"),
        ("docs/saavutettavuus.md", "data/saavutettavuus.yaml"),
        ("docs/muokkaajalle/saannot/hal-001.md", "tekee ohjelma"),
        ("docs/malli/jaljitettavyys/luku-1.md", "data/asetukset.yaml"),
        ("docs/404.md", "ohjelman omia tiedostoja"),
        ("docs/search.md", "ohjelman omia tiedostoja"),
        ("docs/search/search-index.md", "ohjelman omia tiedostoja"),
        ("docs/api/v1/palvelut.md", "ohjelman omia tiedostoja"),
        ("docs/kalenteri/index.md", "ohjelman omia tiedostoja"),
        ("docs/syote/muutokset.md", "ohjelman omia tiedostoja"),
        ("docs/assets/index.md", "ohjelman omia tiedostoja"),
        ("docs/assets/javascripts/bundle.md", "ohjelman omia tiedostoja"),
    ],
)
def test_a_hand_written_page_takes_no_other_pages_place(small_texts, today, path, other):
    found = told({**small_texts, path: PAGE}, path, today)

    assert [each.partition(":")[0] for each in found] == ["HAL-046"]
    assert other in found[0]


def test_of_two_hand_written_pages_the_later_is_told(small_texts, today):
    found = told({**small_texts, "docs/malli.md": PAGE}, "docs/malli/index.md", today)

    assert found == ["HAL-046: osoite `/malli/` on käytössä: sen sivu tehdään kohteesta docs/malli.md"]


@pytest.mark.parametrize("folder", ["palvelut", "organisaatiot", "kokoukset", "ryhmat"])
def test_a_record_called_index_does_not_take_its_lists_place(small_texts, today, folder):
    source = next(path for path in small_texts if path.startswith(f"data/{folder}/"))
    path = f"data/{folder}/index.yaml"
    found = told({**small_texts, path: small_texts[source]}, path, today)

    assert [each for each in found if each.startswith("HAL-046")]


def test_a_group_does_not_take_the_common_calendars_place(small_texts, today):
    path = "data/ryhmat/kaikki.yaml"
    found = told({**small_texts, path: small_texts["data/ryhmat/johtoryhma.yaml"]}, path, today)

    assert (
        "HAL-046: osoite `/kalenteri/kaikki.ics` on käytössä: siinä on kaikkien ryhmien yhteinen kalenteri"
        in found
    )


@pytest.mark.parametrize("number", ["../x", "1/2", "a", "1.", ".1", "1 2", "²", "1..2", "-1", "1#2", "100"])
def test_a_chapters_number_is_fit_for_its_address(small_texts, today, number):
    path = "data/asetukset.yaml"
    text = small_texts[path].decode().replace("numero: '1'", f"numero: '{number}'", 1)
    findings = load({**small_texts, path: text.encode()}, today).findings

    assert "ei ole luvun numero" in next(each.problem for each in findings if each.place.path == path)


def test_the_small_and_the_real_data_have_no_doubles(small_texts, today):
    for texts in (small_texts, disk.read_project(ROOT / "data")):
        assert [each for each in check(load(texts, today)) if each.rule in ("HAL-042", "HAL-046")] == []
