"""Adding people, giving and ending roles, and the editor groups that follow."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError

from learning import tasks
from learning.models import AuditEvent, RoleGrant, User
from learning.services import people as service
from tests import cast

ROLE = RoleGrant.Role


def groups_of(person):
    return set(person.groups.values_list("name", flat=True))


def add(at, **fields):
    return service.add_person(
        **{"staff_number": "BS-0900", "legal_name": "Ada Finch", "at": at, "by": None, **fields}
    )


# Adding


def test_a_person_is_added_tidily_and_the_trail_says_by_whom(people, at):
    made = add(at, staff_number=" bs-0900 ", legal_name="  Ada \u00a0 Finch ", by=people.nadia)

    event = AuditEvent.objects.get(target_key=str(made.uuid))
    assert (made.staff_number, made.legal_name) == ("BS-0900", "Ada Finch")
    assert (event.verb, event.actor) == ("person-added", people.nadia)


def test_without_a_password_nobody_can_sign_in_as_them(db, at):
    assert not add(at).has_usable_password()


@pytest.mark.parametrize(
    ("sign", "name"),
    [
        ("\u202e", "RIGHT-TO-LEFT OVERRIDE, U\\+202E"),
        ("\u200b", "ZERO WIDTH SPACE, U\\+200B"),
        ("\u00ad", "SOFT HYPHEN, U\\+00AD"),
        ("\x07", "control sign, U\\+0007"),
    ],
)
def test_a_hidden_sign_in_a_name_is_refused_by_its_name(db, at, sign, name):
    with pytest.raises(ValidationError, match=name) as refusal:
        add(at, legal_name=f"Ada{sign} Finch")

    assert "legal_name" in refusal.value.error_dict
    assert not User.objects.filter(staff_number="BS-0900").exists()


def test_a_hidden_sign_in_a_display_name_is_refused_too(db, at):
    with pytest.raises(ValidationError, match="RIGHT-TO-LEFT OVERRIDE"):
        add(at, display_name="Officer \u202eadA")


@pytest.mark.parametrize("name", ["Łucja Æbelø", "Nguyễn Thị Minh", "Γιώργος Ő", "O’Neill-Şahin"])
def test_a_name_in_any_letters_is_taken(db, at, name):
    assert add(at, legal_name=name).legal_name == name


def test_a_taken_address_is_refused_and_nothing_is_kept(people, at):
    with pytest.raises(ValidationError, match="Another person has this e-mail address"):
        add(at, email=people.dayle.email.upper())

    assert not User.objects.filter(staff_number="BS-0900").exists()


def test_a_taken_staff_number_is_refused(people, at):
    with pytest.raises(ValidationError) as refusal:
        add(at, staff_number=people.dayle.staff_number.lower())

    assert "staff_number" in refusal.value.error_dict


# Granting


def test_a_role_is_granted_from_today_and_the_trail_says_so(people, at):
    grant = service.grant_role(person=people.dayle, role=ROLE.ASSESSOR, at=at, by=people.nadia)

    event = AuditEvent.objects.get(target_key=str(grant.uuid))
    assert (grant.from_on, grant.until_on, grant.granted_by) == (date(2026, 11, 22), None, people.nadia)
    assert event.payload.details == {"role": "ASSESSOR", "scope": "", "person": str(people.dayle.uuid)}


def test_a_role_given_in_the_evening_counts_that_evening(people, at):
    """In Tortola it is still the 22nd while it is the 23rd in UTC."""
    evening = at.replace(hour=2) + timedelta(days=1)

    grant = service.grant_role(person=people.dayle, role=ROLE.TRAINER, at=evening, by=people.nadia)

    assert grant.from_on == date(2026, 11, 22)


def test_nobody_gives_a_role_to_themselves(people, at):
    with pytest.raises(ValidationError, match="nobody gives a role to themselves"):
        service.grant_role(person=people.nadia, role=ROLE.DIRECTOR, at=at, by=people.nadia)

    assert not RoleGrant.objects.filter(person=people.nadia, role=ROLE.DIRECTOR).exists()


def test_giving_a_role_twice_returns_the_open_grant(people, at):
    first = service.grant_role(person=people.dayle, role=ROLE.TRAINER, at=at, by=people.nadia)

    second = service.grant_role(
        person=people.dayle, role=ROLE.TRAINER, at=at + timedelta(days=1), by=people.omar
    )

    assert second == first
    assert AuditEvent.objects.filter(target_key=str(first.uuid)).count() == 1


def test_a_role_in_a_scope_that_is_no_key_is_refused(people, at):
    with pytest.raises(ValidationError):
        service.grant_role(person=people.dayle, role=ROLE.LEAD, scope="everywhere", at=at, by=people.nadia)


# Ending


def test_an_ended_role_keeps_its_row_and_leaves_a_trail(people, at):
    grant = service.grant_role(person=people.dayle, role=ROLE.TRAINER, at=at, by=people.nadia)

    service.end_grant(grant=grant, on=date(2026, 11, 22), at=at, by=people.omar)

    grant.refresh_from_db()
    verbs = AuditEvent.objects.filter(target_key=str(grant.uuid)).values_list("verb", "actor")
    assert grant.until_on == date(2026, 11, 22)
    assert list(verbs) == [("role-granted", people.nadia.pk), ("role-ended", people.omar.pk)]


def test_a_role_does_not_end_before_it_began(people, at):
    grant = service.grant_role(person=people.dayle, role=ROLE.TRAINER, at=at, by=people.nadia)

    service.end_grant(grant=grant, on=date(2026, 1, 1), at=at, by=people.omar)

    grant.refresh_from_db()
    assert grant.until_on == grant.from_on


def test_a_role_can_be_given_again_after_it_ended(people, at):
    first = service.grant_role(person=people.dayle, role=ROLE.TRAINER, at=at, by=people.nadia)
    service.end_grant(grant=first, on=date(2026, 11, 22), at=at, by=people.nadia)

    second = service.grant_role(person=people.dayle, role=ROLE.TRAINER, at=at, by=people.nadia)

    assert second != first
    assert groups_of(people.dayle) == {"Trainers"}


# Groups


@pytest.mark.parametrize(
    ("role", "group"),
    [
        (ROLE.TRAINER, {"Trainers"}),
        (ROLE.SCHEME_MANAGER, {"Scheme managers"}),
        (ROLE.DIRECTOR, {"Directors"}),
        (ROLE.ADMINISTRATOR, {"Administrators"}),
        (ROLE.VERIFIER, set()),
        (ROLE.OFFICER, set()),
    ],
)
def test_a_role_leads_to_its_group(db, role, group):
    assert groups_of(cast.person("Somebody New", role)) == group


def test_an_ended_role_leaves_its_group(people, at):
    grant = service.grant_role(person=people.dayle, role=ROLE.TRAINER, at=at, by=people.nadia)

    service.end_grant(grant=grant, on=date(2026, 11, 22), at=at, by=people.nadia)

    assert groups_of(people.dayle) == set()


def test_a_role_that_ends_later_keeps_its_group_until_then(people, at):
    grant = service.grant_role(person=people.dayle, role=ROLE.TRAINER, at=at, by=people.nadia)

    service.end_grant(grant=grant, on=date(2026, 12, 1), at=at, by=people.nadia)

    assert groups_of(people.dayle) == {"Trainers"}


def test_a_role_that_begins_later_has_no_group_yet(people, at):
    service.grant_role(
        person=people.dayle, role=ROLE.TRAINER, at=at, by=people.nadia, from_on=date(2026, 12, 1)
    )

    assert groups_of(people.dayle) == set()


def test_groups_follow_the_calendar(people, at, clock):
    grant = service.grant_role(
        person=people.dayle, role=ROLE.TRAINER, at=at, by=people.nadia, from_on=date(2026, 12, 1)
    )
    RoleGrant.objects.filter(pk=grant.pk).update(until_on=date(2026, 12, 3))
    seen = {}

    for day in (1, 2, 3):
        clock.move_to(at.replace(month=12, day=day))
        tasks.follow_dates()
        seen[day] = groups_of(people.dayle)

    assert seen == {1: {"Trainers"}, 2: {"Trainers"}, 3: set()}


def test_groups_of_other_origin_are_left_alone(people):
    choir = Group.objects.create(name="Choir")
    people.imogen.groups.add(choir)

    service.derive_groups(person=people.imogen, on=date(2026, 11, 22))

    assert groups_of(people.imogen) == {"Choir", "Trainers"}
