"""The real records rest on sources: found, read as told, and never proving more than they say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import jinja2
import pytest
from conftest import TODAY
from lahteellinen import SOURCE, sourced

from hallinta import disk
from hallinta.handbook import Handbook, kinds, load
from hallinta.pages import Renderer, Site
from hallinta.present import kausi
from hallinta.queries import (
    MADE,
    STARTED,
    Validity,
    cited,
    deadline,
    first_day,
    follows_model,
    newest_first,
    overlaps,
    overstepped,
    real_records,
    responsible_for,
    running_projects,
    sources_of,
    unserved_goals,
    validity,
    without_goals,
)
from hallinta.records.malli import Termi
from hallinta.rules import check

# --- the data -------------------------------------------------------------------------------------------

WEB = ("verkkosivu", "wiki", "saados", "esitys", "valtiopaivaasiakirja", "lahdekoodi", "julkaisu")


def test_every_public_source_has_an_address_and_tells_how_it_was_read(handbook: Handbook) -> None:
    for lahde in handbook.lahteet:
        assert lahde.osoite is not None or lahde.laji not in WEB, lahde.id
        assert lahde.haettu, lahde.id
        assert lahde.lukutapa, lahde.id


def test_no_source_is_said_to_have_been_read_in_the_original_when_a_copy_was(handbook: Handbook) -> None:
    assert {lahde.lukutapa for lahde in handbook.lahteet} == {
        "tallenne",
        "tallenteen-alku",
        "lahdekoodin-tallenne",
    }


def test_every_real_record_that_tells_facts_names_a_source_that_exists(handbook: Handbook) -> None:
    for record, sources in real_records(handbook):
        own = isinstance(record, Termi) and record.oma_termi
        assert own or sources, record.path
        assert len(cited(handbook, record)) == len(sources), record.path


def test_no_made_decision_rests_on_a_bill_or_a_committee_alone(handbook: Handbook) -> None:
    made = [each for each in handbook.paatokset if each.tila == MADE]

    assert len(made) >= 7
    for paatos in made:
        proposals = ("esitys", "valtiopaivaasiakirja")
        assert {lahde.laji for lahde in cited(handbook, paatos)} - set(proposals), paatos.id


def test_every_inference_has_a_reason_and_every_inferred_owner_is_marked(handbook: Handbook) -> None:
    marked = 0
    for record in handbook.palvelut:
        fields = {each.kentta for each in record.paatelty}
        reason = str(record.mallin_piirissa_perustelu)
        if "päätelty" in reason:
            assert "mallin_piirissa" in fields, record.id
            assert ("omistajat" in fields) == (record.omistajat is not None), record.id
            marked += 1
        assert all(str(each.peruste).endswith(".") for each in record.paatelty)

    assert marked >= 20


def test_an_owner_that_only_the_code_shows_is_inferred_or_named_in_the_code(handbook: Handbook) -> None:
    for palvelu in handbook.palvelut:
        grounds = {handbook.lahteet[id].laji for id in palvelu.lahteet.omistus}
        by_code = grounds == {"lahdekoodi"} and {taho.organisaatio for taho in palvelu.omistajat or ()} == {
            "oph"
        }
        if by_code:
            inferred = "omistajat" in {each.kentta for each in palvelu.paatelty}
            assert inferred or "mukaan" in str(palvelu.mallin_piirissa_perustelu), palvelu.id


def test_what_is_real_and_found_is_never_told_as_a_matter_of_the_model(handbook: Handbook) -> None:
    for record in [*handbook.hankkeet, *handbook.paatokset]:
        assert not record.under_model, record.path
        assert record.mallin_piirissa_perustelu, record.path


def test_a_body_that_has_ended_tells_the_day(handbook: Handbook) -> None:
    valvira = handbook.sidosryhmat["valvira"]

    assert (valvira.tila, valvira.paattynyt) == ("paattynyt", date(2025, 12, 31))
    assert "stt-lvv" in valvira.lahteet


def test_every_change_of_a_service_has_its_time_and_source(handbook: Handbook) -> None:
    changes = [muutos for palvelu in handbook.palvelut for muutos in palvelu.muutokset]

    assert len(changes) > 25
    assert all(each.when and each.lahteet for each in changes)


def test_the_real_handbook_alone_has_no_errors() -> None:
    texts = disk.read_project(Path(__file__).parents[1] / "data")
    settings = texts["data/asetukset.yaml"].replace(b"nayta_esimerkit: true", b"nayta_esimerkit: false")
    found = check(load({**texts, "data/asetukset.yaml": settings}, TODAY))

    assert [each for each in found if each.severity == "virhe"] == []


# --- which records need sources -------------------------------------------------------------------------

TELL_NO_FACTS = {"katselmukset", "lahteet", "poikkeukset", "poistetut", "sivut", "tulkinnat"}


def test_all_kinds_but_the_handbooks_own_acts_name_their_sources() -> None:
    assert {name for name, kind in kinds().items() if "lahteet" not in kind.model_fields} == TELL_NO_FACTS


def test_a_service_gives_the_sources_of_all_its_facts(small: Handbook) -> None:
    assert sources_of(small.palvelut["mallipalvelu"])
    assert sources_of(small.katselmukset["mallipalvelu-2026"]) is None


def found(files: dict[str, str], small_texts: dict[str, bytes]) -> list[str]:
    """The rules that the files break in the small data set, once each."""
    texts = {**small_texts, **{path: text.encode() for path, text in files.items()}}
    return list(dict.fromkeys(each.rule for each in check(load(texts, TODAY))))


NAMED = "nimi: Uusi\n"
UNSOURCED = [
    ("data/organisaatiot/a.yaml", f"{NAMED}laji: virasto\n"),
    ("data/organisaatiot/a.yaml", f"{NAMED}laji: virasto\nlahteet: []\n"),
    ("data/termit/a.yaml", f"{NAMED}maaritelma: Sana.\noma_termi: false\n"),
    (
        "data/sidosryhmat/a.yaml",
        f"{NAMED}laji: virasto\ntehtava: null\nnimetty_mallissa: false\ntila: tuntematon\n",
    ),
    (
        "data/ryhmat/a.yaml",
        f"{NAMED}taso: null\nmallin_ryhma: false\ntyyppi: null\ntarkoitus: Ohjaa.\n",
    ),
    (
        "data/arvioinnit/a.yaml",
        f"{NAMED}kohde: Malli\nsuunniteltu: null\ntoteutunut: null\ntulos: null\n",
    ),
    (
        "data/tulossopimukset/a.yaml",
        f"{NAMED}kausi: 2020–2023\nvuosi: 2023\nallekirjoitettu: null\nosoite: null\n",
    ),
    (
        "data/kokoukset/a.yaml",
        f"{NAMED}ryhma: malliryhma\npvm: 2026-03-03\ntila: pidetty\n",
    ),
    (
        "data/yllapitoraportit/a.yaml",
        (
            f"{NAMED}palvelu: mallirekisteri\nvuosi: 2025\nraportoitu: null\nkustannus_eur: null\n"
            "ostopalvelut_eur: null\nhtv: null\n"
        ),
    ),
]


@pytest.mark.parametrize(("path", "text"), UNSOURCED)
def test_a_real_record_without_a_source_is_an_error(
    path: str, text: str, small_texts: dict[str, bytes]
) -> None:
    assert "HAL-194" in found({path: text}, small_texts)


@pytest.mark.parametrize(("path", "text"), UNSOURCED[2:4])
def test_an_invented_record_needs_no_source(path: str, text: str, small_texts: dict[str, bytes]) -> None:
    assert "HAL-194" not in found({path.replace("data/", "data/esimerkit/"): text}, small_texts)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("data/termit/a.yaml", f"{NAMED}maaritelma: Sana.\noma_termi: true\n"),
        (
            "data/kokoukset/malliryhma-2027-01.yaml",
            f"{NAMED}ryhma: malliryhma\npvm: 2027-01-13\ntila: suunniteltu\n",
        ),
    ],
)
def test_what_the_handbook_itself_says_needs_no_source(
    path: str, text: str, small_texts: dict[str, bytes]
) -> None:
    assert "HAL-194" not in found({path: text}, small_texts)


# --- what a source needs --------------------------------------------------------------------------------


def lahde(**fields: str) -> dict[str, str]:
    told = {"nimi": "Asiakirja", "laji": "asiakirja", "haettu": "2026-11-22", "lukutapa": "alkuperainen"}
    text = "".join(f"{name}: {value}\n" for name, value in (told | fields).items())
    organisation = "nimi: Virasto\nlaji: virasto\nlahteet: [a]\n"
    return {"data/lahteet/a.yaml": text, "data/organisaatiot/a.yaml": organisation}


@pytest.mark.parametrize(
    ("fields", "rules"),
    [
        ({"asianumero": "OPH-1-2026", "haltija": "oph"}, []),
        ({"osoite": "https://www.oph.example/a"}, []),
        ({"osana": "[malliraportti]"}, []),
        ({"asianumero": "OPH-1-2026"}, ["HAL-193"]),
        ({"haltija": "oph"}, ["HAL-193"]),
        ({"osoite": "null"}, ["HAL-193"]),
        ({"laji": "verkkosivu"}, ["HAL-193"]),
        ({"laji": "wiki", "asianumero": "OPH-1-2026", "haltija": "oph"}, ["HAL-193"]),
        ({"laji": "julkaisu", "osoite": "null"}, ["HAL-193"]),
        ({"laji": "lahdekoodi", "osoite": "https://code.example/a"}, []),
        ({"osoite": "https://www.oph.example/a", "haettu": "null"}, ["HAL-195"]),
        ({"osoite": "https://www.oph.example/a", "lukutapa": "null"}, ["HAL-195"]),
        ({"asianumero": "OPH-1-2026", "haltija": "ei-ole"}, ["HAL-001"]),
    ],
)
def test_a_source_can_be_found_and_tells_how_it_was_read(
    fields: dict[str, str], rules: list[str], small_texts: dict[str, bytes]
) -> None:
    assert found(lahde(**fields), small_texts) == rules


# --- the model's text alone proves nothing --------------------------------------------------------------

MODEL = "lahteet:\n  - malliliite\n"
HAPPENED = [
    ("data/arvioinnit/a.yaml", "kohde: a\nsuunniteltu: 2026-01\ntoteutunut: 2026-01-05\ntulos: null\n"),
    ("data/kokoukset/a.yaml", "ryhma: malliryhma\npvm: 2026-03-03\ntila: pidetty\n"),
    (
        "data/ryhmat/a.yaml",
        "taso: null\nmallin_ryhma: false\ntyyppi: pysyva\ntarkoitus: a\nasetettu: 2020-03-01\n",
    ),
    (
        "data/ryhmat/a.yaml",
        "taso: null\nmallin_ryhma: false\ntyyppi: pysyva\ntarkoitus: a\ntoimikausi:\n  alku: 2020-03-01\n",
    ),
    (
        "data/sidosryhmat/a.yaml",
        "laji: virasto\ntehtava: null\nnimetty_mallissa: true\ntila: paattynyt\npaattynyt: 2025-12-31\n",
    ),
    (
        "data/tulossopimukset/a.yaml",
        "kausi: 2020–2023\nvuosi: 2023\nallekirjoitettu: 2023-01-01\nosoite: null\n",
    ),
    (
        "data/tavoitteet/a.yaml",
        "lahde_laji: tulossopimus\nkuvaus: a\ntila: avoin\ntoteumat:\n  - pvm: 2026-01-05\n    arvo: 3\n",
    ),
    (
        "data/paatokset/a.yaml",
        (
            "laji: muu\naihe: hallinta\npaattaja: organisaatiot/oph\npvm: 2020-03-01\npaatosteksti: a\n"
            "mallin_piirissa: ei\nmallin_piirissa_perustelu: a\nhistoria: []\n"
            "todettu:\n  tila: tehty\n  peruste: a\n"
        ),
    ),
    (
        "data/hankkeet/a.yaml",
        (
            "tarkoitus: a\nkausi:\n  alku: 2020-01-01\n  loppu: null\nkustannus:\n  kokonaiskustannus_eur: null\n"
            "mallin_piirissa: ei\nmallin_piirissa_perustelu: a\nhistoria: []\n"
            "todettu:\n  tila: kaynnissa\n  peruste: a\n"
        ),
    ),
]


@pytest.mark.parametrize(("path", "text"), HAPPENED)
def test_the_models_text_alone_does_not_show_that_something_happened(
    path: str, text: str, small_texts: dict[str, bytes]
) -> None:
    assert "HAL-034" in found({path: NAMED + text + MODEL}, small_texts)
    assert "HAL-034" not in found({path: NAMED + text + SOURCE}, small_texts)


def test_a_record_that_gives_no_day_may_rest_on_the_model(small: Handbook) -> None:
    assert first_day(small.lausekkeet["1-13"]) is None
    assert first_day(small.tavoitteet["mallitavoite"]) == (("toteumat", 0, "pvm"), date(2026, 6, 30))


# --- outside the model ----------------------------------------------------------------------------------

OUTSIDE = "mallin_piirissa: ei\nmallin_piirissa_perustelu: Ministeriö asetti hankkeen ennen mallia.\n"
PROJECT = (
    "nimi: Vanha hanke\ntarkoitus: Rakentaa palvelun.\n{}palvelut: [mallipalvelu]\nkausi:\n  alku: null\n"
    "  loppu: null\n  alkuvuosi: 2016\n  loppuvuosi: 2019\nkustannus:\n  kokonaiskustannus_eur: null\n"
    "historia: []\ntodettu:\n  tila: {}\n  peruste: Hankkeen sivulla.\n"
)
DECISION = (
    "nimi: Vanha päätös\nlaji: {laji}\naihe: hallinta\npaattaja: {paattaja}\n{piiri}pvm: null\n"
    "paatosteksti: Palvelu siirtyy.\nkoskee: [palvelut/mallipalvelu]\nmerkittavyys: merkittava\n"
    "merkittavyys_perustelu: Omistaja vaihtuu.\nhistoria: []\ntodettu:\n  tila: tehty\n  peruste: Uutinen.\n"
)


@pytest.mark.parametrize("tila", STARTED)
@pytest.mark.parametrize("piiri", ["ei", "ratkaisematta"])
def test_what_the_model_asks_of_its_projects_is_not_asked_of_others(
    tila: str, piiri: str, small_texts: dict[str, bytes]
) -> None:
    text = PROJECT.format(OUTSIDE.replace(": ei\n", f": {piiri}\n"), tila)

    assert found(sourced({"data/hankkeet/vanha.yaml": text}), small_texts) == []


def test_the_same_project_under_the_model_breaks_its_rules(small_texts: dict[str, bytes]) -> None:
    text = PROJECT.format("", "kaynnissa")

    assert set(found(sourced({"data/hankkeet/vanha.yaml": text}), small_texts)) == {
        "HAL-012", "HAL-052", "HAL-100", "HAL-103", "HAL-104", "HAL-105", "HAL-113",
        "HAL-314", "HAL-323",
    }  # fmt: skip


@pytest.mark.parametrize("laji", ["linjaus", "pienkehitys", "kaytanto", "saados", "omistajan-vaihto"])
def test_what_is_decided_outside_the_model_is_decided_by_whoever_decides_it(
    laji: str, small_texts: dict[str, bytes]
) -> None:
    text = DECISION.format(laji=laji, paattaja="ryhmat/malliryhma", piiri=OUTSIDE)

    assert found(sourced({"data/paatokset/vanha.yaml": text}), small_texts) == []


def test_the_same_decision_under_the_model_breaks_its_rules(small_texts: dict[str, bytes]) -> None:
    text = DECISION.format(laji="linjaus", paattaja="organisaatiot/oph", piiri="")

    assert set(found(sourced({"data/paatokset/vanha.yaml": text}), small_texts)) == {
        "HAL-052", "HAL-130", "HAL-133", "HAL-300",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("hankkeet/mallihanke", "tarkoitus:", f"{OUTSIDE}tarkoitus:"),
        ("paatokset/mallilinjaus", "laji:", f"{OUTSIDE}laji:"),
        ("paatokset/mallisuunnitelma-2026", "laji:", f"{OUTSIDE}laji:"),
    ],
)
def test_the_models_own_matters_cannot_be_put_outside_it(
    path: str, old: str, new: str, small_texts: dict[str, bytes]
) -> None:
    file = f"data/{path}.yaml"
    text = small_texts[file].decode().replace(old, new, 1)

    assert "HAL-199" in found({file: text}, small_texts)


def test_a_part_of_the_models_project_cannot_be_outside_it(small_texts: dict[str, bytes]) -> None:
    text = PROJECT.format(f"{OUTSIDE}ylahanke: mallihanke\n", "kaynnissa")

    assert found(sourced({"data/hankkeet/vanha.yaml": text}), small_texts) == ["HAL-199"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("tila: kaynnissa", "tila: tuntematon"),
        ("historia: []", "historia:\n  - pvm: 2020-01-01\n    tila: suunnitteilla"),
    ],
)
def test_a_state_told_without_days_is_a_state_and_the_only_one(
    old: str, new: str, small_texts: dict[str, bytes]
) -> None:
    text = PROJECT.format(OUTSIDE, "kaynnissa").replace(old, new, 1)

    assert found(sourced({"data/hankkeet/vanha.yaml": text}), small_texts) == ["HAL-052"]


@pytest.fixture(scope="module")
def with_old() -> Handbook:
    """The small data set with a project and a decision outside the model."""
    root = Path(__file__).parent / "pienoismalli" / "data"
    files = sourced(
        {
            "data/hankkeet/vanha.yaml": PROJECT.format(OUTSIDE, "kaynnissa"),
            "data/paatokset/vanha.yaml": DECISION.format(
                laji="omistajan-vaihto", paattaja="organisaatiot/okm", piiri=OUTSIDE
            ).replace("pvm: null", "pvm: null\nvoimaan: 2019-01-01"),
            "data/tavoitteet/vanha.yaml": "nimi: a\nlahde_laji: linjaus\nkuvaus: a\ntila: tuntematon\n",
        }
    )
    texts = disk.read_project(root) | {path: text.encode() for path, text in files.items()}
    handbook = load(texts, TODAY).handbook
    assert handbook is not None
    return handbook


def test_what_is_outside_the_model_does_not_enter_its_conclusions(with_old: Handbook) -> None:
    hanke, paatos = with_old.hankkeet["vanha"], with_old.paatokset["vanha"]

    assert hanke.tila == "kaynnissa"
    assert hanke not in running_projects(with_old, with_old.palvelut["mallipalvelu"])
    assert hanke not in without_goals(with_old)
    assert not any(hanke in pair.hankkeet for pair in overlaps(with_old))
    assert overstepped(with_old, paatos) is None
    assert not follows_model(with_old, hanke)
    assert responsible_for(with_old, paatos) is None
    assert with_old.tavoitteet["vanha"] not in unserved_goals(with_old)


def test_the_pages_of_what_is_outside_the_model_ask_nothing_of_it(
    with_old: Handbook, templates: jinja2.BaseLoader
) -> None:
    pages = {page.address: page.body for page in Renderer(with_old, Site(), templates).pages()}
    hanke, paatos = pages["hankkeet/vanha/"], pages["paatokset/vanha/"]

    for html in (hanke, paatos):
        assert "Ei kuulu hallintamalliin." in html
        assert "Ministeriö asetti hankkeen ennen mallia." in html
        assert 'id="lausekkeet"' not in html
    assert "2016–2019" in hanke
    assert "Hankkeella on oltava" not in hanke
    assert "raportoinni" not in hanke.lower()
    assert "Päätöstä ei ole tehty" not in paatos
    assert "1.1.2019" in paatos
    assert "Vanha päätös" in pages["paatokset/"]


def test_an_inference_is_told_beside_its_fact_and_with_its_reason(
    small_texts: dict[str, bytes], templates: jinja2.BaseLoader
) -> None:
    file = "data/palvelut/mallipalvelu.yaml"
    told = "paatelty:\n  - kentta: omistajat\n    peruste: Koodi on viraston varastossa.\n"
    handbook = load({**small_texts, file: small_texts[file] + told.encode()}, TODAY).handbook
    assert handbook is not None
    pages = {page.address: page.body for page in Renderer(handbook, Site(), templates).pages()}

    assert 'href="#paatelty">päätelty</a>' in pages["palvelut/mallipalvelu/"]
    assert "Koodi on viraston varastossa." in pages["palvelut/mallipalvelu/"]
    assert "päätelty" in pages["palvelut/"]


def test_a_decision_outside_the_model_is_made_without_saying_that_it_holds(with_old: Handbook) -> None:
    paatos, new = with_old.paatokset["vanha"], with_old.paatokset["mallilinjaus"]

    assert validity(with_old, paatos) is Validity.EI_SEURATA
    assert newest_first([paatos, new]) == [new, paatos]


def test_a_meeting_is_the_models_when_its_group_is_or_serves_its_project(handbook: Handbook) -> None:
    assert not follows_model(handbook, handbook.kokoukset["jod-ohjausryhma-2022-04-21"])


def test_an_audit_is_not_late_and_tells_nothing_of_the_models_clauses(handbook: Handbook) -> None:
    audit = handbook.arvioinnit["vtv-vuosikertomus-2023"]

    assert deadline(handbook, audit) is None
    assert not follows_model(handbook, audit)


# --- inferences and names -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "rules"),
    [
        ("laji", []),
        ("ylaorganisaatio", ["HAL-197"]),
        ("omistaja", ["HAL-197"]),
        ("lahteet", ["HAL-197"]),
        ("tehtavat", ["HAL-197"]),
    ],
)
def test_an_inference_is_about_a_fact_of_the_record(
    field: str, rules: list[str], small_texts: dict[str, bytes]
) -> None:
    text = f"nimi: A\nlaji: virasto\npaatelty:\n  - kentta: {field}\n    peruste: Nimi kertoo.\n{SOURCE}"

    assert found({"data/organisaatiot/a.yaml": text}, small_texts) == rules


def test_one_body_may_be_a_stakeholder_and_a_group_when_the_two_are_tied(
    small_texts: dict[str, bytes],
) -> None:
    group = "nimi: Sanastoryhmä\ntaso: null\nmallin_ryhma: false\ntyyppi: null\ntarkoitus: Tekee sanastoa.\n"
    other = "nimi: Sanastoryhmä\nlaji: kumppani\ntehtava: null\nnimetty_mallissa: false\ntila: tuntematon\n"
    files = {"data/ryhmat/sanasto.yaml": group, "data/sidosryhmat/sanasto.yaml": other}
    tied = {**files, "data/sidosryhmat/sanasto.yaml": f"{other}ryhma: sanasto\n"}

    assert found(sourced(files), small_texts) == ["HAL-015"]
    assert found(sourced(tied), small_texts) == []


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        ((None, None, 2016, 2019), "2016–2019"),
        ((date(2021, 10, 13), None, None, 2025), "13.10.2021–2025"),
        ((None, None, 2020, None), "2020 alkaen, päättyminen ei tiedossa"),
        ((None, date(2023, 3, 1), None, None), "1.3.2023 asti, alku ei tiedossa"),
    ],
)
def test_a_year_stands_for_a_day_that_is_not_known(
    ends: tuple[date | None, date | None, int | None, int | None], said: str
) -> None:
    assert kausi(*ends) == said
