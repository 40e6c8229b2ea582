"""Awards: decisions with frozen facts. What happens to them later is a row of its own."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from certificates.models.schemes import Scheme, SchemeVersion
from learning.models.rows import PublicRow, Row


class Award(PublicRow):
    """A certification given to one officer once a cycle. Guarded: facts never change, nothing is deleted.

    Personal data: the name as it was, what was certified, on which evidence.
    """

    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="awards")
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="awards")
    scheme_version = models.ForeignKey(SchemeVersion, models.PROTECT, related_name="awards")
    cycle = models.PositiveSmallIntegerField(default=1)
    number = models.CharField(_("number"), max_length=40, unique=True)
    facts = models.JSONField(help_text=_("Everything printed, as it was decided."))
    evidence = models.JSONField(help_text=_("What showed that the rules were met."))
    is_sample = models.BooleanField(default=False)
    is_automatic = models.BooleanField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="awards_decided"
    )
    decided_at = models.DateTimeField()
    valid_from = models.DateField()
    valid_until = models.DateField(
        null=True, blank=True, help_text=_("The first day on which it is no longer valid.")
    )
    history = models.JSONField(default=list, help_text=_("The award's events as the status rule reads them."))

    class Meta:
        ordering = ["-decided_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "scheme", "cycle"], name="certificates_award_once_a_cycle"
            ),
            models.CheckConstraint(
                condition=Q(is_automatic=True, decided_by__isnull=True)
                | Q(is_automatic=False, decided_by__isnull=False),
                name="certificates_award_decider_unless_automatic",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("officer")),
                name="certificates_award_not_to_oneself",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="certificates_award_until_after_from",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class AwardInvolvement(Row):
    """Who taught, marked or observed the officer, frozen with the award. None of them is the decider. Append-only."""

    class Part(models.TextChoices):
        TAUGHT = "TAUGHT", _("Taught")
        MARKED = "MARKED", _("Marked")
        OBSERVED = "OBSERVED", _("Observed")

    award = models.ForeignKey(Award, models.PROTECT, related_name="involved")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="involvements")
    part = models.CharField(max_length=8, choices=Part)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["award", "person", "part"], name="certificates_awardinvolvement_once"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("person")),
                name="certificates_awardinvolvement_decider_apart",
                violation_error_message=_("Whoever taught, marked or observed does not decide."),
            ),
        ]


class AwardEvent(PublicRow):
    """Something that happened to an award, by whom and why. Append-only; the reason is for HR, never for strangers."""

    class Kind(models.TextChoices):
        ISSUED = "ISSUED", _("Issued")
        SUSPENDED = "SUSPENDED", _("Suspended")
        REINSTATED = "REINSTATED", _("Reinstated")
        REVOKED = "REVOKED", _("Revoked")
        VOIDED = "VOIDED", _("Declared void")
        REISSUED = "REISSUED", _("Reissued")

    award = models.ForeignKey(Award, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=10, choices=Kind)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(max_length=1000, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["award"], condition=Q(kind="ISSUED"), name="certificates_awardevent_issued_once"
            ),
            models.UniqueConstraint(
                fields=["award"], condition=Q(kind="REVOKED"), name="certificates_awardevent_revoked_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["ISSUED", "REISSUED"]) | ~Q(reason=""),
                name="certificates_awardevent_reason_given",
            ),
        ]
