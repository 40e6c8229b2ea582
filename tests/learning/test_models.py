"""What the database refuses to hold about people, places, grants, facts and jobs."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from learning.models import Department, DepartmentState, Job, LocalFact, Post, RoleGrant, Station, User
from learning.selectors import called
from tests.learning.constraints import refused_by

NOW = datetime(2026, 11, 22, 14, 30, tzinfo=UTC)
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


def another(**fields):
    return User.objects.create(**{"staff_number": "X-1", "legal_name": "Somebody Else", **fields})


def a_grant(person, **fields):
    return RoleGrant.objects.create(
        **{"person": person, "role": "TRAINER", "from_on": MONDAY, "granted_at": NOW, **fields}
    )


def a_post(person, department, **fields):
    return Post.objects.create(
        **{"person": person, "department": department, "title": "Clerk", "from_on": MONDAY, **fields}
    )


# People


def test_an_address_belongs_to_one_person_in_any_case(people):
    with refused_by("learning_user_email_unique"):
        another(email=people.dayle.email.upper())


def test_a_taken_address_is_refused_in_words(people):
    copy = User(staff_number="X-1", legal_name="Copy", email=people.dayle.email.title(), password="!")

    with pytest.raises(ValidationError, match="Another person has this e-mail address"):
        copy.full_clean()


def test_many_people_may_have_no_address(db):
    another(staff_number="X-1")
    another(staff_number="X-2")

    assert User.objects.filter(staff_number__startswith="X-", email="").count() == 2


def test_a_staff_number_belongs_to_one_person(people):
    with pytest.raises(IntegrityError), transaction.atomic():
        another(staff_number=people.dayle.staff_number)


def test_a_person_has_a_staff_number(db):
    with refused_by("learning_user_staff_number_given"):
        another(staff_number="")


def test_a_person_has_a_legal_name(db):
    with refused_by("learning_user_legal_name_given"):
        another(legal_name="")


def test_nobody_is_a_duplicate_of_themselves(people):
    with refused_by("learning_user_not_merged_into_self"):
        User.objects.filter(pk=people.dayle.pk).update(merged_into=people.dayle, is_active=False)


def test_a_duplicate_cannot_sign_in(people):
    with refused_by("learning_user_merged_cannot_sign_in"):
        another(merged_into=people.dayle, is_active=True)


def test_a_duplicate_that_is_switched_off_points_to_the_kept_record(people):
    duplicate = another(merged_into=people.dayle, is_active=False)

    assert list(people.dayle.duplicates.all()) == [duplicate]


@pytest.mark.parametrize("number", ["bs-0142", "-BS", "B", "BS 0142", "BS-0142\n", "É-12"])
def test_a_staff_number_is_capital_letters_figures_and_hyphens(db, number):
    with pytest.raises(ValidationError, match="such as BS-0142"):
        User(staff_number=number, legal_name="A B", password="!").full_clean()


def test_a_person_is_called_by_the_display_name_or_else_the_legal_name(people):
    assert str(people.dayle) == people.dayle.get_short_name() == called(people.dayle) == "Officer Dayle"
    assert str(people.marisol) == "Marisol Quayle"


def test_a_superuser_is_made_with_a_tidy_number_and_address(db):
    made = User.objects.create_superuser(" it-0009 ", "pass", legal_name="A B", email="A.B@Ursula.EXAMPLE")

    assert made.is_superuser
    assert (made.staff_number, made.email) == ("IT-0009", "A.B@ursula.example")
    assert made.check_password("pass")


# Places


def test_a_department_has_one_state_a_day(people):
    DepartmentState.objects.create(department=people.border, from_on=MONDAY, name="Border Service")

    with refused_by("learning_departmentstate_one_per_day"):
        DepartmentState.objects.create(department=people.border, from_on=MONDAY, name="Borders")


def test_a_department_does_not_stand_under_itself(people):
    with refused_by("learning_departmentstate_not_own_parent"):
        DepartmentState.objects.create(
            department=people.border, from_on=MONDAY, name="Border", parent=people.border
        )


@pytest.mark.parametrize("model", [Department, Station])
def test_a_code_belongs_to_one_place(db, model):
    model.objects.create(code="pier", name="Pier")

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(code="pier", name="Other pier")


def test_a_post_ends_after_it_begins(people):
    with refused_by("learning_post_until_after_from"):
        a_post(people.dayle, people.water, from_on=MONDAY, until_on=MONDAY)


def test_a_post_that_ends_too_early_is_refused_in_words(people):
    post = Post(person=people.dayle, department=people.water, title="Clerk", from_on=TUESDAY, until_on=MONDAY)

    with pytest.raises(ValidationError, match="A post ends after it begins"):
        post.full_clean()


def test_the_same_post_is_not_held_twice_from_one_day(people):
    a_post(people.dayle, people.water)

    with refused_by("learning_post_not_twice"):
        a_post(people.dayle, people.water)


def test_nobody_is_their_own_manager(people):
    with refused_by("learning_post_not_own_manager"):
        a_post(people.dayle, people.water, line_manager=people.dayle)


def test_places_read_as_their_names(people):
    state = DepartmentState(department=people.border, from_on=MONDAY, name="Border Service")

    assert str(people.border) == "Border Service"
    assert str(state) == "Border Service (2026-11-23)"
    assert str(Station(name="Lantern Pier")) == "Lantern Pier"
    assert str(Post(title="Port officer")) == "Port officer"


# Grants


def test_a_role_is_open_once_in_a_scope(people):
    a_grant(people.dayle)

    with refused_by("learning_rolegrant_one_open"):
        a_grant(people.dayle)


def test_an_open_role_is_refused_a_second_time_in_words(people):
    a_grant(people.dayle)
    again = RoleGrant(person=people.dayle, role="TRAINER", from_on=MONDAY, granted_at=NOW)

    with pytest.raises(ValidationError, match="already has this role here"):
        again.full_clean()


def test_a_role_may_be_open_in_two_scopes(people):
    a_grant(people.dayle, scope="department:border")
    a_grant(people.dayle, scope="department:water")

    assert people.dayle.grants.filter(role="TRAINER").count() == 2


def test_a_grant_does_not_end_before_it_begins(people):
    with refused_by("learning_rolegrant_until_after_from"):
        a_grant(people.dayle, from_on=TUESDAY, until_on=MONDAY)


@pytest.mark.parametrize("scope", ["border", "team:border", "department:", "department:a b", "course:1:2"])
def test_a_scope_is_a_known_kind_and_a_key(people, scope):
    with refused_by("learning_rolegrant_scope_key"):
        a_grant(people.dayle, scope=scope)


def test_a_grant_reads_as_role_and_scope(people):
    assert str(RoleGrant(role="TRAINER")) == "Trainer"
    assert str(RoleGrant(role="TRAINER", scope="department:water")) == "Trainer department:water"


# Facts and jobs


def test_a_confirmed_fact_says_when(db):
    with refused_by("learning_localfact_confirmed_has_day"):
        LocalFact.objects.filter(key="filming.rule").update(status="CONFIRMED", confirmed_on=None)


def test_a_fact_confirmed_without_a_day_is_refused_in_words(db):
    fact = LocalFact.objects.get(key="filming.rule")
    fact.status = LocalFact.Status.CONFIRMED

    with pytest.raises(ValidationError, match="Say on which day this was confirmed"):
        fact.full_clean()


@pytest.mark.parametrize(
    "key", ["filming", "Filming.rule", "filming.", "filming.1a", "filming rule", "a.b\n"]
)
def test_the_key_of_a_fact_is_small_letters_in_parts(db, key):
    with pytest.raises(ValidationError, match="small letters in parts"):
        LocalFact(key=key, label="Filming", plain_text="words").full_clean()


def test_the_key_of_a_fact_is_taken_once(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        LocalFact.objects.create(key="filming.rule", label="Again", plain_text="words")


def test_a_fact_reads_as_its_label(db):
    assert str(LocalFact.objects.get(key="filming.rule")) == "Who may film at a public counter"


def test_a_job_is_done_or_given_up_but_not_both(db):
    with refused_by("learning_job_done_or_given_up"):
        Job.objects.create(kind="send-mail", key="k", due_at=NOW, done_at=NOW, failed_at=NOW)


def test_a_job_is_owed_once_for_a_key(db):
    Job.objects.create(kind="send-mail", key="k", due_at=NOW)

    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(kind="send-mail", key="k", due_at=NOW)


def test_a_job_reads_as_its_key():
    assert str(Job(key="mail:7")) == "mail:7"
