"""My record: the officer's certificates and attempts."""

import logging
from io import BytesIO
from uuid import UUID

import segno
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from assessments.selectors import attempts_with_counts
from certificates import codes, selectors
from certificates.models import Award, Document
from certificates.presenting import shown
from certificates.services import drawing
from courses.selectors import courses_of
from learning import clock
from learning.http import OfficerRequest

logger = logging.getLogger(__name__)


@login_required
@require_safe
def record(request: OfficerRequest) -> HttpResponse:
    """Certificates, courses and attempts of the signed-in officer."""
    today = clock.today()
    awards = [{"award": award, "look": shown(award, today)} for award in selectors.awards_of(request.user)]
    context = {
        "awards": awards,
        "courses": courses_of(request.user),
        "attempts": attempts_with_counts(request.user),
    }
    return render(request, "certificates/record.html", context)


def _mine(request: OfficerRequest, uuid: UUID) -> tuple[Award, Document]:
    award = selectors.awards_with_documents().filter(officer=request.user, uuid=uuid).first()
    if award is None or not award.current_documents:  # type: ignore[attr-defined]
        raise Http404
    return award, award.current_documents[0]  # type: ignore[attr-defined]


@login_required
@require_safe
def my_certificate(request: OfficerRequest, uuid: UUID) -> HttpResponse:
    """The certificate to show: status, code, square code, the PDF."""
    award, document = _mine(request, uuid)
    context = {
        "award": award,
        "document": document,
        "look": shown(award, clock.today()),
        "code": codes.in_fours(document.code),
        "qr": square(award.facts["public_url"] + reverse("verify-short", args=[document.code])),
    }
    return render(request, "certificates/my_certificate.html", context)


@login_required
@require_safe
def my_pdf(request: OfficerRequest, uuid: UUID) -> HttpResponse:
    """The stored bytes, to their holder."""
    award, document = _mine(request, uuid)
    return pdf_response(request, award, document)


def pdf_response(request: OfficerRequest, award: Award, document: Document) -> HttpResponse:
    """A drawn document for somebody who may have it; 404 while it is not drawn. Damaged bytes are never sent."""
    if document.drawn_at is None:
        raise Http404
    try:
        content = drawing.stored_bytes(document)
    except drawing.Damaged:
        logger.exception("a stored certificate is damaged")
        return render(request, "certificates/damaged.html", {"award": award}, status=500)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{award.number}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def square(address: str) -> str:
    """A square code as SVG in the page's own ink."""
    out = BytesIO()
    code = segno.make(address.upper() if "?" not in address else address, error="m", micro=False)
    code.save(
        out,
        kind="svg",
        border=4,
        xmldecl=False,
        svgns=False,
        svgclass="qr__svg",
        lineclass=None,
        omitsize=True,
    )
    return mark_safe(out.getvalue().decode())  # noqa: S308 segno's own output: paths, no text from outside
