"""Text as it is written into YAML."""

from __future__ import annotations

import re


def scalar(text: str) -> str:
    """Plain when nothing in the text means anything in YAML, otherwise in single quotes; always one line."""
    text = " ".join(text.split())
    if re.fullmatch(r"[A-Za-zÅÄÖåäö][\wÅÄÖåäö ,.()/–-]*", text) and text.lower() != "null":
        return text
    return "'" + text.replace("'", "''") + "'"
