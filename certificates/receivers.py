"""News from learning and from awards: receivers only write jobs."""

from typing import Any

from django.dispatch import receiver

from certificates.models import Award
from certificates.signals import award_issued
from courses.models import Completion
from courses.signals import module_completed
from learning import clock, jobs


@receiver(module_completed, sender=Completion)
def award_by_rule(completion_id: int, **_: Any) -> None:
    jobs.enqueue("award", key=f"award:{completion_id}", payload={"completion": completion_id}, at=clock.now())


@receiver(award_issued, sender=Award)
def draw_its_document(document_id: int, **_: Any) -> None:
    jobs.enqueue("draw", key=f"draw:{document_id}", payload={"document": document_id}, at=clock.now())
