"""Small filters for templates."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import template

register = template.Library()


@register.filter
def lookup(mapping: Mapping[str, Any] | None, key: object) -> Any:
    """The value under a key, or None."""
    return (mapping or {}).get(str(key))


@register.filter
def moment(iso: str) -> datetime:
    """A kept ISO time, for Django's own date filters."""
    return datetime.fromisoformat(iso)
