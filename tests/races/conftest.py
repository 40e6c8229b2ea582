"""Races need several connections and committed rows; afterwards every row they made is taken out again."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models, transaction

from learning import ledger

OURS = ("learning", "courses", "assessments", "certificates")


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The database without a surrounding transaction."""
    with django_db_blocker.unblock():
        tables = [m for app in OURS for m in apps.get_app_config(app).get_models(include_auto_created=True)]
        before = {m: m._default_manager.aggregate(most=models.Max("pk"))["most"] for m in tables}
        yield
        ledger.uninstall()
        with transaction.atomic(), connection.cursor() as cursor:  # constraints are checked at commit
            for model, most in before.items():
                key = model._meta.pk.column
                where = f'WHERE "{key}" > %s' if most is not None else ""
                cursor.execute(f'DELETE FROM "{model._meta.db_table}" {where}', [most] if where else [])
        ledger.install()
        connection.close()


@contextmanager
def without(model: type[models.Model], name: str) -> Iterator[None]:
    """Take a constraint away: the control that shows what it is good for. `restored` puts it back at the end."""
    constraint = next(c for c in model._meta.constraints if c.name == name)
    # SQLite rebuilds the table after the model as it is told to us.
    model._meta.constraints = [c for c in model._meta.constraints if c is not constraint]
    with connection.schema_editor() as editor:
        editor.remove_constraint(model, constraint)
    ledger.install()
    CONSTRAINTS_TO_RESTORE.append((model, constraint))
    yield


CONSTRAINTS_TO_RESTORE: list[tuple[type[models.Model], Any]] = []


@pytest.fixture
def restored(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Listed before `committed`, so that it ends after it: constraints come back when the doubled rows are gone."""
    yield
    with django_db_blocker.unblock():
        while CONSTRAINTS_TO_RESTORE:
            model, constraint = CONSTRAINTS_TO_RESTORE.pop()
            model._meta.constraints = [*model._meta.constraints, constraint]
            with connection.schema_editor() as editor:
                editor.add_constraint(model, constraint)
        ledger.install()
        connection.close()


def together(deed: Callable[[], Any], times: int) -> list[Any]:
    """Run a deed in so many threads that start at the same moment. Returns results; an error is a result too."""
    gate = threading.Barrier(times)
    results: list[Any] = [None] * times

    def run(place: int) -> None:
        gate.wait()
        try:
            results[place] = deed()
        except Exception as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results
