"""Small pages around everything: display choice, brand colours, outbox, health."""

from email import message_from_bytes, policy
from pathlib import Path

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from learning import selectors
from learning.forms import DisplayForm
from learning.http import OfficerRequest, role_required
from learning.models import RoleGrant

YEAR = 365 * 24 * 60 * 60


@require_POST
def display(request: HttpRequest) -> HttpResponse:
    """Keep the choice of light or dark on this device and go back to the page it was made on."""
    form = DisplayForm(request.POST)
    theme = form.cleaned_data["theme"] if form.is_valid() else ""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        back = "/"
    response = redirect(back)
    response.set_cookie(
        "theme", theme, max_age=YEAR, samesite="Lax", secure=request.is_secure(), httponly=True
    )
    return response


@require_safe
def editor_door(request: HttpRequest) -> HttpResponse:
    """Where Wagtail sends those it does not let in: strangers to the one door, the signed-in to an honest answer."""
    if request.user.is_authenticated:
        return render(request, "403.html", status=403)
    return redirect_to_login(request.GET.get("next", "/cms/"))


@require_safe
def brand_stylesheet(request: HttpRequest, version: str) -> HttpResponse:
    """The two colours of the brand as a stylesheet; its address changes with them."""
    brand = selectors.brand()
    dark = f"--sea: {brand.sea_dark};"
    body = (
        f":root {{ --sea: {brand.sea}; }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root:not([data-theme=light]) {{ {dark} }} }}\n"
        f":root[data-theme=dark] {{ {dark} }}\n"
    )
    response = HttpResponse(body, content_type="text/css; charset=utf-8")
    if (
        request.path == brand.stylesheet_url
    ):  # a process that has not seen a change yet must not fix old colours
        patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    else:
        patch_cache_control(response, no_store=True)
    return response


@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers and reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


@role_required(RoleGrant.Role.ADMINISTRATOR)
@require_safe
def outbox(request: OfficerRequest) -> HttpResponse:
    """The mails that this machine would have sent, newest first. Only where mail goes to a folder."""
    folder = settings.LANTERN_OUTBOX
    if not folder:
        raise Http404
    files = sorted(Path(folder).glob("*.log"), key=lambda path: path.stat().st_mtime, reverse=True)[:100]
    mails = [mail for path in files for mail in read_mails(path)]
    return render(request, "learning/outbox.html", {"mails": mails})


def read_mails(path: Path) -> list[dict[str, str]]:
    """Subject, addressee and plain text of the mails in one file: those that were sent in one go share it."""
    parts = path.read_bytes().split(b"\n" + b"-" * 79)
    return [_read(part.strip()) for part in parts if part.strip()]


def _read(content: bytes) -> dict[str, str]:
    message = message_from_bytes(content, policy=policy.default)
    body = message.get_body(preferencelist=("plain",))
    text = body.get_content() if body else ""
    return {
        "subject": str(message["subject"]),
        "to": str(message["to"]),
        "date": str(message["date"]),
        "text": text,
    }
