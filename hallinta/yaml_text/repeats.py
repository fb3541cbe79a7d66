"""Keys that stand twice: a slip, a missing dash, or a whole record pasted below another."""

from __future__ import annotations

from collections.abc import Sequence

from hallinta.yaml_text.plain import Fault, Spot

Repeat = tuple[str, Spot, Spot]
"""A key, where it stands first and where it stands again."""


_A_RECORD = 5
"""So many keys come again only when a whole record does, even if its first row is lost in the one above."""


def repeated(repeats: Sequence[Repeat], first_key: str, *, item: bool, whole: bool) -> Fault:
    """What is said of keys that a mapping has twice, as one fault.

    ``first_key`` is what the mapping begins with, ``item`` whether it is an item of a list, and ``whole``
    whether it is the file itself: when the first key comes again and others follow, another one begins there.
    """
    key, first, again = repeats[0]
    anew = key == first_key or (whole and len(repeats) >= _A_RECORD)
    if len(repeats) > 1 and anew and item:
        problem = f"luettelon kohdasta puuttuu viiva: avain `{key}` alkaa uuden kohdan"
        return Fault(*again, problem, f"aloita kohta viivalla ja välilyönnillä: `- {key}: …`")
    if len(repeats) > 1 and anew and whole:
        problem = f"tiedostossa on kaksi tietuetta: toinen alkaa riviltä {again[0]}"
        fix = "siirrä toinen tietue omaan tiedostoonsa; jos sama on liitetty kahdesti, poista toinen kerta"
        return Fault(*again, problem, fix)
    if len(repeats) > 1:
        keys = ", ".join(f"`{name}`" for name, _, _ in repeats)
        return Fault(*again, f"avaimet {keys} ovat kahdesti", "yhdistä arvot ja poista toiset")
    fix = "yhdistä arvot ja poista toinen"
    if item and anew:
        fix += "; jos rivi aloittaa uuden kohdan, lisää sen alkuun viiva"
    return Fault(*again, f"avain `{key}` on kahdesti (ensimmäisen kerran rivillä {first[0]})", fix)
