"""What every test may use: the starter content loaded once, a clock, a cast of people, jobs run on demand."""

import logging
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import StringIO
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import caches
from django.core.management import call_command
from django.db import connections
from django.test import Client
from django.test.utils import setup_databases, teardown_databases
from django.utils.module_loading import import_string

from courses.models import Course, Step
from learning.models import Job, RoleGrant, User
from tests import cast


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """A database with groups, workflow, schemes and the starter content, once; each test rolls back on top of it.

    Ours and not pytest-django's, because the races, which use no test transaction, need it as well.
    """
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases={"default"})
        call_command("prepare", stdout=StringIO())
        call_command("load_starter", stdout=StringIO())
    yield
    with django_db_blocker.unblock():
        connections.close_all()
        teardown_databases(made, verbosity=0)


@pytest.fixture(autouse=True)
def _clean_caches() -> None:
    for cache in caches.all():
        cache.clear()


@pytest.fixture(autouse=True)
def _no_logged_errors(caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that logs an error has failed, unless it says so with @pytest.mark.logs_errors."""
    yield
    if "logs_errors" not in request.keywords:
        errors = [r for r in caplog.get_records("call") if r.levelno >= logging.ERROR]
        assert not errors, [r.getMessage() for r in errors]


@pytest.fixture
def at() -> datetime:
    """A Sunday morning at which most tests happen."""
    return datetime(2026, 11, 22, 14, 30, tzinfo=UTC)


@pytest.fixture
def people(db: None) -> SimpleNamespace:
    """The named cast: dayle and marisol (officers), imogen (trains the course), bastian (trainer), nadia and omar (HR), petra (administrator)."""
    return cast.assemble()


@pytest.fixture
def course(db: None) -> Course:
    return Course.objects.select_related("current_version").get(current_version__title="Serving the Public")


@pytest.fixture
def lesson(db: None) -> Step:
    return Step.objects.select_related("current_version").get(code="M4.L2")


@pytest.fixture
def quiz(db: None) -> Any:
    return (
        apps.get_model("assessments.Assessment")
        .objects.select_related("current_version", "step")
        .get(step__code="M4.Q")
    )


@pytest.fixture
def as_(client: Client) -> Callable[[User], Client]:
    """A client signed in as somebody."""

    def sign_in(person: User) -> Client:
        own = Client()
        own.force_login(person)
        return own

    return sign_in


@pytest.fixture
def run_jobs() -> Callable[[], int]:
    """Do all owed work now, as the worker would, until nothing is owed. Returns how many jobs ran."""
    from learning import clock, jobs

    def run() -> int:
        done = 0
        while owed := list(jobs.owed(clock.now())):
            for job in owed:
                import_string(jobs.task_name(job.kind))(job_id=job.pk)
                done += 1
        return done

    return run


@pytest.fixture
def role() -> type[RoleGrant.Role]:
    return RoleGrant.Role


@pytest.fixture
def jobs_of() -> Callable[[str], list[Job]]:
    return lambda kind: list(Job.objects.filter(kind=kind).order_by("pk"))
