"""How a status looks and reads: one table for every page."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from certificates import selectors
from certificates.models import Award
from certificates.status import Status

# Status to the look's kind: every status has its own outline and word.
KINDS = {
    Status.VALID: ("ok", "seal-ok"),
    Status.EXPIRED: ("due", "seal-due"),
    Status.SUSPENDED: ("due", "seal-due"),
    Status.REVOKED: ("late", "seal-late"),
    Status.SUPERSEDED: ("none", "seal-swap"),
    Status.VOID: ("late", "seal-late"),
    Status.SAMPLE: ("none", "seal-ask"),
    Status.NOT_YET_VALID: ("due", "seal-due"),
    Status.UNKNOWN: ("none", "seal-ask"),
}


@dataclass(frozen=True)
class Shown:
    """A status as a page shows it."""

    status: Status
    kind: str
    icon: str
    word: str
    sentence: str


def headline(status: Status) -> str:
    """The status as a title."""
    words = {
        Status.VALID: _("Valid today"),
        Status.EXPIRED: _("Expired"),
        Status.SUSPENDED: _("Suspended"),
        Status.REVOKED: _("Revoked"),
        Status.SUPERSEDED: _("Replaced"),
        Status.VOID: _("Void"),
        Status.SAMPLE: _("Sample"),
        Status.NOT_YET_VALID: _("Not yet valid"),
        Status.UNKNOWN: _("Not found"),
    }
    return words[status]


def shown(award: Award, today: date, *, is_superseded: bool = False) -> Shown:
    """An award's status with word, outline and sentence."""
    found = selectors.award_status(award, today, is_superseded=is_superseded)
    kind, icon = KINDS[found]
    return Shown(found, kind, icon, headline(found), sentence(award, found))


def sentence(award: Award, status: Status) -> str:
    """What the status means for whoever reads it. No reasons: they are HR's."""
    last = award.valid_until - timedelta(days=1) if award.valid_until else None
    days: dict[str, Any] = {"until": date_format(last, "DATE_FORMAT") if last else "", "since": _since(award)}
    days["from"] = date_format(award.valid_from, "DATE_FORMAT")
    words = {
        Status.VALID: _("Valid until %(until)s.") if last else _("Valid; it has no end date."),
        Status.EXPIRED: _("It was valid until %(until)s."),
        Status.SUSPENDED: _(
            "Set aside since %(since)s while something is looked into. Do not rely on it today."
        ),
        Status.REVOKED: _("Withdrawn on %(since)s. Do not rely on a paper copy."),
        Status.SUPERSEDED: _("A newer certificate took its place. Ask the holder for the current one."),
        Status.VOID: _("It was issued in error and never counted."),
        Status.SAMPLE: _("A practice certificate: it rests on public questions and certifies nothing."),
        Status.NOT_YET_VALID: _("Valid from %(from)s."),
        Status.UNKNOWN: _("We have no certificate with this code."),
    }
    return words[status] % days


def _since(award: Award) -> str:
    """The day of the latest event, in words."""
    return _day_of(award.history[-1]["at"]) if award.history else ""


def _day_of(moment: str) -> str:
    """The local day of a kept ISO time."""
    return date_format(timezone.localdate(datetime.fromisoformat(moment)), "DATE_FORMAT")
