"""Work is owed once, handed out by the sweep, done once, tried again, given up at last."""

from datetime import timedelta

import pytest
from kombu.exceptions import OperationalError

from learning import jobs, tasks
from learning.models import Department, Job


@pytest.fixture
def owe(db, at):
    """Owe a piece of work that sends nothing until it is run."""

    def owe_one(key="one", **options):
        jobs.enqueue("send-mail", key=key, payload={}, at=at, **options)
        return Job.objects.get(key=key)

    return owe_one


class Broker:
    """Takes the first `room` messages and refuses the rest."""

    def __init__(self, room, refusal=OperationalError):
        self.room, self.refusal, self.sent = room, refusal, []

    def send_task(self, name, kwargs, retry):
        if len(self.sent) == self.room:
            raise self.refusal("no broker here")
        self.sent.append((name, kwargs, retry))


def fail(job, at, after=lambda: None):
    """The work goes wrong in the end."""

    def work():
        with jobs.taken(job.pk, at):
            after()
            raise ValueError("no ink")

    with pytest.raises(ValueError, match="no ink"):
        work()
    job.refresh_from_db()


def test_owing_the_same_key_twice_owes_one(owe):
    owe("one")
    owe("one")

    assert Job.objects.filter(key="one").count() == 1


def test_an_unknown_kind_fails_with_the_deed_and_names_the_known(db, at):
    with pytest.raises(KeyError, match=r"no AppConfig declares the job kind 'brew-tea'.*send-mail"):
        jobs.enqueue("brew-tea", key="one", payload={}, at=at)


def test_a_kind_leads_to_its_task():
    assert jobs.task_name("send-mail") == "learning.tasks.send_mail"


def test_work_is_not_owed_before_its_time(owe, at):
    later = at + timedelta(minutes=5)
    job = owe(due_at=later)

    assert list(jobs.owed(at)) == []
    assert list(jobs.owed(later)) == [job]


def test_the_oldest_work_comes_first(owe, at):
    young, old = owe("young"), owe("old", due_at=at - timedelta(minutes=1))

    assert jobs.hand_out(at) == [old, young]


def test_leased_work_is_not_handed_out_again(owe, at):
    job = owe()

    assert jobs.hand_out(at) == [job]
    assert jobs.hand_out(at + jobs.LEASE - timedelta(seconds=1)) == []


def test_work_is_handed_out_again_when_its_lease_runs_out(owe, at):
    job = owe()
    jobs.hand_out(at)

    assert jobs.hand_out(at + jobs.LEASE) == [job]


def test_of_two_sweeps_at_once_one_leases_the_row(owe, at, monkeypatch):
    job = owe()
    both_saw = [job]
    monkeypatch.setattr(jobs, "owed", lambda at: both_saw)

    first, second = jobs.hand_out(at), jobs.hand_out(at)

    assert (first, second) == ([job], [])


def test_a_sweep_hands_out_no_more_than_a_batch(owe, at, monkeypatch):
    monkeypatch.setattr(jobs, "BATCH", 2)
    for key in ("one", "two", "three"):
        owe(key)

    assert len(jobs.hand_out(at)) == 2


def test_finished_work_is_done_and_no_longer_owed(owe, at):
    job = owe()

    with jobs.taken(job.pk, at) as mine:
        assert mine == job

    job.refresh_from_db()
    assert job.done_at == at
    assert list(jobs.owed(at)) == []


def test_a_second_delivery_of_finished_work_is_told_so(owe, at):
    job = owe("one")
    with jobs.taken(job.pk, at):
        pass

    with pytest.raises(jobs.AlreadyDone, match="one"), jobs.taken(job.pk, at):
        pytest.fail("the work was done twice")

    job.refresh_from_db()
    assert (job.attempts, job.error) == (0, "")


def test_a_failure_leaves_nothing_of_the_work(owe, at):
    job = owe()

    fail(job, at, after=lambda: Department.objects.create(code="half", name="Half done"))

    assert not Department.objects.filter(code="half").exists()


def test_a_failure_is_noted_and_the_work_comes_back_later(owe, at):
    job = owe()
    jobs.hand_out(at)

    fail(job, at)

    assert (job.attempts, job.error) == (1, "ValueError: no ink")
    assert job.lease_until is None
    assert list(jobs.owed(at)) == []
    assert list(jobs.owed(at + timedelta(seconds=10))) == [job]


def test_each_failure_waits_twice_as_long(owe, at):
    job, waits = owe(), []

    for _ in range(jobs.MAX_ATTEMPTS - 1):
        fail(job, at)
        waits.append((job.due_at - at).total_seconds())

    assert waits == [10, 20, 40, 80, 160]


def test_work_is_given_up_after_the_last_attempt(owe, at):
    job = owe()

    for _ in range(jobs.MAX_ATTEMPTS):
        fail(job, at)

    assert job.failed_at == at
    assert job.done_at is None
    assert list(jobs.owed(at + timedelta(days=365))) == []


def test_work_that_was_given_up_is_not_done_by_a_late_delivery(owe, at):
    job = owe()
    for _ in range(jobs.MAX_ATTEMPTS):
        fail(job, at)

    with pytest.raises(jobs.AlreadyDone), jobs.taken(job.pk, at):
        pytest.fail("the work was done after all")


def test_success_after_a_failure_clears_the_note(owe, at):
    job = owe()
    fail(job, at)

    with jobs.taken(job.pk, at):
        pass

    job.refresh_from_db()
    assert (job.done_at, job.error) == (at, "")


def test_the_sweep_sends_ids_and_task_names_without_waiting(owe, at, monkeypatch):
    job, broker = owe(), Broker(room=9)
    monkeypatch.setattr(tasks, "app", broker)

    assert tasks.sweep() == 1

    assert broker.sent == [("learning.tasks.send_mail", {"job_id": job.pk}, False)]
    assert list(jobs.owed(at)) == []


@pytest.mark.parametrize("refusal", [OperationalError, ConnectionRefusedError])
def test_a_refusing_broker_gives_every_row_back(owe, at, monkeypatch, refusal):
    all_three = [owe("one"), owe("two"), owe("three")]
    monkeypatch.setattr(tasks, "app", Broker(room=0, refusal=refusal))

    assert tasks.sweep() == 0

    assert list(jobs.owed(at)) == all_three


def test_what_the_broker_took_before_it_refused_stays_leased(owe, at, monkeypatch):
    _sent, left = owe("one"), owe("two")
    monkeypatch.setattr(tasks, "app", Broker(room=1))

    assert tasks.sweep() == 1

    assert list(jobs.owed(at)) == [left]
