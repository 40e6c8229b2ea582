"""The rows that stand between pages and evidence. Pages come and go; these stay."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from learning.models.rows import PublicRow


class Course(PublicRow):
    """A course as evidence knows it. Its page may be edited or deleted."""

    code = models.SlugField(_("code"), max_length=30, unique=True)
    current_version = models.ForeignKey(
        "courses.CourseVersion", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)

    def __str__(self) -> str:
        return self.current_version.title if self.current_version else self.code


class Snapshot(PublicRow):
    """A numbered, hashed, append-only state of something that was published."""

    number = models.PositiveIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=255)
    body = models.JSONField()
    content_hash = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.title} (v{self.number})"


class CourseVersion(Snapshot):
    """The outline of a course as published: modules, steps in order, and the rule of completion. Append-only."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="versions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "number"], name="courses_courseversion_number_once"),
        ]


class Module(PublicRow):
    """A module as evidence knows it."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    title = models.CharField(_("title"), max_length=255)
    course = models.ForeignKey(Course, models.PROTECT, null=True, blank=True, related_name="modules")

    def __str__(self) -> str:
        return self.title


class Step(PublicRow):
    """A lesson, script or quiz as evidence knows it: the smallest thing that can be completed."""

    class Kind(models.TextChoices):
        LESSON = "LESSON", _("Lesson")
        QUIZ = "QUIZ", _("Quiz")
        SCRIPT = "SCRIPT", _("Script")

    kind = models.CharField(_("kind"), max_length=6, choices=Kind)
    code = models.CharField(_("code"), max_length=20, blank=True)
    module = models.ForeignKey(Module, models.PROTECT, null=True, blank=True, related_name="steps")
    current_version = models.ForeignKey(
        "courses.StepVersion", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=~models.Q(code=""), name="courses_step_code_unique"
            ),
        ]

    def __str__(self) -> str:
        return self.current_version.title if self.current_version else self.code or str(self.uuid)


class StepVersion(Snapshot):
    """What a step said when it was published. Append-only."""

    step = models.ForeignKey(Step, models.PROTECT, related_name="versions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["step", "number"], name="courses_stepversion_number_once"),
        ]
