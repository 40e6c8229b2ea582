"""Before and after: the quiz's first page, starting, reviewing, handing in, the result."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments import selectors
from assessments.draw import PoolTooSmall
from assessments.forms import HandInForm
from assessments.models import Assessment, Attempt
from assessments.services import attempts
from courses.models import Step
from courses.selectors import Place, place_of
from learning import clock
from learning.http import OfficerRequest


def _place(request: OfficerRequest, uuid: UUID) -> tuple[Place, Assessment]:
    place = place_of(request.user, uuid, Step.Kind.QUIZ)
    if place is None:
        raise Http404
    return place, get_object_or_404(
        Assessment.objects.select_related("current_version", "step"), step_id=place.step_id
    )


@login_required
@require_safe
def quiz(request: OfficerRequest, uuid: UUID) -> HttpResponse:
    """What the quiz is, how it went so far, and one button."""
    place, assessment = _place(request, uuid)
    context = {
        "place": place,
        "assessment": assessment,
        "rules": assessment.current_version.body if assessment.current_version else {},
        "standing": selectors.quiz_standing(request.user, assessment, clock.now()),
        "module": place.module(),
        "step_uuid": uuid,
    }
    return render(request, "assessments/quiz.html", context)


@login_required
@require_POST
def start(request: OfficerRequest, uuid: UUID) -> HttpResponse:
    """Start, or go on with the open attempt."""
    place, assessment = _place(request, uuid)
    try:
        attempt = attempts.start(
            officer=request.user, assessment=assessment, enrolment=place.enrolment, at=clock.now()
        )
    except attempts.Paused as pause:
        until = date_format(localtime(pause.until), "TIME_FORMAT")
        messages.warning(
            request, _("Read the lessons below first. The next try opens at %(time)s.") % {"time": until}
        )
        return redirect("quiz", uuid)
    except (attempts.NotPublished, PoolTooSmall):
        messages.error(
            request,
            _("This quiz cannot start yet: its question bank is being filled. Your trainer can help."),
        )
        return redirect("quiz", uuid)
    first = next((s["number"] for s in selectors.slot_states(attempt) if not s["is_checked"]), 1)
    return redirect("slot", attempt.uuid, first)


def mine(request: OfficerRequest, uuid: UUID) -> Attempt:
    """The officer's own attempt; anybody else's is a 404 like a missing one."""
    attempt = selectors.attempt_of(request.user, uuid)
    if attempt is None:
        raise Http404
    return attempt


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: OfficerRequest, uuid: UUID) -> HttpResponse:
    """What is answered and what is not; a POST hands in, however often it arrives."""
    attempt = mine(request, uuid)
    if request.method == "POST":
        form = HandInForm(request.POST)
        if form.is_valid():
            attempts.hand_in(attempt_uuid=uuid, op_id=form.cleaned_data["op_id"], at=clock.now())
            return redirect("result", uuid)
        messages.warning(request, _("The page was old. Please press Hand in again."))
        return redirect("review", uuid)
    if attempt.state != Attempt.State.IN_PROGRESS:
        return redirect("result", uuid)
    states = selectors.slot_states(attempt)
    context = {
        "attempt": attempt,
        "slots": states,
        "op_id": uuid4(),
        "unanswered": [s["number"] for s in states if not s["is_answered"]],
        "flagged": [s["number"] for s in states if s["is_flagged"]],
    }
    return render(request, "assessments/review.html", context)


@login_required
@require_safe
def result(request: OfficerRequest, uuid: UUID) -> HttpResponse:
    """The result, the receipt, and the lessons that misses point to."""
    attempt = mine(request, uuid)
    if attempt.current_score is None:
        return redirect("review", uuid)
    scores = selectors.result_slots(attempt)
    context = {
        "attempt": attempt,
        "score": attempt.current_score,
        "scores": scores,
        "misses": selectors.misses(scores),
        "standing": selectors.quiz_standing(request.user, attempt.assessment, clock.now()),
    }
    return render(request, "assessments/result.html", context)
