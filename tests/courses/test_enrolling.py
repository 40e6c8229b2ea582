"""Putting officers on a course: one or many, again, and who is left out."""

from datetime import date

import pytest

from courses.models import Course, CourseVersion, Enrolment
from courses.services import enrolling
from learning.models import AuditEvent, User
from tests import cast

DUE, LATER = date(2026, 11, 30), date(2026, 12, 14)


@pytest.fixture
def enrol(people, course, at):
    """HR puts officers on the starter course."""

    def put(*officers, **options):
        return enrolling.enrol(
            **{"officers": officers, "course": course, "due_on": DUE, "at": at, "by": people.nadia, **options}
        )

    return put


def trail(enrolment):
    events = AuditEvent.objects.filter(target_key=str(enrolment.uuid)).select_related("payload")
    return [(event.verb, event.actor, event.payload.details) for event in events]


def test_one_officer_is_enrolled(enrol, people, course, at):
    result = enrol(people.dayle)

    (enrolment,) = result.new
    assert (enrolment.officer, enrolment.course, enrolment.state) == (people.dayle, course, "OPEN")
    assert (enrolment.due_on, enrolment.enrolled_at, enrolment.enrolled_by, enrolment.source) == (
        DUE,
        at,
        people.nadia,
        "hr",
    )
    assert (result.already, result.left_out) == ([], [])


def test_a_selection_is_enrolled_at_once(enrol, people):
    result = enrol(people.dayle, people.marisol)

    assert [enrolment.officer for enrolment in result.new] == [people.dayle, people.marisol]


def test_the_trail_says_who_enrolled_whom_until_when(enrol, people):
    (enrolment,) = enrol(people.dayle).new

    details = {"due_on": "2026-11-30", "officer": str(people.dayle.uuid)}
    assert trail(enrolment) == [("enrolled", people.nadia, details)]


def test_the_officer_is_owed_a_mail_with_the_course_and_the_day(enrol, people, jobs_of):
    enrol(people.dayle)

    (job,) = jobs_of("send-mail")
    assert job.payload["to"] == people.dayle.pk
    assert job.payload["facts"] == {
        "course": "Serving the Public",
        "due": "Monday 30 November 2026",
        "url": "http://testserver/",
    }


def test_without_a_due_date_the_mail_names_none(enrol, people, jobs_of):
    (enrolment,) = enrol(people.dayle, due_on=None).new

    assert enrolment.due_on is None
    assert jobs_of("send-mail")[0].payload["facts"]["due"] == ""


def test_enrolling_again_keeps_the_enrolment_and_moves_the_due_date(enrol, people):
    (first,) = enrol(people.dayle).new

    result = enrol(people.dayle, due_on=LATER, by=people.omar)

    first.refresh_from_db()
    assert (result.new, result.already) == ([], [first])
    assert first.due_on == LATER
    assert trail(first)[-1] == ("due-date-moved", people.omar, {"was": "2026-11-30", "now": "2026-12-14"})


def test_enrolling_again_sends_no_second_mail(enrol, people, jobs_of):
    enrol(people.dayle)
    enrol(people.dayle, due_on=LATER)

    assert len(jobs_of("send-mail")) == 1


@pytest.mark.parametrize("due_on", [DUE, None])
def test_enrolling_again_with_the_same_day_or_none_changes_nothing(enrol, people, due_on):
    (first,) = enrol(people.dayle).new

    enrol(people.dayle, due_on=due_on)

    first.refresh_from_db()
    assert first.due_on == DUE
    assert len(trail(first)) == 1


def test_a_first_due_date_can_be_given_later(enrol, people):
    (first,) = enrol(people.dayle, due_on=None).new

    enrol(people.dayle, due_on=LATER)

    assert trail(first)[-1][2] == {"was": "", "now": "2026-12-14"}


def test_the_same_officer_twice_in_a_selection_is_enrolled_once(enrol, people):
    result = enrol(people.dayle, people.dayle)

    assert (len(result.new), len(result.already)) == (1, 1)


def test_who_may_not_sign_in_is_left_out_and_named(enrol, people):
    gone = cast.person("Gone Away")
    User.objects.filter(pk=gone.pk).update(is_active=False)
    gone.refresh_from_db()

    result = enrol(gone, people.dayle)

    assert result.left_out == [gone]
    assert [enrolment.officer for enrolment in result.new] == [people.dayle]
    assert not Enrolment.objects.filter(officer=gone).exists()


def test_an_officer_who_completed_may_be_enrolled_again(enrol, people):
    done = cast.finish(people.dayle, people.nadia)

    (again,) = enrol(people.dayle).new

    assert again.pk != done.pk
    assert done.state == "COMPLETED"


def test_a_withdrawn_course_is_refused(enrol, people, course, at):
    Course.objects.filter(pk=course.pk).update(withdrawn_at=at)

    with pytest.raises(enrolling.CourseNotOpen, match="publish it first"):
        enrol(people.dayle, course=Course.objects.get(pk=course.pk))


def test_a_course_that_was_never_published_is_refused(enrol, people):
    with pytest.raises(enrolling.CourseNotOpen):
        enrol(people.dayle, course=Course.objects.create(code="new"))


def test_a_selection_is_enrolled_whole_or_not_at_all(enrol, people, monkeypatch):
    def fail_for_marisol(enrolment, by, at):
        if enrolment.officer == people.marisol:
            raise OSError("the lamp went out")

    monkeypatch.setattr(enrolling, "_say", fail_for_marisol)

    with pytest.raises(OSError, match="the lamp went out"):
        enrol(people.dayle, people.marisol)

    assert not Enrolment.objects.exists()


def test_another_source_than_hr_is_kept(enrol, people):
    (enrolment,) = enrol(people.dayle, source="campaign:2026").new

    assert enrolment.source == "campaign:2026"


def test_a_course_without_a_title_now_still_sends_its_mail(enrol, people, course, jobs_of):
    """The version is read when the mail is written, and never missing while the course is open."""
    assert CourseVersion.objects.filter(course=course).exists()

    enrol(people.dayle)

    assert jobs_of("send-mail")[0].payload["facts"]["course"] == course.current_version.title
