"""Courses join Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from learning import ledger, registry


class CoursesConfig(AppConfig):
    """What is taught and who is on it."""

    name = "courses"
    verbose_name = _("Courses")
    ledgers = [
        ledger.append_only("courses.CourseVersion"),
        ledger.append_only("courses.StepVersion"),
        ledger.append_only("courses.CheckResponse"),
        ledger.append_only("courses.Completion"),
        ledger.guarded(
            "courses.Enrolment",
            frozen=("officer", "course", "source", "enrolled_at", "enrolled_by"),
            once_set=("completed_at",),
        ),
        ledger.guarded(
            "courses.StepProgress",
            frozen=("enrolment", "step", "opened_at"),
            once_set=("completed_at", "completed_version"),
        ),
    ]
    jobs = {"outlines": "courses.tasks.renew_outlines"}

    def ready(self) -> None:
        from courses import contributions, receivers  # noqa: F401 receivers connect themselves

        registry.contribute("learning", contributions.learning_of)
        registry.add_to_menu(_("People"), "people", roles=("VERIFIER",), order=10)
