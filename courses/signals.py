"""News from learning, sent inside the transaction. Receivers only write jobs."""

from django.dispatch import Signal

module_completed = Signal()  # completion_id
course_completed = Signal()  # completion_id
