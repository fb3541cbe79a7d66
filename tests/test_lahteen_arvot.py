"""What the source fixes cannot be changed by editing data: each case falsifies the real model and names its rule."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hallinta import disk
from hallinta.handbook import load
from hallinta.queries import liite_6a
from hallinta.rules import RULES

Texts = dict[str, bytes]

TODAY = date(2026, 12, 1)
GUARDS = [RULES[f"HAL-{number}"] for number in range(332, 340)]
DATA = Path(__file__).resolve().parents[1] / "data"
PARTS = ("data/asetukset.yaml", "data/lausekkeet/", "data/ryhmat/", "data/organisaatiot/o", "data/lahteet/")
MODEL: Texts = {path: text for path, text in disk.read_project(DATA).items() if path.startswith(PARTS)}

SETTINGS = "data/asetukset.yaml"
MANAGEMENT = "data/ryhmat/johtoryhma.yaml"
COORDINATION = "data/ryhmat/koordinaatioryhma.yaml"


def edited(path: str, *edits: tuple[str, str]) -> Texts:
    text = MODEL[path].decode()
    for old, new in edits:
        assert old in text, f"{old!r} is not in {path}"
        text = text.replace(old, new, 1)
    return {path: text.encode()}


def clause(id: str, old: str, new: str) -> Texts:
    return edited(f"data/lausekkeet/{id}.yaml", (old, new))


def told(changed: Texts, without: tuple[str, ...] = ()) -> set[str]:
    """The guards that tell of the model as it is after the changes."""
    texts = {path: text for path, text in (MODEL | changed).items() if path not in without}
    handbook = load(texts, TODAY).handbook
    assert handbook is not None
    return {finding.rule for rule in GUARDS for finding in rule.findings(handbook)}


def test_the_real_model_is_as_the_source_has_it() -> None:
    assert told({}) == set()


DIRECTOR = "  - organisaatio: oph\n    rooli: pääjohtaja\n    lukumaara: 1\n    lauseke: 2.1-02\n"
STATEMENT = "    raja_eur: 1000000\n    vertailu: '>='\n"

FALSIFIED: list[tuple[str, Texts, str]] = [
    # limits and meetings
    (
        "the lower limit",
        edited(SETTINGS, ("raja_arviointi_eur: 300000", "raja_arviointi_eur: 250000")),
        "HAL-332",
    ),
    (
        "a cent",
        edited(SETTINGS, ("raja_hankkeistus_eur: 500000", "raja_hankkeistus_eur: 500000.01")),
        "HAL-332",
    ),
    ("two meetings", edited(SETTINGS, ("kokouksia_min: 3", "kokouksia_min: 2")), "HAL-332"),
    ("four meetings", edited(SETTINGS, ("kokouksia_min: 3", "kokouksia_min: 4")), "HAL-332"),
    (
        "a later value that nobody decided",
        edited(
            SETTINGS,
            (
                "raja_arviointi_eur: 300000",
                "raja_arviointi_eur:\n  - arvo: 300000\n  - {arvo: 9, alkaen: 2027-01-01}",
            ),
        ),
        "HAL-332",
    ),
    # statements
    (
        "a statement's limit",
        edited(SETTINGS, (STATEMENT, STATEMENT.replace("1000000", "2000000"))),
        "HAL-332",
    ),
    ("a statement's comparison", edited(SETTINGS, (STATEMENT, STATEMENT.replace(">=", ">"))), "HAL-332"),
    ("a limit that has not been read", edited(SETTINGS, ("raja_eur: null", "raja_eur: 3000000")), "HAL-332"),
    (
        "a sector of use that goes",
        edited(SETTINGS, ("kayttoala: rajapintamuutos", "kayttoala: oma")),
        "HAL-332",
    ),
    # levels and phases
    (
        "the order of levels",
        edited(
            SETTINGS,
            ("  - taso: strateginen\n", "  - taso: x\n"),
            ("  - taso: taktinen\n", "  - taso: strateginen\n"),
            ("  - taso: x\n", "  - taso: taktinen\n"),
        ),
        "HAL-333",
    ),
    ("a level's name", edited(SETTINGS, ("nimi: Taktinen taso", "nimi: Johdon taso")), "HAL-333"),
    (
        "a group on the operative level",
        edited(
            SETTINGS,
            (
                "    nimi: Operatiivinen taso\n",
                "    nimi: Operatiivinen taso\n    ryhma: koordinaatioryhma\n",
            ),
        ),
        "HAL-333",
    ),
    (
        "another group on a level",
        edited(SETTINGS, ("    ryhma: johtoryhma\n", "    ryhma: oph-johtotiimi\n")),
        "HAL-333",
    ),
    ("the letter in August", edited(SETTINGS, ("    kuukausi: 6\n", "    kuukausi: 8\n")), "HAL-333"),
    (
        "a month that the source does not tell",
        edited(
            SETTINGS,
            ("    nimi: OPH:n ehdotus tulossopimukseksi\n", "    nimi: OPH:n ehdotus\n    kuukausi: 10\n"),
        ),
        "HAL-333",
    ),
    (
        "a phase that goes",
        edited(SETTINGS, ("  - id: jatkokeskustelut\n", "  - id: keskustelu\n")),
        "HAL-333",
    ),
    # groups
    (
        "another body's group as the model's",
        edited(
            "data/ryhmat/okm-kansliapaallikon-johtoryhma.yaml", ("mallin_ryhma: false", "mallin_ryhma: true")
        ),
        "HAL-334",
    ),
    (
        "the model's group as another's",
        edited(MANAGEMENT, ("mallin_ryhma: true", "mallin_ryhma: false")),
        "HAL-334",
    ),
    (
        "a group of the operative level",
        edited("data/ryhmat/oph-johtotiimi.yaml", ("taso: strateginen", "taso: operatiivinen")),
        "HAL-336",
    ),
    # seats
    ("no director general", edited(MANAGEMENT, (DIRECTOR, "")), "HAL-335"),
    (
        "the director general's deputy",
        edited(MANAGEMENT, ("rooli: pääjohtaja", "rooli: ylijohtaja")),
        "HAL-335",
    ),
    (
        "the permanent secretary of another",
        edited(
            MANAGEMENT, ("  - organisaatio: okm\n    rooli: kans", "  - organisaatio: oph\n    rooli: kans")
        ),
        "HAL-335",
    ),
    (
        "a seat that the source does not know",
        edited(MANAGEMENT, (DIRECTOR, f"{DIRECTOR}  - organisaatio: oph\n    rooli: toimittajan edustaja\n")),
        "HAL-335",
    ),
    (
        "no ministry in the coordination group",
        edited(COORDINATION, ("rooli: ministeriön edustaja", "rooli: asiantuntija")),
        "HAL-335",
    ),
    (
        "a number of members that the source does not give",
        edited(
            MANAGEMENT,
            (
                "koulutusosastojen johdon edustaja\n    lukumaara: null",
                "koulutusosastojen johdon edustaja\n    lukumaara: 3",
            ),
        ),
        "HAL-336",
    ),
    ("two director generals", edited(MANAGEMENT, (DIRECTOR, DIRECTOR.replace(": 1\n", ": 2\n"))), "HAL-336"),
    (
        "a chair that the source does not name",
        edited(MANAGEMENT, ("puheenjohtaja: null", "puheenjohtaja: kansliapäällikkö")),
        "HAL-336",
    ),
    (
        "a quorum that the source does not give",
        edited(COORDINATION, ("paatosvaltaisuus: null", "paatosvaltaisuus: Puolet.")),
        "HAL-336",
    ),
    # tasks
    (
        "a task that goes",
        edited(
            MANAGEMENT,
            (
                "    aihe: tulossopimus\n    rooli: paattaa\n    lauseke: 2.1-13\n",
                "    aihe: tulossopimus\n    rooli: paattaa\n    lauseke: 2.1-14\n",
            ),
        ),
        "HAL-337",
    ),
    (
        "may becomes must",
        edited(
            MANAGEMENT,
            (
                "    rooli: paattaa\n    voi: true\n    lauseke: 2.1-18",
                "    rooli: paattaa\n    lauseke: 2.1-18",
            ),
        ),
        "HAL-337",
    ),
    (
        "must becomes may",
        edited(
            MANAGEMENT,
            (
                "    rooli: paattaa\n    lauseke: 2.1-19",
                "    rooli: paattaa\n    voi: true\n    lauseke: 2.1-19",
            ),
        ),
        "HAL-337",
    ),
    (
        "the coordination group steers always",
        edited(COORDINATION, ("    voi: true\n    lauseke: 2.2-08", "    lauseke: 2.2-08")),
        "HAL-337",
    ),
    # clauses
    (
        "always becomes recommended",
        clause("3.2-06", "hankkeistetaan aina", "suositellaan hankkeistettavaksi"),
        "HAL-338",
    ),
    ("always goes", clause("3.2-06", "hankkeistetaan aina", "hankkeistetaan"), "HAL-338"),
    ("the limit in the clause", clause("3.2-05", "300 000", "200 000"), "HAL-338"),
    (
        "recommended becomes must",
        clause("3.2-01", "suositellaan aina hankkeistettavaksi", "hankkeistetaan aina"),
        "HAL-338",
    ),
    ("may is put in", clause("2.1-13", "päättää", "voi päättää"), "HAL-338"),
    ("may is left out", clause("2.1-18", "voi päättää", "päättää"), "HAL-338"),
    ("three becomes two", clause("2.3-02", "kolme kertaa", "kaksi kertaa"), "HAL-338"),
    ("June becomes May", clause("2.3-05", "kesäkuussa", "toukokuussa"), "HAL-338"),
    ("as a rule goes", clause("3.3-02", "pääsääntöisesti ", ""), "HAL-338"),
    ("at least goes", clause("3.2-08", "vähintään ", ""), "HAL-338"),
    ("unless goes", clause("3.2-12", ", ellei toisin sovita", ""), "HAL-338"),
    ("a denial goes", clause("1-06", "ei säätele", "säätelee"), "HAL-338"),
    ("a decision becomes talk", clause("2.1-19", "päättää", "keskustelee"), "HAL-338"),
    ("any change instead of a significant one", clause("2.1-19", "merkittävistä ", ""), "HAL-338"),
    ("free of guidelines", clause("2.2-06", " johtoryhmän linjausten mukaisesti", ""), "HAL-338"),
    ("each by itself", clause("3.1-05", " yhdessä", ""), "HAL-338"),
    ("another decides", clause("3.1-10", "organisaatiot/okm", "ryhmat/johtoryhma"), "HAL-338"),
    (
        "the levels in another order",
        clause("2-01", "strateginen, taktinen", "taktinen, strateginen"),
        "HAL-338",
    ),
]


@pytest.mark.parametrize(
    ("changed", "rule"), [case[1:] for case in FALSIFIED], ids=[case[0] for case in FALSIFIED]
)
def test_what_the_source_fixes_is_guarded(changed: Texts, rule: str) -> None:
    assert rule in told(changed)


def test_a_clause_that_goes_is_told() -> None:
    assert told({}, without=("data/lausekkeet/2.1-05.yaml",)) == {"HAL-338"}


ALLOWED: list[tuple[str, Texts]] = [
    (
        "a secretary that another source names",
        edited(
            COORDINATION,
            ("sihteeri: null", "sihteeri: erityisasiantuntija"),
            ("lahteet:\n", "lahteet:\n  - f-1301\n"),
        ),
    ),
    ("a limit with cents that are none", edited(SETTINGS, ("eur: 300000\n", "eur: 300000.00\n"))),
    ("a limit as a list of one", edited(SETTINGS, ("eur: 300000\n", "eur:\n  - arvo: 300000\n    lauseke: 3.2-05\n"))),
    ("own settings", edited(SETTINGS, ("seloste_tarkistus_pv: 365", "seloste_tarkistus_pv: 180"))),
    ("own words of a clause", clause("2.1-05", "varmistaa yhteentoimivuuden", "huolehtii yhteentoimivuudesta")),
    ("own words of a task", edited(MANAGEMENT, ("päättää vuosisuunnitelmasta", "hyväksyy vuosisuunnitelman"))),
    ("own words of a level", edited(SETTINGS, ("Valmistellaan, seurataan ja raportoidaan.", "Valmistellaan."))),
    ("a role told more closely", edited(MANAGEMENT, ("rooli: johdon edustaja", "rooli: johdon edustaja, ylijohtaja"))),
]  # fmt: skip


@pytest.mark.parametrize("changed", [case[1] for case in ALLOWED], ids=[case[0] for case in ALLOWED])
def test_own_words_and_own_settings_are_free(changed: Texts) -> None:
    assert told(changed) == set()


# --- decided changes ------------------------------------------------------------------------------------

DECISION = "data/paatokset/mallin-muutos.yaml"


def decision(
    *, pvm: str = "2026-11-02", asianumero: str = "asianumero: OKM/1/2026\n", tila: str = "tehty"
) -> Texts:
    text = (
        f"nimi: Malli muuttuu\nlaji: muu\naihe: hallinta\npaattaja: organisaatiot/okm\npvm: {pvm}\n"
        f"paatosteksti: Malli muuttuu.\n{asianumero}historia:\n  - {{pvm: 2026-09-01, tila: valmistelussa}}\n"
        f"  - {{pvm: 2026-09-20, tila: esitetty}}\n  - {{pvm: 2026-11-02, tila: {tila}}}\nlahteet: [liite-6a]\n"
    )
    return {DECISION: text.encode()}


def new_limit(since: str = "2027-01-01", paatos: str = "    paatos: mallin-muutos\n") -> Texts:
    dated = f"raja_arviointi_eur:\n  - arvo: 300000\n  - arvo: 250000\n    alkaen: {since}\n{paatos}"
    return edited(SETTINGS, ("raja_arviointi_eur: 300000\n", dated))


def change(clause: str, since: str = "2026-11-02") -> str:
    return (
        f"mallin_muutokset:\n  - lauseke: {clause}\n    alkaen: {since}\n    paatos: mallin-muutos\n"
        "    kuvaus: Malli muuttui.\njulkaise_esimerkki"
    )


def test_a_dated_decision_with_its_case_number_changes_a_limit() -> None:
    assert told(decision() | new_limit()) == set()


@pytest.mark.parametrize(
    ("texts", "rules"),
    [
        (decision(asianumero="") | new_limit(), {"HAL-332", "HAL-339"}),
        (decision(tila="esitetty") | new_limit(), {"HAL-332", "HAL-339"}),
        (decision() | new_limit(paatos=""), {"HAL-332", "HAL-339"}),
        (decision() | new_limit(since="2026-10-01"), {"HAL-339"}),
        (new_limit(), {"HAL-332", "HAL-339"}),
    ],
    ids=["no case number", "only proposed", "no decision named", "before the decision", "no such decision"],
)
def test_a_change_of_a_limit_needs_its_ground(texts: Texts, rules: set[str]) -> None:
    assert told(texts) == rules


@pytest.mark.parametrize(
    ("falsified", "clauses"),
    [
        (edited(MANAGEMENT, (DIRECTOR, "")), "2.1-02"),
        (clause("3.2-06", "hankkeistetaan aina", "suositellaan hankkeistettavaksi"), "3.2-06"),
        (edited(COORDINATION, ("    voi: true\n    lauseke: 2.2-08", "    lauseke: 2.2-08")), "2.2-08"),
    ],
)
def test_a_decision_changes_what_its_clause_fixes_from_its_day_on(falsified: Texts, clauses: str) -> None:
    def decided(since: str) -> Texts:
        return decision() | edited(SETTINGS, ("julkaise_esimerkki", change(clauses, since)))

    assert told(falsified) != set()
    assert told(falsified | decided("2026-11-02")) == set()
    assert told(falsified | decided("2027-11-02")) != set()  # not yet in force


def test_a_later_statute_changes_a_statements_limit() -> None:
    statute = b"nimi: Valtioneuvoston asetus 99/2027\nlaji: saados\nosoite: https://finlex.fi/\nhaettu: 2026-11-30\n"
    row = (
        "lausuntorajat:\n  - kuvaus: Yhteinen\n    kayttoala: yhteinen\n    raja_eur: 2000000\n    vertailu: '>='\n"
        "    seuraus: Lausunto.\n    lauseke: 3.1-11\n    alkaen: 2027-01-01\n    lahde: "
    )
    later = {"data/lahteet/f-99.yaml": statute}

    assert told(later | edited(SETTINGS, ("lausuntorajat:\n", f"{row}f-99\n"))) == set()
    assert told(edited(SETTINGS, ("lausuntorajat:\n", f"{row}f-1301\n"))) == {"HAL-332"}


def test_every_clause_of_the_source_stands_in_the_register() -> None:
    names = {Path(path).stem for path in MODEL if path.startswith("data/lausekkeet/")}

    assert names == set(liite_6a.CLAUSES)
