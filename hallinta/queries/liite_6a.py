"""What the source itself fixes, each value beside its clause: appendix 6a, and decree 1301/2019 for the statements.

The settings, the groups and the clauses repeat these, and ``rules/lahteen_arvot`` compares them. Here stands only what
the source says; how its open points are read is told by the interpretations. When the source changes, this changes
with a decision.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

# --- limits, times --------------------------------------------------------------------------------------

LIMITS: dict[str, tuple[Decimal | int, str]] = {
    "raja_arviointi_eur": (Decimal(300_000), "3.2-05"),
    "raja_hankkeistus_eur": (Decimal(500_000), "3.2-06"),
    "johtoryhma_kokouksia_min": (3, "2.3-02"),
}
"""Setting → its value and the clause that gives it."""

STATEMENTS: dict[str, tuple[Decimal | None, str]] = {
    "yhteinen": (Decimal(1_000_000), ">="),
    "toimiala": (Decimal(5_000_000), ">="),
    "oma-vaikuttaa-muihin": (Decimal(5_000_000), ">="),
    "rajapintamuutos": (None, ">="),
}
"""Sector of use → the limit of decree 1301/2019, section 2, and how it is compared; the fourth has not been read."""

STATEMENT_CLAUSE = "3.1-11"

PHASES: dict[str, tuple[str, int | None]] = {
    "ohjekirje": ("2.3-05", 6),
    "kokousaikojen-tarkistus": ("2.3-04", None),
    "keskustelut-ennen-ehdotusta": ("2.3-06", None),
    "oph-ehdotus": ("2.3-07", None),
    "jatkokeskustelut": ("2.3-08", None),
    "allekirjoitus": ("2.3-09", None),
    "vuosisuunnitelman-tarkennus": ("2.3-10", None),
}
"""The phases of the agreement process in their order, with the only month that the source names (June)."""


# --- levels and groups ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Level:
    """A level of the model: its name begins so, and which group works on it."""

    taso: str
    nimi: str
    ryhma: str | None
    lauseke: str


LEVELS = (
    Level("strateginen", "strategi", "johtoryhma", "2-02"),
    Level("taktinen", "takti", "koordinaatioryhma", "2-03"),
    Level("operatiivinen", "operatiivi", None, "2-07"),
)
"""In the source's order, the highest first (2-01)."""

LEVEL_ORDER_CLAUSE = "2-01"

GROUPS = {level.ryhma: level for level in LEVELS if level.ryhma}
"""The model's own groups, and no others."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Who sits in a group. ``by_office`` is an office that one person holds; of others the source gives no number."""

    organisaatio: str
    rooli: str
    lauseke: str
    by_office: bool = False


SEATS: dict[str, tuple[Seat, ...]] = {
    "johtoryhma": (
        Seat("okm", "kansliapäällikkö", "2.1-01", by_office=True),
        Seat("okm", "koulutusosastojen johdon", "2.1-01"),
        Seat("oph", "pääjohtaja", "2.1-02", by_office=True),
        Seat("oph", "johdon", "2.1-02"),
    ),
    "koordinaatioryhma": (
        Seat("okm", "edustaja", "2.2-01"),
        Seat("oph", "edustaja", "2.2-01"),
    ),
}
"""The seats of the model's groups; a seat's role begins with or holds these words."""

UNTOLD = ("puheenjohtaja", "sihteeri", "asettaja", "toimikausi", "paatosvaltaisuus")
"""What the source does not tell of the model's groups (A-16)."""


# --- tasks ----------------------------------------------------------------------------------------------

TASKS: dict[str, tuple[str, ...]] = {
    "johtoryhma": (
        *("1-18", "2-04", "2.1-03", "2.1-04", "2.1-05", "2.1-06", "2.1-07", "2.1-08", "2.1-09"),
        *("2.1-12", "2.1-13", "2.1-14", "2.1-15", "2.1-16", "2.1-17", "2.1-18", "2.1-19", "2.1-20"),
        *("2.3-06", "2.3-08", "2.3-09", "2.3-10", "3.2-13", "3.2-15", "3.3-01", "3.3-04", "3.4-02"),
    ),
    "koordinaatioryhma": (
        *("1-19", "2-05", "2.2-03", "2.2-04", "2.2-05", "2.2-06", "2.2-07", "2.2-08", "2.2-09"),
        *("2.2-10", "2.3-06", "2.3-08", "2.3-09", "2.3-10", "2.3-13", "3.1-04", "3.2-16", "3.2-17"),
        *("3.2-18", "3.2-19", "3.2-20", "3.3-01", "3.4-02"),
    ),
    "okm": ("3.1-05", "3.1-08", "3.1-10", "3.1-11"),
    "oph": (
        *("2.3-07", "3.1-02", "3.1-03", "3.1-05", "3.1-08", "3.3-02", "3.3-03", "3.3-05", "3.3-06"),
        *("3.3-07", "3.3-08"),
    ),
}
"""The clauses in which the source itself names the body as the one that acts. A passive clause names none."""

MAY = frozenset({"2.1-03", "2.1-10", "2.1-11", "2.1-18", "2.2-06", "2.2-08", "2.2-09", "2.2-10", "3.2-15"})
"""The clauses that say *voi*: the body may. Every other clause says that it does."""

DECIDES = {
    "2.1-13": "johtoryhma",
    "2.1-18": "johtoryhma",
    "2.1-19": "johtoryhma",
    "2.1-20": "johtoryhma",
    "3.1-10": "okm",
    "3.3-06": "oph",
}
"""The clauses that give one body alone the power to decide."""


# --- strength of a clause -------------------------------------------------------------------------------


class Strength(StrEnum):
    """A word by which the source binds, allows or leaves room, as a finding names it."""

    VOI = "voi"
    AINA = "aina"
    SUOSITUS = "suositus"
    TARVITTAESSA = "tarvittaessa"
    LAHTOKOHTAISESTI = "lähtökohtaisesti"
    PAASAANTOISESTI = "pääsääntöisesti"
    YLEENSA = "yleensä"
    VAHINTAAN = "vähintään"
    TULEE = "tulee"
    KOLME = "kolme"
    KESAKUU = "kesäkuu"
    ARVIOINTIRAJA = "300 000"
    HANKKEISTUSRAJA = "500 000"
    VUOSI_2020 = "2020"
    VUOSI_2021 = "2021"
    EI = "ei"
    ELLEI = "ellei"
    MERKITTAVA = "merkittävä"
    PIENEMPI = "pienempi"
    KESKEINEN = "keskeinen"
    LINJAUS = "linjaus"
    YHDESSA = "yhdessä"
    TASOT = "strateginen, taktinen ja operatiivinen"


WORDS: dict[Strength, str] = {
    Strength.VOI: r"voi(daan|vat)?|kelpaa|saa(vat)?|mahdollis\w*",
    Strength.AINA: r"aina|poikkeuksetta",
    Strength.SUOSITUS: r"suositel\w*|suositus\w*|suositta\w*|kannattaa|suotava\w*",
    Strength.TARVITTAESSA: r"tarvittaessa|tarpeen (mukaan|vaatiessa)|tarvittava\w*|tarpeelli\w*",
    Strength.LAHTOKOHTAISESTI: r"lähtökohtaisesti|lähtökohta\w*",
    Strength.PAASAANTOISESTI: r"pääsääntöisesti|pääsääntö\w*|pääosin|päävastuu\w*",
    Strength.YLEENSA: r"yleensä|tavallisesti|useimmiten",
    Strength.VAHINTAAN: r"vähintään|ainakin",
    Strength.TULEE: r"tulee|täytyy|pitää|on (noudatettava|tehtävä|oltava|arvioitava|hankkeistettava)|velvollinen",
    Strength.KOLME: r"kolm(e|esti|en|ea)",
    Strength.KESAKUU: r"kesäkuu\w*",
    Strength.ARVIOINTIRAJA: r"300[\s\u00a0]000",
    Strength.HANKKEISTUSRAJA: r"500[\s\u00a0]000",
    Strength.VUOSI_2020: "2020",
    Strength.VUOSI_2021: "2021",
    Strength.EI: r"ei|eivät|eikä",
    Strength.ELLEI: r"ellei|jollei",
    Strength.MERKITTAVA: r"merkittäv\w*|suurim\w*",
    Strength.PIENEMPI: r"pienem\w*|vähäi\w*",
    Strength.KESKEINEN: r"keskei\w*",
    Strength.LINJAUS: r"linja\w*",
    Strength.YHDESSA: r"yhdessä|yhteistyö\w*",
    Strength.TASOT: r"strategi\w*\W+takti\w*\W+(ja )?operatiivi\w*",
}
"""How each stands in a summary, as whole words."""

STRENGTHS: dict[str, tuple[frozenset[Strength], frozenset[Strength]]] = {}
"""Clause → the words that its summary has, and those that it may have besides. A clause not here has none."""


def _says(clauses: str, *must: Strength, may: tuple[Strength, ...] = ()) -> None:
    for clause in clauses.split():
        STRENGTHS[clause] = (frozenset(must), frozenset(may))


_says("1-05", Strength.YLEENSA)
_says("1-08", may=(Strength.SUOSITUS,))
_says("1-10 3.1-01 3.5-03 3.5-12", Strength.VOI)
_says("1-27", Strength.VUOSI_2021)
_says("1-28 2.3-06 2.1-04", may=(Strength.TARVITTAESSA,))
_says("2.1-14", may=(Strength.YHDESSA,))
_says("0-02", Strength.KOLME)
_says("1-02 1-06 2-07", Strength.EI)
_says("2-01", Strength.TASOT, may=(Strength.KOLME,))
_says("2.1-03", Strength.VOI, may=(Strength.TARVITTAESSA,))
_says("2.1-10", Strength.VOI, may=(Strength.YHDESSA,))
_says("2.1-11 2.1-18 2.2-08 2.2-09 3.2-15", Strength.VOI)
_says("2.1-17", Strength.MERKITTAVA, Strength.LINJAUS)
_says("2.1-19 2.1-20", Strength.MERKITTAVA)
_says("2.2-06", Strength.VOI, Strength.PIENEMPI, Strength.LINJAUS)
_says("2.2-07", may=(Strength.YHDESSA,))
_says("2.2-10", Strength.VOI)
_says("2.3-02", Strength.LAHTOKOHTAISESTI, Strength.KOLME)
_says("2.3-03 2.3-08 3.1-11 3.2-11", Strength.TARVITTAESSA)
_says("2.3-05", Strength.KESAKUU)
_says("3.2-01", Strength.SUOSITUS, Strength.AINA)
_says("3.2-03", may=(Strength.TARVITTAESSA,))
_says("3.2-05", Strength.ARVIOINTIRAJA)
_says("3.2-06", Strength.HANKKEISTUSRAJA, Strength.AINA)
_says("3.2-07 3.3-02 3.3-03", Strength.PAASAANTOISESTI)
_says("3.2-08", Strength.VAHINTAAN)
_says("3.1-05 3.1-07 3.1-08 3.3-09", Strength.YHDESSA)
_says("3.2-12", Strength.ELLEI)
_says("3.2-13 3.3-01", Strength.LINJAUS)
_says("3.3-04", Strength.KESKEINEN)
_says("3.5-04 3.5-05 3.5-07", Strength.MERKITTAVA)
_says("3.4-01", Strength.TULEE)
_says("3.5-10", Strength.VUOSI_2020)

CLAUSES = tuple(
    f"{chapter}-{number:02}"
    for chapter, last in (
        *(("0", 2), ("1", 28), ("2", 7), ("2.1", 20), ("2.2", 10), ("2.3", 13)),
        *(("3.1", 11), ("3.2", 20), ("3.3", 10), ("3.4", 3), ("3.5", 14)),
    )
    for number in range(1, last + 1)
)
"""The 138 clauses that the source has been read into."""

SOURCE = "liite-6a"
