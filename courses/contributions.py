"""What courses tell the shell about an officer: what is left, where to go on, the lamps, what is due."""

from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses import progress, selectors
from courses.models import Enrolment, StepProgress
from courses.selectors import CourseStanding
from learning.models import User
from learning.registry import Due, Lamp, Learning, Left, Resume
from learning.sentence import what_is_left

SOON = timedelta(days=7)
URL_NAMES = {"LESSON": "lesson", "QUIZ": "quiz"}


def step_url(step: progress.StepLine) -> str:
    """Where a step is taken."""
    return reverse(URL_NAMES[step.kind], args=[step.uuid])


def learning_of(officer: User, at: datetime) -> Learning:
    """Home's view of all the officer's courses."""
    courses = selectors.courses_of(officer)
    today = timezone.localdate(at)
    open_ones = [course for course in courses if course.enrolment.state == Enrolment.State.OPEN]
    return Learning(
        left=_left(open_ones, today),
        resume=_resume(officer, open_ones),
        lamps=tuple(lamp for course in courses for lamp in lamps_of(course)),
        due=tuple(_due(course, today) for course in open_ones),
        has_courses=bool(courses),
    )


def lamps_of(course: CourseStanding) -> list[Lamp]:
    """A course's published modules as lamps. A lit lamp stays lit, whatever is added to the module later."""
    return [
        Lamp(
            number=module.code,
            name=module.title,
            url=f"{reverse('learn')}#{module.code}",
            done=module.done,
            total=len(module.steps),
            lessons=module.lessons,
            lit_on=timezone.localdate(course.lit_on[module.uuid]) if module.uuid in course.lit_on else None,
        )
        for module in course.standing.modules
    ]


def _left(courses: list[CourseStanding], today: date) -> Left:
    days = [c.enrolment.due_on for c in courses if c.enrolment.due_on and c.standing.done < c.standing.total]
    first = min(days, default=None)
    return Left(
        lessons=sum(course.standing.left("LESSON") for course in courses),
        quizzes=sum(course.standing.left("QUIZ") for course in courses),
        due_on=first,
        late=first is not None and first < today,
    )


def _due(course: CourseStanding, today: date) -> Due:
    due_on = course.enrolment.due_on
    return Due(
        title=course.title,
        detail=_("%(what)s left")
        % {"what": what_is_left(course.standing.left("LESSON"), course.standing.left("QUIZ"))},
        url=reverse("learn"),
        due_on=due_on,
        late=due_on is not None and due_on < today,
        soon=due_on is not None and today <= due_on <= today + SOON,
    )


def _resume(officer: User, courses: list[CourseStanding]) -> Resume | None:
    """Where the officer stopped; otherwise the first step that is not done."""
    last = selectors.last_place(officer)
    if last is not None:
        found = _find(courses, last)
        if found is not None:
            return _resume_at(*found, last)
    for course in courses:
        step = course.standing.first_undone()
        if step is not None:
            return _resume_at(course, step, None)
    return None


def _find(
    courses: list[CourseStanding], last: StepProgress
) -> tuple[CourseStanding, progress.StepLine] | None:
    for course in courses:
        if course.enrolment.pk == last.enrolment_id:
            for step in course.standing.steps():
                if step.uuid == str(last.step.uuid) and not step.is_done:
                    return course, step
    return None


def _resume_at(course: CourseStanding, step: progress.StepLine, last: StepProgress | None) -> Resume:
    module = next(m for m in course.standing.modules if step in m.steps)
    parts = 7 if step.kind == "LESSON" else 0
    part = min(last.part, parts) if last else 0
    minutes = max(1, round(step.minutes * (1 - part / parts))) if parts else None
    return Resume(
        title=step.title,
        place=f"{module.title}, {step.code}" if step.code else module.title,
        url=step_url(step) + (f"#part-{part + 1}" if 0 < part < parts else ""),
        part=part,
        parts=parts,
        minutes_left=minutes,
        button=_("Continue") if last else _("Start"),
    )
