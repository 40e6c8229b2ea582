"""The editor: signatories."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from certificates.models import Signatory


class SignatoryViewSet(SnippetViewSet):
    """The two people whose names and offices are printed on new certificates."""

    model = Signatory
    icon = "edit"
    menu_label = _("Signatories")
    add_to_admin_menu = True
    menu_order = 320
    list_display = ["name", "office", "position"]


register_snippet(SignatoryViewSet)
