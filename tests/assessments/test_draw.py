"""Drawing a form: it meets the blueprint, repeats nothing, and can be drawn again from its seed."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.draw import Candidate, PoolTooSmall, draw

LETTERS = ("a", "b", "c", "d")
CELLS = [{"outcome": "O1", "level": "K1", "count": 2}, {"outcome": "O2", "level": "K2", "count": 3}]


def item(
    number: int, outcome: str = "O1", level: str = "K1", letters: tuple[str, ...] = LETTERS
) -> Candidate:
    return Candidate(number, f"uid-{number}", outcome, level, letters)


POOL = [
    *(item(number) for number in range(1, 7)),
    *(item(number, "O2", "K2") for number in range(11, 19)),
    item(21, "O1", "K2"),
    item(22, "O2", "K1"),
]
CELL_OF = {candidate.version_id: (candidate.outcome, candidate.level) for candidate in POOL}


@given(seed=st.text(), seen=st.dictionaries(st.sampled_from([c.uid for c in POOL]), st.integers(0, 5)))
def test_a_form_has_exactly_what_the_blueprint_asks(seed, seen):
    form = draw(CELLS, POOL, seen, seed)

    assert Counter(CELL_OF[slot.version_id] for slot in form) == {("O1", "K1"): 2, ("O2", "K2"): 3}


@given(seed=st.text())
def test_no_item_comes_twice_even_if_two_cells_ask_alike(seed):
    form = draw([CELLS[0], CELLS[0], CELLS[0]], POOL, {}, seed)

    assert len({slot.version_id for slot in form}) == 6


@given(seed=st.text())
def test_options_stand_in_another_order_and_none_is_lost(seed):
    form = draw(CELLS, POOL, {}, seed)

    assert all(sorted(slot.option_order) == list(LETTERS) for slot in form)


@given(seed=st.text())
def test_the_same_seed_draws_the_same_form(seed):
    assert draw(CELLS, POOL, {}, seed) == draw(CELLS, reversed(POOL), {}, seed)


def test_other_seeds_draw_other_forms_orders_and_option_orders():
    forms = [draw(CELLS, POOL, {}, f"seed {number}") for number in range(30)]

    assert len({frozenset(slot.version_id for slot in form) for form in forms}) > 10
    assert len({tuple(slot.version_id for slot in form) for form in forms}) > 20
    assert len({slot.option_order for form in forms for slot in form}) > 15


@given(seed=st.text())
def test_items_that_the_officer_met_least_come_first(seed):
    seen = {f"uid-{number}": 1 for number in range(1, 5)}

    form = draw(CELLS[:1], POOL, seen, seed)

    assert {slot.version_id for slot in form} == {5, 6}


@given(seed=st.text())
def test_when_all_have_been_met_the_least_met_come_again(seed):
    seen = {f"uid-{number}": 3 for number in range(1, 7)} | {"uid-4": 1, "uid-2": 2}

    form = draw(CELLS[:1], POOL, seen, seed)

    assert {slot.version_id for slot in form} == {2, 4}


def test_a_cell_that_the_bank_cannot_fill_is_named():
    with pytest.raises(PoolTooSmall, match="O1 K1: 6 of 7 items"):
        draw([{"outcome": "O1", "level": "K1", "count": 7}], POOL, {}, "seed")


def test_a_second_cell_of_the_same_kind_cannot_use_up_items_of_the_first():
    with pytest.raises(PoolTooSmall, match="O1 K1: 2 of 4 items"):
        draw([{"outcome": "O1", "level": "K1", "count": 4}] * 2, POOL, {}, "seed")


def test_an_empty_blueprint_draws_nothing():
    assert draw([], POOL, {}, "seed") == []
