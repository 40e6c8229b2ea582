"""Home answers one question: what is left, and by when."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from learning import clock, registry
from learning.http import OfficerRequest
from learning.sentence import lamps_sentence, left_sentence


@login_required
def home(request: OfficerRequest) -> HttpResponse:
    """The officer's first page: one sentence, one button, the lamps, what is due, the certificates."""
    now = clock.now()
    learning = registry.collect("learning", request.user, now)
    lamps = [lamp for part in learning for lamp in part.lamps]
    certificates = [row for rows in registry.collect("certificates", request.user, now) for row in rows]
    resume = next((part.resume for part in learning if part.resume), None)
    context = {
        "greeting": greeting(timezone.localtime(now).hour, request.user.get_full_name()),
        "sentence": left_sentence([part.left for part in learning if part.has_courses]),
        "lamps_sentence": lamps_sentence(lamps),
        "resume": resume,
        "lamps": lamps,
        "due": [row for part in learning for row in part.due],
        "certificates": certificates,
    }
    return render(request, "learning/home.html", context)


def greeting(hour: int, name: str) -> str:
    """A greeting by the hour of the installation's own time zone."""
    if 5 <= hour < 12:
        return _("Good morning, %(name)s") % {"name": name}
    if 12 <= hour < 18:
        return _("Good afternoon, %(name)s") % {"name": name}
    return _("Good evening, %(name)s") % {"name": name}
