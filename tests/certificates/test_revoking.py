"""Withdrawing an award: for good, with a reason for HR, at once for strangers."""

from datetime import timedelta

import pytest
from django.urls import reverse

from certificates import selectors
from certificates.models import Award, AwardEvent
from certificates.services import awarding
from certificates.status import Status
from learning.models import AuditEvent, Job
from tests import cast
from tests.certificates import office

HOUR = timedelta(hours=1)


def revoke(award, by, reason="The quiz was sat by somebody else.", at=cast.NOW + HOUR):
    awarding.revoke(award=award, reason=reason, by=by, at=at)


def status_of(award):
    return selectors.award_status(Award.objects.get(pk=award.pk), cast.NOW.date())


def test_who_when_and_why_are_kept(award, people):
    revoke(award, people.omar, reason="  The quiz was sat by somebody else. ")

    event = award.events.get(kind="REVOKED")
    assert (event.by, event.at) == (people.omar, cast.NOW + HOUR)
    assert event.reason == "The quiz was sat by somebody else."
    assert AuditEvent.objects.get(verb="award-revoked").actor == people.omar


def test_the_status_changes_at_once(award, people):
    assert status_of(award) is Status.VALID

    revoke(award, people.omar)

    assert status_of(award) is Status.REVOKED


def test_a_second_withdrawal_changes_nothing(award, people):
    revoke(award, people.omar)
    before = Award.objects.filter(pk=award.pk).values().get()

    revoke(award, people.nadia, reason="Another reason.", at=cast.NOW + 2 * HOUR)

    assert Award.objects.filter(pk=award.pk).values().get() == before
    assert award.events.get(kind="REVOKED").by == people.omar
    assert Job.objects.filter(key__startswith="mail:revoked").count() == 1
    assert AuditEvent.objects.filter(verb="award-revoked").count() == 1


@pytest.mark.parametrize("reason", ["", "   ", "\n\t"])
def test_a_reason_is_needed(award, people, reason):
    with pytest.raises(awarding.Refusal, match="Say why"):
        revoke(award, people.omar, reason=reason)

    assert status_of(award) is Status.VALID
    assert not AwardEvent.objects.filter(kind="REVOKED").exists()


def test_nobody_withdraws_their_own(award, people):
    with pytest.raises(awarding.Refusal, match="Nobody decides about their own"):
        revoke(award, people.dayle)

    assert status_of(award) is Status.VALID


def test_a_mail_is_owed_without_the_reason(award, people):
    revoke(award, people.omar)

    job = Job.objects.get(key=f"mail:revoked:{award.uuid}")
    assert job.payload["to"] == people.dayle.pk
    assert "somebody else" not in str(job.payload)


def test_a_revoked_award_keeps_the_officer_from_a_second_one(award, people):
    """A new decision is a new cycle, not another award of the same one."""
    revoke(award, people.omar)

    again, is_new = awarding.confirm_one(
        officer=people.dayle, scheme=cast.short_certificate(), by=people.nadia, at=cast.NOW + 2 * HOUR
    )

    assert (again, is_new) == (award, False)
    assert selectors.candidates(cast.short_certificate()) == []


# --- on the page


@pytest.fixture
def omar(as_, people):
    return as_(people.omar)


def post(client, award, **fields):
    return client.post(reverse("award", args=[award.uuid]), fields)


def test_hr_withdraws_on_the_page_and_strangers_see_it_at_once(award, omar):
    response = post(omar, award, reason="Issued in error.", sure="on")

    assert response.url == reverse("award", args=[award.uuid])
    page = omar.get(response.url).content.decode()
    assert "The certificate is withdrawn." in page
    assert "Issued in error." in page
    assert "Withdraw this certificate" not in page
    assert "Revoked" in office.check(office.document_of(award).code).content.decode()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"sure": "on"}, "Say why: the reason is kept with the award."),
        ({"reason": "   ", "sure": "on"}, "Say why: the reason is kept with the award."),
        ({"reason": "Issued in error."}, "Tick the box: a withdrawal cannot be undone."),
        ({"reason": "x" * 1001, "sure": "on"}, "1000"),
    ],
)
def test_a_half_filled_form_withdraws_nothing(award, omar, fields, words):
    response = post(omar, award, **fields)

    assert response.status_code == 400
    assert words in response.content.decode()
    assert status_of(award) is Status.VALID


def test_withdrawing_twice_on_the_page_is_no_error(award, omar):
    post(omar, award, reason="Issued in error.", sure="on")

    response = post(omar, award, reason="Again.", sure="on")

    assert response.status_code == 302
    assert award.events.filter(kind="REVOKED").count() == 1


def test_one_s_own_certificate_is_refused_with_words(as_, people):
    office.ready(people.omar, people.nadia)
    award = cast.confirmed(people.omar, people.nadia)

    response = post(as_(people.omar), award, reason="A mistake.", sure="on")

    assert response.status_code == 400
    assert "Nobody decides about their own certificate." in response.content.decode()
    assert status_of(award) is not Status.REVOKED


def test_without_the_role_there_is_no_such_page(award, as_, people):
    for name in ("dayle", "marisol", "imogen", "bastian", "petra"):
        response = post(as_(getattr(people, name)), award, reason="Mine now.", sure="on")
        assert response.status_code == 404

    assert status_of(award) is Status.VALID
