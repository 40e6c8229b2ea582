"""The editor: local facts, spoken words in rich text, Lantern's colours."""

from typing import Any

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler
from wagtail.admin.rich_text.editors.draftail import features as draftail
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from learning.models import LocalFact


class LocalFactViewSet(SnippetViewSet):
    """The register of local facts; its list is the trainer's to-do list of confirmations."""

    model = LocalFact
    icon = "globe"
    menu_label = _("Local facts")
    add_to_admin_menu = True
    menu_order = 300
    list_display = ["label", "plain_text", "status", "owner_role", "review_by"]
    list_filter = ["status", "owner_role"]
    search_fields = ["key", "label", "plain_text"]
    ordering = ["status", "key"]


register_snippet(LocalFactViewSet)


@hooks.register("register_rich_text_features")
def said(features: Any) -> None:
    """Words that people say aloud: <q>, set in serif on the page. Quotation marks are typed."""
    control = {"type": "SAID", "label": "“ ”", "description": str(_("Spoken words")), "element": "q"}
    features.register_editor_plugin("draftail", "said", draftail.InlineStyleFeature(control))
    features.register_converter_rule(
        "contentstate",
        "said",
        {
            "from_database_format": {"q": InlineStyleElementHandler("SAID")},
            "to_database_format": {"style_map": {"SAID": "q"}},
        },
    )


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("learning/editor.css"))


@hooks.register("construct_main_menu")
def leave_out_what_is_ours(request: Any, menu_items: list[Any]) -> None:
    """People are HR's and live on Lantern's own pages."""
    menu_items[:] = [item for item in menu_items if item.name not in {"help"}]
