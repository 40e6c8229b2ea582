"""Handing in: marked once, one receipt, the step completed on a pass."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from assessments.models import Attempt, AttemptScore, Item, SlotScore
from assessments.selectors import misses, result_slots
from assessments.services import attempts
from courses.models import Completion, Step, StepProgress
from courses.services import moving
from learning.models import AuditEvent
from tests import cast
from tests.assessments.sitting import answer, answer_all, hand_in, right, slot, slots, wrong


@pytest.fixture
def dayle(as_, people, sunday):
    return as_(people.dayle)


def read_all_lessons(enrolment, at=cast.NOW):
    for step in Step.objects.filter(kind="LESSON", current_version__isnull=False):
        moving.complete_step(enrolment=enrolment, version=step.current_version, at=at)


def is_done(enrolment, quiz):
    return StepProgress.objects.filter(
        enrolment=enrolment, step=quiz.step, completed_at__isnull=False
    ).exists()


# --- once


def test_handing_in_marks_and_gives_a_receipt(attempt, at):
    answer_all(attempt)

    handed = hand_in(attempt)

    assert (handed.state, handed.submitted_at, handed.submit_reason) == ("GRADED", at, "officer")
    assert (handed.current_score.raw, handed.current_score.max) == (12, 12)
    assert handed.receipt
    assert all(found.locked_at == at for found in slots(handed))


def test_a_second_hand_in_returns_the_same_receipt(attempt):
    op = uuid4()
    first = hand_in(attempt, op_id=op)

    again, other = hand_in(attempt, op_id=op), hand_in(attempt, op_id=uuid4())

    assert first.receipt == again.receipt == other.receipt
    assert attempt.events.filter(kind="SUBMIT").count() == 1
    assert AttemptScore.objects.filter(attempt=attempt).count() == 1


def test_the_hand_in_is_in_the_trail(attempt, people):
    handed = hand_in(attempt)

    event = AuditEvent.objects.get(verb="attempt-handed-in")
    assert (event.actor, event.target_key) == (people.dayle, str(handed.uuid))
    assert event.payload.details == {"receipt": handed.receipt}


def test_handing_in_leaves_earlier_locks_as_they_were(attempt, at):
    answer(attempt, right(slot(attempt)))
    attempts.check_slot(attempt_uuid=attempt.uuid, number=1, at=at.replace(hour=9))

    hand_in(attempt)

    assert slot(attempt).locked_at == at.replace(hour=9)


# --- marks


@pytest.mark.parametrize(("wrong_ones", "passes"), [(0, True), (2, True), (3, False), (12, False)])
def test_ten_of_twelve_pass(enrolment, quiz, at, wrong_ones, passes):
    for code in ("M4.O1", "M4.O2", "M4.O3", "M4.O4", "M4.O5", "M4.O6"):
        only_single(code)
    attempt = attempts.start(officer=enrolment.officer, assessment=quiz, enrolment=enrolment, at=at)
    answer_all(attempt, wrong_ones=wrong_ones)

    score = hand_in(attempt).current_score

    assert (score.raw, score.pass_raw, score.is_pass) == (12 - wrong_ones, 10, passes)


def only_single(outcome):
    for item in Item.objects.filter(outcome__code=outcome, kind="MULTIPLE"):
        item.unpublish()


def test_nine_marks_and_a_large_part_of_the_tenth_do_not_pass(several):
    """Two thirds or a half of a mark: the raw marks are kept unrounded, and 10 means at least 10."""
    attempt = several.attempt
    left = [found for found in slots(attempt) if found.number != several.number][:2]
    for found in slots(attempt):
        if found.number == several.number:
            answer(attempt, right(found)[:-1], number=found.number)
        elif found not in left:
            answer(attempt, right(found), number=found.number)
    share = Decimal(len(right(several)) - 1) / len(right(several))

    score = hand_in(attempt).current_score

    assert score.raw == 9 + share.quantize(Decimal("0.0000001"))
    assert not score.is_pass


def test_partial_marks_count_towards_the_pass(several):
    attempt = several.attempt
    left = next(found for found in slots(attempt) if found.number != several.number)
    for found in slots(attempt):
        if found.number == several.number:
            answer(attempt, right(found)[:-1], number=found.number)
        elif found != left:
            answer(attempt, right(found), number=found.number)

    score = hand_in(attempt).current_score

    assert 10 < score.raw < 11
    assert score.is_pass


def test_every_slot_is_marked_against_its_pinned_version(attempt):
    """The key changes in the bank after the draw: this attempt keeps the key that it was drawn with."""
    answer_all(attempt)
    found = next(found for found in slots(attempt) if found.item_version.kind == "SINGLE")
    item = Item.objects.get(uid=found.item_version.item_uid)
    other = next(place for place, block in enumerate(item.options) if not block.value["correct"])
    for place, block in enumerate(item.options):
        block.value["correct"] = place == other
    item.save_revision().publish()

    score = hand_in(attempt).current_score

    assert score.raw == 12
    versions = {mark.item_version_id for mark in SlotScore.objects.filter(run=score.run)}
    assert versions == {found.item_version_id for found in slots(attempt)}


def test_marks_that_rest_on_public_items_say_so(attempt):
    assert hand_in(attempt).current_score.rests_on_public_items


def test_an_empty_attempt_is_marked_with_nothing(attempt):
    score = hand_in(attempt).current_score

    assert (score.raw, score.is_pass) == (0, False)
    assert SlotScore.objects.filter(run=score.run).count() == 12


# --- what follows


def test_a_pass_completes_the_step(enrolment, quiz):
    cast.sit_quiz(enrolment)

    assert is_done(enrolment, quiz)


def test_a_miss_does_not(enrolment, quiz):
    cast.sit_quiz(enrolment, wrong=12)

    assert not is_done(enrolment, quiz)


def test_a_miss_after_a_pass_takes_nothing_back(enrolment, quiz):
    cast.sit_quiz(enrolment)
    cast.sit_quiz(enrolment, wrong=12)

    assert is_done(enrolment, quiz)


def test_a_pass_without_an_enrolment_completes_nothing(people, quiz, at):
    attempt = attempts.start(officer=people.dayle, assessment=quiz, enrolment=None, at=at)
    answer_all(attempt)

    assert hand_in(attempt).current_score.is_pass
    assert not StepProgress.objects.exists()


def test_the_last_step_completes_the_module_and_owes_its_award(enrolment, jobs_of):
    read_all_lessons(enrolment)
    assert jobs_of("award") == []

    cast.sit_quiz(enrolment)

    completion = Completion.objects.get(enrolment=enrolment, module__code="M4")
    assert [job.payload for job in jobs_of("award")] == [{"completion": completion.pk}]


def test_a_second_pass_owes_nothing_more(enrolment, jobs_of):
    read_all_lessons(enrolment)
    cast.sit_quiz(enrolment)
    cast.sit_quiz(enrolment)

    assert len(jobs_of("award")) == 1


# --- the result


def test_misses_point_to_lessons_most_misses_first(enrolment):
    attempt = cast.sit_quiz(enrolment, wrong=12)
    scores = result_slots(attempt)
    expected = [mark.item_version.lesson.code for mark in scores if mark.fraction < 1]

    found = misses(scores)

    assert sum(miss.count for miss in found) == len(expected)
    assert len(found) == len(set(expected))
    assert [miss.count for miss in found] == sorted((miss.count for miss in found), reverse=True)


def test_everything_right_points_nowhere(enrolment):
    assert misses(result_slots(cast.sit_quiz(enrolment))) == []


def test_an_attempt_in_progress_has_no_marks(attempt):
    assert result_slots(attempt) == []


def test_the_result_page_shows_marks_receipt_and_lessons(dayle, enrolment):
    attempt = cast.sit_quiz(enrolment, wrong=12)

    text = dayle.get(reverse("result", args=[attempt.uuid])).content.decode()

    assert "Not yet." in text
    assert "You pass with 10 of 12." in text
    assert attempt.receipt in text
    for miss in misses(result_slots(attempt)):
        assert f'href="{miss.url}"' in text


def test_the_result_page_says_passed(dayle, enrolment):
    attempt = cast.sit_quiz(enrolment)

    assert "12 of 12. You have passed." in dayle.get(reverse("result", args=[attempt.uuid])).content.decode()


def test_after_two_misses_the_result_page_names_the_pause(dayle, enrolment):
    cast.sit_quiz(enrolment, wrong=12)
    attempt = cast.sit_quiz(enrolment, wrong=12)

    text = dayle.get(reverse("result", args=[attempt.uuid])).content.decode()

    assert "the next try opens at 10:40" in text


# --- by the page


def test_the_review_lists_what_is_unanswered_and_flagged(dayle, attempt):
    answer(attempt, right(slot(attempt, 2)), number=2)
    attempts.flag_slot(attempt_uuid=attempt.uuid, number=4, is_flagged=True)

    response = dayle.get(reverse("review", args=[attempt.uuid]))

    assert response.context["unanswered"] == [1, *range(3, 13)]
    assert response.context["flagged"] == [4]
    assert "11 questions have no answer yet:" in response.content.decode()


def test_unanswered_questions_do_not_hinder_the_hand_in(dayle, attempt):
    address = reverse("review", args=[attempt.uuid])
    response = dayle.post(address, {"op_id": dayle.get(address).context["op_id"]})

    assert response.url == reverse("result", args=[attempt.uuid])
    assert Attempt.objects.get(pk=attempt.pk).state == "GRADED"


def test_pressing_hand_in_twice_leads_to_the_same_result(dayle, attempt):
    address = reverse("review", args=[attempt.uuid])
    op_id = dayle.get(address).context["op_id"]

    urls = {dayle.post(address, {"op_id": op_id}).url for _time in range(3)}

    assert urls == {reverse("result", args=[attempt.uuid])}
    assert attempt.events.count() == 1


@pytest.mark.parametrize("op_id", ["", "x", "\x00"])
def test_a_hand_in_without_its_id_says_to_press_again(dayle, attempt, op_id):
    response = dayle.post(reverse("review", args=[attempt.uuid]), {"op_id": op_id}, follow=True)

    assert "Please press Hand in again." in response.content.decode()
    assert Attempt.objects.get(pk=attempt.pk).state == "IN_PROGRESS"


def test_a_hand_in_with_the_id_of_an_answer_is_no_error_page(dayle, attempt):
    """The page never posts one, a hostile client may: the operation is known, and it was not a hand-in."""
    op_id = uuid4()
    answer(attempt, wrong(slot(attempt)), op_id=op_id)

    response = dayle.post(reverse("review", args=[attempt.uuid]), {"op_id": op_id})

    assert response.status_code in (302, 400)


def test_before_hand_in_the_result_leads_to_the_review(dayle, attempt):
    assert dayle.get(reverse("result", args=[attempt.uuid])).url == reverse("review", args=[attempt.uuid])


def test_after_hand_in_every_page_leads_to_the_result(dayle, attempt):
    hand_in(attempt)
    result = reverse("result", args=[attempt.uuid])

    assert dayle.get(reverse("review", args=[attempt.uuid])).url == result
    assert dayle.get(reverse("slot", args=[attempt.uuid, 1])).url == result
