"""The clock of these tests stands still on a Sunday morning, unless a test moves it."""

from collections.abc import Iterator
from datetime import datetime
from types import SimpleNamespace

import pytest
import time_machine

from courses.models import CoursePage, Enrolment, LessonPage, ModulePage
from tests import cast


@pytest.fixture(autouse=True)
def clock(at: datetime) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(at, tick=False) as traveller:
        yield traveller


@pytest.fixture
def enrolment(people: SimpleNamespace) -> Enrolment:
    """Dayle is on the starter course."""
    return cast.enrol(people.dayle, people.nadia)


@pytest.fixture
def course_page(db: None) -> CoursePage:
    return CoursePage.objects.get(slug="serving-the-public")


@pytest.fixture
def module_page(db: None) -> ModulePage:
    return ModulePage.objects.get(code="M4")


@pytest.fixture
def lesson_page(db: None) -> LessonPage:
    return LessonPage.objects.get(code="M4.L2")
