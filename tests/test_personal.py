"""What tells of a person is seen however it is written, what only looks like it is let be, and no report repeats it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from lahteellinen import sourced

from hallinta import disk, report
from hallinta.handbook import Loaded, load
from hallinta.personal import CODE, MAIL, NAME, OTHER, PHONE, masked, signs
from hallinta.rules import check

TODAY = date(2026, 11, 22)
SMALL = disk.read_project(Path(__file__).parent / "pienoismalli" / "data")

CODES = [
    "131052-308T",
    "131052-308t",
    "010101A123N",
    "131052+308T",
    "131052Y308T",
    "131052X308T",
    "131052U308T",
    "010101F123N",
    "131052–308T",
    "131052 - 308T",
    "13.10.52-308T",
    "131052308T",
    "131052&#45;308T",
    "13&shy;1052-308T",
    "131\u200b052-308T",
    "１３１０５２-308T",
    "**131052**-308T",
    "tunnus:131052-308T.",
]
PHONES = [
    "+358 40 123 4567",
    "+358401234567",
    "+358 (0)40 123 4567",
    "00358 40 1234567",
    "0400 123456",
    "0400-123 456",
    "040-1234567",
    "040 12 34 567",
    "040\u00a0123\u00a04567",
    "040\u2009123\u20114567",
    "040.123.4567",
    "050/123 4567",
    "(09) 123 4567",
    "09 123 4567",
    "09-12345678",
    "019 123 456",
    "puh. 0295331000",
    "puh:0401234567",
    "[soita](tel:+358401234567)",
    "0<b>40</b> 123 4567",
    "+46 70 123 45 67",
    "+372 5123 4567",
]
MAILS = [
    "maija.meikalainen@oph.fi",
    "MAIJA.MEIKALAINEN@OPH.FI",
    "maija.meikalainen (ät) oph.fi",
    "maija.meikalainen at oph.fi",
    "maija.meikalainen(a)oph.fi",
    "maija.meikalainen[at]oph[.]fi",
    "maija.meikalainen{at}oph.fi",
    "maija.meikalainen<at>oph.fi",
    "maija.meikalainen&#64;oph.fi",
    "maija.meikalainen＠oph.fi",
    "[x](mailto:maija.meikalainen%40oph.fi)",
    "maija piste meikalainen ät oph piste fi",
    "maija.meikalainen\\@oph.fi",
    "maija.meikalainen@\u200boph.fi",
]
NAMES = [
    "Maija Meikäläinen",
    "Asian esittelee Matti Meikäläinen kokouksessa",
    "Matti Meikäläiselle",
    "Liisa Korhoselta",
    "Matti Mäen",
    "Anna-Maija Mäki-Virtanen",
    "Anna Maria Virtanen",
    "Matti K. Virtanen",
    "M. Virtanen",
    "M.Virtanen",
    "M. K. Virtanen",
    "Matti V.",
    "Meikäläinen, Matti",
    "Virtanen, M.",
    "Virtanen Matti",
    "Virtasen Matille",
    "MATTI MEIKÄLÄINEN",
    "Matti MEIKÄLÄINEN",
    "Matti  Meikäläinen",
    "Matti\u00a0Meikäläinen",
    "Matti\nMeikäläinen",
    "Matti&nbsp;Meikäläinen",
    "Mat\u00adti Mei\u200bkäläinen",
    "Matti **Meikäläinen**",
    "**Matti** _Meikäläinen_",
    "Matti [Meikäläinen](https://oph.example/)",
    "<b>Matti</b> Meika\u0308la\u0308inen",
    "M\u0430tti Meikäläinen",
    "Liisa Kunta",
    "Sean O'Hara",
    "Sean O’Hara",
    "Jan Novák",
    "Åke Öster-Ärling",
    "Matti von Essen",
    "Ahmed Virtanen",
    "Svetlana Ivanova",
    "Иван Петров",
    "pääjohtaja Virtanen",
    "rouva Mäkelä",
    "ministeri Korhosen esitys",
]
OTHERS = [
    "FI21 1234 5600 0007 85",
    "FI2112345600000785",
    "DE89 3704 0044 0532 0130 00",
    "Mallikatu 5 A 12",
    "Mallintie 12 as. 3",
    "Exempelgatan 3 bost. 4",
    "auton rekisteritunnus ABC-123",
    "rek.nro AB-12",
    "synt. 13.10.1952",
    "syntymäaika 1.2.1990",
]
FINE = [
    "Aino-palvelu ja Kaisa-talo",
    "Opetushallituksen Koski ja OPH:n Virta",
    "Lahti, Salo ja Kotka",
    "Opetus- ja kulttuuriministeriö, Digi- ja väestötietovirasto",
    "Suomen Akatemia, Euroopan Unioni, Nordiska Ministerrådet",
    "European Interoperability Framework",
    "Lex Virtanen",
    "Erkki Melartinin koulu ja Alvar Aallon katu",
    "m/s Silja Serenade",
    "Ilmari Tuotanto Oy",
    "Oma Opintopolku (My Studyinfo)",
    "Yhteinen Digitaalinen Palvelu, Toinen Aste",
    "A. Tausta ja B. Yleistä",
    "1.12.2026 klo 9.00–10.30",
    "04.05.2026 ja 05-06-2026 sekä 2026-11-22T09:30:00+02:00",
    "OPH-1234-2021, OKM/045/2020 ja VN/12345/2022",
    "Y-tunnus 0245437-2, ISBN 978-952-13-6789-1",
    "1.2.246.562.10.00000000001",
    "https://www.finlex.fi/fi/laki/alkup/2017/20170884",
    "https://malli.example/0401234567/",
    "1 040 123 456 euroa ja 0,5 htv, 0300–0400",
    "131052-308U on väärä tarkistusmerkki, 311352-308T ei ole päivä",
    "FI21 1234 5600 0007 86",
    "Mannerheimintie 12, PL 380, 00531 Helsinki",
    "HAL-051, API-12 ja ISO-8601",
    "päätös (a) ks. liite",
    "versio 1.2@3",
]


def kinds(text: str) -> set[str]:
    return {sign.kind for sign in signs(text)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (text, kind)
        for kind, texts in ((CODE, CODES), (PHONE, PHONES), (MAIL, MAILS), (NAME, NAMES), (OTHER, OTHERS))
        for text in texts
    ],
)
def test_what_tells_of_a_person_is_seen_however_it_is_written(text: str, kind: str) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize("text", FINE)
def test_what_only_looks_like_it_is_let_be(text: str) -> None:
    assert signs(text) == []


@pytest.mark.parametrize("text", [*CODES, *PHONES, *MAILS, *NAMES, *OTHERS])
def test_nothing_of_it_is_left_when_it_is_covered(text: str) -> None:
    covered = masked(f"kenttä `{text}` on väärin")

    assert text not in covered
    assert not {sign.kind for sign in signs(covered)} & {CODE, PHONE, NAME, OTHER}


@pytest.mark.parametrize(
    "text", ["Esittelee Matti **Meikäläinen**.", "x &amp; y M\u00adatti Virtanen", "<b>040</b> 123 4567"]
)
def test_the_place_of_a_find_is_that_of_the_written_text(text: str) -> None:
    (sign,) = signs(text)

    assert text[sign.start] in "M0"
    assert text[sign.end - 1] in "n7"


# --- the rules ------------------------------------------------------------------------------------------

TERM, PLANNED = "nimi: a\nmaaritelma: a\n", "nimi: a\nryhma: malliryhma\npvm: 2026-12-20\ntila: suunniteltu\n"
FIELDS = [
    ("termit", "nimi: a\nmaaritelma: {}\n"),
    ("termit", TERM + "huomautus:\n  fi: a\n  sv: {}\n"),
    ("termit", TERM + "hakusanat:\n  - {}\n"),
    ("lahteet", "nimi: {}\nlaji: asiakirja\nasianumero: a\nhaltija: oph\nhaettu: null\n"),
    ("kokoukset", PLANNED + "kohdat:\n  - otsikko: {}\n    laji: keskustelu\n"),
    ("kokoukset", PLANNED + "kohdat:\n  - otsikko: a\n    laji: keskustelu\n    ehdotus: {}\n"),
    ("poistetut", "nimi: a\nosoite: /palvelut/vanha/\npvm: 2026-01-01\nsyy: {}\n"),
]
SAID = [
    ("131052-308T", "HAL-340"),
    ("soita 0400 123 456", "HAL-341"),
    ("kysy Maija Meikäläiseltä", "HAL-342"),
    ("tili FI21 1234 5600 0007 85", "HAL-343"),
    ("maija.meikalainen@oph.fi", "HAL-200"),
]


def found(files: dict[str, str]) -> Loaded:
    return load({**SMALL, **{path: text.encode() for path, text in sourced(files).items()}}, TODAY)


@pytest.mark.parametrize(("text", "rule"), SAID)
@pytest.mark.parametrize(("folder", "record"), FIELDS)
def test_every_text_of_every_record_is_looked_at(folder: str, record: str, text: str, rule: str) -> None:
    findings = check(found({f"data/{folder}/a.yaml": record.format(f"'{text}'")}))

    assert rule in {finding.rule for finding in findings}
    assert text.split(" ", 1)[-1] not in report.text(findings)


@pytest.mark.parametrize(("text", "rule"), SAID)
def test_the_text_of_a_page_is_looked_at_and_told_by_row(text: str, rule: str) -> None:
    page = f"---\ntitle: Sivu\n---\n# Sivu\n\nTässä on *rivi*.\n\n- kohta: **{text}**\n"
    findings = [each for each in check(found({"docs/malli/sivu.md": page})) if each.rule == rule]

    assert [(each.place.path, each.place.line) for each in findings] == [("docs/malli/sivu.md", 8)]


def test_a_name_is_not_hidden_by_being_a_files_name() -> None:
    findings = check(found({"data/termit/matti-meikalainen.yaml": "nimi: a\nmaaritelma: a\n"}))

    assert [finding.rule for finding in findings] == ["HAL-342"]


def test_a_value_that_does_not_fit_its_field_is_not_repeated_when_it_tells_of_a_person() -> None:
    findings = check(
        found({"data/termit/a.yaml": "nimi: a\nmaaritelma: a\ntila: 131052-308T\npuhelin: 0400 123 456\n"})
    )

    assert {finding.rule for finding in findings} == {"HAL-000"}
    assert "308T" not in report.text(findings)


ROLES = [
    "Matti Meikäläinen", "MATTI MEIKÄLÄINEN", "Matti  Meikäläinen", "Matti\u00a0Meikäläinen", "M. Meikäläinen",
    "Meikäläinen, Matti", "Sean O'Hara", "Jan Novák", "Иван Петров", "Liisa Kunta", "Matti", "Xi Jinping",
    "asiantuntija Virtanen",
]  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    "rows",
    [
        "kuultavat:\n  - taho: {}\n    asia: a\n",
        "toimenpiteet:\n  - tehtava: a\n    vastuu: {}\n    maaraaika: null\n",
    ],
)
def test_a_role_is_not_a_person_however_the_name_is_written(role: str, rows: str) -> None:
    meeting = "nimi: a\nryhma: malliryhma\npvm: 2026-03-20\ntila: pidetty\n"
    findings = check(found({"data/kokoukset/a.yaml": meeting + rows.format(f'"{role}"')}))

    assert [finding.rule for finding in findings if finding.rule in ("HAL-201", "HAL-342")] == ["HAL-201"]


@pytest.mark.parametrize(
    "role",
    [
        "johtava asiantuntija",
        "Johdon edustaja, OPH",
        "Suomen Kuntaliitto",
        "OPH",
        "Digi- ja väestötietovirasto",
    ],
)
def test_a_role_and_a_body_are_no_persons(role: str) -> None:
    meeting = "nimi: a\nryhma: malliryhma\npvm: 2026-03-20\ntila: pidetty\nkuultavat:\n"
    findings = check(found({"data/kokoukset/a.yaml": f'{meeting}  - taho: "{role}"\n    asia: a\n'}))

    assert not {finding.rule for finding in findings} & {"HAL-201", "HAL-342"}


@pytest.mark.parametrize(
    "local", ["matti.tuki", "johtaja.matti", "m.virtanen.tuki", "virtanen-info", "maija"]
)
def test_a_persons_name_makes_an_address_a_persons_whatever_stands_beside_it(local: str) -> None:
    findings = check(found({"data/termit/a.yaml": f"nimi: a\nmaaritelma: a {local}@oph.fi\n"}))

    assert [finding.rule for finding in findings] == ["HAL-200"]


EXCUSED = [
    ("Silja Serenade", "kokous oli laivalla Silja Serenade, Silja Serenadella"),
    ("Elli Kello", "palvelun nimi on Elli Kello"),
    ("029 533 1000", "vaihde 0295331000"),
    ("+358 29 533 1000", "vaihde +358295331000"),
    ("etunimi.sukunimi@oph.fi", "muotoa etunimi.sukunimi@oph.fi"),
]


@pytest.mark.parametrize(("phrase", "text"), EXCUSED)
def test_what_the_settings_say_is_no_persons_is_let_be(phrase: str, text: str) -> None:
    settings = SMALL["data/asetukset.yaml"].decode()
    entry = f'ei_henkilotietoja:\n  - ilmaus: "{phrase}"\n    peruste: Ei henkilön.\n    pvm: 2026-09-01\n'
    record = {"data/termit/a.yaml": f"nimi: a\nmaaritelma: {text}\n"}

    assert {finding.rule for finding in check(found(record))} & {"HAL-200", "HAL-341", "HAL-342"}
    assert check(found({**record, "data/asetukset.yaml": settings + entry})) == ()


def test_nothing_excuses_an_identity_code() -> None:
    settings = SMALL["data/asetukset.yaml"].decode()
    entry = "ei_henkilotietoja:\n  - ilmaus: 131052-308T\n    peruste: Esimerkki.\n    pvm: 2026-09-01\n"
    record = {"data/termit/a.yaml": "nimi: a\nmaaritelma: 131052-308T\n"}
    findings = check(found({**record, "data/asetukset.yaml": settings + entry}))

    assert "HAL-340" in {finding.rule for finding in findings}


def test_the_handbooks_and_their_pages_tell_of_no_person(real: Loaded) -> None:
    rules = {"HAL-011", "HAL-200", "HAL-201", "HAL-340", "HAL-341", "HAL-342", "HAL-343", "HAL-344"}

    assert [str(finding) for finding in check(real) if finding.rule in rules] == []
