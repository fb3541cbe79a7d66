"""A ground is the right ground: of the right kind, by the right body, about the matter, in the right state and time.

What each field may rest on is declared in ``hallinta.records.grounds``; here is what is said of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from hallinta.finding import Place, Severity
from hallinta.handbook import Handbook
from hallinta.queries import Aspect, Fault, faults, replaces_anothers, unnamed_power
from hallinta.records.grounds import CITATIONS, HANKE, KOORDINAATIORYHMA, YLAHANKE
from hallinta.records.paatos import Paatos
from hallinta.rules.registry import Findings, rule


def wrong_grounds(handbook: Handbook, id: str) -> Iterator[tuple[Place, str]]:
    """What the declarations give to one rule to tell."""
    for fault in faults(handbook):
        if _rule_of(fault) == id:
            yield fault.record.at(*fault.path), said(fault)


_BY_ASPECT = {
    Aspect.TULOS: "HAL-301",
    Aspect.KOSKEE: "HAL-302",
    Aspect.JARJESTYS: "HAL-303",
    Aspect.VUOSI: "HAL-307",
    Aspect.KOKOUS: "HAL-307",
    Aspect.ASIALISTA: "HAL-308",
}


def _rule_of(fault: Fault) -> str:
    if fault.aspect is Aspect.TILA and not isinstance(fault.ground, Paatos):
        return "HAL-307"
    return _BY_ASPECT.get(fault.aspect, fault.citation.rule)


def said(fault: Fault) -> str:
    """One form for every wrong ground: the field and what it names, what is wrong of it, and the clause."""
    named = f"`{fault.path[-1]}: {fault.ground.id}`"
    return f"{named}, mutta {_WORDS[fault.aspect](fault)} ({fault.citation.lauseke})"


def _kind(fault: Fault) -> str:
    return f"päätöksen laji on `{fault.here}`, ja sen pitäisi olla {one_of(fault.there)}"


def _decider(fault: Fault) -> str:
    return f"sen päättäjä on `{fault.here}`, ja asiasta päättää {one_of(fault.there)}"


def _state(fault: Fault) -> str:
    asked = fault.here and (fault.citation.by_state or not isinstance(fault.ground, Paatos))
    here = f", vaikka {fault.record.yksikko} on tilassa `{fault.here}`" if asked else ""
    if isinstance(fault.ground, Paatos):
        return f"päätös on tilassa `{fault.there}`{here}"
    return f"sopimusta ei ole allekirjoitettu{here}"


def _outcome(fault: Fault) -> str:
    return f"päätöksen tulos on `{fault.here}`, ja sen pitäisi olla {one_of(fault.there)}"


def _matter(fault: Fault) -> str:
    about = ", ".join(f"`{ref}`" for ref in fault.here[:3])
    whose = f"{fault.record.folder}/{fault.record.id}"
    return f"se koskee asiaa {about} eikä tietuetta `{whose}`"


def _order(fault: Fault) -> str:
    return f"sen päivä ({fault.there}) on myöhemmin kuin se, mikä siihen nojaa ({fault.here})"


def _year(fault: Fault) -> str:
    return f"sen vuosi on {fault.there} ja tämän {fault.here}"


def _meeting(fault: Fault) -> str:
    told = "kokous on peruttu" if fault.here == "peruttu" else "kokousta ei ole vielä pidetty"
    return f"{told} ({fault.there})"


def _agenda(fault: Fault) -> str:
    return f"kokouksen ({fault.here}) esityslistalla ei ole tätä asiaa"


_WORDS: dict[Aspect, Callable[[Fault], str]] = {
    Aspect.LAJI: _kind,
    Aspect.PAATTAJA: _decider,
    Aspect.TILA: _state,
    Aspect.TULOS: _outcome,
    Aspect.KOSKEE: _matter,
    Aspect.JARJESTYS: _order,
    Aspect.VUOSI: _year,
    Aspect.KOKOUS: _meeting,
    Aspect.ASIALISTA: _agenda,
}


def one_of(codes: Sequence[str]) -> str:
    *first, last = [code if code in (HANKE, YLAHANKE) else f"`{code}`" for code in codes]
    return f"{', '.join(first)} tai {last}" if first else last


def _clauses(*aspects: str) -> tuple[str, ...]:
    """The clauses of the declared fields that rest on a decision, for the rules that tell of all of them."""
    return tuple(sorted({each.lauseke for each in CITATIONS if each.field.endswith(aspects)}))


@rule(
    "HAL-301",
    "Perusteena olevan päätöksen tulos tukee sitä, mikä siihen nojaa",
    lauseke=_clauses("paatos"),
    fix="nimeä päätös, jolla asia päätettiin näin, tai korjaa tietueen tila tai päätöksen `tulos`",
)
def grounds_say_yes(handbook: Handbook) -> Findings:
    """Kielteinen päätös ei ole myönteisen peruste eikä myönteinen kielteisen, vaikka laji on sama."""
    yield from wrong_grounds(handbook, "HAL-301")


@rule(
    "HAL-302",
    "Peruste koskee asiaa, joka siihen nojaa",
    lauseke=_clauses("paatos", "linjaus", "kehitysaihio"),
    fix="nimeä se päätös, joka koskee tätä asiaa, tai korjaa päätöksen `koskee`",
)
def grounds_are_about_the_matter(handbook: Handbook) -> Findings:
    """Oikeanlainen päätös väärästä asiasta ei oikeuta mihinkään. Lukija seuraa viittausta ja päätyy toiseen asiaan."""
    yield from wrong_grounds(handbook, "HAL-302")


@rule(
    "HAL-303",
    "Peruste ei ole myöhempi kuin se, mikä siihen nojaa",
    lauseke=_clauses("paatos", "tulossopimus"),
    fix="korjaa päivä siihen tietueeseen, jossa se on väärin, tai nimeä aiempi päätös",
    severity=Severity.HUOMAUTUS,
)
def grounds_come_first(handbook: Handbook) -> Findings:
    """Päätös on perusteena vasta, kun se on tehty. Jälkikäteen tehty päätös vain toteaa sen, mitä jo tapahtui."""
    yield from wrong_grounds(handbook, "HAL-303")


@rule(
    "HAL-304",
    "Asiasta päättää se, jonka malli siihen nimeää",
    lauseke=("2.1-18", "2.2-09", "3.2-09", "3.2-12"),
    fix="korjaa `paattaja` tai `koskee`, tai vie asia sen päätettäväksi, jonka malli nimeää",
    severity=Severity.HUOMAUTUS,
)
def the_named_body_decides(handbook: Handbook) -> Findings:
    """Näistä asioista malli sanoo, kuka voi päättää tai että niistä sovitaan, mutta ei kiellä muita. Yksi osapuoli ei
    kuitenkaan sovi yksin, ja lukijan on hyvä tietää, että päättäjä on muu kuin mallissa.
    """
    for paatos in handbook.paatokset:
        by_group = paatos.paattaja == KOORDINAATIORYHMA and paatos.decided  # HAL-131 tells
        if (own := unnamed_power(handbook, paatos)) and not by_group:
            matter = f"asiasta (`laji: {paatos.laji}`)"
            named = one_of(own.deciders)
            told = f"mallissa {matter} {'päättää' if own.kohde else 'voi päättää'} {named} ({own.lauseke})"
            problem = f"`paattaja: {paatos.paattaja}`, mutta {told}"
            yield paatos.at("paattaja"), problem


@rule(
    "HAL-305",
    "Päätöksen korvaa sen tekijä tai se, joka on mallissa sen yläpuolella",
    lauseke=("2.1-17", "2.2-06", "3.2-09", "3.2-12"),
    fix="vie asia sen päätettäväksi, joka teki korvattavan päätöksen, tai poista `korvaa`",
)
def only_who_is_above_replaces(handbook: Handbook) -> Findings:
    """Johtoryhmän linjaus ei kumoudu koordinaatioryhmän päätöksellä eikä OKM:n päätös OPH:n päätöksellä."""
    for uusi in handbook.paatokset:
        for index, korvaus in enumerate(uusi.korvaa):
            vanha = handbook.paatokset.get(korvaus.paatos)
            if vanha and vanha.decided and replaces_anothers(handbook, uusi, vanha):
                problem = (
                    f"`paattaja: {uusi.paattaja}`, mutta korvattavan päätöksen `{vanha.id}` päättäjä on "
                    f"`{vanha.paattaja}`"
                )
                yield uusi.at("korvaa", index, "paatos"), problem


@rule(
    "HAL-306",
    "Päätös koskee jotakin",
    lauseke=("1-13", "1-14"),
    fix="kirjoita kohtaan `koskee` tietueet, joita päätös koskee",
    severity=Severity.HUOMAUTUS,
)
def decisions_concern_something(handbook: Handbook) -> Findings:
    """Päätös löytyy siitä asiasta, jota se koskee. Ilman kohdetta se ei näy missään eikä voi olla minkään peruste."""
    for paatos in handbook.paatokset:
        if not paatos.koskee and paatos.tila != "rauennut":
            yield paatos.at("koskee"), "päätös ei kerro, mitä se koskee"


@rule(
    "HAL-307",
    "Peruste on olemassa ja oikealta vuodelta",
    lauseke=("2.3-10", "3.1-09", "3.3-04"),
    fix="nimeä pidetty kokous tai saman vuoden sopimus tai suunnitelma, tai korjaa tieto siihen, missä se on väärin",
)
def grounds_exist(handbook: Handbook) -> Findings:
    """Peruttu kokous ei ole käsitellyt mitään, eikä toisen vuoden sopimus ole tämän vuoden suunnitelman perusta."""
    yield from wrong_grounds(handbook, "HAL-307")
    for plan in handbook.vuosisuunnitelmat:
        if plan.tila == "tarkennettu" and plan.tulossopimus is None:
            problem = "suunnitelma on tilassa `tarkennettu`, mutta `tulossopimus` puuttuu (2.3-10)"
            yield (
                plan.at("tulossopimus"),
                problem,
                "nimeä sopimus, jonka mukaiseksi suunnitelma tarkennettiin",
            )


@rule(
    "HAL-308",
    "Perusteena oleva kokous käsitteli asiaa",
    lauseke=("3.1-03", "3.1-04", "3.2-17", "3.2-18"),
    fix="nimeä se kokous, joka käsitteli asiaa, tai lisää asia kokouksen esityslistalle",
    severity=Severity.HUOMAUTUS,
)
def meetings_handled_the_matter(handbook: Handbook) -> Findings:
    """Kokouksen sivulta pitää löytyä se asia, jonka käsittelyyn kokous nimetään."""
    yield from wrong_grounds(handbook, "HAL-308")


@rule(
    "HAL-309",
    "Peruste on oikeaa lajia, oikean päättäjän ja tehty",
    lauseke=_clauses("paatos"),
    fix="nimeä tehty päätös, jonka laji ja päättäjä sopivat kohtaan",
)
def grounds_are_of_the_right_kind(handbook: Handbook) -> Findings:
    """Jokaisella kentällä on oma perusteensa: resurssipäätös ei sovi hankkeen muutokseen eikä valmisteltava päätös
    vielä mihinkään.
    """
    yield from wrong_grounds(handbook, "HAL-309")
