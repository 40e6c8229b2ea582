"""The database refuses to change evidence, on whichever database the suite runs."""

import pytest
from django.db import DatabaseError, connection, transaction

from assessments.models import AttemptSlot
from courses.models import CheckResponse, Enrolment, StepProgress, StepVersion
from learning import audit, ledger
from learning.models import AuditEvent, AuditPayload
from tests import cast


def refused(deed) -> bool:
    """True if the database refuses; the surrounding test transaction survives."""
    try:
        with transaction.atomic():
            deed()
    except DatabaseError:
        return True
    return False


def test_every_ledger_has_its_triggers(db):
    assert ledger.declared()
    assert ledger.missing() == []


def test_an_audit_event_is_never_changed_or_deleted(people, at):
    event = audit.record("tried", target=people.dayle, by=people.nadia, at=at, why="test")

    assert refused(lambda: AuditEvent.objects.filter(pk=event.pk).update(verb="other"))
    assert refused(lambda: AuditEvent.objects.filter(pk=event.pk).delete())
    assert refused(lambda: AuditPayload.objects.filter(event=event).update(details={}))


def test_raw_sql_is_refused_too(lesson):
    version = lesson.current_version

    def overwrite():
        with connection.cursor() as cursor:
            cursor.execute("UPDATE courses_stepversion SET title = 'other' WHERE id = %s", [version.pk])

    assert refused(overwrite)
    assert StepVersion.objects.get(pk=version.pk).title == version.title


def test_without_its_trigger_a_version_can_be_changed(lesson):
    """The control: the test above would notice a missing trigger."""
    ledger.uninstall()
    try:
        assert not refused(lambda: StepVersion.objects.filter(pk=lesson.current_version_id).update(number=77))
        assert "courses_stepversion" in ledger.missing()
    finally:
        ledger.install()


def test_completion_is_set_once_and_stays(people, at, lesson):
    enrolment = cast.finish(people.dayle, people.nadia)
    row = StepProgress.objects.get(enrolment=enrolment, step=lesson)

    assert refused(
        lambda: StepProgress.objects.filter(pk=row.pk).update(completed_at=None, completed_version=None)
    )
    assert refused(lambda: StepProgress.objects.filter(pk=row.pk).delete())
    assert not refused(lambda: StepProgress.objects.filter(pk=row.pk).update(part=row.part))


def test_an_enrolment_keeps_its_officer(people):
    enrolment = cast.enrol(people.dayle, people.nadia)

    assert refused(lambda: Enrolment.objects.filter(pk=enrolment.pk).update(officer=people.marisol))
    assert refused(lambda: Enrolment.objects.filter(pk=enrolment.pk).delete())


def test_an_answer_is_frozen_after_hand_in(people):
    attempt = cast.sit_quiz(cast.enrol(people.dayle, people.nadia))
    slot = AttemptSlot.objects.filter(attempt=attempt).first()

    assert refused(lambda: AttemptSlot.objects.filter(pk=slot.pk).update(answer=["a"], rev=slot.rev + 1))


def test_erasure_passes_only_through_the_open_gate(people, at):
    event = audit.record("tried", target=people.dayle, by=None, at=at, name="Dayle")
    payload = AuditPayload.objects.get(event=event)

    with ledger.gate_open():
        AuditPayload.objects.filter(pk=payload.pk).update(details={})

    assert AuditPayload.objects.get(pk=payload.pk).details == {}
    assert refused(lambda: AuditPayload.objects.filter(pk=payload.pk).update(details={"name": "again"}))


@pytest.mark.parametrize("model", [CheckResponse, StepVersion])
def test_append_only_tables_take_new_rows(model, people):
    before = model.objects.count()

    cast.finish(people.marisol, people.nadia)

    assert model.objects.count() >= before
