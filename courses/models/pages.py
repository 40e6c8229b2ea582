"""Pages that trainers write. They point to the rows that evidence knows and hold no evidence themselves."""

import json
import logging
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from courses import facts, lesson, reading
from courses.blocks import LessonBody
from courses.models.versions import Course, Module, Step
from learning.models import LocalFact
from learning.selectors import facts as facts_in_force

logger = logging.getLogger(__name__)
SCHEDULED = "wagtail.publish.scheduled"  # how Wagtail's command names its publishing
PREVIEW_SIZES = [
    {"name": "phone", "icon": "mobile-alt", "device_width": 360, "label": _("Phone, 360 wide")},
    {"name": "desk", "icon": "desktop", "device_width": 1366, "label": _("Desk, 1366 wide")},
]
PART_NAMES = {
    "hook": _("hook"),
    "idea": _("ideas"),
    "pair": _("say this, not that"),
    "case": _("worked case"),
    "check": _("check questions"),
    "shift": _("on your next shift"),
    "reflection": _("reflection"),
    "coach": _("coach’s note"),
    "sources": _("sources"),
}


class TeachingPage(Page):
    """What all our pages share: an address of our own view, and publishing in one transaction."""

    preview_sizes = PREVIEW_SIZES
    default_preview_size = "phone"

    class Meta:
        abstract = True

    def our_path(self) -> str:
        """Where officers find it."""
        return reverse("learn")

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        roots = self._get_relevant_site_root_paths(request)
        return (roots[0].site_id, roots[0].root_url, self.our_path()) if roots else None

    @transaction.atomic
    def publish(self, *args: Any, **kwargs: Any) -> Any:
        """Publish the page and write its version together, or neither."""
        return super().publish(*args, **kwargs)


class CoursePage(TeachingPage):
    """A course: what one enrols on. Its modules follow in the order of the tree."""

    course = models.OneToOneField(Course, models.PROTECT, related_name="page", editable=False)
    summary = models.TextField(_("summary"), max_length=300, help_text=_("Shown in the catalogue."))

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("summary")]
    search_fields: ClassVar[list[Any]] = [*Page.search_fields, index.SearchField("summary")]
    template = "courses/course_preview.html"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["courses.ModulePage"]
    exclude_fields_in_copy = ["course"]

    def save(self, *args: Any, **kwargs: Any) -> Any:
        if self.course_id is None:
            self.course = Course.objects.create(code=_free_code(Course, self.slug or "course"))
        return super().save(*args, **kwargs)

    def our_path(self) -> str:
        return reverse("catalogue")


class ModulePage(TeachingPage):
    """One of a course's modules: an introduction, then steps in page-tree order."""

    module = models.OneToOneField(Module, models.PROTECT, related_name="page", editable=False)
    code = models.CharField(
        _("code"), max_length=20, help_text=_("Such as M4. Items and certificates name it.")
    )
    summary = models.TextField(_("summary"), max_length=300, help_text=_("Shown in the course outline."))

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("code"), FieldPanel("summary")]
    search_fields: ClassVar[list[Any]] = [*Page.search_fields, index.SearchField("summary")]
    template = "courses/module_preview.html"
    parent_page_types = ["courses.CoursePage"]
    subpage_types = ["courses.LessonPage", "assessments.QuizPage"]
    exclude_fields_in_copy = ["module"]

    def clean(self) -> None:
        super().clean()
        if self.code and Module.objects.filter(code=self.code).exclude(pk=self.module_id).exists():
            raise ValidationError(
                {
                    "code": _(
                        "Another module has this code, perhaps of a page that was deleted. Choose a free one."
                    )
                }
            )

    def save(self, *args: Any, **kwargs: Any) -> Any:
        if self.module_id is None:
            self.module = Module.objects.create(code=_free_code(Module, self.code or "M"), title=self.title)
            self.code = self.module.code  # a copied page gets a code of its own
        return super().save(*args, **kwargs)


class StepPage(TeachingPage):
    """A page that is one step of a module: lesson or quiz. Points to its Step."""

    step_kind: ClassVar[str]

    step = models.OneToOneField(Step, models.PROTECT, related_name="%(class)s", editable=False)
    code = models.CharField(
        _("code"), max_length=20, help_text=_("Such as M4.L2. Items name the lesson by it.")
    )
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=9, help_text=_("How long it takes to read.")
    )

    parent_page_types = ["courses.ModulePage"]
    subpage_types: ClassVar[list[str]] = []
    exclude_fields_in_copy = ["step"]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.code and Step.objects.filter(code=self.code).exclude(pk=self.step_id).exists():
            raise ValidationError(
                {
                    "code": _(
                        "Another step has this code, perhaps of a page that was deleted. Choose a free one."
                    )
                }
            )

    def save(self, *args: Any, **kwargs: Any) -> Any:
        if self.step_id is None:
            self.step = Step.objects.create(kind=self.step_kind, code=_free_code(Step, self.code))
            self.code = self.step.code  # a copied page gets a code of its own
        return super().save(*args, **kwargs)

    def snapshot(self) -> dict[str, Any]:
        """The content as a version row keeps it."""
        raise NotImplementedError


class LessonForm(WagtailAdminPageForm):
    """A draft may be unfinished; handing in and publishing need the whole template and known facts."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.is_deferred and "body" in cleaned:
            for words in lesson_faults(cleaned["body"]):
                self.add_error("body", words)
        return cleaned

    @property
    def is_deferred(self) -> bool:
        """True while Wagtail saves a draft and asks for less."""
        return bool(getattr(self, "_is_draft", False))

    def defer_required_fields(self) -> None:
        self._is_draft = True
        super().defer_required_fields()

    def restore_required_fields(self) -> None:
        self._is_draft = False
        super().restore_required_fields()


class LessonPage(StepPage):
    """A lesson after the template: one page, seven parts."""

    step_kind = Step.Kind.LESSON

    lede = models.CharField(_("in one sentence"), max_length=200, blank=True)
    outcomes = models.CharField(
        _("outcomes"), max_length=100, blank=True, help_text=_("Codes, such as M4.O1, M4.O3.")
    )
    body = StreamField(LessonBody(), blank=True)

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("code"),
        FieldPanel("lede"),
        FieldPanel("minutes"),
        FieldPanel("outcomes"),
        FieldPanel("body"),
    ]
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("lede"),
        index.SearchField("body"),
    ]
    base_form_class = LessonForm

    def our_path(self) -> str:
        return reverse("lesson", args=[self.step.uuid])

    def snapshot(self) -> dict[str, Any]:
        outcomes = [code.strip() for code in self.outcomes.split(",") if code.strip()]
        return {
            "code": self.code,
            "lede": self.lede,
            "minutes": self.minutes,
            "outcomes": outcomes,
            "body": list(self.body.get_prep_value()),
        }

    def publish(self, *args: Any, **kwargs: Any) -> Any:
        revision = args[0] if args else kwargs["revision"]
        found = lesson_faults(revision.as_object().body)
        if found and kwargs.get("log_action") == SCHEDULED:
            logger.warning("not published as planned: %s: %s", self.code, found)
            revision.approved_go_live_at = None  # or it would hold up, minute by minute, what comes after it
            revision.save(update_fields=["approved_go_live_at"])
            return None
        if found:
            raise ValidationError({"body": found})
        return super().publish(*args, **kwargs)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The officer's own template, with nothing answered and nothing kept."""
        sections = reading.sections(self.snapshot()["body"], reading.filler(facts_in_force()))
        context = {
            "step": self,
            "sections": sections,
            "is_preview": True,
            "parts": reading.count(sections),
            "part": 0,
        }
        return render(request, "courses/lesson.html", context)


def lesson_faults(body: Any) -> list[Any]:
    """Why a body cannot be published, in words: parts missing or out of order, facts nobody registered."""
    kinds = [block.block_type for block in body]
    found: list[Any] = [fault_words(fault) for fault in lesson.faults(kinds)]
    if not found and not lesson.is_in_order(kinds):
        found.append(
            _(
                "The parts are out of order: hook, ideas, words, case, checks, next shift, reflection, coach, sources."
            )
        )
    asked = facts.keys_in(json.dumps(list(body.get_prep_value()), ensure_ascii=False))
    known = set(LocalFact.objects.filter(key__in=asked).values_list("key", flat=True))
    found += [
        _("No local fact has the key %(key)s. Add it under Local facts, or correct it here.") % {"key": key}
        for key in sorted(asked - known)
    ]
    return found


def fault_words(fault: lesson.Fault) -> str:
    name = PART_NAMES[fault.kind]
    if fault.found > fault.at_most:
        return _("%(name)s: %(found)s is too many, at most %(most)s.") % {
            "name": name,
            "found": fault.found,
            "most": fault.at_most,
        }
    return _("%(name)s: %(found)s found, %(least)s needed.") % {
        "name": name,
        "found": fault.found,
        "least": fault.at_least,
    }


def _free_code(model: type[models.Model], wanted: str) -> str:
    """The wanted code, or with a number behind it if a kept row has it already."""
    code, number = wanted[:18], 2
    while code and model._default_manager.filter(code=code).exists():
        code, number = f"{wanted[:15]}-{number}", number + 1
    return code
