"""An id is made from any name, or told not to be; no system refuses a file that is called so."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallinta.new_record import template
from hallinta.records.fields import ID_PATTERN
from hallinta.records.ids import LONGEST_ID, fit_id, id_of, unfit

IDS = [
    ("Oma Opintopolku", "oma-opintopolku"),
    ("Äly & Öljy – Åbo 2", "aly-oljy-abo-2"),
    ("Ša-Žž", "sa-zz"),
    ("Straße, GROẞ", "strasse-gross"),
    ("Ærø, Œuvre, Øst", "aero-oeuvre-ost"),
    ("Ðórr Þór", "dorr-thor"),
    ("Łódź Đakovo Ħal", "lodz-dakovo-hal"),
    ("ısı İzmir", "isi-izmir"),
    ("Nguyễn Thị Đường", "nguyen-thi-duong"),
    ("Čáhci đuođđu Ŋirri ŧ", "cahci-duoddu-nirri-t"),
    ("Ĳssel ĳ ĸ ſ ŉ", "ijssel-ij-k-s-n"),
    ("ﬁlosoﬂa", "filosofla"),
    ("vaa'an, O’Hara ja l´an", "vaaan-ohara-ja-lan"),
    ("Ta\u0308ma\u0308", "tama"),
    ("ＯＰＨ ２", "oph-2"),
    ("a\u00a0b\u2011c", "a-b-c"),
    ("A/B_C.D", "a-b-c-d"),
    ("№ 5 ½", "no-5-1-2"),
    ("--a--", "a"),
    ("Київ", ""),
    ("palvelu Київ", ""),
    ("日本", ""),
    ("Ελλάδα", ""),
    ("!?", ""),
]


@pytest.mark.parametrize(("name", "id"), IDS)
def test_an_id_is_made_of_every_latin_letter_and_of_no_other(name: str, id: str) -> None:
    assert id_of(name) == id


@pytest.mark.parametrize("name", ["con", "PRN", "Aux", "nul", "com1", "COM9", "lpt1", "LPT9"])
def test_a_name_that_windows_keeps_for_itself_gets_a_word_after_it(name: str) -> None:
    made = template("palvelut", name, None, set())

    assert made.problem is None
    assert made.id == f"{name.lower()}-palvelu"
    assert unfit(made.id, "palvelu") is None


@pytest.mark.parametrize("id", ["con", "aux", "com3", "lpt0", "malli/nul", "prn/index"])
def test_an_id_that_windows_keeps_for_itself_is_unfit_however_it_came(id: str) -> None:
    found = unfit(id, "sivu")
    assert found

    assert "Windowsissa varattu nimi" in found[0]
    assert found[1].endswith("-sivu`")


@pytest.mark.parametrize("id", ["conan", "com", "com10", "nul-arvo", "aux2", "lpt", "a" * LONGEST_ID])
def test_an_id_that_only_begins_so_is_fine(id: str) -> None:
    assert unfit(id, "palvelu") is None


def test_an_id_that_is_too_long_is_shortened_by_whole_words() -> None:
    assert unfit("pitka-" * 15 + "nimi", "palvelu") == (
        "tunnus on liian pitkä (94 merkkiä, enintään 80)",
        f"lyhennä tiedoston nimeä, esim. `{'-'.join(['pitka'] * 13)}`",
    )


def test_a_number_after_a_long_id_still_fits() -> None:
    name = "pitkä " * 30
    first = template("palvelut", name, None, set()).id
    second = template("palvelut", name, None, {first}).id

    assert len(first) <= LONGEST_ID
    assert second.endswith("-2")
    assert unfit(second, "palvelu") is None


@given(st.text(max_size=200))
def test_whatever_the_name_the_id_is_one_or_none(name: str) -> None:
    id = id_of(name)

    assert not id or (re.fullmatch(ID_PATTERN, id) and len(id) <= LONGEST_ID)
    assert not id or unfit(fit_id(id, "palvelu"), "palvelu") is None
    assert id_of(id) == id
