"""What differs between two versions of a record, and the words that show it to a person."""

from hallinta.differences.earlier import Earlier, Life, Told
from hallinta.differences.passages import Passage, passages, unseen
from hallinta.differences.told import field_of, given_in, name_of, told
from hallinta.differences.walk import Difference, How, Read, Step, as_written, differences, share_of_equal

__all__ = [
    "Difference",
    "Earlier",
    "How",
    "Life",
    "Passage",
    "Read",
    "Step",
    "Told",
    "as_written",
    "differences",
    "field_of",
    "given_in",
    "name_of",
    "passages",
    "share_of_equal",
    "told",
    "unseen",
]
