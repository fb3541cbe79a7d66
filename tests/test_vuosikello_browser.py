"""The yearly calendar in a real browser: which wheel is shown, labels apart, keyboard, clock, colours, paper."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, Route
from selain import Watch, browser, served, violations

from hallinta.queries import kalenteri as q
from hallinta.wheel import Box

pytestmark = [pytest.mark.selain, pytest.mark.sivusto]

WIDE, MIDDLE, NARROW = 1280, 768, 320
MILLIMETRE = 96 / 25.4


@pytest.fixture(scope="module")
def origin(site) -> Iterator[str]:
    with served(site) as address:
        yield address


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as running:
        yield running


@pytest.fixture
def watch(origin) -> Watch:
    return Watch(origin)


@pytest.fixture
def page(request, chromium, origin, watch) -> Iterator[Page]:
    """A watched page at noon of the day the site was built for; ``request.param`` tells how it is looked at."""
    look = {"width": WIDE, "scheme": "light", "forced": "none", **getattr(request, "param", {})}
    context = chromium.new_context(
        base_url=f"{origin}/",
        viewport={"width": look["width"], "height": 1000},
        color_scheme=look["scheme"],
        forced_colors=look["forced"],
        reduced_motion="reduce",
        locale="fi-FI",
    )
    opened = context.new_page()
    opened.clock.set_fixed_time("2026-11-22T10:00:00Z")
    watch.over(opened)
    yield opened
    context.close()

    assert watch.complaints == []
    assert watch.elsewhere == []


LOOKS = [
    *(
        ("vuosikello/2026/", {"width": width, "scheme": scheme, "forced": forced})
        for width in (WIDE, MIDDLE, NARROW)
        for scheme, forced in (("light", "none"), ("dark", "none"), ("light", "active"))
    ),
    ("vuosikello/2027/", {"width": WIDE}),
    ("vuosikello/2027/", {"width": NARROW}),
    ("vuosikello/", {"width": WIDE, "scheme": "dark"}),
    ("vuosikello/", {"width": NARROW}),
]


@pytest.mark.parametrize(
    ("address", "page"),
    LOOKS,
    indirect=["page"],
    ids=lambda value: " ".join(map(str, value.values())) if isinstance(value, dict) else value,
)
def test_no_accessibility_violations_and_no_sideways_scrolling(page, address):
    page.goto(address)

    assert violations(page, ".md-content") == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# --- which wheel ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ({"width": 1920}, "w"),
        ({"width": WIDE}, "w"),
        ({"width": MIDDLE}, "n"),
        ({"width": NARROW}, "n"),
    ],
    indirect=["page"],
)
def test_the_container_chooses_the_wheel(page, shown):
    page.goto("vuosikello/2026/")
    visible = page.locator("svg.vk-svg:visible")

    assert visible.count() == 1
    assert f"vk-svg--{shown}" in str(visible.get_attribute("class"))


# --- labels ---------------------------------------------------------------------------------------------


def boxes(page: Page, selector: str) -> list[Box]:
    measured = page.locator(selector).evaluate_all(
        "all => all.map(each => each.getBoundingClientRect()).map(r => [r.left, r.top, r.right, r.bottom])"
    )
    return [Box(*each) for each in measured]


@pytest.mark.parametrize("year", [2026, 2027])
def test_labels_do_not_overlap_and_stand_in_their_frames_and_in_the_picture(page, year):
    page.goto(f"vuosikello/{year}/")
    texts = boxes(page, "svg.vk-svg--w .vk-nimi:not(.vk-nimi--lista)")
    frames = boxes(page, "svg.vk-svg--w .vk-kehys")
    (picture,) = boxes(page, "svg.vk-svg--w")

    assert len(texts) == len(frames) > 10
    assert [pair for pair in itertools.combinations(texts, 2) if pair[0].overlaps(pair[1])] == []
    for text, frame in zip(texts, frames, strict=True):
        assert frame.left <= text.left + 2
        assert text.right <= frame.right + 2
        assert picture.left <= text.left
        assert text.right <= picture.right


# --- keyboard -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", [{"width": WIDE}, {"width": NARROW}], indirect=True, ids=["wide", "narrow"])
def test_every_event_is_reached_in_the_order_of_the_year_with_a_visible_focus(page, handbook):
    page.goto("vuosikello/2026/")
    page.locator(".vk-ohita a").focus()
    names, unseen = [], []
    for event in q.calendar(handbook, 2026).events:
        page.keyboard.press("Tab")
        name, seen = page.evaluate(
            """() => {
                const link = document.activeElement;
                const parts = [...link.querySelectorAll("use, .vk-kehys")].map(getComputedStyle);
                const strong = parts.some(p => p.stroke !== "none" && parseFloat(p.strokeWidth) >= 2.5
                    && p.stroke === getComputedStyle(document.querySelector(".vk-vuosi")).fill);
                return [link.getAttribute("aria-label"), strong];
            }"""
        )
        names.append(name)
        unseen += [] if seen else [name]
        assert event.otsikko in name
    page.keyboard.press("Tab")

    assert unseen == []
    assert len(set(names)) == len(names)
    assert not page.evaluate("document.activeElement.closest('svg.vk-svg') !== null")


def test_the_skip_link_shows_itself_and_leads_past_the_picture(page):
    page.goto("vuosikello/2026/")
    skip = page.locator(".vk-ohita a")
    skip.focus()

    (seen,) = boxes(page, ".vk-ohita a")
    assert seen.bottom - seen.top > 10
    skip.press("Enter")
    assert page.url.endswith("#kuukausittain")


def test_a_link_of_the_wheel_leads_to_its_row_or_its_meeting(page):
    page.goto("vuosikello/2026/")
    page.get_by_role("link", name=re.compile("^Ohjekirje virastoille")).first.locator("text").click()
    assert page.url.endswith("/vuosikello/2026/#vaihe-ohjekirje")
    page.get_by_role("link", name=re.compile("^11.6. Johtoryhmä")).first.locator(".vk-aihe").click()
    assert "/kokoukset/" in page.url


# --- the clock ------------------------------------------------------------------------------------------

ROTATION = (
    "parseFloat(document.querySelector('.vk-svg--w [data-vk-tanaan]').getAttribute('transform').slice(7))"
)


@pytest.mark.parametrize(
    ("now", "turned", "month", "text"),
    [
        ("2026-11-22T10:00:00Z", 360 * 325 / 365, "marraskuu", "tänään 22.11."),
        ("2026-06-15T10:00:00Z", 360 * 165 / 365, "kesäkuu", "tänään 15.6."),
        ("2026-05-31T21:30:00Z", 360 * 151 / 365, "kesäkuu", "tänään 1.6."),  # already June in Helsinki
    ],
)
def test_the_pin_and_what_is_over_follow_the_readers_day(page, handbook, now, turned, month, text):
    page.clock.set_fixed_time(now)
    page.goto("vuosikello/2026/")
    day = date(2026, *map(int, reversed(text.removeprefix("tänään ").rstrip(".").split("."))))
    over = [event.over(day) for event in q.calendar(handbook, 2026).events]

    assert page.evaluate(ROTATION) == pytest.approx(turned, abs=0.01)
    assert page.locator("svg.vk-svg--w .vk-nyt").text_content() == month
    assert page.locator("svg.vk-svg--w [data-vk-paiva]").text_content() == text
    for links in ("svg.vk-svg--w a", "svg.vk-svg--n a", ".vk-kuukaudet li"):
        marked = page.locator(links).evaluate_all(
            "all => all.map(each => each.classList.contains('vk-mennyt'))"
        )
        assert marked == over


def test_in_another_year_there_is_no_pin(page):
    page.clock.set_fixed_time("2027-01-02T10:00:00Z")
    page.goto("vuosikello/2026/")
    assert page.locator("svg.vk-svg--w [data-vk-tanaan]").get_attribute("visibility") == "hidden"
    assert page.locator(".vk-nyt").count() == 0
    page.goto("vuosikello/2027/")
    assert page.locator("svg.vk-svg--w [data-vk-tanaan]").get_attribute("visibility") == "visible"
    assert page.locator("svg.vk-svg--w [data-vk-paiva]").text_content() == "tänään 2.1."


def test_without_the_script_the_page_shows_the_day_of_the_build(chromium, origin):
    context = chromium.new_context(java_script_enabled=False, viewport={"width": WIDE, "height": 1000})
    page = context.new_page()
    page.goto(f"{origin}/vuosikello/2026/")

    assert page.locator("svg.vk-svg--w .vk-nyt").count() == 1
    assert page.locator("svg.vk-svg--w [data-vk-paiva]").text_content() == "tänään 22.11."
    context.close()


# --- policy, colours, paper -----------------------------------------------------------------------------


def test_a_strict_style_policy_changes_nothing(page):
    def strict(route: Route) -> None:
        answer = route.fetch()
        policy = (
            "default-src 'self'; style-src 'self'; script-src 'self' 'unsafe-inline'; img-src 'self' data:"
        )
        route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": policy})

    page.route("**/vuosikello/2026/", strict)
    page.goto("vuosikello/2026/")

    fill = page.locator("svg.vk-svg--w .vk-r--johtoryhma .vk-merkki").last.evaluate(
        "e => getComputedStyle(e).fill"
    )
    assert fill == "rgb(176, 62, 10)"


@pytest.mark.parametrize("page", [{"forced": "active"}], indirect=True, ids=["forced colours"])
def test_in_forced_colours_past_and_coming_still_differ(page):
    page.goto("vuosikello/2026/")
    fills = {
        name: page.locator(selector).first.evaluate("each => getComputedStyle(each).fill")
        for name, selector in {
            "past": "svg.vk-svg--w a.vk-mennyt .vk-merkki",
            "coming": "svg.vk-svg--w a:not(.vk-mennyt):not(.vk-sovitaan) .vk-merkki",
            "page": "svg.vk-svg--w .vk-napa",
        }.items()
    }

    assert fills["past"] == fills["page"] != fills["coming"]


@pytest.mark.parametrize("year", [2026, 2027])
@pytest.mark.parametrize(
    "page", [{"scheme": "light"}, {"scheme": "dark"}], indirect=True, ids=["light", "dark"]
)
def test_the_wheel_prints_on_one_a4_lying_down_in_the_colours_of_paper(page, year):
    page.goto(f"vuosikello/{year}/")
    pdf = page.pdf(prefer_css_page_size=True, print_background=False)
    sizes = {
        tuple(round(float(n)) for n in box.split()) for box in re.findall(rb"/MediaBox \[([^\]]+)\]", pdf)
    }
    page.set_viewport_size({"width": round(273 * MILLIMETRE), "height": round(190 * MILLIMETRE)})
    page.emulate_media(media="print")
    (figure,) = boxes(page, "figure.vk")
    (heading,) = boxes(page, "h1")

    assert sizes == {(0, 0, 842, 595)}
    assert page.locator("svg.vk-svg:visible").count() == 1
    assert (figure.bottom - heading.top) <= 190 * MILLIMETRE
    assert (
        page.locator(".vk-vuosi").first.evaluate("each => getComputedStyle(each).fill") == "rgb(27, 33, 48)"
    )
    assert not page.locator(".md-header").is_visible()
