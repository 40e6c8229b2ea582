"""The certificate of competence: braid, rose and rays; words on the axis above, four columns below."""

from collections.abc import Iterator

from certificates.pdf.art import AXIS, Look, competence_band, competence_frame, competence_ground
from certificates.pdf.blocks import (
    COLUMN,
    COLUMNS,
    GUTTER,
    LEFT,
    RIGHT,
    Style,
    capitals,
    check_panel,
    footer,
    holder,
    label,
    line,
    sample,
    scope,
    signatories,
)
from certificates.pdf.faces import SANS, SERIF
from certificates.pdf.facts import CertificateFacts
from certificates.pdf.items import Art, Item, Rule
from certificates.pdf.palette import INK, SLATE
from certificates.pdf.text import Room, Sizes

NAME = Room(215, one=Sizes(36, 24), two=Sizes(25, 15))
_MEASURE = 225.0
_PANEL_Y = 143.0
_LAST_LINE = 188.0


def lay_out(facts: CertificateFacts) -> Iterator[Item]:
    """Everything on the sheet, in reading order. Raises Refused where something cannot be printed."""
    look = Look(facts.sea, facts.lamp, facts.mark)
    yield Art(competence_ground(look))
    yield from sample(facts, LEFT + 1, 29)
    yield Art(competence_frame(look))
    yield Art(competence_band(look), is_quarter=True)
    yield from _heading(facts)
    yield from _holder(facts)
    yield from scope(facts, AXIS, 115.2, 200, "centre")
    yield from _record(facts)
    yield from signatories(facts, COLUMNS[:2], 166.5)
    yield from check_panel(facts, _PANEL_Y)
    yield from footer(facts, LEFT, _LAST_LINE, 2 * COLUMN + 10)


def _heading(facts: CertificateFacts) -> Iterator[Item]:
    issuer = Style(SANS, Sizes(10, 7.5), facts.sea, "centre", 2.2)
    title = Style(SERIF, Sizes(35, 22), facts.sea, "centre")
    subtitle = Style(SERIF, Sizes(17, 11), INK, "centre")
    yield from line("issuer", capitals(facts.issuer, facts.language), AXIS, 48.4, _MEASURE, issuer)
    yield from line("title", facts.title, AXIS, 63.2, _MEASURE, title)
    yield from line("subtitle", facts.subtitle, AXIS, 73, _MEASURE, subtitle)


def _holder(facts: CertificateFacts) -> Iterator[Item]:
    intro = Style(SERIF, Sizes(12.5, 9), SLATE, "centre")
    yield from line("intro", facts.intro, AXIS, 86.4, _MEASURE, intro)
    yield from holder(facts, AXIS, (101.6,), (96.6, 106.2), NAME, "centre")


def _record(facts: CertificateFacts) -> Iterator[Item]:
    """The four facts people look up, between two hairlines."""
    yield Rule(LEFT, 126, RIGHT - LEFT, facts.sea)
    for index, (x, (name, value)) in enumerate(zip(COLUMNS, facts.facts, strict=True)):
        yield from label(facts, f"facts.{index}.label", name, x, 130.5, COLUMN - GUTTER)
        yield from line(
            f"facts.{index}.value", value, x, 136.4, COLUMN - GUTTER, Style(SERIF, Sizes(13.5, 9))
        )
    yield Rule(LEFT, 139, RIGHT - LEFT, facts.sea)
