"""The editor: the item bank."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from assessments.models import Item


class ItemViewSet(SnippetViewSet):
    """The bank: found by words, filtered by outcome and level, reviewed by a colleague."""

    model = Item
    icon = "help"
    menu_label = _("Item bank")
    add_to_admin_menu = True
    menu_order = 200
    list_display = ["code", "stem", "outcome", "level", "kind", "live"]
    list_filter = ["outcome", "level", "kind"]
    ordering = ["code"]


register_snippet(ItemViewSet)
