"""The shared situational picture: what is not known, what is not public, which goals nothing serves."""

from __future__ import annotations

import re
from enum import StrEnum

from hallinta.handbook import Handbook, data_folders
from hallinta.queries.arviot import newest
from hallinta.queries.malli import missing_swedish
from hallinta.queries.palvelut import unknown_facts
from hallinta.queries.tavoitteet import goal_coverage
from hallinta.records.base import NamedRecord, Record
from hallinta.records.suunnittelu import Tavoite


class Gap(StrEnum):
    """What is not known of records; the words are in ``present``."""

    PALVELUKORTTI = "palvelukortti"
    RUOTSI = "ruotsinkielinen-nimi"
    KUSTANNUSARVIO = "kustannusarvio"
    YLLAPITO = "yllapidon-kustannus"


def names_statute(ground: object) -> bool:
    """Whether a ground for not publishing names a statute: authorities' documents are public unless a law says else."""
    return re.search(r"\b[0-9]{1,4}/[0-9]{4}\b|§", str(ground)) is not None


def withheld(handbook: Handbook) -> list[NamedRecord]:
    """The records of which something is not public, each with its ground (1-13)."""
    return [each for each in handbook.records if isinstance(each, NamedRecord) and each.ei_julkaista]


def recorded_kinds(handbook: Handbook) -> list[str]:
    """The kinds of which something has been written down."""
    return [folder for folder in data_folders() if len(handbook.folder(folder))]


def record_count(handbook: Handbook) -> int:
    """How many records the handbook has: what its pages and its open data call records.

    Settings, the accessibility statement and hand-written pages are no records to a reader.
    """
    return sum(len(handbook.folder(folder)) for folder in data_folders())


def gaps(handbook: Handbook) -> list[tuple[Gap, list[Record]]]:
    """What is not known, with the records of each; a gap that nothing has is left out (2.1-08)."""
    moving = [*handbook.kehitysaihiot, *handbook.hankkeet, *handbook.kehitystyot]
    found: dict[Gap, list[Record]] = {
        Gap.PALVELUKORTTI: [palvelu for palvelu in handbook.palvelut if unknown_facts(palvelu)],
        Gap.RUOTSI: missing_swedish(handbook),
        Gap.KUSTANNUSARVIO: [record for record in moving if newest(record) is None],
        Gap.YLLAPITO: [report for report in handbook.yllapitoraportit if report.kustannus_eur is None],
    }
    return [(gap, records) for gap, records in found.items() if records]


def unserved_goals(handbook: Handbook) -> list[Tavoite]:
    """Goals that nothing serves; of a goal whose state no source tells it is not known either."""
    found = [each.tavoite for each in goal_coverage(handbook) if not each.served]
    return [tavoite for tavoite in found if tavoite.tila != "tuntematon"]
