"""PDF path operators, written in millimetres from the top left corner; points are complex numbers."""

import cmath
import math

from certificates.pdf.faces import MM
from certificates.pdf.palette import operands

_QUARTER = 4 / 3 * (math.sqrt(2) - 1)  # handle of a Bezier curve that passes for a quarter circle


class Pen:
    """Collects operators. Nothing is drawn until one of the ink methods ends the path."""

    def __init__(self) -> None:
        self.operators: list[str] = []

    def move(self, to: complex) -> None:
        self._add("m", to)

    def line(self, *points: complex) -> None:
        for point in points:
            self._add("l", point)

    def curve(self, leave: complex, arrive: complex, to: complex) -> None:
        self._add("c", leave, arrive, to)

    def close(self) -> None:
        self._add("h")

    def polygon(self, first: complex, *rest: complex) -> None:
        self.move(first)
        self.line(*rest)
        self.close()

    def ellipse(self, centre: complex, long: float, short: float, turn: float = 0.0) -> None:
        """A closed ellipse; `turn` is in radians."""
        spin = cmath.rect(1, turn)

        def at(along: float, across: float) -> complex:
            return centre + complex(long * along, short * across) * spin

        self.move(at(1, 0))
        for u, v in ((1, 0), (0, 1), (-1, 0), (0, -1)):  # each quarter turns (u, v) into (-v, u)
            self.curve(
                at(u - v * _QUARTER, v + u * _QUARTER), at(-v + u * _QUARTER, u + v * _QUARTER), at(-v, u)
            )
        self.close()

    def circle(self, centre: complex, radius: float) -> None:
        self.ellipse(centre, radius, radius)

    def rounded(self, corner: complex, opposite: complex, radius: float) -> None:
        """A closed rectangle with round corners."""
        left, top, right, bottom = corner.real, corner.imag, opposite.real, opposite.imag
        corners = (complex(right, top), complex(right, bottom), complex(left, bottom), complex(left, top))
        way = 1 + 0j
        self.move(complex(left + radius, top))
        for turn in corners:
            begin, onward = turn - way * radius, way * 1j
            end, handle = turn + onward * radius, radius * (1 - _QUARTER)
            self.line(begin)
            self.curve(turn - way * handle, turn + onward * handle, end)
            way = onward
        self.close()

    def nib(self, colour: str, points: float) -> None:
        """Colour and width (in points) of the lines that follow; ends and corners are round."""
        self.operators.append(f"{operands(colour)} RG {points / MM:.3f} w 1 J 1 j")

    def wash(self, colour: str) -> None:
        """Colour of the areas that follow."""
        self.operators.append(f"{operands(colour)} rg")

    def stroke(self) -> None:
        self.operators.append("S")

    def fill(self) -> None:
        self.operators.append("f")

    def fill_and_stroke(self) -> None:
        self.operators.append("B")

    def _add(self, operator: str, *points: complex) -> None:
        numbers = (_short(number) for point in points for number in (point.real, point.imag))
        self.operators.append(" ".join((*numbers, operator)))


def _short(number: float) -> str:
    """Hundredths of a millimetre: finer than any printer, and half the bytes."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text
