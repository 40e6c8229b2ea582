"""The trail is written with the deed or not at all, and can be recomputed."""

import hashlib

import pytest
from django.db import transaction

from learning import audit
from learning.models import AuditEvent, AuditPayload, Department


def test_an_event_says_who_did_what_to_what_and_when(people, at):
    event = audit.record("role-granted", target=people.dayle, by=people.nadia, at=at, role="TRAINER")

    assert (event.actor, event.verb, event.at) == (people.nadia, "role-granted", at)
    assert (event.target_kind, event.target_key) == ("learning.user", str(people.dayle.uuid))
    assert str(event) == f"role-granted learning.user {people.dayle.uuid}"
    assert event.payload.details == {"role": "TRAINER"}


def test_a_row_without_a_public_name_is_known_by_its_number(db, at):
    group = Department.objects.create(code="pier", name="Pier").states.create(from_on=at.date(), name="Pier")

    event = audit.record("named", target=group, by=None, at=at)

    assert event.target_key == str(group.pk)
    assert event.actor is None


def test_deed_and_trail_roll_back_together(db, at):
    before = (AuditEvent.objects.count(), AuditPayload.objects.count())

    with transaction.atomic():
        department = Department.objects.create(code="half", name="Half done")
        audit.record("made", target=department, by=None, at=at)
        transaction.set_rollback(True)

    assert (AuditEvent.objects.count(), AuditPayload.objects.count()) == before
    assert not Department.objects.filter(code="half").exists()


def test_outside_a_transaction_nothing_is_written(people, at, monkeypatch):
    before = AuditEvent.objects.count()

    with monkeypatch.context() as outside:
        outside.setattr(transaction.get_connection(), "in_atomic_block", False)
        with pytest.raises(RuntimeError, match="inside the transaction"):
            audit.record("tried", target=people.dayle, by=None, at=at)

    assert AuditEvent.objects.count() == before


def test_the_hash_can_be_made_again_from_what_is_kept(people, at):
    details = {"title": "Règlement “B”", "days": [1, 2], "due": None, "nested": {"b": 1, "a": 2}}

    event = audit.record("tried", target=people.dayle, by=None, at=at, **details)

    kept = AuditPayload.objects.get(event=event)
    assert audit.digest(kept.salt, kept.details) == event.payload_hash


def test_the_digest_is_salt_and_canonical_json():
    expected = hashlib.sha256('salt{"a":"é","b":1}'.encode()).hexdigest()

    assert audit.digest("salt", {"b": 1, "a": "é"}) == expected


def test_equal_details_hash_differently_each_time(people, at):
    first, second = (audit.record("tried", target=people.dayle, by=None, at=at) for _ in range(2))

    assert first.payload_hash != second.payload_hash
