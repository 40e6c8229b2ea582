"""The lesson page: our own view on the kept version, four queries when warm, no tree walk."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from courses import selectors
from courses.contributions import step_url
from courses.forms import CheckForm, PlaceForm, ReflectionForm
from courses.models import Step, StepVersion
from courses.selectors import Place, RenderedLesson
from courses.services import moving
from learning import clock
from learning.http import OfficerRequest


def _mine(request: OfficerRequest, uuid: UUID) -> tuple[Place, RenderedLesson]:
    place = selectors.place_of(request.user, uuid, Step.Kind.LESSON)
    if place is None:
        raise Http404
    return place, selectors.rendered_lesson(place)


def _at(uuid: UUID, anchor: str) -> HttpResponse:
    return redirect(f"{reverse('lesson', args=[uuid])}#{anchor}")


@login_required
@require_safe
def lesson(request: OfficerRequest, uuid: UUID) -> HttpResponse:
    """A lesson with the officer's own answers and place."""
    place, found = _mine(request, uuid)
    module = place.module()
    steps = [(step, step_url(step)) for step in module.steps] if module else []
    here = next((i for i, (step, _url) in enumerate(steps) if step.uuid == place.step_uuid), 0)
    context = {
        "place": place,
        "step": found,
        "step_uuid": uuid,
        "sections": found.sections,
        "parts": found.parts,
        "part": place.part,
        "module": module,
        "outline": steps,
        "number": sum(1 for step, _url in steps[: here + 1] if step.kind == "LESSON"),
        "before": steps[here - 1] if here else None,
        "after": steps[here + 1] if here + 1 < len(steps) else None,
        "line": place.step_line(),
        "checks": place.checks,
        "reflection": place.reflection,
        "retry": request.GET.get("retry", ""),
    }
    return render(request, "courses/lesson.html", context)


@login_required
@require_POST
def keep_place(request: OfficerRequest, uuid: UUID) -> HttpResponse:
    """Keep the part that was read. Answers 204 to the page's own script, a redirect to a form."""
    place, found = _mine(request, uuid)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest(_("The part must be a number."))
    part = form.cleaned_data["part"]
    step = Step.objects.get(pk=place.step_id)
    moving.keep_place(enrolment=place.enrolment, step=step, part=part, parts=found.parts, at=clock.now())
    if request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(status=204)
    return _at(uuid, f"part-{min(part + 1, found.parts)}")


@login_required
@require_POST
def answer(request: OfficerRequest, uuid: UUID) -> HttpResponse:
    """Answer a check; its reasons come back in place."""
    place, found = _mine(request, uuid)
    form = CheckForm(request.POST)
    check = next((c for c in found.checks() if c.id == request.POST.get("check")), None)
    if check is None:
        raise Http404
    anchor = f"check-{check.id}"
    if not form.is_valid():
        messages.warning(request, _("Choose an answer first."))
        return _at(uuid, anchor)
    version = StepVersion.objects.select_related("step").get(pk=place.version_id)
    try:
        moving.answer_check(
            enrolment=place.enrolment,
            version=version,
            check=check,
            option=form.cleaned_data["option"],
            at=clock.now(),
        )
    except moving.UnknownOption:
        return HttpResponseBadRequest(_("This answer is not one of the options."))
    return _at(uuid, anchor)


@login_required
@require_POST
def reflect(request: OfficerRequest, uuid: UUID) -> HttpResponse:
    """Keep the officer's private words; an empty field deletes them."""
    place, _found = _mine(request, uuid)
    form = ReflectionForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Please keep your note under 4,000 signs. Nothing was changed."))
        return _at(uuid, "reflection")
    step = Step.objects.get(pk=place.step_id)
    moving.keep_reflection(
        enrolment=place.enrolment, step=step, text=form.cleaned_data["text"], at=clock.now()
    )
    is_empty = not form.cleaned_data["text"].strip()
    messages.success(request, _("Your note is deleted.") if is_empty else _("Kept. Only you can read it."))
    return _at(uuid, "reflection")


@login_required
@require_POST
def finish(request: OfficerRequest, uuid: UUID) -> HttpResponse:
    """Complete the lesson and go on; an unanswered check is shown first."""
    place, found = _mine(request, uuid)
    version = StepVersion.objects.select_related("step").get(pk=place.version_id)
    try:
        moving.finish_lesson(
            enrolment=place.enrolment,
            version=version,
            checks=found.checks(),
            parts=found.parts,
            at=clock.now(),
        )
    except moving.ChecksLeft as left:
        messages.warning(request, _("One thing first: answer this question, then the lesson is done."))
        return _at(uuid, f"check-{left.ids[0]}")
    after = _after(place)
    return redirect(after or "learn")


def _after(place: Place) -> str | None:
    module = place.module()
    if module is None:
        return None
    uuids = [step.uuid for step in module.steps]
    later = module.steps[uuids.index(place.step_uuid) + 1 :]
    return step_url(later[0]) if later else None
