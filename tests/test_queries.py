"""Questions put to the small model data set, and the answers a reader could find by hand."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from hallinta import queries
from hallinta.handbook import Handbook, kinds, load
from hallinta.records.base import Record
from hallinta.records.palvelu import Palvelu

Texts = dict[str, bytes]


def changed(texts: Texts, files: Mapping[str, str], today: date) -> Handbook:
    loaded = load({**texts, **{path: text.encode() for path, text in files.items()}}, today)
    assert loaded.handbook is not None
    assert loaded.findings == ()
    return loaded.handbook


def palvelu(**values: str) -> str:
    fields = dict.fromkeys(
        queries.CARD_FIELDS,
        "null",
    )
    fields |= {"nimi": "a", "laji": "palvelu", "mallin_piirissa": "ei", "mallin_piirissa_perustelu": "a"}
    return "".join(f"{name}: {value}\n" for name, value in (fields | {"lahteet": "{}"} | values).items())


def ids(records: list[Record]) -> list[str]:
    return [f"{record.folder}/{record.id}" for record in records]


# --- references both ways -------------------------------------------------------------------------------


def test_everything_that_names_a_record_is_found(small: Handbook) -> None:
    found = queries.mentions(small, small.palvelut["mallirekisteri"])

    assert [(mention.record.id, mention.field) for mention in found] == [
        ("mallipalvelu", "riippuvuudet"),
        ("mallipoikkeus", "kohde"),
    ]


def test_each_reference_can_be_followed_back(small: Handbook, handbook: Handbook) -> None:
    """Every reference in the data is a mention of its target, and nothing else is a mention."""
    for book in (small, handbook):
        made = {
            (record.path, reference.path, reference.folder, reference.target)
            for record in book.records
            for reference in record.references
        }
        followed = {
            (mention.record.path, mention.reference.path, target.folder, target.id)
            for target in book.records
            for mention in queries.mentions(book, target)
        }

        assert made == followed


@pytest.mark.parametrize(
    ("folder", "id", "kind", "fields", "expected"),
    [
        ("organisaatiot", "malliyhtio", "palvelut", (), ["palvelut/mallipalvelu", "palvelut/mallirekisteri"]),
        ("organisaatiot", "malliyhtio", "palvelut", ("yllapitajat",), ["palvelut/mallirekisteri"]),
        ("organisaatiot", "malliyhtio", "sidosryhmat", (), ["sidosryhmat/mallikumppani"]),
        ("organisaatiot", "malliyhtio", "termit", (), []),
        ("palvelut", "mallipalvelu", "palvelut", ("ylapalvelu",), ["palvelut/mallirekisteri"]),
        ("palvelut", "mallirekisteri", "palvelut", ("riippuvuudet",), ["palvelut/mallipalvelu"]),
        ("ryhmat", "koordinaatioryhma", "sidosryhmat", ("rajapinta",), ["sidosryhmat/mallikumppani"]),
    ],
)
def test_records_of_a_kind_that_name_a_record_are_found_each_once(
    folder: str, id: str, kind: str, fields: tuple[str, ...], expected: list[str], small: Handbook
) -> None:
    record = small.folder(folder)[id]

    assert ids(queries.mentioning(small, record, kinds()[kind], *fields)) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (("riippuvuudet",), ["palvelut/mallirekisteri"]),
        (("asiakasryhmat", "sidosryhmat"), ["sidosryhmat/mallikumppani", "sidosryhmat/malliasiakkaat"]),
        (("lahteet",), ["lahteet/malliraportti"]),
        (("nimi",), []),
    ],
)
def test_records_that_a_record_names_are_found_each_once(
    fields: tuple[str, ...], expected: list[str], small: Handbook
) -> None:
    assert ids(queries.named(small, small.palvelut["mallipalvelu"], *fields)) == expected


def test_a_broken_reference_names_nothing(small_texts: Texts, today: date) -> None:
    book = changed(
        small_texts, {"data/palvelut/a.yaml": palvelu(riippuvuudet="[ei-ole, mallipalvelu]")}, today
    )

    assert ids(queries.named(book, book.palvelut["a"], "riippuvuudet")) == ["palvelut/mallipalvelu"]


def test_an_answer_is_kept_no_longer_than_its_handbook(small_texts: Texts, today: date) -> None:
    book = changed(small_texts, {}, today)
    first = queries.implementations(book)
    gone = weakref.ref(book)

    assert queries.implementations(book) is first
    del book, first
    gc.collect()
    assert gone() is None


# --- services -------------------------------------------------------------------------------------------


def test_the_facts_that_no_source_fills_are_listed(small: Handbook) -> None:
    assert queries.unknown_facts(small.palvelut["mallipalvelu"]) == []
    assert queries.unknown_facts(small.palvelut["mallirekisteri"]) == [
        name for name in queries.CARD_FIELDS if name not in {"yllapitajat", "lisenssi"}
    ]


def test_the_card_has_only_fields_that_may_be_unknown() -> None:
    for name in queries.CARD_FIELDS:
        field = Palvelu.model_fields[name]

        assert field.is_required()
        assert type(None) in field.annotation.__args__


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"palveluryhma": "yleiskayttoiset-palvelut"}, True),
        ({"palveluryhma": "tukipalvelut"}, False),
        ({"palveluryhma": "null"}, None),
    ],
)
def test_a_service_is_shared_by_its_group_and_unknown_without_one(
    values: dict[str, str], expected: bool | None, small_texts: Texts, today: date
) -> None:
    book = changed(small_texts, {"data/palvelut/a.yaml": palvelu(**values)}, today)

    assert queries.is_shared(book.palvelut["a"]) is expected


@pytest.mark.parametrize(
    ("maintainers", "expected"),
    [
        ("null", False),
        ("[{organisaatio: oph}]", False),
        ("[{organisaatio: malliyhtio}]", True),
        ("[{organisaatio: malliyhtio}, {organisaatio: oph}]", False),
        pytest.param("[]", False),
    ],
)
def test_others_maintain_a_service_when_oph_is_not_among_the_known(
    maintainers: str, expected: bool, small_texts: Texts, today: date
) -> None:
    book = changed(small_texts, {"data/palvelut/a.yaml": palvelu(yllapitajat=maintainers)}, today)

    assert queries.maintained_by_others(book.palvelut["a"]) is expected


def test_an_organisation_is_tied_to_services_in_as_many_ways_as_they_say(small: Handbook) -> None:
    ties = [
        (tie.palvelu.id, tie.fields) for tie in queries.services_of(small, small.organisaatiot["malliyhtio"])
    ]

    assert ties == [("mallipalvelu", ("toteuttajat",)), ("mallirekisteri", ("yllapitajat",))]
    assert queries.services_of(small, small.organisaatiot["okm"]) == []
    assert [tie.fields for tie in queries.services_of(small, small.organisaatiot["oph"])] == [
        ("omistajat", "yllapitajat")
    ]


# --- the model ------------------------------------------------------------------------------------------


def test_chapters_stand_in_the_documents_order_with_their_clauses(small: Handbook) -> None:
    seen = [
        (
            chapter.luku.numero,
            [lauseke.id for lauseke in chapter.lausekkeet],
            [luku.numero for luku in chapter.alaluvut],
        )
        for chapter in queries.chapters(small)
    ]

    assert seen == [
        ("1", ["1-13", "1-20", "1-27"], []),
        ("2", [], ["2.1"]),
        ("2.1", ["2.1-01", "2.1-10"], []),
    ]


def test_every_clause_of_the_real_data_stands_in_one_chapter(handbook: Handbook) -> None:
    placed = [lauseke.id for chapter in queries.chapters(handbook) for lauseke in chapter.lausekkeet]

    assert sorted(placed) == list(handbook.lausekkeet.ids)


def test_a_clause_is_implemented_by_pages_records_and_kinds(small: Handbook) -> None:
    found = queries.implementations(small)

    assert set(found) == set(small.lausekkeet.ids)
    assert [page.id for page in found["1-13"].sivut] == ["index", "malli/index"]
    assert "ryhmat" in found["1-13"].lajit
    assert ids(found["1-27"].tietueet) == ["ryhmat/johtoryhma", "arvioinnit/malliarviointi"]
    assert found["1-27"].lajit == ["arvioinnit"]
    assert all(each.has_page for each in found.values())


def test_talk_about_a_clause_does_not_implement_it(small_texts: Texts, today: date) -> None:
    clause = (
        "luku: '1'\ntiivistelma: a\nlaji: periaate\nsitovuus: toteamus\ntarkistus: a\nlahteet: [malliliite]\n"
    )
    reading = "nimi: a\nhavainto: a\noletus: a\nratkaisisi: a\nlausekkeet: [1-99]\n"
    book = changed(
        small_texts,
        {
            "data/lausekkeet/1-99.yaml": clause,
            "data/tulkinnat/A-02.yaml": reading,
        },
        today,
    )

    assert not queries.implementations(book)["1-99"].has_page


def test_a_kind_without_records_implements_nothing(small_texts: Texts, today: date) -> None:
    texts = {path: text for path, text in small_texts.items() if "/arvioinnit/" not in path}

    assert queries.implementations(changed(texts, {}, today))["1-27"].lajit == []


# --- responsibilities -----------------------------------------------------------------------------------


def test_bodies_stand_in_the_order_own_groups_then_others_then_organisations(handbook: Handbook) -> None:
    assert [body.id for body in queries.bodies_with_duties(handbook)] == [
        "johtoryhma",
        "koordinaatioryhma",
        "okm-kansliapaallikon-johtoryhma",
        "oph-johtotiimi",
        "okm",
        "oph",
    ]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, ["johtoryhma 1-27", "johtoryhma 2.1-10", "koordinaatioryhma 2.1-01", "okm 1-13"]),
        ({"aihe": "yhteistyo"}, ["johtoryhma 2.1-10", "koordinaatioryhma 2.1-01"]),
        ({"rooli": "paattaa"}, ["johtoryhma 1-27", "johtoryhma 2.1-10"]),
        ({"aihe": "yhteistyo", "rooli": "paattaa"}, ["johtoryhma 2.1-10"]),
        ({"aihe": "yllapito"}, []),
    ],
)
def test_tasks_are_picked_by_topic_and_role(
    wanted: dict[str, str], expected: list[str], small: Handbook
) -> None:
    found = [f"{duty.body.id} {duty.tehtava.lauseke}" for duty in queries.duties(small, **wanted)]

    assert found == expected


def test_every_task_has_a_topic_that_the_matrix_shows(handbook: Handbook) -> None:
    by_topic = [duty for topic in queries.topics() for duty in queries.duties(handbook, topic)]

    assert len(by_topic) == len(list(queries.duties(handbook)))


# --- deadlines ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("month", "last_day"),
    [
        ("2026-01", date(2026, 1, 31)),
        ("2026-02", date(2026, 2, 28)),
        ("2028-02", date(2028, 2, 29)),
        ("2026-04", date(2026, 4, 30)),
        ("2026-12", date(2026, 12, 31)),
        pytest.param("2099-12", date(2099, 12, 31)),
    ],
)
def test_a_month_ends_on_its_last_day(month: str, last_day: date, small_texts: Texts, today: date) -> None:
    text = f"nimi: a\nkohde: a\nsuunniteltu: {month}\ntoteutunut: null\ntulos: null\n"
    book = changed(small_texts, {"data/arvioinnit/a.yaml": text}, today)
    limit = queries.deadline(book, book.arvioinnit["a"])

    assert limit is not None
    assert limit.last_day == last_day


@pytest.mark.parametrize(
    ("days_after", "done", "passed"),
    [
        (0, "null", False),
        (1, "null", True),
        (1, "2026-06-30", False),
        (400, "2027-06-30", False),
        (-1, "null", False),
    ],
)
def test_a_deadline_has_passed_the_day_after_it_unless_it_was_met(
    days_after: int, done: str, passed: bool, small_texts: Texts
) -> None:
    text = f"nimi: a\nkohde: a\nsuunniteltu: 2026-06\ntoteutunut: {done}\ntulos: null\n"
    book = changed(
        small_texts, {"data/arvioinnit/a.yaml": text}, date(2026, 6, 30) + timedelta(days=days_after)
    )
    limit = queries.deadline(book, book.arvioinnit["a"])

    assert limit is not None
    assert limit.passed_without_outcome is passed


def test_a_group_is_to_be_set_up_by_the_end_of_its_year(small: Handbook) -> None:
    limit = queries.deadline(small, small.sidosryhmat["mallikumppani"])

    assert limit is not None
    assert limit.last_day == date(2025, 12, 31)
    assert limit.done == date(2025, 5, 6)
    assert queries.deadline(small, small.sidosryhmat["malliasiakkaat"]) is None
    assert queries.deadline(small, small.palvelut["mallipalvelu"]) is None


def test_names_that_lack_swedish_are_listed(small: Handbook) -> None:
    assert ids(queries.missing_swedish(small)) == [
        "organisaatiot/malliyhtio",
        "ryhmat/johtoryhma",
        "ryhmat/koordinaatioryhma",
        "ryhmat/malliryhma",
        "palvelut/mallirekisteri",
        "sidosryhmat/malliasiakkaat",
        "sidosryhmat/mallikumppani",
    ]
