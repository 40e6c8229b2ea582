"""Forms of the shell."""

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _


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


class DisplayForm(forms.Form):
    """The officer's own choice of light or dark."""

    theme = forms.ChoiceField(
        choices=[("", _("As my device")), ("light", _("Light")), ("dark", _("Dark"))], required=False
    )
    next = forms.CharField(required=False)
