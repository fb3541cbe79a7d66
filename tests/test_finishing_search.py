"""The finishing steps of the search, as pairs of texts; ``test_search_browser.py`` puts them to real use."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import libvoikko
import material
import pytest

from hallinta import disk
from hallinta.finish import finish_site, finnish
from hallinta.finishing import FinishError, words
from hallinta.finishing.lemmas import Reading, readings, table_readings, voikko_readings
from hallinta.finishing.pages import searched
from hallinta.finishing.printing import END, START
from hallinta.finishing.records import Own, own_words, synonyms, written_pages
from hallinta.finishing.scripts import BUNDLE, MESSAGES, bundle_with_held_search, without_comments
from hallinta.finishing.search import search_index
from hallinta.finishing.vocabulary import encoded, vocabulary
from hallinta.finishing.words import SEPARATOR, fold, joined, letter_first, plain, tokens
from hallinta.handbook import Handbook
from hallinta.queries import PRINT, PRINTED

ROOT = Path(__file__).resolve().parents[1]
HELD = (ROOT / "hallinta" / "finishing" / "lataus.js").read_text(encoding="utf-8")
WORKER = {
    path.name: path.read_text(encoding="utf-8")
    for path in (ROOT / "hallinta" / "theme" / "assets" / "haku").glob("*.js")
}

# --- words ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Pääjohtaja", "paajohtaja"),
        ("ÅLAND", "aland"),
        ("työ", "tyo"),
        ("idé", "ide"),
        ("300\u00a0000", "300000"),
        ("HAL-002", "hal-002"),
        ("İstanbul", "istanbul"),
        ("Straße", "strasse"),
        ("STRAẞE", "strasse"),
        ("ÆØ", "aeo"),
        ("Łódź", "lodz"),
        ("Čoahkkin", "coahkkin"),
        ("sidosryhma\u0308", "sidosryhma"),
        ("Ἀθῆναι", "αθηναι"),
    ],
)
def test_a_word_is_folded(word: str, folded: str) -> None:
    assert fold(word) == folded


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("yli 300 000 euroa", "yli 300\u00a0000 euroa"),
        ("300\u00a0000\u00a0euroa", "300\u00a0000 euroa"),
        ("1\u2009000\u202f000 €", "1\u00a0000\u00a0000 €"),
        ("vuonna 2023 500 000 euroa", "vuonna 2023 500\u00a0000 euroa"),
        ("1.1.2018 100 sivua", "1.1.2018 100 sivua"),
        ("12 34", "12 34"),
        ("hal\u00adlin\u00adta", "hallinta"),
        ("hallinta\u200b\ufeff", "hallinta"),
        ("sidosryhma\u0308", "sidosryhmä"),
        ("Koski\u2011palvelu", "Koski-palvelu"),
        ("\uff21\uff22 tilanne\ufb01", "AB tilannefi"),
        ("m² ½ …", "m² ½ …"),
    ],
)
def test_an_amount_is_one_word_and_soft_hyphens_are_none(written: str, read: str) -> None:
    assert joined(written) == read


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("OPH:n ja OKM:n", ["OPH", "n", "ja", "OKM", "n"]),
        ("lauseke 2.1-13, HAL-002.", ["lauseke", "2.1-13", "HAL-002"]),
        ("sidos- ja asiakasryhmät", ["sidos", "ja", "asiakasryhmät"]),
        ("kausi 2020–2023 (906/2019)", ["kausi", "2020", "2023", "906", "2019"]),
        ("yli 300\u00a0000 €", ["yli", "300\u00a0000"]),
        ("KOSKI·Varda", ["KOSKI", "Varda"]),
        ("Koski-palvelu, tutkinto- ja", ["Koski", "palvelu", "tutkinto", "ja"]),
        ("raa\u2019an ja raa'an", ["raa", "an", "ja", "raa", "an"]),
        ("ẞ русский Ἀθῆναι", ["ẞ", "русский", "Ἀθῆναι"]),
    ],
)
def test_text_is_cut_into_words(text: str, words: list[str]) -> None:
    assert tokens(text) == words


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Vie e-lomakkeelle ja X-tielle.", ["e-lomakkeelle", "X-tielle"]),
        ("(D-osasto)", ["D-osasto"]),
        ("Koski-palvelu, HAL-002, A-26, 2-vaiheinen", []),
        ("verkko-e-lomake, a-b, -e-", []),
    ],
)
def test_a_name_that_begins_with_a_letter_and_a_hyphen_is_a_word_too(text: str, names: list[str]) -> None:
    assert letter_first(text) == names


def test_the_browser_reads_a_query_by_the_same_letters_as_the_site() -> None:
    letters = re.search(r"\[\^(.*?)\\u00a0", SEPARATOR)
    assert letters

    assert f"[^{letters[1]}.-]" in WORKER["kysely.js"]
    for same in (words.UNSEEN, words.TWINS, words.HYPHEN):
        written = "".join(char if ord(char) < 128 else f"\\u{ord(char):04x}" for char in same.pattern)
        assert f"/{written}/g" in WORKER["kysely.js"]


def test_text_of_an_entry_has_no_tags_or_entities() -> None:
    assert tokens(plain("<p>a &lt;b&gt;</p><p>c &amp; d</p>")) == ["a", "b", "c", "d"]


# --- base forms -----------------------------------------------------------------------------------------


def analysis(base: str, structure: str, bases: str) -> dict[str, str]:
    return {"BASEFORM": base, "STRUCTURE": structure, "WORDBASES": bases}


@pytest.mark.parametrize(
    ("analyses", "read"),
    [
        ([analysis("päätös", "=ppppppppppp", "+päätös(päätös)")], (Reading("päätös"),)),
        (
            [analysis("vuosikello", "=ppppp=pppppp", "+vuosi(vuosi)+kello(kello)")],
            (Reading("vuosikello", ("vuosi", "kello")),),
        ),
        (
            [analysis("raportointi", "=ppppppppppp", "+raportoi(raportoida)+n+ti(+ti)")],
            (Reading("raportointi", (), ("raportoida",)),),
        ),
        (
            [analysis("ylläpito", "=pppp=ppppppp", "+ylläpi(yllä=pitää)+to(+to)")],
            (Reading("ylläpito", ("yllä", "pito"), ("ylläpitää",)),),
        ),
        (
            [
                analysis("voikuu", "=ppp=pppppp", "+voi(voi)+kuu(kuu)"),
                analysis("voikuulla", "=ppppppppp", "+voikuulla(voikuulla)"),
            ],
            (Reading("voikuulla"),),
        ),
        ([], ()),
    ],
)
def test_voikko_is_read(analyses: list[dict[str, str]], read: tuple[Reading, ...]) -> None:
    assert voikko_readings(analyses) == read


KNOWN = {
    "valistaminen": (Reading("valistaa"),),
    "valistamaton": (Reading("valistamaton", (), ("valistaa",)),),
    "arvioitu": (Reading("arvioitu", (), ("arvioida",)),),
    "päätös": (Reading("päätös"),),
    "päättää": (Reading("päättää"),),
    "koski": (Reading("koski"), Reading("koskea")),
}


def small_dictionary(word: str) -> tuple[Reading, ...]:
    return KNOWN.get(word.lower(), ())


@pytest.mark.parametrize(
    ("word", "read"),
    [
        ("KOSKI", (Reading("koski"),)),
        ("koski", KNOWN["koski"]),
        ("Hankkeistaminen", (Reading("hankkeistaa"),)),
        ("hankkeistamaton", (Reading("hankkeistaa"),)),
        ("arvioitu", (Reading("arvioida"),)),
        ("päätös", (Reading("päätös", (), ("päättää",)),)),
        ("Ataru", ()),
        ("ePäätös", (Reading("epäätös", ("e", "päätös")),)),
        ("e-päätös", (Reading("epäätös", ("e", "päätös")),)),
        ("X-päätös", (Reading("xpäätös", ("x", "päätös")),)),
        ("eAMK", (Reading("eamk", ("e", "amk")),)),
        ("e-Sopla", (Reading("esopla", ("e", "sopla")),)),
        ("eSopla", ()),
        ("Epäätös", ()),
    ],
)
def test_words_that_dictionaries_lack_are_read(word: str, read: tuple[Reading, ...]) -> None:
    assert readings(word, small_dictionary) == read


TABLE = {"ohjausryhmille": "ohjausryhmä", "hankkeet": "hanke"}
IN_TABLE = {"ohjausryhmä", "ohjaus", "ryhmä", "hanke", "kissa"}


@pytest.mark.parametrize(
    ("word", "read"),
    [
        ("ohjausryhmille", (Reading("ohjausryhmä", ("ohjaus", "ryhmä")),)),
        ("hankkeet", (Reading("hanke"),)),
        ("kissa", (Reading("kissa"),)),
        ("eHOKS", ()),
    ],
)
def test_a_table_of_forms_does_when_voikko_is_not_there(word: str, read: tuple[Reading, ...]) -> None:
    assert table_readings(word, lambda each: TABLE.get(each, each), IN_TABLE.__contains__) == read


def test_the_build_goes_on_without_voikko_and_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing(language: str) -> None:
        raise OSError("libvoikko.so.1 puuttuu")

    monkeypatch.setattr(libvoikko, "Voikko", missing)
    morphology = finnish.__wrapped__()
    told = capsys.readouterr().err

    assert told.count("\n") == 1
    assert told.startswith("Haku rakennetaan ilman Voikkoa (libvoikko.so.1 puuttuu): ")
    assert morphology("ohjausryhmille") == (Reading("ohjausryhmä", ("ohjaus", "ryhmä")),)


# --- the vocabulary -------------------------------------------------------------------------------------


def test_the_vocabulary_is_written_by_base_forms() -> None:
    dictionary = {
        "päätöksistä": (Reading("päätös"),),
        "päätös": (Reading("päätös"),),
        "vuosikellon": (Reading("vuosikello", ("vuosi", "kello")),),
        "ajankohdat": (Reading("ajankohta", ("ajan", "kohta")),),
        "tiedonhallintaa": (Reading("tiedonhallinta", ("tieto", "hallinta")),),
        "ja": (Reading("ja"),),
    }
    words = [*dictionary, "Ataru", "Atarun", "htv"]
    found = vocabulary(words, lambda word: dictionary.get(word, ()), {"htv": {"henkilötyövuosi"}})

    assert encoded(found).split(";") == [
        "ajan+kohta 2dat",
        "ataru 0n",
        "htv~henkilotyovuosi",
        "paatos 1ksista",
        "tiedonhallinta=tieto+hallinta 0a",
        "vuosi+kello 0n",
    ]


def test_a_name_that_begins_with_a_letter_is_found_by_its_word() -> None:
    dictionary = {"lomakkeella": (Reading("lomake"),), "perusteet": (Reading("peruste"),)}
    found = vocabulary(["e-lomakkeella", "ePerusteet"], lambda word: dictionary.get(word.lower(), ()), {})

    assert encoded(found).split(";") == ["e+lomake 1keella", "e+peruste 0et"]


def test_a_reading_that_nothing_else_speaks_for_is_left_out() -> None:
    dictionary = {
        "asiakirjoja": (Reading("asiakirja"), Reading("asiakirjo")),
        "asiakirjan": (Reading("asiakirja"),),
    }

    assert set(vocabulary(dictionary, lambda word: dictionary[word], {})) == {"asiakirja"}


def test_words_that_mean_the_same_are_single_words(handbook: Handbook) -> None:
    assert synonyms(handbook)["VM"] == {"valtiovarainministeriö"}
    assert "OKM" not in synonyms(handbook), "a name of many words is no synonym"


# --- what a record says ---------------------------------------------------------------------------------


def test_a_records_page_says_what_its_record_says(handbook: Handbook) -> None:
    own = own_words(handbook)

    assert own["palvelut/oppijanumerorekisteri/", ""].names == ("ONR",)
    assert "Hallinnoi oppijoiden henkilötietoja" in own["palvelut/oppijanumerorekisteri/", ""].text
    assert "https://" not in own["palvelut/oppijanumerorekisteri/", ""].text
    assert "OPH" in own["malli/termit/", "oph"].names
    assert "<p>resultatavtal</p>" in own["malli/termit/", "tulossopimus"].text, "also by its Swedish name"
    assert own["muokkaajalle/saannot/HAL-000/", ""] == Own()


def test_a_clause_is_not_found_by_the_words_of_the_page_where_it_is_seen(handbook: Handbook) -> None:
    """Those of the examples would be found even when the examples are not shown."""
    own = own_words(handbook)
    said = {
        lauseke.id: own[lauseke.address.partition("#")[0], lauseke.id].text for lauseke in handbook.lausekkeet
    }

    assert all(said.values())
    assert not [
        place.teksti
        for lauseke in handbook.lausekkeet
        for place in lauseke.nakyy
        if place.teksti and f"<p>{place.teksti}</p>" in said[lauseke.id]
    ]


def test_hand_written_pages_are_told_from_made_ones(handbook: Handbook) -> None:
    assert {"", "malli/", "malli/hankkeistaminen/"} <= written_pages(handbook)
    assert written_pages(handbook).isdisjoint({"palvelut/", "malli/termit/", "palvelut/koski/"})


# --- the index ------------------------------------------------------------------------------------------


def material_index(*docs: dict[str, Any]) -> str:
    config = {
        "lang": ["fi"],
        "separator": r"[\s\-]+",
        "pipeline": ["stopWordFilter"],
        "fields": {"text": {"boost": 1}},
    }
    return json.dumps({"config": config, "docs": docs})


WRITTEN = frozenset({"a/", "b/"})


def finished(*docs: dict[str, Any], own: dict[tuple[str, str], Own] | None = None) -> list[dict[str, Any]]:
    text = search_index(material_index(*docs), small_dictionary, own or {}, WRITTEN, {})
    entries: list[dict[str, Any]] = json.loads(text)["docs"]
    return entries


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("Otsikko <p>Teksti.</p>", "<p>Teksti.</p>"),
        ("<p>OPH vastaa (lauseke 3.3-02).</p>", "<p>OPH vastaa.</p>"),
        (
            "<p>Ryhmä ohjaa (lausekkeet 2.2-08 ja 2.2-09), kun sovitaan (A-13).</p>",
            "<p>Ryhmä ohjaa, kun sovitaan.</p>",
        ),
        ("<p>Laki (884/2017) pysyy.</p>", "<p>Laki (884/2017) pysyy.</p>"),
        ("<ul> <li>a</li> <li><code>b</code></li> </ul>", "<p>a</p><p>b</p>"),
        ("yli 300 000\u00a0euroa", "yli 300\u00a0000 euroa"),
    ],
)
def test_an_entry_keeps_what_it_says(written: str, left: str) -> None:
    assert finished({"location": "a/", "title": "Otsikko", "text": written})[0]["text"] == left


def test_a_records_page_is_one_entry_with_its_own_words_and_names() -> None:
    entries = finished(
        {"location": "palvelut/onr/", "title": "Rekisteri", "text": "Rekisteri <p>Laji rekisteri</p>"},
        {"location": "palvelut/onr/#perustiedot", "title": "Perustiedot", "text": "OPH OPH kyllä"},
        {"location": "paatokset/a/", "title": "Päätös", "text": "<p>Muuta.</p>"},
        own={
            ("palvelut/onr/", ""): Own("<p>Yksilöi oppijat.</p>", ("ONR",)),
            ("paatokset/a/", ""): Own(),
        },
    )

    assert entries == [
        {
            "location": "palvelut/onr/",
            "title": "Rekisteri",
            "text": "<p>Yksilöi oppijat.</p>",
            "nimet": "ONR",
        },
        {"location": "paatokset/a/", "title": "Päätös", "text": ""},
    ]


def test_records_of_a_shared_page_are_its_sections() -> None:
    entries = finished(
        {"location": "termit/", "title": "Termit", "text": "<p>Sanasto selittää.</p><p>Muuta.</p>"},
        {
            "location": "termit/#termi-htv",
            "title": "henkilötyövuosi",
            "text": "<p>Työtä.</p><p>Katso myös</p>",
        },
        {"location": "termit/#lopuksi", "title": "Lopuksi", "text": "<p>Luettelo.</p>"},
        own={("termit/", "htv"): Own("<p>Työtä.</p>", ("htv",))},
    )

    assert [(entry["location"], entry["text"], entry.get("nimet")) for entry in entries] == [
        ("termit/", "<p>Sanasto selittää.</p>", None),
        ("termit/#termi-htv", "<p>Työtä.</p>", "htv"),
    ]


def test_only_a_hand_written_page_has_the_boost_an_editor_gave_it() -> None:
    entries = finished(
        {"location": "a/", "title": "A", "text": "", "boost": 2.0},
        {"location": "b/", "title": "B", "text": "", "boost": 1.0},
        {"location": "luettelo/", "title": "Luettelo", "text": "", "boost": 1.5},
    )

    assert [entry.get("boost") for entry in entries] == [2.0, None, None]


def test_the_index_grows_by_its_vocabulary_and_only_once() -> None:
    text = material_index({"location": "a/", "title": "Päätös", "text": "Päätös on arvioitu."})
    once = search_index(text, small_dictionary, {}, WRITTEN, {})
    config = json.loads(once)["config"]

    assert config["fields"]["text"]["sanasto"] == "arvioida 2tu;paatos~paattaa"
    assert config["lang"] == ["fi"]
    assert once == search_index(text, small_dictionary, {}, WRITTEN, {})
    assert once == search_index(once, small_dictionary, {}, WRITTEN, {})


@pytest.mark.parametrize(
    "text", ['{"docs": [], "config": {"fields": {}}}', '{"config": {}}', '{"items": [1]}']
)
def test_another_kind_of_index_stops_the_build(text: str) -> None:
    with pytest.raises(FinishError, match="korjaus"):
        search_index(text, small_dictionary, {}, WRITTEN, {})


# --- what the search reads of a page --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "read"),
    [
        ('<p>OPH<span class="hk-tuntematon">ei <span>julkista</span> tietoa</span>.</p>', "<p>OPH.</p>"),
        ("<div data-search-exclude><div>a</div>b</div><p>c</p>", " <p>c</p>"),
        ('<div data-search-exclude="true">a<br>b</div>c', " c"),
        ('<footer class="hk-alku iso"><h2 id="a">A</h2></footer>', ""),
        ("<tr><td>a</td><td>b</td></tr>", "<tr><td>a</td> <td>b</td> </tr>"),
        ("kyllä<br>Palvelu", "kyllä<br> Palvelu"),
        (
            '<h2 id="a">A &amp; B&#33;</h2><img src="a.png"><p>c</p>',
            '<h2 id="a">A &amp; B&#33;</h2><img src="a.png"><p>c</p>',
        ),
    ],
)
def test_the_search_reads_a_page_without_what_other_pages_say(html: str, read: str) -> None:
    assert searched(html) == read


# --- Material's scripts ---------------------------------------------------------------------------------

SCRIPTS = Path(material.__file__).parent / "templates" / "assets" / "javascripts"


[BUNDLE_PATH] = SCRIPTS.glob("bundle.*.min.js")
BUNDLE_TEXT = BUNDLE_PATH.read_text(encoding="utf-8")


def test_the_addition_goes_into_the_script_of_the_installed_version() -> None:
    bundle = bundle_with_held_search("bundle.js", BUNDLE_TEXT, HELD)

    assert len(re.findall("new HeldWorker", bundle)) == len(re.findall("new HeldRequest", bundle)) == 1
    assert bundle_with_held_search("bundle.js", bundle, HELD) == bundle


@pytest.mark.parametrize("pattern", [*BUNDLE, *MESSAGES])
def test_a_place_that_is_gone_from_material_stops_the_build(pattern: str) -> None:
    text, count = re.subn(pattern, "", BUNDLE_TEXT)

    assert count
    with pytest.raises(FinishError) as told:
        bundle_with_held_search("tiedosto.js", text, "")
    assert str(told.value).startswith(f"tiedosto.js: kohtaa `{pattern}` ei ole")
    assert "korjaus: " in str(told.value)


@pytest.mark.parametrize("pattern", BUNDLE)
def test_a_place_that_has_become_two_stops_the_build(pattern: str) -> None:
    made = re.search(pattern, BUNDLE_TEXT)
    assert made

    with pytest.raises(FinishError, match="on 2, pitäisi olla 1"):
        bundle_with_held_search("bundle.js", f"{BUNDLE_TEXT};{made[0]}()", "")


@pytest.mark.parametrize("text", [HELD, *WORKER.values()], ids=["lataus.js", *WORKER])
def test_our_scripts_are_fit_for_a_strict_policy(text: str) -> None:
    assert re.findall(r"\beval\b|new Function|\bimport\((?!\")|https?://|innerHTML", text) == []


OURS = sorted((ROOT / "hallinta" / "theme" / "assets").rglob("*.js"))


@pytest.mark.parametrize("path", OURS, ids=[path.name for path in OURS])
def test_a_script_of_ours_is_published_without_comments_and_once(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    published = without_comments(f"assets/{path.name}", text)

    assert "/**" in text or "// " in text
    assert not re.search(r"@param|@type|^\s*//", published, re.MULTILINE)
    assert without_comments(f"assets/{path.name}", published) == published
    assert without_comments("assets/javascripts/bundle.js", text) == text


# --- the runner -----------------------------------------------------------------------------------------


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """The least of a built site: Material's script, an index of one page, the page, and those filled later."""
    scripts = tmp_path / "assets" / "javascripts"
    scripts.mkdir(parents=True)
    (scripts / BUNDLE_PATH.name).write_text(BUNDLE_TEXT, encoding="utf-8")
    (tmp_path / "search").mkdir()
    index = material_index({"location": "", "title": "Etusivu", "text": "Päätöksistä."})
    (tmp_path / "search" / "search_index.json").write_text(index, encoding="utf-8")
    swedish = '<html lang="fi"><meta charset="utf-8"><body><article><div lang="sv"><h1>S</h1></div></article>'
    empty = f'<meta charset="utf-8">{START}{END}'
    print_pages = {f"{address}index.html": empty for address in (PRINT, *(luku.address for luku in PRINTED))}
    pages = {"index.html": '<meta charset="utf-8">', "sv/index.html": swedish, **print_pages}
    disk.write_all(tmp_path, pages)
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_a_site_is_finished_once(built: Path, small: Handbook) -> None:
    before = contents(built)
    finish_site(built, [small])
    once = contents(built)
    finish_site(built, [small])

    assert set(once) == {*before, "_headers"}
    assert [name for name in before if once[name] == before[name]] == []
    assert contents(built) == once


@pytest.mark.parametrize("missing", ["search/search_index.json", "assets/javascripts/bundle.*.min.js"])
def test_a_site_that_lacks_a_file_is_left_as_it_is(built: Path, small: Handbook, missing: str) -> None:
    [path] = built.glob(missing)
    path.unlink()
    before = contents(built)

    with pytest.raises(FinishError, match=f"tiedostoa {re.escape(missing)} ei ole"):
        finish_site(built, [small])
    assert contents(built) == before
