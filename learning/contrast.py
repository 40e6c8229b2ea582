"""How far two colours stand apart for the eye."""


def ratio(first: str, second: str) -> float:
    """The contrast of two `#rrggbb` colours, 1 to 21 (WCAG 2.2, "contrast ratio"). ValueError if not a colour."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    digits = colour.removeprefix("#")
    if len(digits) != 6:
        raise ValueError(f"{colour} is not a colour of the form #rrggbb")
    red, green, blue = (_linear(int(digits[i : i + 2], 16) / 255) for i in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
