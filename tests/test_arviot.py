"""One matter has one estimate, wherever its parts are written; and a limit has the value of the day it concerns."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import jinja2
import pytest
from test_process_rules import PATH, SMALL, Texts, cost, history, laid_over, proposal, rules_of, work

from hallinta import queries
from hallinta.changes import Version, changes
from hallinta.handbook import Handbook, load
from hallinta.pages import Renderer, Site
from hallinta.present import asetus_in_words, hankkeistus
from hallinta.queries import LimitKind, ProjectVerdict, StatementVerdict
from hallinta.records.kehitysaihio import Kehitysaihio

TODAY = date(2026, 11, 22)
SETTINGS = "data/asetukset.yaml"
AIHIO, TYO, TOINEN = (
    "data/kehitysaihiot/raja.yaml",
    "data/kehitystyot/raja.yaml",
    "data/kehitystyot/toinen.yaml",
)
HANKE = "data/hankkeet/raja.yaml"
OF = "kehitysaihio: raja\n"


def book(files: dict[str, str]) -> Handbook:
    handbook = load(laid_over(files), TODAY).handbook
    assert handbook is not None
    return handbook


def estimates(*told: tuple[str, str]) -> str:
    """Estimates with their days, the oldest first."""
    return "kustannus:\n" + "".join(
        f"  - kokonaiskustannus_eur: {eur}\n    alv_sisaltyy: false\n    oma_tyo_sisaltyy: true\n"
        f"    yllapito_sisaltyy: true\n    vuodet: [2026]\n    arvioitu: {day}\n"
        for eur, day in told
    )


def aihio(*told: tuple[str, str], states: int = 6, extra: str = "") -> str:
    return proposal("1", states=states, extra=extra).replace(cost("1"), estimates(*told))


def tyo(*told: tuple[str, str], aihio: str = OF, started: bool = True, prioriteetti: int = 7) -> str:
    text = work("1", aihio=aihio, started=started).replace(cost("1"), estimates(*told))
    return text.replace("arvo: 7", f"arvo: {prioriteetti}")


def hanke(
    *told: tuple[str, str], aihio: str = OF, states: tuple[str, ...] = ("suunnitteilla", "kaynnissa")
) -> str:
    return (
        f"nimi: Raja\ntarkoitus: Raja.\n{aihio}palvelut: [mallipalvelu]\ntavoitteet: [mallitavoite]\nkausi:\n"
        f"  alku: 2026-06-03\n  loppu: 2027-12-31\n{estimates(*told)}ryhmat:\n  - ryhma: malliryhma\n"
        "    asetettu: 2026-06-03\nkaynnistyspaatos: mallihankkeen-kaynnistys\nrajapinta:\n"
        "  raportoi: koordinaatioryhma\n  vie_paatettavaksi: Muutokset.\nraportointi:\n"
        "  vastaanottaja: koordinaatioryhma\n  vali_kk: null\n  muoto: Katsaus\ninformointi:\n"
        "  vastaanottaja: johtoryhma\n  laajuus: Tilanne\n  tapa: Katsaus\n"
        f"{history(*states, first=date(2026, 6, 1))}"
    )


def whole(files: dict[str, str]) -> tuple[Decimal, date, bool]:
    found = queries.matter_cost(handbook := book(files), handbook.kehitysaihiot["raja"])
    assert found is not None
    return found.eur, found.day, found.partial


MAY, JUNE, JULY = "2026-05-12", "2026-06-12", "2026-07-12"

COSTS: list[tuple[str, dict[str, str], tuple[int, str, bool]]] = [
    ("the proposal alone", {AIHIO: aihio(("290000", MAY))}, (290000, MAY, False)),
    ("the newest of its own", {AIHIO: aihio(("290000", MAY), ("310000", JUNE))}, (310000, JUNE, False)),
    ("in whatever order written", {AIHIO: aihio(("310000", JUNE), ("290000", MAY))}, (310000, JUNE, False)),
    (
        "the work's is newer",
        {AIHIO: aihio(("290000", MAY)), TYO: tyo(("310000", JUNE))},
        (310000, JUNE, False),
    ),
    (
        "the proposal's is newer",
        {AIHIO: aihio(("290000", JULY)), TYO: tyo(("310000", JUNE))},
        (290000, JULY, False),
    ),
    (
        "of one day the work's",
        {AIHIO: aihio(("290000", MAY)), TYO: tyo(("310000", MAY))},
        (310000, MAY, False),
    ),
    (
        "two works are summed",
        {
            AIHIO: aihio(("290000", MAY)),
            TYO: tyo(("290000", MAY)),
            TOINEN: tyo(("300000", JUNE), prioriteetti=8),
        },
        (590000, JUNE, False),
    ),
    (
        "a project and a work are summed",
        {AIHIO: aihio(("290000", MAY)), HANKE: hanke(("400000", JUNE)), TYO: tyo(("150000", JULY))},
        (550000, JULY, False),
    ),
    (
        "what is known is the least there is",
        {
            AIHIO: aihio(("290000", MAY)),
            TYO: tyo(("310000", JUNE)),
            TOINEN: work("null", aihio=OF, started=False),
        },
        (310000, JUNE, True),
    ),
    (
        "a dropped work is no part",
        {AIHIO: aihio(("290000", MAY)), TYO: tyo(("900000", JUNE)).replace("kaynnissa", "rauennut")},
        (290000, MAY, False),
    ),
    (
        "a project covers its sub-projects",
        {
            AIHIO: aihio(("290000", MAY)),
            HANKE: hanke(("900000", JUNE)),
            "data/hankkeet/osa.yaml": hanke(("500000", JUNE), aihio="kehitysaihio: raja\nylahanke: raja\n"),
        },
        (900000, JUNE, False),
    ),
    (
        "sub-projects that have grown count",
        {
            AIHIO: aihio(("290000", MAY)),
            HANKE: hanke(("400000", JUNE)),
            "data/hankkeet/osa.yaml": hanke(("600000", JULY), aihio="ylahanke: raja\n"),
        },
        (600000, JULY, False),
    ),
]


@pytest.mark.parametrize(("files", "expected"), [case[1:] for case in COSTS], ids=[case[0] for case in COSTS])
def test_the_newest_estimate_counts_wherever_it_was_written(
    files: dict[str, str], expected: tuple[int, str, bool]
) -> None:
    eur, day, partial = expected

    assert whole(files) == (Decimal(eur), date.fromisoformat(day), partial)


def test_projects_in_a_ring_have_a_cost_too() -> None:
    files = {
        AIHIO: aihio(("1", MAY)),
        HANKE: hanke(("2", JUNE), aihio=f"{OF}ylahanke: osa\n"),
        "data/hankkeet/osa.yaml": hanke(("3", JULY), aihio="ylahanke: raja\n"),
    }

    assert queries.matter_cost(book(files), book(files).hankkeet["raja"]) is not None


# --- findings -------------------------------------------------------------------------------------------

ASSESSED = (
    "hankkeistamisarvio:\n  arvioija: ryhmat/koordinaatioryhma\n  pvm: {}\n  tulos: ei-hankkeisteta\n"
    "  perustelu: Pieni.\n"
)
EARLY, LATE = ASSESSED.format(MAY), ASSESSED.format(JULY)

ENDED = ("suunnitteilla", "kaynnissa", "paattynyt")
OUTSIDE = "mallin_piirissa: ei\nmallin_piirissa_perustelu: Ei kuulu.\n"
PART = "data/hankkeet/osa.yaml"
STATEMENTS = (
    SMALL[SETTINGS]
    .decode()
    .replace(
        "lausuntorajat:\n",
        "lausuntorajat:\n  - kuvaus: Yhteinen\n    kayttoala: yhteinen\n    raja_eur: 1000000\n    vertailu: '>='\n"
        "    seuraus: Lausunto.\n",
    )
)


def grown(extra: str, *told: tuple[str, str]) -> dict[str, str]:
    """A proposal and its work with the same last estimate."""
    return {AIHIO: aihio(*told, extra=extra), TYO: tyo(told[-1])}


def on(eur: str, work: str) -> dict[str, str]:
    """A proposal, and a work that was estimated later."""
    return {AIHIO: aihio((eur, MAY)), TYO: tyo((work, JUNE))}


def project_on(eur: str, day: str, project: str) -> dict[str, str]:
    return {AIHIO: aihio((eur, day)), HANKE: hanke((project, JUNE))}


def two(first: str, second: str) -> dict[str, str]:
    works = {TYO: tyo((first, MAY)), TOINEN: tyo((second, MAY), prioriteetti=8)}
    return {AIHIO: aihio(("290000", MAY)), **works}


def states(*aihion: str, tyon: str = "kaynnissa") -> dict[str, str]:
    """A proposal in its last state, and a work in its."""
    first = date(2026, 2, 20)
    told = proposal("1", states=5)
    told = told.replace(history(*PATH[:5], first=first), history(*PATH[:5], *aihion, first=first))
    return {AIHIO: told, TYO: work("1", aihio=OF).replace("kaynnissa", tyon)}


CASES: list[tuple[str, dict[str, str], set[str]]] = [
    # a limit is passed in the work only: an assessment is asked for, and the proposal lags
    ("300 000 → 310 000 in the work", on("300000", "310000"), {"HAL-078", "HAL-322"}),
    ("300 000 → 300 000 in the work", on("300000", "300000"), set()),
    ("a cent over", on("300000", "300000.01"), {"HAL-078", "HAL-322"}),
    ("grown and assessed anew", grown(LATE, ("290000", MAY), ("310000", JUNE)), set()),
    ("assessed before it grew", grown(EARLY, ("290000", MAY), ("310000", JUNE)), {"HAL-321"}),
    ("grown within the limits", grown(EARLY, ("310000", "2026-04-01"), ("320000", JUNE)), set()),
    # two works from one proposal
    ("290 000 and 300 000 from one proposal", two("290000", "300000"), {"HAL-079", "HAL-322"}),
    ("100 000 and 150 000 from one proposal", two("100000", "150000"), set()),
    # a project on another's figure
    ("a project of over 500 000 on 120 000", project_on("120000", MAY, "500000.01"), {"HAL-322"}),
    ("a project of 290 000 on 120 000", project_on("120000", MAY, "290000"), set()),
    ("the project lags behind the proposal", project_on("600000", JULY, "400000"), {"HAL-322"}),
    (
        "a statement asked for by the project's cost",
        {
            SETTINGS: STATEMENTS,
            AIHIO: aihio(("900000", MAY), extra="kayttoala: yhteinen\n"),
            HANKE: hanke(("1000000", JUNE)),
        },
        {"HAL-083", "HAL-322"},
    ),
    (
        "sub-projects cost more",
        {HANKE: hanke(("1", MAY), aihio=""), PART: hanke(("2", MAY), aihio="ylahanke: raja\n")},
        {"HAL-322"},
    ),
    (
        "sub-projects cost less",
        {HANKE: hanke(("2", MAY), aihio=""), PART: hanke(("1", MAY), aihio="ylahanke: raja\n")},
        set(),
    ),
    # unknown or untold
    ("a running work whose cost is unknown", {TYO: work("null")}, {"HAL-323"}),
    ("a planned work whose cost is unknown", {TYO: work("null", started=False)}, set()),
    (
        "an estimate that does not tell of VAT",
        {TYO: work("1").replace("  alv_sisaltyy: false\n", "")},
        {"HAL-320"},
    ),
    ("an estimate without its day", {TYO: work("1").replace("  arvioitu: 2026-02-18\n", "")}, {"HAL-320"}),
    ("an estimate without its years", {TYO: work("1").replace("  vuodet: [2026]\n", "")}, {"HAL-320"}),
    # a project without a proposal
    ("900 000 without a proposal", {HANKE: hanke(("900000", MAY), aihio="")}, {"HAL-325"}),
    ("a small one without a proposal", {HANKE: hanke(("200000", MAY), aihio="")}, set()),
    ("outside the model", {HANKE: hanke(("900000", MAY), aihio=OUTSIDE)}, {"HAL-199"}),
    # states
    (
        "the project ended",
        {AIHIO: aihio(("1", MAY)), HANKE: hanke(("1", MAY), states=ENDED)},
        {"HAL-324", "HAL-330"},
    ),
    ("the proposal is only promoted", states(), {"HAL-324"}),
    ("both go on", states("toteutuksessa"), set()),
    ("the work was dropped", states("toteutuksessa", tyon="rauennut"), {"HAL-324", "HAL-359"}),
    ("the proposal was dropped", states("rauennut"), {"HAL-324", "HAL-359", "HAL-368"}),
    ("the proposal is done", states("toteutuksessa", "valmis"), {"HAL-324"}),
    (
        "a sub-project goes on in an ended project",
        {HANKE: hanke(("2", MAY), aihio="", states=ENDED), PART: hanke(("1", MAY), aihio="ylahanke: raja\n")},
        {"HAL-315", "HAL-324", "HAL-330"},
    ),
]


@pytest.mark.parametrize(("files", "rules"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_one_matter_tells_one_truth(files: dict[str, str], rules: set[str]) -> None:
    assert set(rules_of(files)) == rules


def test_an_idea_follows_its_proposal() -> None:
    idea = SMALL["data/ideat/mallihaku.yaml"].decode()

    def told(tila: str) -> list[str]:
        text = idea.replace(
            "lahteet:", f"  - pvm: 2026-10-20\n    tila: {tila}\n    perustelu: Syy.\nlahteet:"
        )
        return rules_of({"data/ideat/mallihaku.yaml": text})

    assert told("toteutettu") == ["HAL-324"]  # the project still goes on
    assert told("hylatty") == ["HAL-324"]


# --- the story ------------------------------------------------------------------------------------------

STORY: list[tuple[dict[str, str], ProjectVerdict, set[str], list[str], str]] = [
    (
        {AIHIO: aihio(("290000", MAY), states=5)},
        ProjectVerdict.EI_VELVOITETTA,
        set(),
        [],
        "",
    ),
    (
        {AIHIO: aihio(("290000", MAY), ("310000", JUNE), states=5)},
        ProjectVerdict.ARVIOIDAAN,
        {"HAL-078"},
        ["Arvio ylitti 300 000 euron arviointirajan: 290 000 € (12.5.2026) → 310 000 € (12.6.2026)."],
        "arvio ylittää nyt 300 000 euron arviointirajan: 290 000 € (12.5.2026) → 310 000 € (12.6.2026)",
    ),
    (
        {AIHIO: aihio(("290000", MAY), ("310000", JUNE)), HANKE: hanke(("510000", JULY))},
        ProjectVerdict.HANKKEISTETAAN,
        {"HAL-322"},
        [
            "Arvio ylitti 300 000 euron arviointirajan: 290 000 € (12.5.2026) → 310 000 € (12.6.2026).",
            "Arvio ylitti 500 000 euron hankkeistamisrajan: 310 000 € (12.6.2026) → 510 000 € (12.7.2026).",
        ],
        "arvio ylittää nyt 500 000 euron hankkeistamisrajan: 310 000 € (12.6.2026) → 510 000 € (12.7.2026)",
    ),
]


def pages_of(handbook: Handbook, templates: jinja2.BaseLoader) -> dict[str, str]:
    found = Renderer(handbook, Site(), templates).pages()
    return {page.address: page.body.replace("\u00a0", " ") for page in found}


@pytest.mark.parametrize("step", range(3))
def test_an_estimate_that_grows_is_told_at_each_step(step: int, templates: jinja2.BaseLoader) -> None:
    files, verdict, rules, sentences, change = STORY[step]
    handbook = book(files)
    pages = pages_of(handbook, templates)
    told = {address: text for address, text in pages.items() if "Arvio ylitti" in text}

    assert queries.verdict_of(handbook, handbook.kehitysaihiot["raja"]).tulos is verdict
    assert set(rules_of(files)) == rules
    assert all(sentence in pages["kehitysaihiot/raja/"] for sentence in sentences)
    assert ("tilannekuva/" in told) == bool(sentences)
    assert all(sentence in pages["tilannekuva/"] for sentence in sentences)
    if HANKE in files:
        assert all(sentence in pages["hankkeet/raja/"] for sentence in sentences)
    if step:
        assert change in said(STORY[step - 1][0], files)


def said(before: dict[str, str], after: dict[str, str]) -> str:
    versions = [Version(load(laid_over(files), TODAY), laid_over(files)) for files in (before, after)]
    return "\n".join(detail for each in changes(*versions) for detail in each.details)


def test_what_falls_below_a_limit_again_is_told_too() -> None:
    before, after = {AIHIO: aihio(("310000", MAY))}, {AIHIO: aihio(("310000", MAY), ("300000", JUNE))}

    assert "arvio ei enää ylitä 300 000 euron arviointirajaa" in said(before, after)
    assert "ylit" not in said(after, {AIHIO: aihio(("310000", MAY), ("300000", JUNE), ("299999", JULY))})


# --- limits have validity -------------------------------------------------------------------------------

NEW = "2027-01-01"


def dated(**values: str) -> dict[str, str]:
    """The settings with another value of a limit from the new year on."""
    text = SMALL[SETTINGS].decode()
    for name, value in values.items():
        line = next(line for line in text.splitlines() if line.startswith(f"{name}:"))
        old = line.partition(": ")[2]
        text = text.replace(line, f"{name}:\n  - arvo: {old}\n  - arvo: {value}\n    alkaen: {NEW}")
    return {SETTINGS: text}


DAYS = [
    ("2026-12-31", "299999.99", ProjectVerdict.EI_VELVOITETTA),
    ("2026-12-31", "300000", ProjectVerdict.EI_VELVOITETTA),
    ("2026-12-31", "300000.01", ProjectVerdict.ARVIOIDAAN),
    ("2026-12-31", "500000", ProjectVerdict.ARVIOIDAAN),
    ("2026-12-31", "500000.01", ProjectVerdict.HANKKEISTETAAN),
    (NEW, "250000", ProjectVerdict.EI_VELVOITETTA),
    (NEW, "250000.01", ProjectVerdict.ARVIOIDAAN),
    (NEW, "299999.99", ProjectVerdict.ARVIOIDAAN),
    (NEW, "400000", ProjectVerdict.ARVIOIDAAN),
    (NEW, "400000.01", ProjectVerdict.HANKKEISTETAAN),
]
CHANGED = dated(raja_arviointi_eur="250000", raja_hankkeistus_eur="400000")


@pytest.mark.parametrize(("day", "eur", "verdict"), DAYS)
def test_page_helper_table_and_rule_agree_on_both_days_to_the_cent(
    day: str, eur: str, verdict: ProjectVerdict, templates: jinja2.BaseLoader
) -> None:
    files = {**CHANGED, AIHIO: aihio((eur, day), states=5)}
    handbook = book(files)
    record = handbook.kehitysaihiot["raja"]
    limits = queries.limits_of(handbook, record)
    answer = hankkeistus(limits, queries.verdict_of(handbook, record))
    renderer = Renderer(handbook, Site(), templates)

    assert queries.verdict_of(handbook, record).tulos is verdict
    assert answer.lause in pages_of(handbook, templates)["kehitysaihiot/raja/"]
    assert ("31.12.2026 asti" if day < NEW else "1.1.2027 alkaen") in answer.syy
    assert chosen(renderer.fragment("hankeapuri", "malli/hankkeistaminen/"), day, Decimal(eur)) == verdict
    [case] = [
        case for case in queries.cases(limits) if case.kohde == record.kohde and covers(case, Decimal(eur))
    ]
    assert case.verdict.tulos is verdict
    asked = {rule for rule in rules_of(files) if rule in {"HAL-078"}}
    assert asked == ({"HAL-078"} if verdict is ProjectVerdict.ARVIOIDAAN else set())


def covers(case: queries.Case, eur: Decimal) -> bool:
    over = case.yli is None or eur > case.yli
    return case.known and over and (case.enintaan is None or eur <= case.enintaan)


def chosen(helper: str, day: str, eur: Decimal) -> str:
    """The answer that the helper's script chooses: of the periods that have begun, the last one's that fits."""
    cents, found = int(eur * 100), ""
    for attributes in re.findall(r'<template data-kohde="nykyinen-palvelu"([^>]*)>', helper):
        data = dict(re.findall(r'data-([a-z]+)="([^"]*)"', attributes))
        fits = int(data.get("vahintaan", 0)) <= cents <= int(data.get("enintaan", 10**15))
        if fits and "kustannus" not in data and data.get("alkaen", "") <= day:
            found = data["tulos"]
    return found


def test_yesterdays_verdict_stands_when_a_limit_moves() -> None:
    before = book({AIHIO: aihio(("280000", MAY), states=5)})
    after = book({**CHANGED, AIHIO: aihio(("280000", MAY), states=5)})
    anew = book({**CHANGED, AIHIO: aihio(("280000", MAY), ("280000.01", "2027-01-02"), states=5)})

    def verdict(handbook: Handbook) -> ProjectVerdict:
        return queries.verdict_of(handbook, handbook.kehitysaihiot["raja"]).tulos

    assert verdict(before) is verdict(after) is ProjectVerdict.EI_VELVOITETTA
    assert verdict(anew) is ProjectVerdict.ARVIOIDAAN


def test_an_undated_estimate_is_judged_by_a_day_that_does_not_move() -> None:
    undated = aihio(("280000", MAY), states=5).replace(f"    arvioitu: {MAY}\n", "")
    handbook = book({**CHANGED, AIHIO: undated})

    assert queries.limits_of(handbook, handbook.kehitysaihiot["raja"]).arviointi == 300000


def test_a_years_meetings_are_counted_by_the_years_own_number() -> None:
    asetukset = book(dated(johtoryhma_kokouksia_min="4")).asetukset

    assert [queries.meetings_wanted(asetukset, year) for year in (2025, 2026, 2027, 2028)] == [3, 3, 4, 4]


def test_small_development_is_judged_by_the_limit_of_its_estimates_day() -> None:
    asetukset = book(dated(pienkehitys_ylaraja_eur="50000")).asetukset

    assert queries.small_development_limit(asetukset, date(2026, 12, 31)) is None
    assert queries.small_development_limit(asetukset, date(2027, 1, 1)) == 50000


def test_a_statements_limit_is_that_of_the_day(small_texts: Texts) -> None:
    rows = (
        "  - {kuvaus: Yhteinen, kayttoala: yhteinen, raja_eur: 1000000, vertailu: '>=', seuraus: Lausunto.}\n"
        "  - {kuvaus: Yhteinen, kayttoala: yhteinen, raja_eur: 2000000, vertailu: '>=', seuraus: Lausunto., "
        f"alkaen: {NEW}}}\n"
    )
    text = small_texts[SETTINGS].decode().replace("lausuntorajat:\n", f"lausuntorajat:\n{rows}")

    def asked(day: str) -> StatementVerdict:
        handbook = book({SETTINGS: text, AIHIO: aihio(("1500000", day), extra="kayttoala: yhteinen\n")})
        return queries.statement_of(handbook, handbook.kehitysaihiot["raja"]).tulos

    assert asked("2026-12-31") is StatementVerdict.PYYDETAAN
    assert asked(NEW) is StatementVerdict.EI_VELVOITETTA


def test_a_changed_limit_is_said_in_words_with_the_pages_it_touches() -> None:
    pages = {
        "docs/malli.md": b'---\ntitle: Malli\n---\n# Malli\n\nYli {{ asetus("raja_arviointi_eur") }}.\n',
        "docs/muu.md": b'---\ntitle: Muu\n---\n# Muu\n\n{{ asetus("johtoryhma_kokouksia_min") }}\n',
    }
    texts = {AIHIO: aihio(("280000", MAY), states=5)}

    def told(settings: dict[str, str]) -> tuple[list[str], list[str]]:
        before, after = {**laid_over(texts), **pages}, {**laid_over({**texts, **settings}), **pages}
        found = changes(*(Version(load(each, TODAY), each) for each in (before, after)))
        [change] = [each for each in found if each.id == "asetukset"]
        return list(change.details), list(change.pages)

    bare = SMALL[SETTINGS].decode().replace("raja_arviointi_eur: 300000", "raja_arviointi_eur: 250000")
    details, touched = told({SETTINGS: bare})
    assert details == ["Hankkeistamistarpeen arviointiraja: 300 000 € → 250 000 €"]
    assert touched == [
        "malli/",
        "sv/",
        "kehitysaihiot/",
        "kehitysaihiot/raja/",
        "kehitysaihiot/mallihaku/",
    ] or (
        set(touched) >= {"malli/", "sv/", "kehitysaihiot/", "kehitysaihiot/raja/"} and "muu/" not in touched
    )

    details, touched = told(dated(johtoryhma_kokouksia_min="4"))
    assert details == ["Johtoryhmän kokouksia vuodessa vähintään: 3 → 4 1.1.2027 alkaen"]
    assert {"muu/", "sv/", "vuosikello/2026/"} <= set(touched)
    assert "malli/" not in touched


def test_a_sentence_tells_the_coming_value_too(small: Handbook) -> None:
    asetukset = book(CHANGED).asetukset
    said = asetus_in_words(asetukset, "raja_arviointi_eur", TODAY).replace("\u00a0", " ")

    assert said == "300 000 € (1.1.2027 alkaen 250 000 €)"
    assert "(" not in asetus_in_words(asetukset, "raja_arviointi_eur", date(2027, 1, 1))


def test_the_kinds_of_limits_are_passed_one_by_one() -> None:
    handbook = book({AIHIO: aihio(("290000", MAY), ("510000", JUNE))})
    record = handbook.kehitysaihiot["raja"]
    assert isinstance(record, Kehitysaihio)

    assert [each.kind for each in queries.crossings(handbook, record)] == [
        LimitKind.ARVIOINTI,
        LimitKind.HANKKEISTUS,
    ]
