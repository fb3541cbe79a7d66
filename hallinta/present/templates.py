"""What a template may say: the phrases as filters, the links as seen from one page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import jinja2
from markupsafe import Markup, escape

from hallinta.handbook import Handbook
from hallinta.present.addresses import is_safe, relative, short_address
from hallinta.present.amounts import (
    NBSP,
    erotus,
    eurot,
    htv,
    kausi,
    kello,
    kuukauden_nimi,
    kuukausi,
    luettelo,
    luku,
    maara,
    maaraaika,
    paiva,
    paivia,
    sentit,
    vuodet,
)
from hallinta.present.conclusions import (
    arvio_sanoin,
    hankkeistus,
    lausunto,
    rajojen_aika,
    sanoin,
    sisalto,
    voimassaolo,
    ylitys,
)
from hallinta.present.drawing import kaavio
from hallinta.present.richtext import alkuun, codes, plain, rich
from hallinta.present.tyhjat import TYHJAT
from hallinta.present.words import (
    NOT_AGREED,
    NOT_APPLICABLE,
    NOT_DEFINED,
    NOT_FOUND,
    NOT_PUBLISHED,
    NOT_RECORDED,
    NOT_SEEN,
    ROOLIT,
    VASTUUNJAKO,
    aihe,
    kentta,
    sana,
    teko,
)
from hallinta.queries.graph import called
from hallinta.queries.osoitteet import page_titles
from hallinta.records.base import Record
from hallinta.records.malli import Tulkinta


def alphabetical(records: Iterable[Record]) -> list[Record]:
    """By name as in Finnish, where å, ä and ö end the alphabet."""
    finnish = str.maketrans("åäö", "{|}")
    return sorted(records, key=lambda record: record.name.lower().translate(finnish))


def _settled(record: Record) -> str:
    """What stands after the id of an open point that a decision has settled."""
    return " (ratkaistu)" if isinstance(record, Tulkinta) and record.ratkaistu else ""


class Phrasebook:
    """What a template may say about one handbook, seen from one page's address."""

    def __init__(self, handbook: Handbook, here: str) -> None:
        self.handbook = handbook
        self.here = here

    def href(self, address: str) -> str:
        return relative(self.here, self.handbook.place(address))

    def in_real(self, address: str) -> str:
        """The way to a page of the real handbook."""
        return relative(self.here, address)

    def in_example(self, address: str) -> str | None:
        """The way to the same page of the example handbook; None where there is none."""
        example = self.handbook.example
        there = example.place(address) if example else ""
        is_there = example is not None and there.partition("#")[0] in page_titles(example)
        return relative(self.here, there) if is_there else None

    def link(self, record: Record, text: object = None) -> Markup:
        """A link whose text is the record's name."""
        shown = called(self.handbook, record) if text is None else text
        return Markup('<a href="{}">{}</a>').format(self.href(record.address), shown)

    def links(self, records: Iterable[Record]) -> Markup:
        return Markup(", ").join(self.link(record) for record in records)

    def by_id(self, records: Iterable[Record], word: str) -> Markup:
        """Records by their ids after a word that stays with them: *lausekkeet 1-13 ja 1-14*."""
        link = Markup('<a class="hk-tunnus" href="{}">{}</a>')
        links = [link.format(self.href(record.address), record.id) + _settled(record) for record in records]
        return Markup("{}{}{}").format(word, NBSP, Markup(luettelo(links)))  # noqa: S704  # of escaped links

    def outside(self, url: str, text: object = None) -> Markup:
        """A link out of the site; an address of another scheme shows as text."""
        if not is_safe(url):
            return escape(text or url)
        if not text:  # the text is the address, so paper does not tell it again
            return Markup('<a class="hk-osoite" href="{}" rel="noopener noreferrer">{}</a>').format(
                url, short_address(url)
            )
        return Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(url, text)

    def rich(self, text: object) -> Markup:
        return rich(str(text), self._resolve)

    def _resolve(self, target: str) -> str | None:
        folder, _, id = target.partition("/")
        record = self.handbook.find(folder, id)
        return self.href(record.address) if record else None


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
        "sentit": sentit,
        "luku": luku,
        "htv": htv,
        "paivia": paivia,
        "sisalto": sisalto,
        "sanoin": sanoin,
        "kaavio": kaavio,
        "vastuunjako": lambda code: VASTUUNJAKO.get(code, sana(code)),
        "luettelo": luettelo,
        "vuodet": vuodet,
        "sana": sana,
        "teko": teko,
        "aihe": aihe,
        "kentta": kentta,
        "roolina": lambda field: ROOLIT.get(field, ""),
        "lyhyt_osoite": short_address,
        "koodit": codes,
        "aakkosin": alphabetical,
        "isolla": lambda text: str(text)[:1].upper() + str(text)[1:],
        "alkuun": alkuun,
        "tekstina": plain,
    }
    made.filters.update(filters)
    made.globals.update(
        NOT_AGREED=NOT_AGREED,
        NOT_APPLICABLE=NOT_APPLICABLE,
        NOT_DEFINED=NOT_DEFINED,
        NOT_SEEN=NOT_SEEN,
        NOT_FOUND=NOT_FOUND,
        NOT_PUBLISHED=NOT_PUBLISHED,
        NOT_RECORDED=NOT_RECORDED,
        tyhjat=TYHJAT,
        maara=maara,
        maaraaika=maaraaika,
        kausi=kausi,
        kello=kello,
        erotus=erotus,
        eurot=eurot,
        htv=htv,
        arvio_sanoin=arvio_sanoin,
        hankkeistus=hankkeistus,
        rajojen_aika=rajojen_aika,
        voimassaolo=voimassaolo,
        ylitys=ylitys,
        lausunto=lausunto,
    )
    return made
