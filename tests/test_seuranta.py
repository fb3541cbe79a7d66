"""Follow-up: what is late and why, who steers a service of many projects, figures that equal their lists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from html import unescape

import jinja2
import pytest

from hallinta import queries
from hallinta.handbook import Handbook, load
from hallinta.pages import Page, Renderer, Site
from hallinta.queries import Obligation, Reason

Texts = dict[str, bytes]


def book(texts: Texts, files: Mapping[str, str], today: date) -> Handbook:
    loaded = load({**texts, **{path: text.encode() for path, text in files.items()}}, today)
    assert loaded.handbook is not None
    assert loaded.findings == ()
    return loaded.handbook


# --- what is late -----------------------------------------------------------------------------------------

PROJECT = """nimi: Hidas hanke
tarkoitus: Raportoi harvoin.
palvelut: [mallipalvelu]
kausi: {alku: 2026-01-12, loppu: null}
kustannus: {kokonaiskustannus_eur: 1000}
ryhmat: [{ryhma: malliryhma}]
raportointi: {vastaanottaja: koordinaatioryhma, vali_kk: 3, muoto: Katsaus.}
historia:
  - {pvm: 2026-01-12, tila: suunnitteilla}
  - {pvm: 2026-08-21, tila: kaynnissa}
"""
WORK = """nimi: Valmis työ
laji: pienkehitys
palvelu: mallipalvelu
tarve: Tarve.
tavoite: Tavoite.
kustannus: {kokonaiskustannus_eur: 1000}
historia:
  - {pvm: 2026-01-12, tila: suunnitteilla}
  - {pvm: 2026-02-12, tila: kaynnissa}
  - {pvm: 2026-11-21, tila: valmis}
"""
REVIEW = (
    "kohde: palvelut/mallirekisteri\npvm: 2025-11-21\nrooli: omistaja\ntulos: ajan-tasalla\nseuraava: %s\n"
)
DECISION = """nimi: Seurattava
laji: muu
aihe: muutos
paattaja: organisaatiot/oph
pvm: 2026-02-02
paatosteksti: Tehdään.
seurantapaiva: %s
historia:
  - {pvm: 2026-01-12, tila: valmistelussa}
  - {pvm: 2026-01-20, tila: esitetty}
  - {pvm: 2026-02-02, tila: tehty}
"""
EVALUATION = "nimi: Uusi arviointi\nkohde: Malli\nsuunniteltu: %s\ntoteutunut: null\ntulos: null\n"
GROUP = """nimi: Tuleva ryhmä
laji: ohjausryhma
tehtava: null
nimetty_mallissa: false
tila: suunniteltu
asettaminen_suunniteltu: %s
"""
IDEA = """nimi: Odottava
kuvaus: Odottaa.
saapunut: %s
lahde_laji: yllapito
vastaanottaja: oph
kohde: uusi-palvelu
historia:
  - {pvm: 2026-10-30, tila: saapunut}
"""
MEETING = """nimi: Kokous
ryhma: koordinaatioryhma
pvm: 2026-08-18
tila: pidetty
toimenpiteet:
  - {tehtava: Selvitetään., vastuu: valmistelija, maaraaika: %s}
"""

LATE = [
    (Obligation.RAPORTTI, "hankkeet/x", PROJECT, PROJECT.replace("08-21", "08-22")),
    (Obligation.VAIKUTTAVUUS, "kehitystyot/x", WORK, WORK.replace("11-21", "11-22")),
    (Obligation.KATSELMUS, "katselmukset/x", REVIEW % "2026-11-21", REVIEW % "2026-11-22"),
    (Obligation.SEURANTA, "paatokset/x", DECISION % "2026-11-21", DECISION % "2026-11-22"),
    (Obligation.ARVIOINTI, "arvioinnit/x", EVALUATION % "2026-10", EVALUATION % "2026-11"),
    (Obligation.ASETTAMINEN, "sidosryhmat/x", GROUP % "2025", GROUP % "2026"),
    (Obligation.KASITTELY, "ideat/x", IDEA % "2026-10-22", IDEA % "2026-10-23"),
    (Obligation.TOIMENPIDE, "kokoukset/x", MEETING % "2026-11-21", MEETING % "2026-11-22"),
]
"""What is asked for, of what record; the record a day late, and when its last day is today or later."""


def late(texts: Texts, name: str, text: str, today: date) -> list[Obligation]:
    before = {(each.record.path, each.duty) for each in queries.overdue(book(texts, {}, today))}
    after = queries.overdue(book(texts, {f"data/{name}.yaml": text}, today))
    return [each.duty for each in after if (each.record.path, each.duty) not in before]


@pytest.mark.parametrize(("duty", "name", "missed", "_"), LATE, ids=lambda value: str(value)[:20])
def test_what_is_a_day_late_is_on_the_list(duty, name, missed, _, small_texts: Texts, today: date) -> None:
    assert late(small_texts, name, missed, today) == [duty]


@pytest.mark.parametrize(("duty", "name", "_", "kept"), LATE, ids=lambda value: str(value)[:20])
def test_what_may_still_be_done_today_is_not(duty, name, _, kept, small_texts: Texts, today: date) -> None:
    assert late(small_texts, name, kept, today) == []


def test_every_obligation_is_proved_and_has_its_words() -> None:
    from hallinta.present.conclusions import IN_WORDS

    in_calendar = {Obligation.VUOSIKELLO}  # test_kalenteri.py

    assert {duty for duty, *_ in LATE} | in_calendar == set(Obligation) == set(IN_WORDS[Obligation])


def test_the_oldest_is_first(handbook: Handbook) -> None:
    days = [each.due for each in queries.overdue(handbook)]

    assert days == sorted(days)
    assert days


# --- steering ---------------------------------------------------------------------------------------------

RUNNING = """nimi: Hanke %(n)s
tarkoitus: Kehittää.
palvelut: [mallirekisteri]
kausi: {alku: 2026-01-12, loppu: null}
kustannus: {kokonaiskustannus_eur: 1000}
ryhmat: [{ryhma: ryhma-%(n)s}]
historia:
  - {pvm: 2026-01-12, tila: suunnitteilla}
  - {pvm: 2026-02-12, tila: %(tila)s}
"""
OF_PROJECT = "nimi: Ryhmä %s\ntaso: null\nmallin_ryhma: false\ntyyppi: hankeryhma\ntarkoitus: Ohjaa.\n"


@pytest.mark.parametrize(
    ("states", "bodies"),
    [
        (("kaynnissa", "kaynnissa"), ["ryhma-1", "ryhma-2"]),
        (("kaynnissa", "paattynyt"), ["ryhma-1"]),
        (("paattynyt", "kaynnissa"), ["ryhma-2"]),
    ],
)
def test_a_service_is_steered_by_all_its_running_projects(
    states: tuple[str, str], bodies: list[str], small_texts: Texts, today: date
) -> None:
    files = {f"data/ryhmat/ryhma-{n}.yaml": OF_PROJECT % n for n in (1, 2)}
    for n, tila in enumerate(states, 1):
        files[f"data/hankkeet/hanke-{n}.yaml"] = RUNNING % {"n": n, "tila": tila}
    handbook = book(small_texts, files, today)
    found = queries.steering(handbook, handbook.palvelut["mallirekisteri"])

    assert [body.id for body in found.bodies] == bodies
    assert found.reason is Reason.HANKKEEN_RYHMA
    assert found.lausekkeet == ("1-05", "3.2-08", "3.2-09")


# --- one picture ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def handbook(full: Handbook) -> Handbook:
    return full


@pytest.fixture(scope="module")
def made(handbook: Handbook, templates: jinja2.BaseLoader) -> dict[str, Page]:
    return {page.address: page for page in Renderer(handbook, Site(), templates).pages()}


FIGURE = re.compile(r'<a href="\.\./([a-z]+)/#tila-([a-z-]+)">([^<]+)</a></th><td class="hk-luku">(\d+)</td>')


def test_the_figures_of_the_situation_equal_the_counts_of_the_lists(
    handbook: Handbook, made: dict[str, Page]
) -> None:
    figures = FIGURE.findall(made["tilannekuva/"].body)
    totals: Counter[str] = Counter()

    for folder, state, name, figure in figures:
        index = made[f"{folder}/"].body
        row = re.search(rf'<tr id="tila-{state}">.*?<td class="hk-luku">(\d+)</td></tr>', index, re.DOTALL)
        assert row, f"luettelossa {folder} ei ole riviä tilalle {state}"
        assert row[1] == figure
        listed = [unescape(text) for text in re.findall(r'<tr[^>]*\bdata-tila="([^"]+)"', index)]
        assert not listed or listed.count(unescape(name)) == int(figure), f"{folder}: {name}"
        totals[folder] += int(figure)

    assert totals == {folder: len(handbook.folder(folder)) for folder in queries.moving_kinds()}


def test_an_idea_and_the_work_begun_on_it_name_each_other_on_their_pages(made: dict[str, Page]) -> None:
    idea, work = "ideat/peruutuslinkki/", "kehitystyot/peruutuslinkki/"

    assert f'href="../../{work}"' in made[idea].body
    assert f'href="../../{idea}"' in made[work].body
