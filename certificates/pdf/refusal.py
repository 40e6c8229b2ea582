"""What cannot be printed faithfully is refused by name, before anything is drawn."""

import unicodedata
from typing import Literal

Reason = Literal["control", "right-to-left", "combining", "uncovered"]

_WHY: dict[Reason, str] = {
    "control": "is a control or format character",
    "right-to-left": "is written from right to left, which this sheet cannot set",
    "combining": "is a combining mark that does not join its letter",
    "uncovered": "is not in the typeface",
}
_NAMELESS = {
    "Cc": "CONTROL CHARACTER",
    "Cn": "UNASSIGNED CHARACTER",
    "Co": "PRIVATE USE CHARACTER",
    "Cs": "SURROGATE",
}


class Refused(ValueError):
    """The facts cannot be printed as they stand; nothing was drawn.

    `field` is the field of CertificateFacts at fault, with a place where it is a tuple: "signatories.1.name".
    """

    def __init__(self, field: str, *rest: str) -> None:
        super().__init__(field, *rest)  # all of it, so that the refusal survives pickling
        self.field = field

    def __str__(self) -> str:
        return ": ".join(self.args)


class Malformed(Refused):
    """A field is missing or not of its form (code, address, colour, language, mark)."""


class TooLong(Refused):
    """A field does not fit its place even at its smallest permitted size."""


class Unprintable(Refused):
    """A field holds a character that would vanish, move or mislead.

    `sign` is the character and `reason` says why, for callers who put it into their own words.
    """

    def __init__(self, field: str, sign: str, reason: Reason) -> None:
        super().__init__(field, sign, reason)
        self.sign = sign
        self.reason: Reason = reason

    def __str__(self) -> str:
        """Field, code point and Unicode name; never the sign itself, which could disorder a log."""
        return f"{self.field}: U+{ord(self.sign):04X} {_name(self.sign)} {_WHY[self.reason]}"


def _name(sign: str) -> str:
    return unicodedata.name(sign, _NAMELESS.get(unicodedata.category(sign), "CHARACTER WITHOUT A NAME"))
