"""Quality has its place in the house; its features come later."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QualityConfig(AppConfig):
    """Charters, feedback, complaints, visits, indicators."""

    name = "quality"
    verbose_name = _("Quality")
