"""The item bank: what trainers write, and the versions that attempts are pinned to."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin
from wagtail.search import index

from assessments.blocks import OptionsBlock
from courses.models import Outcome, Step
from courses.models.outcomes import Level
from courses.models.pages import PREVIEW_SIZES
from learning.models.rows import PublicRow

LETTERS = "abcdefgh"


class Kind(models.TextChoices):
    SINGLE = "SINGLE", _("Single choice")
    MULTIPLE = "MULTIPLE", _("Choose several")


class ItemVersion(PublicRow):
    """What an item said and what was right when it was published. Append-only; outlives its item."""

    item_uid = models.UUIDField(db_index=True)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    outcome_code = models.CharField(max_length=20)
    level = models.CharField(max_length=2, choices=Level)
    lesson = models.ForeignKey(Step, models.PROTECT, null=True, related_name="item_versions")
    body = models.JSONField(help_text=_("Situation, words, stem, options with key and reasons."))
    is_public = models.BooleanField(help_text=_("Shipped with the product, therefore practice."))
    content_hash = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item_uid", "number"], name="assessments_itemversion_number_once"
            ),
            models.UniqueConstraint(
                fields=["item_uid", "content_hash"], name="assessments_itemversion_content_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body['stem'][:60]} (v{self.number})"

    def key(self) -> set[str]:
        """The letters of the right options."""
        return {option["letter"] for option in self.body["options"] if option["correct"]}


class Item(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    index.Indexed,
    models.Model,
):
    """One question of the bank with its key, written and reviewed in the editor."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(_("code"), max_length=20, unique=True, help_text=_("Such as M4-017."))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.SINGLE)
    outcome = models.ForeignKey(Outcome, models.PROTECT, related_name="items", verbose_name=_("outcome"))
    level = models.CharField(_("level"), max_length=2, choices=Level)
    lesson = models.ForeignKey(
        Step,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="items",
        verbose_name=_("lesson"),
        limit_choices_to={"kind": "LESSON"},
        help_text=_("Where a miss sends the officer."),
    )
    situation = models.TextField(_("situation"), blank=True, max_length=600)
    said = models.TextField(_("words said aloud"), blank=True, max_length=400)
    stem = models.TextField(
        _("question"), max_length=400, help_text=_("Complete in itself; last thing read.")
    )
    choose = models.PositiveSmallIntegerField(_("how many to choose"), default=1)
    options = StreamField(OptionsBlock(), verbose_name=_("options"))
    is_public = models.BooleanField(
        _("public"), default=False, editable=False, help_text=_("Shipped with the product: practice only.")
    )
    version = models.ForeignKey(ItemVersion, models.PROTECT, null=True, editable=False, related_name="+")

    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="item")
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="item",
        for_concrete_model=False,
    )

    panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [
                FieldPanel("code"),
                FieldPanel("kind"),
                FieldPanel("outcome"),
                FieldPanel("level"),
                FieldPanel("lesson"),
            ],
            heading=_("Place in the bank"),
        ),
        FieldPanel("situation"),
        FieldPanel("said"),
        FieldPanel("stem"),
        FieldPanel("choose"),
        FieldPanel("options"),
    ]
    search_fields: ClassVar[list[Any]] = [
        index.SearchField("stem"),
        index.SearchField("situation"),
        index.AutocompleteField("code"),
        index.FilterField("outcome"),
        index.FilterField("level"),
    ]
    preview_sizes = PREVIEW_SIZES
    default_preview_size = "phone"

    class Meta:
        verbose_name = _("item")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(choose__gte=1), name="assessments_item_choose_at_least_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.stem[:60]}"

    @property
    def revisions(self) -> Any:
        return self._revisions

    def clean(self) -> None:
        super().clean()
        keys = sum(1 for block in self.options if block.value["correct"])
        if self.kind == Kind.SINGLE and (keys != 1 or self.choose != 1):
            raise ValidationError(
                {"options": _("A single-choice item has exactly one key, and one to choose.")}
            )
        if self.kind == Kind.MULTIPLE and (keys != self.choose or keys < 2 or keys == len(self.options)):
            words = _(
                "Mark %(n)s options as key, at least two and not all of them, and set how many to choose to the same."
            )
            raise ValidationError({"options": words % {"n": self.choose}})

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return "assessments/item_preview.html"

    @transaction.atomic
    def publish(self, *args: Any, **kwargs: Any) -> Any:
        """Publish the item and write its version together, or neither."""
        return super().publish(*args, **kwargs)

    def snapshot(self) -> dict[str, Any]:
        """The content as a version row keeps it. Options carry their letters."""
        options = [
            {"letter": letter, **{name: block.value[name] for name in ("text", "is_said", "correct", "why")}}
            for letter, block in zip(LETTERS, self.options, strict=False)
        ]
        return {
            "situation": self.situation,
            "said": self.said,
            "stem": self.stem,
            "choose": self.choose,
            "options": options,
        }
