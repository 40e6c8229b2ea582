"""Drawing certificates, next to the same words, faces and square code drawn by ReportLab without any care."""

import io
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from statistics import median
from time import process_time
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from bench.cases import ROUNDS
from certificates import pdf
from certificates.pdf import sheet_competence
from certificates.pdf.faces import MM, SANS, pdf_font
from certificates.pdf.items import Square, Words
from certificates.pdf.qr import encode

BLOCK = 25
WIDTH, HEIGHT = 841.89, 595.28
NAMES = ("Althea M. Corrigan", "Nguyễn Thị Phương Thảo", "Tobin Łark", "Léona Virel", "Wystan Okonjo-Bell")

FACTS = pdf.CertificateFacts(
    issuer="Learning Institute, Ursula Cays",
    title="Short certificate",
    subtitle="Serving the Public",
    holder=NAMES[0],
    intro="This is to certify that",
    scope="has completed every lesson of the module and passed its quiz.",
    facts=(
        ("Certificate number", "UC-SC-M4-2026-000001"),
        ("Issued", "22 November 2026"),
        ("Valid until", "21 November 2028"),
        ("Scheme version", "1"),
    ),
    signatories=(("Ottoline Marsh", "Scheme manager"), ("Gideon Frost", "Director of Customer Service")),
    code="7K3M9QXTR2VD",
    code_label="Code",
    verify_url="https://learn.ursula.example/v/7K3M9QXTR2VD",
    verify_url_shown="learn.ursula.example/verify/",
    scan_words="or scan the square",
    footer="Check the status online; a paper copy may be out of date.",
)


@dataclass(frozen=True)
class Drawn:
    """Shares of raw speed in each round, and the CPU of one certificate in milliseconds."""

    shares: list[float]
    draw_ms: float
    raw_ms: float
    size: int

    @property
    def share(self) -> float:
        return median(self.shares)

    @property
    def a_second(self) -> float:
        return 1000 / self.draw_ms


def measure() -> Drawn:
    """One of each in turn. No two certificates are the same: holder, number and code differ."""
    sheets = [varied(n) for n in range((ROUNDS + 1) * BLOCK)]
    turns = iter([(facts, list(sheet_competence.lay_out(facts))) for facts in sheets])
    shares, ours, theirs, size = [], [], [], 0
    for turn in range(ROUNDS + 1):
        draw, plain = [], []
        for facts, items in islice(turns, BLOCK):
            begun = process_time()
            size = max(size, len(pdf.draw(facts)))
            between = process_time()
            raw(items, facts.verify_url)
            draw.append(between - begun)
            plain.append(process_time() - between)
        if turn:  # the first round warms up
            ours.append(sum(draw) / BLOCK * 1000)
            theirs.append(sum(plain) / BLOCK * 1000)
            shares.append(theirs[-1] / ours[-1])
    return Drawn(shares, median(ours), median(theirs), size)


def varied(n: int) -> pdf.CertificateFacts:
    code = f"7K3M9QX{n:05}"
    facts = (("Certificate number", f"UC-SC-M4-2026-{n:06}"), *FACTS.facts[1:])
    url = f"https://learn.ursula.example/v/{code}"
    return replace(
        FACTS, holder=f"{NAMES[n % len(NAMES)]} {_roman(n)}", code=code, facts=facts, verify_url=url
    )


def _roman(n: int) -> str:
    """A few letters that make the name another one."""
    return "".join("IVXLCDM"[int(figure) % 7] for figure in str(n))


def raw(items: list[Any], url: str) -> bytes:
    """The words at their places, laid out beforehand: no checks, no fitting, no kerning, no ornament, no tags."""
    buffer = io.BytesIO()
    pdf_font(SANS)
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), pageCompression=1, invariant=1, initialFontName=SANS)
    for item in items:
        if isinstance(item, Words):
            pdf_font(item.face)
            canvas.setFont(item.face, item.size)
            canvas.setFillColor(_colour(item.colour))
            draw = canvas.drawCentredString if item.align == "centre" else canvas.drawString
            draw(item.x * MM, HEIGHT - item.y * MM, item.text, charSpace=item.track)
        elif isinstance(item, Square):
            _square(canvas, item, url)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@cache
def _colour(code: str) -> Any:
    return HexColor(code)


def _square(canvas: Any, square: Square, url: str) -> None:
    """The same symbol as one inline image, by operators: ReportLab's own cannot be had without base 85."""
    symbol = encode(url)
    points, left, low = square.side * MM, square.x * MM, HEIGHT - (square.y + square.side) * MM
    canvas._code.append(
        f"q {points:.3f} 0 0 {points:.3f} {left:.3f} {low:.3f} cm"
        f" BI /W {symbol.modules} /H {symbol.modules} /IM true /D [1 0] /F /AHx ID {symbol.rows}> EI Q"
    )
