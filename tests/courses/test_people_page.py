"""HR's people: find them, see how far they are, put them on a course."""

from datetime import date

import pytest

from courses.models import Course, Enrolment, Step
from courses.services import enrolling, moving
from learning.models import Department, Post, User
from tests import cast

PEOPLE = "/hr/people/"


@pytest.fixture
def hr(people, as_):
    """Nadia's browser."""
    return as_(people.nadia)


def words(response):
    return response.content.decode()


def found(client, **query):
    return {row.person.legal_name for row in client.get(PEOPLE, query).context["rows"]}


def put(client, *people, course, due_on="2026-11-30", path=PEOPLE, **options):
    fields = {"people": [str(person.uuid) for person in people], "course": str(course.uuid), "due_on": due_on}
    return client.post(path, fields, **options)


# Who may


@pytest.mark.parametrize("name", ["dayle", "imogen", "petra"])
def test_the_list_is_for_hr_only(people, as_, course, name):
    client = as_(getattr(people, name))

    assert client.get(PEOPLE).status_code == 404
    assert put(client, people.dayle, course=course).status_code == 404
    assert not Enrolment.objects.exists()


def test_signed_out_the_list_asks_to_sign_in(client, db):
    assert client.get(PEOPLE).url == f"/account/login/?next={PEOPLE}"


# Finding


def test_everyone_is_listed_by_name(hr, people):
    rows = hr.get(PEOPLE).context["rows"]

    names = [row.person.legal_name for row in rows]
    assert names == sorted(names)
    assert {"Dayle Renwick", "Nadia Perpall", "Petra Lund"} <= set(names)


@pytest.mark.parametrize("query", ["renwick", "DAYLE", "officer dayle", "dayle renwick", "renwick dayle"])
def test_people_are_found_by_their_names_in_any_case_and_order(hr, people, query):
    assert found(hr, q=query) == {"Dayle Renwick"}


def test_people_are_found_by_staff_number_and_address(hr, people):
    assert found(hr, q=people.marisol.staff_number.lower()) == {"Marisol Quayle"}
    assert found(hr, q=people.marisol.email) == {"Marisol Quayle"}


def test_every_word_has_to_fit(hr, people):
    assert found(hr, q="dayle quayle") == set()
    assert "Nobody found" in words(hr.get(PEOPLE, {"q": "dayle quayle"}))


def test_people_are_found_by_the_department_they_are_in_now(hr, people):
    assert found(hr, department="water") == {"Marisol Quayle"}
    assert found(hr, department="water", q="dayle") == set()


@pytest.mark.parametrize(
    ("dates", "there"),
    [
        ({"from_on": date(2026, 11, 22)}, True),
        ({"from_on": date(2026, 11, 23)}, False),
        ({"from_on": date(2026, 1, 1), "until_on": date(2026, 11, 22)}, False),
        ({"from_on": date(2026, 1, 1), "until_on": date(2026, 11, 23)}, True),
    ],
)
def test_a_post_counts_from_its_first_day_to_the_day_before_its_end(hr, people, dates, there):
    Post.objects.create(person=people.imogen, department=people.water, title="Guest", **dates)

    assert ("Imogen Hale" in found(hr, department="water")) is there


def test_a_person_with_two_posts_in_a_department_is_listed_once(hr, people):
    Post.objects.create(
        person=people.marisol, department=people.water, title="Deputy", from_on=date(2026, 2, 1)
    )

    rows = hr.get(PEOPLE, {"department": "water"}).context["rows"]

    assert [row.person for row in rows] == [people.marisol]


def test_a_department_that_is_not_there_finds_nobody(hr, people):
    assert found(hr, department="choir") == set()


def test_a_merged_duplicate_is_not_listed(hr, people):
    User.objects.create(
        staff_number="X-1", legal_name="Dayle Renwick", merged_into=people.dayle, is_active=False
    )

    rows = hr.get(PEOPLE, {"q": "renwick"}).context["rows"]

    assert [row.person for row in rows] == [people.dayle]


def test_fifty_people_stand_on_a_page_and_the_filter_goes_with_them(hr, people):
    User.objects.bulk_create(
        User(staff_number=f"Z-{number:03}", legal_name=f"Zed {number:03}", email="") for number in range(51)
    )

    first, second = hr.get(PEOPLE, {"q": "zed"}), hr.get(PEOPLE, {"q": "zed", "page": 2})

    assert len(first.context["rows"]) == 50
    assert [row.person.legal_name for row in second.context["rows"]] == ["Zed 050"]
    assert 'href="?q=zed&amp;page=2"' in words(first)


@pytest.mark.parametrize("page", ["0", "99", "two"])
def test_a_page_that_is_not_there_is_the_nearest(hr, people, page):
    assert hr.get(PEOPLE, {"page": page}).status_code == 200


# What a line says


def test_a_line_says_post_department_and_how_far(hr, people, at):
    enrolment = cast.enrol(people.dayle, people.nadia)
    step = Step.objects.select_related("current_version").get(code="M4.L1")
    moving.complete_step(enrolment=enrolment, version=step.current_version, at=at)

    (row,) = hr.get(PEOPLE, {"q": "renwick"}).context["rows"]

    assert (row.post, row.department) == ("Port officer", "Border Service")
    assert row.courses == ["Serving the Public: 1 of 9 steps"]


def test_a_line_without_post_or_course_says_so(hr, people):
    page = hr.get(PEOPLE, {"q": "petra"})

    (row,) = page.context["rows"]
    assert (row.post, row.department, row.courses) == ("", "", [])
    assert "None yet" in words(page)


def test_the_latest_post_counts(hr, people):
    Post.objects.create(
        person=people.dayle, department=people.water, title="Acting inspector", from_on=date(2026, 11, 1)
    )

    (row,) = hr.get(PEOPLE, {"q": "renwick"}).context["rows"]

    assert (row.post, row.department) == ("Acting inspector", "Water Office")


def test_the_list_asks_as_much_for_one_person_as_for_six(hr, people, django_assert_max_num_queries):
    def queries(word, count):
        for number in range(count):
            officer = cast.person(f"{word} {number}")
            Post.objects.create(
                person=officer, department=people.border, title="Clerk", from_on=date(2026, 1, 1)
            )
            cast.enrol(officer, people.nadia)
        hr.get(PEOPLE, {"q": word})
        with django_assert_max_num_queries(16) as asked:
            assert len(hr.get(PEOPLE, {"q": word}).context["rows"]) == count
        return len(asked)

    assert queries("solo", 1) == queries("sextet", 6)


# Enrolling


def test_hr_enrols_one_person(hr, people, course):
    response = put(hr, people.dayle, course=course, follow=True)

    enrolment = Enrolment.objects.get()
    assert (enrolment.officer, enrolment.due_on, enrolment.enrolled_by) == (
        people.dayle,
        date(2026, 11, 30),
        people.nadia,
    )
    assert "1 person enrolled." in words(response)


def test_hr_enrols_a_selection_and_comes_back_to_the_same_list(hr, people, course):
    path = f"{PEOPLE}?q=a&page=1"

    response = put(hr, people.dayle, people.marisol, course=course, path=path)

    assert (response.status_code, response.url) == (302, path)
    assert "2 people enrolled." in words(hr.get(path))


def test_hr_reads_who_was_on_the_course_already(hr, people, course):
    cast.enrol(people.dayle, people.nadia)

    response = put(hr, people.dayle, people.marisol, course=course, due_on="2026-12-14", follow=True)

    assert "1 person enrolled. 1 already on the course; their due date was set." in words(response)


def test_without_a_new_day_hr_does_not_read_that_one_was_set(hr, people, course):
    cast.enrol(people.dayle, people.nadia)

    response = put(hr, people.dayle, course=course, due_on="", follow=True)

    assert "their due date was set" not in words(response)


def test_hr_reads_who_was_left_out(hr, people, course):
    User.objects.filter(pk=people.marisol.pk).update(is_active=False)

    response = put(hr, people.dayle, people.marisol, course=course, follow=True)

    assert "Left out, because they may not sign in: Marisol Quayle." in words(response)


def test_a_due_date_may_be_left_out(hr, people, course):
    put(hr, people.dayle, course=course, due_on="")

    assert Enrolment.objects.get().due_on is None


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"people": []}, "Choose at least one person."),
        ({"course": ""}, "Choose a course."),
        ({"due_on": "30/11/26x"}, "Write the day as year-month-day"),
        (
            {"people": ["00000000-0000-4000-8000-000000000000"]},
            "One of the people chosen is no longer there.",
        ),
        ({"people": ["not-a-uuid"]}, "One of the people chosen is no longer there."),
    ],
)
def test_what_is_wrong_is_said_beside_what_was_typed(hr, people, course, fields, message):
    whole = {"people": [str(people.dayle.uuid)], "course": str(course.uuid), "due_on": "2026-11-30"}

    response = hr.post(PEOPLE, whole | fields)

    assert response.status_code == 400
    assert message in words(response)
    assert not Enrolment.objects.exists()


def test_ticks_stay_when_something_is_wrong(hr, people, course):
    response = hr.post(PEOPLE, {"people": [str(people.dayle.uuid)], "course": ""})

    assert f'value="{people.dayle.uuid}" checked' in words(response)


def test_a_course_that_was_withdrawn_meanwhile_is_refused_in_words(hr, people, course, at):
    Course.objects.filter(pk=course.pk).update(withdrawn_at=at)

    response = put(hr, people.dayle, course=course)

    assert response.status_code == 400
    assert not Enrolment.objects.exists()


def test_a_course_that_closes_between_form_and_deed_is_refused_in_words(hr, people, course, monkeypatch):
    def closed(**kwargs):
        raise enrolling.CourseNotOpen("This course is not open for enrolment: publish it first.")

    monkeypatch.setattr(enrolling, "enrol", closed)

    response = put(hr, people.dayle, course=course)

    assert response.status_code == 400
    assert "publish it first" in words(response)


def test_departments_are_offered_to_choose_from(hr, people):
    page = words(hr.get(PEOPLE))

    assert all(department.name in page for department in Department.objects.all())
