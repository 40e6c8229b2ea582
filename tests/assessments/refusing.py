"""Rows that break one constraint each, for tests."""

from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction


def constraints_of(app_label: str) -> set[str]:
    """The names of all constraints of an app, unique fields as `model.field`. Identifiers apart, and pages."""
    found = set()
    for model in apps.get_app_config(app_label).get_models():
        if model._meta.parents:
            continue
        found |= {constraint.name for constraint in model._meta.constraints}
        found |= {
            f"{model._meta.model_name}.{field.name}"
            for field in model._meta.local_fields
            if field.unique and not field.primary_key and field.name != "uuid"
        }
    return found


def copied(row: models.Model, **changes: Any) -> models.Model:
    """An unsaved row with the same values but for its identifiers and the changes."""
    fields = [f for f in row._meta.concrete_fields if not f.primary_key and f.name != "uuid"]
    return type(row)(**{**{field.attname: getattr(row, field.attname) for field in fields}, **changes})


def refusal(row: models.Model) -> str:
    """What the database says when the row is added; empty if it takes it."""
    try:
        with transaction.atomic():
            models.Model.save_base(row, raw=True, force_insert=True)
    except IntegrityError as error:
        return str(error)
    return ""


def names(words: str, constraint: str, row: models.Model) -> bool:
    """True if the database's words name the constraint. SQLite names the columns of a unique one, not its name."""
    table = row._meta.db_table
    columns = [row._meta.get_field(name).column for name in unique_fields(row, constraint)]
    if connection.vendor == "sqlite" and columns:
        return all(f"{table}.{column}" in words for column in columns)
    return (f"{table}_{columns[0]}_key" if "." in constraint else constraint) in words


def unique_fields(row: models.Model, constraint: str) -> list[str]:
    """The fields of a unique constraint, or the one of `model.field`."""
    known = {found.name: list(getattr(found, "fields", [])) for found in row._meta.constraints}
    return known.get(constraint, [constraint.partition(".")[2]])
