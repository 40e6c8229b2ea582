"""What a block refuses, and that each can be shown in the editor."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from courses.blocks import CheckBlock, HookBlock, LessonBody
from tests.courses.lessons import OPTIONS, VALUES, WHOLE, body


def clean(block, value):
    return block.clean(block.to_python(value))


def words_of(refusal, field):
    return str(refusal.value.block_errors[field])


def test_a_drawing_is_told_in_a_sentence_for_those_who_cannot_see_it():
    with pytest.raises(StructBlockValidationError) as refusal:
        clean(HookBlock(), {"text": "<p>Words</p>", "drawing": "ticket", "drawing_alt": ""})

    assert "for those who cannot see it" in words_of(refusal, "drawing_alt")


@pytest.mark.parametrize(("drawing", "sentence"), [("", ""), ("ticket", "A torn ticket.")])
def test_a_hook_with_or_without_a_drawing_is_taken(drawing, sentence):
    cleaned = clean(HookBlock(), {"text": "<p>Words</p>", "drawing": drawing, "drawing_alt": sentence})

    assert cleaned["drawing"] == drawing


@pytest.mark.parametrize("correct", [[False, False], [True, True]])
def test_a_check_has_exactly_one_best_answer(correct):
    options = [{**option, "correct": value} for option, value in zip(OPTIONS, correct, strict=True)]

    with pytest.raises(StructBlockValidationError) as refusal:
        clean(CheckBlock(), {"stem": "<p>What?</p>", "options": options})

    assert "Mark exactly one option" in words_of(refusal, "options")


@pytest.mark.parametrize("count", [1, 6])
def test_a_check_has_two_to_five_options(count):
    options = [{**OPTIONS[1], "correct": place == 0} for place in range(count)]

    with pytest.raises(ValidationError):
        clean(CheckBlock(), {"stem": "<p>What?</p>", "options": options})


def test_a_whole_lesson_is_taken():
    assert len(clean(LessonBody(), body())) == len(WHOLE)


@pytest.mark.parametrize("kind", ["hook", "case", "shift", "reflection", "coach", "sources"])
def test_a_part_that_stands_alone_stands_once(kind):
    with pytest.raises(StreamBlockValidationError) as refusal:
        clean(LessonBody(), body([*WHOLE, kind]))

    assert "The maximum number of items is 1" in str(refusal.value.non_block_errors)


def test_a_fourth_idea_is_refused():
    with pytest.raises(StreamBlockValidationError) as refusal:
        clean(LessonBody(), body([*WHOLE, "idea"]))

    assert "The maximum number of items is 3" in str(refusal.value.non_block_errors)


@pytest.mark.parametrize("kind", VALUES)
def test_every_block_can_be_shown_in_the_editor(db, kind):
    block = LessonBody().child_blocks[kind]

    shown = block.render(block.to_python(VALUES[kind]))

    assert shown.strip()


@pytest.mark.parametrize("kind", VALUES)
def test_every_block_has_an_example_for_those_who_choose_it(db, kind):
    block = LessonBody().child_blocks[kind]

    assert block.get_description()
    assert block.render(block.get_preview_value()).strip()
