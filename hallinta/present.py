"""Phrases: how the handbook says a date, an amount, an enumeration, a link. Everything a reader sees passes
here.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

import jinja2
import nh3
from babel.dates import format_date, get_month_names
from babel.numbers import format_decimal
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from hallinta.handbook import Handbook
from hallinta.records.asetukset import Asetukset
from hallinta.records.base import Record
from hallinta.records.fields import LINK_SCHEMES
from hallinta.records.malli import Sivu

NBSP = "\N{NO-BREAK SPACE}"
UNKNOWN = "ei julkista tietoa"
NOT_AGREED = "ei sovittu"
NOT_DEFINED = "ei määritelty lähteessä"

# --- dates and amounts ----------------------------------------------------------------------------------


def paiva(day: date) -> str:
    """``22.11.2026``."""
    return format_date(day, "d.M.y", locale="fi")


def kuukausi(month: str) -> str:
    """``2021-12`` → ``joulukuu 2021``."""
    year, number = month.split("-")
    return f"{kuukauden_nimi(int(number))} {year}"


def kuukauden_nimi(number: int) -> str:
    """``6`` → ``kesäkuu``."""
    return str(get_month_names("wide", context="stand-alone", locale="fi")[number])


def eurot(amount: Decimal) -> str:
    """``300 000 €`` with no-break spaces; cents only when there are some."""
    pattern = "#,##0" if amount == amount.to_integral_value() else "#,##0.00"
    return f"{format_decimal(amount, pattern, locale='fi')}{NBSP}€"


def luettelo(items: Iterable[str]) -> str:
    """``a``, ``a ja b``, ``a, b ja c``."""
    *head, last = list(items) or [""]
    return f"{', '.join(head)} ja {last}" if head else last


def vuodet(years: Sequence[int]) -> str:
    """``2021–2023`` when the years follow each other, otherwise a list."""
    if len(years) > 2 and list(years) == list(range(years[0], years[-1] + 1)):
        return f"{years[0]}–{years[-1]}"
    return luettelo(map(str, years))


def maara(count: int, one: str, many: str) -> str:
    """``1 palvelu``, ``2 palvelua``: Finnish counts take the partitive."""
    return f"{count}{NBSP}{one if count == 1 else many}"


# --- enumerations ---------------------------------------------------------------------------------------

# Code form -> what a reader sees. Codes whose words need no ä or ö and no hyphen stand as they are.
SANAT: dict[str, str] = {
    "kylla": "kyllä",
    "ei": "ei",
    "asiakasyksikon-palvelut": "asiakasyksikön palvelut",
    "yleiskayttoiset-palvelut": "yleiskäyttöiset palvelut",
    "monen-yksikon-yhteistyokokonaisuudet": "monen yksikön yhteistyökokonaisuudet",
    "kehitteilla": "kehitteillä",
    "kaytossa": "käytössä",
    "yllapidossa": "ylläpidossa",
    "paattynyt": "päättynyt",
    "ministerio": "ministeriö",
    "yhtio": "yhtiö",
    "asiakasryhma": "asiakasryhmä",
    "sektoriryhma": "sektori- tai koulutusasteryhmä",
    "ohjausryhma": "ohjausryhmä",
    "hankeryhma": "hankkeen ryhmä",
    "pysyva": "pysyvä",
    "valiaikainen": "väliaikainen",
    "asiantuntijaelin": "asiantuntijaelin",
    "tietotuotannon-ryhma": "tietotuotannon tai tietoarkkitehtuurin ryhmä",
    "hallinnonalan-ryhma": "OKM:n hallinnonalan ryhmä",
    "tekninen-kumppani": "tekninen kumppani",
    "hankkeistamaton-kehitys": "hankkeistamaton kehitys",
    "yllapito": "ylläpito",
    "yhteistyo": "yhteistyö ja viestintä",
    "tavoitteet": "tavoitteet ja linjaukset",
    "tulossopimus": "tulossopimus ja vuosisuunnitelma",
    "kehitysideat": "ideat ja kehitysaihiot",
    "hankkeet": "hankkeet ja hankkeistaminen",
    "dokumentaatio": "dokumentaatio ja käytännöt",
    "paattaa": "päättää",
    "saados": "säädös",
    "esitys": "hallituksen esitys",
    "lahdekoodi": "lähdekoodi",
    "muu-ryhma": "muu ryhmä",
    "sidosryhma": "sidosryhmä",
    "lahteesta": "lähteestä",
    "arkkitehtuuri": "arkkitehtuurikuvaus",
    "tietokanta": "tietokantakuvaus",
}

# Field -> its name on a page.
KENTAT: dict[str, str] = {
    "nimi": "Nimi",
    "lyhenne": "Lyhenne",
    "laji": "Laji",
    "tarkoitus": "Tarkoitus",
    "palveluryhma": "Palveluryhmä",
    "mallin_piirissa": "Kuuluu mallin piiriin",
    "omistajat": "Omistaja",
    "yllapitajat": "Ylläpitäjä",
    "toteuttajat": "Tekninen toteuttaja",
    "elinkaaren_tila": "Elinkaaren tila",
    "oikeusperusta": "Oikeusperusta",
    "url": "Osoite",
    "lahdekoodi": "Lähdekoodi",
    "lisenssi": "Lisenssi",
    "dokumentaatio": "Dokumentaatio",
    "riippuvuudet": "Riippuvuudet",
    "sidosryhmat": "Sidosryhmät",
    "asiakasryhmat": "Asiakasryhmät",
    "ylapalvelu": "Yläpalvelu",
    "osoite": "Osoite",
    "omistus": "Omistus ja ylläpito",
    "oikeusperuste": "Oikeusperusta",
    "ryhma": "Palveluryhmä",
    "elinkaari": "Elinkaaren tila",
    "suhteet": "Sidosryhmät ja riippuvuudet",
}


def sana(code: str) -> str:
    """What a reader sees for an enumeration's code."""
    return SANAT.get(code, code.replace("-", " "))


def kentta(name: str) -> str:
    return KENTAT.get(name, name.replace("_", " ").capitalize())


# --- addresses and links --------------------------------------------------------------------------------


def relative(here: str, there: str) -> str:
    """The way from one site address to another, as an ``href``: ``palvelut/koski/`` → ``../../ryhmat/``."""
    path, hash, fragment = there.partition("#")
    if path == here:
        return f"#{fragment}" if hash else "./"
    way = posixpath.relpath(f"/{path}", f"/{here}")
    return f"{way}{'/' if path.endswith('/') or not path else ''}{hash}{fragment}"


def src_uri(record: Record) -> str:
    """The Markdown path of the page where a record is read: ``palvelut/koski/`` → ``palvelut/koski.md``."""
    path, _, fragment = record.address.partition("#")
    if isinstance(record, Sivu):
        path = f"{record.id}.md"
    else:
        path = f"{path}index.md" if path.count("/") == 1 else f"{path.rstrip('/')}.md"
    return f"{path}#{fragment}" if fragment else path


def markdown_link(here: str, record: Record, text: str) -> str:
    """A Markdown link from one page to a record, so that the engine checks it:
    ``[KOSKI](../palvelut/koski.md)``.
    """
    path, hash, fragment = src_uri(record).partition("#")
    way = posixpath.relpath(path, posixpath.dirname(here) or ".")
    return f"[{escape_markdown(text)}]({way}{hash}{fragment})"


def escape_markdown(text: str) -> str:
    """Text that Markdown shows as it is."""
    return re.sub(r"([\\`*_{}\[\]<>#|!])", r"\\\1", text)


def asetus_in_words(asetukset: Asetukset, name: str) -> str:
    """A setting as a sentence says it: an amount with its sign, an unknown as *ei sovittu*."""
    value = getattr(asetukset, name)
    if value is None:
        return NOT_AGREED
    return eurot(value) if isinstance(value, Decimal) else str(value)


def is_safe(url: str) -> bool:
    scheme, colon, _ = url.partition(":")
    return bool(colon) and scheme.lower() in LINK_SCHEMES


# --- rich text ------------------------------------------------------------------------------------------

_markdown = MarkdownIt("zero").enable(
    ["paragraph", "list", "emphasis", "link", "backticks", "newline", "entity", "escape"]
)
_TAGS = {"p", "ul", "ol", "li", "em", "strong", "a", "code", "br"}


@lru_cache(maxsize=4096)
def _rich(text: str) -> str:
    return nh3.clean(
        _markdown.render(text),
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes=set(LINK_SCHEMES),
        link_rel="noopener noreferrer",
    )


def rich(text: str, resolve: Callable[[str], str | None]) -> Markup:
    """The small Markdown subset as safe HTML. ``resolve`` turns ``palvelut/koski`` into an href, or None."""

    def to_site(match: re.Match[str]) -> str:
        href = match.group(1)
        if is_safe(href):
            return match.group(0)
        found = resolve(href)
        return f'href="{escape(found)}"' if found else ""

    # Sanitised by nh3 just before.
    return Markup(re.sub(r'href="([^"]*)"', to_site, _rich(text)))  # noqa: S704


# --- templates ------------------------------------------------------------------------------------------


class Phrasebook:
    """What a template may say about one handbook, seen from one page's address."""

    def __init__(self, handbook: Handbook, here: str) -> None:
        self.handbook = handbook
        self.here = here

    def href(self, address: str) -> str:
        return relative(self.here, address)

    def link(self, record: Record, text: object = None) -> Markup:
        """A link whose text is the record's name; an invented record says so."""
        label = Markup(' <span class="hk-merkki" data-esimerkki>Esimerkki</span>') if record.esimerkki else ""
        shown = record.name if text is None else text
        return Markup('<a href="{}">{}</a>{}').format(self.href(record.address), shown, label)

    def links(self, records: Iterable[Record]) -> Markup:
        return Markup(", ").join(self.link(record) for record in records)

    def outside(self, url: str, text: object = None) -> Markup:
        """A link out of the site; an address of another scheme shows as text."""
        if not is_safe(url):
            return escape(text or url)
        return Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(url, text or short_address(url))

    def rich(self, text: object) -> Markup:
        return rich(str(text), self._resolve)

    def _resolve(self, target: str) -> str | None:
        folder, _, id = target.partition("/")
        record = self.handbook.find(folder, id)
        return self.href(record.address) if record else None


def codes(text: str) -> Markup:
    """Escaped text with `backticked` words as code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))  # noqa: S704  # escaped first


def short_address(url: str) -> str:
    """An address as people read it: no scheme, no trailing slash, long tails cut."""
    text = re.sub(r"^(https?://(www\.)?|mailto:)", "", url).rstrip("/")
    return text if len(text) <= 60 else text[:59] + "…"


def environment(loader: jinja2.BaseLoader) -> jinja2.Environment:
    """Autoescaped everywhere; an undefined name is an error, not an empty space."""
    made = jinja2.Environment(
        loader=loader,
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Callable[..., Any]] = {
        "paiva": paiva,
        "kuukausi": kuukausi,
        "kuukauden_nimi": kuukauden_nimi,
        "eurot": eurot,
        "luettelo": luettelo,
        "vuodet": vuodet,
        "sana": sana,
        "kentta": kentta,
        "lyhyt_osoite": short_address,
        "koodit": codes,
        "isolla": lambda text: str(text)[:1].upper() + str(text)[1:],
    }
    made.filters.update(filters)
    made.globals.update(UNKNOWN=UNKNOWN, NOT_AGREED=NOT_AGREED, NOT_DEFINED=NOT_DEFINED, maara=maara)
    return made
