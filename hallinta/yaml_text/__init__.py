"""YAML as an editor writes it: every scalar is text, every value has a place, every fault has words."""

from hallinta.yaml_text.characters import disguised, hidden
from hallinta.yaml_text.plain import (
    LINK,
    LOCKED,
    MAX_BYTES,
    NOT_A_FILE,
    Fault,
    Spot,
    decoded,
    prose_fault,
    unread_fault,
)
from hallinta.yaml_text.reader import MAX_DEPTH, Path, Value, YamlText, parse, parse_text

__all__ = [
    "LINK",
    "LOCKED",
    "MAX_BYTES",
    "MAX_DEPTH",
    "NOT_A_FILE",
    "Fault",
    "Path",
    "Spot",
    "Value",
    "YamlText",
    "decoded",
    "disguised",
    "hidden",
    "parse",
    "parse_text",
    "prose_fault",
    "unread_fault",
]
