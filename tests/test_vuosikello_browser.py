"""The yearly calendar in a real browser: which wheel is shown, labels apart, keyboard, clock, colours, paper."""

from __future__ import annotations

import hashlib
import itertools
import re
from base64 import b64encode
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, Route
from selain import ALL_RULES, RULES_OF_COLOUR, WITHOUT_SCRIPTS, violations
from test_wheel import CROWDED, SPREAD, day, figure_and_list, span, year_of

from hallinta.handbook import Handbook
from hallinta.pages import Renderer, Site
from hallinta.queries import kalenteri as q
from hallinta.queries.kalenteri import Year
from hallinta.wheel import Box

pytestmark = [pytest.mark.selain, pytest.mark.sivusto]

WIDE, MIDDLE, NARROW = 1280, 768, 320
MILLIMETRE = 96 / 25.4


@pytest.fixture(autouse=True)
def noon(page: Page) -> None:
    """It is noon of the day the site was built for."""
    page.clock.set_fixed_time("2026-11-22T10:00:00Z")


@pytest.fixture(scope="module")
def handbook(example: Handbook) -> Handbook:
    """The year that is full: the example handbook's."""
    return example


def held_and_coming(handbook: Handbook) -> list[str]:
    """A meeting that was held, one to which the invitation is out, one that is planned and one cancelled."""
    found = {kokous.tila: kokous.address for kokous in handbook.kokoukset if kokous.ryhma in q.BOTH_GROUPS}
    return [found[tila] for tila in ("pidetty", "kutsuttu", "suunniteltu", "peruttu") if tila in found]


LOOKS: list[tuple[str, dict[str, str], dict[str, object]]] = [
    ("light", {}, ALL_RULES),
    ("dark", {"color_scheme": "dark"}, RULES_OF_COLOUR),
    ("forced colours", {"color_scheme": "light", "forced_colors": "active"}, RULES_OF_COLOUR),
    ("paper", {"forced_colors": "none", "media": "print"}, RULES_OF_COLOUR),
]
"""What a look changes is colours, so the other rules are asked once at each width."""

SETTLED = """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
    .then(() => Promise.all(document.getAnimations().map(each => each.finished)))"""
"""The palette follows the system in the next frame, and colours change in their own time."""


@pytest.mark.parametrize(
    "address",
    [
        "esimerkki/vuosikello/",
        "esimerkki/vuosikello/2026/",
        "esimerkki/vuosikello/2027/",
        "esimerkki/kokoukset/",
    ],
)
def test_calendar_pages_have_no_accessibility_violations_in_any_look(page, address):
    assert seen_in_every_look(page, address) == {}


@pytest.mark.parametrize("which", range(3), ids=["held", "called", "planned"])
def test_meeting_pages_have_no_accessibility_violations_in_any_look(page, handbook, which):
    assert seen_in_every_look(page, held_and_coming(handbook)[which]) == {}


def seen_in_every_look(page: Page, address: str) -> dict[str, list[str]]:
    """Look → violations, on a wide screen in every look and on a narrow one."""
    page.goto(address)
    found = {}
    for name, media, rules in LOOKS:
        page.emulate_media(**media)
        page.evaluate(SETTLED)
        found[name] = violations(page, ".md-content", rules)
    page.emulate_media(media="screen", color_scheme="light")
    page.evaluate(SETTLED)
    page.set_viewport_size({"width": NARROW, "height": 1000})
    found["narrow"] = violations(page, ".md-content")
    found["narrow"] += [] if page.evaluate("document.documentElement.scrollWidth <= innerWidth") else ["wide"]
    return {name: violated for name, violated in found.items() if violated}


# --- which wheel ----------------------------------------------------------------------------------------


def test_the_container_chooses_the_wheel(page):
    page.goto("esimerkki/vuosikello/2026/")
    shown = {}
    for width in (1920, WIDE, MIDDLE, NARROW):
        page.set_viewport_size({"width": width, "height": 1000})
        (classes,) = page.locator("svg.vk-svg:visible").evaluate_all(
            "all => all.map(each => each.classList.value)"
        )
        shown[width] = classes.split("--")[1]

    assert shown == {1920: "w", WIDE: "w", MIDDLE: "n", NARROW: "n"}


# --- labels ---------------------------------------------------------------------------------------------


def boxes(page: Page, selector: str) -> list[Box]:
    measured = page.locator(selector).evaluate_all(
        "all => all.map(each => each.getBoundingClientRect()).map(r => [r.left, r.top, r.right, r.bottom])"
    )
    return [Box(*each) for each in measured]


@pytest.mark.parametrize(("until", "shown"), [('<g class="vk-keskus">', False), ("</article>", True)])
def test_the_legend_below_the_wheel_waits_for_the_wheel(page, until, shown):
    """A page comes in pieces; what has been shown does not move when more of it comes."""

    def begun(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().rpartition(until)[0])

    page.set_viewport_size({"width": NARROW, "height": 800})
    page.route("**/vuosikello/2026/", begun)
    page.goto("esimerkki/vuosikello/2026/")

    assert page.locator(".vk-svg--n").is_visible()
    assert page.locator(".vk-selite").is_visible() == shown


@pytest.mark.parametrize("year", [2026, 2027])
def test_labels_do_not_overlap_and_stand_in_their_frames_and_in_the_picture(page, year):
    page.goto(f"esimerkki/vuosikello/{year}/")
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


@pytest.fixture
def drawn_on_the_page(page, site, handbook, templates) -> Callable[[Year], None]:
    """Puts a made-up year's figure in the place of 2026's."""

    def draw(year: Year) -> None:
        html = (site / "esimerkki" / "vuosikello" / "2026" / "index.html").read_text("utf-8")
        made = figure_and_list(Renderer(handbook, Site(), templates), year).partition("</figure>")[0]
        before, _, rest = html.partition('<figure class="vk')
        page.route(
            "**/vuosikello/2026/",
            lambda route: route.fulfill(
                body=f"{before}{made}</figure>{rest.partition('</figure>')[2]}", content_type="text/html"
            ),
        )
        page.goto("esimerkki/vuosikello/2026/")

    return draw


LONG = "Tulossopimus 2027: keskustelu ennen ehdotusta ja sen jälkeen, hankkeiden tilanne ja WWW-palvelut"
FULL = year_of(
    *(day(i, date(2026, 1, 4) + timedelta(days=15 * i), title=LONG) for i in range(24)),
    span(24, date(2026, 3, 2), date(2026, 3, 18), title=LONG),
)


@pytest.mark.parametrize("year", [SPREAD, FULL], ids=["22 spread", "25 with long names"])
def test_labels_of_a_full_year_do_not_overlap_as_the_browser_sets_them(page, drawn_on_the_page, year):
    drawn_on_the_page(year)
    texts = boxes(page, "svg.vk-svg--w .vk-nimi")
    frames = boxes(page, "svg.vk-svg--w .vk-kehys")

    assert len(texts) == len(frames) == len(year.events)
    for found in (texts, frames):
        assert [pair for pair in itertools.combinations(found, 2) if pair[0].overlaps(pair[1])] == []
    for text, frame in zip(texts, frames, strict=True):
        assert frame.left - 2 <= text.left
        assert text.right <= frame.right + 2
        assert text.left >= 0
        assert text.right <= WIDE


def test_forty_events_in_a_month_leave_numbers_that_do_not_overlap(page, drawn_on_the_page):
    drawn_on_the_page(CROWDED)
    numbers = boxes(page, "svg.vk-svg--n .vk-numero")

    assert page.locator("svg.vk-svg--w").count() == 0
    assert page.locator("svg.vk-svg--n a").count() == 40
    assert len(numbers) >= 10
    cores = [Box(n.left + 1, n.top + 4, n.right - 1, n.bottom - 4) for n in numbers]  # without the line's air
    assert [pair for pair in itertools.combinations(cores, 2) if pair[0].overlaps(pair[1])] == []


# --- keyboard -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "page", [{}, {"viewport": {"width": NARROW, "height": 1000}}], indirect=True, ids=["wide", "narrow"]
)
def test_every_event_is_reached_in_the_order_of_the_year_with_a_visible_focus(page, handbook):
    page.goto("esimerkki/vuosikello/2026/")
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


def test_every_link_of_the_list_shows_its_focus(page, handbook):
    page.goto("esimerkki/vuosikello/2026/")
    page.locator(".vk-kuukaudet a").first.focus()
    seen = page.evaluate(
        """() => [...document.querySelectorAll('.vk-linkki')].map(link => {
            link.focus({focusVisible: true});
            const {outlineStyle, outlineWidth} = getComputedStyle(link);
            return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
        })"""
    )

    assert len(seen) == len(q.calendar(handbook, 2026).events)
    assert all(seen)


def test_the_skip_link_shows_itself_and_leads_past_the_picture(page):
    page.goto("esimerkki/vuosikello/2026/")
    skip = page.locator(".vk-ohita a")
    skip.focus()

    (seen,) = boxes(page, ".vk-ohita a")
    assert seen.bottom - seen.top > 10
    skip.press("Enter")
    assert page.url.endswith("#kuukausittain")


def test_a_link_of_the_wheel_leads_to_its_row_or_its_meeting(page):
    page.goto("esimerkki/vuosikello/2026/")
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
    page.goto("esimerkki/vuosikello/2026/")
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
    page.goto("esimerkki/vuosikello/2026/")
    assert page.locator("svg.vk-svg--w [data-vk-tanaan]").get_attribute("visibility") == "hidden"
    assert page.locator(".vk-nyt").count() == 0
    page.goto("esimerkki/vuosikello/2027/")
    assert page.locator("svg.vk-svg--w [data-vk-tanaan]").get_attribute("visibility") == "visible"
    assert page.locator("svg.vk-svg--w [data-vk-paiva]").text_content() == "tänään 2.1."


@pytest.mark.parametrize("page", [WITHOUT_SCRIPTS], indirect=True, ids=["without scripts"])
def test_without_the_script_the_page_shows_the_day_of_the_build(page):
    page.goto("esimerkki/vuosikello/2026/")

    assert page.locator("svg.vk-svg--w .vk-nyt").count() == 1
    assert page.locator("svg.vk-svg--w [data-vk-paiva]").text_content() == "tänään 22.11."


# --- policy, colours, paper -----------------------------------------------------------------------------


def test_a_strict_content_security_policy_changes_nothing(page):
    """Scripts of the page itself by their hashes, everything else from the site; a complaint fails the test."""

    def strict(route: Route) -> None:
        answer = route.fetch()
        inline = re.findall(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", answer.text(), re.DOTALL)
        hashes = [b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in inline]
        scripts = " ".join(["'self'", *(f"'sha256-{each}'" for each in hashes)])
        policy = f"default-src 'self'; img-src 'self' data:; object-src 'none'; script-src {scripts}"
        route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": policy})

    page.route("**/vuosikello/2026/", strict)
    page.clock.set_fixed_time("2026-06-15T10:00:00Z")
    page.goto("esimerkki/vuosikello/2026/")
    fill = page.locator("svg.vk-svg--w .vk-r--johtoryhma .vk-merkki").last.evaluate(
        "each => getComputedStyle(each).fill"
    )

    assert fill == "rgb(176, 62, 10)"
    assert page.locator("svg.vk-svg--w .vk-nyt").text_content() == "kesäkuu"


@pytest.mark.parametrize("page", [{"forced_colors": "active"}], indirect=True, ids=["forced colours"])
def test_in_forced_colours_past_and_coming_still_differ(page):
    page.goto("esimerkki/vuosikello/2026/")
    fills = {
        name: page.locator(selector).first.evaluate("each => getComputedStyle(each).fill")
        for name, selector in {
            "past": "svg.vk-svg--w a.vk-mennyt .vk-merkki",
            "coming": "svg.vk-svg--w a:not(.vk-mennyt):not(.vk-sovitaan) .vk-merkki",
            "page": "svg.vk-svg--w .vk-napa",
        }.items()
    }

    assert fills["past"] == fills["page"] != fills["coming"]


@pytest.mark.parametrize(
    ("page", "year"),
    [({"color_scheme": "light"}, 2027), ({"color_scheme": "dark"}, 2026)],
    indirect=["page"],
    ids=["light 2027", "dark 2026"],
)
def test_the_wheel_prints_on_one_a4_lying_down_in_the_colours_of_paper(page, year):
    page.goto(f"esimerkki/vuosikello/{year}/")
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
