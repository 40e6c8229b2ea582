"""Reading courses, progress and lessons."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.cache import caches
from django.db.models import CharField, Count, F, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from courses import progress, reading
from courses.models import (
    Completion,
    Course,
    Enrolment,
    ModulePage,
    Reflection,
    Step,
    StepProgress,
    StepVersion,
)
from learning.models import LocalFact, Post, User
from learning.selectors import facts

KEEP_RENDERED = 24 * 60 * 60


def live_steps_of(module_page: ModulePage) -> list[Step]:
    """The published steps below a live module page, in the order of the tree."""
    pages = module_page.get_children().live().order_by("path").specific()
    ids = [page.step_id for page in pages if hasattr(page, "step_id")]
    by_id = Step.objects.select_related("current_version").in_bulk(ids)
    return [by_id[pk] for pk in ids if by_id[pk].current_version_id]


def open_courses() -> QuerySet[Course]:
    """Courses that officers can be enrolled on."""
    return (
        Course.objects.filter(current_version__isnull=False, withdrawn_at__isnull=True)
        .select_related("current_version")
        .order_by("current_version__title")
    )


@dataclass(frozen=True)
class Place:
    """An officer in one step: enrolment, version, progress, everything a page needs from two queries."""

    enrolment: Enrolment
    step_id: int
    step_uuid: str
    version_id: int
    content_hash: str
    facts_version: str
    reflection: str
    standing: progress.Standing
    part: int
    checks: dict[str, str]
    is_done: bool

    def step_line(self) -> progress.StepLine | None:
        return next((line for line in self.standing.steps() if line.uuid == self.step_uuid), None)

    def module(self) -> progress.ModuleStanding | None:
        return next(
            (m for m in self.standing.modules if any(s.uuid == self.step_uuid for s in m.steps)), None
        )


def place_of(officer: User, step_uuid: UUID, kind: str) -> Place | None:
    """Where an officer is in a step of a course they are on; None if there is no such thing for them. Two queries."""
    facts_rows = LocalFact.objects.order_by().values(always=Value(1))
    facts_version = facts_rows.annotate(
        v=Concat(Cast(Max("updated_at"), CharField()), Value(":"), Cast(Count("pk"), CharField()))
    ).values("v")
    mine = Reflection.objects.filter(officer=officer, step=OuterRef("course__modules__steps")).values("text")[
        :1
    ]
    enrolment: Any = (
        Enrolment.objects.standing()
        .filter(
            officer=officer,
            course__modules__steps__uuid=step_uuid,
            course__modules__steps__kind=kind,
            course__modules__steps__current_version__isnull=False,
        )
        .annotate(
            step_pk=F("course__modules__steps__id"),
            version_pk=F("course__modules__steps__current_version"),
            version_hash=F("course__modules__steps__current_version__content_hash"),
            facts_version=Subquery(facts_version),
            reflection=Subquery(mine),
        )
        .select_related("course__current_version")
        .order_by("-enrolled_at")
        .first()
    )
    if enrolment is None:
        return None
    rows = list(
        StepProgress.objects.filter(enrolment=enrolment).values(
            "step_id", "step__uuid", "part", "checks", "completed_at"
        )
    )
    done = [str(row["step__uuid"]) for row in rows if row["completed_at"]]
    here = next((row for row in rows if row["step_id"] == enrolment.step_pk), None)
    return Place(
        enrolment=enrolment,
        step_id=enrolment.step_pk,
        step_uuid=str(step_uuid),
        version_id=enrolment.version_pk,
        content_hash=enrolment.version_hash,
        facts_version=enrolment.facts_version or "",
        reflection=enrolment.reflection or "",
        standing=progress.standing(enrolment.course.current_version.body, done),
        part=here["part"] if here else 0,
        checks=here["checks"] if here else {},
        is_done=bool(here and here["completed_at"]),
    )


@dataclass(frozen=True)
class RenderedLesson:
    """A lesson's version as HTML, the same for everyone."""

    title: str
    lede: str
    sections: list[reading.Section]
    parts: int

    def checks(self) -> list[reading.Check]:
        return [check for section in self.sections for check in section.checks]


def rendered_lesson(place: Place) -> RenderedLesson:
    """The lesson of a place; rendered once for each version, state of the facts and language. No query when warm."""
    key = f"lesson:{place.content_hash}:{place.facts_version}:{get_language()}".replace(" ", "_")
    found = caches["local"].get(key)
    if found is None:
        body = StepVersion.objects.get(pk=place.version_id).body
        sections = reading.sections(body["body"], reading.filler(facts()))
        found = RenderedLesson(body["title"], body.get("lede", ""), sections, reading.count(sections))
        caches["local"].set(key, found, KEEP_RENDERED)
    return found


@dataclass(frozen=True)
class CourseStanding:
    """One of an officer's courses with the standing in it."""

    enrolment: Enrolment
    title: str
    standing: progress.Standing
    lit_on: dict[str, datetime]


def courses_of(officer: User) -> list[CourseStanding]:
    """The courses an officer is on or has completed, the open ones first, then by due date. Three queries."""
    mine = Enrolment.objects.standing().filter(officer=officer)
    found = standings(mine.order_by(F("due_on").asc(nulls_last=True), "enrolled_at"))
    return sorted(found, key=lambda row: row.enrolment.state != Enrolment.State.OPEN)


def standings(enrolments: QuerySet[Enrolment]) -> list[CourseStanding]:
    """Where each enrolment stands in the course as published now. Three queries for any number."""
    rows = list(
        enrolments.filter(course__current_version__isnull=False).select_related("course__current_version")
    )
    done: dict[int, set[str]] = {}
    steps = StepProgress.objects.filter(enrolment__in=rows, completed_at__isnull=False)
    for enrolment_id, step in steps.values_list("enrolment_id", "step__uuid"):
        done.setdefault(enrolment_id, set()).add(str(step))
    lit: dict[int, dict[str, datetime]] = {}
    modules = Completion.objects.filter(enrolment__in=rows, module__isnull=False)
    for enrolment_id, module, at in modules.values_list("enrolment_id", "module__uuid", "completed_at"):
        lit.setdefault(enrolment_id, {})[str(module)] = at
    found = []
    for row in rows:
        version = row.course.current_version
        assert version is not None  # noqa: S101 filtered above
        where = progress.standing(version.body, done.get(row.pk, set()))
        found.append(CourseStanding(row, version.title, where, lit.get(row.pk, {})))
    return found


def last_place(officer: User) -> StepProgress | None:
    """The unfinished step where the officer was last, on any device."""
    return (
        StepProgress.objects.filter(
            enrolment__officer=officer,
            enrolment__state=Enrolment.State.OPEN,
            completed_at__isnull=True,
            step__current_version__isnull=False,
        )
        .select_related("step__current_version", "enrolment__course__current_version")
        .order_by("-place_at")
        .first()
    )


@dataclass(frozen=True)
class PersonRow:
    """One line of HR's list."""

    person: User
    post: str
    department: str
    courses: list[str]


def people_with_courses(people: list[User], on: date) -> list[PersonRow]:
    """People with their post on a day and how far they are in their courses. Five queries for any number."""
    posts: dict[int, Post] = {}
    in_force = Q(until_on__isnull=True) | Q(until_on__gt=on)
    for post in (
        Post.objects.filter(in_force, person__in=people, from_on__lte=on)
        .select_related("department", "station")
        .order_by("from_on")
    ):
        posts[post.person_id] = post
    courses: dict[int, list[str]] = {}
    for row in standings(Enrolment.objects.standing().filter(officer__in=people)):
        words = _("%(course)s: %(done)s of %(all)s steps")
        facts_of = {"course": row.title, "done": row.standing.done, "all": row.standing.total}
        courses.setdefault(row.enrolment.officer_id, []).append(words % facts_of)
    return [
        PersonRow(
            person,
            posts[person.pk].title if person.pk in posts else "",
            posts[person.pk].department.name if person.pk in posts else "",
            courses.get(person.pk, []),
        )
        for person in people
    ]
