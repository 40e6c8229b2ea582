"""Rows that break one constraint each, for tests."""

from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction


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
    """True if the database's words name the constraint, or as SQLite does its columns."""
    table = row._meta.db_table
    fields = {name: f"{table}.{row._meta.get_field(name).column}" for name in unique_fields(row, constraint)}
    return constraint in words or (bool(fields) and all(column in words for column in fields.values()))


def unique_fields(row: models.Model, constraint: str) -> list[str]:
    for known in row._meta.constraints:
        if known.name == constraint:
            return list(getattr(known, "fields", []))
    return [constraint.partition(".")[2]] if "." in constraint else []
