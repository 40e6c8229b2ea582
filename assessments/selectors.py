"""Reading attempts. What an officer may see of an item is decided here, once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.urls import reverse

from assessments import scoring
from assessments.models import Assessment, Attempt, AttemptSlot, ItemVersion, SlotScore
from assessments.pause import pause_until
from learning.models import User


@dataclass(frozen=True)
class OptionView:
    """One option as the page may show it. Key and reason are empty until the slot is checked."""

    letter: str
    text: str
    is_said: bool
    is_chosen: bool
    is_right: bool | None
    why: str


@dataclass(frozen=True)
class SlotView:
    """One slot as the page may show it."""

    number: int
    situation: str
    said: str
    stem: str
    choose: int
    options: list[OptionView]
    rev: int
    is_checked: bool
    is_flagged: bool
    answered_at: datetime | None
    verdict: str
    lesson: Any


def slot_view(slot: AttemptSlot) -> SlotView:
    """The item without key and reasons; with them once the officer has pressed Check."""
    version: ItemVersion = slot.item_version
    by_letter = {option["letter"]: option for option in version.body["options"]}
    chosen, is_checked = set(slot.answer or ()), slot.checked_at is not None
    options = [
        OptionView(
            letter,
            by_letter[letter]["text"],
            by_letter[letter]["is_said"],
            letter in chosen,
            by_letter[letter]["correct"] if is_checked else None,
            by_letter[letter]["why"] if is_checked else "",
        )
        for letter in slot.option_order
    ]
    return SlotView(
        slot.number,
        version.body["situation"],
        version.body["said"],
        version.body["stem"],
        version.body["choose"],
        options,
        slot.rev,
        is_checked,
        slot.is_flagged,
        slot.answered_at,
        verdict(slot) if is_checked else "",
        version.lesson if is_checked else None,
    )


def verdict(slot: AttemptSlot) -> str:
    """RIGHT, PARTLY or NOT_YET, from the same rule that marks."""
    fraction = scoring.score(slot.item_version.kind, slot.item_version.key(), slot.answer)
    return "RIGHT" if fraction == 1 else "PARTLY" if fraction else "NOT_YET"


def attempt_of(officer: User, uuid: UUID) -> Attempt | None:
    """An officer's own attempt, or None. One query."""
    return (
        Attempt.objects.filter(officer=officer, uuid=uuid)
        .select_related("assessment_version", "assessment__step", "current_score")
        .first()
    )


def slot_states(attempt: Attempt) -> list[dict[str, Any]]:
    """Number, answered, checked and flagged of every slot. One query, whatever the number of items."""
    rows = attempt.slots.order_by("number").values("number", "answer", "checked_at", "is_flagged")
    return [
        {
            "number": r["number"],
            "is_answered": bool(r["answer"]),
            "is_checked": r["checked_at"] is not None,
            "is_flagged": r["is_flagged"],
        }
        for r in rows
    ]


def slot_of(attempt: Attempt, number: int) -> AttemptSlot | None:
    return attempt.slots.select_related("item_version__lesson__current_version").filter(number=number).first()


@dataclass(frozen=True)
class Miss:
    """A lesson that misses of an attempt point to."""

    title: str
    url: str
    count: int


def result_slots(attempt: Attempt) -> list[SlotScore]:
    """The marks of the attempt's current score, in the order of the slots."""
    if attempt.current_score is None:
        return []
    return list(
        SlotScore.objects.filter(run=attempt.current_score.run_id, slot__attempt=attempt)
        .select_related("slot", "item_version__lesson__current_version")
        .order_by("slot__number")
    )


def misses(scores: list[SlotScore]) -> list[Miss]:
    """The lessons to read again, most misses first."""
    found: dict[str, Miss] = {}
    for score in scores:
        lesson = score.item_version.lesson
        if score.fraction < 1 and lesson and lesson.current_version:
            before = found.get(lesson.code)
            url = reverse("lesson", args=[lesson.uuid])
            found[lesson.code] = Miss(lesson.current_version.title, url, (before.count if before else 0) + 1)
    return sorted(found.values(), key=lambda miss: -miss.count)


@dataclass(frozen=True)
class QuizStanding:
    """What the quiz's first page says: an open attempt, the best result, a pause."""

    open_attempt: Attempt | None
    attempts: list[Attempt]
    passed: Attempt | None
    paused_until: datetime | None


def quiz_standing(officer: User, assessment: Assessment, at: datetime) -> QuizStanding:
    """The officer's attempts at a quiz, latest first. One query."""
    attempts = list(
        Attempt.objects.filter(officer=officer, assessment=assessment)
        .select_related("current_score")
        .order_by("-ordinal")
    )
    open_attempt = next((a for a in attempts if a.state == Attempt.State.IN_PROGRESS), None)
    passed = next((a for a in attempts if a.current_score and a.current_score.is_pass), None)
    rules = (
        assessment.current_version.body
        if assessment.current_version
        else {"pause_after": 2, "pause_minutes": 0}
    )
    until = pause_until(attempts, rules) if not open_attempt else None
    return QuizStanding(open_attempt, attempts, passed, until if until and until > at else None)


def attempts_with_counts(officer: User) -> list[Attempt]:
    """An officer's attempts for My record, latest first."""
    return list(
        Attempt.objects.filter(officer=officer)
        .select_related("assessment_version", "current_score")
        .annotate(answered=Count("slots", filter=Q(slots__answer__isnull=False)))
        .order_by("-started_at")
    )
