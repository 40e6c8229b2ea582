"""What happens when something dies: a worker in the middle of drawing, the broker at hand-in."""

import os
import signal
import time
from collections.abc import Iterator

import pytest

from tests.journeys.house import House

pytestmark = pytest.mark.worker
BROKERS = ["filesystem://"]
if os.environ.get("LANTERN_BROKERS"):  # CI has both services; elsewhere the folder must do
    BROKERS += ["redis://127.0.0.1:6379/9", "amqp://guest:guest@127.0.0.1:5672//"]
WORKER = ("-m", "celery", "-A", "learning", "worker", "--pool=solo", "--loglevel=WARNING")
BEAT = (
    "-m",
    "celery",
    "-A",
    "learning",
    "beat",
    "--loglevel=WARNING",
    "--schedule",
    "{data}/beat",
    "--pidfile",
    "",
)

CONFIRM = """
from certificates.models import Scheme
from certificates.services import awarding
from learning import clock
from learning.models import User
officer, hr = User.objects.get(staff_number="BS-0177"), User.objects.get(staff_number="HR-0002")
award, new = awarding.confirm_one(officer=officer, scheme=Scheme.objects.get(code="SC-M4"), by=hr, at=clock.now())
print(award.number)
"""
DRAWN = """
from certificates.models import Award, Document
from learning.models import AuditEvent, Job
documents = Document.objects.filter(award__scheme__code="SC-M4")
print(documents.count(), documents.filter(drawn_at__isnull=False).count(),
      AuditEvent.objects.filter(verb="certificate-drawn", target_key__in=[str(d.uuid) for d in documents]).count(),
      Job.objects.filter(kind="draw", done_at__isnull=True).count())
"""
HAND_IN = """
from uuid import uuid4
from assessments.models import Assessment
from assessments.services import demo
from courses.models import Enrolment, Step
from learning import clock
enrolment = Enrolment.objects.get(officer__staff_number="BS-0142")
demo.finish_course(officer=enrolment.officer, course=enrolment.course, at=clock.now())
print(enrolment.officer.attempts.get().receipt)
"""
RECORD = """
from certificates.models import Award, Document
awards = Award.objects.filter(officer__staff_number="BS-0142", scheme__code="MOD-M4")
print(awards.count(), Document.objects.filter(award__in=awards, drawn_at__isnull=False).count())
"""


@pytest.fixture
def still_house(tmp_path, model_house) -> Iterator[House]:
    """Set up, but with no process running."""
    built = House(tmp_path / "data", like=model_house)
    try:
        yield built
    finally:
        built.close()


def beat(house: House, **environment: str):
    return house.python(*[part.format(data=house.data) for part in BEAT], **environment)


def test_a_worker_killed_while_drawing_leaves_one_certificate(still_house):
    still_house.shell(CONFIRM)
    beat(still_house)
    slow = still_house.python("-m", "tests.journeys.slow_worker")
    still_house.wait((still_house.data / "drawing").exists, 60)

    still_house.kill(slow, signal.SIGKILL)
    assert still_house.shell(DRAWN).split()[1:3] == ["0", "0"]
    still_house.python(*WORKER)

    still_house.wait(lambda: still_house.shell(DRAWN) == "1 1 1 0", 90)


@pytest.mark.parametrize("broker", BROKERS)
def test_hand_in_does_not_need_the_broker_and_awards_follow_once_it_is_back(tmp_path, model_house, broker):
    house = House(tmp_path / "data", like=model_house, BROKER_URL="redis://127.0.0.1:1/0")  # nobody is there
    try:
        beat(house)
        house.python(*WORKER)

        started = time.monotonic()
        assert house.shell(HAND_IN)  # a receipt
        assert time.monotonic() - started < 30
        assert house.shell(RECORD) == "0 0"

        for process in house.processes:
            house.kill(process)
        beat(house, BROKER_URL=broker)
        house.python(*WORKER, BROKER_URL=broker)
        house.wait(lambda: house.shell(RECORD) == "1 1", 90)
    finally:
        house.close()
