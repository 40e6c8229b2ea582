"""Marking. Pure: the pinned version's key and the answer in, an exact fraction out."""

from collections.abc import Collection
from decimal import Decimal

ENGINE = "lantern-1"
PLACES = Decimal("0.0000001")


def score(kind: str, key: Collection[str], answer: Collection[str] | None) -> Decimal:
    """The share of the mark, 0 to 1, to seven places. No answer is 0.

    SINGLE: 1 for the key, else 0. MULTIPLE, k keys: max(0, (right - wrong) / k), curriculum of the scheme, "Scoring".
    """
    chosen, right = set(answer or ()), set(key)
    if not chosen:
        return Decimal(0)
    if kind == "SINGLE":
        return Decimal(int(chosen == right))
    if kind == "MULTIPLE":
        marks = len(chosen & right) - len(chosen - right)
        return max(Decimal(0), Decimal(marks) / len(right)).quantize(PLACES)
    raise ValueError(f"no scoring rule for items of kind {kind!r}")


def is_pass(raw: Decimal, pass_raw: Decimal) -> bool:
    """Decided on unrounded raw marks: "10 of 12" means at least 10."""
    return raw >= pass_raw
