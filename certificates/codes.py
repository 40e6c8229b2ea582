"""Verification codes: eleven random signs and one check sign, Crockford's 32 (no I, L, O, U). Pure."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_code() -> str:
    """A fresh code: 55 random bits from the system's secure source, then the check sign."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return body + check_sign(body)


def check_sign(body: str) -> str:
    """The sum of places 1, 3, 5… times values, mod 32: every single wrong sign changes it, as do most swaps."""
    return ALPHABET[sum((2 * place + 1) * ALPHABET.index(sign) for place, sign in enumerate(body)) % 32]


def normalise(typed: str) -> str | None:
    """The code that somebody meant, or None. Blanks, hyphens and case do not matter; O, I and L read as 0 and 1."""
    if len(typed) > 60 or not typed.isascii():
        return None
    signs = "".join(sign for sign in typed.upper() if not sign.isspace() and sign != "-").translate(READ_AS)
    if len(signs) != LENGTH or any(sign not in ALPHABET for sign in signs):
        return None
    return signs if check_sign(signs[:-1]) == signs[-1] else None


def in_fours(code: str) -> str:
    """7K3M 9QXT R2VD, for reading aloud."""
    return " ".join(code[i : i + 4] for i in range(0, len(code), 4))
