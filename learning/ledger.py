"""Evidence that the database itself refuses to change: triggers on SQLite and PostgreSQL.

An app lists its ledgers in its AppConfig (`ledgers = [...]`). Triggers are installed after every migrate
(SQLite rebuilds tables and drops them silently) and checked at start. The gate is the one way past them: the
erasure service opens it inside its own transaction.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from django.apps import apps
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, Model

GATE = "learning_ledgergate"
IS_OPEN = f"EXISTS (SELECT 1 FROM {GATE} WHERE is_open)"  # noqa: S608 a constant


@dataclass(frozen=True)
class Ledger:
    """What may never happen to a table's rows.

    `frozen` names the fields that may not change; None means none may (append-only).
    `once_set` freezes a field as soon as it holds a value; `after` freezes fields once another one is set.
    Rows are never deleted.
    """

    model: str
    frozen: tuple[str, ...] | None = None
    once_set: tuple[str, ...] = ()
    after: tuple[tuple[str, tuple[str, ...]], ...] = ()


def append_only(model: str) -> Ledger:
    """Rows are added and never touched again."""
    return Ledger(model)


def guarded(
    model: str,
    *,
    frozen: Iterable[str] = (),
    once_set: Iterable[str] = (),
    after: Mapping[str, Iterable[str]] | None = None,
) -> Ledger:
    """Rows are never deleted; `frozen` fields never change, `once_set` fields only from empty.

    `after={"locked_at": ["answer"]}` freezes answer from the moment locked_at is set.
    """
    later = tuple((name, tuple(fields)) for name, fields in (after or {}).items())
    return Ledger(model, tuple(frozen), tuple(once_set), later)


def declared() -> list[Ledger]:
    return [ledger for config in apps.get_app_configs() for ledger in getattr(config, "ledgers", [])]


def install(using: str = "default") -> None:
    """Create or replace every trigger whose table exists. Safe to repeat."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    if GATE not in tables:
        return
    with connection.cursor() as cursor:
        for ledger in declared():
            model = apps.get_model(ledger.model)
            if model._meta.db_table in tables:
                for statement in [*_drop(connection, model), *_create(connection, ledger, model)]:
                    cursor.execute(statement)


def uninstall(using: str = "default") -> None:
    """Remove every trigger. For tests that empty the database; post_migrate puts them back."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for ledger in declared():
            model = apps.get_model(ledger.model)
            if model._meta.db_table in tables:
                for statement in _drop(connection, model):
                    cursor.execute(statement)


def missing(using: str = "default") -> list[str]:
    """The tables whose triggers are not all there."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        found = {row[0] for row in cursor.fetchall()}
    tables = [apps.get_model(ledger.model)._meta.db_table for ledger in declared()]
    return [table for table in tables if not {f"{table}_keep", f"{table}_nodelete"} <= found]


@contextmanager
def gate_open(using: str = "default") -> Iterator[None]:
    """Let erasure through, inside one transaction. Only the erasure service may call this."""
    model = apps.get_model("learning.LedgerGate")
    with transaction.atomic(using=using):
        model.objects.using(using).update_or_create(pk=1, defaults={"is_open": True})
        yield
        model.objects.using(using).filter(pk=1).update(is_open=False)


def _changed(connection: BaseDatabaseWrapper, ledger: Ledger, model: type[Model]) -> str:
    """The SQL condition under which an update breaks the ledger."""
    if ledger.frozen is None:
        return "1 = 1"
    quote = connection.ops.quote_name
    differs = "IS NOT" if connection.vendor == "sqlite" else "IS DISTINCT FROM"
    always = [_column(model, name) for name in ledger.frozen]
    once = [_column(model, name) for name in ledger.once_set]
    clauses = [f"OLD.{quote(c)} {differs} NEW.{quote(c)}" for c in always]
    clauses += [f"(OLD.{quote(c)} IS NOT NULL AND OLD.{quote(c)} {differs} NEW.{quote(c)})" for c in once]
    for latch, names in ledger.after:
        frozen = " OR ".join(
            f"OLD.{quote(_column(model, n))} {differs} NEW.{quote(_column(model, n))}" for n in names
        )
        clauses.append(f"(OLD.{quote(_column(model, latch))} IS NOT NULL AND ({frozen}))")
    return " OR ".join(clauses) or "1 = 0"


def _column(model: type[Model], name: str) -> str:
    field = model._meta.get_field(name)
    assert isinstance(field, Field)  # noqa: S101 a mistake in an AppConfig, seen at the first migrate
    return str(field.column)


def _drop(connection: BaseDatabaseWrapper, model: type[Model]) -> list[str]:
    table = model._meta.db_table
    on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
    names = [f"{table}_keep", f"{table}_nodelete", f"{table}_notruncate"]
    return [f'DROP TRIGGER IF EXISTS "{name}"{on}' for name in names]


def _create(connection: BaseDatabaseWrapper, ledger: Ledger, model: type[Model]) -> list[str]:
    table, changed = model._meta.db_table, _changed(connection, ledger, model)
    words = f"{table} is a ledger: "
    if connection.vendor == "sqlite":
        return [
            f'CREATE TRIGGER "{table}_keep" BEFORE UPDATE ON "{table}" '
            f"WHEN ({changed}) AND NOT {IS_OPEN} BEGIN SELECT RAISE(ABORT, '{words}what is written stays'); END",
            f'CREATE TRIGGER "{table}_nodelete" BEFORE DELETE ON "{table}" '
            f"WHEN NOT {IS_OPEN} BEGIN SELECT RAISE(ABORT, '{words}nothing is deleted'); END",
        ]
    function = f'"{table}_ledger"'
    return [
        f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN "
        f"IF {IS_OPEN} THEN IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END IF; "
        f"RAISE EXCEPTION '{words}% refused', TG_OP USING ERRCODE = 'restrict_violation'; END $body$",
        f'CREATE TRIGGER "{table}_keep" BEFORE UPDATE ON "{table}" FOR EACH ROW WHEN ({changed}) '
        f"EXECUTE FUNCTION {function}()",
        f'CREATE TRIGGER "{table}_nodelete" BEFORE DELETE ON "{table}" FOR EACH ROW EXECUTE FUNCTION {function}()',
        f'CREATE TRIGGER "{table}_notruncate" BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT '
        f"EXECUTE FUNCTION {function}()",
    ]
