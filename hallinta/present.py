"""Phrases: how the handbook says a date, an amount, an enumeration, a link. Everything a reader sees passes
here.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any

import jinja2
import nh3
from babel.dates import format_date, get_month_names
from babel.numbers import format_decimal
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from hallinta.handbook import Handbook
from hallinta.queries import (
    Compliance,
    Gap,
    Obligation,
    PracticeState,
    ProjectVerdict,
    Reason,
    StatementResult,
    StatementVerdict,
    Track,
    Validity,
    Verdict,
    tracks,
)
from hallinta.records.asetukset import Asetukset, Tila
from hallinta.records.base import Record
from hallinta.records.fields import LINK_SCHEMES
from hallinta.records.kasittely import Kustannus
from hallinta.records.malli import Sivu

NBSP = "\N{NO-BREAK SPACE}"
UNKNOWN = "ei julkista tietoa"
NOT_AGREED = "ei sovittu"
NOT_DEFINED = "ei määritelty lähteessä"

# --- dates and amounts ----------------------------------------------------------------------------------


def paiva(day: date) -> str:
    """``22.11.2026``."""
    return format_date(day, "d.M.y", locale="fi")


def kuukausi(month: str) -> str:
    """``2021-12`` → ``joulukuu 2021``."""
    year, number = month.split("-")
    return f"{kuukauden_nimi(int(number))} {year}"


def kuukauden_nimi(number: int) -> str:
    """``6`` → ``kesäkuu``."""
    return str(get_month_names("wide", context="stand-alone", locale="fi")[number])


def eurot(amount: Decimal) -> str:
    """``300 000 €`` with no-break spaces; cents only when there are some."""
    pattern = "#,##0" if amount == amount.to_integral_value() else "#,##0.00"
    return f"{format_decimal(amount, pattern, locale='fi')}{NBSP}€"


def sentit(amount: Decimal) -> int:
    """Whole cents, for comparing without fractions."""
    return int(amount * 100)


def luku(amount: Decimal) -> str:
    """``1,5``: a number with the decimals it has."""
    return format_decimal(amount, "#,##0.##", locale="fi")


def htv(amount: Decimal) -> str:
    """``1,5 htv``."""
    return f"{luku(amount)}{NBSP}htv"


def erotus(before: Decimal, after: Decimal, say: Callable[[Decimal], str]) -> str:
    """``+50 000 €``, ``−0,5 htv`` or *ei muutosta*; ``say`` words the amount."""
    if before == after:
        return "ei muutosta"
    return f"{'+' if after > before else '−'}{say(abs(after - before))}"


def kausi(start: date | None, end: date | None) -> str:
    """``1.1.2025–31.12.2026``; an open end says so."""
    if start and end:
        return f"{paiva(start)}–{paiva(end)}"
    if start:
        return f"{paiva(start)} alkaen, päättyminen ei tiedossa"
    return f"{paiva(end)} asti, alku ei tiedossa" if end else UNKNOWN


def paivia(days: int) -> str:
    """``12 päivää``; from two years on ``yli 2 vuotta``."""
    return maara(days, "päivä", "päivää") if days < 2 * 365 else f"yli {days // 365}{NBSP}vuotta"


def maaraaika(due: date, today: date) -> str:
    """The day something is due, and how late it is when the day has passed."""
    late = (today - due).days
    return f"{paiva(due)}, myöhässä {paivia(late)}" if late > 0 else paiva(due)


def kello(start: Any, end: Any = None) -> str:
    """``klo 9.00–11.30``."""
    times = [f"{each.hour}.{each.minute:02}" for each in (start, end) if each is not None]
    return f"klo{NBSP}{'–'.join(times)}" if times else ""


def luettelo(items: Iterable[str], word: str = "ja") -> str:
    """``a``, ``a ja b``, ``a, b ja c``; or with another word, *eikä* or *tai*."""
    *head, last = list(items) or [""]
    return f"{', '.join(head)} {word} {last}" if head else last


def vuodet(years: Sequence[int]) -> str:
    """``2021–2023`` when the years follow each other, otherwise a list."""
    if len(years) > 2 and list(years) == list(range(years[0], years[-1] + 1)):
        return f"{years[0]}–{years[-1]}"
    return luettelo(map(str, years))


def maara(count: int, one: str, many: str) -> str:
    """``1 palvelu``, ``2 palvelua``: Finnish counts take the partitive."""
    return f"{count}{NBSP}{one if count == 1 else many}"


# --- enumerations ---------------------------------------------------------------------------------------

# Code form -> what a reader sees. Codes whose words need no ä or ö and no hyphen stand as they are.
SANAT: dict[str, str] = {
    "kylla": "kyllä",
    "ei": "ei",
    "asiakasyksikon-palvelut": "asiakasyksikön palvelut",
    "yleiskayttoiset-palvelut": "yleiskäyttöiset palvelut",
    "monen-yksikon-yhteistyokokonaisuudet": "monen yksikön yhteistyökokonaisuudet",
    "kehitteilla": "kehitteillä",
    "kaytossa": "käytössä",
    "yllapidossa": "ylläpidossa",
    "paattynyt": "päättynyt",
    "ministerio": "ministeriö",
    "yhtio": "yhtiö",
    "asiakasryhma": "asiakasryhmä",
    "sektoriryhma": "sektori- tai koulutusasteryhmä",
    "ohjausryhma": "ohjausryhmä",
    "hankeryhma": "hankkeen ryhmä",
    "pysyva": "pysyvä",
    "valiaikainen": "väliaikainen",
    "asiantuntijaelin": "asiantuntijaelin",
    "tietotuotannon-ryhma": "tietotuotannon tai tietoarkkitehtuurin ryhmä",
    "hallinnonalan-ryhma": "OKM:n hallinnonalan ryhmä",
    "yllapito": "ylläpito",
    "paattaa": "päättää",
    "saados": "säädös",
    "esitys": "hallituksen esitys",
    "lahdekoodi": "lähdekoodi",
    "muu-ryhma": "muu ryhmä",
    "ryhma": "ryhmä",
    "sidosryhma": "sidosryhmä",
    "johtoryhma": "johtoryhmä",
    "koordinaatioryhma": "koordinaatioryhmä",
    "yhteistyo": "yhteistyö",
    "lahteesta": "lähteestä",
    "arkkitehtuuri": "arkkitehtuurikuvaus",
    "tietokanta": "tietokantakuvaus",
    "raja-arvo": "raja-arvo",
    # ideas, proposals, projects, works
    "kaynnissa": "käynnissä",
    "tekematta": "tekemättä",
    "selvitetaan": "selvitetään",
    "tietojen-hyodyntaminen": "tietojen hyödyntäminen",
    "vm-tiedonhallintalausunto": "valtiovarainministeriön lausunto tiedonhallinnan muutoksesta",
    "yhteinen": "julkisen hallinnon tai valtion yhteinen palvelu tai tietovaranto",
    "toimiala": "toimialan tai toimialojen yhteinen palvelu tai tietovaranto",
    "oma-vaikuttaa-muihin": (
        "viraston oma palvelu tai tietovaranto; vaikuttaa muiden viranomaisten tiedonsaantiin"
    ),
    "rajapintamuutos": "yhteisten tietovarantojen rajapintojen tietorakenteiden muutos",
    "oma": "viraston oma palvelu tai tietovaranto; ei vaikuta muiden viranomaisten tiedonsaantiin",
    "viivastynyt": "viivästynyt",
    # decisions, meetings, practices
    "edistaminen": "edistäminen",
    "hankkeen-kaynnistys": "hankkeen käynnistäminen",
    "kaytanto": "käytäntö",
    "yllapidon-resurssit": "ylläpidon resurssit",
    "tehtavan-antaminen": "tehtävän antaminen",
    "merkittava": "merkittävä",
    "vahainen": "vähäinen",
    "hyvaksytty": "hyväksytty",
    "hylatty": "hylätty",
    "paatos": "päätösasia",
    "keskustelu": "keskusteluasia",
    "tiedoksi": "tiedoksi annettava asia",
    "kasitelty": "käsitelty",
    "viestinta": "viestintä",
    "kentta": "tieto palvelun tietueessa",
    "dokumentti": "asiakirja palvelun tietueessa",
    "ohjeellinen": "ohjeellinen: ihminen arvioi",
    "ei-saavutettu": "ei saavutettu",
}

# Topic of a task in the model -> its name in the responsibility matrix.
AIHEET: dict[str, str] = {
    "tavoitteet": "tavoitteet ja linjaukset",
    "tulossopimus": "tulossopimus ja vuosisuunnitelma",
    "tilannekuva": "tilannekuva",
    "kehitysideat": "ideat ja kehitysaihiot",
    "hankkeet": "hankkeet ja hankkeistaminen",
    "hankkeistamaton-kehitys": "hankkeistamaton kehitys",
    "yllapito": "ylläpito",
    "dokumentaatio": "dokumentaatio ja käytännöt",
    "yhteistyo": "yhteistyö ja viestintä",
}

# Field -> its name on a page.
KENTAT: dict[str, str] = {
    "nimi": "Nimi",
    "lyhenne": "Lyhenne",
    "laji": "Laji",
    "tarkoitus": "Tarkoitus",
    "palveluryhma": "Palveluryhmä",
    "mallin_piirissa": "Kuuluu mallin piiriin",
    "omistajat": "Omistaja",
    "yllapitajat": "Ylläpitäjä",
    "toteuttajat": "Tekninen toteuttaja",
    "elinkaaren_tila": "Elinkaaren tila",
    "oikeusperusta": "Oikeusperusta",
    "url": "Osoite",
    "lahdekoodi": "Lähdekoodi",
    "lisenssi": "Lisenssi",
    "dokumentaatio": "Dokumentaatio",
    "riippuvuudet": "Riippuvuudet",
    "sidosryhmat": "Sidosryhmät",
    "asiakasryhmat": "Asiakasryhmät",
    "ylapalvelu": "Yläpalvelu",
    "osoite": "Osoite",
    "omistus": "Omistus ja ylläpito",
    "oikeusperuste": "Oikeusperusta",
    "ryhma": "Ryhmä",
    "elinkaari": "Elinkaaren tila",
    "suhteet": "Sidosryhmät ja riippuvuudet",
    "jasenpaikat": "Jäsenpaikat",
    "tehtavat": "Tehtävät",
    "tehtava": "Tehtävä",
    "tehtava_suunniteltu": "Tehtävä on suunniteltu",
    "tiivistelma": "Tiivistelmä",
    "mallin_piirissa_perustelu": "Mallin piiriin kuulumisen perustelu",
    "paatosvaltaisuus": "Päätösvaltaisuus",
    "kokousvali": "Kokousväli",
    "mallin_ryhma": "Hallintamallin ryhmä",
    "ylaorganisaatio": "Yläorganisaatio",
    "lahteet": "Lähteet",
    "maaritelma": "Määritelmä",
    "lahitermit": "Lähitermit",
    "lahde_laji": "Lähteen laji",
    "lahderyhma": "Lähderyhmä",
    "kasittelyt": "Käsittelyt",
    "palaute_ehdottajalle": "Vastaus ehdottajalle",
    "kayttoala": "Käyttöala",
    "hankkeistamatta_perustelu": "Miksi ei hankkeisteta",
    "lausuntomenettelyt": "Lausuntomenettelyt",
    "edistamispaatos": "Päätös edistämisestä",
    "ylahanke": "Ylähanke",
    "ryhmat": "Ryhmät",
    "kaynnistyspaatos": "Käynnistämispäätös",
    "ohjaus_sovittu_toisin": "Päätös muusta ohjauksesta",
    "resurssimuutokset": "Resurssien muutokset",
    "prioriteetti": "Järjestys",
    "asettanut_kokous": "Kokous, jossa tarve ja tavoite asetettiin",
    "htv": "Henkilötyövuodet",
    "paatos": "Päätös",
    "paattaja": "Päättäjä",
    "paatosteksti": "Päätös",
    "pvm": "Päivä",
    "merkittavyys": "Merkittävyys",
    "merkittavyys_perustelu": "Merkittävyyden perustelu",
    "seurantapaiva": "Seurantapäivä",
    "viestinta": "Viestintä",
    "paattyy": "Päättyy",
    "peruttu_syy": "Peruuttamisen syy",
    "ylimaarainen": "Ylimääräinen kokous",
    "kirjallinen_sopimus": "Kirjallinen sopimus",
    "allekirjoitettu": "Allekirjoitettu",
    "kustannus_eur": "Kustannus",
    "ostopalvelut_eur": "Ostopalvelut",
    "resurssipaatos": "Päätös resursseista",
    "saanto": "Sääntö",
    "yhdistetty": "Yhdistetty ideaan",
    "jaettu": "Jaettu ideoiksi",
    "ohjaussopimus": "Päätös ohjausryhmästä",
    "juridiset_kysymykset": "Juridiset kysymykset",
}


def sana(code: str) -> str:
    """What a reader sees for an enumeration's code."""
    return SANAT.get(code, code.replace("-", " "))


def aihe(code: str) -> str:
    """What a reader sees for a topic of the responsibility matrix."""
    return AIHEET.get(code, sana(code))


def kentta(name: str) -> str:
    return KENTAT.get(name, name.replace("_", " ").capitalize())


# --- conclusions ----------------------------------------------------------------------------------------

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
            "Palvelua ei ole luokiteltu yleiskäyttöiseksi, joten ohjausryhmästä pitäisi sopia, kun hanketta "
            "ei ole. Sopimusta ei ole kirjattu."
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
    },
    Validity: {
        Validity.VOIMASSA: "voimassa",
        Validity.OSITTAIN_KORVATTU: "osittain korvattu",
        Validity.KORVATTU: "korvattu",
        Validity.EI_TEHTY: "ei ole tehty",
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
    PracticeState: {
        PracticeState.EHDOTUS: "ehdotus",
        PracticeState.VOIMASSA: "voimassa",
        PracticeState.KUMOTTU: "kumottu",
    },
}
"""What each conclusion of ``queries`` is called; a sentence for a reason, a word or two for the others."""


def sanoin(conclusion: StrEnum) -> str:
    return IN_WORDS[type(conclusion)][conclusion]


# Who holds a matter in the table of responsibilities (``queries.DIVISION``), its matters and its ways.
VASTUUNJAKO: dict[str, str] = {
    "hankkeistettu": "hankkeistettu",
    "hankkeistamaton": "hankkeistamaton",
    "pienkehitys": "pienkehitys",
    "ohjaus": "ohjaus",
    "paatokset": "päätökset",
    "resurssit": "rahoitus ja resurssit",
    "priorisointi": "priorisointi",
    "tarpeet-ja-tavoitteet": "tarpeet ja tavoitteet",
    "yhteensovittaminen": "yhteensovittaminen",
    "seuranta": "seuranta",
    "vaikuttavuuden-arviointi": "vaikutusten ja vaikuttavuuden arviointi",
    "hankkeen-ryhmat": "yleensä hankkeen ohjausryhmä ja muut ryhmät",
    "ryhmat-itsenaisesti": "hankkeen ryhmät itsenäisesti",
    "hankeorganisaatio": "hankkeen organisaatio",
    "paattaa-merkittavista": "päättää merkittävistä muutoksista",
    "linjaa-suurimmat": "linjaa suurimmat muutokset",
    "voi-sopia-pienemmista": "voi sopia pienemmistä kehitysasioista",
    "voi-ohjata-yhteisia": "voi ohjata yhteisten ja yleiskäyttöisten palveluiden kehittämistä",
    "voi-ohjata-sovittuja": "voi ohjata muiden palveluiden kehittämistä, jos niin sovitaan",
    "linjaa-ja-paattaa": "linjaa ylläpidon resursseista ja päättää niistä",
    "voi-sovittaa-yhteen": "voi sovittaa yhteen usean hankkeen palvelukehitystä",
}

# Field of the record that names another one -> in which role the other one is there.
ROOLIT: dict[str, str] = {
    "asettaja": "asettajana",
    "edistamispaatos": "päätöksenä edistämisestä",
    "ehdotus": "ehdotuksen tekijänä",
    "esitys": "esittäjänä",
    "hankkeistamisarvio": "hankkeistamisen arvioijana",
    "historia": "tilahistoriassa",
    "informointi": "tiedon saajana",
    "juridiset_kysymykset": "juridisen kysymyksen käsittelijänä",
    "kasittelyt": "käsittelijänä",
    "kaynnistyspaatos": "käynnistämispäätöksenä",
    "kohdat": "asialistalla",
    "koostaja": "kokoajana",
    "korvaa": "korvattuna",
    "koskee": "kohteena",
    "lahderyhma": "ehdottajana",
    "linjaus": "linjauksena",
    "muutokset": "muutoksen perusteena",
    "ohjaus_sovittu_toisin": "ohjauksesta sovittaessa",
    "ohjaussopimus": "ohjausryhmästä sovittaessa",
    "paattaja": "päättäjänä",
    "prioriteetti": "järjestyksestä päätettäessä",
    "rajapinta": "rajapintana",
    "raportit": "raportin saajana",
    "raportointi": "raportoinnin saajana",
    "resurssimuutokset": "resurssien muutoksen perusteena",
    "resurssipaatos": "päätöksenä resursseista",
    "ryhmat": "hankkeen ryhmänä",
    "vaikutusarviointi": "vaikutusten arvioijana",
    "valmistelu": "valmistelijana",
    "vastaanottaja": "vastaanottajana",
    "versiot": "version perusteena",
    "viestinta": "viestinnästä vastaavana",
}


# --- the drawing of a state machine -----------------------------------------------------------------------


def kaavio(states: Sequence[Tila]) -> list[list[tuple[str, ...]]]:
    """Row by row, lane by lane, the classes of the strokes that draw the steps between states.

    Each row is a state and each lane a ``queries.Track``. A step leaves low in its row, arrives high in the
    other, and the strokes only go up, down and sideways, so that text may wrap and rows grow as they need.
    """
    found = tracks(states)
    return [[_strokes(found, lane, row) for lane in range(len(found))] for row in range(len(states))]


def _strokes(found: Sequence[Track], lane: int, row: int) -> tuple[str, ...]:
    track, strokes = found[lane], []
    if track.top <= row <= track.bottom:
        own = "saapuva" if row == track.target else "lahteva"
        start = own if row == track.top else "alku"
        end = own if row == track.bottom else "loppu"
        strokes.append(f"hk-pysty hk-pysty--{start}-{end}")
    leaving = [index for index, each in enumerate(found) if row in each.sources]
    arriving = [index for index, each in enumerate(found) if row == each.target]
    for kind, lanes in (("lahteva", leaving), ("saapuva", arriving)):
        if lanes and lane <= lanes[-1]:
            strokes.append(f"hk-vaaka hk-vaaka--{kind}{' hk-vaaka--puoli' if lane == lanes[-1] else ''}")
    if row in track.sources:
        strokes.append("hk-piste")
    if arriving and lane == 0:
        strokes.append("hk-karki")
    return tuple(strokes)


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
            "Valtiovarainministeriön lausuntoa ei tarvitse pyytää.",
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


# --- addresses and links --------------------------------------------------------------------------------


def relative(here: str, there: str) -> str:
    """The way from one site address to another, as an ``href``: ``palvelut/koski/`` → ``../../ryhmat/``."""
    path, hash, fragment = there.partition("#")
    if path == here:
        return f"#{fragment}" if hash else "./"
    way = posixpath.relpath(f"/{path}", f"/{here}")
    return f"{way}{'/' if path.endswith('/') or not path else ''}{hash}{fragment}"


def src_uri(record: Record) -> str:
    """The Markdown path of the page where a record is read: ``palvelut/koski/`` → ``palvelut/koski.md``."""
    path, _, fragment = record.address.partition("#")
    if isinstance(record, Sivu):
        path = f"{record.id}.md"
    else:
        path = f"{path}index.md" if path.count("/") == 1 else f"{path.rstrip('/')}.md"
    return f"{path}#{fragment}" if fragment else path


def markdown_link(here: str, record: Record, text: str) -> str:
    """A Markdown link from one page to a record, so that the engine checks it:
    ``[KOSKI](../palvelut/koski.md)``.
    """
    path, hash, fragment = src_uri(record).partition("#")
    way = posixpath.relpath(path, posixpath.dirname(here) or ".")
    return f"[{escape_markdown(text)}]({way}{hash}{fragment})"


def escape_markdown(text: str) -> str:
    """Text that Markdown shows as it is."""
    return re.sub(r"([\\`*_{}\[\]<>#|!])", r"\\\1", text)


def asetus_in_words(asetukset: Asetukset, name: str) -> str:
    """A setting as a sentence says it: an amount with its sign, an unknown as *ei sovittu*."""
    value = getattr(asetukset, name)
    if value is None:
        return NOT_AGREED
    return eurot(value) if isinstance(value, Decimal) else str(value)


def is_safe(url: str) -> bool:
    scheme, colon, _ = url.partition(":")
    return bool(colon) and scheme.lower() in LINK_SCHEMES


# --- rich text ------------------------------------------------------------------------------------------

_markdown = MarkdownIt("zero").enable(
    ["paragraph", "list", "emphasis", "link", "backticks", "newline", "entity", "escape"]
)
_YEAR = re.compile(r"^(\s*\d{2,})\.", re.MULTILINE)
"""``2026. vuosi`` is a sentence, not item 2026 of a list."""
_TAGS = {"p", "ul", "ol", "li", "em", "strong", "a", "code", "br"}


@lru_cache(maxsize=4096)
def _rich(text: str) -> str:
    return nh3.clean(
        _markdown.render(_YEAR.sub(r"\1\\.", text)),
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes=set(LINK_SCHEMES),
        link_rel="noopener noreferrer",
    )


def rich(text: str, resolve: Callable[[str], str | None]) -> Markup:
    """The small Markdown subset as safe HTML. ``resolve`` turns ``palvelut/koski`` into an href, or None."""

    def to_site(match: re.Match[str]) -> str:
        href = match.group(1)
        if is_safe(href):
            return match.group(0)
        found = resolve(href)
        return f'href="{escape(found)}"' if found else ""

    # Sanitised by nh3 just before.
    return Markup(re.sub(r'href="([^"]*)"', to_site, _rich(text)))  # noqa: S704


def plain(text: object) -> str:
    """Rich text as one line without its marks."""
    return Markup(_rich(str(text))).striptags()  # noqa: S704  # sanitised by nh3


# --- templates ------------------------------------------------------------------------------------------


def alkuun(text: object) -> str:
    """Text as it goes on after a colon: a small initial, unless the first word is an abbreviation."""
    shown = str(text)
    return shown if shown[1:2].isupper() else shown[:1].lower() + shown[1:]


def example_label(record: Record) -> Markup:
    """The label an invented record carries wherever it is named; nothing for a real one."""
    return (
        Markup(' <span class="hk-merkki" data-esimerkki>Esimerkki</span>') if record.esimerkki else Markup()
    )


class Phrasebook:
    """What a template may say about one handbook, seen from one page's address."""

    def __init__(self, handbook: Handbook, here: str) -> None:
        self.handbook = handbook
        self.here = here

    def href(self, address: str) -> str:
        return relative(self.here, address)

    def link(self, record: Record, text: object = None) -> Markup:
        """A link whose text is the record's name; an invented record says so."""
        shown = record.name if text is None else text
        return Markup('<a href="{}">{}</a>{}').format(self.href(record.address), shown, example_label(record))

    def links(self, records: Iterable[Record]) -> Markup:
        return Markup(", ").join(self.link(record) for record in records)

    def outside(self, url: str, text: object = None) -> Markup:
        """A link out of the site; an address of another scheme shows as text."""
        if not is_safe(url):
            return escape(text or url)
        return Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(url, text or short_address(url))

    def rich(self, text: object) -> Markup:
        return rich(str(text), self._resolve)

    def _resolve(self, target: str) -> str | None:
        folder, _, id = target.partition("/")
        record = self.handbook.find(folder, id)
        return self.href(record.address) if record else None


def codes(text: str) -> Markup:
    """Escaped text with `backticked` words as code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))  # noqa: S704  # escaped first


def short_address(url: str) -> str:
    """An address as people read it: no scheme, no trailing slash, long tails cut."""
    text = re.sub(r"^(https?://(www\.)?|mailto:)", "", url).rstrip("/")
    return text if len(text) <= 60 else text[:59] + "…"


def environment(loader: jinja2.BaseLoader) -> jinja2.Environment:
    """Autoescaped everywhere; an undefined name is an error, not an empty space."""
    made = jinja2.Environment(
        loader=loader,
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Callable[..., Any]] = {
        "paiva": paiva,
        "kuukausi": kuukausi,
        "kuukauden_nimi": kuukauden_nimi,
        "eurot": eurot,
        "sentit": sentit,
        "luku": luku,
        "htv": htv,
        "paivia": paivia,
        "sisalto": sisalto,
        "sanoin": sanoin,
        "kaavio": kaavio,
        "vastuunjako": lambda code: VASTUUNJAKO.get(code, sana(code)),
        "merkki": example_label,
        "luettelo": luettelo,
        "vuodet": vuodet,
        "sana": sana,
        "aihe": aihe,
        "kentta": kentta,
        "roolina": lambda field: ROOLIT.get(field, ""),
        "lyhyt_osoite": short_address,
        "koodit": codes,
        "isolla": lambda text: str(text)[:1].upper() + str(text)[1:],
        "alkuun": alkuun,
    }
    made.filters.update(filters)
    made.globals.update(
        UNKNOWN=UNKNOWN,
        NOT_AGREED=NOT_AGREED,
        NOT_DEFINED=NOT_DEFINED,
        maara=maara,
        maaraaika=maaraaika,
        kausi=kausi,
        kello=kello,
        erotus=erotus,
        eurot=eurot,
        htv=htv,
        hankkeistus=hankkeistus,
        lausunto=lausunto,
    )
    return made
