"""One officer before the Module 4 quiz, on a Sunday that stands still."""

from collections.abc import Iterator
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import hypothesis
import pytest
import time_machine

from assessments.models import Assessment, Attempt
from assessments.services import attempts
from courses.models import Enrolment
from tests import cast
from tests.assessments import sitting
from tests.assessments.casting import cast_of_module, people

__all__ = ["cast_of_module", "people"]  # fixtures

# The same examples on every run, and no failure because the machine is busy.
hypothesis.settings.register_profile("steady", deadline=None, derandomize=True)
hypothesis.settings.load_profile("steady")


@pytest.fixture
def sunday(at: datetime) -> Iterator[time_machine.Traveller]:
    """The clock of the views stands at `at` until it is moved."""
    with time_machine.travel(at, tick=False) as traveller:
        yield traveller


@pytest.fixture
def enrolment(people: SimpleNamespace) -> Enrolment:
    return cast.enrol(people.dayle, people.nadia)


@pytest.fixture
def attempt(enrolment: Enrolment, quiz: Assessment, at: datetime) -> Attempt:
    """Dayle's open attempt, nothing answered."""
    return attempts.start(officer=enrolment.officer, assessment=quiz, enrolment=enrolment, at=at)


@pytest.fixture
def several(enrolment: Enrolment, quiz: Assessment, at: datetime) -> Any:
    """A slot of an open attempt that asks to choose two or three."""
    sitting.only_choose_several("M4.O6")
    attempt = attempts.start(officer=enrolment.officer, assessment=quiz, enrolment=enrolment, at=at)
    return next(slot for slot in sitting.slots(attempt) if slot.item_version.kind == "MULTIPLE")
