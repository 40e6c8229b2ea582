"""The audit trail: what was done, by whom, to what, in the same transaction as the deed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from learning.models.rows import PublicRow, Row


class AuditEvent(PublicRow):
    """One deed. Append-only. Holds no personal data itself: details stand beside and can be erased."""

    at = models.DateTimeField(db_index=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="deeds")
    verb = models.SlugField(_("deed"), max_length=50)
    target_kind = models.CharField(max_length=60)
    target_key = models.CharField(max_length=60)
    payload_hash = models.CharField(max_length=64, help_text=_("SHA-256 of salt and details."))

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["target_kind", "target_key"], name="learning_auditevent_target")]

    def __str__(self) -> str:
        return f"{self.verb} {self.target_kind} {self.target_key}"


class AuditPayload(Row):
    """The details of a deed, salted into the event's hash. May hold personal data; erasable through the gate."""

    event = models.OneToOneField(AuditEvent, models.PROTECT, related_name="payload", primary_key=True)
    salt = models.CharField(max_length=32)
    details = models.JSONField(default=dict)


class LedgerGate(Row):
    """The single row that lets erasure past the triggers, while its transaction runs."""

    is_open = models.BooleanField(default=False)
