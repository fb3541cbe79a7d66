"""Lists to work with, in a real browser: filters, sorting, the state in the address, the keyboard alone."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect
from selain import WITHOUT_SCRIPTS

SCRIPT = Path(__file__).resolve().parents[1] / "hallinta" / "theme" / "assets" / "taulukot.js"

pytestmark = [pytest.mark.selain, pytest.mark.sivusto]


def names(page: Page) -> list[str]:
    """The names of the rows that are shown, from the top."""
    shown = page.locator(".hk-tyo tbody tr:not([hidden]) > th")
    return [text.split("\n")[0].strip() for text in shown.all_inner_texts()]


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_words_and_choices_narrow_the_list_and_the_count_says_so(page, handbook):
    page.goto("palvelut/")
    status = page.locator(".hk-tyo").get_by_role("status")
    total = len(list(handbook.palvelut))
    expect(status).to_have_text(re.compile(rf"^{total}\spalvelua$"))

    page.get_by_role("searchbox", name="Etsi luettelosta").fill("paatos REKISTERI")
    expect(status).to_have_text(re.compile(rf"^Ei osumia \(0 / {total}\spalvelua\)$"))
    page.get_by_role("searchbox", name="Etsi luettelosta").fill("oppijanumero")
    assert names(page) == [r.name for r in handbook.palvelut if "oppijanumero" in r.name.lower()]

    page.get_by_role("button", name="Tyhjennä rajaus").click()
    expect(page.get_by_role("searchbox", name="Etsi luettelosta")).to_be_focused()
    page.get_by_role("combobox", name="Laji").select_option("Rekisteri")
    registers = [record.name for record in handbook.palvelut if record.laji == "rekisteri"]
    expect(status).to_have_text(re.compile(rf"^{len(registers)} / {total}\spalvelua$"))
    assert len(names(page)) == len(registers)
    assert query(page) == {"laji": ["Rekisteri"]}


def test_dates_and_names_are_sorted_as_they_mean_and_the_heading_tells_which_way(page):
    page.goto("esimerkki/paatokset/")
    first = page.get_by_role("columnheader", name="Päivä")
    first.get_by_role("button").click()
    expect(first).to_have_attribute("aria-sort", "ascending")
    dates = page.locator(".hk-tyo tbody time").evaluate_all("all => all.map((each) => each.dateTime)")
    assert len(dates) > 5
    assert dates == sorted(dates)
    assert page.locator(".hk-tyo tbody tr").last.locator("time").count() == 0  # no day comes last

    first.get_by_role("button").click()
    expect(first).to_have_attribute("aria-sort", "descending")
    assert page.locator(".hk-tyo tbody tr").last.locator("time").count() == 0
    assert page.locator("th[aria-sort]").count() == 1
    assert query(page) == {"jarjestys": ["-pvm"]}


def test_amounts_are_sorted_as_numbers(page):
    page.goto("esimerkki/kehitysaihiot/?jarjestys=kustannus")
    sums = page.locator(".hk-tyo tbody data").evaluate_all("all => all.map((each) => Number(each.value))")

    assert len(sums) > 2
    assert sums == sorted(sums)


@pytest.mark.parametrize(("address", "column"), [("palvelut/", "palvelu"), ("esimerkki/ideat/", "idea")])
def test_the_rows_follow_the_finnish_alphabet_as_the_browser_knows_it(page, address, column):
    page.goto(f"{address}?jarjestys={column}")
    names = page.locator(".hk-tyo tbody th").evaluate_all(
        "all => all.map((each) => (each.querySelector('a') ?? each).textContent.trim())"
    )

    assert len(names) > 20
    assert names == page.evaluate(
        "names => [...names].sort(new Intl.Collator('fi', { numeric: true }).compare)", names
    )


def test_letters_numbers_and_marks_have_their_finnish_order(page):
    names = ["Äly", "öljy 10", "Ovi", "Åbo", "ahti", "Öljy 9", "Zeta", "2.1-01", "2-02", "10-01", "Äly: x"]
    rows = "".join(f"<tr><th>{name}</th>{'<td></td>' * 4}</tr>" for name in names)

    def renamed(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(
            response=answer, body=re.sub("(?s)<tbody>.*?</tbody>", f"<tbody>{rows}</tbody>", answer.text())
        )

    page.route("**/palvelut/?*", renamed)
    page.goto("palvelut/?jarjestys=palvelu")

    assert page.locator(".hk-tyo tbody th").all_text_contents() == [
        *("2-02", "2.1-01", "10-01", "ahti", "Ovi", "Zeta"),
        *("Åbo", "Äly", "Äly: x", "Öljy 9", "öljy 10"),
    ]


def test_an_address_brings_the_same_list_and_going_back_brings_the_one_before(page):
    page.goto("palvelut/?laji=Rekisteri&jarjestys=-palvelu")
    expect(page.get_by_role("combobox", name="Laji")).to_have_value("Rekisteri")
    narrowed = names(page)
    page.get_by_role("combobox", name="Laji").select_option("Tietovaranto")
    assert names(page) != narrowed
    page.go_back()
    expect(page.get_by_role("combobox", name="Laji")).to_have_value("Rekisteri")
    assert names(page) == narrowed
    page.go_forward()
    expect(page.get_by_role("combobox", name="Laji")).to_have_value("Tietovaranto")


def test_an_address_that_asks_for_nonsense_shows_the_whole_list(page, handbook):
    page.goto("palvelut/?laji=%3Cimg%3E&jarjestys=ei-ole&haku=")

    assert len(names(page)) == len(list(handbook.palvelut))
    expect(page.get_by_role("combobox", name="Laji")).to_have_value("")


def test_everything_can_be_done_with_the_keyboard(page):
    page.goto("palvelut/")
    page.get_by_role("searchbox", name="Etsi luettelosta").focus()
    page.keyboard.type("rekisteri")
    page.keyboard.press("Tab")
    expect(page.get_by_role("combobox", name="Laji")).to_be_focused()
    page.keyboard.type("Rek")
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('th') !== null"):
            break
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.closest('th').getAttribute('aria-sort')") == "ascending"
    assert query(page) == {"haku": ["rekisteri"], "laji": ["Rekisteri"], "jarjestys": ["palvelu"]}


@pytest.mark.parametrize("page", [WITHOUT_SCRIPTS], indirect=True, ids=["without scripts"])
def test_the_list_is_whole_without_scripts(page, handbook):
    page.goto("palvelut/?laji=Rekisteri")

    expect(page.locator(".hk-tyo tbody tr")).to_have_count(len(list(handbook.palvelut)))
    expect(page.locator(".hk-tyokalut")).to_be_hidden()
    expect(page.get_by_role("link", name="Lataa taulukkona")).to_be_visible()


def test_the_script_is_small_and_makes_no_markup_of_data():
    text = SCRIPT.read_text(encoding="utf-8")

    assert len(gzip.compress(text.encode())) <= 4096
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text)
