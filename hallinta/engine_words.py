"""What the site engine says, in Finnish: each of its complaints that an editor can cause, with the place."""

from __future__ import annotations

import re
from collections.abc import Callable

from hallinta.navigation import SETTINGS_FILE

Spot = Callable[[str, str], str]
"""Where a page, or the settings, has a text: ``docs/malli/vastuut.md:12:3``."""

_WRITTEN = r"Doc file '(?P<page>.+?)' contains "
_TARGET = "(?P<target>.*?)"
_GUESS = r"(?P<guess>(?s:.*))"

_LINKS = (
    (
        rf"{_WRITTEN}an absolute link '{_TARGET}', it was left as is\.{_GUESS}",
        "linkki `{target}` alkaa sivuston juuresta",
    ),
    (
        rf"{_WRITTEN}an unrecognized relative link '{_TARGET}', it was left as is\.{_GUESS}",
        "linkki `{target}` johtaa kansioon eikä sivulle",
    ),
    (rf"{_WRITTEN}a link '{_TARGET}', but the target .*?\.{_GUESS}", "linkin `{target}` kohdetta ei ole"),
    (rf"{_WRITTEN}a link '{_TARGET}', but .*anchor.*{_GUESS}", "linkin `{target}` kohtaa ei ole sivulla"),
    (
        rf"{_WRITTEN}a link to '{_TARGET}' which is excluded .*{_GUESS}",
        "linkin `{target}` sivu on jätetty sivustosta pois",
    ),
)
_SUGGESTION = re.compile(r"Did you mean '(.+?)'\?")

_PAGES = (
    (r"Error (?:reading|building) page '(?P<page>.+?)':(?P<why>(?s:.*))", "sivua ei voi tehdä"),
    (r"File not found: (?P<page>.+)(?P<why>)", "tiedostoa ei ole"),
    (r"Encoding error reading file: (?P<page>.+)(?P<why>)", "tiedosto ei ole UTF-8-tekstiä"),
    (
        r"Excluding '(?P<page>.+?)' from the site because it conflicts with (?P<why>'.+')\.",
        "sivu jää pois, koska samassa osoitteessa on toinen",
    ),
)

_SETTINGS = (
    (
        rf"An absolute path to '{_TARGET}' is included in the 'nav' .*",
        "navigaation `{target}` alkaa juuresta",
    ),
    (
        rf"A reference to '{_TARGET}' is included in the 'nav' .*which is not found.*",
        "navigaatiossa on `{target}`, mutta sivua ei ole",
    ),
    (
        rf"A reference to '{_TARGET}' is included in the 'nav' .*excluded.*",
        "navigaatiossa on `{target}`, mutta sivu on jätetty sivustosta pois",
    ),
    (
        r"Config value '.*?': Unrecognised configuration name: (?P<target>.+)",
        "asetusta `{target}` ei tunneta",
    ),
    (
        r"Config value 'plugins': The \"(?P<target>.+?)\" plugin is not installed",
        "lisäosaa `{target}` ei ole asennettu",
    ),
    (
        r"Config value '(?P<target>.+?)': Required configuration not provided\.",
        "pakollinen asetus `{target}` puuttuu",
    ),
    (r"Config value '(?P<target>.+?)': (?P<why>(?s:.*))", "asetus `{target}` ei kelpaa"),
    (r"edit_uri: '(?P<target>.*?)' is not a valid URL.*", "muokkausosoite `{target}` ei ole osoite"),
    (r"Path '(?P<target>.*?)' uses OS-specific separator.*", "polussa `{target}` on kenoviiva"),
    (r"Template skipped: '(?P<target>.*?)' .*", "sivupohjaa `{target}` ei ole"),
    (r"Error reading template '(?P<target>.*?)': (?P<why>.*)", "sivupohjaa `{target}` ei voi lukea"),
    (
        r"No translations could be found for the locale '(?P<target>.*?)'.*",
        "kieltä `{target}` ei ole teemassa",
    ),
)


def in_finnish(said: str, spot: Spot) -> str:
    """A complaint of the engine as an editor reads it; what is in Finnish already stays as it is."""
    for pattern, words in _LINKS:
        if found := re.fullmatch(pattern, said):
            near = _SUGGESTION.search(found["guess"])
            hint = f"; tarkoititko `{near[1]}`?" if near else ""
            place = spot(f"docs/{found['page']}", f"({found['target']})")
            return f"{place}: {words.format_map(found.groupdict())}{hint}"
    for pattern, words in _PAGES:
        if found := re.fullmatch(pattern, said):
            return f"{spot('docs/' + found['page'], '')}: {words}{_because(found['why'])}"
    for pattern, words in _SETTINGS:
        if found := re.fullmatch(pattern, said):
            parts = {"target": "", "why": "", **found.groupdict()}
            place = spot(SETTINGS_FILE, parts["target"])
            return f"{place}: {words.format_map(parts)}{_because(parts['why'])}"
    return said if re.search("[äö]", said) else f"sivuston rakentaja huomauttaa: {said}"


def _because(why: str) -> str:
    return f" ({' '.join(why.split())})" if why.strip() else ""
