"""Attempts: one officer's sittings, what was put before them, and every answer as it came."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.models.items import ItemVersion
from assessments.models.quizzes import Assessment, AssessmentVersion
from courses.models import Enrolment
from learning.models.rows import PublicRow, Row


class Attempt(PublicRow):
    """One sitting, pinned to the version of the assessment. Guarded: frozen after hand-in, never deleted.

    Personal data: what an officer answered. Deadline, sitting and next check are empty for quizzes.
    """

    class State(models.TextChoices):
        IN_PROGRESS = "IN_PROGRESS", _("In progress")
        SUBMITTED = "SUBMITTED", _("Handed in")
        GRADED = "GRADED", _("Marked")
        VOID = "VOID", _("Void")

    class Mode(models.TextChoices):
        LIVE = "LIVE", _("Counts")
        PRACTICE = "PRACTICE", _("Practice")

    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="attempts")
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="attempts")
    assessment_version = models.ForeignKey(AssessmentVersion, models.PROTECT, related_name="attempts")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, null=True, blank=True, related_name="attempts")
    sitting_id = models.UUIDField(null=True, blank=True)
    ordinal = models.PositiveIntegerField()
    mode = models.CharField(max_length=8, choices=Mode, default=Mode.LIVE)
    state = models.CharField(max_length=11, choices=State, default=State.IN_PROGRESS)
    seed = models.CharField(max_length=32)
    form_hash = models.CharField(max_length=64)
    started_at = models.DateTimeField()
    deadline_at = models.DateTimeField(null=True, blank=True)
    grace_seconds = models.PositiveIntegerField(default=0)
    next_check_at = models.DateTimeField(null=True, blank=True)
    pen_epoch = models.PositiveIntegerField(default=1)
    event_seq = models.PositiveIntegerField(default=0)
    chain = models.CharField(max_length=64, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submit_reason = models.CharField(max_length=20, blank=True)
    receipt = models.CharField(max_length=20, blank=True)
    current_score = models.ForeignKey(
        "assessments.AttemptScore", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "assessment", "ordinal"], name="assessments_attempt_ordinal_once"
            ),
            models.UniqueConstraint(
                fields=["officer", "assessment"],
                condition=Q(state="IN_PROGRESS"),
                name="assessments_attempt_one_open",
            ),
            models.CheckConstraint(
                condition=Q(state="IN_PROGRESS", submitted_at__isnull=True)
                | (~Q(state="IN_PROGRESS") & Q(submitted_at__isnull=False))
                | Q(state="VOID"),
                name="assessments_attempt_submitted_at_iff_handed_in",
            ),
            models.CheckConstraint(
                condition=Q(deadline_at__isnull=True) | Q(deadline_at__gt=F("started_at")),
                name="assessments_attempt_deadline_after_start",
            ),
        ]


class AttemptSlot(Row):
    """One item in an attempt: its version, the order of its options, and the answer that counts now."""

    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="slots")
    number = models.PositiveSmallIntegerField()
    item_version = models.ForeignKey(ItemVersion, models.PROTECT, related_name="slots")
    option_order = models.JSONField()
    max_mark = models.DecimalField(max_digits=6, decimal_places=2, default=1)
    rev = models.PositiveIntegerField(default=0)
    answer = models.JSONField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True, help_text=_("Reasons were shown."))
    locked_at = models.DateTimeField(
        null=True, blank=True, help_text=_("Checked or handed in: the answer stays.")
    )
    is_flagged = models.BooleanField(default=False)
    ms_on_slot = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "number"], name="assessments_attemptslot_number_once"),
            models.UniqueConstraint(
                fields=["attempt", "item_version"], name="assessments_attemptslot_item_once"
            ),
        ]


class ResponseEvent(Row):
    """One operation as it arrived. Append-only, chained within its attempt. Personal data."""

    class Kind(models.TextChoices):
        ANSWER = "ANSWER", _("Answer")
        CHECK = "CHECK", _("Check")
        SUBMIT = "SUBMIT", _("Hand in")

    class Outcome(models.TextChoices):
        APPLIED = "APPLIED", _("Applied")
        CONFLICT = "CONFLICT", _("Conflict: kept, not applied")
        LATE = "LATE", _("Late: kept, not applied")

    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField()
    op_id = models.UUIDField()
    kind = models.CharField(max_length=6, choices=Kind)
    slot_number = models.PositiveSmallIntegerField(null=True)
    pen_epoch = models.PositiveIntegerField()
    base_rev = models.PositiveIntegerField(null=True)
    new_rev = models.PositiveIntegerField(null=True)
    outcome = models.CharField(max_length=8, choices=Outcome)
    payload = models.JSONField(null=True)
    client_elapsed_ms = models.PositiveIntegerField(null=True)
    received_at = models.DateTimeField()
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["seq"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "seq"], name="assessments_responseevent_seq_once"),
            models.UniqueConstraint(fields=["attempt", "op_id"], name="assessments_responseevent_op_once"),
            models.UniqueConstraint(
                fields=["attempt"], condition=Q(kind="SUBMIT"), name="assessments_responseevent_one_hand_in"
            ),
        ]
