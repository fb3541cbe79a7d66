"""The macros of hand-written pages: which there are, what is given to them, that what they name exists."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hallinta.handbook import Handbook, kinds
from hallinta.prose import MAKRO, Call
from hallinta.queries import DATED_LIMITS
from hallinta.queries.osoitteet import INDEX_PAGES, LIST_KINDS
from hallinta.rules.registry import Findings, rule
from hallinta.rules.sivut import flaws
from hallinta.rules.viittaukset import meant_id
from hallinta.schema_errors import choice, nearest, shown

MACROS = {
    "linkki": 'linkki("palvelut/koski", "näkyvä teksti")',
    "lauseke": 'lauseke("1-13", "1-14")',
    "tulkinta": 'tulkinta("A-03")',
    "termi": 'termi("hanke", "hankkeen")',
    "asetus": 'asetus("raja_hankkeistus_eur")',
    "lukumaara": 'lukumaara("palvelut")',
    "osa": 'osa("tehtavat", ryhma="johtoryhma")',
    "esimerkkikasikirja": 'esimerkkikasikirja("paatokset/", "esimerkkikäsikirjassa")',
}
"""Each macro and how it is called."""

_ONE = {"asetus", "lukumaara", "osa"}
_WITH_TEXT = {"esimerkkikasikirja", "linkki", "termi"}
"""How many texts are given: one, one or two, otherwise one or more."""

PARTS: dict[str, str | None] = {
    "aineistot": None,
    "etusivu-ajankohtaista": None,
    "etusivu-haku": None,
    "etusivu-luvut": None,
    "hankeapuri": None,
    "hankevastuut": None,
    "jasenpaikat": "ryhma",
    "julkisuus": None,
    "kasittelypolku": None,
    "kentat": "laji",
    "lausuntorajat": None,
    "mallin-sidosryhmat": None,
    "noudattaminen": None,
    "operatiivinen-taso": None,
    "palvelut-lajeittain": None,
    "raja-arvot": None,
    "syotteet": None,
    "tasot": None,
    "tehtavat": "ryhma",
    "tilakone": "laji",
    "tulossopimusvaiheet": None,
    "vastuumatriisi": None,
}
"""The parts that a page may show with ``osa``, and the argument that each needs."""

EXAMPLE_PAGES = ("/", *sorted(INDEX_PAGES | set(LIST_KINDS.values())))
"""The pages that the example handbook has whatever its records are; ``/`` is its home page."""

_KIND_OF = {"lauseke": "lausekkeet", "tulkinta": "tulkinnat", "termi": "termit"}
_SETTINGS = (int, Decimal, str)

Told = Iterator[tuple[str, str]]


@rule(
    "HAL-220",
    "Sivun makro on tunnettu ja kirjoitettu oikein",
    lauseke="1-15",
    fix='kirjoita makro muodossa `{{ lauseke("1-14") }}`',
)
def macros_are_known(handbook: Handbook) -> Findings:
    """Makro hakee sivulle tiedon nimellä. Muuta ohjelmaa sivulla ei ole: sivun teksti ei saa päästä käsiksi koneeseen,
    jolla sivusto rakennetaan.
    """
    yield from flaws(handbook, MAKRO)
    for sivu in handbook.own_pages:
        for call in sivu.prose.calls:
            for problem, fix in _form(call) if not _plain_form(call) else ():
                yield sivu.spot(call.start), problem, fix


def _plain_form(call: Call) -> bool:
    """Whether the call is one of a record, as almost all are: the rest is looked at closer."""
    return call.name in _KIND_OF and len(call.texts) == 1 and not call.named and call.texts[0] != ""


def _form(call: Call) -> Told:
    if call.name not in MACROS:
        yield f"makroa `{shown(call.name)}` ei ole", choice(call.name, MACROS, "makroista")
        return
    form = f"kirjoita esim. `{{{{ {MACROS[call.name]} }}}}`"
    needed = PARTS.get(call.texts[0]) if call.name == "osa" and call.texts else None
    extra = next((name for name in call.named if name != needed), None)
    most = 1 if call.name in _ONE else 2 if call.name in _WITH_TEXT else 50
    if not call.texts:
        yield f"makrolta `{call.name}` puuttuu tunnus", form
    elif extra:
        yield f"makro `{call.name}` ei tunne arvoa `{shown(extra)}`", form
    elif len(call.texts) > most:
        yield f"makrolla `{call.name}` on liikaa arvoja", form
    elif not call.in_order:
        yield f"makron `{call.name}` arvot ovat väärässä järjestyksessä tai kahdesti", form
    elif needed and needed not in call.named:
        fix = f'lisää `{needed}="…"` nimen jälkeen'
        yield f"makron osalta `{shown(call.texts[0])}` puuttuu arvo `{needed}`", fix
    elif not all(text.strip() for text in (*call.texts, *call.named.values())):
        yield f"makrolla `{call.name}` on tyhjä arvo", form


@rule(
    "HAL-221",
    "Makron kohde on olemassa",
    lauseke="1-14",
    fix="korjaa tunnus",
)
def what_macros_name_exists(handbook: Handbook) -> Findings:
    """Makro näyttää tietueen, asetuksen tai osan. Jos sellaista ei ole, lukija ei saa mitään."""
    for sivu in handbook.own_pages:
        for call in sivu.prose.calls:
            if _plain_form(call) or not any(_form(call)):
                for problem, fix in _targets(handbook, call):
                    yield sivu.spot(call.start), problem, fix


def _targets(handbook: Handbook, call: Call) -> Told:
    first = call.texts[0]
    if call.name == "linkki":
        folder, slash, id = first.partition("/")
        if folder not in kinds() or not slash:
            near = nearest(folder, kinds()) if slash else None
            fix = f"tarkoititko `{near}/{id}`?" if near else "kirjoita laji ja tunnus, esim. `palvelut/koski`"
            yield f"makron kohde `{shown(first)}` ei ole muotoa `kansio/tunnus`", fix
        else:
            yield from _record(handbook, folder, id, f"{folder}/")
    elif call.name in _KIND_OF:
        for id in call.texts if call.name != "termi" else call.texts[:1]:
            yield from _record(handbook, _KIND_OF[call.name], id)
    elif call.name == "asetus":
        names = [name for name in type(handbook.asetukset).model_fields if _plain(handbook, name)]
        if first not in names:
            yield f"asetusta `{shown(first)}` ei ole", choice(first, names, "asetuksista")
    elif call.name == "esimerkkikasikirja":
        yield from _one_of(first, "esimerkkikäsikirjan luetteloa", list(EXAMPLE_PAGES), "luetteloista")
    elif call.name == "lukumaara":
        yield from _one_of(first, "lajia", [*kinds(), "saannot"], "lajeista")
    elif first not in PARTS:
        yield f"osaa `{shown(first)}` ei ole", choice(first, PARTS, "osista")
    elif "laji" in call.named:
        yield from _one_of(call.named["laji"], "lajia", list(kinds()), "lajeista")
    elif "ryhma" in call.named:
        yield from _record(handbook, "ryhmat", call.named["ryhma"])


def _one_of(word: str, what: str, known: list[str], them: str) -> Told:
    if word not in known:
        yield f"{what} `{shown(word)}` ei ole", choice(word, known, them)


def _record(handbook: Handbook, folder: str, id: str, before: str = "") -> Told:
    if handbook.find(folder, id) or (folder, id) in handbook.unfit:
        return
    near = meant_id(handbook, folder, id)
    fix = (
        f"tarkoititko `{before}{near}`?"
        if near
        else f"korjaa tunnus tai lisää tietue kansioon data/{folder}/"
    )
    yield f"makron kohdetta `{before}{shown(id)}` ei ole", fix


def _plain(handbook: Handbook, name: str) -> bool:
    """Whether a setting is one value that a sentence can say."""
    value = getattr(handbook.asetukset, name)
    if name in DATED_LIMITS:
        return True
    return value is None or (isinstance(value, _SETTINGS) and not isinstance(value, bool))
