"""The starter's bank and the demo's learning: loaded once, left alone afterwards."""

from io import StringIO

import pytest
from django.core.management import call_command

from assessments.models import Item, QuizPage
from assessments.services import starter
from certificates.selectors import candidates
from courses.models import Enrolment
from learning.models import User
from tests import cast

pytestmark = pytest.mark.usefixtures("sunday")


def test_loading_again_adds_nothing(db):
    said = StringIO()

    call_command("load_starter_items", stdout=said)
    call_command("load_starter_quizzes", stdout=said)

    assert said.getvalue().splitlines() == ["Items: 0 added.", "Quizzes: 0 added."]


def test_an_item_that_a_trainer_changed_is_left_alone(db):
    Item.objects.filter(code="M4-001").update(stem="Our own question?")

    starter.load_items()

    assert Item.objects.get(code="M4-001").stem == "Our own question?"


def test_a_quiz_that_was_deleted_does_not_come_back(db):
    QuizPage.objects.get().delete()

    assert starter.load_quizzes() == 0


def test_shipped_items_are_public_published_and_point_to_a_lesson(db):
    items = Item.objects.select_related("version")

    assert items.count() == 40
    assert all(item.live and item.is_public and item.lesson_id and item.version for item in items)
    assert all(item.version.is_public for item in items)


def test_the_bank_has_items_for_two_different_forms(quiz):
    for cell in quiz.current_version.body["cells"]:
        have = Item.objects.filter(live=True, outcome__code=cell["outcome"], level=cell["level"]).count()
        assert have >= 2 * cell["count"]


@pytest.fixture
def demo(db, settings):
    settings.LANTERN_STARTER_PEOPLE = True
    call_command("load_demo_people", password=cast.PASSWORD, stdout=StringIO())


def test_the_demo_has_officers_on_the_course_and_one_who_waits_for_hr(demo):
    enrolled = Enrolment.objects.values_list("officer__staff_number", flat=True)

    assert sorted(enrolled) == ["BS-0142", "BS-0177", "CR-0018", "VL-0031"]
    assert [row.officer.staff_number for row in candidates(cast.short_certificate())] == ["BS-0177"]


def test_loading_the_demo_again_changes_nothing(demo):
    before = Enrolment.objects.count(), User.objects.count()

    call_command("load_demo_people", password=cast.PASSWORD, stdout=StringIO())

    assert (Enrolment.objects.count(), User.objects.count()) == before
