"""What reading a file finds by itself: its place, its YAML, the shape of its record."""

from hallinta.handbook import BODY_RULE, FILE_RULE, PICTURE_RULE, PLACE_RULE, SCHEMA_RULE
from hallinta.rules.registry import reading_rule

reading_rule(
    SCHEMA_RULE,
    "Tietue on lajinsa mukainen",
    lauseke="1-15",
    fix="korjaa kenttä lajin kenttäluettelon mukaiseksi",
    reason="Saman lajin tiedot voi esittää yhtenäisesti vain, kun jokaisessa tietueessa on samat kentät ja "
    "sallitut arvot. Tuntematon kenttä on useimmiten kirjoitusvirhe, jonka vuoksi tieto jäisi näkymättä.",
)
reading_rule(
    FILE_RULE,
    "Tiedosto on luettavaa YAMLia",
    lauseke="1-14",
    fix="korjaa kohta, jota löydös osoittaa",
    reason="Lukukelvoton tiedosto puuttuisi käsikirjasta kokonaan. Siksi lukuvirhe pysäyttää julkaisun.",
)
reading_rule(
    PLACE_RULE,
    "Tiedosto on lajinsa kansiossa ja sen nimi on tunnus",
    lauseke=("1-14", "1-15"),
    fix="siirrä tai nimeä tiedosto uudelleen",
    reason="Kansio kertoo lajin ja tiedoston nimi tunnuksen. Tunnuksesta tulee sivun pysyvä osoite.",
)
reading_rule(
    PICTURE_RULE,
    "Sivujen kansiossa on vain sivuja ja kuvia",
    lauseke=("1-13", "1-14"),
    fix="poista tiedosto docs-kansiosta tai tallenna se kuvana, joka ei sisällä muuta kuin kuvan",
    reason="Kansion tiedostot julkaistaan sellaisinaan. Skripti, sivupohja tai väärin nimetty tiedosto voisi "
    "muuttaa koko sivustoa tai viedä lukijan muualle, vaikka kukaan ei ole sitä katselmoinut ohjelmana.",
)
reading_rule(
    "HAL-020",
    "Jokaisella palvelulla on laji",
    lauseke="1-21",
    fix="kirjoita `laji`: palvelu, rekisteri, tietovaranto, rajapinta tai tukipalvelu",
    reason="Malli koskee myös rekistereitä ja tietovarantoja. Ilman lajia niitä ei voi erottaa eikä laskea.",
)
reading_rule(
    "HAL-035",
    "Tietueella on suomenkielinen nimi",
    lauseke=("1-14", "1-15"),
    fix="kirjoita `nimi`, tai `nimi.fi`, jos nimiä on usealla kielellä",
    reason="Tietue löydetään ja siihen viitataan sen suomenkielisellä nimellä.",
)
reading_rule(
    BODY_RULE,
    "Toimija on ryhmä, organisaatio tai sidosryhmä",
    lauseke=("1-13", "3.2-05"),
    fix="kirjoita `ryhmat/…` tai `organisaatiot/…`",
    reason="Asiasta vastaa, päättää tai antaa arvion aina toimielin. Jos kohdassa on muu tietue, vastuuta ei "
    "kanna kukaan (tulkinta A-09). Päättäjä ja arvioija on ryhmä tai organisaatio, ei sidosryhmä.",
)
