"""The mails around a certificate: the subject is the fact, plain text first, no picture."""

import pytest
from django.core import mail

from certificates.services import awarding
from learning.models import Job, User
from tests import cast

pytestmark = pytest.mark.usefixtures("sunday")


def sent(subject):
    """The one mail with this subject."""
    found = [letter for letter in mail.outbox if letter.subject == subject]
    assert len(found) == 1, [letter.subject for letter in mail.outbox]
    return found[0]


def is_plain_first(letter):
    types = [part.get_content_type() for part in letter.message().walk()]
    html = letter.alternatives[0][0]
    return (
        types == ["multipart/alternative", "text/plain", "text/html"]
        and "<img" not in html
        and "url(" not in html
        and not letter.attachments
    )


def test_a_confirmed_certificate_is_told_with_its_end_and_its_page(award, people, run_jobs):
    assert mail.outbox == []

    run_jobs()

    letter = sent("Your certificate is here: Short Certificate")
    assert is_plain_first(letter)
    assert letter.to == [people.dayle.email]
    assert "Good day, Officer Dayle." in letter.body
    assert "Renew it before 22 November 2028." in letter.body
    assert f"http://testserver/record/{award.uuid}/" in letter.body
    assert f'href="http://testserver/record/{award.uuid}/"' in letter.alternatives[0][0]


def test_a_record_by_rule_is_told_too(candidate, run_jobs):
    run_jobs()

    letter = sent("Your certificate is here: Record of Module Completion")
    assert "It has no end date." in letter.body


def test_an_enrolment_is_told_with_its_due_day(people, run_jobs):
    cast.enrol(people.dayle, people.nadia)

    run_jobs()

    letter = sent("You are on Serving the Public, due Monday 30 November 2026")
    assert is_plain_first(letter)
    assert "http://testserver/" in letter.body


def test_a_withdrawal_is_told_without_the_reason(award, people, run_jobs, at):
    run_jobs()
    awarding.revoke(award=award, reason="Sat by a cousin.", by=people.omar, at=at)

    run_jobs()

    letter = sent("Your certificate is withdrawn: Short Certificate")
    assert is_plain_first(letter)
    assert "is withdrawn from today" in letter.body
    assert "cousin" not in letter.body + letter.alternatives[0][0]
    assert "http://testserver/record/" in letter.body


def test_confirming_twice_mails_once(award, people, run_jobs):
    cast.confirmed(people.dayle, people.omar)
    run_jobs()
    run_jobs()

    sent("Your certificate is here: Short Certificate")


def test_an_officer_without_an_address_gets_the_award_and_no_mail(candidate, people, run_jobs):
    User.objects.filter(pk=candidate.pk).update(email="")
    Job.objects.filter(kind="send-mail").delete()

    award = cast.confirmed(User.objects.get(pk=candidate.pk), people.nadia)
    run_jobs()

    assert award.number
    assert mail.outbox == []
