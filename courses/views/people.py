"""HR's people: find them, put them on a course."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from courses.forms import EnrolForm, PeopleFilter
from courses.selectors import people_with_courses
from courses.services import enrolling
from learning import clock
from learning.http import OfficerRequest, role_required
from learning.models import RoleGrant, User

PAGE = 50


@role_required(RoleGrant.Role.VERIFIER)
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: OfficerRequest) -> HttpResponse:
    """The list; a POST enrols the ticked people and stays on the page with what was typed if something is wrong."""
    enrol = EnrolForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and enrol.is_valid() and _enrol(request, enrol):
        return redirect(request.get_full_path())
    query = PeopleFilter(request.GET)
    found = _filtered(query) if query.is_valid() else User.objects.none()
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": query,
        "enrol": enrol,
        "page_obj": page,
        "rows": people_with_courses(list(page.object_list), clock.today()),
        "chosen": set(request.POST.getlist("people")),
    }
    return render(request, "courses/people.html", context, status=400 if enrol.is_bound else 200)


def _filtered(query: PeopleFilter) -> QuerySet[User]:
    found = User.objects.filter(merged_into__isnull=True)
    words, department = query.cleaned_data["q"], query.cleaned_data["department"]
    for word in words.split():
        found = found.filter(
            Q(legal_name__icontains=word)
            | Q(display_name__icontains=word)
            | Q(staff_number__icontains=word)
            | Q(email__icontains=word)
        )
    if department:
        today = clock.today()
        in_post = Q(posts__until_on__isnull=True) | Q(posts__until_on__gt=today)
        found = found.filter(in_post, posts__department=department, posts__from_on__lte=today).distinct()
    return found.order_by("legal_name", "staff_number")


def _enrol(request: OfficerRequest, form: EnrolForm) -> bool:
    data = form.cleaned_data
    try:
        result = enrolling.enrol(
            officers=data["people"],
            course=data["course"],
            due_on=data["due_on"],
            at=clock.now(),
            by=request.user,
        )
    except enrolling.CourseNotOpen as refusal:
        form.add_error("course", str(refusal))
        return False
    messages.success(request, _enrolled_words(result, has_day=data["due_on"] is not None))
    if result.left_out:
        names = ", ".join(str(person) for person in result.left_out)
        messages.warning(request, _("Left out, because they may not sign in: %(names)s.") % {"names": names})
    return True


def _enrolled_words(result: enrolling.Enrolled, *, has_day: bool) -> str:
    new = ngettext("%(n)s person enrolled.", "%(n)s people enrolled.", len(result.new)) % {
        "n": len(result.new)
    }
    if not result.already:
        return new
    if has_day:
        again = _("%(n)s already on the course; their due date was set.") % {"n": len(result.already)}
    else:
        again = _("%(n)s already on the course; nothing was changed for them.") % {"n": len(result.already)}
    return f"{new} {again}"
