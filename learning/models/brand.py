"""The name, mark and colours that an installation gives itself."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from learning.contrast import ratio

PAPER, NIGHT_PAPER = "#FFFFFF", "#18242B"
is_colour = RegexValidator(r"^#[0-9A-Fa-f]{6}\Z", _("Write a colour as # and six figures, such as #0B5563."))


@register_setting(icon="cog")
class Brand(BaseGenericSetting):
    """White label: everything that names the issuer on screens, in mails and on certificates."""

    name = models.CharField(_("name of the site"), max_length=40, default="Lantern")
    place = models.CharField(_("territory"), max_length=60, default="Ursula Cays")
    issuer = models.CharField(
        _("issuer of certificates"), max_length=80, default="Learning Institute, Ursula Cays"
    )
    register_prefix = models.SlugField(_("prefix of certificate numbers"), max_length=6, default="UC")
    contact_email = models.EmailField(_("address of a person who helps"), blank=True)
    mark = models.ForeignKey("wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+")
    sea = models.CharField(_("main colour"), max_length=7, default="#0B5563", validators=[is_colour])
    sea_dark = models.CharField(
        _("main colour on dark"), max_length=7, default="#7CC7D3", validators=[is_colour]
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("place"), FieldPanel("contact_email")], heading=_("Names")
        ),
        MultiFieldPanel([FieldPanel("issuer"), FieldPanel("register_prefix")], heading=_("Certificates")),
        MultiFieldPanel([FieldPanel("mark"), FieldPanel("sea"), FieldPanel("sea_dark")], heading=_("Look")),
    ]

    class Meta:
        verbose_name = _("name and look")

    def clean(self) -> None:
        super().clean()
        for field, ground in (("sea", PAPER), ("sea_dark", NIGHT_PAPER)):
            try:
                found = ratio(getattr(self, field), ground)
            except ValueError:  # is_colour has said so already
                continue
            if found < 4.5:
                words = _(
                    "This colour stands out %(found).1f to 1 from the page. Text needs 4.5 to 1: choose a %(way)s one."
                )
                way = _("darker") if field == "sea" else _("lighter")
                raise ValidationError({field: words % {"found": found, "way": way}})
