"""Conclusions of ``queries`` in words, and the answers a verdict gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from hallinta.present.amounts import eurot, luettelo, paiva, vuodet
from hallinta.present.words import NOT_AGREED, NOT_APPLICABLE, NOT_DEFINED, NOT_FOUND, NOT_RECORDED
from hallinta.queries import (
    ActionState,
    Compliance,
    Cost,
    Crossing,
    Gap,
    Ground,
    Lack,
    LimitKind,
    Limits,
    Obligation,
    PracticeState,
    ProjectVerdict,
    Reason,
    StatementResult,
    StatementVerdict,
    Unknown,
    Validity,
    Verdict,
    valid_on,
)
from hallinta.queries.paatokset import Stage
from hallinta.records.asetukset import Asetukset, Voimassa
from hallinta.records.kasittely import Kustannus

IN_WORDS: dict[type[StrEnum], Mapping[Any, str]] = {
    Reason: {
        Reason.HANKKEEN_RYHMA: "Hanketta ohjaavat sen omat asetetut ryhmät.",
        Reason.YLAHANKE: "Hanke on osa laajempaa hanketta, joten ohjaus on ylähankkeen ryhmillä.",
        Reason.SOVITTU_TOISIN: "Hanke on osa laajempaa hanketta, mutta sen ohjauksesta on päätetty erikseen.",
        Reason.HANKKEESSA: "Kehittäminen on hankkeistettu, joten päävastuu on hankkeella.",
        Reason.YLEISKAYTTOINEN: (
            "Kun hanketta ei ole, yleiskäyttöisen palvelun ohjausryhmänä voi toimia koordinaatioryhmä."
        ),
        Reason.OHJAUSSOPIMUS: (
            "Koordinaatioryhmä on sovittu palvelun ohjausryhmäksi, kun kehittämistä ei hankkeisteta."
        ),
        Reason.EI_SOVITTU: (
            "Kun hanketta ei ole, koordinaatioryhmä voi toimia palvelun ohjausryhmänä, jos niin sovitaan. "
            "Sopimusta ei ole kirjattu."
        ),
        Reason.HANKKEISTAMATON: "Kehittämistä ei ole hankkeistettu, joten siitä vastaa koordinaatioryhmä.",
        Reason.PIENKEHITYS: "Työ on ylläpidon pienkehitystä, josta vastaa OPH.",
        Reason.KASITTELYVAIHE: "Vastuu on sillä, jonka vuoro käsittelyssä nyt on.",
        Reason.YLLAPIDOSSA: "Kehittäminen on päättynyt, ja ylläpidosta vastaa pääsääntöisesti OPH.",
        Reason.PAATTYNYT: "Käsittely on päättynyt, joten vastuutahoa ei enää ole.",
    },
    Stage: {
        Stage.ESITETTY: "esitetty",
        Stage.PAATETTY: "päätetty",
        Stage.VOIMAAN: "tulee voimaan",
        Stage.KORJATTU: "korjattu",
        Stage.SEURATTU: "seurattu",
        Stage.SEURATAAN: "seurataan",
        Stage.KORVATTU: "korvattu",
        Stage.KORVATTU_OSITTAIN: "korvattu osittain",
    },
    Obligation: {
        Obligation.RAPORTTI: "hankkeen raportti",
        Obligation.SEURANTA: "päätöksen seuranta",
        Obligation.KATSELMUS: "katselmus",
        Obligation.ARVIOINTI: "mallin arviointi",
        Obligation.ASETTAMINEN: "ryhmän asettaminen",
        Obligation.KASITTELY: "idean käsittely",
        Obligation.VAIKUTTAVUUS: "vaikuttavuuden arviointi",
        Obligation.VUOSIKELLO: "vuosikellon tehtävä",
        Obligation.TOIMENPIDE: "kokouksessa sovittu toimenpide",
    },
    ActionState: {
        ActionState.AVOIN: "avoin",
        ActionState.MYOHASSA: "myöhässä",
        ActionState.TEHTY: "tehty",
        ActionState.RAUENNUT: "rauennut",
    },
    Ground: {
        Ground.SIIRRETTY: "Asia siirrettiin aiemmasta kokouksesta.",
        Ground.TOIMENPITEET: "Toimenpide kulkee kokouksesta toiseen, kunnes se on tehty tai rauennut.",
        Ground.VALMISTELU: "Koordinaatioryhmä valmistelee johtoryhmän kokouksen ja sen asiat.",
        Ground.IDEAT: "Ideat odottavat koordinaatioryhmän käsittelyä.",
        Ground.AIHIO: "Kehitysaihio odottaa ryhmän käsittelyä.",
        Ground.PAATOSEHDOTUS: "Päätösehdotus odottaa ryhmää.",
        Ground.KAYTANTO: "Käytäntöä on esitetty, mutta siitä ei ole päätetty.",
        Ground.HANKE: "Hankkeen käynnistämistä ei ole päätetty.",
        Ground.RAPORTIT: "Hankkeen sovittu raportti on myöhässä kokouspäivänä.",
        Ground.VAIKUTTAVUUS: "Kehitystyö on valmis, mutta sen vaikuttavuutta ei ole arvioitu.",
        Ground.SEURANTA: "Päätöksen seurantapäivä on tullut, mutta seurantaa ei ole kirjattu.",
        Ground.KATSELMUKSET: "Katselmus on myöhässä kokouspäivänä.",
        Ground.MAARAAJAT: "Mallin määräaika on mennyt, eikä toteutumisesta ole lähdettä.",
        Ground.VUOSIVELVOITE: "Vuosikellon mukaan asian aika on ennen ryhmän seuraavaa kokousta.",
    },
    Lack: {
        Lack.ASIALISTA: "esityslista",
        Lack.AIKA: "kellonaika",
        Lack.ESITTELIJA: "esittelijä",
        Lack.VALMISTELU: "tieto kokouksesta, joka valmisteli asian",
        Lack.EHDOTUS: "päätösehdotus",
        Lack.ASIAKIRJA: "asiakirja",
        Lack.KUTSU: "kutsu",
        Lack.TULOS: "tulos",
        Lack.PAATOS: "päätöksen kirjaus",
        Lack.VIESTINTA: "viestintä",
        Lack.POYTAKIRJA: "tarkastettu pöytäkirja",
    },
    Validity: {
        Validity.VOIMASSA: "voimassa",
        Validity.EI_SEURATA: "voimassaoloa ei seurata",
        Validity.KAUSI_PAATTYNYT: "kausi on päättynyt",
        Validity.OSITTAIN_KORVATTU: "osittain korvattu",
        Validity.KORVATTU: "korvattu",
        Validity.EI_TEHTY: "ei ole tehty",
        Validity.HYLATTY: "hylätty",
        Validity.PALAUTETTU: "palautettu valmisteluun",
    },
    Compliance: {
        Compliance.KUNNOSSA: "kunnossa",
        Compliance.PUUTTUU: "puuttuu",
        Compliance.EI_TIETOA: "ei tietoa",
        Compliance.OHJEELLINEN: "ohjeellinen",
    },
    Gap: {
        Gap.PALVELUKORTTI: "palvelut, joiden kortissa on tuntemattomia tietoja",
        Gap.RUOTSI: "nimet, joiden ruotsinkielistä muotoa ei tiedetä",
        Gap.KUSTANNUSARVIO: "kehitysaihiot, hankkeet ja kehitystyöt, joiden kustannusta ei ole arvioitu",
        Gap.YLLAPITO: "ylläpitoraportit, joista kustannus puuttuu",
    },
    Unknown: {
        Unknown.EI_LOYTYNYT: NOT_FOUND,
        Unknown.EI_KIRJATTU: NOT_RECORDED,
        Unknown.EI_KOSKE: NOT_APPLICABLE,
        Unknown.EI_MAARITELTY: NOT_DEFINED,
    },
    PracticeState: {
        PracticeState.EHDOTUS: "ehdotus",
        PracticeState.VOIMASSA: "voimassa",
        PracticeState.KUMOTTU: "kumottu",
    },
}
"""What each conclusion of ``queries`` is called; a sentence for a reason, a word or two for the others."""


def sanoin(conclusion: StrEnum) -> str:
    return IN_WORDS[type(conclusion)][conclusion]


@dataclass(frozen=True, slots=True)
class Answer:
    """A verdict as a reader gets it: what follows, why, and what to do next."""

    lause: str
    syy: str
    seuraava: str


def voimassaolo(start: date | None, end: date | None) -> str:
    """``1.1.2027 alkaen``, ``31.12.2026 asti`` or both ends; empty for what has always held and still does."""
    if start and end:
        return f"{paiva(start)}–{paiva(end)}"
    return f"{paiva(start)} alkaen" if start else f"{paiva(end)} asti" if end else ""


def rajojen_aika(limits: Limits) -> str:
    """A sentence on when the limits hold, where there is more than one value of them; else nothing."""
    told = voimassaolo(limits.alkaen, limits.asti)
    return f"Sovellettujen rajojen voimassaolo: {told}." if told else ""


def hankkeistus(limits: Limits, verdict: Verdict) -> Answer:
    """The project verdict in words: the same on a proposal's page, in the table and in the helper."""
    answer = _set_up_as_project(limits, verdict)
    when = rajojen_aika(limits)
    return replace(answer, syy=f"{answer.syy} {when}") if when else answer


def _set_up_as_project(limits: Limits, verdict: Verdict) -> Answer:
    lower, upper = eurot(limits.arviointi), eurot(limits.hankkeistus)
    set_up = (
        "Perusta hanke, jolla on vähintään yksi asetettu ryhmä. "
        "Johtoryhmä voi päättää hankkeen käynnistämisestä."
    )
    return {
        ProjectVerdict.EI_VELVOITETTA: Answer(
            "Malli ei vaadi hankkeistamista eikä sen tarpeen arviointia.",
            f"Arvioitu kokonaiskustannus on enintään {lower}.",
            "Tee kehittäminen hankkeistamattomana kehityksenä tai ylläpidon pienkehityksenä.",
        ),
        ProjectVerdict.ARVIOIDAAN: Answer(
            "Hankkeistamisen tarve on arvioitava.",
            f"Arvioitu kokonaiskustannus on yli {lower} mutta enintään {upper}.",
            "Kirjaa kehitysaihioon hankkeistamisarvio: arvioija, päivä, tulos ja perustelu. "
            "Malli ei nimeä arvioijaa.",
        ),
        ProjectVerdict.HANKKEISTETAAN: Answer(
            "Kehittäminen on hankkeistettava.",
            f"Arvioitu kokonaiskustannus on yli {upper}.",
            set_up,
        ),
        ProjectVerdict.SUOSITELLAAN: Answer(
            "Kehittäminen suositellaan hankkeistettavaksi.",
            "Palvelu on uusi, ja suositus koskee uusia palveluja kustannuksesta riippumatta.",
            "Perusta hanke tai kirjaa kehitysaihioon, miksi hanketta ei perusteta.",
        ),
        ProjectVerdict.HANKKEISTETAAN_TULKINTA: Answer(
            "Kehittäminen suositellaan hankkeistettavaksi, "
            "ja käsikirjan tulkinnan mukaan se on hankkeistettava.",
            f"Palvelu on uusi, ja arvioitu kokonaiskustannus on yli {upper}. Lähteestä ei käy selvästi ilmi, "
            "koskeeko raja myös uusia palveluja.",
            set_up,
        ),
        ProjectVerdict.EI_VOI_PAATELLA: Answer(
            "Hankkeistamisen tarvetta ei voi päätellä.",
            "Kokonaiskustannusta ei ole arvioitu.",
            "Arvioi kokonaiskustannus ja kirjaa, mitä arvio sisältää.",
        ),
    }[verdict.tulos]


def lausunto(result: StatementResult) -> Answer:
    """The statement verdict in words; an unknown cost, sector or limit is named."""
    if result.tulos is StatementVerdict.PYYDETAAN and result.raja and result.raja.raja_eur is not None:
        return Answer(
            "Valtiovarainministeriöltä on pyydettävä lausunto.",
            f"Kustannus on vähintään {eurot(result.raja.raja_eur)}, joka on tämän käyttöalan raja.",
            "Pyydä lausunto ja kirjaa menettely kehitysaihioon.",
        )
    if result.tulos is StatementVerdict.EI_VELVOITETTA:
        limit = result.raja.raja_eur if result.raja else None
        return Answer(
            "Valtiovarainministeriön lausuntoa ei asetuksen 2 §:n 1–3 kohdan perusteella tarvitse pyytää.",
            f"Kustannus on alle {eurot(limit)}, joka on tämän käyttöalan raja."
            if limit is not None
            else "Muutos koskee vain viraston omaa käyttöä.",
            "Arvioi asia uudelleen, jos kustannus tai käyttöala muuttuu.",
        )
    why, then = _open_statement(result)
    return Answer("Valtiovarainministeriön lausunnon tarvetta ei voi päätellä.", why, then)


def _open_statement(result: StatementResult) -> tuple[str, str]:
    if result.raja is None:
        return "Muutoksen käyttöalaa ei ole kirjattu.", "Selvitä, ketä muutos koskee."
    if result.raja.raja_eur is None:
        return "Käyttöalan euroraja ei ole tiedossa.", "Tarkista raja valtioneuvoston asetuksesta 1301/2019."
    return "Kokonaiskustannusta ei ole arvioitu.", "Arvioi kokonaiskustannus."


_COST_PARTS = {
    "alv_sisaltyy": ("arvonlisäveron", "arvonlisäveroa", "arvonlisävero"),
    "oma_tyo_sisaltyy": ("oman työn", "omaa työtä", "oma työ"),
    "yllapito_sisaltyy": ("ylläpidon", "ylläpitoa", "ylläpito"),
}


def sisalto(cost: Kustannus) -> str:
    """What the estimate includes, leaves out and does not tell (A-07)."""
    parts: dict[bool | None, list[str]] = {True: [], False: [], None: []}
    for field, (included, left_out, open_part) in _COST_PARTS.items():
        value = getattr(cost, field)
        parts[value].append({True: included, False: left_out, None: open_part}[value])
    sentences = [
        f"Sisältää {luettelo(parts[True])}." if parts[True] else "",
        f"Ei sisällä {luettelo(parts[False], 'eikä')}." if parts[False] else "",
        f"Ei ole kerrottu, sisältyykö {luettelo(parts[None], 'tai')}." if parts[None] else "",
        f"Kattaa {'vuodet' if len(cost.vuodet) > 1 else 'vuoden'} {vuodet(cost.vuodet)}."
        if cost.vuodet
        else "Vuosia ei ole kerrottu.",
        f"Arvioitu {paiva(cost.arvioitu)}."
        if cost.arvioitu
        else "Arvion päivää ei ole kerrottu."
        if cost.known is not None
        else "",
    ]
    return " ".join(filter(None, sentences))


_LIMITS = {
    LimitKind.ARVIOINTI: "arviointirajan",
    LimitKind.HANKKEISTUS: "hankkeistamisrajan",
    LimitKind.LAUSUNTO: "lausuntorajan",
}


def raja_sanoin(kind: LimitKind, limit: Decimal) -> str:
    """``300 000 euron arviointirajan``: what is exceeded, in the case that the verb wants."""
    return f"{eurot(limit).removesuffix('€')}euron {_LIMITS[kind]}"


def ylitys(crossing: Crossing) -> str:
    """That an estimate passed a limit, with both figures and their days."""
    verb = "saavutti" if crossing.kind is LimitKind.LAUSUNTO else "ylitti"
    figures = f"{arvio_sanoin(crossing.before)} → {arvio_sanoin(crossing.after)}"
    return f"Arvio {verb} {raja_sanoin(crossing.kind, crossing.limit)}: {figures}."


def ylitys_nyt(kind: LimitKind, limit: Decimal, over: bool) -> str:
    """What a change of an estimate means: *arvio ylittää nyt 300 000 euron arviointirajan*."""
    if kind is LimitKind.LAUSUNTO:
        verb = "saavuttaa nyt" if over else "ei enää saavuta"
    else:
        verb = "ylittää nyt" if over else "ei enää ylitä"
    ended = raja_sanoin(kind, limit)
    return f"arvio {verb} {ended if over else ended.removesuffix('n') + 'a'}"


def arvio_sanoin(cost: Cost) -> str:
    """``310 000 € (12.3.2026)``; a sum that something is missing from is the least there is."""
    least = "vähintään " if cost.partial else ""
    day = paiva(cost.day) if cost.dated else "arvion päivä ei tiedossa"
    return f"{least}{eurot(cost.eur)} ({day})"


def asetus_in_words(asetukset: Asetukset, name: str, today: date) -> str:
    """A setting as a sentence says it: an amount with its sign, an unknown as *ei sovittu*; of dated values today's,
    and the coming ones after it.
    """
    value = getattr(asetukset, name)
    if isinstance(value, tuple) and value and isinstance(value[0], Voimassa):
        now = valid_on(value, today)
        coming = sorted((each for each in value if each.alkaen and each.alkaen > today), key=_start)
        later = luettelo([f"{paiva(_start(each))} alkaen {asetusarvo(each)}" for each in coming])
        return f"{asetusarvo(now)} ({later})" if later else asetusarvo(now)
    return _in_words(value)


def _start(value: Voimassa) -> date:
    return value.alkaen or date.min


def asetusarvo(value: Any) -> str:
    """One dated value of a setting in words, without its day."""
    return _in_words(value.arvo)


def _in_words(value: object) -> str:
    if value is None:
        return NOT_AGREED
    return eurot(value) if isinstance(value, Decimal) else str(value)
