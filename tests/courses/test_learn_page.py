"""What there is to learn: the public catalogue and the officer's own outline."""

from datetime import date, timedelta

import pytest
from django.core.cache import caches

from courses import selectors
from courses.contributions import learning_of
from courses.models import Course, CourseVersion, Step
from courses.services import enrolling, moving
from courses.services.publishing import content_hash
from tests import cast
from tests.courses.lessons import add_lesson, another_course, publish


def words(response):
    return response.content.decode()


# Catalogue


def test_strangers_see_the_published_courses_and_their_lessons(client, db):
    page = words(client.get("/catalogue/"))

    assert "Serving the Public" in page
    assert "Dealing with Angry Customers" in page
    assert "Words that help, words that burn" in page


def test_the_catalogue_costs_nothing_when_warm(client, db, django_assert_num_queries):
    client.get("/catalogue/")

    with django_assert_num_queries(0):
        client.get("/catalogue/")


def test_the_catalogue_looks_at_no_session(people, as_, client):
    response = as_(people.dayle).get("/catalogue/")

    assert "sessionid" not in response.cookies
    assert response.content == client.get("/catalogue/").content


def test_a_withdrawn_course_is_not_in_the_catalogue(client, course, at):
    Course.objects.filter(pk=course.pk).update(withdrawn_at=at)

    assert "No course is published yet" in words(client.get("/catalogue/"))


def test_the_catalogue_follows_within_a_minute(client, course, at, clock):
    client.get("/catalogue/")
    Course.objects.filter(pk=course.pk).update(withdrawn_at=at)
    assert "Serving the Public" in words(client.get("/catalogue/"))

    clock.shift(timedelta(seconds=61))

    assert "Serving the Public" not in words(client.get("/catalogue/"))


@pytest.mark.parametrize("theme", ["dark", "light", "neon", '"><script>'])
def test_a_cookie_changes_nothing_in_the_catalogue(client, db, theme):
    """One page is kept for everyone, here and in shared caches."""
    plain = client.get("/catalogue/").content
    caches["local"].clear()
    client.cookies["theme"] = theme

    assert client.get("/catalogue/").content == plain


def test_nothing_is_posted_to_the_catalogue(client, db):
    assert client.post("/catalogue/").status_code == 405


def test_a_form_on_the_catalogue_would_be_refused_without_its_token(client, db):
    """The page is the same for everyone, so it can carry no token: it must have no form."""
    assert 'method="post"' not in words(client.get("/catalogue/"))


# Learn


def test_without_a_course_learn_says_so(people, as_):
    page = as_(people.dayle).get("/learn/")

    assert "Nothing is assigned to you yet" in words(page)
    assert page.context["courses"] == []


def test_learn_shows_the_course_step_by_step(enrolment, as_, at):
    step = Step.objects.select_related("current_version").get(code="M4.L1")
    moving.complete_step(enrolment=enrolment, version=step.current_version, at=at)

    page = as_(enrolment.officer).get("/learn/")

    (row,) = page.context["courses"]
    (part,) = row["modules"]
    assert [line.code for line, _url in part["steps"]] == [*(f"M4.L{n}" for n in range(1, 9)), "M4.Q"]
    assert part["steps"][0][1] == f"/learn/{step.uuid}/"
    assert part["steps"][-1][1].startswith("/quiz/")
    assert "1 of 9 steps done" in words(page)
    assert "Due Monday 30 November 2026" in words(page)


def test_learn_says_when_a_course_was_completed(people, as_, at):
    cast.finish(people.dayle, people.nadia, at=at)

    page = words(as_(people.dayle).get("/learn/"))

    assert "Completed on 22 November 2026" in page
    assert "Lit on 22 November 2026" in page


def test_open_courses_come_before_completed_ones_then_by_day(people, at):
    pages = [another_course(code)[0] for code in ("M7", "M8", "M9")]
    cast.finish(people.dayle, people.nadia, at=at)
    for page, due_on in zip(pages, (None, date(2026, 12, 24), date(2026, 12, 1)), strict=True):
        course = Course.objects.get(pk=page.course_id)
        enrolling.enrol(officers=[people.dayle], course=course, due_on=due_on, at=at, by=people.nadia)

    found = [course.title for course in selectors.courses_of(people.dayle)]

    assert found == ["Course M9", "Course M8", "Course M7", "Serving the Public"]


def test_learn_asks_as_much_for_one_course_as_for_six(people, as_, at, django_assert_max_num_queries):
    def queries(codes):
        officer = cast.person(f"Officer {len(codes)}")
        for code in codes:
            course = Course.objects.get(pk=another_course(code)[0].course_id)
            enrolling.enrol(officers=[officer], course=course, due_on=None, at=at, by=people.nadia)
        client = as_(officer)
        client.get("/learn/")
        with django_assert_max_num_queries(10) as asked:
            client.get("/learn/")
        return len(asked)

    assert queries(["M10"]) == queries(["M11", "M12", "M13", "M14", "M15", "M16"])


def test_a_lit_lamp_stays_lit_when_a_lesson_is_added(people, module_page, as_, at):
    cast.finish(people.dayle, people.nadia, at=at)
    add_lesson(module_page, "M4.L9")

    (row,) = as_(people.dayle).get("/learn/").context["courses"]

    lamp = row["modules"][0]["lamp"]
    assert (lamp.done, lamp.total, lamp.lit_on) == (9, 10, date(2026, 11, 22))


def test_a_course_that_was_renamed_is_known_by_its_new_name(enrolment, as_, course_page):
    course_page.title = "Serving People"
    publish(course_page)

    assert "Serving People" in words(as_(enrolment.officer).get("/learn/"))


@pytest.mark.parametrize("path", ["/learn/", "/catalogue/"])
def test_pages_to_look_at_take_no_form(people, as_, path):
    assert as_(people.dayle).post(path).status_code == 405


def test_the_last_place_is_none_before_the_first(enrolment):
    assert selectors.last_place(enrolment.officer) is None


def test_a_step_that_left_the_outline_is_not_resumed(enrolment, lesson, lesson_page, as_, at, run_jobs):
    moving.keep_place(enrolment=enrolment, step=lesson, part=3, parts=7, at=at)
    lesson_page.unpublish()
    run_jobs()

    resume = as_(enrolment.officer).get("/").context["resume"]

    assert resume.button == "Start"
    assert resume.place.endswith("M4.L1")


def test_a_step_without_a_code_is_resumed_by_its_module(enrolment, as_, module_page):
    version = enrolment.course.current_version
    body = version.body
    body["modules"][0]["steps"][0]["code"] = ""
    bare = CourseVersion.objects.create(
        course=enrolment.course,
        number=99,
        title=version.title,
        body=body,
        content_hash=content_hash(body),
        published_at=version.published_at,
    )
    Course.objects.filter(pk=enrolment.course_id).update(current_version=bare)

    found = learning_of(enrolment.officer, enrolment.enrolled_at)

    assert found.resume.place == "Dealing with Angry Customers"
