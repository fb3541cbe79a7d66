"""Two handbooks from one machine: neither sees the other, and every page tells which it is of."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from hallinta import disk
from hallinta.finishing.words import plain
from hallinta.handbook import EXAMPLE_FILES, EXAMPLE_PAGES, Handbook, Loaded, load
from hallinta.records.base import EXAMPLE_TREE, NamedRecord
from hallinta.rules import check
from hallinta.rules.registry import is_example

ROOT = Path(__file__).resolve().parents[1]
Texts = Mapping[str, bytes]


@pytest.fixture(scope="module")
def texts() -> Texts:
    return disk.read_project(ROOT / "data")


@pytest.fixture(scope="module")
def told(texts: Texts, today: date) -> Callable[..., list[str]]:
    """What the check says of the real data with some files added."""

    def of(**files: str) -> list[str]:
        added = {f"data/{path}.yaml": text.encode() for path, text in files.items()}
        return list(map(str, check(load({**texts, **added}, today))))

    return of


# --- what each of them is ---------------------------------------------------------------------------------


def test_the_real_handbook_is_what_is_outside_the_example_folder(handbook: Handbook) -> None:
    assert not [record.path for record in handbook.records if is_example(record.path)]
    assert handbook.tree == ""


def test_the_example_handbook_stands_on_the_real_model(handbook: Handbook, example: Handbook) -> None:
    for kind in ("lausekkeet", "tulkinnat", "termit", "lahteet"):
        assert example.folder(kind).ids == handbook.folder(kind).ids
    assert example.asetukset is handbook.asetukset
    borrowed = {
        folder: [r.id for r in example.folder(folder) if not example.owns(r)]
        for folder in ("ryhmat", "organisaatiot")
    }

    assert borrowed["organisaatiot"] == ["okm", "oph"]
    assert borrowed["ryhmat"] == [
        "johtoryhma",
        "koordinaatioryhma",
        "okm-kansliapaallikon-johtoryhma",
        "oph-johtotiimi",
    ]


@pytest.mark.parametrize(
    "folder",
    [
        "palvelut",
        "ideat",
        "hankkeet",
        "kokoukset",
        "paatokset",
        "vuosikello",
        "yllapitoraportit",
        "arvioinnit",
    ],
)
def test_of_other_kinds_each_has_its_own(handbook: Handbook, example: Handbook, folder: str) -> None:
    assert all(handbook.owns(record) for record in handbook.folder(folder))
    assert all(example.owns(record) for record in example.folder(folder))


def test_an_invented_record_says_nothing_of_itself_in_its_id_or_name(example: Handbook) -> None:
    """The tree it is in does: a prefix on each would only be in the way."""
    own = [record for record in example.records if example.owns(record) and record.folder != "sivut"]

    assert len(own) > 150
    assert not [record.path for record in own if record.id.startswith("esimerkki")]
    assert not [
        r.path for r in own if isinstance(r, NamedRecord) and r.nimi.fi.lower().startswith("esimerkki")
    ]


# --- neither sees the other -------------------------------------------------------------------------------

PLAN = "nimi: Vuosisuunnitelma {0}\nvuosi: {0}\ntila: luonnos\nlahteet: [liite-6a]\n"
MEETING = """
nimi: 'Kokous: johtoryhmä 1/2026'
ryhma: johtoryhma
pvm: {0}
alkaa: '13:00'
paattyy: '15:00'
tila: suunniteltu
"""
REPORT = """
nimi: KOSKI 2026
palvelu: koski
vuosi: 2026
raportoitu: null
kustannus_eur: null
ostopalvelut_eur: null
htv: null
"""
IDEA = """
nimi: Idea
kuvaus: a
saapunut: 2026-01-01
lahde_laji: yllapito
vastaanottaja: oph
kohde: nykyinen-palvelu
palvelu: {}
historia:
  - pvm: 2026-01-01
    tila: saapunut
"""
WORK = "nimi: Työ\npalvelu: koski\nlaji: hankkeistamaton\ntarkeys: 1\ntila: suunnitteilla\n"


@pytest.mark.parametrize(
    ("files", "alone"),
    [
        ({"vuosisuunnitelmat/2026": PLAN.format(2026)}, ()),
        ({"vuosisuunnitelmat/2027": PLAN.format(2027)}, ()),
        ({"yllapitoraportit/koski-2026": REPORT}, ()),
        ({"kokoukset/jr-2026-02": MEETING.format("2026-06-11")}, ()),
        ({"kehitystyot/tyo": WORK}, ()),
    ],
    ids=["plan 2026", "plan 2027", "report", "meeting", "work"],
)
def test_no_finding_of_a_real_record_comes_from_an_invented_one(
    told: Callable[..., list[str]], texts: Texts, today: date, files: dict[str, str], alone: tuple[str, ...]
) -> None:
    """A real plan, report, meeting or work beside invented ones of the same year, day and place in order."""
    bare = {path: text for path, text in texts.items() if not path.startswith((EXAMPLE_FILES, EXAMPLE_PAGES))}
    added = {f"data/{path}.yaml": text.encode() for path, text in files.items()}
    without = [str(f) for f in check(load({**bare, **added}, today)) if f.place.path in added]
    beside = [line for line in told(**files) if line.partition(":")[0] in added]

    assert beside == without
    assert not [line for line in beside if "HAL-003" in line or "esimerkit" in line]


def test_a_reference_to_the_other_handbook_is_broken_and_says_why(told: Callable[..., list[str]]) -> None:
    real = IDEA
    [line] = [each for each in told(**{"ideat/a": real.format("kurssihaku")}) if "HAL-001" in each]
    assert "data/esimerkit/palvelut/kurssihaku.yaml, joka on eri käsikirjassa" in line
    assert "eivät näe toistensa tietueita: poista viittaus tai siirrä tietue" in line

    [line] = [each for each in told(**{"esimerkit/ideat/a": real.format("koski")}) if "HAL-001" in each]
    assert "data/palvelut/koski.yaml, joka on eri käsikirjassa" in line
    assert "viittaa keksittyyn tietueeseen" in line


@pytest.mark.parametrize(
    "folder", ["lausekkeet", "tulkinnat", "termit", "lahteet", "poikkeukset", "poistetut"]
)
def test_the_example_handbook_has_none_of_the_models_kinds(
    told: Callable[..., list[str]], folder: str
) -> None:
    [line] = [
        each for each in told(**{f"esimerkit/{folder}/a": "nimi: a\n"}) if f"esimerkit/{folder}" in each
    ]

    assert f"esimerkkikäsikirjassa ei ole kansiota `{folder}`" in line


def test_an_invented_group_may_not_take_the_name_of_the_models(told: Callable[..., list[str]]) -> None:
    text = "nimi: Ryhmä\ntaso: null\nmallin_ryhma: false\ntyyppi: valiaikainen\ntarkoitus: a\n"
    lines = [each for each in told(**{"esimerkit/ryhmat/johtoryhma": text}) if "esimerkit/ryhmat" in each]

    assert ["tunnus `johtoryhma` on mallin oma" in line for line in lines] == [True]


# --- where things stand -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("paatokset/", "esimerkki/paatokset/"),
        ("ryhmat/johtoryhma/#kokoukset", "esimerkki/ryhmat/johtoryhma/#kokoukset"),
        ("kalenteri/kaikki.ics", "esimerkki/kalenteri/kaikki.ics"),
        ("api/v1/meta.json", "esimerkki/api/v1/meta.json"),
        ("", "esimerkki/"),
        ("esimerkki/ideat/a/", "esimerkki/ideat/a/"),
        ("malli/termit/#oph", "malli/termit/#oph"),
        ("lahteet/#liite-6a", "lahteet/#liite-6a"),
        ("muokkaajalle/saannot/HAL-001/", "muokkaajalle/saannot/HAL-001/"),
        ("api/v1/skeemat/idea.json", "api/v1/skeemat/idea.json"),
        ("tietoa/", "tietoa/"),
    ],
)
def test_the_example_handbook_has_lists_of_its_own_and_the_models_pages_of_the_real_one(
    handbook: Handbook, example: Handbook, address: str, place: str
) -> None:
    assert example.place(address) == place
    assert handbook.place(address) == address


# --- on the site ------------------------------------------------------------------------------------------


def pages_of(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*.html")) if path.name != "404.html")


@pytest.mark.sivusto
def test_every_page_of_the_example_handbook_carries_its_band(site: Path) -> None:
    pages = list(pages_of(site / "esimerkki"))
    texts = {path: path.read_text(encoding="utf-8") for path in pages}

    assert len(pages) > 200
    for path, text in texts.items():
        assert text.count(" data-esimerkki") == 1, path
        assert "Esimerkkikäsikirja: kaikki tällä sivulla on keksittyä" in text, path
        assert '<meta name="robots" content="noindex">' in text, path
        assert " todellisessa käsikirjassa</a>" in text or ">Todellinen käsikirja</a>" in text, path


@pytest.mark.sivusto
def test_no_real_page_has_the_band(site: Path) -> None:
    marked = [
        str(path.relative_to(site))
        for path in pages_of(site)
        if "esimerkki" not in path.relative_to(site).parts
        and " data-esimerkki" in path.read_text(encoding="utf-8")
    ]

    assert marked == []


@pytest.mark.sivusto
def test_no_word_of_the_invented_is_in_the_real_tree(
    site: Path, handbook: Handbook, example: Handbook
) -> None:
    """Every name and sentence of the invented records, looked for in every file of the real tree."""
    invented = set(sentences(example)) - set(sentences(handbook))
    files = [
        path
        for path in site.rglob("*")
        if path.suffix in {".html", ".json", ".xml", ".ics", ".csv"}
        and path.relative_to(site).parts[0] != "esimerkki"
    ]
    shown = "\n".join(_text(path) for path in files)
    found = sorted(words for words in invented if words in shown)

    assert len(invented) > 800
    assert found == []


def sentences(handbook: Handbook) -> Iterator[str]:
    """Names and sentences of three words or more: shorter ones are anybody's."""
    for record in handbook.records:
        if not handbook.owns(record) or record.folder in {"", "sivut"}:
            continue
        for _, text, _ in record.texts:
            for sentence in re.split(r"(?<=[.!?])\s+", " ".join(text.split())):
                if len(sentence.split()) >= 3:
                    yield sentence


def _text(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    return " ".join(plain(text).split()) if path.suffix == ".html" else text


@pytest.mark.sivusto
def test_searches_are_of_their_own_handbook_alone(site: Path) -> None:
    def found(folder: Path) -> list[str]:
        return [
            doc["location"]
            for doc in json.loads((folder / "search" / "search_index.json").read_text())["docs"]
        ]

    real, example = found(site), found(site / "esimerkki")

    assert "palvelut/koski/" in real
    assert not [location for location in real if location.startswith(EXAMPLE_TREE)]
    assert "hankkeet/hakutulokset/" in example
    assert [
        location for location in example if not (site / "esimerkki" / location.partition("#")[0]).is_dir()
    ] == []


@pytest.mark.sivusto
@pytest.mark.parametrize("address", ["", "paatokset/", "kokoukset/jr-2026-05/paketti/"])
def test_a_page_of_the_example_handbook_searches_there(site: Path, address: str) -> None:
    text = (site / "esimerkki" / address / "index.html").read_text(encoding="utf-8")
    config = json.loads(re.search(r'<script id="__config"[^>]*>(.*?)</script>', text, re.DOTALL)[1])

    assert (site / "esimerkki" / address / config["base"]).resolve() == (site / "esimerkki").resolve()
    material = (
        site / "esimerkki" / address / config["search"]
    )  # our own is found from where Material's would be

    assert (material.parent / "../../haku/haku.js").resolve().is_file()


@pytest.mark.sivusto
def test_its_own_machine_readable_files_are_its_own(
    site: Path, handbook: Handbook, example: Handbook
) -> None:
    for folder, book in ((site, handbook), (site / "esimerkki", example)):
        counts = json.loads((folder / "api" / "v1" / "meta.json").read_text())["lukumaarat"]
        assert counts["ideat"] == len(book.ideat)
        assert counts["palvelut"] == len(book.palvelut)
    for calendar in (site / "esimerkki" / "kalenteri").glob("*.ics"):
        summaries = re.findall(r"^SUMMARY:(.*)$", calendar.read_text(encoding="utf-8"), re.MULTILINE)
        assert summaries
        assert all(summary.startswith("Esimerkki: ") for summary in summaries)
    assert "esimerkki/" not in (site / "syote" / "paatokset.xml").read_text(encoding="utf-8")


def test_a_calendar_subscriber_knows_the_two_apart(real: Loaded) -> None:
    from hallinta.queries.kalenteri import all_events

    keys = [event.key for book in real.published for event in all_events(book)]

    assert len(keys) == len(set(keys))
