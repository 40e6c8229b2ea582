"""The issuer's mark as SVG path data, and its translation into PDF operators.

Only path data is read: no files, no styles, no images, so that a mark can carry nothing but lines.
"""

import cmath
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from certificates.pdf.pen import Pen
from certificates.pdf.refusal import Malformed

Paint = Literal["line", "solid", "lit"]
Place = tuple[complex, float]  # top left corner and millimetres per unit

_NUMBER, _FLAG = r"[\s,]*([-+]?(?:\d+\.?\d*|\.\d+))", r"[\s,]*([01])"
_OPERANDS = {command: _NUMBER * count for command, count in zip("MLHVC", (2, 2, 1, 1, 6), strict=True)}
_OPERANDS["A"] = _NUMBER * 3 + _FLAG * 2 + _NUMBER * 2  # flags may stand close: "0 01-5.2"
_COMMAND = re.compile(r"([A-Za-z])([^A-Za-z]*)")
_SQUARE = 24  # units of the box a mark is drawn in


@dataclass(frozen=True)
class Stroke:
    """One path in a box of 24 units, its origin the top left corner.

    `data` is SVG path data of the commands M L H V C A Z, large or small. Paint: "line" is a line in the sea
    colour, "solid" an area in it, "lit" an area in the lamp colour with a line about it, so that a grey print
    keeps its shape. `weight` is the width of the line in units.
    """

    data: str
    paint: Paint = "line"
    weight: float = 0.8


Mark = tuple[Stroke, ...]

# The lantern of the screens (ring, tapered glass, flame, foot), with the cap and bars that its larger size asks for.
LANTERN: Mark = (
    Stroke("M10.4 2.5a1.6 1.6 0 1 1 3.2 0a1.6 1.6 0 1 1-3.2 0z", weight=1.0),
    Stroke("M11.1 4.4h1.8c.5 1.9 3.7 1.9 4.7 3.9v.9H6.4v-.9c1-2 4.2-2 4.7-3.9z", "solid"),
    Stroke("M7.9 9.4L6.5 19.2M16.1 9.4l1.4 9.8", weight=0.85),
    Stroke("M10.5 9.4c-1.5 2.9-2 6.4-1.5 9.8M13.5 9.4c1.5 2.9 2 6.4 1.5 9.8", weight=0.35),
    Stroke("M5.6 19.2h12.8v1H5.6z", "solid"),
    Stroke("M7.5 20.9h9l1 1.9h-11z", "solid"),
    Stroke("M12 10.7c1.7 1.9 2.3 2.9 2.3 4.1a2.3 2.3 0 0 1-4.6 0c0-1.2.7-2.2 2.3-4.1z", "lit", weight=0.4),
)


def trace(pen: Pen, data: str, place: Place) -> None:
    """Add the path to the pen. Raises Malformed where the data is not of the commands above."""
    tracer = _Tracer(pen, *place)
    for command, numbers in _commands(data):
        tracer.follow(command, numbers)


def unit(height: float) -> float:
    """Millimetres per unit of a mark drawn `height` millimetres high."""
    return height / _SQUARE


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    """Each command with its numbers; further numbers repeat it, after a move as lines."""
    parts = _COMMAND.findall(data)
    if not parts or parts[0][0] not in "Mm" or "".join(a + b for a, b in parts) != data.lstrip():
        raise Malformed("mark", "is not path data")
    for command, rest in parts:
        if command in "Zz" and not rest.strip():
            yield command, []
            continue
        operands = _OPERANDS.get(command.upper(), r"(?!)")
        at = 0
        while at == 0 or rest[at:].strip():
            found = re.compile(operands).match(rest, at)
            if found is None:
                raise Malformed("mark", f"has an unknown command or lacks numbers: {command}")
            again = {"M": "L", "m": "l"}.get(command, command) if at else command
            yield again, [float(number) for number in found.groups()]
            at = found.end()


class _Tracer:
    """Where the pen stands, in units of the mark."""

    def __init__(self, pen: Pen, corner: complex, scale: float) -> None:
        self.pen, self.corner, self.scale = pen, corner, scale
        self.here = self.begin = 0j

    def follow(self, command: str, numbers: list[float]) -> None:
        base = self.here if command.islower() else 0j
        match command.upper():
            case "Z":
                self.pen.close()
                self.here = self.begin
            case "M":
                self.here = self.begin = base + complex(*numbers)
                self.pen.move(self._at(self.here))
            case "L":
                self._line(base + complex(*numbers))
            case "H":
                self._line(complex(base.real + numbers[0], self.here.imag))
            case "V":
                self._line(complex(self.here.real, base.imag + numbers[0]))
            case "C":
                self._curve(*(base + complex(*numbers[at : at + 2]) for at in (0, 2, 4)))
            case _:
                for span in _arc(self.here, base + complex(*numbers[5:]), numbers):
                    self._curve(*span)

    def _at(self, point: complex) -> complex:
        return self.corner + self.scale * point

    def _line(self, to: complex) -> None:
        self.here = to
        self.pen.line(self._at(to))

    def _curve(self, leave: complex, arrive: complex, to: complex) -> None:
        self.here = to
        self.pen.curve(self._at(leave), self._at(arrive), self._at(to))


def _arc(start: complex, end: complex, numbers: list[float]) -> Iterator[tuple[complex, complex, complex]]:
    """An elliptical arc as curves of at most a quarter turn (SVG 1.1, F.6).

    The plane is squeezed until the ellipse is the unit circle; there an arc needs two angles only.
    """
    across, down, turn, is_large, is_clockwise = numbers[:5]
    spin = cmath.rect(1, math.radians(turn))

    if not across or not down or start == end:
        yield start, end, end
        return
    chord = (end - start) / spin  # radii too small to reach the end grow until they do
    growth = max(1.0, abs(complex(chord.real / across, chord.imag / down)) / 2)
    across, down = across * growth, down * growth

    def squeeze(point: complex) -> complex:
        flat = point / spin
        return complex(flat.real / across, flat.imag / down)

    def stretch(point: complex) -> complex:
        return complex(point.real * across, point.imag * down) * spin

    centre, first, sweep = _unit_arc(squeeze(start), squeeze(end), bool(is_large), bool(is_clockwise))
    parts = max(1, math.ceil(abs(sweep) / (math.pi / 2) - 1e-9))
    handle = 4 / 3 * math.tan(sweep / parts / 4) * 1j
    angles = [first + sweep * part / parts for part in range(parts + 1)]
    for here, there in pairwise(cmath.rect(1, angle) for angle in angles):
        yield (
            stretch(centre + here * (1 + handle)),
            stretch(centre + there * (1 - handle)),
            stretch(centre + there),
        )


def _unit_arc(
    start: complex, end: complex, is_large: bool, is_clockwise: bool
) -> tuple[complex, float, float]:
    """Centre, first angle and sweep (radians) of an arc of a circle of radius one."""
    middle, half = (start + end) / 2, (end - start) / 2
    reach = math.sqrt(max(0.0, 1 - abs(half) ** 2))
    side = -1 if is_large == is_clockwise else 1
    centre = middle + side * 1j * reach * half / abs(half)
    first = cmath.phase(start - centre)
    sweep = cmath.phase((end - centre) / (start - centre))
    if is_clockwise and sweep < 0:
        sweep += 2 * math.pi
    elif not is_clockwise and sweep > 0:
        sweep -= 2 * math.pi
    return centre, first, sweep
