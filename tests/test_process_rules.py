"""The process's rules where they are easiest to get wrong: at the cent, off the path, in another's place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lahteellinen import sourced

from hallinta import disk, queries
from hallinta.finding import Finding, Severity
from hallinta.handbook import Handbook, Loaded, load
from hallinta.queries import DECIDERS, ProjectVerdict, StatementVerdict
from hallinta.records.asetukset import Tila
from hallinta.records.paatos import PaatosLaji
from hallinta.rules import RULES, check

settings.register_profile("sama-joka-kerta", derandomize=True, deadline=None, max_examples=60, database=None)
settings.load_profile("sama-joka-kerta")

Texts = dict[str, bytes]

TODAY = date(2026, 11, 22)
SMALL = disk.read_project(Path(__file__).parent / "pienoismalli" / "data")
SETTINGS = "data/asetukset.yaml"


def laid_over(files: Mapping[str, str]) -> Texts:
    """The small model with the files; its decisions concern those that rest on them, which is not what is tried."""
    base = {**SMALL}
    for path, text in files.items() if not files.keys() <= SMALL.keys() else ():
        for cited in re.findall("(?:edistamispaatos|kaynnistyspaatos): (malli[a-z-]+)", text):
            decision_ = f"data/paatokset/{cited}.yaml"
            concerned = f"koskee:\n  - {path.removeprefix('data/').removesuffix('.yaml')}\n"
            base[decision_] = base[decision_].replace(b"koskee:\n", concerned.encode(), 1)
    return {**base, **{path: text.encode() for path, text in sourced(files).items()}}


def found(files: Mapping[str, str], today: date = TODAY) -> list[Finding]:
    return list(check(load(laid_over(files), today)))


def rules_of(files: Mapping[str, str], today: date = TODAY) -> list[str]:
    return [finding.rule for finding in found(files, today)]


def book(files: Mapping[str, str], today: date = TODAY) -> Handbook:
    loaded = load(laid_over(files), today)
    assert loaded.handbook is not None
    assert loaded.findings == ()
    return loaded.handbook


def history(*states: str, first: date = date(2026, 1, 12)) -> str:
    """A history with one state a week."""
    lines = [f"  - pvm: {first + timedelta(weeks=n)}\n    tila: {tila}\n" for n, tila in enumerate(states)]
    return "historia:\n" + "".join(lines) if lines else "historia: []\n"


# --- the real data --------------------------------------------------------------------------------------


def test_the_real_data_and_its_example_story_break_no_rule(real: Loaded) -> None:
    errors = [str(finding) for finding in check(real) if finding.severity is Severity.VIRHE]

    assert errors == []


def test_the_handbook_has_a_whole_machine_for_everything_that_moves(handbook: Handbook) -> None:
    for folder in queries.moving_kinds():
        states = queries.machine(handbook.asetukset, folder)

        assert states, f"asetuksista puuttuu tilakone: {folder}"
        assert queries.unreachable(states) == []
        assert [tila for tila in states if tila.final], f"mikään tila ei päätä polkua: {folder}"


# --- limits, at the cent --------------------------------------------------------------------------------

AIHIO = "data/kehitysaihiot/raja.yaml"
TYO = "data/kehitystyot/raja.yaml"
PATH = (
    *("koottu", "vaikutusarvioinnissa", "johtoryhmassa"),
    *("okm-paatettavana", "edistetaan", "toteutuksessa"),
)


def cost(eur: str) -> str:
    """An estimate that tells what it includes and when it was made; an unknown one tells nothing."""
    told = (
        "  alv_sisaltyy: false\n  oma_tyo_sisaltyy: true\n  yllapito_sisaltyy: true\n  vuodet: [2026]\n"
        "  arvioitu: 2026-02-18\n"
    )
    return f"kustannus:\n  kokonaiskustannus_eur: {eur}\n{'' if eur == 'null' else told}"


def proposal(eur: str, *, kohde: str = "nykyinen-palvelu", states: int = 6, extra: str = "") -> str:
    decided = "edistamispaatos: mallihaun-edistaminen\n" if states > 4 else ""
    return (
        f"nimi: Raja\nkuvaus: Raja.\nideat: [mallihaku]\nkoostaja: koordinaatioryhma\nkohde: {kohde}\n"
        f"palvelu: mallipalvelu\ntavoitteet: [mallitavoite]\n{cost(eur)}"
        "vaikutusarviointi:\n  tekijat: [okm, oph]\n  tila: valmis\n  pvm: 2026-02-27\n  lainsaadanto:\n    tarve: ei\n"
        f"    perustelu: Ei muutu.\n{extra}kasittelyt:\n  - ryhma: johtoryhma\n    pvm: 2026-03-04\n"
        f"{decided}{history(*PATH[:states], first=date(2026, 2, 20))}"
    )


def work(eur: str, *, laji: str = "hankkeistamaton-kehitys", aihio: str = "", started: bool = True) -> str:
    return (
        f"nimi: Raja\nlaji: {laji}\npalvelu: mallipalvelu\n{aihio}tarve: Raja.\ntavoite: Raja.\n"
        "asettanut_kokous: koordinaatioryhma-2026-05\nprioriteetti:\n  arvo: 7\n  pvm: 2026-05-12\n"
        f"  kokous: koordinaatioryhma-2026-05\n{cost(eur)}rahoitus:\n  lahde: Toimintamenot\n  vuosi: 2026\n"
        "  kehitys_eur: null\n  yllapito_eur: 1\n  varmistettu: true\n"
        f"{history('suunnitteilla', *(['kaynnissa'] if started else []))}"
    )


THRESHOLDS = [
    ("0", ProjectVerdict.EI_VELVOITETTA, [], []),
    ("299999.99", ProjectVerdict.EI_VELVOITETTA, [], []),
    ("300000", ProjectVerdict.EI_VELVOITETTA, [], []),
    ("300000.00", ProjectVerdict.EI_VELVOITETTA, [], []),
    ("300000.01", ProjectVerdict.ARVIOIDAAN, ["HAL-078"], ["HAL-128"]),
    ("499999.99", ProjectVerdict.ARVIOIDAAN, ["HAL-078"], ["HAL-128"]),
    ("500000", ProjectVerdict.ARVIOIDAAN, ["HAL-078"], ["HAL-128"]),
    ("500000.01", ProjectVerdict.HANKKEISTETAAN, ["HAL-079"], ["HAL-127"]),
    ("999999999999.99", ProjectVerdict.HANKKEISTETAAN, ["HAL-079"], ["HAL-127"]),
    ("null", ProjectVerdict.EI_VOI_PAATELLA, ["HAL-082"], ["HAL-323"]),
]


@pytest.mark.parametrize(("eur", "verdict", "of_proposal", "of_work"), THRESHOLDS)
def test_rules_and_verdict_agree_at_the_cent(
    eur: str, verdict: ProjectVerdict, of_proposal: list[str], of_work: list[str]
) -> None:
    built = {AIHIO: proposal(eur), TYO: work("null", aihio="kehitysaihio: raja\n", started=False)}
    handbook = book(built)
    aihio = handbook.kehitysaihiot["raja"]

    assert queries.verdict_of(handbook, aihio).tulos is verdict
    assert rules_of(built) == of_proposal
    assert rules_of({TYO: work(eur)}) == of_work


@pytest.mark.parametrize("limit", [Decimal(1), Decimal("123456.78"), Decimal(300000)])
@pytest.mark.parametrize(
    ("over", "expected"), [(Decimal(0), []), (Decimal("0.01"), ["HAL-078"]), (Decimal("-0.01"), [])]
)
def test_the_limits_stand_in_the_settings_only(limit: Decimal, over: Decimal, expected: list[str]) -> None:
    changed = SMALL[SETTINGS].decode().replace("raja_arviointi_eur: 300000", f"raja_arviointi_eur: {limit}")
    eur = f"{limit + over:.2f}"
    built = {
        SETTINGS: changed,
        AIHIO: proposal(eur),
        TYO: work("null", aihio="kehitysaihio: raja\n", started=False),
    }

    assert [rule for rule in rules_of(built) if rule in {"HAL-078", "HAL-079"}] == expected


@pytest.mark.parametrize("eur", ["0", "300000.01", "500000", "null"])
def test_a_new_service_is_recommended_whatever_it_costs(eur: str) -> None:
    tyo = work(eur, aihio="kehitysaihio: raja\n", started=False)
    built = {AIHIO: proposal(eur, kohde="uusi-palvelu"), TYO: tyo}
    said = {AIHIO: proposal(eur, kohde="uusi-palvelu", extra="hankkeistamatta_perustelu: Syy.\n"), TYO: tyo}
    unknown = ["HAL-082"] if eur == "null" else []

    assert sorted(rules_of(built)) == ["HAL-080", *unknown]
    assert rules_of(said) == unknown


@pytest.mark.parametrize("extra", ["", "hankkeistamatta_perustelu: Syy.\n"])
def test_a_reason_does_not_do_for_a_project_of_a_large_new_service(extra: str) -> None:
    """By the handbook's own reading of the source (A-05), so it is a remark and not an error."""
    large = {AIHIO: proposal("500000.01", kohde="uusi-palvelu", extra=extra)}
    built = {**large, TYO: work("500000.01", aihio="kehitysaihio: raja\n")}

    assert rules_of(built) == ["HAL-331"]
    assert RULES["HAL-331"].severity is Severity.HUOMAUTUS


@pytest.mark.parametrize("states", range(1, 7))
def test_what_a_cost_asks_for_is_asked_when_its_time_has_come(states: int) -> None:
    """The assessment from OKM's decision on, the project when building, the cost in the management group."""
    decided, building, known = states >= 5, states >= 6, states >= 3

    def told(eur: str) -> list[str]:
        files = {AIHIO: proposal(eur, states=states)}
        return [rule for rule in rules_of(files) if rule in {"HAL-078", "HAL-079", "HAL-082"}]

    assert told("400000") == (["HAL-078"] if decided else [])
    assert told("600000") == (["HAL-079"] if building else [])
    assert told("null") == (["HAL-082"] if known else [])


def test_an_assessment_may_not_waive_the_upper_limit() -> None:
    arvio = (
        "hankkeistamisarvio:\n  arvioija: ryhmat/koordinaatioryhma\n  pvm: 2026-03-24\n"
        "  tulos: ei-hankkeisteta\n  perustelu: Ei.\n"
    )

    assert rules_of({AIHIO: proposal("500000", states=5, extra=arvio)}) == []
    assert rules_of({AIHIO: proposal("500000.01", states=5, extra=arvio)}) == ["HAL-079"]


@pytest.mark.parametrize(
    ("kayttoala", "eur", "verdict"),
    [
        ("yhteinen", "999999.99", StatementVerdict.EI_VELVOITETTA),
        ("yhteinen", "1000000", StatementVerdict.PYYDETAAN),
        ("toimiala", "1000000", StatementVerdict.EI_VELVOITETTA),
        ("toimiala", "4999999.99", StatementVerdict.EI_VELVOITETTA),
        ("toimiala", "5000000", StatementVerdict.PYYDETAAN),
        ("oma-vaikuttaa-muihin", "5000000", StatementVerdict.PYYDETAAN),
        ("oma", "99000000", StatementVerdict.EI_VELVOITETTA),
        ("rajapintamuutos", "99000000", StatementVerdict.EI_VOI_PAATELLA),
        ("null", "99000000", StatementVerdict.EI_VOI_PAATELLA),
        ("yhteinen", "null", StatementVerdict.EI_VOI_PAATELLA),
    ],
)
def test_rule_and_verdict_agree_on_the_statement(
    kayttoala: str, eur: str, verdict: StatementVerdict, handbook: Handbook
) -> None:
    """With the limits of the real settings; here a limit is met already by its own amount."""
    real = disk.read_project(Path(__file__).resolve().parents[1] / "data")[SETTINGS]
    files = laid_over({AIHIO: proposal(eur, states=3, extra=f"kayttoala: {kayttoala}\n")})
    limits = real.decode().partition("lausuntorajat:")[2].partition("tulossopimusvaiheet:")[0]
    limits = "\n".join(
        line for line in limits.splitlines() if "lauseke:" not in line and "lahde:" not in line
    )
    before, _, rest = SMALL[SETTINGS].decode().partition("lausuntorajat:")
    after = rest.partition("tulossopimusvaiheet:")[2]
    files[SETTINGS] = f"{before}lausuntorajat:{limits}\ntulossopimusvaiheet:{after}".encode()
    loaded = load(files, TODAY)
    assert loaded.handbook is not None
    aihio = loaded.handbook.kehitysaihiot["raja"]
    result = queries.statement_of(loaded.handbook, aihio)

    assert result.tulos is verdict
    told = [finding.rule for finding in check(loaded) if finding.rule == "HAL-083"]
    assert told == (["HAL-083"] if verdict is StatementVerdict.PYYDETAAN else [])


# --- state machines -------------------------------------------------------------------------------------

MACHINES: dict[str, tuple[Tila, ...]] = {
    folder: queries.machine(book({}).asetukset, folder) for folder in queries.moving_kinds()
}
SHAPES = {
    "ideat": "nimi: a\nkuvaus: a\nsaapunut: 2020-01-01\nlahde_laji: muu\nkohde: uusi-palvelu\n",
    "kehitysaihiot": (
        "nimi: a\nkuvaus: a\nideat: []\nkoostaja: koordinaatioryhma\nkohde: uusi-palvelu\n"
        "kustannus:\n  kokonaiskustannus_eur: null\n"
    ),
    "hankkeet": (
        "nimi: a\ntarkoitus: a\nkausi:\n  alku: null\n  loppu: null\n"
        "kustannus:\n  kokonaiskustannus_eur: null\n"
    ),
    "kehitystyot": (
        "nimi: a\nlaji: pienkehitys\npalvelu: mallipalvelu\ntarve: a\ntavoite: a\n"
        "kustannus:\n  kokonaiskustannus_eur: null\n"
    ),
    "paatokset": (
        "nimi: a\nlaji: muu\naihe: hallinta\npaattaja: organisaatiot/oph\npvm: null\npaatosteksti: null\n"
    ),
    "vuosisuunnitelmat": "nimi: a\nvuosi: 2019\n",
}
ONLY = {SETTINGS: SMALL[SETTINGS]}


def path_findings(folder: str, states: list[str], first: date = date(2025, 1, 6)) -> list[tuple[str, int]]:
    """What the rules of the path say of one record: the rule and the index of the entry."""
    id = "2019" if folder == "vuosisuunnitelmat" else "a"
    path = f"data/{folder}/{id}.yaml"
    head = SHAPES[folder]
    handbook = load({**ONLY, path: (head + history(*states, first=first)).encode()}, TODAY).handbook
    assert handbook is not None
    assert id in handbook.folder(folder)
    start = head.count("\n") + 2  # the line of the first entry's day
    return [
        (finding.rule, (finding.place.line - start - 1) // 2)
        for id in ("HAL-050", "HAL-051")
        for finding in RULES[id].findings(handbook)
    ]


def test_each_machine_has_a_shape_to_walk() -> None:
    assert set(SHAPES) == set(MACHINES)
    assert all(MACHINES.values())


@st.composite
def walks(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A kind and a way through its machine from the first state, at most eight states long."""
    folder = draw(st.sampled_from(sorted(MACHINES)))
    onward = {tila.tila: tila.seuraavat for tila in MACHINES[folder]}
    way = [MACHINES[folder][0].tila]
    for _ in range(draw(st.integers(0, 7))):
        if not onward[way[-1]]:
            break
        way.append(draw(st.sampled_from(onward[way[-1]])))
    return folder, way


@given(walks())
def test_every_way_through_a_machine_is_accepted(walk: tuple[str, list[str]]) -> None:
    folder, way = walk

    assert path_findings(folder, way) == []


@given(walks(), st.data())
def test_a_step_off_the_path_is_found_where_it_is_taken(
    walk: tuple[str, list[str]], data: st.DataObject
) -> None:
    folder, way = walk
    onward = {tila.tila: tila.seuraavat for tila in MACHINES[folder]}
    index = data.draw(st.integers(0, len(way) - 1))
    allowed = onward[way[index - 1]] if index else (way[0],)
    wrong = [code for code in [*onward, "tuntematon"] if code not in allowed]
    assume(wrong)
    stray = data.draw(st.sampled_from(wrong))

    known_but_not_first = index == 0 and stray != "tuntematon"
    assert path_findings(folder, [*way[:index], stray]) == [
        ("HAL-050" if known_but_not_first else "HAL-051", index)
    ]


@given(walks(), st.lists(st.integers(-30, 30), min_size=8, max_size=8))
def test_a_history_runs_forwards_or_is_told(walk: tuple[str, list[str]], gaps: list[int]) -> None:
    folder, way = walk
    days = [date(2025, 6, 2)]
    for gap in gaps[: len(way) - 1]:
        days.append(days[-1] + timedelta(days=gap))
    id = "2019" if folder == "vuosisuunnitelmat" else "a"
    entries = "".join(f"  - pvm: {day}\n    tila: {tila}\n" for day, tila in zip(days, way, strict=False))
    text = f"{SHAPES[folder]}historia:\n{entries}"
    handbook = load({**ONLY, f"data/{folder}/{id}.yaml": text.encode()}, TODAY).handbook
    assert handbook is not None
    backwards = sum(later < earlier for earlier, later in pairwise(days))

    assert len(list(RULES["HAL-053"].findings(handbook))) == backwards


@pytest.mark.parametrize(("days", "expected"), [(-1, []), (0, []), (1, ["HAL-054"])])
def test_today_is_not_the_future(days: int, expected: list[str]) -> None:
    day = TODAY + timedelta(days=days)
    text = SHAPES["ideat"] + f"historia:\n  - pvm: {day}\n    tila: saapunut\n"

    assert rules_of({"data/ideat/a.yaml": text}) == expected


def test_a_step_off_the_path_tells_where_one_may_go() -> None:
    text = SHAPES["ideat"] + history("saapunut", "toteutettu")
    (finding,) = found({"data/ideat/a.yaml": text})

    assert finding.problem == "tilasta `saapunut` ei pääse tilaan `toteutettu`"
    assert finding.fix == "sallittuja seuraavia tiloja: `kasittelyssa`, `yhdistetty`, `jaettu`"


def test_a_misspelt_state_gets_its_nearest_match() -> None:
    handled = "kasittelyt:\n  - ryhma: koordinaatioryhma\n    pvm: 2026-01-12\n"
    text = SHAPES["ideat"] + handled + history("saapunut", "kasittelyssä")
    (finding,) = found({"data/ideat/a.yaml": text})

    assert finding.problem == "`tila: kasittelyssä` ei ole polun tila"
    assert finding.fix == "tarkoititko `kasittelyssa`?"


# --- who may decide what --------------------------------------------------------------------------------

DECISION = "data/paatokset/toimivalta.yaml"
BODIES = (
    *("ryhmat/johtoryhma", "ryhmat/koordinaatioryhma", "ryhmat/malliryhma"),
    *("organisaatiot/okm", "organisaatiot/oph", "organisaatiot/malliyhtio"),
)


def decision(laji: str, paattaja: str, extra: str = "", koskee: str = "palvelut/mallipalvelu") -> str:
    """A made decision with all that the other rules ask for."""
    return (
        f"nimi: Toimivalta\nlaji: {laji}\naihe: hallinta\npaattaja: {paattaja}\npvm: 2026-01-26\n"
        f"tulos: hyvaksytty\npaatosteksti: Näin.\nkoskee: [{koskee}]\n{extra}"
        f"{history('valmistelussa', 'esitetty', 'tehty')}"
    )


def power_findings(laji: str, paattaja: str, extra: str = "") -> list[str]:
    handbook = book({DECISION: decision(laji, paattaja, extra)})
    return [finding.rule for finding in RULES["HAL-130"].findings(handbook)]


@pytest.mark.parametrize("laji", sorted(DECIDERS))
@pytest.mark.parametrize("paattaja", BODIES)
def test_each_kind_of_decision_is_its_own_deciders(laji: str, paattaja: str) -> None:
    deciders, _ = DECIDERS[laji]
    free = laji in {"hankkeen-muutos", "hankkeen-resurssit"} and paattaja == "ryhmat/malliryhma"
    wrong = paattaja not in deciders and not free

    assert power_findings(laji, paattaja) == (["HAL-130"] if wrong else [])


@pytest.mark.parametrize("laji", sorted(set(get_args(PaatosLaji)) - set(DECIDERS)))
@pytest.mark.parametrize("paattaja", BODIES)
def test_other_kinds_are_free(laji: str, paattaja: str) -> None:
    assert power_findings(laji, paattaja) == []


def test_the_rule_cites_every_clause_that_gives_a_power() -> None:
    assert {lauseke for _, lauseke in DECIDERS.values()} <= set(RULES["HAL-130"].lausekkeet)


@pytest.mark.parametrize("laji", ["hankkeen-muutos", "hankkeen-resurssit"])
def test_a_projects_group_decides_freely_until_the_change_is_significant(laji: str) -> None:
    minor = "merkittavyys: vahainen\nmerkittavyys_perustelu: Pieni.\n"
    major = "merkittavyys: merkittava\nmerkittavyys_perustelu: Suuri.\n"

    assert rules_of({DECISION: decision(laji, "ryhmat/malliryhma", minor)}) == []
    assert power_findings(laji, "ryhmat/malliryhma", major) == ["HAL-130"]


def test_the_coordination_group_may_refine_a_decided_practice() -> None:
    """Interpretation A-13: after the management group's decision, and only then."""
    assert power_findings("kaytanto", "ryhmat/koordinaatioryhma") == ["HAL-130"]
    refined = decision("kaytanto", "ryhmat/koordinaatioryhma", "linjaus: malliraportointi\n")
    assert power_findings("kaytanto", "ryhmat/koordinaatioryhma", "linjaus: malliraportointi\n") == [
        "HAL-130"
    ]
    assert "HAL-130" not in rules_of({DECISION: refined.replace("2026-01-", "2026-05-")})


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-03-03", ["HAL-131"]), ("2026-03-04", []), ("2026-10-05", []), ("2026-10-06", ["HAL-131"])],
)
def test_a_guideline_counts_only_while_it_holds(day: str, expected: list[str]) -> None:
    newer = decision(
        "linjaus", "ryhmat/johtoryhma", "korvaa:\n  - paatos: mallilinjaus\n    laajuus: kokonaan\n"
    )
    newer = newer.replace("2026-01-26", "2026-10-06")
    minor = decision("pienempi-kehitysasia", "ryhmat/koordinaatioryhma", "linjaus: mallilinjaus\n")
    files = {
        "data/paatokset/uusi-linjaus.yaml": newer,
        DECISION: minor.replace("2026-01-26", day),
    }

    assert [rule for rule in rules_of(files) if rule == "HAL-131"] == expected


# --- waivers --------------------------------------------------------------------------------------------

WAIVER = "data/poikkeukset/tavoite.yaml"
LAST_DAY = date(2026, 11, 30)
WITHOUT_GOAL = (
    proposal("1", states=1)
    .replace("tavoitteet: [mallitavoite]\n", "")
    .replace("kasittelyt:\n  - ryhma: johtoryhma\n    pvm: 2026-03-04\n", "")
)


def waiver(saanto: str = "HAL-081", kohde: str = "kehitysaihiot/raja") -> str:
    return f"nimi: Poikkeus\nsaanto: {saanto}\nkohde: {kohde}\nperuste: Syy.\nvoimassa_asti: {LAST_DAY}\n"


def test_a_waiver_accepts_its_rule_in_its_record_until_its_last_day() -> None:
    bare, waived = {AIHIO: WITHOUT_GOAL}, {AIHIO: WITHOUT_GOAL, WAIVER: waiver()}

    assert rules_of(bare) == ["HAL-081"]
    assert rules_of(waived) == []
    assert rules_of(waived, LAST_DAY) == []
    assert sorted(rules_of(waived, LAST_DAY + timedelta(days=1))) == ["HAL-081", "HAL-211"]


def test_a_waiver_that_nothing_needs_is_told() -> None:
    mended = WITHOUT_GOAL.replace("kustannus:", "tavoitteet: [mallitavoite]\nkustannus:")

    assert rules_of({AIHIO: mended, WAIVER: waiver()}) == ["HAL-212"]
    assert rules_of({AIHIO: mended, WAIVER: waiver()}, LAST_DAY + timedelta(days=1)) == ["HAL-211"]


def test_a_waiver_excuses_an_error_as_well_as_a_remark() -> None:
    text = SHAPES["ideat"] + history("saapunut", "toteutettu")

    assert rules_of({"data/ideat/a.yaml": text}) == ["HAL-051"]
    assert rules_of({"data/ideat/a.yaml": text, WAIVER: waiver("HAL-051", "ideat/a")}) == []


def test_a_waiver_excuses_no_other_rule_and_no_other_record() -> None:
    other = "data/kehitysaihiot/toinen.yaml"
    files = {
        AIHIO: WITHOUT_GOAL.replace("palvelu: mallipalvelu\n", ""),
        other: WITHOUT_GOAL,
        WAIVER: waiver(),
    }

    assert [(finding.place.path, finding.rule) for finding in found(files)] == [
        (AIHIO, "HAL-085"),
        (other, "HAL-081"),
    ]


@pytest.mark.parametrize(
    "saanto",
    ["HAL-000", "HAL-001", "HAL-002", "HAL-003", "HAL-020", "HAL-035", "HAL-210", "HAL-211", "HAL-212"],
)
def test_what_keeps_records_readable_is_not_waived(saanto: str) -> None:
    assert not RULES[saanto].waivable
    assert rules_of({WAIVER: waiver(saanto, "kehitysaihiot/mallihaku")}) == ["HAL-210"]


def test_a_broken_reference_stays_an_error_under_a_waiver() -> None:
    text = (SHAPES["ideat"] + history("saapunut")).replace("muu", "sidosryhma\nlahderyhma: ei-ole")

    assert sorted(rules_of({"data/ideat/a.yaml": text, WAIVER: waiver("HAL-001", "ideat/a")})) == [
        "HAL-001",
        "HAL-210",
    ]


def test_a_waiver_of_a_missing_record_is_a_broken_reference() -> None:
    assert rules_of({WAIVER: waiver(kohde="kehitysaihiot/ei-ole")}) == ["HAL-001"]


# --- effective dates ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "expected"), [(-1, ["HAL-081"]), (0, ["HAL-081"]), (1, [])])
def test_a_rule_begins_on_its_day(days: int, expected: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    effective = TODAY + timedelta(days=days)
    monkeypatch.setitem(RULES, "HAL-081", replace(RULES["HAL-081"], effective=effective))

    assert rules_of({AIHIO: WITHOUT_GOAL}) == expected


def test_a_waiver_may_wait_for_a_rule_to_begin(monkeypatch: pytest.MonkeyPatch) -> None:
    tomorrow = TODAY + timedelta(days=1)
    monkeypatch.setitem(RULES, "HAL-081", replace(RULES["HAL-081"], effective=tomorrow))

    assert rules_of({AIHIO: WITHOUT_GOAL, WAIVER: waiver()}) == []
    assert rules_of({AIHIO: WITHOUT_GOAL, WAIVER: waiver()}, tomorrow) == []


# --- look-alikes ----------------------------------------------------------------------------------------

PROJECT = (
    "nimi: Hanke\ntarkoitus: Hanke.\ntavoitteet: [mallitavoite]\nkausi:\n  alku: null\n  loppu: null\n"
    f"{cost('1')}kaynnistyspaatos: mallihankkeen-kaynnistys\n"
    "rajapinta:\n  raportoi: koordinaatioryhma\n  vie_paatettavaksi: Muutokset\n"
    "raportointi:\n  vastaanottaja: koordinaatioryhma\n  vali_kk: null\n  muoto: Katsaus\n"
    "informointi:\n  vastaanottaja: johtoryhma\n  laajuus: Tilanne\n  tapa: Kooste\n"
    "historia:\n  - pvm: 2026-05-12\n    tila: suunnitteilla\n  - pvm: 2026-06-03\n    tila: kaynnissa\n"
)
BARE_SUBPROJECT = (
    "nimi: Osa\ntarkoitus: Osa.\nylahanke: mallihanke\ntavoitteet: [mallitavoite]\nkausi:\n  alku: null\n"
    f"  loppu: null\n{cost('1')}kaynnistyspaatos: mallihankkeen-kaynnistys\n"
    "historia:\n  - pvm: 2026-06-03\n    tila: suunnitteilla\n  - pvm: 2026-06-04\n    tila: kaynnissa\n"
)
AGREED = decision("ohjaussopimus", "ryhmat/malliryhma", koskee="hankkeet/a")
MEETING = (
    "nimi: Kokous\nryhma: {ryhma}\npvm: 2026-01-26\ntila: pidetty\n"
    "kohdat:\n  - otsikko: Asia\n    laji: paatos\n"
)
EXAMPLE = (
    "nimi: Esimerkkihanke\ntarkoitus: Esimerkki.\nkausi:\n  alku: null\n  loppu: null\n"
    "kustannus:\n  kokonaiskustannus_eur: null\ntavoitteet: [esimerkkitavoite]\n"
    "historia:\n  - pvm: 2026-06-03\n    tila: suunnitteilla\n"
)
EXAMPLE_GOAL = "nimi: Esimerkkitavoite\nlahde_laji: hallitusohjelma\nkuvaus: Esimerkki.\ntila: avoin\n"

JUDGED: list[tuple[str, dict[str, str], list[str]]] = [
    ("a sub-project is steered from above and needs no group", {"data/hankkeet/a.yaml": BARE_SUBPROJECT}, []),
    (
        "a sub-project that agreed otherwise answers for itself",
        {
            "data/hankkeet/a.yaml": BARE_SUBPROJECT + "ohjaus_sovittu_toisin: toimivalta\n",
            DECISION: AGREED,
        },
        ["HAL-012", "HAL-103", "HAL-104", "HAL-105"],
    ),
    ("a project without a group is told once started", {"data/hankkeet/a.yaml": PROJECT}, ["HAL-012"]),
    (
        "a project that is only planned needs neither group nor decision",
        {
            "data/hankkeet/a.yaml": EXAMPLE.replace("Esimerkki", "Malli").replace(
                "esimerkkitavoite", "mallitavoite"
            )
        },
        [],
    ),
    (
        "projects may not hang from each other",
        {
            "data/hankkeet/a.yaml": BARE_SUBPROJECT.replace("mallihanke\n", "b\n", 1),
            "data/hankkeet/b.yaml": BARE_SUBPROJECT.replace("mallihanke\n", "a\n", 1),
        },
        ["HAL-006"],
    ),
    (
        "merged ideas may not lead round",
        {
            "data/ideat/a.yaml": SHAPES["ideat"] + "yhdistetty: b\n" + history("saapunut", "yhdistetty"),
            "data/ideat/b.yaml": SHAPES["ideat"] + "yhdistetty: a\n" + history("saapunut", "yhdistetty"),
        },
        ["HAL-006"],
    ),
    (
        "two ideas may be merged into one",
        {
            "data/ideat/a.yaml": SHAPES["ideat"]
            + "yhdistetty: mallihaku\n"
            + history("saapunut", "yhdistetty"),
            "data/ideat/b.yaml": SHAPES["ideat"]
            + "yhdistetty: mallihaku\n"
            + history("saapunut", "yhdistetty"),
        },
        [],
    ),
    (
        "an idea may be put off or declined without a proposal",
        {
            "data/ideat/a.yaml": SHAPES["ideat"]
            + "kasittelyt:\n  - ryhma: koordinaatioryhma\n    pvm: 2026-01-19\n"
            + history("saapunut", "kasittelyssa", "siirretty", "hylatty")
            + "    perustelu: Tarve on jo katettu.\n"
        },
        [],
    ),
    (
        "OKM's own decision with a wrong decider is told at the decision, once",
        {
            AIHIO: proposal("1", states=5).replace("mallihaun-edistaminen", "toimivalta"),
            DECISION: decision("edistaminen", "organisaatiot/oph").replace("2026-01-", "2026-05-"),
        },
        ["HAL-130"],
    ),
    (
        "the management group's start decision is not OKM's promotion",
        {AIHIO: proposal("1", states=5).replace("mallihaun-edistaminen", "mallihankkeen-kaynnistys")},
        ["HAL-075"],
    ),
    (
        "promotion that is only being prepared promotes nothing",
        {
            AIHIO: proposal("1", states=5).replace("mallihaun-edistaminen", "toimivalta"),
            DECISION: decision("edistaminen", "organisaatiot/okm")
            .replace(
                "pvm: 2026-01-26\ntulos: hyvaksytty\npaatosteksti: Näin.", "pvm: null\npaatosteksti: null"
            )
            .replace("  - pvm: 2026-01-26\n    tila: tehty\n", ""),
        },
        ["HAL-075"],
    ),
    (
        "a decision may not be made tomorrow",
        {
            DECISION: decision("muu", "organisaatiot/oph").replace("2026-01-26", "2026-11-23"),
        },
        ["HAL-054"],
    ),
    (
        "a group that decides for a project needs no guideline and no meeting",
        {DECISION: decision("muu", "ryhmat/malliryhma")},
        [],
    ),
    (
        "a minor matter of the coordination group needs a reason",
        {
            DECISION: decision(
                "pienempi-kehitysasia",
                "ryhmat/koordinaatioryhma",
                "kokous: k\nmerkittavyys: vahainen\n",
            ),
            "data/kokoukset/k.yaml": MEETING.format(ryhma="koordinaatioryhma") + "    tulos: Päätettiin.\n",
        },
        ["HAL-131"],
    ),
    (
        "maintenance resources are within the coordination group's own power",
        {
            DECISION: decision("yllapidon-resurssit", "ryhmat/koordinaatioryhma", "kokous: k\n"),
            "data/kokoukset/k.yaml": MEETING.format(ryhma="koordinaatioryhma") + "    tulos: Päätettiin.\n",
        },
        [],
    ),
    (
        "a meeting of another group has not decided",
        {
            DECISION: decision("yllapidon-resurssit", "ryhmat/koordinaatioryhma", "kokous: k\n"),
            "data/kokoukset/k.yaml": MEETING.format(ryhma="malliryhma") + "    tulos: Päätettiin.\n",
        },
        ["HAL-135"],
    ),
    (
        "a matter put off stands on the agenda of the earlier meeting too",
        {
            DECISION: decision(
                "yllapidon-resurssit", "ryhmat/koordinaatioryhma", "kokous: k\nkohta: 1\n"
            ).replace("    tila: esitetty\n", "    tila: esitetty\n    kokous: aiempi\n"),
            "data/kokoukset/aiempi.yaml": MEETING.format(ryhma="koordinaatioryhma").replace(
                "2026-01-26", "2026-01-19"
            )
            + "    paatos: toimivalta\n",
            "data/kokoukset/k.yaml": MEETING.format(ryhma="koordinaatioryhma") + "    paatos: toimivalta\n",
        },
        [],
    ),
    (
        "an item may not name another meeting's decision",
        {
            "data/kokoukset/k.yaml": MEETING.format(ryhma="koordinaatioryhma")
            + "    paatos: mallikieliversiot\n"
        },
        ["HAL-136"],
    ),
    (
        "an item for information may name anyone's decision",
        {
            "data/kokoukset/k.yaml": MEETING.format(ryhma="koordinaatioryhma").replace(
                "laji: paatos", "laji: tiedoksi"
            )
            + "    paatos: mallihaun-edistaminen\n"
        },
        [],
    ),
    (
        "an example may name the model's groups and OKM and OPH",
        {
            "data/esimerkit/hankkeet/a.yaml": EXAMPLE
            + "ryhmat:\n  - ryhma: koordinaatioryhma\n    asettaja: okm\n"
            + "  - ryhma: johtoryhma\n    asettaja: oph\n",
            "data/esimerkit/tavoitteet/esimerkkitavoite.yaml": EXAMPLE_GOAL,
        },
        [],
    ),
    (
        "an example may name no other organisation and no real service or goal",
        {
            "data/esimerkit/hankkeet/a.yaml": EXAMPLE.replace("esimerkkitavoite", "mallitavoite")
            + "palvelut: [mallipalvelu]\nryhmat:\n  - ryhma: malliryhma\n    asettaja: malliyhtio\n",
        },
        ["HAL-001", "HAL-001", "HAL-001", "HAL-001"],
    ),
    (
        "a real record may not lean on an example in its text either",
        {"data/termit/a.yaml": "nimi: a\nmaaritelma: 'Katso [palvelu](palvelut/keksitty-palvelu).'\n"},
        ["HAL-009"],
    ),
    (
        "mailboxes of functions, reserved domains and codes are not persons' addresses",
        {
            "data/termit/a.yaml": (
                "nimi: a\nmaaritelma: kirjaamo@oph.fi, Saavutettavuus(at)traficom.fi, matti@malli.example, "
                "versio 1.2@3\n"
            )
        },
        [],
    ),
    (
        "a person's address is told however it is written",
        {"data/termit/a.yaml": "nimi: a\nmaaritelma: maija.m@virasto.fi ja matti.m (at) virasto.fi\n"},
        ["HAL-200", "HAL-200"],
    ),
    (
        "an address of a role, a group or a service is nobody's own",
        {
            "data/termit/a.yaml": (
                "nimi: a\nmaaritelma: okm.kirjaamo@gov.fi, mallipalvelu@oph.fi, koordinaatioryhma@oph.fi ja "
                "saavutettavuustuki@oph.fi\n"
            )
        },
        [],
    ),
    (
        "an organisation heard in a meeting is not a person",
        {
            "data/kokoukset/k.yaml": MEETING.format(ryhma="koordinaatioryhma")
            + "    tulos: Kuultiin.\nkuultavat:\n  - taho: Suomen Kuntaliitto\n    asia: Palaute\n"
            + "  - taho: Digi- ja väestötietovirasto\n    asia: Palaute\n"
        },
        [],
    ),
    (
        "a person heard in a meeting is one",
        {
            "data/kokoukset/k.yaml": MEETING.format(ryhma="koordinaatioryhma")
            + "    tulos: Kuultiin.\nkuultavat:\n  - taho: professori Maija Meikäläinen\n    asia: Palaute\n"
        },
        ["HAL-201"],
    ),
    (
        "one practice in force is reason enough to look for the other areas",
        {
            f"data/kaytannot/{id}.yaml": "nimi: a\nalue: viestinta\nkuvaus: a\nkumottu: 2026-01-01\n"
            for id in ("malliraportointi", "mallidokumentit")
        },
        ["HAL-164", "HAL-164"],
    ),
    (
        "with no practice in force the page says so and nobody is nagged",
        {
            f"data/kaytannot/{id}.yaml": "nimi: a\nalue: viestinta\nkuvaus: a\nkumottu: 2026-01-01\n"
            for id in ("malliraportointi", "mallidokumentit", "malliviestinta")
        },
        [],
    ),
    (
        "an agreement whose signing is not known asks for no version",
        {
            "data/tulossopimukset/mallisopimus-2026.yaml": (
                "nimi: Sopimus\nkausi: 2026–2027\nvuosi: 2026\nallekirjoitettu: null\nosoite: null\n"
            ),
            "data/vuosisuunnitelmat/2027.yaml": (
                "nimi: Suunnitelma\nvuosi: 2027\ntulossopimus: mallisopimus-2026\n" + history("luonnos")
            ),
        },
        [],
    ),
    (
        "a proposal does not go to the management group without any assessment",
        {AIHIO: proposal("1", states=3).partition("vaikutusarviointi:")[0] + history(*PATH[:3])},
        ["HAL-074"],
    ),
    (
        "a decision that is only proposed gives no resources",
        {
            "data/yllapitoraportit/mallirekisteri-2025.yaml": (
                "nimi: Raportti\npalvelu: mallirekisteri\nvuosi: 2025\nraportoitu: null\n"
                "kustannus_eur: null\nostopalvelut_eur: null\nhtv: null\nresurssipaatos: toimivalta\n"
            ),
            DECISION: decision("yllapidon-resurssit", "ryhmat/johtoryhma")
            .replace(
                "pvm: 2026-01-26\ntulos: hyvaksytty\npaatosteksti: Näin.", "pvm: null\npaatosteksti: null"
            )
            .replace("  - pvm: 2026-01-26\n    tila: tehty\n", ""),
        },
        ["HAL-176"],
    ),
    (
        "a plan may be a draft without anyone's decision",
        {"data/vuosisuunnitelmat/2027.yaml": "nimi: Suunnitelma\nvuosi: 2027\n" + history("luonnos")},
        [],
    ),
]


@pytest.mark.parametrize(
    ("files", "expected"), [pytest.param(files, expected, id=claim) for claim, files, expected in JUDGED]
)
def test_process_rules_tell_breaches_from_look_alikes(files: dict[str, str], expected: list[str]) -> None:
    assert sorted(rules_of(files)) == expected


def test_small_development_needs_a_limit_to_exceed() -> None:
    small = work("999999", laji="pienkehitys").partition("asettanut_kokous")[0]
    text = f"{small}kustannus:\n  kokonaiskustannus_eur: 60000\n{history('suunnitteilla')}"
    agreed = (
        SMALL[SETTINGS].decode().replace("pienkehitys_ylaraja_eur: null", "pienkehitys_ylaraja_eur: 50000")
    )

    assert rules_of({TYO: text}) == []
    assert rules_of({TYO: text, SETTINGS: agreed}) == ["HAL-129"]


# --- one fact changed in the small data set -------------------------------------------------------------

# record, what stands there, what is put in its place, the complete report: rule and problem
ONE_FACT: list[tuple[str, str, str, list[str]]] = [
    (
        "hankkeet/mallihanke",
        "kaynnistyspaatos: mallihankkeen-kaynnistys",
        "kaynnistyspaatos: mallihaun-edistaminen",
        [
            (
                "HAL-101 `kaynnistyspaatos: mallihaun-edistaminen`, mutta päätöksen laji on `edis"
                "taminen`, ja sen pitäisi olla `hankkeen-kaynnistys` (2.1-18)"
            )
        ],
    ),
    (
        "hankkeet/mallihanke",
        "  vastaanottaja: koordinaatioryhma\n  vali_kk",
        "  vastaanottaja: johtoryhma\n  vali_kk",
        ["HAL-103 `vastaanottaja: johtoryhma`, mutta hankkeet raportoivat koordinaatioryhmälle"],
    ),
    (
        "hankkeet/mallihanke",
        "  - pvm: 2026-06-03\n    tila: kaynnissa",
        "  - pvm: 2026-06-02\n    tila: kaynnissa",
        [
            (
                "HAL-055 tila `kaynnissa` alkoi 2026-06-02, mutta kokouksen `johtoryhma-2026-06` päivä "
                "on 2026-06-03"
            ),
            (
                "HAL-055 tila `kaynnissa` alkoi 2026-06-02, mutta päätöksen `mallihankkeen-kaynnistys` "
                "päivä on 2026-06-03"
            ),
        ],
    ),
    (
        "ideat/mallilomake",
        "tila: saapunut\n",
        "tila: saapunut\n  - pvm: 2026-11-03\n    tila: jaettu\n",
        ["HAL-065 idea on tilassa `jaettu`, mutta kenttä `jaettu` on tyhjä"],
    ),
    (
        "ideat/mallilomake",
        "historia:",
        "yhdistetty: mallihaku\nhistoria:",
        ["HAL-064 `yhdistetty: mallihaku`, mutta idea on tilassa `saapunut`"],
    ),
    (
        "ideat/mallilomake",
        "tila: saapunut\n",
        (
            "tila: saapunut\n  - pvm: 2026-11-03\n    tila: jaettu\n  - pvm: 2026-11-04\n"
            "    tila: kasittelyssa\nkasittelyt:\n  - ryhma: koordinaatioryhma\n    pvm: 2026-11-04\n"
        ),
        ["HAL-051 tilan `jaettu` jälkeen on `kasittelyssa`, mutta `jaettu` päättää polun"],
    ),
    (
        "ideat/mallihaku",
        "  - ryhma: koordinaatioryhma\n    kokous: koordinaatioryhma-2026-02",
        (
            "  - ryhma: koordinaatioryhma\n    pvm: 2026-02-10\n  - ryhma: malliryhma\n"
            "    kokous: koordinaatioryhma-2026-02"
        ),
        [
            (
                "HAL-155 `ryhma: malliryhma`, mutta kokous `koordinaatioryhma-2026-02` on ryhmän "
                "`koordinaatioryhma`"
            )
        ],
    ),
    (
        "kaytannot/malliraportointi",
        "  ryhma: koordinaatioryhma\n  kokous: koordinaatioryhma-2026-02",
        "  ryhma: malliryhma",
        ["HAL-163 `ryhma: malliryhma`, mutta käytännöt esittää koordinaatioryhmä"],
    ),
    (
        "kaytannot/mallidokumentit",
        "    kohde: palvelukortti\n",
        "",
        ["HAL-166 `tarkistus: dokumentti`, mutta `kohde` puuttuu"],
    ),
    (
        "kaytannot/mallidokumentit",
        "kohde: palvelukortti",
        "kohde: palvelu",
        ["HAL-166 `kohde: palvelu` ei ole asiakirjan laji"],
    ),
    (
        "kaytannot/mallidokumentit",
        "    tarkistus: dokumentti\n    kohde: palvelukortti\n",
        "    tarkistus: ohjeellinen\n",
        [],
    ),
    (
        "kehitysaihiot/mallihaku",
        "edistamispaatos: mallihaun-edistaminen\n",
        "",
        ["HAL-075 aihio on tilassa `toteutuksessa`, mutta OKM:n päätös puuttuu"],
    ),
    (
        "kehitysaihiot/mallihaku",
        (
            "kasittelyt:\n  - ryhma: johtoryhma\n    kokous: johtoryhma-2026-03\n"
            "    pvm: 2026-03-04\n    tulos: Johtoryhmä puoltaa aihiota.\n"
        ),
        "",
        ["HAL-077 OKM päätti 2026-03-20, mutta johtoryhmän käsittelyä ei ole kirjattu"],
    ),
    (
        "kehitysaihiot/mallihaku",
        "tulos: hankkeistetaan",
        "tulos: ei-hankkeisteta",
        ["HAL-084 `tulos: ei-hankkeisteta`, mutta hanke `mallihanke` toteuttaa aihiota"],
    ),
    (
        "kehitysaihiot/mallihaku",
        "arvioija: ryhmat/koordinaatioryhma",
        "arvioija: palvelut/mallipalvelu",
        ["HAL-147 `arvioija: palvelut/mallipalvelu` ei ole ryhmä eikä organisaatio"],
    ),
    (
        "kehitystyot/mallikielet",
        "  pvm: 2026-05-12\n  kokous: koordinaatioryhma-2026-05\n",
        "  pvm: 2026-05-12\n",
        ["HAL-120 prioriteetti ei kerro, missä kokouksessa se annettiin"],
    ),
    (
        "kehitystyot/mallikielet",
        "  pvm: 2026-05-12\n  kokous: koordinaatioryhma-2026-05\n",
        "  pvm: 2026-06-03\n  kokous: johtoryhma-2026-06\n",
        [
            (
                "HAL-121 `kokous: johtoryhma-2026-06` on ryhmän `johtoryhma` kokous, mutta asia kuuluu "
                "koordinaatioryhmälle"
            )
        ],
    ),
    (
        "kehitystyot/mallikielet",
        (
            "rahoitus:\n  lahde: Mallihallituksen toimintamenot\n  vuosi: 2026\n"
            "  kehitys_eur: 40000\n  yllapito_eur: 5000\n  varmistettu: true\n"
        ),
        "",
        ["HAL-123 kehitystyö on tilassa `kaynnissa`, mutta rahoitusta ei ole kirjattu"],
    ),
    (
        "kehitystyot/mallikielet",
        "varmistettu: true",
        "varmistettu: false",
        ["HAL-123 kehitystyö on tilassa `kaynnissa`, mutta `varmistettu: false`"],
    ),
    (
        "kokoukset/johtoryhma-2026-06",
        "    valmisteltu: koordinaatioryhma-2026-05\n",
        "",
        ["HAL-150 kohta ei kerro, missä kokouksessa se valmisteltiin"],
    ),
    (
        "kokoukset/johtoryhma-2026-06",
        "valmisteltu: koordinaatioryhma-2026-05",
        "valmisteltu: koordinaatioryhma-2026-09",
        [
            (
                "HAL-150 `valmisteltu: koordinaatioryhma-2026-09` (2026-09-15) on tämän kokouksen "
                "(2026-06-03) jälkeen"
            )
        ],
    ),
    (
        "kokoukset/johtoryhma-2026-06",
        "    laji: paatos\n    valmisteltu: koordinaatioryhma-2026-05\n",
        "    laji: tiedoksi\n",
        [("HAL-317 kohdan `laji: tiedoksi`, mutta siitä tehtiin päätös `mallihankkeen-kaynnistys`")],
    ),
    (
        "kokoukset/koordinaatioryhma-2026-05",
        "tila: pidetty",
        "tila: peruttu\nperuttu_syy: Este.",
        [
            "HAL-158 kokouksen `tila: peruttu`, mutta sillä on `tulos`",
            "HAL-158 kokouksen `tila: peruttu`, mutta sillä on `poytakirja`",
            "HAL-135 päätös on tilassa `tehty`, mutta kokous `koordinaatioryhma-2026-05` on tilassa `peruttu`",
        ],
    ),
    (
        "paatokset/mallikieliversiot",
        "kokous: koordinaatioryhma-2026-05\nkohta: 1\n",
        "kohta: 1\n",
        ["HAL-136 `kohta: 1`, mutta kokousta ei ole nimetty"],
    ),
    (
        "paatokset/mallikieliversiot",
        "kohta: 1",
        "kohta: 3",
        ["HAL-136 `kohta: 3`, mutta kokouksessa `koordinaatioryhma-2026-05` on kohtia 2"],
    ),
    (
        "paatokset/mallikieliversiot",
        "kohta: 1\n",
        "",
        ["HAL-136 päätös `mallikieliversiot` ei kerro kohtaansa"],
    ),
    (
        "paatokset/mallikieliversiot",
        "linjaus: mallilinjaus",
        "linjaus: mallihaun-edistaminen",
        [
            (
                "HAL-131 koordinaatioryhmä päätti asiasta, mutta `linjaus: mallihaun-edistaminen` ei "
                "ollut johtoryhmän voimassa oleva linjaus päivänä 2026-05-12"
            )
        ],
    ),
    (
        "paatokset/mallilinjaus",
        "esittaja: koordinaatioryhma",
        "esittaja: malliryhma",
        ["HAL-138 `esittaja: malliryhma`, mutta johtoryhmän asiat valmistelee koordinaatioryhmä"],
    ),
    (
        "paatokset/mallilinjaus",
        "  tulos: hyvaksytty\n",
        "",
        ["HAL-139 päätös on tilassa `tehty`, mutta ehdotuksen `tulos: null`"],
    ),
    (
        "paatokset/mallilinjaus",
        "pvm: 2026-03-04\ntulos",
        "pvm: null\ntulos",
        [
            (
                "HAL-131 koordinaatioryhmä päätti asiasta, mutta `linjaus: mallilinjaus` ei ollut "
                "johtoryhmän voimassa oleva linjaus päivänä 2026-05-12"
            ),
            "HAL-133 päätös on tilassa `tehty`, mutta siltä puuttuu päivä",
        ],
    ),
    (
        "vuosisuunnitelmat/2026",
        "\npaatos: mallisuunnitelma-2026",
        "\npaatos: mallilinjaus",
        [
            (
                "HAL-170 `paatos: mallilinjaus`, mutta päätöksen laji on `linjaus`, ja sen pitäis"
                "i olla `vuosisuunnitelma` (2.1-13)"
            )
        ],
    ),
    (
        "paatokset/mallisuunnitelma-2026",
        "paattaja: ryhmat/johtoryhma",
        "paattaja: ryhmat/koordinaatioryhma",
        [
            (
                "HAL-130 `paattaja: ryhmat/koordinaatioryhma`, mutta asiasta (`laji: vuosisuunnitelma`) "
                "päättää `ryhmat/johtoryhma` (2.1-13)"
            ),
            (
                "HAL-135 `paattaja: ryhmat/koordinaatioryhma`, mutta kokous `johtoryhma-2026-03` on "
                "ryhmän `johtoryhma`"
            ),
        ],
    ),
    (
        "vuosisuunnitelmat/2026",
        "  - pvm: 2026-03-04\n    tila: hyvaksytty\n",
        (
            "  - pvm: 2026-03-04\n    tila: hyvaksytty\n    kokous: johtoryhma-2026-03\n"
            "  - pvm: 2026-03-05\n    tila: luonnos\n"
        ),
        [
            "HAL-051 tilasta `hyvaksytty` ei pääse tilaan `luonnos`",
            (
                "HAL-055 tila `luonnos` alkoi 2026-03-05, mutta kokouksen `johtoryhma-2026-03` päivä on "
                "2026-03-04"
            ),
        ],
    ),
    (
        "kehitysaihiot/mallihaku",
        "tila: edistetaan\n",
        "tila: edistetaan\n  - pvm: 2026-04-01\n    tila: rauennut\n",
        ["HAL-051 tilan `rauennut` jälkeen on `toteutuksessa`, mutta `rauennut` päättää polun"],
    ),
    (
        "hankkeet/mallihanke",
        "    paatos: mallihankkeen-muutos\n",
        "    paatos: mallihaun-edistaminen\n",
        [
            (
                "HAL-106 `paatos: mallihaun-edistaminen`, mutta päätöksen laji on `edistaminen`, "
                "ja sen pitäisi olla `hankkeen-muutos`, `hankkeen-resurssit`, `hankkeen-kaynnisty"
                "s`, `yhteensovitus` tai `muu` (2.1-19)"
            )
        ],
    ),
    (
        "paatokset/mallihankkeen-kaynnistys",
        "  - pvm: 2026-06-03\n    tila: tehty\n    kokous: johtoryhma-2026-06\n",
        "",
        [("HAL-300 päätös on tilassa `esitetty`, mutta sen `tulos: hyvaksytty`")],
    ),
    (
        "paatokset/mallihankkeen-muutos",
        "  - pvm: 2026-10-07\n    tila: tehty\n    kokous: johtoryhma-2026-10\n",
        "",
        [("HAL-300 päätös on tilassa `esitetty`, mutta sen `tulos: hyvaksytty`")],
    ),
    (
        "paatokset/mallisuunnitelma-2026",
        "  - pvm: 2026-03-04\n    tila: tehty\n    kokous: johtoryhma-2026-03\n",
        "",
        [("HAL-300 päätös on tilassa `esitetty`, mutta sen `tulos: hyvaksytty`")],
    ),
    (
        "paatokset/malliraportointi",
        "laji: kaytanto",
        "laji: linjaus",
        [
            (
                "HAL-161 `paatos: malliraportointi`, mutta päätöksen laji on `linjaus`, ja sen pi"
                "täisi olla `kaytanto` (1-18)"
            )
        ],
    ),
    (
        "paatokset/mallipienkehitys",
        "paattaja: organisaatiot/oph",
        "paattaja: organisaatiot/okm",
        [
            (
                "HAL-130 `paattaja: organisaatiot/okm`, mutta asiasta (`laji: pienkehitys`) päättää "
                "`organisaatiot/oph` (3.3-06)"
            )
        ],
    ),
]


@pytest.mark.parametrize(
    ("record", "fact", "instead", "expected"),
    ONE_FACT,
    ids=[
        f"{record}: {instead.strip().splitlines()[0] if instead else 'poistettu'}"
        for record, _, instead, _ in ONE_FACT
    ],
)
def test_one_wrong_fact_is_told_in_full(record: str, fact: str, instead: str, expected: list[str]) -> None:
    path = f"data/{record}.yaml"
    text = SMALL[path].decode()
    assert fact in text

    findings = found({path: text.replace(fact, instead, 1)})

    assert [f"{finding.rule} {finding.problem}" for finding in findings] == expected
