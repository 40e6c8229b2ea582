"""Schemes, the awards given under them, and the documents that show them."""

from certificates.models.awards import Award, AwardEvent, AwardInvolvement
from certificates.models.documents import Document
from certificates.models.schemes import Register, Scheme, SchemeVersion, Signatory

__all__ = [
    "Award",
    "AwardEvent",
    "AwardInvolvement",
    "Document",
    "Register",
    "Scheme",
    "SchemeVersion",
    "Signatory",
]
