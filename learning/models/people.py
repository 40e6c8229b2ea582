"""The people: officers first, and everyone who works for them."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

is_staff_number = RegexValidator(
    r"^[A-Z0-9][A-Z0-9-]{1,19}\Z",
    _("A staff number is 2 to 20 capital letters, figures or hyphens, such as BS-0142."),
)


class UserManager(BaseUserManager["User"]):
    """Makes people. Most officers are made by HR through learning.services.people."""

    def create_user(self, staff_number: str, password: str | None = None, **fields: Any) -> "User":
        email = self.normalize_email(fields.pop("email", "") or "")
        user = self.model(staff_number=staff_number.strip().upper(), email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, staff_number: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(staff_number, password, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person known to the service by a staff number. Holds personal data: names, e-mail.

    `is_active` is "may sign in": off for historic records and for those who left. A duplicate points to the
    kept record through `merged_into`; its evidence is never rewritten.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    staff_number = models.CharField(
        _("staff number"), max_length=20, unique=True, validators=[is_staff_number]
    )
    legal_name = models.CharField(_("legal name"), max_length=200, help_text=_("Printed on certificates."))
    display_name = models.CharField(
        _("display name"), max_length=100, blank=True, help_text=_("Used on screen.")
    )
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=10, default=settings.LANGUAGE_CODE)
    is_active = models.BooleanField(_("may sign in"), default=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="duplicates")
    date_joined = models.DateTimeField(_("added at"), default=timezone.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "staff_number"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["legal_name"]
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["legal_name", "staff_number"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~Q(email=""),
                name="learning_user_email_unique",
                violation_error_message=_("Another person has this e-mail address."),
            ),
            models.CheckConstraint(condition=~Q(staff_number=""), name="learning_user_staff_number_given"),
            models.CheckConstraint(condition=~Q(legal_name=""), name="learning_user_legal_name_given"),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="learning_user_not_merged_into_self",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | Q(is_active=False),
                name="learning_user_merged_cannot_sign_in",
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        return self.display_name or self.legal_name

    def get_short_name(self) -> str:
        return self.get_full_name()
