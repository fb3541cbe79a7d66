"""A preview for a viewer that gives only files: links name files, and the editor opens the change's own branch."""

from __future__ import annotations

import json

import pytest

from hallinta import mkdocs_plugin
from hallinta.finishing.preview import found_in_files, to_files


@pytest.mark.parametrize(
    ("link", "to_file"),
    [
        ('<a href="./">', '<a href="./index.html">'),
        ('<a href=".">', '<a href="./index.html">'),
        ('<a href="..">', '<a href="../index.html">'),
        ('<a href="../..">', '<a href="../../index.html">'),
        ('<a class="a" href="../">', '<a class="a" href="../index.html">'),
        ('<a href="palvelut/">', '<a href="palvelut/index.html">'),
        ('<a href="../koski/#vastuut">', '<a href="../koski/index.html#vastuut">'),
        ('<a href="../ideat/?palvelu=koski">', '<a href="../ideat/index.html?palvelu=koski">'),
        ('<a href="../ideat/?a=b#c">', '<a href="../ideat/index.html?a=b#c">'),
        ('<a href="/kasikirja/malli/">', '<a href="/kasikirja/malli/index.html">'),
        ('<form action="./">', '<form action="./index.html">'),
        (
            '<link rel="canonical" href="https://oph.example/k/malli/">',
            '<link rel="canonical" href="https://oph.example/k/malli/index.html">',
        ),
        (
            '<link rel="alternate" hreflang="sv" href="https://oph.example/sv/">',
            '<link rel="alternate" hreflang="sv" href="https://oph.example/sv/index.html">',
        ),
    ],
)
def test_a_link_to_a_folder_names_its_page(link, to_file):
    assert to_files(link) == to_file
    assert to_files(to_file) == to_file


@pytest.mark.parametrize(
    "link",
    [
        '<a href="#vastuut">',
        '<a href="?palvelu=koski">',
        '<a href="../kalenteri/kaikki.ics">',
        '<a href="../api/v1/palvelut.json">',
        '<a href="https://www.oph.fi/">',
        '<a href="mailto:kirjaamo@oph.fi">',
        '<a href="webcal://oph.example/kalenteri/kaikki.ics">',
        '<link rel="alternate" type="application/atom+xml" href="../syote/muutokset.xml">',
        '<link rel="stylesheet" href="../assets/tyylit.css">',
        '<p>kirjoita href="malli/"</p>'.replace('"', "&quot;"),
    ],
)
def test_other_addresses_stay(link):
    assert to_files(link) == link


def test_search_results_lead_to_files():
    places = ["", "#alku", "malli/", "malli/rakenne/#tasot"]
    index = json.dumps({"config": {"lang": ["fi"]}, "docs": [{"location": place} for place in places]})
    found = [entry["location"] for entry in json.loads(found_in_files(index))["docs"]]

    assert found == ["index.html", "index.html#alku", "malli/index.html", "malli/rakenne/index.html#tasot"]
    assert found_in_files(found_in_files(index)) == found_in_files(index)


PROJECT = {"CI_PROJECT_URL": "https://git.example/oph/kasikirja", "CI_DEFAULT_BRANCH": "paahaara"}
REQUEST = {
    "CI_MERGE_REQUEST_IID": "7",
    "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": "muutos/uusi",
    "CI_MERGE_REQUEST_SOURCE_PROJECT_URL": "https://git.example/oma/kasikirja",
}


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ({}, None),
        (PROJECT, "https://git.example/oph/kasikirja/-/edit/paahaara/data/a.yaml"),
        (PROJECT | REQUEST, "https://git.example/oma/kasikirja/-/edit/muutos/uusi/data/a.yaml"),
        (
            PROJECT | REQUEST | {"CI_MERGE_REQUEST_SOURCE_PROJECT_URL": ""},
            "https://git.example/oph/kasikirja/-/edit/muutos/uusi/data/a.yaml",
        ),
        (
            PROJECT | REQUEST | {"CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": 'a"><b {path} #?%'},
            "https://git.example/oma/kasikirja/-/edit/a%22%3E%3Cb%20%7Bpath%7D%20%23%3F%25/data/a.yaml",
        ),
        (
            PROJECT | {"CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": "x"},
            "https://git.example/oph/kasikirja/-/edit/paahaara/data/a.yaml",
        ),
    ],
)
def test_a_page_is_edited_where_the_change_is(monkeypatch, small, said, address):
    for name in {*PROJECT, *REQUEST}:
        monkeypatch.delenv(name, raising=False)
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    form = mkdocs_plugin._edit_address(small.asetukset)

    assert (form and form.replace("{path}", "data/a.yaml")) == address


@pytest.mark.parametrize("value", ["", None])
def test_elsewhere_than_in_a_merge_request_addresses_are_those_that_are_published(monkeypatch, value):
    monkeypatch.delenv("CI_MERGE_REQUEST_IID", raising=False)
    if value is not None:
        monkeypatch.setenv("CI_MERGE_REQUEST_IID", value)

    assert not mkdocs_plugin.in_preview()
