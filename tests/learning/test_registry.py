"""What the apps above tell the shell, and the staff menu."""

import pytest

from learning import registry


@pytest.fixture(autouse=True)
def _empty_registry(monkeypatch):
    monkeypatch.setattr(registry, "_contributions", {})
    monkeypatch.setattr(registry, "_menu", [])


def test_contributions_are_collected_in_the_order_they_came():
    registry.contribute("greetings", lambda officer, at: f"hello {officer}")
    registry.contribute("greetings", lambda officer, at: f"at {at}")

    assert registry.collect("greetings", "Dayle", "noon") == ["hello Dayle", "at noon"]


def test_the_same_contribution_twice_is_one():
    def once(officer, at):
        return officer

    registry.contribute("greetings", once)
    registry.contribute("greetings", once)

    assert registry.collect("greetings", "Dayle", None) == ["Dayle"]


def test_nobody_speaking_is_an_empty_list():
    assert registry.collect("greetings", "Dayle", None) == []


def test_the_menu_shows_what_a_role_may_see_in_order():
    registry.add_to_menu("Later", "later", roles=("VERIFIER",), order=20)
    registry.add_to_menu("Sooner", "sooner", roles=("VERIFIER", "COUNCIL"), order=10)
    registry.add_to_menu("Other", "other", roles=("TRAINER",), order=5)

    assert [entry.label for entry in registry.menu({"VERIFIER", "OFFICER"})] == ["Sooner", "Later"]
    assert registry.menu({"OFFICER"}) == []


def test_a_page_stands_in_the_menu_once():
    registry.add_to_menu("People", "people", roles=("VERIFIER",), order=10)
    registry.add_to_menu("People again", "people", roles=("VERIFIER",), order=1)

    assert [entry.label for entry in registry.menu({"VERIFIER"})] == ["People"]
