"""What an officer can do afterwards."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from learning.models.rows import Row


class Level(models.TextChoices):
    K1 = "K1", _("Remember and understand")
    K2 = "K2", _("Apply")
    K3 = "K3", _("Analyse and judge")


class Outcome(Row):
    """One outcome of a module. Items, lessons and criteria point to it by its code."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    statement = models.CharField(_("what the officer can do"), max_length=300)
    level = models.CharField(_("level"), max_length=2, choices=Level)

    class Meta:
        ordering = ["code"]
        verbose_name = _("outcome")

    def __str__(self) -> str:
        return f"{self.code} {self.statement}"
