"""What there is to learn: the public catalogue and the officer's own outline."""

from django.contrib.auth.decorators import login_required
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from courses import selectors
from courses.contributions import lamps_of, step_url
from learning.http import OfficerRequest
from learning.selectors import brand

CATALOGUE_SECONDS = 60


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """The published courses, for everyone; the same bytes for all, so no session is looked at."""
    key = f"catalogue:{get_language()}"
    body = caches["local"].get(key)
    if body is None:
        courses = [course.current_version for course in selectors.open_courses()]
        context = {"courses": courses, "brand": brand(), "public": True}
        body = render_to_string("courses/catalogue.html", context)
        caches["local"].set(key, body, CATALOGUE_SECONDS)
    response = HttpResponse(body)
    response["Cache-Control"] = f"public, max-age={CATALOGUE_SECONDS}"
    return response


@login_required
@require_safe
def learn(request: OfficerRequest) -> HttpResponse:
    """The officer's courses, module by module, step by step."""
    courses = [
        {
            "course": course,
            "modules": [
                {"module": module, "lamp": lamp, "steps": [(step, step_url(step)) for step in module.steps]}
                for module, lamp in zip(course.standing.modules, lamps_of(course), strict=True)
            ],
        }
        for course in selectors.courses_of(request.user)
    ]
    return render(request, "courses/learn.html", {"courses": courses})
