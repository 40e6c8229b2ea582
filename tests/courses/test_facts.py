"""Local facts in prose."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses import facts
from learning.models.facts import KEY


def test_the_keys_a_text_asks_for_are_found_once():
    text = "By {{fact:incident.record_within}}, {{ fact: minor.age }} and {{fact:minor.age}}."

    assert facts.keys_in(text) == {"incident.record_within", "minor.age"}


def test_every_place_is_filled():
    text = "<p>{{fact:a.b}}, {{ fact:a.c }}, {{fact:a.b}}</p>"

    assert facts.fill(text, lambda key: key.upper()) == "<p>A.B, A.C, A.B</p>"


@pytest.mark.parametrize("text", ["{fact:a.b}", "{{a.b}}", "{{fact:}}", "{{fact:A.B}}", "{{fact:a b}}"])
def test_what_is_no_fact_is_left_as_it_is(text):
    assert facts.keys_in(text) == set()
    assert facts.fill(text, lambda key: "filled") == text


def test_what_fills_a_place_is_not_filled_again():
    assert facts.fill("{{fact:a.b}}", lambda key: "{{fact:a.c}}") == "{{fact:a.c}}"


@given(st.text(alphabet=st.characters(exclude_characters="{}")))
def test_a_text_without_braces_stays_as_it_is(text):
    assert facts.fill(text, lambda key: "filled") == text


@settings(max_examples=25)
@given(st.lists(st.from_regex(KEY, fullmatch=True), max_size=3))
def test_every_key_the_register_takes_can_be_asked_for(keys):
    text = " and ".join(f"{{{{fact:{key}}}}}" for key in keys)

    assert facts.keys_in(text) == set(keys)
