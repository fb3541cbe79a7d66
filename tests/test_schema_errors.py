"""What a record is refused for, as its editor reads it: place, problem with its value, way out."""

from __future__ import annotations

from datetime import date

import pytest

from hallinta.handbook import load
from hallinta.records import meant
from hallinta.schema_errors import SHOWN, choice, nearest, nearest_id, shown


def told(path: str, text: str, today: date) -> list[str]:
    """Two lines for each finding in one file: ``line:column rule: problem`` and ``→ fix``."""
    return [
        line
        for finding in load({path: text.encode()}, today).findings
        if finding.place.path == path
        for line in (
            f"{finding.place.line}:{finding.place.column} {finding.rule}: {finding.problem}",
            f"→ {finding.fix}",
        )
    ]


V = "data/organisaatiot/a.yaml"
R = "data/ryhmat/a.yaml"
A = "data/arvioinnit/a.yaml"
L = "data/lahteet/a.yaml"
S = "data/sidosryhmat/a.yaml"

ORGANISATION = "nimi: A\nlaji: virasto\n"
GROUP = "nimi: A\ntaso: null\nmallin_ryhma: true\ntyyppi: pysyva\ntarkoitus: a\n"
SOURCE = "nimi: A\nlaji: wiki\nosoite: null\nhaettu: null\n"
PARTNER = "nimi: A\nlaji: kumppani\ntehtava: null\nnimetty_mallissa: false\ntila: toiminnassa\n"

ADDRESS_FIX = "käytä osoitetta, joka alkaa `https://`, `http://` tai `mailto:`"
FIELDS = (
    "→ käytä jotakin kentistä: `nimi`, `lausekkeet`, `tulkinnat`, `ei_julkaista`, `huomautus`, `lahteet`, `paatelty`, "
    "`lyhenne`, `laji`, "
    "`tarkoitus`, `verkkosivu`, `ylaorganisaatio`, `tehtavat`"
)
KINDS = "→ käytä jotakin arvoista: `ministerio`, `virasto`, `viranomainen`, `yhtio`, `palvelukeskus`, `ylin-valtioelin`"

CASES = [
    # --- fine
    (V, ORGANISATION, []),
    (V, "nimi: {fi: A, sv: B, en: C}\nlaji: virasto\n", []),
    (V, "nimi:\n  fi: A\n  sv: null\nlaji: virasto\nlyhenne: null\n", []),
    # --- keys
    (
        V,
        "nimi: A\nlajii: virasto\n",
        ["2:1 HAL-000: kenttää `lajii` ei tunneta", "→ tarkoititko `laji`?"],
    ),
    (
        V,
        "Nimi: A\nlaji: virasto\n",
        ["1:1 HAL-000: kenttää `Nimi` ei tunneta", "→ tarkoititko `nimi`?"],
    ),
    (
        V,
        f"{ORGANISATION}xyz: 1\n",
        ["3:1 HAL-000: kenttää `xyz` ei tunneta", FIELDS],
    ),
    (
        R,
        f"{GROUP}jasenpaikat:\n  - organisatio: oph\n    rooli: a\n",
        ["7:5 HAL-000: kenttää `organisatio` ei tunneta", "→ tarkoititko `organisaatio`?"],
    ),
    (
        V,
        "nimi:\n  fi: A\n  svenska: B\nlaji: virasto\n",
        ["3:3 HAL-000: kenttää `svenska` ei tunneta", "→ käytä jotakin kentistä: `fi`, `sv`, `en`"],
    ),
    # --- what is missing
    (V, "nimi: A\n", ["1:1 HAL-000: pakollinen kenttä `laji` puuttuu", "→ lisää rivi `laji: …`"]),
    (
        L,
        "nimi: A\nlaji: wiki\nosoite: null\n",
        [
            "1:1 HAL-000: pakollinen kenttä `haettu` puuttuu",
            "→ lisää rivi `haettu: …` tai `haettu: null`, jos tietoa ei ole",
        ],
    ),
    (V, "laji: virasto\n", ["1:1 HAL-035: pakollinen kenttä `nimi` puuttuu", "→ lisää rivi `nimi: …`"]),
    (
        V,
        "nimi:\n  sv: A\nlaji: virasto\n",
        ["1:1 HAL-035: pakollinen kenttä `nimi.fi` puuttuu", "→ lisää rivi `fi: …`"],
    ),
    (
        R,
        f"{GROUP}jasenpaikat:\n  - organisaatio: oph\n    lukumaara: 1\n",
        ["7:5 HAL-000: pakollinen kenttä `rooli` puuttuu", "→ lisää rivi `rooli: …`"],
    ),
    # --- null and empty
    (
        V,
        "nimi: A\nlaji: null\n",
        ["2:7 HAL-000: kenttä `laji` on tyhjä (null), mutta tieto on pakollinen", "→ kirjoita tieto"],
    ),
    (
        R,
        "nimi: A\ntaso: null\nmallin_ryhma:\ntyyppi: pysyva\ntarkoitus: a\n",
        [
            "3:14 HAL-000: kenttä `mallin_ryhma` on tyhjä (null), mutta tieto on pakollinen",
            "→ kirjoita tieto",
        ],
    ),
    (
        V,
        "nimi: null\nlaji: virasto\n",
        ["1:7 HAL-035: kenttä `nimi` on tyhjä (null), mutta tieto on pakollinen", "→ kirjoita tieto"],
    ),
    (
        V,
        f"{ORGANISATION}lahteet:\n  - null\n",
        ["4:5 HAL-000: luettelon `lahteet` kohta on tyhjä", "→ kirjoita tieto tai poista rivi"],
    ),
    (
        V,
        f"{ORGANISATION}lyhenne: ''\n",
        ["3:10 HAL-000: `lyhenne: ` on tyhjä teksti", "→ kirjoita teksti tai `null`, jos tietoa ei ole"],
    ),
    (
        V,
        f"{ORGANISATION}lyhenne: '  '\n",
        ["3:10 HAL-000: `lyhenne: ` on tyhjä teksti", "→ kirjoita teksti tai `null`, jos tietoa ei ole"],
    ),
    # --- enumerations
    (
        V,
        "nimi: A\nlaji: virassto\n",
        ["2:7 HAL-000: `laji: virassto` ei ole sallittu arvo", "→ tarkoititko `virasto`?"],
    ),
    (
        V,
        "nimi: A\nlaji: Virasto\n",
        ["2:7 HAL-000: `laji: Virasto` ei ole sallittu arvo", "→ tarkoititko `virasto`?"],
    ),
    (
        V,
        "nimi: A\nlaji: seura\n",
        ["2:7 HAL-000: `laji: seura` ei ole sallittu arvo", KINDS],
    ),
    (
        V,
        f"{ORGANISATION}tehtavat:\n  - lauseke: a\n    tehtava: a\n    aihe: yllapito\n    rooli: päättää\n",
        ["7:12 HAL-000: `rooli: päättää` ei ole sallittu arvo", "→ tarkoititko `paattaa`?"],
    ),
    # --- shapes
    (
        V,
        f"{ORGANISATION}lahteet: liite-6a\n",
        [
            "3:10 HAL-000: `lahteet` on teksti `liite-6a`, mutta sen pitäisi olla luettelo",
            "→ kirjoita jokainen kohta omalle rivilleen viivan jälkeen: `- liite-6a`",
        ],
    ),
    (
        V,
        f"{ORGANISATION}lyhenne:\n  - A\n",
        [
            "3:1 HAL-000: `lyhenne` on luettelo, mutta sen pitäisi olla teksti",
            "→ kirjoita arvo samalle riville: `lyhenne: A`",
        ],
    ),
    (
        V,
        f"{ORGANISATION}lyhenne:\n  fi: A\n",
        [
            "3:1 HAL-000: `lyhenne` on avaimia ja arvoja, mutta sen pitäisi olla teksti",
            "→ kirjoita arvo samalle riville: `avain: arvo`",
        ],
    ),
    (
        V,
        f"{ORGANISATION}lahteet:\n  - liite: 6a\n",
        [
            "4:5 HAL-000: luettelon `lahteet` kohta on avaimia ja arvoja, mutta sen pitäisi olla teksti",
            '→ pane koko teksti lainausmerkkeihin: `- "liite: …"`',
        ],
    ),
    (
        V,
        f"{ORGANISATION}lahteet:\n  a: b\n",
        [
            "3:1 HAL-000: `lahteet` on avaimia ja arvoja, mutta sen pitäisi olla luettelo",
            "→ aloita luettelon kohta viivalla ja välilyönnillä: `- a: …`",
        ],
    ),
    (
        V,
        "nimi:\n  - A\nlaji: virasto\n",
        [
            "1:1 HAL-035: `nimi` on luettelo, mutta sen pitäisi olla teksti",
            "→ kirjoita arvo samalle riville: `nimi: A`",
        ],
    ),
    (
        V,
        "- nimi: A\n- laji: virasto\n",
        [
            "1:1 HAL-000: tietue on luettelo, mutta sen pitäisi olla avaimia ja arvoja",
            "→ kirjoita tiedot muodossa `avain: arvo`, yksi avain riville",
        ],
    ),
    (
        V,
        f"{ORGANISATION}lahteet:\n  -liite-6a\n",
        [
            "4:3 HAL-000: `lahteet` on teksti `-liite-6a`, mutta sen pitäisi olla luettelo",
            "→ aloita luettelon kohta viivalla ja välilyönnillä: `- liite-6a`",
        ],
    ),
    (
        V,
        f"{ORGANISATION}lahteet:\n  – liite-6a\n",
        [
            (
                "4:3 HAL-000: `lahteet` on teksti `– liite-6a`, mutta sen pitäisi olla luettelo; "
                "arvossa on ajatusviiva (U+2013)"
            ),
            "→ aloita luettelon kohta viivalla ja välilyönnillä: `- liite-6a`",
        ],
    ),
    (
        R,
        f"{GROUP}jasenpaikat: oph\n",
        [
            "6:14 HAL-000: `jasenpaikat` on teksti `oph`, mutta sen pitäisi olla luettelo",
            "→ kirjoita jokainen kohta omalle rivilleen viivan jälkeen: `- organisaatio: oph`",
        ],
    ),
    (
        R,
        f"{GROUP}jasenpaikat:\n  - oph\n",
        [
            "7:5 HAL-000: luettelon `jasenpaikat` kohta on teksti `oph`, mutta sen pitäisi olla avaimia ja arvoja",
            "→ kirjoita `organisaatio: oph`",
        ],
    ),
    (
        R,
        f"{GROUP}toimikausi: 2026\n",
        [
            "6:13 HAL-000: `toimikausi` on teksti `2026`, mutta sen pitäisi olla avaimia ja arvoja",
            "→ kirjoita `toimikausi:` ja sen alle sisennettyinä `alku: …`",
        ],
    ),
    # --- dates, months, years, numbers, truth
    (
        L,
        f"{SOURCE}pvm: 2026-02-31\n",
        [
            "5:6 HAL-000: `pvm: 2026-02-31` ei ole päivämäärä",
            "→ tarkista päivä: kuukaudessa 2026-02 on 28 päivää",
        ],
    ),
    (
        L,
        f"{SOURCE}pvm: 22.11.2026\n",
        [
            "5:6 HAL-000: `pvm: 22.11.2026` ei ole päivämäärä",
            "→ kirjoita `2026-11-22`",
        ],
    ),
    (
        L,
        f"{SOURCE}pvm: [2026]\n",
        [
            "5:1 HAL-000: `pvm` on luettelo, mutta sen pitäisi olla teksti",
            "→ kirjoita muodossa vvvv-kk-pp, esim. 2026-11-22",
        ],
    ),
    (
        A,
        "nimi: A\nkohde: a\nsuunniteltu: 2021-13\ntoteutunut: null\ntulos: null\n",
        [
            "3:14 HAL-000: `suunniteltu: 2021-13` ei ole kuukausi",
            "→ kirjoita muodossa vvvv-kk, esim. 2026-11",
        ],
    ),
    (
        S,
        f"{PARTNER}asettaminen_suunniteltu: 1820\n",
        [
            "6:26 HAL-000: `asettaminen_suunniteltu: 1820` ei ole vuosi",
            "→ kirjoita neljä numeroa, esim. 2026",
        ],
    ),
    (
        S,
        f"{PARTNER}joukko: no\n",
        ["6:9 HAL-000: `joukko: no` ei ole totuusarvo", "→ kirjoita `false`"],
    ),
    (
        S,
        f"{PARTNER}joukko: True\n",
        ["6:9 HAL-000: `joukko: True` ei ole totuusarvo", "→ kirjoita `true`"],
    ),
    (
        R,
        f"{GROUP}jasenpaikat:\n  - organisaatio: oph\n    rooli: a\n    lukumaara: 1,5\n",
        ["9:16 HAL-000: `lukumaara: 1,5` ei ole kokonaisluku", "→ kirjoita pelkät numerot, esim. 3"],
    ),
    # --- lines and lengths
    (
        V,
        f"{ORGANISATION}lyhenne: |\n  A\n  B\n",
        [
            "3:10 HAL-000: `lyhenne: A B` on usealla rivillä",
            "→ kirjoita yhdelle riville tai käytä merkintää `>-`",
        ],
    ),
    (
        V,
        f"{ORGANISATION}lyhenne: {'a' * 20_001}\n",
        [
            f"3:10 HAL-000: `lyhenne: {'a' * (SHOWN - 1)}…` on liian pitkä (20001 merkkiä, enintään 20000)",
            "→ tiivistä teksti",
        ],
    ),
    # --- what cannot be seen
    (
        V,
        f'{ORGANISATION}lyhenne: "A\\x07"\n',
        [
            "3:10 HAL-000: `lyhenne: A�` sisältää näkymättömän merkin: ohjausmerkki (U+0007)",
            "→ poista merkki: kirjoita `A` uudelleen",
        ],
    ),
    (
        V,
        f'{ORGANISATION}lahteet:\n  - "liite\\u200b-6a"\n',
        [
            "4:5 HAL-000: `lahteet: liite�-6a` sisältää näkymättömän merkin: leveydetön väli (U+200B)",
            "→ poista merkki: kirjoita `liite-6a` uudelleen",
        ],
    ),
    # --- addresses
    (
        V,
        f"{ORGANISATION}verkkosivu: javascript:alert(1)\n",
        ["3:13 HAL-000: `verkkosivu: javascript:alert(1)` ei ole sallittu osoite", f"→ {ADDRESS_FIX}"],
    ),
    (
        V,
        f"{ORGANISATION}verkkosivu: www.oph.example\n",
        [
            "3:13 HAL-000: `verkkosivu: www.oph.example` ei ole sallittu osoite",
            "→ kirjoita `https://www.oph.example`",
        ],
    ),
    (
        V,
        f"{ORGANISATION}verkkosivu: /palvelut/\n",
        ["3:13 HAL-000: `verkkosivu: /palvelut/` ei ole sallittu osoite", f"→ {ADDRESS_FIX}"],
    ),
    (
        V,
        f"{ORGANISATION}verkkosivu: https://a b.example\n",
        [
            "3:13 HAL-000: `verkkosivu: https://a b.example` ei ole osoite",
            "→ poista välilyönnit ja erikoismerkit osoitteesta",
        ],
    ),
    (
        V,
        f"{ORGANISATION}verkkosivu: https://[a\n",
        [
            "3:13 HAL-000: `verkkosivu: https://[a` ei ole osoite",
            "→ kirjoita koko osoite, esim. https://www.oph.fi/",
        ],
    ),
    (V, f"{ORGANISATION}verkkosivu: HTTPS://a.example\n", []),
    (V, f"{ORGANISATION}verkkosivu: mailto:a@b.example\n", []),
    (
        V,
        f"{ORGANISATION}verkkosivu: https://a.example/b–c\n",
        [
            "3:13 HAL-000: `verkkosivu: https://a.example/b–c` ei ole osoite; arvossa on ajatusviiva (U+2013)",
            (
                "→ kirjoita `https://a.example/b-c`; jos merkki kuuluu osoitteeseen, kirjoita se "
                "prosenttimuodossa (esim. `%E2%80%93`)"
            ),
        ],
    ),
    (V, f"{ORGANISATION}verkkosivu: https://a.example/äö\n", []),
    # --- nothing known, in words
    (
        V,
        f"{ORGANISATION}verkkosivu: ei tiedossa\n",
        [
            "3:13 HAL-000: `verkkosivu: ei tiedossa` ei ole osoite",
            "→ kirjoita osoite tai `null`, jos tietoa ei ole",
        ],
    ),
    (
        L,
        f"{SOURCE}pvm: '?'\n",
        ["5:6 HAL-000: `pvm: ?` ei ole päivämäärä", "→ kirjoita tieto tai `null`, jos tietoa ei ole"],
    ),
    (V, "nimi: A\nlaji: TBD\n", ["2:7 HAL-000: `laji: TBD` ei ole sallittu arvo", KINDS]),
    (
        V,
        f"{ORGANISATION}tehtavat: ei tiedossa\n",
        [
            "3:11 HAL-000: `tehtavat` on teksti `ei tiedossa`, mutta sen pitäisi olla luettelo",
            "→ poista kenttä `tehtavat`, jos tietoa ei ole",
        ],
    ),
    # --- rules of a field's own
    (
        "data/palvelut/a.yaml",
        (
            "nimi: A\nlaji: x\ntarkoitus: null\npalveluryhma: null\nmallin_piirissa: ehkä\n"
            "mallin_piirissa_perustelu: null\nyllapitajat: null\ntoteuttajat: null\nelinkaaren_tila: null\n"
            "oikeusperusta: null\nurl: null\nlahdekoodi: null\nlisenssi: null\ndokumentaatio: null\n"
            "lahteet: {}\n"
        ),
        [
            "1:1 HAL-021: pakollinen kenttä `omistajat` puuttuu",
            (
                "→ lisää `omistajat:` ja sen alle viivalla alkavat kohdat, kussakin `organisaatio: …`, "
                "tai `omistajat: null`, jos tietoa ei ole"
            ),
            "2:7 HAL-020: `laji: x` ei ole sallittu arvo",
            "→ käytä jotakin arvoista: `palvelu`, `rekisteri`, `tietovaranto`, `rajapinta`, `tukipalvelu`",
            "5:18 HAL-000: `mallin_piirissa: ehkä` ei ole sallittu arvo",
            "→ käytä jotakin arvoista: `kylla`, `ei`, `ratkaisematta`",
        ],
    ),
    # --- several at once, in the order of the file
    (
        V,
        "nimi: ''\nlaji: x y\nlyhenne: [a]\nfoo: bar\n",
        [
            "1:7 HAL-035: `nimi: ` on tyhjä teksti",
            "→ kirjoita teksti",
            "2:7 HAL-000: `laji: x y` ei ole sallittu arvo",
            KINDS,
            "3:1 HAL-000: `lyhenne` on luettelo, mutta sen pitäisi olla teksti",
            "→ kirjoita arvo samalle riville: `lyhenne: a`",
            "4:1 HAL-000: kenttää `foo` ei tunneta",
            FIELDS,
        ],
    ),
]


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        pytest.param(path, text, expected, marks=marks, id=text[:60].replace("\n", " / "))
        for path, text, expected, *marks in CASES
    ],
)
def test_a_refusal_has_its_place_its_value_and_a_way_out(
    path: str, text: str, expected: list[str], today: date
) -> None:
    assert told(path, text, today) == expected


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("virassto", ["virasto", "yhtio"], "virasto"),
        ("lajii", ["laji", "nimi"], "laji"),
        ("lausekeet", ["lausekkeet", "lahteet"], "lausekkeet"),
        ("verkosivu", ["verkkosivu", "versio"], "verkkosivu"),
        ("foo", ["nimi", "laji"], None),
        ("", ["nimi"], None),
        ("nimi", [], None),
    ],
)
def test_a_misspelt_word_gets_its_nearest_match(word: str, known: list[str], expected: str | None) -> None:
    assert nearest(word, known) == expected


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("opf", ["oph", "okm"], "oph"),
        ("johtorhyma", ["johtoryhma", "koordinaatioryhma"], "johtoryhma"),
        ("Koordinaatioryhmä", ["johtoryhma", "koordinaatioryhma"], "koordinaatioryhma"),
        ("ohjausryhma", ["johtoryhma", "koordinaatioryhma"], None),
        ("9-99", ["1-09", "2-09"], None),
        ("A-31", ["A-30"], None),
        ("2027", ["2026"], None),
        ("", ["oph"], None),
    ],
)
def test_an_id_gets_only_a_likely_match(word: str, known: list[str], expected: str | None) -> None:
    assert nearest_id(word, known) == expected


def test_a_word_with_no_near_match_gets_all_that_may_stand_there() -> None:
    assert choice("foo", ["nimi", "laji"], "kentistä") == "käytä jotakin kentistä: `nimi`, `laji`"
    assert choice("nim", iter(["nimi", "laji"]), "kentistä") == "tarkoititko `nimi`?"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a", "a"),
        ("a\n  b\tc ", "a b c"),
        ("a" * SHOWN, "a" * SHOWN),
        ("a" * (SHOWN + 1), "a" * (SHOWN - 1) + "…"),
        ("", ""),
        (3, "3"),
    ],
)
def test_a_quoted_value_is_one_short_line(value: object, expected: str) -> None:
    assert shown(value) == expected


# --- what was most likely meant -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        (meant.day, "22.11.2026", "2026-11-22"),
        (meant.day, "1. 2. 2026", "2026-02-01"),
        (meant.day, "2026-6-1", "2026-06-01"),
        (meant.day, "2026/11/22", "2026-11-22"),
        (meant.day, "20261122", "2026-11-22"),
        (meant.day, "31.2.2026", None),
        (meant.day, "eilen", None),
        (meant.day, "22.11.26", None),
        (meant.day_of_month, "2026-02-31", "tarkista päivä: kuukaudessa 2026-02 on 28 päivää"),
        (meant.day_of_month, "2028-02-30", "tarkista päivä: kuukaudessa 2028-02 on 29 päivää"),
        (meant.day_of_month, "2026-13-01", "tarkista kuukausi: se on 01–12"),
        (meant.day_of_month, "0000-01-01", None),
        (meant.month, "kesäkuu 2026", "2026-06"),
        (meant.month, "6/2026", "2026-06"),
        (meant.month, "2026-6", "2026-06"),
        (meant.month, "2026-06-15", "2026-06"),
        (meant.month, "13/2026", None),
        (meant.month, "kesä 2026", None),
        (meant.month_number, "Joulukuu", 12),
        (meant.month_number, "juhannus", None),
        (meant.year, "v. 2026", "2026"),
        (meant.year, "2026–2027", None),
        (meant.clock, "9.30", "09:30"),
        (meant.clock, "klo 9", "09:00"),
        (meant.clock, "13", "13:00"),
        (meant.clock, "25.00", None),
        (meant.clock, "aamulla", None),
        (meant.truth, "kyllä", "true"),
        (meant.truth, "EI", "false"),
        (meant.truth, "ehkä", None),
        (meant.count, "3 kk", "3"),
        (meant.count, "2–3", None),
        (meant.count, "1,5", None),
        (meant.amount, "300 000 €", "300000"),
        (meant.amount, "300\u00a0000,50 euroa", "300000.50"),
        (meant.amount, "1,5", "1.5"),
        (meant.amount, "300.000", None),
        (meant.amount, "-5", None),
        (meant.address, "www.oph.fi", "https://www.oph.fi"),
        (meant.address, "oph.fi/palvelut?a=1", "https://oph.fi/palvelut?a=1"),
        (meant.address, "kirjaamo@oph.fi", "mailto:kirjaamo@oph.fi"),
        (meant.address, "javascript:alert(1)", None),
        (meant.address, "/palvelut/", None),
        (meant.address, "oph", None),
    ],
)
def test_a_value_in_another_form_gets_the_right_one(question, text: str, expected: object) -> None:
    assert question(text) == expected
