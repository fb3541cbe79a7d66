"""What a list that has no record yet says: what will be there, by which clause, and who brings the first one.

The words keep the clause's own force: *voi* stays *voi*, and where the source has no doer, none is named.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Peruste:
    """A sentence without its full stop, and the clauses and interpretations it rests on."""

    virke: str
    lausekkeet: tuple[str, ...] = ()
    tulkinnat: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tyhja:
    """The words of one kind. ``monta`` is the partitive plural: *ideoita*."""

    monta: str
    mita: Peruste
    kuka: Peruste


TYHJAT: Mapping[str, Tyhja] = {
    "palvelut": Tyhja(
        "palveluja",
        Peruste(
            "palvelut, rekisterit ja tietovarannot, joita OPH kehittää ja ylläpitää",
            ("1-20", "1-21"),
            ("A-14",),
        ),
        Peruste("Mallissa ei sanota, kuka palvelun tiedot kirjaa"),
    ),
    "sidosryhmat": Tyhja(
        "sidos- tai asiakasryhmiä",
        Peruste(
            "palveluiden asiakasryhmät ja oleellisimmat sidosryhmät sekä niiden rajapinnat mallin ryhmiin",
            ("1-11", "3.5-01", "3.5-02"),
        ),
        Peruste("Malli edellyttää, että rajapinnat kuvataan, mutta ei nimeä kuvaajaa", ("1-11",)),
    ),
    "termit": Tyhja(
        "termejä",
        Peruste("mallin termit määritelmineen, jotta samasta asiasta puhutaan samalla sanalla", ("1-15",)),
        Peruste("Mallissa ei sanota, kuka termit määrittelee"),
    ),
    "ideat": Tyhja(
        "ideoita",
        Peruste(
            "palautteet, ehdotukset ja tarpeet sekä se, mitä niistä on tullut",
            ("3.1-08", "3.1-09"),
            ("A-20",),
        ),
        Peruste(
            "OPH kokoaa nykyisten palveluiden palautteen ja ehdotukset sidos- ja asiakasryhmiltä; "
            "tarve uuteen palveluun voi tulla monesta lähteestä",
            ("3.1-01", "3.1-02"),
            ("A-38",),
        ),
    ),
    "kehitysaihiot": Tyhja(
        "kehitysaihioita",
        Peruste(
            "ideoista kootut kehitysaihiot, niiden vaikutusarvioinnit ja OKM:n päätökset edistämisestä",
            ("3.1-04", "3.1-05", "3.1-10"),
        ),
        Peruste(
            "Aihion kokoaa johtoryhmälle koordinaatioryhmä muiden ryhmien ohella", ("3.1-04",), ("A-34",)
        ),
    ),
    "hankkeet": Tyhja(
        "hankkeita",
        Peruste(
            "hankkeet ja osahankkeet: niiden ryhmät, raportit ja muutokset",
            ("2.2-03", "3.2-08", "3.2-10"),
        ),
        Peruste(
            "Johtoryhmä voi päättää uuden hankkeen käynnistämisestä; mallissa ei sanota, kuka hankkeen kirjaa",
            ("2.1-18",),
            ("A-04",),
        ),
    ),
    "kehitystyot": Tyhja(
        "kehitystöitä",
        Peruste(
            "hankkeistamaton kehitys tärkeysjärjestyksessä ja ylläpidon pienkehitys",
            ("3.2-17", "3.3-03"),
            ("A-11",),
        ),
        Peruste(
            "Hankkeistamattoman kehityksen tarpeet ja tavoitteet asettaa koordinaatioryhmä, "
            "pienkehityksestä päättää OPH",
            ("3.2-18", "3.3-06"),
        ),
    ),
    "kokoukset": Tyhja(
        "kokouksia",
        Peruste(
            "johtoryhmän ja koordinaatioryhmän kokoukset esityslistoineen ja tuloksineen",
            ("1-13", "2.3-01"),
        ),
        Peruste(
            "Johtoryhmän kokoukset ja niiden asiat valmistelee koordinaatioryhmä; "
            "koordinaatioryhmän omien kokousten valmistelijaa malli ei nimeä",
            ("2.2-04",),
        ),
    ),
    "paatokset": Tyhja(
        "päätöksiä",
        Peruste("päätökset: mitä päätettiin, kuka päätti ja onko päätös voimassa", ("1-13", "2.2-05")),
        Peruste(
            "Koordinaatioryhmä valmistelee päätösehdotukset palveluiden muutoksista, hallinnasta, seurannasta "
            "ja ristiriidoista",
            ("2.2-05",),
        ),
    ),
    "kaytannot": Tyhja(
        "käytäntöjä",
        Peruste(
            "sovitut viestinnän, teknisen dokumentaation ja raportoinnin käytännöt vaatimuksineen",
            ("1-16", "1-17", "3.4-03"),
        ),
        Peruste(
            "Koordinaatioryhmä esittää käytännöt, ja niistä sovitaan johtoryhmässä",
            ("1-18", "1-19"),
            ("A-13",),
        ),
    ),
    "tavoitteet": Tyhja(
        "tavoitteita",
        Peruste(
            "tavoitteet, joita palveluiden kehittäminen palvelee, ja niiden seuranta", ("1-02", "2.1-06")
        ),
        Peruste(
            "Johtoryhmä huolehtii, että strategiset tavoitteet otetaan kehittämisessä huomioon; "
            "mallissa ei sanota, kuka ne kirjaa",
            ("2.1-04",),
        ),
    ),
    "tulossopimukset": Tyhja(
        "tulossopimuksia",
        Peruste("OKM:n ja OPH:n tulossopimukset, joihin palveluiden ohjaus nojaa", ("1-01", "2.1-12")),
        Peruste("OPH tekee ehdotuksen tulossopimukseksi", ("2.3-07",)),
    ),
    "vuosisuunnitelmat": Tyhja(
        "vuosisuunnitelmia",
        Peruste("vuosisuunnitelmat ja niiden tarkennukset", ("2.1-13", "2.3-10"), ("A-18",)),
        Peruste("Johtoryhmä päättää vuosisuunnitelmasta; mallissa ei sanota, kuka sen laatii", ("2.1-13",)),
    ),
    "vuosikello": Tyhja(
        "vuosikelloja",
        Peruste(
            "kunkin vuoden kokoukset, tulossopimuksen valmistelun vaiheet ja määräajat", ("2.3-11", "2.3-12")
        ),
        Peruste("Vuosikellon päivittämisestä vastaa koordinaatioryhmä", ("2.3-13",), ("A-19",)),
    ),
    "yllapitoraportit": Tyhja(
        "ylläpitoraportteja",
        Peruste("palveluiden ylläpidon kustannukset ja resurssit vuosittain", ("3.3-07", "3.3-08")),
        Peruste("OPH raportoi, ja raportoinnin tavasta sovitaan yhdessä", ("3.3-07", "3.3-09"), ("A-21",)),
    ),
    "arvioinnit": Tyhja(
        "arviointeja",
        Peruste("mallin toimivuuden arvioinnit ja niistä seuranneet muutokset", ("1-27", "1-28")),
        Peruste("Mallissa ei sanota, kuka arvioinnin tekee", ("1-27",), ("A-37",)),
    ),
    "katselmukset": Tyhja(
        "katselmuksia",
        Peruste("merkinnät siitä, mitä tietoja on tarkistettu, milloin ja millä tuloksella", ("2.1-08",)),
        Peruste(
            "Johtoryhmä varmistaa, että tilannekuvaa ylläpidetään; "
            "mallissa ei sanota, kuka yksittäiset tiedot tarkistaa",
            ("2.1-08",),
        ),
    ),
    "poikkeukset": Tyhja(
        "poikkeuksia",
        Peruste("tarkistussäännöistä hyväksytyt poikkeukset perusteineen ja päättymispäivineen"),
        Peruste("Poikkeukset ovat käsikirjan oma menettely, eikä niistä sanota mallissa mitään"),
    ),
    "poistetut": Tyhja(
        "poistettuja osoitteita",
        Peruste(
            "julkaistut osoitteet, jotka ovat poistuneet, ja tieto siitä, minne sisältö siirtyi", ("1-14",)
        ),
        Peruste("Osoitteen kirjaa se, joka poistaa sivun tai siirtää sen, samassa yhdistämispyynnössä"),
    ),
}
"""Every kind that may be without records while the model itself is whole."""
