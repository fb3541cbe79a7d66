"""What the command understands: its commands, their options and what may be given to them."""

from __future__ import annotations

import argparse
import re
from datetime import date
from pathlib import Path
from typing import Any

from hallinta import report
from hallinta.handbook import data_folders
from hallinta.records.meant import FIRST_YEAR, LAST_YEAR
from hallinta.usage import Parser

MEETING = "kokous"
"""What `uusi` makes with a proposed agenda; `kokoukset` makes an empty record like the other kinds."""


def parser() -> Parser:
    parser = Parser(prog="hallinta", description="Hallintakäsikirjan tarkistus ja julkaisu.")
    commands = parser.add_subparsers(title="komennot", metavar="KOMENTO", required=True, dest="komento")
    common: Any = argparse.ArgumentParser(add_help=False)  # add_parser wants parents of its own class only
    common.add_argument(
        "--data", type=Path, default=Path("data"), metavar="KANSIO", help="tietojen kansio (data)"
    )
    common.add_argument(
        "--paiva", type=_day, default=None, metavar="VVVV-KK-PP", help="päivä, jona tarkastellaan"
    )

    def command(name: str, help: str) -> argparse.ArgumentParser:
        description = f"{help[:1].upper()}{help[1:]}."
        return commands.add_parser(name, help=help, description=description, parents=[common])

    tarkista = command("tarkista", "tarkistaa kaikki tiedot")
    tarkista.add_argument(
        "--muoto", choices=report.FORMS, default="teksti", help="missä muodossa löydökset annetaan"
    )
    tarkista.add_argument(
        "--vertaa", metavar="REV", help="vertaa gitin versioon: tilat, tehdyt päätökset, poistot"
    )
    muutokset = command("muutokset", "kertoo suomeksi, mitä muutos merkitsee")
    muutokset.add_argument("--vertaa", required=True, metavar="REV", help="gitin versio, johon verrataan")
    muutokset.add_argument(
        "--muoto", choices=("json", "markdown", "teksti"), default="teksti", help="missä muodossa kerrotaan"
    )
    rakenna = command("rakenna", "tarkistaa tiedot ja rakentaa sivuston")
    rakenna.add_argument(
        "--kohde", type=Path, default=Path("site"), metavar="KANSIO", help="sivuston kansio (site)"
    )
    rakenna.add_argument(
        "--pakattu",
        action="store_true",
        help="tekee joka tekstitiedoston viereen pakatun kopion (.gz) palvelinta varten",
    )
    viimeistele = command("viimeistele", "viimeistelee rakennetun sivuston")
    viimeistele.add_argument(
        "--kohde", type=Path, default=Path("site"), metavar="KANSIO", help="sivuston kansio (site)"
    )
    palvele = command("palvele", "näyttää sivuston ja päivittää sen muokatessa")
    palvele.add_argument("--osoite", default="127.0.0.1:8000", help="palvelimen osoite (127.0.0.1:8000)")
    uusi = command("uusi", "kirjoittaa uuden tietueen pohjasta")
    uusi.add_argument(
        "laji",
        choices=[*data_folders(), MEETING],
        metavar="LAJI",
        help=f"{MEETING} (ehdottaa esityslistan) tai tietueen laji: " + ", ".join(data_folders()),
    )
    uusi.add_argument("--nimi", default=None, help="tietueen nimi; jos puuttuu, nimi kysytään")
    uusi.add_argument("--tunnus", default=None, help="tunnus; jos puuttuu, se muodostetaan nimestä")
    uusi.add_argument("--vuosi", type=_year, default=None, metavar="VVVV", help="vuosikellon vuosi")
    uusi.add_argument("--ryhma", default=None, help="kokouksen ryhmä, esim. johtoryhma")
    uusi.add_argument("--pvm", type=_day, default=None, metavar="VVVV-KK-PP", help="kokouksen päivä")
    uusi.add_argument("--esimerkki", action="store_true", help="kokous kirjataan esimerkkikäsikirjaan")
    saannot = command("saannot", "luettelee säännöt tai kertoo yhdestä")
    saannot.add_argument("tunnus", nargs="?", metavar="ID", help="säännön tunnus, esim. HAL-001")
    skeemat = command("skeemat", "kirjoittaa JSON-skeemat muokkausohjelmia varten")
    skeemat.add_argument("--kohde", type=Path, required=True, metavar="KANSIO", help="mihin kansioon")
    paketti = command("paketti", "kirjoittaa kokouksen esityslistapaketin PDF-tiedostoksi")
    paketti.add_argument("kokous", metavar="KOKOUS", help="kokouksen tunnus, esim. johtoryhma-2027-02-11")
    paketti.add_argument("--kohde", type=Path, required=True, metavar="TIEDOSTO", help="PDF-tiedoston nimi")
    sivut = command("sivut", "kirjoittaa tuotetut sivut Markdown-tiedostoiksi")
    sivut.add_argument("--kohde", type=Path, required=True, metavar="KANSIO", help="mihin kansioon")
    return parser


def _day(text: str) -> date:
    """A day as the records give them, and of the same years."""
    try:
        day = date.fromisoformat(text) if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else None
    except ValueError:
        day = None
    if day is None:
        raise argparse.ArgumentTypeError(f"`{text}` ei ole päivä; kirjoita muodossa vvvv-kk-pp")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise argparse.ArgumentTypeError(f"päivä `{text}` ei ole vuosilta {FIRST_YEAR}–{LAST_YEAR}")
    return day


def _year(text: str) -> int:
    if re.fullmatch(r"(19|20)[0-9]{2}", text):
        return int(text)
    raise argparse.ArgumentTypeError(f"`{text}` ei ole vuosi; kirjoita neljä numeroa, esim. 2028")
