"""Where people work. Names, parents and posts are dated, so that any past day can be replayed."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from learning.models.rows import PublicRow, Row


class Department(PublicRow):
    """A department that stays itself while its name and its place in the tree change."""

    code = models.SlugField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name today"), max_length=150)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class DepartmentState(Row):
    """What a department was called, and under which it stood, from a day on. The latest such day counts."""

    department = models.ForeignKey(Department, models.PROTECT, related_name="states")
    from_on = models.DateField(_("from"))
    name = models.CharField(_("name"), max_length=150)
    parent = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="child_states")
    is_closed = models.BooleanField(_("closed"), default=False)

    class Meta:
        ordering = ["department", "from_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["department", "from_on"], name="learning_departmentstate_one_per_day"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("department")),
                name="learning_departmentstate_not_own_parent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.from_on})"


class Station(PublicRow):
    """A place of duty where officers are posted, such as a port of entry or a counter."""

    class Kind(models.TextChoices):
        FERRY = "FERRY", _("Ferry terminal")
        AIRPORT = "AIRPORT", _("Airport")
        CRUISE = "CRUISE", _("Cruise pier")
        YACHT = "YACHT", _("Yacht harbour")
        OFFICE = "OFFICE", _("Office or counter")

    code = models.SlugField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=150)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.OFFICE)
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="stations")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Post(Row):
    """A person's place in the service from one day until before another. Holds personal data."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="posts")
    department = models.ForeignKey(Department, models.PROTECT, related_name="posts")
    station = models.ForeignKey(Station, models.PROTECT, null=True, blank=True, related_name="posts")
    title = models.CharField(_("post title"), max_length=150)
    is_customer_facing = models.BooleanField(_("faces customers"), default=True)
    line_manager = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="managed_posts"
    )
    from_on = models.DateField(_("from"))
    until_on = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The first day no longer in post.")
    )

    class Meta:
        ordering = ["person", "from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gt=F("from_on")),
                name="learning_post_until_after_from",
                violation_error_message=_("A post ends after it begins."),
            ),
            models.UniqueConstraint(
                fields=["person", "department", "title", "from_on"], name="learning_post_not_twice"
            ),
            models.CheckConstraint(
                condition=Q(line_manager__isnull=True) | ~Q(line_manager=F("person")),
                name="learning_post_not_own_manager",
            ),
        ]

    def __str__(self) -> str:
        return self.title
