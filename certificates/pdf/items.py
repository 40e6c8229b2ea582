"""What a sheet is made of. A sheet is a list of these in reading order; the page draws them in that order.

All places are millimetres from the top left corner, type sizes and line widths points.
"""

from dataclasses import dataclass
from typing import Literal

from certificates.pdf.faces import FaceName
from certificates.pdf.palette import INK
from certificates.pdf.qr import Symbol

Align = Literal["left", "centre"]


@dataclass(frozen=True, slots=True)
class Form:
    """Art that never changes from one certificate to the next, already compressed: one PDF object."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Art:
    """A form on the whole page; `is_quarter` mirrors it into all four corners."""

    form: Form
    is_quarter: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """One line of checked text; `y` is its baseline."""

    text: str
    x: float
    y: float
    face: FaceName
    size: float
    colour: str = INK
    align: Align = "left"
    track: float = 0.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A level line."""

    x: float
    y: float
    length: float
    colour: str
    points: float = 0.5


@dataclass(frozen=True, slots=True)
class Panel:
    """A white field with a hairline about it."""

    x: float
    y: float
    width: float
    height: float
    colour: str


@dataclass(frozen=True, slots=True)
class Square:
    """A QR symbol; `side` includes the quiet zone, and the ground must be white."""

    symbol: Symbol
    x: float
    y: float
    side: float


Item = Art | Words | Rule | Panel | Square
