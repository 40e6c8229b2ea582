"""Local facts: what depends on the territory's law or a department's procedure is never typed into prose."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

KEY = r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+"


class LocalFact(models.Model):
    """One fact, such as by when an incident is recorded. Lessons name it as {{fact:key}}."""

    class Status(models.TextChoices):
        PLACEHOLDER = "PLACEHOLDER", _("Placeholder: confirm locally")
        CONFIRMED = "CONFIRMED", _("Confirmed")

    key = models.CharField(
        _("key"),
        max_length=60,
        unique=True,
        validators=[RegexValidator(rf"^{KEY}\Z", _("A key is small letters in parts, such as minor.age."))],
    )
    label = models.CharField(_("label"), max_length=120)
    plain_text = models.CharField(_("as it reads in a sentence"), max_length=200)
    value = models.CharField(_("value"), max_length=60, blank=True)
    unit = models.CharField(_("unit"), max_length=30, blank=True)
    legal_basis = models.CharField(_("legal basis"), max_length=200, blank=True)
    owner_role = models.CharField(_("who confirms it"), max_length=100, blank=True)
    source_url = models.URLField(_("source"), blank=True)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.PLACEHOLDER)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    review_by = models.DateField(_("review by"), null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    panels = [
        MultiFieldPanel(
            [FieldPanel("key"), FieldPanel("label"), FieldPanel("plain_text")], heading=_("Words")
        ),
        MultiFieldPanel([FieldPanel("value"), FieldPanel("unit")], heading=_("Value")),
        MultiFieldPanel(
            [FieldPanel("legal_basis"), FieldPanel("owner_role"), FieldPanel("source_url")],
            heading=_("Basis"),
        ),
        MultiFieldPanel(
            [FieldPanel("status"), FieldPanel("confirmed_on"), FieldPanel("review_by")],
            heading=_("Confirmation"),
        ),
    ]

    class Meta:
        verbose_name = _("local fact")
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(status="CONFIRMED") | models.Q(confirmed_on__isnull=False),
                name="learning_localfact_confirmed_has_day",
                violation_error_message=_("Say on which day this was confirmed."),
            ),
        ]

    def __str__(self) -> str:
        return self.label
