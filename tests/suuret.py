"""Large sets of data: much of one kind, in chains, rings and stars, right and broken. Each is made for a size."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from kaikki import SMALL

from hallinta.yaml_text import parse

Texts = Mapping[str, bytes]
Fields = dict[str, Any]

FIRST = date(2020, 1, 1)


def day(number: int) -> str:
    """Days one after another; they begin anew after some twenty years."""
    return (FIRST + timedelta(days=number % 7000)).isoformat()


def id_of(number: int) -> str:
    return f"suuri-{number:05}"


OUT = object()
"""In place of a value takes the field out."""


def like(record: str, **fields: object) -> Fields:
    """A record of the small set with other values in some fields."""
    own = {**parse(SMALL[f"data/{record}.yaml"]).value, **fields}  # type: ignore[dict-item]
    return {name: value for name, value in own.items() if value is not OUT}


def filed(path: str, fields: Fields) -> tuple[str, bytes]:
    """JSON is YAML; the reader takes every scalar as text."""
    return f"data/{path}.yaml", json.dumps(fields, ensure_ascii=False, indent=0).encode()


def many(record: str, size: int, vary: Callable[[int], Fields]) -> dict[str, bytes]:
    folder = record.rpartition("/")[0]
    made = ((number, {"nimi": f"Suuri {number}", **vary(number)}) for number in range(size))
    return dict(filed(f"{folder}/{id_of(number)}", like(record, **fields)) for number, fields in made)


def one(record: str, **fields: object) -> dict[str, bytes]:
    folder = record.partition("/")[0]
    return dict([filed(f"{folder}/{id_of(0)}", like(record, **fields))])


SETTINGS = "asetukset"


def settings(**fields: object) -> dict[str, bytes]:
    own = dict(parse(SMALL["data/asetukset.yaml"]).value)  # type: ignore[arg-type]
    return dict([filed("asetukset", {**own, **fields})])


def machines(**states: object) -> dict[str, bytes]:
    own: Any = parse(SMALL["data/asetukset.yaml"]).value
    return settings(tilakoneet={**own["tilakoneet"], **states})


def before(number: int) -> str | None:
    return id_of(number - 1) if number else None


def ring(number: int, size: int) -> str:
    return id_of((number - 1) % size)


def ids(size: int) -> list[str]:
    return [id_of(number) for number in range(size)]


GOOD_STATES = [("valmistelussa", "2026-02-10"), ("esitetty", "2026-02-24"), ("tehty", "2026-03-04")]


def moved(*steps: tuple[str, str]) -> list[Fields]:
    return [{"pvm": when, "tila": state} for state, when in steps]


def decision(number: int, **fields: object) -> Fields:
    made = day(number)
    history = moved(("valmistelussa", made), ("esitetty", made), ("tehty", made))
    return {"kokous": None, "kohta": None, "pvm": made, "historia": history, **fields}


def replacing(*older: str | None) -> list[Fields]:
    return [{"paatos": id, "laajuus": "kokonaan"} for id in older if id]


def meeting(number: int, **fields: object) -> Fields:
    held = day(number) < "2026-11-22"
    return {"pvm": day(number), "tila": "pidetty" if held else "suunniteltu", "kohdat": [], **fields}


def task(number: int, due: str | None = None) -> Fields:
    return {"tehtava": f"Tehdään asia {number}.", "vastuu": "sihteeri", "maaraaika": due}


def item(number: int, **fields: object) -> Fields:
    return {"otsikko": f"Asia {number}", "laji": "keskustelu", **fields}


def project(number: int, **fields: object) -> Fields:
    return {"kehitysaihio": None, "palvelut": [], "tavoitteet": [], "kaynnistyspaatos": None,
            "muutokset": [], "kausi": {"alku": day(number), "loppu": None}, **fields}  # fmt: skip


# --- records that name each other ---------------------------------------------------------------------


def linked() -> Iterator[tuple[str, Callable[[int], Texts]]]:
    """Chains, rings and stars of each kind that names its own."""
    trees = {"palvelut/mallirekisteri": "ylapalvelu", "organisaatiot/malliyhtio": "ylaorganisaatio",
             "sidosryhmat/mallikumppani": "ylaryhma", "hankkeet/mallihanke": "ylahanke",
             "ideat/mallihaku": "yhdistetty"}  # fmt: skip
    for record, field in trees.items():
        folder = record.partition("/")[0]
        own = project if folder == "hankkeet" else lambda number, **fields: fields
        yield (
            f"{folder}: ketju",
            lambda n, r=record, f=field, o=own: many(r, n, lambda i: o(i, **{f: before(i)})),
        )
        yield (
            f"{folder}: kehä",
            lambda n, r=record, f=field, o=own: many(r, n, lambda i: o(i, **{f: ring(i, n)})),
        )
        yield (
            f"{folder}: tähti",
            lambda n, r=record, f=field, o=own: many(r, n, lambda i: o(i, **{f: id_of(0) if i else None})),
        )
    yield (
        "palvelut: riippuvuuksien ketju",
        lambda n: many("palvelut/mallirekisteri", n, lambda i: {"riippuvuudet": [before(i)] if i else []}),
    )
    yield (
        "palvelut: yksi tarvitsee kaikkia",
        lambda n: many("palvelut/mallirekisteri", n, lambda i: {"riippuvuudet": [] if i else ids(n)[1:]}),
    )
    yield "ideat: jaettu", lambda n: many("ideat/mallihaku", n, lambda i: {"jaettu": ids(n)[i + 1 : i + 2]})
    yield (
        "ideat: yksi jaettu kaikkiin",
        lambda n: many("ideat/mallihaku", n, lambda i: {"jaettu": [] if i else ids(n)[1:]}),
    )
    yield (
        "kehitysaihiot: kaikista ideoista",
        lambda n: {
            **many("ideat/mallihaku", n, lambda i: {}),
            **one("kehitysaihiot/mallihaku", ideat=ids(n)),
        },
    )
    yield "kehitysaihiot: samasta ideasta", lambda n: many("kehitysaihiot/mallihaku", n, lambda i: {})
    yield (
        "päätökset: korvausten ketju",
        lambda n: many("paatokset/mallilinjaus", n, lambda i: decision(i, korvaa=replacing(before(i)))),
    )
    yield (
        "päätökset: korvausten kehä",
        lambda n: many("paatokset/mallilinjaus", n, lambda i: decision(i, korvaa=replacing(ring(i, n)))),
    )
    yield (
        "päätökset: yksi korvaa kaikki",
        lambda n: many(
            "paatokset/mallilinjaus", n, lambda i: decision(i, korvaa=[] if i else replacing(*ids(n)[1:]))
        ),
    )
    yield (
        "päätökset: kaikki korvaavat yhden",
        lambda n: many(
            "paatokset/mallilinjaus", n, lambda i: decision(i, korvaa=replacing(id_of(0)) if i else [])
        ),
    )
    yield (
        "päätökset: yhdestä linjauksesta",
        lambda n: many("paatokset/mallipienkehitys", n, lambda i: decision(i, linjaus="mallilinjaus")),
    )
    yield (
        "termit: lähitermien ketju",
        lambda n: many("termit/malli", n, lambda i: {"lahitermit": [before(i)] if i else []}),
    )


# --- much of one kind ---------------------------------------------------------------------------------


def plain() -> Iterator[tuple[str, Callable[[int], Texts]]]:
    """Records of one kind, on the same service, in the same meeting, of the same group."""
    goals = {"tavoitteet": ["mallitavoite"]}
    yield (
        "hankkeet: samasta palvelusta",
        lambda n: many("hankkeet/mallihanke", n, lambda i: project(i, palvelut=["mallipalvelu"], **goals)),
    )
    yield (
        "hankkeet: samasta aihiosta",
        lambda n: many("hankkeet/mallihanke", n, lambda i: project(i, kehitysaihio="mallihaku")),
    )
    yield (
        "kehitystyöt: samasta palvelusta",
        lambda n: many(
            "kehitystyot/mallikielet", n, lambda i: {"prioriteetti": None, "kehitysaihio": "mallihaku"}
        ),
    )
    yield "ideat: samasta palvelusta", lambda n: many("ideat/mallihaku", n, lambda i: {"saapunut": day(i)})
    yield (
        "päätökset: samasta kokouksesta",
        lambda n: many(
            "paatokset/mallilinjaus",
            n,
            lambda i: {**decision(i), "kokous": "johtoryhma-2026-03", "kohta": i % 9999},
        ),
    )
    yield "päätökset: samasta palvelusta", lambda n: many("paatokset/mallilinjaus", n, decision)
    yield "käytännöt", lambda n: many("kaytannot/malliviestinta", n, lambda i: {})
    yield (
        "käytännöt: kaikki vaatimukset samassa",
        lambda n: one(
            "kaytannot/mallidokumentit",
            vaatimukset=[
                {"id": id_of(i), "teksti": "A.", "tarkistus": "kentta", "kohde": "url"} for i in range(n)
            ],
        ),
    )
    yield "tavoitteet", lambda n: many("tavoitteet/mallitavoite", n, lambda i: {})
    yield "tulossopimukset", lambda n: many("tulossopimukset/mallisopimus-2026", n, lambda i: {})
    yield (
        "ylläpitoraportit: yhdestä palvelusta",
        lambda n: many("yllapitoraportit/mallipalvelu-2025", n, lambda i: {"vuosi": str(1900 + i % 150)}),
    )
    yield (
        "ylläpitoraportit: palveluittain",
        lambda n: {
            **many("palvelut/mallirekisteri", n, lambda i: {}),
            **many("yllapitoraportit/mallipalvelu-2025", n, lambda i: {"palvelu": id_of(i)}),
        },
    )
    yield (
        "katselmukset: yhdestä tietueesta",
        lambda n: many(
            "katselmukset/mallipalvelu-2026",
            n,
            lambda i: {"nimi": OUT, "pvm": day(i), "seuraava": day(i + 90)},
        ),
    )
    yield (
        "katselmukset: kustakin yksi",
        lambda n: {
            **many("palvelut/mallirekisteri", n, lambda i: {}),
            **many(
                "katselmukset/mallipalvelu-2026",
                n,
                lambda i: {"nimi": OUT, "kohde": f"palvelut/{id_of(i)}", "seuraava": "2026-10-01"},
            ),
        },
    )
    yield "poikkeukset", lambda n: {
        **many("palvelut/mallirekisteri", n, lambda i: {}),
        **many(
            "poikkeukset/mallipoikkeus", n, lambda i: {"kohde": f"palvelut/{id_of(i)}"}
        ),
    }  # fmt: skip
    yield "poistetut", lambda n: dict(
        filed(
            f"poistetut/{id_of(i)}",
            {"nimi": f"Poistettu {i}", "osoite": f"/vanhat/{i}/", "pvm": day(i), "syy": "Poistui.",
             "uusi": "palvelut/mallipalvelu"},
        )
        for i in range(n)
    )  # fmt: skip
    yield "termit", lambda n: many("termit/malli", n, lambda i: {"avain": f"avain_{i}"})
    yield (
        "lähteet: kukin kerran",
        lambda n: {
            **many("lahteet/malliraportti", n, lambda i: {}),
            **many("termit/malli", n, lambda i: {"lahteet": [id_of(i)]}),
        },
    )
    yield (
        "lähteet: yhdellä kaikki",
        lambda n: {
            **many("lahteet/malliraportti", n, lambda i: {}),
            **one("termit/malli", lahteet=ids(n)),
        },
    )
    yield (
        "lausekkeet",
        lambda n: dict(
            filed(
                f"lausekkeet/{i % 10}.{i // 10 % 10}-{i // 100:02}",
                like("lausekkeet/1-13", luku=f"{i % 10}.{i // 10 % 10}"),
            )
            for i in range(n)
        ),
    )
    yield (
        "lausekkeet: näkyvät puuttuvilla sivuilla",
        lambda n: dict(
            filed(
                f"lausekkeet/{i % 10}.{i // 10 % 10}-{i // 100:02}",
                like("lausekkeet/1-13", nakyy=[{"sivu": f"/puuttuva/{i}/", "kohta": "a"}]),
            )
            for i in range(n)
        ),
    )
    yield "ryhmät", lambda n: many("ryhmat/malliryhma", n, lambda i: {})
    yield "sidosryhmät", lambda n: many("sidosryhmat/mallikumppani", n, lambda i: {})
    yield "organisaatiot", lambda n: many("organisaatiot/malliyhtio", n, lambda i: {})
    yield "palvelut", lambda n: many("palvelut/mallipalvelu", n, lambda i: {})
    yield (
        "sivut",
        lambda n: {
            f"docs/malli/{id_of(i)}.md": f"---\ntitle: Sivu {i}\nlausekkeet: ['1-13']\n---\n# Sivu {i}\n".encode()
            for i in range(n)
        },
    )


# --- meetings -----------------------------------------------------------------------------------------


def meetings() -> Iterator[tuple[str, Callable[[int], Texts]]]:
    record = "kokoukset/koordinaatioryhma-2026-02"
    yield "kokoukset: yhden ryhmän", lambda n: many(record, n, meeting)
    yield "kokoukset: samana päivänä", lambda n: many(record, n, lambda i: meeting(0, alkaa=None))
    yield (
        "kokoukset: eri aikaan samana päivänä",
        lambda n: many(record, n, lambda i: meeting(0, alkaa=f"{i // 60 % 24:02}:{i % 60:02}")),
    )
    yield (
        "kokoukset: sama asia",
        lambda n: many(record, n, lambda i: meeting(i, kohdat=[item(i, koskee=["ideat/mallihaku"])])),
    )
    yield (
        "kokoukset: sama palvelu",
        lambda n: many(record, n, lambda i: meeting(i, kohdat=[item(i, koskee=["palvelut/mallipalvelu"])])),
    )
    yield (
        "kokoukset: siirretty aina seuraavaan",
        lambda n: many(
            record,
            n,
            lambda i: meeting(i, kohdat=[item(i, siirretty=id_of(i + 1))] if i + 1 < n else [item(i)]),
        ),
    )
    yield (
        "kokoukset: valmistelevat yhtä",
        lambda n: many(
            "kokoukset/johtoryhma-2026-10",
            n,
            lambda i: meeting(i, kohdat=[item(i, valmisteltu="koordinaatioryhma-2026-02")]),
        ),
    )
    yield (
        "kokoukset: toimenpiteet jäävät auki",
        lambda n: many(record, n, lambda i: meeting(i, toimenpiteet=[task(i)])),
    )
    yield (
        "kokoukset: toimenpiteet myöhässä",
        lambda n: many(record, n, lambda i: meeting(i, toimenpiteet=[task(i, day(i + 1))])),
    )
    yield (
        "kokoukset: perutut",
        lambda n: many(record, n, lambda i: meeting(i, tila="peruttu", kohdat=[item(i)])),
    )
    yield (
        "kokous: pitkä asialista",
        lambda n: one(
            record, **meeting(0, kohdat=[item(i, koskee=["palvelut/mallipalvelu"]) for i in range(n)])
        ),
    )
    yield (
        "kokous: päätös joka kohdasta",
        lambda n: {
            **one(record, **meeting(0, kohdat=[item(i, laji="paatos", paatos=id_of(i)) for i in range(n)])),
            **many(
                "paatokset/mallilinjaus",
                n,
                lambda i: {**decision(i), "kokous": id_of(0), "kohta": 1 + i % 9999},
            ),
        },
    )
    yield (
        "kokous: päätökset nimeävät kohtansa",
        lambda n: {
            **one(record, **meeting(0, kohdat=[item(i, laji="paatos") for i in range(n)])),
            **many(
                "paatokset/mallilinjaus",
                n,
                lambda i: {**decision(i), "kokous": id_of(0), "kohta": 1 + i % 9999},
            ),
        },
    )
    yield (
        "kokous: toimenpiteet",
        lambda n: one(record, **meeting(0, kohdat=[item(0)], toimenpiteet=[task(i) for i in range(n)])),
    )
    yield (
        "kokous: viestit",
        lambda n: one(
            record, **meeting(0, viestinta=[{"kohderyhma": f"Ryhmä {i}", "vastuu": "oph"} for i in range(n)])
        ),
    )


# --- two kinds together -------------------------------------------------------------------------------


def together() -> Iterator[tuple[str, Callable[[int], Texts]]]:
    """Where a page of each of one kind could tell of each of another."""
    record, decided = "kokoukset/koordinaatioryhma-2026-02", "paatokset/mallilinjaus"
    on_service = {"koskee": ["palvelut/mallipalvelu"]}
    yield (
        "käytännöt ja palvelut",
        lambda n: {
            **many("kaytannot/mallidokumentit", n, lambda i: {}),
            **many("palvelut/mallipalvelu", n, lambda i: {}),
        },
    )
    yield (
        "kokoukset: kullakin ryhmällä yksi",
        lambda n: {
            **many("ryhmat/malliryhma", n, lambda i: {}),
            **many(record, n, lambda i: meeting(i, ryhma=id_of(i))),
        },
    )
    yield (
        "kokoukset ja päätökset samasta palvelusta",
        lambda n: {
            **many(record, n, lambda i: meeting(i, kohdat=[item(i, **on_service)])),
            **many(decided, n, lambda i: decision(i, **on_service)),
        },
    )
    yield (
        "ideat ja päätökset samasta aihiosta",
        lambda n: {
            **many("ideat/mallihaku", n, lambda i: {}),
            **one("kehitysaihiot/mallihaku", ideat=ids(n)),
            **many(decided, n, lambda i: decision(i, koskee=[f"kehitysaihiot/{id_of(0)}"])),
        },
    )
    yield (
        "ideat ja kokoukset samasta aihiosta",
        lambda n: {
            **many("ideat/mallihaku", n, lambda i: {}),
            **one("kehitysaihiot/mallihaku", ideat=ids(n)),
            **many(record, n, lambda i: meeting(i, kohdat=[item(i, koskee=[f"kehitysaihiot/{id_of(0)}"])])),
        },
    )
    yield (
        "hankkeet ja päätökset samasta aihiosta",
        lambda n: {
            **many("hankkeet/mallihanke", n, lambda i: project(i, kehitysaihio="mallihaku")),
            **many(decided, n, lambda i: decision(i, koskee=["kehitysaihiot/mallihaku"])),
        },
    )
    yield (
        "hankkeet ja palvelut",
        lambda n: {
            **many("palvelut/mallirekisteri", n, lambda i: {}),
            **many("hankkeet/mallihanke", n, lambda i: project(i, palvelut=[id_of(i)])),
        },
    )
    yield (
        "ideat ja sidosryhmät",
        lambda n: {
            **many("sidosryhmat/mallikumppani", n, lambda i: {}),
            **many("ideat/mallihaku", n, lambda i: {"lahderyhma": id_of(i)}),
        },
    )
    yield (
        "poikkeukset ja ideat",
        lambda n: {
            **many("ideat/mallihaku", n, lambda i: {"palvelu": None}),
            **many(
                "poikkeukset/mallipoikkeus",
                n,
                lambda i: {"saanto": "HAL-060", "kohde": f"ideat/{id_of(i)}"},
            ),
        },
    )
    yield (
        "päätökset hankkeiden ryhmiltä",
        lambda n: {
            **many("ryhmat/malliryhma", n, lambda i: {}),
            **many("hankkeet/mallihanke", n, lambda i: project(i, ryhmat=[{"ryhma": id_of(i)}])),
            **many(decided, n, lambda i: decision(i, paattaja=f"ryhmat/{id_of(i)}", laji="hankkeen-muutos")),
        },
    )


# --- long lists in one file ---------------------------------------------------------------------------


def long_lists() -> Iterator[tuple[str, Callable[[int], Texts]]]:
    yield (
        "historia",
        lambda n: one("ideat/mallihaku", historia=moved(*(("kasittelyssa", day(i)) for i in range(n)))),
    )
    yield (
        "käsittelyt",
        lambda n: one(
            "ideat/mallihaku", kasittelyt=[{"ryhma": "koordinaatioryhma", "pvm": day(i)} for i in range(n)]
        ),
    )
    report = {"laji": "raportti", "vastaanottajat": ["koordinaatioryhma"], "tilanne": "valmis"}
    yield (
        "raportit",
        lambda n: one(
            "hankkeet/mallihanke",
            raportit=[{**report, "pvm": day(i), "tiivistelma": f"A {i}"} for i in range(n)],
        ),
    )
    change = {"merkittava": "true", "paatos": "mallihankkeen-muutos"}
    yield (
        "muutokset",
        lambda n: one(
            "hankkeet/mallihanke", muutokset=[{**change, "pvm": day(i), "kuvaus": f"A {i}"} for i in range(n)]
        ),
    )
    yield (
        "hankkeen ryhmät",
        lambda n: {
            **many("ryhmat/malliryhma", n, lambda i: {}),
            **one("hankkeet/mallihanke", ryhmat=[{"ryhma": id} for id in ids(n)]),
        },
    )
    yield (
        "seurannat",
        lambda n: one(
            "palvelut/mallipalvelu",
            seuranta=[{"pvm": day(i), "mittari": f"M {i}", "arvo": "1"} for i in range(n)],
        ),
    )
    duty = {"aihe": "hankkeet", "rooli": "ohjaa", "lauseke": "1-13"}
    yield (
        "tehtävät",
        lambda n: one("ryhmat/malliryhma", tehtavat=[{**duty, "tehtava": f"Tehtävä {i}"} for i in range(n)]),
    )
    yield (
        "koskee kaikkia",
        lambda n: {
            **many("palvelut/mallirekisteri", n, lambda i: {}),
            **one("paatokset/mallilinjaus", **decision(0, koskee=[f"palvelut/{id}" for id in ids(n)])),
        },
    )
    yield (
        "toteumat",
        lambda n: one(
            "tavoitteet/mallitavoite", toteumat=[{"pvm": day(i), "arvo": f"{i}"} for i in range(n)]
        ),
    )
    yield "suunnitelman kohdat", lambda n: dict(
        [filed("vuosisuunnitelmat/2031", like("vuosisuunnitelmat/2026", vuosi="2031", kohdat=[
            {"nimi": f"Kohta {i}", "koskee": ["palvelut/mallipalvelu"]} for i in range(n)]))]
    )  # fmt: skip

    def year(**fields: object) -> Texts:
        return dict([filed("vuosikello/2026", like("vuosikello/2026", **fields))])

    ring = {"rengas": "raportointi"}
    yield "vuosikellon päivät", lambda n: year(tapahtumat=[
        {**ring, "id": id_of(i), "otsikko": f"T {i}", "alku": f"2026-{1 + i % 12:02}-{1 + i % 28:02}"}
        for i in range(n)
    ])  # fmt: skip
    yield "vuosikellon jaksot", lambda n: year(tapahtumat=[
        {**ring, "id": id_of(i), "otsikko": f"T {i}", "alku": f"2026-{1 + i % 6:02}-01", "loppu": "2026-12-31",
         "velvoite": "1-13"}
        for i in range(n)
    ])  # fmt: skip
    yield (
        "vuosikellon sovittavat",
        lambda n: year(tapahtumat=[{**ring, "id": id_of(i), "otsikko": f"T {i}"} for i in range(n)]),
    )
    yield (
        "vuosikellon ohitettavat",
        lambda n: {
            **year(
                ohitettavat=[
                    {"pvm": f"2026-{1 + i % 12:02}-{1 + i % 28:02}", "syy": f"S {i}"} for i in range(n)
                ]
            ),
            **many("kokoukset/koordinaatioryhma-2026-02", n, lambda i: meeting(2300 + i % 300)),
        },
    )
    yield (
        "vuosikellon tarkistukset",
        lambda n: year(
            tarkistukset=[{"pvm": f"2026-{1 + i % 12:02}-{1 + i % 28:02}", "peruste": "P"} for i in range(n)]
        ),
    )
    yield (
        "tilakone",
        lambda n: machines(
            ideat=[
                {"tila": id_of(i), "nimi": f"Tila {i}", "seuraavat": [id_of(i + 1), id_of(i // 2)]}
                for i in range(n)
            ]
        ),
    )
    yield (
        "käsittelypolku",
        lambda n: settings(
            kasittelypolku=[{"id": id_of(i), "nimi": f"V {i}", "seuraavat": [id_of(i + 1)]} for i in range(n)]
        ),
    )
    yield (
        "tulossopimusvaiheet",
        lambda n: settings(
            tulossopimusvaiheet=[
                {"id": id_of(i), "nimi": f"V {i}", "kuukausi": str(1 + i % 12), "lausekkeet": ["1-13"]}
                for i in range(n)
            ]
        ),
    )
    document = {"tunnus": "M", "nimi": "M", "kausi": "2026", "vuodet": ["2026"], "lahteet": ["malliliite"]}
    yield (
        "luvut",
        lambda n: settings(
            asiakirja={**document, "luvut": [{"numero": f"{i}", "nimi": f"Luku {i}"} for i in range(n)]}
        ),
    )
    limit = {"kuvaus": "A", "vertailu": ">", "seuraus": "B", "kayttoala": "oma"}
    yield "lausuntorajat", lambda n: settings(lausuntorajat=[{**limit, "raja_eur": f"{i}"} for i in range(n)])
    yield (
        "sisältövastuut",
        lambda n: settings(sisaltovastuut=[{"lajit": [f"laji-{i}"], "rooli": "vastaava"} for i in range(n)]),
    )


# --- broken -------------------------------------------------------------------------------------------


def broken() -> Iterator[tuple[str, Callable[[int], Texts]]]:
    yield (
        "katkenneet viittaukset",
        lambda n: many(
            "termit/malli", n, lambda i: {"lahteet": [f"{id_of(i)[:-1]}x"], "lahitermit": [f"suuri-{i:05}-x"]}
        ),
    )
    yield (
        "katkenneet kansiot",
        lambda n: many(
            "katselmukset/mallipalvelu-2026", n, lambda i: {"nimi": OUT, "kohde": f"palvelu/{id_of(i)}"}
        ),
    )
    yield (
        "katkenneet nimet",
        lambda n: many("termit/malli", n, lambda i: {"lahitermit": [f"Suuri {(i + 1) % n}"]}),
    )
    yield "rikkinäiset tiedostot", lambda n: {f"data/termit/{id_of(i)}.yaml": b"nimi: [a\n" for i in range(n)}
    yield (
        "kelvottomat tietueet",
        lambda n: many("termit/malli", n, lambda i: {"tila": "vakintunut", "extra": "a"}),
    )
    yield "väärät kansiot", lambda n: {f"data/termi/{id_of(i)}.yaml": b"nimi: a\n" for i in range(n)}
    yield "väärät nimet", lambda n: {f"data/termit/Suuri {i}.yaml": b"nimi: a\n" for i in range(n)}
    yield (
        "tuntemattomat kentät",
        lambda n: {"data/termit/suuri.yaml": "\n".join(f"kentta_{i}: a" for i in range(n)).encode()},
    )
    yield "kahdennetut avaimet", lambda n: {"data/termit/suuri.yaml": b"nimi: a\n" * n}
    yield "kahdennetut kohdat", lambda n: one("termit/malli", hakusanat=["sama"] * n)
    yield "väärät arvot", lambda n: one("termit/malli", hakusanat=[{"a": "b"}] * n)
    yield (
        "väärä tila",
        lambda n: one("ideat/mallihaku", historia=moved(*((f"tila-{i}", day(i)) for i in range(n)))),
    )
    yield (
        "puuttuvat tilat",
        lambda n: machines(
            ideat=[{"tila": id_of(i), "nimi": "T", "seuraavat": [f"x-{i}"]} for i in range(n)]
        ),
    )
    yield (
        "puuttuvat vaiheet",
        lambda n: settings(
            kasittelypolku=[{"id": id_of(i), "nimi": "V", "seuraavat": [f"suri-{i:05}"]} for i in range(n)]
        ),
    )
    yield (
        "samat päätökset ryhmältä",
        lambda n: many(
            "paatokset/mallilinjaus",
            n,
            lambda i: decision(i, paattaja="ryhmat/malliryhma", laji="hankkeen-muutos"),
        ),
    )
    yield "samat nimet", lambda n: many("termit/malli", n, lambda i: {"nimi": "Sama"})
    yield (
        "henkilöt tekstissä",
        lambda n: many(
            "termit/malli",
            n,
            lambda i: {"maaritelma": f"Kysy: etunimi.sukunimi{i}@oph.example tai 050 123 4567."},
        ),
    )
    yield "linkit tekstissä", lambda n: one("termit/malli", maaritelma="[a](palvelut/x) " * min(n, 1200))
    yield (
        "pitkät tekstit",
        lambda n: many("termit/malli", max(1, n // 100), lambda i: {"maaritelma": "a *b* " * 3000}),
    )


def cases() -> dict[str, Callable[[int], Texts]]:
    found: dict[str, Callable[[int], Texts]] = {}
    groups: Iterable[Iterator[tuple[str, Callable[[int], Texts]]]] = (
        linked(), plain(), meetings(), together(), long_lists(), broken(),
    )  # fmt: skip
    for group in groups:
        for name, make in group:
            assert name not in found
            found[name] = lambda size, make=make: {**SMALL, **make(size)}
    return found


CASES = cases()
BROKEN = frozenset(name for name, _ in broken())
"""Cases whose pages are those of the small set, as their files cannot be read or make no page of their own."""
