"""The site's own addresses: which pages there are and what each is called."""

from __future__ import annotations

from hallinta.handbook import Handbook, kinds
from hallinta.queries.graph import once
from hallinta.queries.kalenteri import calendar, years
from hallinta.queries.malli import chapters
from hallinta.queries.paketti import has_pack, pack_title
from hallinta.queries.tulostus import PRINT, PRINTED
from hallinta.queries.yllapito import report_years
from hallinta.records.malli import chapter_slug

RECORD_KINDS = (
    "organisaatiot",
    "ryhmat",
    "palvelut",
    "sidosryhmat",
    "ideat",
    "kehitysaihiot",
    "hankkeet",
    "kehitystyot",
    "kokoukset",
    "paatokset",
    "kaytannot",
    "tavoitteet",
    "tulossopimukset",
    "vuosisuunnitelmat",
    "arvioinnit",
)
"""Kinds with a page for each record and an index page at their folder."""

LIST_KINDS = {
    "termit": "malli/termit/",
    "tulkinnat": "malli/tulkinnat/",
    "lahteet": "lahteet/",
    "katselmukset": "katselmukset/",
    "poikkeukset": "muokkaajalle/poikkeukset/",
    "poistetut": "muokkaajalle/poistetut/",
}
"""Kinds whose records share one page, and its address."""

SITUATION = "tilannekuva/"
STATEMENT = "saavutettavuus/"
SWEDISH, SWEDISH_TITLE = "sv/", "Sammanfattning på svenska"
MAINTENANCE = "yllapito/"
PACK = "paketti/"
"""Where a meeting's agenda pack stands, under the meeting's own address."""
CALENDAR = "vuosikello/"
CHANGES = "muutokset/"
TRACE = "malli/jaljitettavyys/"
RULE_INDEX = "muokkaajalle/saannot/"


@once
def page_titles(handbook: Handbook) -> dict[str, str]:
    """Address → title of every page that the data tells of; the pages of the rules are the rules' own."""
    found = {sivu.address: sivu.title for sivu in handbook.sivut}
    for folder in RECORD_KINDS:
        found[f"{folder}/"] = kinds()[folder].otsikko
        found |= {record.address: record.name for record in handbook.folder(folder)}
    found |= {address: kinds()[folder].otsikko for folder, address in LIST_KINDS.items()}
    packed = (kokous for kokous in handbook.kokoukset if has_pack(kokous))
    found |= {f"{kokous.address}{PACK}": pack_title(kokous) for kokous in packed}
    found |= {
        SITUATION: "Tilannekuva",
        SWEDISH: SWEDISH_TITLE,
        CHANGES: "Muutokset",
        MAINTENANCE: "Ylläpidon kustannukset ja resurssit",
    }
    found[PRINT] = "Koko käsikirja tulostettavana"
    found |= {luku.address: f"{luku.nimi} tulostettavana" for luku in PRINTED}
    if handbook.saavutettavuus:
        found[STATEMENT] = handbook.saavutettavuus.name
    found |= {f"{MAINTENANCE}{year}/": f"Ylläpito vuonna {year}" for year in report_years(handbook)}
    found[CALENDAR] = kinds()["vuosikello"].otsikko
    records = [calendar(handbook, year).record for year in years(handbook)]
    found |= {record.address: record.name for record in records}
    found[TRACE] = "Jäljitettävyys"
    for chapter in chapters(handbook):
        number, name = chapter.luku.numero, chapter.luku.nimi
        found[f"{TRACE}{chapter_slug(number)}/"] = f"Luku {number}: {name}"
    return found
