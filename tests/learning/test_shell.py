"""What every page carries, and the small pages around everything."""

import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import DatabaseError, connection
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from courses.models import Step
from learning.context_processors import navigation
from learning.templatetags.lantern import lookup, moment
from tests import cast


def alike(response):
    """A page without its token and its own address, which differ wherever a page is."""
    body = re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", response.content)
    return body.replace(response.request["PATH_INFO"].encode(), b"here")


# Headers


@pytest.mark.parametrize("path", ["/", "/learn/", "/account/login/", "/catalogue/", "/verify/", "/nowhere/"])
def test_no_page_may_run_or_show_what_is_not_ours(people, as_, path):
    policy = as_(people.dayle).get(path)["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "script-src 'self';" in f"{policy};"
    assert "unsafe" not in policy
    assert "*" not in policy


@pytest.mark.parametrize("path", ["/", "/learn/", "/account/login/", "/catalogue/", "/healthz"])
def test_no_page_may_use_camera_place_or_microphone(people, as_, path):
    response = as_(people.dayle).get(path)

    assert response["Permissions-Policy"] == "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/", "/learn/", "/my/", "/nowhere/"])
def test_pages_of_a_signed_in_person_are_never_stored(people, as_, path):
    response = as_(people.dayle).get(path)

    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]


def test_a_page_for_everyone_may_be_stored(client, db):
    assert client.get("/catalogue/")["Cache-Control"] == "public, max-age=60"


# Nothing here


def test_a_page_without_the_role_reads_like_a_page_that_is_not_there(people, as_):
    client = as_(people.dayle)

    closed, missing = client.get("/hr/people/"), client.get("/hr/nobody/")

    assert closed.status_code == missing.status_code == 404
    assert alike(closed) == alike(missing)


def test_a_lesson_of_others_reads_like_a_lesson_that_is_not_there(people, as_, lesson):
    client = as_(people.dayle)

    others, missing = (
        client.get(f"/learn/{uuid}/") for uuid in (lesson.uuid, "00000000-0000-4000-8000-000000000000")
    )

    assert others.status_code == missing.status_code == 404
    assert alike(others) == alike(missing)


def test_signed_out_a_closed_page_asks_to_sign_in(client, db):
    assert client.get("/hr/people/").url == "/account/login/?next=/hr/people/"


def test_a_form_that_is_too_old_says_so_in_words(people):
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.dayle)

    response = client.post("/display/", {"theme": "dark"})

    assert response.status_code == 403
    assert b"learning/lantern.css" in response.content


def test_the_page_for_our_own_mistakes_needs_nothing_to_work():
    assert "<h1>" in render_to_string("500.html")


# Light and dark


def test_the_choice_of_light_or_dark_is_kept_on_the_device(client, db):
    response = client.post("/display/", {"theme": "dark", "next": "/catalogue/"})

    cookie = response.cookies["theme"]
    assert (response.status_code, response.url) == (302, "/catalogue/")
    assert (cookie.value, cookie["max-age"], cookie["samesite"]) == ("dark", 31536000, "Lax")
    assert cookie["httponly"]


def test_the_next_page_is_dark(client, db):
    client.post("/display/", {"theme": "dark", "next": "/"})

    assert b'data-theme="dark"' in client.get("/account/login/").content


@pytest.mark.parametrize("theme", ["neon", '"><script>', "dark;light"])
def test_an_unknown_choice_means_as_my_device(client, db, theme):
    client.post("/display/", {"theme": theme})

    assert client.cookies["theme"].value == ""


def test_a_cookie_from_elsewhere_chooses_nothing(client, db):
    client.cookies["theme"] = "neon"

    assert b"data-theme" not in client.get("/account/login/").content


@pytest.mark.parametrize(
    "next_", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "", "\\\\evil"]
)
def test_the_choice_leads_to_no_other_site(client, db, next_):
    assert client.post("/display/", {"theme": "dark", "next": next_}).url == "/"


def test_looking_at_the_choice_changes_nothing(client, db):
    assert client.get("/display/").status_code == 405


# Navigation


def request_of(person, path="/"):
    request = RequestFactory().get(path)
    request.user = person
    return request


@pytest.mark.parametrize(
    ("name", "staff"),
    [
        ("dayle", []),
        ("imogen", ["Editor"]),
        ("nadia", ["People", "Awards", "Verify"]),
        ("petra", ["Outbox"]),
    ],
)
def test_everyone_sees_the_staff_pages_of_their_roles(people, name, staff):
    links = navigation(request_of(getattr(people, name)))

    assert [link["label"] for link in links["staff_items"]] == staff
    assert [link["label"] for link in links["nav_items"]] == ["Home", "Learn", "My record"]


def test_the_link_of_this_page_is_marked(people):
    links = navigation(request_of(people.dayle, "/learn/"))["nav_items"]

    assert [link["label"] for link in links if link["is_current"]] == ["Learn"]


def test_a_request_without_a_person_has_no_navigation():
    assert navigation(RequestFactory().get("/"))["nav_items"] == []


# Outbox


@pytest.fixture
def outbox(settings, tmp_path):
    """A machine that keeps its mail in a folder."""
    settings.LANTERN_OUTBOX = settings.EMAIL_FILE_PATH = str(tmp_path)
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    return tmp_path


def send(subject, text="Good day.\n--\nLantern"):
    letter = EmailMultiAlternatives(subject, text, to=["dayle@ursula.example"])
    letter.attach_alternative("<p>Good day</p>", "text/html")
    letter.send()


def test_the_administrator_reads_what_would_have_been_sent(people, as_, outbox):
    send("You are on Serving the Public", "Good day, Łucja.\nhttp://testserver/")

    page = as_(people.petra).get("/outbox/").content.decode()

    assert "You are on Serving the Public" in page
    assert "To dayle@ursula.example" in page
    assert "Good day, Łucja." in page
    assert '<a href="http://testserver/"' in page


def test_the_latest_mail_comes_first(people, as_, outbox, clock):
    send("First")
    (first,) = outbox.glob("*.log")
    os.utime(first, (1, 1))
    clock.shift(timedelta(seconds=1))
    send("Second")

    page = as_(people.petra).get("/outbox/").content.decode()

    assert page.index("Second") < page.index("First")


def test_mails_that_were_sent_in_one_go_are_all_shown(people, as_, outbox):
    """Django keeps them in one file, as it does mails of the same second by chance."""
    letters = [
        EmailMultiAlternatives(f"Mail {n}", f"Good day {n}.", to=["a@ursula.example"]) for n in (1, 2, 3)
    ]
    mail.get_connection().send_messages(letters)
    assert len(list(outbox.glob("*.log"))) == 1

    page = as_(people.petra).get("/outbox/").content.decode()

    assert [n for n in (1, 2, 3) if f"Mail {n}" in page and f"Good day {n}." in page] == [1, 2, 3]


def test_an_empty_outbox_says_so(people, as_, outbox):
    assert "No mail yet" in as_(people.petra).get("/outbox/").content.decode()


def test_html_in_a_mail_is_shown_and_not_obeyed(people, as_, outbox):
    send("<script>alert(1)</script>", "<script>alert(2)</script>")

    page = as_(people.petra).get("/outbox/").content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(2)" in page


@pytest.mark.parametrize("name", ["dayle", "imogen", "nadia"])
def test_nobody_else_reads_the_outbox(people, as_, outbox, name):
    assert as_(getattr(people, name)).get("/outbox/").status_code == 404


def test_where_mail_is_really_sent_there_is_no_outbox(people, as_):
    assert as_(people.petra).get("/outbox/").status_code == 404


# Small things


def test_the_process_is_well_while_its_database_answers(client, db):
    response = client.get("/healthz")

    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert not response.cookies


@pytest.mark.logs_errors
def test_the_process_is_not_well_without_its_database(client, db, monkeypatch):
    def gone():
        raise DatabaseError("gone")

    with monkeypatch.context() as broken:
        broken.setattr(connection, "cursor", gone)
        with pytest.raises(DatabaseError):
            client.get("/healthz")


def test_a_picture_that_is_not_there_is_not_there_for_anybody(client, people, as_):
    assert client.get("/media/images/any.png").status_code == 404
    assert as_(people.dayle).get("/media/images/any.png").status_code == 404


@pytest.mark.parametrize(
    "path", ["/media/documents/any.pdf", "/media/images/../secret-key", "/media/images/..%2fsecret-key"]
)
def test_nothing_else_of_the_data_folder_is_served(people, as_, path, settings):
    (Path(settings.DATA) / "secret-key").write_text("quiet")

    assert as_(people.dayle).get(path).status_code == 404


def test_a_kept_time_is_a_time_again():
    assert moment("2026-11-22T14:30:00+00:00") == datetime(2026, 11, 22, 14, 30, tzinfo=UTC)


def test_lookup_finds_the_value_or_nothing():
    assert lookup({"a": 1}, "a") == 1
    assert lookup({"7": "x"}, 7) == "x"
    assert lookup({}, "a") is None
    assert lookup(None, "a") is None


def test_an_officer_may_be_on_a_lesson_that_others_may_not_see(people, as_, lesson):
    """The control of the test above: the 404 comes from not being enrolled."""
    cast.enrol(people.dayle, people.nadia)

    assert as_(people.dayle).get(f"/learn/{Step.objects.get(pk=lesson.pk).uuid}/").status_code == 200
