"""A constraint is known by its name, on whichever database the suite runs."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import UniqueConstraint


@contextmanager
def refused_by(name: str) -> Iterator[None]:
    """What happens inside breaks this constraint, and no other."""
    with pytest.raises(IntegrityError, match=re.escape(_words_for(name))), transaction.atomic():
        yield


def _words_for(name: str) -> str:
    """SQLite names the columns of a unique constraint where PostgreSQL gives its name."""
    model, constraint = next(
        (model, constraint)
        for model in apps.get_models()
        for constraint in model._meta.constraints
        if constraint.name == name
    )
    if connection.vendor != "sqlite" or not isinstance(constraint, UniqueConstraint) or not constraint.fields:
        return name
    columns = [model._meta.get_field(field).column for field in constraint.fields]
    return ", ".join(f"{model._meta.db_table}.{column}" for column in columns)
