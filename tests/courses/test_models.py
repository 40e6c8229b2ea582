"""What the database refuses to hold about courses, versions, enrolments and progress."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from courses.models import (
    Completion,
    Course,
    CourseVersion,
    Enrolment,
    LessonPage,
    Module,
    ModulePage,
    Outcome,
    Reflection,
    Step,
    StepProgress,
    StepVersion,
)
from tests import cast
from tests.learning.constraints import refused_by

NOW = datetime(2026, 11, 22, 14, 30, tzinfo=UTC)


def a_version(model, **fields):
    return model.objects.create(
        **{"number": 1, "title": "T", "body": {}, "content_hash": "x", "published_at": NOW, **fields}
    )


def a_completion(enrolment, **fields):
    return Completion.objects.create(
        enrolment=enrolment,
        **{"course_version": enrolment.course.current_version, "completed_at": NOW, **fields},
    )


def test_a_course_has_each_version_once(course):
    with refused_by("courses_courseversion_number_once"):
        a_version(CourseVersion, course=course)


def test_a_step_has_each_version_once(lesson):
    with refused_by("courses_stepversion_number_once"):
        a_version(StepVersion, step=lesson)


def test_a_step_has_its_code_to_itself(lesson):
    with refused_by("courses_step_code_unique"):
        Step.objects.create(kind=Step.Kind.LESSON, code=lesson.code)


def test_steps_may_have_no_code(db):
    Step.objects.create(kind=Step.Kind.LESSON)
    Step.objects.create(kind=Step.Kind.LESSON)

    assert Step.objects.filter(code="").count() == 2


@pytest.mark.parametrize(
    ("model", "code"), [(Course, "serving-the-public"), (Module, "M4"), (Outcome, "M4.O1")]
)
def test_courses_modules_and_outcomes_have_their_code_to_themselves(db, model, code):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(code=code)


def test_an_officer_is_on_a_course_once(enrolment):
    with refused_by("courses_enrolment_one_open_per_course"):
        Enrolment.objects.create(officer=enrolment.officer, course=enrolment.course, enrolled_at=NOW)


def test_a_second_open_enrolment_is_refused_in_words(enrolment):
    again = Enrolment(officer=enrolment.officer, course=enrolment.course, enrolled_at=NOW)

    with pytest.raises(ValidationError, match="This officer is already enrolled"):
        again.full_clean()


@pytest.mark.parametrize("state", [Enrolment.State.COMPLETED, Enrolment.State.WITHDRAWN])
def test_an_officer_may_enrol_again_after_the_first_has_ended(enrolment, state):
    done = NOW if state == Enrolment.State.COMPLETED else None
    Enrolment.objects.filter(pk=enrolment.pk).update(state=state, completed_at=done)

    Enrolment.objects.create(officer=enrolment.officer, course=enrolment.course, enrolled_at=NOW)

    assert Enrolment.objects.open().filter(officer=enrolment.officer).count() == 1


@pytest.mark.parametrize(("state", "completed_at"), [("COMPLETED", None), ("OPEN", NOW), ("WITHDRAWN", NOW)])
def test_completed_means_with_a_time(enrolment, state, completed_at):
    with refused_by("courses_enrolment_completed_at_iff_completed"):
        Enrolment.objects.filter(pk=enrolment.pk).update(state=state, completed_at=completed_at)


def test_open_and_completed_enrolments_may_be_read_and_withdrawn_ones_not(people):
    by_state = {}
    for state, officer in (
        ("OPEN", people.dayle),
        ("COMPLETED", people.marisol),
        ("WITHDRAWN", people.imogen),
    ):
        by_state[state] = cast.enrol(officer, people.nadia)
        done = NOW if state == "COMPLETED" else None
        Enrolment.objects.filter(pk=by_state[state].pk).update(state=state, completed_at=done)

    assert set(Enrolment.objects.standing()) == {by_state["OPEN"], by_state["COMPLETED"]}
    assert set(Enrolment.objects.open()) == {by_state["OPEN"]}


def test_a_step_has_one_row_of_progress_in_an_enrolment(enrolment, lesson):
    StepProgress.objects.create(enrolment=enrolment, step=lesson, opened_at=NOW, place_at=NOW)

    with refused_by("courses_stepprogress_one_per_step"):
        StepProgress.objects.create(enrolment=enrolment, step=lesson, opened_at=NOW, place_at=NOW)


@pytest.mark.parametrize("half", ["completed_at", "completed_version"])
def test_a_step_is_completed_against_a_version(enrolment, lesson, half):
    whole = {"completed_at": NOW, "completed_version": lesson.current_version}

    with refused_by("courses_stepprogress_completed_against_version"):
        StepProgress.objects.create(
            enrolment=enrolment, step=lesson, opened_at=NOW, place_at=NOW, **{half: whole[half]}
        )


def test_a_module_is_completed_once_in_an_enrolment(enrolment):
    module = Module.objects.get(code="M4")
    a_completion(enrolment, module=module)

    with refused_by("courses_completion_module_once"):
        a_completion(enrolment, module=module)


def test_a_course_is_completed_once_in_an_enrolment(enrolment):
    a_completion(enrolment)

    with refused_by("courses_completion_course_once"):
        a_completion(enrolment)


def test_an_officer_keeps_one_reflection_on_a_step(people, lesson):
    Reflection.objects.create(officer=people.dayle, step=lesson, text="Mine", kept_at=NOW)

    with refused_by("courses_reflection_one_per_step"):
        Reflection.objects.create(officer=people.dayle, step=lesson, text="Again", kept_at=NOW)


def test_what_evidence_points_to_is_not_deleted(lesson):
    with pytest.raises(ProtectedError):
        lesson.delete()


def test_rows_read_as_people_know_them(enrolment, course, lesson):
    assert str(course) == "Serving the Public"
    assert str(Course(code="new")) == "new"
    assert str(lesson) == lesson.current_version.title
    assert str(Step(code="M9.L1")) == "M9.L1"
    assert str(lesson.current_version) == f"{lesson.current_version.title} (v1)"
    assert str(Module(title="Tact")) == "Tact"
    assert str(Outcome(code="M4.O1", statement="Recognise anger.")) == "M4.O1 Recognise anger."
    assert str(enrolment) == f"{enrolment.officer_id} on {enrolment.course_id}"


def test_a_step_without_code_and_version_reads_as_its_public_name(db):
    step = Step.objects.create(kind=Step.Kind.LESSON)

    assert str(step) == str(step.uuid)


@pytest.mark.parametrize(
    ("model", "fields", "words"),
    [
        (LessonPage, {"code": "M4.L2"}, "Another step has this code"),
        (ModulePage, {"code": "M4", "summary": "s"}, "Another module has this code"),
    ],
)
def test_a_code_that_a_kept_row_has_is_refused_in_words(db, model, fields, words):
    page = model(title="Copy", slug="copy", **fields)

    with pytest.raises(ValidationError, match=words):
        page.clean()


def test_a_page_keeps_its_own_code(lesson_page, module_page):
    lesson_page.clean()
    module_page.clean()
