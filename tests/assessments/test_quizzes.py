"""Quizzes: their rules in versions, what the editor refuses, the preview."""

import pytest
from wagtail.test.utils.form_data import nested_form_data, streamfield

from assessments.models import Assessment, AssessmentVersion, Item, QuizPage
from assessments.models.quizzes import quiz_faults
from assessments.services import publishing
from courses.models import ModulePage, Step


@pytest.fixture
def page(db):
    return QuizPage.objects.get(code="M4.Q")


def cells(*rows):
    return [("cell", {"outcome": outcome, "level": level, "count": count}) for outcome, level, count in rows]


def published(page):
    page.save_revision().publish()
    return Assessment.objects.get(step=page.step).current_version


def form(page, people, **changes):
    """The editor's form, filled in as the page stands, with changes."""
    rows = [(block.value["outcome"], block.value["level"], block.value["count"]) for block in page.blueprint]
    fields = {
        "title": page.title,
        "slug": page.slug,
        "code": page.code,
        "minutes": 10,
        "blueprint": streamfield(cells(*rows)),
        "pass_raw": 10,
        "pause_after": 2,
        "pause_minutes": 10,
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
        "comments-MIN_NUM_FORMS": 0,
        "comments-MAX_NUM_FORMS": 1000,
        **changes,
    }
    made = QuizPage.get_edit_handler().get_form_class()
    return made(
        data=nested_form_data(fields), instance=page, for_user=people.petra, parent_page=page.get_parent()
    )


# --- versions


def test_the_rules_of_the_starter_s_quiz(quiz):
    rules = quiz.current_version.body

    assert rules["items"] == 12
    assert (rules["pass_raw"], rules["pause_after"], rules["pause_minutes"]) == (10, 2, 10)
    assert sum(cell["count"] for cell in rules["cells"]) == 12


def test_publishing_the_same_rules_again_writes_no_version(page, quiz):
    assert published(page) == quiz.current_version
    assert quiz.versions.count() == 1


def test_new_rules_make_the_next_version_and_keep_the_old_one(page, quiz):
    page.pass_raw = 9

    version = published(page)

    assert (version.number, version.body["pass_raw"]) == (2, 9)
    assert AssessmentVersion.objects.get(pk=quiz.current_version.pk).body["pass_raw"] == 10


def test_a_new_title_is_a_new_version(page):
    page.title = "Quiz: angry customers"

    assert published(page).title == "Quiz: angry customers"


def test_rules_that_return_are_in_force_again(page, quiz):
    page.pass_raw = 9
    published(page)
    page.pass_raw = 10

    version = published(page)

    assert version.body == quiz.current_version.body
    assert Assessment.objects.get(pk=quiz.pk).current_version == version


def test_a_version_knows_who_published_it(page, people, at):
    page.pass_raw = 9

    version = publishing.publish_quiz(page=page, at=at, by=people.imogen)

    assert (version.published_by, version.published_at) == (people.imogen, at)


def test_a_quiz_on_a_new_page_gets_its_assessment(page, db):
    other = QuizPage(title="A second quiz", slug="second", code="M4.Q2", live=False)
    other.blueprint = [{"type": "cell", "value": {"outcome": "M4.O1", "level": "K1", "count": 1}}]
    other.pass_raw = 1
    ModulePage.objects.get(code="M4").add_child(instance=other)

    version = published(other)

    assert version.assessment.step.kind == Step.Kind.QUIZ
    assert (version.number, version.body["items"]) == (1, 1)


def test_the_page_leads_to_the_quiz_that_officers_take(page):
    assert page.get_url().endswith(f"/quiz/{page.step.uuid}/")


# --- what the editor refuses


def test_the_starter_s_quiz_can_be_saved_in_the_editor(page, people):
    made = form(page, people)

    assert made.is_valid(), made.errors


def test_a_blueprint_that_the_bank_cannot_fill_is_refused_cell_by_cell(page, people):
    rows = [("M4.O1", "K1", 7), ("M4.O2", "K2", 3), ("M4.O3", "K1", 1)]
    made = form(page, people, blueprint=streamfield(cells(*rows)))

    assert not made.is_valid()
    assert made.errors["blueprint"] == [
        "M4.O1 K1 asks for 7 items and the bank has 6 published.",
        "M4.O3 K1 asks for 1 items and the bank has 0 published.",
    ]


def test_items_that_are_not_published_do_not_count(page, people):
    for item in Item.objects.filter(outcome__code="M4.O1")[:5]:
        item.unpublish()

    made = form(page, people)

    assert made.errors["blueprint"] == ["M4.O1 K1 asks for 2 items and the bank has 1 published."]


def test_two_cells_that_ask_alike_are_counted_together(page, people):
    """The draw uses an item once: four and four of six cannot be drawn."""
    made = form(
        page, people, blueprint=streamfield(cells(("M4.O1", "K1", 4), ("M4.O1", "K1", 4))), pass_raw=5
    )

    assert not made.is_valid()


def test_a_pass_mark_above_the_number_of_items_is_refused(page, people):
    made = form(page, people, pass_raw=13)

    assert made.errors["blueprint"] == ["The pass mark, 13, is above the number of items, 12."]


def test_a_pass_mark_of_all_items_is_allowed(page, people):
    assert form(page, people, pass_raw=12).is_valid()


def test_a_quiz_without_cells_is_refused(page, people):
    assert "blueprint" in form(page, people, blueprint=streamfield([])).errors


def test_a_whole_blueprint_has_no_faults(page):
    assert quiz_faults(page.blueprint, 10) == []


# --- before it is published


def test_the_preview_shows_the_rules_as_drafted(page):
    page.pass_raw = 11

    response = page.make_preview_request()

    assert response.status_code == 200
    assert "11" in response.rendered_content
