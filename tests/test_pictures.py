"""What ``docs/`` may hold besides pages: pictures that are only pictures. The rest is told and never published."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hallinta import disk
from hallinta.handbook import load
from hallinta.pictures import MAX_BYTES, picture_fault
from hallinta.rules import check

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(20)


def svg(inside: str, attributes: str = "") -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"{attributes}>{inside}</svg>'.encode()


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("assets/kuva.png", PNG),
        ("malli/kuvat/kaavio-2.png", PNG),
        ("assets/kuva.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF"),
        ("assets/kuva.jpeg", b"\xff\xd8\xff\xe1"),
        ("assets/kuva.webp", b"RIFF\x24\0\0\0WEBPVP8L"),
        ("assets/merkki.ico", b"\0\0\x01\0\x02\0"),
        ("assets/kuva.svg", svg('<path d="M0 0h9v9z" fill="currentColor"/>')),
        ("assets/kuva.svg", b'<?xml version="1.0" encoding="UTF-8"?>\n' + svg("<title>Kaavio</title>")),
        (
            "assets/kuva.svg",
            svg(
                '<defs><linearGradient id="v"><stop offset="1"/></linearGradient></defs>'
                '<rect fill="url(#v)"/>'
            ),
        ),
        ("assets/kuva.svg", svg('<g id="a"/><use href="#a"/>')),
        ("assets/kuva.svg", svg("<text>javascript: url(https://muualla.example)</text>")),
        ("assets/kuva.svg", svg("<!-- piirretty käsin -->")),
    ],
)
def test_a_picture_that_is_only_a_picture_is_published(path, data):
    assert picture_fault(path, data) is None


@pytest.mark.parametrize(
    "path",
    [
        "_headers",
        "_redirects",
        ".htaccess",
        ".well-known/security.txt",
        "CNAME",
        "robots.txt",
        "404.html",
        "oma.html",
        "oma.HTML",
        "oma.xhtml",
        "oma.xht",
        "oma.htm",
        "oma.shtml",
        "sitemap.xml",
        "sitemap.xml.gz",
        "search/search_index.json",
        "api/v1/meta.json",
        "kalenteri/kaikki.ics",
        "syote/muutokset.xml",
        "assets/oma.js",
        "assets/oma.mjs",
        "assets/oma.wasm",
        "assets/oma.css",
        "assets/taulukot.js",
        "assets/esitys.pdf",
        "assets/kuva.svgz",
        "assets/kuva.png.html",
        "assets/kuva",
        "manifest.webmanifest",
        "crossdomain.xml",
        "sivu.yaml",
        "sivu.markdown",
        ".sivu.md.swp",
    ],
)
def test_what_is_not_a_picture_is_refused_whatever_it_holds(path):
    for data in (b"", PNG, b"<script>alert(1)</script>"):
        assert picture_fault(path, data) is not None


@pytest.mark.parametrize(
    "path",
    [
        "api/kuva.png",
        "kalenteri/kuva.png",
        "syote/a/kuva.png",
        "search/kuva.png",
        "assets/images/favicon.png",
        "assets/javascripts/kuva.png",
        "assets/stylesheets/kuva.png",
        ".git/kuva.png",
        ".well-known/kuva.png",
        "assets/.kuva.png",
        "assets/Kuva.png",
        "assets/kuva.PNG",
        "API/kuva.png",
        "assets/ku va.png",
        "assets/kuvä.png",
        "assets/a\nb.png",
        "assets/..png",
        "assets/a%2e.png",
    ],
)
def test_a_picture_stands_where_nothing_of_the_programs_own_does(path):
    assert picture_fault(path, PNG) is not None


@pytest.mark.parametrize("ending", ["png", "jpg", "jpeg", "webp", "ico", "svg"])
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html><script>alert(1)</script>",
        b"%PDF-1.7",
        b"GIF89a",
        b"MZ",
        b"PK\x03\x04",
        b"version https://git-lfs.github.com/spec/v1\n",
    ],
)
def test_a_picture_is_what_its_name_tells(ending, data):
    assert picture_fault(f"assets/kuva.{ending}", data) is not None


def test_a_picture_too_heavy_for_a_reader_is_told():
    fault = picture_fault("assets/kuva.png", PNG + bytes(MAX_BYTES))

    assert fault is not None
    assert fault.problem == "kuva on liian suuri (2048 kt, enintään 2048 kt)"


@pytest.mark.parametrize(
    ("inside", "attributes"),
    [
        ("<script>alert(1)</script>", ""),
        ("<SCRIPT>alert(1)</SCRIPT>", ""),
        ('<script href="https://muualla.example/a.js"/>', ""),
        ('<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>', ""),
        ('<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>', ""),
        ('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">a</p></foreignObject>', ""),
        ('<a href="https://muualla.example/"><text>a</text></a>', ""),
        ('<a href="javascript:alert(1)"><text>a</text></a>', ""),
        ('<image href="https://muualla.example/a.png"/>', ""),
        ('<image href="data:image/svg+xml,x"/>', ""),
        ('<use href="https://muualla.example/a.svg#b"/>', ""),
        ('<use x:href="data:x#b" xmlns:x="http://www.w3.org/1999/xlink"/>', ""),
        ('<set attributeName="href" to="javascript:alert(1)"/>', ""),
        ('<animate attributeName="href" values="javascript:alert(1)"/>', ""),
        ("<style>@import 'https://muualla.example/a.css'</style>", ""),
        ("<style>*{fill:red}</style>", ""),
        ('<rect style="fill:url(https://muualla.example/a)"/>', ""),
        ('<rect fill="url(https://muualla.example/a)"/>', ""),
        ('<rect fill="u\\72l(//muualla.example/a)"/>', ""),
        ("<rect mask=\"image-set('https://muualla.example/a' 1x)\"/>", ""),
        ('<rect onclick="alert(1)"/>', ""),
        ("", ' onload="alert(1)"'),
        ("", ' xml:base="https://muualla.example/"'),
        ('<handler xmlns="http://www.w3.org/2001/xml-events">a</handler>', ""),
        ("<iframe/>", ""),
        ('<filter id="a"><feImage href="https://muualla.example/"/></filter>', ""),
        ("<metadata/>", ""),
    ],
)
def test_a_drawing_runs_nothing_and_leads_nowhere(inside, attributes):
    assert picture_fault("assets/kuva.svg", svg(inside, attributes)) is not None


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE svg SYSTEM "https://muualla.example/a.dtd">' + svg(""),
        b'<!DOCTYPE svg [<!ENTITY a "<script/>">]>' + svg("&amp;"),
        b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + svg("<text>x</text>"),
        b'<?xml-stylesheet href="https://muualla.example/a.css"?>' + svg(""),
        svg("").replace(b"<svg", b"<?php a ?><svg"),
        svg("").decode().encode("utf-16"),
        b'<?xml version="1.0" encoding="UTF-7"?>' + svg("+ADw-script+AD4-"),
        b'<?xml version="1.0" encoding="latin-1"?>' + svg(""),
        svg("") + b"<html/>",
        svg("")[:-3],
        b"<svg viewBox='0 0 1 1'/>",
        b"<html xmlns='http://www.w3.org/1999/xhtml'/>",
    ],
)
def test_a_drawing_is_plain_xml_of_its_own(data):
    assert picture_fault("assets/kuva.svg", data) is not None


# --- links and the like ---------------------------------------------------------------------------------


def ring(path: Path) -> None:
    path.symlink_to(path.parent, target_is_directory=True)


ODD = {
    "a link to a file outside": lambda path: path.symlink_to("/etc/hostname"),
    "a link to a folder outside": lambda path: path.symlink_to("/etc"),
    "a link to the repository": lambda path: path.symlink_to(path.parents[2] / ".git"),
    "a link to a process": lambda path: path.symlink_to("/proc/self/environ"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a link to nothing": lambda path: path.symlink_to("ei-ole"),
    "a link to a page": lambda path: path.symlink_to(path.parents[1] / "index.md"),
    "a ring": ring,
    "a pipe": os.mkfifo,
}


@pytest.mark.parametrize("make", ODD.values(), ids=ODD)
@pytest.mark.parametrize("name", ["kansio", "kuva.png", "kuva.svg", "sivu.md", "a.txt", "_headers"])
def test_what_is_not_a_plain_file_is_told_with_its_path_and_not_followed(
    tmp_path, small_texts, today, make, name
):
    disk.write_all(tmp_path, small_texts)
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text("salaisuus")
    (tmp_path / "docs" / "assets").mkdir(exist_ok=True)
    make(tmp_path / "docs" / "assets" / name)

    loaded = load(disk.read_project(tmp_path / "data"), today)
    told = [(str(each.place), each.rule) for each in check(loaded)]

    assert told == [(f"docs/assets/{name}:1:1", "HAL-002")]
    assert loaded.handbook is not None
    assert loaded.handbook.pictures == {}


def test_a_docs_folder_that_is_itself_a_link_is_told_and_not_read(tmp_path, small_texts, today):
    disk.write_all(tmp_path, {path: text for path, text in small_texts.items() if path.startswith("data/")})
    disk.write_all(tmp_path / "muualla", {"salaisuus.md": "---\ntitle: Salaisuus\n---\n"})
    (tmp_path / "docs").symlink_to("muualla", target_is_directory=True)

    texts = disk.read_project(tmp_path / "data")
    told = [(str(each.place), each.rule) for each in check(load(texts, today))]

    assert b"Salaisuus" not in b"".join(texts.values())
    assert ("docs:1:1", "HAL-002") in told
