"""Home: one sentence, one button, the lamps, what is due, the certificates."""

from datetime import date, timedelta

import pytest

from courses.models import Course, Enrolment, Step, StepProgress
from courses.services import enrolling, moving
from learning.views.home import greeting
from tests import cast
from tests.courses.lessons import another_course


@pytest.fixture
def home(people, as_):
    return lambda person=None: as_(person or people.dayle).get("/")


def step(code):
    return Step.objects.get(code=code)


def words(response):
    return response.content.decode()


@pytest.mark.parametrize(
    ("hour", "words"),
    [
        (4, "Good evening"),
        (5, "Good morning"),
        (11, "Good morning"),
        (12, "Good afternoon"),
        (18, "Good evening"),
    ],
)
def test_the_greeting_follows_the_hour(hour, words):
    assert greeting(hour, "Dayle") == f"{words}, Dayle"


def test_the_greeting_is_by_the_clock_of_the_islands(home):
    assert home().context["greeting"] == "Good morning, Officer Dayle"


def test_home_is_for_those_who_sign_in(client, db):
    assert client.get("/").url == "/account/login/?next=/"


def test_a_new_officer_reads_that_nothing_is_assigned(home):
    page = home()

    assert "Nothing is assigned to you yet." in words(page)
    assert (page.context["resume"], page.context["lamps"]) == (None, [])


def test_home_says_what_is_left_and_by_when(home, people):
    cast.enrol(people.dayle, people.nadia, due_on=date(2026, 11, 30))

    page = home()

    assert page.context["sentence"] == "Eight lessons and a quiz left, due Monday 30 November."
    assert page.context["sentence"] in words(page)


def test_home_says_when_it_is_late(home, people):
    cast.enrol(people.dayle, people.nadia, due_on=date(2026, 11, 21))

    page = home()

    assert page.context["sentence"].endswith("They were due Saturday 21 November.")
    assert "Was due Saturday 21 November 2026" in words(page)


def test_what_is_due_today_is_not_late(home, people):
    cast.enrol(people.dayle, people.nadia, due_on=date(2026, 11, 22))

    (due,) = home().context["due"]

    assert (due.late, due.soon) == (False, True)


@pytest.mark.parametrize(("days", "soon"), [(7, True), (8, False)])
def test_soon_is_within_a_week(home, people, at, days, soon):
    cast.enrol(people.dayle, people.nadia, due_on=at.date() + timedelta(days=days))

    (due,) = home().context["due"]

    assert due.soon is soon


def test_without_a_due_date_home_names_none(home, people):
    cast.enrol(people.dayle, people.nadia, due_on=None)

    page = home()

    assert page.context["sentence"] == "Eight lessons and a quiz left."
    assert "No due date" in words(page)


def test_an_officer_starts_with_the_first_step(home, people):
    cast.enrol(people.dayle, people.nadia)

    resume = home().context["resume"]

    assert (resume.button, resume.part, resume.url) == ("Start", 0, f"/learn/{step('M4.L1').uuid}/")


def test_an_officer_goes_on_where_they_stopped(home, people, at):
    enrolment = cast.enrol(people.dayle, people.nadia)
    moving.keep_place(enrolment=enrolment, step=step("M4.L3"), part=4, parts=7, at=at)

    resume = home().context["resume"]

    assert (resume.button, resume.part, resume.parts) == ("Continue", 4, 7)
    assert resume.url == f"/learn/{step('M4.L3').uuid}/#part-5"
    assert resume.place == "Dealing with Angry Customers, M4.L3"


def test_the_minutes_left_shrink_with_the_parts_read(home, people, at):
    enrolment = cast.enrol(people.dayle, people.nadia)
    moving.keep_place(enrolment=enrolment, step=step("M4.L4"), part=6, parts=7, at=at)

    page = home()

    assert page.context["resume"].minutes_left == 2  # a seventh of twelve
    assert "2 minutes left." in words(page)


def test_home_follows_another_device_that_moved_on(people, as_, at, clock):
    enrolment = cast.enrol(people.dayle, people.nadia)
    moving.keep_place(enrolment=enrolment, step=step("M4.L1"), part=2, parts=7, at=at)
    desk = as_(people.dayle)
    assert desk.get("/").context["resume"].part == 2

    clock.shift(timedelta(minutes=3))
    phone = as_(people.dayle)
    phone.post(f"/learn/{step('M4.L2').uuid}/place/", {"part": 5})

    resume = desk.get("/").context["resume"]
    assert (resume.part, resume.url) == (5, f"/learn/{step('M4.L2').uuid}/#part-6")


def test_a_finished_lesson_is_not_resumed(home, people, at):
    enrolment = cast.enrol(people.dayle, people.nadia)
    lesson = step("M4.L1")
    moving.complete_step(enrolment=enrolment, version=lesson.current_version, at=at)

    resume = home().context["resume"]

    assert resume.url == f"/learn/{step('M4.L2').uuid}/"


def test_an_officer_on_two_courses_goes_on_in_the_one_they_were_in_last(home, people, at):
    other, _module = another_course()
    course = Course.objects.get(pk=other.course_id)
    cast.enrol(people.dayle, people.nadia)
    enrolling.enrol(officers=[people.dayle], course=course, due_on=None, at=at, by=people.nadia)
    enrolment = Enrolment.objects.get(officer=people.dayle, course=course)
    moving.keep_place(enrolment=enrolment, step=step("M9.L1"), part=2, parts=7, at=at)

    page = home()

    assert page.context["resume"].place == "Module M9, M9.L1"
    assert page.context["sentence"] == "Nine lessons and a quiz left, due Monday 30 November."


def test_a_course_with_nothing_left_to_do_is_passed_over(home, people, at):
    enrolment = cast.enrol(people.dayle, people.nadia)
    other, _module = another_course()
    course = Course.objects.get(pk=other.course_id)
    enrolling.enrol(officers=[people.dayle], course=course, due_on=None, at=at, by=people.nadia)
    for done in Step.objects.filter(module__course=enrolment.course_id):
        StepProgress.objects.create(
            enrolment=enrolment,
            step=done,
            opened_at=at,
            place_at=at,
            completed_at=at,
            completed_version=done.current_version,
        )

    page = home()

    assert page.context["resume"].place == "Module M9, M9.L1"
    assert page.context["sentence"] == "One lesson left."


def test_when_only_the_quiz_is_left_home_leads_to_it(home, people, at):
    enrolment = cast.enrol(people.dayle, people.nadia)
    for lesson in Step.objects.filter(kind="LESSON").select_related("current_version"):
        moving.complete_step(enrolment=enrolment, version=lesson.current_version, at=at)

    page = home()

    resume = page.context["resume"]
    assert page.context["sentence"] == "A quiz left, due Monday 30 November."
    assert (resume.url, resume.parts, resume.minutes_left) == (f"/quiz/{step('M4.Q').uuid}/", 0, None)


def test_a_lamp_fills_with_the_steps_done(home, people, at):
    enrolment = cast.enrol(people.dayle, people.nadia)
    moving.complete_step(enrolment=enrolment, version=step("M4.L1").current_version, at=at)

    page = home()

    (lamp,) = page.context["lamps"]
    assert (lamp.done, lamp.total, lamp.lessons, lamp.lit_on) == (1, 9, 8, None)
    assert "1 of 9 steps done" in words(page)


def test_a_lamp_is_lit_when_its_module_is_complete(home, people, at):
    cast.finish(people.dayle, people.nadia, at=at)

    page = home()

    assert page.context["lamps"][0].lit_on == date(2026, 11, 22)
    assert page.context["sentence"] == "All done. Nothing is due."
    assert page.context["lamps_sentence"] == "Your modules: 1 of 1 lamps lit"
    assert "Lit on 22 November 2026" in words(page)
    assert page.context["resume"] is None


def test_certificates_stand_on_home(home, people, at, run_jobs):
    cast.finish(people.dayle, people.nadia, at=at)
    run_jobs()

    page = home()

    assert len(page.context["certificates"]) == 1
    assert page.context["certificates"][0].url in words(page)


def test_home_asks_as_much_for_one_step_done_as_for_eight(people, as_, at, django_assert_max_num_queries):
    def queries(done):
        officer = cast.person(f"Officer {done}")
        enrolment = cast.enrol(officer, people.nadia)
        for number in range(1, done + 1):
            moving.complete_step(enrolment=enrolment, version=step(f"M4.L{number}").current_version, at=at)
        client = as_(officer)
        client.get("/")
        with django_assert_max_num_queries(12) as asked:
            client.get("/")
        return len(asked)

    assert queries(1) == queries(8)
