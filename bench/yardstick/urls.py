"""One page for whoever is signed in, and one that tells that the server has started."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path


@login_required
def hello(request: HttpRequest) -> HttpResponse:
    """Two queries: the session and the person."""
    return render(request, "hello.html", {"person": request.user})


def healthz(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [path("", hello), path("healthz", healthz)]
