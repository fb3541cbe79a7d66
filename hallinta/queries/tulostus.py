"""What is printed together: the handbook's chapters, and what is left out of them and why."""

from __future__ import annotations

from dataclasses import dataclass

PRINT = "tulosta/"


@dataclass(frozen=True, slots=True)
class Chapter:
    """Pages that are printed together: those whose address begins with one of ``alut``, in that order."""

    id: str
    nimi: str
    alut: tuple[str, ...]

    @property
    def address(self) -> str:
        return f"{PRINT}{self.id}/"


PRINTED = (
    Chapter("malli", "Hallintamalli", ("malli/",)),
    Chapter("palvelut", "Palvelut", ("palvelut/",)),
    Chapter("toimijat", "Toimijat", ("ryhmat/", "organisaatiot/", "sidosryhmat/")),
    Chapter("kehittaminen", "Kehittäminen", ("ideat/", "kehitysaihiot/", "hankkeet/", "kehitystyot/")),
    Chapter(
        "paatokset",
        "Päätökset",
        ("paatokset/", "kokoukset/", "kaytannot/", "tavoitteet/", "vuosisuunnitelmat/", "tulossopimukset/"),
    ),
    Chapter("vuosikello", "Vuosikello", ("vuosikello/",)),
    Chapter("tilannekuva", "Tilannekuva", ("tilannekuva/", "yllapito/", "katselmukset/", "arvioinnit/")),
    Chapter(
        "tietoa",
        "Tietoa ja ohjeet",
        ("tietoa/", "saavutettavuus/", "sv/", "aineisto/", "lahteet/", "muokkaajalle/"),
    ),
)
"""The parts of the main menu, in its order."""

NOT_PRINTED = {
    "muokkaajalle/saannot/*/": "sääntöjen omat sivut, koska ne kertovat tarkistusohjelman löydöksistä; "
    "sääntöjen luettelo on mukana",
    "kokoukset/*/paketti/": "kokousten esityslistapaketit, koska ne kokoavat muiden sivujen tietoja",
    "kehittajalle/*": "kehittäjän ohje, koska se koskee käsikirjan ohjelmaa",
    "*/historia/": "tietueiden muutoshistoriat, koska ne kertovat käsikirjan muutoksista",
    "muutokset/*": "muutosluettelo, koska se on päivittyvä luettelo muiden sivujen muutoksista",
}
"""Address patterns of pages that no chapter prints, and what they are and why, in a reader's words."""
