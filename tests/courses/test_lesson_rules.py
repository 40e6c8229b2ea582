"""The lesson template as rules: what is missing, what is too many, and in which order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses import lesson
from tests.courses.lessons import WHOLE

kinds = st.lists(st.sampled_from([*lesson.COUNTED, *lesson.TAIL]), max_size=30)


def without(kind):
    return [known for known in WHOLE if known != kind]


def test_a_whole_lesson_has_no_faults():
    assert lesson.faults(WHOLE) == []


@pytest.mark.parametrize("kind", [kind for kind, (low, _high) in lesson.BOUNDS.items() if low])
def test_a_part_that_is_missing_is_named(kind):
    (fault,) = lesson.faults(without(kind))

    low, high = lesson.BOUNDS[kind]
    assert fault == lesson.Fault(kind, 0, low, high)


@pytest.mark.parametrize("kind", lesson.BOUNDS)
def test_a_part_too_many_is_named(kind):
    high = lesson.BOUNDS[kind][1]

    (fault,) = lesson.faults([*without(kind), *[kind] * (high + 1)])

    assert (fault.kind, fault.found, fault.at_most) == (kind, high + 1, high)


def test_a_lesson_may_do_without_a_coachs_note():
    assert lesson.faults(without("coach")) == []


def test_an_empty_lesson_lacks_everything_but_the_coachs_note():
    assert {fault.kind for fault in lesson.faults([])} == set(lesson.BOUNDS) - {"coach"}


@given(kinds)
def test_faults_are_the_kinds_out_of_bounds(found):
    out = {kind for kind, (low, high) in lesson.BOUNDS.items() if not low <= found.count(kind) <= high}

    assert {fault.kind for fault in lesson.faults(found)} == out


def test_the_template_is_in_order():
    assert lesson.is_in_order(WHOLE)
    assert lesson.is_in_order([])


@pytest.mark.parametrize(
    "moved", [["idea", "hook"], ["check", "case"], ["sources", "coach"], ["coach", "shift"]]
)
def test_parts_that_change_places_are_out_of_order(moved):
    assert not lesson.is_in_order(moved)


def test_an_officer_reads_seven_parts():
    assert lesson.part_count(WHOLE) == 7


def test_the_tail_is_not_counted():
    assert lesson.part_count(["coach", "sources"]) == 0


@given(kinds)
def test_doubling_a_part_in_its_place_adds_none_to_read(found):
    doubled = [kind for kind in found for _ in range(2)]

    assert lesson.part_count(doubled) == lesson.part_count(found)
