"""Errors in words: what happened and what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is old, as after a long pause or a sign-out in another window."""
    return render(request, "403_csrf.html", status=403)
