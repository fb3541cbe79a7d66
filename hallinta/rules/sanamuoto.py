"""The handbook says what the source says: *may* stays *may*, a reservation stays, an unnamed doer stays open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hallinta.finding import Place
from hallinta.handbook import Handbook
from hallinta.queries import bodies_with_duties, liite_6a
from hallinta.records.asetukset import Vaihe
from hallinta.records.malli import Lauseke
from hallinta.records.organisaatio import Organisaatio, Tehtava
from hallinta.records.ryhma import Ryhma
from hallinta.rules.registry import Findings, rule

MAY = re.compile(r"\b(?:voi|voivat|voidaan)\b", re.IGNORECASE)
MAY_IN_SWEDISH = re.compile(r"\b(?:kan|får)\b", re.IGNORECASE)

Task = tuple[Ryhma | Organisaatio, int, Tehtava, Lauseke]


@rule(
    "HAL-380",
    "Tehtävä velvoittaa yhtä vahvasti kuin sen lauseke",
    lauseke="1-13",
    fix="kirjoita teksti ja `voi` lausekkeen kohdan `sitovuus` mukaan, esim. ”voi päättää” ja `voi: true`",
)
def what_may_be_done_is_no_duty(handbook: Handbook) -> Findings:
    """Jos lähde sanoo ”voi”, käsikirjakin sanoo ”voi”. Muuten lupa muuttuisi lukijan silmissä velvollisuudeksi
    tai velvollisuus luvaksi.
    """
    for lauseke in handbook.lausekkeet:
        allowed = lauseke.sitovuus == "voi"
        if _is_as_in_the_source(lauseke) or "voi" in lauseke.varaukset:
            continue  # HAL-338 holds the summary to the source
        if allowed != bool(MAY.search(str(lauseke.tiivistelma))):
            yield lauseke.at("tiivistelma"), _strength(lauseke, "tiivistelmässä", mentioned=not allowed)
    for body, index, task, lauseke in _tasks(handbook):
        allowed = lauseke.sitovuus == "voi"
        if task.voi != allowed and not _is_as_in_the_source(lauseke):  # else HAL-337 tells
            place = body.at("tehtavat", index, "voi")
            told = "true" if task.voi else "false"
            yield place, f"`voi: {told}`, mutta lausekkeen `{lauseke.id}` `sitovuus: {lauseke.sitovuus}`"
        if allowed != bool(MAY.search(str(task.tehtava))) and "voi" not in lauseke.varaukset:
            place = body.at("tehtavat", index, "tehtava")
            yield place, _strength(lauseke, "tehtävän tekstissä", mentioned=not allowed)
    for place, vaihe, lausekkeet in _phases(handbook):
        for lauseke in lausekkeet:
            if lauseke.sitovuus == "voi" and vaihe.kuvaus is not None:
                if not MAY.search(vaihe.kuvaus.fi):
                    yield place, _strength(lauseke, "vaiheen kuvauksessa", mentioned=False)
                if vaihe.kuvaus.sv and not MAY_IN_SWEDISH.search(vaihe.kuvaus.sv):
                    problem = _strength(lauseke, "vaiheen ruotsinkielisessä kuvauksessa", mentioned=False)
                    yield place, problem, "kirjoita kuvaukseen ”kan” tai ”får”"


def _is_as_in_the_source(lauseke: Lauseke) -> bool:
    """Whether the clause is a duty or a permission just where the source says so."""
    return (lauseke.sitovuus == "voi") == (lauseke.id in liite_6a.MAY)


def _strength(lauseke: Lauseke, where: str, *, mentioned: bool) -> str:
    is_there = "on sana ”voi”" if mentioned else "ei ole sanaa ”voi”"
    return f"lausekkeen `{lauseke.id}` `sitovuus: {lauseke.sitovuus}`, mutta {where} {is_there}"


@rule(
    "HAL-381",
    "Lähteen varaukset säilyvät",
    lauseke="1-13",
    fix="lisää tekstiin sana, jota lausekkeen kohta `varaukset` edellyttää",
)
def reservations_stay(handbook: Handbook) -> Findings:
    """Sanat kuten ”merkittävin”, ”pääsääntöisesti” ja ”tarvittaessa” rajaavat sitä, mitä malli sanoo. Ilman
    niitä käsikirja sanoisi enemmän kuin lähde.
    """
    for lauseke in handbook.lausekkeet:
        for varaus in _missing(lauseke, str(lauseke.tiivistelma)):
            problem = f"tiivistelmästä puuttuu lähteen varaus ”{varaus}”"
            yield lauseke.at("tiivistelma"), problem
    for body, index, task, lauseke in _tasks(handbook):
        for varaus in _missing(lauseke, str(task.tehtava)):
            place = body.at("tehtavat", index, "tehtava")
            yield place, f"tehtävästä puuttuu lausekkeen `{lauseke.id}` varaus ”{varaus}”"


def _missing(lauseke: Lauseke, text: str) -> list[str]:
    """The reservations that no word of the text begins with."""
    return [each for each in lauseke.varaukset if not re.search(rf"\b{re.escape(each)}", text, re.IGNORECASE)]


@rule(
    "HAL-382",
    "Tekijä tulee lausekkeesta tai tulkinnasta",
    lauseke="1-13",
    fix="poista taho, tai nimeä tulkinta, jonka `oletustoimijat` nimeää sen",
)
def a_doer_comes_from_the_source_or_a_reading(handbook: Handbook) -> Findings:
    """Kun lähde käyttää passiivia, tekijä jää auki. Käsikirja ei keksi tekijää: sen nimeää tulkinta, jonka
    lukija näkee.
    """
    for lauseke in handbook.lausekkeet:
        if lauseke.toimija == "avoin":
            named = _readings(handbook, lauseke.tulkinnat)
            for index, taho in enumerate(lauseke.vastuutahot):
                if taho not in named and not _unread(handbook, lauseke.tulkinnat):
                    yield lauseke.at("vastuutahot", index), _unnamed(lauseke, taho)
    for body, index, task, lauseke in _tasks(handbook):
        taho = f"{body.folder}/{body.id}"
        place = body.at("tehtavat", index, "lauseke")
        reading = [task.tulkinta or ""]
        if _unread(handbook, reading):
            continue
        if lauseke.toimija == "avoin" and taho not in _readings(handbook, reading):
            yield place, _unnamed(lauseke, taho), "kirjoita kohtaan `tulkinta` tulkinta, joka nimeää tahon"
        elif taho not in lauseke.vastuutahot:
            yield place, f"lauseke `{lauseke.id}` ei anna tehtävää taholle `{taho}`"
    for place, vaihe, lausekkeet in _phases(handbook):
        for taho in vaihe.vastuutahot if lausekkeet else ():
            sure = any(taho in each.vastuutahot and each.toimija != "avoin" for each in lausekkeet)
            read = not _unread(handbook, vaihe.tulkinnat)
            if not sure and read and taho not in _readings(handbook, vaihe.tulkinnat):
                ids = ", ".join(f"`{each.id}`" for each in lausekkeet)
                yield place, f"vaiheen `{vaihe.id}` lausekkeet ({ids}) eivät nimeä tekijäksi tahoa `{taho}`"


def _unnamed(lauseke: Lauseke, taho: str) -> str:
    return f"lauseke `{lauseke.id}` ei nimeä tekijää (`toimija: avoin`), mutta tekijäksi on merkitty `{taho}`"


def _unread(handbook: Handbook, tulkinnat: Sequence[str]) -> bool:
    """Whether one of the interpretations cannot be read: it may name the doer."""
    return any(("tulkinnat", id) in handbook.unfit for id in tulkinnat)


def _readings(handbook: Handbook, tulkinnat: tuple[str, ...] | list[str]) -> set[str]:
    """Whom the interpretations name as the doer by default."""
    found = (handbook.tulkinnat.get(id) for id in tulkinnat)
    return {taho for tulkinta in found if tulkinta for taho in tulkinta.oletustoimijat}


def _tasks(handbook: Handbook) -> Iterator[Task]:
    """Every task of a body with its clause, when that can be read."""
    for body in bodies_with_duties(handbook):
        for index, task in enumerate(body.tehtavat):
            lauseke = handbook.lausekkeet.get(task.lauseke)
            if lauseke:
                yield body, index, task, lauseke


def _phases(handbook: Handbook) -> Iterator[tuple[Place, Vaihe, list[Lauseke]]]:
    """Every phase of the two processes with its clauses."""
    settings = handbook.asetukset
    for name in ("kasittelypolku", "tulossopimusvaiheet"):
        for index, vaihe in enumerate(getattr(settings, name)):
            found = [handbook.lausekkeet[id] for id in vaihe.lausekkeet if id in handbook.lausekkeet]
            yield settings.at(name, index, "kuvaus" if vaihe.kuvaus else "id"), vaihe, found
