"""Meetings: what they lack, actions carried on, one matter through all of them, proposed agendas, packs."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

import jinja2
import pytest

from hallinta import disk, queries, report
from hallinta.handbook import Handbook, load
from hallinta.new_meeting import meeting_id, new_meeting
from hallinta.pages import Page, Renderer, Site
from hallinta.pdf import PdfUnavailable, tagged_pdf
from hallinta.queries import ActionState, AgendaItem, Ground, Lack
from hallinta.records.kokous import Kokous
from hallinta.rules import check
from hallinta.yaml_text import parse

ROOT = Path(__file__).resolve().parents[1]
Texts = dict[str, bytes]
Book = Callable[..., Handbook]


@pytest.fixture(scope="module")
def book(small_texts: Texts, today: date) -> Book:
    """The small model data set with meetings and other files laid over it; ``pois`` takes folders away."""

    def made(
        files: Mapping[str, str] | None = None, day: date = today, pois: tuple[str, ...] = ()
    ) -> Handbook:
        kept = {path: text for path, text in small_texts.items() if not path.startswith(pois or ("-",))}
        new = {f"data/{name}.yaml": text.encode() for name, text in (files or {}).items()}
        loaded = load({**kept, **new}, day)
        assert loaded.handbook is not None, "\n".join(map(str, loaded.findings))
        assert not loaded.findings, "\n".join(map(str, loaded.findings))
        return loaded.handbook

    return made


def meeting(day: str, tila: str = "pidetty", rest: str = "", ryhma: str = "koordinaatioryhma") -> str:
    return f"nimi: Kokous {day}\nryhma: {ryhma}\npvm: {day}\ntila: {tila}\n{rest}"


def action(tehtava: str, due: str = "null", end: str = "", koskee: str = "") -> str:
    ended = f"    lopputulos:\n      pvm: {end.split()[0]}\n      tila: {end.split()[1]}\n" if end else ""
    about = f"    koskee: [{koskee}]\n" if koskee else ""
    return f"  - tehtava: {tehtava}\n    vastuu: valmistelija\n    maaraaika: {due}\n{about}{ended}"


ONLY = ("data/kokoukset/",)
"""The small model's own meetings out of the way."""


# --- carried actions ------------------------------------------------------------------------------------

THREE = {
    "kokoukset/a": meeting(
        "2026-03-03",
        rest="toimenpiteet:\n"
        + action("Pitkä", "2026-04-30")
        + action("Nopea", "2026-04-01", "2026-03-31 tehty")
        + action("Turha", "null", "2026-08-01 rauennut"),
    ),
    "kokoukset/b": meeting("2026-05-05", rest="toimenpiteet:\n" + action("Uusi", "2026-12-31")),
    "kokoukset/b-peruttu": meeting("2026-06-02", "peruttu", "peruttu_syy: Este.\n"),
    "kokoukset/c": meeting("2026-09-08"),
    "kokoukset/d": meeting("2026-12-08", "kutsuttu"),
    "kokoukset/e": meeting("2027-02-09", "suunniteltu"),
    "kokoukset/muu": meeting("2026-10-07", ryhma="johtoryhma"),
}


@pytest.mark.parametrize(
    ("id", "carried"),
    [
        ("a", []),
        ("b", [("Pitkä", "myohassa", 1), ("Nopea", "tehty", 1), ("Turha", "avoin", 1)]),
        ("b-peruttu", []),
        ("c", [("Pitkä", "myohassa", 2), ("Turha", "rauennut", 2), ("Uusi", "avoin", 1)]),
        ("d", [("Pitkä", "myohassa", 3), ("Uusi", "avoin", 2)]),
        ("e", [("Pitkä", "myohassa", 4), ("Uusi", "avoin", 3)]),
        ("muu", []),
    ],
)
def test_an_action_is_carried_from_meeting_to_meeting_until_it_has_an_end(
    book: Book, id: str, carried: list[tuple[str, str, int]]
) -> None:
    """Each meeting sees it as it stood that day, one to come as it stands now; a cancelled one gets none."""
    handbook = book(THREE, pois=ONLY)

    found = queries.carried_actions(handbook, handbook.kokoukset[id]).toimenpiteet

    assert [(each.action.toimenpide.tehtava.fi, each.tila.value, each.kokouksia) for each in found] == carried


def test_an_action_done_later_was_still_open_in_the_meetings_before(book: Book) -> None:
    files = {
        **THREE,
        "kokoukset/b": meeting(
            "2026-05-05", rest="toimenpiteet:\n" + action("Uusi", "null", "2026-11-20 tehty")
        ),
    }
    handbook = book(files, pois=ONLY)

    states = {
        id: [
            each.tila
            for each in queries.carried_actions(handbook, handbook.kokoukset[id]).toimenpiteet
            if each.action.kokous.id == "b"
        ]
        for id in ("c", "d", "e")
    }

    assert states == {"c": [ActionState.AVOIN], "d": [ActionState.TEHTY], "e": []}


def test_open_actions_stand_with_the_first_due_first_and_the_late_are_overdue(book: Book) -> None:
    handbook = book(THREE, pois=ONLY)

    assert [each.toimenpide.tehtava.fi for each in queries.open_actions(handbook)] == ["Pitkä", "Uusi"]
    assert [each.toimenpide.tehtava.fi for each in queries.open_actions(handbook, day=date(2026, 3, 10))] == [
        *("Nopea", "Pitkä", "Turha"),
    ]
    late = [each.due for each in queries.overdue(handbook) if each.duty is queries.Obligation.TOIMENPIDE]
    assert late == [date(2026, 4, 30)]


# --- what is missing ------------------------------------------------------------------------------------


def lacks(handbook: Handbook, id: str) -> list[tuple[Lack, int | None, str]]:
    """What a meeting lacks, of which item, and whose turn it is."""
    found = queries.missing(handbook, handbook.kokoukset[id])
    return [(m.puute, m.numero, m.rooli or ", ".join(body.id for body in m.tahot)) for m in found]


def test_before_a_meeting_it_is_told_what_is_missing_and_whose_turn_it_is(book: Book) -> None:
    bare = (
        "kohdat:\n  - otsikko: A\n    laji: paatos\n    asiakirjat:\n"
        "      - nimi: P\n        tila: luonnos\n        vastuu: laatija\n"
    )
    handbook = book(
        {
            "kokoukset/paljas": meeting("2026-12-01", "suunniteltu", bare, "johtoryhma"),
            "kokoukset/tyhja": meeting("2026-12-02", "suunniteltu", "alkaa: 09:00\n"),
        }
    )

    assert lacks(handbook, "paljas") == [
        (Lack.AIKA, None, "koordinaatioryhma"),
        (Lack.ESITTELIJA, 1, "koordinaatioryhma"),
        (Lack.VALMISTELU, 1, "koordinaatioryhma"),
        (Lack.ASIAKIRJA, 1, "laatija"),
        (Lack.EHDOTUS, 1, "koordinaatioryhma"),
        (Lack.KUTSU, None, "koordinaatioryhma"),
    ]
    assert lacks(handbook, "tyhja") == [
        (Lack.ASIALISTA, None, "koordinaatioryhma"),
        (Lack.KUTSU, None, "koordinaatioryhma"),
    ]


def test_after_a_meeting_it_is_told_what_is_not_written_down(book: Book) -> None:
    rest = (
        "kohdat:\n  - otsikko: A\n    laji: keskustelu\n  - otsikko: B\n    laji: tiedoksi\n    tulos: Ok.\n"
        "viestinta:\n  - kohderyhma: kaikki\n    vastuu: okm\n    pvm: 2026-11-10\n"
        "  - kohderyhma: muut\n    vastuu: oph\n    pvm: 2026-11-10\n    tehty: 2026-11-09\n"
    )
    handbook = book({"kokoukset/pidetty": meeting("2026-11-03", rest=rest)})

    assert lacks(handbook, "pidetty") == [
        (Lack.TULOS, 1, "koordinaatioryhma"),
        (Lack.POYTAKIRJA, None, "koordinaatioryhma"),
        (Lack.VIESTINTA, None, "okm"),
    ]


def test_a_ready_and_a_cancelled_meeting_lack_nothing(small: Handbook) -> None:
    assert lacks(small, "johtoryhma-2026-06") == []
    assert lacks(small, "koordinaatioryhma-2026-11") == []


def test_the_invitation_is_due_when_the_groups_have_agreed_on_a_day(book: Book, small_texts: Texts) -> None:
    settings = small_texts["data/asetukset.yaml"].decode()
    agreed = book({"asetukset": f"{settings}kokouskutsu_pv: 14\n"})
    kokous = agreed.kokoukset["johtoryhma-2026-12"]

    assert queries.invitation_due(agreed, kokous) == date(2026, 11, 25)
    assert queries.invitation_due(book(), kokous) is None


# --- one matter -----------------------------------------------------------------------------------------


def handled(handbook: Handbook, folder: str, id: str) -> list[tuple[str, int | None]]:
    record = handbook.find(folder, id)
    assert record is not None
    return [(each.kokous.id, each.numero) for each in queries.handlings(handbook, record)]


def test_a_matter_is_followed_from_idea_to_project_through_all_meetings(small: Handbook) -> None:
    """The idea, the proposal, the project and their decisions are one matter, whichever is asked of."""
    whole = [
        ("koordinaatioryhma-2026-02", 1),
        ("johtoryhma-2026-03", 4),
        ("johtoryhma-2026-06", 1),
        ("johtoryhma-2026-10", 1),
        ("koordinaatioryhma-2026-11", 1),
        ("johtoryhma-2026-12", 1),
    ]

    assert handled(small, "ideat", "mallihaku") == whole
    assert handled(small, "kehitysaihiot", "mallihaku") == whole
    assert handled(small, "hankkeet", "mallihanke") == whole
    assert set(handled(small, "paatokset", "mallihankkeen-muutos")) <= set(whole)


def test_the_meetings_page_of_an_item_leads_back_and_forth(small: Handbook) -> None:
    [found] = queries.elsewhere(small, small.kokoukset["johtoryhma-2026-10"], 1)

    assert found.ennen
    assert found.jalkeen
    assert (found.ennen.kokous.id, found.jalkeen.kokous.id) == (
        "johtoryhma-2026-06",
        "koordinaatioryhma-2026-11",
    )


def test_every_item_that_names_a_matter_is_found_from_the_matter(handbook: Handbook) -> None:
    for kokous in handbook.kokoukset:
        for number, kohta in enumerate(kokous.kohdat, 1):
            for record in queries.matters_of(handbook, kohta):
                found = {(each.kokous.id, each.numero) for each in queries.handlings(handbook, record)}

                assert (kokous.id, number) in found, f"{record.folder}/{record.id}"


def test_a_meeting_that_only_a_history_names_is_told_without_a_number(book: Book) -> None:
    idea = (
        "nimi: I\nkuvaus: I.\nsaapunut: 2026-01-01\nlahde_laji: muu\nkohde: uusi-palvelu\nhistoria:\n"
        "  - pvm: 2026-01-01\n    tila: saapunut\n  - pvm: 2026-05-12\n    tila: kasittelyssa\n"
        "    kokous: koordinaatioryhma-2026-05\n"
    )

    assert handled(book({"ideat/i": idea}), "ideat", "i") == [("koordinaatioryhma-2026-05", None)]


# --- the proposed agenda --------------------------------------------------------------------------------


def history(*steps: str) -> str:
    """``2026-10-01 saapunut`` and so on."""
    return "historia:\n" + "".join(
        f"  - pvm: {day}\n    tila: {tila}\n" for day, tila in (step.split() for step in steps)
    )


def idea(name: str, *steps: str) -> str:
    head = f"nimi: {name}\nkuvaus: a\nsaapunut: 2026-10-01\nlahde_laji: muu\nkohde: uusi-palvelu\n"
    return head + history("2026-10-01 saapunut", *steps)


def decision(name: str, rest: str, *steps: str) -> str:
    head = f"nimi: {name}\nlaji: linjaus\naihe: hallinta\npaattaja: ryhmat/johtoryhma\n{rest}"
    return head + history("2026-02-01 valmistelussa", *steps)


def item(name: str, about: str, laji: str = "keskustelu") -> str:
    return f"kohdat:\n  - otsikko: {name}\n    laji: {laji}\n    koskee: [{about}]\n"


def event(id: str, day: str, rest: str = "") -> str:
    head = f"  - id: {id}\n    otsikko: Tapahtuma {id}\n    rengas: raportointi\n"
    return f"{head}    alku: {day}\n    velvoite: 1-27\n{rest}"


CRAFTED = {
    "ideat/uusi": idea("Uusi idea"),
    "ideat/listalla": idea("Jo seuraavan kokouksen listalla"),
    "ideat/mallilomake": idea("Hylätty", "2026-10-02 kasittelyssa", "2026-10-03 hylatty"),
    "kehitysaihiot/valmis": (
        "nimi: Valmis aihio\nkuvaus: a\nideat: []\nkoostaja: koordinaatioryhma\nkohde: uusi-palvelu\n"
        "kustannus:\n  kokonaiskustannus_eur: null\n"
        + history("2026-09-01 koottu", "2026-09-02 vaikutusarvioinnissa", "2026-09-03 johtoryhmassa")
    ),
    "paatokset/esitetty": decision("Esitetty", "pvm: null\npaatosteksti: null\n", "2026-11-10 esitetty"),
    "paatokset/seurattava": decision(
        "Seurattava",
        "pvm: 2026-03-04\npaatosteksti: a\nseurantapaiva: 2026-12-01\n",
        "2026-02-02 esitetty",
        "2026-03-04 tehty",
    ),
    "kaytannot/ehdotettu": (
        "nimi: Ehdotettu käytäntö\nalue: muu\nkuvaus: a\n"
        "esitys:\n  ryhma: koordinaatioryhma\n  pvm: 2026-10-06\n"
    ),
    "kehitystyot/tehty": (
        "nimi: Tehty työ\nlaji: hankkeistamaton-kehitys\npalvelu: mallipalvelu\ntarve: a\ntavoite: a\n"
        "kustannus:\n  kokonaiskustannus_eur: null\n"
        + history("2026-05-12 suunnitteilla", "2026-06-01 kaynnissa", "2026-09-01 valmis")
    ),
    "hankkeet/raportoiva": (
        "nimi: Raportoiva hanke\ntarkoitus: a\nkausi:\n  alku: 2026-06-03\n  loppu: null\n"
        "kustannus:\n  kokonaiskustannus_eur: null\nkaynnistyspaatos: mallihankkeen-kaynnistys\n"
        "raportointi:\n  vastaanottaja: koordinaatioryhma\n  vali_kk: 6\n  muoto: a\n"
        + history("2026-05-12 suunnitteilla", "2026-06-03 kaynnissa")
    ),
    "arvioinnit/vanha": "nimi: Vanha arviointi\nkohde: a\nsuunniteltu: 2021-12\ntoteutunut: null\ntulos: null\n",
    "katselmukset/vanha": (
        "kohde: palvelut/mallirekisteri\npvm: 2025-11-01\nrooli: omistaja\ntulos: ajan-tasalla\n"
        "seuraava: 2026-11-01\n"
    ),
    "vuosikello/2026": (
        "nimi: Vuosikello 2026\nvuosi: 2026\nvastuu: koordinaatioryhma\ntarkistukset: []\nvaiheet: []\n"
        "tapahtumat:\n"
        + event("tulossa", "2026-12-15")
        + event("tehty", "2026-01-15", "    tehty: palvelut/mallipalvelu\n")
        + "ohitettavat: []\n"
    ),
    "kokoukset/kr-1": meeting(
        "2026-10-06",
        rest="toimenpiteet:\n" + action("Selvitys.", "2026-11-30", koskee="palvelut/mallipalvelu"),
    ),
    "kokoukset/kr-2": meeting(
        "2026-11-10",
        "peruttu",
        "peruttu_syy: Este.\n" + item("Jäi kesken", "palvelut/mallirekisteri", "tiedoksi"),
    ),
    "kokoukset/kr-3": meeting("2026-11-24", "kutsuttu", item("Idea", "ideat/listalla")),
    "kokoukset/jr-1": meeting("2026-12-16", "suunniteltu", ryhma="johtoryhma"),
}
CRAFTED_DAY = date(2026, 12, 8)


def summary(items: list[AgendaItem]) -> list[tuple[Ground, str, tuple[str, ...], list[str]]]:
    """Why, how, by which clauses and about what: record ids, actions, an old heading or an event."""
    return [
        (
            item.peruste,
            item.laji,
            item.lausekkeet,
            [record.id for record in item.records]
            + [each.toimenpide.tehtava.fi for each in item.toimenpiteet]
            + ([item.kohta.otsikko.fi] if item.kohta else [])
            + ([item.tapahtuma.otsikko] if item.tapahtuma else []),
        )
        for item in items
    ]


def test_the_coordination_groups_agenda_is_proposed_with_reasons_and_clauses(book: Book) -> None:
    handbook = book(CRAFTED, pois=ONLY)

    assert summary(queries.proposed_agenda(handbook, "koordinaatioryhma", date(2026, 12, 8))) == [
        (Ground.SIIRRETTY, "tiedoksi", ("2.2-04",), ["kr-2", "Jäi kesken"]),
        (Ground.TOIMENPITEET, "keskustelu", ("2.1-06",), ["Selvitys."]),
        (Ground.VALMISTELU, "keskustelu", ("2.2-04",), ["jr-1"]),
        (Ground.IDEAT, "keskustelu", ("3.1-03",), ["uusi"]),
        (Ground.RAPORTIT, "tiedoksi", ("3.2-10",), ["raportoiva"]),
        (Ground.VAIKUTTAVUUS, "keskustelu", ("3.2-20",), ["tehty"]),
        (Ground.KATSELMUKSET, "tiedoksi", ("2.1-08",), ["mallirekisteri"]),
        (Ground.VUOSIVELVOITE, "keskustelu", ("1-27",), ["Tapahtuma tulossa"]),
    ]


def test_the_management_groups_agenda_has_what_is_ready_for_it(book: Book) -> None:
    handbook = book(CRAFTED, pois=ONLY)

    assert summary(queries.proposed_agenda(handbook, "johtoryhma", date(2026, 12, 16))) == [
        (Ground.AIHIO, "keskustelu", ("3.1-04",), ["valmis"]),
        (Ground.PAATOSEHDOTUS, "paatos", ("2.2-05",), ["esitetty"]),
        (Ground.KAYTANTO, "paatos", ("1-18", "1-19"), ["ehdotettu"]),
        (Ground.SEURANTA, "keskustelu", ("2.1-06",), ["seurattava"]),
        (Ground.MAARAAJAT, "keskustelu", ("1-27",), ["vanha"]),
    ]


def test_the_day_of_the_meeting_decides_what_is_due(book: Book) -> None:
    handbook = book(CRAFTED, pois=ONLY)
    grounds = {
        day: {item.peruste for item in queries.proposed_agenda(handbook, "johtoryhma", day)}
        for day in (date(2026, 11, 30), date(2026, 12, 1))
    }

    assert grounds[date(2026, 12, 1)] - grounds[date(2026, 11, 30)] == {Ground.SEURANTA}


@pytest.mark.parametrize("group", ["johtoryhma", "koordinaatioryhma", "malliryhma"])
@pytest.mark.parametrize("days", [0, 16, 60, 400])
def test_a_proposed_agenda_checks_clean_as_it_is(
    book: Book, small_texts: Texts, group: str, days: int
) -> None:
    """Nothing that the new file says is a finding, but the day that was chosen may be a bad one (HAL-24x)."""
    handbook = book(CRAFTED, pois=ONLY)
    ryhma, day = handbook.ryhmat[group], date(2026, 11, 22) + timedelta(days=days)
    path = f"data/kokoukset/{meeting_id(ryhma, day)}.yaml"
    kept = {p: text for p, text in small_texts.items() if not p.startswith(ONLY)}
    crafted = {f"data/{name}.yaml": text.encode() for name, text in CRAFTED.items()}

    findings = check(
        load({**kept, **crafted, path: new_meeting(handbook, ryhma, day).encode()}, handbook.today)
    )

    own = [each for each in findings if each.place.path == path and not each.rule.startswith("HAL-24")]
    assert report.text(own) == ""


def test_each_item_of_the_file_says_why_it_is_there(book: Book) -> None:
    handbook = book(CRAFTED, pois=ONLY)
    text = new_meeting(handbook, handbook.ryhmat["koordinaatioryhma"], date(2026, 12, 8))

    assert "  # Ideat odottavat koordinaatioryhmän käsittelyä (3.1-03).\n  #   Uusi idea, 1.10.2026\n" in text
    assert "  #   Selvitys. Vastuu: valmistelija, määräaika 30.11.2026 (kr-1)\n" in text
    value = parse(text.encode()).value
    assert isinstance(value, dict)
    assert text.count("\n  # ") - text.count("\n  #   ") == len(value["kohdat"])


# --- the pack -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def packs(small: Handbook, templates: jinja2.BaseLoader) -> dict[str, Page]:
    pages = Renderer(small, Site(), templates).pages()
    return {page.address: page for page in pages if page.address.endswith("/paketti/")}


def test_every_meeting_with_an_agenda_has_a_pack_that_the_search_does_not_know(
    small: Handbook, packs: dict[str, Page]
) -> None:
    wanted = {
        f"{kokous.address}paketti/"
        for kokous in small.kokoukset
        if kokous.kohdat and kokous.tila != "peruttu"
    }

    assert set(packs) == wanted
    assert not any(page.searched for page in packs.values())
    assert {page.sections for page in packs.values()} >= {("kokoukset/johtoryhma-2026-12/", "kokoukset/")}


def test_a_pack_has_the_texts_the_services_and_the_earlier_decisions(packs: dict[str, Page]) -> None:
    body = packs["kokoukset/johtoryhma-2026-12/paketti/"].body

    for told in (
        "Tekee haun mallipalveluun.",  # the project's purpose
        "Hankinta on tehty.",  # its latest report
        "Nimi säilyy.",  # the proposal
        "Mallihankkeen riskit kootaan.",  # an action carried on
        "Mallihanke laajenee mallirekisteriin.",  # an earlier decision
        "Johtoryhmä puoltaa aihiota.",  # an earlier outcome
        "Alkuperäiset asiakirjat ovat asianhallinnassa.",
    ):
        assert told in body
    assert 'id="palvelu-mallipalvelu"' in body
    assert "style=" not in body


def test_a_text_stands_in_the_pack_once_and_later_items_point_to_it(handbook: Handbook) -> None:
    for kokous in handbook.kokoukset:
        placed: dict[str, int] = {}
        for item in queries.pack(handbook, kokous):
            for background in (*item.aineisto, *item.palvelut):
                place = f"{background.record.folder}/{background.record.id}"

                assert placed.setdefault(place, background.numero) == background.numero <= item.numero


# --- PDF ------------------------------------------------------------------------------------------------


def weasyprint_missing() -> str | None:
    try:
        tagged_pdf("<title>a</title>", "")
    except PdfUnavailable as missing:
        return str(missing)
    return None


@pytest.fixture(scope="module")
def pack_pdf(small: Handbook, templates: jinja2.BaseLoader) -> bytes:
    if reason := weasyprint_missing():
        pytest.skip(reason)
    css = disk.read_folder(disk.TEMPLATES, ".css")["paketti.css"].decode()
    document = Renderer(small, Site(), templates).pack_document(small.kokoukset["johtoryhma-2026-12"])
    return tagged_pdf(document, css)


def opened(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def test_the_pdf_is_tagged_and_tells_its_language_and_title(pack_pdf: bytes) -> None:
    whole = pack_pdf + b"".join(map(opened, re.findall(rb"stream\n(.*?)\nendstream", pack_pdf, re.DOTALL)))

    assert pack_pdf.startswith(b"%PDF-1.7")
    for mark in (b"/StructTreeRoot", b"/MarkInfo", b"/Lang", b"/DisplayDocTitle true", b"pdfuaid:part"):
        assert mark in whole, mark


# --- the editor's guide ---------------------------------------------------------------------------------

GUIDE = (ROOT / "docs" / "muokkaajalle" / "kokoukset.md").read_text("utf-8")


@pytest.mark.parametrize("snippet", re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL))
def test_what_the_guide_tells_to_write_is_a_meeting(snippet: str) -> None:
    value = parse(snippet.encode()).value
    assert isinstance(value, dict)

    Kokous.model_validate({"nimi": "a", "ryhma": "a", "pvm": "2027-02-11", "tila": "suunniteltu", **value})
