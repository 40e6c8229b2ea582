"""What can be certified, by which rules, and who signs."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from courses.models.versions import Snapshot
from learning.models.rows import PublicRow, Row


class Scheme(PublicRow):
    """Something that can be certified. Its rules are versioned; awards keep the version they were given under."""

    class Decision(models.TextChoices):
        AUTOMATIC = "AUTOMATIC", _("By rule")
        HR = "HR", _("Confirmed by HR")

    code = models.CharField(_("code"), max_length=20, unique=True)
    decision = models.CharField(_("who decides"), max_length=10, choices=Decision)
    current_version = models.ForeignKey(
        "certificates.SchemeVersion", models.PROTECT, null=True, related_name="+", editable=False
    )
    is_open = models.BooleanField(_("open for new awards"), default=True)

    def __str__(self) -> str:
        return self.current_version.title if self.current_version else self.code


class SchemeVersion(Snapshot):
    """The rules of a scheme. Append-only.

    Body: {"modules": [codes], "validity_months": n or null, "design", "subtitle", "scope"}.
    """

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="versions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "number"], name="certificates_schemeversion_number_once"
            ),
        ]


class Register(Row):
    """The counter of one series of certificate numbers: gapless, taken in the transaction of the award."""

    series = models.CharField(max_length=40, unique=True)
    last = models.PositiveIntegerField(default=0)


class Signatory(models.Model):
    """A person whose name and office are printed. Personal data: a name in office."""

    name = models.CharField(_("name"), max_length=80)
    office = models.CharField(_("office"), max_length=80)
    position = models.PositiveSmallIntegerField(
        _("place on the certificate"), unique=True, choices=[(1, _("Left")), (2, _("Right"))]
    )

    panels: ClassVar = [FieldPanel("name"), FieldPanel("office"), FieldPanel("position")]

    class Meta:
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.name}, {self.office}"
