"""Local facts in prose: {{fact:key}}. Pure."""

import re
from collections.abc import Callable

PLACEHOLDER = re.compile(r"\{\{\s*fact:\s*([a-z0-9_.]+)\s*\}\}")


def keys_in(text: str) -> set[str]:
    """The keys a text asks for."""
    return set(PLACEHOLDER.findall(text))


def fill(html: str, value: Callable[[str], str]) -> str:
    """The text with every placeholder replaced by `value(key)`, which returns safe HTML."""
    return PLACEHOLDER.sub(lambda match: value(match[1]), html)
