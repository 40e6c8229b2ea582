"""Forms of the shell."""

from typing import Any
from uuid import UUID

from allauth.account.forms import LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _

from learning.models import User


class SignInForm(LoginForm):
    """Sign in by work e-mail or staff number."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        login = self.fields["login"]
        login.label = _("Work e-mail or staff number")
        login.widget = forms.TextInput(
            attrs={
                "autocomplete": "username",
                "autocapitalize": "none",
                "spellcheck": "false",
                "class": "input",
            }
        )
        self.fields["password"].help_text = ""  # the page has its own link
        self.fields["password"].widget.attrs = {"autocomplete": "current-password", "class": "input"}


class PeopleField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # Django has no such brackets
    """People ticked in a list, named by their public identifiers."""

    def __init__(self, *, empty: Any, gone: Any) -> None:
        """`empty` is said when nobody is ticked, `gone` when somebody is no longer there or never was."""
        self.gone = gone
        super().__init__(
            queryset=User.objects.all(),
            to_field_name="uuid",
            error_messages={
                "required": empty,
                "invalid_choice": gone,
                "invalid_list": gone,
                "invalid_pk_value": gone,
            },
        )

    def clean(self, value: Any) -> Any:
        try:
            for uuid in value or []:
                UUID(str(uuid))
        except ValueError:
            raise forms.ValidationError(self.gone) from None
        return super().clean(value)


class LinesField(forms.CharField):
    """Text in lines, counted as the browser counts it: a line's end is one sign."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


class DisplayForm(forms.Form):
    """The officer's own choice of light or dark."""

    theme = forms.ChoiceField(
        choices=[("", _("As my device")), ("light", _("Light")), ("dark", _("Dark"))], required=False
    )
    next = forms.CharField(required=False)
