"""Home's one sentence, from numbers to words."""

from datetime import date

import pytest

from learning.registry import Lamp, Left
from learning.sentence import count_word, day, lamps_sentence, left_sentence, what_is_left

MONDAY = date(2026, 11, 30)


def left(lessons=0, quizzes=0, due_on=MONDAY, late=False):
    return Left(lessons=lessons, quizzes=quizzes, due_on=due_on, late=late)


@pytest.mark.parametrize(
    ("lessons", "quizzes", "words"),
    [
        (7, 1, "Seven lessons and a quiz"),
        (1, 0, "One lesson"),
        (11, 0, "11 lessons"),
        (1, 2, "One lesson and two quizzes"),
        (0, 1, "A quiz"),
        (0, 3, "Three quizzes"),
        (0, 12, "12 quizzes"),
    ],
)
def test_what_is_left_is_counted_in_words(lessons, quizzes, words):
    assert what_is_left(lessons, quizzes) == words


def test_small_numbers_are_words_and_large_ones_figures():
    assert [count_word(n) for n in (0, 1, 10, 11)] == ["No", "One", "Ten", "11"]


def test_a_day_reads_with_its_weekday():
    assert day(MONDAY) == "Monday 30 November"


def test_the_sentence_says_what_is_left_and_by_when():
    assert left_sentence([left(7, 1)]) == "Seven lessons and a quiz left, due Monday 30 November."


def test_the_sentence_says_when_something_is_late():
    late = left(7, 1, due_on=date(2026, 11, 16), late=True)

    assert left_sentence([late]) == "Seven lessons and a quiz left. They were due Monday 16 November."


@pytest.mark.parametrize(("lessons", "quizzes", "what"), [(1, 0, "One lesson"), (0, 1, "A quiz")])
def test_one_late_thing_is_it_and_not_they(lessons, quizzes, what):
    late = left(lessons, quizzes, due_on=date(2026, 11, 16), late=True)

    assert left_sentence([late]) == f"{what} left. It was due Monday 16 November."


def test_without_a_day_the_sentence_names_none():
    assert left_sentence([left(2, due_on=None)]) == "Two lessons left."


def test_when_all_is_done_the_sentence_is_calm():
    assert left_sentence([left(0, 0)]) == "All done. Nothing is due."


def test_when_nothing_is_assigned_the_sentence_says_so():
    assert left_sentence([]) == "Nothing is assigned to you yet."


def test_several_parts_are_one_sentence_with_the_first_day():
    parts = [left(2, 0, due_on=date(2026, 12, 4)), left(1, 1, due_on=MONDAY)]

    assert left_sentence(parts) == "Three lessons and a quiz left, due Monday 30 November."


def test_the_day_of_what_is_finished_does_not_count():
    parts = [left(0, 0, due_on=MONDAY), left(2, 0, due_on=date(2026, 12, 4))]

    assert left_sentence(parts) == "Two lessons left, due Friday 4 December."


def test_the_lamps_are_counted_for_those_who_hear_the_page():
    lamps = [
        Lamp(number=f"M{n}", name="", url="", done=0, total=9, lit_on=MONDAY if n < 3 else None, lessons=8)
        for n in range(1, 8)
    ]

    assert lamps_sentence(lamps) == "Your modules: 2 of 7 lamps lit"
