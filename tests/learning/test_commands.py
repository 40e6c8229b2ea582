"""The commands of the ground floor: safe to repeat, and plain about what they did."""

import io
import stat
from argparse import Namespace

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command

from learning.models import AuditEvent, LocalFact, RoleGrant, User
from learning.services import demo, editors


@pytest.fixture
def type_in(monkeypatch):
    """What is typed on standard input."""
    return lambda words: monkeypatch.setattr("sys.stdin", io.StringIO(words))


def run(*args, **options):
    said = io.StringIO()
    call_command(*args, stdout=said, **options)
    return said.getvalue()


# The first administrator


def test_the_first_administrator_may_sign_in_and_run_the_house(db, type_in):
    type_in("a-long-quiet-word\n")

    said = run("first_administrator", "it-0001", "Petra Lund", email="petra@ursula.example")

    petra = User.objects.get(staff_number="IT-0001")
    assert said == "Petra Lund may sign in as IT-0001.\n"
    assert petra.check_password("a-long-quiet-word")
    assert petra.is_superuser
    assert list(petra.grants.values_list("role", "granted_by")) == [("ADMINISTRATOR", None)]
    assert list(petra.groups.values_list("name", flat=True)) == ["Administrators"]


@pytest.mark.parametrize("password", ["short", "password1234", "111122223333", ""])
def test_a_weak_password_is_refused_and_nobody_is_made(db, type_in, password):
    type_in(f"{password}\n")

    with pytest.raises(CommandError, match="password"):
        run("first_administrator", "IT-0001", "Petra Lund")

    assert not User.objects.filter(staff_number="IT-0001").exists()


def test_a_taken_staff_number_is_refused_in_words(people, type_in):
    type_in("a-long-quiet-word\n")

    with pytest.raises(CommandError, match="Staff number already exists"):
        run("first_administrator", people.dayle.staff_number, "Petra Lund")


def test_at_a_keyboard_the_password_is_asked_for_unseen(db, monkeypatch):
    monkeypatch.setattr("sys.stdin", Namespace(isatty=lambda: True))
    monkeypatch.setattr(
        "learning.management.commands.first_administrator.getpass", lambda prompt: "a-long-quiet-word"
    )

    run("first_administrator", "IT-0001", "Petra Lund")

    assert User.objects.get(staff_number="IT-0001").check_password("a-long-quiet-word")


# Preparing and the starter


def test_preparing_again_changes_nothing(db):
    before = {group.name: group.permissions.count() for group in Group.objects.all()}

    said = run("prepare")

    assert {group.name: group.permissions.count() for group in Group.objects.all()} == before
    assert said == "Prepared: groups, permissions, review workflow, schemes.\n"


def test_loading_the_starter_again_adds_nothing(db):
    facts = LocalFact.objects.count()

    said = run("load_starter")

    assert "Lessons: 0 added." in said
    assert LocalFact.objects.count() == facts


def test_a_corrected_fact_is_left_alone_by_the_starter(db):
    LocalFact.objects.filter(key="filming.rule").update(plain_text="customers may not film")

    run("load_starter")

    assert LocalFact.objects.get(key="filming.rule").plain_text == "customers may not film"


def test_permissions_that_django_has_not_made_yet_are_made(db):
    Permission.objects.filter(codename="change_brand").delete()

    editors.make_groups()

    assert Group.objects.get(name="Administrators").permissions.filter(codename="change_brand").exists()


# Demo people


def test_demo_people_stay_out_of_a_real_installation(db, settings):
    settings.LANTERN_STARTER_PEOPLE = False

    with pytest.raises(CommandError, match="embedded start only"):
        run("load_demo_people")

    assert User.objects.count() == 0


def test_demo_people_come_with_every_role_and_one_password(db, settings):
    settings.LANTERN_STARTER_PEOPLE = True

    said = run("load_demo_people", password="a-long-quiet-word")

    assert "password for all: a-long-quiet-word" in said
    assert "  BS-0142   Dayle Renwick" in said
    assert set(RoleGrant.objects.values_list("role", flat=True)) == set(RoleGrant.Role.values)
    assert all(person.check_password("a-long-quiet-word") for person in User.objects.all())


def test_demo_people_are_added_once(db, settings):
    settings.LANTERN_STARTER_PEOPLE = True
    run("load_demo_people", password="a-long-quiet-word")
    before = (User.objects.count(), RoleGrant.objects.count(), AuditEvent.objects.count())

    run("load_demo_people", password="a-long-quiet-word")

    assert (User.objects.count(), RoleGrant.objects.count(), AuditEvent.objects.count()) == before


def test_the_demo_password_is_random_kept_and_private(tmp_path):
    first, second = demo.kept_password(tmp_path), demo.kept_password(tmp_path)

    assert first == second
    assert first.startswith("lantern-")
    assert stat.S_IMODE((tmp_path / "demo-password").stat().st_mode) == 0o600


def test_the_demo_password_of_another_folder_is_another(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()

    assert demo.kept_password(tmp_path / "a") != demo.kept_password(tmp_path / "b")
