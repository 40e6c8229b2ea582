"""My record: the officer's own certificates, courses and tries."""

from datetime import timedelta

import pytest
from django.urls import reverse

from assessments.services import attempts
from certificates.contributions import certificates_of
from certificates.services import awarding
from tests import cast
from tests.assessments.sitting import statements

RECORD = "/record/"
pytestmark = pytest.mark.usefixtures("sunday")


@pytest.fixture
def dayle(as_, people):
    return as_(people.dayle)


def page(client):
    response = client.get(RECORD)
    assert response.status_code == 200
    return response.content.decode()


def test_an_empty_record_says_what_will_stand_there(dayle):
    text = page(dayle)

    assert "A certificate appears here as soon as you have earned it." in text
    assert "You are on no course yet." in text
    assert "No quiz yet." in text


def test_certificates_courses_and_tries_are_listed(drawn, dayle):
    text = page(dayle)

    for words in ("UC-SC-M4-2026-000001", "UC-MOD-M4-2026-000001", "Serving the Public", "Passed, 12 of 12"):
        assert words in text
    assert reverse("my-certificate", args=[drawn.award.uuid]) in text
    assert reverse("result", args=[drawn.award.officer.attempts.get().uuid]) in text


def test_an_attempt_in_progress_leads_back_to_it(dayle, people, at):
    enrolment = cast.enrol(people.dayle, people.nadia)
    attempt = attempts.start(officer=people.dayle, assessment=cast.the_quiz(), enrolment=enrolment, at=at)

    text = page(dayle)

    assert "In progress, 0 answers kept" in text
    assert reverse("review", args=[attempt.uuid]) in text


def test_a_miss_stands_there_without_blame(dayle, people):
    cast.sit_quiz(cast.enrol(people.dayle, people.nadia), wrong=12)

    assert "Not yet, " in page(dayle)


def test_nobody_else_s_things_are_listed(drawn, as_, people):
    text = page(as_(people.marisol))

    assert "UC-" not in text
    assert "Passed" not in text


def test_a_revoked_certificate_stays_listed_as_such(drawn, dayle, people, at):
    awarding.revoke(award=drawn.award, reason="Issued in error.", by=people.omar, at=at)

    text = page(dayle)

    assert "Withdrawn on 22 November 2026." in text
    assert "Issued in error" not in text


def test_six_tries_take_as_many_queries_as_one(dayle, people, at):
    enrolment = cast.enrol(people.dayle, people.nadia)
    cast.sit_quiz(enrolment, at=at)
    page(dayle)
    one = statements(lambda: page(dayle))
    for hour in range(1, 6):
        cast.sit_quiz(enrolment, at=at + timedelta(hours=hour))

    six = statements(lambda: page(dayle))

    assert len(six) == len(one) <= 11
    assert {words.split()[0] for words in six} == {"SELECT"}


def test_two_certificates_take_as_many_queries_as_one(candidate, dayle, people, run_jobs):
    run_jobs()
    page(dayle)
    one = statements(lambda: page(dayle))
    cast.confirmed(candidate, people.nadia)
    run_jobs()

    assert len(statements(lambda: page(dayle))) == len(one)


# --- for home


def test_home_lists_each_certificate_with_its_status(drawn, people, at):
    found = certificates_of(people.dayle, at)

    assert [(row.title, row.detail) for row in found] == [
        ("Record of Module Completion", "UC-MOD-M4-2026-000001"),
        ("Short Certificate", "UC-SC-M4-2026-000001"),
    ]
    assert (found[1].status_word, found[1].status_kind) == ("Valid until 21 November 2028", "ok")
    assert found[1].url == reverse("my-certificate", args=[drawn.award.uuid])


def test_home_lists_nothing_for_who_has_none(people, at):
    assert certificates_of(people.marisol, at) == []


def test_home_renders_with_certificates(drawn, dayle):
    response = dayle.get(reverse("home"))

    assert response.status_code == 200


def test_hr_s_menu_leads_to_awards(as_, people):
    text = as_(people.nadia).get(RECORD).content.decode()

    assert f'href="{reverse("awards")}"' in text
    assert f'href="{reverse("awards")}"' not in as_(people.dayle).get(RECORD).content.decode()
