"""Evidence stays: pages and items are edited and deleted, and what officers did and hold is as it was."""

import hashlib
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.urls import reverse

from assessments.models import Item, QuizPage
from assessments.services import attempts
from courses.models import CoursePage, LessonPage
from tests import cast
from tests.assessments import sitting
from tests.certificates import office
from tests.certificates.office import article

EVIDENCE = [
    "assessments.Attempt",
    "assessments.AttemptSlot",
    "assessments.ResponseEvent",
    "assessments.ScoringRun",
    "assessments.SlotScore",
    "assessments.AttemptScore",
    "assessments.ItemVersion",
    "assessments.AssessmentVersion",
    "courses.Enrolment",
    "courses.StepProgress",
    "courses.CheckResponse",
    "courses.Completion",
    "courses.StepVersion",
    "courses.CourseVersion",
    "certificates.Award",
    "certificates.AwardEvent",
    "certificates.AwardInvolvement",
    "certificates.Document",
    "certificates.SchemeVersion",
    "learning.AuditEvent",
]
pytestmark = pytest.mark.usefixtures("sunday")


@pytest.fixture
def kept(drawn, people, at):
    """A passed and a missed attempt, an open one, two awards with their documents; and all of it as it is now."""
    enrolment = cast.enrol(people.marisol, people.nadia)
    missed = cast.sit_quiz(enrolment, wrong=12)
    return SimpleNamespace(
        drawn=drawn,
        passed=people.dayle.attempts.get(),
        missed=missed,
        rows={label: dict(rows_of(label)) for label in EVIDENCE},
        pdf=office.stored(drawn),
    )


def rows_of(label):
    """Primary key and digest of every row."""
    for row in apps.get_model(label).objects.order_by("pk").values():
        yield row["id"], hashlib.sha256(repr(sorted(row.items())).encode()).hexdigest()


def changed(kept):
    """Rows of evidence that are gone or differ. New rows, such as versions, are not asked about."""
    now = {label: dict(rows_of(label)) for label in EVIDENCE}
    return [
        (label, key)
        for label, before in kept.rows.items()
        for key, digest in before.items()
        if now[label].get(key) != digest
    ]


def edit_everything(people):
    """A trainer rewrites a lesson, the quiz and the items, and publishes."""
    lesson = LessonPage.objects.first()
    lesson.title, lesson.lede = "Rewritten", "Everything is new."
    lesson.save_revision(user=people.imogen).publish()
    quiz = QuizPage.objects.get()
    quiz.title, quiz.pass_raw = "Rewritten quiz", 3
    quiz.save_revision(user=people.imogen).publish()
    for item in Item.objects.all()[:5]:
        item.stem = "Rewritten?"
        item.save_revision(user=people.imogen).publish()


def delete_lessons(people):
    for page in LessonPage.objects.all():
        page.delete(user=people.petra)


def delete_quiz(people):
    QuizPage.objects.get().delete(user=people.petra)


def delete_items(people):
    for item in Item.objects.all():
        item.delete()


def delete_course(people):
    CoursePage.objects.get().delete(user=people.petra)


def delete_everything(people):
    edit_everything(people)
    delete_lessons(people)
    delete_quiz(people)
    delete_items(people)
    delete_course(people)


DEEDS = [edit_everything, delete_lessons, delete_quiz, delete_items, delete_course, delete_everything]


def test_there_is_evidence_of_every_kind(kept):
    """The control: the tests below compare something. Checks of lessons are answered elsewhere."""
    assert [label for label, rows in kept.rows.items() if not rows] == ["courses.CheckResponse"]


@pytest.mark.parametrize("deed", DEEDS)
def test_whatever_happens_to_pages_and_items(kept, people, as_, run_jobs, deed):
    """Rows and bytes are as before; result, record, certificate and check still render, and say the same."""
    dayle, nadia = as_(people.dayle), as_(people.nadia)
    mine = reverse("my-certificate", args=[kept.drawn.award.uuid])
    shown = article(dayle.get(mine)), article(office.check(kept.drawn.code))

    deed(people)
    run_jobs()

    assert changed(kept) == []
    assert office.stored(kept.drawn) == kept.pdf
    assert (article(dayle.get(mine)), article(office.check(kept.drawn.code))) == shown
    assert dayle.get(reverse("my-certificate-pdf", args=[kept.drawn.award.uuid])).content == kept.pdf
    result = dayle.get(reverse("result", args=[kept.passed.uuid])).content.decode()
    assert "12 of 12. You have passed." in result
    assert kept.passed.receipt in result
    record = dayle.get(reverse("record")).content.decode()
    assert "UC-SC-M4-2026-000001" in record
    assert "Passed, 12 of 12" in record
    assert dayle.get(reverse("home")).status_code == 200
    assert nadia.get(reverse("award", args=[kept.drawn.award.uuid])).status_code == 200


def test_the_pages_are_really_gone(kept, people, run_jobs):
    """The control: the deletions above succeed."""
    delete_everything(people)
    run_jobs()

    assert [model.objects.count() for model in (LessonPage, QuizPage, Item, CoursePage)] == [0, 0, 0, 0]


def test_a_missed_attempt_still_names_what_to_read(kept, people, as_, run_jobs):
    """The lessons' pages are gone; the titles stay, and the links lead to the versions that are kept."""
    marisol = as_(people.marisol)
    delete_course(people)
    delete_items(people)
    run_jobs()

    response = marisol.get(reverse("result", args=[kept.missed.uuid]))

    assert response.context["misses"]
    for miss in response.context["misses"]:
        assert miss.title in response.content.decode()


def test_a_running_attempt_can_be_finished(kept, people, as_, run_jobs, at):
    """Its form is pinned: deleting the quiz takes nothing from who is sitting it."""
    officer = cast.person("Ada Quill")
    enrolment = cast.enrol(officer, people.nadia)
    attempt = attempts.start(officer=officer, assessment=cast.the_quiz(), enrolment=enrolment, at=at)
    delete_course(people)
    delete_items(people)
    run_jobs()

    page = as_(officer).get(reverse("slot", args=[attempt.uuid, 1]))
    sitting.answer_all(attempt)
    handed = sitting.hand_in(attempt)

    assert page.status_code == 200
    assert handed.current_score.raw == 12
    assert handed.current_score.pass_raw == 10


def test_who_waits_for_hr_still_can_be_confirmed(kept, people, run_jobs):
    officer = cast.person("Ada Quill")
    office.ready(officer, people.nadia)
    delete_course(people)
    delete_items(people)
    run_jobs()

    award = cast.confirmed(officer, people.nadia)

    assert award.number == "UC-SC-M4-2026-000002"


def test_a_quiz_that_is_gone_cannot_be_started_anew(kept, people, as_, run_jobs):
    step = cast.the_quiz().step
    delete_course(people)
    delete_items(people)
    run_jobs()

    response = as_(people.marisol).post(reverse("quiz-start", args=[step.uuid]), follow=True)

    assert response.status_code in (200, 404)
    assert people.marisol.attempts.count() == 1
