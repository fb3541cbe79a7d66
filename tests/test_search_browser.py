"""The real search box in Chromium, over the real handbook: what readers type, and what they find.

The queries in ``tests/haku/`` were written with their right answers before any engine was run over them. Odd
lines of each file were used for tuning (*kehitys*), even lines are held out (*testi*). The same queries are
put to the site as the engine built it and to the finished one, and the report is printed with the test.
"""

from __future__ import annotations

import gzip
import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from selain import served

from hallinta.finish import finnish
from hallinta.finishing.search import search_index
from hallinta.finishing.words import SEPARATOR, fold, tokens
from hallinta.yaml_text import parse

ROOT = Path(__file__).resolve().parents[1]
QUERIES = ROOT / "tests" / "haku"

FLOOR = 0.88
"""Mean reciprocal rank that the finished site must reach; an empty answer is never allowed."""

REAL, EXAMPLE = 76_000, 30_000
"""Bytes of gzipped search data, fetched when the search box opens: of the real handbook and of the example handbook."""

pytestmark = [pytest.mark.selain, pytest.mark.sivusto]


# --- the queries and how an answer is judged ------------------------------------------------------------


@dataclass(frozen=True)
class Query:
    laji: str
    osa: str
    haku: str
    oikeat: frozenset[str]

    def reciprocal_rank(self, pages: list[str]) -> float:
        return next((1 / rank for rank, page in enumerate(pages, 1) if page in self.oikeat), 0.0)

    def recall(self, pages: list[str]) -> float:
        """Right answers among the first five, of as many as could be there."""
        return len(self.oikeat & set(pages[:5])) / min(5, len(self.oikeat))


def queries() -> list[Query]:
    found = []
    for path in sorted(QUERIES.glob("*.yaml")):
        written = parse(path.read_bytes()).value
        assert isinstance(written, dict), path
        for line, (haku, oikeat) in enumerate(written.items(), 1):
            assert isinstance(oikeat, list), f"{path}: {haku}"
            osa = "kehitys" if line % 2 else "testi"
            found.append(Query(path.stem, osa, haku, frozenset(map(str, oikeat))))
    return found


@dataclass
class Answers:
    """Pages found for each query, first ten at most, as the result list shows them."""

    name: str
    pages: dict[str, list[str]] = field(default_factory=dict)

    def row(self, chosen: list[Query]) -> tuple[float, float, int]:
        """MRR, recall at five and the number of empty answers."""
        ranks = [query.reciprocal_rank(self.pages[query.haku]) for query in chosen]
        recalls = [query.recall(self.pages[query.haku]) for query in chosen]
        empty = sum(not self.pages[query.haku] for query in chosen)
        return sum(ranks) / len(chosen), sum(recalls) / len(chosen), empty


def report(asked: list[Query], answers: list[Answers]) -> str:
    kinds = list(dict.fromkeys(query.laji for query in asked))
    groups = {kind: [query for query in asked if query.laji == kind] for kind in kinds}
    groups |= {osa: [query for query in asked if query.osa == osa] for osa in ("kehitys", "testi")}
    groups["kaikki"] = asked
    head = "".join(f" | {each.name:^22}" for each in answers)
    lines = ["", f"{'haku':14}  n{head}", f"{'':17}" + " |   MRR    R@5  tyhjiä " * len(answers)]
    for name, chosen in groups.items():
        cells = "".join(" | {:.3f}  {:.3f}  {:5d} ".format(*each.row(chosen)) for each in answers)
        lines.append(f"{name:14}{len(chosen):3}{cells}")
    return "\n".join(lines)


# --- the two sites --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sites(site: Path, stock: Path) -> dict[str, Path]:
    """The same site as the engine built it and as it was finished."""
    return {"perus": stock, "oma": site}


@pytest.fixture(scope="module")
def addresses(sites: dict[str, Path]) -> Iterator[dict[str, str]]:
    with served(sites["perus"]) as stock, served(sites["oma"]) as ours:
        yield {"perus": stock, "oma": ours}


BOX = "[data-md-component=search-query]"

ASK = """async haut => {
  const box = document.querySelector("[data-md-component=search-query]")
  const told = document.querySelector(".md-search-result__meta")
  const list = document.querySelector(".md-search-result__list")
  const found = {}
  box.focus()
  for (const haku of haut) {
    const answered = new Promise(resolve => {
      const watch = new MutationObserver(() => { watch.disconnect(); resolve() })
      watch.observe(told, { childList: true, characterData: true, subtree: true })
    })
    box.value = haku
    box.dispatchEvent(new KeyboardEvent("keyup"))
    await answered
    found[haku] = [...list.children].map(item => new URL(item.querySelector("a").href).pathname)
  }
  return found
}"""
"""Types each query into the box and reads the addresses of the result list once its count has been told."""


def ask(page: Page, site: str, name: str, asked: list[Query]) -> Answers:
    """All the queries in one page, without loading it again."""
    page.goto(f"{site}/")
    found = page.evaluate(ASK, [query.haku for query in asked])
    return Answers(name, {haku: list(dict.fromkeys(paths))[:10] for haku, paths in found.items()})


# --- tests ----------------------------------------------------------------------------------------------


def test_readers_find_what_they_look_for(
    chromium: Browser, addresses: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    asked = queries()
    page = chromium.new_page()
    stock = ask(page, addresses["perus"], "Material", asked)
    ours = ask(page, addresses["oma"], "käsikirja", asked)
    page.close()
    with capsys.disabled():
        print(report(asked, [stock, ours]))
    mrr, _, _ = ours.row(asked)

    assert mrr >= FLOOR
    assert [haku for haku, found in ours.pages.items() if not found] == []


def test_the_queries_are_many_of_every_kind_and_their_answers_are_pages(sites: dict[str, Path]) -> None:
    asked = queries()
    answers = {address for query in asked for address in query.oikeat}

    assert len(asked) >= 110
    assert len({query.haku for query in asked}) == len(asked)
    assert sum(query.osa == "testi" for query in asked) >= len(asked) // 2
    assert [
        each for each in sorted(answers) if not (sites["oma"] / each.strip("/") / "index.html").is_file()
    ] == []


def test_search_data_is_small(sites: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    sizes = {
        "Material": (sites["perus"] / "search" / "search_index.json").read_bytes(),
        "käsikirja": (sites["oma"] / "search" / "search_index.json").read_bytes(),
        "esimerkkikäsikirja": (sites["oma"] / "esimerkki" / "search" / "search_index.json").read_bytes(),
    }
    packed = {name: len(gzip.compress(data, 9, mtime=0)) for name, data in sizes.items()}
    with capsys.disabled():
        print(
            "\nhakuaineisto pakattuna:",
            *(f"{name} {size} tavua" for name, size in packed.items()),
            sep="\n  ",
        )

    assert packed["käsikirja"] <= REAL
    assert packed["esimerkkikäsikirja"] <= EXAMPLE


def test_search_data_is_fetched_when_the_search_box_opens(page: Page, origin: str) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(f"{origin}/", wait_until="networkidle")
    before = [url for url in fetched if "/search" in url or "/haku" in url]
    with page.expect_response("**/haku/haku.js"):
        page.focus(BOX)
    page.wait_for_load_state("networkidle")

    assert before == []
    assert sum(url.endswith("search/search_index.json") for url in fetched) == 1


def look_for(page: Page, address: str, query: str) -> None:
    """Opens the box, writes the query at once and lets a key go, so that only the whole query is answered."""
    page.goto(address)
    page.click(BOX)
    page.fill(BOX, query)
    page.keyboard.press("End")


def test_inflected_words_are_marked_in_the_results_and_on_the_page(page: Page, origin: str) -> None:
    look_for(page, f"{origin}/", "päätöksistä")
    marked = page.locator(".md-search-result__list mark")
    marked.first.wait_for()
    texts = {text.lower() for text in marked.all_inner_texts()}
    page.keyboard.press("Enter")
    page.wait_for_url("**?h=*")
    page.locator("mark[data-md-highlight]").first.wait_for()

    assert texts & {"päätös", "päätökset", "päätöksen"}


def test_what_is_missing_is_told_in_the_readers_word(page: Page, origin: str) -> None:
    look_for(page, f"{origin}/", "vuosikellosta helikopteri")
    missing = page.locator(".md-search-result__terms del")
    missing.first.wait_for()

    assert missing.first.inner_text() == "helikopteri"


WRITTEN = (
    "OPH:n 2.1-13, HAL-002 ja A-26; yli 300\u00a0000 euroa (ks. 906/2019). Ääkköset – ”lainaus” e-mail §9."
)


def test_the_worker_cuts_text_as_the_vocabulary_does(page: Page) -> None:
    cut = page.evaluate(
        "([text, separator]) => text.split(new RegExp(separator)).filter(Boolean)", [WRITTEN, SEPARATOR]
    )

    assert cut == tokens(WRITTEN)


def test_the_finished_index_is_one_that_material_reads(sites: dict[str, Path]) -> None:
    index = json.loads((sites["oma"] / "search" / "search_index.json").read_text(encoding="utf-8"))

    assert index["config"]["lang"] == ["fi"]
    assert set(index["config"]["fields"]) == {"title", "nimet", "text"}
    assert {"location", "title", "text"} <= set.intersection(*(set(entry) for entry in index["docs"]))


# --- text however it comes --------------------------------------------------------------------------------

PASTED = "document.execCommand('insertText', false, 'oppijanumerorekisteri')"
LEFT = "box.value = 'oppijanumerorekisteri'"
DROPPED = "{ inputType: 'insertFromDrop', bubbles: true }"
SENT = "box.dispatchEvent(new Event('{}', {{ bubbles: true }}))"

WAYS = {
    "pasted with the mouse": PASTED,
    "dragged from the page": f"{LEFT}; box.dispatchEvent(new InputEvent('input', {DROPPED}))",
    "spoken or composed": f"{LEFT}; box.dispatchEvent(new CompositionEvent('compositionend', {{ bubbles: true }}))",
    "filled by the browser": f"{LEFT}; {SENT.format('change')}",
    "filled by another program": f"{LEFT}; {SENT.format('input')}",
    "put in by a script that says nothing": LEFT,
}
"""Nobody presses a key."""

FIRST = ".md-search-result__list .md-search-result__link"


@pytest.mark.parametrize("way", WAYS)
def test_the_box_answers_to_text_however_it_comes(page: Page, origin: str, way: str) -> None:
    page.goto(f"{origin}/")
    page.focus(BOX)
    page.evaluate(f"() => {{ const box = document.querySelector('{BOX}'); {WAYS[way]} }}")
    page.locator(FIRST).first.wait_for()

    assert "/palvelut/oppijanumerorekisteri/" in str(page.locator(FIRST).first.get_attribute("href"))


def test_the_box_answers_to_the_address_to_what_the_browser_kept_and_to_being_emptied(
    page: Page, origin: str
) -> None:
    page.goto(f"{origin}/?q=oppijanumerorekisteri")
    page.locator(FIRST).first.click()
    page.wait_for_url("**/palvelut/oppijanumerorekisteri/?h=*")
    page.go_back()
    page.wait_for_url(lambda url: "/palvelut/" not in url)
    page.evaluate(f"() => {{ const box = document.querySelector('{BOX}'); {LEFT} }}")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    page.click(BOX)
    page.locator(FIRST).first.wait_for()
    found = str(page.locator(FIRST).first.get_attribute("href"))
    page.evaluate("document.execCommand('selectAll'); document.execCommand('delete')")
    page.locator(FIRST).first.wait_for(state="detached")

    assert "/palvelut/oppijanumerorekisteri/" in found
    assert page.input_value(BOX) == ""


SAME = [
    "oppijanumerorekisteri", "OPPIJANUMEROREKİSTERİ", "oppıjanumerorekısterı", "oppijanumero\u00adrekisteri",
    "oppijanumero\u200brekisteri\u200f", "ｏｐｐｉｊａｎｕｍｅｒｏｒｅｋｉｓｔｅｒｉ",
    "\ufeffoppijanumerorekisteri\u00a0",
    '"oppijanumerorekisteri', "+oppijanumerorekisteri", "-oppijanumerorekisteri", "oppijanumerorekisteri~1^9",
    "title:oppijanumerorekisteri", "*oppijanumerorekisteri*", "oppijanumerorekisteri -palvelu +olematonsana",
    "\x07oppijanumerorekisteri\x00", "”oppijanumerorekisteri”", "oppijanumerorekisteri…", "oppijanumerorekisteri\ud800",
    "Oppijanumerorekisteri: kuvaus \\ ja ((muut", "oppijanumerorekisteri " + "ja " * 4_000,
]  # fmt: skip
"""What finds the same service, whatever signs and letters are around it."""

PAIRS = [
    ("sidosryhma\u0308", "sidosryhmä"), ("jo\u0308rjestelma\u0308", "jörjestelmä"), ("HAL\u2013002", "HAL-002"),
    ("HAL\u2011002", "HAL-002"), ("2.1\u201313", "2.1-13"), ("OPH\u2019n", "OPH'n"), ("300\u2009000", "300 000"),
    ("1\u00a0000\u00a0000", "1000000"),
    ("tilanne\ufb01", "tilannefi"), ("1\u20114", "1-4"), ("e\u2011perusteista", "eperusteista"),
]  # fmt: skip
"""Written in two ways that look alike."""

NOTHING = [
    "",
    " ",
    '"',
    '""',
    "+",
    "-",
    "*",
    ":",
    "^",
    "~",
    "\\",
    "- - -",
    "+++",
    "~~",
    "^^",
    "\ud800",
    "\u200b",
    "…",
    "()",
]
"""Signs alone: no answer, no error."""


def test_signs_and_letters_are_read_as_the_words_they_look_like(page: Page, origin: str) -> None:
    """The page is watched: a line in its console would be an error of the test."""
    page.goto(f"{origin}/")
    asked = [
        *SAME,
        *(each for pair in PAIRS for each in pair),
        "x" * 10_000,
        "päätös ryhmä " * 1_000,
        "ä" * 9_999,
    ]
    page.focus(BOX)
    found = dict(zip(asked, page.evaluate(IN_TURN, asked), strict=True))
    empty = page.evaluate(IN_TURN, NOTHING)

    assert {text[:60]: found[text][:1] for text in SAME} == {
        text[:60]: ["/palvelut/oppijanumerorekisteri/"] for text in SAME
    }
    assert [pair for pair in PAIRS if found[pair[0]] != found[pair[1]]] == []
    assert found["päätös ryhmä " * 1_000] == page.evaluate(IN_TURN, ["päätös ryhmä"])[0]
    assert set(map(tuple, empty)) == {()}


IN_TURN = """async texts => {
  const box = document.querySelector("[data-md-component=search-query]")
  const told = document.querySelector(".md-search-result__meta")
  const list = document.querySelector(".md-search-result__list")
  const said = text => new Promise((resolve, reject) => {
    if (box.value === text) return resolve()
    const late = setTimeout(() => reject(new Error("ei vastausta: " + text.slice(0, 60))), 5000)
    const watch = new MutationObserver(() => { clearTimeout(late); watch.disconnect(); resolve() })
    watch.observe(told, { childList: true, characterData: true, subtree: true })
    box.value = text
    box.dispatchEvent(new Event("input", { bubbles: true }))
  })
  const found = []
  for (const text of texts) {
    await said("käsikirja")
    await said(text)
    found.push([...list.children].map(item => new URL(item.querySelector("a").href).pathname).slice(0, 10))
  }
  return found
}"""
"""Puts each text into the box without a key and reads the answer, which comes within seconds."""


FOLD = 'async letters => { const { fold } = await import("/assets/haku/sanat.js"); return letters.map(fold) }'


def test_letters_are_folded_alike_on_the_page_and_in_the_index(page: Page, origin: str) -> None:
    page.goto(f"{origin}/")
    every = [chr(code) for code in range(0x20, 0x2000) if unicodedata.category(chr(code))[0] in "LN"]
    folded = page.evaluate(FOLD, every)
    different = [
        (char, fold(char), other) for char, other in zip(every, folded, strict=True) if fold(char) != other
    ]

    assert [each for each in different if tokens(each[0])] == []


NAMES = {
    "e-lomake": ["e-lomake", "elomake", "e-lom", "lomake", "e-lomakkeesta",
                 "elomakkeista", "E\u2011LOMAKKEELLA", "lomakkeessa"],
    "X-tie": ["x-tie", "xtie", "x-ti", "tie", "X-tiellä", "xtien"],
    "OPH-alusta": ["oph-alusta", "ophalusta", "OPH-al", "oph-alustalla", "OPH:n alusta"],
    "VALPAS-tieto": ["valpas-tieto", "valpastieto", "VALPAS-ti", "valpas-tiedoista"],
    "Koski-palvelu": ["koski-palvelu", "koskipalvelu", "koski-palv", "koski-palveluista", "KOSKEn palvelu"],
    "ePerusteet": ["eperusteet", "e-perusteet", "eper", "perusteet", "e-perusteista", "perusteissa"],
    "eAMK": ["eamk", "e-amk", "amk", "eAMK:n", "eAMKissa"],
    "D-osasto": ["d-osasto", "dosasto", "osasto", "D-osastolla"],
    "Tutkinto- ja osaamisrekisteri": ["tutkinto-", "tutkinto- ja", "osaamisrekisteristä", "tutkintojen"],
    "e-Sopla": ["e-sopla", "esopla", "sopla", "e-Soplan"],
}  # fmt: skip
"""A name and what is typed of it: its start, its forms, its hyphen left out or of another kind."""


def test_a_name_with_a_hyphen_is_found_by_its_start_and_its_forms(page: Page, origin: str) -> None:
    docs = [{"location": f"palvelut/n{at}/", "title": name, "text": ""} for at, name in enumerate(NAMES)]
    docs.append(
        {"location": "malli/", "title": "käsikirja", "text": "<p>Päätös, ryhmä, ohje ja n, e, x.</p>"}
    )
    config = {
        "lang": ["fi"],
        "separator": "",
        "pipeline": ["stopWordFilter"],
        "fields": {"title": {}, "text": {}},
    }
    index = search_index(
        json.dumps({"config": config, "docs": docs}), finnish(), {}, frozenset({"malli/"}), {}
    )
    page.route("**/search/search_index.json", lambda route: route.fulfill(body=index))
    page.goto(f"{origin}/")
    page.focus(BOX)
    asked = [(f"/palvelut/n{at}/", text) for at, texts in enumerate(NAMES.values()) for text in texts]
    found = page.evaluate(IN_TURN, [text for _, text in asked])

    assert [
        (text, pages[:2]) for (right, text), pages in zip(asked, found, strict=True) if pages[:1] != [right]
    ] == []
