"""A page in another language tells so: the document is in the content's language, the frame around it in Finnish."""

from __future__ import annotations

import re

from hallinta.finishing import FinishError


def in_its_own_language(name: str, text: str) -> str:
    """The page with the language of its content on ``html`` and Finnish on ``body``, whose menus are Finnish.

    The content's own element says its language already; the title and what a browser reads aloud first are the
    document's.
    """
    content = re.search(r"<article\b.*?<div lang=\"([a-z]{2})\">", text, re.DOTALL)
    if content is None:
        raise FinishError(
            f"{name}: sivun sisältö ei kerro kieltään\n    korjaus: aloita sisältö `<div lang=…>`"
        )
    if text.count('<html lang="fi"') + text.count(f'<html lang="{content[1]}"') != 1:
        raise FinishError(f'{name}: `<html lang="fi"` puuttuu; Material on muuttunut')
    text = text.replace('<html lang="fi"', f'<html lang="{content[1]}"')
    return re.sub(r"<body(?! lang=)", '<body lang="fi"', text, count=1)
