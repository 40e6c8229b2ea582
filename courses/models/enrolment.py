"""Who is on a course and how far. Progress moves forward only."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.models.versions import Course, CourseVersion, Module, Step, StepVersion
from learning.models.rows import PublicRow, Row


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    def open(self) -> "EnrolmentQuerySet":
        return self.filter(state=Enrolment.State.OPEN)

    def standing(self) -> "EnrolmentQuerySet":
        """Open or completed: the officer may read."""
        return self.exclude(state=Enrolment.State.WITHDRAWN)


class Enrolment(PublicRow):
    """An officer's registration on a course. Once completed it is never reopened: renewal is a new one.

    Personal data: who learns what. Guarded: never deleted.
    """

    class State(models.TextChoices):
        OPEN = "OPEN", _("Open")
        COMPLETED = "COMPLETED", _("Completed")
        WITHDRAWN = "WITHDRAWN", _("Withdrawn")

    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="enrolments")
    course = models.ForeignKey(Course, models.PROTECT, related_name="enrolments")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    due_on = models.DateField(_("due"), null=True, blank=True)
    source = models.CharField(_("why"), max_length=60, default="hr", help_text=_("Who or what asked for it."))
    enrolled_at = models.DateTimeField()
    enrolled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="enrolments_made"
    )
    completed_at = models.DateTimeField(null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "course"],
                condition=Q(state="OPEN"),
                name="courses_enrolment_one_open_per_course",
                violation_error_message=_("This officer is already enrolled."),
            ),
            models.CheckConstraint(
                condition=Q(state="COMPLETED", completed_at__isnull=False)
                | (~Q(state="COMPLETED") & Q(completed_at__isnull=True)),
                name="courses_enrolment_completed_at_iff_completed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} on {self.course_id}"


class StepProgress(Row):
    """Where an officer is in a step. `part` is the last part read; completion is set once and stays."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="progress")
    step = models.ForeignKey(Step, models.PROTECT, related_name="progress")
    part = models.PositiveSmallIntegerField(default=0)
    checks = models.JSONField(default=dict, help_text=_("The latest answer to each check, by check id."))
    opened_at = models.DateTimeField()
    place_at = models.DateTimeField(help_text=_("When the officer was last here: home resumes the latest."))
    completed_at = models.DateTimeField(null=True, blank=True)
    completed_version = models.ForeignKey(
        StepVersion, models.PROTECT, null=True, blank=True, related_name="completions"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "step"], name="courses_stepprogress_one_per_step"),
            models.CheckConstraint(
                condition=Q(completed_at__isnull=True, completed_version__isnull=True)
                | Q(completed_at__isnull=False, completed_version__isnull=False),
                name="courses_stepprogress_completed_against_version",
            ),
        ]


class CheckResponse(Row):
    """One answer to a check question of a lesson, against the version that was shown. Append-only."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="check_responses")
    step_version = models.ForeignKey(StepVersion, models.PROTECT, related_name="check_responses")
    check_id = models.CharField(max_length=40)
    option = models.CharField(max_length=1)
    is_correct = models.BooleanField()
    answered_at = models.DateTimeField()


class Completion(PublicRow):
    """A module or a course completed: a fact with a time, against one version of the course. Append-only."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="completions")
    module = models.ForeignKey(Module, models.PROTECT, null=True, blank=True, related_name="completions")
    course_version = models.ForeignKey(CourseVersion, models.PROTECT, related_name="completions")
    completed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "module"],
                condition=Q(module__isnull=False),
                name="courses_completion_module_once",
            ),
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(module__isnull=True), name="courses_completion_course_once"
            ),
        ]


class Reflection(Row):
    """An officer's private words on a lesson. Theirs to change and delete; never scored. Personal data."""

    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reflections")
    step = models.ForeignKey(Step, models.PROTECT, related_name="reflections")
    text = models.TextField(max_length=4000)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["officer", "step"], name="courses_reflection_one_per_step"),
        ]
