"""Whole sets of data made at random by walking the models: every field, absent or null or odd, and what it names."""

from __future__ import annotations

import json
import random
import re
import typing
from collections.abc import Callable, Mapping
from datetime import date, time, timedelta
from decimal import Decimal
from types import UnionType
from typing import Any

from kaikki import SMALL
from pydantic import BaseModel

from hallinta.handbook import SINGLES, data_folders, kinds
from hallinta.records import fields
from hallinta.records.base import Record
from hallinta.records.fields import Kielistetty, Refers
from hallinta.records.malli import Nakyma
from hallinta.records.palvelu import Palvelu
from hallinta.records.vuosikello import Viikkonumero
from hallinta.rules import RULES
from hallinta.yaml_text import parse

WORDS = (
    *("asia", "hanke", "Koski", "OPH:n", "työ", "yötä", "Åland", "é", "ß", "ﬁ", "2026.", "1)", "-", "–", "a" * 60),
    *("<b>", "</script>", "&amp;", "'", '"', "”", "`koodi`", "*a*", "**b", "_c_", "[a](palvelut/mallipalvelu)", "[x](",
      "[y](https://a.example/?b=1&c=2)", "{{ a }}", "{% b %}", "${c}", "%20", "#", "|", "\\", "//", "/*", "]]>", "=1+1",
      "@a", ";", ",", ":", "a: b", "null", "true", "2026-02-31", "12:30", "🙂", "日本", "עברית",
      "e\u0301", "BEGIN:VEVENT"),
)  # fmt: skip
"""What texts are put together of: words, and what means something in some form that texts are written in."""

NUMBERS = ("0", "1", "2", "3", "7", "12", "30", "53", "120", "365", "3650", "9999")
YEARS = ("1900", "1999", "2020", "2024", "2025", "2026", "2027", "2028", "2099")
DAYS = ("1900-01-01", "1900-02-28", "2000-02-29", "2020-12-31", "2024-02-29", "2025-12-29", "2026-01-01", "2026-03-29",
        "2026-11-22", "2026-12-31", "2027-01-01", "2032-12-31", "2099-01-01", "2099-12-31")  # fmt: skip
MONEY = ("0", "0.01", "299999.99", "300000", "500000.01", "1000000", "999999999999.99")
ADDRESSES = ("https://a.example/", "http://a.example:8080/b?c=d&e=f#g", "mailto:a@b.example", "https://ä.example/ö",
             "https://a.example/{path}", "https://a.example/" + "b" * 300)  # fmt: skip
PLACES = ("/", "/malli/", "/malli/rakenne/", "/palvelut/mallipalvelu/", "/ei/ole/", "/a.b-c/")


class Maker:
    """Makes records of a seed. ``known`` has the ids that records may name, by folder."""

    def __init__(self, seed: int, known: Mapping[str, list[str]]) -> None:
        self.random = random.Random(seed)
        self.known = known

    def often(self, share: float) -> bool:
        return self.random.random() < share

    def one(self, among: typing.Sequence[Any]) -> Any:
        return self.random.choice(among)

    # --- plain values

    def line(self) -> str:
        return " ".join(self.one(WORDS) for _ in range(self.random.choice((1, 1, 2, 3, 6, 20))))

    def text(self) -> str:
        gap = self.one((" ", " ", "\n", "\n\n", "\n- ", "\n1. "))
        return str(gap.join(self.line() for _ in range(self.one((1, 1, 1, 2, 4)))))

    def day(self) -> str:
        if self.often(0.3):
            return str(self.one(DAYS))
        return (date(2026, 11, 22) + timedelta(days=self.random.randint(-900, 900))).isoformat()

    def reference(self, refers: Refers) -> str:
        if refers.folder != "*":
            ids = self.known.get(refers.folder, [])
            return str(self.one(ids)) if ids and self.often(0.97) else f"puuttuva-{self.random.randint(1, 9)}"
        folder = self.one(refers.kinds or tuple(self.known))
        ids = self.known.get(folder, [])
        return f"{folder}/{self.one(ids) if ids and self.often(0.97) else 'puuttuva'}"

    # --- what a field may hold

    def record(self, model: type[BaseModel], path: tuple[str, ...] = ()) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for name, info in model.model_fields.items():
            if not info.is_required() and self.often(0.4):
                continue
            annotation: Any = info.annotation
            made[name] = self.value(annotation, tuple(info.metadata), model, (*path, name))
        return made | ({"teksti": self.line()} if model is Nakyma and not made.get("kohta") else {})

    def value(
        self, annotation: Any, marks: tuple[Any, ...], model: type[BaseModel], path: tuple[str, ...]
    ) -> Any:
        origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
        if origin is typing.Annotated:
            return self.value(arguments[0], (*arguments[1:], *marks), model, path)
        if origin in (typing.Union, UnionType):
            inner = [each for each in arguments if each is not type(None)]
            empty = type(None) in arguments and self.often(0.25)
            return None if empty else self.value(self.one(inner), marks, model, path)
        if origin is typing.Literal:
            return self.one(arguments)
        if origin is tuple:
            return self.items(arguments[0], marks, model, path)
        if isinstance(annotation, type) and issubclass(annotation, Kielistetty):
            return self.in_languages(annotation)
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return self.record(annotation, path)
        return self.scalar(annotation, marks, model, path)

    def items(
        self, annotation: Any, marks: tuple[Any, ...], model: type[BaseModel], path: tuple[str, ...]
    ) -> Any:
        count = self.one((0, 1, 1, 2, 3, 5))
        made = [self.value(annotation, marks, model, path) for _ in range(count)]
        distinct = {json.dumps(each, sort_keys=True): each for each in made}
        return list(distinct.values()) if self.often(0.95) else made

    def in_languages(self, kind: type[Kielistetty]) -> Any:
        text = self.line if kind is fields.Nimi else self.text
        if self.often(0.7):
            return text()
        return {"fi": text(), **{code: text() for code in ("sv", "en") if self.often(0.5)}}

    def scalar(
        self, annotation: Any, marks: tuple[Any, ...], model: type[BaseModel], path: tuple[str, ...]
    ) -> Any:
        if refers := next((mark for mark in marks if isinstance(mark, Refers)), None):
            return self.reference(refers)
        if (chosen := CHOSEN.get((model.__name__, path[-1]))) and self.often(0.9):
            return str(self.one(chosen(self, path)))
        for kind, make in WRITTEN:
            if any(mark in marks for mark in kind):
                return make(self)
        return {
            date: self.day,
            time: lambda: f"{self.random.randint(0, 23):02}:{self.one((0, 15, 59)):02}",
            bool: lambda: self.one(("true", "false")),
            Decimal: lambda: self.one(MONEY),
            int: lambda: self.one(NUMBERS),
        }.get(annotation, self.line)()


def _marks(alias: Any) -> tuple[Any, ...]:
    """What tells a type of ours apart: the validator that reads it."""
    return typing.get_args(alias)[1:2]


WRITTEN: list[tuple[tuple[Any, ...], Callable[[Maker], str]]] = [
    (_marks(fields.Vuosi), lambda maker: maker.one(YEARS)),
    (_marks(fields.Kuukausi), lambda maker: f"{maker.one(YEARS)}-{maker.random.randint(1, 12):02}"),
    (_marks(fields.KuukaudenNumero), lambda maker: str(maker.random.randint(1, 12))),
    (_marks(Viikkonumero), lambda maker: str(maker.random.randint(1, 53))),
    (_marks(fields.Henkilotyovuodet), lambda maker: maker.one(("0", "0.05", "1.5", "99999.99"))),
    (_marks(fields.Lukumaara), lambda maker: maker.one(NUMBERS)),
    (_marks(fields.PaivienMaara), lambda maker: maker.one(NUMBERS[:-1])),
    (_marks(fields.KuukausienMaara), lambda maker: maker.one(NUMBERS[1:-3])),
    (_marks(fields.Osoite), lambda maker: maker.one(ADDRESSES)),
    (typing.get_args(fields.SivunOsoite)[2:3], lambda maker: maker.one(PLACES)),
    (_marks(fields.Teksti), lambda maker: maker.text()),
]

_SETTINGS: Any = parse(SMALL["data/asetukset.yaml"]).value
_STATES = {folder: [each["tila"] for each in states] for folder, states in _SETTINGS["tilakoneet"].items()}
_PHASES = [each["id"] for each in _SETTINGS["tulossopimusvaiheet"]]
_CHAPTERS = [each["numero"] for each in _SETTINGS["asiakirja"]["luvut"]]


def _states(maker: Maker, path: tuple[str, ...]) -> list[str]:
    return _STATES.get(path[0]) or next((_STATES[part] for part in path if part in _STATES), ["tuntematon"])


CHOSEN: dict[tuple[str, str], Callable[[Maker, tuple[str, ...]], typing.Sequence[str]]] = {
    ("Tilamerkinta", "tila"): _states,
    ("Tila", "tila"): _states,
    ("Tila", "seuraavat"): _states,
    ("Tapahtuma", "vaihe"): lambda maker, path: _PHASES,
    ("VaiheenAika", "vaihe"): lambda maker, path: _PHASES,
    ("Vaihe", "id"): lambda maker, path: [*_PHASES, "muu", "toinen"],
    ("Vaihe", "seuraavat"): lambda maker, path: _PHASES,
    ("Luku", "numero"): lambda maker, path: [*_CHAPTERS, "3", "3.1", "3.1.1"],
    ("Lauseke", "luku"): lambda maker, path: _CHAPTERS,
    ("Vaatimus", "kohde"): lambda maker, path: [*Palvelu.model_fields, "palvelukortti", "ohje"],
    ("Poikkeus", "saanto"): lambda maker, path: list(RULES),
    ("Poistettu", "osoite"): lambda maker, path: [
        "/vanha/sivu/",
        "/palvelut/mallipalvelu/",
        "vanha",
        "/a-1/",
    ],
    ("Sisaltovastuu", "lajit"): lambda maker, path: data_folders(),
    ("Raja", "vertailu"): lambda maker, path: [">", ">="],
}
"""Texts that something else in the data gives a meaning to; a few of them are anything all the same."""


# --- whole sets -----------------------------------------------------------------------------------------


def _id(maker: Maker, folder: str, number: int) -> str:
    model = kinds()[folder]
    for candidate in (f"s-{number}", maker.one(YEARS), f"{number % 10}-{number:02}", f"A-{number:02}"):
        if re.fullmatch(model.id_pattern, candidate):
            return str(candidate)
    raise AssertionError(folder)


def _some(
    maker: Maker, model: type[Record], own: dict[str, Any], folder: str, share: float
) -> dict[str, Any]:
    """A record of the small set with some of its fields made anew."""
    made = maker.record(model, (folder,))
    return {**own, **{name: value for name, value in made.items() if maker.often(share)}}


def dataset(seed: int, size: int = 2) -> dict[str, bytes]:
    """Files of a set: the small one, ``size`` records of each kind more, some of the old ones and the settings
    changed, and a page. The same seed gives the same set.
    """
    chance = random.Random(seed)
    known: dict[str, list[str]] = {folder: [] for folder in kinds()}
    for path in SMALL:
        home, _, rest = path.partition("/")
        folder, _, name = rest.removeprefix("esimerkit/").partition("/")
        if home == "docs":
            known["sivut"].append(rest.removesuffix(".md"))
        elif name:
            known[folder].append(name.removesuffix(".yaml"))
    maker = Maker(chance.getrandbits(32), known)
    fresh = {
        folder: [_id(maker, folder, number) for number in range(1, size + 1)] for folder in data_folders()
    }
    for folder, ids in fresh.items():
        known[folder] = [*known[folder], *ids]
    texts = {path: data for path, data in SMALL.items() if not maker.often(0.02) or path.count("/") == 1}
    for folder, ids in fresh.items():
        for id in ids:
            home = "esimerkit/" if maker.often(0.2) else ""
            made = maker.record(kinds()[folder], (folder,))
            if "vuosi" in made and re.fullmatch("[0-9]{4}", id):
                made["vuosi"] = id
            texts[f"data/{home}{folder}/{id}.yaml"] = _file(made)
    for path in maker.random.sample(sorted(SMALL), 6):
        folder = path.removeprefix("data/").removeprefix("esimerkit/").partition("/")[0]
        if folder in data_folders() and path in texts:
            texts[path] = _file(_some(maker, kinds()[folder], _own(path), folder, 0.3))
    for name, model in SINGLES.items():
        if maker.often(0.5):
            texts[f"data/{name}.yaml"] = _file(_some(maker, model, _own(f"data/{name}.yaml"), "", 0.2))
    texts["docs/malli/satunnainen.md"] = (
        f"---\ntitle: {json.dumps(maker.line(), ensure_ascii=False)}\n---\n# A\n".encode()
    )
    return texts


def _own(path: str) -> dict[str, Any]:
    return dict(typing.cast("dict[str, Any]", parse(SMALL[path]).value))


def _file(fields: Mapping[str, Any]) -> bytes:
    """JSON is YAML; the reader takes every scalar as text."""
    return json.dumps(fields, ensure_ascii=False, indent=0).encode()
