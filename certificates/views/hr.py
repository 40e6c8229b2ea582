"""HR's awards: who is ready, with the evidence; all awards; one award and what happened to it."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from certificates import codes, selectors
from certificates.forms import ConfirmForm, RevokeForm, SearchForm
from certificates.models import Award, Document, Scheme
from certificates.presenting import shown
from certificates.services import awarding
from certificates.views.record import pdf_response
from learning import clock
from learning.http import OfficerRequest, role_required
from learning.models import RoleGrant

VERIFIER = RoleGrant.Role.VERIFIER
PAGE = 50


@role_required(VERIFIER)
@require_safe
def awards(request: OfficerRequest) -> HttpResponse:
    """What waits for a decision, and every award, the latest first."""
    form, today = SearchForm(request.GET), clock.today()
    words = form.cleaned_data["q"] if form.is_valid() else ""
    page = Paginator(selectors.find_awards(words), PAGE).get_page(request.GET.get("page"))
    context = {
        "waiting": [(scheme, len(selectors.candidates(scheme))) for scheme in selectors.schemes_for_hr()],
        "form": form,
        "page_obj": page,
        "rows": [{"award": award, "look": shown(award, today)} for award in page],
    }
    return render(request, "certificates/awards.html", context)


@role_required(VERIFIER)
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: OfficerRequest, code: str) -> HttpResponse:
    """Candidates of one scheme with their evidence; a POST confirms the ticked ones."""
    scheme = get_object_or_404(selectors.schemes_for_hr(), code=code)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _confirm(request, form, scheme):
        return redirect("confirm", code)
    waiting = selectors.candidates(scheme)
    context = {
        "scheme": scheme,
        "form": form,
        "candidates": waiting,
        "most": awarding.MOST_AT_ONCE,
        "chosen": set(request.POST.getlist("officers")),
    }
    return render(request, "certificates/confirm.html", context, status=400 if form.is_bound else 200)


def _confirm(request: OfficerRequest, form: ConfirmForm, scheme: Scheme) -> bool:
    try:
        result = awarding.confirm(
            officers=form.cleaned_data["officers"], scheme=scheme, by=request.user, at=clock.now()
        )
    except awarding.Refusal as refusal:
        form.add_error("officers", str(refusal))
        return False
    if result.new:
        words = ngettext(
            "%(n)s certificate confirmed. It is being drawn now.",
            "%(n)s certificates confirmed. They are being drawn now.",
            len(result.new),
        )
        messages.success(request, words % {"n": len(result.new)})
    if result.already:
        messages.info(request, _("%(n)s confirmed before; nothing was changed.") % {"n": len(result.already)})
    for officer, why in result.refused:
        messages.warning(request, f"{officer.legal_name}: {why}")
    return True


def _award(uuid: UUID) -> tuple[Award, Document]:
    award = selectors.awards_with_documents().filter(uuid=uuid).first()
    if award is None or not award.current_documents:  # type: ignore[attr-defined]
        raise Http404
    return award, award.current_documents[0]  # type: ignore[attr-defined]


@role_required(VERIFIER)
@require_http_methods(["GET", "HEAD", "POST"])
def award(request: OfficerRequest, uuid: UUID) -> HttpResponse:
    """One award: what is printed, on which evidence, what happened; a POST withdraws it."""
    found, document = _award(uuid)
    form = RevokeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            awarding.revoke(award=found, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
        except awarding.Refusal as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, _("The certificate is withdrawn. Its check page says so from now on."))
            return redirect("award", uuid)
    look = shown(found, clock.today())
    context = {
        "award": found,
        "document": document,
        "look": look,
        "form": form,
        "code": codes.in_fours(document.code),
        "events": found.events.select_related("by"),
        "teachers": found.involved.select_related("person"),
        "is_revoked": look.status.name == "REVOKED",
    }
    return render(request, "certificates/award.html", context, status=400 if form.is_bound else 200)


@role_required(VERIFIER)
@require_safe
def award_pdf(request: OfficerRequest, uuid: UUID) -> HttpResponse:
    """The stored bytes, to HR."""
    return pdf_response(request, *_award(uuid))
