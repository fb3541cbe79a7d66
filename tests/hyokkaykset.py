"""Texts that try to be more than text, and the small model data set with them in every field that takes text."""

from __future__ import annotations

import itertools
import json
import re
import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import BaseModel

from hallinta.finding import Severity
from hallinta.handbook import load
from hallinta.records.base import Record
from hallinta.records.fields import Kielistetty, Kuvaus, Refers
from hallinta.rules import check

RUN = "alert(1)"
ELSEWHERE = "https://muualla.example"

HTML = [
    f"<script>{RUN}</script>",
    f"<ScRiPt>{RUN}</sCrIpT>",
    f"<script src={ELSEWHERE}/a.js></script>",
    f"<script>{RUN}",
    f"</script><script>{RUN}</script>",
    f"</title><script>{RUN}</script>",
    f"</textarea><script>{RUN}</script>",
    f"</style><script>{RUN}</script>",
    f"</noscript><script>{RUN}</script>",
    f"</template><script>{RUN}</script>",
    f"--><script>{RUN}</script>",
    f"<!--><script>{RUN}</script>",
    f"]]><script>{RUN}</script>",
    f"<![CDATA[<script>{RUN}</script>]]>",
    f"<img src=x onerror={RUN}>",
    f"<img/src=x/onerror={RUN}>",
    f"<svg onload={RUN}>",
    f"<svg/onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<svg><set attributeName=href to=javascript:{RUN}>",
    "<svg><foreignObject><b>a</b></foreignObject></svg>",
    f"<math><mtext></p><img src=x onerror={RUN}>",
    f"<math href=javascript:{RUN}>a</math>",
    f"<body onload={RUN}>",
    f"<details open ontoggle={RUN}>",
    f"<input autofocus onfocus={RUN}>",
    f"<select autofocus onfocus={RUN}>",
    f"<video><source onerror={RUN}></video>",
    f"<audio src=x onerror={RUN}>",
    f"<iframe src=javascript:{RUN}></iframe>",
    f"<iframe srcdoc='<script>{RUN}</script>'></iframe>",
    f"<object data=javascript:{RUN}></object>",
    f"<embed src=javascript:{RUN}>",
    f"<form action={ELSEWHERE}><input name=a></form>",
    f"<button form=a formaction=javascript:{RUN}>a</button>",
    f"<base href={ELSEWHERE}/>",
    f'<meta http-equiv="refresh" content="0;url={ELSEWHERE}">',
    f"<link rel=stylesheet href={ELSEWHERE}/a.css>",
    f"<link rel=prefetch href={ELSEWHERE}/a>",
    f"<style>@import '{ELSEWHERE}/a.css'</style>",
    f"<style>*{{background:url({ELSEWHERE}/a)}}</style>",
    f"<table background={ELSEWHERE}/a.png>",
    "</td></tr></table><h1>Toinen sivu</h1>",
    "</article></main><main>",
    "</a></li></ul></nav>",
    "</h1><h1>Toinen otsikko</h1>",
    "</div></div></div></div>",
    "<!--",
    "-->",
    "<plaintext>",
    "<xmp>",
    "<textarea>",
    "<title>",
    "<noscript>",
    "<template>",
    "<select><option>",
    "<marquee onstart=alert(1)>",
    "<x-a onclick=alert(1)>a</x-a>",
    "<p id=__config>",
    "<a name=getElementById>",
    "<img name=cookie>",
    f"<isindex action=javascript:{RUN}>",
    f"<a href=javascript:{RUN}>a</a>",
    "<?php phpinfo() ?>",
    "<?xml version='1.0'?>",
    "<!DOCTYPE html>",
    "<",
    "<a",
    "< script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "&#x3c;img src=x onerror=alert(1)&#x3e;",
    "&amp;lt;script&amp;gt;",
    "&",
    "&quot;",
    "&#0;&#x110000;&#xD800;",
    "\N{FULLWIDTH LESS-THAN SIGN}script\N{FULLWIDTH GREATER-THAN SIGN}alert(1)",
]
ATTRIBUTES = [
    f'" onmouseover="{RUN}',
    f"' onmouseover='{RUN}",
    f'" autofocus onfocus={RUN} x="',
    f"' autofocus onfocus={RUN} x='",
    f'"><script>{RUN}</script>',
    f"'><script>{RUN}</script>",
    f'"/><img src=x onerror={RUN}>',
    f"` onmouseover={RUN}",
    '" style="position:fixed;inset:0" x="',
    '" id="__search" x="',
    '" class="md-search" x="',
    f'" href="javascript:{RUN}" x="',
    '" hidden x="',
    '" contenteditable x="',
    f'" formaction="{ELSEWHERE}" x="',
    '">',
    "'>",
    '"',
    "'",
    "`",
    "\\",
    '\\"',
    "\\'",
    "=",
    "a=b c=d",
    "&quot; onmouseover=&quot;alert(1)",
    "&#34; onmouseover=&#34;alert(1)",
]
SCRIPTS = [
    f"';{RUN};'",
    f'";{RUN};"',
    f"`;{RUN};`",
    f"${{{RUN}}}",
    f"\\';{RUN}//",
    f"\\u003cscript\\u003e{RUN}\\u003c/script\\u003e",
    f"</script><!--<script>{RUN}",
    f"*/{RUN}/*",
    f"//{RUN}",
    f"}}}}{RUN}{{{{",
    "__proto__",
    "constructor",
    "toString",
    "{}",
    "[]",
    "null",
    "undefined",
    "NaN",
    '{"base":"https://muualla.example"}',
    '"},{"location":"https://muualla.example","title":"a","text":"b',
    "window['al'+'ert'](1)",
    "eval('alert(1)')",
    "\u2028alert(1)",
    "\u2029alert(1)",
]
STYLES = [
    "expression(alert(1))",
    f"url({ELSEWHERE}/a)",
    f"}} * {{ background: url({ELSEWHERE}/a)",
    "-moz-binding:url(a)",
    "\\3c script\\3e",
    "position:fixed",
    "@import 'a'",
    "</style>",
]
ADDRESSES = [
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}",
    f" javascript:{RUN}",
    f"java\tscript:{RUN}",
    f"javascript&colon;{RUN}",
    f"&#106;avascript:{RUN}",
    f"javascript://%0a{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    f"data:image/svg+xml,<svg onload={RUN}>",
    f"vbscript:{RUN}",
    "file:///etc/passwd",
    "//muualla.example/a",
    "\\\\muualla.example\\a",
    "/\\muualla.example",
    "https://muualla.example/?a=1&b=2#c",
    "mailto:a@muualla.example?subject=a%0ABcc:b",
    "../../../../etc/passwd",
    "..\\..\\windows",
    "%2e%2e%2f%2e%2e%2f",
    "?a=1#b",
    "#__search",
    "view-source:https://muualla.example",
    "blob:https://muualla.example/a",
]
MARKDOWN = [
    f"[a](javascript:{RUN})",
    f"[a](JAVASCRIPT:{RUN})",
    f"[a]( javascript:{RUN})",
    f"[a](<javascript:{RUN}>)",
    f"[a](javascript&colon;{RUN})",
    f"[a](data:text/html,<script>{RUN}</script>)",
    f'[a](https://muualla.example "x\\" onmouseover=\\"{RUN}")',
    f"[a](https://muualla.example/\"onmouseover='{RUN}')",
    f"[a]: javascript:{RUN}",
    f"<javascript:{RUN}>",
    f'![a](x" onerror="{RUN})',
    f"![a]({ELSEWHERE}/a.png)",
    f"[![a]({ELSEWHERE}/a.png)](https://muualla.example)",
    "# Otsikko",
    "Otsikko\n=======",
    "## Otsikko {#__search}",
    "a {: onclick=alert(1) }",
    "[a](#b){: onclick=alert(1) }",
    "!!! warning\n    a",
    "```html\n<script>alert(1)</script>\n```",
    "    <script>alert(1)</script>",
    "> a",
    "1. a\n2. b",
    "| a | b |\n|---|---|\n| c | d |",
    "***a**",
    "`<script>alert(1)</script>`",
    "``` `` ` ```",
    "a  \nb",
    "---",
    "[^1]: a",
    "*[HTML]: a",
    "<b>lihava</b>",
    "[palvelut/mallipalvelu](palvelut/mallipalvelu)",
    "[[wiki]]",
    '--8<-- "/etc/passwd"',
]
TEMPLATES = [
    "{{ 7*7 }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ config.items() }}",
    "{{ lipsum.__globals__ }}",
    "{{ handbook }}",
    "{% for a in range(9) %}a{% endfor %}",
    "{% include '/etc/passwd' %}",
    "{% raw %}",
    "{% endraw %}",
    "{% block content %}",
    "{# a",
    "#}",
    "{{",
    "}}",
    "{%",
    "%}",
    "${7*7}",
    "#{7*7}",
    "<%= 7*7 %>",
    "{0.__class__}",
    "{path}",
    "{otsikko}",
    "%s%s%n",
    "%(a)s",
    "$(id)",
    "`id`",
    "; id",
    "| id",
    "&& id",
]
YAML = [
    "!!python/object/apply:os.system [id]",
    "&a *a",
    "*a",
    "<<: *a",
    "--- a",
    "... a",
    "a: b",
    "- a",
    "? a",
    "# a",
    "%YAML 1.1",
    "[a, b]",
    "{a: b}",
    "a\nnimi: b",
    "---\ntitle: b\n---",
]
CELLS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("https://muualla.example";"a")',
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\N{FULLWIDTH EQUALS SIGN}1+1",
    "\N{FULLWIDTH PLUS SIGN}1+1",
    "\N{FULLWIDTH HYPHEN-MINUS}1+1",
    "\N{FULLWIDTH COMMERCIAL AT}SUM(1)",
    " =1+1",
    "\u00a0=1+1",
    '"=1+1"',
    "'=1+1",
    ";=1+1",
    '";=1+1;"',
    "a\n=1+1",
    "a\r\n=1+1",
    'a"\n"b',
    "1;2;3",
    "a\tb",
]
CALENDARS = [
    "a\nBEGIN:VEVENT\nUID:a\nEND:VEVENT",
    "a\r\nATTACH:https://muualla.example/a",
    "a\\nATTENDEE:mailto:a@muualla.example",
    "a\rX-OMA:b",
    "END:VCALENDAR",
    "a;TZID=b:c",
    'a";X=b:"c',
    "a,b;c:d\\e",
    "a^nb^'c^^d",
    "ä" * 100,
    "\N{GRINNING FACE}" * 40,
]
MARKS = [
    "</entry><entry>",
    "</feed>",
    "<!ENTITY a SYSTEM 'file:///etc/passwd'>",
    "&a;",
    "]]>",
    "<xi:include href='/etc/passwd'/>",
    "\u202ealert\u202c",
    "\u2066a\u2069",
    "a\u200bb",
    "\ufeffa",
    "a\u00adb",
    "a\u0301" * 30,
    "\u0000",
    "\u0007",
    "\u001b[31m",
    "\ud7ff\ue000\ufffd",
    "\ufdd0",
    "\N{ARABIC LIGATURE BISMILLAH AR-RAHMAN AR-RAHEEM}" * 3,
]
HEADERS = [
    "a\nSet-Cookie: a=b",
    "a\r\nLocation: https://muualla.example",
    "/*\n  Access-Control-Allow-Origin: *",
    "a%0d%0aSet-Cookie:a=b",
    "Content-Security-Policy: default-src *",
]

PAYLOADS = [
    *HTML,
    *ATTRIBUTES,
    *SCRIPTS,
    *STYLES,
    *ADDRESSES,
    *MARKDOWN,
    *TEMPLATES,
    *YAML,
    *CELLS,
    *CALENDARS,
    *MARKS,
    *HEADERS,
]

Spot = tuple[str | int, ...]
Spots = tuple[str, Spot]
Files = dict[str, list[tuple[str, Spot]]]
CODES = {"id", "tila", "seuraavat", "vaihe"}
"""Fields whose text is a code that other fields name, though no record of its own."""


# --- putting them into the data -------------------------------------------------------------------------


@dataclass
class Attacked:
    """A data set with the payloads in its texts, as files; what each spot holds and which it would not take."""

    texts: dict[str, bytes]
    held: dict[Spots, str] = field(default_factory=dict)
    refused: int = 0


def attacked(small: dict[str, bytes], today: date, payloads: list[str]) -> Attacked:
    """The small data set with a payload in each text that may be any text. What the check refuses is as it was."""
    handbook = load(small, today).handbook
    assert handbook is not None
    records = {record.path: record for record in handbook.records if record.path.startswith("data/")}
    values = {path: _plain(record) for path, record in records.items()}
    spots = [(path, spot) for path in sorted(records) for spot in _spots(records[path])]
    turn = itertools.cycle(payloads)
    made = {spot: next(turn) for spot in spots}
    found = Attacked({})
    while True:
        files = {path: _written(path, values[path], made) for path in values}
        found.texts = small | {
            path: "\n".join(text for text, _ in lines).encode() for path, lines in files.items()
        }
        errors = [each for each in check(load(found.texts, today)) if each.severity is Severity.VIRHE]
        if not errors:
            found.held = made
            return found
        wrong = set().union(*(_blamed(made, files, each.place.path, each.place.line) for each in errors))
        assert wrong, errors
        found.refused += len(wrong)
        for spot in wrong:
            del made[spot]


def _blamed(made: dict[Spots, str], files: Files, path: str, line: int) -> set[Spots]:
    """The payloads that a finding may be about: at its place, or in the nearest thing around it."""
    place = files[path][line - 1][1] if path in files and line <= len(files[path]) else ()
    inside = {spot for spot in made if spot[0] == path}
    for end in range(len(place), 0, -1):
        if found := {spot for spot in inside if spot[1][:end] == place[:end]}:
            return found
    return {spot for spot in inside if spot[1][0] == "nimi"} or inside


def _plain(record: Record) -> dict[str, Any]:
    return json.loads(re.sub(r'"(\d\d:\d\d):00"', r'"\1"', record.model_dump_json(exclude_unset=True)))


def _spots(model: BaseModel, before: Spot = ()) -> Iterator[Spot]:
    """Where a record has or may have text that is not a reference, each language of its own."""
    for name, info in type(model).model_fields.items():
        value, spot = getattr(model, name), (*before, name)
        kinds, refers = _kinds(info.annotation), any(isinstance(mark, Refers) for mark in _marks(info))
        if refers or name in CODES:
            continue
        if kinds & {Kielistetty, Kuvaus}:
            yield from (
                ((*spot, language) for language in ("fi", "sv", "en"))
                if not isinstance(value, tuple)
                else (
                    (*spot, index, language) for index in range(len(value)) for language in ("fi", "sv", "en")
                )
            )
        elif isinstance(value, BaseModel):
            yield from _spots(value, spot)
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, BaseModel):
                    yield from _spots(item, (*spot, index))
                elif isinstance(item, str):
                    yield (*spot, index)
        elif str in kinds:
            yield spot


def _marks(info: Any) -> list[Any]:
    found, stack = list(info.metadata), [info.annotation]
    while stack:
        part = stack.pop()
        found += getattr(part, "__metadata__", ())
        stack += typing.get_args(part)
    return found


def _kinds(annotation: Any) -> set[Any]:
    if typing.get_origin(annotation) is typing.Literal:
        return set()
    parts = typing.get_args(annotation)
    return set().union(*map(_kinds, parts)) if parts else {annotation} - {types.NoneType}


def _written(path: str, value: Any, made: dict[Spots, str]) -> list[tuple[str, Spot]]:
    """A record as lines of YAML, each with the spot whose value it holds."""
    value = json.loads(json.dumps(value))
    for (file, spot), text in made.items():
        if file == path:
            _put(value, spot, text)
    return list(_lines(value, (), 0))


def _put(value: Any, spot: Spot, text: str) -> None:
    for step, after in itertools.pairwise(spot):
        if isinstance(step, str) and value.get(step) is None:
            value[step] = {}
        if isinstance(value[step], str) and isinstance(after, str):
            value[step] = {"fi": value[step]}
        value = value[step]
    value[spot[-1]] = text


def _lines(value: Any, spot: Spot, depth: int) -> Iterator[tuple[str, Spot]]:
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for name, item in items:
        start = "  " * depth + (f"{name}:" if isinstance(value, dict) else "-")
        if isinstance(item, dict | list) and item:
            yield start, (*spot, name)
            yield from _lines(item, (*spot, name), depth + 1)
        else:
            yield f"{start} {_scalar(item)}", (*spot, name)


def _scalar(item: Any) -> str:
    return (
        json.dumps(item)
        if isinstance(item, str | list | dict)
        else "null"
        if item is None
        else str(item).lower()
    )
