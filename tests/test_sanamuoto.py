"""The handbook says what the source says, in every place that shows a task: may is may, an open doer is a reading."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import get_args

import jinja2
import pytest

from hallinta import disk, exports
from hallinta.finding import Finding
from hallinta.handbook import Handbook, load
from hallinta.pages import Renderer, Site
from hallinta.present.words import VASTUUNJAKO, VOI, teko
from hallinta.queries import DIVISION, WAYS, bodies_with_duties, shares, topics
from hallinta.records.malli import Lauseke
from hallinta.records.organisaatio import Organisaatio, Rooli, Tehtava
from hallinta.records.ryhma import Ryhma
from hallinta.rules import RULES
from hallinta.rules.examples import Example
from hallinta.rules.sanamuoto import MAY, MAY_IN_SWEDISH

DATA = Path(__file__).parents[1] / "data"

MAY_CLAUSES = {"2.1-03", "2.1-10", "2.1-11", "2.1-18", "2.2-06", "2.2-08", "2.2-09", "2.2-10", "3.2-15"}
"""Where the source says *voi* or *voidaan* of what a body does."""

OPEN_CLAUSES = {
    "1-27", "1-28", "2-06", "2.1-10", "2.1-11", "2.2-02", "2.3-01", "2.3-04", "2.3-05", "2.3-11", "2.3-12", "3.1-01",
    "3.2-01", "3.2-05", "3.2-06", "3.2-14", "3.3-04", "3.3-09", "3.4-03", "3.5-10",
}  # fmt: skip
"""Where the source does not name the doer."""

Task = tuple[Ryhma | Organisaatio, Tehtava, Lauseke]


@pytest.fixture(scope="module")
def tasks(handbook: Handbook) -> list[Task]:
    return [
        (body, task, handbook.lausekkeet[task.lauseke])
        for body in bodies_with_duties(handbook)
        for task in body.tehtavat
    ]


@pytest.fixture(scope="module")
def bodies(
    handbook: Handbook, templates: jinja2.BaseLoader, rule_examples: dict[str, Example]
) -> dict[str, str]:
    """The pages of the real handbook by address."""
    pages = Renderer(handbook, Site(examples=rule_examples), templates).pages()
    return {page.address: page.body for page in pages}


def words(html: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", html).split())


def test_the_clauses_tell_their_strength_and_their_open_doers(handbook: Handbook) -> None:
    assert {each.id for each in handbook.lausekkeet if each.sitovuus == "voi"} == MAY_CLAUSES
    assert {each.id for each in handbook.lausekkeet if each.toimija == "avoin"} == OPEN_CLAUSES


def test_a_permissive_task_is_permissive_in_text_and_data(tasks: list[Task]) -> None:
    assert {clause.id for _, _, clause in tasks if clause.sitovuus == "voi"} == MAY_CLAUSES
    for body, task, clause in tasks:
        asked = (body.id, clause.id, clause.sitovuus == "voi")
        assert (body.id, clause.id, task.voi) == asked
        assert (body.id, clause.id, bool(MAY.search(str(task.tehtava)))) == asked


def test_a_group_page_says_voi_of_every_permissive_task(tasks: list[Task], bodies: dict[str, str]) -> None:
    for body, _, clause in tasks:
        if clause.sitovuus == "voi":
            rows = re.findall(r"<li>.*?</li>", bodies[body.address], re.DOTALL)
            row = next(words(row) for row in rows if f"#lauseke-{clause.id}" in row and "hk-lauseke" in row)
            assert MAY.match(row), (body.id, row)


def test_a_page_links_the_reading_that_names_the_doer(tasks: list[Task], bodies: dict[str, str]) -> None:
    opened = [(body, task, clause) for body, task, clause in tasks if clause.toimija == "avoin"]
    assert len(opened) > 10
    for body, task, clause in opened:
        rows = re.findall(r"<li>.*?</li>", bodies[body.address], re.DOTALL)
        row = next(row for row in rows if f"#lauseke-{clause.id}" in row and "hk-lauseke" in row)
        assert task.tulkinta is not None
        assert f"#{task.tulkinta}" in row, (body.id, clause.id)


def test_the_matrix_says_voi_and_names_the_readings(handbook: Handbook) -> None:
    for body in bodies_with_duties(handbook):
        for aihe in topics():
            for share in shares(body, aihe):
                strengths = {handbook.lausekkeet[task.lauseke].sitovuus == "voi" for task in share.tehtavat}
                assert strengths == {share.voi}
                assert teko(share.rooli, share.voi).startswith("voi ") == share.voi


def test_every_verb_has_its_permissive_form() -> None:
    assert set(VOI) == set(get_args(Rooli))
    assert all(word.startswith("voi ") for word in VOI.values())


@pytest.mark.parametrize("asia", DIVISION)
def test_the_division_of_responsibilities_says_voi_of_permissive_clauses(
    asia: str, handbook: Handbook
) -> None:
    for way in WAYS:
        for holder in DIVISION[asia].get(way, ()):
            clauses = [handbook.lausekkeet[id] for id in holder.lausekkeet]
            if any(clause.sitovuus == "voi" for clause in clauses):
                assert holder.tapa is not None
                assert VASTUUNJAKO[holder.tapa].startswith("voi ")
            if any(clause.toimija == "avoin" for clause in clauses):
                assert holder.tulkinta is not None


def test_both_bodies_of_the_source_stand_in_both_matrices(handbook: Handbook) -> None:
    holders = {
        holder.taho
        for holder in DIVISION["yhteensovittaminen"]["hankkeistettu"]
        if "3.2-15" in holder.lausekkeet
    }
    named = {
        body.id for body in bodies_with_duties(handbook) for task in body.tehtavat if task.lauseke == "3.2-15"
    }

    assert holders == {"ryhmat/johtoryhma", "ryhmat/koordinaatioryhma"}
    assert named == {"johtoryhma", "koordinaatioryhma"}


def test_the_phases_of_the_processes_keep_the_strength_in_both_languages(handbook: Handbook) -> None:
    for vaihe in (*handbook.asetukset.kasittelypolku, *handbook.asetukset.tulossopimusvaiheet):
        if MAY_CLAUSES & set(vaihe.lausekkeet):
            assert vaihe.kuvaus is not None
            assert MAY.search(vaihe.kuvaus.fi), vaihe.id
            assert MAY_IN_SWEDISH.search(vaihe.kuvaus.sv or ""), vaihe.id


def test_the_swedish_page_keeps_the_strength_and_the_significance(bodies: dict[str, str]) -> None:
    swedish = words(bodies["sv/"])

    assert "de mest betydande förändringarna" in swedish
    assert "största" not in swedish
    for permitted in ("kan också besluta att ett nytt projekt inleds", "kan komma överens om mindre ärenden"):
        assert permitted in swedish


def test_nothing_of_the_model_calls_the_significant_the_largest(bodies: dict[str, str]) -> None:
    """2.1-17 speaks of significance; size is another thing."""
    model = [address for address in bodies if address.startswith(("malli/", "ryhmat/", "organisaatiot/"))]

    assert [address for address in model if "suurim" in words(bodies[address])] == []


def test_the_open_data_has_the_strength_and_the_reading(handbook: Handbook) -> None:
    made = dict(exports.tables.exports(handbook, {}, None))
    groups = {each["id"]: each for each in json.loads(made["api/v1/ryhmat.json"])}
    by_clause = {each["lauseke"]: each for each in groups["johtoryhma"]["tehtavat"]}
    clauses = {each["id"]: each for each in json.loads(made["api/v1/lausekkeet.json"])}

    assert by_clause["2.1-18"]["voi"] is True
    assert by_clause["2.1-18"]["tehtava"]["fi"].startswith("voi ")
    assert by_clause["2.1-10"]["tulkinta"] == "A-32"
    assert {id for id, each in clauses.items() if each["sitovuus"] == "voi"} == MAY_CLAUSES


# --- falsified: the same promises as rules -----------------------------------------------------------------

MODEL = ("asetukset.yaml", "lausekkeet/", "tulkinnat/", "ryhmat/", "organisaatiot/")
REAL = {
    path: text
    for path, text in disk.read_project(DATA).items()
    if path.startswith(tuple(f"data/{each}" for each in MODEL))
}
"""The model alone: what the rules of this module ask nothing of is left out, as it takes time to read."""


def told(texts: dict[str, bytes]) -> tuple[Handbook, list[Finding]]:
    handbook = load(texts, date(2026, 12, 1)).handbook
    assert handbook is not None
    rules = [rule for id, rule in RULES.items() if id.startswith(("HAL-337", "HAL-338", "HAL-38"))]
    return handbook, [finding for rule in rules for finding in rule.findings(handbook)]


def found(files: dict[str, tuple[str, str]]) -> list[Finding]:
    texts = dict(REAL)
    for path, (old, new) in files.items():
        before = texts[path].decode()
        assert old in before, (path, old)
        texts[path] = before.replace(old, new, 1).encode()
    return told(texts)[1]


JR, KR, OKM = (
    "data/ryhmat/johtoryhma.yaml",
    "data/ryhmat/koordinaatioryhma.yaml",
    "data/organisaatiot/okm.yaml",
)
OPH, SETTINGS = "data/organisaatiot/oph.yaml", "data/asetukset.yaml"


@pytest.mark.parametrize(
    ("path", "old", "new", "rule"),
    [
        (JR, "tehtava: voi päättää uuden", "tehtava: päättää uuden", "HAL-380"),
        (JR, "voi: true\n    lauseke: 2.1-18", "voi: false\n    lauseke: 2.1-18", "HAL-337"),
        (KR, "tehtava: voi sopia", "tehtava: sopii", "HAL-380"),
        (KR, "tehtava: päivittää vuosikellon", "tehtava: voi päivittää vuosikellon", "HAL-380"),
        (JR, "tehtava: päättää vuosisuunnitelmasta", "tehtava: voi päättää vuosisuunnitelmasta", "HAL-380"),
        (SETTINGS, "Johtoryhmä voi päättää hankkeen", "Johtoryhmä päättää hankkeen", "HAL-380"),
        (
            SETTINGS,
            "Ledningsgruppen kan besluta att projektet",
            "Ledningsgruppen beslutar att projektet",
            "HAL-380",
        ),
        ("data/lausekkeet/3.2-15.yaml", "voivat sovittaa", "sovittavat", "HAL-338"),
        ("data/lausekkeet/2.2-10.yaml", "voi tehdä myös", "tekee myös", "HAL-338"),
        ("data/lausekkeet/2.1-17.yaml", "merkittävimmistä", "suurimmista", "HAL-381"),
        (JR, "kehittämisen merkittävimmistä muutoksista", "kehittämisen suurimmista muutoksista", "HAL-381"),
        (OPH, "vastaa pääsääntöisesti palveluiden", "vastaa palveluiden", "HAL-381"),
        (OPH, "tuo keskeisten palveluiden", "tuo palveluiden", "HAL-381"),
        (OKM, "ohjaa tarvittaessa muun", "ohjaa muun", "HAL-381"),
        (KR, "kun se noudattaa johtoryhmän linjauksia", "kun se on tarpeen", "HAL-381"),
        (OKM, "lauseke: 2.3-05\n    tulkinta: A-31", "lauseke: 2.3-05", "HAL-382"),
        (OKM, "lauseke: 2.3-05\n    tulkinta: A-31", "lauseke: 2.3-05\n    tulkinta: A-19", "HAL-382"),
        (OKM, "lauseke: 1-27\n    tulkinta: A-37", "lauseke: 1-27", "HAL-382"),
        (JR, "lauseke: 2.1-10\n    tulkinta: A-32", "lauseke: 2.1-10", "HAL-382"),
        (OPH, "lauseke: 3.3-04\n    tulkinta: A-41", "lauseke: 3.3-04", "HAL-382"),
        (OPH, "lauseke: 3.3-06", "lauseke: 3.1-10", "HAL-382"),
        ("data/tulkinnat/A-31.yaml", "oletustoimijat:\n  - organisaatiot/okm\n", "", "HAL-382"),
        (
            "data/lausekkeet/3.2-05.yaml",
            "tarkistus:",
            "vastuutahot:\n  - ryhmat/johtoryhma\ntarkistus:",
            "HAL-382",
        ),
        (SETTINGS, "      - A-19\n      - A-31\n", "      - A-19\n", "HAL-382"),
    ],
)
def test_a_place_that_says_more_than_the_source_is_found(path: str, old: str, new: str, rule: str) -> None:
    assert rule in {each.rule for each in found({path: (old, new)})}


def test_the_handbook_itself_says_what_the_source_says() -> None:
    assert found({}) == []


# --- interpretations ------------------------------------------------------------------------------------------


def test_every_interpretation_says_what_would_settle_it(handbook: Handbook) -> None:
    assert len(handbook.tulkinnat) == 42
    assert [each.id for each in handbook.tulkinnat if len(str(each.ratkaisisi)) < 20] == []


def test_every_loose_word_has_a_place_for_its_criterion(handbook: Handbook) -> None:
    loose = {each.sana for each in handbook.tulkinnat["A-10"].kriteerit}

    assert loose >= {"merkittävä", "merkittävin", "pienempi", "keskeinen", "oleellisin"}


SETTLED = """\
ratkaistu:
  paatos: {paatos}
  pvm: {pvm}
  asianumero: {asianumero}
  luetaan: Johtoryhmä nimeää arvioijan.
lausekkeet:
"""
DECISION = """\
nimi: Hankkeistamistarpeen arvioija
laji: muu
aihe: hallinta
paattaja: {paattaja}
pvm: 2026-11-20
tulos: {tulos}
paatosteksti: Arvioijan nimeää johtoryhmä.
koskee:
  - {koskee}
asianumero: OKM/1/2026
tila_: {tila}
"""
FACTS = {
    "paatos": "arvioija-2026", "pvm": "2026-11-20", "asianumero": "OKM/1/2026", "paattaja": "ryhmat/johtoryhma",
    "koskee": "tulkinnat/A-09", "tulos": "hyvaksytty", "tila": "tehty",
}  # fmt: skip


def settled(**changed: str) -> tuple[Handbook, list[Finding]]:
    facts = FACTS | changed
    texts = dict(REAL)
    reading = texts["data/tulkinnat/A-09.yaml"].decode()
    texts["data/tulkinnat/A-09.yaml"] = reading.replace("lausekkeet:\n", SETTLED.format(**facts), 1).encode()
    history = [("2026-10-01", "valmistelussa"), ("2026-10-20", "esitetty"), ("2026-11-20", "tehty")]
    rows = history[: [state for _, state in history].index(facts["tila"]) + 1]
    lines = "".join(f"  - pvm: {day}\n    tila: {state}\n" for day, state in rows)
    decision = DECISION.format(**facts).replace(f"tila_: {facts['tila']}\n", f"historia:\n{lines}")
    texts["data/paatokset/arvioija-2026.yaml"] = decision.encode()
    return told(texts)


def test_a_reading_is_settled_by_a_made_decision_of_who_may() -> None:
    handbook, findings = settled()

    assert findings == []
    assert handbook.tulkinnat["A-09"].ratkaistu is not None


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"paattaja": "organisaatiot/oph"}, "teki `organisaatiot/oph`"),
        ({"paattaja": "ryhmat/koordinaatioryhma"}, "teki `ryhmat/koordinaatioryhma`"),
        ({"tila": "esitetty"}, "on tilassa `esitetty`"),
        ({"tila": "valmistelussa"}, "on tilassa `valmistelussa`"),
        ({"tulos": "hylatty"}, "`tulos: hylatty`"),
        ({"tulos": "siirretty"}, "`tulos: siirretty`"),
        ({"koskee": "palvelut/koski"}, "ei nimeä tulkintaa `tulkinnat/A-09`"),
        ({"koskee": "tulkinnat/A-10"}, "ei nimeä tulkintaa `tulkinnat/A-09`"),
        ({"pvm": "2026-11-19"}, "`pvm: 2026-11-19`"),
        ({"asianumero": "OPH/1/2026"}, "`asianumero: OPH/1/2026`"),
    ],
)
def test_a_reading_is_not_settled_by_anything_else(changed: dict[str, str], said: str) -> None:
    _, findings = settled(**changed)

    assert any(said in each.problem for each in findings)


def test_a_settled_reading_shows_as_settled_wherever_it_is_linked(
    templates: jinja2.BaseLoader, rule_examples: dict[str, Example]
) -> None:
    handbook, _ = settled()
    pages = Renderer(handbook, Site(examples=rule_examples), templates).pages()
    made = {page.address: page.body for page in pages}

    assert "Kohta on ratkaistu päätöksellä" in made["malli/tulkinnat/"]
    assert "A-09</a> (ratkaistu)" in made["malli/jaljitettavyys/luku-3-2/"]
    assert "A-10</a> (ratkaistu)" not in made["malli/jaljitettavyys/luku-3-3/"]
