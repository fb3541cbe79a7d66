"""What each field is for, in the editor's words: one table for the editor's guide, the JSON Schemas and
templates.

A text under ``kansio.kentta`` wins over the one under ``kentta`` alone.
"""

import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from hallinta.records.base import Record
from hallinta.records.fields import Refers, Shape

TEXTS: dict[str, str] = {
    "nimi": "Nimi sellaisena kuin lukija sen näkee. Ruotsin- ja englanninkielinen nimi vain lähteen mukaan.",
    "lyhenne": "Vakiintunut lyhenne tai lyhyt nimi.",
    "lausekkeet": "Lausekkeet, joihin tietue nojaa.",
    "tulkinnat": "Tulkinnat, joihin tietue nojaa.",
    "sisaltovastuut": "Kuka vastaa kunkin lajin tietojen sisällöstä: rooli, tahot ja lauseke, josta vastuu tulee.",
    "ei_henkilotietoja": (
        "Ilmaukset, jotka näyttävät henkilön nimeltä tai numerolta mutta eivät ole: peruste ja kirjaamispäivä."
    ),
    "muokkausosoite": "Osoite, josta tiedosto avautuu muokattavaksi; `{path}` on tiedoston polku.",
    "palauteosoite": (
        "Osoite, johon palaute annetaan; `{otsikko}` ja `{sivu}` ovat sivun otsikko ja osoite. Sähköpostiosoite"
        " kirjoitetaan muodossa `mailto:…`."
    ),
    "toimija": "Organisaatio, joka ylläpitää käsikirjaa ja vastaa sen saavutettavuudesta.",
    "laadittu": "Päivä, jona seloste laadittiin.",
    "tarkistettu": "Päivä, jona seloste viimeksi tarkistettiin. Seuraava tarkistus lasketaan siitä.",
    "puutteet": "Sisällöt, jotka eivät ole saavutettavia: vaatimus, peruste, korvaava tapa ja korjausaika.",
    "arvio": "Miten saavutettavuus on arvioitu: milloin, mitä vasten, millä kokeilla ja mitä on arvioimatta.",
    "palaute": "Mihin saavutettavuuspalaute annetaan, kuka siihen vastaa ja missä ajassa.",
    "valvonta": "Valvontaviranomaisen julkiset yhteystiedot lähteineen.",
    "huomautus": "Lukijalle näkyvä huomautus.",
    "ei_julkaista": "Mitä tietueesta ei julkaista ja millä perusteella. Itse tietoa ei kirjata.",
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
    "mallin_piirissa": "Kuuluuko palvelu hallintamalliin.",
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
    "ylaryhma": "Ryhmä, jonka alaisena tämä toimii.",
    "osapuolet": "Ketkä ryhmässä kohtaavat.",
    "rajapinta": "Miten ryhmän asiat tulevat mallin ryhmiin.",
    "luku": "Lähteen luku, jossa lauseke on.",
    "tiivistelma": "Lausekkeen sisältö omin sanoin.",
    "sitovuus": "Kuinka vahvasti lähde sanoo asian: velvoite, voi, suositus vai toteamus.",
    "lausekkeet.toimija": "Nimeääkö lähde tekijän: `nimetty`, tai `avoin`, kun lähde käyttää passiivia.",
    "varaukset": "Lähteen rajaavien sanojen alut, jotka säilyvät tiivistelmässä ja tehtävissä, esim. `pääsääntö`.",
    "vastuutahot": "Ryhmät ja organisaatiot, joille lauseke antaa vastuun, muodossa `kansio/tunnus`.",
    "vastuuroolit": "Vastuu, jolla ei ole yhtä nimettyä tahoa.",
    "tarkistus": "Mistä sivustolla näkee, että lauseke toteutuu.",
    "nakyy": "Missä sivustolla lausekkeen asia näkyy: `sivu` ja sillä `kohta` (tunniste), `teksti` tai molemmat.",
    "havainto": "Mikä lähteessä on auki tai ristiriidassa.",
    "vaihtoehdot": "Miten kohdan voi lukea.",
    "oletus": "Miten käsikirja lukee kohdan, kunnes asiasta päätetään.",
    "oletustoimijat": "Taho, jonka oletus nimeää tekijäksi, kun lähde käyttää passiivia.",
    "kriteerit": "Lähteen väljät ilmaukset ja niille sovitut perusteet päätöksineen.",
    "ratkaisisi": "Mikä päätös, asiakirja tai tieto ratkaisisi kohdan.",
    "ratkaisijat": "Kuka voi ratkaista kohdan päätöksellään; tyhjä, jos kohta ratkeaa tiedolla.",
    "ratkaistu": "Päätös, joka ratkaisi kohdan, sen päivä ja asianumero sekä se, miten kohta nyt luetaan.",
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
    "lukutapa": "Luettiinko alkuperäinen lähde, tallennettu kopio vai vain sen alku.",
    "julkaisija": "Kuka lähteen on julkaissut.",
    "haltija": "Organisaatio, jonka asianhallinnassa asiakirja on.",
    "lahteet.asianumero": "Asiakirjan asian numero. Pakollinen, kun asiakirjalla ei ole osoitetta.",
    "osana": "Lähteet, joiden osa tämä on, esimerkiksi sopimus, jonka liite se on.",
    "paatelty": "Mitkä kentät on päätelty eikä luettu lähteestä, ja miksi.",
    "oma_termi": "Kun sana on käsikirjan oma eikä sillä ole lähdettä.",
    "todettu": "Tila, jonka lähde osoittaa, kun päiviä ei tunneta. Vain asialle, joka ei kuulu malliin.",
    "hankkeet.mallin_piirissa": "Kuuluuko hanke malliin. Mallin säännöt koskevat vain sitä, mikä kuuluu.",
    "paatokset.mallin_piirissa": "Kuuluuko asia malliin. Mallin säännöt koskevat vain sitä, mikä kuuluu.",
    "hankkeet.mallin_piirissa_perustelu": "Miksi hanke ei kuulu malliin tai miksi kuulumista ei tiedetä.",
    "paatokset.mallin_piirissa_perustelu": "Miksi asia ei kuulu malliin tai miksi kuulumista ei tiedetä.",
    "asettaminen": "Kuka hankkeen asetti, milloin ja millä numeroilla.",
    "hankkeet.osapuolet": "Tahot, jotka ovat hankkeessa mukana.",
    "hankkeet.rahoitus": "Mistä hanke rahoitetaan, lähteen mukaan.",
    "hankkeet.tulos": "Mitä hankkeesta syntyi, lähteen mukaan.",
    "voimaan": "Päivä, josta päätös on voimassa, jos se on eri kuin päätöksen päivä.",
    "rekisterinpitajat": "Rekisterinpitäjät, jos lähde kertoo ne.",
    "korvaava": "Palvelu, joka tulee tämän tilalle.",
    "palvelut.muutokset": "Palvelun muutokset: päivä, kuukausi tai vuosi sen mukaan, mitä lähde kertoo.",
    "jasentahot": "Jäsentahot, kun lähde kertoo ne mutta ei paikkoja.",
    "ryhmat.asetettu": "Päivä, jona ryhmä asetettiin; vain lähteen mukaan.",
    "aiemmat_toimikaudet": "Aiempien toimikausien alut ja loput.",
    "paattynyt": "Päivä, jona toiminta päättyi; vain lähteen mukaan.",
    "sidosryhmat.ryhma": "Sama toimielin ryhmissä, jos sen kokouksia tai päätöksiä on kirjattu.",
    "asiakirja": "Asiakirja, jossa tavoite on asetettu, ja sen vuosi.",
    "tavoitteet.asettaja": "Ryhmä tai organisaatio, joka asetti tavoitteen, muodossa `kansio/tunnus`.",
    "tavoitteet.palvelut": "Palvelut, joita tavoite koskee.",
    "arvioinnit.laji": "Mallin oma arviointi, tarkastus, selvitys vai seuranta.",
    "tekija": "Kuka arvioinnin teki: organisaatio, ei henkilöä.",
    "arvioinnit.vuosi": "Vuosi, jos tarkkaa päivää ei tiedetä.",
    "arvioinnit.asianumero": "Asiakirjan numero, jos lähde kertoo sen.",
    "arvioinnit.palvelut": "Palvelut, joita arviointi koskee.",
    "kohde": "Mitä arvioidaan.",
    "suunniteltu": "Kuukausi, johon mennessä arviointi oli määrä tehdä.",
    "toteutunut": "Päivä, jona arviointi valmistui; vain lähteen mukaan.",
    "tulos": "Arvioinnin tulos.",
    "muutokset": "Muutokset, joihin arviointi johti.",
    "historia": "Tilat aikajärjestyksessä: päivä, tila ja peruste. Viimeinen rivi on nykyinen tila.",
    "kuvaus": "Mistä on kyse. Tekstissä voi olla kappaleita, luetteloita ja linkkejä.",
    "saapunut": "Päivä, jona idea otettiin vastaan.",
    "lahde_laji": "Mistä idea tai tavoite on peräisin.",
    "lahderyhma": "Sidos- tai asiakasryhmä, joka idean esitti.",
    "vastaanottaja": "Organisaatio, joka otti idean vastaan.",
    "ideat.kohde": "Koskeeko idea nykyistä palvelua vai uutta.",
    "kehitysaihiot.kohde": "Kehitetäänkö nykyistä palvelua vai uutta.",
    "katselmukset.kohde": "Katselmoitu tietue muodossa `kansio/tunnus`.",
    "poikkeukset.kohde": "Tietue, jota poikkeus koskee, muodossa `kansio/tunnus`.",
    "palvelu": "Palvelu, jota asia koskee.",
    "kasittelyt": "Ryhmien käsittelyt: ryhmä, kokous, päivä ja tulos.",
    "yhdistetty": "Idea, johon tämä yhdistettiin.",
    "jaettu": "Ideat, joihin tämä jaettiin.",
    "palaute_ehdottajalle": "Mitä ehdottajalle vastattiin. Malli ei vaadi vastausta.",
    "ideat": "Ideat, joista kehitysaihio on koottu.",
    "kehitystyot.ideat": "Ideat, jotka toteutetaan kehitystyönä ilman kehitysaihiota.",
    "koostaja": "Ryhmä, joka kokosi kehitysaihion.",
    "tavoitteet": "Tavoitteet, joita työ palvelee.",
    "kustannus": (
        "Arvio kokonaiskustannuksesta ja siitä, mitä siihen sisältyy. Kun arvio muuttuu, kirjoita arviot luettelona ja "
        "lisää uusi loppuun: aiempi jää näkyviin."
    ),
    "kayttoala": "Ketä tiedonhallinnan muutos koskee. Ratkaisee, pyydetäänkö lausunto.",
    "valmistelu": "Valmistelutehtävät organisaatioittain.",
    "vaikutusarviointi": "OKM:n ja OPH:n yhteinen arviointi. Lainsäädännön muutostarve on pakollinen osa.",
    "hankkeistamisarvio": "Arvio hankkeistamisen tarpeesta. Arvioija kirjataan aina.",
    "hankkeistamatta_perustelu": "Miksi uutta palvelua ei hankkeisteta, vaikka sitä suositellaan.",
    "lausuntomenettelyt": "Lausuntomenettelyt ja niiden tila.",
    "edistamispaatos": "OKM:n päätös siitä, edistetäänkö kokonaisuutta.",
    "kehitysaihio": "Kehitysaihio, josta työ alkoi.",
    "palvelut": "Palvelut, joita hanke kehittää.",
    "ylahanke": "Hanke, jonka osa tämä on.",
    "kausi": "Alku ja loppu.",
    "tulossopimukset.kausi": "Sopimuskausi.",
    "ryhmat": "Hankkeen asetetut ryhmät.",
    "kaynnistyspaatos": "Päätös, jolla hanke käynnistettiin.",
    "ohjaus_sovittu_toisin": "Päätös siitä, ettei ohjaus ole ylähankkeessa.",
    "hankkeet.rajapinta": "Miten hanke liittyy yhteisiin ryhmiin.",
    "raportointi": "Sovittu raportointi: kenelle, kuinka usein ja missä muodossa.",
    "informointi": "Sovittu informointi: kenelle, kuinka laajasti ja miten.",
    "raportit": "Annetut raportit ja informoinnit.",
    "hankkeet.muutokset": "Hankkeen muutokset. Merkittävästä päättää johtoryhmä.",
    "resurssimuutokset": "Resurssien muutokset euroina tai henkilötyövuosina.",
    "tarve": "Tarve, johon työ vastaa.",
    "tavoite": "Mitä työllä tavoitellaan.",
    "asettanut_kokous": "Kokous, jossa tarve ja tavoite asetettiin.",
    "prioriteetti": "Järjestysnumero, jonka koordinaatioryhmä antoi. 1 on ensimmäinen.",
    "rahoitus": "Rahoituksen lähde ja määrä; ylläpidon osuus erikseen.",
    "htv": "Henkilötyövuodet.",
    "paatos": "Päätös, johon asia perustuu.",
    "vaikuttavuusarvio": "Mitä työllä saatiin aikaan.",
    "aihe": "Mihin aiheeseen päätös kuuluu.",
    "paattaja": "Ryhmä tai organisaatio, joka päätti, muodossa `kansio/tunnus`.",
    "kokous": "Kokous, jossa asiaa käsiteltiin.",
    "kohta": "Asialistan kohdan numero.",
    "paatokset.pvm": "Päivä, jona päätös tehtiin.",
    "katselmukset.pvm": "Katselmuksen päivä.",
    "kokoukset.pvm": "Kokouksen päivä.",
    "poistetut.pvm": "Päivä, jona osoite poistui.",
    "ehdotus": "Päätösehdotus: kuka esitti, mitä esitettiin ja miten kävi.",
    "paatokset.tulos": (
        "Mitä asiasta päätettiin. Tehdyllä päätöksellä on aina tulos; se on `null`, kunnes asiasta on päätetty."
    ),
    "paatosteksti": "Mitä päätettiin.",
    "perustelut": "Miksi niin päätettiin.",
    "vaikutukset": "Mitä päätöksestä seuraa.",
    "koskee": "Tietueet, joita asia koskee, muodossa `kansio/tunnus`.",
    "merkittavyys": "Onko asia merkittävä vai vähäinen.",
    "merkittavyys_perustelu": "Miksi asia on merkittävä tai vähäinen.",
    "linjaus": "Johtoryhmän linjaus, johon päätös nojaa.",
    "korvaa": "Aiemmat päätökset, jotka tämä korvaa kokonaan tai osittain.",
    "resurssit": "Paljonko ylläpidon resurssipäätös antaa: euroja (`eur`), henkilötyövuosia (`htv`) tai molempia.",
    "seurantapaiva": "Päivä, jona päätöksen toteutuminen tarkistetaan.",
    "seuranta": "Mitä tarkistuksessa todettiin.",
    "viestinta": "Kenelle asiasta kerrotaan, kuka kertoo ja milloin.",
    "asianumero": "Asian numero asianhallinnassa. Alkuperäiset asiakirjat ovat siellä.",
    "korjaukset": "Päivätyt oikaisumerkinnät. Päätöksen tekstiä ei muuteta.",
    "paatokset.vaihtoehdot": "Muut vaihtoehdot, joita harkittiin.",
    "ryhma": "Ryhmä, jonka kokous on.",
    "alkaa": "Alkamisaika Suomen aikaa.",
    "paattyy": "Päättymisaika Suomen aikaa.",
    "peruttu_syy": "Miksi kokous peruttiin.",
    "ylimaarainen": "Onko kokous ylimääräinen.",
    "kohdat": "Asialistan kohdat järjestyksessä.",
    "vuosisuunnitelmat.kohdat": "Suunnitelman kohdat ja tietueet, joita ne koskevat.",
    "kokoukset.tila": "Missä vaiheessa kokous on: suunniteltu, kutsuttu, pidetty vai peruttu.",
    "kutsuttu": "Päivä, jona kutsu ja esityslista lähetettiin.",
    "kuultavat": "Kuultavat asiantuntijat rooleina tai organisaatioina.",
    "toimenpiteet": "Mitä sovittiin tehtäväksi, kenen roolin vastuulla ja mihin mennessä.",
    "poytakirja": "Pöytäkirjan tila ja päivä. Pöytäkirja itse on asianhallinnassa.",
    "alue": "Mitä aluetta käytäntö koskee.",
    "esitys": "Koordinaatioryhmän esitys johtoryhmälle.",
    "kirjallinen_sopimus": "Muu kirjallinen sopimus, johon käytäntö perustuu.",
    "vaatimukset": "Vaatimukset, joita vasten palvelut tarkistetaan.",
    "versiot": "Versiot, niiden päivät ja muutokset.",
    "kumottu": "Päivä, jona käytäntö kumottiin.",
    "vuodet": "Vuodet, joita tavoite koskee.",
    "tulossopimus": "Tulossopimus, johon asia liittyy.",
    "mittari": "Millä tavoitteen saavuttamista mitataan.",
    "toteumat": "Seurantamerkinnät päivineen.",
    "vuosi": "Vuosi, jota tietue koskee.",
    "allekirjoitettu": "Allekirjoituspäivä; vain lähteen mukaan.",
    "liitteet": "Sopimuksen liitteet.",
    "tulossopimukset.valmistelu": "Kokoukset, joissa sopimusta valmisteltiin.",
    "raportoitu": "Päivä, jona raportti annettiin.",
    "kustannus_eur": "Ylläpidon kustannus euroina; tuntematon on `null`, ei nolla.",
    "ostopalvelut_eur": "Ostopalvelujen osuus euroina.",
    "resurssipaatos": "Päätös ylläpidon resursseista.",
    "suunnitelma": "Vuosisuunnitelma, johon raportti liittyy.",
    "rooli": "Rooli, jossa katselmus tehtiin.",
    "huomio": "Mitä katselmuksessa huomattiin.",
    "seuraava": "Päivä, johon mennessä katselmoidaan uudelleen.",
    "saanto": "Säännön tunnus.",
    "peruste": "Miksi poikkeus on sallittu.",
    "voimassa_asti": "Päivä, jonka jälkeen poikkeus ei enää päde.",
    "poistetut.osoite": "Osoite, joka oli käytössä, esim. `palvelut/vanha/`.",
    "syy": "Miksi osoite poistui.",
    "uusi": "Tietue, joka tuli tilalle.",
    "ohjaussopimus": "Päätös, jolla koordinaatioryhmä sovittiin palvelun kehittämisen ohjausryhmäksi.",
    "palvelut.seuranta": "Mitä OPH seuraa palvelussa: päivä, mittari ja arvo. Tuntematon on `null`.",
    "juridiset_kysymykset": "Ylläpidon juridiset kysymykset ja niiden käsittely.",
    "vastuu": "Ryhmä, joka vastaa vuosikellosta.",
    "tarkistukset": "Milloin kokousajat tarkistettiin ja millä perusteella.",
    "vaiheet": "Tulossopimusprosessin vaiheiden ajat tänä vuonna. Tuntematon on `null`.",
    "tapahtumat": "Vuoden tapahtumat ja niiden ajat. Kokoukset tulevat omista tietueistaan.",
    "ohitettavat": "Päivät, jolloin kokouksia ei pidetä, ja syy.",
    "search": "Haun painotus.",
    "hide": "Sivulta piilotettavat osat.",
    "template": "Sivupohja, jos muu kuin tavallinen.",
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


def part_text(info: FieldInfo) -> str:
    """What stands in a field of a part, where the field's name and its own schema do not tell it."""
    shape = _shape(info)
    plain = shape.removeprefix("luettelo: ").startswith(("`", "teksti"))
    return "" if plain else f"{shape[:1].upper()}{shape[1:]}."


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
    told = next((mark for mark in info.metadata if isinstance(mark, Shape)), None)
    return told.words if told else _of(info.annotation, refers)


def _of(annotation: Any, refers: Refers | None = None) -> str:
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        told = next((mark for mark in arguments[1:] if isinstance(mark, Shape)), None)
        if told is not None:
            return told.words
        own = next((mark for mark in arguments[1:] if isinstance(mark, Refers)), refers)
        return _of(arguments[0], own)
    if origin is typing.Literal:
        return ", ".join(f"`{value}`" for value in arguments)
    if origin is tuple:
        return f"luettelo: {_of(arguments[0], refers)}"
    if origin in (typing.Union, types.UnionType):
        return " tai ".join(_of(part, refers) for part in arguments if part is not type(None))
    if refers is not None:
        if refers.folder != "*":
            return f"tunnus kansiosta `{refers.folder}`"
        ways = " tai ".join(f"`{folder}/tunnus`" for folder in refers.kinds)
        return f"tunnus muodossa {ways or '`kansio/tunnus`'}"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        names = list(annotation.model_fields)
        return (
            "teksti, tai `fi`, `sv`, `en`"
            if names == ["fi", "sv", "en"]
            else ", ".join(f"`{n}`" for n in names)
        )
    return _SHAPES.get(getattr(annotation, "__name__", ""), "teksti")
