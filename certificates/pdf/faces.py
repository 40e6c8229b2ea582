"""The typefaces: found in their pip packages, registered once per process, measured with kerning.

ReportLab leaves out in silence what a face does not hold, and sets letters without kerning; both are made good
here. Only Regular and Bold are used: the italics of both families lack Vietnamese and Greek.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, Literal

import font_source_sans_pro
import font_source_serif_pro
from fontTools.ttLib import TTFont as OpenFont
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont as PdfFont

FaceName = Literal["SourceSerifPro", "SourceSansPro", "SourceSansProBold"]
SERIF: FaceName = "SourceSerifPro"
SANS: FaceName = "SourceSansPro"
STRONG: FaceName = "SourceSansProBold"

MM = 72 / 25.4  # points in a millimetre
EM = 1000  # both families draw on a thousand units, as PDF widths do

_FILES: dict[str, str] = {**font_source_serif_pro.font_files_ttf, **font_source_sans_pro.font_files_ttf}


@cache
def pdf_font(face: FaceName) -> Any:
    """ReportLab's font, registered on first use. Raises KeyError if the package lost its file."""
    font = PdfFont(face, _FILES[face], asciiReadable=0)  # 0: only the signs used are embedded
    pdfmetrics.registerFont(font)
    return font


@cache
def open_font(face: FaceName) -> Any:
    """The same file for fontTools, which knows kerning and outlines."""
    return OpenFont(_FILES[face], lazy=False)


def covers(face: FaceName, sign: str) -> bool:
    return ord(sign) in pdf_font(face).face.charToGlyph


def kerns(face: FaceName, text: str, track: float = 0.0) -> list[int]:
    """How much closer (negative) or wider each pair of neighbours stands, in thousandths of the size.

    None in tracked text: where its gaps are uneven, readers of the PDF take letters for words.
    """
    return [] if track else [_kern(face, left, right) for left, right in pairwise(text)]


def width(face: FaceName, text: str, size: float, track: float = 0.0) -> float:
    """Set width in millimetres. Size and tracking are points; tracking counts between letters only."""
    letters = pdf_font(face).stringWidth(text, size) + sum(kerns(face, text, track)) * size / EM
    return (letters + track * max(len(text) - 1, 0)) / MM


@lru_cache(maxsize=20_000)
def _kern(face: FaceName, left: str, right: str) -> int:
    cmap = _cmap(face)
    first, second = cmap.get(ord(left), ".notdef"), cmap.get(ord(right), ".notdef")
    for table in _pair_tables(face):
        if first in table.Coverage.glyphs:
            found = _adjustment(table, first, second)
            if found is not None:
                return found
    return 0


def _adjustment(table: Any, first: str, second: str) -> int | None:
    """What a table says of the pair; None where the next table is to be asked."""
    if table.Format == 1:
        pairs = table.PairSet[table.Coverage.glyphs.index(first)].PairValueRecord
        return next((_advance(pair.Value1) for pair in pairs if pair.SecondGlyph == second), None)
    after = table.ClassDef2.classDefs.get(second, 0)
    if not after:  # the class of all other letters
        return None
    return _advance(table.Class1Record[table.ClassDef1.classDefs.get(first, 0)].Class2Record[after].Value1)


def _advance(value: Any) -> int:
    return getattr(value, "XAdvance", 0) or 0


@cache
def _cmap(face: FaceName) -> dict[int, str]:
    cmap: dict[int, str] = open_font(face).getBestCmap()
    return cmap


@cache
def _pair_tables(face: FaceName) -> tuple[Any, ...]:
    """The pair tables of the default kerning. Contextual kerning (a few pairs about spaces) is left out."""
    return tuple(_default_pairs(open_font(face)["GPOS"].table))


def _default_pairs(gpos: Any) -> Iterator[Any]:
    script = next(record.Script for record in gpos.ScriptList.ScriptRecord if record.ScriptTag == "DFLT")
    features = [gpos.FeatureList.FeatureRecord[index] for index in script.DefaultLangSys.FeatureIndex]
    for feature in features:
        if feature.FeatureTag == "kern":
            for index in feature.Feature.LookupListIndex:
                lookup = gpos.LookupList.Lookup[index]
                if lookup.LookupType == 2:
                    yield from lookup.SubTable
