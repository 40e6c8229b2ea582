"""Blocks of items and quizzes."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.models.outcomes import Level, Outcome


class OptionBlock(blocks.StructBlock):
    """One offered answer. Every option teaches: its reason is shown after Check."""

    text = blocks.TextBlock(max_length=500, rows=2, label=_("Option"))
    is_said = blocks.BooleanBlock(required=False, label=_("Words said aloud"))
    correct = blocks.BooleanBlock(required=False, label=_("Key"))
    why = blocks.TextBlock(max_length=600, rows=2, label=_("Reason"))

    class Meta:
        icon = "radio-full"
        label = _("Option")
        label_format = "{text}"


class OptionsBlock(blocks.StreamBlock):
    """The options of an item, two to eight."""

    option = OptionBlock()

    class Meta:
        min_num = 2
        max_num = 8


def outcome_choices() -> list[tuple[str, str]]:
    return [(outcome.code, str(outcome)) for outcome in Outcome.objects.all()]


class CellBlock(blocks.StructBlock):
    """One cell of a blueprint: how many items of an outcome and a level are drawn."""

    outcome = blocks.ChoiceBlock(choices=outcome_choices, label=_("Outcome"))
    level = blocks.ChoiceBlock(choices=Level.choices, label=_("Level"))
    count = blocks.IntegerBlock(min_value=1, max_value=60, label=_("Items"))

    class Meta:
        icon = "grip"
        label = _("Cell")
        label_format = "{outcome} {level}: {count}"


class BlueprintBlock(blocks.StreamBlock):
    """The cells of a blueprint."""

    cell = CellBlock()

    class Meta:
        min_num = 1
