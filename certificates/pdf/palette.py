"""Colours of the sheets, as "#RRGGBB", and the few sums made with them."""

from functools import lru_cache

INK = "#14212B"  # text and QR
SLATE = "#44525C"  # small explanations, 7.7:1 on paper
PAPER = "#FCF9F2"  # inside the frame only, so that unprintable margins never show
WHITE = "#FFFFFF"
GHOST = "#A9BDC0"  # outline of the sample word: seen across a room, read through


@lru_cache(maxsize=64)
def channels(colour: str) -> tuple[float, float, float]:
    """Red, green and blue from 0 to 1."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


@lru_cache(maxsize=64)
def operands(colour: str) -> str:
    """The colour as the operands of a PDF colour operator."""
    return " ".join(f"{channel:.3f}" for channel in channels(colour))


def tint(colour: str, share: float) -> str:
    """The colour thinned with white until `share` of it is left."""
    mixed = (round(255 * (1 - share * (1 - channel))) for channel in channels(colour))
    return "#" + "".join(f"{channel:02X}" for channel in mixed)


def contrast(colour: str, ground: str = PAPER) -> float:
    """WCAG contrast of the colour on its ground, from 1 to 21."""
    darker, lighter = sorted((_luminance(colour), _luminance(ground)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
