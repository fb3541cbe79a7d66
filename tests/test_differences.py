"""The passage that differs is shown on both sides, in words; what the eye does not tell apart is named."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hallinta.differences import Passage, passages
from hallinta.differences.passages import AROUND, SHOWN
from hallinta.finding import visible

LONG = " ".join(f"sana{number}" for number in range(400))
ADDRESS = "https://esimerkki.fi/" + "polku/" * 40

SEEN = [
    ("a b c", "a b d", ("a b c", "a b d")),
    ("a b c", "a b c d", ("a b c", "a b c d")),
    ("a b c d", "b c d", ("a b c d", "b c d")),
    ("Kela", "Kansaneläkelaitos", ("Kela", "Kansaneläkelaitos")),
    (
        LONG,
        LONG.replace("sana200 ", "uusi "),
        (
            "… sana196 sana197 sana198 sana199 sana200 sana201 sana202 sana203 sana204 …",
            "… sana196 sana197 sana198 sana199 uusi sana201 sana202 sana203 sana204 …",
        ),
    ),
    (
        LONG,
        LONG + " loppu",
        ("… sana396 sana397 sana398 sana399", "… sana396 sana397 sana398 sana399 loppu"),
    ),
    (f"katso {ADDRESS}1 nyt", f"katso {ADDRESS}2 nyt", ("katso …", "katso …")),
]

UNSEEN = [
    ("raja on 12 000 euroa", "raja on 12\u00a0000 euroa", ("välilyönti", "sitova välilyönti (U+00A0)")),
    ("kausi 2020-2023", "kausi 2020–2023", ("yhdysmerkki", "ajatusviiva (U+2013)")),
    ("kausi 2020–2023", "kausi 2020−2023", ("ajatusviiva (U+2013)", "miinusmerkki (U+2212)")),
    ("sana-pari", "sana\u2011pari", ("yhdysmerkki", "sitova yhdysviiva (U+2011)")),
    ("koski", "k\u043eski", ("merkki o", "kyrillinen kirjain (U+043E)")),
    ("koski", "koski\u200b", ("ei merkkiä", "leveydetön väli (U+200B)")),
    ("yhdys\u00adsana", "yhdyssana", ("tavutusvihje (U+00AD)", "ei merkkiä")),
    (
        "sanoi kyllä'",
        "sanoi kyllä’",
        ("heittomerkki", "kaareva heittomerkki (U+2019)"),
    ),
    ("yksi. Kaksi.", "yksi.\nKaksi.", ("välilyönti", "rivinvaihto")),
    ("yksi.\n\nKaksi.", "yksi.\nKaksi.", ("tyhjä rivi", "rivinvaihto")),
    ("a  b", "a b", ("2 × välilyönti", "välilyönti")),
    ("a b ", "a b", ("välilyönti", "ei merkkiä")),
    (
        "na\u00efvi",
        "nai\u0308vi",
        ("kirjain tarkkeineen yhtenä merkkinä", "kirjain ja tarke erillisinä merkkeinä"),
    ),
]


@pytest.mark.parametrize(("before", "after", "shown"), SEEN)
def test_the_passage_that_differs_is_shown_with_words_around_it(before, after, shown):
    (found,) = passages(before, after)

    assert found.unseen is None
    if ADDRESS in before:
        assert found.before.endswith("/1 nyt")
        assert found.after.endswith("/2 nyt")
        assert len(found.before) < SHOWN
    else:
        assert (found.before, found.after) == shown


@pytest.mark.parametrize(("before", "after", "named"), UNSEEN, ids=ascii)
def test_characters_that_look_alike_are_named(before, after, named):
    (found,) = passages(before, after)

    assert found.unseen is not None
    assert found.unseen == named


def test_two_places_far_apart_are_two_passages_in_the_order_of_the_text():
    found = passages(LONG, LONG.replace("sana7 ", "eka ").replace("sana300 ", "toka "))

    assert ["eka" in found[0].after, "toka" in found[1].after] == [True, True]
    assert len(found) == 2


def test_places_near_each_other_are_one_passage():
    assert len(passages("a b c d e f", "x b c y e f")) == 1


def test_equal_texts_have_no_passage():
    assert passages(LONG, LONG) == []


WORDS = st.lists(
    st.sampled_from(["a", "b", "c", "palvelu", "palvelut", "p" * 90, "p" * 89 + "x"]), max_size=30
)
SPACES = st.sampled_from([" ", "\n", "\u00a0", "  "])


@settings(max_examples=400, deadline=None)
@given(WORDS, WORDS, SPACES)
@example(["a", "b", "c", "d"], ["a", "b", "c", "d", "x", "d"], " ")
def test_two_sides_are_never_the_same_words_without_saying_what_differs(one, other, space):
    before, after = " ".join(one), space.join(other)
    found = passages(before, after)

    assert bool(found) == (before != after)
    for passage in found:
        assert passage.unseen or passage.before != passage.after
        assert max(map(len, (passage.before, passage.after))) <= SHOWN + (AROUND + 1) * SHOWN // 2 + 10


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
@example("\x1b", "\U00018cd6")
@example("sama alku ja \x1b", "sama alku ja \x07")
def test_any_two_texts_can_be_told_apart(before, after):
    for passage in passages(before, after):
        told = (passage.before, passage.after)
        assert all(text == visible(text) for text in told)
        if passage.unseen:
            assert passage.unseen[0] != passage.unseen[1]
        else:
            assert passage.before != passage.after


def test_long_texts_are_compared_in_a_moment():
    alike = "sama sana toistuu " * 6_000
    start = time.process_time()
    found = passages(alike, alike.replace("sana", "asia"))

    assert found
    assert time.process_time() - start < 2


def test_the_same_texts_always_give_the_same_passages():
    pair = (LONG, re.sub(r"sana(\d*7) ", r"muu\1 ", LONG))

    assert passages(*pair) == passages(*pair)
    assert all(isinstance(passage, Passage) for passage in passages(*pair))
