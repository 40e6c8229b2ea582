"""An attempt from start to hand-in. Every answer is an operation: kept, acknowledged after commit, never overwritten."""

import hashlib
import secrets
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef

from assessments import chain, draw, scoring
from assessments.models import (
    Assessment,
    Attempt,
    AttemptScore,
    AttemptSlot,
    Item,
    ResponseEvent,
    ScoringRun,
    SlotScore,
)
from assessments.pause import pause_until
from courses.models import Enrolment
from courses.services.moving import complete_step, open_step
from learning import audit
from learning.models import User

Outcome = ResponseEvent.Outcome


class NotPublished(Exception):
    """The quiz has no published version."""


class Paused(Exception):
    """Two misses in a row: a pause before the next attempt. `until` says when it ends."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"paused until {until}")
        self.until = until


class NotAnOption(Exception):
    """The answer names something that the slot does not offer, or too much of it. Nothing is stored."""


class NothingToCheck(Exception):
    """Check needs a complete answer first."""


@dataclass(frozen=True)
class Ack:
    """What the server did with an operation, after commit."""

    outcome: str
    rev: int
    answer: list[str] | None
    is_repeat: bool
    at: datetime


def start(*, officer: User, assessment: Assessment, enrolment: Enrolment | None, at: datetime) -> Attempt:
    """The officer's open attempt; a new one with a new draw if there is none. Raises NotPublished, Paused, PoolTooSmall."""
    try:
        with transaction.atomic():
            return _open_attempt(officer, assessment) or _new_attempt(officer, assessment, enrolment, at)
    except IntegrityError:  # a parallel start was first: the constraint kept one
        found = _open_attempt(officer, assessment)
        if found is None:
            raise
        return found


def _open_attempt(officer: User, assessment: Assessment) -> Attempt | None:
    return Attempt.objects.filter(
        officer=officer, assessment=assessment, state=Attempt.State.IN_PROGRESS
    ).first()


def _new_attempt(officer: User, assessment: Assessment, enrolment: Enrolment | None, at: datetime) -> Attempt:
    version = assessment.current_version
    if version is None:
        raise NotPublished
    earlier = list(
        Attempt.objects.filter(officer=officer, assessment=assessment)
        .select_related("current_score")
        .order_by("-ordinal")
    )
    until = pause_until(earlier, version.body)
    if until and until > at:
        raise Paused(until)
    seed = secrets.token_hex(16)
    form = draw.draw(version.body["cells"], _pool(version.body["cells"]), _seen(officer), seed)
    attempt = Attempt.objects.create(
        officer=officer,
        assessment=assessment,
        assessment_version=version,
        enrolment=enrolment,
        ordinal=earlier[0].ordinal + 1 if earlier else 1,
        seed=seed,
        started_at=at,
        form_hash=hashlib.sha256(repr(form).encode()).hexdigest(),
    )
    AttemptSlot.objects.bulk_create(
        AttemptSlot(
            attempt=attempt,
            number=number,
            item_version_id=slot.version_id,
            option_order=list(slot.option_order),
        )
        for number, slot in enumerate(form, start=1)
    )
    if enrolment and assessment.step:
        open_step(enrolment=enrolment, step=assessment.step, at=at)
    return attempt


def _pool(cells: list[dict[str, Any]]) -> list[draw.Candidate]:
    items = Item.objects.filter(
        live=True, version__isnull=False, outcome__code__in={cell["outcome"] for cell in cells}
    ).select_related("version")
    return [
        draw.Candidate(
            item.version.pk,
            str(item.uid),
            item.version.outcome_code,
            item.version.level,
            tuple(option["letter"] for option in item.version.body["options"]),
        )
        for item in items
        if item.version
    ]


def _seen(officer: User) -> Counter[str]:
    """How often the officer met each item, by its uid."""
    slots = AttemptSlot.objects.filter(attempt__officer=officer)
    return Counter(str(uid) for uid in slots.values_list("item_version__item_uid", flat=True))


def clean_answer(slot: AttemptSlot, letters: list[str], choose: int) -> list[str] | None:
    """The letters in order, once each; None for no answer. Raises NotAnOption."""
    chosen = sorted(set(letters))
    if not set(chosen) <= set(slot.option_order) or len(chosen) > max(choose, 1):
        raise NotAnOption(letters)
    return chosen or None


@transaction.atomic
def save_answer(
    *,
    attempt_uuid: UUID,
    number: int,
    letters: list[str],
    base_rev: int,
    op_id: UUID,
    at: datetime,
    elapsed_ms: int | None = None,
) -> Ack:
    """Store one answer operation and say what became of it. Four statements, one commit.

    The same op_id again gives the first answer again. A stale base_rev is kept as a conflict and overwrites nothing.
    Raises AttemptSlot.DoesNotExist and NotAnOption.
    """
    known = ResponseEvent.objects.filter(attempt=OuterRef("attempt"), op_id=op_id)
    slot = (
        AttemptSlot.objects.select_for_update(of=("self", "attempt"))
        .select_related("attempt")
        .annotate(is_known=Exists(known), choose=F("item_version__body__choose"))
        .get(attempt__uuid=attempt_uuid, number=number)
    )
    answer = clean_answer(slot, letters, int(slot.choose))
    if slot.is_known:
        event = ResponseEvent.objects.get(attempt=slot.attempt, op_id=op_id)
        return Ack(event.outcome, slot.rev, slot.answer, True, event.received_at)
    if base_rev == slot.rev and answer == slot.answer:  # the page's button repeats what its script has saved
        return Ack(Outcome.APPLIED, slot.rev, slot.answer, True, slot.answered_at or at)
    outcome = _outcome(slot, base_rev)
    is_applied = outcome == Outcome.APPLIED
    rev = slot.rev + is_applied
    append_event(
        slot.attempt,
        ResponseEvent.Kind.ANSWER,
        op_id=op_id,
        at=at,
        slot_number=number,
        base_rev=base_rev,
        new_rev=rev if is_applied else None,
        outcome=outcome,
        payload=answer,
        client_elapsed_ms=elapsed_ms,
    )
    if is_applied:
        AttemptSlot.objects.filter(pk=slot.pk).update(rev=rev, answer=answer, answered_at=at)
    return Ack(outcome, rev, answer if is_applied else slot.answer, False, at)


def _outcome(slot: AttemptSlot, base_rev: int) -> Outcome:
    if slot.attempt.state != Attempt.State.IN_PROGRESS or slot.locked_at is not None:
        return Outcome.LATE
    return Outcome.APPLIED if base_rev == slot.rev else Outcome.CONFLICT


def append_event(attempt: Attempt, kind: str, *, op_id: UUID, at: datetime, **fields: Any) -> ResponseEvent:
    """Chain one event to an attempt that the caller has locked."""
    seq = attempt.event_seq + 1
    facts = {"seq": seq, "op_id": op_id, "kind": kind, "received_at": at.isoformat(), **fields}
    head = chain.link(attempt.chain, facts)
    fields.setdefault("outcome", Outcome.APPLIED)
    event = ResponseEvent.objects.create(
        attempt=attempt,
        seq=seq,
        op_id=op_id,
        kind=kind,
        received_at=at,
        hash=head,
        pen_epoch=attempt.pen_epoch,
        **fields,
    )
    Attempt.objects.filter(pk=attempt.pk).update(event_seq=seq, chain=head)
    attempt.event_seq, attempt.chain = seq, head
    return event


@transaction.atomic
def check_slot(*, attempt_uuid: UUID, number: int, at: datetime) -> None:
    """Lock a slot so that its reasons may be shown. A second call changes nothing. Raises NothingToCheck."""
    slot = (
        AttemptSlot.objects.select_for_update(of=("self", "attempt"))
        .select_related("attempt", "item_version")
        .get(attempt__uuid=attempt_uuid, number=number)
    )
    if slot.checked_at or slot.attempt.state != Attempt.State.IN_PROGRESS:
        return
    if len(slot.answer or []) != slot.item_version.body["choose"]:
        raise NothingToCheck
    append_event(
        slot.attempt, ResponseEvent.Kind.CHECK, op_id=uuid4(), at=at, slot_number=number, base_rev=slot.rev
    )
    AttemptSlot.objects.filter(pk=slot.pk).update(checked_at=at, locked_at=at)


@transaction.atomic
def flag_slot(*, attempt_uuid: UUID, number: int, is_flagged: bool) -> None:
    """Note that the officer wants to come back to a slot."""
    AttemptSlot.objects.filter(
        attempt__uuid=attempt_uuid, number=number, attempt__state=Attempt.State.IN_PROGRESS
    ).update(is_flagged=is_flagged)


@transaction.atomic
def hand_in(*, attempt_uuid: UUID, op_id: UUID, at: datetime) -> Attempt:
    """Hand in, mark, and complete the step on a pass: one transaction. A second call returns the same receipt."""
    attempt = Attempt.objects.select_for_update().get(uuid=attempt_uuid)
    if not _is_open(attempt):
        return attempt
    is_taken = attempt.events.filter(op_id=op_id).exists()  # an answer's identifier, posted again
    append_event(attempt, ResponseEvent.Kind.SUBMIT, op_id=uuid4() if is_taken else op_id, at=at)
    attempt.slots.filter(locked_at__isnull=True).update(locked_at=at)
    score = mark(attempt, at)
    Attempt.objects.filter(pk=attempt.pk).update(
        state=Attempt.State.GRADED,
        submitted_at=at,
        submit_reason="officer",
        receipt=chain.receipt_of(attempt.chain),
        current_score=score,
    )
    attempt.refresh_from_db()
    audit.record("attempt-handed-in", target=attempt, by=attempt.officer, at=at, receipt=attempt.receipt)
    if (
        score.is_pass
        and attempt.enrolment
        and attempt.assessment.step
        and attempt.assessment.step.current_version
    ):
        complete_step(enrolment=attempt.enrolment, version=attempt.assessment.step.current_version, at=at)
    return attempt


def _is_open(attempt: Attempt) -> bool:
    return attempt.state == Attempt.State.IN_PROGRESS


def mark(attempt: Attempt, at: datetime) -> AttemptScore:
    """Mark every slot against its pinned version: one run, one row a slot, one result."""
    run = ScoringRun.objects.create(engine=scoring.ENGINE, at=at)
    slots = list(attempt.slots.select_related("item_version"))
    scores = []
    for slot in slots:
        fraction = scoring.score(slot.item_version.kind, slot.item_version.key(), slot.answer)
        scores.append(
            SlotScore(
                run=run,
                slot=slot,
                item_version=slot.item_version,
                fraction=fraction,
                mark=fraction * slot.max_mark,
            )
        )
    SlotScore.objects.bulk_create(scores)
    raw = sum((score.mark for score in scores), Decimal(0))
    pass_raw = Decimal(attempt.assessment_version.body["pass_raw"])
    return AttemptScore.objects.create(
        run=run,
        attempt=attempt,
        raw=raw,
        max=sum((slot.max_mark for slot in slots), Decimal(0)),
        pass_raw=pass_raw,
        is_pass=scoring.is_pass(raw, pass_raw),
        rests_on_public_items=any(s.item_version.is_public for s in slots),
    )
