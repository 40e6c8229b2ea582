"""Documents: stored bytes that show an award. Drawn once from frozen facts, superseded but never redrawn."""

from django.db import models
from django.db.models import Q

from certificates.models.awards import Award
from learning.models.rows import PublicRow


class Document(PublicRow):
    """One certificate as a file. Guarded: its code and, once drawn, its bytes stay. Personal data: a name."""

    award = models.ForeignKey(Award, models.PROTECT, related_name="documents")
    version = models.PositiveSmallIntegerField(default=1)
    code = models.CharField(max_length=12, unique=True)
    language = models.CharField(max_length=10, default="en")
    template = models.CharField(max_length=20)
    made_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)
    name = models.CharField(max_length=100, null=True)  # noqa: DJ001 null until drawn: once set it is frozen
    sha256 = models.CharField(max_length=64, null=True)  # noqa: DJ001 as above
    size = models.PositiveIntegerField(null=True)
    drawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["award", "version"], name="certificates_document_version_once"),
            models.UniqueConstraint(
                fields=["award"],
                condition=Q(superseded_at__isnull=True),
                name="certificates_document_one_current",
            ),
            models.CheckConstraint(
                condition=Q(drawn_at__isnull=True, name__isnull=True, sha256__isnull=True, size__isnull=True)
                | Q(drawn_at__isnull=False, name__isnull=False, sha256__isnull=False, size__isnull=False),
                name="certificates_document_drawn_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.award} R{self.version}"
