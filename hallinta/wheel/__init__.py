"""The year as a wheel: where each thing of a calendar stands in the picture. Pure geometry, no markup.

What is drawn of a year:

* a ring per actor; an empty ring shrinks and gives its room to the hub
* a span is a band with its name on the arc when it fits, a day is a marker with the ring's own shape
* what has no date stands outside of time, in the hub or under the wheel
* labels stand in two columns, their topics in one row when two have no room; when there are more than
  ``LABELS`` or a column has no room for its own, only the numbered wheel is drawn
"""

from hallinta.wheel.drawing import LABELS, wheel, wheels
from hallinta.wheel.labels import COLUMN, TOPIC_SIZE, spread, text_width, wrapped
from hallinta.wheel.parts import COMPACT, SHAPES, WIDE, Box, Ring, Spot, Style, Wheel, number
from hallinta.wheel.words import RING_NAMES, TO_BE_AGREED, actor, month_name, short_day, subject, when

__all__ = [
    "COLUMN",
    "COMPACT",
    "LABELS",
    "RING_NAMES",
    "SHAPES",
    "TOPIC_SIZE",
    "TO_BE_AGREED",
    "WIDE",
    "Box",
    "Ring",
    "Spot",
    "Style",
    "Wheel",
    "actor",
    "month_name",
    "number",
    "short_day",
    "spread",
    "subject",
    "text_width",
    "wheel",
    "wheels",
    "when",
    "wrapped",
]
