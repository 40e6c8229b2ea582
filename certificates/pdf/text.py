"""Text, checked and fitted: what is accepted here is printed as it was given, whole and within its place."""

import math
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from certificates.pdf.faces import SANS, SERIF, FaceName, covers, width
from certificates.pdf.refusal import Reason, TooLong, Unprintable

_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_LONGEST = 400  # characters; no field has room for more, and measuring a megabyte takes its time
_STEP = 20  # sizes are whole twentieths of a point


class Sizes(NamedTuple):
    """Greatest and least size, in points."""

    top: float
    floor: float


class Room(NamedTuple):
    """Where a text of one or two lines must fit: millimetres, and sizes for one line and for two."""

    measure: float
    one: Sizes
    two: Sizes


class Block(NamedTuple):
    """Text in its lines, all of one size in points."""

    size: float
    lines: tuple[str, ...]


def clean(text: str) -> str:
    """Composed (NFC), without spaces at the ends or twice in a row. Characters are never replaced or dropped."""
    return " ".join(part for part in unicodedata.normalize("NFC", text).split(" ") if part)


def unprintable(text: str, field: str, face: FaceName) -> Iterator[Unprintable]:
    """Each character of clean text that cannot be printed faithfully, once, in order of appearance."""
    for sign in dict.fromkeys(text):
        reason = _reason(sign, face)
        if reason:
            yield Unprintable(field, sign, reason)


def checked(text: str, field: str, face: FaceName) -> str:
    """Clean text. Raises Unprintable for its first unprintable character, TooLong for what no sheet could hold."""
    text = clean(text)
    if len(text) > _LONGEST:
        raise TooLong(field, f"has more than {_LONGEST} characters")
    for refusal in unprintable(text, field, face):
        raise refusal
    return text


def check_plain(text: str, field: str) -> None:
    """For text that is stored and not printed: raise Unprintable if it holds a control or format character."""
    for sign in text:
        if _is_control(sign):
            raise Unprintable(field, sign, "control")


def face_for_name(name: str) -> FaceName:
    """The serif; the sans for a name of which only the sans holds every letter (Eŋaĝ, Ɗan, polytonic Greek)."""
    signs = set(clean(name))
    by_serif, by_sans = (all(covers(face, sign) for sign in signs) for face in (SERIF, SANS))
    return SANS if by_sans and not by_serif else SERIF


def fit_line(
    text: str, field: str, face: FaceName, measure: float, sizes: Sizes, track: float = 0.0
) -> float:
    """The greatest permitted size (points) at which the text is at most `measure` mm wide; else TooLong."""
    spread = width(face, text, 0.0, track)
    natural = width(face, text, sizes.top, track) - spread
    room = measure - spread
    size = sizes.top if natural <= room else math.floor(_STEP * sizes.top * room / natural) / _STEP
    if size < sizes.floor:
        raise TooLong(field, f"does not fit {measure:.0f} mm at {sizes.floor:g} points")
    return size


def fit_block(text: str, field: str, face: FaceName, room: Room) -> Block:
    """One line between the sizes `room.one`; else two, as even as words allow, between `room.two`; else TooLong.

    A text that cannot be broken may go down to the least size of all on its one line.
    """
    if width(face, text, room.one.floor) <= room.measure:
        return Block(fit_line(text, field, face, room.measure, room.one), (text,))
    lines = _halves(text, face)
    widest = max(lines, key=lambda line: width(face, line, room.two.top))
    return Block(fit_line(widest, field, face, room.measure, room.two), lines)


def _halves(text: str, face: FaceName) -> tuple[str, ...]:
    words = text.split(" ")
    if len(words) == 1:
        return (text,)
    cuts = ((" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words)))
    return min(cuts, key=lambda cut: max(width(face, line, 10.0) for line in cut))


def _reason(sign: str, face: FaceName) -> Reason | None:
    if _is_control(sign):
        return "control"
    if unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT:
        return "right-to-left"
    if unicodedata.category(sign)[0] == "M":
        return "combining"
    return None if covers(face, sign) else "uncovered"


def _is_control(sign: str) -> bool:
    """Controls, formats (bidi overrides, zero widths), private and unassigned signs, line separators."""
    category = unicodedata.category(sign)
    return category[0] == "C" or category in ("Zl", "Zp")
