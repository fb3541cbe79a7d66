"""The look: every colour the stylesheet uses is legible where it is used, light and dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hallinta.present import unknowns_together

ASSETS = Path(__file__).resolve().parents[1] / "hallinta" / "theme" / "assets"
SHEET = re.sub(r"/\*.*?\*/", "", (ASSETS / "kasikirja.css").read_text(encoding="utf-8"), flags=re.DOTALL)

GROUNDS = ("--hk-paperi", "--hk-pinta", "--hk-korostus", "--hk-varoitus-pinta")
"""What text without a ground of its own may stand on."""

HEADER = ("--hk-petroli", "--hk-petroli-syva", "--hk-petroli-vaalea")
ORNAMENT = {"--hk-reuna"}
"""Lines that only divide; what they divide is told by space and words too (1.4.11)."""

ON_PETROL = {"--hk-petrolilla"}
TEXT, MARK = 4.5, 3.0


def variables(selector: str) -> dict[str, str]:
    """The custom properties of one palette: ``--hk-muste`` → ``#17262b``."""
    block = re.search(rf"^ *{re.escape(selector)} {{(.*?)}}", SHEET, re.DOTALL | re.MULTILINE)
    assert block, f"no palette {selector}"
    return dict(re.findall(r"(--[\w-]+):\s*([^;]+);", block[1]))


LIGHT = variables(":root")
PALETTES = {"light": LIGHT, "dark": LIGHT | variables('[data-md-color-scheme="slate"]')}


def colour(palette: dict[str, str], name: str) -> tuple[int, int, int]:
    value = palette[name]
    if found := re.fullmatch(r"var\((--[\w-]+)\)", value):
        return colour(palette, found[1])
    digits = value.removeprefix("#")
    assert re.fullmatch(r"[0-9a-f]{3}|[0-9a-f]{6}", digits), f"{name}: {value} is not a plain colour"
    pairs = digits if len(digits) == 6 else "".join(each * 2 for each in digits)
    red, green, blue = (int(pairs[at : at + 2], 16) for at in (0, 2, 4))
    return red, green, blue


def luminance(rgb: tuple[int, int, int]) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    linear = [
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in map(_unit, rgb)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _unit(channel: int) -> float:
    return channel / 255


def contrast(palette: dict[str, str], one: str, other: str) -> float:
    lighter, darker = sorted((luminance(colour(palette, each)) for each in (one, other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def used() -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Every pair of text and ground, and of mark and ground, that the rules of the sheet bring about.

    A rule that gives both is one pair; a text colour alone may stand on any ordinary ground.
    """
    texts, marks = set(), set()
    for body in re.findall(r"{([^{}]*)}", SHEET):
        given = re.findall(r"(?<![\w-])([a-z-]+):\s*([^;]+)", body)
        ground = [name for prop, value in given if prop.startswith("background") for name in _names(value)]
        for prop, value in given:
            for name in _names(value):
                if prop == "color":
                    texts |= {(name, each) for each in ground or (HEADER if name in ON_PETROL else GROUNDS)}
                elif prop.startswith(("border", "outline", "accent")) and name not in ORNAMENT:
                    marks |= {(name, each) for each in ground or GROUNDS}
    return texts, marks


def _names(value: str) -> list[str]:
    return [name for name in re.findall(r"var\((--[\w-]+)\)", value) if name in LIGHT]


TEXTS, MARKS = used()


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_every_text_is_legible_on_its_ground(palette: dict[str, str]) -> None:
    pairs = TEXTS | {(text, ground) for text in ("--hk-muste", "--hk-linkki") for ground in GROUNDS}
    faint = {pair: round(found, 2) for pair in pairs if (found := contrast(palette, *pair)) < TEXT}

    assert len(pairs) > 15
    assert faint == {}


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_every_mark_and_the_focus_ring_stand_out_from_their_ground(palette: dict[str, str]) -> None:
    faint = {pair: round(found, 2) for pair in MARKS if (found := contrast(palette, *pair)) < MARK}

    assert ("--hk-kohdistus", "--hk-paperi") in MARKS
    assert faint == {}


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_the_focus_ring_of_the_header_stands_out(palette: dict[str, str]) -> None:
    inside = re.search(r":is\(\.md-header, \.md-tabs, \.md-footer\) { --hk-kohdistus: (#\w+); }", SHEET)
    assert inside
    seen = palette | {"--hk-kohdistus": inside[1]}

    assert all(contrast(seen, "--hk-kohdistus", each) >= MARK for each in HEADER)


def test_a_contrast_is_computed_as_the_standard_says() -> None:
    palette = {"--a": "#777", "--b": "#fff", "--c": "var(--a)"}

    assert round(contrast(palette, "--c", "--b"), 2) == 4.48


def test_colours_stand_in_the_palettes_and_nowhere_else() -> None:
    rules = SHEET[SHEET.index("html {") :]

    assert re.findall(r"#[0-9a-f]{3,6}\b(?![\w-]*\s*[{,+>:])", rules) == []


# --- facts boxes ------------------------------------------------------------------------------------------

UNKNOWN = '<span class="hk-tuntematon">ei tietoa</span>'


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (  # those of the same are said once, as one sentence, after what is known
            (
                f"<div><dt>A</dt><dd>{UNKNOWN}</dd></div><div><dt>B</dt><dd>b</dd></div>"
                f"<div><dt>Osoite</dt><dd>\n{UNKNOWN}</dd></div><div><dt>OKM:n osuus</dt><dd>{UNKNOWN}</dd></div>"
            ),
            (
                '<div><dt>B</dt><dd>b</dd></div><div class="hk-tiedot__avoimet"><dt>A</dt>'
                "<dt>osoite</dt><dt>OKM:n osuus</dt>"
                f"<dd>{UNKNOWN}</dd></div>\n"
            ),
        ),
        (  # a lone one stays in its place
            f"<div><dt>A</dt><dd>{UNKNOWN}</dd></div><div><dt>B</dt><dd>b</dd></div>",
            f"<div><dt>A</dt><dd>{UNKNOWN}</dd></div><div><dt>B</dt><dd>b</dd></div>",
        ),
        (  # one that says more stays too
            f"<div><dt>A</dt><dd>{UNKNOWN} (A-10)</dd></div><div><dt>B</dt><dd>{UNKNOWN}</dd></div>",
            f"<div><dt>A</dt><dd>{UNKNOWN} (A-10)</dd></div><div><dt>B</dt><dd>{UNKNOWN}</dd></div>",
        ),
    ],
)
def test_unknown_facts_of_a_box_are_said_together(rows: str, expected: str) -> None:
    assert unknowns_together(f'<dl class="hk-tiedot">{rows}</dl>') == f'<dl class="hk-tiedot">{expected}</dl>'


def test_a_table_of_something_else_is_left_alone() -> None:
    other = f"<dl><div><dt>A</dt><dd>{UNKNOWN}</dd></div><div><dt>B</dt><dd>{UNKNOWN}</dd></div></dl>"

    assert unknowns_together(other) == other
