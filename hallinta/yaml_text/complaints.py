"""The parser's complaint in an editor's words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hallinta.yaml_text.characters import QUOTES, called
from hallinta.yaml_text.losses import CLOSED_EARLY, JOINED, cut, cut_above
from hallinta.yaml_text.mending import odd_mark
from hallinta.yaml_text.plain import Fault, Spot, spot
from hallinta.yaml_text.quotes import never_closed, unclosed
from hallinta.yaml_text.rows import NO_COLON, bad_dash, fault_above, no_dash, no_first_dash, no_space

_QUOTE_VALUE = "pane arvo lainausmerkkeihin"
_MISINDENT = (
    "sisennä saman tason avaimet ja saman luettelon viivat samaan sarakkeeseen, "
    "kaksi välilyöntiä kutakin tasoa kohti"
)

_UNCLOSED = (
    "hakasulku tai aaltosulku jää sulkematta",
    "lisää puuttuva `]` tai `}`, tai kirjoita luettelo riveittäin viivoilla",
)

# The parser's complaint -> what it means to an editor. The first pattern that matches wins.
_WORDS: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "arvossa on kaksoispiste ja välilyönti (`: `), jonka YAML lukee uudeksi avaimeksi",
        'pane arvo lainausmerkkeihin, esim. `nimi: "Koski: opinnot"`, tai korjaa rivin sisennys',
    ),
    (
        "could not find expected ':'",
        *NO_COLON,
    ),
    (
        "found character '%'|found character that cannot start any token|cannot start",
        "arvo alkaa merkillä, jota YAML ei salli alussa",
        "pane arvo lainausmerkkeihin",
    ),
    (
        "found unknown escape character",
        "kaksinkertaisissa lainausmerkeissä on kenoviiva, jota YAML ei tunne",
        "käytä yksinkertaisia lainausmerkkejä ('…') tai kirjoita kenoviiva kahdesti",
    ),
    ("did not find expected ',' or", *_UNCLOSED),
    (
        "scanning an alias|scanning an anchor",
        "arvo alkaa merkillä `*` tai `&`, jonka YAML lukee viittaukseksi",
        "pane arvo lainausmerkkeihin",
    ),
    (
        "scanning a block scalar",
        "arvo alkaa merkillä `>` tai `|`, jonka jälkeen teksti kuuluu seuraaville riveille",
        "pane arvo lainausmerkkeihin tai siirrä teksti seuraavalle riville sisennettynä",
    ),
    ("did not find expected node content", "arvo alkaa merkillä, jota YAML ei salli alussa", _QUOTE_VALUE),
    (
        "did not find expected key",
        "sisennys ei täsmää muihin riveihin",
        _MISINDENT,
    ),
    (
        "did not find expected '-' indicator",
        "luettelon rivi ei ala viivalla tai sen sisennys ei täsmää",
        "aloita uusi kohta viivalla samasta sarakkeesta kuin muut; kohdan avaimet alkavat kaksi merkkiä viivan jälkeen",
    ),
    (
        "mapping keys are not allowed",
        "arvo alkaa kysymysmerkillä, jonka YAML lukee avaimen aluksi",
        "pane arvo lainausmerkkeihin; jos tietoa ei ole, kirjoita `null`",
    ),
    (
        "block sequence entries are not allowed",
        "luettelon viiva on paikassa, jossa se ei voi olla",
        "siirrä luettelo omille riveilleen avaimen alle; jos tietoa ei ole, kirjoita `null`",
    ),
    (
        "control characters are not allowed|special characters are not allowed|unacceptable character",
        "tiedostossa on näkymätön ohjausmerkki",
        "poista merkki ja kirjoita kohta uudelleen",
    ),
    ("undefined alias", "YAML-viittaukset (`*`) eivät ole käytössä", "pane teksti lainausmerkkeihin"),
)


NO_KEY = ("avain ei ole sana", "kirjoita avain muodossa `avain: arvo`")
_NO_KEYS = ("tiedostossa on pelkkää tekstiä", "kirjoita tiedot muodossa `avain: arvo`, yksi avain riville")
_UNKNOWN = (
    "rivi ei ole kelvollista YAMLia",
    "vertaa riviä saman lajin toiseen tiedostoon ja kirjoita se samaan muotoon",
)

# The complaint, what stands on the line before the spot complained of -> what it means.
_LINES: tuple[tuple[str, str, str, str], ...] = (
    (
        "mapping values are not allowed",
        rf":\s+(?P<odd>[{QUOTES}])[^:]*$",
        "{} ei rajaa arvoa, joten YAML lukee kaksoispisteen uudeksi avaimeksi",
        'vaihda kaarevat lainausmerkit suoriin: `"…"`',
    ),
    ("mapping values are not allowed", r"^\s*[\w.-]+$", *JOINED),
    (
        "did not find expected (key|'-')",
        r"^\s*(- )?([\w.-]+:\s+)?(?P<at>\[.*\]|\{.*\}).*$",
        "arvo alkaa sululla, jonka YAML lukee luettelon tai avainten aluksi",
        "pane koko arvo lainausmerkkeihin",
    ),
    (
        "did not find expected (key|'-')|block sequence entries",
        r"^\s*(- )?([\w.-]+:\s+)?([\"']).*\3\s*$",
        *CLOSED_EARLY,
    ),
)


def bare_text(text: str) -> Fault:
    """Why a whole file was read as one piece of text."""
    lines = text.splitlines()
    for line, row in enumerate(lines, 1):
        if fault := no_space(lines, line) or odd_mark(row, line):
            return fault
    return Fault(1, 1, *_NO_KEYS)


def in_words(error: Exception, text: str, quoted: Iterable[tuple[Spot, Spot]]) -> Fault:
    """Place, problem and way out of what the YAML parser refused; ``quoted`` are the texts in quotes."""
    parts = (getattr(error, name, None) for name in ("context", "problem", "reason"))
    complaint = " ".join(str(part) for part in parts if part)
    line, column = _place(error, complaint, text)
    lines = text.splitlines()
    row = "".join(lines[line - 1 : line])
    before = [span for span in quoted if span[0][0] <= line]
    if fault := unclosed(lines, before) or _after_quotes(lines, before, complaint):
        return fault
    if re.search("quoted scalar.*(end of stream|document)", complaint):
        return never_closed(row[column - 1 : column], (line, column))
    if fault := no_space(lines, line):
        return fault
    if "flow node" in complaint and line > len(lines):
        return Fault(*spot(text, max(text.rfind("["), text.rfind("{"))), *_UNCLOSED)
    if re.match(r"\s*:(\s|$)", row):
        return Fault(line, column, *NO_KEY)
    return _of_the_row(complaint, lines, row, line) or _of_the_spot(complaint, row, line, column)


def _after_quotes(lines: list[str], quoted: Iterable[tuple[Spot, Spot]], complaint: str) -> Fault | None:
    """Text that goes on right after a closing mark: YAML took it for a comment, or stumbled on it in brackets."""
    for _, end in quoted:
        row = lines[end[0] - 1] if end[0] <= len(lines) else ""
        if fault := cut(row, end):
            return fault
        if "expected ',' or" in complaint and (more := _GOES_ON.match(row, end[1] - 1)):
            return Fault(end[0], more.end(), *CLOSED_EARLY)
    return None


_GOES_ON = re.compile(r"\s*[^\s,\]}:#]")


def _of_the_row(complaint: str, lines: list[str], row: str, line: int) -> Fault | None:
    if re.search(_AT_AN_ITEM, complaint) and (fault := bad_dash(row, line)):
        return fault
    if "mapping values" in complaint and (fault := fault_above(lines, line)):
        return fault
    if "expected key" in complaint and (fault := cut_above(lines, line) or no_first_dash(lines, line)):
        return fault
    return no_dash(lines, line) if "simple key" in complaint else None


def _of_the_spot(complaint: str, row: str, line: int, column: int) -> Fault:
    for words, before, problem, fix in _LINES:
        if re.search(words, complaint) and (match := re.search(before, row[: column - 1])):
            column = match.start("at") + 1 if "at" in match.groupdict() else column
            odd = match.groupdict().get("odd")
            return Fault(line, column, problem.format(called(odd)) if odd else problem, fix)
    for words, problem, fix in _WORDS:
        if re.search(words, complaint):
            return Fault(line, column, problem, fix)
    return Fault(line, column, *_UNKNOWN)


_AT_AN_ITEM = "simple key|expected '-'|alias|cannot start"


_OPENING = "quoted scalar|flow sequence|flow mapping|alias|anchor|simple key"
"""What began somewhere and never ended: the start is the place to mend."""


def _place(error: Exception, complaint: str, text: str) -> Spot:
    problem, context = (getattr(error, name, None) for name in ("problem_mark", "context_mark"))
    mark = context if re.search(_OPENING, complaint) and context else problem or context
    end = len(text.splitlines())
    if mark and context and mark.line >= end:
        mark = context  # the complaint is past the end; where it began is inside
    if mark is None:  # the reader's errors give a character offset instead
        return spot(text, min(int(getattr(error, "position", 0) or 0), len(text)))
    return min(mark.line + 1, end + 1), mark.column + 1
