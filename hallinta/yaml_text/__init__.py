"""YAML as an editor writes it: every scalar is text, every value has a place, every fault has words."""

from hallinta.yaml_text.characters import (
    BULLETS,
    MARKS,
    QUOTES,
    as_keyed,
    called,
    disguised,
    hidden,
    joined,
    suspect,
    unlike,
    unquoted,
)
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
from hallinta.yaml_text.quick import Value
from hallinta.yaml_text.reader import MAX_DEPTH, Path, YamlText, parse, parse_text

__all__ = [
    "BULLETS",
    "LINK",
    "LOCKED",
    "MARKS",
    "MAX_BYTES",
    "MAX_DEPTH",
    "NOT_A_FILE",
    "QUOTES",
    "Fault",
    "Path",
    "Spot",
    "Value",
    "YamlText",
    "as_keyed",
    "called",
    "decoded",
    "disguised",
    "hidden",
    "joined",
    "parse",
    "parse_text",
    "prose_fault",
    "suspect",
    "unlike",
    "unquoted",
    "unread_fault",
]
