"""Operations as they come from a page, with or without its script."""

from django import forms


class LettersField(forms.MultipleChoiceField):
    """Any number of option letters; whether the slot offers them is the service's question."""

    def __init__(self) -> None:
        super().__init__(choices=[(letter, letter) for letter in "abcdefgh"], required=False)


class AnswerForm(forms.Form):
    """One answer operation. Anything else in the post, such as a score, is not read."""

    answer = LettersField()
    op_id = forms.UUIDField()
    base_rev = forms.IntegerField(min_value=0, max_value=1_000_000)
    elapsed_ms = forms.IntegerField(min_value=0, max_value=2_000_000_000, required=False)


class HandInForm(forms.Form):
    """The second deliberate act."""

    op_id = forms.UUIDField()
