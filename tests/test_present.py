"""Phrases: how the handbook says a date, an amount, a code, an address, a link."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import get_args, get_origin

import jinja2
import pytest
from pydantic import BaseModel

from hallinta.handbook import Handbook, kinds, load
from hallinta.present import (
    KENTAT,
    SANAT,
    Phrasebook,
    aihe,
    asetus_in_words,
    codes,
    environment,
    eurot,
    is_safe,
    kentta,
    kuukauden_nimi,
    kuukausi,
    luettelo,
    maara,
    paiva,
    relative,
    rich,
    sana,
    short_address,
    vuodet,
)
from hallinta.records.saavutettavuus import Saavutettavuus

# --- dates and amounts ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2026, 11, 22), "22.11.2026"), (date(2026, 1, 2), "2.1.2026"), (date(999, 1, 2), "2.1.999")],
)
def test_a_day_is_said_without_leading_zeros(day: date, expected: str) -> None:
    assert paiva(day) == expected


@pytest.mark.parametrize(
    ("month", "expected"),
    [("2021-12", "joulukuu 2021"), ("2026-01", "tammikuu 2026"), ("2026-06", "kesäkuu 2026")],
)
def test_a_month_is_said_by_its_name(month: str, expected: str) -> None:
    assert kuukausi(month) == expected


def test_every_month_has_a_name() -> None:
    names = [kuukauden_nimi(number) for number in range(1, 13)]

    assert len(set(names)) == 12
    assert all(name.endswith("kuu") for name in names)


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("0", "0 €"),
        ("1", "1 €"),
        ("999", "999 €"),
        ("1000", "1 000 €"),
        ("300000", "300 000 €"),
        ("1234567.8", "1 234 567,80 €"),
        ("300000.50", "300 000,50 €"),
        ("300000.00", "300 000 €"),
        ("0.01", "0,01 €"),
        ("999999999999.99", "999 999 999 999,99 €"),
    ],
)
def test_an_amount_never_breaks_over_lines_and_has_cents_only_when_there_are_some(
    amount: str, expected: str
) -> None:
    assert eurot(Decimal(amount)) == expected.replace(" ", "\N{NO-BREAK SPACE}")


@pytest.mark.parametrize(
    ("items", "expected"),
    [([], ""), (["a"], "a"), (["a", "b"], "a ja b"), (["a", "b", "c"], "a, b ja c")],
)
def test_a_list_ends_with_ja(items: list[str], expected: str) -> None:
    assert luettelo(items) == expected
    assert luettelo(iter(items)) == expected


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ((2021, 2022, 2023), "2021–2023"),
        ((2021, 2022), "2021 ja 2022"),
        ((2021,), "2021"),
        ((2021, 2023, 2024), "2021, 2023 ja 2024"),
        ((2023, 2022, 2021), "2023, 2022 ja 2021"),
        ((), ""),
    ],
)
def test_years_that_follow_each_other_are_a_span(years: tuple[int, ...], expected: str) -> None:
    assert vuodet(years) == expected


@pytest.mark.parametrize(
    ("count", "expected"), [(0, "0 palvelua"), (1, "1 palvelu"), (2, "2 palvelua"), (101, "101 palvelua")]
)
def test_a_count_takes_the_partitive_but_one(count: int, expected: str) -> None:
    assert maara(count, "palvelu", "palvelua") == expected.replace(" ", "\N{NO-BREAK SPACE}")


# --- codes and fields -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("kylla", "kyllä"),
        ("yleiskayttoiset-palvelut", "yleiskäyttöiset palvelut"),
        ("kumppani", "kumppani"),
        ("a-b", "a b"),
    ],
)
def test_a_code_is_said_as_a_word(code: str, expected: str) -> None:
    assert sana(code) == expected


def codes_in_use() -> Iterator[str]:
    """Every value of every closed enumeration in the records."""
    seen: list[object] = []
    stack: list[object] = [*kinds().values(), Saavutettavuus]
    while stack:
        part = stack.pop()
        if part in seen:
            continue
        seen.append(part)
        if isinstance(part, type) and issubclass(part, BaseModel):
            stack += [field.annotation for field in part.model_fields.values()]
        elif get_origin(part) is not None:
            stack += [argument for argument in get_args(part) if not isinstance(argument, str)]
            yield from (argument for argument in get_args(part) if isinstance(argument, str))


def test_every_word_belongs_to_a_code_in_use() -> None:
    assert set(SANAT) - set(codes_in_use()) == set()


# Codes whose words are spelt the same. A new code goes here or, when its word has ä or ö, into `SANAT`.
WORDS_AS_THEY_STAND = """
itsearviointi nimetty sopii suositus toteamus
aikataulu aikataulussa ajan-tasalla allekirjoitus aloittamatta arviointi asiakirja asiakkaat asianhallinta
asiantuntijaelin avoin dokumentti ehdotus ei ei-hankkeisteta ei-saavutettu hallinta hallitusohjelma hanke
hankkeen-muutos hankkeen-resurssit hankkeistamaton-kehitys hankkeistetaan informointi juridinen-kysymys
kesken keskiviikko keskustelu kielelliset-oikeudet kokonaan koostumus korjattavaa korjattu kumppani kutsuttu
kuvaus laitos lausuntokierros linjaa linjaus luonnos maanantai muu muutettu muutos nykyinen-palvelu ohjaa
ohjaussopimus ohje ohjeellinen ohjekirje oma oma-vaikuttaa-muihin operatiivinen osittain palvelu
palvelukeskus palvelukortti periaate perjantai peruttu pidetty pienempi-kehitysasia pienkehitys poistumassa
poistunut raja-arvo rajapinta rajapintakuvaus rajapintamuutos raportoi raportointi raportti ratkaisematta
rauennut rekisteri ristiriita saavutettavuus saavutettu seuraa seuranta siirretty strategia strateginen
suunniteltu taktinen talous tarkastettavana tarkastettu tehty tekninen-dokumentaatio tekninen-kumppani
tiedoksi tiedonhallinta tietosuoja tietoturvallisuus tietovaranto tiistai tilannekuva toimiala toiminnassa
toimivalta torstai tukipalvelu tukipalvelut tuntematon uusi-palvelu vaarassa vakiintunut valmis valmistelee
valvontaviranomainen vastaa verkkosivu viestii viranomainen virasto vm-tiedonhallintalausunto
vuosisuunnitelma wiki yhteensovitus yhteentoimivuus yhteinen
asettaminen julkaisu omistajan-vaihto palautettu-valmisteluun selvitys tarkastus ylin-valtioelin
"""


# The wheel's rings have headings of their own.
RINGS = {"johtoryhma", "koordinaatioryhma"}


def test_every_code_is_said_in_finnish() -> None:
    """A code that no table says is shown as it is, so its word must be spelt the same."""
    in_finnish = {code for code in codes_in_use() if code.isascii() and not code.lstrip("-").isdigit()}
    unsaid = {code for code in in_finnish if aihe(code) == sana(code) == code.replace("-", " ")}

    assert unsaid - set(WORDS_AS_THEY_STAND.split()) - RINGS == set(), (
        "write the word with its ä and ö into `SANAT`"
    )


def test_a_field_without_a_name_of_its_own_is_said_as_a_sentence_begins() -> None:
    assert kentta("omistajat") == "Omistaja"
    assert kentta("kentta_jota_ei_ole") == "Kentta jota ei ole"
    assert all(name[0].isupper() for name in KENTAT.values())


# --- addresses ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        ("", "", "./"),
        ("", "palvelut/", "palvelut/"),
        ("", "palvelut/koski/", "palvelut/koski/"),
        ("", "#a", "#a"),
        ("palvelut/", "", "../"),
        ("palvelut/", "palvelut/", "./"),
        ("palvelut/", "palvelut/#a", "#a"),
        ("palvelut/", "palvelut/koski/", "koski/"),
        ("palvelut/koski/", "", "../../"),
        ("palvelut/koski/", "#a", "../../#a"),
        ("palvelut/koski/", "palvelut/", "../"),
        ("palvelut/koski/", "palvelut/varda/", "../varda/"),
        ("palvelut/koski/", "ryhmat/johtoryhma/", "../../ryhmat/johtoryhma/"),
        ("palvelut/koski/", "malli/termit/#a", "../../malli/termit/#a"),
        ("palvelut/koski/", "api/v1/palvelut.csv", "../../api/v1/palvelut.csv"),
    ],
)
def test_the_way_from_a_page_to_another_is_relative(here: str, there: str, expected: str) -> None:
    assert relative(here, there) == expected


def test_records_are_named_by_their_ids_after_their_word(small: Handbook) -> None:
    here = Phrasebook(small, "malli/")

    assert str(here.by_id([small.tulkinnat["A-01"]], "tulkinta")) == (
        'tulkinta\u00a0<a class="hk-tunnus" href="tulkinnat/#A-01">A-01</a>'
    )


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/", True),
        ("HTTP://a.example", True),
        ("mailto:a@b.example", True),
        ("javascript:alert(1)", False),
        ("data:text/html,a", False),
        ("//a.example", False),
        ("/a", False),
        ("a", False),
        ("", False),
    ],
)
def test_only_web_and_mail_addresses_are_safe(url: str, expected: bool) -> None:
    assert is_safe(url) is expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.oph.fi/", "oph.fi"),
        ("https://oph.fi/fi/palvelut", "oph.fi/fi/palvelut"),
        ("http://a.example/www.b/", "a.example/www.b"),
        ("mailto:a@b.example", "a@b.example"),
        ("https://a.example/" + "b" * 60, "a.example/" + "b" * 49 + "…"),
    ],
)
def test_an_address_is_shown_short(url: str, expected: str) -> None:
    assert short_address(url) == expected


# --- rich text ------------------------------------------------------------------------------------------


def to_site(target: str) -> str | None:
    return "../koski/" if target == "palvelut/koski" else None


RICH = [
    ("a", "<p>a</p>"),
    ("a\n\nb", "<p>a</p>\n<p>b</p>"),
    ("*a* **b** `c`", "<p><em>a</em> <strong>b</strong> <code>c</code></p>"),
    ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
    ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
    ("[a](https://b.example/)", '<p><a href="https://b.example/" rel="noopener noreferrer">a</a></p>'),
    ("[a](palvelut/koski)", '<p><a href="../koski/" rel="noopener noreferrer">a</a></p>'),
    # no way to become markup
    ("# a", "<p># a</p>"),
    ("a | b\n--|--\nc | d", "<p>a | b\n--|--\nc | d</p>"),
    ("<b>a</b>", "<p>&lt;b&gt;a&lt;/b&gt;</p>"),
    ("<script>a</script>", "<p>&lt;script&gt;a&lt;/script&gt;</p>"),
    ("a < b & c", "<p>a &lt; b &amp; c</p>"),
    (
        "![a](https://b.example/c.png)",
        '<p>!<a href="https://b.example/c.png" rel="noopener noreferrer">a</a></p>',
    ),
    ("> a", "<p>&gt; a</p>"),
    ("---", "<p>---</p>"),
    ("https://a.example/", "<p>https://a.example/</p>"),
    ("{{ 7*7 }} {% raw %}", "<p>{{ 7*7 }} {% raw %}</p>"),
    ("vuosi 2026. vuosi", "<p>vuosi 2026. vuosi</p>"),
    ("[a](javascript:alert(1))", "<p>[a](javascript:alert(1))</p>"),
    ("[a](ei/ole)", '<p><a  rel="noopener noreferrer">a</a></p>'),
    (
        '[a](https://b.example/ "c")',
        '<p><a href="https://b.example/" title="c" rel="noopener noreferrer">a</a></p>',
    ),
    pytest.param("2026. vuosi", "<p>2026. vuosi</p>"),
]


@pytest.mark.parametrize(("text", "expected"), RICH)
def test_rich_text_is_a_small_safe_subset_of_markdown(text: str, expected: str) -> None:
    assert rich(text, to_site).strip() == expected


# --- a page's phrases -----------------------------------------------------------------------------------


def test_a_link_says_the_records_name_or_the_text_given(small: Handbook) -> None:
    phrases = Phrasebook(small, "ryhmat/")

    assert phrases.link(small.organisaatiot["oph"]) == '<a href="../organisaatiot/oph/">Mallihallitus</a>'
    assert phrases.link(small.organisaatiot["oph"], "<O>") == '<a href="../organisaatiot/oph/">&lt;O&gt;</a>'
    assert phrases.link(small.termit["malli"]) == '<a href="../malli/termit/#malli">malli</a>'


def test_links_are_listed_with_commas(small: Handbook) -> None:
    phrases = Phrasebook(small, "termit/")

    assert phrases.links([]) == ""
    assert phrases.links(small.termit).count("<a ") == 2
    assert ", " in phrases.links(small.termit)


@pytest.mark.parametrize(
    ("url", "text", "expected"),
    [
        (
            "https://www.a.example/b/",
            None,
            '<a class="hk-osoite" href="https://www.a.example/b/" rel="noopener noreferrer">a.example/b</a>',
        ),
        (
            "https://a.example/?b=1&c",
            "<d>",
            '<a href="https://a.example/?b=1&amp;c" rel="noopener noreferrer">&lt;d&gt;</a>',
        ),
        ("javascript:alert(1)", None, "javascript:alert(1)"),
        ("javascript:alert(1)", "<a>", "&lt;a&gt;"),
    ],
)
def test_a_link_out_of_the_site_is_safe_or_only_text(
    url: str, text: str | None, expected: str, small: Handbook
) -> None:
    assert Phrasebook(small, "").outside(url, text) == expected


def test_links_in_rich_text_lead_to_records_from_where_they_stand(small: Handbook) -> None:
    text = "[a](palvelut/mallipalvelu) [b](termit/malli) [c](palvelut/ei-ole) [d](ei-ole/a)"
    shown = Phrasebook(small, "palvelut/").rich(text)

    assert 'href="mallipalvelu/"' in shown
    assert 'href="../malli/termit/#malli"' in shown
    assert shown.count("href=") == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("`a`", "<code>a</code>"),
        ("a `b` < `c`", "a <code>b</code> &lt; <code>c</code>"),
        ("`<b>`", "<code>&lt;b&gt;</code>"),
        ("`a", "`a"),
    ],
)
def test_backticked_words_are_code(text: str, expected: str) -> None:
    assert codes(text) == expected


# --- settings in words ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("raja_arviointi_eur", "300\u00a0000\u00a0€"),
        ("pienkehitys_ylaraja_eur", "ei sovittu"),
        ("johtoryhma_kokouksia_min", "3"),
        ("palauteosoite", "mailto:palaute@malli.example"),
    ],
)
def test_a_setting_is_said_as_a_sentence_wants_it(name: str, expected: str, small: Handbook) -> None:
    assert asetus_in_words(small.asetukset, name, small.today) == expected


# --- templates ------------------------------------------------------------------------------------------


def said(source: str, **values: object) -> str:
    return environment(jinja2.DictLoader({"a": source})).get_template("a").render(**values)


@pytest.mark.parametrize(
    ("source", "values", "expected"),
    [
        ("{{ a }}", {"a": "<b> & {{ 7*7 }}"}, "&lt;b&gt; &amp; {{ 7*7 }}"),
        ("{{ a | paiva }}", {"a": date(2026, 11, 22)}, "22.11.2026"),
        ("{{ a | kuukausi }}", {"a": "2026-11"}, "marraskuu 2026"),
        ("{{ a | kuukauden_nimi }}", {"a": 6}, "kesäkuu"),
        ("{{ a | eurot }}", {"a": Decimal(5)}, "5\u00a0€"),
        ("{{ a | luettelo }}", {"a": ["x", "y"]}, "x ja y"),
        ("{{ a | vuodet }}", {"a": [2021, 2022, 2023]}, "2021–2023"),
        ("{{ a | sana }}", {"a": "kylla"}, "kyllä"),
        ("{{ a | kentta }}", {"a": "nimi"}, "Nimi"),
        ("{{ a | isolla }}", {"a": "äiti Äiti"}, "Äiti Äiti"),
        ("{{ a | isolla }}", {"a": ""}, ""),
        ("{{ a | lyhyt_osoite }}", {"a": "https://a.example/"}, "a.example"),
        ("{{ a | koodit }}", {"a": "`<`"}, "<code>&lt;</code>"),
        ("{{ NOT_FOUND }}", {}, "julkista lähdettä ei ole löytynyt"),
        ("{{ NOT_RECORDED }}", {}, "ei ole kirjattu"),
        ("{{ NOT_PUBLISHED }}", {}, "ei julkaista"),
        ("{{ NOT_APPLICABLE }}", {}, "ei koske"),
        ("{{ maara(2, 'a', 'b') }}", {}, "2\u00a0b"),
    ],
)
def test_templates_have_the_same_phrases_and_escape_everything(
    source: str, values: dict[str, object], expected: str
) -> None:
    assert said(source, **values) == expected


def test_an_unknown_name_in_a_template_is_an_error_not_an_empty_space() -> None:
    with pytest.raises(jinja2.UndefinedError):
        said("{{ puuttuu }}")


def test_a_phase_month_is_a_month(small_texts: dict[str, bytes], today: date) -> None:
    settings = small_texts["data/asetukset.yaml"].replace(b"kuukausi: 6", b"kuukausi: 13")
    loaded = load({**small_texts, "data/asetukset.yaml": settings}, today)
    months = (
        [phase.kuukausi for phase in loaded.handbook.asetukset.tulossopimusvaiheet] if loaded.handbook else []
    )

    assert all(month is None or kuukauden_nimi(month) for month in months)
