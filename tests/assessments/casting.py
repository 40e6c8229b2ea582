"""The cast, made once for a module of tests instead of once for each test: every test rolls back to it."""

import copy
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction

from tests import cast


@pytest.fixture(scope="module")
def cast_of_module(django_db_setup: None, django_db_blocker: Any) -> Iterator[SimpleNamespace]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield cast.assemble()
        transaction.set_rollback(True)


@pytest.fixture
def people(cast_of_module: SimpleNamespace, db: None) -> SimpleNamespace:
    """The named cast; what a test changes in these rows is its own."""
    return copy.deepcopy(cast_of_module)
