"""Check: the slot locks, and only then may its key and its reasons leave the server."""

import pytest
from django.urls import reverse

from assessments.models import AttemptSlot, ItemVersion
from assessments.selectors import slot_view, verdict
from assessments.services import attempts
from learning import ledger
from tests import cast
from tests.assessments import sitting
from tests.assessments.sitting import answer, post_slot, right, save, slot, without_tokens, wrong

NUMBERS = range(1, 13)
pytestmark = pytest.mark.usefixtures("sunday")


@pytest.fixture
def dayle(as_, people):
    return as_(people.dayle)


def check(attempt, number=1, at=cast.NOW):
    attempts.check_slot(attempt_uuid=attempt.uuid, number=number, at=at)


def page(client, attempt, number):
    response = client.get(reverse("slot", args=[attempt.uuid, number]))
    assert response.status_code == 200
    return response


# --- the lock


def test_check_locks_the_slot_and_is_kept_as_an_event(attempt, at):
    answer(attempt, right(slot(attempt)))

    check(attempt)

    assert (slot(attempt).checked_at, slot(attempt).locked_at) == (at, at)
    event = attempt.events.last()
    assert (event.kind, event.slot_number, event.base_rev, event.outcome) == ("CHECK", 1, 1, "APPLIED")


def test_a_second_check_changes_nothing(attempt):
    answer(attempt, right(slot(attempt)))
    check(attempt)
    before = sitting.evidence(attempt)

    check(attempt, at=cast.NOW.replace(hour=20))

    assert sitting.evidence(attempt) == before
    assert slot(attempt).checked_at == cast.NOW


def test_an_empty_slot_is_not_checked(attempt):
    with pytest.raises(attempts.NothingToCheck):
        check(attempt)

    assert slot(attempt).checked_at is None
    assert sitting.evidence(attempt).events == 0


def test_check_needs_the_full_number_of_answers(several):
    answer(several.attempt, right(several)[:-1], number=several.number)

    with pytest.raises(attempts.NothingToCheck):
        check(several.attempt, several.number)

    answer(several.attempt, right(several), number=several.number)
    check(several.attempt, several.number)
    assert slot(several.attempt, several.number).checked_at


def test_an_answer_taken_back_is_not_checked(attempt):
    answer(attempt, right(slot(attempt)))
    answer(attempt, [])

    with pytest.raises(attempts.NothingToCheck):
        check(attempt)


def test_after_hand_in_nothing_is_checked(attempt):
    answer(attempt, right(slot(attempt)))
    sitting.hand_in(attempt)

    check(attempt)

    assert slot(attempt).checked_at is None


def test_a_slot_that_is_not_there_is_not_checked(attempt):
    with pytest.raises(AttemptSlot.DoesNotExist):
        check(attempt, 13)


# --- what the page may show


def test_before_check_a_slot_shows_neither_key_nor_reason(attempt):
    answer(attempt, right(slot(attempt)))

    view = slot_view(slot(attempt))

    assert {option.is_right for option in view.options} == {None}
    assert {option.why for option in view.options} == {""}
    assert (view.verdict, view.lesson, view.is_checked) == ("", None, False)
    assert {option.letter for option in view.options if option.is_chosen} == set(right(slot(attempt)))


def test_after_check_it_shows_them_in_the_officer_s_order(attempt):
    answer(attempt, wrong(slot(attempt)))
    check(attempt)

    view = slot_view(slot(attempt))

    assert [option.letter for option in view.options] == slot(attempt).option_order
    assert {option.letter for option in view.options if option.is_right} == slot(attempt).item_version.key()
    assert all(option.why for option in view.options)
    assert view.lesson == slot(attempt).item_version.lesson


def test_the_verdict_is_the_rule_that_marks(several):
    others = [letter for letter in several.option_order if letter not in right(several)]

    for letters, word in [
        (right(several), "RIGHT"),
        (right(several)[:1], "PARTLY"),
        (others[:1], "NOT_YET"),
        (None, "NOT_YET"),
    ]:
        several.answer = letters
        assert verdict(several) == word


def test_the_page_shows_the_verdict_and_every_reason(dayle, attempt):
    answer(attempt, right(slot(attempt)))

    post_slot(dayle, attempt, 1, "check", answer=right(slot(attempt)))

    text = without_tokens(page(dayle, attempt, 1).content)
    assert "Right" in text
    assert all(why in text for why in sitting.whys(slot(attempt).item_version))


def test_a_wrong_answer_gets_a_kind_word_and_the_lesson(dayle, attempt):
    post_slot(dayle, attempt, 1, "check", answer=wrong(slot(attempt)))

    text = without_tokens(page(dayle, attempt, 1).content)
    assert slot(attempt).checked_at
    assert "Wrong" not in text
    assert reverse("lesson", args=[slot(attempt).item_version.lesson.uuid]) in text


def test_check_without_an_answer_says_what_to_do(dayle, attempt):
    response = dayle.post(reverse("slot", args=[attempt.uuid, 1]), {"go": "check"}, follow=True)

    assert "Choose your answer first, then press Check." in response.content.decode()
    assert slot(attempt).checked_at is None


def test_what_is_checked_can_no_longer_be_chosen(dayle, attempt):
    answer(attempt, right(slot(attempt)))
    check(attempt)

    text = page(dayle, attempt, 1).content.decode()

    assert 'name="answer"' not in text


# --- nothing leaks


def leaks(text, version):
    """What of an item's key or reasons stands in a text. Situations, stems and options may themselves say correct."""
    found = [why for why in sitting.whys(version) if why in text]
    for words in sorted(filter(None, shown_words()), key=len, reverse=True):
        text = text.replace(words, "")
    marks = ("correct", "is_right", "opt--right", "opt__why", "verdict")
    return found + [mark for mark in marks if mark in text]


def shown_words():
    """Every word of the bank that officers see before Check."""
    for version in ItemVersion.objects.all():
        body = version.body
        yield from (body["situation"], body["said"], body["stem"])
        yield from (option["text"] for option in body["options"])


@pytest.mark.parametrize("answered", [False, True])
def test_before_check_no_page_of_any_slot_holds_key_or_reason(dayle, attempt, answered):
    if answered:
        sitting.answer_all(attempt, wrong_ones=4)

    for number in NUMBERS:
        text = without_tokens(page(dayle, attempt, number).content)
        assert leaks(text, slot(attempt, number).item_version) == []


def test_no_answer_of_a_save_holds_key_or_reason(attempt):
    for number in NUMBERS:
        version = slot(attempt, number).item_version
        answers = [
            save(attempt, number=number),
            save(attempt, number=number, answer=wrong(slot(attempt, number)), base_rev=1),
            save(attempt, number=number, answer=["z"]),
        ]
        assert [leaks(told.content.decode(), version) for told in answers] == [[], [], []]


def test_neither_review_nor_result_holds_key_or_reason(dayle, attempt):
    sitting.answer_all(attempt, wrong_ones=4)
    texts = [without_tokens(dayle.get(reverse("review", args=[attempt.uuid])).content)]
    sitting.hand_in(attempt)
    texts.append(without_tokens(dayle.get(reverse("result", args=[attempt.uuid])).content))

    for found in sitting.slots(attempt):
        assert [leaks(text, found.item_version) for text in texts] == [[], []]


def test_after_check_only_that_slot_s_reasons_are_shown(dayle, attempt):
    post_slot(dayle, attempt, 5, "check", answer=right(slot(attempt, 5)))
    checked = sitting.whys(slot(attempt, 5).item_version)

    for number in NUMBERS:
        text = without_tokens(page(dayle, attempt, number).content)
        shown = [why for why in checked if why in text]
        assert shown == (checked if number == 5 else [])
        assert bool(leaks(text, slot(attempt, number).item_version)) is (number == 5)


def test_an_unchecked_page_would_be_the_same_with_another_key(dayle, attempt):
    """Nothing on it, not even an order or a class, depends on what is right."""
    sitting.answer_all(attempt)
    before = {number: without_tokens(page(dayle, attempt, number).content) for number in NUMBERS}
    for found in sitting.slots(attempt):
        turned = [
            {**option, "correct": not option["correct"], "why": "Because."}
            for option in found.item_version.body["options"]
        ]
        with ledger.gate_open():
            ItemVersion.objects.filter(pk=found.item_version_id).update(
                body={**found.item_version.body, "options": turned}
            )

    after = {number: without_tokens(page(dayle, attempt, number).content) for number in NUMBERS}

    assert after == before


def test_another_officer_gets_no_reasons_by_asking(as_, people, attempt):
    answer(attempt, right(slot(attempt)))
    check(attempt)

    response = as_(people.marisol).get(reverse("slot", args=[attempt.uuid, 1]))

    assert response.status_code == 404
    assert leaks(response.content.decode(), slot(attempt).item_version) == []
