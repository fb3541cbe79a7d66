"""What each field is for, in the editor's words: one table for the editor's guide, the JSON Schemas and
templates.

A text under ``kansio.kentta`` wins over the one under ``kentta`` alone.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from hallinta.records.base import Record
from hallinta.records.fields import Refers

TEXTS: dict[str, str] = {
    "nimi": "Nimi sellaisena kuin lukija sen näkee. Ruotsin- ja englanninkielinen nimi vain lähteen mukaan.",
    "lyhenne": "Vakiintunut lyhenne tai lyhyt nimi.",
    "lausekkeet": "Lausekkeet, joihin tietue nojaa.",
    "tulkinnat": "Tulkinnat, joihin tietue nojaa.",
    "huomautus": "Lukijalle näkyvä huomautus.",
    "lahteet": "Lähteet, joista tiedot ovat peräisin.",
    "palvelut.lahteet": "Lähteet tietoryhmittäin: mistä nimi, tarkoitus, omistus ja muut ovat peräisin.",
    "laji": "Mihin luokkaan tietue kuuluu.",
    "tarkoitus": "Mitä varten se on, yhdellä tai kahdella virkkeellä.",
    "tehtavat": "Mallin antamat tehtävät ja toimivalta, jokaisella oma lausekkeensa.",
    "verkkosivu": "Organisaation verkkosivun osoite.",
    "ylaorganisaatio": "Organisaatio, johon tämä kuuluu.",
    "taso": "Taso, jolla ryhmä toimii.",
    "mallin_ryhma": "Onko ryhmä hallintamallin oma ryhmä.",
    "tyyppi": "Pysyvä ryhmä, väliaikainen ryhmä vai hankkeen ryhmä.",
    "organisaatio": "Organisaatio, jonka ryhmä tai sidosryhmä on.",
    "jasenpaikat": "Paikat rooleina ja organisaatioina. Henkilöiden nimiä ei kirjata.",
    "asettaja": "Organisaatio, joka on asettanut ryhmän.",
    "toimikausi": "Toimikauden alku ja loppu.",
    "puheenjohtaja": "Puheenjohtajan rooli, ei nimeä.",
    "sihteeri": "Sihteerin rooli, ei nimeä.",
    "paatosvaltaisuus": "Milloin ryhmä on päätösvaltainen.",
    "kokousvali": "Kuinka usein ryhmä kokoontuu.",
    "palveluryhma": "OPH:n palvelukokonaisuuden nelijako.",
    "mallin_piirissa": "Kuuluuko palvelu hallintamallin piiriin.",
    "mallin_piirissa_perustelu": "Miksi palvelu kuuluu, ei kuulu tai asia on ratkaisematta.",
    "keskeinen": "Onko palvelu keskeinen. Malli ei anna kriteeriä, joten tieto perustellaan aina.",
    "keskeinen_perustelu": "Miksi palvelu on tai ei ole keskeinen.",
    "omistajat": "Organisaatiot, jotka omistavat palvelun.",
    "yllapitajat": "Organisaatiot, jotka ylläpitävät palvelua.",
    "yllapito_perustelu": "Miksi ylläpitäjä on joku muu kuin OPH.",
    "toteuttajat": "Organisaatiot, jotka toteuttavat palvelun teknisesti.",
    "elinkaaren_tila": "Palvelun tila palvelukortin mukaan.",
    "oikeusperusta": "Säädökset, joihin palvelu perustuu.",
    "url": "Palvelun oma osoite.",
    "lahdekoodi": "Julkaistun lähdekoodin osoitteet.",
    "lisenssi": "Lähdekoodin lisenssi.",
    "dokumentaatio": "Julkiset asiakirjat: palvelukortti, rajapintakuvaus ja muut.",
    "ylapalvelu": "Palvelu, jonka osa tämä on.",
    "riippuvuudet": "Palvelut, joita tämä tarvitsee toimiakseen.",
    "sidosryhmat": "Sidosryhmät, joita palvelu koskee.",
    "asiakasryhmat": "Ryhmät, jotka käyttävät palvelua.",
    "joukko": "Kun lähde ei nimeä yksittäistä ryhmää vaan ryhmien joukon.",
    "tehtava": "Ryhmän tehtävä.",
    "tehtava_suunniteltu": "Kun lähde puhuu tehtävästä tulevana.",
    "nimetty_mallissa": "Nimetäänkö ryhmä tulossopimuksen liitteessä 6a.",
    "oleellinen": "Onko ryhmä oleellisimpia sidosryhmiä. Malli ei anna kriteeriä, joten tieto perustellaan.",
    "oleellinen_perustelu": "Miksi ryhmä on tai ei ole oleellisimpia.",
    "tila": "Missä vaiheessa asia on.",
    "asettaminen_suunniteltu": "Vuosi, jona ryhmä oli määrä asettaa.",
    "asetettu": "Päivä, jona ryhmä asetettiin; vain lähteen mukaan.",
    "koulutusasteet": "Koulutusasteet, joita ryhmä koskee.",
    "osapuolet": "Ketkä ryhmässä kohtaavat.",
    "rajapinta": "Miten ryhmän asiat tulevat mallin ryhmiin.",
    "luku": "Lähteen luku, jossa lauseke on.",
    "tiivistelma": "Lausekkeen sisältö omin sanoin.",
    "vastuutahot": "Ryhmät ja organisaatiot, joille lauseke antaa vastuun, muodossa `kansio/tunnus`.",
    "vastuuroolit": "Vastuu, jolla ei ole yhtä nimettyä tahoa.",
    "tarkistus": "Mistä sivustolla näkee, että lauseke toteutuu.",
    "havainto": "Mikä lähteessä on auki tai ristiriidassa.",
    "vaihtoehdot": "Miten kohdan voi lukea.",
    "oletus": "Miten käsikirja lukee kohdan, kunnes asiasta päätetään.",
    "ratkaisija": "Kuka voi ratkaista asian, jos malli kertoo sen.",
    "maaritelma": "Mitä termi tarkoittaa, yhdellä tai kahdella virkkeellä.",
    "avain": "Termin muoto tiedoissa ja koodissa.",
    "vastineet": "Ovatko vieraskieliset vastineet lähteestä vai ehdotuksia.",
    "hakusanat": "Muut muodot ja lyhenteet, joilla termiä haetaan.",
    "lahitermit": "Termit, jotka selitetään yhdessä tämän kanssa.",
    "osoite": "Lähteen osoite.",
    "versio": "Lähteen versio tai koodin muutostunniste.",
    "pvm": "Lähteen päiväys.",
    "tiedostot": "Tiedostot, joista tiedot on luettu.",
    "haettu": "Päivä, jona lähde on luettu.",
    "kohde": "Mitä arvioidaan.",
    "suunniteltu": "Kuukausi, johon mennessä arviointi oli määrä tehdä.",
    "toteutunut": "Päivä, jona arviointi valmistui; vain lähteen mukaan.",
    "tulos": "Arvioinnin tulos.",
    "muutokset": "Muutokset, joihin arviointi johti.",
    "title": "Sivun otsikko.",
    "description": "Yksi virke, joka kertoo, mitä sivulta saa.",
}


@dataclass(frozen=True, slots=True)
class FieldText:
    """One row of the field reference."""

    name: str
    required: str
    shape: str
    text: str


def describe(folder: str, model: type[Record]) -> Iterator[FieldText]:
    """The fields of a kind in their order: what is required, what may stand there and why."""
    for name, info in model.model_fields.items():
        yield FieldText(name, _required(info), _shape(info), text_of(folder, name))


def text_of(folder: str, field: str) -> str:
    return TEXTS.get(f"{folder}.{field}") or TEXTS.get(field, "")


def _required(info: FieldInfo) -> str:
    if not info.is_required():
        return "ei"
    return "kyllä, tai `null`" if _nullable(info.annotation) else "kyllä"


def _nullable(annotation: Any) -> bool:
    return type(None) in typing.get_args(annotation)


_SHAPES = {
    "bool": "`true` tai `false`",
    "int": "kokonaisluku",
    "date": "päivä vvvv-kk-pp",
    "Decimal": "euromäärä",
}


def _shape(info: FieldInfo) -> str:
    refers = next((mark for mark in info.metadata if isinstance(mark, Refers)), None)
    return _of(info.annotation, refers)


def _of(annotation: Any, refers: Refers | None = None) -> str:
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        own = next((mark for mark in arguments[1:] if isinstance(mark, Refers)), refers)
        return _of(arguments[0], own)
    if origin is typing.Literal:
        return ", ".join(f"`{value}`" for value in arguments)
    if origin is tuple:
        return f"luettelo: {_of(arguments[0], refers)}"
    if origin in (typing.Union, types.UnionType):
        return " tai ".join(_of(part, refers) for part in arguments if part is not type(None))
    if refers is not None:
        return "tunnus kansiosta " + (
            f"`{refers.folder}`" if refers.folder != "*" else "muodossa `kansio/tunnus`"
        )
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        names = list(annotation.model_fields)
        return (
            "teksti, tai `fi`, `sv`, `en`"
            if names == ["fi", "sv", "en"]
            else ", ".join(f"`{n}`" for n in names)
        )
    return _SHAPES.get(getattr(annotation, "__name__", ""), "teksti")
