"""Officers who are ready, HR who confirms, on a Sunday that stands still."""

from collections.abc import Callable, Iterator
from datetime import datetime
from types import SimpleNamespace

import hypothesis
import pytest
import time_machine

from certificates.models import Award, Document
from learning.models import User
from tests import cast
from tests.assessments.casting import cast_of_module, people
from tests.certificates import office

__all__ = ["cast_of_module", "people"]  # fixtures

# The same examples on every run, and no failure because the machine is busy.
hypothesis.settings.register_profile("steady", deadline=None, derandomize=True)
hypothesis.settings.load_profile("steady")


@pytest.fixture
def sunday(at: datetime) -> Iterator[time_machine.Traveller]:
    """The clock of views and tasks stands at `at` until it is moved."""
    with time_machine.travel(at, tick=False) as traveller:
        yield traveller


@pytest.fixture
def candidate(people: SimpleNamespace, sunday: time_machine.Traveller) -> User:
    """Dayle has done everything and waits for HR."""
    office.ready(people.dayle, people.nadia)
    return people.dayle


@pytest.fixture
def own_items(db: None) -> None:
    """The quiz draws from items that are not public."""
    office.own_bank()


@pytest.fixture
def sample(candidate: User, people: SimpleNamespace) -> Award:
    """Dayle's short certificate, confirmed by Nadia; it rests on public items."""
    return cast.confirmed(candidate, people.nadia)


@pytest.fixture
def award(own_items: None, candidate: User, people: SimpleNamespace) -> Award:
    """Dayle's short certificate, confirmed by Nadia, valid for two years."""
    return cast.confirmed(candidate, people.nadia)


@pytest.fixture
def drawn(award: Award, run_jobs: Callable[[], int]) -> Document:
    """Its document, drawn and stored; the mails are sent, the module record is given as well."""
    run_jobs()
    return office.document_of(award)
