"""Which roles are in force on a day, and where."""

from datetime import date

from learning import roles
from learning.models import RoleGrant, User

Role = RoleGrant.Role
FROM, LAST, UNTIL = date(2026, 12, 1), date(2026, 12, 31), date(2027, 1, 1)


def grant(person, role=Role.LEAD, scope="", until_on=UNTIL):
    return RoleGrant.objects.create(
        person=person, role=role, scope=scope, from_on=FROM, until_on=until_on, granted_at="2026-11-22T00:00Z"
    )


def afresh(person):
    return User.objects.get(pk=person.pk)


def test_a_role_is_held_from_its_first_day_to_the_day_before_its_end(people):
    grant(people.marisol)

    held = {
        day: Role.LEAD in roles.held(people.marisol, day) for day in (date(2026, 11, 30), FROM, LAST, UNTIL)
    }

    assert held == {date(2026, 11, 30): False, FROM: True, LAST: True, UNTIL: False}


def test_a_role_without_an_end_is_held_on(people):
    grant(people.marisol, until_on=None)

    assert Role.LEAD in roles.held(people.marisol, date(2056, 1, 1))


def test_held_names_roles_of_every_scope_at_once(people):
    grant(people.marisol, Role.LEAD, "department:water")
    grant(people.marisol, Role.TRAINER)

    assert roles.held(people.marisol, FROM) == {"OFFICER", "LEAD", "TRAINER"}


def test_held_asks_once_for_a_person_and_a_day(people, django_assert_num_queries):
    person = afresh(people.nadia)

    with django_assert_num_queries(1):
        assert roles.held(person, FROM) == roles.held(person, FROM) == {"VERIFIER"}


def test_held_remembers_nothing_for_the_next_request(people):
    assert roles.held(afresh(people.marisol), FROM) == {"OFFICER"}

    grant(people.marisol)

    assert roles.held(afresh(people.marisol), FROM) == {"OFFICER", "LEAD"}


def test_a_role_counts_in_its_own_scope_only(people):
    grant(people.marisol, Role.LEAD, "department:water")

    assert roles.holds_in_scope(people.marisol, Role.LEAD, "department:water", FROM)
    assert not roles.holds_in_scope(people.marisol, Role.LEAD, "department:border", FROM)
    assert not roles.holds_in_scope(people.marisol, Role.LEAD, "department:water", UNTIL)


def test_a_role_without_a_scope_counts_everywhere(people):
    grant(people.marisol, Role.LEAD)

    assert roles.holds_in_scope(people.marisol, Role.LEAD, "department:border", FROM)


def test_holders_are_those_of_exactly_this_scope(people):
    grant(people.marisol, Role.TRAINER, "course:abc")
    grant(people.dayle, Role.TRAINER)

    assert roles.holders(Role.TRAINER, "course:abc", FROM) == {people.marisol.pk}
    assert roles.holders(Role.TRAINER, "course:abc", UNTIL) == set()


def test_the_trainer_of_the_starter_course_is_known_by_its_scope(people, course):
    assert roles.holders(Role.TRAINER, f"course:{course.uuid}", FROM) == {people.imogen.pk}


def test_everyone_but_officers_is_staff():
    assert Role.OFFICER not in roles.STAFF
    assert len(roles.STAFF) == len(Role) - 1
