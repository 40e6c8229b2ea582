"""Work that courses owe."""

from celery import shared_task

from courses.services import moving, publishing
from learning import clock, jobs


@shared_task
def renew_outlines(*, job_id: int, **_: object) -> None:
    """Pages were moved, unpublished or deleted: bring every course's outline into line with its pages."""
    now = clock.now()
    try:
        with jobs.taken(job_id, now):
            publishing.renew_outlines(at=now)
            moving.catch_up(at=now)
    except jobs.AlreadyDone:
        return
