"""What a page may run and have: the scripts we know, and nothing that a browser would take for more than text."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import material
import pytest

from hallinta.finishing import FinishError
from hallinta.finishing.policy import DIRECTIVES, HEADERS, SCRIPTS, headers, policy, with_policy

TEMPLATES = Path(material.__file__).parent / "templates"
OWN = Path(__file__).resolve().parents[1] / "hallinta" / "theme"
HEAD = '<head><meta charset="utf-8">{}</head><body>{}</body>'


def hash_of(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def scripts_of(template: Path) -> list[str]:
    return re.findall(r"<script>(.*?)</script>", template.read_text("utf-8"), re.DOTALL)


def start(way: str) -> str:
    """Material's first script on a page from which the site's root is this way."""
    (script,) = scripts_of(TEMPLATES / "partials" / "javascripts" / "base.html")
    return script.replace("{{ config.extra.scope | d(base_url) }}", way)


# --- scripts --------------------------------------------------------------------------------------------


def test_the_known_scripts_are_those_of_the_templates_that_are_installed():
    """After an upgrade of Material: read its new scripts, then write down their hashes."""
    written = [
        start("."),
        *scripts_of(OWN / "partials" / "javascripts" / "palette.html"),
        scripts_of(TEMPLATES / "partials" / "javascripts" / "content.html")[-1],
    ]

    assert list(SCRIPTS) == [hash_of(script) for script in written]


@pytest.mark.parametrize("way", [".", "..", "../..", "../../..", "/", "/ryhma/projekti/", "/ryhma/projekti"])
def test_a_page_may_run_the_known_scripts_wherever_it_stands(way):
    page = HEAD.format(
        f"<script>{start(way)}</script>",
        f'<script src="../assets/javascripts/a.min.js" defer></script>'
        f'<script id="__config" type="application/json">{{"base": "{way}"}}</script>',
    )

    assert f"script-src 'self' {hash_of(start(way))}; style-src" in policy("a.html", page)
    assert "unsafe" not in policy("a.html", page)
    assert policy("a.html", page).startswith("default-src 'none'; ")


@pytest.mark.parametrize(
    "script",
    [
        "<script>alert(1)</script>",
        "<script></script>",
        "<script>" + start(".") + ";alert(1)</script>",
        "<script>" + start('.",location);alert("') + "</script>",
        "<script>" + start("https://muualla.example/") + "</script>",
        "<script>" + start("//muualla.example/") + "</script>",
        "<script >" + start(".") + "</script>",
        "<SCRIPT>alert(1)</SCRIPT>",
        "<ScRiPt>alert(1)</sCrIpT>",
        "<script\n>alert(1)</script>",
        "<script/>alert(1)</script>",
        "<script/x>alert(1)</script>",
        '<script type="module">alert(1)</script>',
        '<script type="speculationrules">{}</script>',
        '<script type="importmap">{}</script>',
        '<script type="application/json">{}</script>',
        '<script type="application/ld+json">{}</script>',
        '<script id="__config" type="application/json" src="a.js"></script>',
        "<script type=application/json>alert(1)</script>",
        '<script data-x="type=application/json">alert(1)</script>',
        '<script data-src="a">alert(1)</script>',
        '<script src="https://muualla.example/assets/a.js"></script>',
        '<script src="//muualla.example/assets/a.js"></script>',
        '<script src="data:text/javascript,alert(1)"></script>',
        '<script src="../api/v1/palvelut.json"></script>',
        '<script src="assets/../api/v1/palvelut.json"></script>',
        '<script src="assets/a.js?x"></script>',
        "<script src='assets/a.js'></script>",
        '<script src="assets/a.js" onerror="alert(1)"></script>',
        '<script src="assets/a.js">alert(1)</script>',
        "<svg><script>alert(1)</script></svg>",
        '<svg><script href="a.js"/></svg>',
        "<!-- <script>alert(1)</script> -->",
        '<noscript><p title="</noscript><script>alert(1)</script>"></noscript>',
        "<script>alert(1)",
    ],
)
@pytest.mark.parametrize("place", ["head", "body"])
def test_a_script_that_is_not_known_stops_the_build_and_is_named(script, place):
    page = HEAD.format(script, "") if place == "head" else HEAD.format("", script)

    with pytest.raises(FinishError, match=r"^malli/index\.html: .*(?i:skripti|script)") as told:
        with_policy("malli/index.html", page)
    assert "korjaus: " in str(told.value)


def test_what_the_frame_tells_its_script_stands_on_a_page_once():
    told = '<script id="__config" type="application/json">{}</script>'

    with pytest.raises(FinishError, match=r"^a\.html: sivulla on 2 kohtaa `__config`"):
        with_policy("a.html", HEAD.format("", told * 2))


def test_the_policy_comes_before_anything_it_rules_and_is_written_once():
    once = with_policy("a.html", HEAD.format('<link rel="stylesheet" href="a.css">', ""))

    assert once.index("Content-Security-Policy") < once.index('name="referrer"') < once.index("stylesheet")
    assert with_policy("a.html", once) == once
    assert with_policy("a.html", once.replace("default-src 'none'", "default-src *")) == once


def test_a_page_without_a_place_for_the_policy_stops_the_build():
    with pytest.raises(FinishError, match="ei ole merkistöä"):
        with_policy("a.html", "<head></head>")


# --- what no page may have ------------------------------------------------------------------------------

REFUSED = [
    '<p style="color: red">',
    "<p hidden style='color: red'>",
    "<p STYLE=color:red>",
    "<p\nstyle=a>",
    '<p class="a"style="b">',
    "<p/style=a>",
    "<p style >",
    '<button onclick="go()">',
    '<button title="a > b" onclick="go()">',
    "<svg/onload=alert(1)>",
    "<svg\x0conload=alert(1)>",
    '<p oNcLiCk="go()">',
    '<p class="a" oNclick="go()">',
    "<p onclick>",
    "<img src=x onerror=alert(1)>",
    "<body onpageshow=alert(1)>",
    "<details ontoggle=alert(1) open>",
    '<a href="javascript:void(0)">',
    '<a href="JAVASCRIPT:void(0)">',
    "<a href=javascript:alert(1)>",
    "<a href='javascript:alert(1)'>",
    '<a href=" \x01javascript:alert(1)">',
    '<a href="java\tscript:alert(1)">',
    '<a href="java&#10;script:alert(1)">',
    '<a href="javascript&colon;alert(1)">',
    '<a href="&#106;avascript:alert(1)">',
    '<a href="vbscript:x">',
    '<a href="data:text/html,x">',
    '<a href="blob:x">',
    '<a href="file:///etc/passwd">',
    '<a xlink:href="javascript:alert(1)">',
    '<area href="javascript:alert(1)">',
    '<form action="https://muualla.example/">',
    "<form action=//muualla.example/>",
    '<form action="/\\muualla.example/">',
    '<form action="javascript:alert(1)">',
    '<button formaction="https://muualla.example/">',
    '<input type="submit" formaction=//muualla.example>',
    "<style>p {}</style>",
    "<STYLE>p {}</STYLE>",
    '<base href="https://muualla.example/">',
    "<BASE HREF=/>",
    '<meta http-equiv="refresh" content="0;url=https://muualla.example/">',
    "<META HTTP-EQUIV=refresh content=3>",
    '<meta content="0;url=javascript:alert(1)" http-equiv="Refresh">',
    '<meta name="referrer" content="unsafe-url">',
    '<iframe src="a.html"></iframe>',
    '<iframe srcdoc="a"></iframe>',
    "<IFRAME></IFRAME>",
    "<frameset><frame></frameset>",
    '<object data="a.svg"></object>',
    '<embed src="a.svg">',
    "<applet></applet>",
    "<portal></portal>",
    "<fencedframe></fencedframe>",
    "<svg><foreignObject><p></p></foreignObject></svg>",
    '<svg><use href="https://muualla.example/a.svg#b"/></svg>',
    '<svg><animate attributeName="href" to="javascript:alert(1)"/></svg>',
    '<svg><set attributeName="onclick" to="alert(1)"/></svg>',
    '<svg><image href="https://muualla.example/a.png"/></svg>',
    '<math href="javascript:alert(1)"></math>',
    '<img src="https://muualla.example/a.png">',
    "<img src=//muualla.example/a.png>",
    '<img src="a.png" srcset="a.png 1x, https://muualla.example/b.png 2x">',
    '<img src="data:text/html,a">',
    '<video poster="https://muualla.example/a.png"></video>',
    '<audio src="https://muualla.example/a.mp3"></audio>',
    '<body background="https://muualla.example/a.png">',
    '<a href="a/" ping="https://muualla.example/">',
    '<blockquote cite="javascript:alert(1)">',
    '<html manifest="a">',
    '<link rel="stylesheet" href="https://muualla.example/a.css">',
    "<link rel=import href=a.html>",
    '<link rel="preconnect" href="https://muualla.example">',
    '<link rel="prefetch" href="a.html">',
    '<link href="a.css">',
    '<p "a="b">',
    '<p x=\x0b" onclick=alert(1) y="">',
    '<p\x0cx=\xa0" onclick=alert(1) y="">',
    "<p <b>",
    "<plaintext>",
]


@pytest.mark.parametrize("refused", REFUSED)
def test_what_no_page_may_have_stops_the_build(refused):
    with pytest.raises(FinishError, match=r"^a\.html: sisältökäytäntö estää kohdan `<"):
        with_policy("a.html", HEAD.format("", refused))


@pytest.mark.parametrize(
    "allowed",
    [
        "<code>&lt;p style=&quot;&quot;&gt; onclick=&quot;&quot;</code>",
        '<p title="lisää style= tai onclick=">',
        "<p>2 on=3 style=4</p>",
        "<p>älä käytä javascript:-linkkejä, data:-osoitteita äläkä vbscript:ia</p>",
        '<meta name="description" content="Älä käytä javascript:-linkkejä">',
        '<img src="a.png" alt="javascript:alert(1)">',
        '<p title="javascript: on kielletty" data-javascript="x">',
        '<abbr title="http-equiv=refresh">',
        '<a href="malli/javascript:/">',
        '<a href="?q=javascript:alert(1)">',
        '<a href="#javascript:">',
        '<a href="https://www.oph.fi/?a=1&amp;b=javascript:">',
        '<a href="mailto:kirjaamo@oph.fi">',
        '<a href="//www.oph.fi/">',
        '<a href="../palvelut/?laji=a&amp;tila=b">',
        '<form class="hk-etsi" role="search" action="./">',
        '<img src="data:image/png;base64,AAAA" alt="">',
        '<img src="../assets/kuva.png" srcset="../assets/kuva.png 1x, ../assets/iso.png 2x" alt="">',
        '<svg viewBox="0 0 9 9"><use href="#a"/></svg>',
        '<link rel="canonical" href="https://kasikirja.example/">',
        '<link rel="alternate" hreflang="sv" href="https://kasikirja.example/sv/">',
        '<option value="style">',
        "<once></once>",
        "<p>1 < 2 ja 3 <4</p>",
        "<a href=malli/>",
        "<input disabled/>",
        "<th scope=col>",
    ],
)
def test_what_only_looks_like_it_is_let_through(allowed):
    assert allowed in with_policy("a.html", HEAD.format("", allowed))


@pytest.mark.parametrize(
    "before",
    [
        "<p title='",
        '<p title="a',
        "<!-- ",
        "<p ",
        "</p x='",
        "<textarea>",
        "<title>",
        "a < b ",
        "<![CDATA[",
        "<?x ",
    ],
)
def test_the_gate_stops_it_whatever_makes_a_reader_of_tags_lose_its_place(before):
    for refused in REFUSED:
        with pytest.raises(FinishError):
            with_policy("a.html", HEAD.format("", before + refused))


# --- the server -----------------------------------------------------------------------------------------


def test_the_headers_say_what_a_page_cannot_say_of_itself():
    assert headers().startswith("/*\n  Content-Security-Policy: frame-ancestors 'none'\n")
    assert "frame-ancestors" not in DIRECTIVES
    assert {"Strict-Transport-Security", "X-Content-Type-Options", "Referrer-Policy"} <= set(HEADERS)
    assert "/api/*\n  Access-Control-Allow-Origin: *\n" in headers()
