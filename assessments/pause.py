"""The pause after a run of misses: time to read before the next draw. Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any


def pause_until(earlier: Sequence[Any], rules: dict[str, Any]) -> datetime | None:
    """When the pause after a run of misses ends, or None. `earlier` holds attempts, the latest first.

    An attempt is anything with `submitted_at` and `current_score` (with `is_pass`, or None while unmarked).
    """
    misses = 0
    for attempt in earlier:
        if attempt.current_score is None or attempt.current_score.is_pass:
            break
        misses += 1
    if misses < rules["pause_after"] or not earlier or earlier[0].submitted_at is None:
        return None
    end: datetime = earlier[0].submitted_at + timedelta(minutes=rules["pause_minutes"])
    return end
