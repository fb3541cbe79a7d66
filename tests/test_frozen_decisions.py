"""HAL-091 tells what of a made decision differs: which field, at which place, both sides, in the file's own terms."""

from __future__ import annotations

import datetime
import re

import pytest

from hallinta.handbook import load
from hallinta.rules.historia import compare

TODAY = datetime.date(2026, 11, 22)
PATH = "data/paatokset/mallilinjaus.yaml"
TEXT = "Pienet muutokset tehdään ensin palveluihin, joilla on eniten käyttäjiä."

CASES = [
    # (edits, what is told, the text at the place that is told)
    (
        [("paatosteksti: " + TEXT, "paatosteksti: " + TEXT.replace("eniten", "vähiten"))],
        (
            "`paatosteksti` muuttui: oli `… ensin palveluihin, joilla on eniten käyttäjiä.`, "
            "nyt `… ensin palveluihin, joilla on vähiten käyttäjiä.`"
        ),
        "Pienet",
    ),
    (
        [("  teksti: " + TEXT, "  teksti: " + TEXT.replace("ensin ", ""))],
        (
            "`ehdotus.teksti` muuttui: oli `Pienet muutokset tehdään ensin palveluihin, joilla on eniten …`, "
            "nyt `Pienet muutokset tehdään palveluihin, joilla on eniten …`"
        ),
        "Pienet",
    ),
    (
        [("  tulos: hyvaksytty", "  tulos: muutettu")],
        "`ehdotus.tulos` muuttui: oli `hyvaksytty`, nyt `muutettu`",
        "muutettu",
    ),
    (
        [("pvm: 2026-03-04\ntulos", "pvm: 2026-03-05\ntulos")],
        "`pvm` muuttui: oli `2026-03-04`, nyt `2026-03-05`",
        "2026",
    ),
    (
        [("merkittavyys: merkittava", "merkittavyys: null")],
        "`merkittavyys` muuttui: oli `merkittava`, nyt tyhjä",
        "null",
    ),
    (
        [("  - palvelut/mallipalvelu", "  - palvelut/mallipalvelu\n  - palvelut/mallirekisteri")],
        "luetteloon `koskee` on lisätty `palvelut/mallirekisteri`",
        "palvelut/mallirekisteri",
    ),
    (
        [("  - palvelut/mallipalvelu", "  - palvelut/mallirekisteri")],
        (
            "luetteloon `koskee` on lisätty `palvelut/mallirekisteri`; "
            "luettelosta `koskee` on poistettu `palvelut/mallipalvelu`"
        ),
        "palvelut/mallirekisteri",
    ),
    (
        [
            (
                "nimi: Linjaus pienistä muutoksista",
                "nimi:\n  fi: Linjaus pienistä muutoksista\n  sv: Riktlinje",
            )
        ],
        "`nimi.sv` muuttui: oli tyhjä, nyt `Riktlinje`",
        "Riktlinje",
    ),
    (
        [("paatosteksti: " + TEXT, "paatosteksti: " + TEXT.replace("ensin p", "ensin\u00a0p"))],
        (
            "kohdassa `Pienet muutokset tehdään ensin palveluihin, joilla on eniten` oli välilyönti, "
            "nyt sitova välilyönti (U+00A0)"
        ),
        "Pienet",
    ),
    (
        [("paatosteksti: " + TEXT, "paatosteksti: |\n  " + TEXT.replace("ensin ", "ensin\n\n  "))],
        "oli välilyönti, nyt tyhjä rivi",
        "|",
    ),
    (
        [("ehdotus:\n  esittaja: koordinaatioryhma\n  teksti: " + TEXT + "\n  tulos: hyvaksytty\n", "")],
        "`ehdotus` muuttui: oli `esittaja: koordinaatioryhma, teksti: Pienet muutokset tehdään",
        "nimi",
    ),
]


def edited(texts, edits):
    text = texts[PATH].decode()
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return {**texts, PATH: text.encode()}


def frozen(before, after):
    loaded = [load(texts, TODAY) for texts in (before, after)]
    assert not [each for each in loaded[1].findings if each.place.path == PATH]
    return [each for each in compare(*loaded, ()) if each.rule == "HAL-091"]


@pytest.mark.parametrize(("edits", "told", "at"), CASES)
def test_what_differs_is_told_with_its_place(small_texts, edits, told, at):
    after = edited(small_texts, edits)
    (finding,) = frozen(small_texts, after)
    line = after[PATH].decode().splitlines()[finding.place.line - 1]

    assert told in finding.problem
    assert finding.problem.startswith("tehdyn päätöksen ")
    assert line[finding.place.column - 1 :].startswith(at)
    assert not re.search(r"\{'|None|True|Decimal|datetime", finding.problem)


def test_a_repaired_link_and_a_rewrapped_text_are_no_change(small_texts):
    linked = edited(
        small_texts,
        [("paatosteksti: " + TEXT, f'paatosteksti: "[Pienet](palvelut/mallipalvelu) {TEXT[7:]}"')],
    )
    repaired = edited(linked, [("palvelut/mallipalvelu)", "palvelut/mallirekisteri)")])
    wrapped = edited(
        small_texts, [("paatosteksti: " + TEXT, "paatosteksti: >-\n  " + TEXT.replace("ensin ", "ensin\n  "))]
    )

    assert frozen(linked, repaired) == []
    assert frozen(small_texts, wrapped) == []


def test_another_order_is_said_to_be_one(small_texts):
    both = "  - palvelut/mallipalvelu\n  - palvelut/mallirekisteri"
    one = edited(small_texts, [("  - palvelut/mallipalvelu", both)])
    other = edited(one, [(both, "  - palvelut/mallirekisteri\n  - palvelut/mallipalvelu")])
    (finding,) = frozen(one, other)

    assert finding.problem == "tehdyn päätöksen luettelon `koskee` kohtien järjestys muuttui"


def test_a_part_of_a_list_is_named_by_what_tells_it_apart(small_texts):
    korvaa = "korvaa:\n  - paatos: mallipienkehitys\n    laajuus: {}\nkoskee:"
    one = edited(small_texts, [("koskee:", korvaa.format("kokonaan"))])
    other = edited(small_texts, [("koskee:", korvaa.format("osittain"))])
    (finding,) = frozen(one, other)

    assert finding.problem.endswith(
        "`korvaa.laajuus` (kohta `mallipienkehitys`) muuttui: oli `kokonaan`, nyt `osittain`"
    )


def test_many_differences_of_one_field_are_counted_not_listed(small_texts):
    words = TEXT.split()
    long = " ".join(f"{word} yksi kaksi kolme neljä viisi kuusi seitsemän" for word in words)
    changed = " ".join(f"{word}x yksi kaksi kolme neljä viisi kuusi seitsemän" for word in words)
    one = edited(small_texts, [("paatosteksti: " + TEXT, f'paatosteksti: "{long}"')])
    other = edited(small_texts, [("paatosteksti: " + TEXT, f'paatosteksti: "{changed}"')])
    (finding,) = frozen(one, other)

    assert finding.problem.count("muuttui:") == 3
    assert finding.problem.endswith(f"ja {len(words) - 3} muuta kohtaa")
