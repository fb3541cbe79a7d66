"""Slips and spoils: a file of the data as it might become in careless or unkind hands, by bytes, lines or values."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Mapping
from typing import Any

from hallinta.yaml_text import parse

VALUES: tuple[Any, ...] = (
    *(None, "", " ", "a", "TÄYTÄ", "null", "true", "no", "0", "-1", "007", "999999999", "9" * 30, "1e9", "1,5", "NaN"),
    *("0001-01-01", "1900-01-01", "2024-02-29", "2026-02-31", "2099-12-31", "9999-12-31", "31.12.2026", "2026-11"),
    *("12:30", "ei-ole", "okm", "ryhmat/johtoryhma", "termit/malli", "sivut/malli/index", "*", "/", "a/b/c", "../../a"),
    *("palvelut/", "<script>", "{{ 7*7 }}", "[a](javascript:x)", "x" * 3000, "rivi\ntoinen", "a\u00a0b", "e\u0301"),
    *("\u202ea", "🙂", "\x07", "https://", "http://[", "mailto:a@b", "https://a.example/{path}", "ftp://a.example/"),
    *([], [None], ["a", "a"], [[]], {}, {"a": "b"}, {"fi": None}, {"fi": "a", "xx": "b"}),
)  # fmt: skip
PIECES = (
    *(": ", ":", "- ", "  ", "\n", "\n\n", "\t", " #", "'", '"', "[", "]", "{", "}", ",", "|\n", ">-\n", "&a ", "*a"),
    *("!!str ", "---\n", "...\n", "<<: ", "? ", "%", "@", "`", "\\", "\r\n", "\u2028", "\x85", "\0", "\ufeff"),
    *("nimi: x\n", "{{", "{%"),
)  # fmt: skip
SPOILS = (
    b"\xff",
    b"\xfe\xff",
    b"\x00",
    b"\xc3",
    b"\xed\xa0\x80",
    b"\xef\xbb\xbf",
    b"\r",
    b"\x1b[0m",
    b"\xc2\xa0",
)


def mutant(chance: random.Random, data: bytes, *, prose: bool = False) -> bytes:
    """The file with from one to a few changes of one sort."""
    sort = chance.choice(("bytes", "lines", "lines", "values", "values") if not prose else ("bytes", "lines"))
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        data = {"bytes": _bytes, "lines": _lines, "values": _values}[sort](chance, data)
    return data


def _bytes(chance: random.Random, data: bytes) -> bytes:
    start = chance.randint(0, len(data))
    end = min(len(data), start + chance.choice((0, 1, 1, 2, 5, 40)))
    put = chance.choice(
        (b"", chance.choice(SPOILS), bytes([chance.randint(0, 255)]), data[start:end] * 2, data[:start])
    )
    return data[:start] + put + data[end:]


def _lines(chance: random.Random, data: bytes) -> bytes:
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    row = chance.randrange(len(lines))
    line, other = lines[row], chance.randrange(len(lines))
    match chance.randint(0, 8):
        case 0:
            del lines[row]
        case 1:
            lines.insert(other, line)
        case 2:
            lines[row], lines[other] = lines[other], line
        case 3:
            lines[row] = chance.choice(("  ", " ", "\t", "- ")) + line
        case 4:
            lines[row] = line[chance.randint(1, 3) :]
        case 5:
            lines[row : row + 2] = ["".join(lines[row : row + 2])]
        case 6:
            place = chance.randint(0, len(line))
            lines[row] = line[:place] + chance.choice(PIECES) + line[place:]
        case 7:
            value = json.dumps(chance.choice(VALUES), ensure_ascii=chance.random() < 0.5)
            lines[row] = re.sub(r"(: |- ).*", lambda found: found[1] + value, line, count=1)
        case _:
            lines[row] = re.sub(r"[\w-]+", lambda found: found[0][1:] + found[0][:1], line, count=1)
    return "\n".join(lines).encode("utf-8", "surrogateescape")


def _values(chance: random.Random, data: bytes) -> bytes:
    tree = parse(data).value
    spots = list(_spots(tree)) if isinstance(tree, dict) else []
    if not spots:
        return _lines(chance, data)
    tree = json.loads(json.dumps(tree))  # what the reader keeps is not ours to change
    spots = list(_spots(tree))
    (owner, key), (_, other) = chance.choice(spots), chance.choice([(o[k], k) for o, k in spots])
    match chance.randint(0, 7):
        case 0:
            del owner[key]
        case 1 if isinstance(owner, dict):
            owner[str(key)[:-1] + chance.choice("aeiost")] = owner.pop(key)
        case 2:
            owner[key] = chance.choice(([owner[key]], {"fi": owner[key]}, {str(key): owner[key]}))
        case 3 if isinstance(owner[key], list):
            owner[key] = owner[key] * chance.choice((0, 2, 30))
        case 4:
            owner[key] = json.loads(json.dumps(chance.choice(spots)[0]))
        case 5 if isinstance(owner, dict):
            owner[str(other)] = owner[key]
        case _:
            owner[key] = chance.choice(VALUES)
    return json.dumps(tree, ensure_ascii=False, indent=0).encode("utf-8", "surrogatepass")


def _spots(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Every place of a value: what holds it, and its key or index there."""
    for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
        yield tree, key
        if isinstance(value, dict | list):
            yield from _spots(value)


def spoilt(seed: int, texts: Mapping[str, bytes], count: int) -> dict[str, bytes]:
    """A set in which ``count`` files are mutants, some in place of a good one and some beside it. The settings
    are among them seldom, since without them nothing else is looked at.
    """
    chance = random.Random(seed)
    made = dict(texts)
    settings = "data/asetukset.yaml"
    among = [path for path in texts if path != settings]
    for number in range(count - 1):
        path = chance.choice(among)
        home, _, name = path.rpartition("/")
        place = path if chance.random() < 0.5 else f"{home}/{_name(chance, name, number)}"
        made[place] = mutant(chance, texts[path], prose=path.endswith(".md"))
    last = settings if chance.random() < 0.15 else chance.choice(among)
    made[last] = mutant(chance, texts[last], prose=last.endswith(".md"))
    return made


def _name(chance: random.Random, name: str, number: int) -> str:
    stem, _, ending = name.rpartition(".")
    if re.fullmatch("[0-9.-]+|A-[0-9]+", stem) and chance.random() < 0.9:
        return re.sub("[0-9]{2}$", f"{number % 100:02}", stem) + f".{ending}"
    return chance.choice(
        (f"m-{number}.{ending}", f"m-{number}.{ending}", f"M {number}.{ending}", f"m-{number}.yml")
    )
