"""The governance model itself: its clauses, how its open points are read, its words, sources and
evaluations.
"""

from typing import Any, ClassVar, Literal, Self

from pydantic import GetJsonSchemaHandler, model_validator

from hallinta.finding import Place
from hallinta.prose import Prose
from hallinta.records.base import EXAMPLE_TREE, NamedRecord, Part, Record, SourcedRecord
from hallinta.records.fields import (
    CLAUSE_PATTERN,
    INTERPRETATION_PATTERN,
    Ankkuri,
    Kielistetty,
    Kuukausi,
    Kuvaus,
    LahdeViite,
    Lainaus,
    LausekeViite,
    LuvunNumero,
    Nimi,
    OrganisaatioViite,
    Osoite,
    PaatosViite,
    PaattajaViite,
    Painotus,
    Paiva,
    PalveluViite,
    Rivi,
    SivunOsoite,
    TahoViite,
    Teksti,
    TermiViite,
    Totuus,
    TulkintaViite,
    Vastuurooli,
    Vuosi,
    refuse,
)


def chapter_slug(numero: str) -> str:
    """``2.1`` → ``luku-2-1``."""
    return f"luku-{numero.replace('.', '-')}"


class Nakyma(Part):
    """Where a clause's matter is seen on the site: a page, and on it a section, words or both.

    ``kohta`` is the id of a heading or another element; under a heading its whole section is meant.
    """

    sivu: SivunOsoite
    kohta: Ankkuri | None = None
    teksti: Lainaus | None = None

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        known = {"not": {"type": "null"}}
        told = [{"required": [name], "properties": {name: known}} for name in ("kohta", "teksti")]
        return handler.resolve_ref_schema(handler(core)) | {"anyOf": told}

    @model_validator(mode="after")
    def _tells_more_than_the_page(self) -> Self:
        if self.kohta is None and self.teksti is None:
            raise refuse("nimeää vain sivun", "lisää `kohta`, `teksti` tai molemmat")
        return self

    @property
    def in_example(self) -> bool:
        """Whether it is seen in the example handbook, as the real one has no record of its kind yet."""
        return self.sivu.startswith(f"/{EXAMPLE_TREE}")

    @property
    def address(self) -> str:
        """Where to link to, relative to the site's root."""
        return self.sivu.lstrip("/") + (f"#{self.kohta}" if self.kohta else "")


Sitovuus = Literal["velvoite", "voi", "suositus", "toteamus"]
"""How strongly the source speaks: a body does, a body *may*, it is recommended, or a state is told."""


class Lauseke(Record):
    """One clause of the source document, summed up in our own words."""

    id_pattern: ClassVar = CLAUSE_PATTERN
    id_example: ClassVar = "1-01"
    yksikko: ClassVar = "lauseke"
    otsikko: ClassVar = "Lausekkeet"

    address_form: ClassVar = "malli/jaljitettavyys/{luku}/#lauseke-{id}"

    luku: LuvunNumero
    tiivistelma: Kielistetty
    laji: Literal[
        "tehtävä",
        "toimivalta",
        "koostumus",
        "aikataulu",
        "sääntö",
        "raja-arvo",
        "periaate",
        "raportointi",
        "arviointi",
        "sidosryhmä",
    ]
    sitovuus: Sitovuus
    toimija: Literal["nimetty", "avoin"] | None = None
    """Whether the source names who does it; ``avoin`` where it uses the passive, null where nobody does anything."""
    varaukset: tuple[Lainaus, ...] = ()
    """Beginnings of words without which the clause would say more than the source: *merkittävim*, *pääsääntö*."""
    vastuutahot: tuple[TahoViite, ...] = ()
    """Who has it, or whom it concerns; with an open ``toimija`` an interpretation's default."""
    vastuuroolit: tuple[Vastuurooli, ...] = ()
    tarkistus: Kielistetty
    nakyy: tuple[Nakyma, ...] = ()
    tulkinnat: tuple[TulkintaViite, ...] = ()
    lahteet: tuple[LahdeViite, ...]

    @property
    def name(self) -> str:
        return f"Lauseke {self.id}"

    @property
    def address(self) -> str:
        return self.address_form.format(luku=chapter_slug(self.luku), id=self.id)


class Ratkaisu(Part):
    """The decision that settled an open point, with its day and case number, and how the point is read since."""

    paatos: PaatosViite
    pvm: Paiva
    asianumero: Rivi
    luetaan: Kuvaus


class Kriteeri(Part):
    """A loose word of the source and the criterion agreed for it, with the decision; null until one is agreed."""

    told_apart_by: ClassVar = "sana"

    sana: Rivi
    lausekkeet: tuple[LausekeViite, ...]
    kriteeri: Kuvaus | None
    paatos: PaatosViite | None = None


class Tulkinta(NamedRecord):
    """An open point of the source and how the handbook reads it until someone settles it."""

    id_pattern: ClassVar = INTERPRETATION_PATTERN
    id_example: ClassVar = "A-01"
    yksikko: ClassVar = "tulkinta"
    otsikko: ClassVar = "Tulkinnat"
    address_form: ClassVar = "malli/tulkinnat/#{id}"

    havainto: Kuvaus
    vaihtoehdot: tuple[Kielistetty, ...] = ()
    oletus: Kuvaus
    oletustoimijat: tuple[TahoViite, ...] = ()
    """Whom the default names as the doer where the source uses the passive."""
    kriteerit: tuple[Kriteeri, ...] = ()
    ratkaisisi: Kuvaus
    ratkaisijat: tuple[PaattajaViite, ...] = ()
    ratkaistu: Ratkaisu | None = None


class Termi(SourcedRecord):
    """A term with its equivalents; ``avain`` is its form in data and code."""

    yksikko: ClassVar = "termi"
    otsikko: ClassVar = "Termit"
    address_form: ClassVar = "malli/termit/#{id}"

    maaritelma: Kuvaus
    avain: Rivi | None = None
    vastineet: Literal["lahteesta", "ehdotus"] | None = None
    hakusanat: tuple[Rivi, ...] = ()
    lahitermit: tuple[TermiViite, ...] = ()
    tila: Literal["vakiintunut", "ratkaisematta"] = "vakiintunut"
    oma_termi: Totuus = False
    """The handbook's own word: it has no source, and says so."""


Lukutapa = Literal["alkuperainen", "tallenne", "tallenteen-alku", "lahdekoodin-tallenne"]


class Lahde(NamedRecord):
    """A source: what it is, where it is found, which version, when it was read and what was then read.

    A public source has an address. A document of the case register (``asiakirja``) has a case number and a
    keeper instead, or is a part of another source.
    """

    yksikko: ClassVar = "lähde"
    otsikko: ClassVar = "Lähteet"
    address_form: ClassVar = "lahteet/#{id}"

    laji: Literal[
        "asiakirja",
        "julkaisu",
        "verkkosivu",
        "wiki",
        "saados",
        "esitys",
        "valtiopaivaasiakirja",
        "lahdekoodi",
    ]
    julkaisija: Nimi | None = None
    osoite: Osoite | None = None
    asianumero: Rivi | None = None
    haltija: OrganisaatioViite | None = None
    osana: tuple[LahdeViite, ...] = ()
    versio: Rivi | None = None
    pvm: Paiva | None = None
    tiedostot: tuple[Lainaus, ...] = ()
    haettu: Paiva | None
    lukutapa: Lukutapa | None = None


class Arviointi(SourcedRecord):
    """An evaluation: planned, done, outcome. An unknown outcome is null, never guessed.

    The model's own (1-27), or an audit, a study or a follow-up of something that concerns the services.
    """

    yksikko: ClassVar = "arviointi"
    otsikko: ClassVar = "Arvioinnit"
    sivun_lausekkeet: ClassVar = ("1-27", "1-28")

    laji: Literal["malli", "tarkastus", "selvitys", "seuranta"] = "malli"
    kohde: Kielistetty
    tekija: Nimi | None = None
    suunniteltu: Kuukausi | None
    toteutunut: Paiva | None
    vuosi: Vuosi | None = None
    tulos: Kielistetty | None
    asianumero: Rivi | None = None
    palvelut: tuple[PalveluViite, ...] = ()
    muutokset: tuple[Teksti, ...] = ()


class Sivuhaku(Part):
    """How the search treats a page."""

    exclude: Totuus | None = None
    boost: Painotus | None = None


class Sivu(Record):
    """A hand-written page: its front matter and its text. ``id`` is its path without ``.md``.

    The front matter is read here and nowhere else: the engine gets these values.
    """

    id_pattern: ClassVar = r"[a-z0-9/-]+"
    yksikko: ClassVar = "sivu"
    otsikko: ClassVar = "Sivut"

    title: Rivi
    description: Rivi | None = None
    lausekkeet: tuple[LausekeViite, ...] = ()
    hide: tuple[Literal["navigation", "toc"], ...] = ()
    search: Sivuhaku | None = None
    template: Rivi | None = None

    @property
    def name(self) -> str:
        return self.title

    @property
    def address(self) -> str:
        if self.id == "index":
            return ""
        return self.id.removesuffix("/index") + "/"

    @property
    def prose(self) -> Prose:
        return self._origin.prose

    def spot(self, start: int) -> Place:
        """The place of a character of the page's text."""
        return Place(self.path, *self.prose.spot(start))
