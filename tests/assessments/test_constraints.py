"""The database itself refuses half-true assessment rows: each constraint by a row that breaks it alone."""

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace
from uuid import UUID

import pytest

from assessments.models import AttemptScore, Item, ItemVersion, ScoringRun, SlotScore
from assessments.services import attempts
from tests import cast
from tests.assessments import sitting
from tests.assessments.refusing import constraints_of, copied, names, refusal

NEW_OP = UUID("0b6e6c1e-6f0e-4a0e-8a53-7f1f2f3f4f5f")
HOUR = timedelta(hours=1)
OTHER = {"code": "M4-900", "uid": "6f0c9a52-3d64-4a51-a1f0-1a2b3c4d5e6f"}

# Constraint, row to copy, changes that break it, changes that keep it.
BROKEN = [
    ("assessments_attempt_ordinal_once", "graded", {}, {"ordinal": 50}),
    (
        "assessments_attempt_one_open",
        "open",
        {"ordinal": 50},
        {"ordinal": 50, "state": "GRADED", "submitted_at": cast.NOW},
    ),
    (
        "assessments_attempt_submitted_at_iff_handed_in",
        "graded",
        {"ordinal": 50, "submitted_at": None},
        {"ordinal": 50, "submitted_at": None, "state": "VOID"},
    ),
    (
        "assessments_attempt_submitted_at_iff_handed_in",
        "open",
        {"ordinal": 50, "submitted_at": cast.NOW, "officer_id": "other"},
        {"ordinal": 50, "submitted_at": None, "officer_id": "other"},
    ),
    (
        "assessments_attempt_deadline_after_start",
        "graded",
        {"ordinal": 50, "deadline_at": cast.NOW},
        {"ordinal": 50, "deadline_at": cast.NOW + HOUR},
    ),
    (
        "assessments_attemptslot_number_once",
        "slot",
        {"item_version_id": "other"},
        {"item_version_id": "other", "number": 50},
    ),
    ("assessments_attemptslot_item_once", "slot", {"number": 50}, {"number": 50, "item_version_id": "other"}),
    ("assessments_responseevent_seq_once", "event", {"op_id": NEW_OP}, {"op_id": NEW_OP, "seq": 900}),
    ("assessments_responseevent_op_once", "event", {"seq": 900}, {"op_id": NEW_OP, "seq": 900}),
    (
        "assessments_responseevent_one_hand_in",
        "hand_in",
        {"op_id": NEW_OP, "seq": 900},
        {"op_id": NEW_OP, "seq": 900, "kind": "CHECK"},
    ),
    (
        "assessments_itemversion_number_once",
        "version",
        {"content_hash": "x"},
        {"content_hash": "x", "number": 50},
    ),
    ("assessments_itemversion_content_once", "version", {"number": 50}, {"content_hash": "x", "number": 50}),
    ("assessments_item_choose_at_least_one", "item", {**OTHER, "choose": 0}, OTHER),
    ("item.code", "item", {"uid": OTHER["uid"]}, OTHER),
    ("item.uid", "item", {"code": OTHER["code"]}, OTHER),
    ("assessments_assessment_quiz_has_step", "quiz", {"step_id": None}, {"step_id": None, "kind": "EXAM"}),
    ("assessment.step", "quiz", {}, {"step_id": "other"}),
    ("assessments_assessmentversion_number_once", "rules", {}, {"number": 50}),
    ("assessments_slotscore_once_a_run", "mark", {}, {"run_id": "other"}),
    (
        "assessments_slotscore_fraction_0_to_1",
        "mark",
        {"run_id": "other", "fraction": Decimal("1.1")},
        {"run_id": "other"},
    ),
    (
        "assessments_slotscore_fraction_0_to_1",
        "mark",
        {"run_id": "other", "fraction": Decimal("-0.1")},
        {"run_id": "other", "fraction": 0},
    ),
    ("assessments_attemptscore_once_a_run", "score", {}, {"run_id": "other"}),
    (
        "assessments_attemptscore_pass_iff_raw_reaches_mark",
        "score",
        {"run_id": "other", "raw": Decimal("9.9999999"), "is_pass": True},
        {"run_id": "other", "raw": Decimal("9.9999999"), "is_pass": False},
    ),
    (
        "assessments_attemptscore_pass_iff_raw_reaches_mark",
        "score",
        {"run_id": "other", "raw": Decimal(10), "is_pass": False},
        {"run_id": "other", "raw": Decimal(10), "is_pass": True},
    ),
]


@pytest.fixture
def rows(people, enrolment, quiz, lesson, at):
    """One row of each kind, and for each foreign key to change another row to point to."""
    start = {"officer": people.dayle, "assessment": quiz, "enrolment": enrolment, "at": at}
    first = attempts.start(**start)
    sitting.answer(first, sitting.right(sitting.slot(first)))
    graded = sitting.hand_in(first)
    item = Item.objects.get(code="M4-001")
    used = graded.slots.values_list("item_version_id", flat=True)
    return SimpleNamespace(
        graded=graded,
        open=attempts.start(**start),
        slot=sitting.slot(graded),
        event=graded.events.first(),
        hand_in=graded.events.get(kind="SUBMIT"),
        item=item,
        version=item.version,
        quiz=quiz,
        rules=quiz.current_version,
        mark=SlotScore.objects.filter(run=graded.current_score.run).first(),
        score=AttemptScore.objects.get(pk=graded.current_score_id),
        other={
            "officer_id": people.omar.pk,
            "item_version_id": ItemVersion.objects.exclude(pk__in=used).first().pk,
            "run_id": ScoringRun.objects.create(engine="test", at=at).pk,
            "step_id": lesson.pk,
        },
    )


def row(rows, name, changes):
    changes = {field: rows.other[field] if value == "other" else value for field, value in changes.items()}
    return copied(getattr(rows, name), **changes)


@pytest.mark.parametrize(("constraint", "name", "broken", "kept"), BROKEN, ids=[case[0] for case in BROKEN])
def test_the_database_refuses(rows, constraint, name, broken, kept):
    half_true = row(rows, name, broken)

    assert names(refusal(half_true), constraint, half_true), refusal(half_true)
    assert refusal(row(rows, name, kept)) == ""


def test_every_constraint_is_broken_once():
    assert {case[0] for case in BROKEN} == constraints_of("assessments")
