"""A ground is the right ground, and what rests on it comes after it: each claim with the change that breaks it.

One change of the small model gives one finding, at the value that is wrong, and nothing else; the right one passes.
"""

from __future__ import annotations

import typing
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from lahteellinen import sourced
from pydantic import BaseModel

from hallinta import disk
from hallinta.handbook import Handbook, kinds, load
from hallinta.queries import Validity, validity
from hallinta.records.base import refers_of
from hallinta.records.grounds import CITATIONS, GROUND_KINDS, NO_GROUND, POWERS
from hallinta.records.paatos import PaatosLaji
from hallinta.rules import RULES, check
from hallinta.rules.puuttuvat import NEEDS

TODAY = date(2026, 11, 22)
SMALL = disk.read_project(Path(__file__).parent / "pienoismalli" / "data")

Changes = Mapping[str, "str | list[tuple[str, str]]"]
"""By record: its whole text, or what of it is replaced by what."""


def after(*changes: Changes) -> dict[str, bytes]:
    texts = {**SMALL}
    for each in changes:
        for record, change in each.items():
            path = f"data/{record}.yaml"
            if isinstance(change, str):
                texts[path] = sourced({path: change})[path].encode()
                continue
            text = texts[path].decode()
            for old, new in change:
                assert old in text, f"{path}: {old}"
                text = text.replace(old, new, 1)
            texts[path] = text.encode()
    return texts


def found(*changes: Changes, today: date = TODAY) -> list[tuple[str, str, str]]:
    """Rule, record and the line of each finding. What must be there is tried elsewhere (test_puuttuvat.py)."""
    texts = after(*changes)
    findings = check(load(texts, today))
    return [
        (
            each.rule,
            each.place.path.removeprefix("data/").removesuffix(".yaml"),
            texts[each.place.path].decode().splitlines()[each.place.line - 1].strip(" -"),
        )
        for each in findings
        if each.rule not in {need.id for need in NEEDS}
    ]


def book(*changes: Changes) -> Handbook:
    loaded = load(after(*changes), TODAY)
    assert loaded.handbook is not None
    return loaded.handbook


def paatos(
    laji: str, paattaja: str, koskee: str, tulos: str = "hyvaksytty", pvm: str = "2026-04-21", extra: str = ""
) -> str:
    return (
        f"nimi: Toinen asia\nlaji: {laji}\naihe: hallinta\npaattaja: {paattaja}\npvm: {pvm}\ntulos: {tulos}\n"
        f"paatosteksti: Näin.\nkoskee: [{koskee}]\n{extra}historia:\n  - {{pvm: 2025-12-01, tila: valmistelussa}}\n"
        f"  - {{pvm: 2025-12-02, tila: esitetty}}\n  - {{pvm: {pvm}, tila: tehty}}\n"
    )


RETURNED = (
    "nimi: Toinen\nkuvaus: Toinen.\nideat: [mallihaku]\nkoostaja: koordinaatioryhma\nkohde: nykyinen-palvelu\n"
    "palvelu: mallipalvelu\ntavoitteet: [mallitavoite]\nkustannus: {kokonaiskustannus_eur: 1}\n"
    "valmistelu:\n  - {tehtava: Arvio, organisaatio: oph, tila: tekematta}\n"
    "vaikutusarviointi:\n  tekijat: [okm, oph]\n  tila: valmis\n  pvm: 2026-09-01\n"
    "  lainsaadanto: {tarve: ei, perustelu: Ei muutu.}\n"
    "kasittelyt:\n  - {ryhma: johtoryhma, pvm: 2026-03-04}\nedistamispaatos: toinen\nhistoria:\n"
    "  - {pvm: 2026-02-12, tila: koottu}\n  - {pvm: 2026-02-18, tila: vaikutusarvioinnissa}\n"
    "  - {pvm: 2026-02-25, tila: johtoryhmassa}\n  - {pvm: 2026-03-04, tila: okm-paatettavana}\n"
    "  - {pvm: 2026-03-20, tila: vaikutusarvioinnissa, paatos: toinen}\n"
)
SIGNIFICANT = "merkittavyys: merkittava\nmerkittavyys_perustelu: Suuri.\n"
MINOR = "merkittavyys: vahainen\nmerkittavyys_perustelu: Pieni.\n"
AIHIO, HANKE, TYO = "kehitysaihiot/mallihaku", "hankkeet/mallihanke", "kehitystyot/mallikielet"
EDISTAMINEN, KAYNNISTYS = "paatokset/mallihaun-edistaminen", "paatokset/mallihankkeen-kaynnistys"
PLAN, AGREEMENT = "vuosisuunnitelmat/2026", "tulossopimukset/mallisopimus-2026"
REPORT = "yllapitoraportit/mallipalvelu-2025"
JR, KR, OKM, OPH = "ryhmat/johtoryhma", "ryhmat/koordinaatioryhma", "organisaatiot/okm", "organisaatiot/oph"
TOINEN = "paatokset/toinen"

OTHER_PROJECT = (
    "nimi: Toinen hanke\ntarkoitus: Toinen.\npalvelut: [mallipalvelu]\ntavoitteet: [mallitavoite]\n{extra}kausi:\n"
    "  alku: {alku}\n  loppu: {loppu}\nkustannus:\n  kokonaiskustannus_eur: 1000\nhistoria:\n"
    "  - {{pvm: 2026-06-03, tila: suunnitteilla}}\n{historia}"
)


def osahanke(alku: str = "2026-09-01", loppu: str = "2027-06-30", started: str = "") -> str:
    historia = f"  - {{pvm: {started}, tila: kaynnissa}}\n" if started else ""
    start = "kaynnistyspaatos: toinen\n" if started else ""
    return OTHER_PROJECT.format(
        extra=f"ylahanke: mallihanke\n{start}", alku=alku, loppu=loppu, historia=historia
    )


PLANNED = OTHER_PROJECT.format(extra="", alku="null", loppu="null", historia="")
STATEMENT = "lausuntomenettelyt:\n  - laji: lausuntokierros\n    tila: {tila}\n{pvm}kasittelyt:\n"
REFUSED = ("tulos: hyvaksytty", "tulos: hylatty")

# --- kind 1: the right ground ---------------------------------------------------------------------------

Case = tuple[str, list[Changes], list[tuple[str, str, str]]]

GROUNDS: list[Case] = [
    (
        "a promoted proposal may not rest on a refusal",
        [{EDISTAMINEN: [REFUSED]}],
        [("HAL-301", AIHIO, "edistamispaatos: mallihaun-edistaminen")],
    ),
    (
        "a promoted proposal may not rest on a return to preparation",
        [{EDISTAMINEN: [("tulos: hyvaksytty", "tulos: palautettu-valmisteluun")]}],
        [("HAL-301", AIHIO, "edistamispaatos: mallihaun-edistaminen")],
    ),
    (
        "a promotion is of its own proposal",
        [
            {
                "kehitysaihiot/toinen": "nimi: Toinen\nkuvaus: Toinen.\nideat: [mallihaku]\n"
                "koostaja: koordinaatioryhma\n"
                "kohde: nykyinen-palvelu\npalvelu: mallipalvelu\ntavoitteet: [mallitavoite]\n"
                "kustannus: {kokonaiskustannus_eur: 1}\nhistoria:\n  - {pvm: 2026-02-12, tila: koottu}\n"
            },
            {EDISTAMINEN: [("kehitysaihiot/mallihaku", "kehitysaihiot/toinen")]},
        ],
        [("HAL-302", AIHIO, "edistamispaatos: mallihaun-edistaminen")],
    ),
    (
        "a row of the history may not rest on a refusal either",
        [
            {TOINEN: paatos("edistaminen", OKM, AIHIO, "hylatty", "2026-03-20")},
            {AIHIO: [("    paatos: mallihaun-edistaminen", "    paatos: toinen")]},
        ],
        [("HAL-301", AIHIO, "paatos: toinen")],
    ),
    (
        "a project does not start by a refusal",
        [{KAYNNISTYS: [REFUSED, ("  tulos: hyvaksytty", "  tulos: hylatty")]}],
        [("HAL-301", HANKE, "kaynnistyspaatos: mallihankkeen-kaynnistys")],
    ),
    (
        "a project starts by its own start decision",
        [{"hankkeet/toinen": PLANNED}, {KAYNNISTYS: [(HANKE, "hankkeet/toinen")]}],
        [("HAL-302", HANKE, "kaynnistyspaatos: mallihankkeen-kaynnistys")],
    ),
    (
        "a change of a project does not rest on a decision on maintenance",
        [
            {
                TOINEN: paatos(
                    "yllapidon-resurssit", JR, HANKE, extra="kokous: johtoryhma-2026-03\n", pvm="2026-03-04"
                )
            },
            {HANKE: [("    paatos: mallihankkeen-muutos", "    paatos: toinen")]},
        ],
        [
            ("HAL-106", HANKE, "paatos: toinen"),
            ("HAL-138", TOINEN, "nimi: Toinen asia"),
            ("HAL-308", TOINEN, "kokous: johtoryhma-2026-03"),
        ],
    ),
    (
        "a change of a project does not rest on the change of another",
        [{"hankkeet/toinen": PLANNED}, {"paatokset/mallihankkeen-muutos": [(HANKE, "hankkeet/toinen")]}],
        [("HAL-302", HANKE, "paatos: mallihankkeen-muutos")],
    ),
    (
        "resources that were refused were not given",
        [
            {TOINEN: paatos("hankkeen-resurssit", "ryhmat/malliryhma", HANKE, "hylatty", "2026-07-01")},
            {
                HANKE: [
                    (
                        "historia:",
                        (
                            "resurssimuutokset:\n  - pvm: 2026-07-01\n    merkittava: false\n"
                            "    paatos: toinen\nhistoria:"
                        ),
                    )
                ]
            },
        ],
        [("HAL-301", HANKE, "paatos: toinen")],
    ),
    (
        "reporting is not agreed on by a refusal",
        [
            {TOINEN: paatos("muu", "ryhmat/malliryhma", HANKE, "hylatty", "2026-07-01")},
            {HANKE: [("  muoto: Suullinen", "  paatos: toinen\n  muoto: Suullinen")]},
        ],
        [("HAL-301", HANKE, "paatos: toinen")],
    ),
    (
        "informing is not agreed on by a decision on another project",
        [
            {"hankkeet/toinen": PLANNED, TOINEN: paatos("asettaminen", OKM, "hankkeet/toinen")},
            {HANKE: [("  laajuus: Tilanne", "  paatos: toinen\n  laajuus: Tilanne")]},
        ],
        [("HAL-302", HANKE, "paatos: toinen")],
    ),
    (
        "small development rests on the decision on its own work",
        [
            {
                "kehitystyot/pieni": "nimi: Pieni\nlaji: pienkehitys\npalvelu: mallipalvelu\ntarve: a\ntavoite: a\n"
                "kustannus: {kokonaiskustannus_eur: 1, alv_sisaltyy: true, oma_tyo_sisaltyy: true, "
                "yllapito_sisaltyy: false, vuodet: [2026], arvioitu: 2026-04-20, arvioija: organisaatiot/oph}\n"
                "paatos: mallipienkehitys\nhistoria:\n"
                "  - {pvm: 2026-05-01, tila: suunnitteilla}\n  - {pvm: 2026-05-02, tila: kaynnissa}\n"
            },
            {"paatokset/mallipienkehitys": [("palvelut/mallipalvelu", TYO)]},
        ],
        [("HAL-302", "kehitystyot/pieni", "paatos: mallipienkehitys")],
    ),
    (
        "a work of the coordination group does not rest on small development",
        [{TYO: [("paatos: mallikieliversiot", "paatos: mallipienkehitys")]}],
        [("HAL-309", TYO, "paatos: mallipienkehitys")],
    ),
    (
        "a service is not steered by an agreement on another one",
        [
            {
                TOINEN: paatos(
                    "ohjaussopimus",
                    "ryhmat/koordinaatioryhma",
                    "palvelut/mallirekisteri",
                    extra=f"kokous: koordinaatioryhma-2026-05\n{MINOR}linjaus: mallilinjaus\n",
                    pvm="2026-05-12",
                )
            },
            {
                "paatokset/mallilinjaus": [
                    ("  - palvelut/mallipalvelu", ("  - palvelut/mallipalvelu\n  - palvelut/mallirekisteri"))
                ]
            },
            {"palvelut/mallipalvelu": [("lahteet:", "ohjaussopimus: toinen\nlahteet:")]},
        ],
        [("HAL-302", "palvelut/mallipalvelu", "ohjaussopimus: toinen")],
    ),
    (
        "a plan does not rest on a refusal",
        [{"paatokset/mallisuunnitelma-2026": [REFUSED, ("  tulos: hyvaksytty", "  tulos: hylatty")]}],
        [("HAL-301", PLAN, "paatos: mallisuunnitelma-2026")],
    ),
    (
        "a plan rests on the decision on its own year",
        [
            {
                "vuosisuunnitelmat/2027": "nimi: Vuosisuunnitelma 2027\nvuosi: 2027\nhistoria:\n"
                "  - {pvm: 2026-09-01, tila: luonnos}\n"
            },
            {"paatokset/mallisuunnitelma-2026": [("vuosisuunnitelmat/2026", "vuosisuunnitelmat/2027")]},
        ],
        [("HAL-302", PLAN, "paatos: mallisuunnitelma-2026")],
    ),
    (
        "a plan of 2026 does not rest on the agreement of 2027",
        [{AGREEMENT: [("vuosi: 2026", "vuosi: 2027")]}],
        [
            ("HAL-307", "tavoitteet/mallitavoite", "tulossopimus: mallisopimus-2026"),
            ("HAL-307", PLAN, "tulossopimus: mallisopimus-2026"),
        ],
    ),
    (
        "a refined plan has an agreement",
        [
            {
                PLAN: [
                    ("tulossopimus: mallisopimus-2026\n", ""),
                    ("lahteet:", ("  - pvm: 2026-04-01\n    tila: tarkennettu\nlahteet:")),
                ]
            }
        ],
        [("HAL-307", PLAN, "nimi: Vuosisuunnitelma 2026")],
    ),
    (
        "a plan is not refined to match what is not signed",
        [
            {AGREEMENT: [("allekirjoitettu: 2026-02-02", "allekirjoitettu: 2026-12-20")]},
            {PLAN: [("lahteet:", "  - pvm: 2026-04-01\n    tila: tarkennettu\nlahteet:")]},
        ],
        [("HAL-307", PLAN, "tulossopimus: mallisopimus-2026")],
    ),
    (
        "maintenance of one service does not rest on the resources of another",
        [
            {
                TOINEN: paatos(
                    "yllapidon-resurssit",
                    KR,
                    "palvelut/mallirekisteri",
                    extra="kokous: koordinaatioryhma-2025-05\n",
                    pvm="2025-12-09",
                ),
                "kokoukset/koordinaatioryhma-2025-05": "nimi: Kokous\nryhma: koordinaatioryhma\npvm: 2025-12-09\n"
                "tila: pidetty\n",
            },
            {REPORT: [("lahteet:", "resurssipaatos: toinen\nlahteet:")]},
        ],
        [("HAL-302", REPORT, "resurssipaatos: toinen")],
    ),
    (
        "a report rests on the plan of its own year",
        [{REPORT: [("lahteet:", "suunnitelma: '2026'\nlahteet:")]}],
        [("HAL-307", REPORT, "suunnitelma: '2026'")],
    ),
    (
        "a practice's version rests on a decision on a practice",
        [{"kaytannot/malliraportointi": [("    paatos: malliraportointi", "    paatos: mallilinjaus")]}],
        [("HAL-309", "kaytannot/malliraportointi", "paatos: mallilinjaus")],
    ),
    (
        "a guideline on something else is no ground",
        [{"paatokset/mallilinjaus": [("palvelut/mallipalvelu", "palvelut/mallirekisteri")]}],
        [("HAL-302", "paatokset/mallikieliversiot", "linjaus: mallilinjaus")],
    ),
    (
        "a decision does not replace one on something else",
        [
            {
                TOINEN: paatos(
                    "pienkehitys",
                    OPH,
                    "palvelut/mallirekisteri",
                    extra="korvaa:\n  - paatos: mallipienkehitys\n    laajuus: kokonaan\n",
                )
            }
        ],
        [("HAL-302", TOINEN, "paatos: mallipienkehitys")],
    ),
    (
        "a legal question is not settled by another kind of decision",
        [
            {
                "palvelut/mallipalvelu": [
                    (
                        "lahteet:",
                        (
                            "juridiset_kysymykset:\n  - kuvaus: Kysymys.\n    tila: kasitelty\n"
                            "    paatos: mallilinjaus\nlahteet:"
                        ),
                    )
                ]
            }
        ],
        [("HAL-309", "palvelut/mallipalvelu", "paatos: mallilinjaus")],
    ),
    (
        "a legal question is not handled in a meeting to come",
        [
            {
                "palvelut/mallipalvelu": [
                    (
                        "lahteet:",
                        (
                            "juridiset_kysymykset:\n  - kuvaus: Kysymys.\n    tila: kasitelty\n"
                            "    kokous: johtoryhma-2026-12\nlahteet:"
                        ),
                    )
                ]
            }
        ],
        [("HAL-307", "palvelut/mallipalvelu", "kokous: johtoryhma-2026-12")],
    ),
    (
        "a meeting that was called off set nothing",
        [
            {
                TYO: [
                    (
                        "asettanut_kokous: koordinaatioryhma-2026-05",
                        "asettanut_kokous: koordinaatioryhma-2026-11",
                    )
                ]
            }
        ],
        [("HAL-307", TYO, "asettanut_kokous: koordinaatioryhma-2026-11")],
    ),
    (
        "nor did it change a state",
        [
            {"kokoukset/koordinaatioryhma-2026-11": [("2026-11-10", "2026-08-17")]},
            {TYO: [("    tila: kaynnissa", "    tila: kaynnissa\n    kokous: koordinaatioryhma-2026-11")]},
        ],
        [("HAL-307", TYO, "kokous: koordinaatioryhma-2026-11")],
    ),
    (
        "a meeting whose agenda is of other matters did not handle this one",
        [{"kokoukset/johtoryhma-2026-03": [("kehitysaihiot/mallihaku", "palvelut/mallirekisteri")]}],
        [("HAL-308", AIHIO, "kokous: johtoryhma-2026-03")],
    ),
    (
        "a project builds on a proposal of its own service",
        [{AIHIO: [("palvelu: mallipalvelu", "palvelu: mallirekisteri")]}],
        [("HAL-302", HANKE, "kehitysaihio: mallihaku")],
    ),
    (
        "a goal of other years is not of this agreement",
        [{"tavoitteet/mallitavoite": [("  - 2026", "  - 2028")]}],
        [("HAL-307", "tavoitteet/mallitavoite", "tulossopimus: mallisopimus-2026")],
    ),
    (
        "a state does not change in a meeting of other matters",
        [
            {
                TYO: [
                    (
                        "    tila: suunnitteilla\n    kokous: koordinaatioryhma-2026-05",
                        "    tila: suunnitteilla",
                    )
                ]
            },
            {
                "kokoukset/koordinaatioryhma-2026-09": [
                    ("    laji: keskustelu", "    laji: keskustelu\n    koskee: [palvelut/mallirekisteri]")
                ]
            },
            {
                TYO: [
                    ("  - pvm: 2026-08-17", "  - pvm: 2026-09-15"),
                    ("    tila: kaynnissa", "    tila: kaynnissa\n    kokous: koordinaatioryhma-2026-09"),
                ]
            },
        ],
        [("HAL-308", TYO, "kokous: koordinaatioryhma-2026-09")],
    ),
    (
        "a yearly duty is not done in another year's meeting",
        [
            {
                "vuosikello/2026": [
                    (
                        "vuosi: 2026",
                        (
                            "vuosi: 2026\ntapahtumat:\n  - id: katsaus\n    otsikko: Katsaus\n"
                            "    rengas: johtoryhma\n    tehty: kokoukset/johtoryhma-2025"
                        ),
                    )
                ]
            },
            {
                "kokoukset/johtoryhma-2025": "nimi: Kokous\nryhma: johtoryhma\npvm: 2025-10-07\ntila: pidetty\n"
            },
        ],
        [("HAL-307", "vuosikello/2026", "tehty: kokoukset/johtoryhma-2025")],
    ),
    (
        "a decision concerns something",
        [{"paatokset/mallipienkehitys": [("koskee:\n  - palvelut/mallipalvelu\n", "")]}],
        [("HAL-306", "paatokset/mallipienkehitys", "nimi: Mallipalvelun linkkien korjaus")],
    ),
    (
        "a made decision says what was decided",
        [{"paatokset/mallipienkehitys": [("tulos: hyvaksytty\n", "")]}],
        [("HAL-300", "paatokset/mallipienkehitys", "nimi: Mallipalvelun linkkien korjaus")],
    ),
    (
        "a made decision was not put off",
        [{"paatokset/mallipienkehitys": [("tulos: hyvaksytty", "tulos: siirretty")]}],
        [("HAL-300", "paatokset/mallipienkehitys", "tulos: siirretty")],
    ),
    (
        "a rejected decision was not accepted",
        [{"paatokset/mallipienkehitys": [("    tila: tehty", "    tila: hylatty")]}],
        [("HAL-300", "paatokset/mallipienkehitys", "tulos: hyvaksytty")],
    ),
]

# --- kind 1: the right body -----------------------------------------------------------------------------

POWER: list[Case] = [
    (
        "OPH alone does not adjust projects to each other",
        [{TOINEN: paatos("yhteensovitus", OPH, HANKE)}],
        [("HAL-130", TOINEN, f"paattaja: {OPH}")],
    ),
    (
        "nor does OKM alone",
        [{TOINEN: paatos("yhteensovitus", OKM, HANKE)}],
        [("HAL-130", TOINEN, f"paattaja: {OKM}")],
    ),
    (
        "a project's group adjusts its own parts",
        [{TOINEN: paatos("yhteensovitus", "ryhmat/malliryhma", HANKE)}],
        [],
    ),
    (
        "a project's group does not adjust other projects",
        [
            {
                "hankkeet/toinen": PLANNED,
                TOINEN: paatos("yhteensovitus", "ryhmat/malliryhma", "hankkeet/toinen"),
            }
        ],
        [("HAL-130", TOINEN, "paattaja: ryhmat/malliryhma")],
    ),
    (
        "OPH alone does not agree on steering",
        [{TOINEN: paatos("ohjaussopimus", OPH, "palvelut/mallipalvelu")}],
        [("HAL-304", TOINEN, f"paattaja: {OPH}")],
    ),
    (
        "whoever does not start a project",
        [{TOINEN: paatos("hankkeen-kaynnistys", "organisaatiot/malliyhtio", HANKE)}],
        [("HAL-304", TOINEN, "paattaja: organisaatiot/malliyhtio")],
    ),
    (
        "a project does not start itself",
        [{TOINEN: paatos("hankkeen-kaynnistys", "ryhmat/malliryhma", HANKE)}],
        [("HAL-304", TOINEN, "paattaja: ryhmat/malliryhma")],
    ),
    ("OKM may start a project", [{TOINEN: paatos("hankkeen-kaynnistys", OKM, HANKE)}], []),
    (
        "the larger project may start its part",
        [
            {
                "hankkeet/osa": osahanke(),
                TOINEN: paatos("hankkeen-kaynnistys", "ryhmat/malliryhma", "hankkeet/osa"),
            }
        ],
        [],
    ),
    (
        "a significant matter of a project is not OPH's under another name",
        [{TOINEN: paatos("muu", OPH, HANKE, extra=SIGNIFICANT)}],
        [("HAL-132", TOINEN, f"paattaja: {OPH}")],
    ),
    (
        "nor the project's own group's",
        [{TOINEN: paatos("muu", "ryhmat/malliryhma", HANKE, extra=SIGNIFICANT)}],
        [("HAL-132", TOINEN, "paattaja: ryhmat/malliryhma")],
    ),
    (
        "nor the coordination group's, whatever the guideline",
        [
            {
                TOINEN: paatos(
                    "muu",
                    KR,
                    HANKE,
                    pvm="2026-05-12",
                    extra=f"kokous: koordinaatioryhma-2026-05\nlinjaus: mallilinjaus\n{SIGNIFICANT}",
                )
            }
        ],
        [("HAL-132", TOINEN, f"paattaja: {KR}")],
    ),
    (
        "a matter of a project is not OPH's by leaving its weight unsaid",
        [{TOINEN: paatos("muu", OPH, HANKE)}],
        [("HAL-304", TOINEN, f"paattaja: {OPH}")],
    ),
    ("OPH decides other matters of a service", [{TOINEN: paatos("muu", OPH, "palvelut/mallipalvelu")}], []),
    ("the project's own group decides on it", [{TOINEN: paatos("muu", "ryhmat/malliryhma", HANKE)}], []),
    (
        "a minor matter of the coordination group needs a guideline too",
        [{"paatokset/mallikieliversiot": [("linjaus: mallilinjaus\n", MINOR)]}],
        [("HAL-131", "paatokset/mallikieliversiot", f"paattaja: {KR}")],
    ),
    (
        "a guideline does not make a matter a minor one",
        [{"paatokset/mallikieliversiot": [("laji: pienempi-kehitysasia", "laji: muu")]}],
        [("HAL-131", "paatokset/mallikieliversiot", f"paattaja: {KR}")],
    ),
    (
        "both are right together",
        [
            {
                "paatokset/mallikieliversiot": [
                    ("laji: pienempi-kehitysasia", "laji: muu"),
                    ("linjaus:", f"{MINOR}linjaus:"),
                ]
            }
        ],
        [],
    ),
    (
        "the coordination group does not replace a guideline",
        [
            {
                "paatokset/mallikieliversiot": [
                    (
                        "historia:",
                        "korvaa:\n  - paatos: mallilinjaus\n    laajuus: osittain\n    kohdat: Toinen\nhistoria:",
                    )
                ]
            }
        ],
        [("HAL-305", "paatokset/mallikieliversiot", "paatos: mallilinjaus")],
    ),
    (
        "OPH does not replace OKM's decision",
        [
            {
                TOINEN: paatos(
                    "muu",
                    OPH,
                    AIHIO,
                    extra="korvaa:\n  - paatos: mallihaun-edistaminen\n    laajuus: kokonaan\n",
                )
            }
        ],
        [("HAL-305", TOINEN, "paatos: mallihaun-edistaminen")],
    ),
    (
        "the management group may replace the coordination group's decision",
        [
            {
                "paatokset/mallihankkeen-muutos": [
                    ("  - hankkeet/mallihanke", "  - hankkeet/mallihanke\n  - palvelut/mallipalvelu"),
                    (
                        "historia:",
                        "korvaa:\n  - paatos: mallikieliversiot\n    laajuus: osittain\n    kohdat: Toinen\nhistoria:",
                    ),
                ]
            }
        ],
        [],
    ),
]

# --- kind 2: order in time ------------------------------------------------------------------------------

ORDER: list[Case] = [
    (
        "an impact assessment is finished before OKM decides",
        [{AIHIO: [("  pvm: 2026-02-25\n  lains", "  pvm: 2026-04-01\n  lains")]}],
        [("HAL-310", AIHIO, "pvm: 2026-04-01")],
    ),
    (
        "also when OKM declines",
        [
            {EDISTAMINEN: [REFUSED]},
            {
                AIHIO: [
                    ("  pvm: 2026-02-25\n  lains", "  pvm: 2026-04-01\n  lains"),
                    ("    tila: edistetaan", "    tila: ei-edisteta"),
                    ("  - pvm: 2026-06-03\n    tila: toteutuksessa\n", ""),
                ]
            },
        ],
        [
            ("HAL-088", HANKE, "kehitysaihio: mallihaku"),
            ("HAL-087", "ideat/mallihaku", "tila: aihiona"),
            ("HAL-310", AIHIO, "pvm: 2026-04-01"),
        ],
    ),
    (
        "preparation is done when OKM decides",
        [{AIHIO: [("    tila: valmis", "    tila: tekematta")]}],
        [("HAL-310", AIHIO, "tila: tekematta")],
    ),
    (
        "a round of statements is not going on when OKM decides",
        [{AIHIO: [("kasittelyt:\n", STATEMENT.format(tila="kaynnissa", pvm="    pvm: 2026-03-01\n"))]}],
        [("HAL-310", AIHIO, "tila: kaynnissa")],
    ),
    (
        "a statement is not only planned while the project runs",
        [{AIHIO: [("kasittelyt:\n", STATEMENT.format(tila="suunniteltu", pvm=""))]}],
        [("HAL-311", AIHIO, "tila: suunniteltu")],
    ),
    (
        "a statement is received before the project starts",
        [{AIHIO: [("kasittelyt:\n", STATEMENT.format(tila="paattynyt", pvm="    pvm: 2026-06-10\n"))]}],
        [("HAL-311", AIHIO, "pvm: 2026-06-10")],
    ),
    (
        "a round that began after the promotion and ended before the start is in time",
        [{AIHIO: [("kasittelyt:\n", STATEMENT.format(tila="paattynyt", pvm="    pvm: 2026-05-10\n"))]}],
        [],
    ),
    (
        "the need of a project is assessed before the project starts",
        [{AIHIO: [("  pvm: 2026-03-24", "  pvm: 2026-06-24")]}],
        [("HAL-311", AIHIO, "pvm: 2026-06-24")],
    ),
    (
        "the group is appointed when the project starts",
        [{HANKE: [("    asetettu: 2026-06-03", "    asetettu: 2026-08-03")]}],
        [("HAL-312", HANKE, "asetettu: 2026-08-03")],
    ),
    (
        "one group in place from the start is enough",
        [
            {
                "ryhmat/toinen": "nimi: Toinen\ntaso: null\nmallin_ryhma: false\ntyyppi: hankeryhma\n"
                "tarkoitus: Toinen.\n"
            },
            {
                HANKE: [
                    (
                        "    asettaja: oph\n",
                        "    asettaja: oph\n  - ryhma: toinen\n    asetettu: 2026-08-03\n",
                    )
                ]
            },
        ],
        [],
    ),
    (
        "the only group does not end before the project",
        [{"ryhmat/malliryhma": [("loppu: 2026-12-31", "loppu: 2026-10-31")]}],
        [("HAL-312", HANKE, "ryhma: malliryhma")],
    ),
    (
        "an ended group does not meet",
        [
            {
                "ryhmat/johtoryhma": [
                    ("lahteet:", "toimikausi: {loppu: 2026-09-30}\nlahteet:\n  - malliraportti")
                ]
            }
        ],
        [
            ("HAL-313", "kokoukset/johtoryhma-2026-10", "pvm: 2026-10-07"),
            ("HAL-313", "kokoukset/johtoryhma-2026-12", "pvm: 2026-12-09"),
        ],
    ),
    (
        "a group decides only within its term",
        [{TOINEN: paatos("muu", "ryhmat/malliryhma", HANKE, pvm="2025-12-21")}],
        [("HAL-313", TOINEN, "paattaja: ryhmat/malliryhma")],
    ),
    (
        "an earlier term counts",
        [
            {TOINEN: paatos("muu", "ryhmat/malliryhma", HANKE, pvm="2025-12-21")},
            {
                "ryhmat/malliryhma": [
                    ("lahteet:", "aiemmat_toimikaudet: [{alku: 2025-01-01, loppu: 2025-12-31}]\nlahteet:")
                ]
            },
        ],
        [],
    ),
    (
        "a period that is over is not running",
        [{HANKE: [("loppu: 2027-12-31", "loppu: 2026-10-31")]}],
        [("HAL-314", HANKE, "loppu: 2026-10-31")],
    ),
    (
        "the last day of a period still runs",
        [{HANKE: [("loppu: 2027-12-31", "loppu: 2026-11-22")]}],
        [],
    ),
    (
        "a project does not start before its period",
        [{HANKE: [("alku: 2026-06-03", "alku: 2026-07-01")]}],
        [("HAL-314", HANKE, "alku: 2026-07-01")],
    ),
    ("a part within its project", [{"hankkeet/osa": osahanke()}], []),
    (
        "a part does not begin before its project",
        [{"hankkeet/osa": osahanke(alku="2026-05-01")}],
        [("HAL-315", "hankkeet/osa", "alku: 2026-05-01")],
    ),
    (
        "a part does not end after its project",
        [{"hankkeet/osa": osahanke(loppu="2028-06-30")}],
        [("HAL-315", "hankkeet/osa", "loppu: 2028-06-30")],
    ),
    (
        "a report of a year is given when the year is over",
        [{REPORT: [("raportoitu: 2026-02-20", "raportoitu: 2025-11-24")]}],
        [("HAL-316", REPORT, "raportoitu: 2025-11-24")],
    ),
    (
        "the last day of the year is not over",
        [{REPORT: [("raportoitu: 2026-02-20", "raportoitu: 2025-12-31")]}],
        [("HAL-316", REPORT, "raportoitu: 2025-12-31")],
    ),
    ("the first day of the next is", [{REPORT: [("raportoitu: 2026-02-20", "raportoitu: 2026-01-01")]}], []),
    (
        "a project reports after it has started",
        [{HANKE: [("  - pvm: 2026-09-15", "  - pvm: 2026-05-15")]}],
        [("HAL-316", HANKE, "pvm: 2026-05-15")],
    ),
    (
        "a change comes after the decision on it",
        [{HANKE: [("  - pvm: 2026-10-07", "  - pvm: 2026-10-06")]}],
        [("HAL-303", HANKE, "paatos: mallihankkeen-muutos")],
    ),
    (
        "a version comes after the decision on it",
        [{"kaytannot/malliraportointi": [("    pvm: 2026-03-04", "    pvm: 2026-03-03")]}],
        [("HAL-303", "kaytannot/malliraportointi", "paatos: malliraportointi")],
    ),
    (
        "a proposal is promoted after OKM's decision also when the history does not name it",
        [
            {
                AIHIO: [
                    (
                        "  - pvm: 2026-03-20\n    tila: edistetaan\n    paatos: mallihaun-edistaminen",
                        "  - pvm: 2026-03-19\n    tila: edistetaan",
                    )
                ]
            }
        ],
        [("HAL-303", AIHIO, "edistamispaatos: mallihaun-edistaminen")],
    ),
    (
        "nothing is decided of an item for information",
        [{"kokoukset/johtoryhma-2026-10": [("laji: paatos", "laji: tiedoksi")]}],
        [("HAL-317", "kokoukset/johtoryhma-2026-10", "laji: tiedoksi")],
    ),
    (
        "nor of one for discussion",
        [{"kokoukset/koordinaatioryhma-2026-05": [("laji: paatos", "laji: keskustelu")]}],
        [("HAL-317", "kokoukset/koordinaatioryhma-2026-05", "laji: keskustelu")],
    ),
    (
        "a matter for decision that was put off comes back as one",
        [
            {
                "kokoukset/johtoryhma-2026-10": [
                    (
                        "viestinta:",
                        (
                            "  - otsikko: Mallihankkeen tilanne\n    laji: paatos\n"
                            "    valmisteltu: koordinaatioryhma-2026-09\n"
                            "    siirretty: johtoryhma-2026-12\n    koskee: [hankkeet/mallihanke]\nviestinta:"
                        ),
                    )
                ]
            }
        ],
        [("HAL-317", "kokoukset/johtoryhma-2026-12", "laji: keskustelu")],
    ),
    (
        "OKM may return a proposal to its preparation",
        [
            {"kehitysaihiot/toinen": RETURNED},
            {
                TOINEN: paatos(
                    "edistaminen", OKM, "kehitysaihiot/toinen", "palautettu-valmisteluun", "2026-03-20"
                )
            },
        ],
        [],
    ),
    (
        "a decision is not followed up before it is made",
        [{"paatokset/mallipienkehitys": [("historia:", "seurantapaiva: 2026-04-20\nhistoria:")]}],
        [
            ("HAL-145", "paatokset/mallipienkehitys", "seurantapaiva: 2026-04-20"),
            ("HAL-318", "paatokset/mallipienkehitys", "seurantapaiva: 2026-04-20"),
        ],
    ),
    (
        "a decision is not told of before it is made",
        [
            {
                "paatokset/mallipienkehitys": [
                    (
                        "historia:",
                        "viestinta:\n  - kohderyhma: käyttäjät\n    vastuu: oph\n    tehty: 2026-04-20\nhistoria:",
                    )
                ]
            }
        ],
        [("HAL-318", "paatokset/mallipienkehitys", "tehty: 2026-04-20")],
    ),
]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [pytest.param(changes, expected, id=claim) for claim, changes, expected in (*GROUNDS, *POWER, *ORDER)],
)
def test_a_wrong_ground_is_told_once_where_it_is(
    changes: list[Changes], expected: list[tuple[str, str, str]]
) -> None:
    assert found(*changes) == expected


def test_the_small_model_has_only_right_grounds() -> None:
    assert found() == []


# --- every field is declared ----------------------------------------------------------------------------


def ground_fields(model: type[BaseModel], way: tuple[str, ...] = ()) -> Iterator[str]:
    """Every field of a kind, in its parts too, by which it names a record that can be a ground."""
    for name, info in model.model_fields.items():
        refers = refers_of(model, name)
        if refers is not None:
            named = set(refers.kinds) or {refers.folder}
            if named & set(GROUND_KINDS):
                yield ".".join((*way, name))
        waiting = [info.annotation]
        while waiting:
            part = waiting.pop()
            if isinstance(part, type) and issubclass(part, BaseModel):
                yield from ground_fields(part, (*way, name))
            else:
                waiting += typing.get_args(part)


FIELDS = {(folder, field) for folder, kind in kinds().items() for field in ground_fields(kind)}


def test_every_field_that_cites_a_ground_is_declared_or_told_to_be_none() -> None:
    declared = {citation.key for citation in CITATIONS}

    assert FIELDS - declared - set(NO_GROUND) == set()


def test_every_declaration_is_of_a_field_that_there_is() -> None:
    declared = {citation.key for citation in CITATIONS}

    assert (declared | set(NO_GROUND)) - FIELDS == set()
    assert declared & set(NO_GROUND) == set()


def test_every_declaration_has_its_rule_and_its_kinds() -> None:
    lajit = set(typing.get_args(PaatosLaji))

    for citation in CITATIONS:
        assert citation.rule in RULES
        assert set(citation.lajit) <= lajit
    assert {power.laji for power in POWERS} <= lajit


# --- the outcome ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([], Validity.VOIMASSA),
        ([REFUSED], Validity.HYLATTY),
        ([("tulos: hyvaksytty", "tulos: palautettu-valmisteluun")], Validity.PALAUTETTU),
        ([REFUSED, ("tila: tehty", "tila: hylatty")], Validity.HYLATTY),
        ([("tulos: hyvaksytty", "tulos: siirretty"), ("tila: tehty", "tila: siirretty")], Validity.EI_TEHTY),
    ],
)
def test_only_a_yes_is_in_force(changes: list[tuple[str, str]], expected: Validity) -> None:
    handbook = book({EDISTAMINEN: changes})

    assert validity(handbook, handbook.paatokset["mallihaun-edistaminen"]) is expected


def test_a_rejection_replaces_nothing() -> None:
    replacing = "korvaa:\n  - paatos: mallipienkehitys\n    laajuus: kokonaan\n"
    handbook = book({TOINEN: paatos("pienkehitys", OPH, "palvelut/mallipalvelu", "hylatty", extra=replacing)})

    assert validity(handbook, handbook.paatokset["mallipienkehitys"]) is Validity.VOIMASSA
