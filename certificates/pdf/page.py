"""The one place that writes PDF: items in, bytes out, by way of ReportLab's canvas.

Text goes out as glyph codes through the canvas, never through Paragraph: markup in a name is only letters here.
"""

import io
from hashlib import md5
from typing import Any, NamedTuple

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFInfo, PDFObject, PDFString
from reportlab.pdfgen.canvas import Canvas

from certificates.pdf.art import PAGE
from certificates.pdf.faces import MM, SANS, kerns, pdf_font, width
from certificates.pdf.items import Art, Form, Item, Panel, Rule, Square, Words
from certificates.pdf.palette import INK, WHITE, operands
from certificates.pdf.qr import QUIET

rl_config.useA85 = 0  # base 85 would add a quarter to every stream
rl_config.trustedHosts = None  # nothing here opens an address, and nothing here may
rl_config.trustedSchemes = []

_SHARE = {"left": 0.0, "centre": 0.5}  # of a line's width that lies before its place
_CORNERS = ((1, 1), (-1, 1), (1, -1), (-1, -1))


class Particulars(NamedTuple):
    """What the document says about itself."""

    title: str
    author: str
    subject: str
    producer: str
    language: str


def render(items: list[Item], particulars: Particulars) -> bytes:
    """One page with the items in their order. The same items give the same bytes: there is no clock in them."""
    canvas = _open(particulars)
    for item in items:
        _draw(canvas, item)
    canvas.showPage()
    data: bytes = canvas.getpdfdata()
    return data


def _open(particulars: Particulars) -> Any:
    pdf_font(SANS)  # an embedded first font, or Helvetica enters the file unembedded
    canvas = Canvas(
        io.BytesIO(),
        pagesize=(PAGE.real * MM, PAGE.imag * MM),
        pageCompression=1,
        invariant=1,
        initialFontName=SANS,
        lang=particulars.language,
        pdfVersion=(1, 7),
    )
    canvas._doc.info = _Timeless(particulars)
    # The signature behind the document's id: a new one, for the first has read the clock or its substitute.
    canvas._doc.signature = md5(usedforsecurity=False)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas


class _Timeless(PDFInfo):
    """Document information without dates: ReportLab's fixed one would be untrue, a clock's would differ."""

    def __init__(self, particulars: Particulars) -> None:
        super().__init__()
        self.title, self.author, self.subject, self.producer, _ = particulars

    def format(self, document: Any) -> Any:
        keys = ("Title", "Author", "Subject", "Producer")
        values = (self.title, self.author, self.subject, self.producer)
        entries = {key: PDFString(value) for key, value in zip(keys, values, strict=True) if value}
        return PDFDictionary(entries).format(document)


class _Stored(PDFObject):
    """A PDF object whose bytes are ready."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def format(self, document: Any) -> bytes:
        return self.content


def _draw(canvas: Any, item: Item) -> None:
    match item:
        case Words():
            _words(canvas, item)
        case Art():
            _art(canvas, item.form, _CORNERS if item.is_quarter else _CORNERS[:1])
        case Rule():
            left, level = item.x * MM, _up(item.y)
            _artifact(
                canvas,
                f"{operands(item.colour)} RG {item.points:g} w"
                f" {left:.3f} {level:.3f} m {left + item.length * MM:.3f} {level:.3f} l S",
            )
        case Panel():
            _panel(canvas, item)
        case _:
            _square(canvas, item)


def _words(canvas: Any, words: Words) -> None:
    """One line of text, kerned. Drawn by operators, for ReportLab's own text objects cannot kern."""
    shift = _SHARE[words.align] * width(words.face, words.text, words.size, words.track)
    shown = (
        f"BT {operands(words.colour)} rg {words.track:g} Tc"
        f" 1 0 0 1 {(words.x - shift) * MM:.3f} {_up(words.y):.3f} Tm {_shown(canvas, words)} ET"
    )
    if words.track:  # some readers take wide gaps for spaces: tell them the words
        spelled = ("\ufeff" + words.text).encode("utf-16-be").hex()
        shown = f"/Span <</ActualText <{spelled}>>> BDC {shown} EMC"
    canvas._code.append(shown)


def _shown(canvas: Any, words: Words) -> str:
    """The operators that show the text: a font and an array of glyph codes and kerns for each subset in turn."""
    font, shown = pdf_font(words.face), []
    moves = iter(kerns(words.face, words.text, words.track))
    for subset, codes in font.splitString(words.text, canvas._doc):
        name = font.getSubsetInternalName(subset, canvas._doc)
        run, array = b"", ""
        for code in codes:
            run += bytes((code,))
            if move := next(moves, 0):
                array += f"({canvas._escape(run)}){-move}"
                run = b""
        shown.append(f"{name} {words.size:g} Tf [{array}({canvas._escape(run)})] TJ")
    return " ".join(shown)


def _art(canvas: Any, form: Form, corners: tuple[tuple[int, int], ...]) -> None:
    canvas._doc.addForm(form.name, _Stored(form.content))
    for across, down in corners:
        canvas.saveState()
        canvas._code.append("/Artifact BMC")
        x, y = (0 if across > 0 else PAGE.real * MM), (0 if down > 0 else PAGE.imag * MM)
        canvas.transform(across, 0, 0, down, x, y)
        canvas.doForm(form.name)
        canvas._code.append("EMC")
        canvas.restoreState()


def _panel(canvas: Any, panel: Panel) -> None:
    canvas._code.append(f"/Artifact BMC {operands(panel.colour)} RG {operands(WHITE)} rg 0.5 w")
    canvas.roundRect(
        panel.x * MM,
        _up(panel.y + panel.height),
        panel.width * MM,
        panel.height * MM,
        1.2 * MM,
        stroke=1,
        fill=1,
    )
    canvas._code.append("EMC")


def _square(canvas: Any, square: Square) -> None:
    """One inline image of one bit a module, painted as a mask in ink."""
    modules = square.symbol.modules
    module = square.side / (modules + 2 * QUIET)
    side = modules * module * MM
    left, low = (square.x + QUIET * module) * MM, _up(square.y + (QUIET + modules) * module)
    canvas._code.append(
        f"q {operands(INK)} rg {side:.3f} 0 0 {side:.3f} {left:.3f} {low:.3f} cm"
        f" BI /W {modules} /H {modules} /IM true /D [1 0] /F /AHx ID {square.symbol.rows}> EI Q"
    )


def _artifact(canvas: Any, operators: str) -> None:
    canvas._code.append(f"/Artifact BMC {operators} EMC")


def _up(y: float) -> float:
    """Millimetres from the top as points from the bottom."""
    return (PAGE.imag - y) * MM
