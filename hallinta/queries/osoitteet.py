"""The site's own addresses: which pages there are and what each is called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from hallinta.handbook import REAL_KINDS, Handbook, data_folders, kinds
from hallinta.queries.graph import once
from hallinta.queries.kalenteri import calendar, feeds, years
from hallinta.queries.malli import chapters
from hallinta.queries.muutokset import CHANGE_FEED, DECISION_FEED
from hallinta.queries.paketti import has_pack, pack_title
from hallinta.queries.tulostus import PRINT, PRINTED
from hallinta.queries.yllapito import report_years
from hallinta.records.base import EXAMPLE_TREE
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
HISTORY = "historia/"
"""Where a meeting's agenda pack stands, under the meeting's own address."""
CALENDAR = "vuosikello/"
CHANGES = "muutokset/"
TRACE = "malli/jaljitettavyys/"
RULE_INDEX = "muokkaajalle/saannot/"

INDEX_PAGES = frozenset(
    {
        *(f"{folder}/" for folder in RECORD_KINDS),
        *(address for address in LIST_KINDS.values() if address.count("/") == 1),
        *(SITUATION, MAINTENANCE, CALENDAR, CHANGES, PRINT, TRACE, RULE_INDEX),
    }
)
"""The made pages that open a section."""


EXAMPLE_LISTS = (
    SITUATION, "ideat/", "kehitysaihiot/", "hankkeet/", "kehitystyot/", "paatokset/", "kokoukset/", CALENDAR,
    "vuosisuunnitelmat/", "tulossopimukset/", "tavoitteet/", "kaytannot/", "palvelut/", MAINTENANCE, "katselmukset/",
    "arvioinnit/", "ryhmat/", "sidosryhmat/", "organisaatiot/", CHANGES,
)  # fmt: skip
"""The lists of the example handbook, in the order its pages name them."""


def folders_of(handbook: Handbook) -> list[str]:
    """The kinds that a handbook has records of its own of; the example handbook borrows the model's."""
    return [folder for folder in data_folders() if not (handbook.tree and folder in REAL_KINDS)]


def page_file(address: str) -> str:
    """The Markdown path by which a made page is linked to: ``palvelut/`` → ``palvelut/index.md``."""
    opens = address.removeprefix(EXAMPLE_TREE) in INDEX_PAGES
    return f"{address}index.md" if opens else f"{address.rstrip('/')}.md"


def page_files(handbook: Handbook, rules: Iterable[str]) -> dict[str, str]:
    """The file of every page, hand-written ones as they are, and its address."""
    made = set(page_titles(handbook)) - {sivu.address for sivu in handbook.sivut}
    made |= {RULE_INDEX, *(f"{RULE_INDEX}{id}/" for id in rules)}
    made |= {poistettu.osoite.strip("/") + "/" for poistettu in handbook.poistetut}
    return {page_file(each): each for each in made} | {
        f"{each.id}.md": each.address for each in handbook.sivut
    }


@once
def data_files(handbook: Handbook) -> frozenset[str]:
    """The site's machine-readable files, by their paths: what other programs read and pages may link to."""
    found = {DECISION_FEED, CHANGE_FEED, "api/v1/meta.json", *(feed.path for feed in feeds(handbook))}
    for folder in folders_of(handbook):
        found |= {f"api/v1/{folder}.{form}" for form in ("json", "csv")}
        found |= {f"api/v1/{folder}/{id}.json" for id in handbook.folder(folder).ids}
    found = {handbook.place(path) for path in found}
    for folder in data_folders():
        name = f"{kinds()[folder].__name__.lower()}.json"
        found |= {f"api/v1/skeemat/{name}", f"api/v1/skeemat/lahde/{name}"}
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Made:
    """A page that the data tells of: where it is, what it is called, and the file it is made from if it is one's."""

    address: str
    title: str
    source: str | None = None


@once
def made_pages(handbook: Handbook) -> tuple[Made, ...]:
    """Every page that the data tells of, hand-written ones last; the pages of the rules are the rules' own."""
    made = (*_both_have(), *_pages_of_kinds(handbook), *_pages_of_years(handbook))
    return (
        *(replace(page, address=handbook.place(page.address)) for page in made),
        *_real_alone(handbook),
        *_pages_of_chapters(handbook),
        *(Made(sivu.address, sivu.title, sivu.path) for sivu in handbook.sivut),
    )


@once
def page_titles(handbook: Handbook) -> dict[str, str]:
    """Address → title of every page that the data tells of; the pages of the rules are the rules' own."""
    return {page.address: page.title for page in reversed(made_pages(handbook))}


def title_of(handbook: Handbook, address: str) -> str | None:
    """What the page at an address is called in either handbook; None when there is no such page."""
    own = page_titles(handbook).get(address)
    return own if own or handbook.example is None else page_titles(handbook.example).get(address)


def _both_have() -> Iterator[Made]:
    yield Made(SITUATION, "Tilannekuva")
    yield Made(CHANGES, "Muutokset")
    yield Made(MAINTENANCE, "Ylläpidon kustannukset ja resurssit")


def _real_alone(handbook: Handbook) -> Iterator[Made]:
    """What the example handbook links to in the real one."""
    yield Made(SWEDISH, SWEDISH_TITLE)
    yield Made(TRACE, "Jäljitettävyys")
    yield Made(PRINT, "Koko käsikirja tulostettavana")
    yield from (Made(luku.address, f"{luku.nimi} tulostettavana") for luku in PRINTED)
    if handbook.saavutettavuus:
        yield Made(STATEMENT, handbook.saavutettavuus.name, handbook.saavutettavuus.path)


def _pages_of_kinds(handbook: Handbook) -> Iterator[Made]:
    for folder in RECORD_KINDS:
        yield Made(f"{folder}/", kinds()[folder].otsikko)
        yield from (Made(each.address, each.name, each.path) for each in handbook.folder(folder))
    yield from (Made(address, kinds()[folder].otsikko) for folder, address in LIST_KINDS.items())
    for kokous in handbook.kokoukset:
        if has_pack(kokous):
            yield Made(f"{kokous.address}{PACK}", pack_title(kokous), kokous.path)


def _pages_of_years(handbook: Handbook) -> Iterator[Made]:
    yield Made(CALENDAR, kinds()["vuosikello"].otsikko)
    for year in years(handbook):
        record = calendar(handbook, year).record
        yield Made(record.address, record.name, record.path)
    yield from (Made(f"{MAINTENANCE}{year}/", f"Ylläpito vuonna {year}") for year in report_years(handbook))


def _pages_of_chapters(handbook: Handbook) -> Iterator[Made]:
    for chapter in chapters(handbook):
        number, name = chapter.luku.numero, chapter.luku.nimi
        yield Made(f"{TRACE}{chapter_slug(number)}/", f"Luku {number}: {name}", handbook.asetukset.path)
