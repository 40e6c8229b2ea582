"""The scheduler's work: send what is owed, follow the calendar."""

from celery import shared_task
from django.core.management import call_command
from kombu.exceptions import OperationalError

from learning import clock, jobs
from learning.celery import app
from learning.services import mail, people


@shared_task
def sweep(**_: object) -> int:
    """Hand owed jobs to the workers. A broker that refuses gets them again at the next sweep."""
    leased = jobs.hand_out(clock.now())
    for sent, job in enumerate(leased):
        try:
            app.send_task(jobs.task_name(job.kind), kwargs={"job_id": job.pk}, retry=False)
        except (OperationalError, OSError):
            jobs.take_back(leased[sent:])
            return sent
    return len(leased)


@shared_task
def follow_dates(**_: object) -> None:
    """Grants begin and end by the calendar: bring Wagtail's groups into line."""
    people.derive_all_groups(on=clock.today())


@shared_task
def publish_scheduled(**_: object) -> None:
    """Wagtail's scheduled publishing."""
    call_command("publish_scheduled")


@shared_task
def send_mail(*, job_id: int, **_: object) -> None:
    """Send one mail that a deed owes."""
    try:
        with jobs.taken(job_id, clock.now()) as job:
            mail.send(to=job.payload["to"], template=job.payload["template"], facts=job.payload["facts"])
    except jobs.AlreadyDone:
        return


@shared_task
def post(*, job_id: int, **_: object) -> None:
    """Send one mail that Wagtail or allauth wrote, and forget its words."""
    try:
        with jobs.taken(job_id, clock.now()) as job:
            mail.send_packed(job.payload)
            jobs.forget_payload(job)
    except jobs.AlreadyDone:
        return
