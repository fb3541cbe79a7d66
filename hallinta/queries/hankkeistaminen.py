"""The verdicts of chapter 3.2: must a project be set up, is a statutory statement asked for."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from hallinta.queries.rajat import SECTORS, Limits
from hallinta.records.asetukset import Raja
from hallinta.records.idea import Kohde
from hallinta.records.kehitysaihio import Kayttoala


class ProjectVerdict(StrEnum):
    """What the estimated total cost means for setting up a project."""

    EI_VELVOITETTA = "ei-velvoitetta"
    ARVIOIDAAN = "arvioidaan"
    HANKKEISTETAAN = "hankkeistetaan"
    SUOSITELLAAN = "suositellaan"
    HANKKEISTETAAN_TULKINTA = "hankkeistetaan-tulkinta"
    EI_VOI_PAATELLA = "ei-voi-paatella"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A verdict with the clauses and interpretations it rests on."""

    tulos: ProjectVerdict
    lausekkeet: tuple[str, ...]
    tulkinnat: tuple[str, ...] = ()


def project_verdict(limits: Limits, kohde: Kohde, eur: Decimal | None) -> Verdict:
    """Whether development is set up as a project. A limit is exceeded only by more than it, strictly (A-06).

    The limits are those of the day the estimate is of.

    A new service is recommended whatever it costs (3.2-01); above the upper limit it is set up as a project
    when the limit is read to hold for new services too (A-05).
    """
    if kohde == "uusi-palvelu":
        if eur is not None and eur > limits.hankkeistus:
            return Verdict(
                ProjectVerdict.HANKKEISTETAAN_TULKINTA, ("3.2-01", "3.2-06"), ("A-05", "A-06", "A-07")
            )
        return Verdict(ProjectVerdict.SUOSITELLAAN, ("3.2-01", "3.2-02", "3.2-03"))
    if eur is None:
        return Verdict(ProjectVerdict.EI_VOI_PAATELLA, ("3.2-04",), ("A-07",))
    if eur > limits.hankkeistus:
        return Verdict(ProjectVerdict.HANKKEISTETAAN, ("3.2-06",), ("A-06", "A-07"))
    if eur > limits.arviointi:
        return Verdict(ProjectVerdict.ARVIOIDAAN, ("3.2-05",), ("A-06", "A-07", "A-09"))
    return Verdict(ProjectVerdict.EI_VELVOITETTA, ("3.2-04",), ("A-06", "A-07"))


@dataclass(frozen=True, slots=True)
class Case:
    """One row of the table of limits: what is developed, the range of its cost, and the verdict."""

    kohde: Kohde
    yli: Decimal | None
    enintaan: Decimal | None
    verdict: Verdict

    @property
    def known(self) -> bool:
        """Whether the row is about a known cost."""
        return self.yli is not None or self.enintaan is not None


_CENT = Decimal("0.01")


def cases(limits: Limits) -> list[Case]:
    """Every case the verdict tells apart, asked from the verdict itself, so that the table cannot differ."""
    lower, upper = limits.arviointi, limits.hankkeistus
    ranges: dict[Kohde, list[tuple[Decimal | None, Decimal | None]]] = {
        "uusi-palvelu": [(None, upper), (upper, None), (None, None)],
        "nykyinen-palvelu": [(None, lower), (lower, upper), (upper, None), (None, None)],
    }
    return [
        Case(kohde, above, most, project_verdict(limits, kohde, above + _CENT if above else most))
        for kohde, bounds in ranges.items()
        for above, most in bounds
    ]


class StatementVerdict(StrEnum):
    """Whether VM is asked for a statement under section 9 of the act 906/2019 (decree 1301/2019)."""

    PYYDETAAN = "pyydetaan"
    EI_VELVOITETTA = "ei-velvoitetta"
    EI_VOI_PAATELLA = "ei-voi-paatella"


@dataclass(frozen=True, slots=True)
class StatementResult:
    tulos: StatementVerdict
    raja: Raja | None


def statement_verdict(limits: Limits, kayttoala: Kayttoala | None, eur: Decimal | None) -> StatementResult:
    """Here a limit is met already by its own amount (``>=``), unlike the model's own limits.

    An unknown cost, an unknown sector of use or an unknown limit leaves the matter open.
    """
    if kayttoala == "oma":
        return StatementResult(StatementVerdict.EI_VELVOITETTA, None)
    raja = next((raja for raja in limits.lausunnot if kayttoala and raja.kayttoala == kayttoala), None)
    if raja is None or raja.raja_eur is None or eur is None:
        return StatementResult(StatementVerdict.EI_VOI_PAATELLA, raja)
    met = eur >= raja.raja_eur if raja.vertailu == ">=" else eur > raja.raja_eur
    return StatementResult(StatementVerdict.PYYDETAAN if met else StatementVerdict.EI_VELVOITETTA, raja)


@dataclass(frozen=True, slots=True)
class StatementCase:
    """One answer the helper may give: the sector of use and a cost that leads to the result."""

    kayttoala: Kayttoala | None
    eur: Decimal | None
    result: StatementResult


def statement_cases(limits: Limits) -> list[StatementCase]:
    """Every outcome there is for each sector of use and for an unknown one, asked from the verdict itself."""
    found: dict[tuple[Kayttoala | None, StatementVerdict], StatementCase] = {}
    for kayttoala in (None, *SECTORS):
        limit = statement_verdict(limits, kayttoala, None).raja
        edge = limit.raja_eur if limit else None
        for eur in (None, Decimal(0), edge + _CENT if edge is not None else None):
            result = statement_verdict(limits, kayttoala, eur)
            found.setdefault((kayttoala, result.tulos), StatementCase(kayttoala, eur, result))
    return list(found.values())
