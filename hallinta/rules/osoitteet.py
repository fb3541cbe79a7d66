"""One address, one page: records, hand-written pages, removed addresses and what the program makes itself."""

from __future__ import annotations

import re
from functools import cache

from hallinta.finding import Place
from hallinta.handbook import Handbook
from hallinta.pictures import OWN_FOLDERS
from hallinta.queries import RULE_INDEX, Made, made_pages
from hallinta.queries.graph import once
from hallinta.queries.kalenteri.feeds import ALL
from hallinta.rules.registry import RULES, Findings, rule

_OWN = re.compile(rf"({'|'.join(OWN_FOLDERS)}|assets|404)(/.*)?")
"""Addresses where the program keeps files of its own; a page's address has no ending, so it is never a file's."""
_INDEX = re.compile(r"(^|/)index$")

OURS = "siinä on ohjelman omia tiedostoja"


def spot(address: str) -> str:
    """An address as what it is on a disk and on a server: letters of either case, with and without ``index``."""
    bare = address.strip("/").casefold()
    while _INDEX.search(bare):
        bare = _INDEX.sub("", bare)
    return bare


@once
def owners(handbook: Handbook) -> dict[str, list[Made]]:
    """What wants each spot of the site, the program's own pages first; a spot that one alone wants is its own."""
    found: dict[str, list[Made]] = {}
    for page in (*made_pages(handbook), *_rule_pages()):
        found.setdefault(spot(page.address), []).append(page)
    return found


@cache
def _rule_pages() -> tuple[Made, ...]:
    return (
        Made(RULE_INDEX, "Säännöt"),
        *(Made(f"{RULE_INDEX}{id}/", f"{id} {each.title}") for id, each in RULES.items()),
    )


def owner(handbook: Handbook, address: str) -> str | None:
    """In words, what stands at an address already; None when it is free."""
    if _OWN.fullmatch(spot(address)):
        return OURS
    found = owners(handbook).get(spot(address))
    return None if found is None else told(found[0])


def told(page: Made) -> str:
    if page.source:
        return f"sen sivu tehdään kohteesta {page.source}"
    return f"sen sivun `{page.title}` tekee ohjelma"


@rule(
    "HAL-046",
    "Jokaisella sivulla on oma osoite",
    lauseke=("1-13", "1-14"),
    fix="anna tiedostolle toinen nimi",
)
def pages_have_addresses_of_their_own(handbook: Handbook) -> Findings:
    """Tiedoston nimestä tulee sivun osoite. Jos kahdella sivulla on sama osoite, lukija näkee niistä vain toisen."""
    for wanted in owners(handbook).values():
        ours = _OWN.fullmatch(spot(wanted[0].address))
        first = min(wanted, key=lambda page: page.source is not None)
        for page in wanted:
            if page.source and (ours or page is not first):
                why = OURS if ours else told(first)
                yield Place(page.source), f"osoite `/{page.address}` on käytössä: {why}"
    if ALL in handbook.ryhmat:
        problem = f"osoite `/kalenteri/{ALL}.ics` on käytössä: siinä on kaikkien ryhmien yhteinen kalenteri"
        yield handbook.ryhmat[ALL].at(), problem
