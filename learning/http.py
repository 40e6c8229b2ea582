"""Requests as the views know them, and the guards of the doors."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse

from learning import clock, roles
from learning.models import RoleGrant, User

P = ParamSpec("P")


class OfficerRequest(HttpRequest):
    """A request whose user is surely one of ours."""

    user: User


def role_required(*wanted: RoleGrant.Role) -> Callable[[Callable[Concatenate[Any, P], HttpResponse]], Any]:
    """A door for holders of one of the roles. Signed out: sign in. Without the role: 404, like a missing page."""

    def guard(view: Callable[Concatenate[Any, P], HttpResponse]) -> Any:
        @login_required
        @wraps(view)
        def door(request: Any, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not roles.held(request.user, clock.today()) & set(wanted):
                raise Http404
            return view(request, *args, **kwargs)

        return door

    return guard
