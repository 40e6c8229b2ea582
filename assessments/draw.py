"""Drawing a form from the bank. Pure: the same seed, pool and history give the same form."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


class PoolTooSmall(Exception):
    """A cell of the blueprint asks for more items than the bank has published."""


@dataclass(frozen=True)
class Candidate:
    """An item that may be drawn: its version, its cell, its letters."""

    version_id: int
    uid: str
    outcome: str
    level: str
    letters: tuple[str, ...]


@dataclass(frozen=True)
class Drawn:
    """One slot of a form: the version and the order in which its options stand."""

    version_id: int
    option_order: tuple[str, ...]


def draw(
    cells: Sequence[Mapping[str, Any]], pool: Iterable[Candidate], seen: Mapping[str, int], seed: str
) -> list[Drawn]:
    """A form that meets the blueprint: least-seen items first, then by a keyed hash; shuffled, options too.

    `seen` counts how often the officer met an item, by uid. Raises PoolTooSmall and names the cell.
    """
    candidates = list(pool)
    chosen: list[Candidate] = []
    for cell in cells:
        fitting = [
            c
            for c in candidates
            if c.outcome == cell["outcome"] and c.level == cell["level"] and c not in chosen
        ]
        if len(fitting) < cell["count"]:
            raise PoolTooSmall(f"{cell['outcome']} {cell['level']}: {len(fitting)} of {cell['count']} items")
        fitting.sort(key=lambda c: (seen.get(c.uid, 0), _keyed(seed, "draw", c.uid)))
        chosen += fitting[: cell["count"]]
    chosen.sort(key=lambda c: _keyed(seed, "order", c.uid))
    return [
        Drawn(c.version_id, tuple(sorted(c.letters, key=lambda x: _keyed(seed, c.uid, x)))) for c in chosen
    ]


def _keyed(seed: str, *words: str) -> bytes:
    return hmac.digest(seed.encode(), "\x00".join(words).encode(), hashlib.sha256)
