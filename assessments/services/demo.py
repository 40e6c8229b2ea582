"""A demo officer who goes through a course the way officers do, only faster."""

from datetime import datetime
from uuid import uuid4

from assessments.models import Assessment, Attempt
from assessments.services import attempts
from courses import reading
from courses.models import Course, Enrolment, Step
from courses.services import moving
from learning.models import User
from learning.selectors import facts


def finish_course(*, officer: User, course: Course, at: datetime) -> None:
    """Read every lesson, answer every check, pass every quiz."""
    enrolment = Enrolment.objects.open().get(officer=officer, course=course)
    for step in Step.objects.filter(module__course=course, current_version__isnull=False).order_by(
        "module", "code"
    ):
        if step.kind == Step.Kind.LESSON:
            _read(enrolment, step, at)
        elif step.kind == Step.Kind.QUIZ:
            pass_quiz(enrolment=enrolment, assessment=Assessment.objects.get(step=step), at=at)


def _read(enrolment: Enrolment, step: Step, at: datetime) -> None:
    version = step.current_version
    assert version is not None  # noqa: S101 the caller asked for published steps
    sections = reading.sections(version.body["body"], reading.filler(facts()))
    checks = [check for section in sections for check in section.checks]
    for check in checks:
        moving.answer_check(enrolment=enrolment, version=version, check=check, option=check.right(), at=at)
    moving.finish_lesson(
        enrolment=enrolment, version=version, checks=checks, parts=reading.count(sections), at=at
    )


def pass_quiz(*, enrolment: Enrolment, assessment: Assessment, at: datetime, wrong: int = 0) -> Attempt:
    """Sit a quiz with all answers right but the first `wrong`, checking each."""
    attempt = attempts.start(officer=enrolment.officer, assessment=assessment, enrolment=enrolment, at=at)
    for slot in attempt.slots.select_related("item_version"):
        key = slot.item_version.key()
        others = [letter for letter in slot.option_order if letter not in key]
        letters = others[: len(key)] if slot.number <= wrong else sorted(key)
        attempts.save_answer(
            attempt_uuid=attempt.uuid,
            number=slot.number,
            letters=letters,
            base_rev=slot.rev,
            op_id=uuid4(),
            at=at,
        )
    return attempts.hand_in(attempt_uuid=attempt.uuid, op_id=uuid4(), at=at)
