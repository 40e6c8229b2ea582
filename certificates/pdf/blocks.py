"""Blocks that both sheets share: a fitted line, signatories, the check panel, the footer."""

from collections.abc import Iterator
from typing import NamedTuple

from certificates.pdf.art import SAMPLE_TRACK, sample_ground
from certificates.pdf.faces import SANS, SERIF, STRONG, FaceName
from certificates.pdf.facts import CertificateFacts
from certificates.pdf.items import Align, Art, Item, Panel, Rule, Square, Words
from certificates.pdf.palette import INK, SLATE
from certificates.pdf.qr import encode
from certificates.pdf.refusal import TooLong
from certificates.pdf.text import Room, Sizes, checked, clean, face_for_name, fit_block, fit_line

LEFT, RIGHT = 25.0, 272.0
COLUMN = (RIGHT - LEFT) / 4
COLUMNS = tuple(LEFT + COLUMN * index for index in range(4))
GUTTER = 3.0

SQUARE = 45.0  # side of the QR with its quiet zone; the symbol alone is then never under 35 mm
_SIGNATURE_RULE = 52.0
_LABEL = Sizes(7.5, 6.5)
_TURKIC = str.maketrans("i", "İ")
_CAPITALS = {
    "az": _TURKIC,
    "el": str.maketrans("άέήίόύώΐΰΆΈΉΊΌΎΏ", "αεηιουωϊϋΑΕΗΙΟΥΩ"),
    "tr": _TURKIC,
}


class Style(NamedTuple):
    """How a line is set."""

    face: FaceName
    sizes: Sizes
    colour: str = INK
    align: Align = "left"
    track: float = 0.0


def line(field: str, text: str, x: float, y: float, measure: float, style: Style) -> Iterator[Words]:
    """One line, shrunk within its style's sizes; nothing for an empty text. Raises Unprintable or TooLong."""
    text = checked(text, field, style.face)
    if text:
        size = fit_line(text, field, style.face, measure, style.sizes, style.track)
        yield Words(text, x, y, style.face, size, style.colour, style.align, style.track)


def label(
    facts: CertificateFacts, field: str, text: str, x: float, y: float, measure: float
) -> Iterator[Words]:
    """A small tracked line in capitals."""
    style = Style(SANS, _LABEL, facts.sea, track=0.9)
    yield from line(field, capitals(text, facts.language), x, y, measure, style)


def capitals(text: str, language: str) -> str:
    """Capitals by the rules of the language: Turkish keeps the dot of i, Greek drops its accents."""
    return clean(text).translate(_CAPITALS.get(language.partition("-")[0].lower(), {})).upper()


def holder(
    facts: CertificateFacts, x: float, one: tuple[float], two: tuple[float, float], room: Room, align: Align
) -> Iterator[Words]:
    """The name; `one` and `two` are the baselines of a name on one line and on two."""
    face = face_for_name(facts.holder)
    size, lines = fit_block(checked(facts.holder, "holder", face), "holder", face, room)
    for y, words in zip(one if len(lines) == 1 else two, lines, strict=True):
        yield Words(words, x, y, face, size, INK, align)


def scope(facts: CertificateFacts, x: float, y: float, measure: float, align: Align) -> Iterator[Words]:
    """One or two lines from baseline `y` on, 6 mm apart; a break the caller set is kept."""
    given = [checked(part, "scope", SERIF) for part in facts.scope.split("\n")]
    if len(given) > 2:
        raise TooLong("scope", "has more than two lines")
    if len(given) == 2:
        lines = tuple(given)
        size = min(fit_line(part, "scope", SERIF, measure, Sizes(13, 10)) for part in given)
    else:
        room = Room(measure, one=Sizes(13, 12), two=Sizes(13, 10))
        size, lines = fit_block(given[0], "scope", SERIF, room)
    for index, words in enumerate(lines):
        if words:
            yield Words(words, x, y + 6 * index, SERIF, size, INK, align)


def signatories(facts: CertificateFacts, lefts: tuple[float, ...], y: float) -> Iterator[Item]:
    """A plain rule with name and office below it, room for a pen above.

    No strokes stand in for a signature: a drawn one would imitate a person's hand and prove nothing. What proves
    a certificate is the check beside it.
    """
    for index, (x, (name, office)) in enumerate(zip(lefts, facts.signatories, strict=True)):
        field = f"signatories.{index}"
        if name.strip():
            yield Rule(x, y, _SIGNATURE_RULE, INK)
        yield from line(f"{field}.name", name, x, y + 5, COLUMN - GUTTER, Style(SERIF, Sizes(11.5, 8)))
        yield from line(
            f"{field}.office", office, x, y + 9.2, COLUMN - GUTTER, Style(SANS, Sizes(8.5, 7), SLATE)
        )


def check_panel(facts: CertificateFacts, y: float) -> Iterator[Item]:
    """The square code in its quiet zone, and to its right, on the fourth column, the same for people."""
    x, measure = COLUMNS[3], COLUMN - GUTTER
    left = x - SQUARE - 2
    yield Panel(left, y, RIGHT - left, SQUARE, facts.sea)
    yield Square(encode(facts.verify_url), left, y, SQUARE)
    yield from label(facts, "code_label", facts.code_label, x, y + 6.6, measure)
    yield from line(
        "code", grouped(facts.code), x, y + 13.4, measure, Style(STRONG, Sizes(15, 15), track=0.5)
    )
    yield from label(facts, "url_label", facts.url_label, x, y + 27.9, measure)
    shown = Style(SANS, Sizes(11, 7.5))
    yield from line("verify_url_shown", facts.verify_url_shown, x, y + 33.9, measure, shown)
    yield from line("scan_words", facts.scan_words, x, y + 40.1, measure, Style(SANS, Sizes(8.5, 7), SLATE))


def grouped(code: str) -> str:
    """The code in fours: easier to read out."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


def footer(facts: CertificateFacts, x: float, y: float, measure: float) -> Iterator[Words]:
    """One or two lines, the last on `y`; bold on a sample."""
    face = STRONG if facts.is_sample else SANS
    text = checked(facts.footer, "footer", face)
    if text:
        size, lines = fit_block(text, "footer", face, Room(measure, one=Sizes(9, 8.5), two=Sizes(9, 7.5)))
        for index, words in enumerate(lines, start=1 - len(lines)):
            yield Words(words, x, y + 4 * index, face, size, INK if facts.is_sample else SLATE)


def sample(facts: CertificateFacts, x: float, y: float) -> Iterator[Item]:
    """On a sample only: the word across the page and in both upper corners, once of the three as text."""
    if facts.is_sample:
        style = Style(STRONG, Sizes(15, 9), track=SAMPLE_TRACK)
        for words in line("sample_word", facts.sample_word, x, y, COLUMN, style):
            yield Art(sample_ground(words.text, y, words.size))
            yield words
