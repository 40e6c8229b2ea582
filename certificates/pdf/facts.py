"""What goes onto a certificate. Every printed word comes from the caller, who has translated it."""

import re
from dataclasses import dataclass
from typing import Literal

from certificates.pdf.mark import LANTERN, Mark
from certificates.pdf.palette import contrast
from certificates.pdf.refusal import Malformed
from certificates.pdf.text import check_plain

Design = Literal["competence", "record"]
Pair = tuple[str, str]

_CODE = re.compile(r"[0-9A-Z]{12}")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]+)?([/?#][!-~]*)?")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_NEEDED = ("issuer", "title", "holder", "sample_word", "producer")
# Below this the labels of 7 points and a grey print of the frame are lost.
_LEAST_CONTRAST = 7.0


@dataclass(frozen=True, kw_only=True)
class CertificateFacts:
    """One certificate, frozen. Holds personal data: the holder's name.

    Strings may be empty where a sheet can do without them (subtitle, intro, scope, scan_words, a whole pair);
    an empty one leaves its place blank.
    """

    issuer: str
    title: str
    subtitle: str
    holder: str
    intro: str  # the words before the name
    scope: str  # the words after the name; one or two lines, broken at "\n" or where it balances
    facts: tuple[Pair, Pair, Pair, Pair]  # label and value: number, issued, valid until, scheme version
    signatories: tuple[Pair, Pair]  # name and office
    code: str  # twelve characters, printed in fours
    code_label: str
    verify_url: str  # into the QR; may end in "#" and a signed token in digits
    verify_url_shown: str
    scan_words: str
    footer: str
    url_label: str = ""
    design: Design = "competence"
    is_sample: bool = False
    sample_word: str = "SAMPLE"
    language: str = "en"
    author: str = ""  # of the document; the issuer if empty
    producer: str = "Lantern"
    sea: str = "#0B5563"  # titles, labels and frame; at least 7:1 on paper
    lamp: str = "#F2B632"  # the flame and three small ornaments, always outlined
    mark: Mark = LANTERN


def check_form(facts: CertificateFacts) -> None:
    """Raise Malformed unless every field has its form. Lengths and letters are checked where they are set."""
    for field in _NEEDED:
        if not getattr(facts, field).strip():
            raise Malformed(field, "is empty")
    for field in ("author", "producer"):
        check_plain(getattr(facts, field), field)
    for field, pattern in (("code", _CODE), ("verify_url", _ADDRESS), ("language", _LANGUAGE)):
        _match(field, getattr(facts, field), pattern)
    for field in ("sea", "lamp"):
        _match(field, getattr(facts, field), _COLOUR)
    if contrast(facts.sea) < _LEAST_CONTRAST:
        raise Malformed("sea", "is too light to read on paper; 7:1 is needed")
    for field, length in (("facts", 4), ("signatories", 2)):
        if len(getattr(facts, field)) != length:
            raise Malformed(field, f"needs {length} pairs")
    if facts.design not in ("competence", "record"):
        raise Malformed("design", "is neither competence nor record")


def _match(field: str, value: str, pattern: re.Pattern[str]) -> None:
    if not pattern.fullmatch(value):
        raise Malformed(field, f"does not match {pattern.pattern}")
