"""Work that awards owe: giving them by rule, drawing their documents."""

from celery import shared_task

from certificates.services import awarding, drawing
from learning import clock, jobs


@shared_task
def award_by_rule(*, job_id: int, **_: object) -> None:
    """Give the automatic awards that a completed module has earned."""
    now = clock.now()
    try:
        with jobs.taken(job_id, now) as job:
            awarding.issue_for_completion(completion_id=job.payload["completion"], at=now)
    except jobs.AlreadyDone:
        return


@shared_task
def draw_document(*, job_id: int, **_: object) -> None:
    """Draw one certificate."""
    now = clock.now()
    try:
        with jobs.taken(job_id, now) as job:
            drawing.draw_document(document_id=job.payload["document"], at=now)
    except jobs.AlreadyDone:
        return
