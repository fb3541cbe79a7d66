"""The wheel: day-exact angles, labels that never overlap, links with names, colours that can be read."""

from __future__ import annotations

import gzip
import itertools
import math
import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallinta import wheel
from hallinta.handbook import Handbook, load
from hallinta.pages import Renderer, Site
from hallinta.queries import kalenteri as q
from hallinta.queries.kalenteri import Event, Month, Precision, Year
from hallinta.records.base import Origin
from hallinta.records.vuosikello import Vuosikello
from hallinta.wheel import COMPACT, LABELS, WIDE, Box, Spot, Wheel
from hallinta.yaml_text import parse

ROOT = Path(__file__).resolve().parents[1]
CSS = (ROOT / "hallinta" / "theme" / "assets" / "vuosikello.css").read_text("utf-8")
RECORD = Vuosikello.model_validate(
    {"nimi": "Vuosikello 2026", "vuosi": "2026", "vastuu": "koordinaatioryhma"},
    context=Origin("data/vuosikello/2026.yaml", "2026", "vuosikello", parse(b"nimi: a\n")),
)
TITLES = (
    "Ohjekirje",
    "Vuosisuunnitelman 2026 tarkennus",
    "Tulossopimus 2027: keskustelu ennen ehdotusta ja sen jälkeen",
    "Hankkeistamattoman kehityksen järjestys",
    "",
)


def year_of(*events: Event, year: int = 2026) -> Year:
    """A year of made-up events, in the order of their days."""
    ordered = sorted(events, key=lambda event: (event.alku or date.max, event.id))
    numbered = tuple(
        Event(**{**{name: getattr(event, name) for name in Event.__slots__}, "number": number})
        for number, event in enumerate(ordered, 1)
    )
    return Year(year, RECORD, (Month(1, numbered),))


def day(index: int, when: date, ring: str | None = None, title: str | None = None) -> Event:
    ring = ring or q.RINGS[index % 4]
    title = TITLES[index % len(TITLES)] if title is None else title
    return Event(RECORD, f"tapahtuma-{index:03}", ring, title, Precision.PAIVA, when, when)


def span(index: int, first: date, last: date, ring: str = "tulossopimus", title: str = "Jakso") -> Event:
    return Event(RECORD, f"tapahtuma-{index:03}", ring, title, Precision.JAKSO, first, last)


SPREAD = year_of(*(day(i, date(2026, 1, 5) + timedelta(days=16 * i)) for i in range(22)))
CROWDED = year_of(*(day(i, date(2026, 3, 1 + i % 31)) for i in range(40)))


# --- angles ---------------------------------------------------------------------------------------------


def angle(spot: Spot, drawn: Wheel) -> float:
    cx, cy = drawn.center
    return math.degrees(math.atan2(spot.x - cx, cy - spot.y)) % 360


@pytest.mark.parametrize("style", [WIDE, COMPACT])
@pytest.mark.parametrize(
    ("when", "degrees"),
    [
        (date(2026, 1, 1), 0),
        (date(2026, 4, 2), 360 * 91 / 365),
        (date(2026, 12, 31), 360 * 364 / 365),
        (date(2028, 2, 29), 360 * 59 / 366),
        (date(2028, 12, 31), 360 * 365 / 366),
    ],
)
def test_each_day_has_its_own_angle_and_the_new_year_is_at_the_top(style, when, degrees):
    drawn = wheel.wheel(year_of(day(0, when), year=when.year), when, style)

    assert angle(drawn.spots[0], drawn) == pytest.approx(degrees, abs=1e-6)
    assert drawn.today == pytest.approx(degrees)


def test_another_year_has_no_today():
    assert wheel.wheel(SPREAD, date(2027, 1, 1), WIDE).today is None


def test_months_are_as_long_as_their_days():
    drawn = wheel.wheel(SPREAD, date(2026, 1, 1), WIDE)
    starts = [
        tuple(map(float, re.match(r"M(\S+) ([^A]+)A", sector.path).groups())) for sector in drawn.sectors
    ]
    cx, cy = drawn.center
    angles = [math.degrees(math.atan2(x - cx, cy - y)) % 360 for x, y in starts]
    lengths = [b - a for a, b in itertools.pairwise([*angles, 360])]

    assert [round(length / 360 * 365) for length in lengths] == [
        31,
        28,
        31,
        30,
        31,
        30,
        31,
        31,
        30,
        31,
        30,
        31,
    ]


def test_every_event_stands_in_its_actors_ring():
    for style in (WIDE, COMPACT):
        drawn = wheel.wheel(SPREAD, date(2026, 1, 1), style)
        rings = {ring.rengas: ring for ring in drawn.rings}
        for spot in drawn.spots:
            radius = math.dist((spot.x, spot.y), drawn.center)
            assert rings[spot.event.rengas].inner < radius < rings[spot.event.rengas].outer


def test_rings_stand_inside_each_other_with_a_gap():
    for style, year in itertools.product(
        (WIDE, COMPACT), (SPREAD, year_of(day(0, date(2026, 5, 1), "muut")))
    ):
        rings = wheel.wheel(year, date(2026, 1, 1), style).rings
        for outer, inner in itertools.pairwise(rings):
            assert inner.outer == pytest.approx(outer.inner - style.gap)
        assert rings[-1].inner >= style.hub


def test_other_groups_get_a_ring_only_when_they_meet():
    assert [ring.rengas for ring in wheel.wheel(SPREAD, date(2026, 1, 1), WIDE).rings] == list(q.RINGS[:4])
    assert (
        wheel.wheel(year_of(day(0, date(2026, 5, 1), "muut")), date(2026, 1, 1), WIDE).rings[-1].rengas
        == "muut"
    )


# --- labels ---------------------------------------------------------------------------------------------


def overlaps(boxes: Sequence[Box]) -> list[tuple[Box, Box]]:
    return [(one, other) for one, other in itertools.combinations(boxes, 2) if one.overlaps(other)]


@pytest.mark.parametrize(
    ("year", "fits"), [(SPREAD, True), (CROWDED, False)], ids=["22 spread", "40 in a month"]
)
def test_labels_never_overlap(year, fits):
    drawn = wheel.wheel(year, date(2026, 1, 1), WIDE)
    boxes = [label.box for label in drawn.labels]

    assert len(boxes) == len(year.events)
    assert overlaps(boxes) == []
    assert all(box.left >= 0 and box.right <= drawn.style.width for box in boxes)
    assert drawn.fits == fits
    assert (wheel.wheels(year, date(2026, 1, 1))[0] is not None) == fits


def test_labels_that_one_side_has_no_room_for_leave_the_numbered_wheel():
    few_but_in_one_month = year_of(*(day(i, date(2026, 3, 1 + i)) for i in range(LABELS)))

    assert wheel.wheels(few_but_in_one_month, date(2026, 1, 1))[0] is None


@settings(deadline=None, max_examples=60)
@given(st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=LABELS))
def test_labels_of_any_days_do_not_overlap_nor_touch_the_wheel(days):
    drawn = wheel.wheel(year_of(*(day(i, when) for i, when in enumerate(days))), date(2026, 6, 1), WIDE)
    cx, _ = drawn.center
    boxes = [label.box for label in drawn.labels]

    assert overlaps(boxes) == []
    assert all(box.right < cx - drawn.style.rim or box.left > cx + drawn.style.rim for box in boxes)


@given(
    st.lists(st.tuples(st.floats(0, 700), st.floats(10, 60)), max_size=10).map(sorted),
)
def test_boxes_are_spread_in_order_without_overlap_within_the_limits(rows):
    wanted, heights = [row[0] for row in rows], [row[1] for row in rows]
    middles = wheel.spread(wanted, heights, 0, 760)

    for (one, high), (other, low) in itertools.pairwise(zip(middles, heights, strict=True)):
        assert other - one >= (high + low) / 2 - 1e-6
    assert all(m - h / 2 >= -1e-6 and m + h / 2 <= 760 + 1e-6 for m, h in zip(middles, heights, strict=True))


def test_a_label_that_has_room_stands_where_it_wants_to():
    assert wheel.spread([100, 300, 500], [40, 40, 40], 0, 760) == [100, 300, 500]
    assert wheel.spread([300, 300], [40, 40], 0, 760) == [280, 320]
    assert wheel.spread([], [], 0, 760) == []


def test_labels_on_each_side_follow_the_rim():
    drawn = wheel.wheel(SPREAD, date(2026, 1, 1), WIDE)
    by_side: dict[str, list[Spot]] = {"start": [], "end": []}
    for spot in drawn.spots:
        assert spot.label is not None
        by_side[spot.label.anchor].append(spot)

    for side, spots in by_side.items():
        rim = sorted(spots, key=lambda spot: -math.cos(math.radians(angle(spot, drawn))))
        assert [spot.event.id for spot in sorted(spots, key=lambda spot: spot.label.y)] == [
            spot.event.id for spot in rim
        ], side


def test_a_full_column_gives_each_topic_one_row():
    long = "Tulossopimus 2027: keskustelu ennen ehdotusta ja sen jälkeen"
    for count, rows in ((8, 2), (LABELS, 1)):
        step = timedelta(days=360 // count)
        year = year_of(*(day(i, date(2026, 1, 2) + i * step, title=long) for i in range(count)))
        wide, _ = wheel.wheels(year, date(2026, 1, 1))

        assert wide is not None
        assert {len(label.lines) for label in wide.labels} == {rows}
        assert overlaps([label.box for label in wide.labels]) == []


@pytest.mark.parametrize(("count", "labelled"), [(LABELS, True), (LABELS + 1, False)])
def test_with_too_many_labels_only_the_numbered_wheel_is_drawn(count, labelled):
    year = year_of(*(day(i, date(2026, 1, 2) + timedelta(days=13 * i)) for i in range(count)))
    wide, numbered = wheel.wheels(year, date(2026, 1, 1))

    assert (wide is not None) == labelled
    assert len(numbered.spots) == count


@pytest.mark.parametrize(("year", "beads"), [(SPREAD, 0), (CROWDED, 20)], ids=["22 spread", "40 in a month"])
def test_numbers_do_not_overlap_since_crowded_events_are_beads(year, beads):
    spots = wheel.wheel(year, date(2026, 1, 1), COMPACT).spots
    numbers = [spot.box(6) for spot in spots if not spot.bead]

    assert overlaps(numbers) == []
    assert len(numbers) >= 10
    assert beads <= sum(spot.bead for spot in spots) <= 2 * beads


def test_days_next_to_each_other_take_turns_in_the_ring():
    year = year_of(*(day(i, date(2026, 5, 4 + i), "johtoryhma") for i in range(4)))
    drawn = wheel.wheel(year, date(2026, 1, 1), WIDE)
    radii = [math.dist((spot.x, spot.y), drawn.center) for spot in drawn.spots]

    assert len({round(radius) for radius in radii}) > 1
    assert all(abs(a - b) > 5 for a, b in itertools.pairwise(radii[1:]))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ()),
        ("Ohjekirje", ("Ohjekirje",)),
        ("Kokoukset ja vuosisuunnitelman tarkennus", ("Kokoukset ja vuosisuunnitelman", "tarkennus")),
        (
            "Tulossopimus 2027: keskustelu ennen ehdotusta ja sen jälkeen molemmissa ryhmissä",
            ("Tulossopimus 2027: keskustelu", "ennen ehdotusta ja sen jälkeen …"),
        ),
        (
            "Digipalvelulainsäädännönuudistamisvalmisteluryhmä",
            ("Digipalvelulainsäädännönuudistamisvalmisteluryhmä",),
        ),
    ],
)
def test_a_long_topic_takes_two_lines_and_what_is_left_an_ellipsis(text, lines):
    assert wheel.wrapped(text, wheel.COLUMN, wheel.TOPIC_SIZE) == lines


# --- bands ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "title", "named"),
    [
        (date(2026, 3, 1), date(2026, 5, 31), "Sopimuksen seuranta", True),
        (date(2026, 3, 1), date(2026, 3, 20), "Sopimuksen seuranta", False),
        (date(2026, 8, 1), date(2026, 10, 20), "Ehdotuksen valmistelu", True),
    ],
)
def test_a_band_carries_its_name_when_it_fits_and_a_label_when_not(first, last, title, named):
    (spot,) = wheel.wheel(year_of(span(0, first, last, title=title)), first, WIDE).spots

    assert spot.band
    assert (spot.name is not None) == named
    assert (spot.label is not None) != named


@pytest.mark.parametrize(
    ("first", "upright"), [(date(2026, 1, 5), "y"), (date(2026, 5, 15), "a"), (date(2026, 10, 10), "y")]
)
def test_names_on_the_lower_half_are_turned_to_be_read(first, upright):
    (spot,) = wheel.wheel(year_of(span(0, first, first + timedelta(days=70))), first, WIDE).spots

    assert spot.name is not None
    assert spot.name.circle.startswith(f"w{upright}")


def test_spans_that_meet_in_time_stand_side_by_side():
    year = year_of(
        span(0, date(2026, 3, 1), date(2026, 5, 31)),
        span(1, date(2026, 4, 1), date(2026, 6, 30)),
        span(2, date(2026, 7, 1), date(2026, 8, 31)),
    )
    drawn = wheel.wheel(year, date(2026, 1, 1), WIDE)
    radii = [math.dist((spot.x, spot.y), drawn.center) for spot in drawn.spots]

    assert radii[0] - radii[1] > 15
    assert radii[0] == pytest.approx(radii[2])


def test_the_number_of_a_band_is_not_under_a_marker():
    year = year_of(
        span(0, date(2026, 3, 1), date(2026, 5, 31), "raportointi"), day(1, date(2026, 4, 15), "raportointi")
    )
    band, marker = wheel.wheel(year, date(2026, 1, 1), COMPACT).spots

    assert math.dist((band.x, band.y), (marker.x, marker.y)) > 2 * COMPACT.marker


# --- what has no date -----------------------------------------------------------------------------------


def undated(index: int) -> Event:
    return Event(RECORD, f"vaihe-{index}", "tulossopimus", f"Vaihe {index}")


@pytest.mark.parametrize("style", [WIDE, COMPACT])
def test_with_only_phases_known_the_hub_lists_what_is_to_be_agreed_in_order(style):
    june = Event(
        RECORD,
        "vaihe-0",
        "tulossopimus",
        "Ohjekirje",
        Precision.KUUKAUSI,
        date(2026, 6, 1),
        date(2026, 6, 30),
    )
    drawn = wheel.wheel(year_of(june, *map(undated, range(1, 7))), date(2026, 1, 1), style)
    listed = [spot for spot in drawn.spots if spot.text]

    assert drawn.lists_in_hub
    assert drawn.fence is None
    assert [spot.event.id for spot in listed] == [f"vaihe-{index}" for index in range(1, 7)]
    assert sorted(listed, key=lambda spot: (spot.y, spot.x)) == listed
    assert all(math.dist((spot.x, spot.y), drawn.center) < drawn.hub for spot in listed)
    assert overlaps([spot.box(11) for spot in listed]) == []
    assert [ring.empty for ring in drawn.rings] == [False, True, True, True]


@pytest.mark.parametrize("style", [WIDE, COMPACT])
def test_in_a_year_with_meetings_what_is_to_be_agreed_stands_under_the_wheel(style):
    drawn = wheel.wheel(
        year_of(day(0, date(2026, 5, 1), "johtoryhma"), *map(undated, range(1, 7))), date(2026, 1, 1), style
    )
    listed = [spot for spot in drawn.spots if spot.text]

    assert not drawn.lists_in_hub
    assert drawn.fence is not None
    assert drawn.fence.bottom < drawn.height
    assert all(drawn.fence.top < spot.y < drawn.fence.bottom for spot in listed)
    assert all(spot.y > drawn.center[1] + style.rim for spot in listed)
    assert overlaps([spot.box(11) for spot in listed]) == []


# --- the drawn page -------------------------------------------------------------------------------------

Draw = Callable[[Handbook, int], str]


@pytest.fixture(scope="module")
def draw(templates) -> Draw:
    """The figure and the list of a year, as its page has them."""

    def drawn(handbook: Handbook, number: int) -> str:
        return figure_and_list(Renderer(handbook, Site(), templates), q.calendar(handbook, number))

    return drawn


def figure_and_list(renderer: Renderer, year: Year) -> str:
    parts = ("osat/vuosikello.html.j2", "osat/vuosikello-kuukaudet.html.j2")
    return "".join(renderer.render(part, f"vuosikello/{year.vuosi}/", vuosi=year) for part in parts)


class Drawn(HTMLParser):
    """What links, ids and attributes a figure has, and the visible text of each link of the wheels."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.wheels: dict[str, list[tuple[str, str, str]]] = {}
        """Class of the wheel → href, accessible name and visible text of each link."""
        self.list: list[str] = []
        self.ids: list[str] = []
        self.attributes: set[str] = set()
        self.roles: list[tuple[str | None, str | None, str | None]] = []
        self._wheel: str | None = None
        self._link: list[str] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.attributes |= set(values)
        self.ids += [values["id"]] if "id" in values else []
        if tag == "svg" and "vk-svg" in values.get("class", "").split():
            self._wheel = values["class"].split()[1]
            self.wheels[self._wheel] = []
            self.roles.append(
                (values.get("role"), values.get("aria-labelledby"), values.get("aria-describedby"))
            )
        if tag == "a" and self._wheel:
            self._link = [values["href"], values["aria-label"], ""]
        elif tag == "a" and "vk-linkki" in values.get("class", ""):
            self.list.append(values["href"])
        if tag == "tspan" and self._link:
            self._link[2] += " "

    def handle_endtag(self, tag: str) -> None:
        if tag == "svg":
            self._wheel = None
        if tag == "a" and self._link and self._wheel:
            href, name, text = self._link
            self.wheels[self._wheel].append((href, name, " ".join(text.split())))
            self._link = None

    def handle_data(self, data: str) -> None:
        if self._link and self._wheel:
            self._link[2] += data


@pytest.fixture(scope="module", params=[2026, 2027])
def drawn(request, draw, handbook) -> tuple[Year, Drawn, str]:
    html = draw(handbook, request.param)
    return q.calendar(handbook, request.param), Drawn(html), html


def test_every_event_is_one_link_in_each_form_in_the_order_of_the_year(drawn):
    year, page, _ = drawn
    expected = [
        f"../../{event.address}".replace(f"../../vuosikello/{year.vuosi}/#", "#") for event in year.events
    ]

    assert list(page.wheels) == ["vk-svg--w", "vk-svg--n"]
    for links in page.wheels.values():
        assert [href for href, _, _ in links] == expected
    assert page.list == expected


def test_the_accessible_name_begins_with_the_visible_text(drawn):
    _, page, _ = drawn
    for links in page.wheels.values():
        for _, name, text in links:
            shown = text.removesuffix(" …")
            assert text or "vk-svg--n" in page.wheels
            assert name.startswith(shown) or name.startswith(f"{shown}. "), (name, text)
            assert len(name) > len(text) or name == text


def test_names_tell_the_day_and_the_actor(drawn):
    year, page, _ = drawn
    for links in page.wheels.values():
        for event, (_, name, _) in zip(year.events, links, strict=True):
            assert wheel.when(event) in name
            assert wheel.actor(event) in name
            assert event.otsikko in name


def test_no_two_links_of_a_wheel_have_the_same_name(drawn):
    _, page, _ = drawn
    for links in page.wheels.values():
        names = [name for _, name, _ in links]
        assert len(set(names)) == len(names)


def test_the_wheel_is_a_named_and_described_group_of_links(drawn):
    _, page, html = drawn

    assert page.roles == [("group", "w-nimi", "w-kuvaus"), ("group", "n-nimi", "n-kuvaus")]
    assert {"w-nimi", "w-kuvaus", "n-nimi", "n-kuvaus"} <= set(page.ids)
    assert html.count("<title") == html.count("<desc") == 2
    assert 'role="img"' not in html


def test_ids_are_unique_and_every_reference_has_its_target(drawn):
    _, page, html = drawn
    used = set(re.findall(r'<(?:use|textPath)[^>]* href="#([^"]+)"', html))

    assert len(set(page.ids)) == len(page.ids)
    assert used <= set(page.ids)


def test_a_strict_content_security_policy_lets_everything_through(drawn):
    _, page, html = drawn

    assert "style" not in page.attributes
    assert not [name for name in page.attributes if name.startswith("on")]
    assert "<style" not in html
    assert "<script" not in html


def test_wheel_numbered_wheel_and_list_are_light(drawn):
    _, _, html = drawn

    assert len(gzip.compress(html.encode(), 9)) < 12_000


def test_twenty_five_events_are_under_twelve_kilobytes(handbook, templates):
    """A made-up year of all kinds of events, each named and in another place."""
    days = [
        day(
            i,
            date(2026, 1, 9) + timedelta(days=14 * i),
            title=f"Käsitellään asiaa numero {i}: {TITLES[i % 4]}",
        )
        for i in range(20)
    ]
    spans = [
        span(20 + i, date(2026, 2 + 3 * i, 3), date(2026, 3 + 3 * i, 20), title=TITLES[i]) for i in range(3)
    ]
    waiting = [undated(i) for i in range(2)]
    renderer = Renderer(handbook, Site(), templates)
    html = figure_and_list(renderer, year_of(*days, *spans, *waiting))

    assert html.count('class="vk-linkki"') == 25
    assert len(Drawn(html).wheels) == 2
    assert len(gzip.compress(html.encode(), 9)) < 12_000


def test_two_drawings_are_the_same(draw, handbook):
    assert draw(handbook, 2026) == draw(handbook, 2026)


def test_what_is_over_is_hollow(drawn, handbook):
    year, _, html = drawn
    links = re.findall(r'<a class="(vk-r--[^"]+)" href', html)
    for event, classes in zip([*year.events, *year.events], links, strict=True):
        assert ("vk-mennyt" in classes) == event.over(handbook.today)
        assert ("vk-sovitaan" in classes) == (not event.dated)


def test_each_ring_has_a_shape_of_its_own():
    assert set(wheel.SHAPES) == set(q.RINGS)
    assert len(set(wheel.SHAPES.values())) == len(wheel.SHAPES)


PLAIN = """nimi: Vuosikello {year}
vuosi: {year}
vastuu: koordinaatioryhma
tapahtumat:
  - id: ilman-aikaa
    otsikko: Katselmus
    rengas: raportointi
  - id: ilman-velvoitetta
    otsikko: <b>Raportit</b>
    rengas: raportointi
    viikko: 15
"""


@pytest.mark.parametrize("year", [2025, 2026, 2028])
def test_a_page_is_drawn_of_any_year_whatever_is_not_known(small_texts, templates, today, year):
    texts = {**small_texts, f"data/vuosikello/{year}.yaml": PLAIN.format(year=year).encode()}
    handbook = load(texts, today).handbook
    assert handbook is not None
    renderer = Renderer(handbook, Site(), templates)
    record = handbook.vuosikello[str(year)]

    page = renderer.render("vuosikello.html.j2", record.address, record=record, title=record.name)
    index = renderer.render("vuosikello-luettelo.html.j2", "vuosikello/", title="Vuosikello")

    assert 'id="tapahtuma-ilman-aikaa"' in page
    assert "<b>" not in page
    assert f"Vuosikello {year}" in index
    assert page.count('<a class="vk-linkki"') == len(q.calendar(handbook, year).events)


def test_a_site_that_knows_its_address_offers_it_to_be_subscribed_to(handbook, templates):
    renderer = Renderer(handbook, Site(address="https://kasikirja.example/"), templates)
    page = renderer.render("vuosikello-luettelo.html.j2", "vuosikello/", title="Vuosikello")

    assert "<code>https://kasikirja.example/kalenteri/johtoryhma.ics</code>" in page
    assert 'href="webcal://kasikirja.example/kalenteri/johtoryhma.ics"' in page
    for program in ("Outlook", "Google Kalenteri", "Apple Kalenteri"):
        assert f"<dt>{program}</dt>" in page


# --- colours --------------------------------------------------------------------------------------------

Rgb = tuple[float, float, float]


def variables(block: str) -> dict[str, Rgb]:
    found = re.findall(r"--vk-([a-z-]+): #([0-9a-f]{3}|[0-9a-f]{6});", block)
    return {name: rgb(value) for name, value in found}


def rgb(text: str) -> Rgb:
    digits = text if len(text) == 6 else "".join(2 * digit for digit in text)
    red, green, blue = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return red, green, blue


LIGHT = variables(CSS[: CSS.index("@media screen")])
DARK = variables(CSS[CSS.index("@media screen") : CSS.index(".vk-r--tulossopimus { --vk-vari")])
RING_SHARE, PAST_SHARE = (
    int(re.search(pattern, CSS).group(1)) / 100
    for pattern in (r"\.vk-rengas [^}]*--vk-vari\) (\d+)%", r"\.vk-kaari\.vk-mennyt [^}]*--vk-vari\) (\d+)%")
)


def mixed(color: Rgb, share: float, ground: Rgb) -> Rgb:
    red, green, blue = (a * share + b * (1 - share) for a, b in zip(color, ground, strict=True))
    return red, green, blue


def contrast(one: Rgb, other: Rgb) -> float:
    """WCAG 2.2, relative luminance."""

    def luminance(color: Rgb) -> float:
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ring", q.RINGS)
def test_a_rings_colour_can_be_read_on_every_ground_it_meets(scheme, ring):
    color, ground = scheme[ring], scheme["pohja"]

    assert contrast(color, ground) >= 4.5  # text of a label; a name on a filled band the other way round
    assert contrast(color, mixed(color, PAST_SHARE, ground)) >= 4.5  # the name of a band that is over
    assert contrast(color, mixed(color, RING_SHARE, ground)) >= 4.5  # an empty ring's text
    for other in q.RINGS:
        assert contrast(color, mixed(scheme[other], RING_SHARE, ground)) >= 3  # leaders across the rings


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_other_texts_and_marks_can_be_read(scheme):
    for text in ("teksti", "himmea"):
        assert contrast(scheme[text], scheme["pohja"]) >= 4.5
    for month in ("kk", "kk-toinen"):
        assert contrast(scheme["teksti"], scheme[month]) >= 4.5
        assert contrast(scheme["himmea"], scheme[month]) >= 3  # dots of the holidays
    assert contrast(scheme["tanaan"], scheme["pohja"]) >= 3
    for ring in q.RINGS:
        assert contrast(scheme["tanaan"], mixed(scheme[ring], RING_SHARE, scheme["pohja"])) >= 3


def test_both_schemes_choose_every_colour():
    assert set(LIGHT) == set(DARK)
    assert set(q.RINGS) <= set(LIGHT)
