"""Many at once, one row each. Every race has its control: with the guard removed, it goes red."""

import threading
from uuid import uuid4

import pytest

from assessments.models import Attempt, AttemptScore, ResponseEvent
from assessments.services import attempts
from certificates.models import Award, Document
from certificates.services import awarding
from learning import ledger
from learning.models import Job
from tests import cast
from tests.races.conftest import together, without

pytestmark = pytest.mark.race


def errors(results):
    return [result for result in results if isinstance(result, Exception)]


def start_together(officer, enrolment):
    quiz = cast.the_quiz()
    return together(
        lambda: attempts.start(officer=officer, assessment=quiz, enrolment=enrolment, at=cast.NOW), 20
    )


@pytest.fixture
def enrolled(committed):
    officer, hr = cast.person("Race Officer"), cast.person("Race Verifier", "VERIFIER")
    return officer, hr, cast.enrol(officer, hr)


def test_20_parallel_starts_make_one_attempt(enrolled):
    officer, _hr, enrolment = enrolled

    results = start_together(officer, enrolment)

    assert errors(results) == []
    assert len({attempt.pk for attempt in results}) == 1
    assert Attempt.objects.filter(officer=officer).count() == 1


def test_the_constraint_alone_keeps_one_attempt(enrolled, monkeypatch):
    officer, _hr, enrolment = enrolled
    real, mine = attempts._open_attempt, threading.local()

    def blind_at_first(*args):  # each thread's check sees nothing; only its look after the refusal is real
        looked, mine.looked = getattr(mine, "looked", False), True
        return real(*args) if looked else None

    monkeypatch.setattr(attempts, "_open_attempt", blind_at_first)
    results = start_together(officer, enrolment)

    assert errors(results) == []
    assert Attempt.objects.filter(officer=officer).count() == 1


def test_control_without_the_guards_starts_double(restored, enrolled, monkeypatch):
    officer, _hr, enrolment = enrolled
    monkeypatch.setattr(attempts, "_open_attempt", lambda *_: None)

    with (
        without(Attempt, "assessments_attempt_one_open"),
        without(Attempt, "assessments_attempt_ordinal_once"),
    ):
        start_together(officer, enrolment)

    assert Attempt.objects.filter(officer=officer).count() > 1


def hand_in_together(attempt):
    return together(lambda: attempts.hand_in(attempt_uuid=attempt.uuid, op_id=uuid4(), at=cast.NOW), 20)


def test_20_parallel_hand_ins_make_one_result(enrolled):
    officer, _hr, enrolment = enrolled
    attempt = attempts.start(officer=officer, assessment=cast.the_quiz(), enrolment=enrolment, at=cast.NOW)

    results = hand_in_together(attempt)

    assert errors(results) == []
    assert len({done.receipt for done in results}) == 1
    assert ResponseEvent.objects.filter(attempt=attempt, kind="SUBMIT").count() == 1
    assert AttemptScore.objects.filter(attempt=attempt).count() == 1


def test_the_constraint_alone_keeps_one_hand_in(enrolled, monkeypatch):
    officer, _hr, enrolment = enrolled
    attempt = attempts.start(officer=officer, assessment=cast.the_quiz(), enrolment=enrolment, at=cast.NOW)
    monkeypatch.setattr(attempts, "_is_open", lambda _attempt: True)

    hand_in_together(attempt)

    assert ResponseEvent.objects.filter(attempt=attempt, kind="SUBMIT").count() == 1
    assert AttemptScore.objects.filter(attempt=attempt).count() == 1


def test_control_without_the_guards_hand_ins_double(restored, enrolled, monkeypatch):
    officer, _hr, enrolment = enrolled
    attempt = attempts.start(officer=officer, assessment=cast.the_quiz(), enrolment=enrolment, at=cast.NOW)
    monkeypatch.setattr(attempts, "_is_open", lambda _attempt: True)

    with without(ResponseEvent, "assessments_responseevent_one_hand_in"):
        ledger.uninstall()  # the receipt's trigger is a third guard
        hand_in_together(attempt)

    assert AttemptScore.objects.filter(attempt=attempt).count() > 1


def confirm_together(officer, hr):
    scheme = cast.short_certificate()
    return together(lambda: awarding.confirm_one(officer=officer, scheme=scheme, by=hr, at=cast.NOW), 8)


@pytest.fixture
def finished(committed):
    officer, hr = cast.person("Race Candidate"), cast.person("Race Verifier", "VERIFIER")
    cast.finish(officer, hr)
    return officer, hr


def test_8_parallel_confirmations_give_one_award(finished):
    officer, hr = finished

    results = confirm_together(officer, hr)

    assert errors(results) == []
    assert sum(is_new for _award, is_new in results) == 1
    awards = Award.objects.filter(officer=officer, scheme__code="SC-M4")
    assert awards.count() == 1
    assert Document.objects.filter(award__in=awards).count() == 1
    assert Job.objects.filter(key=f"draw:{awards.get().documents.get().pk}").count() == 1


def test_numbers_stay_gapless_when_8_confirmations_collide(finished):
    officer, hr = finished
    others = [cast.person(f"Candidate {n}") for n in range(3)]
    for other in others:
        cast.finish(other, hr)

    confirm_together(officer, hr)
    for other in others:
        cast.confirmed(other, hr)

    numbers = sorted(Award.objects.filter(scheme__code="SC-M4").values_list("number", flat=True))
    assert [int(number[-6:]) for number in numbers] == list(range(1, len(numbers) + 1))


def test_control_without_the_guards_awards_double(restored, finished, monkeypatch):
    officer, hr = finished
    monkeypatch.setattr(awarding, "known_award", lambda *_: None)

    with without(Award, "certificates_award_once_a_cycle"):
        confirm_together(officer, hr)

    assert Award.objects.filter(officer=officer, scheme__code="SC-M4").count() > 1
