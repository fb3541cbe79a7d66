"""What a reader may ask of any page: whose it is, is it fresh, where feedback goes, what there is in Swedish."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from urllib.parse import unquote

import jinja2
import pytest

from hallinta import queries
from hallinta.finishing import FinishError
from hallinta.finishing.language import in_its_own_language
from hallinta.handbook import Handbook, load
from hallinta.pages import Page, Renderer, Site
from hallinta.versions import Past, day_begins

Texts = dict[str, bytes]
SERVICE = "palvelut/mallirekisteri/"
REVIEW = "data/katselmukset/mallirekisteri-2026.yaml"


@pytest.fixture(scope="module")
def rendered(small_texts: Texts, templates: jinja2.BaseLoader):
    """The pages, by address, of the small model data set with other files laid over it."""

    def of(
        files: Mapping[str, str] = {}, site: Site | None = None, today: date = date(2026, 11, 22)
    ) -> dict[str, Page]:
        loaded = load({**small_texts, **{path: text.encode() for path, text in files.items()}}, today)
        assert loaded.handbook is not None
        return {page.address: page for page in Renderer(loaded.handbook, site or Site(), templates).pages()}

    return of


def review(seuraava: str) -> dict[str, str]:
    text = "kohde: palvelut/mallirekisteri\npvm: 2026-02-03\nrooli: palvelun omistaja\ntulos: korjattu\n"
    return {REVIEW: f"{text}seuraava: {seuraava}\n"}


# --- freshness ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({}, "Katselmuksia ei ole kirjattu."),
        (review("null"), "palvelun omistaja, tulos korjattu. Seuraavasta katselmuksesta ei ole sovittu."),
        (review("2026-11-22"), "Seuraava katselmus on viimeistään 22.11.2026."),
        (review("2026-11-21"), "<strong>Katselmus on myöhässä 1\N{NO-BREAK SPACE}päivä:</strong>"),
        (
            review("2026-10-19"),
            "myöhässä 34\N{NO-BREAK SPACE}päivää:</strong> se oli tehtävä viimeistään 19.10.2026.",
        ),
    ],
)
def test_a_page_tells_its_last_review_and_whether_the_next_is_late(files, told: str, rendered) -> None:
    assert told in rendered(files)[SERVICE].body


def test_a_page_tells_who_answers_for_it_or_that_nobody_has_agreed(rendered, small_texts: Texts) -> None:
    settings = small_texts["data/asetukset.yaml"].decode()
    agreed = "sisaltovastuut:\n  - lajit:\n      - palvelut\n    rooli: palvelun omistaja\n"

    assert 'Vastuutaho: <span class="hk-tuntematon">ei sovittu</span>.' in rendered()[SERVICE].body
    named = rendered({"data/asetukset.yaml": settings + agreed})
    assert (
        'Vastuutaho: palvelun omistaja, <a href="../../organisaatiot/oph/">'
        in named["palvelut/mallipalvelu/"].body
    )


def test_a_list_tells_the_newest_change_of_what_it_lists(rendered) -> None:
    days = {"data/palvelut/mallipalvelu.yaml": date(2026, 3, 4), "data/asetukset.yaml": date(2026, 9, 9)}
    site = Site(past=Past({path: day_begins(day) for path, day in days.items()}))

    assert '<time datetime="2026-03-04">4.3.2026</time>' in rendered(site=site)["palvelut/"].body


# --- feedback -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (None, None),
        ("https://palaute.example/", "https://palaute.example/"),
        (
            "https://x.example/?t={otsikko}&u={sivu}",
            "https://x.example/?t=Maksut %26 luvat&u=https://h.example/a/",
        ),
        (
            "mailto:palaute@h.example",
            "mailto:palaute@h.example?subject=Palaute: Maksut %26 luvat&body=Sivu: https://h.example/a/\n\n",
        ),
    ],
)
def test_feedback_knows_the_page_it_is_about(form: str | None, expected: str | None) -> None:
    site = Site(feedback_address=form, address="https://h.example/")
    found = site.feedback("Maksut & luvat", "a/")

    assert (found and unquote(found.replace("%26", "%2526"))) == expected


def test_every_page_has_a_way_to_give_feedback(rendered) -> None:
    asked = rendered(site=Site(feedback_address="https://x.example/?t={otsikko}"))
    unasked = rendered()

    silent = [
        page.address for page in asked.values() if page.searched and "https://x.example/?t=" not in page.body
    ]
    assert silent == []
    unled = [name for name, page in unasked.items() if page.searched and "tietoa/#palaute" not in page.body]
    assert unled == ["sv/"]
    assert "Ägaren har ännu inte bestämt vart respons på handboken lämnas." in unasked["sv/"].body


# --- the accessibility statement --------------------------------------------------------------------------


def test_the_statement_is_due_a_year_after_its_review(small: Handbook) -> None:
    assert queries.statement_due(small) == date(2027, 9, 1)


def test_the_statement_has_its_five_groups_in_both_languages(rendered) -> None:
    pages = rendered()

    groups = ["tila", "puutteet", "arviointi", "palaute", "valvonta"]
    assert [each.id for each in pages["saavutettavuus/"].headings if each.level == 2] == groups
    swedish = ["tillganglighetens-lage", "brister", "bedomning", "respons-om-tillganglighet", "tillsyn"]
    assert [each.id for each in pages["sv/"].headings if each.level == 3] == swedish


def test_what_the_owner_has_not_set_is_told(rendered, small_texts: Texts) -> None:
    path = "data/saavutettavuus.yaml"
    text = small_texts[path].decode().replace("toimija: oph", "toimija: null")
    unset = text.replace("osoite: mailto:saavutettavuus@malli.example", "osoite: null")
    pages = rendered({path: unset})

    assert "omistaja ei ole vielä nimennyt ylläpitäjää" in pages["saavutettavuus/"].body
    assert "Omistaja ei ole vielä päättänyt palauteosoitetta" in pages["saavutettavuus/"].body
    assert "Ägaren har ännu inte utsett" in pages["sv/"].body


def test_live_preview_goes_on_without_the_statement(rendered) -> None:
    pages = rendered({"data/saavutettavuus.yaml": ""})

    assert "saavutettavuus/" not in pages
    assert "Utlåtandet saknas." in pages["sv/"].body


# --- Swedish ---------------------------------------------------------------------------------------------


def test_what_lacks_a_swedish_name_is_counted_by_kind(handbook: Handbook, rendered) -> None:
    found = {each.folder: each for each in queries.swedish(handbook)}

    assert list(found) == ["organisaatiot", "ryhmat", "palvelut", "sidosryhmat", "termit"]
    for each in found.values():
        named = list(handbook.folder(each.folder))
        assert each.kaikki == len(named)
        assert set(each.puuttuu) == {record for record in named if record.nimi.sv is None}


def test_the_swedish_page_takes_its_figures_and_names_from_the_data(rendered, small_texts: Texts) -> None:
    settings = small_texts["data/asetukset.yaml"].decode()
    body = rendered(
        {
            "data/asetukset.yaml": settings.replace(
                "raja_hankkeistus_eur: 500000", "raja_hankkeistus_eur: 612000"
            )
        }
    )["sv/"].body

    assert "över 612\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}€: utvecklingen" in body
    assert body.lstrip().startswith('<div lang="sv">')
    assert '<a href="../ryhmat/johtoryhma/" hreflang="fi" lang="fi">Mallin johtoryhmä</a>' in body


PAGE = '<html lang="fi" class="no-js"><body dir="ltr"><article class="a">{}</article></body></html>'


def test_a_document_is_in_the_language_of_its_content_and_its_frame_in_finnish() -> None:
    finished = in_its_own_language("sv/index.html", PAGE.format('<div lang="sv">Hej</div>'))

    assert finished.startswith('<html lang="sv" class="no-js"><body lang="fi" dir="ltr">')
    assert in_its_own_language("sv/index.html", finished) == finished
    with pytest.raises(FinishError):
        in_its_own_language("sv/index.html", PAGE.format("<div>Hej</div>"))
