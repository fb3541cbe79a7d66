"""The second gate and the engine's own complaints, in one build whose check was made to see nothing."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from test_preview import small_project
from test_prose import HOSTILE, Loose

from hallinta import mkdocs_plugin
from hallinta.engine_words import in_finnish

pytestmark = pytest.mark.sivusto

RUNNING = {"script", "iframe", "object", "embed", "base", "meta", "link", "style", "math", "noscript", "b"}
FRONT = "---\ntitle: Kokeilu\n---\n\n"
BROKEN = {
    "absoluuttinen": "[a](/palvelut/)",
    "kansio": "\n\n[a](../palvelut/)",
    "kohde": "x [a](ei-ole.md)",
    "kohta": "[a](ryhmat.md#ei-ole)",
    "oma-kohta": "[a](#ei-ole)",
    "kuva": "![a](../assets/ei-ole.png)",
    "makro": 'x {{ lauseke("9-99") }}',
    "laji": '{{ osa("kentat", laji="ei-ole") }}',
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, today: date) -> tuple[Path, list[str]]:
    """The site as far as it came, and what was said when it was refused."""
    root = small_project(tmp_path_factory.mktemp("proosa"))
    for number, text in enumerate(HOSTILE):
        (root / "docs" / "malli" / f"vihamielinen-{number:03}.md").write_text(FRONT + text, "utf-8")
    for name, text in BROKEN.items():
        (root / "docs" / "malli" / f"{name}.md").write_text(FRONT + text, "utf-8")
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8") + "      - poistettu.md\n      - /alku/\n", "utf-8")
    target = root / "site"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(mkdocs_plugin, "check", lambda loaded: ())
        with pytest.raises(mkdocs_plugin.BuildFailed) as refused:
            mkdocs_plugin.build(root, target, root / "data", today)
    return target, str(refused.value).splitlines()


@pytest.mark.parametrize("number", range(len(HOSTILE)), ids=lambda number: HOSTILE[number][:40])
def test_hostile_prose_never_reaches_the_site(number: int, told: tuple[Path, list[str]]) -> None:
    page = (told[0] / "malli" / f"vihamielinen-{number:03}" / "index.html").read_text("utf-8")
    article = (
        page.partition("<article")[2].rpartition("</article>")[0].partition('<footer class="hk-alku"')[0]
    )
    found = Loose(article.partition(">")[2])

    assert {tag for tag, _ in found.tags} & RUNNING == set()
    assert [danger for danger in found.dangers if "=" in danger or danger.startswith(("on", "style"))] == []
    assert "vieras.example" not in " ".join(values.get("src", "") for _, values in found.tags)
    assert "CI_PROJECT_URL" not in article


@pytest.mark.parametrize(
    "expected",
    [
        "docs/malli/absoluuttinen.md:5:5: linkki `/palvelut/` alkaa sivuston juuresta",
        "docs/malli/kansio.md:7:5: linkki `../palvelut/` johtaa kansioon eikä sivulle",
        "docs/malli/kohde.md:5:7: linkin `ei-ole.md` kohdetta ei ole",
        "docs/malli/kohta.md:5:5: linkin `ryhmat.md#ei-ole` kohtaa ei ole sivulla",
        "docs/malli/oma-kohta.md:5:5: linkin `#ei-ole` kohtaa ei ole sivulla",
        "docs/malli/kuva.md:5:6: linkin `../assets/ei-ole.png` kohdetta ei ole",
        "docs/malli/makro.md:5:3: makro `lauseke` ei toimi",
        "docs/malli/laji.md:5:1: makro `osa` ei toimi",
        "poistettu.md`, mutta sivua ei ole",
        ": navigaation `/alku/` alkaa juuresta",
    ],
)
def test_each_complaint_is_told_in_finnish_with_its_place(
    expected: str, told: tuple[Path, list[str]]
) -> None:
    assert [line for line in told[1] if expected in line], "\n".join(told[1])


def test_nothing_is_told_in_english(told: tuple[Path, list[str]]) -> None:
    english = re.compile(r"\b(Doc file|The following|A reference|contains|Did you mean|huomauttaa)\b")

    assert [line for line in told[1] if english.search(line)] == []


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "Config value 'naw': Unrecognised configuration name: naw",
            "mkdocs.yml:3:1: asetusta `naw` ei tunneta",
        ),
        (
            "Config value 'plugins': The \"ei-ole\" plugin is not installed",
            "mkdocs.yml:3:1: lisäosaa `ei-ole` ei ole asennettu",
        ),
        (
            "Config value 'docs_dir': The path '/x' isn't an existing directory.",
            "mkdocs.yml:3:1: asetus `docs_dir` ei kelpaa (The path '/x' isn't an existing directory.)",
        ),
        (
            "Config value 'site_name': Required configuration not provided.",
            "mkdocs.yml:3:1: pakollinen asetus `site_name` puuttuu",
        ),
        (
            "Doc file 'a.md' contains a link to 'b.md' which is excluded from the built site.",
            "docs/a.md:3:1: linkin `b.md` sivu on jätetty sivustosta pois",
        ),
        (
            (
                "Doc file 'a.md' contains a link 'b', but the target is not found among documentation files. "
                "Did you mean 'c.md'?"
            ),
            "docs/a.md:3:1: linkin `b` kohdetta ei ole; tarkoititko `c.md`?",
        ),
        (
            "Excluding 'README.md' from the site because it conflicts with 'index.md'.",
            "docs/README.md:3:1: sivu jää pois, koska samassa osoitteessa on toinen ('index.md')",
        ),
        (
            "Error reading page 'a.md': rikki",
            "docs/a.md:3:1: sivua ei voi tehdä (rikki)",
        ),
        (
            (
                "A reference to 'a.md' is included in the 'nav' configuration, but this file is excluded from the "
                "built site."
            ),
            "mkdocs.yml:3:1: navigaatiossa on `a.md`, mutta sivu on jätetty sivustosta pois",
        ),
        (
            "Template skipped: 'x.html' not found in theme directories.",
            "mkdocs.yml:3:1: sivupohjaa `x.html` ei ole",
        ),
        ("sivusto: merkintä on väärä", "sivusto: merkintä on väärä"),
        ("Something else", "sivuston rakentaja huomauttaa: Something else"),
    ],
)
def test_a_complaint_of_the_engine_is_said_in_finnish(said: str, expected: str) -> None:
    assert in_finnish(said, lambda path, text: f"{path}:3:1") == expected


@pytest.mark.parametrize(
    ("broken", "expected"),
    [
        (lambda text: text.replace("site_name:", "sait_name:"), "pakollinen asetus `site_name` puuttuu"),
        (lambda text: text + "\nnavi:\n  - x\n", "asetusta `navi` ei tunneta"),
        (lambda text: text.replace("  - hallinta\n", "  - halinta\n"), "lisäosaa `halinta` ei ole asennettu"),
        (lambda text: text + "\nplugins:\n", "avain `plugins` on kahdesti"),
        (lambda text: text.replace("site_name:", "site_name"), "mkdocs.yml:1:1: "),
        (lambda text: "", "tiedosto on tyhjä"),
        (None, "tiedostoa `mkdocs.yml` ei ole kansiossa"),
        (
            lambda text: (
                text.replace("  - hallinta\n", "").partition("  - macros")[0] + "markdown_extensions: []\n"
            ),
            "puuttuu `hallinta`",
        ),
    ],
)
def test_broken_settings_are_told_with_their_reason(broken, expected, tmp_path: Path, today: date) -> None:
    root = small_project(tmp_path)
    settings = root / "mkdocs.yml"
    if broken is None:
        settings.unlink()
    else:
        settings.write_text(broken(settings.read_text("utf-8")), "utf-8")

    with pytest.raises(mkdocs_plugin.BuildFailed) as refused:
        mkdocs_plugin.build(root, root / "site", root / "data", today)

    assert expected in str(refused.value)
