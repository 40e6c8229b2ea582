"""Marking: the share of a mark, exact and between nothing and all of it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments import scoring

LETTERS = "abcdefgh"


@pytest.mark.parametrize(
    ("answer", "share"),
    [(["b"], 1), (["a"], 0), (["a", "b"], 0), ([], 0), (None, 0), (("b",), 1), ({"b"}, 1)],
)
def test_a_single_choice_is_right_or_it_is_not(answer, share):
    assert scoring.score("SINGLE", {"b"}, answer) == share


@pytest.mark.parametrize(
    ("answer", "share"),
    [
        ("ab", "1"),
        ("a", "0.5"),
        ("ac", "0"),
        ("abc", "0.5"),
        ("abcd", "0"),
        ("cd", "0"),
        ("", "0"),
    ],
)
def test_a_multiple_choice_earns_right_minus_wrong(answer, share):
    assert scoring.score("MULTIPLE", {"a", "b"}, list(answer)) == Decimal(share)


def test_a_third_is_kept_to_seven_places():
    assert scoring.score("MULTIPLE", {"a", "b", "c"}, ["a"]) == Decimal("0.3333333")
    assert scoring.score("MULTIPLE", {"a", "b", "c"}, ["a", "b"]) == Decimal("0.6666667")


def test_a_letter_named_twice_counts_once():
    assert scoring.score("MULTIPLE", {"a", "b"}, ["a", "a"]) == Decimal("0.5")


@given(
    kind=st.sampled_from(["SINGLE", "MULTIPLE"]),
    key=st.sets(st.sampled_from(LETTERS), min_size=1),
    answer=st.none() | st.lists(st.sampled_from(LETTERS), max_size=20),
)
def test_every_share_lies_between_nothing_and_all(kind, key, answer):
    assert 0 <= scoring.score(kind, key, answer) <= 1


@given(key=st.sets(st.sampled_from(LETTERS), min_size=1), answer=st.sets(st.sampled_from(LETTERS)))
def test_only_the_key_itself_earns_the_whole_mark(key, answer):
    assert (scoring.score("MULTIPLE", key, answer) == 1) is (answer == key)


@given(key=st.sets(st.sampled_from(LETTERS), min_size=1, max_size=4))
def test_ticking_everything_earns_nothing_when_half_or_more_is_wrong(key):
    assert scoring.score("MULTIPLE", key, list(LETTERS)) == 0


def test_an_item_of_an_unknown_kind_is_not_marked():
    with pytest.raises(ValueError, match="ESSAY"):
        scoring.score("ESSAY", {"a"}, ["a"])


@pytest.mark.parametrize(
    ("raw", "passes"),
    [("10", True), ("9.9999999", False), ("9.99", False), ("10.0000001", True), ("12", True)],
)
def test_the_pass_is_decided_on_unrounded_marks(raw, passes):
    assert scoring.is_pass(Decimal(raw), Decimal(10)) is passes
