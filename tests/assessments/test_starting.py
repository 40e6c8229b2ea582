"""Starting a quiz: one open attempt, a new draw each time, a pause after two misses."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import IntegrityError
from django.urls import reverse

from assessments.draw import PoolTooSmall
from assessments.models import Assessment, Attempt, Item
from assessments.selectors import quiz_standing
from assessments.services import attempts
from courses.models import StepProgress
from tests import cast
from tests.assessments import sitting

MINUTE = timedelta(minutes=1)


def start(enrolment, quiz, at=cast.NOW):
    return attempts.start(officer=enrolment.officer, assessment=quiz, enrolment=enrolment, at=at)


def missed(enrolment, quiz, times, at=cast.NOW):
    """So many attempts with nothing answered, handed in at `at`."""
    for _time in range(times):
        sitting.hand_in(start(enrolment, quiz, at), at=at)


# --- the form


def test_the_form_meets_the_blueprint_and_is_pinned_to_versions(attempt, quiz):
    cells = [(s.item_version.outcome_code, s.item_version.level) for s in sitting.slots(attempt)]

    assert {cell: cells.count(cell) for cell in cells} == {
        (cell["outcome"], cell["level"]): cell["count"] for cell in quiz.current_version.body["cells"]
    }
    assert attempt.assessment_version == quiz.current_version
    assert [s.number for s in sitting.slots(attempt)] == list(range(1, 13))


def test_every_option_of_an_item_is_offered_in_some_order(attempt):
    for slot in sitting.slots(attempt):
        assert sorted(slot.option_order) == [option["letter"] for option in slot.item_version.body["options"]]


def test_starting_opens_the_step(attempt, enrolment, quiz):
    assert StepProgress.objects.get(enrolment=enrolment, step=quiz.step).completed_at is None


def test_without_an_enrolment_an_attempt_stands_alone(people, quiz, at):
    attempt = attempts.start(officer=people.dayle, assessment=quiz, enrolment=None, at=at)

    assert attempt.slots.count() == 12
    assert not StepProgress.objects.filter(step=quiz.step).exists()


def test_an_edit_of_an_item_does_not_reach_a_running_attempt(attempt):
    before = sitting.slot(attempt).item_version
    item = Item.objects.get(uid=before.item_uid)
    item.stem = "Changed meanwhile?"
    item.save_revision().publish()

    assert sitting.slot(attempt).item_version == before
    assert sitting.slot(attempt).item_version.body["stem"] != "Changed meanwhile?"


# --- again


def test_starting_again_returns_the_open_attempt(attempt, enrolment, quiz):
    assert start(enrolment, quiz, cast.NOW + MINUTE) == attempt
    assert Attempt.objects.count() == 1


def test_the_ordinal_grows(enrolment, quiz):
    missed(enrolment, quiz, 2)

    assert start(enrolment, quiz, cast.NOW + 11 * MINUTE).ordinal == 3


def test_each_officer_has_an_attempt_of_their_own(attempt, people, quiz):
    other = start(cast.enrol(people.marisol, people.nadia), quiz)

    assert other != attempt
    assert other.ordinal == 1
    assert other.seed != attempt.seed


def test_a_retry_draws_items_that_the_officer_has_not_met(enrolment, quiz):
    """Every cell of the starter's bank has items for two forms."""
    first = start(enrolment, quiz)
    sitting.hand_in(first)

    second = start(enrolment, quiz)

    met = {slot.item_version.item_uid for slot in sitting.slots(first)}
    again = {slot.item_version.item_uid for slot in sitting.slots(second)}
    assert met & again == set()


def test_an_item_met_in_an_older_version_counts_as_met(enrolment, quiz):
    first = start(enrolment, quiz)
    sitting.hand_in(first)
    for slot in sitting.slots(first):
        item = Item.objects.get(uid=slot.item_version.item_uid)
        item.situation += " It is raining."
        item.save_revision().publish()

    second = start(enrolment, quiz)

    met = {slot.item_version.item_uid for slot in sitting.slots(first)}
    assert met & {slot.item_version.item_uid for slot in sitting.slots(second)} == set()


# --- refused


def test_two_misses_make_a_pause_of_ten_minutes(enrolment, quiz, at):
    missed(enrolment, quiz, 2)

    with pytest.raises(attempts.Paused) as paused:
        start(enrolment, quiz, at + 9 * MINUTE)

    assert paused.value.until == at + 10 * MINUTE
    assert Attempt.objects.count() == 2


def test_when_the_pause_is_over_a_third_attempt_starts(enrolment, quiz, at):
    missed(enrolment, quiz, 2)

    assert start(enrolment, quiz, at + 10 * MINUTE).ordinal == 3


def test_one_miss_makes_no_pause(enrolment, quiz):
    missed(enrolment, quiz, 1)

    assert start(enrolment, quiz).ordinal == 2


def test_a_quiz_that_was_never_published_cannot_start(enrolment, quiz):
    Assessment.objects.filter(pk=quiz.pk).update(current_version=None)
    quiz = Assessment.objects.get(pk=quiz.pk)

    with pytest.raises(attempts.NotPublished):
        start(enrolment, quiz)


def test_a_bank_that_is_too_small_leaves_nothing_half_started(enrolment, quiz):
    for item in Item.objects.filter(outcome__code="M4.O5"):
        item.unpublish()

    with pytest.raises(PoolTooSmall, match=r"M4\.O5 K2: 0 of 1 items"):
        start(enrolment, quiz)

    assert not Attempt.objects.exists()


def test_a_parallel_start_that_was_first_is_the_attempt_of_both(attempt, enrolment, quiz):
    """The constraint keeps one: whoever comes second gets it."""
    with patch.object(attempts, "_open_attempt", side_effect=[None, attempt]):
        assert start(enrolment, quiz) == attempt

    assert Attempt.objects.count() == 1


def test_a_collision_without_an_open_attempt_is_not_hushed_up(attempt, enrolment, quiz):
    with patch.object(attempts, "_open_attempt", return_value=None), pytest.raises(IntegrityError):
        start(enrolment, quiz)


# --- what the quiz's first page knows


def test_the_standing_names_the_open_attempt(attempt, people, quiz, at):
    standing = quiz_standing(people.dayle, quiz, at)

    assert (standing.open_attempt, standing.passed, standing.paused_until) == (attempt, None, None)


def test_the_standing_names_the_pass_and_the_pause(enrolment, people, quiz, at):
    passed = cast.sit_quiz(enrolment)
    missed(enrolment, quiz, 2)

    standing = quiz_standing(people.dayle, quiz, at)

    assert [found.ordinal for found in standing.attempts] == [3, 2, 1]
    assert standing.passed == passed
    assert standing.paused_until == at + 10 * MINUTE
    assert quiz_standing(people.dayle, quiz, at + 10 * MINUTE).paused_until is None


def test_a_quiz_without_a_version_has_an_empty_standing(people, quiz, at):
    Assessment.objects.filter(pk=quiz.pk).update(current_version=None)

    standing = quiz_standing(people.dayle, Assessment.objects.get(pk=quiz.pk), at)

    assert (standing.attempts, standing.paused_until) == ([], None)


# --- on the page


@pytest.fixture
def dayle(as_, people, sunday, enrolment):
    return as_(people.dayle)


def test_the_button_leads_to_the_first_question(dayle, quiz):
    response = dayle.post(reverse("quiz-start", args=[quiz.step.uuid]))

    attempt = Attempt.objects.get()
    assert response.url == reverse("slot", args=[attempt.uuid, 1])


def test_an_open_attempt_goes_on_at_the_first_question_not_yet_checked(dayle, attempt, quiz):
    for number in (1, 2):
        sitting.answer(attempt, sitting.right(sitting.slot(attempt, number)), number=number)
        attempts.check_slot(attempt_uuid=attempt.uuid, number=number, at=cast.NOW)

    response = dayle.post(reverse("quiz-start", args=[quiz.step.uuid]))

    assert response.url == reverse("slot", args=[attempt.uuid, 3])


def test_a_pause_is_refused_with_words_and_the_time(dayle, enrolment, quiz):
    missed(enrolment, quiz, 2)

    response = dayle.post(reverse("quiz-start", args=[quiz.step.uuid]), follow=True)

    assert response.redirect_chain == [(reverse("quiz", args=[quiz.step.uuid]), 302)]
    assert "Read the lessons below first. The next try opens at 10:40" in response.content.decode()


def test_an_empty_bank_is_explained_to_the_officer(dayle, quiz):
    for item in Item.objects.filter(outcome__code="M4.O5"):
        item.unpublish()

    response = dayle.post(reverse("quiz-start", args=[quiz.step.uuid]), follow=True)

    assert response.status_code == 200
    assert "its question bank is being filled" in response.content.decode()


def test_looking_at_the_quiz_starts_nothing(dayle, quiz):
    response = dayle.get(reverse("quiz", args=[quiz.step.uuid]))

    assert response.status_code == 200
    assert not Attempt.objects.exists()


def test_starting_needs_a_post(dayle, quiz):
    assert dayle.get(reverse("quiz-start", args=[quiz.step.uuid])).status_code == 405


def test_who_is_not_on_the_course_finds_no_quiz(as_, people, quiz):
    for name in ("quiz", "quiz-start"):
        address = reverse(name, args=[quiz.step.uuid])
        assert as_(people.marisol).post(address).status_code in (404, 405)
        assert as_(people.marisol).get(address).status_code in (404, 405)

    assert not Attempt.objects.exists()


def test_a_stranger_signs_in_first(client, quiz):
    response = client.post(reverse("quiz-start", args=[quiz.step.uuid]))

    assert response.url.startswith(reverse("account_login"))
