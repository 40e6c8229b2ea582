"""Mail: owed with the deed, sent by the worker, once, to those who can read it."""

from datetime import timedelta
from email import message_from_bytes

import pytest
from django.core import mail as post
from django.core.mail import EmailMultiAlternatives
from django.utils.translation import activate, get_language

from learning import tasks
from learning.models import Brand, Job, User
from learning.services import mail


def owe(person, at, key="k", **facts):
    facts = {"course": "Serving the Public", "due": "", "url": "http://testserver/", **facts}
    mail.owe(to=person, template="enrolled", key=key, at=at, **facts)


def test_nothing_is_sent_inside_the_request(people, at):
    owe(people.dayle, at)

    assert post.outbox == []
    assert Job.objects.filter(kind="send-mail", done_at=None).count() == 1


def test_the_worker_sends_it_with_words_and_html(people, at, run_jobs):
    owe(people.dayle, at, due="Monday 30 November 2026")

    run_jobs()

    (letter,) = post.outbox
    assert letter.to == [people.dayle.email]
    assert letter.subject == "You are on Serving the Public, due Monday 30 November 2026"
    assert "Good day, Officer Dayle." in letter.body
    assert "http://testserver/" in letter.body
    assert [kind for _html, kind in letter.alternatives] == ["text/html"]


def test_a_second_delivery_sends_nothing(people, at, run_jobs):
    owe(people.dayle, at)
    run_jobs()

    tasks.send_mail(job_id=Job.objects.get().pk)

    assert len(post.outbox) == 1


def test_the_same_mail_is_owed_once(people, at, run_jobs):
    owe(people.dayle, at, key="same")
    owe(people.dayle, at, key="same")

    assert run_jobs() == 1


def test_who_has_no_address_is_owed_no_mail(people, at):
    User.objects.filter(pk=people.dayle.pk).update(email="")
    people.dayle.refresh_from_db()

    owe(people.dayle, at)

    assert not Job.objects.exists()


def test_who_may_not_sign_in_is_owed_no_mail(people, at):
    people.dayle.is_active = False

    owe(people.dayle, at)

    assert not Job.objects.exists()


def test_a_line_break_in_a_title_does_not_break_the_subject(people, at, run_jobs):
    owe(people.dayle, at, course="Serving\r\nBcc: all@ursula.example")

    run_jobs()

    letter = message_from_bytes(post.outbox[0].message().as_bytes())
    assert letter["Subject"] == "You are on Serving Bcc: all@ursula.example"
    assert letter["Bcc"] is None


def test_signs_in_a_title_are_words_in_plain_text_and_escaped_in_html(people, at, run_jobs):
    owe(people.dayle, at, course="<b>Tact & Care</b>")

    run_jobs()

    (letter,) = post.outbox
    assert 'the course "<b>Tact & Care</b>"' in letter.body
    assert "&lt;b&gt;Tact &amp; Care&lt;/b&gt;" in letter.alternatives[0][0]


def test_the_mail_carries_the_name_of_the_house(people, at, run_jobs):
    Brand.load().save()
    Brand.objects.update(name="Harbour School")
    owe(people.dayle, at)

    run_jobs()

    assert "Harbour School" in post.outbox[0].body


def test_the_mail_speaks_the_language_of_its_reader(people, at):
    User.objects.filter(pk=people.dayle.pk).update(language="de")
    activate("en-gb")
    facts = {"course": "Serving the Public", "due": "", "url": "http://testserver/"}

    mail.send(to=people.dayle.pk, template="enrolled", facts=facts)

    assert get_language() == "en-gb"
    assert len(post.outbox) == 1


@pytest.mark.parametrize("template", ["enrolled", "awarded", "revoked"])
def test_every_mail_is_plain_first_without_pictures_or_tracking(people, template):
    facts = {"course": "C", "title": "T", "due": "", "until": "", "url": "http://testserver/x"}

    mail.send(to=people.dayle.pk, template=template, facts=facts)

    html = post.outbox[0].alternatives[0][0]
    assert "<img" not in html
    assert "<script" not in html
    assert post.outbox[0].body.strip()


# Mail that allauth and Wagtail write


@pytest.fixture
def in_request(settings):
    """What a request sends is owed, as in every installation. Tests would catch it otherwise."""
    settings.EMAIL_BACKEND = "learning.outgoing.OwedMail"


def letter(**fields):
    made = EmailMultiAlternatives(
        "Choose a new password",
        "https://testserver/secret-link",
        "Lantern <lantern@testserver>",
        ["dayle@ursula.example"],
        headers={"Auto-Submitted": "auto-generated"},
        **fields,
    )
    made.attach_alternative("<p>https://testserver/secret-link</p>", "text/html")
    return made


def test_a_request_never_waits_for_the_mail_server(in_request, people, client):
    client.post("/account/password/reset/", {"email": people.dayle.email})

    assert post.outbox == []
    assert Job.objects.filter(kind="post", done_at=None).count() == 1


def test_the_worker_sends_what_a_request_wrote_word_for_word(in_request, db, run_jobs):
    assert letter().send() == 1

    run_jobs()

    (sent,) = post.outbox
    assert (sent.subject, sent.body, sent.to, sent.from_email) == (
        "Choose a new password",
        "https://testserver/secret-link",
        ["dayle@ursula.example"],
        "Lantern <lantern@testserver>",
    )
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"
    assert [(html, kind) for html, kind in sent.alternatives] == [
        ("<p>https://testserver/secret-link</p>", "text/html")
    ]


def test_a_mail_that_was_sent_is_forgotten(in_request, db, run_jobs):
    """It may have held a link that lets its reader in."""
    letter().send()

    run_jobs()

    job = Job.objects.get(kind="post")
    assert job.done_at is not None
    assert job.payload == {}


def test_a_mail_that_could_not_be_sent_is_kept_for_the_next_try(
    in_request, db, at, monkeypatch, clock, run_jobs
):
    def refuse(*args, **kwargs):
        raise ConnectionRefusedError("no mail server")

    letter().send()
    job = Job.objects.get(kind="post")
    with monkeypatch.context() as broken:
        broken.setattr(mail, "send_packed", refuse)
        with pytest.raises(ConnectionRefusedError):
            tasks.post(job_id=job.pk)
    clock.shift(timedelta(minutes=1))

    run_jobs()

    assert len(post.outbox) == 1


def test_a_second_delivery_of_such_a_mail_sends_nothing(in_request, db, run_jobs):
    letter().send()
    run_jobs()

    tasks.post(job_id=Job.objects.get(kind="post").pk)

    assert len(post.outbox) == 1


def test_two_equal_mails_are_two_mails(in_request, db, run_jobs):
    letter().send()
    letter().send()

    assert run_jobs() == 2
