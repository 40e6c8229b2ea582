"""One door: by e-mail or staff number, closed to strangers, slow to guessers."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from learning.adapters import ClosedDoor
from learning.models import User
from tests import cast

DOOR = "/account/login/"


def knock(client, login, password=cast.PASSWORD, **extra):
    return client.post(DOOR, {"login": login, "password": password}, **extra)


def is_in(response):
    return response.status_code == 302 and response.url == "/"


def errors(response):
    return [str(error) for error in response.context["form"].non_field_errors()]


# Coming in


def test_the_door_asks_for_what_people_know(client, db):
    page = client.get(DOOR).content.decode()

    assert "Work e-mail or staff number" in page
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page


@pytest.mark.parametrize("change", [str, str.lower, str.upper, lambda words: f"  {words} "])
def test_one_signs_in_by_staff_number_in_any_case(people, client, change):
    assert is_in(knock(client, change(people.dayle.staff_number)))


@pytest.mark.parametrize("change", [str, str.upper, str.title])
def test_one_signs_in_by_address_in_any_case(people, client, change):
    assert is_in(knock(client, change(people.dayle.email)))


def test_after_the_door_comes_the_page_that_was_asked_for(people, client):
    assert client.get("/learn/").url == f"{DOOR}?next=/learn/"

    response = client.post(DOOR, {"login": people.dayle.email, "password": cast.PASSWORD, "next": "/learn/"})

    assert response.url == "/learn/"


def test_the_door_leads_to_no_other_site(people, client):
    response = client.post(
        DOOR, {"login": people.dayle.email, "password": cast.PASSWORD, "next": "https://evil.example/"}
    )

    assert is_in(response)


def test_leaving_takes_one_press(people, as_):
    client = as_(people.dayle)

    client.post("/account/logout/")

    assert client.get("/").url == f"{DOOR}?next=/"


# Staying out


def test_the_wrong_password_reads_the_same_for_a_known_and_an_unknown_number(people, client):
    known = knock(client, people.dayle.staff_number, "wrong-wrong-wrong")
    unknown = knock(client, "ZZ-9999", "wrong-wrong-wrong")

    assert known.status_code == unknown.status_code == 200
    assert errors(known) == errors(unknown) != []


def test_the_wrong_password_reads_the_same_for_a_known_and_an_unknown_address(people, client):
    known = knock(client, people.dayle.email, "wrong-wrong-wrong")
    unknown = knock(client, "nobody@ursula.example", "wrong-wrong-wrong")

    assert errors(known) == errors(unknown) != []


@pytest.mark.parametrize("password", [cast.PASSWORD, "wrong-wrong-wrong"])
def test_somebody_who_left_does_not_come_in(people, client, password):
    User.objects.filter(pk=people.dayle.pk).update(is_active=False)

    assert not is_in(knock(client, people.dayle.staff_number, password))

    assert client.get("/").url == f"{DOOR}?next=/"


def test_a_session_ends_when_its_person_leaves(people, as_):
    client = as_(people.dayle)
    assert client.get("/learn/").status_code == 200

    User.objects.filter(pk=people.dayle.pk).update(is_active=False)

    assert client.get("/learn/").url == f"{DOOR}?next=/learn/"


def test_nobody_signs_up(client, db):
    assert client.get("/account/signup/").status_code == 404
    assert ClosedDoor().is_open_for_signup(None) is False


def test_without_a_usable_password_nobody_signs_in(client, db):
    person = cast.person("No Password")
    person.set_unusable_password()
    person.save()

    assert not is_in(knock(client, person.email, ""))
    assert not is_in(knock(client, person.email, person.password))


# Guessing


def test_five_wrong_tries_stop_even_the_right_password(people, client):
    for _ in range(5):
        knock(client, people.dayle.staff_number, "wrong-wrong-wrong")

    stopped = knock(client, people.dayle.staff_number)

    assert not is_in(stopped)
    assert "Too many" in str(errors(stopped))


def test_another_spelling_of_the_same_number_counts_as_the_same(people, client):
    for _ in range(5):
        knock(client, people.dayle.staff_number.lower(), "wrong-wrong-wrong")

    assert not is_in(knock(client, people.dayle.staff_number))


def test_guessing_at_one_person_does_not_stop_another(people, client):
    for _ in range(6):
        knock(client, people.dayle.staff_number, "wrong-wrong-wrong")

    assert is_in(knock(client, people.marisol.staff_number))


def test_the_door_opens_again_after_five_minutes(people, client, clock):
    for _ in range(6):
        knock(client, people.dayle.staff_number, "wrong-wrong-wrong")

    clock.shift(timedelta(minutes=5, seconds=1))

    assert is_in(knock(client, people.dayle.staff_number))


def test_right_passwords_do_not_count_as_tries(people):
    assert all(is_in(knock(Client(), people.dayle.staff_number)) for _ in range(7))


# A new password


def test_a_forgotten_password_is_chosen_anew_by_a_link_that_works_once(people, client, run_jobs):
    client.post("/account/password/reset/", {"email": people.dayle.email.upper()})
    run_jobs()
    link = re.search(r"http://testserver(/account/password/reset/key/\S+)", mail.outbox[0].body)[1]
    form = client.get(link).url
    client.post(form, {"password1": "another-quiet-word", "password2": "another-quiet-word"})

    assert is_in(knock(Client(), people.dayle.staff_number, "another-quiet-word"))
    assert not is_in(knock(Client(), people.dayle.staff_number))
    assert Client().get(link).status_code == 200  # the page that says the link is used up


def test_asking_for_a_link_answers_the_same_for_known_and_unknown_addresses(people, client, run_jobs):
    known = client.post("/account/password/reset/", {"email": people.dayle.email})
    unknown = client.post("/account/password/reset/", {"email": "nobody@ursula.example"})

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    run_jobs()
    assert [letter.to for letter in mail.outbox] == [[people.dayle.email]]


def test_changing_the_password_ends_the_session(people, as_):
    client = as_(people.dayle)

    client.post(
        "/account/password/change/",
        {"oldpassword": cast.PASSWORD, "password1": "another-quiet-word", "password2": "another-quiet-word"},
    )

    assert client.get("/").status_code == 302
    assert is_in(knock(Client(), people.dayle.staff_number, "another-quiet-word"))


def test_a_password_with_ones_own_number_in_it_is_refused(people, as_):
    own = f"{people.dayle.staff_number}xkcdq"

    response = as_(people.dayle).post(
        "/account/password/change/", {"oldpassword": cast.PASSWORD, "password1": own, "password2": own}
    )

    assert "too similar to the staff number" in str(response.context["form"].errors)


@pytest.mark.parametrize(
    "path",
    [
        "/account/login/",
        "/account/inactive/",
        "/account/password/reset/",
        "/account/password/reset/done/",
        "/account/password/reset/key/done/",
    ],
)
def test_every_page_at_the_door_wears_our_own_look(client, db, path):
    response = client.get(path)

    assert response.status_code == 200
    assert b"learning/lantern.css" in response.content


# The editor's door


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("/cms/", "/account/login/?next=/cms/"),
        ("/cms/login/?next=/cms/pages/", "/account/login/?next=/cms/pages/"),
        ("/cms/logout/", "/account/logout/"),
        ("/cms/password_reset/", "/account/password/reset/"),
        ("/cms/password_reset/confirm/x/y/", "/account/password/reset/"),
        ("/cms/account/", "/"),
    ],
)
def test_the_editor_has_no_door_of_its_own(client, db, asked, answer):
    response = client.get(asked, follow=True)

    assert answer in [url for url, _status in response.redirect_chain]


def test_an_officer_is_told_that_the_editor_is_not_open_to_them(people, as_):
    response = as_(people.dayle).get("/cms/", follow=True)

    assert response.status_code == 403
    assert b"This page is not open to you" in response.content


@pytest.mark.parametrize("name", ["imogen", "petra"])
def test_trainers_and_administrators_come_into_the_editor(people, as_, name):
    assert as_(getattr(people, name)).get("/cms/").status_code == 200


@pytest.mark.parametrize("name", ["dayle", "nadia"])
def test_others_do_not_reach_a_page_of_the_editor(people, as_, name):
    response = as_(getattr(people, name)).get("/cms/pages/")

    assert response.status_code in {302, 403}
