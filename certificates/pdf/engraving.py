"""Drawn ornament: an engine-turned braid, a rose of ellipses, rays, a lozenge. No emblem of any state or council."""

import cmath
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

from certificates.pdf.faces import MM
from certificates.pdf.mark import Mark, trace, unit
from certificates.pdf.palette import PAPER
from certificates.pdf.pen import Pen

_CLOSE = 1e-9  # millimetres lost in sums
_NUDGE = 0.01  # millimetres either side at which a curve's slope is measured


@dataclass(frozen=True)
class QuarterTrack:
    """A quarter of a rounded frame's centre line: from the middle of the top to the middle of the right side.

    All measures are millimetres. Mirrored about both axes of the page it makes the whole frame.
    """

    width: float
    height: float
    inset: float
    radius: float

    def spans(self) -> tuple[float, float, float]:
        """Lengths of the straight along the top, the bend and the straight down the side."""
        straight = self.inset + self.radius
        return self.width / 2 - straight, math.pi * self.radius / 2, self.height / 2 - straight

    def at(self, way: float, offset: float) -> complex:
        """The point `way` along the line and `offset` outside it."""
        across, bend, _ = self.spans()
        hub = complex(self.width - self.inset - self.radius, self.inset + self.radius)
        if way <= across:
            return complex(self.width / 2 + way, self.inset - offset)
        if way >= across + bend:
            return complex(self.width - self.inset + offset, hub.imag + way - across - bend)
        angle = (way - across) / self.radius - math.pi / 2
        return hub + cmath.rect(self.radius + offset, angle)


def braid(pen: Pen, track: QuarterTrack, half: float, wave: float, strands: int) -> None:
    """Sines and cosines of one phase, at every k/strands of `half` the width, crossing as a braid.

    Each span takes a whole number of quarter waves near `wave` long. At their ends a strand either crosses the
    centre line or runs beside it, so that nothing kinks where the bend begins and the mirrored quarters join.
    """
    spans = track.spans()
    quarters = [max(1, round(4 * spans[0] / wave)), 3, max(1, round(4 * spans[2] / wave))]
    knots = list(zip(accumulate(spans, initial=0.0), accumulate(quarters, initial=0), strict=True))
    stops = list(_stops(knots, parts=(1, 3, 1)))
    for swing in (math.sin, math.cos):
        for step in range(-strands, strands + 1):
            if step or swing is math.sin:  # the centre line itself is drawn once
                reach = half * step / strands
                _smooth(pen, stops, _strand(track, knots, reach, swing))
    pen.stroke()


def rose(pen: Pen, centre: complex, long: float, short: float, petals: int) -> None:
    """Ellipses turned about their centre; their envelope is the engraver's rose."""
    for petal in range(petals):
        pen.ellipse(centre, long, short, math.pi * petal / petals)
    pen.stroke()


def boss(pen: Pen, centre: complex, sea: str, lamp: str) -> None:
    """A rosette of 6.3 mm radius over a corner, where a braid could only crowd."""
    pen.wash(PAPER)
    pen.nib(sea, 0.9)
    pen.circle(centre, 6.3)
    pen.fill_and_stroke()
    pen.nib(sea, 0.45)
    pen.circle(centre, 5.6)
    pen.stroke()
    pen.nib(sea, 0.28)
    rose(pen, centre, 5.1, 2.3, 12)
    pen.wash(lamp)
    pen.nib(sea, 0.4)
    pen.circle(centre, 1.1)
    pen.fill_and_stroke()


def lozenge(pen: Pen, centre: complex, sea: str, lamp: str) -> None:
    """Two hairlines and a lit lozenge between them, 52 mm wide."""
    pen.nib(sea, 0.4)
    for side in (-1, 1):
        pen.move(centre + 26 * side)
        pen.line(centre + 3 * side)
    pen.stroke()
    pen.wash(lamp)
    pen.polygon(centre - 1.5, centre - 1.1j, centre + 1.5, centre + 1.1j)
    pen.fill_and_stroke()


def rays(pen: Pen, centre: complex, near: float, far: float, sea: str) -> None:
    """Seven rays to either side, long and short in turn."""
    pen.nib(sea, 0.5)
    for middle in (0.0, math.pi):
        for step in range(-3, 4):
            way = cmath.rect(1, middle + 0.14 * step)
            end = far if step % 2 else near + (far - near) * 0.55
            pen.move(centre + near * way)
            pen.line(centre + end * way)
    pen.stroke()


def draw_mark(pen: Pen, mark: Mark, corner: complex, height: float, sea: str, lamp: str) -> None:
    """The mark with its box's top left corner at `corner`, `height` millimetres high."""
    scale = unit(height)
    for stroke in mark:
        pen.nib(sea, stroke.weight * scale * MM)
        pen.wash(lamp if stroke.paint == "lit" else sea)
        trace(pen, stroke.data, (corner, scale))
        {"line": pen.stroke, "solid": pen.fill, "lit": pen.fill_and_stroke}[stroke.paint]()


def _strand(
    track: QuarterTrack, knots: list[tuple[float, int]], reach: float, swing: Callable[[float], float]
) -> Callable[[float], complex]:
    def point(way: float) -> complex:
        return track.at(way, reach * swing(_phase(knots, way)))

    return point


def _phase(knots: list[tuple[float, int]], way: float) -> float:
    """Radians; a quarter wave is a quarter turn, and the pace may differ from span to span."""
    (start, before), (end, after) = next(span for span in pairwise(knots) if way <= span[1][0] + _CLOSE)
    return math.pi / 2 * (before + (after - before) * (way - start) / (end - start))


def _stops(knots: list[tuple[float, int]], parts: tuple[int, ...]) -> Iterator[float]:
    """Where the curve is sampled: each quarter wave, and more often in the bend."""
    yield 0.0
    for ((start, before), (end, after)), fine in zip(pairwise(knots), parts, strict=True):
        count = (after - before) * fine
        yield from (start + (end - start) * step / count for step in range(1, count + 1))


def _smooth(pen: Pen, stops: list[float], point: Callable[[float], complex]) -> None:
    """Join the samples by curves that leave and arrive along the measured slope."""

    def slope(way: float) -> complex:
        low, high = max(way - _NUDGE, stops[0]), min(way + _NUDGE, stops[-1])
        return (point(high) - point(low)) / (high - low) / 3

    samples = [(way, point(way), slope(way)) for way in stops]
    pen.move(samples[0][1])
    for (here, start, out), (there, end, into) in pairwise(samples):
        pen.curve(start + out * (there - here), end - into * (there - here), end)
