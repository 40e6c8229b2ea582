"""What must be true before Lantern starts."""

import pytest
from django.db import DatabaseError, connection

from learning import checks, ledger
from learning.apps import put_triggers_back


class Silent:
    """A database that does not answer."""

    vendor = "sqlite"

    @property
    def introspection(self):
        raise DatabaseError("connection refused")

    def cursor(self):
        raise DatabaseError("connection refused")


@pytest.fixture
def lax(db):
    """A second connection to the same database on which a power cut would lose answers."""
    other = connection.copy("lax")
    if connection.vendor == "sqlite":
        other.settings_dict["OPTIONS"] = {"init_command": "PRAGMA synchronous=NORMAL"}
    else:
        other.ensure_connection()
        other.connection.execute("SET synchronous_commit = off")
    yield other
    other.close()


def test_an_installation_with_all_its_triggers_may_start(db):
    assert checks.ledgers_are_guarded(databases=["default"]) == []


def test_a_ledger_without_its_triggers_stops_the_start_by_name(db):
    ledger.uninstall()
    try:
        found = checks.ledgers_are_guarded(databases=["default"])
    finally:
        ledger.install()

    assert {error.id for error in found} == {"lantern.E001"}
    assert any(error.msg.startswith("courses_stepversion is a ledger") for error in found)


def test_before_the_first_migration_there_is_nothing_to_guard(db, monkeypatch):
    monkeypatch.setattr(ledger, "GATE", "a_table_of_tomorrow")

    assert checks.ledgers_are_guarded(databases=["default"]) == []


def test_a_silent_database_stops_the_start(monkeypatch):
    monkeypatch.setattr(checks, "connections", {"default": Silent()})

    (error,) = checks.ledgers_are_guarded(databases=["default"])

    assert error.id == "lantern.E002"
    assert "connection refused" in error.msg


def test_a_silent_database_is_reported_once(monkeypatch):
    monkeypatch.setattr(checks, "connections", {"default": Silent()})

    assert checks.answers_are_durable(databases=["default"]) == []


def test_our_own_settings_are_durable(db):
    assert checks.answers_are_durable(databases=["default"]) == []


def test_a_database_that_may_lose_answers_stops_the_start(lax, monkeypatch):
    monkeypatch.setattr(checks, "connections", {"lax": lax})

    (error,) = checks.answers_are_durable(databases=["lax"])

    assert error.id == "lantern.E003"
    assert error.msg.startswith("synchronous")


def test_without_a_database_named_nothing_is_asked():
    assert checks.ledgers_are_guarded() == checks.answers_are_durable() == []


@pytest.mark.parametrize("tables", [[], [ledger.GATE]])
def test_tables_that_are_not_there_yet_wait_for_their_triggers(
    db, monkeypatch, tables, django_assert_num_queries
):
    monkeypatch.setattr(connection.introspection, "table_names", lambda: tables)

    with django_assert_num_queries(0):
        ledger.install()
        ledger.uninstall()


def test_triggers_come_back_after_every_migrate(db):
    ledger.uninstall()

    put_triggers_back(using="default")

    assert ledger.missing() == []
