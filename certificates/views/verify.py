"""Verification by anyone, without an account: a code in, the status in words out."""

from datetime import date
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from django_ratelimit.core import is_ratelimited

from certificates import codes, selectors
from certificates.forms import CodeForm, NameForm
from certificates.models import Document
from certificates.names import masked, same_name
from certificates.presenting import headline, shown
from certificates.status import Status
from learning import clock

NAME_RATE = "5/h"


def _too_many(request: HttpRequest, group: str, rate: str, counted: str) -> HttpResponse | None:
    """A page that says to wait, if this address (or code) has asked too often. Only counts are kept."""
    if is_ratelimited(request, group=group, key=lambda *_: counted, rate=rate, increment=True):
        return _page(request, "certificates/verify_wait.html", {"is_name": group == "verify-name"}, 429)
    return None


@require_safe
def verify_form(request: HttpRequest) -> HttpResponse:
    """Where a code is typed."""
    if "code" not in request.GET:
        return _page(request, "certificates/verify_form.html", {"form": CodeForm()})
    form = CodeForm(request.GET)
    if not form.is_valid():
        return _page(request, "certificates/verify_form.html", {"form": form}, 400)
    code = codes.normalise(form.cleaned_data["code"])
    return redirect("verify", code) if code else _unknown(request)


@require_safe
def verify_short(request: HttpRequest, code: str) -> HttpResponse:
    """The short address in the square code."""
    return HttpResponseRedirect(reverse("verify", args=[code.upper()]))


@csrf_exempt  # comparing a name changes nothing, and a token would set a cookie for every stranger
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """The answer for one code. Unknown and malformed codes look alike. A POST compares a name."""
    address = get_adapter().get_client_ip(request)
    if refused := _too_many(request, "verify", settings.VERIFY_RATE, address):
        return refused
    meant = codes.normalise(code)
    document = selectors.document_by_code(meant) if meant else None
    if document is None or meant is None:
        return _unknown(request)
    context = answer(document, meant, clock.today())
    if request.method == "POST":
        if refused := _too_many(request, "verify-name", NAME_RATE, meant):
            return refused
        form = NameForm(request.POST)
        context["name_form"] = form
        if form.is_valid():
            context["is_same_name"] = same_name(form.cleaned_data["name"], document.award.facts["holder"])
    return _page(request, "certificates/verify.html", context)


def answer(document: Document, code: str, today: date) -> dict[str, Any]:
    """What a stranger may see: status, award, dates, issuer, a masked name."""
    award = document.award
    look = shown(award, today, is_superseded=document.superseded_at is not None)
    return {
        "award": award,
        "look": look,
        "is_valid": look.status is Status.VALID,
        "code": codes.in_fours(code),
        "name": masked(award.facts["holder"]),
        "name_form": NameForm(),
        "checked_at": clock.now(),
        "valid_until": award.valid_until,
        "is_same_name": None,
    }


def _unknown(request: HttpRequest) -> HttpResponse:
    """The same page, status and words for a code that is malformed, mistyped or never issued."""
    context = {"headline": headline(Status.UNKNOWN), "form": CodeForm()}
    return _page(request, "certificates/verify_unknown.html", context, 404)


def _page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page for strangers: no session, no cookie, no index, nothing kept."""
    response = render(request, template, {**context, "public": True}, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store"
    return response
