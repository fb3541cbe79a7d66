"""Text → values, places and faults: the record gets what the editor wrote, and every fault has a spot."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from hallinta.yaml_text import MAX_BYTES, MAX_DEPTH, Path, Spot, Value, parse

# --- values ---------------------------------------------------------------------------------------------

VALUES: list[tuple[str, Value]] = [
    ("a: b", {"a": "b"}),
    ("a:   b   ", {"a": "b"}),
    ("a: 'b'", {"a": "b"}),
    ('a: "b"', {"a": "b"}),
    ("a: b # kommentti", {"a": "b"}),
    ("a: b#c", {"a": "b#c"}),
    ("a: b:c", {"a": "b:c"}),
    ("a: https://a.example/b?c#d", {"a": "https://a.example/b?c#d"}),
    ("# alku\na: b\n# loppu\n", {"a": "b"}),
    ("---\na: b\n", {"a": "b"}),
    ("---\na: b\n...\n", {"a": "b"}),
    ("%YAML 1.1\n---\na: b\n", {"a": "b"}),
    ("a: b\r\nc: d\r\n", {"a": "b", "c": "d"}),
    ("\ufeffa: b", {"a": "b"}),
    ("ä: ö", {"ä": "ö"}),
    ("a: '🙂'", {"a": "🙂"}),
    # what YAML 1.1 would turn into something else
    ("a: on", {"a": "on"}),
    ("a: no", {"a": "no"}),
    ("a: yes", {"a": "yes"}),
    ("a: true", {"a": "true"}),
    ("a: 12:30", {"a": "12:30"}),
    ("a: 4.10", {"a": "4.10"}),
    ("a: 010", {"a": "010"}),
    ("a: 0x1F", {"a": "0x1F"}),
    ("a: 1_000", {"a": "1_000"}),
    ("a: 1e3", {"a": "1e3"}),
    ("a: .inf", {"a": ".inf"}),
    ("a: .nan", {"a": ".nan"}),
    ("a: =", {"a": "="}),
    ("a: <<", {"a": "<<"}),
    ("a: 2026-02-31", {"a": "2026-02-31"}),
    ("a: 2026-11-22 12:30:00", {"a": "2026-11-22 12:30:00"}),
    ("1: a", {"1": "a"}),
    ("on: a", {"on": "a"}),
    ("null: a", {"null": "a"}),
    ("2026-11-22: a", {"2026-11-22": "a"}),
    ("<<: a", {"<<": "a"}),
    # nothing
    ("a:", {"a": None}),
    ("a: ", {"a": None}),
    ("a: null", {"a": None}),
    ("a: ~", {"a": None}),
    ("a: NULL", {"a": None}),
    ("a: Null", {"a": None}),
    ("a: # kommentti", {"a": None}),
    ("a: ''", {"a": ""}),
    ('a: ""', {"a": ""}),
    ("a: 'null'", {"a": "null"}),
    ("a: '~'", {"a": "~"}),
    ("a: None", {"a": "None"}),
    ("a: nil", {"a": "nil"}),
    # quotes and apostrophes that mean what they are
    ("a: vaa'an\nb: 'c'\n", {"a": "vaa'an", "b": "c"}),
    ("a: 'vaa''an'\nb: \"c\"\n", {"a": "vaa'an", "b": "c"}),
    ('a: "b\n  c: d"\ne: "f"\n', {"a": "b c: d", "e": "f"}),
    ('a:\n  "b\n  c: d"\n', {"a": "b c: d"}),
    ('- "a\n  - b"\n- "c"\n', ["a - b", "c"]),
    ('a: >-\n  "b\n  c: \'d\ne: f # "g\n', {"a": "\"b c: 'd", "e": "f"}),
    ('a: b 27"', {"a": 'b 27"'}),
    ('a: b "c"', {"a": 'b "c"'}),
    # bullets that are text
    ("a: b\n  – c\n", {"a": "b – c"}),
    ("a: • b", {"a": "• b"}),
    ("a: >-\n  • b\n  -c\n", {"a": "• b -c"}),
    # lists and mappings
    ("- a\n- b", ["a", "b"]),
    ("a:\n- b\n- c", {"a": ["b", "c"]}),
    ("a:\n  - b\n  -\n  - null", {"a": ["b", None, None]}),
    ("a: [b, 'c, d', null]", {"a": ["b", "c, d", None]}),
    ("a: []", {"a": []}),
    ("a: {}", {"a": {}}),
    ("a: {b: c, d: [e]}", {"a": {"b": "c", "d": ["e"]}}),
    ("a:\n  - b: c\n    d: e\n  - b: f", {"a": [{"b": "c", "d": "e"}, {"b": "f"}]}),
    ("- - a\n  - b\n-\n  - c", [["a", "b"], ["c"]]),
    ("? a\n: b", {"a": "b"}),
    # long text
    ("a: |\n  b\n  c\n", {"a": "b\nc\n"}),
    ("a: |-\n  b\n  c\n", {"a": "b\nc"}),
    ("a: >\n  b\n  c\n\n  d\n", {"a": "b c\nd\n"}),
    ("a: >-\n  b\n  c\n", {"a": "b c"}),
    ("a: |\n  null\n", {"a": "null\n"}),
    ("a: |\n  # ei kommentti\n  b: c: d\n", {"a": "# ei kommentti\nb: c: d\n"}),
    ("a: |\n  <<<<<<< HEAD\n", {"a": "<<<<<<< HEAD\n"}),
    ("a: b\n  c\n", {"a": "b c"}),
    ("a: 'b''c'", {"a": "b'c"}),
    ('a: "b\\nc\\tä"', {"a": "b\nc\tä"}),
    ('a: "\\u00e4"', {"a": "ä"}),
    ("a: ! b", {"a": "b"}),
    # spaces at the ends of a value, letters in parts, old line ends
    ("a: b\u00a0\nc:  \u2003d\u202f \n", {"a": "b", "c": "d"}),
    ("a: null\u00a0\nb: \u00a0\n", {"a": None, "b": None}),
    ("a: [b,\u00a0c]", {"a": ["b", "c"]}),
    ("a: '\u00a0b'", {"a": "\u00a0b"}),
    ("a: 300\u00a0000\u202f€ – ”b”", {"a": "300\u00a0000\u202f€ – ”b”"}),
    ("a: a\u0308\na\u0308: b", {"a": "ä", "ä": "b"}),
    ("a: b\rc: d\r", {"a": "b", "c": "d"}),
    ("a: >-\n  –\u00a0b\n  -\u00a0c: d\n", {"a": "–\u00a0b -\u00a0c: d"}),
    # comments that take nothing with them
    ('a: "b" # c', {"a": "b"}),
    ("a: [b] # c", {"a": ["b"]}),
    ("a: >- # b\n  c\n", {"a": "c"}),
    ("a:\n  # b\n  - c\n  #- d\n", {"a": ["c"]}),
    ("a: 'b # c'", {"a": "b # c"}),
    ('a: "b\n  # c"', {"a": "b # c"}),
]


@pytest.mark.parametrize(("text", "value"), VALUES)
def test_every_scalar_is_read_as_the_text_it_is(text: str, value: Value) -> None:
    read = parse(text.encode())

    assert read.faults == []
    assert read.value == value


# --- places ---------------------------------------------------------------------------------------------

CARD = """\
# kommentti
nimi: Malli
lahteet:
  - yksi
  -   kaksi
tehtavat:
  - tehtava: tekee
    lauseke:
  - tehtava: "jatkaa"
tyhja: []
rivit: [a, b]
teksti: |
  rivi
"""

PLACES: list[tuple[Path, Spot]] = [
    ((), (1, 1)),
    (("nimi",), (2, 7)),
    (("lahteet",), (3, 1)),
    (("lahteet", 0), (4, 5)),
    (("lahteet", 1), (5, 7)),
    (("tehtavat",), (6, 1)),
    (("tehtavat", 0), (7, 5)),
    (("tehtavat", 0, "tehtava"), (7, 14)),
    (("tehtavat", 0, "lauseke"), (8, 13)),
    (("tehtavat", 1, "tehtava"), (9, 14)),
    (("tyhja",), (10, 1)),
    (("rivit", 1), (11, 12)),
    (("teksti",), (12, 9)),
    # not written: the nearest that contains it
    (("nimi", "fi"), (2, 7)),
    (("tehtavat", 0, "rooli"), (7, 5)),
    (("tehtavat", 7, "rooli"), (6, 1)),
    (("huomautus",), (1, 1)),
]


@pytest.mark.parametrize(("path", "spot"), PLACES, ids=lambda value: ".".join(map(str, value)) or "root")
def test_every_value_has_the_place_an_editor_would_point_at(path: Path, spot: Spot) -> None:
    read = parse(CARD.encode())

    assert read.place(path) == spot


def test_every_key_has_its_own_place() -> None:
    read = parse(CARD.encode())

    assert read.keys["nimi",] == (2, 1)
    assert read.keys["tehtavat", 1, "tehtava"] == (9, 5)
    assert set(read.keys) == {path for path in read.places if path and isinstance(path[-1], str)}


def test_columns_count_characters_not_bytes() -> None:
    read = parse("ä: [öö, å]".encode())

    assert read.place(("ä", 1)) == (1, 9)


# --- faults ---------------------------------------------------------------------------------------------


FAULTS = [
    ("", (1, 1), "tiedosto on tyhjä"),
    ("  \n\n", (1, 1), "tiedosto on tyhjä"),
    ("# vain kommentti\n", (1, 1), "tiedostossa ei ole yhtään tietoa"),
    ("---\n", (1, 1), "tiedostossa ei ole yhtään tietoa"),
    ("null", (1, 1), "tiedostossa ei ole yhtään tietoa"),
    ("pelkkää tekstiä", (1, 1), "tiedostossa on pelkkää tekstiä"),
    ("nimi", (1, 1), "tiedostossa on pelkkää tekstiä"),
    ("'lainattu'", (1, 1), "tiedostossa on pelkkää tekstiä"),
    ("nimi:Koski", (1, 5), "kaksoispisteen jälkeen puuttuu välilyönti"),
    ("nimi: Koski\nlaji:palvelu\n", (2, 5), "kaksoispisteen jälkeen puuttuu välilyönti"),
    ("nimi:Koski\nlaji: palvelu\n", (1, 5), "kaksoispisteen jälkeen puuttuu välilyönti"),
    ("a:\n  - nimi:Koski\n    laji: x\n", (2, 9), "kaksoispisteen jälkeen puuttuu välilyönti"),
    ("nimi: Koski: opinnot\n", (1, 12), "arvossa on kaksoispiste ja välilyönti (`: `)"),
    ("a: b\n  c: d\n", (2, 4), "rivi on sisennetty syvemmälle kuin edellinen"),
    ("a:\n  -b: c\n    d: e\n", (2, 3), "viivan jälkeen puuttuu välilyönti"),
    ("a:\n  - b: c\n  -b: c\n", (3, 3), "viivan jälkeen puuttuu välilyönti"),
    ("nimi:\n\tfi: a\n", (2, 1), "sisennyksessä on sarkain"),
    ("nimi:\n  \tfi: a\n", (2, 3), "sisennyksessä on sarkain"),
    ('nimi: "Koski\nlaji: palvelu\n', (1, 7), "lainausmerkki"),
    ("nimi: 'Koski\nlaji: palvelu\n", (1, 7), "lainausmerkki"),
    pytest.param('nimi: "Koski\n---\n', (1, 7), "lainausmerkki"),
    ('nimi: "Koski" opinnot\n', (1, 15), "lainausmerkki sulkeutuu ennen tekstin loppua"),
    ('nimi: Koski"\nlaji: "x"\n', (1, 12), 'lainausmerkki `"` päättää tekstin, mutta ei aloita sitä'),
    ('- b\n- Koski opas"\n', (2, 13), "päättää tekstin"),
    # a mark that is not closed is told where it opens, not where the next one stands
    ('nimi: "Koski\nkuvaus: "Opinnot"\nlaji: x\n', (1, 7), 'lainausmerkki `"` jää sulkematta'),
    ("nimi: 'Koski\nkuvaus: 'Opinnot'\n", (1, 7), "lainausmerkki `'` jää sulkematta"),
    ("nimi: 'Koski\nkuvaus: vaa'an\nlaji: 'x'\n", (1, 7), "lainausmerkki `'` jää sulkematta"),
    ('nimi: "Koski\nkuvaus: ""\n', (1, 7), "jää sulkematta"),
    ('nimi: "Koski\nkuvaus: "\nlaji: x\n', (1, 7), "jää sulkematta"),
    ('nimi: "Koski # oppijat\nlaji: "x: y"\n', (1, 7), "jää sulkematta"),
    ('nimi: "Koski\nkansio: C:\\opas\nlaji: "x"\n', (1, 7), "jää sulkematta"),
    ('# "a\nb: >-\n  c "d\n  e\'f\ng: "h\ni: "j"\n', (5, 4), "jää sulkematta"),
    ('nimi:\n  fi: "Koski\n  sv: "Fors"\n', (2, 7), "jää sulkematta"),
    ('a:\n  - "b\n  - "c"\n  - "d"\n', (2, 5), "jää sulkematta"),
    ('a:\n  - b: "c\n    d: e\n  - b: "f"\n', (2, 8), "jää sulkematta"),
    ('a:\n  "b\nc: "d"\n', (2, 3), "jää sulkematta"),
    ('"nimi: Koski\n"kuvaus": x\n', (1, 1), "jää sulkematta"),
    ("'nimi: Koski\nkuvaus: vaa'an\n", (1, 1), "jää sulkematta"),
    ('a: ["b, "c"]\n', (1, 5), "jää sulkematta"),
    ('a: ["b, c]\nd: "e"\n', (1, 5), "jää sulkematta"),
    ('a: {fi: "b, sv: "c"}\n', (1, 9), "jää sulkematta"),
    ('a: "b\n  c"\nd: e: f\n', (3, 5), "arvossa on kaksoispiste"),
    ('a: "b: "c""\n', (1, 9), "lainausmerkki sulkeutuu ennen tekstin loppua"),
    ("a: [b, c\nd: e\n", (1, 4), "hakasulku tai aaltosulku"),
    ("a: {b: c\n", (1, 4), "sulku"),
    ("a: [\n", (1, 4), "hakasulku tai aaltosulku"),
    ("a: [b,\n", (1, 4), "hakasulku tai aaltosulku"),
    ("a:\n    b: c\n  d: e\n", (3, 3), "sisennys ei täsmää"),
    ("a:\n  - b\n  c\n", (3, 3), "luettelon kohdasta puuttuu viiva"),
    # what is wrong is told of the row that has it, not of the one after it
    ("a:\n  - b\n  c\n  - d\n", (3, 3), "luettelon kohdasta puuttuu viiva"),
    ("a:\n  - b\nc\nd: e\n", (3, 1), "rivillä ei ole kaksoispistettä"),
    ("a = b\nc: d\n", (1, 1), "rivillä ei ole kaksoispistettä"),
    ("a: b\nc d\n\ne: f\n", (2, 1), "rivillä ei ole kaksoispistettä"),
    ("a:\n  - b\n  -c\n  - d\n", (3, 3), "viivan jälkeen puuttuu välilyönti"),
    ("a:\n  -b\n  - c\n  - d\n", (2, 3), "viivan jälkeen puuttuu välilyönti"),
    ("a:\n  -\u00a0b\n  - c\n", (2, 4), "viivan jälkeen on sitova välilyönti"),
    ("a:\n  - b\n  -\u00a0c\n  - d\n", (3, 4), "viivan jälkeen on sitova välilyönti"),
    ("a:\n  -\tb\n", (2, 4), "viivan jälkeen on sarkain"),
    ("a:\n  • b\n  • c\n  - d\n", (2, 3), "luettelon kohta alkaa merkillä `•`"),
    ("a:\n  - b\n  –\tc\n  - d\n", (3, 3), "luettelon kohta alkaa merkillä `–`"),
    ("a:\n  • b\n  • c\nd: e\n", (2, 3), "luettelon kohta alkaa merkillä `•`"),
    ("a:\n  -b\n  -c\nd: e\n", (2, 3), "viivan jälkeen puuttuu välilyönti"),
    ("a:\n  * b\n", (2, 3), "luettelon kohta alkaa merkillä `*`"),
    ("a:\n  • b: c\n", (2, 3), "luettelon kohta alkaa merkillä `•`"),
    ("a:\n  • b: c\n    d: e\n", (2, 3), "luettelon kohta alkaa merkillä `•`"),
    ("a:\n  - b: c\n  • b: d\n", (3, 3), "luettelon kohta alkaa merkillä `•`"),
    ("a:\n  b\n  - c\n  - d\n", (2, 3), "luettelon kohdasta puuttuu viiva"),
    ("a: >-\n  b\n  – c\nd: e: f\n", (4, 5), "arvossa on kaksoispiste"),
    ("a: [b] c\n", (1, 4), "arvo alkaa sululla"),
    ("- {b: c} d\n", (1, 3), "arvo alkaa sululla"),
    ("a: ? b\n", (1, 4), "arvo alkaa kysymysmerkillä"),
    ("a: -\n", (1, 4), "luettelon viiva"),
    ("a:\n  - b\n c: d\n", (3, 2), "sisennys ei täsmää|luettelon rivi"),
    ("a: - b\n", (1, 4), "luettelon viiva"),
    ("a: @b\n", (1, 4), "arvo alkaa merkillä"),
    ("a: `b`\n", (1, 4), "lainausmerkin paikalla on gravis (U+0060)"),
    ("a: `b\n", (1, 4), "arvo alkaa merkillä"),
    ("a: %b\n", (1, 4), "arvo alkaa merkillä"),
    ('a: "C:\\kansio"\n', (1, 4), "kenoviiva"),
    ("a: &b c\n", (1, 4), "ankkuri"),
    ("a: b\nc: *a\n", (2, 4), "viittau"),
    pytest.param("a: *b* c\n", (1, 4), "`*`"),
    pytest.param("a: >= 5\n", (1, 5), "alkaa"),
    pytest.param("a: ]b\n", (1, 4), "alkaa"),
    pytest.param(": b\n", (1, 1), "avain"),
    pytest.param("a: *\n", (1, 4), "`*`"),
    ("a: !!int 3\n", (1, 4), "tyyppimerkintä"),
    ("a: !Oma b\n", (1, 4), "tyyppimerkintä"),
    ("a: b\n---\nc: d\n", (2, 1), "toinen YAML-dokumentti"),
    ("a: b\na: c\n", (2, 1), "avain `a` on kahdesti (ensimmäisen kerran rivillä 1)"),
    ("a:\n  b: c\n  d: e\n  b: f\n", (4, 3), "avain `b` on kahdesti (ensimmäisen kerran rivillä 2)"),
    ("a: {b: c, b: d}\n", (1, 11), "avain `b` on kahdesti"),
    pytest.param("a:\n  b: c\na:\n  b: d\n", (3, 1), "avain `a` on kahdesti"),
    ("? [a]\n: b\n", (1, 3), "avain ei ole sana"),
    ("'': b\n", (1, 1), "avain ei ole sana"),
    ("a: b\n<<<<<<< HEAD\nc: d\n", (2, 1), "yhdistämisristiriidan merkki `<<<<<<<`"),
    ("a: b\n=======\nc: d\n", (2, 1), "yhdistämisristiriidan merkki `=======`"),
    ("a: b\n>>>>>>> haara\n", (2, 1), "yhdistämisristiriidan merkki `>>>>>>>`"),
    ("a: b\x07c\n", (1, 5), "ohjausmerkki (U+0007)"),
    ("a: Koski's opinnot: 'b'\n", (1, 19), "arvossa on kaksoispiste ja välilyönti (`: `)"),
    ("a: 'Koski's opinnot'\n", (1, 11), "lainausmerkki sulkeutuu ennen tekstin loppua"),
    ('- "b" c\n', (1, 7), "lainausmerkki sulkeutuu ennen tekstin loppua"),
    ("a: ”Opas: alku”\n", (1, 4), "lainausmerkin paikalla on kaareva lainausmerkki (U+201D)"),
    ("a: ”Opas” uusille: alku\n", (1, 18), "kaareva lainausmerkki (U+201D) ei rajaa arvoa"),
    ("a: Palvelu #1\n", (1, 12), "ristikkomerkki `#` katkaisee arvon"),
    ("a: #1\n", (1, 4), "ristikkomerkki `#` katkaisee arvon"),
    ("a:\n  - b\n   - c\n", (3, 4), "rivi on sisennetty syvemmälle kuin edellinen"),
    ("a:\n  fi: b\n    sv:c\n", (3, 5), "rivi on sisennetty syvemmälle kuin edellinen"),
    ("a: b\nc:\u00a0d\n", (2, 3), "kaksoispisteen jälkeen on sitova välilyönti"),
    ("a:\n \u00a0b: c\n", (2, 2), "sisennyksessä on sitova välilyönti"),
    ("a: b\u00adc\n", (1, 5), "näkymättömän merkin: tavutusvihje (U+00AD)"),
    ("a: b\nc: d\u200be\n", (2, 5), "näkymättömän merkin: leveydetön väli (U+200B)"),
    ("a: b\u2028c: d\n", (1, 5), "näkymättömän merkin: rivinvaihtomerkki (U+2028)"),
    ("a: b\x85c: d\n", (1, 5), "näkymättömän merkin: rivinvaihtomerkki (U+0085)"),
    ("a: b\ufeff\n", (1, 5), "näkymättömän merkin: leveydetön väli (U+FEFF)"),
    ("a: \u202eb\n", (1, 4), "näkymättömän merkin: kirjoitussuunnan merkki (U+202E)"),
    ("a: Ã¤iti\n", (1, 4), "teksti sisältää väärällä merkistöllä luettua tekstiä (`Ã¤`)"),
    ("a: b\nc: 1â€“2\n", (2, 5), "teksti sisältää väärällä merkistöllä luettua tekstiä (`â€“`)"),
    ("a: \ufffditi\n", (1, 4), "oikea merkki on kadonnut"),
    ("a: !!str b\n", (1, 4), "YAML-tyyppimerkintä `!!str` ei ole käytössä"),
    # what only looks like one of YAML's own marks, wherever it stands
    ("a:\n\u00a0\u00a0- b\n", (2, 1), "sisennyksessä on sitova välilyönti (U+00A0)"),
    (
        "a:\n\u2003b: c\n\u2003d: e\n",
        (2, 1),
        "sisennyksessä on neliön väli (U+2003) (samoin 1 muulla rivillä)",
    ),
    ("a: >-\n\u3000b\nc: d\n", (2, 1), "sisennyksessä on täysleveä väli (U+3000)"),
    ("a: b\n\u00a0\nc: d\n", (2, 1), "sisennyksessä on sitova välilyönti (U+00A0)"),
    ("a:\n  - b\n  \u2212 c\n", (3, 3), "luettelon kohta alkaa merkillä `\u2212`: miinusmerkki (U+2212)"),
    ("a:\n  \u2011 b: c\n    d: e\n", (2, 3), "alkaa merkillä `\u2011`: sitova yhdysviiva (U+2011)"),
    ("a:\n  - b\n  \uff0d c\n", (3, 3), "täysleveä yhdysviiva (U+FF0D)"),
    ("a:\n  -\u202fb\n", (2, 4), "viivan jälkeen on kapea sitova välilyönti (U+202F)"),
    ("a:\u3000b\nc:\u3000d\n", (1, 3), "kaksoispisteen jälkeen on täysleveä väli (U+3000)"),
    ("a:\u2009b\n", (1, 3), "kaksoispisteen jälkeen on ohut väli (U+2009)"),
    ("a:\n  fi:\u00a0b\n", (2, 6), "kaksoispisteen jälkeen on sitova välilyönti (U+00A0)"),
    ("a\u00a0: b\nc: d\n", (1, 2), "kaksoispisteen edessä on sitova välilyönti (U+00A0)"),
    ("a\uff1a b\nc: d\n", (1, 2), "kaksoispisteen paikalla on täysleveä kaksoispiste (U+FF1A)"),
    ("a\u2236b\n", (1, 2), "kaksoispisteen paikalla on suhteen merkki (U+2236)"),
    ("n\u0456mi: a\n", (1, 2), "avaimessa on kyrillinen kirjain (U+0456)"),
    ("\u201dnimi\u201d: a\n", (1, 1), "avaimessa on kaareva lainausmerkki (U+201D)"),
    ("\uff4eimi: a\n", (1, 1), "avaimessa on täysleveä merkki (U+FF4E)"),
    ('"ni\\u200bmi": a\n', (1, 1), "avain ei ole se, miltä se näyttää; siinä on leveydetön väli (U+200B)"),
    ("a: {b:\u00a0c}\n", (1, 5), "siinä on sitova välilyönti (U+00A0)"),
    ('a: "b"\u00a0\nc: d\n', (1, 7), "rivin lopussa on sitova välilyönti (U+00A0)"),
    ("a: >-\u00a0\n  b\n", (1, 6), "rivin lopussa on sitova välilyönti (U+00A0)"),
    ("a: >\u2013\n  b\n", (1, 5), "merkinnässä `>-` on ajatusviiva (U+2013)"),
    ('a: \u00a0"b"\n', (1, 4), "kaksoispisteen jälkeen on sitova välilyönti (U+00A0)"),
    ('a: "b\u201d\nc: d\n', (1, 6), "lainausmerkin paikalla on kaareva lainausmerkki (U+201D)"),
    ('a: \u201cb"\nc: d\n', (1, 4), "lainausmerkin paikalla on kaareva lainausmerkki (U+201C)"),
    ("a: \u00b4b: c\u00b4\n", (1, 4), "lainausmerkin paikalla on akuutti (U+00B4)"),
    ("a: \uff5bb: c\uff5d\n", (1, 4), "sulun paikalla on täysleveä merkki (U+FF5B)"),
    ("\uff03 b\na: c\nd: e\n", (1, 1), "kommentin alussa on täysleveä merkki (U+FF03)"),
    ("a: b\u00a0# c\n", (1, 5), "kommentin edessä on sitova välilyönti (U+00A0)"),
    ("a: b\u200bc d\u200be\n", (1, 5), "leveydetön väli (U+200B), yhteensä 2 kohdassa"),
    ("a: \u3164\n", (1, 4), "näkymättömän merkin: tyhjä täytekirjain (U+3164)"),
    ("a: \u2800b\n", (1, 4), "tyhjä pistekirjoitusmerkki (U+2800)"),
    ("a: b\U000e0041\n", (1, 5), "näkymätön merkintämerkki (U+E0041)"),
    ("a: b\x0bc\n", (1, 5), "pystysarkain (U+000B)"),
    ("a: b\x0cc\n", (1, 5), "sivunvaihto (U+000C)"),
    # what YAML leaves out without a word
    ('a: "b" #1 c\n', (1, 8), "ristikkomerkki `#` katkaisee arvon"),
    ('a: "b"#1 c\n', (1, 7), "lainausmerkki sulkeutuu ennen tekstin loppua"),
    ("a: 'b'# c\n", (1, 7), "lainausmerkki sulkeutuu ennen tekstin loppua"),
    ("a: 'b' 'c'\n", (1, 8), "lainausmerkki sulkeutuu ennen tekstin loppua"),
    ('a: "b" - c\n', (1, 8), "lainausmerkki sulkeutuu ennen tekstin loppua"),
    ('a: "b", "c"\n', (1, 7), "lainausmerkki sulkeutuu ennen tekstin loppua"),
    ('a:\n  - "b" #1 c\n  - d\n', (2, 9), "ristikkomerkki `#` katkaisee arvon"),
    ('a: ["b"#1, "c"]\n', (1, 8), "lainausmerkki sulkeutuu ennen tekstin loppua"),
    ('a: ["b" #1, "c"]\n', (1, 9), "ristikkomerkki `#` katkaisee arvon"),
    ('a: ["b" c, d]\n', (1, 9), "lainausmerkki sulkeutuu ennen tekstin loppua"),
    ("a: [b] #1\n", (1, 8), "ristikkomerkki `#` katkaisee arvon"),
    ("a: {b: c}#1\n", (1, 10), "ristikkomerkki `#` katkaisee arvon"),
    ('"a" #1: b\nc: d\n', (1, 5), "ristikkomerkki `#` katkaisee arvon"),
    ('a: "b\n  c" #1\n', (2, 6), "ristikkomerkki `#` katkaisee arvon"),
    ("a: >- #1 b\n  c\n", (1, 7), "ristikkomerkki `#` katkaisee arvon"),
    ("a:\n  - #1 b\n", (2, 5), "ristikkomerkki `#` katkaisee arvon"),
    ("a: b\n  c # d\n  e\n", (2, 5), "ristikkomerkki `#` katkaisee arvon"),
    ("a:\n  fi:Koski\n", (2, 5), "kaksoispisteen jälkeen puuttuu välilyönti"),
    # the dash of the first item
    ("a:\n  b: c\n  - b: d\n", (2, 3), "luettelon kohdasta puuttuu viiva"),
    ("a:\n    b: c\n    d: e\n  - b: f\n    d: g\n", (2, 5), "luettelon kohdasta puuttuu viiva"),
    ("a:\n  b: c\n- b: d\n", (2, 3), "luettelon kohdasta puuttuu viiva"),
    ("a:\n  - b: c\n    d: e\n    b: f\n    d: g\n", (4, 5), "puuttuu viiva: avain `b` alkaa uuden kohdan"),
    # two in one file
    ("a: b\nc: d\na: e\nc: f\n", (3, 1), "tiedostossa on kaksi tietuetta: toinen alkaa riviltä 3"),
    ("a: b\nc: d\n# toinen\na: e\nf: g\nc: f\n", (4, 1), "toinen alkaa riviltä 4"),
    ("a: b\nc: [1]\nc: [1]\nd: e\nd: f\n", (3, 1), "avaimet `c`, `d` ovat kahdesti"),
    ("a: b\nc: d\n  e\n---\na: b\n", (4, 1), "toinen YAML-dokumentti"),
    ("```yaml\na: b\n```\n", (1, 1), "rivi aloittaa tai päättää koodilohkon"),
    ("a: b\n~~~\n", (2, 1), "rivi aloittaa tai päättää koodilohkon"),
    ("---\na: b: c\n", (2, 5), "arvossa on kaksoispiste ja välilyönti (`: `)"),
    ("a: b\n||||||| 1234567\n", (2, 1), "yhdistämisristiriidan merkki `|||||||`"),
    ("a: b\x00c\n" + "d: e\n" * 20, (1, 1), "UTF-16"),
]


@pytest.mark.parametrize(("text", "spot", "problem"), FAULTS)
def test_a_fault_has_a_place_words_and_a_way_out(text: str, spot: Spot, problem: str) -> None:
    read = parse(text.encode())
    first = read.faults[0]

    assert len(read.faults) == 1
    assert (first.line, first.column) == spot
    assert any(part in first.problem for part in problem.split("|")), first.problem
    assert first.fix


VALUE = re.compile(r"( *(?:- )?[a-z_]+: )([A-ZÅÄÖ][\w .,]+)$")


@pytest.mark.parametrize("quote", ["'", '"'])
def test_whichever_value_loses_its_closing_mark_is_the_one_told(
    quote: str, small_texts: dict[str, bytes]
) -> None:
    for path, data in small_texts.items():
        lines = [VALUE.sub(rf"\1{quote}\2{quote}", line) for line in data.decode().splitlines()]
        for number, line in enumerate(lines):
            if VALUE.match(line.replace(quote, "")) and line.endswith(quote):
                broken = [*lines[:number], line[:-1], *lines[number + 1 :]]
                told = [(fault.line, fault.column) for fault in parse("\n".join(broken).encode()).faults]

                assert told == [(number + 1, line.index(quote) + 1)], path


@pytest.mark.parametrize(
    ("data", "spot", "problem"),
    [
        ("nimi: Äiti\n".encode("latin-1"), (1, 7), "merkki (tavu 0xC4) ei ole UTF-8:aa"),
        ("a: b\nc: – d\n".encode("cp1252"), (2, 4), "merkki (tavu 0x96) ei ole UTF-8:aa"),
        (b"a: \xc3", (1, 4), "merkki (tavu 0xC3) ei ole UTF-8:aa"),
        ("a: b".encode("utf-16"), (1, 1), "tiedosto ei ole UTF-8-tekstiä"),
        ("a: b".encode("utf-16-be"), (1, 1), "tiedosto ei ole UTF-8-tekstiä"),
        ("a: b".encode("utf-32"), (1, 1), "tiedosto ei ole UTF-8-tekstiä"),
        (b"\x89PNG\0", (1, 1), "tiedosto ei ole UTF-8-tekstiä"),
        (b"a" * (MAX_BYTES + 1), (1, 1), "tiedosto on liian suuri (256 kt, enintään 256 kt)"),
    ],
)
def test_bytes_that_are_not_utf8_text_are_told(data: bytes, spot: Spot, problem: str) -> None:
    read = parse(data)

    assert read.value is None
    assert [(fault.line, fault.column) for fault in read.faults] == [spot]
    assert problem in read.faults[0].problem


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}")])
def test_depth_has_a_limit_and_the_stack_does_not_fail(opening: str, closing: str) -> None:
    fits = parse((opening * MAX_DEPTH + closing * MAX_DEPTH).encode())
    too_deep = parse((opening * (MAX_DEPTH + 1) + closing * (MAX_DEPTH + 1)).encode())
    abyss = parse((opening * 20_000).encode())

    assert fits.faults == []
    assert [fault.problem for fault in too_deep.faults] == ["rakenne on liian syvä"]
    assert [fault.problem for fault in abyss.faults] == ["rakenne on liian syvä"]


def test_a_second_of_two_equal_keys_is_a_fault_and_the_rest_is_still_read() -> None:
    read = parse(b"a: b\na: c\nd: e\n")

    assert read.value == {"a": "c", "d": "e"}
    assert len(read.faults) == 1


def test_nothing_is_kept_of_a_text_that_cannot_be_read() -> None:
    read = parse(b"a: b\nc: [d\n")

    assert read.value is None
    assert len(read.faults) == 1


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("a:\n  \u2212 b\n  - c\n", "kirjoita `- b`"),
        ("a:\n  -b\n  - c\n", "aloita luettelon kohta viivalla ja välilyönnillä: `- b`"),
        ("n\u0456mi\u00a0\uff1a\u2009Koski\n", "kirjoita `nimi: Koski`"),
        ("a:\n\u00a0\u00a0fi: b\n", "kirjoita `fi: b`"),
        ("a: \u201db: c\u201d\n", 'kirjoita `a: "b: c"`'),
        ("a: >\u2013\n  b\n", "kirjoita `a: >-`"),
        ("a: b\n\u00a0\nc: d\n", "tyhjennä rivi"),
        ("p\u0456tka: " + "b" * 80, "kirjoita `pitka`"),
        ("a: b\n\u00a0c: " + "d" * 80, "korvaa se tavallisella välilyönnillä"),
        ("a: b ty\u00adö c\n", "poista merkki: kirjoita `työ` uudelleen"),
    ],
)
def test_the_way_out_of_a_mark_that_only_looks_right_is_the_row_as_it_should_be(text: str, fix: str) -> None:
    assert [fault.fix for fault in parse(text.encode()).faults] == [fix]


def test_a_comment_after_a_value_is_kept_with_its_place() -> None:
    read = parse(b"a: b # c\nd: ['e'] # f\n# g\nh:\n  - i # j\n  - k#l\nm: |- # n\n  o # p\n")

    assert read.comments == {("a",): (1, 6), ("h", 0): (5, 7)}


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("a: >-\n  - b\n  - c\n", (2, 3)),
        ("a: >-\n  Kohdat:\n  • b\n  • c\n", (3, 3)),
        ("a: >-\n  Kohdat:\n  – b\n  – c\n", (3, 3)),
        ("a: Kohdat\n  ● b\n  ● c\n", (2, 3)),
        ('a: "Kohdat\n  • b\n  • c"\n', (2, 3)),
        # lists that stay lists, and text that only has a dash where its row ends
        ("a: |-\n  - b\n  - c\n", None),
        ("a: >-\n  Kohdat:\n    - b\n    - c\n", None),
        ("a: >-\n  - b\n\n  - c\n", None),
        ("a: >-\n  teksti jatkuu\n  – niin kuin tässä – ja taas\n  – näin\n", None),
        ("a: >-\n  2 - 1\n  - 3 on miinus kaksi\n", None),
        ("a: b - c - d\n", None),
    ],
)
def test_rows_of_a_list_that_are_read_as_one_line_are_known(text: str, spot: Spot | None) -> None:
    read = parse(text.encode())

    assert read.faults == []
    assert read.run_together == ({("a",): spot} if spot else {})


@pytest.mark.parametrize(
    "path", ["data/palvelut/mallipalvelu.yaml", "data/kokoukset/johtoryhma-2026-12.yaml"]
)
@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text + text,
        lambda text: text + text.split("\n", 1)[1],
        lambda text: text.replace("\n  ", "\n\u00a0\u00a0"),
        lambda text: text.replace(": ", ":\u00a0"),
        lambda text: text.replace(": ", "\uff1a"),
        lambda text: text.replace("- ", "\u2022 "),
        lambda text: text.replace(" ", "\u2003"),
        lambda text: text.replace("\n", "\u200b\n"),
        lambda text: f"```yaml\n{text}```\n",
        lambda text: f"{text}---\n{text}",
    ],
)
def test_one_mistake_that_was_made_everywhere_is_one_fault(
    path: str, spoil: Callable[[str], str], small_texts: dict[str, bytes]
) -> None:
    assert len(parse(spoil(small_texts[path].decode()).encode()).faults) == 1
