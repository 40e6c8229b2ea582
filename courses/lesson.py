"""The lesson template as rules: which parts a lesson has, in which order, and what is missing. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

# Part kinds in the order of the template. Coach's note and sources close the page and are not counted.
COUNTED = ("hook", "idea", "pair", "case", "check", "shift", "reflection")
TAIL = ("coach", "sources")
BOUNDS = {
    "hook": (1, 1),
    "idea": (3, 3),
    "pair": (1, 20),
    "case": (1, 1),
    "check": (2, 4),
    "shift": (1, 1),
    "reflection": (1, 1),
    "coach": (0, 1),
    "sources": (1, 1),
}


@dataclass(frozen=True)
class Fault:
    """One thing that keeps a lesson from being published: a kind, how many there are, how many there should be."""

    kind: str
    found: int
    at_least: int
    at_most: int


def faults(kinds: Sequence[str]) -> list[Fault]:
    """What is missing or too many, by kind. Empty when the lesson is complete."""
    return [
        Fault(kind, found, low, high)
        for kind, (low, high) in BOUNDS.items()
        if not low <= (found := list(kinds).count(kind)) <= high
    ]


def is_in_order(kinds: Sequence[str]) -> bool:
    """True if the kinds follow the template's order."""
    places = [(*COUNTED, *TAIL).index(kind) for kind in kinds]
    return places == sorted(places)


def part_count(kinds: Sequence[str]) -> int:
    """How many parts an officer reads: runs of the same kind count as one."""
    return sum(1 for kind, _run in groupby(kinds) if kind in COUNTED)
