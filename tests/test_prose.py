"""Hand-written pages: what may not stand on one is told with its place, and what is not told is published as it was
meant. Nothing of a page runs.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable
from datetime import date
from html import unescape
from html.parser import HTMLParser
from inspect import signature
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import markdown
import pytest
from markupsafe import Markup, escape
from mkdocs.config import load_config

from hallinta import disk
from hallinta.exports import exports
from hallinta.exports.calendar import calendars
from hallinta.exports.feeds import feeds
from hallinta.finding import Finding, Severity
from hallinta.handbook import Handbook, load
from hallinta.pages import Renderer
from hallinta.present import Phrasebook
from hallinta.prose import Prose
from hallinta.prose.published import unlisted
from hallinta.prose.tokens import Tokens
from hallinta.queries.osoitteet import data_files, page_files
from hallinta.rules import RULES, check
from hallinta.rules.makrot import MACROS, PARTS
from hallinta.versions import Past
from hallinta.yaml_text import MAX_BYTES
from macros import define_env

ROOT = Path(__file__).resolve().parents[1]
FRONT = "---\ntitle: Kokeilu\n---\n"
OURS = {f"HAL-{number}" for number in range(220, 228)}

Convert = Callable[[str], str]


@pytest.fixture(scope="module")
def convert() -> Convert:
    """The engine's own Markdown, with the extensions of the site."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    made = markdown.Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
    return lambda text: made.reset().convert(text)


def told(texts: dict[str, bytes], pages: dict[str, str], today: date) -> tuple[Finding, ...]:
    """What the check says of the small model with these pages."""
    added = {f"docs/malli/{name}.md": text.encode() for name, text in pages.items()}
    return check(load({**texts, **added}, today))


def told_of(texts: dict[str, bytes], text: str, today: date) -> list[str]:
    found = told(texts, {"kokeilu": FRONT + text}, today)
    return [
        f"{each.place.line}:{each.place.column} {each.rule} {each.problem} → {each.fix}" for each in found
    ]


# --- what an attacker or an accident writes ---------------------------------------------------------------

HOSTILE = [
    # code in the clothes of a macro
    "{{ ''.__class__.__mro__ }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__ }}",
    "{{ self.__init__ }}",
    "{{ joiner }}",
    "{{ namespace(a=1) }}",
    "{{ config }}",
    "{{ config.plugins }}",
    "{{ environment.PATH }}",
    "{{ git.commit }}",
    "{{ system }}",
    "{{ page.file.abs_src_path }}",
    "{{ files }}{{ navigation }}",
    "{{ macros_info() }}",
    "{{ context() }}",
    "{{ range(10 ** 9) }}",
    "{{ 'a' * 10 ** 9 }}",
    '{{ "%s%s" | format(1, 2) }}',
    "{{ ''|attr('__class__') }}",
    "{{ 7 * 7 }}",
    "{{ true }}",
    '{{ lauseke(lauseke("1-13")) }}',
    '{{ lauseke("1-13") | safe }}',
    '{{ lauseke("1-13").format }}',
    '{{ lauseke("1-13" ~ "x") }}',
    "{{ lauseke(*['1-13']) }}",
    '{{ lauseke("1-13") if true }}',
    '{{ lauseke("a\\"b") }}',
    '{{- lauseke("1-13") -}}',
    '{{\nlauseke("1-13") }}',
    '{{ osa("../palvelut") }}',
    '{{ osa("sivun-alku") }}',
    '{{ osa("tasot", self="x") }}',
    '{{ osa(nimi="tasot") }}',
    '{{ tuntematon("x") }}',
    '{{ define_env("x") }}',
    "{% include 'index.md' %}",
    "{% import 'x' as y %}",
    "{% extends 'main.html' %}",
    "{% for i in range(10**9) %}x{% endfor %}",
    "{% set x = 1 %}",
    "{% macro x() %}{% endmacro %}",
    "{% raw %}{{ x }}{% endraw %}",
    "{# huomautus #}",
    "{%- if 1 -%}x{%- endif -%}",
    '## Otsikko {{ lauseke("1-13") }}',
    'Otsikko {{ lauseke("1-13") }}\n===',
    '- # {{ lauseke("1-13") }}',
    '[{{ termi("malli") }}](../index.md)',
    '[x]({{ asetus("raja_hankkeistus_eur") }})',
    '![{{ termi("malli") }}](kuva.png)',
    '<{{ termi("malli") }}>',
    'Teksti {{ osa("tasot") }} jatkuu',
    # markup
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//vieras.example/x.js></SCRIPT>",
    "<ScRiPt\n>alert(1)</sCrIpT>",
    "<script/x>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)//",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext></mtext></math>",
    "<p STYLE=position:fixed>x</p>",
    "<div style='position:fixed'>x</div>",
    '<div class="hk-nosto" markdown onclick="x">\n\nx\n\n</div>',
    '<div class="md-overlay" markdown>\n\nx\n\n</div>',
    '<div class="hk-nosto" markdown>\n\nx',
    "x\n\n</div>\n\ny",
    "</article></main>",
    "<meta http-equiv=refresh content='0;url=https://vieras.example'>",
    "<base href=https://vieras.example/>",
    "<form action=https://vieras.example><input></form>",
    "<iframe src=https://vieras.example></iframe>",
    "<object data=x></object>",
    "<embed src=x>",
    "<template><script>x</script></template>",
    "<link rel=stylesheet href=https://vieras.example/x.css>",
    "<style>body{display:none}</style>",
    "<a\nhref=javascript:alert(1)>x</a>",
    "<a/href=javascript:alert(1)>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<!-- piilossa -->",
    "<!--> <script>x</script>",
    "<![CDATA[x]]>",
    "<?php x ?>",
    "<!DOCTYPE html>",
    "<b>lihava",
    "</b>",
    "<details><summary>x</summary></details>",
    "<noscript><p title='</noscript><img src=x onerror=x>'>",
    "\\<script>x</script>",
    "Teksti `koodi\n<script>alert(1)</script>` jatkuu",
    "\\`<script>alert(1)</script>\\`",
    "````\n<b>\n```\n<script>x</script>",
    "> ```\n> <script>x</script>\n> ```",
    "```yaml onclick=x\n<b>\n```",
    '```{ .yaml onclick="x" }\nx\n```',
    "```\nkesken",
    # attributes and ids
    "Teksti\n{: onclick=alert(1) }",
    "Teksti\n{ .x style=color:red }",
    '# Otsikko { onmouseover="x" }',
    "**x**{ .md-overlay }",
    "[x](../index.md){ target=_blank }",
    "[x](../index.md){: href=javascript:alert(1) }",
    "| a { onclick=x } | b |\n| --- | --- |\n| c | d |",
    "- kohta { onclick=x }",
    "x {#oma}",
    "# A { #__search }",
    "# A { #hk-valikko }",
    "## __drawer",
    "# A { #sama }\n\n## B { #sama }",
    "!!! md-overlay\n    x",
    '!!! note evil "x"\n    y',
    "???+ note\n    x",
    # links
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert)",
    "[x](java\tscript:alert)",
    "[x](&#106;avascript:alert)",
    "[x](&#x6A;avascript&colon;alert)",
    "[x](<javascript:alert>)",
    "<javascript:alert>",
    "<JAVASCRIPT:alert>",
    "<data:text/html,x>",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    "[x](//vieras.example)",
    "[x](/\\vieras.example)",
    "[x](\\\\vieras.example)",
    "[x](ftp://vieras.example)",
    "[x](file:///etc/passwd)",
    "[x](https://)",
    "[x](https://oph.fi@vieras.example/)",
    "[x](/palvelut/)",
    "[x](../index.md?x=1)",
    "[x](../index.md \"title\" onclick='x')",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "[y]\n\n - [y]: https://vieras.example",
    "[a\nb]\n\n[a\nb]: javascript:alert(1)",
    "![x](https://vieras.example/kuva.png)",
    "![x](//vieras.example/kuva.png)",
    "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    "![x](http://vieras.example/seuranta.gif)",
    "![x](../sala.html)",
    "[![x](https://vieras.example/a.png)](../index.md)",
]


@pytest.fixture(scope="module")
def hostile_findings(small_texts: dict[str, bytes], today: date) -> dict[str, list[Finding]]:
    pages = {f"vihamielinen-{number:03}": FRONT + text + "\n" for number, text in enumerate(HOSTILE)}
    found: dict[str, list[Finding]] = {}
    for finding in told(small_texts, pages, today):
        found.setdefault(finding.place.path, []).append(finding)
    return found


PLAIN = "p|em|strong|code|pre|[uod]l|li|d[td]|blockquote|[hb]r|h[1-6]|table|thead|tbody|t[rhd]|div|span|a|img"


class Loose(HTMLParser):
    """What a lenient reader of HTML would make of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    @property
    def dangers(self) -> list[str]:
        found = [tag for tag, _ in self.tags if not re.fullmatch(PLAIN, tag)]
        for tag, attributes in self.tags:
            found += [name for name in attributes if name.startswith("on") or name == "style"]
            for name in ("href", "src", "action", "data"):
                address = re.sub(r"[\s\x00-\x1f]", "", attributes.get(name, "")).lower()
                if re.match(r"(?!https?:|mailto:)[a-z][a-z0-9+.-]*:|//|\\|/\\", address):
                    found.append(f"{name}={address}")
            if tag == "img" and re.match("https?:", attributes.get("src", "")):
                found.append("img")
        return found


@pytest.mark.parametrize("number", range(len(HOSTILE)), ids=lambda number: HOSTILE[number][:40])
def test_hostile_prose_is_told_where_it_stands(
    number: int, hostile_findings: dict[str, list[Finding]]
) -> None:
    found = hostile_findings.get(f"docs/malli/vihamielinen-{number:03}.md", [])
    lines = (FRONT + HOSTILE[number]).split("\n")

    assert [each.rule for each in found if each.rule in OURS], HOSTILE[number]
    assert all(each.severity is Severity.VIRHE and each.fix for each in found)
    assert all(4 <= each.place.line <= len(lines) for each in found)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_prose_is_harmless_or_refused_when_it_is_not_told(text: str, convert: Convert) -> None:
    """The second gate, as if the first did not exist: no macro is run, so a macro is its own text."""
    html = convert(text)

    assert unlisted(html) is not None or Loose(html).dangers == []


def test_the_corpus_is_large_enough_and_the_gates_are_not_one(convert: Convert) -> None:
    refused = [text for text in HOSTILE if unlisted(convert(text)) is not None]

    assert len(HOSTILE) >= 100
    assert len(refused) >= 40
    assert len([text for text in refused if Loose(convert(text)).dangers]) >= 30


# --- what a good author writes ----------------------------------------------------------------------------

GOOD = [
    "Tavallinen kappale, jossa on **lihavaa**, *kursiivia* ja `koodia`.",
    "Pienempi kuin: 3 < 4, x <3, a<= b ja nuoli -> sekä &lt;tagi&gt;.",
    'Koodina `{{ lauseke("1-13") }}`, `{% raw %}`, `{#`, `<script>` ja `[x](javascript:y)`.',
    "Kaksin: ``koodi, jossa on ` merkki`` ja ``` `` ```.",
    "```yaml\nnimi: {{ x }} <b> [x](javascript:y)\n```",
    "~~~\n<script>{{ 7*7 }}</script>\n~~~",
    "```{ .text .hk-loydos }\n<b>\n```",
    "1. kohta\n\n    ```yaml\n    a: <b>\n    ```\n\n2. toinen",
    "- luettelo\n    - sisempi\n\n> lainaus",
    "| a | b |\n| --- | ---: |\n| `<b>` | [x](../index.md) |",
    '!!! note "Otsikko"\n    Teksti.',
    "!!! warning\n    Teksti.",
    "Termi\n:   selitys",
    "[x](../index.md), [y](ryhmat.md#mallin-ryhmat), <https://www.oph.fi/fi?a=1&b=2>, [z](mailto:kirjaamo@oph.fi)",
    "[oma kohta](#oma-kohta)\n\n## Oma kohta",
    "[kohta](#tunnus)\n\n## Otsikko { #tunnus }",
    "[tiedot](../api/v1/palvelut.json) ja [kalenteri](../kalenteri/kaikki.ics)",
    "## Ylläpito & hankkeet\n\nTeksti\n{ .hk-ingressi }",
    '<div class="hk-nosto" markdown>\n\n# Otsikko\n\nTeksti\n{ .hk-ingressi }\n\n</div>',
    "Kenoviiva vapauttaa: \\{ ja \\} sekä \\[ei linkki\\].",
    "Otsikko\n=======\n\nToinen\n-------",
    "Rivinvaihto  \nja viiva\n\n---\n\nHuom!!! tärkeää {{ tässä".replace(" {{ tässä", ""),
    '{{ lauseke("1-13", "1-20") }}, {{ tulkinta("A-01") }}, {{ termi("malli", "mallin") }}',
    '{{ linkki(\'palvelut/mallipalvelu\') }} {{linkki( "ryhmat/johtoryhma" , "Johtoryhmä" )}}',
    '{{ asetus("raja_hankkeistus_eur") }} ja {{ lukumaara("palvelut") }} ja {{ lukumaara("saannot") }}',
    '{{ osa("tehtavat", ryhma="johtoryhma") }}',
    'Teksti.\n{{ osa("kentat", laji="palvelut") }}\nTeksti.',
]


def test_good_prose_is_not_told_of(small_texts: dict[str, bytes], today: date) -> None:
    pages = {f"hyva-{number:03}": FRONT + text + "\n" for number, text in enumerate(GOOD)}

    assert [str(each) for each in told(small_texts, pages, today)] == []


@pytest.mark.parametrize("text", GOOD)
def test_good_prose_passes_the_second_gate_with_its_macros(text: str, convert: Convert) -> None:
    assert passed(text, convert) is not None


def passed(text: str, convert: Convert) -> str | None:
    """The page as the engine would publish it; None when the second gate refuses it."""
    tokens = Tokens()
    html = convert(Prose(text).with_macros(lambda call: tokens.of(call, f"<i>{call.name}</i>")))
    return None if unlisted(html, tokens.stem) else tokens.put_back(html)


PIECES = """
` `` ``` ~~~ * ** _ __ # ## - > | : \\ \\` \\{ [ ]( ] ( ) { } {{ }} {% {# < > & &lt; &#106; ! ![ ??? = ' . 1.
<b> </b> <script> </div> <!-- --> <? x ä sana hk- a_b http://x.fi <https://a.fi> [x](a.md) ![x](a.png)
[x](javascript:a)
"""
ROWS = ["\n", "\n\n", "\n    ", "\n- ", "\n# ", "\n===\n", "\n---\n", "\n> ", "\n:   ", "  \n", "\t", " "]
BLOCKS = [
    "```yaml\n",
    "\n```\n",
    '\n\n<div class="hk-nosto" markdown>\n\n',
    "\n\n</div>\n\n",
    '\n!!! note "x"\n    ',
]
MARKS = [
    "{ .hk-ingressi }",
    "{ #oma }",
    "{ onclick=x }",
    '{{ termi("a") }}',
    '\n{{ osa("tasot") }}\n',
    "\n[x]: y",
]


def test_what_the_first_gate_lets_through_the_second_does_too(convert: Convert) -> None:
    """A page that passes the check builds: of texts thrown together, none is refused only at the build."""
    drawn, pieces = random.Random(1122), [*PIECES.split(), *ROWS, *BLOCKS, *MARKS]
    texts = ["".join(drawn.choices(pieces, k=drawn.randint(1, 9))) for _ in range(6_000)]
    fine = [text for text in texts if not Prose(text).flaws]

    assert len(fine) > 1_000
    assert [text for text in fine if passed(text, convert) is None] == []


@pytest.mark.parametrize("page", sorted((ROOT / "docs").rglob("*.md")), ids=lambda path: path.stem)
def test_the_ids_of_headings_are_foreseen_as_the_engine_makes_them(page: Path, convert: Convert) -> None:
    prose = Prose(page.read_text("utf-8").split("\n---\n", 1)[1])
    made = re.findall(r'<h[1-6] id="([^"]+)"', convert(prose.with_macros(lambda call: "makro")))

    assert prose.flaws == []
    assert prose.anchors == frozenset(made)


# --- places and words -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "# A\n\nKatso {{ lausekke('1-13') }}.",
            "6:7 HAL-220 makroa `lausekke` ei ole → tarkoititko `lauseke`?",
        ),
        (
            '{{ lauseke("1-31") }}',
            "4:1 HAL-221 makron kohdetta `1-31` ei ole → korjaa tunnus tai lisää tietue kansioon data/lausekkeet/",
        ),
        (
            '{{ linkki("palvelu/mallipalvelu") }}',
            (
                "4:1 HAL-221 makron kohde `palvelu/mallipalvelu` ei ole muotoa `kansio/tunnus` → "
                "tarkoititko `palvelut/mallipalvelu`?"
            ),
        ),
        (
            '{{ linkki("ryhmat/johtoryhmä") }}',
            "4:1 HAL-221 makron kohdetta `ryhmat/johtoryhmä` ei ole → tarkoititko `ryhmat/johtoryhma`?",
        ),
        (
            '{{ termi("mali") }}',
            "4:1 HAL-221 makron kohdetta `mali` ei ole → tarkoititko `malli`?",
        ),
        (
            '{{ asetus("raja_hankkeistus") }}',
            "4:1 HAL-221 asetusta `raja_hankkeistus` ei ole → tarkoititko `raja_hankkeistus_eur`?",
        ),
        (
            '{{ lukumaara("palvelu") }}',
            "4:1 HAL-221 lajia `palvelu` ei ole → tarkoititko `palvelut`?",
        ),
        (
            '{{ esimerkkikasikirja("paatos/", "esimerkki") }}',
            "4:1 HAL-221 esimerkkikäsikirjan luetteloa `paatos/` ei ole → tarkoititko `paatokset/`?",
        ),
        (
            '{{ esimerkkikasikirja("/paatokset/") }}',
            "4:1 HAL-221 esimerkkikäsikirjan luetteloa `/paatokset/` ei ole → tarkoititko `paatokset/`?",
        ),
        (
            '{{ esimerkkikasikirja("paatokset/", "a", "b") }}',
            (
                "4:1 HAL-220 makrolla `esimerkkikasikirja` on liikaa arvoja → "
                'kirjoita esim. `{{ esimerkkikasikirja("paatokset/", "esimerkkikäsikirjassa") }}`'
            ),
        ),
        ('{{ osa("tehtävät") }}', "4:1 HAL-221 osaa `tehtävät` ei ole → tarkoititko `tehtavat`?"),
        (
            '{{ osa("tehtavat") }}',
            '4:1 HAL-220 makron osalta `tehtavat` puuttuu arvo `ryhma` → lisää `ryhma="…"` nimen jälkeen',
        ),
        (
            '{{ osa("jasenpaikat", ryhma="johtoryma") }}',
            "4:1 HAL-221 makron kohdetta `johtoryma` ei ole → tarkoititko `johtoryhma`?",
        ),
        (
            '{{ osa("kentat", laji="palvelu") }}',
            "4:1 HAL-221 lajia `palvelu` ei ole → tarkoititko `palvelut`?",
        ),
        (
            "{{ lauseke() }}",
            '4:1 HAL-220 makrolta `lauseke` puuttuu tunnus → kirjoita esim. `{{ lauseke("1-13", "1-14") }}`',
        ),
        (
            "# A\n\n## B {#oma}",
            (
                "6:6 HAL-220 `{#oma}` alkaa kuin kommentti → "
                "kirjoita kohdan tunnus muodossa `{ #oma-tunnus }`, välilyönti ennen ristikkomerkkiä"
            ),
        ),
        (
            "Katso [sivu](ryhmä.md).",
            "4:14 HAL-225 linkin `ryhmä.md` kohdetta ei ole → tarkoititko `ryhmat.md`?",
        ),
        (
            "Katso [sivu](../palvelut/).",
            "4:14 HAL-225 linkki `../palvelut/` johtaa kansioon eikä sivulle → tarkoititko `../palvelut/index.md`?",
        ),
        (
            "Katso [kohta](ryhmat.md#tehtavat).",
            (
                "4:15 HAL-225 linkin `ryhmat.md#tehtavat` kohtaa ei ole sivulla malli/ryhmat.md → "
                "korjaa linkin polku: se kirjoitetaan tältä sivulta, esim. `../malli/vastuut.md`"
            ),
        ),
        (
            "Katso [kohta](#puuttuu).",
            (
                "4:15 HAL-225 linkin `#puuttuu` kohtaa ei ole sivulla malli/kokeilu.md → "
                "korjaa linkin polku: se kirjoitetaan tältä sivulta, esim. `../malli/vastuut.md`"
            ),
        ),
        (
            "Katso [tiedot](../api/v1/palvelu.json).",
            (
                "4:16 HAL-225 linkin `../api/v1/palvelu.json` kohdetta ei ole → "
                "korjaa linkin polku: se kirjoitetaan tältä sivulta, esim. `../malli/vastuut.md`"
            ),
        ),
        (
            "ä\n\n\n  <b>x</b>",
            (
                "7:3 HAL-222 `<b>` on HTML:ää, jota sivulla ei voi käyttää → "
                "kirjoita sisältö Markdownina; merkki sellaisenaan on `&lt;` tai koodia"
            ),
        ),
    ],
)
def test_a_flaw_is_told_at_its_own_line_with_a_way_out(
    text: str, expected: str, small_texts: dict[str, bytes], today: date
) -> None:
    assert told_of(small_texts, text, today) == [expected]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_are_counted_alike_whatever_ends_them(
    ending: str, small_texts: dict[str, bytes], today: date
) -> None:
    text = (FRONT + "# A\n\nx <b>\n").replace("\n", ending)
    found = told(small_texts, {"kokeilu": text}, today)

    assert [(each.place.line, each.place.column) for each in found] == [(6, 3)]


def test_a_page_of_broken_links_is_told_soon(small_texts: dict[str, bytes], today: date) -> None:
    text = FRONT + "".join(f"[x](sivu-{number}.md)\n\n" for number in range(5_000))
    begun = time.process_time()
    found = told(small_texts, {"kokeilu": text}, today)

    assert len(found) == 5_000
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "![",
        "[[",
        "> ",
        "- ",
        "1. ",
        "\n# a",
        "a\n===\n",
        "a\n:   b\n",
        "    ",
        "\t",
        "a " * 10,
        "[a](",
        "` `` ",
    ],
)
def test_what_markdown_would_take_minutes_over_is_told_at_once(piece: str) -> None:
    text = (piece * (MAX_BYTES // len(piece)))[:MAX_BYTES]
    begun = time.process_time()
    prose = Prose(text)

    assert prose.flaws
    assert prose.anchors is None or len(prose.anchors) < 1_000
    assert time.process_time() - begun < 3


# --- the front matter -------------------------------------------------------------------------------------

# What YAML 1.1 or 1.2 would not read as text, and what the page's title is.
TITLES = {
    "2026": "2026",
    "2026-11-22": "2026-11-22",
    "2026-02-31": "2026-02-31",
    "yes": "yes",
    "Off": "Off",
    "4.10": "4.10",
    "0123": "0123",
    "0o17": "0o17",
    "0x1F": "0x1F",
    "1e3": "1e3",
    "1_000": "1_000",
    "12:30:45": "12:30:45",
    "=": "=",
    ".inf": ".inf",
    ".NaN": ".NaN",
    "-0": "-0",
    "'null'": "null",
    "\"{{ lauseke('1-13') }}\"": "{{ lauseke('1-13') }}",
    "😀 Ä": "😀 Ä",
}


@pytest.mark.parametrize("written", TITLES)
def test_a_title_is_text(written: str, small_texts: dict[str, bytes], today: date) -> None:
    page = f"---\ntitle: {written}\n---\n# Sivu\n"
    loaded = load({**small_texts, "docs/malli/kokeilu.md": page.encode()}, today)

    assert loaded.findings == ()
    assert loaded.handbook is not None
    assert loaded.handbook.sivut["malli/kokeilu"].title == TITLES[written]


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("---\ntitle: A\nrender_macros: false\n---\n", 3, "kenttää `render_macros` ei tunneta"),
        ("---\ntitle: A\nignore_macros: true\n---\n", 3, "kenttää `ignore_macros` ei tunneta"),
        ("---\ntitle: A\nstatus: new\n---\n", 3, "kenttää `status` ei tunneta"),
        ("---\ntitle: A\nicon: x\n---\n", 3, "kenttää `icon` ei tunneta"),
        ("---\ntitle: A\nrender_macros : false\n---\n", 3, "kenttää `render_macros` ei tunneta"),
        ("---\ntitle: A\nhide: [footer]\n---\n", 3, "`hide: footer` ei ole sallittu arvo"),
        ("---\ntitle: A\nsearch: {exclude: ehkä}\n---\n", 3, "`exclude: ehkä` ei ole totuusarvo"),
        ("---\ntitle: A\nsearch: {boots: 2}\n---\n", 3, "kenttää `boots` ei tunneta"),
        ("---\ntitle: [a, b]\n---\n", 2, "`title` on luettelo, mutta sen pitäisi olla teksti"),
        ("---\ntitle: A\ntitle: B\n---\n", 3, "avain `title` on kahdesti (ensimmäisen kerran rivillä 2)"),
        ("---\n---\n# A\n", 1, "pakollinen kenttä `title` puuttuu"),
        ("---\ntitle: A\n...\n# A\n", 3, "kuvailutiedot päättyvät riviin `...`"),
        ("---\ntitle: A\n...\n# A\n\n---\n\nB\n", 3, "kuvailutiedot päättyvät riviin `...`"),
        ("----\ntitle: A\n----\n", 1, "sivulla ei ole kuvailutietoja"),
        ("title: A\n\n# A\n", 1, "sivulla ei ole kuvailutietoja"),
        ("\n---\ntitle: A\n---\n", 1, "sivulla ei ole kuvailutietoja"),
        ("", 1, "sivulla ei ole kuvailutietoja"),
    ],
)
def test_front_matter_of_another_shape_is_told(
    text: str, line: int, problem: str, small_texts: dict[str, bytes], today: date
) -> None:
    found = told(small_texts, {"kokeilu": text}, today)

    assert [(each.place.line, each.problem) for each in found] == [(line, problem)]


@pytest.mark.parametrize(
    "text",
    [
        "---  \ntitle: A\n---\t\n# B\n",
        "\ufeff---\r\ntitle: A\r\n---\r\n# B\r\n",
        "---\ntitle: A\n---",
        "---\ntitle: A\n---\n",
    ],
)
def test_front_matter_is_read_whatever_stands_around_its_rows(
    text: str, small_texts: dict[str, bytes], today: date
) -> None:
    loaded = load({**small_texts, "docs/malli/kokeilu.md": text.encode()}, today)

    assert loaded.findings == ()
    assert loaded.handbook is not None
    assert loaded.handbook.sivut["malli/kokeilu"].prose.text.strip() in {"", "# B"}


# --- the navigation ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("nav", "expected"),
    [
        ("nav:\n  - index.md\n  - malli/index.md\n  - malli/ryhmat.md\n", []),
        ("site_name: x\n", []),
        ("site_url: !ENV [X, '']\nnav:\n  - index.md\n  - malli/index.md\n  - M: malli/ryhmat.md\n", []),
        ("nav:\n  - index.md\n  - malli/index.md\nnot_in_nav: |\n  /malli/r*.md\n", []),
        ("nav:\n  - index.md\n  - malli/index.md\nnot_in_nav: |\n  # kaikki\n  ryhmat.md\n", []),
        ("nav:\n  - index.md\n  - malli/index.md\nexclude_docs: |\n  **/ryhmat.md\n", []),
        (
            "nav:\n  - index.md\n  - malli/index.md\n",
            ["docs/malli/ryhmat.md:2:8 sivu ei ole navigaatiossa"],
        ),
        (
            "nav:\n  - index.md\n  - M:\n      - malli/index.md\n      - R: malli/ryhmat.md\n      - malli/ryhma.md\n",
            ["mkdocs.yml:6:9 navigaatiossa on `malli/ryhma.md`, mutta sivua ei ole"],
        ),
        (
            "nav:\n  - index.md\n  - malli/index.md\n  - malli/ryhmat.md\n  - /palvelut/\n",
            ["mkdocs.yml:5:5 navigaatiossa on `/palvelut/`, mutta sivua ei ole"],
        ),
        (
            "nav:\n  - index.md\n  - malli/index.md\n  - malli/ryhmat.md\n  - E: index.md\n",
            ["mkdocs.yml:5:8 sivu `index.md` on navigaatiossa kahdesti"],
        ),
        ("nav:\n  - index.md\n  - malli/index.md\n  - malli/ryhmat.md\n  - O: https://www.oph.fi/\n", []),
        ("nav:\n  - 'index.md\n", ["mkdocs.yml:2:5 lainausmerkki `'` jää sulkematta"]),
        ("plugins: !!python/name:os.system\n", ["mkdocs.yml:1:10 YAML-tyyppimerkintä"]),
    ],
)
def test_the_navigation_names_the_pages_there_are(
    nav: str, expected: list[str], small_texts: dict[str, bytes], today: date
) -> None:
    found = check(load({**small_texts, "mkdocs.yml": nav.encode()}, today))
    said = [f"{each.place} {each.problem}" for each in found]

    assert len(said) == len(expected)
    assert all(one.startswith(other) for one, other in zip(said, expected, strict=True)), said


# --- one list of each -------------------------------------------------------------------------------------


def macros_of(renderer: Renderer, here: str = "malli/") -> dict[str, Callable[..., str]]:
    found: dict[str, Callable[..., str]] = {}

    def macro(function: Callable[..., str]) -> Callable[..., str]:
        found[function.__name__] = function
        return function

    plugins: dict[str, Any] = {"hallinta": SimpleNamespace(renderer_at=lambda url: renderer)}
    define_env(
        SimpleNamespace(conf=SimpleNamespace(plugins=plugins), page=SimpleNamespace(url=here), macro=macro)
    )
    return found


def test_the_macros_are_those_that_are_checked(small_renderer: Renderer) -> None:
    macros = macros_of(small_renderer)

    assert set(macros) == set(MACROS)
    assert {name for need in PARTS.values() if (name := need)} | {"nimi"} == set(
        signature(macros["osa"]).parameters
    )


@pytest.mark.parametrize(
    ("address", "way", "shown"),
    [
        ("paatokset/", None, "esimerkissä"),
        ("/", None, "esimerkissä"),
        ("paatokset/", "../esimerkki/paatokset/", '<a href="../esimerkki/paatokset/">esimerkissä</a>'),
    ],
)
def test_a_page_points_to_the_example_handbook_only_when_there_is_one(
    small_renderer: Renderer, monkeypatch: pytest.MonkeyPatch, address: str, way: str | None, shown: str
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(Phrasebook, "in_example", lambda self, address: asked.append(address) or way)

    assert macros_of(small_renderer)["esimerkkikasikirja"](address, "esimerkissä") == shown
    assert asked == [address.lstrip("/")]


def test_the_parts_are_templates_and_each_is_shown(small_renderer: Renderer) -> None:
    given = {"ryhma": "johtoryhma", "laji": "ideat"}
    osa = macros_of(small_renderer)["osa"]
    shown = {name: osa(name, **({need: given[need]} if need else {})) for name, need in PARTS.items()}

    assert all(isinstance(html, Markup) and html.startswith("<") for html in shown.values())
    assert {f"{name}.html.j2" for name in PARTS} <= set(disk.read_folder(disk.TEMPLATES / "osat"))


def test_pages_are_linked_to_by_the_files_they_have(small: Handbook, small_renderer: Renderer) -> None:
    made = {page.src_uri: page.address for page in small_renderer.pages()}
    written = {f"{sivu.id}.md": sivu.address for sivu in small.sivut}

    assert page_files(small, RULES) == made | written


def test_data_files_are_linked_to_by_the_paths_they_have(small: Handbook) -> None:
    past = Past()
    made = {**exports(small, {}, None), **calendars(small, past.events, None), **feeds(small, past, None)}

    assert data_files(small) == set(made)


# --- what macros show -------------------------------------------------------------------------------------

NASTY = [
    "<script>alert(1)</script>",
    "a | b | c",
    "[x](javascript:alert(1))",
    "`koodi` **lihava** _kursiivi_",
    "{{ 7 * 7 }} {% x %} {# y #}",
    '"x" onclick="y" \'z\'',
    "# Otsikko",
    "![x](https://vieras.example/x.png)",
    "&lt;b&gt; &amp; &#106;",
    "\\<b\\> \\`",
    "{ .x onclick=y }",
]


@pytest.mark.parametrize("name", NASTY)
@pytest.mark.parametrize(
    "place", ["{}", "| a | {} |\n| --- | --- |\n| {} | b |", "- **{}**", '!!! note "x"\n    {}']
)
def test_a_records_name_is_text_wherever_its_macro_stands(
    name: str,
    place: str,
    small_texts: dict[str, bytes],
    today: date,
    convert: Convert,
    small_renderer: Renderer,
) -> None:
    record = small_texts["data/termit/malli.yaml"].decode()
    nimi = re.sub(
        r"(?m)^  fi: .*$", lambda _: f"  fi: '{name.replace(chr(39), chr(39) * 2)}'", record, count=1
    )
    handbook = load({**small_texts, "data/termit/malli.yaml": nimi.encode()}, today).handbook
    assert handbook is not None
    renderer = Renderer(handbook, small_renderer.site, small_renderer.environment.loader)  # type: ignore[arg-type]
    macros, tokens = macros_of(renderer), Tokens()
    text = place.replace("{}", '{{ termi("malli") }}')

    html = convert(
        Prose(text).with_macros(lambda call: tokens.of(call, str(escape(macros[call.name](*call.texts)))))
    )
    whole = tokens.put_back(html)

    assert handbook.termit["malli"].name == name
    assert unlisted(html, tokens.stem) is None
    assert whole is not None
    assert whole.count(f">{escape(name)}</a>") == place.count("{}")
    assert Loose(whole).dangers == []
    assert name in unescape(re.sub("<[^>]*>", "", whole))


@pytest.mark.parametrize(
    "html",
    [
        '<a href="{}">x</a>',
        '<p><a href="x">{}</a></p>',
        '<h2 id="{}">x</h2>',
        "<p>x</p>",
        "<p>{} {}</p>",
        '<td title="{}">',
    ],
)
def test_a_macro_that_ended_in_a_wrong_place_is_not_shown(html: str) -> None:
    tokens = Tokens()
    word = Prose('{{ termi("a") }}').with_macros(lambda call: tokens.of(call, "<i>a</i>"))
    made = html.replace("{}", word)

    assert unlisted(made, tokens.stem) is not None or tokens.put_back(made) is None


def test_no_text_can_be_a_macros_word() -> None:
    assert Tokens().stem != Tokens().stem
