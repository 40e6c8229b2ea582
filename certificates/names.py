"""Names before strangers: masked, and compared without being shown. Pure."""

import unicodedata


def masked(name: str) -> str:
    """The first sign of each word, then three dots: D••• R•••."""
    return " ".join(f"{word[0]}•••" for word in name.split())


def same_name(first: str, second: str) -> bool:
    """True if two spellings mean the same name: case, accents, hyphens and spaces do not matter."""
    return bool(plain(first)) and plain(first) == plain(second)


def plain(name: str) -> str:
    """A name reduced to what two clerks would both type."""
    letters = unicodedata.normalize(
        "NFKD", name.casefold().replace("ł", "l").replace("ø", "o").replace("đ", "d")
    )
    return "".join(sign for sign in letters if sign.isalnum())
