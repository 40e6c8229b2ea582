"""Putting officers on a course."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from courses.models import Course, Enrolment
from learning import audit
from learning.models import User
from learning.services import mail


class CourseNotOpen(Exception):
    """The course has no published version, or is withdrawn."""


@dataclass(frozen=True)
class Enrolled:
    """What enrolling a selection did."""

    new: list[Enrolment]
    already: list[Enrolment]
    left_out: list[User]


@transaction.atomic
def enrol(
    *,
    officers: Iterable[User],
    course: Course,
    due_on: date | None,
    at: datetime,
    by: User,
    source: str = "hr",
) -> Enrolled:
    """Enrol officers; those already on it keep their enrolment and take the new due date. All or nothing.

    Officers who may not sign in or were merged into another record are left out and named. Raises CourseNotOpen.
    """
    if course.current_version_id is None or course.withdrawn_at:
        raise CourseNotOpen(_("This course is not open for enrolment: publish it first."))
    result = Enrolled([], [], [])
    for officer in officers:
        if not officer.is_active:
            result.left_out.append(officer)
            continue
        enrolment, is_new = Enrolment.objects.open().get_or_create(
            officer=officer,
            course=course,
            defaults={"due_on": due_on, "enrolled_at": at, "enrolled_by": by, "source": source},
        )
        if is_new:
            _say(enrolment, by, at)
            result.new.append(enrolment)
        else:
            _move_due_date(enrolment, due_on, by, at)
            result.already.append(enrolment)
    return result


def _say(enrolment: Enrolment, by: User, at: datetime) -> None:
    due = enrolment.due_on
    audit.record(
        "enrolled", target=enrolment, by=by, at=at, due_on=str(due or ""), officer=str(enrolment.officer.uuid)
    )
    version = enrolment.course.current_version
    mail.owe(
        to=enrolment.officer,
        template="enrolled",
        key=f"enrolled:{enrolment.uuid}",
        at=at,
        course=version.title if version else "",
        due=date_format(due, "l j F Y") if due else "",
        url=settings.PUBLIC_URL + reverse("home"),
    )


def _move_due_date(enrolment: Enrolment, due_on: date | None, by: User, at: datetime) -> None:
    if due_on and enrolment.due_on != due_on:
        audit.record(
            "due-date-moved", target=enrolment, by=by, at=at, was=str(enrolment.due_on or ""), now=str(due_on)
        )
        Enrolment.objects.filter(pk=enrolment.pk).update(due_on=due_on)
