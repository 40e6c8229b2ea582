"""Moving on: the place, the checks, completion. Only ever forward."""

from datetime import timedelta

import pytest

from assessments.services import demo
from courses import reading
from courses.models import (
    CheckResponse,
    Completion,
    Course,
    Enrolment,
    Module,
    Reflection,
    Step,
    StepProgress,
)
from courses.services import moving
from courses.signals import course_completed, module_completed
from learning.selectors import facts
from tests import cast
from tests.courses.lessons import add_lesson


@pytest.fixture
def version(lesson):
    return lesson.current_version


@pytest.fixture
def checks(version):
    sections = reading.sections(version.body["body"], reading.filler(facts()))
    return [check for section in sections for check in section.checks]


@pytest.fixture
def news():
    """What the two signals said."""
    heard = []

    def hear(sender, completion_id, **_):
        heard.append(Completion.objects.get(pk=completion_id))

    module_completed.connect(hear)
    course_completed.connect(hear)
    yield heard
    module_completed.disconnect(hear)
    course_completed.disconnect(hear)


def progress_of(enrolment, step):
    return StepProgress.objects.get(enrolment=enrolment, step=step)


def complete(enrolment, code, at):
    step = Step.objects.select_related("current_version").get(code=code)
    moving.complete_step(enrolment=enrolment, version=step.current_version, at=at)


# The place


def test_a_first_visit_makes_the_row_of_the_step(enrolment, lesson, at):
    row = moving.open_step(enrolment=enrolment, step=lesson, at=at)

    assert (row.part, row.checks, row.opened_at, row.completed_at) == (0, {}, at, None)


def test_a_second_visit_finds_the_row_of_the_first(enrolment, lesson, at):
    first = moving.open_step(enrolment=enrolment, step=lesson, at=at)

    second = moving.open_step(enrolment=enrolment, step=lesson, at=at + timedelta(hours=1))

    assert (second.pk, second.opened_at) == (first.pk, at)


@pytest.mark.parametrize(("parts_read", "kept"), [([3], 3), ([3, 5], 5), ([5, 3], 5), ([99], 7), ([-1], 0)])
def test_the_place_never_goes_back_and_stays_inside_the_lesson(enrolment, lesson, at, parts_read, kept):
    for part in parts_read:
        moving.keep_place(enrolment=enrolment, step=lesson, part=part, parts=7, at=at)

    assert progress_of(enrolment, lesson).part == kept


def test_reading_back_still_says_when_the_officer_was_last_here(enrolment, lesson, at):
    later = at + timedelta(hours=1)
    moving.keep_place(enrolment=enrolment, step=lesson, part=5, parts=7, at=at)

    moving.keep_place(enrolment=enrolment, step=lesson, part=2, parts=7, at=later)

    row = progress_of(enrolment, lesson)
    assert (row.part, row.place_at, row.opened_at) == (5, later, at)


# Checks


def test_every_answer_is_kept_and_the_latest_is_shown(enrolment, version, checks, at):
    check = checks[0]
    wrong = next(option.letter for option in check.options if not option.is_correct)
    for option in (wrong, check.right()):
        moving.answer_check(enrolment=enrolment, version=version, check=check, option=option, at=at)

    kept = CheckResponse.objects.filter(enrolment=enrolment, check_id=check.id).order_by("pk")
    assert [(row.option, row.is_correct) for row in kept] == [(wrong, False), (check.right(), True)]
    assert {row.step_version for row in kept} == {version}
    assert progress_of(enrolment, version.step).checks == {check.id: check.right()}


def test_answers_to_two_checks_stand_beside_each_other(enrolment, version, checks, at):
    for check in checks:
        row = moving.answer_check(
            enrolment=enrolment, version=version, check=check, option=check.right(), at=at
        )

    assert row.checks == {check.id: check.right() for check in checks}


def test_an_option_that_is_not_there_is_refused(enrolment, version, checks, at):
    with pytest.raises(moving.UnknownOption, match="h"):
        moving.answer_check(enrolment=enrolment, version=version, check=checks[0], option="h", at=at)

    assert not CheckResponse.objects.exists()


# Completing


def test_a_lesson_with_checks_left_is_not_finished(enrolment, version, checks, at):
    moving.answer_check(
        enrolment=enrolment, version=version, check=checks[0], option=checks[0].right(), at=at
    )

    with pytest.raises(moving.ChecksLeft) as refusal:
        moving.finish_lesson(enrolment=enrolment, version=version, checks=checks, parts=7, at=at)

    assert refusal.value.ids == [check.id for check in checks[1:]]
    assert progress_of(enrolment, version.step).completed_at is None


def test_a_wrong_answer_is_an_answer(enrolment, version, checks, at):
    for check in checks:
        wrong = next(option.letter for option in check.options if not option.is_correct)
        moving.answer_check(enrolment=enrolment, version=version, check=check, option=wrong, at=at)

    moving.finish_lesson(enrolment=enrolment, version=version, checks=checks, parts=7, at=at)

    row = progress_of(enrolment, version.step)
    assert (row.completed_at, row.completed_version, row.part) == (at, version, 7)


def test_completing_twice_keeps_the_first_time(enrolment, version, at):
    moving.complete_step(enrolment=enrolment, version=version, at=at)

    moving.complete_step(enrolment=enrolment, version=version, at=at + timedelta(days=1))

    assert progress_of(enrolment, version.step).completed_at == at


def test_a_module_is_not_complete_before_its_last_step(enrolment, at, news):
    for number in range(1, 9):
        complete(enrolment, f"M4.L{number}", at)

    assert news == []
    assert not Completion.objects.exists()


def test_module_and_course_are_completed_once_with_news_of_both(enrolment, course, at, news):
    demo.finish_course(officer=enrolment.officer, course=course, at=at)
    complete(enrolment, "M4.L1", at + timedelta(days=1))

    enrolment.refresh_from_db()
    assert [(row.module, row.completed_at) for row in news] == [
        (Module.objects.get(code="M4"), at),
        (None, at),
    ]
    assert {row.course_version for row in news} == {course.current_version}
    assert (enrolment.state, enrolment.completed_at) == (Enrolment.State.COMPLETED, at)


def test_news_and_completion_roll_back_together(enrolment, course, at):
    def fail(sender, **_):
        raise OSError("the lamp went out")

    module_completed.connect(fail)
    try:
        with pytest.raises(OSError, match="the lamp went out"):
            demo.finish_course(officer=enrolment.officer, course=course, at=at)
    finally:
        module_completed.disconnect(fail)

    assert not Completion.objects.exists()
    assert Enrolment.objects.get(pk=enrolment.pk).state == Enrolment.State.OPEN


def test_a_lesson_added_later_does_not_undo_completion(people, module_page, at, news):
    enrolment = cast.finish(people.dayle, people.nadia, at=at)
    heard = len(news)

    page = add_lesson(module_page, "M4.L9")
    moving.complete_step(enrolment=enrolment, version=page.step.current_version, at=at)

    enrolment.refresh_from_db()
    assert enrolment.state == Enrolment.State.COMPLETED
    assert Completion.objects.filter(enrolment=enrolment).count() == 2
    assert len(news) == heard


def test_an_officer_on_the_way_must_do_a_lesson_added_meanwhile(enrolment, module_page, course, at, news):
    page = add_lesson(module_page, "M4.L9")
    for code in [*(f"M4.L{number}" for number in range(1, 9)), "M4.Q"]:
        complete(enrolment, code, at)
    assert news == []

    moving.complete_step(
        enrolment=enrolment, version=Step.objects.get(pk=page.step_id).current_version, at=at
    )

    assert len(news) == 2


def test_an_officer_whose_last_lesson_was_taken_away_is_complete(enrolment, lesson_page, at, run_jobs):
    for code in [*(f"M4.L{number}" for number in (1, 3, 4, 5, 6, 7, 8)), "M4.Q"]:
        complete(enrolment, code, at)

    lesson_page.unpublish()
    run_jobs()

    enrolment.refresh_from_db()
    assert enrolment.state == Enrolment.State.COMPLETED


def test_a_step_of_a_course_without_an_outline_completes_alone(enrolment, version, at):
    Course.objects.filter(pk=enrolment.course_id).update(current_version=None)

    moving.complete_step(enrolment=enrolment, version=version, at=at)

    assert progress_of(enrolment, version.step).completed_at == at


# Reflections


def test_a_reflection_is_kept_replaced_and_deleted(enrolment, lesson, at):
    def mine():
        return list(Reflection.objects.filter(officer=enrolment.officer).values_list("text", flat=True))

    seen = []
    for text in ("My hands shook.", "My hands were still.", "  \n "):
        moving.keep_reflection(enrolment=enrolment, step=lesson, text=text, at=at)
        seen.append(mine())

    assert seen == [["My hands shook."], ["My hands were still."], []]


def test_deleting_a_reflection_that_is_not_there_does_nothing(enrolment, lesson, at):
    moving.keep_reflection(enrolment=enrolment, step=lesson, text="", at=at)

    assert not Reflection.objects.exists()


def test_a_reflection_is_never_longer_than_4000_signs(enrolment, lesson, at):
    moving.keep_reflection(enrolment=enrolment, step=lesson, text="x" * 5000, at=at)

    assert len(Reflection.objects.get().text) == 4000


def test_reflections_of_two_officers_stand_beside_each_other(people, lesson, at):
    for officer in (people.dayle, people.marisol):
        moving.keep_reflection(
            enrolment=cast.enrol(officer, people.nadia), step=lesson, text=f"I am {officer.pk}", at=at
        )

    assert Reflection.objects.count() == 2
