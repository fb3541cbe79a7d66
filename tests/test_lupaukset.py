"""What was published binds: a history that is falsified past the review is found on every later run."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta

import pytest

from hallinta.finding import Finding
from hallinta.handbook import load
from hallinta.rules.lupaukset import followed, kept
from hallinta.versions import Commit, lives_of

TODAY = date(2026, 11, 22)
Texts = Mapping[str, bytes]
Step = Callable[[dict[str, bytes]], None]

DECISION, GUIDELINE = "data/paatokset/mallipienkehitys.yaml", "data/paatokset/mallilinjaus.yaml"
IDEA, MEETING = "data/ideat/mallihaku.yaml", "data/kokoukset/johtoryhma-2026-03.yaml"


def put(path: str, old: str, new: str) -> Step:
    """Write one passage otherwise."""

    def step(texts: dict[str, bytes]) -> None:
        text = texts[path].decode()
        assert old in text, f"{path} has no {old!r}"
        texts[path] = text.replace(old, new, 1).encode()

    return step


def end(path: str, text: str) -> Step:
    def step(texts: dict[str, bytes]) -> None:
        texts[path] += text.encode()

    return step


def remove(path: str) -> Step:
    return lambda texts: texts.pop(path) and None


def write(path: str, text: str) -> Step:
    return lambda texts: texts.update({path: text.encode()})


def rename(old: str, new: str) -> Step:
    return lambda texts: texts.update({new: texts.pop(old)})


def commits(texts: Texts, *steps: Step) -> Iterator[Commit]:
    """One commit for the texts and one for each step, a day after the other."""
    now: dict[str, bytes] = {}
    states = [dict(texts)]
    for step in steps:
        states.append(dict(states[-1]))
        step(states[-1])
    for number, state in enumerate(states):
        changed: dict[str, bytes | None] = {
            path: state.get(path) for path in {**now, **state} if now.get(path) != state.get(path)
        }
        now = state
        yield Commit(f"{number}" * 40, datetime(2026, 9, 1, tzinfo=UTC) + timedelta(days=number), changed)


def found(texts: Texts, *steps: Step, uncommitted: Step | None = None) -> list[Finding]:
    """What is found when all of it has been published, and nobody compares with an earlier revision."""
    history = list(commits(texts, *steps))
    now = dict(texts)
    for step in (*steps, *([uncommitted] if uncommitted else ())):
        step(now)
    loaded = load(now, TODAY)
    assert loaded.handbook is not None
    return list(kept(lives_of(history, followed()), loaded))


def told(texts: Texts, *steps: Step, uncommitted: Step | None = None) -> list[str]:
    return [f"{each.rule} {each.problem}" for each in found(texts, *steps, uncommitted=uncommitted)]


TEXT = "paatosteksti: Mallipalvelun katkenneet linkit korjataan."
OTHER = put(DECISION, TEXT, "paatosteksti: Mallipalvelun kaikki linkit korjataan.")
AGAIN = put(DECISION, "paatosteksti: Mallipalvelun kaikki linkit korjataan.", TEXT)
ELSEWHERE = put("data/palvelut/mallipalvelu.yaml", "nimi: Mallipalvelu", "nimi: Mallipalvelu")
NOTE = end(DECISION, "korjaukset:\n  - pvm: 2026-09-03\n    selitys: Päätöstekstissä oli kirjoitusvirhe.\n")
ANEW = """\
nimi: Mallipalvelun linkkien korjaus
laji: pienkehitys
aihe: muutos
paattaja: organisaatiot/oph
pvm: 2026-04-21
tulos: hyvaksytty
paatosteksti: Mallipalvelun linkit poistetaan.
koskee:
  - palvelut/mallipalvelu
historia:
  - pvm: 2026-04-07
    tila: valmistelussa
  - pvm: 2026-04-14
    tila: esitetty
  - pvm: 2026-04-21
    tila: tehty
lahteet:
  - malliraportti
"""
TOMBSTONE = write(
    "data/poistetut/mallipienkehitys.yaml",
    "nimi: Linkkien korjaus\nosoite: paatokset/mallipienkehitys/\npvm: 2026-09-03\nsyy: Siivottu pois.\n",
)


def waiver(rule: str, target: str, until: str = "2027-12-31") -> Step:
    return write(
        "data/poikkeukset/oikaisu.yaml",
        f"nimi: Oikaisu\nsaanto: {rule}\nkohde: {target}\nperuste: Ryhmä totesi virheen.\nvoimassa_asti: {until}\n",
    )


def both(*steps: Step) -> Step:
    def step(texts: dict[str, bytes]) -> None:
        for each in steps:
            each(texts)

    return step


FALSIFIED = [
    ("a made decision is edited", [OTHER], "HAL-091 tehdyn päätöksen `paatosteksti` muuttui"),
    ("and edited once more", [OTHER, put(DECISION, "kaikki linkit", "uudet linkit")], "HAL-091"),
    ("and other things happen after it", [OTHER, end(IDEA, "\n"), ELSEWHERE], "HAL-091"),
    (
        "what it concerns changes",
        [put(DECISION, "koskee:\n  - palvelut/mallipalvelu", "koskee: []")],
        "HAL-091",
    ),
    ("its decider changes", [put(DECISION, "organisaatiot/oph", "organisaatiot/okm")], "HAL-091"),
    ("its day changes", [put(DECISION, "pvm: 2026-04-21", "pvm: 2026-04-20")], "HAL-091"),
    ("its outcome turns", [put(DECISION, "tulos: hyvaksytty", "tulos: siirretty")], "HAL-091"),
    ("its text is taken away", [put(DECISION, TEXT, "paatosteksti: null")], "HAL-091"),
    (
        "the state goes back",
        [put(DECISION, "  - pvm: 2026-04-21\n    tila: tehty\n", "")],
        "HAL-094 päätös oli tehty, mutta nyt se on tilassa `esitetty`",
    ),
    ("the decision is removed", [remove(DECISION)], "HAL-094 tehty päätös `mallipienkehitys` on poistettu"),
    (
        "the address is explained",
        [both(remove(DECISION), TOMBSTONE)],
        "HAL-094 tehty päätös `mallipienkehitys`",
    ),
    ("it is removed and written anew otherwise", [remove(DECISION), write(DECISION, ANEW)], "HAL-091"),
    (
        "a correction was told once, and then more is changed",
        [both(OTHER, NOTE), put(DECISION, "kaikki linkit", "uudet linkit")],
        "HAL-091",
    ),
    (
        "the reason of a state is written otherwise",
        [
            put(IDEA, "tila: aihiona", "tila: aihiona\n    perustelu: Idea on tärkeä."),
            put(IDEA, "Idea on tärkeä.", "Idea on vähäinen."),
        ],
        "HAL-090 historian rivin 3 (`aihiona` 2026-02-12) `perustelu` muuttui",
    ),
    (
        "the meeting of a state changes",
        [put(IDEA, "tila: kasittelyssa\n    kokous: koordinaatioryhma-2026-02", "tila: kasittelyssa")],
        "HAL-090",
    ),
    ("a state is removed", [put(IDEA, "  - pvm: 2026-02-12\n    tila: aihiona\n", "")], "HAL-090"),
    (
        "the day of a state changes",
        [put(IDEA, "pvm: 2026-01-12\n    tila", "pvm: 2026-01-11\n    tila")],
        "HAL-090",
    ),
    ("a held meeting is to come again", [put(MEETING, "tila: pidetty", "tila: suunniteltu")], "HAL-093"),
    (
        "a page is removed",
        [remove("data/palvelut/mallirekisteri.yaml")],
        "HAL-092 osoite `palvelut/mallirekisteri/` on poistunut eikä sille ole selitystä",
    ),
    (
        "a page gets another address",
        [rename("data/palvelut/mallirekisteri.yaml", "data/palvelut/uusi-rekisteri.yaml")],
        "HAL-092 osoite `palvelut/mallirekisteri/` on poistunut eikä sille ole selitystä",
    ),
    ("a decision gets another id", [rename(DECISION, "data/paatokset/linkit.yaml")], "HAL-092"),
]


@pytest.mark.parametrize(
    ("steps", "problem"), [case[1:] for case in FALSIFIED], ids=[case[0] for case in FALSIFIED]
)
def test_a_falsified_history_is_found_afterwards(small_texts: Texts, steps: list[Step], problem: str) -> None:
    said = told(small_texts, *steps)

    assert [each for each in said if each.startswith(problem)], said
    assert len({each[:7] for each in said}) == len(said), "one mistake, one finding of a kind"


@pytest.mark.parametrize(
    ("steps", "problem"), [case[1:] for case in FALSIFIED], ids=[case[0] for case in FALSIFIED]
)
def test_it_is_found_before_it_is_saved_too(small_texts: Texts, steps: list[Step], problem: str) -> None:
    *before, last = steps

    assert [each for each in told(small_texts, *before, uncommitted=last) if each.startswith(problem)]


HONEST = [
    ("nothing happens", []),
    ("an edit is taken back", [OTHER, AGAIN]),
    ("a comment and the order of keys", [both(end(DECISION, "# huomautus\n"), end(GUIDELINE, "\n"))]),
    ("a text is folded", [put(DECISION, TEXT, TEXT.replace(": ", ": >-\n  "))]),
    ("a mistake is corrected with a note", [both(OTHER, NOTE)]),
    ("and nothing more is changed", [both(OTHER, NOTE), end(IDEA, "\n")]),
    ("a follow-up is written", [end(DECISION, "seurantapaiva: 2026-12-01\n")]),
    (
        "an unwritten outcome is told",
        [put(DECISION, "tulos: hyvaksytty\n", ""), end(DECISION, "tulos: hyvaksytty\n")],
    ),
    ("a new state", [end("data/ideat/mallilomake.yaml", "")]),
    ("a draft is edited", [put("data/paatokset/mallikieliversiot.yaml", "nimi: ", "nimi: Luonnos: ")]),
    (
        "a removed page is explained",
        [
            both(
                rename("data/palvelut/mallirekisteri.yaml", "data/palvelut/uusi-rekisteri.yaml"),
                write(
                    "data/poistetut/mallirekisteri.yaml",
                    "nimi: Mallirekisteri\nosoite: palvelut/mallirekisteri/\npvm: 2026-09-03\nsyy: Nimi vaihtui.\n",
                ),
            )
        ],
    ),
    (
        "a removal was decided on",
        [both(remove(DECISION), TOMBSTONE, waiver("HAL-094", "poistetut/mallipienkehitys"))],
    ),
    (
        "a row was decided to be mended",
        [
            both(
                put(IDEA, "pvm: 2026-01-12\n    tila", "pvm: 2026-01-11\n    tila"),
                waiver("HAL-090", "ideat/mallihaku"),
            )
        ],
    ),
    ("an edit was decided on", [both(OTHER, waiver("HAL-091", "paatokset/mallipienkehitys"))]),
    ("a file that could not be read is mended", [put(DECISION, "nimi: ", "nimi: [")]),
]


@pytest.mark.parametrize("steps", [case[1] for case in HONEST], ids=[case[0] for case in HONEST])
def test_what_is_honest_is_let_through(small_texts: Texts, steps: list[Step]) -> None:
    assert told(small_texts, *steps) == []


def test_a_waiver_holds_until_its_day(small_texts: Texts) -> None:
    ended = waiver("HAL-091", "paatokset/mallipienkehitys", until="2026-10-01")

    assert told(small_texts, both(OTHER, ended))


def test_a_finding_tells_which_version_said_otherwise(small_texts: Texts) -> None:
    (only,) = found(small_texts, OTHER)

    assert re.search(r"; aiempi tieto on versiossa 0000000000 \(1\.9\.2026\)$", only.problem)
    assert only.place.path == DECISION


def test_a_version_that_todays_kind_cannot_read_is_compared_as_it_was_written(small_texts: Texts) -> None:
    old = put(DECISION, "aihe: muutos", "aihe: muutos\nentinen_kentta: vanha")
    now = both(put(DECISION, "\nentinen_kentta: vanha", ""), OTHER)
    texts = dict(small_texts)
    old(texts)

    assert [each[:7] for each in told(texts, now)] == ["HAL-091"]
    assert told(texts, put(DECISION, "\nentinen_kentta: vanha", "")) == []


def test_the_example_handbook_is_bound_from_when_it_became_one_of_its_own(small_texts: Texts) -> None:
    settings = "data/asetukset.yaml"
    texts = {**small_texts, "data/esimerkit/paatokset/oma.yaml": small_texts[DECISION]}
    texts[settings] = re.sub(rb"julkaise_esimerkki: \w+\n", b"", texts[settings])
    own = end(settings, "julkaise_esimerkki: true\n")
    edit = put("data/esimerkit/paatokset/oma.yaml", TEXT, "paatosteksti: Muuta.")

    assert told(texts, edit, own) == []
    assert told(texts, both(edit, own)) == []
    assert [each[:7] for each in told(texts, own, edit)] == ["HAL-091"]
