"""The built site in a real browser: a walk, the search, the policy, what is stored, what works without scripts."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect
from selain import WITHOUT_SCRIPTS, Watch, context_of

pytestmark = [pytest.mark.selain, pytest.mark.sivusto]


def test_a_reader_walks_from_home_to_a_service_to_its_owner_and_back(page, handbook):
    koski = handbook.palvelut["koski"]
    owner = handbook.organisaatiot["oph"]

    page.goto("")
    page.get_by_role("navigation", name="Päävalikko").get_by_role("link", name="Palvelut").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Palvelut")
    page.get_by_role("article").get_by_role("link", name=koski.name, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(koski.name)
    page.get_by_role("article").get_by_role("link", name=owner.name, exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(owner.name)
    expect(page.get_by_role("article").get_by_role("link", name=koski.name, exact=True).first).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(koski.name)
    page.locator(".md-path").get_by_role("link", name="Palvelut").click()
    expect(page).to_have_url(re.compile(r"/palvelut/$"))


def test_search_opens_and_finds_a_service(page):
    page.goto("malli/rakenne/")
    page.get_by_role("textbox", name="Hae").click()
    box = page.get_by_role("textbox", name="Hae")
    expect(box).to_be_focused()
    box.press_sequentially("koski")
    found = page.locator(".md-search-result__link").first
    found.wait_for()
    found.click()

    expect(page).to_have_url(re.compile(r"/palvelut/koski/"))


def test_the_error_page_is_in_finnish_and_is_whole_at_any_address(page):
    """A server shows it at addresses of any depth, and without the site's own address its files are nowhere."""
    page.goto("404.html")

    expect(page.locator("html")).to_have_attribute("lang", "fi")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sivua ei löytynyt")
    assert page.locator("script, img, a, link:not([rel=icon])").count() == 0


@pytest.mark.parametrize("page", [WITHOUT_SCRIPTS], indirect=True, ids=["without scripts"])
def test_the_whole_record_can_be_read_without_scripts(page, handbook):
    page.goto("palvelut/koski/")

    expect(page.get_by_role("heading", level=1)).to_have_text(handbook.palvelut["koski"].name)
    expect(page.get_by_role("article").get_by_role("link", name="Opetushallitus").first).to_be_visible()


def test_only_the_palette_is_stored_and_only_when_it_is_chosen(page):
    page.goto("")
    page.get_by_role("textbox", name="Hae").fill("päätös")
    stored = "() => [...Object.entries(localStorage), ...Object.entries(sessionStorage)]"
    before = page.evaluate(stored)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Tumma väriteema").click()
    page.reload()

    assert before == []
    assert page.evaluate(stored) == [["/.__palette", '"slate"']]
    assert page.context.cookies() == []


def test_the_policy_refuses_what_is_not_the_sites_own(chromium, origin):
    watch = Watch(origin)
    context = context_of(chromium, origin)
    page = context.new_page()
    watch.over(page)
    page.goto("palvelut/")
    page.evaluate(
        """() => {
          const add = (name, values) => document.body.append(Object.assign(document.createElement(name), values));
          add("script", { textContent: "window.vieras = 1" });
          add("img", { src: "https://esimerkki.invalid/kuva.png" });
          document.body.setAttribute("style", "color: red");
        }"""
    )
    page.evaluate(
        "new Promise((told) => (addEventListener('securitypolicyviolation', (e) => e.violatedDirective"
        " === 'connect-src' && setTimeout(told)), fetch('https://esimerkki.invalid/').catch(() => 0)))"
    )
    refused = {line.split()[2] for line in watch.complaints if line.startswith("error: policy: ")}
    outside = page.evaluate("'vieras' in window")
    context.close()

    assert refused == {"script-src-elem", "img-src", "style-src-attr", "connect-src"}
    assert not outside


@pytest.mark.parametrize("page", [WITHOUT_SCRIPTS], indirect=True, ids=["without scripts"])
def test_a_change_of_one_class_does_not_style_the_whole_page_anew(page, chromium):
    page.goto("esimerkki/paatokset/")
    chromium.start_tracing(categories=["disabled-by-default-devtools.timeline", "devtools.timeline"])
    for change in ("classList.add('x')", "classList.remove('no-js')"):
        page.evaluate(f"() => {{ document.documentElement.{change}; document.body.offsetHeight; }}")
    events = json.loads(chromium.stop_tracing())["traceEvents"]
    styled = [event["args"]["elementCount"] for event in events if event["name"] == "UpdateLayoutTree"]

    assert styled
    assert max(styled) < page.locator("body *").count() / 20
