"""One question: shown, saved as it is answered, checked."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from assessments import selectors
from assessments.forms import AnswerForm
from assessments.models import Attempt, AttemptSlot
from assessments.services import attempts
from assessments.views.quiz import mine
from learning import clock
from learning.http import OfficerRequest

SALT = "lantern.save"
SAVE_HOURS = 24


def save_token(attempt_uuid: UUID) -> str:
    """Lets one attempt's answers be saved after the session has ended: a long quiz must lose nothing."""
    return signing.dumps(str(attempt_uuid), salt=SALT)


def token_fits(token: str, attempt_uuid: UUID) -> bool:
    try:
        return bool(signing.loads(token, salt=SALT, max_age=SAVE_HOURS * 3600) == str(attempt_uuid))
    except signing.BadSignature:
        return False


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def slot(request: OfficerRequest, uuid: UUID, number: int) -> HttpResponse:
    """A question. The form's buttons keep the answer and go where they say."""
    attempt = mine(request, uuid)
    if request.method == "POST":
        return _act(request, attempt, number)
    if attempt.state != Attempt.State.IN_PROGRESS:
        return redirect("result", uuid)
    states = selectors.slot_states(attempt)
    found = selectors.slot_of(attempt, number)
    if found is None:
        raise Http404
    context = {
        "attempt": attempt,
        "slot": selectors.slot_view(found),
        "slots": states,
        "number": number,
        "total": len(states),
        "answered": sum(s["is_answered"] for s in states),
        "op_id": uuid4(),
        "token": save_token(uuid),
    }
    return render(request, "assessments/slot.html", context)


def _act(request: OfficerRequest, attempt: Attempt, number: int) -> HttpResponse:
    """Keep the answer, then do what the pressed button says."""
    uuid, go = attempt.uuid, request.POST.get("go", "stay")
    is_open = attempt.state == Attempt.State.IN_PROGRESS
    if is_open and "base_rev" in request.POST:
        _keep(request, uuid, number)
        attempts.flag_slot(attempt_uuid=uuid, number=number, is_flagged=bool(request.POST.get("later")))
    if go == "check" and is_open:
        try:
            attempts.check_slot(attempt_uuid=uuid, number=number, at=clock.now())
        except attempts.NothingToCheck:
            messages.warning(request, _("Choose your answer first, then press Check."))
        except AttemptSlot.DoesNotExist:
            raise Http404 from None
        return redirect("slot", uuid, number)
    total = attempt.assessment_version.body["items"]
    if go == "review" or (go == "next" and number >= total):
        return redirect("review", uuid)
    if go == "leave":
        return redirect("home")
    step = {"next": 1, "back": -1}.get(go, 0)
    return redirect("slot", uuid, min(max(number + step, 1), total))


def _keep(request: OfficerRequest, uuid: UUID, number: int) -> None:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("This page was out of date. Please give your answer again."))
        return
    try:
        ack = _save(form, uuid, number)
    except attempts.NotAnOption:
        messages.warning(
            request, _("That is more, or something else, than this question offers. Nothing was changed.")
        )
        return
    except AttemptSlot.DoesNotExist:
        raise Http404 from None
    if ack.outcome == "CONFLICT":
        messages.warning(
            request,
            _("You answered this question in another window too. The newer answer is shown; both are kept."),
        )


def _save(form: AnswerForm, uuid: UUID, number: int) -> attempts.Ack:
    data = form.cleaned_data
    return attempts.save_answer(
        attempt_uuid=uuid,
        number=number,
        letters=data["answer"],
        base_rev=data["base_rev"],
        op_id=data["op_id"],
        at=clock.now(),
        elapsed_ms=data["elapsed_ms"],
    )


@csrf_exempt  # the attempt's own signed token, which no other site can read, stands for the session here
@require_POST
def save(request: HttpRequest, uuid: UUID, number: int) -> HttpResponse:
    """Save one answer from the page's script. 200 for every operation understood; the outcome is in the answer."""
    if not token_fits(request.POST.get("token", ""), uuid):
        raise Http404
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"error": _("The operation is incomplete."), "fields": form.errors}, status=400)
    try:
        ack = _save(form, uuid, number)
    except AttemptSlot.DoesNotExist:
        raise Http404 from None
    except attempts.NotAnOption:
        return JsonResponse({"error": _("This is not one of the options.")}, status=400)
    return JsonResponse(
        {
            "op_id": str(form.cleaned_data["op_id"]),
            "outcome": ack.outcome,
            "rev": ack.rev,
            "answer": ack.answer,
            "repeat": ack.is_repeat,
            "saved": date_format(localtime(ack.at), "H:i:s"),
        }
    )
