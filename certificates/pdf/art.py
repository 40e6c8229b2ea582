"""Art drawn once per process, compressed once, and placed as form XObjects.

Drawn anew for every page the braid and the rose would cost three times the rest of the certificate.
"""

import cmath
import math
import zlib
from functools import lru_cache
from typing import NamedTuple

from fontTools.pens.basePen import BasePen

from certificates.pdf.engraving import QuarterTrack, boss, braid, draw_mark, lozenge, rays, rose
from certificates.pdf.faces import EM, MM, STRONG, open_font, width
from certificates.pdf.items import Form
from certificates.pdf.mark import Mark
from certificates.pdf.palette import GHOST, INK, PAPER, WHITE, tint
from certificates.pdf.pen import Pen

PAGE = 297 + 210j  # A4 landscape, millimetres
AXIS = PAGE.real / 2
LOZENGE_Y = 78.6
ROSE_Y = 101.0
SAMPLE_TRACK = 2.0  # points, in the corners
_SAMPLE, _SAMPLE_TRACK = 165.0, 15.0  # across the page
_RISING = cmath.rect(1, math.radians(-22))


class Look(NamedTuple):
    """What an institute may change."""

    sea: str
    lamp: str
    mark: Mark


@lru_cache(maxsize=16)
def competence_ground(look: Look) -> Form:
    """Paper inside the frame and the rose behind the words."""
    pen = Pen()
    pen.wash(PAPER)
    pen.rounded(8 + 8j, PAGE - (8 + 8j), 10)
    pen.fill()
    pen.nib(tint(look.sea, 1 / 7), 0.4)
    rose(pen, complex(AXIS, ROSE_Y), 82, 47, 36)
    rose(pen, complex(AXIS, ROSE_Y), 47, 27, 24)
    return _form("ground", pen)


@lru_cache(maxsize=16)
def competence_frame(look: Look) -> Form:
    """Rules of the frame, the mark with its rays, and the lozenge under the title."""
    pen = Pen()
    for inset, radius, points in ((8, 10, 0.9), (15.9, 2.1, 0.35), (16.9, 1.1, 0.75)):
        pen.nib(look.sea, points)
        pen.rounded(inset * (1 + 1j), PAGE - inset * (1 + 1j), radius)
        pen.stroke()
    draw_mark(pen, look.mark, complex(AXIS - 10, 21.4), 20, look.sea, look.lamp)
    rays(pen, complex(AXIS, 33.2), 11.5, 19, look.sea)
    lozenge(pen, complex(AXIS, LOZENGE_Y), look.sea, look.lamp)
    return _form("frame", pen)


@lru_cache(maxsize=16)
def competence_band(look: Look) -> Form:
    """A quarter of the braid and its corner boss."""
    pen = Pen()
    pen.nib(look.sea, 0.28)
    braid(pen, QuarterTrack(PAGE.real, PAGE.imag, inset=12, radius=6), half=3.2, wave=11.4, strands=3)
    boss(pen, complex(PAGE.real - 13.6, 13.6), look.sea, look.lamp)
    return _form("band", pen)


@lru_cache(maxsize=16)
def record_ground(look: Look) -> Form:
    """One rule about the sheet, a bar at its left and the mark, unlit: plain on purpose."""
    pen = Pen()
    pen.nib(look.sea, 0.5)
    pen.polygon(14 + 14j, 283 + 14j, 283 + 196j, 14 + 196j)
    pen.stroke()
    pen.wash(look.sea)
    pen.polygon(14 + 14j, 16.5 + 14j, 16.5 + 196j, 14 + 196j)
    pen.fill()
    draw_mark(pen, look.mark, 24 + 24j, 18, look.sea, WHITE)
    return _form("ground", pen)


@lru_cache(maxsize=16)
def sample_ground(word: str, y: float, size: float) -> Form:
    """The word in outline across the page, and on baseline `y` (mm), at `size` points, in the upper right corner.

    Drawn as shapes and not as text: its letters would otherwise be read out between those of the certificate.
    """
    pen = Pen()
    large = min(_SAMPLE, _SAMPLE * 250 / width(STRONG, word, _SAMPLE, _SAMPLE_TRACK))
    start = complex(-width(STRONG, word, large, _SAMPLE_TRACK) / 2, large * 0.33 / MM)  # half a capital down
    pen.nib(GHOST, 1.1)
    _outline(pen, word, AXIS + 105j + start * _RISING, _RISING, large, _SAMPLE_TRACK)
    pen.stroke()
    pen.wash(INK)
    _outline(pen, word, complex(271 - width(STRONG, word, size, SAMPLE_TRACK), y), 1, size, SAMPLE_TRACK)
    pen.fill()
    return _form("sample", pen)


class _GlyphPen(BasePen):
    """Passes a glyph's outline on to a Pen."""

    def __init__(self, pen: Pen, glyphs: object, corner: complex, scale: complex) -> None:
        super().__init__(glyphs)
        self.pen, self.corner, self.scale = pen, corner, scale

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 - named by fontTools
        self.pen.move(self._at(pt))

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 - named by fontTools
        self.pen.line(self._at(pt))

    def _curveToOne(self, *points: tuple[float, float]) -> None:  # noqa: N802 - named by fontTools
        leave, arrive, to = map(self._at, points)
        self.pen.curve(leave, arrive, to)

    def _closePath(self) -> None:  # noqa: N802 - named by fontTools
        self.pen.close()

    def _at(self, point: tuple[float, float]) -> complex:
        return self.corner + complex(point[0], -point[1]) * self.scale


def _outline(pen: Pen, word: str, start: complex, turn: complex, size: float, track: float) -> None:
    """The word's outlines from `start` on, along `turn`; the word holds only covered letters."""
    font = open_font(STRONG)
    cmap, glyphs = font.getBestCmap(), font.getGlyphSet()
    for at, letter in enumerate(word):
        way = width(STRONG, word[: at + 1], size) - width(STRONG, letter, size) + track * at / MM
        glyphs[cmap[ord(letter)]].draw(_GlyphPen(pen, glyphs, start + way * turn, turn * size / EM / MM))


def _form(name: str, pen: Pen) -> Form:
    """The drawing as the bytes of a PDF object; its matrix turns millimetres from the top left into points."""
    body = zlib.compress("\n".join(pen.operators).encode("ascii"), 9)
    head = (
        f"<< /Type /XObject /Subtype /Form /FormType 1 /BBox [0 0 {PAGE.real:g} {PAGE.imag:g}]"
        f" /Matrix [{MM:.6f} 0 0 {-MM:.6f} 0 {PAGE.imag * MM:.6f}] /Resources << >>"
        f" /Filter /FlateDecode /Length {len(body)} >>\nstream\n"
    )
    return Form(name, head.encode("ascii") + body + b"\nendstream")
