"""The address that the page's script saves to: understood operations get 200, everything else changes nothing."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from assessments import scoring
from assessments.services import attempts
from assessments.views.slot import save_token
from tests import cast
from tests.assessments import sitting
from tests.assessments.sitting import right, save, slot, without_tokens, wrong

OP = "2f0e7a58-59f4-4a2b-9d4e-0c1d2e3f4a5b"
pytestmark = pytest.mark.usefixtures("sunday")


@pytest.fixture
def other(people, quiz, at):
    """Marisol's open attempt."""
    enrolment = cast.enrol(people.marisol, people.nadia)
    return attempts.start(officer=people.marisol, assessment=quiz, enrolment=enrolment, at=at)


def address(attempt, number=1):
    return reverse("slot-save", args=[attempt.uuid, number])


# --- understood


def test_an_applied_operation_is_told_field_by_field(attempt):
    response = save(attempt, op_id=OP, elapsed_ms=900)

    assert response.status_code == 200
    assert response.json() == {
        "op_id": OP,
        "outcome": "APPLIED",
        "rev": 1,
        "answer": right(slot(attempt)),
        "repeat": False,
        "saved": "10:30:00",
    }


def test_a_repeat_says_so(attempt):
    save(attempt, op_id=OP)

    assert save(attempt, op_id=OP).json() | {"answer": 0, "saved": 0} == {
        "op_id": OP,
        "outcome": "APPLIED",
        "rev": 1,
        "answer": 0,
        "repeat": True,
        "saved": 0,
    }


def test_a_conflict_gives_the_answer_that_counts(attempt):
    save(attempt)

    told = save(attempt, answer=wrong(slot(attempt))).json()

    assert (told["outcome"], told["rev"], told["answer"]) == ("CONFLICT", 1, right(slot(attempt)))


def test_a_late_answer_is_told_as_late(attempt):
    sitting.hand_in(attempt)

    told = save(attempt).json()

    assert (told["outcome"], told["rev"], told["answer"]) == ("LATE", 0, None)


def test_no_letter_at_all_takes_the_answer_back(attempt):
    save(attempt)

    told = save(attempt, answer=None, base_rev=1).json()

    assert (told["outcome"], told["answer"]) == ("APPLIED", None)


def test_saving_takes_four_statements_signed_in_or_not(attempt, as_, people):
    chosen, client = right(slot(attempt)), as_(people.dayle)

    out = sitting.statements(lambda: save(attempt, answer=chosen))
    signed_in = sitting.statements(lambda: save(attempt, client=client, base_rev=1, answer=[]))

    assert (len(out), len(signed_in)) == (4, 4)


# --- the token


def test_saving_works_after_sign_out_and_needs_no_other_token(attempt, people):
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.dayle)
    client.logout()

    assert save(attempt, client=client).status_code == 200
    assert slot(attempt).answer == right(slot(attempt))


@pytest.mark.parametrize("token", [None, "", "x", "InRoaXMi:1:2", "\x00", "é" * 2_000, "a" * 10_000])
def test_without_the_token_there_is_nothing_here(attempt, token):
    response = save(attempt, token=token)

    assert response.status_code == 404
    assert sitting.evidence(attempt).events == 0


def test_the_session_does_not_stand_for_the_token(attempt, as_, people):
    assert save(attempt, client=as_(people.dayle), token=None).status_code == 404


def test_the_token_of_another_attempt_does_not_fit(attempt, other):
    response = save(attempt, token=save_token(other.uuid))

    assert response.status_code == 404
    assert sitting.evidence(attempt).events == 0


def test_a_changed_token_does_not_fit(attempt):
    token = save_token(attempt.uuid)
    changed = token[:-1] + ("A" if token[-1] != "A" else "B")

    assert save(attempt, token=changed).status_code == 404


def test_the_token_fits_for_a_day(attempt, sunday, at):
    token = save_token(attempt.uuid)

    sunday.move_to(at + timedelta(hours=24))
    assert save(attempt, token=token).status_code == 200

    sunday.move_to(at + timedelta(hours=24, seconds=1))
    assert save(attempt, token=token, base_rev=1, answer=None).status_code == 404


def test_a_wrong_token_and_a_missing_attempt_look_alike(attempt):
    missing = Client().post(reverse("slot-save", args=[OP, 1]), {"token": "x"})

    found = save(attempt, token="x")

    assert without_tokens(found.content, attempt.uuid) == without_tokens(missing.content, OP)


# --- not understood


@pytest.mark.parametrize("op_id", [None, "", "1", "not-a-uuid", "\x00", OP + "0", "x" * 10_000])
def test_an_operation_without_its_id_is_incomplete(attempt, op_id):
    response = save(attempt, op_id=op_id)

    assert response.status_code == 400
    assert "op_id" in response.json()["fields"]
    assert sitting.evidence(attempt).events == 0


@pytest.mark.parametrize(
    "base_rev", [None, "", "x", "-1", "1.5", "0x0", "\x00", "٣x", 2**31, 2**63, 10**30, "9" * 4_000]
)
def test_a_base_that_is_no_revision_is_incomplete(attempt, base_rev):
    """2147483647 is the greatest that a row can hold."""
    response = save(attempt, base_rev=base_rev)

    assert response.status_code == 400
    assert "base_rev" in response.json()["fields"]
    assert sitting.evidence(attempt).events == 0


@pytest.mark.parametrize("elapsed_ms", ["x", -1, 2_000_000_001, 10**30])
def test_a_time_that_is_none_is_incomplete(attempt, elapsed_ms):
    assert save(attempt, elapsed_ms=elapsed_ms).status_code == 400


@pytest.mark.parametrize(
    "letters",
    [
        ["z"],
        ["A"],
        ["a", "z"],
        ["a", "b", "c", "d", "e", "f", "g", "h"],
        ["h"],
        ["\x00"],
        ["\ud83d".encode("utf-16", "surrogatepass")],
        ["<script>alert(1)</script>"],
        ["a" * 10_000],
        ["z"] * 9_000,
        [""],
    ],
)
def test_what_is_not_offered_is_refused(attempt, letters):
    response = save(attempt, answer=letters)

    assert response.status_code == 400
    assert response["Content-Type"] == "application/json"
    assert sitting.evidence(attempt).events == 0
    assert slot(attempt).answer is None


def test_nine_thousand_times_the_same_letter_is_that_letter(attempt):
    told = save(attempt, answer=right(slot(attempt))[:1] * 9_000)

    assert told.json()["answer"] == right(slot(attempt))[:1]


@pytest.mark.logs_errors
def test_more_fields_than_any_page_has_are_refused(attempt):
    assert save(attempt, answer=["a"] * 10_001).status_code == 400
    assert sitting.evidence(attempt).events == 0


def test_bytes_that_are_no_text_are_refused(attempt):
    body = b"token=%s&op_id=%s&base_rev=0&answer=%%ED%%A0%%80" % (
        save_token(attempt.uuid).encode(),
        OP.encode(),
    )

    response = Client().post(address(attempt), body, content_type="application/x-www-form-urlencoded")

    assert response.status_code == 400
    assert sitting.evidence(attempt).events == 0


def test_json_is_not_read(attempt):
    fields = {"token": save_token(attempt.uuid), "op_id": OP, "base_rev": 0, "answer": ["a"]}

    assert Client().post(address(attempt), fields, content_type="application/json").status_code == 404


@pytest.mark.parametrize("number", [0, 13, 32_768, 10**30])
def test_a_slot_that_is_not_there_is_a_missing_page(attempt, number):
    assert save(attempt, number=number, answer=["a"]).status_code == 404


@pytest.mark.parametrize("method", ["get", "head", "put", "patch", "delete", "options"])
def test_only_a_post_saves(attempt, method):
    assert getattr(Client(), method)(address(attempt)).status_code == 405


# --- what the officer cannot say


def test_scores_and_marks_in_a_post_are_not_read(attempt):
    for found in sitting.slots(attempt):
        extra = {
            "score": 1,
            "is_correct": "true",
            "max_mark": 100,
            "fraction": 1,
            "rev": 40,
            "checked_at": "x",
        }
        save(attempt, number=found.number, answer=wrong(found), **extra)

    score = sitting.hand_in(attempt).current_score

    earned = [
        scoring.score(s.item_version.kind, s.item_version.key(), s.answer) for s in sitting.slots(attempt)
    ]
    assert (score.raw, score.max, score.is_pass) == (sum(earned), 12, False)
    assert [found.rev for found in sitting.slots(attempt)] == [1] * 12
