"""Assessments as evidence knows them, and the quiz page that trainers write."""

from collections import Counter
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from assessments.blocks import BlueprintBlock
from assessments.models.items import Item
from courses.models import Step, StepPage
from courses.models.versions import Snapshot
from learning.models.rows import PublicRow


class Assessment(PublicRow):
    """A quiz or an examination as evidence knows it. A quiz belongs to a step; an examination is not a page."""

    class Kind(models.TextChoices):
        QUIZ = "QUIZ", _("Quiz")
        EXAM = "EXAM", _("Examination")

    kind = models.CharField(max_length=4, choices=Kind, default=Kind.QUIZ)
    step = models.OneToOneField(Step, models.PROTECT, null=True, blank=True, related_name="assessment")
    current_version = models.ForeignKey(
        "assessments.AssessmentVersion", models.PROTECT, null=True, related_name="+", editable=False
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="EXAM") | models.Q(step__isnull=False),
                name="assessments_assessment_quiz_has_step",
            ),
        ]


class AssessmentVersion(Snapshot):
    """The rules of an assessment as published: blueprint, pass mark, pause. Append-only.

    Body: {"cells": [{"outcome", "level", "count"}], "items", "pass_raw", "pause_after", "pause_minutes"}.
    """

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="versions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "number"], name="assessments_assessmentversion_number_once"
            ),
        ]


class QuizForm(WagtailAdminPageForm):
    """A quiz can be published only if the bank can fill it."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        for words in quiz_faults(cleaned.get("blueprint") or [], cleaned.get("pass_raw") or 0):
            self.add_error("blueprint", words)
        return cleaned


class QuizPage(StepPage):
    """A module's quiz: a blueprint, a pass mark, a pause. Its items come from the bank."""

    step_kind = Step.Kind.QUIZ

    blueprint = StreamField(BlueprintBlock(), verbose_name=_("blueprint"))
    pass_raw = models.PositiveSmallIntegerField(
        _("marks to pass"), default=10, help_text=_("At least this many; not rounded.")
    )
    pause_after = models.PositiveSmallIntegerField(_("misses before a pause"), default=2)
    pause_minutes = models.PositiveSmallIntegerField(_("pause in minutes"), default=10)

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("code"),
        FieldPanel("minutes"),
        FieldPanel("blueprint"),
        MultiFieldPanel(
            [FieldPanel("pass_raw"), FieldPanel("pause_after"), FieldPanel("pause_minutes")],
            heading=_("Rules"),
        ),
    ]
    base_form_class = QuizForm
    template = "assessments/quiz_preview.html"

    def our_path(self) -> str:
        return reverse("quiz", args=[self.step.uuid])

    def rules(self) -> dict[str, Any]:
        """The rules as a version keeps them."""
        cells = [
            {name: block.value[name] for name in ("outcome", "level", "count")} for block in self.blueprint
        ]
        return {
            "cells": cells,
            "items": sum(cell["count"] for cell in cells),
            "pass_raw": self.pass_raw,
            "pause_after": self.pause_after,
            "pause_minutes": self.pause_minutes,
        }

    def snapshot(self) -> dict[str, Any]:
        return {"code": self.code, "minutes": self.minutes, "rules": self.rules()}

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        context: dict[str, Any] = super().get_preview_context(request, mode_name)
        return {**context, "rules": self.rules()}


def quiz_faults(blueprint: Any, pass_raw: int) -> list[str]:
    """Why a quiz cannot be published: a cell that the bank cannot fill, a pass mark above the number of items."""
    asked: Counter[tuple[str, str]] = Counter()
    for block in blueprint:
        asked[block.value["outcome"], block.value["level"]] += block.value["count"] or 0
    found, total = [], sum(asked.values())
    for (outcome, level), count in asked.items():
        have = Item.objects.filter(live=True, outcome__code=outcome, level=level).count()
        if have < count:
            words = _("%(outcome)s %(level)s asks for %(count)s items and the bank has %(have)s published.")
            found.append(words % {"outcome": outcome, "level": level, "count": count, "have": have})
    if total and pass_raw > total:
        found.append(
            _("The pass mark, %(pass)s, is above the number of items, %(total)s.")
            % {"pass": pass_raw, "total": total}
        )
    return [str(words) for words in found]
