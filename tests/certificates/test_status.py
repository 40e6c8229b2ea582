"""The status of an award: one function, every status, and which wins."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.models import AwardEvent
from certificates.status import Status, status

FROM, UNTIL = date(2026, 11, 22), date(2028, 11, 22)
TODAY = date(2027, 3, 1)
DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))
HISTORIES = st.lists(st.sampled_from([*AwardEvent.Kind.values, "SOMETHING_ELSE"]), max_size=12)


def found(*kinds: str, today: date = TODAY, until: date | None = UNTIL, **flags: bool) -> Status:
    return status([{"kind": k} for k in kinds], valid_from=FROM, valid_until=until, today=today, **flags)


@pytest.mark.parametrize(
    ("kinds", "flags", "expected"),
    [
        ((), {}, Status.UNKNOWN),
        (("REVOKED",), {}, Status.UNKNOWN),
        (("ISSUED",), {}, Status.VALID),
        (("ISSUED",), {"is_sample": True}, Status.SAMPLE),
        (("ISSUED",), {"is_superseded": True}, Status.SUPERSEDED),
        (("ISSUED", "SUSPENDED"), {}, Status.SUSPENDED),
        (("ISSUED", "SUSPENDED", "REINSTATED"), {}, Status.VALID),
        (("ISSUED", "SUSPENDED", "REINSTATED", "SUSPENDED"), {}, Status.SUSPENDED),
        (("ISSUED", "REISSUED"), {}, Status.VALID),
        (("ISSUED", "REVOKED"), {}, Status.REVOKED),
        (("ISSUED", "VOIDED"), {}, Status.VOID),
    ],
)
def test_each_history_has_its_status(kinds, flags, expected):
    assert found(*kinds, **flags) is expected


@pytest.mark.parametrize(
    ("kinds", "flags", "expected"),
    [
        (("ISSUED", "REVOKED", "VOIDED"), {}, Status.VOID),
        (("ISSUED", "SUSPENDED", "REVOKED", "REINSTATED"), {}, Status.REVOKED),
        (("ISSUED", "SUSPENDED"), {"is_superseded": True}, Status.SUSPENDED),
        (("ISSUED",), {"is_superseded": True, "is_sample": True}, Status.SUPERSEDED),
        (("ISSUED", "REVOKED"), {"is_superseded": True, "is_sample": True}, Status.REVOKED),
    ],
)
def test_what_is_worse_wins(kinds, flags, expected):
    assert found(*kinds, **flags) is expected


def test_a_sample_stays_a_sample_after_its_last_day():
    assert found("ISSUED", is_sample=True, today=UNTIL) is Status.SAMPLE


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (FROM - timedelta(days=1), Status.NOT_YET_VALID),
        (FROM, Status.VALID),
        (UNTIL - timedelta(days=1), Status.VALID),
        (UNTIL, Status.EXPIRED),
        (UNTIL + timedelta(days=1), Status.EXPIRED),
    ],
)
def test_the_day_until_is_the_first_that_does_not_count(today, expected):
    assert found("ISSUED", today=today) is expected


def test_without_an_end_it_stays_valid():
    assert found("ISSUED", until=None, today=date(2126, 1, 1)) is Status.VALID


@given(HISTORIES, HISTORIES, DAYS, st.booleans(), st.booleans())
def test_once_revoked_never_valid_again(before, after, today, is_sample, is_superseded):
    kinds = ["ISSUED", *before, "REVOKED", *after]

    assert found(*kinds, today=today, is_sample=is_sample, is_superseded=is_superseded) in (
        Status.REVOKED,
        Status.VOID,
    )


@given(HISTORIES, DAYS, st.booleans(), st.booleans())
def test_nothing_is_valid_that_was_not_issued(kinds, today, is_sample, is_superseded):
    kinds = [kind for kind in kinds if kind != "ISSUED"]

    assert found(*kinds, today=today, is_sample=is_sample, is_superseded=is_superseded) is Status.UNKNOWN


@given(HISTORIES, DAYS)
def test_valid_means_issued_in_force_and_nothing_against_it(kinds, today):
    if found(*kinds, today=today) is Status.VALID:
        assert "ISSUED" in kinds
        assert not {"REVOKED", "VOIDED"} & set(kinds)
        assert FROM <= today < UNTIL
