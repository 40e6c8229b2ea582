"""The editor: spoken words in rich text, the register of facts, and who may write what."""

import json

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from courses.models import LessonPage
from learning.models import LocalFact, RoleGrant, User
from learning.services import people as service
from tests import cast

Role = RoleGrant.Role


def test_spoken_words_stay_spoken_words():
    converter = ContentstateConverter(features=["said", "bold"])
    kept = "<p>He said <q>“Next, please”</q> <b>twice</b></p>"

    again = converter.to_database_format(converter.from_database_format(kept))

    assert "<q>“Next, please”</q>" in again


def test_spoken_words_are_a_style_of_their_own_in_the_editor():
    converter = ContentstateConverter(features=["said"])

    blocks = json.loads(converter.from_database_format("<p><q>“Yes”</q></p>"))["blocks"]

    assert [style["style"] for style in blocks[0]["inlineStyleRanges"]] == ["SAID"]


def test_the_editor_wears_our_colours_and_leaves_out_what_we_do_not_use(people, as_):
    page = as_(people.imogen).get("/cms/").content.decode()

    assert "learning/editor.css" in page
    assert "Local facts" in page
    assert '"name": "help"' not in page


def test_a_trainer_confirms_a_local_fact(people, as_):
    fact = LocalFact.objects.get(key="filming.rule")

    response = as_(people.imogen).post(
        f"/cms/snippets/learning/localfact/edit/{fact.pk}/",
        {
            "key": fact.key,
            "label": fact.label,
            "plain_text": "customers may film their own visit",
            "value": "",
            "unit": "",
            "legal_basis": "Public Places Act, section 4",
            "owner_role": fact.owner_role,
            "source_url": "",
            "status": "CONFIRMED",
            "confirmed_on": "2026-11-20",
            "review_by": "",
        },
    )

    fact.refresh_from_db()
    assert response.status_code == 302
    assert (fact.status, fact.plain_text) == ("CONFIRMED", "customers may film their own visit")


def test_a_trainer_is_told_when_the_day_of_confirmation_is_missing(people, as_):
    fact = LocalFact.objects.get(key="filming.rule")

    response = as_(people.imogen).post(
        f"/cms/snippets/learning/localfact/edit/{fact.pk}/",
        {"key": fact.key, "label": fact.label, "plain_text": fact.plain_text, "status": "CONFIRMED"},
    )

    assert response.status_code == 200
    assert "Say on which day this was confirmed." in response.content.decode()


@pytest.mark.parametrize(
    ("role", "permission", "may"),
    [
        (Role.TRAINER, "learning.change_localfact", True),
        (Role.TRAINER, "learning.delete_localfact", False),
        (Role.TRAINER, "courses.change_outcome", False),
        (Role.SCHEME_MANAGER, "courses.change_outcome", True),
        (Role.DIRECTOR, "learning.change_brand", False),
        (Role.ADMINISTRATOR, "learning.change_brand", True),
        (Role.VERIFIER, "wagtailadmin.access_admin", False),
    ],
)
def test_a_role_opens_what_its_work_needs(db, role, permission, may):
    assert cast.person("Somebody New", role).has_perm(permission) is may


@pytest.mark.parametrize(
    ("role", "may"), [(Role.TRAINER, False), (Role.SCHEME_MANAGER, True), (Role.DIRECTOR, True)]
)
def test_trainers_hand_in_and_others_publish(db, role, may):
    page = LessonPage.objects.first()

    assert page.permissions_for_user(cast.person("Somebody New", role)).can_publish() is may


def test_the_permissions_of_a_role_end_with_it(people, at):
    grant = people.bastian.grants.get(role=Role.TRAINER)

    service.end_grant(grant=grant, on=at.date(), at=at, by=people.nadia)

    assert not User.objects.get(pk=people.bastian.pk).has_perm("wagtailadmin.access_admin")
