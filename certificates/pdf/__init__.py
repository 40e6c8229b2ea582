"""Certificates as PDF: facts in, bytes of one A4 landscape page out. Knows no Django, opens no file and no address.

draw() makes the page, check() only says whether it could, refusals() tells a form what is wrong with one text.
"""

from threading import Lock

from certificates.pdf import sheet_competence, sheet_record
from certificates.pdf.faces import SERIF
from certificates.pdf.facts import CertificateFacts, Design, check_form
from certificates.pdf.items import Item
from certificates.pdf.mark import LANTERN, Mark, Stroke
from certificates.pdf.page import Particulars, render
from certificates.pdf.refusal import Malformed, Refused, TooLong, Unprintable
from certificates.pdf.text import checked, clean, face_for_name, fit_block, unprintable

__all__ = [
    "LANTERN",
    "CertificateFacts",
    "Design",
    "Malformed",
    "Mark",
    "Refused",
    "Stroke",
    "TooLong",
    "Unprintable",
    "check",
    "draw",
    "refusals",
]

# The faces load on demand and keep a reading position: threads must not share them.
_ONE_AT_A_TIME = Lock()
_SHEETS = {"competence": sheet_competence.lay_out, "record": sheet_record.lay_out}


def draw(facts: CertificateFacts) -> bytes:
    """A PDF of one page, A4 landscape; the same facts give the same bytes, whatever the time or the process.

    Raises Refused (Malformed, Unprintable or TooLong) where the facts cannot be printed faithfully.
    """
    particulars = Particulars(
        title=clean(f"{facts.title}: {facts.holder}"),
        author=facts.author or facts.issuer,
        subject=facts.subtitle,
        producer=facts.producer,
        language=facts.language,
    )
    with _ONE_AT_A_TIME:
        return render(_lay_out(facts), particulars)


def check(facts: CertificateFacts) -> None:
    """Raise what draw() would raise, without drawing."""
    with _ONE_AT_A_TIME:
        _lay_out(facts)


def refusals(text: str, field: str = "holder") -> list[Refused]:
    """Everything that speaks against printing the text, for a form to say before it saves; empty if nothing does.

    For the field "holder" a letter may be in either face and the length is judged too, by the sheet with less
    room; other fields are judged by the serif, the narrower of the two faces.
    """
    with _ONE_AT_A_TIME:
        face = face_for_name(text) if field == "holder" else SERIF
        found: list[Refused] = list(unprintable(clean(text), field, face))
        if field == "holder" and not found:
            try:
                fit_block(checked(text, field, face), field, face, sheet_competence.NAME)
            except TooLong as refusal:
                found.append(refusal)
    return found


def _lay_out(facts: CertificateFacts) -> list[Item]:
    check_form(facts)
    return list(_SHEETS[facts.design](facts))
