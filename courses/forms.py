"""Forms of the learner's and HR's pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from courses import selectors
from courses.models import Course
from learning.forms import LinesField, PeopleField
from learning.models import Department


class PlaceForm(forms.Form):
    """How far an officer has read."""

    part = forms.IntegerField(min_value=0, max_value=99)


class CheckForm(forms.Form):
    """An answer to a check question."""

    check = forms.CharField(max_length=40)
    option = forms.RegexField(r"^[a-h]$", error_messages={"required": _("Choose an answer first.")})


class ReflectionForm(forms.Form):
    """Private words."""

    text = LinesField(required=False, max_length=4000, strip=False)


class PeopleFilter(forms.Form):
    """What HR looks for."""

    q = forms.CharField(label=_("Name, staff number or e-mail"), required=False, max_length=100)
    department = forms.ModelChoiceField(
        label=_("Department"),
        queryset=Department.objects.all(),
        required=False,
        to_field_name="code",
        empty_label=_("All departments"),
    )


class EnrolForm(forms.Form):
    """A selection of people, a course, a day."""

    people = PeopleField(
        empty=_("Choose at least one person."),
        gone=_("One of the people chosen is no longer there. Load the list again."),
    )
    course = forms.ModelChoiceField(
        label=_("Course"),
        queryset=Course.objects.none(),
        to_field_name="uuid",
        error_messages={"required": _("Choose a course.")},
    )
    due_on = forms.DateField(
        label=_("Due on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("Write the day as year-month-day, such as 2026-11-30.")},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["course"].queryset = selectors.open_courses()  # type: ignore[attr-defined]
