"""The blocks of a lesson, in the order of the lesson template."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

WORDS = ["bold", "italic", "said", "link", "ul", "ol"]
DRAWINGS = [
    ("clock", _("Clock")),
    ("ticket", _("Ticket")),
    ("files", _("Files")),
    ("counter", _("Counter")),
    ("door", _("Door")),
    ("chair", _("Chair")),
    ("phone", _("Telephone")),
    ("notebook", _("Notebook")),
]


class HookBlock(blocks.StructBlock):
    """What happened: 40 to 70 words that open the lesson, with a drawing of our own."""

    text = blocks.RichTextBlock(features=WORDS, label=_("What happened"))
    drawing = blocks.ChoiceBlock(choices=DRAWINGS, required=False, label=_("Drawing"))
    drawing_alt = blocks.CharBlock(required=False, max_length=200, label=_("The drawing in one sentence"))

    class Meta:
        icon = "openquote"
        label = _("Hook")
        description = _("A short incident that opens the lesson.")
        template = "blocks/hook.html"
        preview_value = {
            "text": "<p>Friday, 3:50 pm. A man puts a torn ticket on the counter.</p>",
            "drawing": "ticket",
        }

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        if cleaned["drawing"] and not cleaned["drawing_alt"]:
            error = ValidationError(
                _("Say in one sentence what the drawing shows, for those who cannot see it.")
            )
            raise StructBlockValidationError(block_errors={"drawing_alt": error})
        return cleaned


class IdeaBlock(blocks.StructBlock):
    """One of exactly three ideas, at most 90 words."""

    title = blocks.CharBlock(max_length=80, label=_("Title"))
    text = blocks.RichTextBlock(features=WORDS, label=_("Text"))
    caution = blocks.RichTextBlock(features=["bold", "said"], required=False, label=_("Safety note"))
    caution_lesson = blocks.CharBlock(
        required=False,
        max_length=20,
        label=_("Lesson to go to"),
        help_text=_("A lesson's code, such as M4.L5."),
    )

    class Meta:
        icon = "pick"
        label = _("Idea")
        description = _("One idea, at most 90 words. A lesson has exactly three.")
        template = "blocks/idea.html"
        preview_value = {"title": "Check", "text": "<p>Breathe out slowly before you speak.</p>"}


class PairBlock(blocks.StructBlock):
    """Better words beside words to avoid."""

    say = blocks.CharBlock(max_length=300, label=_("Say this"))
    instead_of = blocks.CharBlock(max_length=300, label=_("Not that"))

    class Meta:
        icon = "comment"
        label = _("Say this, not that")
        description = _("Two sentences as they are said aloud.")
        template = "blocks/pair.html"
        preview_value = {"say": "“Tell me from the start.”", "instead_of": "“Calm down.”"}


class CaseBlock(blocks.StructBlock):
    """One worked case: what they say, what you could answer, and why."""

    intro = blocks.RichTextBlock(features=WORDS, label=_("Situation"))
    line = blocks.CharBlock(max_length=400, label=_("What they say"))
    prompt = blocks.CharBlock(max_length=200, label=_("Your question to the officer"))
    answer = blocks.CharBlock(max_length=500, label=_("One good answer"))
    note = blocks.RichTextBlock(features=WORDS, label=_("Why it works"))

    class Meta:
        icon = "group"
        label = _("Worked case")
        description = _("The officer tries first, then uncovers one good answer.")
        template = "blocks/case.html"
        preview_value = {"line": "“And do not tell me it is the system!”", "prompt": "What do you say now?"}


class CheckOptionBlock(blocks.StructBlock):
    """An option of a check question with its reason."""

    text = blocks.RichTextBlock(features=["bold", "italic", "said"], label=_("Option"))
    correct = blocks.BooleanBlock(required=False, label=_("Best answer"))
    why = blocks.RichTextBlock(features=["bold", "italic", "said"], label=_("Reason"))


class CheckBlock(blocks.StructBlock):
    """A check question inside a lesson. It counts for nothing; every option has a reason."""

    stem = blocks.RichTextBlock(features=WORDS, label=_("Question"))
    options = blocks.ListBlock(CheckOptionBlock(), min_num=2, max_num=5, label=_("Options"))

    class Meta:
        icon = "help"
        label = _("Check question")
        description = _("A question with two to five options and a reason for each.")
        preview_value = {"stem": "<p>He is still in full flow. What do you do?</p>", "options": []}
        template = "blocks/check_preview.html"

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        if sum(bool(option["correct"]) for option in cleaned["options"]) != 1:
            error = ValidationError(_("Mark exactly one option as the best answer."))
            raise StructBlockValidationError(block_errors={"options": error})
        return cleaned


class WordsBlock(blocks.StructBlock):
    """One text in its own frame: next shift, reflection, coach's note."""

    text = blocks.RichTextBlock(features=WORDS, label=_("Text"))


class LessonBody(blocks.StreamBlock):
    """A lesson: hook, three ideas, words, case, checks, next shift, reflection, coach's note, sources."""

    hook = HookBlock()
    idea = IdeaBlock()
    pair = PairBlock()
    case = CaseBlock()
    check = CheckBlock()
    shift = WordsBlock(
        icon="calendar-alt",
        label=_("On your next shift"),
        description=_("One behaviour to try."),
        template="blocks/shift.html",
        preview_value={"text": "<p>Count silently to twenty.</p>"},
    )
    reflection = blocks.CharBlock(
        max_length=200,
        icon="lock",
        label=_("Reflection"),
        description=_("One question, answered in private."),
        template="blocks/reflection_preview.html",
        preview_value="What do my hands do?",
    )
    coach = WordsBlock(
        icon="user",
        label=_("Coach’s note"),
        description=_("For the supervisor who reads along."),
        template="blocks/coach.html",
        preview_value={"text": "<p>Watch for the breath.</p>"},
    )
    sources = blocks.ListBlock(
        blocks.RichTextBlock(features=["bold", "italic", "link"]),
        icon="list-ul",
        label=_("Sources"),
        description=_("Where this comes from and how strong the evidence is."),
        template="blocks/sources.html",
        preview_value=["<p>The CALMER routine.</p>"],
    )

    class Meta:
        block_counts: dict[str, Any] = {
            "hook": {"max_num": 1},
            "case": {"max_num": 1},
            "shift": {"max_num": 1},
            "reflection": {"max_num": 1},
            "coach": {"max_num": 1},
            "sources": {"max_num": 1},
            "idea": {"max_num": 3},
        }
