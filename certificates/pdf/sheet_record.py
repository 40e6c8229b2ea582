"""The record of module completion: ranged left, one rule, no engraving, no seal of merit. Plain on purpose."""

from collections.abc import Iterator

from certificates.pdf.art import Look, record_ground
from certificates.pdf.blocks import (
    RIGHT,
    Style,
    check_panel,
    footer,
    holder,
    line,
    sample,
    scope,
    signatories,
)
from certificates.pdf.faces import SANS, SERIF
from certificates.pdf.facts import CertificateFacts
from certificates.pdf.items import Art, Item
from certificates.pdf.palette import INK, SLATE
from certificates.pdf.text import Room, Sizes

NAME = Room(215, one=Sizes(28, 20), two=Sizes(20, 14))
_LEFT = 46.0
_MEASURE = RIGHT - _LEFT
_VALUES = _LEFT + 34.0
_PANEL_Y = 137.5


def lay_out(facts: CertificateFacts) -> Iterator[Item]:
    """Everything on the sheet, in reading order. Raises Refused where something cannot be printed."""
    yield Art(record_ground(Look(facts.sea, facts.lamp, facts.mark)))
    yield from sample(facts, _LEFT, 23.5)
    yield from _heading(facts)
    yield from line("title", facts.title, _LEFT, 62, _MEASURE, Style(SANS, Sizes(24, 15)))
    yield from line("intro", facts.intro, _LEFT, 78, _MEASURE, Style(SERIF, Sizes(12.5, 9), SLATE))
    yield from holder(facts, _LEFT, (90.5,), (87.0, 95.0), NAME, "left")
    yield from scope(facts, _LEFT, 104, 200, "left")
    yield from _record(facts)
    yield from signatories(facts, (_LEFT, _LEFT + 57), 170)
    yield from check_panel(facts, _PANEL_Y)
    yield from footer(facts, _LEFT, 191, _MEASURE)


def _heading(facts: CertificateFacts) -> Iterator[Item]:
    yield from line("issuer", facts.issuer, _LEFT, 31, _MEASURE, Style(SANS, Sizes(10.5, 8), facts.sea))
    yield from line("subtitle", facts.subtitle, _LEFT, 36.5, _MEASURE, Style(SANS, Sizes(9, 7), SLATE))


def _record(facts: CertificateFacts) -> Iterator[Item]:
    """One fact to a row."""
    for index, (name, value) in enumerate(facts.facts):
        y = 119 + 7 * index
        yield from line(
            f"facts.{index}.label", name, _LEFT, y, _VALUES - _LEFT - 2, Style(SANS, Sizes(9, 7), SLATE)
        )
        yield from line(f"facts.{index}.value", value, _VALUES, y, 80, Style(SERIF, Sizes(12.5, 8.5), INK))
