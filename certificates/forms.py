"""Forms of verification and of HR's award pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from learning.forms import PeopleField


class CodeForm(forms.Form):
    """A code as somebody typed it."""

    code = forms.CharField(
        label=_("Code"),
        max_length=60,
        error_messages={
            "required": _("Type the 12 letters and numbers under the square code."),
            "max_length": _("A code has 12 letters and numbers. This is longer."),
        },
    )


class NameForm(forms.Form):
    """A name to compare with the certificate."""

    name = forms.CharField(
        label=_("Name on the paper or of the person"),
        max_length=200,
        error_messages={
            "required": _("Type the name to compare."),
        },
    )


class ConfirmForm(forms.Form):
    """The officers whose award HR confirms."""

    officers = PeopleField(
        empty=_("Choose at least one officer."),
        gone=_("One of the officers is no longer in the list. Load the page again."),
    )


class RevokeForm(forms.Form):
    """Why an award is withdrawn."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "input"}),
        help_text=_("Kept with the award. Strangers see only that it was withdrawn, and when."),
        error_messages={"required": _("Say why: the reason is kept with the award.")},
    )
    sure = forms.BooleanField(
        label=_("I know that this cannot be undone"),
        error_messages={"required": _("Tick the box: a withdrawal cannot be undone.")},
    )


class SearchForm(forms.Form):
    """Words to find awards by."""

    q = forms.CharField(label=_("Name, staff number or certificate number"), required=False, max_length=100)
