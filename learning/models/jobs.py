"""The truth about background work. The broker only carries the numbers of these rows."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from learning.models.rows import Row


class Job(Row):
    """A piece of work owed, written in the transaction of the deed. `key` makes asking twice harmless."""

    kind = models.SlugField(_("kind"), max_length=50)
    key = models.CharField(_("key"), max_length=150, unique=True)
    payload = models.JSONField(default=dict)
    due_at = models.DateTimeField(_("due"))
    lease_until = models.DateTimeField(_("handed out until"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    failed_at = models.DateTimeField(_("given up"), null=True, blank=True)
    error = models.TextField(_("last error"), blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(failed_at__isnull=True),
                name="learning_job_done_or_given_up",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(done_at__isnull=True, failed_at__isnull=True),
                name="learning_job_owed",
            ),
        ]

    def __str__(self) -> str:
        return self.key
