"""The status of an award: one pure function of its events and the time, for every page, report and rule."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum


class Status(Enum):
    """What can be said of an award or a code."""

    VALID = "valid"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    SUPERSEDED = "superseded"
    VOID = "void"
    SAMPLE = "sample"
    NOT_YET_VALID = "not yet valid"
    UNKNOWN = "unknown"


def status(
    events: Iterable[Mapping[str, str]],
    *,
    valid_from: date,
    valid_until: date | None,
    today: date,
    is_sample: bool = False,
    is_superseded: bool = False,
) -> Status:
    """The status on a day. `events` hold "kind" in the order they happened; `valid_until` is exclusive.

    Withdrawn for good wins over set aside; that wins over the document being replaced; then sample; then the dates.
    No events at all means that nothing was issued: UNKNOWN.
    """
    kinds = [event["kind"] for event in events]
    if "ISSUED" not in kinds:
        return Status.UNKNOWN
    if "VOIDED" in kinds:
        return Status.VOID
    if "REVOKED" in kinds:
        return Status.REVOKED
    if _is_suspended(kinds):
        return Status.SUSPENDED
    if is_superseded:
        return Status.SUPERSEDED
    if is_sample:
        return Status.SAMPLE
    return _by_date(valid_from, valid_until, today)


def _is_suspended(kinds: list[str]) -> bool:
    turns = [kind for kind in kinds if kind in {"SUSPENDED", "REINSTATED"}]
    return bool(turns) and turns[-1] == "SUSPENDED"


def _by_date(valid_from: date, valid_until: date | None, today: date) -> Status:
    if today < valid_from:
        return Status.NOT_YET_VALID
    if valid_until is not None and today >= valid_until:
        return Status.EXPIRED
    return Status.VALID
