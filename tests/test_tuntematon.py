"""Four things that are not the same: not found, not recorded, not published, no concern of the thing's."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import jinja2
import pytest

from hallinta import disk, queries
from hallinta.handbook import Handbook, kinds, load
from hallinta.pages import LIST_KINDS, RECORD_KINDS, Page, Renderer, Site
from hallinta.present import (
    NOT_APPLICABLE,
    NOT_DEFINED,
    NOT_FOUND,
    NOT_PUBLISHED,
    NOT_RECORDED,
    sanoin,
)
from hallinta.present.tyhjat import TYHJAT, Peruste
from hallinta.queries.tuntematon import SOUGHT, UNTOUCHED

ROOT = Path(__file__).resolve().parents[1]
SOURCE = "nimi: Kuvaus\nlaji: verkkosivu\nosoite: https://kuvaus.example/\nhaettu: 2026-11-20\n"
PAPER = "nimi: Muistio\nlaji: asiakirja\nosoite: null\nhaettu: 2026-11-20\n"
Texts = dict[str, bytes]


@pytest.fixture(scope="module")
def known(small_texts: Texts, today) -> Callable[..., Handbook]:
    """The small model data set with files laid over it and a public source and a paper to cite."""

    def of(**files: str) -> Handbook:
        laid = {"data/lahteet/kuvaus.yaml": SOURCE, "data/lahteet/muistio.yaml": PAPER}
        laid |= {
            f"data/{name.replace('__', '/').replace('_', '-')}.yaml": text for name, text in files.items()
        }
        loaded = load(small_texts | {path: text.encode() for path, text in laid.items()}, today)
        assert loaded.handbook is not None, loaded.findings
        return loaded.handbook

    return of


SERVICE = """\
nimi: Palvelu
laji: palvelu
tarkoitus: null
palveluryhma: null
mallin_piirissa: {piiri}
mallin_piirissa_perustelu: Lähteen mukaan.
omistajat: null
yllapitajat: null
toteuttajat: null
elinkaaren_tila: null
oikeusperusta: null
url: null
lahdekoodi: null
lisenssi: null
dokumentaatio: null
lahteet:
  nimi: [{lahde}]
"""
GROUP = "nimi: R\ntaso: null\nmallin_ryhma: {malli}\ntyyppi: valiaikainen\ntarkoitus: x\nlahteet: [{lahde}]\n"
BODY = "nimi: O\nlaji: virasto\nlahteet: [{lahde}]\n"
DECISION = """\
nimi: P
laji: muu
aihe: hallinta
paattaja: organisaatiot/oph
pvm: null
paatosteksti: null
historia: [{{pvm: 2026-11-20, tila: valmistelussa}}]
lahteet: [{lahde}]
"""
MEETING = "nimi: K\nryhma: johtoryhma\npvm: 2026-11-04\ntila: pidetty\nlahteet: [{lahde}]\n"
IDEA = """\
nimi: I
kuvaus: x
saapunut: 2026-11-20
lahde_laji: muu
kohde: uusi-palvelu
historia: [{{pvm: 2026-11-20, tila: saapunut}}]
lahteet: [{lahde}]
"""


@pytest.mark.parametrize(
    ("folder", "text", "given", "field", "expected"),
    [
        ("palvelut", SERVICE, {"piiri": "kylla", "lahde": "kuvaus"}, "omistajat", NOT_FOUND),
        ("palvelut", SERVICE, {"piiri": "kylla", "lahde": "kuvaus"}, "seuranta", NOT_FOUND),
        ("palvelut", SERVICE, {"piiri": "kylla", "lahde": "muistio"}, "omistajat", NOT_RECORDED),
        ("palvelut", SERVICE, {"piiri": "kylla", "lahde": "kuvaus"}, "riippuvuudet", NOT_RECORDED),
        ("palvelut", SERVICE, {"piiri": "kylla", "lahde": "kuvaus"}, "palveluryhma", NOT_FOUND),
        ("palvelut", SERVICE, {"piiri": "ei", "lahde": "kuvaus"}, "palveluryhma", NOT_APPLICABLE),
        ("palvelut", SERVICE, {"piiri": "ei", "lahde": "kuvaus"}, "seuranta", NOT_APPLICABLE),
        ("palvelut", SERVICE, {"piiri": "ei", "lahde": "kuvaus"}, "omistajat", NOT_FOUND),
        ("palvelut", SERVICE, {"piiri": "ratkaisematta", "lahde": "kuvaus"}, "palveluryhma", NOT_FOUND),
        ("organisaatiot", BODY, {"lahde": "kuvaus"}, "verkkosivu", NOT_FOUND),
        ("organisaatiot", BODY, {"lahde": "muistio"}, "verkkosivu", NOT_RECORDED),
        ("ryhmat", GROUP, {"malli": "true", "lahde": "kuvaus"}, "puheenjohtaja", NOT_DEFINED),
        ("ryhmat", GROUP, {"malli": "false", "lahde": "kuvaus"}, "puheenjohtaja", NOT_FOUND),
        ("ryhmat", GROUP, {"malli": "false", "lahde": "muistio"}, "asettaja", NOT_RECORDED),
        ("ryhmat", GROUP, {"malli": "false", "lahde": "kuvaus"}, "taso", NOT_APPLICABLE),
        ("paatokset", DECISION, {"lahde": "kuvaus"}, "asianumero", NOT_FOUND),
        ("paatokset", DECISION, {"lahde": "muistio"}, "asianumero", NOT_RECORDED),
        ("paatokset", DECISION, {"lahde": "kuvaus"}, "viestinta", NOT_RECORDED),
        ("kokoukset", MEETING, {"lahde": "kuvaus"}, "poytakirja", NOT_RECORDED),
        ("kokoukset", MEETING, {"lahde": "kuvaus"}, "asianumero", NOT_RECORDED),
        ("ideat", IDEA, {"lahde": "kuvaus"}, "palvelu", NOT_RECORDED),
    ],
)
def test_the_phrase_follows_from_the_kind_the_field_and_the_sources(
    known, folder: str, text: str, given: dict[str, str], field: str, expected: str
) -> None:
    handbook = known(**{f"{folder}__koe": text.format(**given)})

    assert sanoin(queries.unknown(handbook, handbook.folder(folder)["koe"], field)) == expected


def test_the_tables_name_fields_that_are() -> None:
    named = {*((folder, field) for folder, fields in SOUGHT.items() for field in fields), *UNTOUCHED}

    assert [pair for pair in named if pair[1] not in kinds()[pair[0]].model_fields] == []


def test_a_question_that_does_not_touch_a_service_is_no_gap_in_its_card(known) -> None:
    handbook = known(palvelut__koe=SERVICE.format(piiri="ei", lahde="kuvaus"))

    assert "palveluryhma" not in queries.unknown_facts(handbook.palvelut["koe"])
    assert "omistajat" in queries.unknown_facts(handbook.palvelut["koe"])


@pytest.mark.parametrize(
    ("ground", "named"),
    [
        ("Julkisuuslain (621/1999) 24 §:n 1 momentin 7 kohta.", True),
        ("Tiedonhallintalaki 906/2019.", True),
        ("24 §", True),
        ("Tieto on arkaluonteinen.", False),
        ("Sovittu 3/2026 kokouksessa ilman säädöstä", True),  # a number like a statute's is believed
        ("Virasto ei halua kertoa.", False),
    ],
)
def test_a_thing_is_said_to_be_withheld_only_by_a_statute(known, templates, ground: str, named: bool) -> None:
    withheld = f"ei_julkaista:\n  - tieto: Tulokset.\n    peruste: '{ground}'\n"
    handbook = known(ideat__koe=IDEA.format(lahde="kuvaus") + withheld)
    body = next(page.body for page in pages_of(handbook, templates) if page.address == "ideat/koe/")
    section = body.partition('id="ei-julkaista"')[2].partition("</ul>")[0]

    assert (f"{NOT_PUBLISHED.capitalize()}:" in section) is named
    assert (NOT_RECORDED in section) is not named


def pages_of(handbook: Handbook, templates: jinja2.BaseLoader) -> list[Page]:
    return Renderer(handbook, Site(), templates).pages()


# --- words ------------------------------------------------------------------------------------------------

OLD = re.compile(
    r"ei(?: ole)? julkista (?:tietoa|raporttia)|(?:ei|eivät) ole julkisia|ei ole julkinen|ei ole julkista lähdettä|"
    r"pitäisi sopia|salai[ns]"
)
"""What was said of all of them before, and claims of secrecy or of a duty that no source makes."""

SAID = {
    "docs/tietoa.md": "Siitä, ettei lähdettä ole löytynyt, ei siksi päätellä, että tieto olisi salainen.",
    "docs/muokkaajalle/lahteet-ja-tuntematon.md": "Tuntematon tieto ei siis ole salainen tieto.",
}
"""Where a page says what must not be concluded."""


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8").replace(SAID.get(path.relative_to(ROOT).as_posix(), "\0"), "")


@pytest.mark.parametrize(
    "path",
    sorted(
        {
            *(ROOT / "hallinta/templates").rglob("*.j2"),
            *(
                path
                for folder in ("malli", "muokkaajalle")
                for path in (ROOT / "docs" / folder).rglob("*.md")
            ),
            *(ROOT / "docs").glob("*.md"),
            ROOT / "hallinta/present/conclusions.py",
        }
    ),
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_no_page_claims_what_is_not_known(path: Path) -> None:
    assert OLD.findall(read(path)) == []


def test_a_service_without_an_agreement_may_be_steered_and_need_not(handbook: Handbook) -> None:
    said = sanoin(queries.Reason.EI_SOVITTU)

    assert "voi toimia" in said
    assert "jos niin sovitaan" in said


# --- empty lists ------------------------------------------------------------------------------------------

WITH_A_LIST = {*RECORD_KINDS, *LIST_KINDS, "vuosikello", "yllapitoraportit"}


def without_process(texts: Texts) -> Texts:
    """The files without any of a kind that may be empty."""
    gone = tuple(f"data/{folder}/" for folder in (*TYHJAT, "esimerkit"))
    return {path: text for path, text in texts.items() if not path.startswith(gone)}


@pytest.fixture(scope="module")
def empty_pages(templates: jinja2.BaseLoader, today) -> dict[str, str]:
    """The bodies of the real handbook's pages when no kind that may be empty has a record."""
    handbook = load(without_process(disk.read_project(ROOT / "data")), today).handbook
    assert handbook is not None
    return {page.address: page.body for page in pages_of(handbook, templates)}


def test_every_kind_with_a_list_knows_what_it_says_when_empty() -> None:
    whole = {"organisaatiot", "ryhmat", "tulkinnat", "lahteet"}
    """Without these there is no model to tell of."""

    assert WITH_A_LIST - whole == set(TYHJAT)


@pytest.mark.parametrize("folder", sorted(TYHJAT))
def test_an_empty_list_tells_what_comes_who_brings_it_and_how(
    folder: str, empty_pages: dict[str, str]
) -> None:
    body = empty_pages[address_of(folder)]
    text = re.sub(r"<[^>]+>", "", body)
    tyhja = TYHJAT[folder]

    assert f"{tyhja.monta[0].upper()}{tyhja.monta[1:]} ei ole kirjattu" in text
    assert tyhja.mita.virke[1:] in text
    assert tyhja.kuka.virke in text
    assert f'tietueet/#{folder}"' in body
    assert f"<code>data/{folder}/</code>" in body
    for peruste in (tyhja.mita, tyhja.kuka):
        assert all(f">{id}</a>" in body for id in (*peruste.lausekkeet, *peruste.tulkinnat))
    assert "<form" not in body
    assert "<thead" not in body


def address_of(folder: str) -> str:
    special = {"yllapitoraportit": "yllapito/", "vuosikello": "vuosikello/"}
    return special.get(folder) or LIST_KINDS.get(folder, f"{folder}/")


@pytest.mark.parametrize("folder", sorted(TYHJAT))
def test_may_stays_may_and_a_passive_has_no_doer(folder: str, handbook: Handbook) -> None:
    """What the words rest on is there; who the words name, the clauses name."""
    bodies = {
        "johtoryhmä": "johtoryhma",
        "koordinaatioryhmä": "koordinaatioryhma",
        "OPH": "oph",
        "OKM": "okm",
    }
    kuka: Peruste = TYHJAT[folder].kuka
    clauses = [handbook.lausekkeet[id] for id in kuka.lausekkeet]
    told = {taho.partition("/")[2] for lauseke in clauses for taho in lauseke.vastuutahot}
    said = {id for name, id in bodies.items() if re.search(rf"\b{name}\b", kuka.virke, re.IGNORECASE)}

    assert said <= told
    assert all(id in handbook.tulkinnat for id in kuka.tulkinnat)


def test_the_pages_of_the_process_are_whole_without_a_single_process_record(
    empty_pages: dict[str, str], templates: jinja2.BaseLoader, today
) -> None:
    """The path, the matrix, the helper and the state machines come from the settings and the clauses."""
    texts = disk.read_project(ROOT / "data")
    bare, full = load(without_process(texts), today).handbook, load(texts, today).handbook
    assert bare is not None
    assert full is not None
    parts = [
        ("kasittelypolku", {}),
        ("vastuumatriisi", {}),
        ("hankevastuut", {}),
        ("hankeapuri", {}),
        ("raja-arvot", {}),
    ]
    parts += [("tilakone", {"laji": laji}) for laji in queries.moving_kinds()]
    shown = [
        [str(Renderer(each, Site(), templates).fragment(name, "malli/x/", **given)) for name, given in parts]
        for each in (bare, full)
    ]

    assert shown[0] == shown[1]
    assert "Tilannekuva" in empty_pages["tilannekuva/"]


# --- counts -----------------------------------------------------------------------------------------------


def test_the_pages_count_the_records_alike(handbook: Handbook, templates: jinja2.BaseLoader) -> None:
    renderer = Renderer(handbook, Site(), templates)
    rows = re.findall(r'class="hk-luku">(\d+)</td>', str(renderer.fragment("aineistot", "aineisto/")))
    told = re.search(r"Käsikirjassa on (\d+)\s", str(renderer.fragment("julkisuus", "tietoa/")))
    *each, total = map(int, rows)

    assert sum(each) == total == queries.record_count(handbook)
    assert told
    assert int(told[1]) == total
