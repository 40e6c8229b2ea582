"""The square code: level M, as rows of bits for one image mask."""

import re
from dataclasses import dataclass

import segno
from segno.encoder import DataOverflowError

from certificates.pdf.refusal import TooLong

QUIET = 4  # modules left white on every side, as the standard asks
# The least and the greatest a sheet prints: below 3 the symbol would be smaller than 35 mm in its panel,
# above 11 its modules would be too fine for an ordinary camera over a whole page.
_VERSIONS = range(3, 12)
_HEAD = re.compile(r"^https://[^/?#]*")
# A change of mode costs about as much as twelve characters save.
_DENSE = re.compile(r"([0-9]{12,}|[0-9A-Z $%*+\-./:]{12,})")


@dataclass(frozen=True)
class Symbol:
    """`rows` is the image in hexadecimal, each row padded to whole bytes; `modules` its side without margin."""

    rows: str
    modules: int


def payload(url: str) -> str:
    """The address with scheme and host in capitals, which QR packs in half the room and browsers read alike.

    Path and fragment stay as they are: they may tell capitals from small letters.
    """
    return _HEAD.sub(lambda head: head.group().upper(), url, count=1)


def encode(url: str) -> Symbol:
    """The symbol for an https address of printable ASCII. Raises TooLong above version 11 (about 250 letters)."""
    segments = [part for part in _DENSE.split(payload(url)) if part]
    for version in (_VERSIONS[0], None):
        try:
            made = segno.make(
                segments,  # type: ignore[arg-type]  # segno takes a list of segments; its stub says otherwise
                error="m",
                version=version,
                micro=False,
                boost_error=False,
            )
        except DataOverflowError:
            continue
        if int(made.version) in _VERSIONS:
            return _pack(made.matrix)
    raise TooLong("verify_url", "needs too fine a square code")


def _pack(matrix: tuple[bytearray, ...]) -> Symbol:
    modules = len(matrix)
    octets = (modules + 7) // 8
    bits = ("".join("1" if module else "0" for module in row).ljust(octets * 8, "0") for row in matrix)
    return Symbol("".join(f"{int(row, 2):0{octets * 2}x}" for row in bits), modules)
