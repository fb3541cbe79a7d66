"""What a record may rest on: every field by which it cites another record as its ground, and what that must be.

Told once, here. ``hallinta.queries.perusteet`` asks it of the data, ``hallinta.rules.perusteet`` tells what is wrong,
and the editor's guide shows it. A field that cites a decision, a meeting, an agreement or another step of a matter is
either declared in ``CITATIONS`` or is in ``NO_GROUND`` with its reason.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

JOHTORYHMA, KOORDINAATIORYHMA = "ryhmat/johtoryhma", "ryhmat/koordinaatioryhma"
OKM, OPH = "organisaatiot/okm", "organisaatiot/oph"
HANKE, YLAHANKE = "hankkeen ryhmä", "ylähankkeen ryhmä"
"""A group of the project in question, or of one that it is a part of (3.2-09, 3.2-12); only of such a one."""


@dataclass(frozen=True, slots=True)
class Power:
    """Who decides matters of a kind, and the clause that says so.

    ``voi``: the source says *may*, or leaves open with whom a thing is agreed, so another decider is told of and not
    forbidden. ``muut``: those whom other clauses let decide as well, so nothing is told of them. ``kohde``: only of
    matters that concern records of the folder. A kind that has no row is free.
    """

    laji: str
    deciders: tuple[str, ...]
    lauseke: str
    voi: bool = False
    kohde: str | None = None
    muut: tuple[str, ...] = ()


POWERS: tuple[Power, ...] = (
    Power("vuosisuunnitelma", (JOHTORYHMA,), "2.1-13"),
    Power("linjaus", (JOHTORYHMA,), "2.1-17"),
    Power("hankkeen-muutos", (JOHTORYHMA,), "2.1-19"),
    Power("hankkeen-resurssit", (JOHTORYHMA,), "2.1-20"),
    Power("edistaminen", (OKM,), "3.1-10"),
    Power("pienkehitys", (OPH,), "3.3-06"),
    Power("pienempi-kehitysasia", (KOORDINAATIORYHMA,), "2.2-06"),
    Power("kaytanto", (JOHTORYHMA,), "1-18"),
    Power("yllapidon-resurssit", (JOHTORYHMA, KOORDINAATIORYHMA), "3.3-01"),
    Power("juridinen-kysymys", (JOHTORYHMA,), "3.3-04"),
    Power("tehtavan-antaminen", (JOHTORYHMA,), "2.2-10"),
    Power("yhteensovitus", (JOHTORYHMA, KOORDINAATIORYHMA), "3.2-15", muut=(HANKE,)),
    # OKM decides what is promoted (3.1-10, A-04), and a project's groups decide on their parts by themselves (3.2-09)
    Power("hankkeen-kaynnistys", (JOHTORYHMA,), "2.1-18", voi=True, muut=(OKM, YLAHANKE)),
    # it is not said with whom the steering is agreed: not by one organisation alone
    Power("ohjaussopimus", (JOHTORYHMA, KOORDINAATIORYHMA), "2.2-09", voi=True, muut=(HANKE,)),
    Power("muu", (HANKE,), "3.2-09", voi=True, kohde="hankkeet", muut=(JOHTORYHMA, KOORDINAATIORYHMA)),
)
"""One row a kind. What is significant is the management group's whatever its kind (2.1-17, 2.1-19, 2.1-20)."""

SIGNIFICANT = {"hankkeet": "2.1-19", "palvelut": "2.1-17"}
"""What a significant matter may concern to be the management group's, and the clause."""

ABOVE = {KOORDINAATIORYHMA: (JOHTORYHMA,), HANKE: (JOHTORYHMA, YLAHANKE)}
"""Who may replace the decision of another: only who is above it by the model (2-02, 2.2-06, 3.2-12)."""

YES = ("hyvaksytty",)
NO = ("hylatty",)
OTHER_RULE = "HAL-309"

ITSE = "itse"
"""The citing record. Others that a ground may be about are the fields by which the record names them."""
SUUNTA = (ITSE, "palvelu", "palvelut", "kehitysaihio", "ideat", "ylahanke", "koskee", "toteutus")
"""The matter in any of its forms: what it came from, what builds it, what service it is about."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One field and what the record that it names must be.

    ``lajit`` empty: a decision of any kind will do. ``of`` limits the declaration to rows, or records, where a field
    has a value. ``by_state`` has, by the citing record's state, the outcomes that it may rest on; in a state that is
    not there nothing is asked. ``rests`` names the day that may not be before the ground's.
    """

    folder: str
    field: str
    lauseke: str
    lajit: tuple[str, ...] = ()
    paattajat: tuple[str, ...] = ()
    of: tuple[str, object] | None = None
    by_state: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    tulokset: tuple[str, ...] = YES
    koskee: tuple[str, ...] = (ITSE,)
    rests: str | None = None
    rule: str = OTHER_RULE
    """Which rule tells of a wrong kind, decider or state of the decision."""
    held: bool = False
    """Of a meeting: it must have been held; one that is only called off is never a ground."""

    @property
    def key(self) -> tuple[str, str]:
        return self.folder, self.field

    @property
    def outcomes(self) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
        """The outcomes that will do of a decision and the states of which they are asked; no state means always."""
        if not self.field.endswith(("paatos", "linjaus", "ohjaussopimus", "sovittu_toisin")):
            return []
        if not self.by_state:
            return [(self.tulokset, ())] if self.tulokset else []
        found: dict[tuple[str, ...], list[str]] = {}
        for state, outcomes in self.by_state.items():
            found.setdefault(outcomes, []).extend([] if state == "*" else [state])
        return [(outcomes, tuple(states)) for outcomes, states in found.items()]


def _states(*named: str, outcomes: tuple[str, ...] = YES) -> dict[str, tuple[str, ...]]:
    return dict.fromkeys(named, outcomes)


STARTED = _states("kaynnissa", "keskeytetty", "paattynyt")
BEGUN = _states("kaynnissa", "keskeytetty", "paattynyt", "valmis")
OKMS_WORD = {
    **_states("edistetaan", "toteutuksessa", "valmis"),
    "ei-edisteta": NO,
    "siirretty": ("siirretty",),
}
ENTRIES: dict[str, Mapping[str, tuple[str, ...]]] = {
    "kehitysaihiot": OKMS_WORD,
    "hankkeet": STARTED,
    "kehitystyot": _states("suunnitteilla", *BEGUN),
    "vuosisuunnitelmat": _states("hyvaksytty", "tarkennettu"),
}
"""Of a row of a history: the outcomes that its state may rest on."""

_PROJECTS_OWN = ("hankkeen-muutos", "hankkeen-resurssit", "hankkeen-kaynnistys", "yhteensovitus", "muu")
_SMALLER = ("pienempi-kehitysasia", "yllapidon-resurssit", "yhteensovitus", "linjaus", "muu")

CITATIONS: tuple[Citation, ...] = (
    Citation("kehitysaihiot", "edistamispaatos", "3.1-10", ("edistaminen",), (OKM,), by_state=OKMS_WORD,
             rests="tila", rule="HAL-075"),
    Citation("kehitysaihiot", "kasittelyt.kokous", "3.1-04", koskee=SUUNTA, held=True),
    Citation("hankkeet", "kehitysaihio", "3.2-07", koskee=("palvelut",)),
    Citation("hankkeet", "kaynnistyspaatos", "2.1-18", ("hankkeen-kaynnistys",), by_state=STARTED, rule="HAL-101"),
    Citation("hankkeet", "ohjaus_sovittu_toisin", "3.2-12", ("ohjaussopimus",), rule="HAL-112"),
    Citation("hankkeet", "asettaminen.paatos", "3.2-08", ("asettaminen", "hankkeen-kaynnistys", "muu"),
             koskee=(ITSE, "ylahanke")),
    Citation("hankkeet", "raportointi.paatos", "3.2-10", koskee=(ITSE, "ylahanke")),
    Citation("hankkeet", "informointi.paatos", "3.2-14", koskee=(ITSE, "ylahanke")),
    Citation("hankkeet", "muutokset.paatos", "2.1-19", _PROJECTS_OWN, (JOHTORYHMA,), ("merkittava", True),
             koskee=(ITSE, "ylahanke"), rests="pvm", rule="HAL-106"),
    Citation("hankkeet", "muutokset.paatos", "3.2-09", _PROJECTS_OWN, of=("merkittava", False),
             koskee=(ITSE, "ylahanke"), rests="pvm"),
    Citation("hankkeet", "resurssimuutokset.paatos", "2.1-20", _PROJECTS_OWN, (JOHTORYHMA,), ("merkittava", True),
             koskee=(ITSE, "ylahanke"), rests="pvm", rule="HAL-107"),
    Citation("hankkeet", "resurssimuutokset.paatos", "3.2-09", _PROJECTS_OWN, of=("merkittava", False),
             koskee=(ITSE, "ylahanke"), rests="pvm"),
    Citation("kehitystyot", "kehitysaihio", "3.2-16", koskee=("palvelu",)),
    Citation("kehitystyot", "paatos", "3.3-06", ("pienkehitys",), (OPH,), ("laji", "pienkehitys"), by_state=BEGUN,
             koskee=(ITSE, "palvelu"), rests="tila", rule="HAL-125"),
    Citation("kehitystyot", "paatos", "3.2-16", _SMALLER, of=("laji", "hankkeistamaton-kehitys"), by_state=BEGUN,
             koskee=(ITSE, "palvelu", "kehitysaihio"), rests="tila"),
    Citation("kehitystyot", "asettanut_kokous", "3.2-18", koskee=SUUNTA, held=True),
    Citation("kehitystyot", "prioriteetti.kokous", "3.2-17", koskee=SUUNTA, held=True),
    Citation("ideat", "kasittelyt.kokous", "3.1-03", koskee=SUUNTA, held=True),
    Citation("paatokset", "linjaus", "2.2-06", ("linjaus", "kaytanto"), (JOHTORYHMA,), koskee=SUUNTA, rests="pvm"),
    Citation("paatokset", "korvaa.paatos", "1-13", tulokset=(), koskee=SUUNTA),
    Citation("paatokset", "kokous", "2.2-04", koskee=SUUNTA),
    Citation("palvelut", "ohjaussopimus", "2.2-09", ("ohjaussopimus",), rule="HAL-112"),
    Citation("palvelut", "juridiset_kysymykset.kokous", "3.3-04", of=("tila", "kasitelty"), held=True),
    Citation("palvelut", "juridiset_kysymykset.paatos", "3.3-04", ("juridinen-kysymys",), (JOHTORYHMA,),
             ("tila", "kasitelty")),
    Citation("kaytannot", "paatos", "1-18", ("kaytanto",), (JOHTORYHMA,), by_state={"*": YES}, rule="HAL-161"),
    Citation("kaytannot", "versiot.paatos", "3.4-02", ("kaytanto",), rests="pvm"),
    Citation("kaytannot", "esitys.kokous", "1-19", koskee=SUUNTA, held=True),
    Citation("vuosisuunnitelmat", "paatos", "2.1-13", ("vuosisuunnitelma",), (JOHTORYHMA,),
             by_state=ENTRIES["vuosisuunnitelmat"], rests="tila", rule="HAL-170"),
    Citation("vuosisuunnitelmat", "versiot.paatos", "2.3-10", ("vuosisuunnitelma",), (JOHTORYHMA,), rests="pvm"),
    Citation("vuosisuunnitelmat", "tulossopimus", "2.3-10", koskee=("vuosi",)),
    Citation("yllapitoraportit", "resurssipaatos", "3.3-01", ("yllapidon-resurssit",),
             koskee=(ITSE, "palvelu"), rests="vuosi", rule="HAL-176"),
    Citation("yllapitoraportit", "suunnitelma", "3.3-07", koskee=("vuosi",)),
    Citation("tulossopimukset", "valmistelu.kokous", "2.1-12", koskee=()),
    Citation("vuosikello", "vaiheet.tehty", "2.3-13", koskee=("vuosi",)),
    Citation("vuosikello", "tapahtumat.tehty", "2.3-13", koskee=("vuosi",)),
    Citation("tavoitteet", "tulossopimus", "1-02", koskee=("vuodet",)),
    Citation("kokoukset", "kohdat.valmisteltu", "2.2-04", koskee=()),
    *(Citation(folder, "historia.paatos", "3.1-09", tulokset=(), koskee=SUUNTA)
      for folder in ("ideat", "kehitysaihiot", "hankkeet", "kehitystyot", "paatokset", "vuosisuunnitelmat")),
    *(Citation(folder, "historia.kokous", "3.1-09", koskee=SUUNTA, held=True)
      for folder in ("ideat", "kehitysaihiot", "hankkeet", "kehitystyot", "paatokset", "vuosisuunnitelmat")),
)  # fmt: skip
"""In the order in which a wrong ground is told: what is cited both by a field and by a row of the history is told at
the field.
"""

NO_GROUND: dict[tuple[str, str], str] = {
    ("ideat", "yhdistetty"): "kertoo, missä ideassa asia jatkuu",
    ("ideat", "jaettu"): "kertoo, missä ideoissa asia jatkuu",
    ("kehitysaihiot", "ideat"): "kertoo, mistä aihio on koottu; idean tila tarkistetaan säännöllä HAL-068",
    ("kehitystyot", "ideat"): "kertoo, mitä ideoita työ toteuttaa",
    ("hankkeet", "ylahanke"): "kertoo, minkä hankkeen osa hanke on; kaudet tarkistetaan säännöllä HAL-315",
    ("paatokset", "koskee"): "kertoo, mistä päätetään",
    ("kokoukset", "kohdat.koskee"): "kertoo, mistä kohdassa on kyse",
    ("kokoukset", "kohdat.paatos"): "kohta ja päätös tarkistetaan yhdessä säännöillä HAL-136 ja HAL-317",
    ("kokoukset", "kohdat.siirretty"): "kertoo, missä kokouksessa asia jatkuu (HAL-168 ja HAL-317)",
    ("kokoukset", "kohdat.asiakirjat.tietue"): "kertoo, mikä tietue asiakirja on",
    ("kokoukset", "toimenpiteet.koskee"): "kertoo, mistä toimenpiteessä on kyse",
    ("vuosisuunnitelmat", "kohdat.koskee"): "kertoo, mistä kohdassa on kyse",
    ("katselmukset", "kohde"): "kertoo, mikä katselmoitiin",
    (
        "tulkinnat",
        "ratkaistu.paatos",
    ): "ratkaisijat ovat tulkinnassa; tarkistetaan säännöillä HAL-383 ja HAL-384",
    ("tulkinnat", "kriteerit.paatos"): "ratkaisijat ovat tulkinnassa; tarkistetaan säännöllä HAL-385",
    ("poikkeukset", "kohde"): "kertoo, mitä poikkeus koskee",
    ("poistetut", "uusi"): "kertoo, missä sisältö on nyt",
}
"""Fields that name a step of a matter but rest nothing on it, and why."""

GROUND_KINDS = (
    "paatokset", "kokoukset", "tulossopimukset", "vuosisuunnitelmat", "ideat", "kehitysaihiot", "hankkeet",
    "kehitystyot", "kaytannot", "yllapitoraportit", "*",
)  # fmt: skip
"""Kinds whose records can be a ground: something done, decided or agreed. A service, a body, a goal, a clause or a
source is what a matter is about, who it is of or where it is told.
"""
