"""Whose turn, who is responsible, where a matter was handled: as the source has it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from hallinta import queries
from hallinta.handbook import Handbook, load

TODAY = date(2026, 11, 22)
IDEA, AIHIO = "data/ideat/mallihaku.yaml", "data/kehitysaihiot/mallihaku.yaml"
PROJECT, WORK = "data/hankkeet/mallihanke.yaml", "data/kehitystyot/mallikielet.yaml"


def book(texts: Mapping[str, bytes], **edits: tuple[str, str]) -> Handbook:
    """The small model with a passage of some files written otherwise; ``kansio__tunnus`` names a file."""
    now = dict(texts)
    for name, (old, new) in edits.items():
        path = f"data/{name.replace('__', '/').replace('_', '-')}.yaml"
        text = now[path].decode()
        assert old in text, f"{path} has no {old!r}"
        now[path] = text.replace(old, new, 1).encode()
    loaded = load(now, TODAY)
    assert loaded.handbook is not None, "\n".join(map(str, loaded.findings))
    return loaded.handbook


def names(records: object) -> list[str]:
    return [f"{each.folder}/{each.id}" for each in records]  # type: ignore[attr-defined]


def test_an_idea_that_became_a_proposal_is_where_the_proposal_is(small: Handbook) -> None:
    """3.1-04: the idea is built into a proposal, which goes on; 3.2-07: a project takes over when it starts."""
    idea, aihio = small.ideat["mallihaku"], small.kehitysaihiot["mallihaku"]

    assert idea.tila == "aihiona"
    assert names(queries.turn(small, idea)) == names(queries.responsible(small, aihio).bodies)
    assert names(queries.turn(small, idea)) == ["hankkeet/mallihanke"]


@pytest.mark.parametrize(
    ("decider", "expected"),
    [
        ("organisaatiot/okm", ["organisaatiot/okm"]),
        ("organisaatiot/oph", ["organisaatiot/oph"]),
        ("ryhmat/johtoryhma", ["ryhmat/johtoryhma"]),
        ("ryhmat/koordinaatioryhma", ["ryhmat/koordinaatioryhma"]),
    ],
)
def test_a_proposed_decision_waits_for_its_decider(
    small_texts: Mapping[str, bytes], decider: str, expected: list[str]
) -> None:
    handbook = book(
        small_texts,
        paatokset__mallikieliversiot=("paattaja: ryhmat/koordinaatioryhma", f"paattaja: {decider}"),
    )
    paatos = handbook.paatokset["mallikieliversiot"]
    proposed = paatos.model_copy(
        update={
            "historia": (*paatos.historia[:1], paatos.historia[0].model_copy(update={"tila": "esitetty"}))
        }
    )

    assert names(queries.turn(handbook, proposed)) == expected


def test_an_ended_project_is_responsible_for_nothing(small_texts: Mapping[str, bytes]) -> None:
    """3.3-02: questions of maintenance are OPH's as a rule."""
    ended = "    tila: kaynnissa\n", "    tila: kaynnissa\n  - pvm: 2026-11-01\n    tila: paattynyt\n"
    text = small_texts[PROJECT].decode()
    handbook = book({**small_texts, PROJECT: text.encode()}, hankkeet__mallihanke=ended)
    hanke, aihio = handbook.hankkeet["mallihanke"], handbook.kehitysaihiot["mallihaku"]

    for record in (hanke, aihio):
        found = queries.responsible(handbook, record)
        assert (names(found.bodies), found.reason, found.lausekkeet) == (
            ["organisaatiot/oph"],
            queries.Reason.YLLAPIDOSSA,
            ("3.3-02",),
        )
    assert queries.turn(handbook, handbook.ideat["mallihaku"]) == []


def test_a_finished_work_is_maintained(small_texts: Mapping[str, bytes]) -> None:
    done = "    tila: kaynnissa\n", "    tila: kaynnissa\n  - pvm: 2026-11-01\n    tila: valmis\n"
    handbook = book(small_texts, kehitystyot__mallikielet=done)
    found = queries.responsible(handbook, handbook.kehitystyot["mallikielet"])

    assert (names(found.bodies), found.lausekkeet) == (["organisaatiot/oph"], ("3.3-02",))


def test_a_meeting_has_its_own_item_and_never_the_deciding_ones(small: Handbook) -> None:
    """2.2-04: what prepared a matter is told from the agenda of that meeting, or the meeting alone is told."""
    for paatos in small.paatokset:
        for handling in queries.handlings(small, paatos):
            if handling.kohta is None or handling.record is not paatos:
                continue
            named = {*handling.kohta.koskee, f"paatokset/{handling.kohta.paatos}"}
            assert f"paatokset/{paatos.id}" in named or handling.kokous.id == paatos.kokous


def test_the_item_of_the_deciding_meeting_is_not_told_of_another(small_texts: Mapping[str, bytes]) -> None:
    handbook = book(
        small_texts,
        paatokset__mallilinjaus=(
            "  - pvm: 2026-02-24\n    tila: esitetty\n",
            "  - pvm: 2026-02-24\n    tila: esitetty\n    kokous: koordinaatioryhma-2026-02\n",
        ),
    )
    found = {
        handling.kokous.id: handling.numero
        for handling in queries.handlings(handbook, handbook.paatokset["mallilinjaus"])
        if handling.record.id == "mallilinjaus"
    }

    assert found["johtoryhma-2026-03"] == 1
    assert found.get("koordinaatioryhma-2026-02") is None


def test_small_development_rests_on_its_own_clauses(small: Handbook) -> None:
    work = small.kehitystyot["mallikielet"]
    small_work = work.model_copy(update={"laji": "pienkehitys"})

    assert work.page_clauses == ("2.2-08", "3.2-16", "3.2-17", "3.2-18", "3.2-19", "3.2-20")
    assert small_work.page_clauses == ("3.3-03", "3.3-06")


def test_a_decision_on_resources_is_over_with_its_years(full: Handbook) -> None:
    found = {
        paatos.id: queries.validity(full, paatos)
        for paatos in full.paatokset
        if paatos.laji == "yllapidon-resurssit" and paatos.approved
    }
    years = {
        report.resurssipaatos: report.vuosi
        for report in full.yllapitoraportit
        if report.resurssipaatos in found
    }

    assert years
    for id, year in years.items():
        assert (found[id] is queries.Validity.KAUSI_PAATTYNYT) is (year < full.today.year)


def test_an_ended_group_says_so(small: Handbook) -> None:
    group = small.ryhmat["malliryhma"]
    assert group.toimikausi is not None
    end = group.toimikausi.loppu
    assert end is not None

    assert [group.ended(day) for day in (end, end.replace(year=end.year + 1))] == [False, True]
