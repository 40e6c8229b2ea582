"""Moving on: keeping the place, answering checks, completing. Completion only moves forward."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from courses import progress
from courses.models import (
    CheckResponse,
    Completion,
    Course,
    CourseVersion,
    Enrolment,
    Module,
    Reflection,
    Step,
    StepProgress,
    StepVersion,
)
from courses.reading import Check
from courses.signals import course_completed, module_completed


class UnknownOption(Exception):
    """The posted option does not belong to the check."""


class ChecksLeft(Exception):
    """The lesson's checks are not all answered; `ids` names them."""

    def __init__(self, ids: list[str]) -> None:
        super().__init__(f"checks left: {ids}")
        self.ids = ids


def open_step(*, enrolment: Enrolment, step: Step, at: datetime) -> StepProgress:
    """The officer's row for a step, made on the first visit."""
    row, _is_new = StepProgress.objects.get_or_create(
        enrolment=enrolment, step=step, defaults={"opened_at": at, "place_at": at}
    )
    return row


@transaction.atomic
def keep_place(*, enrolment: Enrolment, step: Step, part: int, parts: int, at: datetime) -> None:
    """Note that the officer has read up to a part (1 to `parts`). Reading back never loses the place."""
    row = open_step(enrolment=enrolment, step=step, at=at)
    read = max(0, min(part, parts))
    StepProgress.objects.filter(pk=row.pk).update(part=Greatest(F("part"), read), place_at=at)


@transaction.atomic
def answer_check(
    *, enrolment: Enrolment, version: StepVersion, check: Check, option: str, at: datetime
) -> StepProgress:
    """Keep an answer to a check and show it as the latest. Raises UnknownOption."""
    if option not in {known.letter for known in check.options}:
        raise UnknownOption(option)
    CheckResponse.objects.create(
        enrolment=enrolment,
        step_version=version,
        check_id=check.id,
        option=option,
        is_correct=option == check.right(),
        answered_at=at,
    )
    open_step(enrolment=enrolment, step=version.step, at=at)
    row = StepProgress.objects.select_for_update().get(enrolment=enrolment, step=version.step)
    row.checks = {**row.checks, check.id: option}
    row.place_at = at
    row.save(update_fields=["checks", "place_at"])
    return row


@transaction.atomic
def finish_lesson(
    *, enrolment: Enrolment, version: StepVersion, checks: list[Check], parts: int, at: datetime
) -> None:
    """Complete a lesson whose checks are all answered. Raises ChecksLeft otherwise."""
    row = open_step(enrolment=enrolment, step=version.step, at=at)
    left = [check.id for check in checks if check.id not in row.checks]
    if left:
        raise ChecksLeft(left)
    keep_place(enrolment=enrolment, step=version.step, part=parts, parts=parts, at=at)
    complete_step(enrolment=enrolment, version=version, at=at)


@transaction.atomic
def complete_step(*, enrolment: Enrolment, version: StepVersion, at: datetime) -> None:
    """Complete a step once. A second call changes nothing. Completes module and course when their rule is met."""
    enrolment = Enrolment.objects.select_for_update().get(
        pk=enrolment.pk
    )  # two last steps at once: one after the other
    open_step(enrolment=enrolment, step=version.step, at=at)
    StepProgress.objects.filter(enrolment=enrolment, step=version.step, completed_at__isnull=True).update(
        completed_at=at, completed_version=version, place_at=at
    )
    _complete_what_is_met(enrolment, at)


@transaction.atomic
def catch_up(*, at: datetime) -> None:
    """Steps were taken out of courses: complete what open enrolments have done of what is left."""
    for enrolment in Enrolment.objects.open().select_for_update():
        _complete_what_is_met(enrolment, at)


def _complete_what_is_met(enrolment: Enrolment, at: datetime) -> None:
    course = Course.objects.select_related("current_version").get(pk=enrolment.course_id)
    outline = course.current_version
    if outline is None:
        return
    done = StepProgress.objects.filter(enrolment=enrolment, completed_at__isnull=False)
    where = progress.standing(outline.body, (str(u) for u in done.values_list("step__uuid", flat=True)))
    for module in where.modules:
        if module.is_complete:
            row, is_new = Completion.objects.get_or_create(
                enrolment=enrolment,
                module=Module.objects.get(uuid=module.uuid),
                defaults={"course_version": outline, "completed_at": at},
            )
            if is_new:
                module_completed.send(sender=Completion, completion_id=row.pk)
    if where.is_complete:
        _complete_course(enrolment, outline, at)


def _complete_course(enrolment: Enrolment, outline: CourseVersion, at: datetime) -> None:
    row, is_new = Completion.objects.get_or_create(
        enrolment=enrolment, module=None, defaults={"course_version": outline, "completed_at": at}
    )
    Enrolment.objects.open().filter(pk=enrolment.pk).update(state=Enrolment.State.COMPLETED, completed_at=at)
    if is_new:
        course_completed.send(sender=Completion, completion_id=row.pk)


@transaction.atomic
def keep_reflection(*, enrolment: Enrolment, step: Step, text: str, at: datetime) -> None:
    """Keep an officer's private words, or delete them when the text is empty."""
    mine = Reflection.objects.filter(officer=enrolment.officer, step=step)
    if not text.strip():
        mine.delete()
        return
    Reflection.objects.update_or_create(
        officer=enrolment.officer, step=step, defaults={"text": text[:4000], "kept_at": at}
    )
