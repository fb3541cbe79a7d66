"""The example story and the helper as a reader meets them: by links alone, by the keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect
from selain import watched

from hallinta.handbook import Handbook
from hallinta.present import eurot
from hallinta.queries import ProjectVerdict, limits_on, project_verdict
from hallinta.records.idea import Kohde

pytestmark = [pytest.mark.selain, pytest.mark.sivusto]


# --- from an idea to a service --------------------------------------------------------------------------

IDEA = "ideat/hakutulosten-jarjestys"
# Each step: the section of the page that the link stands in, and the record that it leads to.
STORY = [
    ("tulos", "kehitysaihiot/hakutulosten-uudistus"),
    ("paatos", "paatokset/hakutulokset-edistetaan"),
    ("kohteet", "kehitysaihiot/hakutulosten-uudistus"),
    ("perustiedot", "hankkeet/hakutulokset"),
    ("ohjaus", "paatokset/hakutulokset-kaynnistys"),
    ("kohteet", "palvelut/kurssihaku"),
    ("luettelo", IDEA),
]


def follow(page: Page, handbook: Handbook, section: str, target: str) -> None:
    """Click the content's link to a record: the first one after the heading of the section."""
    record = handbook.find(*target.split("/"))
    assert record is not None
    page.get_by_role("article").locator(f"#{section} ~ * a", has_text=record.name).first.click()
    expect(page).to_have_url(re.compile(f"/{target}/$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(record.name)


def test_a_reader_follows_the_story_from_idea_to_service_and_back_by_links_alone(page, example):
    page.goto(f"esimerkki/{IDEA}/")
    for section, target in STORY:
        if section == "luettelo":  # the service shows its newest ideas and the way to all
            page.get_by_role("link", name=re.compile(r"^Kaikki \d+\sideaa$")).click()
            expect(page.get_by_role("status").first).to_contain_text(re.compile(r"^\d+ / \d+\sideaa$"))
        follow(page, example, section, target)
        if target.startswith("kehitysaihiot"):  # its assessment is on the way to the decision
            assessment = page.locator("#vaikutusarviointi ~ dl").first
            expect(assessment).to_contain_text("OKM ja OPH")
            expect(assessment).to_contain_text("Lainsäädännön muutostarve")


# --- who is responsible -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("way", "holder", "others"),
    [
        ("hankkeistettu", "hankkeen ohjausryhmä", ["Hankkeistamaton", "Pienkehitys"]),
        ("hankkeistamaton", "koordinaatioryhmä", ["Hankkeistettu", "Pienkehitys"]),
    ],
)
def test_the_responsibilities_switch_between_project_and_no_project(page, way, holder, others):
    page.goto("malli/vastuut/")
    table = page.get_by_role("table", name="Kuka vastaa, kun kehittäminen on")
    choices = page.get_by_role("group", name="Näytä vastuut")
    expect(table.get_by_role("columnheader")).to_have_count(4)
    choices.get_by_label(way, exact=True).check()

    expect(table.get_by_role("columnheader")).to_have_count(2)
    expect(table.get_by_role("row").nth(1)).to_contain_text(holder)
    for other in others:
        expect(table.get_by_role("columnheader", name=other)).to_be_hidden()


# --- the helper -----------------------------------------------------------------------------------------

HELPER = "malli/hankkeistaminen/"
# What is developed, its cost, and what follows: strictly above the limits, a cent at a time.
LIMITS: list[tuple[Kohde, str | None, ProjectVerdict]] = [
    ("nykyinen-palvelu", "300000", ProjectVerdict.EI_VELVOITETTA),
    ("nykyinen-palvelu", "300000.01", ProjectVerdict.ARVIOIDAAN),
    ("nykyinen-palvelu", "500000", ProjectVerdict.ARVIOIDAAN),
    ("nykyinen-palvelu", "500000.01", ProjectVerdict.HANKKEISTETAAN),
    ("nykyinen-palvelu", None, ProjectVerdict.EI_VOI_PAATELLA),
    ("uusi-palvelu", "300000", ProjectVerdict.SUOSITELLAAN),
    ("uusi-palvelu", "300000.01", ProjectVerdict.SUOSITELLAAN),
    ("uusi-palvelu", "500000", ProjectVerdict.SUOSITELLAAN),
    ("uusi-palvelu", "500000.01", ProjectVerdict.HANKKEISTETAAN_TULKINTA),
    ("uusi-palvelu", None, ProjectVerdict.SUOSITELLAAN),
]


@pytest.fixture(scope="module")
def helper(chromium, origin) -> Iterator[Page]:
    """One page for all the limits."""
    with watched(chromium, origin) as opened:
        opened.goto(HELPER)
        yield opened


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()"))


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the control has the focus; it may not be far."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if focused(page) == name:
            return
    pytest.fail(f"Tab ei vie kohtaan {name}")


def test_the_helper_answers_to_the_keyboard_alone_and_its_link_brings_the_answer_back(page):
    page.goto(HELPER)
    tab_to(page, "kohde")
    page.keyboard.press("ArrowDown")  # a new service
    page.keyboard.press("ArrowUp")  # and back to an existing one
    tab_to(page, "kustannus")
    page.keyboard.type("1 200 000,50")
    tab_to(page, "kayttoala")
    page.keyboard.press("ArrowDown")
    tab_to(page, "Näytä vastaus")
    page.keyboard.press("Enter")
    answer = page.locator("#hankeapuri-vastaus")
    expect(answer).to_have_attribute("data-tulos", "hankkeistetaan")
    expect(answer).to_contain_text("Kehittäminen on hankkeistettava.")
    told = answer.get_attribute("data-lausunto")
    text = answer.inner_text()
    tab_to(page, "Linkki tähän vastaukseen")
    page.keyboard.press("Enter")
    page.wait_for_load_state()

    assert told == "pyydetaan"
    assert "kustannus=1200000" in page.url
    expect(answer).to_have_attribute("data-tulos", "hankkeistetaan")
    expect(answer).to_have_attribute("data-lausunto", "pyydetaan")
    expect(page.locator("#apuri-kustannus")).to_have_value("1200000,50")
    assert answer.inner_text() == text


def test_the_helper_takes_an_unknown_cost_and_refuses_what_is_no_sum(page):
    page.goto(HELPER)
    tab_to(page, "kustannus")
    page.keyboard.type("paljon")
    page.keyboard.press("Enter")

    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("#apuri-kustannus")).to_be_focused()
    expect(page.locator("#hankeapuri-vastaus")).to_be_empty()

    tab_to(page, "arvioimatta")
    page.keyboard.press("Space")
    tab_to(page, "Näytä vastaus")
    page.keyboard.press("Space")

    expect(page.get_by_role("alert")).to_be_hidden()
    expect(page.locator("#hankeapuri-vastaus")).to_have_attribute("data-tulos", "ei-voi-paatella")


def covers(cell: str, eur: Decimal | None) -> bool:
    """Whether a cost is in the range that the table's cell tells: ``yli 300 000 €, enintään 500 000 €``."""
    if eur is None or cell == "ei tiedossa":
        return eur is None and cell == "ei tiedossa"
    amounts = {
        word: Decimal(re.sub(r"\D", "", sum)) for word, sum in re.findall(r"(yli|enintään) ([\d\s]+)€", cell)
    }
    return amounts.get("yli", Decimal(-1)) < eur <= amounts.get("enintään", eur)


@pytest.mark.parametrize(("kohde", "cost", "expected"), LIMITS)
def test_page_rule_and_table_agree_at_the_limits(
    helper: Page, handbook: Handbook, kohde: Kohde, cost: str | None, expected: ProjectVerdict
) -> None:
    """The answer in the browser, the verdict that the rules use, and the row of the table for the cost."""
    eur = Decimal(cost) if cost else None
    table = helper.get_by_role("table", name="Hankkeistaminen kohteen").locator("tbody tr")
    rows = [
        (row.get_attribute("data-tulos"), row.locator("td").nth(1).inner_text())
        for row in table.all()
        if row.locator("th").inner_text() == kohde.capitalize().replace("-", " ")
        and covers(row.locator("td").first.inner_text(), eur)
    ]

    helper.locator(f"input[name=kohde][value={kohde}]").check()
    helper.locator("[name=arvioimatta]").set_checked(eur is None)
    if eur is not None:
        helper.locator("#apuri-kustannus").fill(eurot(eur))
    helper.get_by_role("button", name="Näytä vastaus").click()
    answer = helper.locator("#hankeapuri-vastaus")

    assert project_verdict(limits_on(handbook.asetukset, handbook.today), kohde, eur).tulos == expected
    assert [tulos for tulos, _ in rows] == [expected]
    expect(answer).to_have_attribute("data-tulos", expected)
    expect(answer).to_contain_text(rows[0][1])
