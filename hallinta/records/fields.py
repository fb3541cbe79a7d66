"""The types that fields are made of. Input is always text, a list, a mapping or null; the type decides the
rest.

Every refusal is a ``PydanticCustomError`` whose message is Finnish and whose ``korjaus`` tells the way out.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    model_validator,
)
from pydantic_core import PydanticCustomError, core_schema

from hallinta.records import meant
from hallinta.records.meant import FIRST_YEAR, LAST_YEAR
from hallinta.yaml_text import disguised, hidden, joined, suspect, unlike, unquoted

MAX_TEXT, MAX_LINE = 20_000, 2_000
"""Characters in a text, and in what is written on one line."""
PLACEHOLDER = "TÄYTÄ"
"""What a new record's template leaves for the editor to write."""
LINK_SCHEMES = frozenset({"http", "https", "mailto"})


def refuse(problem: str, fix: str, *, or_null: str = "") -> PydanticCustomError:
    """An error in Finnish. ``or_null`` is the other way out, where the field may be null."""
    context = {"ongelma": problem, "korjaus": fix, "tai_null": or_null}
    return PydanticCustomError("suomeksi", "{ongelma}", context)


# --- what JSON Schemas say of a type --------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)  # annotations are hashed, and two of these are never compared
class Json:
    """The type in JSON Schemas: as an editor may write it, and as the site publishes it.

    Every scalar of a file is text to the model, so an editor may write a number with quotes or without them; a
    schema must take both. Patterns keep to what JavaScript and Python share.
    """

    written: Mapping[str, Any]
    published: Mapping[str, Any]

    def __get_pydantic_json_schema__(self, core: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return dict(self.written if handler.mode == "validation" else self.published)


def _form(pattern: str) -> dict[str, Any]:
    return {"type": "string", "pattern": f"^({pattern})$" if "|" in pattern else f"^{pattern}$"}


def number_of(pattern: str, least: int, most: float, kind: str = "integer") -> Json:
    """A number that YAML shows to an editor's program as one, or its text; published exact: a whole one as a
    number, a decimal one as text.
    """
    number = {"type": kind, "minimum": least, "maximum": most}
    written = {"anyOf": [number, _form(pattern)]}
    return Json(written, number if kind == "integer" else _form(pattern))


# --- text -----------------------------------------------------------------------------------------------


_UNKNOWN = " tai `null`, jos tietoa ei ole"


def _text(value: str) -> str:
    value = value.strip()
    if not (value.isascii() and value.isprintable()):
        value = _legible(value)
    if value == PLACEHOLDER:
        raise refuse("on pohjan täyttämätön kohta", "kirjoita tieto", or_null=_UNKNOWN)
    if not value:
        raise refuse("on tyhjä teksti", "kirjoita teksti", or_null=_UNKNOWN)
    if len(value) > MAX_TEXT:
        raise refuse(f"on liian pitkä ({len(value)} merkkiä, enintään {MAX_TEXT})", "tiivistä teksti")
    return value


def _legible(value: str) -> str:
    value = unicodedata.normalize("NFC", value).strip()
    if "\r" in value:  # an escape: the files' own line ends are read already
        value = value.replace("\r\n", "\n").replace("\r", "\n")
    return _seen(value) if suspect(value) else value


def _seen(value: str) -> str:
    """The text when every character in it is what a reader sees; letters that are joined are told apart."""
    if found := hidden(value) or disguised(value):  # an escape such as "\x07" passes the reading of the file
        raise refuse(found[1], found[2])
    return joined(value)


def _line(value: str) -> str:
    value = _text(value)
    if "\n" in value:
        raise refuse("on usealla rivillä", "kirjoita yhdelle riville tai käytä merkintää `>-`")
    if len(value) > MAX_LINE:
        raise refuse(f"on liian pitkä ({len(value)} merkkiä, enintään {MAX_LINE})", "tiivistä teksti")
    return value


@dataclass(frozen=True, slots=True)
class Rich:
    """Marks a field whose text may use the small Markdown subset."""


@dataclass(frozen=True, slots=True)
class Free:
    """Marks a field whose text is the editor's own words, not a code, an address or words that stand elsewhere."""


_PUBLISHED_TEXT = {"type": "string", "minLength": 1}
_WRITTEN_TEXT = {
    "type": ["string", "number", "boolean"],  # `luku: 2.10` is text to the model
    "pattern": r"\S",
    "maxLength": MAX_TEXT,
    "not": {"const": PLACEHOLDER},
}
_JSON_TEXT = Json(_WRITTEN_TEXT, _PUBLISHED_TEXT)
_WRITTEN_LINE = _WRITTEN_TEXT | {"pattern": r"^\s*\S[^\n]*\s*$", "maxLength": MAX_LINE}
_JSON_LINE = Json(_WRITTEN_LINE, _PUBLISHED_TEXT)

Teksti = Annotated[str, AfterValidator(_text), Free(), _JSON_TEXT]
Rivi = Annotated[str, AfterValidator(_line), Free(), _JSON_LINE]
Rikasteksti = Annotated[str, AfterValidator(_text), Rich(), Free(), _JSON_TEXT]


def _anchor(value: str) -> str:
    if re.search(r"\s", value) or unlike(value):
        fix = f"kirjoita `{unquoted(value).replace(' ', '-')}`"
        raise refuse(f"ei ole sivun kohdan tunnus{unlike(value)}", fix)
    return value


Ankkuri = Annotated[str, AfterValidator(_line), AfterValidator(_anchor), _JSON_LINE]
"""The id of a heading or another element of a page."""
Lainaus = Annotated[str, AfterValidator(_line), _JSON_LINE]
"""Words repeated exactly as they stand somewhere else."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What an editor may write in a field, in words, when the type's own name would not tell."""

    words: str


@dataclass(frozen=True, slots=True)
class Claim:
    """Marks a field whose absence or misuse breaks a rule of its own, not just the shape of the record."""

    rule: str


class Kielistetty(BaseModel):
    """Text that people read: a string (Finnish) or ``{fi, sv, en}``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    written: ClassVar[Mapping[str, Any]] = _WRITTEN_TEXT
    """In JSON Schemas, the text in Finnish alone."""

    fi: Teksti
    sv: Teksti | None = None
    en: Teksti | None = None

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: GetJsonSchemaHandler) -> Any:
        made = handler(core)
        return {"anyOf": [cls.written, made]} if handler.mode == "validation" else made

    @model_validator(mode="before")
    @classmethod
    def _plain_is_finnish(cls, value: Any) -> Any:
        return {"fi": value} if isinstance(value, str) else value

    def __str__(self) -> str:
        return self.fi


class Nimi(Kielistetty):
    """A name, a heading or a label: text in languages, each on one line."""

    written: ClassVar = _WRITTEN_LINE

    fi: Rivi
    sv: Rivi | None = None
    en: Rivi | None = None


class Kuvaus(Kielistetty):
    """Longer text that may use the small Markdown subset: paragraphs, lists, emphasis, links."""

    fi: Rikasteksti
    sv: Rikasteksti | None = None
    en: Rikasteksti | None = None


# --- one or many ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OneOrMany:
    """A list that may be written as its only item without a dash; ``key`` is the field that a bare value is of."""

    key: str | None = None

    def listed(self, value: Any) -> Any:
        if isinstance(value, list) or (value is None and self.key is None):
            return value
        if self.key is not None and not isinstance(value, dict):
            return [{self.key: value}]
        return [value] if isinstance(value, dict) else value

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> Any:
        return core_schema.no_info_before_validator_function(self.listed, handler(source))

    def __get_pydantic_json_schema__(self, core: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        made = handler(core)
        if handler.mode == "serialization":
            return made
        item = handler.resolve_ref_schema(made["items"])
        alone = [made["items"], *([item["properties"][self.key]] if self.key else [])]
        return {"anyOf": [made, *alone]}


# --- numbers, dates, truth ------------------------------------------------------------------------------

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")  # not \d, which knows the digits of other scripts too
_MONTH = "(19|20)[0-9]{2}-(0[1-9]|1[0-2])"
_YEAR = "(19|20)[0-9]{2}"
_COUNT = "[0-9]+"
_MONTH_NUMBER = "0?[1-9]|1[0-2]"
_EUROS = r"[0-9]{1,12}(\.[0-9]{1,2})?"
_PERSON_YEARS = r"[0-9]{1,5}(\.[0-9]{1,2})?"
_TIME = "([01][0-9]|2[0-3]):[0-5][0-9]"


def _written(value: Any, fix: str) -> str:
    """The text of a scalar; a list or a mapping where one value is wanted gets the field's own way out."""
    if isinstance(value, str):
        return value
    raise PydanticCustomError("string_type", "{korjaus}", {"korjaus": fix})


def _or(hint: object, fix: str) -> str:
    return fix if hint is None else f"kirjoita `{hint}`"


def _unfit(text: str, problem: str, fix: str, hint: Callable[[str], object]) -> PydanticCustomError:
    """What is said of a value that is not written in the form of its type: ``hint`` gives what it meant when
    only letters and marks that look alike stand in the way.
    """
    if meant.unknown(text):
        return refuse(problem, "kirjoita tieto", or_null=_UNKNOWN)
    keyed = unquoted(text)
    found = hint(keyed)
    if found is None and (found := hint(meant.digits(keyed))) is not None:
        problem += "; numeron paikalla on kirjain"
    return refuse(problem + unlike(text), _or(found, fix))


def _date(value: Any) -> date:
    fix = "kirjoita muodossa vvvv-kk-pp, esim. 2026-11-22"
    if _DATE.fullmatch(_written(value, fix)):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise refuse("ei ole päivämäärä", meant.day_of_month(value) or fix) from None
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            known = f"vuosilta {FIRST_YEAR}–{LAST_YEAR}"
            raise refuse(f"ei ole {known}", f"kirjoita päivä {known}", or_null=_UNKNOWN)
        return day
    raise _unfit(value, "ei ole päivämäärä", fix, meant.day)


def written_as(
    pattern: str,
    read: Callable[[str], Any],
    problem: str,
    fix: str,
    hint: Callable[[str], object] | None = None,
) -> BeforeValidator:
    """A value that is read when its text has the form; a text in another form gets what was likely meant."""

    def likely(text: str) -> object:
        return text if re.fullmatch(pattern, text) else hint(text) if hint else None

    def validate(value: Any) -> Any:
        if re.fullmatch(pattern, _written(value, fix)):
            return read(value)
        raise _unfit(value, problem, fix, likely)

    return BeforeValidator(validate)


def _count(most: int, least: int = 0) -> BeforeValidator:
    """A whole number with bounds, so that nothing reckoned from it overflows."""

    def read(text: str) -> int:
        digits = text.lstrip("0") or "0"
        number = int(digits) if len(digits) < 10 else most + 1
        if number > most:
            raise refuse("on liian suuri", f"kirjoita luku, joka on enintään {most}")
        if number < least:
            raise refuse("on liian pieni", f"kirjoita luku, joka on vähintään {least}")
        return number

    fix = "kirjoita pelkät numerot, esim. 3"
    return written_as(_COUNT, read, "ei ole kokonaisluku", fix, meant.count)


_month = written_as(_MONTH, str, "ei ole kuukausi", "kirjoita muodossa vvvv-kk, esim. 2026-11", meant.month)
_year = written_as(_YEAR, int, "ei ole vuosi", "kirjoita neljä numeroa, esim. 2026", meant.year)
_truth = written_as(
    "true|false",
    lambda text: text == "true",
    "ei ole totuusarvo",
    "kirjoita `true` (kyllä) tai `false` (ei)",
    meant.truth,
)
_month_number = written_as(
    _MONTH_NUMBER, int, "ei ole kuukauden numero", "kirjoita kuukauden numero 1–12", meant.month_number
)
_euros = written_as(
    _EUROS,
    Decimal,
    "ei ole euromäärä",
    "kirjoita pelkät numerot ilman välejä ja €-merkkiä, esim. 300000 tai 300000.50",
    meant.amount,
)
_time = written_as(
    _TIME,
    time.fromisoformat,
    "ei ole kellonaika",
    "kirjoita muodossa hh:mm, esim. 09:00",
    meant.clock,
)
_person_years = written_as(
    _PERSON_YEARS,
    Decimal,
    "ei ole henkilötyövuosien määrä",
    "kirjoita luku pisteellä, esim. 1.5",
    meant.amount,
)


_CHAPTER = r"[0-9]{1,2}(\.[0-9]{1,2})*"
_chapter = written_as(_CHAPTER, str, "ei ole luvun numero", "kirjoita numerot pistein erotettuina, esim. 2.1")
_WEIGHT = r"[0-9]{1,3}(\.[0-9]{1,2})?"
_weight = written_as(_WEIGHT, float, "ei ole luku", "kirjoita luku pisteellä, esim. 1.5", meant.amount)


_DAY = _form("(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])") | {"format": "date"}
_JSON_TRUTH = Json({"anyOf": [{"type": "boolean"}, {"enum": ["true", "false"]}]}, {"type": "boolean"})
_JSON_TIME = Json(_form(_TIME), _form(f"{_TIME}:00"))
"""JSON Schema's own ``time`` must tell its offset, which a local time does not have."""

Paiva = Annotated[date, BeforeValidator(_date), Json(_DAY, _DAY)]
"""A day of the years that a month or a year may be of."""
Kuukausi = Annotated[str, _month, Json(_form(_MONTH), _form(_MONTH)), Shape("kuukausi vvvv-kk")]
KuukaudenNumero = Annotated[
    int, _month_number, number_of(_MONTH_NUMBER, 1, 12), Shape("kuukauden numero 1–12")
]
Vuosi = Annotated[int, _year, number_of(_YEAR, 1900, 2099), Shape("vuosi vvvv")]
Totuus = Annotated[bool, _truth, _JSON_TRUTH]
Lukumaara = Annotated[int, _count(9999), number_of(_COUNT, 0, 9999), Shape("kokonaisluku, enintään 9999")]
PaivienMaara = Annotated[int, _count(3650), number_of(_COUNT, 0, 3650), Shape("päivien määrä, enintään 3650")]
KuukausienMaara = Annotated[int, _count(120, 1), number_of(_COUNT, 1, 120), Shape("kuukausien määrä 1–120")]
Kellonaika = Annotated[time, _time, _JSON_TIME, Shape("kellonaika hh:mm")]
"""Local time in Europe/Helsinki."""
Henkilotyovuodet = Annotated[
    Decimal,
    _person_years,
    number_of(_PERSON_YEARS, 0, 99_999.99, "number"),
    Shape("henkilötyövuodet, esim. 1.5"),
]
Eurot = Annotated[Decimal, _euros, number_of(_EUROS, 0, 999_999_999_999.99, "number")]
LuvunNumero = Annotated[
    str,
    _chapter,
    Json(
        {"anyOf": [{"type": "number", "minimum": 0, "exclusiveMaximum": 100}, _form(_CHAPTER)]},
        _form(_CHAPTER),
    ),
    Shape("luvun numero, esim. 2.1"),
]
"""A chapter of the source document; a part of the chapter's address."""
Painotus = Annotated[float, _weight, number_of(_WEIGHT, 0, 999.99, "number"), Shape("luku, esim. 1.5")]


# --- addresses ------------------------------------------------------------------------------------------


def _address(value: str) -> str:
    value = _line(value)
    if meant.unknown(value):
        raise refuse("ei ole osoite", "kirjoita osoite", or_null=_UNKNOWN)
    if odd := unlike("".join(char for char in value if not char.isalpha())) or unlike(_beginning(value)):
        fix = f"kirjoita `{meant.address(unquoted(value)) or unquoted(value)}`"
        escape = "; jos merkki kuuluu osoitteeseen, kirjoita se prosenttimuodossa (esim. `%E2%80%93`)"
        raise refuse(f"ei ole osoite{odd}", fix + escape)
    parts = urlsplit(value) if not re.search(r"[\s<>\"'\\]", value) else None
    if parts is None:
        raise refuse("ei ole osoite", "poista välilyönnit ja erikoismerkit osoitteesta")
    if parts.scheme not in LINK_SCHEMES:
        fix = "käytä osoitetta, joka alkaa `https://`, `http://` tai `mailto:`"
        raise refuse("ei ole sallittu osoite", _or(meant.address(value), fix))
    if parts.scheme != "mailto" and not parts.hostname:
        raise refuse("ei ole osoite", "kirjoita koko osoite palvelimen nimineen, esim. https://www.oph.fi/")
    return value


def _beginning(value: str) -> str:
    """What stands before the path, whatever its letters are."""
    match = re.match("[^/]*(//[^/]*)?", value)
    return match[0] if match else ""


def _safe_urlsplit(value: Any) -> Any:
    """``urlsplit`` raises on things such as ``http://[``; that is an unfit address, not a crash."""
    try:
        return _address(value) if isinstance(value, str) else value
    except PydanticCustomError:  # is a ValueError too, and says already what is wrong
        raise
    except ValueError as error:
        raise refuse("ei ole osoite", "kirjoita koko osoite, esim. https://www.oph.fi/") from error


_MARK = r"""[^\s<>"'\\]"""
_ADDRESS = _form(rf"""[Hh][Tt][Tt][Pp][Ss]?://[^\s<>"'\\/?#]{_MARK}*|[Mm][Aa][Ii][Ll][Tt][Oo]:{_MARK}*""")
"""No ``format: uri``, which knows nothing of the ``ä`` that a browser's address line shows and people copy."""

Osoite = Annotated[
    str, BeforeValidator(_safe_urlsplit), Json(_ADDRESS | {"maxLength": MAX_TEXT}, _ADDRESS), Shape("osoite")
]


_BRACES = re.compile(r"\{[^{}]*\}|[{}]")


def _filled(*places: str) -> tuple[AfterValidator, Json]:
    """An address with places that are filled in, ``{path}`` for one: nothing else stands in braces."""
    known = [f"{{{place}}}" for place in places]
    words = " ja ".join(f"`{place}`" for place in known)

    def validate(value: str) -> str:
        if unknown := next((found for found in _BRACES.findall(value) if found not in known), None):
            raise refuse(
                f"sisältää kohdan `{unknown}`, jota ei täytetä", f"käytä aaltosulkeissa vain {words}"
            )
        return value

    pattern = rf"^[^{{}}]*(\{{({'|'.join(places)})\}}[^{{}}]*)*$"
    form = {"type": "string", "format": "uri-template", "pattern": pattern}
    return AfterValidator(validate), Json(form, form)


_edited, _edited_in_schema = _filled("path")
_told, _told_in_schema = _filled("otsikko", "sivu")

MuokkausOsoite = Annotated[str, BeforeValidator(_safe_urlsplit), _edited, _edited_in_schema, Shape("osoite")]
"""Where a file is edited, ``{path}`` being its path from the project's root."""
PalauteOsoite = Annotated[str, BeforeValidator(_safe_urlsplit), _told, _told_in_schema, Shape("osoite")]
"""Where feedback on a page is given, ``{otsikko}`` being the page's title and ``{sivu}`` its address."""

_STEP = "[A-Za-z0-9]+(-[A-Za-z0-9]+)*"
_SITE_ADDRESS = f"/({_STEP}/)*"
_GONE_ADDRESS = f"/?{_STEP}(/{_STEP})*/?"


def _site_address(value: str) -> str:
    if re.fullmatch(_SITE_ADDRESS, value):
        return value
    fix = "kirjoita osoite sivuston juuresta, kauttaviivat alkuun ja loppuun, esim. /malli/rakenne/"
    keyed = unquoted(value)
    right = keyed if re.fullmatch(_SITE_ADDRESS, keyed) else None
    raise refuse(f"ei ole sivuston sivun osoite{unlike(value)}", _or(right, fix))


def _gone_address(value: str) -> str:
    if re.fullmatch(_GONE_ADDRESS, value):
        return f"/{value.strip('/')}/"
    fix = "kirjoita poistetun sivun polku sivuston juuresta, esim. `/palvelut/vanha-palvelu/`"
    raise refuse("ei ole sivuston sivun osoite", fix)


SivunOsoite = Annotated[
    str,
    AfterValidator(_line),
    AfterValidator(_site_address),
    Json(_form(_SITE_ADDRESS), _form(_SITE_ADDRESS)),
    Shape("sivuston sivun osoite"),
]
"""A page of the site by its address from the root: ``/malli/rakenne/``; ``/`` is the home page."""
PoistunutOsoite = Annotated[
    str,
    AfterValidator(_line),
    AfterValidator(_gone_address),
    Json(_form(_GONE_ADDRESS), _form(_GONE_ADDRESS)),
    Shape("sivuston sivun osoite"),
]
"""The address of a page that was: it becomes a page again, so nothing in it may lead elsewhere."""


# --- ids and references ---------------------------------------------------------------------------------

ID_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"
CLAUSE_PATTERN = r"[0-9](\.[0-9])?-[0-9]{2}"
INTERPRETATION_PATTERN = r"A-[0-9]{2}"


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks a field whose value is the id of a record in ``folder``; ``*`` means ``folder/id``, of ``kinds`` only
    when they are given.
    """

    folder: str
    kinds: tuple[str, ...] = ()

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> Any:
        made = handler(core)
        if self.kinds:
            made |= {"type": "string", "pattern": f"^({'|'.join(self.kinds)})/{ID_PATTERN}$"}
        return made


def _reference(value: str) -> str:
    """An id has only characters of the keyboard. A name in its place may have others; that is no slip of one."""
    value = _line(value)
    if value.isascii():
        return value
    keyed = unquoted(value).replace(" ", "")
    if " " not in value and re.fullmatch(r"[A-Za-z0-9./-]+", keyed) and (odd := unlike(value)):
        raise refuse(f"ei ole tunnus{odd}", f"kirjoita `{keyed}`")
    return value


Vastuurooli = Literal["hanke", "sidosryhma", "muu-ryhma"]
"""A doer the source names by its role: no one body."""

_Viite = Annotated[str, AfterValidator(_reference), _JSON_LINE]
OrganisaatioViite = Annotated[_Viite, Refers("organisaatiot")]
RyhmaViite = Annotated[_Viite, Refers("ryhmat")]
PalveluViite = Annotated[_Viite, Refers("palvelut")]
SidosryhmaViite = Annotated[_Viite, Refers("sidosryhmat")]
LausekeViite = Annotated[_Viite, Refers("lausekkeet")]
TulkintaViite = Annotated[_Viite, Refers("tulkinnat")]
LahdeViite = Annotated[_Viite, Refers("lahteet")]
TermiViite = Annotated[_Viite, Refers("termit")]
IdeaViite = Annotated[_Viite, Refers("ideat")]
AihioViite = Annotated[_Viite, Refers("kehitysaihiot")]
HankeViite = Annotated[_Viite, Refers("hankkeet")]
PaatosViite = Annotated[_Viite, Refers("paatokset")]
KokousViite = Annotated[_Viite, Refers("kokoukset")]
TavoiteViite = Annotated[_Viite, Refers("tavoitteet")]
SopimusViite = Annotated[_Viite, Refers("tulossopimukset")]
SuunnitelmaViite = Annotated[_Viite, Refers("vuosisuunnitelmat")]
TietueViite = Annotated[_Viite, Refers("*")]
TahoViite = Annotated[_Viite, Refers("*", ("ryhmat", "organisaatiot", "sidosryhmat"))]
"""One that can be responsible for something."""
PaattajaViite = Annotated[_Viite, Refers("*", ("ryhmat", "organisaatiot"))]
"""One that can decide."""
