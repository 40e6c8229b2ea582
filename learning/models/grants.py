"""Who may do what, where, and for how long."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from learning.models.rows import PublicRow


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    def in_force(self, on: date) -> "RoleGrantQuerySet":
        return self.filter(Q(until_on__isnull=True) | Q(until_on__gt=on), from_on__lte=on)


class RoleGrant(PublicRow):
    """A role given to a person for a time and a scope. Ended, never deleted. Holds personal data.

    `scope` is empty for everywhere, or a key: `department:<code>`, `station:<code>`, `course:<uuid>`,
    `cohort:<uuid>`. A key and not a foreign key, because courses stand above this app.
    """

    class Role(models.TextChoices):
        OFFICER = "OFFICER", _("Officer")
        TRAINER = "TRAINER", _("Trainer")
        ASSESSOR = "ASSESSOR", _("Assessor")
        VERIFIER = "VERIFIER", _("HR verifier")
        LEAD = "LEAD", _("Department lead")
        SCHEME_MANAGER = "SCHEME_MANAGER", _("Scheme manager")
        DIRECTOR = "DIRECTOR", _("Director")
        COUNCIL = "COUNCIL", _("Council officer")
        AUDITOR = "AUDITOR", _("Auditor")
        ADMINISTRATOR = "ADMINISTRATOR", _("Administrator")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="grants")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    scope = models.CharField(_("scope"), max_length=60, blank=True)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="grants_given"
    )
    granted_at = models.DateTimeField()

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role", "scope"],
                condition=Q(until_on__isnull=True),
                name="learning_rolegrant_one_open",
                violation_error_message=_("This person already has this role here."),
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="learning_rolegrant_until_after_from",
            ),
            models.CheckConstraint(
                condition=Q(scope="")
                | Q(scope__regex=r"^(department|station|course|cohort):[0-9A-Za-z_-]+$"),
                name="learning_rolegrant_scope_key",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.scope}".strip()
