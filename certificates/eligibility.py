"""Whether the rules of a scheme are met, and until when an award is valid. Pure."""

import calendar
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any


def unmet(rules: Mapping[str, Any], completed_modules: Collection[str]) -> list[str]:
    """The codes of required modules that are not completed, in the order of the rules. Empty means eligible."""
    return [code for code in rules["modules"] if code not in completed_modules]


def valid_until(start: date, months: int | None) -> date | None:
    """The first day no longer valid: the anchor plus so many months, the month's last day if need be. None: never ends."""
    if not months:
        return None
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))
