"""Conclusions of ``queries`` in words, and the answers a verdict gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from hallinta.present.amounts import eurot, luettelo, paiva, vuodet
from hallinta.present.words import NOT_AGREED, NOT_APPLICABLE, NOT_DEFINED, NOT_FOUND, NOT_RECORDED
from hallinta.queries import (
    ActionState,
    Compliance,
    Gap,
    Ground,
    Lack,
    Obligation,
    PracticeState,
    ProjectVerdict,
    Reason,
    StatementResult,
    StatementVerdict,
    Unknown,
    Validity,
    Verdict,
)
from hallinta.records.asetukset import Asetukset
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
        Reason.PAATTYNYT: "Käsittely on päättynyt, joten vastuutahoa ei enää ole.",
    },
    Obligation: {
        Obligation.RAPORTTI: "hankkeen raportti",
        Obligation.SEURANTA: "päätöksen seuranta",
        Obligation.KATSELMUS: "katselmus",
        Obligation.ARVIOINTI: "mallin arviointi",
        Obligation.ASETTAMINEN: "ryhmän asettaminen",
        Obligation.KASITTELY: "idean käsittely",
        Obligation.VAIKUTTAVUUS: "vaikuttavuuden arviointi",
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


def hankkeistus(asetukset: Asetukset, verdict: Verdict) -> Answer:
    """The project verdict in words: the same on a proposal's page, in the table and in the helper."""
    lower, upper = eurot(asetukset.raja_arviointi_eur), eurot(asetukset.raja_hankkeistus_eur)
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
        f"Arvioitu {paiva(cost.arvioitu)}." if cost.arvioitu else "",
    ]
    return " ".join(filter(None, sentences))


def asetus_in_words(asetukset: Asetukset, name: str) -> str:
    """A setting as a sentence says it: an amount with its sign, an unknown as *ei sovittu*."""
    value = getattr(asetukset, name)
    if value is None:
        return NOT_AGREED
    return eurot(value) if isinstance(value, Decimal) else str(value)
