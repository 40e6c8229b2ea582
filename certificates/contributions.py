"""What certificates tell the shell about an officer."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from certificates import selectors
from certificates.presenting import shown
from learning.models import User
from learning.registry import Certificate


def certificates_of(officer: User, at: datetime) -> list[Certificate]:
    """The officer's certificates as home lists them."""
    today = timezone.localdate(at)
    rows = []
    for award in selectors.awards_of(officer):
        look = shown(award, today)
        rows.append(
            Certificate(
                title=award.facts["title"],
                status_word=look.sentence.rstrip("."),
                status_kind=look.kind,
                url=reverse("my-certificate", args=[award.uuid]),
                detail=award.number,
            )
        )
    return rows
