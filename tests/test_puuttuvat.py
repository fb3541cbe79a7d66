"""What must be there is asked when it is due, and only then; what only stands in its place is not there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from lahteellinen import sourced

from hallinta import disk
from hallinta.finding import Severity
from hallinta.handbook import Loaded, load
from hallinta.rules import RULES, check
from hallinta.rules.puuttuvat import NEEDS, Look

TODAY = date(2026, 11, 22)
SMALL = disk.read_project(Path(__file__).parent / "pienoismalli" / "data")

Edits = Mapping[str, tuple[str, str]]
"""File → what stands in it and what comes in its place."""

AIHIO, HANKE = "data/kehitysaihiot/mallihaku.yaml", "data/hankkeet/mallihanke.yaml"
KOKOUS, PAATOS = "data/kokoukset/johtoryhma-2026-10.yaml", "data/paatokset/mallilinjaus.yaml"
TAVOITE, RYHMA = "data/tavoitteet/mallitavoite.yaml", "data/ryhmat/malliryhma.yaml"
SIDOSRYHMA, KAYTANTO = "data/sidosryhmat/malliasiakkaat.yaml", "data/kaytannot/malliraportointi.yaml"
OPEN = "tila: avoin\ntoteumat:\n  - pvm: 2026-06-30\n    arvo: 61 prosenttia\n"
UNVALUED = OPEN.replace("avoin", "saavutettu").replace("61 prosenttia", "null")
MEASURED = "mittari: Osuus hauista, jotka johtavat tulokseen\n"
CHANGE = (
    "resurssimuutokset:\n  - pvm: 2026-10-07\n    merkittava: true\n    paatos: mallihankkeen-muutos\n"
    "    {}\nhistoria:"
)
VIESTINTA = "viestinta:\n  - kohderyhma: Mallipalvelun yksiköt\n    vastuu: oph\n    tehty: 2026-10-09\n"
POYTAKIRJA = "poytakirja:\n  tila: tarkastettu\n  pvm: 2026-10-16\n"
VERSIOT = (
    "versiot:\n  - versio: '1.0'\n    pvm: 2026-03-04\n    muutos: Käytäntö otettiin käyttöön.\n"
    "    paatos: malliraportointi\n"
)
OKM_TASK = "  - tehtava: Rahoituksen lähde\n    organisaatio: okm\n    tila: valmis\n"
LAW = "tarve: ei\n    perustelu: Haku ei muuta tietojen käsittelyn perustetta."


def edited(edits: Edits) -> dict[str, bytes]:
    texts = dict(SMALL)
    for path, (old, new) in edits.items():
        text = texts[path].decode()
        assert text.count(old) >= 1, f"{path}: {old}"
        texts[path] = text.replace(old, new, 1).encode()
    return texts


def rules_of(texts: Mapping[str, bytes], today: date = TODAY) -> list[str]:
    return [finding.rule for finding in check(load(dict(texts), today))]


ASKED: list[tuple[str, Edits, list[str]]] = [
    ("a practice in force has a version", {KAYTANTO: (VERSIOT, "")}, ["HAL-350"]),
    ("an empty list of versions is none", {KAYTANTO: (VERSIOT, "versiot: []\n")}, ["HAL-350"]),
    ("a practice no more in force needs none", {KAYTANTO: (VERSIOT, "kumottu: 2026-06-01\n")}, ["HAL-164"]),
    ("a held meeting is told of", {KOKOUS: (VIESTINTA, "")}, ["HAL-351"]),
    ("the coordination group's too", {
        "data/kokoukset/koordinaatioryhma-2026-09.yaml": (VIESTINTA.replace("2026-10-09", "2026-09-17"), ""),
    }, ["HAL-351"]),
    ("a decision of the meeting may tell of it", {
        KOKOUS: (VIESTINTA, ""),
        "data/paatokset/mallihankkeen-muutos.yaml": (
            "historia:", "viestinta:\n  - kohderyhma: Kaikki\n    vastuu: oph\n    tehty: 2026-10-09\nhistoria:",
        ),
    }, []),
    ("what is to be told by a day is told", {KOKOUS: ("    tehty: 2026-10-09", "    pvm: 2026-11-21")}, ["HAL-363"]),
    ("on the day itself it is not late", {KOKOUS: ("    tehty: 2026-10-09", "    pvm: 2026-11-22")}, []),
    ("a held meeting has minutes", {KOKOUS: (POYTAKIRJA, "")}, ["HAL-362"]),
    ("a made decision has a case number", {PAATOS: ("asianumero: MALLI", "# asianumero: MALLI")}, ["HAL-352"]),
    ("that nobody knows it may be said", {PAATOS: ("asianumero: MALLI/5/2026", "asianumero: null")}, []),
    ("a made decision outside the model is not asked", {
        "data/paatokset/mallipienkehitys.yaml": (
            "asianumero:", "mallin_piirissa: ei\nmallin_piirissa_perustelu: Päätettiin ennen mallia.\n# asianumero:",
        ),
    }, []),
    ("a finished assessment has its day", {AIHIO: ("valmis\n  pvm: 2026-02-25\n", "valmis\n")}, ["HAL-353"]),
    ("a need of legislation names the statutes", {AIHIO: (LAW, LAW.replace("tarve: ei", "tarve: kylla"))}, ["HAL-354"]),
    ("an empty list of statutes names none", {
        AIHIO: (LAW, LAW.replace("tarve: ei", "tarve: kylla\n    saadokset: []")),
    }, ["HAL-354"]),
    ("a word in the place of a statute names none", {
        AIHIO: (LAW, LAW.replace("tarve: ei", "tarve: kylla\n    saadokset:\n      - avoin")),
    }, ["HAL-354", "HAL-026"]),
    ("a need still looked into names none yet", {AIHIO: (LAW, LAW.replace("tarve: ei", "tarve: selvitetaan"))}, []),
    ("preparation by OPH alone is not joint", {AIHIO: (OKM_TASK, "")}, ["HAL-367"]),
    ("nor is it by OKM alone", {AIHIO: ("    organisaatio: oph", "    organisaatio: okm")}, ["HAL-367"]),
    ("a temporary group tells who set it", {RYHMA: ("asettaja: oph\n", "")}, ["HAL-356"]),
    ("that nobody knows who set it may be said", {RYHMA: ("asettaja: oph", "asettaja: null")}, []),
    ("a temporary group tells its term", {RYHMA: ("  loppu: 2026-12-31", "  loppu: null")}, ["HAL-016"]),
    ("a reached goal was measured", {TAVOITE: (OPEN, "tila: saavutettu\n")}, ["HAL-357"]),
    ("a result without a value is none", {TAVOITE: (OPEN, UNVALUED)}, ["HAL-357"]),
    ("neither is a goal missed without a measure", {
        TAVOITE: (MEASURED + "tila: avoin", "tila: ei-saavutettu"),
    }, ["HAL-357"]),
    ("an open goal is not asked", {TAVOITE: (MEASURED, "")}, []),
    ("a stakeholder group tells its interface", {SIDOSRYHMA: ("rajapinta: null\n", "")}, ["HAL-358"]),
    ("an ended one is not asked", {SIDOSRYHMA: ("tila: tuntematon", "tila: paattynyt")}, []),
    ("a change of resources has a reason", {
        HANKE: ("historia:", CHANGE.format("jalkeen_htv: 1.5")),
    }, ["HAL-361"]),
    ("a lone word is no reason", {
        HANKE: ("historia:", CHANGE.format("perustelu: tulossa")),
    }, ["HAL-361", "HAL-026"]),
    ("a statement round under way has its day", {
        AIHIO: ("kasittelyt:", "lausuntomenettelyt:\n  - laji: lausuntokierros\n    tila: kaynnissa\nkasittelyt:"),
    }, ["HAL-310", "HAL-365"]),
    ("a planned one has none yet", {
        AIHIO: ("kasittelyt:", "lausuntomenettelyt:\n  - laji: lausuntokierros\n    tila: suunniteltu\nkasittelyt:"),
    }, ["HAL-311"]),
]  # fmt: skip


@pytest.mark.parametrize(("edits", "expected"), [case[1:] for case in ASKED], ids=[case[0] for case in ASKED])
def test_a_fact_is_asked_when_it_is_due(edits: Edits, expected: list[str]) -> None:
    assert sorted(rules_of(edited(edits))) == sorted(expected)


@pytest.mark.parametrize(
    ("day", "expected"), [(date(2026, 11, 5), []), (date(2026, 11, 6), ["HAL-351", "HAL-362"])]
)
def test_a_meeting_has_a_month_to_tell_what_came_of_it(day: date, expected: list[str]) -> None:
    """Before the rules' first day nothing is asked, so the day is looked at by the table itself."""
    texts = edited({KOKOUS: (VIESTINTA + POYTAKIRJA, "")})
    handbook = load(texts, day).handbook
    assert handbook is not None
    kokous = handbook.kokoukset["johtoryhma-2026-10"]
    asked = [
        need.id
        for need in NEEDS
        if need.id in ("HAL-351", "HAL-362") and need.when(Look(handbook, kokous, kokous))
    ]

    assert asked == expected


def with_change(rows: str) -> str:
    card = SMALL["data/palvelut/mallirekisteri.yaml"].decode()
    return card.replace("nimi: ", "nimi: B ", 1).replace("lahteet:\n", f"{rows}lahteet:\n", 1)


GOAL, CHANGE_2020 = (
    "nimi: a\nlahde_laji: muu\nkuvaus: a\ntila: ",
    "muutokset:\n  - vuosi: 2020\n    kuvaus: a\n    lahteet:",
)
EVALUATION = "nimi: a\nkohde: a\nsuunniteltu: {}\ntoteutunut: null\ntulos: {}\n"
PARTNER = (
    "nimi: a\nlaji: kumppani\ntehtava: null\nnimetty_mallissa: true\ntila: toiminnassa\nrajapinta: null\n"
)
MEETING = "nimi: a\nryhma: malliryhma\npvm: 2026-03-20\ntila: pidetty\n"
SOURCES = [
    ("an ended goal", "tavoitteet", GOAL + "saavutettu\n", True),
    ("an open goal", "tavoitteet", GOAL + "avoin\n", False),
    ("the outcome of an evaluation", "arvioinnit", EVALUATION.format("null", "Hyvä."), True),
    ("an evaluation only planned", "arvioinnit", EVALUATION.format("2027-12", "null"), False),
    ("a held meeting", "kokoukset", MEETING, True),
    ("the day of a stakeholder group", "sidosryhmat", PARTNER + "asetettu: 2026-01-01\n", True),
    ("a stakeholder group without a day", "sidosryhmat", PARTNER, False),
    ("a change of a service", "palvelut", with_change(CHANGE_2020 + "\n      - malliliite\n"), True),
    ("a change with a source of its own", "palvelut", with_change(CHANGE_2020 + "\n      - malliraportti\n"), False),
    ("a change without a source", "palvelut", with_change(CHANGE_2020 + " []\n"), True),
]  # fmt: skip


@pytest.mark.parametrize(
    ("folder", "record", "told"), [case[1:] for case in SOURCES], ids=[case[0] for case in SOURCES]
)
def test_what_happened_has_another_source_than_the_model(folder: str, record: str, told: bool) -> None:
    source = "" if "lahteet:" in record else "lahteet:\n  - malliliite\n"
    found = rules_of({**SMALL, f"data/{folder}/a.yaml": (record + source).encode()})

    assert ("HAL-034" in found) is told


NOTHING = ["-", "ei tiedossa", "TÄYTÄ", "xxx", "?", "…", "tulossa", "puuttuu", "avoin"]


@pytest.mark.parametrize("word", NOTHING)
def test_a_word_in_the_place_of_a_fact_is_not_the_fact(word: str) -> None:
    history = "historia:\n  - {pvm: 2026-08-11, tila: saapunut}\n  - {pvm: 2026-09-15, tila: kasittelyssa}\n"
    idea = (
        "nimi: Kartta\nkuvaus: Kartta.\nsaapunut: 2026-08-11\nlahde_laji: muu\nkohde: uusi-palvelu\n"
        "kasittelyt:\n  - ryhma: koordinaatioryhma\n    pvm: 2026-09-15\n"
        f"{history}  - pvm: 2026-09-15\n    tila: hylatty\n    perustelu: '{word}'\n"
    )
    files = {"data/ideat/kartta.yaml": idea}
    texts = {**SMALL, **{path: text.encode() for path, text in sourced(files).items()}}
    findings = check(load(texts, TODAY))

    assert {finding.rule for finding in findings} & {"HAL-359", "HAL-000"}


def test_the_table_asks_what_the_source_does_not_say_only_as_a_remark() -> None:
    assert {RULES[need.id].severity for need in NEEDS} == {Severity.HUOMAUTUS}


def test_nothing_is_asked_of_the_real_records_that_nobody_can_know(real: Loaded) -> None:
    ours = {need.id for need in NEEDS} | {"HAL-345", "HAL-354", "HAL-367", "HAL-368", "HAL-369"}

    assert [str(finding) for finding in check(real) if finding.rule in ours] == []
