"""Saving an answer: an operation that is kept, acknowledged after commit, and never overwritten."""

from uuid import uuid4

import pytest

from assessments import chain
from assessments.models import AttemptSlot, ResponseEvent
from assessments.services import attempts
from tests import cast
from tests.assessments import sitting
from tests.assessments.sitting import answer, hand_in, right, slot, wrong

OP = uuid4()


def letters_of(attempt, number=1):
    """Two different single answers to a slot that asks for one."""
    found = slot(attempt, number)
    return [found.option_order[0]], [found.option_order[1]]


@pytest.fixture
def choices(attempt):
    return letters_of(attempt)


def check(attempt, number=1):
    attempts.check_slot(attempt_uuid=attempt.uuid, number=number, at=cast.NOW)


# --- applied


def test_an_answer_is_acknowledged_with_its_revision(attempt, choices, at):
    ack = answer(attempt, choices[0], base_rev=0)

    assert ack == attempts.Ack("APPLIED", 1, choices[0], False, at)
    assert (slot(attempt).rev, slot(attempt).answer, slot(attempt).answered_at) == (1, choices[0], at)


def test_a_later_answer_takes_the_place_and_both_are_kept(attempt, choices):
    answer(attempt, choices[0], base_rev=0)
    ack = answer(attempt, choices[1], base_rev=1)

    assert (ack.rev, slot(attempt).answer) == (2, choices[1])
    assert [event.payload for event in attempt.events.all()] == [*choices]


def test_an_answer_may_be_taken_back(attempt, choices):
    answer(attempt, choices[0], base_rev=0)
    ack = answer(attempt, [], base_rev=1)

    assert (ack.outcome, ack.answer, slot(attempt).answer) == ("APPLIED", None, None)


def test_several_letters_are_kept_in_order_once_each(several):
    first, second = sorted(several.option_order)[:2]

    ack = answer(several.attempt, [second, first, second], number=several.number)

    assert ack.answer == [first, second]


def test_fewer_letters_than_asked_are_kept_too(several):
    assert answer(several.attempt, [several.option_order[0]], number=several.number).outcome == "APPLIED"


def test_slots_do_not_touch_each_other(attempt):
    answer(attempt, letters_of(attempt, 1)[0], number=1)
    answer(attempt, letters_of(attempt, 2)[0], number=2)

    assert [found.rev for found in sitting.slots(attempt)] == [1, 1, *[0] * 10]


def test_the_event_tells_where_and_how_long(attempt, choices):
    answer(attempt, choices[0], op_id=OP, elapsed_ms=4_200)

    event = attempt.events.get()
    assert (event.op_id, event.slot_number, event.base_rev, event.new_rev) == (OP, 1, 0, 1)
    assert (event.kind, event.client_elapsed_ms, event.pen_epoch) == ("ANSWER", 4_200, 1)


# --- repeated


def test_the_same_operation_again_gets_the_first_answer_again(attempt, choices, at):
    first = answer(attempt, choices[0], base_rev=0, op_id=OP)
    again = answer(attempt, choices[0], base_rev=0, op_id=OP)

    assert again == attempts.Ack("APPLIED", first.rev, first.answer, True, at)
    assert attempt.events.count() == 1


def test_an_operation_cannot_change_its_mind(attempt, choices):
    answer(attempt, choices[0], base_rev=0, op_id=OP)
    again = answer(attempt, choices[1], base_rev=1, op_id=OP)

    assert again.is_repeat
    assert slot(attempt).answer == choices[0]


def test_a_repeated_conflict_is_still_a_conflict(attempt, choices):
    answer(attempt, choices[0], base_rev=0)
    answer(attempt, choices[1], base_rev=0, op_id=OP)

    again = answer(attempt, choices[1], base_rev=0, op_id=OP)

    assert (again.outcome, again.is_repeat, again.answer) == ("CONFLICT", True, choices[0])


def test_two_officers_may_use_the_same_operation_id(attempt, people, quiz, at):
    other = attempts.start(
        officer=people.marisol, assessment=quiz, enrolment=cast.enrol(people.marisol, people.nadia), at=at
    )

    assert not answer(attempt, letters_of(attempt)[0], op_id=OP).is_repeat
    assert not answer(other, letters_of(other)[0], op_id=OP).is_repeat


def test_the_button_repeats_what_the_script_has_saved(attempt, choices):
    """Without an event of its own: nothing was changed."""
    answer(attempt, choices[0], base_rev=0)
    again = answer(attempt, choices[0], base_rev=1)

    assert (again.outcome, again.rev, again.is_repeat) == ("APPLIED", 1, True)
    assert attempt.events.count() == 1


# --- conflict


def test_a_stale_page_overwrites_nothing_but_its_answer_is_kept(attempt, choices):
    answer(attempt, choices[0], base_rev=0)
    stale = answer(attempt, choices[1], base_rev=0)

    assert (stale.outcome, stale.rev, stale.answer) == ("CONFLICT", 1, choices[0])
    assert slot(attempt).answer == choices[0]
    kept = attempt.events.get(seq=2)
    assert (kept.outcome, kept.payload, kept.new_rev) == ("CONFLICT", choices[1], None)


def test_a_blank_from_a_stale_page_cannot_erase(attempt, choices):
    answer(attempt, choices[0], base_rev=0)
    blank = answer(attempt, [], base_rev=0)

    assert blank.outcome == "CONFLICT"
    assert slot(attempt).answer == choices[0]


def test_a_revision_from_the_future_is_a_conflict(attempt, choices):
    ack = answer(attempt, choices[0], base_rev=7)

    assert (ack.outcome, ack.rev, slot(attempt).answer) == ("CONFLICT", 0, None)


# --- late


def test_after_check_an_answer_is_late_and_kept(attempt):
    answer(attempt, wrong(slot(attempt)))
    check(attempt)

    late = answer(attempt, right(slot(attempt)))

    assert (late.outcome, late.rev, late.answer) == ("LATE", 1, wrong(slot(attempt)))
    assert attempt.events.last().payload == right(slot(attempt))


def test_after_check_other_slots_stay_open(attempt):
    answer(attempt, right(slot(attempt)))
    check(attempt)

    assert answer(attempt, letters_of(attempt, 2)[0], number=2).outcome == "APPLIED"


def test_after_hand_in_an_answer_is_late_kept_and_changes_no_score(attempt, choices):
    handed = hand_in(attempt)

    late = answer(attempt, right(slot(attempt)))

    handed.refresh_from_db()
    assert (late.outcome, late.answer, slot(attempt).answer) == ("LATE", None, None)
    assert attempt.events.last().outcome == "LATE"
    assert handed.current_score.raw == 0
    assert handed.scores.count() == 1


def test_a_late_answer_leaves_the_receipt_as_it_was(attempt):
    receipt = hand_in(attempt).receipt

    answer(attempt, right(slot(attempt)))

    attempt.refresh_from_db()
    assert attempt.receipt == receipt


# --- refused


@pytest.mark.parametrize("letters", [["z"], ["h"], ["A"], [""], ["ab"], ["a", "z"], ["\x00"], ["a" * 10_000]])
def test_what_the_slot_does_not_offer_is_refused_and_nothing_is_stored(attempt, letters):
    before = sitting.evidence(attempt)

    with pytest.raises(attempts.NotAnOption):
        answer(attempt, letters)

    assert sitting.evidence(attempt) == before


def test_more_letters_than_asked_are_refused(several):
    before = sitting.evidence(several.attempt)
    too_many = several.option_order[: several.item_version.body["choose"] + 1]

    with pytest.raises(attempts.NotAnOption):
        answer(several.attempt, too_many, number=several.number)

    assert sitting.evidence(several.attempt) == before


def test_two_letters_for_a_single_choice_are_refused(attempt):
    number = next(s.number for s in sitting.slots(attempt) if s.item_version.kind == "SINGLE")

    with pytest.raises(attempts.NotAnOption):
        answer(attempt, slot(attempt, number).option_order[:2], number=number)


@pytest.mark.parametrize("number", [0, 13, 99_999, 10**30])
def test_a_slot_that_is_not_there_is_not_answered(attempt, number):
    with pytest.raises(AttemptSlot.DoesNotExist):
        answer(attempt, ["a"], number=number, base_rev=0)


# --- the trail


def test_the_chain_holds_over_all_events(attempt):
    """Answers, a repeat, a conflict, checks, the hand-in and a late one, each linked to the one before."""
    sitting.answer_all(attempt, wrong_ones=3)
    answer(attempt, wrong(slot(attempt, 5)), number=5, base_rev=0)
    check(attempt, 1)
    check(attempt, 2)
    hand_in(attempt)
    answer(attempt, [], number=1)

    head = ""
    for event in attempt.events.order_by("seq"):
        head = chain.link(head, facts_of(event))
        assert event.hash == head

    attempt.refresh_from_db()
    assert (attempt.event_seq, attempt.chain) == (17, head)
    assert [event.seq for event in attempt.events.all()] == list(range(1, 18))


def test_the_receipt_is_the_head_of_the_chain_at_hand_in(attempt):
    sitting.answer_all(attempt)

    handed = hand_in(attempt)

    assert handed.receipt == chain.receipt_of(attempt.events.get(kind="SUBMIT").hash)


def facts_of(event: ResponseEvent) -> dict:
    """What was chained, read back from the row."""
    facts = {
        "seq": event.seq,
        "op_id": event.op_id,
        "kind": event.kind,
        "received_at": event.received_at.isoformat(),
    }
    if event.kind == "CHECK":
        facts |= {"slot_number": event.slot_number, "base_rev": event.base_rev}
    if event.kind == "ANSWER":
        facts |= {
            "slot_number": event.slot_number,
            "base_rev": event.base_rev,
            "new_rev": event.new_rev,
            "outcome": event.outcome,
            "payload": event.payload,
            "client_elapsed_ms": event.client_elapsed_ms,
        }
    return facts


# --- speed


def test_saving_takes_four_statements(attempt, choices):
    sql = sitting.statements(
        lambda: attempts.save_answer(
            attempt_uuid=attempt.uuid, number=1, letters=choices[0], base_rev=0, op_id=OP, at=cast.NOW
        )
    )

    assert [words.split()[0] for words in sql] == ["SELECT", "INSERT", "UPDATE", "UPDATE"]


def test_saving_takes_four_statements_late_in_the_quiz_too(attempt):
    sitting.answer_all(attempt)
    letters = wrong(slot(attempt, 12))

    sql = sitting.statements(
        lambda: attempts.save_answer(
            attempt_uuid=attempt.uuid, number=12, letters=letters, base_rev=1, op_id=OP, at=cast.NOW
        )
    )

    assert len(sql) == 4
