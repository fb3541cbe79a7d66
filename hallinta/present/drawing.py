"""The drawing of a state machine: which strokes stand in which box."""

from __future__ import annotations

from collections.abc import Sequence

from hallinta.queries import Track, tracks
from hallinta.records.asetukset import Tila


def kaavio(states: Sequence[Tila]) -> list[list[tuple[str, ...]]]:
    """Row by row, lane by lane, the classes of the strokes that draw the steps between states.

    Each row is a state and each lane a ``queries.Track``. A step leaves low in its row, arrives high in the
    other, and the strokes only go up, down and sideways, so that text may wrap and rows grow as they need.
    """
    found = tracks(states)
    return [[_strokes(found, lane, row) for lane in range(len(found))] for row in range(len(states))]


def _strokes(found: Sequence[Track], lane: int, row: int) -> tuple[str, ...]:
    track, strokes = found[lane], []
    if track.top <= row <= track.bottom:
        own = "saapuva" if row == track.target else "lahteva"
        start = own if row == track.top else "alku"
        end = own if row == track.bottom else "loppu"
        strokes.append(f"hk-pysty hk-pysty--{start}-{end}")
    leaving = [index for index, each in enumerate(found) if row in each.sources]
    arriving = [index for index, each in enumerate(found) if row == each.target]
    for kind, lanes in (("lahteva", leaving), ("saapuva", arriving)):
        if lanes and lane <= lanes[-1]:
            strokes.append(f"hk-vaaka hk-vaaka--{kind}{' hk-vaaka--puoli' if lane == lanes[-1] else ''}")
    if row in track.sources:
        strokes.append("hk-piste")
    if arriving and lane == 0:
        strokes.append("hk-karki")
    return tuple(strokes)
