"""Publishing writes what evidence points to, once; taking pages away leaves evidence as it was."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Site

from courses.models import (
    Course,
    CoursePage,
    CourseVersion,
    LessonPage,
    ModulePage,
    Step,
    StepProgress,
    StepVersion,
)
from courses.services import enrolling, moving, publishing, starter
from courses.services.publishing import content_hash
from courses.tasks import renew_outlines
from learning import tasks
from learning.models import LocalFact
from tests.courses.lessons import WHOLE, add_lesson, another_course, body, draft, publish


def codes(course):
    """The codes of the course's steps as its outline lists them now."""
    version = Course.objects.get(pk=course.pk).current_version
    return [step["code"] for module in version.body["modules"] for step in module["steps"]]


def version_of(page):
    return Step.objects.select_related("current_version").get(pk=page.step_id).current_version


def is_withdrawn(course):
    return Course.objects.get(pk=course.pk).withdrawn_at is not None


# Writing versions


def test_the_starter_has_one_version_of_everything(course):
    assert set(StepVersion.objects.values_list("number", flat=True)) == {1}
    assert codes(course) == [*(f"M4.L{number}" for number in range(1, 9)), "M4.Q"]


def test_publishing_the_same_again_writes_nothing(lesson_page, course):
    before = (StepVersion.objects.count(), CourseVersion.objects.count())

    publish(lesson_page)

    assert (StepVersion.objects.count(), CourseVersion.objects.count()) == before
    assert Course.objects.get(pk=course.pk).current_version_id == course.current_version_id


def test_an_edited_lesson_gets_a_new_version_and_the_old_one_stays(lesson_page, people, at):
    old = version_of(lesson_page)
    lesson_page.title = "What sets anger off"

    publish(lesson_page, by=people.imogen)

    new = version_of(lesson_page)
    assert (new.number, new.title, new.published_at, new.published_by) == (
        2,
        "What sets anger off",
        at,
        people.imogen,
    )
    assert StepVersion.objects.get(pk=old.pk).title == old.title


def test_a_new_title_makes_a_new_outline(lesson_page, course):
    lesson_page.title = "What sets anger off"

    publish(lesson_page)

    outline = Course.objects.get(pk=course.pk).current_version
    assert outline.number == course.current_version.number + 1
    assert outline.body["modules"][0]["steps"][1]["title"] == "What sets anger off"


def test_new_words_inside_a_lesson_leave_the_outline_alone(lesson_page, course):
    lesson_page.body = body(shift={"text": "<p>Count to thirty.</p>"})

    publish(lesson_page)

    assert version_of(lesson_page).number == 2
    assert Course.objects.get(pk=course.pk).current_version_id == course.current_version_id


def test_going_back_to_old_words_is_a_new_version(lesson_page):
    old_title = lesson_page.title
    for title in ("Something else", old_title):
        lesson_page.title = title
        publish(lesson_page)

    version = version_of(lesson_page)
    assert (version.number, version.title) == (3, old_title)


def test_a_version_keeps_everything_a_lesson_says(lesson_page):
    kept = version_of(lesson_page).body

    assert set(kept) == {"title", "code", "lede", "minutes", "outcomes", "body"}
    assert all(code.startswith("M4.O") for code in kept["outcomes"])
    assert kept["body"][0]["type"] == "hook"


def test_the_hash_of_a_version_can_be_made_again(lesson_page, course):
    step, outline = version_of(lesson_page), course.current_version

    assert content_hash(step.body) == step.content_hash
    assert content_hash([outline.title, outline.body]) == outline.content_hash


def test_the_hash_does_not_depend_on_the_order_of_keys():
    assert content_hash({"a": 1, "b": "é"}) == content_hash({"b": "é", "a": 1})
    assert content_hash({"a": 1}) != content_hash({"a": 2})


def test_a_new_lesson_joins_the_end_of_its_module(module_page, course):
    add_lesson(module_page, "M4.L9")

    assert codes(course)[-1] == "M4.L9"


def test_the_new_outline_asks_for_the_new_lesson_too(module_page, course):
    page = add_lesson(module_page, "M4.L9")

    outline = Course.objects.get(pk=course.pk).current_version.body
    assert str(page.step.uuid) in outline["rule"]["all_of"]
    assert str(page.step.uuid) in outline["modules"][0]["rule"]["all_of"]


def test_page_and_version_are_published_together_or_not_at_all(lesson_page, monkeypatch):
    lesson_page.title = "Half done"

    def fail(**kwargs):
        raise OSError("the lamp went out")

    monkeypatch.setattr(publishing, "publish_page", fail)
    with pytest.raises(OSError, match="the lamp went out"):
        publish(lesson_page)

    assert LessonPage.objects.get(pk=lesson_page.pk).title != "Half done"


def test_a_step_outside_any_module_keeps_the_module_it_had(lesson_page, at):
    """As while a branch of the tree is being rebuilt."""
    page = LessonPage.objects.get(pk=lesson_page.pk)
    page.path, page.depth = "0009", 1

    publishing.publish_page(page=page, at=at, by=None)

    assert Step.objects.get(pk=page.step_id).module.code == "M4"


# What cannot be published


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"body": body([kind for kind in WHOLE if kind != "hook"])}, "hook: 0 found, 1 needed."),
        ({"body": body([*WHOLE, "sources"])}, "sources: 2 is too many, at most 1."),
        ({"body": body(["idea", "hook", *WHOLE[2:]])}, "The parts are out of order"),
        ({"body": body(shift={"text": "<p>{{fact:gone.away}}</p>"})}, "No local fact has the key gone.away"),
        ({"body": []}, "check questions: 0 found, 2 needed."),
    ],
)
def test_an_unfinished_lesson_cannot_be_published(module_page, fields, words):
    page = draft(module_page, **fields)

    with pytest.raises(ValidationError, match=words):
        page.get_latest_revision().publish()

    page.refresh_from_db()
    assert not page.live
    assert version_of(page) is None


def test_a_draft_may_be_unfinished(module_page, course):
    page = draft(module_page, body=body(["hook"]))

    assert page.latest_revision is not None
    assert "M4.L9" not in codes(course)


def test_a_known_fact_may_be_asked_for(module_page, course):
    add_lesson(module_page, body=body(shift={"text": "<p>{{fact:filming.rule}}</p>"}))

    assert "M4.L9" in codes(course)


# Taking away


def test_an_unpublished_lesson_leaves_the_outline(lesson_page, course, run_jobs):
    lesson_page.unpublish()
    run_jobs()

    assert "M4.L2" not in codes(course)
    assert len(codes(course)) == 8


def test_until_the_work_is_done_the_outline_stands(lesson_page, course, jobs_of):
    lesson_page.unpublish()

    assert len(jobs_of("outlines")) == 1
    assert "M4.L2" in codes(course)


def test_a_deleted_lesson_leaves_the_outline_and_its_evidence_stays(
    enrolment, lesson_page, course, at, run_jobs
):
    version = version_of(lesson_page)
    moving.complete_step(enrolment=enrolment, version=version, at=at)

    lesson_page.delete()
    run_jobs()

    assert "M4.L2" not in codes(course)
    assert StepProgress.objects.get(step=version.step).completed_version == version
    assert StepVersion.objects.filter(pk=version.pk).exists()


def test_a_deleted_quiz_leaves_the_outline(quiz, course, run_jobs):
    quiz.step.quizpage.delete()
    run_jobs()

    assert "M4.Q" not in codes(course)


def test_a_deleted_module_withdraws_its_course(module_page, course, run_jobs, at):
    module_page.delete()
    run_jobs()

    assert Course.objects.get(pk=course.pk).withdrawn_at == at


@pytest.mark.parametrize("deed", ["unpublish", "delete"])
def test_a_course_whose_page_is_gone_is_withdrawn_and_keeps_its_outline(course_page, course, run_jobs, deed):
    getattr(course_page, deed)()
    run_jobs()

    assert is_withdrawn(course)
    assert len(codes(course)) == 9


def test_a_withdrawn_course_stays_withdrawn_since_the_first_time(course, at):
    publishing.withdraw_course(course=course, at=at)
    publishing.withdraw_course(course=course, at=at + timedelta(days=1))

    assert Course.objects.get(pk=course.pk).withdrawn_at == at


def test_a_course_that_is_published_again_is_open_again(course_page, course, run_jobs):
    course_page.unpublish()
    run_jobs()

    publish(CoursePage.objects.get(pk=course_page.pk))

    assert not is_withdrawn(course)


def test_looking_again_changes_nothing_while_pages_stay(course, at):
    before = CourseVersion.objects.count()

    publishing.renew_outlines(at=at)

    assert CourseVersion.objects.count() == before
    assert not is_withdrawn(course)


def test_a_second_delivery_of_the_same_work_does_nothing(lesson_page, course, jobs_of, run_jobs):
    lesson_page.unpublish()
    run_jobs()
    outlines = CourseVersion.objects.count()

    renew_outlines(job_id=jobs_of("outlines")[0].pk)

    assert CourseVersion.objects.count() == outlines


def test_a_module_without_published_steps_is_not_in_the_outline(course_page, course):
    empty = ModulePage(title="To come", code="M5", summary="Later.", live=False)
    course_page.add_child(instance=empty)
    publish(empty)

    modules = Course.objects.get(pk=course.pk).current_version.body["modules"]
    assert [module["code"] for module in modules] == ["M4"]


def test_a_course_without_a_published_module_is_not_open(course_page):
    page = CoursePage(title="To come", slug="to-come", summary="Later.", live=False)
    course_page.get_parent().add_child(instance=page)

    publish(page)

    assert page.course.current_version is None


# Moving and copying


def test_a_lesson_that_changes_places_changes_them_in_the_outline(lesson_page, course, run_jobs):
    first = LessonPage.objects.get(code="M4.L1")

    lesson_page.move(first, pos="left")
    run_jobs()

    assert codes(course)[:2] == ["M4.L2", "M4.L1"]


def test_dragging_a_lesson_in_the_editor_changes_the_outline(people, as_, lesson_page, course, run_jobs):
    response = as_(people.petra).post(f"/cms/pages/{lesson_page.pk}/set_position/?position=0")
    run_jobs()

    assert response.status_code == 200
    assert codes(course)[:2] == ["M4.L2", "M4.L1"]


def test_a_lesson_that_moves_to_another_course_leaves_the_first(lesson_page, course, run_jobs):
    other, module = another_course()

    lesson_page.move(module, pos="last-child")
    run_jobs()

    assert "M4.L2" not in codes(course)
    assert codes(other.course) == ["M9.L1", "M4.L2"]


def test_officers_of_the_other_course_can_read_a_lesson_that_moved_there(
    people, lesson_page, as_, at, run_jobs
):
    other, module = another_course()
    other.course.refresh_from_db()
    enrolling.enrol(officers=[people.marisol], course=other.course, due_on=None, at=at, by=people.nadia)

    lesson_page.move(module, pos="last-child")
    run_jobs()

    assert as_(people.marisol).get(f"/learn/{lesson_page.step.uuid}/").status_code == 200


def test_a_copied_page_is_a_new_step(lesson_page):
    copy = lesson_page.copy(update_attrs={"slug": "a-copy"}, keep_live=False)

    assert copy.step_id != lesson_page.step_id
    assert copy.step.current_version is None
    assert Step.objects.get(pk=lesson_page.step_id).current_version is not None


def test_a_copied_page_has_a_code_of_its_own_and_can_be_published(lesson_page, course):
    copy = lesson_page.copy(update_attrs={"slug": "a-copy", "title": "A copy"}, keep_live=False)

    publish(LessonPage.objects.get(pk=copy.pk))

    assert copy.code == copy.step.code != lesson_page.code
    assert len(codes(course)) == 10


def test_a_copy_that_goes_live_at_once_is_in_the_outline(lesson_page, course):
    lesson_page.copy(update_attrs={"slug": "a-copy", "title": "A copy"}, keep_live=True)

    assert len(codes(course)) == 10


def test_a_copied_course_is_another_course_with_steps_of_its_own(course_page, course):
    copy = course_page.copy(
        recursive=True, update_attrs={"slug": "a-copy", "title": "A copy"}, keep_live=False
    ).specific

    module = ModulePage.objects.child_of(copy).get()
    mine, theirs = (
        set(LessonPage.objects.descendant_of(page).values_list("step", flat=True))
        for page in (course_page, copy)
    )
    assert copy.course_id != course.pk
    assert module.code == module.module.code != "M4"
    assert (len(mine), len(theirs), mine & theirs) == (8, 8, set())


# Timed publishing


@pytest.fixture
def tomorrow(module_page, at):
    """A lesson that goes live tomorrow."""
    page = draft(module_page)
    page.go_live_at = at + timedelta(days=1)
    page.save_revision().publish()
    return page


def test_before_its_time_a_lesson_has_no_version(tomorrow, course):
    tomorrow.refresh_from_db()

    assert not tomorrow.live
    assert version_of(tomorrow) is None
    assert "M4.L9" not in codes(course)


def test_at_its_time_a_lesson_goes_live_with_its_version(tomorrow, course, clock):
    clock.shift(timedelta(days=1, seconds=1))

    tasks.publish_scheduled()

    tomorrow.refresh_from_db()
    assert tomorrow.live
    assert version_of(tomorrow).number == 1
    assert codes(course)[-1] == "M4.L9"


def test_a_lesson_that_can_no_longer_be_published_does_not_hold_up_the_others(module_page, course, clock, at):
    """Its fact was deleted while it waited for its day."""
    asks = body(shift={"text": "<p>{{fact:filming.rule}}</p>"})
    for hours, code, said in ((24, "M4.L9", asks), (25, "M4.L10", body())):
        page = draft(module_page, code, body=said)
        page.go_live_at = at + timedelta(hours=hours)
        page.save_revision().publish()
    LocalFact.objects.filter(key="filming.rule").delete()
    clock.shift(timedelta(hours=26))

    tasks.publish_scheduled()

    assert codes(course)[-1] == "M4.L10"
    assert not LessonPage.objects.get(code="M4.L9").live


def test_a_lesson_whose_time_is_over_leaves_the_outline(lesson_page, course, clock, at, run_jobs):
    lesson_page.expire_at = at + timedelta(days=1)
    publish(lesson_page)
    clock.shift(timedelta(days=1, seconds=1))

    tasks.publish_scheduled()
    run_jobs()

    assert "M4.L2" not in codes(course)


# Addresses


def test_pages_lead_to_the_officers_own_views(lesson_page, module_page, course_page):
    assert lesson_page.url.endswith(f"/learn/{lesson_page.step.uuid}/")
    assert module_page.url.endswith("/learn/")
    assert course_page.url.endswith("/catalogue/")


def test_without_a_site_a_page_has_no_address(lesson_page):
    Site.objects.all().delete()

    assert LessonPage.objects.get(pk=lesson_page.pk).url is None


def test_the_tree_itself_is_not_served(people, as_):
    assert as_(people.dayle).get("/serving-the-public/").status_code == 404


# The starter


def test_the_starter_fills_in_what_is_missing(db, at, lesson_page):
    lesson_page.delete()
    Step.objects.filter(code="M4.L2").update(code="")

    assert starter.load(at=at) == 1
    assert LessonPage.objects.get(code="M4.L2").live


def test_the_starter_leaves_an_edited_lesson_alone(at, lesson_page):
    lesson_page.title = "Ours now"
    publish(lesson_page)

    assert starter.load(at=at) == 0
    assert LessonPage.objects.get(code="M4.L2").title == "Ours now"


def test_facts_of_the_starter_are_placeholders_until_somebody_confirms_them(db):
    assert set(LocalFact.objects.values_list("status", "confirmed_on")) == {("PLACEHOLDER", None)}


def test_the_officer_of_a_deleted_course_keeps_reading(people, enrolment, course_page, lesson, as_, run_jobs):
    course_page.delete()
    run_jobs()

    assert as_(people.dayle).get(f"/learn/{lesson.uuid}/").status_code == 200
