"""The one place that asks what time it is. Services take `at=`; views, tasks and commands call now()."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """The current time, aware, in UTC."""
    return timezone.now()


def today() -> date:
    """The calendar day in the installation's own time zone: due dates mean this."""
    return timezone.localdate(now())
