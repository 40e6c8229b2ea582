"""The bank: what an item must be, the versions it leaves, who may publish, how it looks before."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.blocks import StreamBlockValidationError
from wagtail.models import Workflow

from assessments.models import Item, ItemVersion
from assessments.services import publishing


@pytest.fixture
def single(db):
    return Item.objects.get(code="M4-001")


@pytest.fixture
def multiple(db):
    return Item.objects.filter(kind="MULTIPLE", choose=2).first()


def keyed(item, *keys):
    """Mark exactly these options, counted from 0, as key."""
    for place, block in enumerate(item.options):
        block.value["correct"] = place in keys
    return item


def faults(item):
    with pytest.raises(ValidationError) as caught:
        item.full_clean()
    return caught.value.message_dict


def published(item):
    item.save_revision().publish()
    item.refresh_from_db()
    return item.version


def versions(item):
    return list(ItemVersion.objects.filter(item_uid=item.uid).order_by("number"))


# --- what an item must be


def test_every_item_of_the_starter_is_whole(db):
    for item in Item.objects.all():
        item.full_clean()


@pytest.mark.parametrize(("keys", "choose"), [((), 1), ((0, 1), 1), ((0,), 2), ((0,), 0)])
def test_a_single_choice_has_exactly_one_key_and_one_to_choose(single, keys, choose):
    keyed(single, *keys).choose = choose

    assert faults(single)["options"] == ["A single-choice item has exactly one key, and one to choose."]


@pytest.mark.parametrize(
    ("keys", "choose"), [((0,), 1), ((0, 1), 3), ((0, 1, 2), 2), ((0, 1, 2, 3, 4), 5), ((), 2)]
)
def test_a_choice_of_several_says_what_its_keys_must_be(multiple, keys, choose):
    keyed(multiple, *keys).choose = choose

    assert faults(multiple)["options"] == [
        f"Mark {choose} options as key, at least two and not all of them, and set how many to choose to the same."
    ]


def test_two_keys_of_five_are_a_choice_of_several(multiple):
    keyed(multiple, 1, 3).full_clean()


@pytest.mark.parametrize(("count", "fits"), [(1, False), (2, True), (8, True), (9, False)])
def test_an_item_offers_two_to_eight_options(single, count, fits):
    single.options = [{"type": "option", "value": {"text": f"{n}", "why": "So."}} for n in range(count)]
    block = Item._meta.get_field("options").stream_block

    try:
        block.clean(single.options)
    except StreamBlockValidationError:
        assert not fits
    else:
        assert fits


@pytest.mark.parametrize("missing", ["text", "why"])
def test_every_option_needs_its_words_and_its_reason(single, missing):
    single.options[1].value[missing] = ""

    with pytest.raises(StreamBlockValidationError):
        Item._meta.get_field("options").stream_block.clean(single.options)


def test_two_items_cannot_share_a_code(single, multiple):
    multiple.code = single.code

    assert faults(multiple)["code"] == ["Item with this Code already exists."]


# --- versions


def test_publishing_the_same_content_again_writes_no_version(single):
    before = versions(single)

    assert published(single) == before[-1]
    assert versions(single) == before


def test_new_content_makes_the_next_version(single):
    first = single.version
    single.stem = "Which trigger is it?"

    second = published(single)

    assert (first.number, second.number) == (1, 2)
    assert second.body["stem"] == "Which trigger is it?"
    assert ItemVersion.objects.get(pk=first.pk).body["stem"] != second.body["stem"]


def test_reverting_content_returns_the_old_version(single):
    first, stem = single.version, single.stem
    single.stem = "Which trigger is it?"
    published(single)

    single.stem = stem

    assert published(single) == first
    assert len(versions(single)) == 2


@pytest.mark.parametrize(
    "change", [{"level": "K2"}, {"lesson": None}, {"is_public": False}, {"said": "“Now!”"}]
)
def test_place_and_publicity_are_part_of_the_content(single, change):
    for name, value in change.items():
        setattr(single, name, value)

    assert published(single).number == 2


def test_a_changed_key_makes_a_new_version_and_leaves_the_old_key(single):
    first, key = single.version, single.version.key()
    wrong = next(n for n, option in enumerate(first.body["options"]) if not option["correct"])

    second = published(keyed(single, wrong))

    assert second.key() == {"abcdefgh"[wrong]}
    assert ItemVersion.objects.get(pk=first.pk).key() == key


def test_a_draft_writes_no_version(single):
    single.stem = "Not ready yet?"

    single.save_revision()

    assert len(versions(single)) == 1


def test_a_version_knows_who_published_it(single, people, at):
    single.stem = "Which trigger is it?"

    version = publishing.publish_item(item=single, at=at, by=people.imogen)

    assert (version.published_by, version.published_at) == (people.imogen, at)


def test_versions_and_items_introduce_themselves_by_their_question(single):
    assert str(single).startswith("M4-001 Which trigger")
    assert str(single.version) == "Which trigger is behind Mr Tarrow’s anger? (v1)"


# --- four eyes


@pytest.fixture
def handed_in(single, people):
    """Bastian's change, waiting for a colleague."""
    single.stem = "Which trigger is it?"
    single.save_revision(user=people.bastian)
    single.refresh_from_db()
    Workflow.objects.get(name="Peer review").start(single, people.bastian)
    single.refresh_from_db()
    return single


def approve(client, item):
    state = item.current_workflow_task_state
    address = reverse(
        item.snippet_viewset.get_url_name("workflow_action"), args=[item.pk, "approve", state.pk]
    )
    return client.post(address, {"comment": "Clear."})


def test_items_are_under_peer_review(single):
    assert single.get_workflow().name == "Peer review"


def test_a_trainer_may_write_but_not_publish(people):
    assert people.bastian.has_perm("assessments.change_item")
    assert not people.bastian.has_perm("assessments.publish_item")
    assert not people.bastian.has_perm("assessments.delete_item")


def test_who_handed_an_item_in_cannot_approve_it(handed_in, people, as_):
    task = handed_in.current_workflow_task

    response = approve(as_(people.bastian), handed_in)

    handed_in.refresh_from_db()
    assert task.get_actions(handed_in, people.bastian) == []
    assert response.status_code in (302, 403)
    assert handed_in.current_workflow_task_state.status == "in_progress"
    assert [version.number for version in versions(handed_in)] == [1]


def test_a_colleague_approves_and_the_item_is_published(handed_in, people, as_):
    approve(as_(people.imogen), handed_in)

    handed_in.refresh_from_db()
    assert handed_in.stem == "Which trigger is it?"
    assert handed_in.version.number == 2


def test_the_queue_shows_others_work_only(handed_in, people):
    task = handed_in.current_workflow_task

    assert task.get_task_states_user_can_moderate(people.imogen).count() == 1
    assert task.get_task_states_user_can_moderate(people.bastian).count() == 0


def test_an_officer_cannot_open_the_bank(people, as_):
    response = as_(people.dayle).get(reverse(Item.snippet_viewset.get_url_name("list")))

    assert response.status_code in (302, 403)


# --- before it is published


def test_the_preview_shows_the_item_as_drafted(single, people):
    single.stem = "Which trigger is it, then?"

    response = single.make_preview_request()

    assert response.status_code == 200
    assert "Which trigger is it, then?" in response.rendered_content


def test_the_list_of_the_bank_renders(people, as_):
    response = as_(people.imogen).get(reverse(Item.snippet_viewset.get_url_name("list")))

    assert b"M4-001" in response.content
