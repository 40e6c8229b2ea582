"""The editor: outcomes."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from courses.models import Outcome


class OutcomeViewSet(SnippetViewSet):
    """The outcomes that lessons and items name."""

    model = Outcome
    icon = "crosshairs"
    menu_label = _("Outcomes")
    add_to_admin_menu = True
    menu_order = 310
    list_display = ["code", "statement", "level"]
    search_fields = ["code", "statement"]
    ordering = ["code"]


register_snippet(OutcomeViewSet)
