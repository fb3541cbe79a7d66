"""Files → one handbook: where each file belongs, what happens to those that do not, what examples are."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest

from hallinta.finding import visible
from hallinta.handbook import EXAMPLE_FILES, Collection, Handbook, data_folders, kinds, load
from hallinta.rules import check

ORGANISATION = "nimi: A\nlaji: virasto\n"
Texts = dict[str, bytes]


# --- kinds ----------------------------------------------------------------------------------------------


def test_each_kind_is_a_field_of_the_handbook_and_a_folder() -> None:
    collections = [field.name for field in fields(Handbook) if field.default_factory is Collection]

    assert list(kinds()) == collections
    assert data_folders() == [name for name in kinds() if name != "sivut"]


STANDING = (
    *("organisaatiot", "ryhmat", "palvelut", "sidosryhmat", "arvioinnit"),
    *("termit", "lausekkeet", "tulkinnat", "lahteet", "sivut"),
)


def test_the_small_model_data_set_has_each_kind_that_stands_still(small: Handbook) -> None:
    """Bodies, services and the model itself; kinds that move bring records of their own to their tests."""
    assert [name for name in STANDING if not len(small.folder(name))] == []


def test_each_kind_has_its_own_names() -> None:
    for wanted in ("yksikko", "otsikko"):
        names = [getattr(kind, wanted) for kind in kinds().values()]

        assert len(set(names)) == len(names)
        assert all(name[0].islower() == (wanted == "yksikko") for name in names)


def test_every_clause_that_a_kind_shows_exists(handbook: Handbook) -> None:
    for kind in kinds().values():
        assert set(kind.sivun_lausekkeet) <= set(handbook.lausekkeet.ids)


# --- collections ----------------------------------------------------------------------------------------


def test_a_collection_is_in_the_order_of_ids(small: Handbook) -> None:
    assert small.organisaatiot.ids == ("malliyhtio", "okm", "oph")
    assert [record.id for record in small.organisaatiot] == ["malliyhtio", "okm", "oph"]
    assert len(small.organisaatiot) == 3


def test_a_record_is_found_by_folder_and_id(small: Handbook) -> None:
    assert small.find("palvelut", "mallipalvelu") is small.palvelut["mallipalvelu"]
    assert small.find("palvelut", "ei-ole") is None
    assert small.find("ei-ole", "mallipalvelu") is None
    assert small.find("asetukset", "asetukset") is None
    assert "mallipalvelu" in small.palvelut
    assert small.palvelut.get("ei-ole") is None
    with pytest.raises(KeyError):
        small.palvelut["ei-ole"]


def test_an_empty_collection_is_empty() -> None:
    nothing: Collection = Collection()

    assert list(nothing) == []
    assert len(nothing) == 0
    assert nothing.ids == ()


def test_all_records_are_walked_once_settings_and_pages_included(small: Handbook, small_texts: Texts) -> None:
    paths = [record.path for record in small.records]

    assert len(paths) == len(set(paths))
    assert set(paths) == {path for path in small_texts if not path.startswith(EXAMPLE_FILES)}


# --- records --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("folder", "id", "name", "address"),
    [
        ("organisaatiot", "oph", "Mallihallitus", "organisaatiot/oph/"),
        ("ryhmat", "johtoryhma", "Mallin johtoryhmä", "ryhmat/johtoryhma/"),
        ("palvelut", "mallipalvelu", "Mallipalvelu", "palvelut/mallipalvelu/"),
        ("sidosryhmat", "mallikumppani", "Mallikumppani", "sidosryhmat/mallikumppani/"),
        ("arvioinnit", "malliarviointi", "Pienoismallin arviointi", "arvioinnit/malliarviointi/"),
        ("termit", "malli", "malli", "malli/termit/#malli"),
        (
            "lausekkeet",
            "2.1-01",
            "Lauseke 2.1-01",
            "malli/jaljitettavyys/luku-2-1/#lauseke-2.1-01",
        ),
        ("tulkinnat", "A-01", "Mallin arviointi on avoin", "malli/tulkinnat/#A-01"),
        ("lahteet", "malliraportti", "Malliraportti", "lahteet/#malliraportti"),
        ("sivut", "index", "Pienoismalli", ""),
        ("sivut", "malli/index", "Mallin periaatteet", "malli/"),
        ("sivut", "malli/ryhmat", "Mallin ryhmät", "malli/ryhmat/"),
    ],
)
def test_a_record_has_an_id_a_name_and_an_address(
    folder: str, id: str, name: str, address: str, small: Handbook
) -> None:
    record = small.folder(folder)[id]

    assert (record.id, record.folder, record.name, record.address) == (id, folder, name, address)


def test_a_record_never_changes(small: Handbook) -> None:
    with pytest.raises(ValueError, match="frozen"):
        small.palvelut["mallipalvelu"].lyhenne = "X"


def test_a_record_knows_where_each_of_its_fields_stands(small: Handbook) -> None:
    palvelu = small.palvelut["mallipalvelu"]

    assert str(palvelu.at("lyhenne")) == "data/palvelut/mallipalvelu.yaml:4:10"
    assert str(palvelu.at("omistajat", 0, "yksikko")) == "data/palvelut/mallipalvelu.yaml:18:14"
    assert str(palvelu.at("ylapalvelu")) == "data/palvelut/mallipalvelu.yaml:1:1"


def test_a_record_lists_every_reference_it_makes(small: Handbook) -> None:
    made = [
        (".".join(map(str, reference.path)), reference.folder, reference.target)
        for reference in small.sidosryhmat["mallikumppani"].references
    ]

    assert made == [
        ("lausekkeet.0", "lausekkeet", "1-20"),
        ("lahteet.0", "lahteet", "malliraportti"),
        ("organisaatio", "organisaatiot", "malliyhtio"),
        ("rajapinta.kohde", "ryhmat", "koordinaatioryhma"),
    ]


def test_a_reference_to_any_kind_names_its_folder(small: Handbook) -> None:
    made = [(reference.folder, reference.target) for reference in small.lausekkeet["1-27"].references]

    assert ("organisaatiot", "okm") in made
    assert ("ryhmat", "johtoryhma") in made


def test_a_record_lists_its_free_texts_but_not_its_references(small: Handbook) -> None:
    texts = {path: (text, rich) for path, text, rich in small.termit["malli"].texts}

    assert texts["nimi", "sv"] == ("modell", False)
    assert texts["maaritelma", "fi"] == ("Pieni aineisto, jolla sivuja kokeillaan.", True)
    assert texts["hakusanat", 0] == ("mallinen", False)
    assert not {"lahitermit", "lausekkeet", "lahteet"} & {str(path[0]) for path in texts}


# --- where files belong ---------------------------------------------------------------------------------

MISPLACED = [
    ("data/a.yaml", "tiedosto `a.yaml` ei ole minkään lajin kansiossa"),
    ("data/esimerkit/a.yaml", "tiedosto `a.yaml` ei ole minkään lajin kansiossa"),
    ("data/esimerkit/asetukset.yaml", "tiedosto `asetukset.yaml` ei ole minkään lajin kansiossa"),
    ("data/palvelu/a.yaml", "kansiota `palvelu` ei tunneta"),
    ("data/esimerkit/palvelu/a.yaml", "kansiota `palvelu` ei tunneta"),
    ("data/sivut/a.yaml", "kansiota `sivut` ei tunneta"),
    ("data/organisaatiot/b/a.yaml", "tietue on alikansiossa"),
    ("data/esimerkit/organisaatiot/b/a.yaml", "tietue on alikansiossa"),
    ("data/esimerkit/esimerkit/a.yaml", "kansiota `esimerkit` ei tunneta"),
    ("data/organisaatiot/a.yml", "tiedoston `a.yml` pääte ei ole `.yaml`"),
    ("data/organisaatiot/a", "tiedoston `a` pääte ei ole `.yaml`"),
    ("data/organisaatiot/a.YAML", "tiedoston `a.YAML` pääte ei ole `.yaml`"),
    ("data/organisaatiot/A.yaml", "tunnus `A` ei ole sallittu"),
    ("data/organisaatiot/ä.yaml", "tunnus `ä` ei ole sallittu"),
    ("data/organisaatiot/a b.yaml", "tunnus `a b` ei ole sallittu"),
    ("data/organisaatiot/a--b.yaml", "tunnus `a--b` ei ole sallittu"),
    ("data/organisaatiot/-a.yaml", "tunnus `-a` ei ole sallittu"),
    ("data/organisaatiot/a.b.yaml", "tunnus `a.b` ei ole sallittu"),
    ("data/organisaatiot/.yaml", "tiedoston nimessä on pelkkä pääte, joten tietueella ei ole tunnusta"),
    ("data/organisaatiot\\a.yaml", "tiedoston nimessä `organisaatiot\\a.yaml` on kenoviiva"),
    ("data/organisaatiot/a\\b.yaml", "tiedoston nimessä `a\\b.yaml` on kenoviiva"),
    ("data/organisaatiot/a\n.yaml", "tunnus `a�` ei ole sallittu"),
    ("data/lausekkeet/1-1.yaml", "tunnus `1-1` ei ole sallittu"),
    ("data/lausekkeet/2.1.yaml", "tunnus `2.1` ei ole sallittu"),
    ("data/tulkinnat/a-01.yaml", "tunnus `a-01` ei ole sallittu"),
    ("docs/Sivu.md", "tunnus `Sivu` ei ole sallittu"),
    pytest.param(
        "data/lausekkeet/١-٠١.yaml",
        "tunnus `١-٠١` ei ole sallittu; siinä on toisen kirjaimiston numero (U+0661) ja "
        "toisen kirjaimiston numero (U+0660)",
    ),
    ("data/organisaatiot/con.yaml", "tunnus `con` on Windowsissa varattu nimi, jolla ei voi olla tiedostoa"),
    (
        "data/esimerkit/ideat/nul.yaml",
        "tunnus `nul` on Windowsissa varattu nimi, jolla ei voi olla tiedostoa",
    ),
    ("data/termit/lpt9.yaml", "tunnus `lpt9` on Windowsissa varattu nimi, jolla ei voi olla tiedostoa"),
    ("docs/aux/sivu.md", "tunnus `aux` on Windowsissa varattu nimi, jolla ei voi olla tiedostoa"),
    ("docs/malli/com1.md", "tunnus `com1` on Windowsissa varattu nimi, jolla ei voi olla tiedostoa"),
    (f"data/organisaatiot/{'a' * 81}.yaml", "tunnus on liian pitkä (81 merkkiä, enintään 80)"),
    (f"docs/{'pitka-' * 14}.md", "tunnus on liian pitkä (84 merkkiä, enintään 80)"),
    (
        "data/organisaatiot/virasto\u2011a.yaml",
        "tunnus `virasto\u2011a` ei ole sallittu; siinä on sitova yhdysviiva (U+2011)",
    ),
    (
        "data/organisaatiot/\u043ekm.yaml",
        "tunnus `\u043ekm` ei ole sallittu; siinä on kyrillinen kirjain (U+043E)",
    ),
    (
        "data/organisaatiot/a\u200bb.yaml",
        "tunnus `a\N{REPLACEMENT CHARACTER}b` ei ole sallittu; siinä on leveydetön väli (U+200B)",
    ),
    (
        "data/organisaatiot/a.y\u0430ml",
        "tiedoston `a.y\u0430ml` pääte ei ole `.yaml`; nimessä on kyrillinen kirjain (U+0430)",
    ),
    ("data/organisaatiot\u00a0/a.yaml", "kansiota `organisaatiot\N{REPLACEMENT CHARACTER}` ei tunneta"),
    pytest.param(
        "data/esimerkit",
        "tiedosto `esimerkit` ei ole minkään lajin kansiossa",
    ),
]


@pytest.mark.parametrize(("path", "problem"), MISPLACED)
def test_a_file_in_the_wrong_place_is_told_never_skipped(
    path: str, problem: str, small_texts: Texts, today: date
) -> None:
    text = "---\ntitle: A\n---\n" if path.endswith(".md") else ORGANISATION
    findings = load({**small_texts, path: text.encode()}, today).findings

    assert [(str(finding.place), finding.rule, finding.problem) for finding in findings] == [
        (f"{visible(path)}:1:1", "HAL-003", problem)
    ]
    assert findings[0].fix


@pytest.mark.parametrize(
    ("path", "fix"),
    [
        ("data/organisaatiot/Äiti Öö.yaml", "`aiti-oo.yaml`"),
        ("data/organisaatiot/A_B.C.yaml", "`a-b-c.yaml`"),
        ("data/organisaatiot/--a--.yaml", "`a.yaml`"),
        ("data/organisaatiot/日本.yaml", "käytä pieniä kirjaimia"),
        ("data/palvelu/a.yaml", "tarkoititko `palvelut`?"),
        ("data/organisaatiot/a.yml", "`a.yaml`"),
        ("data/organisaatiot/a.yaml.yml", "`a.yaml`"),
        ("data/organisaatiot/a.yaml.txt", "`a.yaml`"),
        ("data/organisaatiot/a.yaml.yaml", "`a.yaml`"),
        ("data/organisaatiot/Oma Virasto.YAML", "`oma-virasto.yaml`"),
        ("data/organisaatiot/a.yaml~", "poista tiedosto"),
        ("data/organisaatiot/.a.yaml.swp", "poista tiedosto"),
        ("data/organisaatiot/a.yaml.orig", "poista tiedosto"),
        ("data/organisaatiot/kuva.png", "poista tiedosto"),
        ("data/organisaatiot/Okm.yaml", "tiedosto `okm.yaml` on jo olemassa"),
        ("data/organisaatiot/okm .yaml", "tiedosto `okm.yaml` on jo olemassa"),
        ("data/organisaatiot/\u043ekm.yaml", "tiedosto `okm.yaml` on jo olemassa"),
        ("data/organisaatiot/a\u030a.yaml", "`a.yaml`"),
        ("data/organisaatiot/Ša-Žž.yaml", "`sa-zz.yaml`"),
        ("data/organisaatiot/uusi\u2013virasto.yaml", "`uusi-virasto.yaml`"),
        ("data/organisaatiot/a.y\u0430ml", "`a.yaml`"),
        (
            "data/organisaatiot\u00a0/a.yaml",
            "kirjoita `organisaatiot`; nyt siinä on sitova välilyönti (U+00A0)",
        ),
        ("data/organisaatiot/prn.yaml", "esim. `prn-organisaatio`"),
        (f"data/organisaatiot/{'pitka-' * 14}tunnus.yaml", f"esim. `{'pitka-' * 13}`".replace("-`", "`")),
        ("data/tulkinnat/A\u201301.yaml", "tiedosto `A-01.yaml` on jo olemassa"),
        ("data/tulkinnat/a-07.yaml", "`A-07.yaml`"),
        ("data/lausekkeet/2.1\u201107.yaml", "`2.1-07.yaml`"),
        pytest.param("docs/malli/Uusi Sivu.md", "`malli/uusi-sivu.md`"),
        pytest.param("data/tulkinnat/A-1.yaml", "A-01"),
        pytest.param("data/lausekkeet/1-1.yaml", "1-01"),
        pytest.param("data/asetukset.yml", "`asetukset.yaml`"),
    ],
)
def test_the_way_out_of_a_wrong_place_is_a_right_one(
    path: str, fix: str, small_texts: Texts, today: date
) -> None:
    text = "---\ntitle: A\n---\n" if path.endswith(".md") else ORGANISATION
    findings = load({**small_texts, path: text.encode()}, today).findings

    assert [fix in finding.fix for finding in findings] == [True], findings


# --- settings -------------------------------------------------------------------------------------------


def test_without_settings_there_is_no_handbook_but_other_faults_are_told(
    small_texts: Texts, today: date
) -> None:
    texts = {path: text for path, text in small_texts.items() if path != "data/asetukset.yaml"}
    loaded = load({**texts, "data/termit/a.yaml": b"nimi: a\n"}, today)

    assert loaded.handbook is None
    assert [str(finding.place) for finding in loaded.findings] == [
        "data/asetukset.yaml:1:1",
        "data/termit/a.yaml:1:1",
    ]
    assert check(loaded) == loaded.findings


@pytest.mark.parametrize("text", [b"", b"raja_arviointi_eur: kolme\n", b"a: [\n", b"- a\n"])
def test_settings_that_cannot_be_read_are_told_as_any_record_is(
    text: bytes, small_texts: Texts, today: date
) -> None:
    loaded = load({**small_texts, "data/asetukset.yaml": text}, today)

    assert loaded.handbook is None
    assert {finding.place.path for finding in loaded.findings} == {"data/asetukset.yaml"}


def test_nothing_at_all_is_one_finding(today: date) -> None:
    loaded = load({}, today)

    assert [finding.problem for finding in loaded.findings] == ["tiedostoa `asetukset.yaml` ei ole"]


# --- examples -------------------------------------------------------------------------------------------


# --- hand-written pages ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: A\n---\n# A\n", "A"),
        ("---\ntitle: A\n---", "A"),
        ("---  \ntitle: A\n---  \n", "A"),
        ("---\r\ntitle: A\r\n---\r\n", "A"),
        ("\ufeff---\ntitle: A\n---\n", "A"),
        ("---\ntitle: 'A: B'\nhide:\n  - toc\ntemplate: a.html\n---\nloput --- tekstissä\n", "A: B"),
        ("---\ntitle: A\ndescription: |\n  --- ei lopu\n  tähän\n---\n", None),
        ("---\ntitle: A\n", None),
        ("title: A\n", None),
        ("", None),
        ("\n---\ntitle: A\n---\n", None),
    ],
)
def test_a_page_is_read_by_its_front_matter(
    text: str, title: str | None, small_texts: Texts, today: date
) -> None:
    loaded = load({**small_texts, "docs/a.md": text.encode()}, today)
    assert loaded.handbook is not None
    page = loaded.handbook.sivut.get("a")

    assert (page.title if page else None) == title
    assert bool(loaded.findings) == (title is None)


def test_a_fault_in_front_matter_stands_on_its_own_line(small_texts: Texts, today: date) -> None:
    text = "---\ntitle: A\nlausekkeet:\n  - 1-13\nkuvaus: b\n---\n# A\n"
    findings = load({**small_texts, "docs/a.md": text.encode()}, today).findings

    assert [str(finding.place) for finding in findings] == ["docs/a.md:5:1"]


def test_a_page_with_empty_front_matter_is_told_to_give_a_title(small_texts: Texts, today: date) -> None:
    findings = load({**small_texts, "docs/a.md": b"---\n---\n# A\n"}, today).findings

    assert ["title" in finding.fix for finding in findings] == [True]


FRONT = "---\ntitle: A\n---\n"


@pytest.mark.parametrize(
    ("text", "place", "problem"),
    [
        (FRONT + "# A\n<<<<<<< HEAD\na\n", "5:1", "tiedostossa on yhdistämisristiriidan merkki `<<<<<<<`"),
        (FRONT + "a\n>>>>>>> haara\n", "5:1", "tiedostossa on yhdistämisristiriidan merkki `>>>>>>>`"),
        (FRONT + "a\u00adb\n", "4:2", "teksti sisältää näkymättömän merkin: tavutusvihje (U+00AD)"),
        (FRONT + "a\x07\n", "4:2", "teksti sisältää näkymättömän merkin: ohjausmerkki (U+0007)"),
        (FRONT + "Ã¤iti\n", "4:1", "teksti sisältää väärällä merkistöllä luettua tekstiä (`Ã¤`)"),
        ("---\ntitle: A\n\thide: a\n---\n", "3:1", "sisennyksessä on sarkain"),
        (
            "---\ntitle: A\n<<<<<<< HEAD\n---\n",
            "3:1",
            "tiedostossa on yhdistämisristiriidan merkki `<<<<<<<`",
        ),
        ("<<<<<<< HEAD\n" + FRONT, "1:1", "tiedostossa on yhdistämisristiriidan merkki `<<<<<<<`"),
    ],
)
def test_what_is_wrong_in_a_pages_text_is_told_where_it_is(
    text: str, place: str, problem: str, small_texts: Texts, today: date
) -> None:
    findings = load({**small_texts, "docs/a.md": text.encode()}, today).findings

    assert [(str(finding.place), finding.rule, finding.problem) for finding in findings] == [
        (f"docs/a.md:{place}", "HAL-002", problem)
    ]


@pytest.mark.parametrize("text", [FRONT + "Otsikko\n=======\n", FRONT + "\ttaulukko\n    <<<<<<< HEAD\n"])
def test_markdown_that_only_looks_alike_is_fine(text: str, small_texts: Texts, today: date) -> None:
    assert load({**small_texts, "docs/a.md": text.encode()}, today).findings == ()


@pytest.mark.parametrize(
    "data", [b"---\ntitle: \xc4\n---\n", (FRONT + "ä").encode("latin-1"), FRONT.encode("utf-16")]
)
def test_a_page_in_another_encoding_is_one_finding(data: bytes, small_texts: Texts, today: date) -> None:
    loaded = load({**small_texts, "docs/a.md": data}, today)
    assert loaded.handbook is not None

    assert [finding.rule for finding in loaded.findings] == ["HAL-002"]
    assert ("sivut", "a") in loaded.handbook.unfit
