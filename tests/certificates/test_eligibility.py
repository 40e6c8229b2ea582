"""Whether the rules of a scheme are met, and until when an award is valid."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.eligibility import unmet, valid_until


@pytest.mark.parametrize(
    ("done", "missing"),
    [([], ["M1", "M4"]), (["M4"], ["M1"]), (["M4", "M1", "M9"], []), ({"M1": "a day"}, ["M4"])],
)
def test_what_is_missing_is_named_in_the_order_of_the_rules(done, missing):
    assert unmet({"modules": ["M1", "M4"]}, done) == missing


@pytest.mark.parametrize(
    ("start", "months", "until"),
    [
        (date(2026, 11, 22), 24, date(2028, 11, 22)),
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 3, 31), 6, date(2026, 9, 30)),
    ],
)
def test_the_end_is_the_anchor_plus_months_or_the_last_day_of_its_month(start, months, until):
    assert valid_until(start, months) == until


@pytest.mark.parametrize("months", [None, 0])
def test_without_months_there_is_no_end(months):
    assert valid_until(date(2026, 11, 22), months) is None


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(1, 600))
def test_the_end_lies_so_many_months_on_never_past_the_anchor_s_day(start, months):
    until = valid_until(start, months)

    assert (until.year - start.year) * 12 + until.month - start.month == months
    assert until.day <= start.day
