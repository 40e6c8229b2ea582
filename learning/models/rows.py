"""What every row of ours shares."""

import uuid

from django.db import models


class Row(models.Model):
    """A row that Wagtail's reference index need not look at: saving an answer must not cost it four queries."""

    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True


class PublicRow(Row):
    """A row that is named outside by a random identifier; its number stays inside."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True
