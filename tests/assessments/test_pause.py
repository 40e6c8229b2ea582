"""The pause after a run of misses."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from assessments.pause import pause_until

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
RULES = {"pause_after": 2, "pause_minutes": 10}


def tries(*results: bool | None) -> list[SimpleNamespace]:
    """Attempts, the latest first, a minute apart: True for a pass, False for a miss, None while unmarked."""
    return [
        SimpleNamespace(
            submitted_at=None if result is None else NOON - timedelta(minutes=ago),
            current_score=None if result is None else SimpleNamespace(is_pass=result),
        )
        for ago, result in enumerate(results)
    ]


@pytest.mark.parametrize(
    "results", [(), (False,), (True,), (True, False, False), (False, True, False, False)]
)
def test_no_pause_before_two_misses_in_a_row(results):
    assert pause_until(tries(*results), RULES) is None


@pytest.mark.parametrize("results", [(False, False), (False, False, False), (False, False, True)])
def test_ten_minutes_after_the_last_of_two_misses(results):
    assert pause_until(tries(*results), RULES) == NOON + timedelta(minutes=10)


def test_a_pass_resets_the_count():
    assert pause_until(tries(False, True, False), RULES) is None


def test_an_unmarked_attempt_interrupts_the_run():
    assert pause_until(tries(None, False, False), RULES) is None


def test_the_rules_say_how_many_and_how_long():
    rules = {"pause_after": 3, "pause_minutes": 25}

    assert pause_until(tries(False, False), rules) is None
    assert pause_until(tries(False, False, False), rules) == NOON + timedelta(minutes=25)
