"""Background work that survives every broker: written with the deed, sent by the sweep, done once.

The request writes a Job row in its own transaction and publishes nothing. The sweep hands due rows to Celery and
hands them out again when a lease runs out. The worker locks the row, works and marks it done in one transaction,
so a killed worker leaves the row owed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import models, transaction

from learning.models import Job

LEASE = timedelta(seconds=30)
MAX_ATTEMPTS = 6
BATCH = 200
FORGETS = "post"  # may hold a link to reset a password: a job that is given up drops its words too


class AlreadyDone(Exception):
    """The job was finished by another delivery of the same message."""


def enqueue(
    kind: str, *, key: str, payload: dict[str, Any], at: datetime, due_at: datetime | None = None
) -> None:
    """Owe a piece of work. Asking again with the same key does nothing. Call it inside the deed's transaction."""
    task_name(kind)  # an unknown kind is a mistake of ours: fail with the deed, not in the worker
    job = Job(kind=kind, key=key, payload=payload, due_at=due_at or at)
    Job.objects.bulk_create([job], ignore_conflicts=True)


def task_name(kind: str) -> str:
    """The dotted name of the task for a kind, from the AppConfigs' `jobs`. KeyError names an unknown kind."""
    known = {
        name: task for config in apps.get_app_configs() for name, task in getattr(config, "jobs", {}).items()
    }
    try:
        return str(known[kind])
    except KeyError:
        raise KeyError(f"no AppConfig declares the job kind {kind!r}; known: {sorted(known)}") from None


def owed(at: datetime) -> models.QuerySet[Job]:
    """Jobs that should be with a worker now and are not."""
    free = models.Q(lease_until__isnull=True) | models.Q(lease_until__lte=at)
    return Job.objects.filter(free, done_at__isnull=True, failed_at__isnull=True, due_at__lte=at).order_by(
        "due_at"
    )


def hand_out(at: datetime) -> list[Job]:
    """Lease the next batch of owed jobs. Two sweeps at once never lease the same row twice."""
    taken = []
    for job in owed(at)[:BATCH]:
        free = models.Q(lease_until__isnull=True) | models.Q(lease_until__lte=at)
        if Job.objects.filter(free, pk=job.pk, done_at__isnull=True).update(lease_until=at + LEASE):
            taken.append(job)
    return taken


def take_back(leased: list[Job]) -> None:
    """The broker refused: make the jobs owed again at once."""
    Job.objects.filter(pk__in=[job.pk for job in leased], done_at__isnull=True).update(lease_until=None)


@contextmanager
def taken(job_id: int, at: datetime) -> Iterator[Job]:
    """Lock a job, let the caller work, mark it done: one transaction. Raises AlreadyDone on a second delivery.

    If the work raises, nothing of it stays; the error is noted, the job comes back later, and after
    MAX_ATTEMPTS it is given up and shown.
    """
    try:
        with transaction.atomic():
            yield _locked(job_id)
            Job.objects.filter(pk=job_id).update(done_at=at, lease_until=None, error="")
    except AlreadyDone:
        raise
    except Exception as error:
        _note_failure(job_id, error, at)
        raise


def forget_payload(job: Job) -> None:
    """Drop what a finished job was about, such as a link to reset a password."""
    Job.objects.filter(pk=job.pk).update(payload={})


def _locked(job_id: int) -> Job:
    job = Job.objects.select_for_update().get(pk=job_id)
    if job.done_at or job.failed_at:
        raise AlreadyDone(job.key)
    return job


def _note_failure(job_id: int, error: Exception, at: datetime) -> None:
    with transaction.atomic():
        job = Job.objects.select_for_update().get(pk=job_id)
        job.attempts += 1
        job.error = f"{type(error).__name__}: {error}"[:2000]
        job.lease_until = None
        if job.attempts >= MAX_ATTEMPTS:
            job.failed_at = at
            if job.kind == FORGETS:
                job.payload = {}
        else:
            job.due_at = at + timedelta(seconds=5 * 2**job.attempts)
        job.save(update_fields=["attempts", "error", "lease_until", "failed_at", "due_at", "payload"])
