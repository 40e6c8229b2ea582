"""Scores: a regrade adds rows, nothing is overwritten."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.attempts import Attempt, AttemptSlot
from assessments.models.items import ItemVersion
from learning.models.rows import Row


class ScoringRun(Row):
    """One occasion of marking. Append-only."""

    class Kind(models.TextChoices):
        INITIAL = "INITIAL", _("First marking")
        REGRADE = "REGRADE", _("Marked again")

    kind = models.CharField(max_length=8, choices=Kind, default=Kind.INITIAL)
    engine = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")


class SlotScore(Row):
    """The mark of one slot in one run, against one version. Append-only."""

    run = models.ForeignKey(ScoringRun, models.PROTECT, related_name="slot_scores")
    slot = models.ForeignKey(AttemptSlot, models.PROTECT, related_name="scores")
    item_version = models.ForeignKey(ItemVersion, models.PROTECT, related_name="+")
    fraction = models.DecimalField(max_digits=9, decimal_places=7)
    mark = models.DecimalField(max_digits=12, decimal_places=7)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "slot"], name="assessments_slotscore_once_a_run"),
            models.CheckConstraint(
                condition=models.Q(fraction__gte=0) & models.Q(fraction__lte=1),
                name="assessments_slotscore_fraction_0_to_1",
            ),
        ]


class AttemptScore(Row):
    """The result of one attempt in one run: raw marks, unrounded. Append-only."""

    run = models.ForeignKey(ScoringRun, models.PROTECT, related_name="attempt_scores")
    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="scores")
    raw = models.DecimalField(max_digits=12, decimal_places=7)
    max = models.DecimalField(max_digits=12, decimal_places=7)
    pass_raw = models.DecimalField(max_digits=12, decimal_places=7)
    is_pass = models.BooleanField()
    rests_on_public_items = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "attempt"], name="assessments_attemptscore_once_a_run"),
            models.CheckConstraint(
                condition=models.Q(is_pass=True, raw__gte=models.F("pass_raw"))
                | models.Q(is_pass=False, raw__lt=models.F("pass_raw")),
                name="assessments_attemptscore_pass_iff_raw_reaches_mark",
            ),
        ]
