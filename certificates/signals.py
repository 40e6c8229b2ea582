"""News of awards, sent inside the transaction. Receivers only write jobs."""

from django.dispatch import Signal

award_issued = Signal()  # award_id, document_id
