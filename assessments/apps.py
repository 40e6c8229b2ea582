"""Assessments join Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from learning import ledger


class AssessmentsConfig(AppConfig):
    """The bank, quizzes, attempts and scores."""

    name = "assessments"
    verbose_name = _("Assessments")
    ledgers = [
        ledger.append_only("assessments.ItemVersion"),
        ledger.append_only("assessments.AssessmentVersion"),
        ledger.append_only("assessments.ResponseEvent"),
        ledger.append_only("assessments.ScoringRun"),
        ledger.append_only("assessments.SlotScore"),
        ledger.append_only("assessments.AttemptScore"),
        ledger.guarded(
            "assessments.Attempt",
            frozen=(
                "officer",
                "assessment",
                "assessment_version",
                "enrolment",
                "ordinal",
                "seed",
                "form_hash",
                "started_at",
            ),
            once_set=("submitted_at",),
            after={"submitted_at": ("receipt", "submit_reason")},
        ),
        ledger.guarded(
            "assessments.AttemptSlot",
            frozen=("attempt", "number", "item_version", "option_order", "max_mark"),
            once_set=("checked_at", "locked_at"),
            after={"locked_at": ("answer", "rev", "answered_at")},
        ),
    ]

    def ready(self) -> None:
        from assessments import receivers  # noqa: F401 receivers connect themselves
