"""Hand-written pages: prose is prose, so nothing on a page runs, fetches or takes another one's place."""

from __future__ import annotations

from hallinta.finding import Place
from hallinta.handbook import Handbook
from hallinta.navigation import SETTINGS_FILE
from hallinta.prose import HTML, LINKKI, LOHKO, TUNNUS
from hallinta.queries.osoitteet import page_files
from hallinta.rules.registry import RULES, Findings, rule
from hallinta.schema_errors import nearest_id, shown


def flaws(handbook: Handbook, kind: str) -> Findings:
    for sivu in handbook.own_pages:
        for flaw in sivu.prose.flaws:
            if flaw.kind == kind:
                yield sivu.spot(flaw.start), flaw.problem, flaw.fix


@rule(
    "HAL-222",
    "Sivulla on vain sallittua HTML:ää",
    lauseke=("1-13", "1-15"),
    fix="kirjoita sisältö Markdownina",
)
def pages_have_no_html_of_their_own(handbook: Handbook) -> Findings:
    """HTML voisi ajaa ohjelmaa, hakea sisältöä muualta tai muuttaa koko sivun. Sivut kirjoitetaan Markdownina,
    ja siitä syntyvä HTML on tunnettua.
    """
    yield from flaws(handbook, HTML)


@rule(
    "HAL-223",
    "Sivun lohkot ja määritteet ovat sivuston tuntemia",
    lauseke="1-15",
    fix="kirjoita lohko muokkaajan oppaan mallin mukaan",
)
def pages_use_known_blocks(handbook: Handbook) -> Findings:
    """Aaltosulkeissa voi antaa tekstille minkä tahansa HTML-määritteen, ja kesken jäänyt lohko nielee sivun lopun.
    Siksi käytössä ovat vain sivuston omat lohkot ja määritteet.
    """
    yield from flaws(handbook, LOHKO)


@rule(
    "HAL-224",
    "Sivun linkki on turvallinen ja tunnettua muotoa",
    lauseke=("1-13", "1-14"),
    fix="käytä osoitetta (https://…), sähköpostia (mailto:…) tai sivun polkua (malli/vastuut.md)",
)
def links_of_pages_are_safe(handbook: Handbook) -> Findings:
    """Selain suorittaisi `javascript:`-linkin ja hakisi vieraan kuvan kertomatta siitä lukijalle, joten linkki
    johtaa sivuston omaan paikkaan tai tunnettuun osoitteeseen.
    """
    yield from flaws(handbook, LINKKI)


@rule(
    "HAL-226",
    "Kohdan tunnus on sivulla kerran",
    lauseke="1-14",
    fix="anna kohdalle oma tunnus",
)
def ids_of_sections_are_single(handbook: Handbook) -> Findings:
    """Tunnus on kohdan osoite. Kahdesti annettu tunnus vie lukijan väärään kohtaan, ja sivuston oma tunnus sotkisi
    valikot.
    """
    yield from flaws(handbook, TUNNUS)


@rule(
    "HAL-227",
    "Navigaatio nimeää sivut, jotka ovat olemassa, ja jokainen sivu on siinä",
    lauseke=("1-13", "1-14"),
    fix=f"korjaa tiedoston {SETTINGS_FILE} kohta `nav`",
)
def navigation_and_pages_agree(handbook: Handbook) -> Findings:
    """Sivu, jota valikossa ei ole, jää lukijalta löytymättä, ja valikon tyhjä kohta vie hänet harhaan."""
    if handbook.navigation is None or handbook.tree:
        return
    files = page_files(handbook, RULES)
    seen: set[str] = set()
    for page, spot in handbook.navigation.named:
        place = Place(SETTINGS_FILE, *spot)
        if page in seen:
            yield place, f"sivu `{shown(page)}` on navigaatiossa kahdesti", "poista toinen rivi"
        elif not page.startswith(("https://", "http://")) and page not in files:
            near = nearest_id(page, files) if len(seen) < 300 else None
            fix = f"tarkoititko `{near}`?" if near else "poista rivi tai korjaa sivun polku"
            yield place, f"navigaatiossa on `{shown(page)}`, mutta sivua ei ole", fix
        seen.add(page)
    for sivu in handbook.own_pages:
        page = f"{sivu.id}.md"
        if page not in seen and not handbook.navigation.may_leave_out(page):
            fix = f"lisää tiedoston {SETTINGS_FILE} kohtaan `nav` rivi `- {page}` sinne, missä sivun pitää näkyä"
            yield sivu.at("title"), "sivu ei ole navigaatiossa", fix
