"""What must be true before Lantern starts."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError, connections

from learning import ledger


@register(Tags.database)
def ledgers_are_guarded(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Every ledger table that exists has its triggers. Runs with `check --database default` and before serving."""
    found: list[CheckMessage] = []
    for alias in databases or []:
        try:
            if ledger.GATE in connections[alias].introspection.table_names():
                found += [
                    Error(
                        f"{table} is a ledger without its triggers: rows could be changed or deleted.",
                        hint="Run `manage.py migrate`: it puts the triggers back.",
                        id="lantern.E001",
                    )
                    for table in ledger.missing(alias)
                ]
        except DatabaseError as error:
            found.append(Error(f"The database does not answer: {error}", id="lantern.E002"))
    return found


@register(Tags.database)
def answers_are_durable(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """An acknowledged answer must survive a power cut."""
    return [
        Error(
            f"{setting} is {value}: a power cut would lose answers that officers saw as saved.",
            hint="Use the options of learning/settings/databases.py, or turn it on in postgresql.conf.",
            id="lantern.E003",
        )
        for alias in databases or []
        for setting, value in _lax_settings(alias)
    ]


def _lax_settings(alias: str) -> list[tuple[str, str]]:
    connection = connections[alias]
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA synchronous")
                level = int(cursor.fetchone()[0])
                return [] if level >= 2 else [("synchronous", str(level))]
            lax = []
            for setting in ("fsync", "synchronous_commit"):
                cursor.execute(f"SHOW {setting}")  # one of two constants
                value = cursor.fetchone()[0]
                if value == "off":
                    lax.append((setting, value))
            return lax
    except DatabaseError:
        return []
