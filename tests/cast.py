"""The people of the tests, and what they can be made to have done. All through the product's own services."""

from datetime import UTC, date, datetime
from itertools import count
from types import SimpleNamespace
from typing import Any

from assessments.models import Assessment, Attempt
from assessments.services import demo
from certificates.models import Award, Scheme
from certificates.services import awarding
from courses.models import Course, Enrolment
from courses.services import enrolling
from learning.models import Department, Post, RoleGrant, User
from learning.services import people

SINCE = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 22, 14, 30, tzinfo=UTC)
PASSWORD = "a-long-quiet-word"
_numbers = count(1)
Role = RoleGrant.Role


def person(name: str = "Test Officer", *roles: str, scope: str = "", **fields: Any) -> User:
    """A new person with roles since January. A staff number of their own."""
    number = fields.pop("staff_number", f"T-{next(_numbers):05d}")
    fields.setdefault("email", f"{number.lower()}@ursula.example")
    made = people.add_person(
        staff_number=number, legal_name=name, password=PASSWORD, at=SINCE, by=None, **fields
    )
    for role in roles or (Role.OFFICER,):
        people.grant_role(person=made, role=role, scope=scope, at=SINCE, by=None, from_on=SINCE.date())
    return made


def the_course() -> Course:
    return Course.objects.select_related("current_version").get(current_version__title="Serving the Public")


def assemble() -> SimpleNamespace:
    """The named cast, with posts in two departments."""
    course = the_course()
    border, _new = Department.objects.get_or_create(code="border", defaults={"name": "Border Service"})
    water, _new = Department.objects.get_or_create(code="water", defaults={"name": "Water Office"})
    made = SimpleNamespace(
        dayle=person("Dayle Renwick", display_name="Officer Dayle"),
        marisol=person("Marisol Quayle"),
        imogen=person("Imogen Hale", Role.TRAINER, scope=f"course:{course.uuid}"),
        bastian=person("Bastian Coe", Role.TRAINER),
        nadia=person("Nadia Perpall", Role.VERIFIER),
        omar=person("Omar Bell", Role.VERIFIER),
        petra=person("Petra Lund", Role.ADMINISTRATOR, is_superuser=True),
        border=border,
        water=water,
    )
    Post.objects.create(person=made.dayle, department=border, title="Port officer", from_on=SINCE.date())
    Post.objects.create(person=made.marisol, department=water, title="Meter inspector", from_on=SINCE.date())
    return made


def enrol(officer: User, by: User, due_on: date | None = date(2026, 11, 30), at: datetime = NOW) -> Enrolment:
    """The officer's open enrolment on the starter course."""
    enrolling.enrol(officers=[officer], course=the_course(), due_on=due_on, at=at, by=by)
    return Enrolment.objects.open().get(officer=officer)


def the_quiz() -> Assessment:
    return Assessment.objects.select_related("current_version", "step").get(step__code="M4.Q")


def sit_quiz(enrolment: Enrolment, *, wrong: int = 0, at: datetime = NOW) -> Attempt:
    """A whole sitting of the Module 4 quiz with so many wrong answers."""
    return demo.pass_quiz(enrolment=enrolment, assessment=the_quiz(), at=at, wrong=wrong)


def finish(officer: User, by: User, at: datetime = NOW) -> Enrolment:
    """The officer is enrolled and has done everything in the course."""
    enrolment = enrol(officer, by, at=at)
    demo.finish_course(officer=officer, course=the_course(), at=at)
    enrolment.refresh_from_db()
    return enrolment


def short_certificate() -> Scheme:
    return Scheme.objects.select_related("current_version").get(code="SC-M4")


def module_record() -> Scheme:
    return Scheme.objects.select_related("current_version").get(code="MOD-M4")


def confirmed(officer: User, by: User, at: datetime = NOW) -> Award:
    """The officer's short certificate, confirmed by HR. The officer must have finished."""
    award, _is_new = awarding.confirm_one(officer=officer, scheme=short_certificate(), by=by, at=at)
    return award
