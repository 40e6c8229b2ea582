"""Lantern's table of people, seen by a project that knows nothing else of Lantern."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class User(AbstractBaseUser):
    """The same columns as learning.User. Never written. Personal data: made-up names only."""

    is_superuser = models.BooleanField()
    uuid = models.UUIDField()
    staff_number = models.CharField(max_length=20, unique=True)
    legal_name = models.CharField(max_length=200)
    display_name = models.CharField(max_length=100)
    email = models.EmailField()
    language = models.CharField(max_length=10)
    is_active = models.BooleanField()
    merged_into = models.ForeignKey("self", models.PROTECT, null=True)
    date_joined = models.DateTimeField()

    objects: ClassVar[BaseUserManager] = BaseUserManager()
    USERNAME_FIELD = "staff_number"

    class Meta:
        managed = False
        db_table = "learning_user"

    def __str__(self) -> str:
        return self.staff_number
