"""The parser's complaint in an editor's words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hallinta.yaml_text.plain import Fault, Spot, spot
from hallinta.yaml_text.quotes import never_closed, unclosed

_QUOTE_VALUE = "pane arvo lainausmerkkeihin"
_MISINDENT = (
    "sisennä saman tason avaimet ja saman luettelon viivat samaan sarakkeeseen, "
    "kaksi välilyöntiä kutakin tasoa kohti"
)

_UNCLOSED = (
    "hakasulku tai aaltosulku jää sulkematta",
    "lisää puuttuva `]` tai `}`, tai kirjoita luettelo riveittäin viivoilla",
)

_NO_COLON = (
    "rivillä ei ole kaksoispistettä ja sen jälkeistä välilyöntiä",
    "kirjoita `avain: arvo` tai luettelon kohtaan `- arvo`; jos rivi jatkaa edellistä, sisennä se sitä syvemmälle",
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
        *_NO_COLON,
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


_NO_SPACE = ("kaksoispisteen jälkeen puuttuu välilyönti", "kirjoita `avain: arvo`")
_HARD_SPACE = ("kaksoispisteen jälkeen on sitova välilyönti", "korvaa se tavallisella välilyönnillä")
JOINED = (
    "rivi on sisennetty syvemmälle kuin edellinen, joten YAML lukee sen edellisen rivin arvon jatkoksi",
    "sisennä rivi samaan sarakkeeseen kuin muut saman tason rivit; monirivinen teksti tarvitsee merkinnän `>-`",
)
NO_KEY = ("avain ei ole sana", "kirjoita avain muodossa `avain: arvo`")
_NO_KEYS = ("tiedostossa on pelkkää tekstiä", "kirjoita tiedot muodossa `avain: arvo`, yksi avain riville")
_UNKNOWN = (
    "rivi ei ole kelvollista YAMLia",
    "vertaa riviä saman lajin toiseen tiedostoon ja kirjoita se samaan muotoon",
)

_GLUED_DASH = re.compile(r"^( *)-[^\s-][^:]*:(\s|$)")
_START_DASH = "aloita luettelon kohta viivalla ja välilyönnillä: `- `"
_NO_SPACE_AFTER_DASH = ("viivan jälkeen puuttuu välilyönti", _START_DASH)
_NO_DASH = ("luettelon kohdasta puuttuu viiva", _START_DASH)
_BULLET = re.compile("^ *([•●▪◦‣·\uf0b7–—*])[\\s\u00a0]")
_BAD_DASH = re.compile(r"^ *-([^\s-]|[\t\u00a0])")
_GLUED_KEY = re.compile(r"^(\s*(?:- )?[a-z_]+):([^ \t/:])")

# The complaint, what stands on the line before the spot complained of -> what it means.
_LINES: tuple[tuple[str, str, str, str], ...] = (
    (
        "mapping values are not allowed",
        r":\s+[”“„»’‘][^:]*$",
        "kaareva lainausmerkki ei rajaa arvoa, joten YAML lukee kaksoispisteen uudeksi avaimeksi",
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
        "did not find expected (key|'-')",
        r"^\s*(- )?([\w.-]+:\s+)?([\"']).*\3\s*$",
        "lainausmerkki sulkeutuu ennen tekstin loppua",
        'pane koko arvo lainausmerkkeihin; jos tekstissä on heittomerkki, käytä uloimpana merkkiä `"`',
    ),
)


def bad_dash(row: str, line: int) -> Fault | None:
    """What is wrong with a row that was meant to begin an item of a list, if it was."""
    if match := _BULLET.match(row):
        return Fault(
            line, match.start(1) + 1, f"luettelon kohta alkaa merkillä `{match.group(1)}`", _START_DASH
        )
    if match := _BAD_DASH.match(row):
        name = {"\t": "sarkain", "\u00a0": "sitova välilyönti"}.get(match.group(1))
        at = match.start(1) + 1 if name else match.start(1)
        return Fault(
            line, at, *((f"viivan jälkeen on {name}", _START_DASH) if name else _NO_SPACE_AFTER_DASH)
        )
    return None


def bare_text(text: str) -> Fault:
    """Why a whole file was read as one piece of text."""
    lines = range(1, text.count("\n") + 2)
    return next(filter(None, (_no_space(text, line) for line in lines)), Fault(1, 1, *_NO_KEYS))


def in_words(error: Exception, text: str, quoted: Iterable[tuple[Spot, Spot]]) -> Fault:
    """Place, problem and way out of what the YAML parser refused; ``quoted`` are the texts in quotes."""
    parts = (getattr(error, name, None) for name in ("context", "problem", "reason"))
    complaint = " ".join(str(part) for part in parts if part)
    line, column = _place(error, complaint, text)
    if fault := unclosed(text.splitlines(), (span for span in quoted if span[0][0] <= line)):
        return fault
    if re.search("quoted scalar.*(end of stream|document)", complaint):
        return never_closed(text.splitlines()[line - 1][column - 1], (line, column))
    if fault := _no_space(text, line):
        return fault
    if "flow node" in complaint and line > len(text.splitlines()):
        return Fault(*spot(text, max(text.rfind("["), text.rfind("{"))), *_UNCLOSED)
    row = "".join(text.splitlines()[line - 1 : line])
    if re.match(r"\s*:(\s|$)", row):
        return Fault(line, column, *NO_KEY)
    if re.search(_AT_AN_ITEM, complaint) and (fault := bad_dash(row, line)):
        return fault
    if "mapping values" in complaint and (fault := _fault_above(text, line)):
        return fault
    if "simple key" in complaint and _beside_a_list(text, line):
        return Fault(line, column, *_NO_DASH)
    for words, before, problem, fix in _LINES:
        if re.search(words, complaint) and (match := re.search(before, row[: column - 1])):
            column = match.start("at") + 1 if "at" in match.groupdict() else column
            return Fault(line, column, problem, fix)
    for words, problem, fix in _WORDS:
        if re.search(words, complaint):
            return Fault(line, column, problem, fix)
    return Fault(line, column, *_UNKNOWN)


_AT_AN_ITEM = "simple key|expected '-'|alias|cannot start"


def _beside_a_list(text: str, line: int) -> bool:
    """Whether the row above is an item of a list that this row stands beside."""
    above, row = text.splitlines()[line - 2 : line] if line > 1 else ("", "")
    return re.match(r" *- ", above) is not None and _depth(above) == _depth(row)


def _fault_above(text: str, line: int) -> Fault | None:
    """What is wrong with the row above, when it made this row's key a surprise: a deeper row was meant to go
    on with the item it begins, and a row beside it to follow a key of its own.
    """
    above, row = text.splitlines()[line - 2 : line] if line > 1 else ("", "")
    depth, depth_above = _depth(row), _depth(above)
    if depth > depth_above:
        return bad_dash(above, line - 1)
    if depth == depth_above and re.fullmatch(r"\s*[^\s:#'\"][^:#'\"]*", above):
        return Fault(line - 1, depth + 1, *_NO_COLON)
    return None


def _depth(row: str) -> int:
    return len(row) - len(row.lstrip())


_OPENING = "quoted scalar|flow sequence|flow mapping|alias|anchor|simple key"
"""What began somewhere and never ended: the start is the place to mend."""


def _place(error: Exception, complaint: str, text: str) -> Spot:
    problem, context = (getattr(error, name, None) for name in ("problem_mark", "context_mark"))
    mark = context if re.search(_OPENING, complaint) and context else problem or context
    if mark and context and mark.line >= len(text.splitlines()):
        mark = context  # the complaint is past the end; where it began is inside
    if mark is None:  # the reader's errors give a character offset instead
        return spot(text, min(int(getattr(error, "position", 0) or 0), len(text)))
    return min(mark.line + 1, text.count("\n") + 1), mark.column + 1


def _no_space(text: str, line: int) -> Fault | None:
    """``nimi:Koski`` reads as plain text and the parser complains only on a later line, so look back a
    line.
    """
    lines = text.splitlines()
    for number in (line, line - 1):
        row = lines[number - 1] if 1 <= number <= len(lines) else ""
        if match := _GLUED_KEY.match(row):
            hard = match.group(2) == "\u00a0"
            return Fault(number, match.end(1) + 1 + hard, *(_HARD_SPACE if hard else _NO_SPACE))
        if match := _GLUED_DASH.match(row):
            return Fault(number, match.end(1) + 1, *_NO_SPACE_AFTER_DASH)
    return None
