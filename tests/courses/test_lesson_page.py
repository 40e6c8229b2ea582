"""The lesson page and its four small forms."""

from datetime import date

import pytest

from courses import selectors
from courses.models import CheckResponse, Course, Enrolment, LessonPage, Reflection, Step, StepProgress
from courses.services import moving
from learning.models import LocalFact
from tests import cast
from tests.courses.lessons import add_lesson, body, draft

NOWHERE = "00000000-0000-4000-8000-000000000000"
FORMS = ["place", "check", "reflection", "finish"]


@pytest.fixture
def url(lesson):
    return f"/learn/{lesson.uuid}/"


@pytest.fixture
def officer(enrolment, as_):
    """Dayle's browser."""
    return as_(enrolment.officer)


@pytest.fixture
def checks(enrolment, lesson):
    place = selectors.place_of(enrolment.officer, lesson.uuid, "LESSON")
    return selectors.rendered_lesson(place).checks()


def words(response):
    return response.content.decode()


def shown(page, name):
    """What the page itself was given; its parts have names of their own."""
    return next(context[name] for context in page.context if "outline" in context)


def row_of(enrolment, lesson):
    return StepProgress.objects.get(enrolment=enrolment, step=lesson)


# Reading


def test_a_lesson_shows_its_parts_and_where_the_officer_is(officer, url, lesson):
    page = officer.get(url)

    assert page.status_code == 200
    assert lesson.current_version.title in words(page)
    assert shown(page, "number") == 2
    assert shown(page, "parts") == 7
    assert all(f'id="part-{number}"' in words(page) for number in range(1, 8))


def test_a_lesson_knows_the_steps_around_it(officer, url):
    page = officer.get(url)

    assert shown(page, "before")[0].code == "M4.L1"
    assert shown(page, "after")[0].code == "M4.L3"
    assert shown(page, "line").code == "M4.L2"
    assert [step.code for step, _url in shown(page, "outline")][-1] == "M4.Q"


def test_the_first_lesson_has_none_before_it(officer):
    page = officer.get(f"/learn/{Step.objects.get(code='M4.L1').uuid}/")

    assert shown(page, "before") is None


def test_looking_at_a_lesson_writes_nothing(officer, url):
    officer.get(url)

    assert not StepProgress.objects.exists()


def test_a_lesson_is_read_within_four_queries(officer, url, django_assert_num_queries):
    officer.get(url)

    with django_assert_num_queries(4):
        officer.get(url)


def test_a_lesson_asks_as_much_after_one_lesson_as_after_eight(
    people, as_, url, at, django_assert_num_queries
):
    def warm_page(done):
        officer = cast.person(f"Officer {done}")
        enrolment = cast.enrol(officer, people.nadia)
        for number in range(1, done + 1):
            step = Step.objects.select_related("current_version").get(code=f"M4.L{number}")
            moving.complete_step(enrolment=enrolment, version=step.current_version, at=at)
        client = as_(officer)
        client.get(url)
        return client

    for client in (warm_page(1), warm_page(8)):
        with django_assert_num_queries(4):
            client.get(url)


def test_a_confirmed_fact_is_seen_at_once(officer, people, module_page, clock):
    page = add_lesson(module_page, body=body(shift={"text": "<p>Now {{fact:filming.rule}}.</p>"}))
    address = f"/learn/{page.step.uuid}/"
    assert "(confirm locally)" in words(officer.get(address))
    clock.move_to("2056-01-01")  # facts of the starter bear the time at which the test database was made
    officer.force_login(people.dayle)

    fact = LocalFact.objects.get(key="filming.rule")
    fact.status, fact.confirmed_on, fact.plain_text = "CONFIRMED", date(2026, 11, 20), "nobody may film"
    fact.save()

    again = words(officer.get(address))
    assert "Now nobody may film." in again
    assert "(confirm locally)" not in again


# Whose lesson it is


def test_who_is_not_enrolled_finds_nothing(people, as_, url):
    assert as_(people.dayle).get(url).status_code == 404


def test_who_was_withdrawn_finds_nothing(enrolment, officer, url):
    Enrolment.objects.filter(pk=enrolment.pk).update(state="WITHDRAWN")

    assert officer.get(url).status_code == 404


def test_who_has_completed_goes_on_reading(people, as_, url):
    cast.finish(people.dayle, people.nadia)

    page = as_(people.dayle).get(url)

    assert page.status_code == 200
    assert shown(page, "place").is_done


def test_a_lesson_that_nobody_published_is_not_there(officer, module_page):
    page = draft(module_page)

    assert officer.get(f"/learn/{page.step.uuid}/").status_code == 404


def test_a_quiz_is_not_a_lesson(officer, quiz):
    assert officer.get(f"/learn/{quiz.step.uuid}/").status_code == 404


@pytest.mark.parametrize("form", FORMS)
def test_the_forms_of_a_lesson_are_closed_to_others(people, as_, url, form):
    response = as_(people.dayle).post(f"{url}{form}/", {"part": 3, "text": "x"})

    assert response.status_code == 404
    assert not StepProgress.objects.exists()
    assert not Reflection.objects.exists()


@pytest.mark.parametrize("form", FORMS)
def test_the_forms_of_a_lesson_that_is_not_there_are_not_there(officer, form):
    assert officer.post(f"/learn/{NOWHERE}/{form}/").status_code == 404


@pytest.mark.parametrize("form", FORMS)
def test_the_forms_take_nothing_from_a_link(officer, url, form):
    assert officer.get(f"{url}{form}/").status_code == 405


@pytest.mark.parametrize("form", ["", *FORMS])
def test_signed_out_everything_leads_to_the_door(client, db, url, form):
    method = client.post if form else client.get

    response = method(f"{url}{form}/" if form else url)

    assert response.url.startswith("/account/login/?next=")


def test_a_lesson_that_left_the_outline_can_still_be_read(officer, url, lesson_page, run_jobs):
    lesson_page.unpublish()
    run_jobs()

    page = officer.get(url)

    assert page.status_code == 200
    assert (shown(page, "module"), shown(page, "outline")) == (None, [])


# The place


def test_the_place_is_kept_by_the_pages_own_script(officer, url, enrolment, lesson):
    response = officer.post(f"{url}place/", {"part": 3}, headers={"X-Requested-With": "fetch"})

    assert (response.status_code, response.content) == (204, b"")
    assert row_of(enrolment, lesson).part == 3


@pytest.mark.parametrize(("part", "anchor"), [(3, "part-4"), (7, "part-7"), (42, "part-7")])
def test_the_place_is_kept_without_script_too(officer, url, part, anchor):
    response = officer.post(f"{url}place/", {"part": part})

    assert (response.status_code, response.url) == (302, f"{url}#{anchor}")


@pytest.mark.parametrize("part", ["", "three", "-1", "100"])
def test_a_place_that_is_no_part_is_refused(officer, url, part):
    response = officer.post(f"{url}place/", {"part": part})

    assert response.status_code == 400
    assert not StepProgress.objects.exists()


def test_the_page_opens_where_the_officer_was(officer, url):
    officer.post(f"{url}place/", {"part": 3})

    assert shown(officer.get(url), "part") == 3


# Checks


def test_an_answer_comes_back_with_its_reasons(officer, url, checks):
    check = checks[0]

    response = officer.post(f"{url}check/", {"check": check.id, "option": check.right()})

    page = words(officer.get(url))
    assert response.url == f"{url}#check-{check.id}"
    assert "(your answer, and the best answer)" in page
    assert all(str(option.why) in page for option in check.options)


def test_before_the_answer_no_reason_leaves_the_server(officer, url, checks):
    page = words(officer.get(url))

    assert "opt__why" not in page
    assert "(best answer)" not in page


def test_a_check_can_be_tried_again(officer, url, checks):
    check = checks[0]
    officer.post(f"{url}check/", {"check": check.id, "option": check.right()})

    page = officer.get(f"{url}?retry={check.id}")

    assert shown(page, "retry") == check.id
    assert f'<input type="hidden" name="check" value="{check.id}">' in words(page)


def test_a_form_without_an_answer_asks_for_one(officer, url, checks):
    response = officer.post(f"{url}check/", {"check": checks[0].id}, follow=True)

    assert "Choose an answer first." in words(response)
    assert not CheckResponse.objects.exists()


def test_a_letter_that_is_no_option_is_refused(officer, url, checks):
    response = officer.post(f"{url}check/", {"check": checks[0].id, "option": "h"})

    assert response.status_code == 400
    assert not CheckResponse.objects.exists()


@pytest.mark.parametrize("check", ["", "b99", "<script>"])
def test_a_check_that_is_not_there_is_not_there(officer, url, check):
    assert officer.post(f"{url}check/", {"check": check, "option": "a"}).status_code == 404


# Finishing


def test_an_unanswered_check_is_shown_before_the_lesson_is_done(officer, url, checks):
    response = officer.post(f"{url}finish/")

    assert response.url == f"{url}#check-{checks[0].id}"
    assert "answer this question" in words(officer.get(url))


def test_a_finished_lesson_leads_to_the_next(officer, url, checks, enrolment, lesson, at):
    for check in checks:
        officer.post(f"{url}check/", {"check": check.id, "option": check.right()})

    response = officer.post(f"{url}finish/")

    assert response.url == f"/learn/{Step.objects.get(code='M4.L3').uuid}/"
    assert row_of(enrolment, lesson).completed_at == at


def test_the_last_lesson_leads_to_the_quiz(officer, quiz, enrolment, at):
    last = Step.objects.select_related("current_version").get(code="M4.L8")
    place = selectors.place_of(enrolment.officer, last.uuid, "LESSON")
    for check in selectors.rendered_lesson(place).checks():
        moving.answer_check(
            enrolment=enrolment, version=last.current_version, check=check, option=check.right(), at=at
        )

    response = officer.post(f"/learn/{last.uuid}/finish/")

    assert response.url == f"/quiz/{quiz.step.uuid}/"


@pytest.mark.parametrize("left_the_outline", [True, False])
def test_after_the_last_step_comes_the_list(officer, enrolment, module_page, run_jobs, at, left_the_outline):
    page = add_lesson(module_page)
    if left_the_outline:
        LessonPage.objects.get(pk=page.pk).unpublish()
        run_jobs()
    address = f"/learn/{page.step.uuid}/"
    for check in ("b6", "b7"):
        officer.post(f"{address}check/", {"check": check, "option": "a"})

    response = officer.post(f"{address}finish/")

    assert response.url == "/learn/"


# Private words


def test_private_words_are_kept_and_shown_to_their_officer(officer, url, people, as_):
    response = officer.post(f"{url}reflection/", {"text": "My <hands> shook."}, follow=True)

    assert response.redirect_chain[-1][0] == f"{url}#reflection"
    assert "Kept. Only you can read it." in words(response)
    assert "My &lt;hands&gt; shook." in words(officer.get(url))


def test_private_words_are_shown_to_nobody_else(officer, url, people, as_):
    officer.post(f"{url}reflection/", {"text": "My hands shook."})
    cast.enrol(people.marisol, people.nadia)

    assert "My hands shook." not in words(as_(people.marisol).get(url))


def test_an_empty_field_deletes_private_words_and_says_so(officer, url):
    officer.post(f"{url}reflection/", {"text": "My hands shook."}, follow=True)

    response = officer.post(f"{url}reflection/", {"text": ""}, follow=True)

    assert not Reflection.objects.exists()
    assert "Kept. Only you can read it." not in words(response)


def test_blanks_at_the_start_of_a_line_are_the_officers_own(officer, url):
    officer.post(f"{url}reflection/", {"text": "  one\n  two"})

    assert Reflection.objects.get().text == "  one\n  two"


def test_4000_signs_are_kept(officer, url):
    officer.post(f"{url}reflection/", {"text": "x" * 4000})

    assert len(Reflection.objects.get().text) == 4000


def test_4000_signs_in_lines_are_kept_as_the_field_allows_them(officer, url):
    """A browser counts a line break as one sign and sends two."""
    text = ("x" * 79 + "\n") * 50

    officer.post(f"{url}reflection/", {"text": text.replace("\n", "\r\n")})

    assert Reflection.objects.get().text.replace("\r\n", "\n") == text


def test_longer_words_are_refused_and_the_old_ones_stay(officer, url):
    officer.post(f"{url}reflection/", {"text": "My hands shook."})

    response = officer.post(f"{url}reflection/", {"text": "x" * 4001}, follow=True)

    assert "under 4,000 signs" in words(response)
    assert Reflection.objects.get().text == "My hands shook."


# Two enrolments


def test_an_officer_who_is_enrolled_again_starts_afresh(people, as_, url, course, at):
    cast.finish(people.dayle, people.nadia)
    cast.enrol(people.dayle, people.nadia, at=at.replace(hour=15))

    page = as_(people.dayle).get(url)

    assert (shown(page, "part"), shown(page, "place").is_done) == (0, False)
    assert Course.objects.get(pk=course.pk).enrolments.count() == 2
