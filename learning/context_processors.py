"""What every template knows: the brand, the display choice, the navigation."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from learning import clock, registry, roles, selectors

THEMES = ("light", "dark")


def shell(request: HttpRequest) -> dict[str, Any]:
    """Brand and theme at no cost; the navigation only if the template asks for it."""
    theme = request.COOKIES.get("theme", "")
    return {
        "brand": selectors.brand(),
        "theme": theme if theme in THEMES else "",
        "shell": SimpleLazyObject(lambda: navigation(request)),
    }


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The links of the signed-in person. Looks at the roles once."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"is_signed_in": False, "person_name": "", "nav_items": [], "staff_items": []}
    tabs = [(_("Home"), "home", "home"), (_("Learn"), "learn", "book"), (_("My record"), "record", "paper")]
    held = roles.held(user, clock.today())
    staff = [(entry.label, entry.url_name, "") for entry in registry.menu(held)]
    return {
        "is_signed_in": True,
        "person_name": user.get_full_name(),
        "nav_items": [_link(request, *tab) for tab in tabs],
        "staff_items": [_link(request, *entry) for entry in staff],
    }


def _link(request: HttpRequest, label: str, url_name: str, icon: str) -> dict[str, Any]:
    url = reverse(url_name)
    here = request.path == url or (url != "/" and request.path.startswith(url))
    return {"label": label, "url": url, "icon": icon, "is_current": here}
