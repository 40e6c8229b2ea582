"""The one function behind every number of progress."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses import progress

STEPS = [f"s{n}" for n in range(8)]
KINDS = ["LESSON", "QUIZ", "SCRIPT"]
some = st.sets(st.sampled_from(STEPS))
counts = st.integers(min_value=0, max_value=8)


def line(uuid, kind="LESSON"):
    return {"uuid": uuid, "code": uuid.upper(), "kind": kind, "title": f"Step {uuid}", "minutes": 9}


def module(uuid, steps, rule=None):
    return {
        "uuid": uuid,
        "code": uuid.upper(),
        "title": f"Module {uuid}",
        "summary": "",
        "steps": steps,
        "rule": rule or progress.everything(step["uuid"] for step in steps),
    }


def outline(*modules, rule=None):
    steps = [step["uuid"] for part in modules for step in part["steps"]]
    return {"modules": list(modules), "rule": rule or progress.everything(steps)}


@st.composite
def outlines(draw):
    """Up to three modules with steps of all kinds, each step in one of them."""
    places = draw(st.lists(st.tuples(st.integers(0, 2), st.sampled_from(KINDS)), max_size=len(STEPS)))
    parts = {number: [] for number in range(3)}
    for uuid, (number, kind) in zip(STEPS, places, strict=False):
        parts[number].append(line(uuid, kind))
    return outline(*(module(f"m{number}", steps) for number, steps in parts.items() if steps))


@pytest.fixture
def two_modules():
    return outline(module("m1", [line("a"), line("b"), line("q", "QUIZ")]), module("m2", [line("c")]))


def test_nothing_is_done_at_the_start(two_modules):
    where = progress.standing(two_modules, [])

    assert (where.done, where.total, where.is_complete) == (0, 4, False)
    assert (where.left("LESSON"), where.left("QUIZ")) == (3, 1)


def test_each_module_counts_its_own(two_modules):
    first, second = progress.standing(two_modules, ["a", "c"]).modules

    assert (first.done, first.lessons, first.lessons_done, first.is_complete) == (1, 2, 1, False)
    assert (second.done, second.lessons, second.lessons_done, second.is_complete) == (1, 1, 1, True)


def test_the_first_step_not_done_is_next(two_modules):
    assert progress.standing(two_modules, ["a", "q"]).first_undone().uuid == "b"
    assert progress.standing(two_modules, ["a", "b", "c", "q"]).first_undone() is None


def test_a_course_without_modules_is_never_complete():
    assert not progress.standing({"modules": [], "rule": progress.everything([])}, ["a"]).is_complete


def test_some_and_a_number_of_others_may_be_the_rule():
    rule = {"all_of": ["a"], "at_least": 2, "among": ["b", "c", "q"]}
    parts = module("m1", [line(uuid) for uuid in "abcq"], rule)
    course = outline(parts, rule=rule)

    complete = {
        done: progress.standing(course, done).is_complete for done in ["a", "ab", "bcq", "abq", "abcq"]
    }

    assert complete == {"a": False, "ab": False, "bcq": False, "abq": True, "abcq": True}


@given(outlines(), some, st.sets(st.text(min_size=3)))
def test_steps_that_are_not_in_the_outline_never_count(course, done, strangers):
    assert progress.standing(course, done | (strangers - set(STEPS))) == progress.standing(course, done)


@given(outlines(), some)
def test_done_and_left_are_all_there_is(course, done):
    where = progress.standing(course, done)

    assert where.done + sum(where.left(kind) for kind in KINDS) == where.total
    assert where.done == sum(part.done for part in where.modules)
    assert (where.first_undone() is None) == (where.done == where.total)


@given(outlines(), some, some)
def test_doing_more_never_undoes(course, done, more):
    before, after = progress.standing(course, done), progress.standing(course, done | more)

    assert after.done >= before.done
    assert after.is_complete >= before.is_complete
    assert all(b.is_complete >= a.is_complete for a, b in zip(before.modules, after.modules, strict=True))


@given(outlines(), some)
def test_a_course_of_everything_is_complete_when_everything_is_done(course, done):
    where = progress.standing(course, done)

    assert where.is_complete == (0 < where.total == where.done)


@given(some, counts, some, some)
def test_a_rule_is_every_one_of_the_first_and_a_number_of_the_second(all_of, at_least, among, done):
    rule = {"all_of": sorted(all_of), "at_least": at_least, "among": sorted(among)}

    met = progress.is_met(rule, done)

    assert met == (bool(all_of or at_least) and not all_of - done and len(among & done) >= at_least)


@given(some)
def test_an_empty_rule_is_never_met(done):
    assert not progress.is_met(progress.everything([]), done)


@given(some, some)
def test_a_step_named_twice_counts_once(among, done):
    rule = {"all_of": [], "at_least": len(among) + 1, "among": [*among, *among]}

    assert not progress.is_met(rule, done)
