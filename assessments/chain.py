"""The hash chain of an attempt's events. Pure."""

import hashlib
import json
from typing import Any


def link(previous: str, event: dict[str, Any]) -> str:
    """SHA-256 (hex) of the previous hash and the event in canonical JSON."""
    body = json.dumps(event, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
    return hashlib.sha256((previous + body).encode()).hexdigest()


def receipt_of(head: str) -> str:
    """A receipt that people can read out: the first 12 signs of the chain's head, in fours."""
    code = head[:12].upper()
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"
