"""In the editor: drafts may be unfinished, handing in may not, and somebody else approves."""

import pytest
from wagtail.models import Page, Site, WorkflowPage
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from courses.models import CoursePage, LessonPage, PeerReviewTask, Step
from courses.services import review
from learning.models import RoleGrant
from tests import cast
from tests.courses.lessons import VALUES, WHOLE, body, draft

RICH = {"text", "caution", "intro", "note", "stem", "why"}


def typed(kind, value):
    """A block's value as the editor's form posts it."""
    if isinstance(value, list):
        items = {
            str(place): {
                "value": typed("", item) if isinstance(item, dict) else rich_text(item),
                "order": place,
                "deleted": "",
                "id": "",
            }
            for place, item in enumerate(value)
        }
        return {"count": len(value), **items}
    if isinstance(value, dict):
        return {
            name: rich_text(part) if name in RICH else typed(kind, part)
            for name, part in value.items()
            if part is not False
        }
    return "on" if value is True else value


def form(page, kinds=WHOLE, action=None, **values):
    """The whole form of a lesson as a trainer's browser posts it."""
    fields = {
        "title": page.title,
        "slug": page.slug,
        "code": page.code,
        "lede": "One sentence.",
        "minutes": page.minutes,
        "outcomes": "",
        "body": streamfield([(kind, typed(kind, {**VALUES, **values}[kind])) for kind in kinds]),
        "comments": inline_formset([]),
    }
    return nested_form_data(fields | ({f"action-{action}": "1"} if action else {}))


def edit(client, page, **options):
    return client.post(f"/cms/pages/{page.pk}/edit/", form(page, **options))


def approve(client, page):
    state = page.current_workflow_task_state
    return client.post(f"/cms/pages/workflow/action/{page.pk}/approve/{state.pk}/", {"comment": "Good."})


def has_version(page):
    return Step.objects.get(pk=page.step_id).current_version is not None


@pytest.fixture
def page(module_page):
    return draft(module_page, body=body(["hook"]))


@pytest.fixture
def handed_in(people, as_, page):
    """A whole lesson that Imogen handed in."""
    assert edit(as_(people.imogen), page, action="submit").status_code == 302
    return LessonPage.objects.get(pk=page.pk)


def test_a_trainer_keeps_an_unfinished_draft(people, as_, page):
    response = edit(as_(people.imogen), page, kinds=["hook", "idea"])

    latest = LessonPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert response.status_code == 302
    assert [block.block_type for block in latest.body] == ["hook", "idea"]
    assert not has_version(page)


def test_a_trainer_keeps_a_draft_with_an_unknown_fact(people, as_, page):
    response = edit(as_(people.imogen), page, shift={"text": "<p>{{fact:gone.away}}</p>"})

    assert response.status_code == 302


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"kinds": ["hook"]}, "ideas: 0 found, 3 needed."),
        ({"kinds": ["idea", "hook", *WHOLE[2:]]}, "The parts are out of order"),
        ({"shift": {"text": "<p>{{fact:gone.away}}</p>"}}, "No local fact has the key gone.away."),
        ({"kinds": [kind for kind in WHOLE if kind != "sources"]}, "sources: 0 found, 1 needed."),
    ],
)
def test_an_unfinished_lesson_is_not_handed_in_and_the_form_says_why(people, as_, page, options, words):
    response = edit(as_(people.imogen), page, action="submit", **options)

    assert response.status_code == 200
    assert words in response.content.decode()
    assert LessonPage.objects.get(pk=page.pk).current_workflow_state is None


def test_a_code_that_is_taken_is_refused_by_the_form(people, as_, page):
    page.code = "M4.L2"

    response = edit(as_(people.imogen), page, action="submit")

    assert "Another step has this code" in response.content.decode()


def test_a_whole_lesson_is_handed_in_and_not_yet_public(handed_in, people):
    assert handed_in.workflow_in_progress
    assert handed_in.current_workflow_state.requested_by == people.imogen
    assert not handed_in.live


def test_the_author_cannot_approve(handed_in, people, as_):
    approve(as_(people.imogen), handed_in)

    again = LessonPage.objects.get(pk=handed_in.pk)
    assert again.workflow_in_progress
    assert not again.live
    assert not has_version(again)


def test_the_author_is_offered_no_approval(handed_in, people):
    task = handed_in.current_workflow_task_state.task.specific

    assert task.get_actions(handed_in, people.imogen) == []
    assert {name for name, _label, _has_form in task.get_actions(handed_in, people.bastian)} >= {
        "approve",
        "reject",
    }


def test_another_trainer_approves_and_the_lesson_is_public_with_its_version(handed_in, people, as_):
    response = approve(as_(people.bastian), handed_in)

    again = LessonPage.objects.get(pk=handed_in.pk)
    assert response.status_code == 302
    assert again.live
    assert again.current_workflow_state is None
    assert Step.objects.get(pk=again.step_id).current_version.published_by == people.imogen


def test_the_author_changes_nothing_while_a_colleague_reviews(handed_in, people, as_):
    """What is approved is what was read."""
    edit(as_(people.imogen), handed_in, shift={"text": "<p>Slipped in.</p>"})

    latest = LessonPage.objects.get(pk=handed_in.pk).get_latest_revision_as_object()
    assert "Slipped in." not in str(latest.body)


def test_another_trainer_may_send_it_back(handed_in, people, as_):
    state = handed_in.current_workflow_task_state

    as_(people.bastian).post(
        f"/cms/pages/workflow/action/{handed_in.pk}/reject/{state.pk}/", {"comment": "Shorter."}
    )

    again = LessonPage.objects.get(pk=handed_in.pk)
    assert again.current_workflow_state.status == "needs_changes"
    assert not again.live


@pytest.mark.parametrize("name", ["nadia", "dayle"])
def test_nobody_outside_the_reviewers_approves(handed_in, people, as_, name):
    approve(as_(getattr(people, name)), handed_in)

    assert not LessonPage.objects.get(pk=handed_in.pk).live


def test_work_to_review_is_listed_for_colleagues_and_not_for_the_author(handed_in, people):
    task = PeerReviewTask.objects.get()

    assert list(task.get_task_states_user_can_moderate(people.bastian)) == [
        handed_in.current_workflow_task_state
    ]
    assert list(task.get_task_states_user_can_moderate(people.imogen)) == []


def test_a_page_nobody_handed_in_was_handed_in_by_nobody(page, people):
    assert not PeerReviewTask.objects.get().handed_in_by(page, people.imogen)


def test_the_review_says_what_it_is():
    assert "not the author" in str(PeerReviewTask.get_description())


def test_a_scheme_manager_publishes_without_review(as_, page):
    manager = cast.person("Ottoline Marsh", RoleGrant.Role.SCHEME_MANAGER)

    response = edit(as_(manager), page, action="publish")

    assert response.status_code == 302
    assert LessonPage.objects.get(pk=page.pk).live
    assert Step.objects.get(pk=page.step_id).current_version.published_by == manager


def test_nobody_publishes_an_unfinished_lesson(as_, page):
    manager = cast.person("Ottoline Marsh", RoleGrant.Role.SCHEME_MANAGER)

    response = edit(as_(manager), page, kinds=["hook"], action="publish")

    assert response.status_code == 200
    assert "ideas: 0 found, 3 needed." in response.content.decode()
    assert not LessonPage.objects.get(pk=page.pk).live


def test_a_trainer_does_not_publish_alone(people, as_, page):
    edit(as_(people.imogen), page, action="publish")

    assert not LessonPage.objects.get(pk=page.pk).live


# Previews


def test_the_preview_of_a_lesson_is_the_officers_page_without_anything_that_is_kept(db, lesson_page):
    response = lesson_page.make_preview_request()

    html = response.content.decode()
    assert response.status_code == 200
    assert "Preview: nothing is kept" in html
    assert lesson_page.title in html
    assert "<form" not in html
    assert "lantern.js" not in html


@pytest.mark.parametrize("kinds", [[], ["hook"], ["check"]])
def test_an_unfinished_lesson_can_be_previewed(module_page, kinds):
    page = draft(module_page, body=body(kinds))

    assert page.make_preview_request().status_code == 200


def test_courses_and_modules_can_be_previewed(course_page, module_page):
    assert "Dealing with Angry Customers" in course_page.make_preview_request().content.decode()
    assert "M4" in module_page.make_preview_request().content.decode()


# The tree


def test_courses_stand_at_the_root(db):
    assert Site.objects.get().root_page == Page.get_first_root_node()
    assert not Page.objects.filter(slug="home").exists()


def test_a_site_that_shows_courses_elsewhere_keeps_its_old_home(db, course_page):
    root = Page.get_first_root_node()
    Site.objects.update(root_page=course_page)

    review.make_root()

    assert Site.objects.get().root_page == root
    assert CoursePage.objects.filter(pk=course_page.pk).exists()


def test_wagtails_welcome_page_goes(db):
    root = Page.get_first_root_node()
    welcome = root.add_child(instance=Page(title="Welcome", slug="welcome"))
    Site.objects.update(root_page=welcome)

    review.make_root()

    assert not Page.objects.filter(pk=welcome.pk).exists()


def test_every_page_is_under_peer_review(db):
    review.make_page_review()

    assert WorkflowPage.objects.get(page=Page.get_first_root_node()).workflow.name == "Peer review"
    assert PeerReviewTask.objects.count() == 1


def test_lessons_stand_under_modules_and_modules_under_courses(course_page, module_page):
    assert LessonPage.can_create_at(module_page)
    assert not LessonPage.can_create_at(course_page)
    assert not CoursePage.can_create_at(course_page)


@pytest.mark.parametrize(
    "path", ["/cms/snippets/courses/outcome/", "/cms/snippets/learning/localfact/", "/cms/pages/"]
)
def test_trainers_reach_what_they_work_with(people, as_, path):
    assert as_(people.imogen).get(path, follow=True).status_code == 200
